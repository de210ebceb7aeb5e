/* A bounded buffer, the escapes of each format, and the outline of a text: headings, paragraphs, lists. */
#ifndef SMTPCODES_WRITER_H
#define SMTPCODES_WRITER_H

#include "say.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct smtpcodes__writer {
    char *buffer;
    size_t size;
    uint64_t length;  /* of the whole text, whether it fits or not */
    int32_t format;   /* SMTPCODES_FORMAT_*, never a page */
    int32_t language;
    int32_t is_page;
    int32_t is_bare;     /* a part by itself: no label before it, no line end behind it */
    int32_t is_labelled; /* a label was just written */
    int32_t comma;       /* JSON: the next item needs one */
    char last;           /* the last byte */
} smtpcodes__writer;

/* What a placeholder stands for. */
typedef struct smtpcodes__value {
    const char *name;
    const char *text;                     /* a text, */
    smtpcodes_code code;                  /* or a code, */
    int32_t number;                       /* or a number, */
    uint32_t stages;                      /* or a list of stages, a bit for each, */
    uint32_t sentence;                    /* or a sentence by its number, */
    const struct smtpcodes__value *inner; /* with placeholders of its own */
    size_t inners;
} smtpcodes__value;

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* Begin; 0: NULL with a size. */
int smtpcodes__open(smtpcodes__writer *writer, int32_t format, int32_t language, char *buffer, size_t size);
/* End: the length, with an empty buffer where it does not fit. */
int32_t smtpcodes__close(smtpcodes__writer *writer);

/* Bytes as they are, and text with the escapes of the format. */
void smtpcodes__raw(smtpcodes__writer *writer, const char *text);
void smtpcodes__bytes(smtpcodes__writer *writer, const char *bytes, size_t length);
void smtpcodes__text(smtpcodes__writer *writer, const char *text);
/* What a server sent: nothing of it reaches a reader raw. */
void smtpcodes__wire(smtpcodes__writer *writer, const char *bytes, size_t length);
void smtpcodes__number(smtpcodes__writer *writer, int32_t number);
void smtpcodes__code(smtpcodes__writer *writer, smtpcodes_code code);
/* A sentence with its placeholders filled. */
void smtpcodes__sentence(smtpcodes__writer *writer, uint32_t sentence, const smtpcodes__value *values, size_t count);

/* The outline of prose: text, Markdown and HTML. `really` is the language that a text is in. */
void smtpcodes__page(smtpcodes__writer *writer);
void smtpcodes__article(smtpcodes__writer *writer);
void smtpcodes__article_end(smtpcodes__writer *writer);
void smtpcodes__heading(smtpcodes__writer *writer, int32_t level);
void smtpcodes__heading_end(smtpcodes__writer *writer, int32_t level);
void smtpcodes__section(smtpcodes__writer *writer, int32_t part, int32_t level);
void smtpcodes__paragraph(smtpcodes__writer *writer, int32_t really);
void smtpcodes__paragraph_end(smtpcodes__writer *writer, int32_t really);
void smtpcodes__list(smtpcodes__writer *writer);
void smtpcodes__list_end(smtpcodes__writer *writer);
void smtpcodes__item(smtpcodes__writer *writer, int32_t really);
void smtpcodes__item_end(smtpcodes__writer *writer, int32_t really);
void smtpcodes__facts(smtpcodes__writer *writer);
void smtpcodes__facts_end(smtpcodes__writer *writer);
void smtpcodes__fact(smtpcodes__writer *writer, int32_t part);
void smtpcodes__fact_end(smtpcodes__writer *writer);
/* A text by its number as a paragraph, as a fact's value, or as what an item goes on with. */
void smtpcodes__say_paragraph(smtpcodes__writer *writer, uint32_t text);
void smtpcodes__say_text(smtpcodes__writer *writer, uint32_t text);
/* The title of an item of a vocabulary. */
void smtpcodes__put_word(smtpcodes__writer *writer, int32_t vocabulary, int32_t number);

/* JSON. */
void smtpcodes__json_key(smtpcodes__writer *writer, const char *key);
void smtpcodes__json_open(smtpcodes__writer *writer, const char *key, const char *bracket);
void smtpcodes__json_close(smtpcodes__writer *writer, const char *bracket);
void smtpcodes__json_text(smtpcodes__writer *writer, const char *key, const char *text);
void smtpcodes__json_code(smtpcodes__writer *writer, const char *key, smtpcodes_code code);
void smtpcodes__json_number(smtpcodes__writer *writer, const char *key, int32_t number);
void smtpcodes__json_word(smtpcodes__writer *writer, const char *key, int32_t vocabulary, int32_t number);
void smtpcodes__json_bits(smtpcodes__writer *writer, const char *key, int32_t vocabulary, int32_t bits);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
