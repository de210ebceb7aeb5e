/* Loose words: single words, or several that stand near one another in any order. What is looked for where no phrase tells
 * more. Knows nothing of mail. */
#ifndef SMTPCODES_LOOSE_H
#define SMTPCODES_LOOSE_H

#include "matcher.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where the last word of each group stood: where it begins, and how many blanks stand before it, and one; 0: nowhere. */
struct smtpcodes__last {
    uint32_t start, blanks;
};

/* A search while it goes on, in a folded text of which a window is at hand. */
typedef struct smtpcodes__loose {
    const struct smtpcodes_rules *rules;
    size_t place;      /* of the next byte in the folded text */
    size_t word;       /* where the last word begins */
    size_t start, end; /* of the words that were found */
    uint32_t blanks;   /* before the next byte */
    int in_page;       /* the bytes up to the next blank are a page's address */
    const uint16_t *groups; /* that the last word belongs to, and were not looked at yet */
    uint32_t left;
    struct smtpcodes__last last[SMTPCODES__GROUPS];
} smtpcodes__loose;

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

void smtpcodes__loose_begin(smtpcodes__loose *loose, const struct smtpcodes_rules *rules);

/* The row of the next rule whose words stand together, the last of them before a place of the window; the number of all
   rows: none. */
uint32_t smtpcodes__loose_next(smtpcodes__loose *loose, const smtpcodes__fold *fold, size_t end);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
