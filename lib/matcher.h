/* The text of a reply, folded, and the search for all phrases in it: what fold.c, matcher.c and diagnose.c share. */
#ifndef SMTPCODES_MATCHER_H
#define SMTPCODES_MATCHER_H

#include "lines.h"
#include "rules.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    SMTPCODES__FOLD_ROOM = 2048,
    SMTPCODES__FOLD_AHEAD = 192,  /* a literal that begins before this end is there whole, with a time behind it */
    SMTPCODES__FOLD_BEHIND = 128, /* a literal that ends behind this beginning is there whole, with a byte before it */
    SMTPCODES__FOLD_PAD = 16      /* zeros behind the text, that may be loaded */
};

/* A window over the folded text: white space is one blank, a line end with the codes of the next line too, and one blank
   stands at either end. Case is left as it is. */
typedef struct smtpcodes__fold {
    const smtpcodes__input *input;
    smtpcodes__line line; /* the one that is being read */
    size_t place;         /* behind what was taken of it */
    size_t base;          /* place in the folded text of bytes[0] */
    size_t length;        /* bytes that are there */
    int first;            /* no line was read yet */
    int only;             /* the line that is being read is the first one */
    int all;              /* lines go on to the end of the bytes, whatever their separators say */
    int ended;            /* nothing comes behind them */
    uint8_t bytes[SMTPCODES__FOLD_ROOM + SMTPCODES__FOLD_PAD];
} smtpcodes__fold;

/* What a search finds. */
typedef struct smtpcodes__found {
    uint32_t row;        /* of the best rule; behind the last one: none */
    uint32_t perhaps;    /* of the best rule that waits for a provider */
    uint32_t provider;   /* row of the first hint, and of the block list's; behind the last one: none */
    uint32_t blocklist;
    size_t start, end;   /* of the best rule's words in the folded text */
    int32_t delay;       /* seconds that the words ask for */
    int doubt;           /* there are words beside which no address is condemned */
} smtpcodes__found;

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* Begin with a reply; `all`: with all lines that are there, as of a text without codes. */
void smtpcodes__fold_begin(smtpcodes__fold *fold, const smtpcodes__input *input, int all);

/* Fill the window. What stands more than SMTPCODES__FOLD_BEHIND before a place of the folded text is dropped. */
void smtpcodes__fold_more(smtpcodes__fold *fold, size_t place);

/* Turn two ascending places of the folded text into places of the bytes. The window is of no more use then. */
void smtpcodes__unfold(smtpcodes__fold *fold, size_t places[2]);

/* Search a text for the phrases of rules. `pack` may switch some off. */
void smtpcodes__search(const struct smtpcodes_rules *rules, const struct smtpcodes_rules *pack,
                       const struct smtpcodes__facts *facts, smtpcodes__fold *fold, smtpcodes__found *found);

/* Seconds that stand at a place of the folded text, as in "5 minutes" or "00:05:00"; 0: none. */
int32_t smtpcodes__read_time(const uint8_t *bytes, size_t place, size_t end);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
