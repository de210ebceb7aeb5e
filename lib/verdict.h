/* What find.c and diagnose.c share. */
#ifndef SMTPCODES_VERDICT_H
#define SMTPCODES_VERDICT_H

#include "lines.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where a reply stands among bytes, what the words around it tell. */
typedef struct smtpcodes__place {
    size_t from, to;         /* the reply, without what quotes it */
    int32_t stage;           /* 0: not named */
    smtpcodes_code enhanced; /* a status beside it, as in dsn=5.1.1; 0: none */
    int wrapped;             /* 1: it is quoted, and every line to its end belongs to it */
    int underscores;         /* blanks are written as underscores, as in a log of qmail */
    size_t loose;            /* behind the last line with a code, where lines without one follow to the end; 0: none do */
} smtpcodes__place;

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* Find the reply. 0: there is no reply code; the place is that of the text that may tell a reason. */
int smtpcodes__find_reply(const smtpcodes__input *input, smtpcodes__place *place);

/* Read the reply at a place; offsets count from the first of all bytes. Whether lines are loose is known then. */
void smtpcodes__read_found(const smtpcodes__input *input, smtpcodes__place *place, smtpcodes_reply *reply);

/* Copy bytes of a log of qmail, with blanks for the underscores that it writes in their place. */
void smtpcodes__part_words(const uint8_t *bytes, size_t length, uint8_t *copy);

/* The place of a reply that is quoted in the text of another: behind a known wrapper, or where a code is doubled; `to` where
   there is none before it. */
size_t smtpcodes__find_inner(const smtpcodes__input *input, size_t from, size_t to);

/* address.c: whether an address of 32 or 128 bits, in network order, stands in a text. */
int smtpcodes__names_address(const smtpcodes__input *input, const uint8_t *address, int32_t bits);

/* address.c: behind the web page that begins at a place (http:// or https://), without the full stop of a sentence; the place,
   where none does. */
size_t smtpcodes__end_of_page(const uint8_t *bytes, size_t place, size_t end);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
