/* The form of rules: of those that are built in, and of a rule pack, which is the same bytes in a file.
 *
 * Position-independent: everything is found by its offset from the first byte. Native byte order, 8-byte aligned. */
#ifndef SMTPCODES_RULES_H
#define SMTPCODES_RULES_H

#include "internal.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    SMTPCODES__RULES_MAGIC = 0x53435031, /* in the other byte order it is another number */
    SMTPCODES__RULES_FORM = 1,
    SMTPCODES__SHORTEST_LITERAL = 8,
    SMTPCODES__LONGEST_LITERAL = 120,
    SMTPCODES__TAIL_BITS = 10,
    SMTPCODES__TAILS = 1 << SMTPCODES__TAIL_BITS, /* phrases of several literals */
    SMTPCODES__GROUPS = 512,     /* of loose words */
    SMTPCODES__NEAR = 8,         /* blanks between words that stand near one another, at most */
    SMTPCODES__ORDINARY = 40,    /* from this rank on words are used for other things too */
    SMTPCODES__VAGUE = 70,       /* from this rank on a provider's code and a telling enhanced code win over the words */
    SMTPCODES__LAST_RESORT = 90  /* from this rank on a telling reply code does too */
};

/* The head of all rules. Offsets are in bytes, counts in rows. Rows stand in the order hints, rules by rank, codes. */
struct smtpcodes_rules {
    uint32_t magic;
    uint32_t form;
    uint32_t size; /* of everything */
    uint32_t date;
    uint32_t stride;     /* from one look into the text to the next */
    uint32_t long_multiplier[2]; /* of eight bytes of a window; its low half first */
    uint32_t short_multiplier[2]; /* of its first five: so great that bytes behind them have no share in the product */
    uint32_t slot_bits;
    uint32_t tails;      /* phrases of several literals, numbered from 1 */
    uint32_t hints, rules, codes;
    uint32_t marks_at, starts_at;
    uint32_t candidates_at, prints_at, positions_at, candidates;
    uint32_t literals_at, literals;
    uint32_t texts_at, texts; /* bytes */
    uint32_t rows_at;
    uint32_t guards_at, guards;
    uint32_t numbers_at, numbers;
    uint32_t names_at, names; /* bytes; one offset a row comes first */
    uint32_t reasons_at, reasons;
    uint32_t off_at, off; /* numbers of built-in rules that are switched off, ascending */
    uint32_t words_at, words, words_from; /* loose words; the best row of one */
    uint32_t groups_at, groups;
    uint32_t use; /* of a pack: enum smtpcodes__uses */
    uint32_t reserved;
};

/* Where a pack stands beside the built-in rules. */
enum smtpcodes__uses { SMTPCODES__USE_BEFORE, SMTPCODES__USE_AFTER, SMTPCODES__USE_INSTEAD };

/* The product of the five bytes of a window, from its top: slot_bits for the slot, PRINT_BITS for their fingerprint, of which
   the last five choose the bit in the slot's word of marks. Behind each slot stand, in the order of the literals, its
   candidates: the number of a literal (candidates), a fingerprint (prints), and where in the literal the window is
   (positions). The fingerprint is that of the five bytes, or of long literals the top of the product of eight. */
enum { SMTPCODES__PRINT_BITS = 8 };

enum { SMTPCODES__EDGE_LEFT = 1, SMTPCODES__EDGE_RIGHT = 2, SMTPCODES__LAST_LITERAL = 4, SMTPCODES__STEP_SHIFT = 4 };

struct smtpcodes__literal {
    uint16_t text;  /* the low half of its place */
    uint16_t row;
    uint16_t more;  /* smtpcodes__tail_of, and above these bits the high part of its place */
    uint8_t length;
    uint8_t bits;   /* SMTPCODES__EDGE_*, SMTPCODES__LAST_LITERAL, and its number in the phrase */
};

static inline uint32_t smtpcodes__text_of(const struct smtpcodes__literal *literal)
{
    return (uint32_t)literal->more >> SMTPCODES__TAIL_BITS << 16 | literal->text;
}

/* A loose word, looked for as a whole word where no better rule was found (lib/loose.h). They ascend as smtpcodes__load
   reads them. */
struct smtpcodes__loose_word {
    uint8_t letters[8]; /* small ones and digits, with zeros behind them; of a longer word the first eight */
    uint16_t groups;    /* a list of those that it belongs to */
};

/* A group of words of which one has to stand near one of each other group of the same rule. */
struct smtpcodes__loose_group {
    uint16_t row;
    uint16_t first, count; /* all groups of the same words */
};

/* Which phrase of several literals it belongs to; 0: it is the whole phrase. */
static inline uint32_t smtpcodes__tail_of(const struct smtpcodes__literal *literal)
{
    return literal->more & (SMTPCODES__TAILS - 1);
}

enum smtpcodes__kinds {
    SMTPCODES__KIND_RULE, SMTPCODES__KIND_PROVIDER, SMTPCODES__KIND_BLOCKLIST, SMTPCODES__KIND_WAIT, SMTPCODES__KIND_DOUBT,
    SMTPCODES__KIND_CODE
};

struct smtpcodes__rule {
    uint32_t id;        /* the number that callers see */
    uint16_t reason;
    uint16_t value;     /* provider or block list */
    uint16_t companion; /* of a block list: the row of its rule */
    uint16_t guard;     /* 0: none */
    uint16_t flags;     /* SMTPCODES_FLAG_* to add */
    uint16_t delay;     /* seconds */
    uint8_t kind;
    uint8_t rank;
    uint8_t suppress;
    uint8_t subjects; /* of a provider's code: bit n: it may be one of the subject n; 0: look at its guard */
};

/* Lists begin with their length; 0: none. */
struct smtpcodes__guard {
    uint32_t stages;    /* bit n: stage n; 0: any */
    uint16_t codes;     /* reply codes */
    uint16_t enhanced;  /* fours: class or 0, subject, first detail, last detail */
    uint16_t providers;
    uint16_t classes;   /* bit n: class n; 0: any */
};

struct smtpcodes__own_reason {
    uint32_t name;   /* its place among the names */
    uint32_t parent; /* a reason of ours */
};

/* A part of rules by its offset. */
#define SMTPCODES__PART(rules, type, part) ((const type *)(const void *)((const uint8_t *)(rules) + (rules)->part##_at))

/* How many rows there are, and where their names begin: behind the place of each. */
static inline uint32_t smtpcodes__rows_of(const struct smtpcodes_rules *rules)
{
    return rules->hints + rules->rules + rules->codes;
}

static inline const uint8_t *smtpcodes__names_of(const struct smtpcodes_rules *rules)
{
    return (const uint8_t *)rules + rules->names_at + (size_t)4 * smtpcodes__rows_of(rules);
}

/* What guards look at. */
struct smtpcodes__facts {
    int32_t severity, code, enhanced, stage, provider;
};

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* The rules that are built in (generated). */
const struct smtpcodes_rules *smtpcodes__built_in(void);

enum { SMTPCODES__HOLDS_NOT, SMTPCODES__HOLDS, SMTPCODES__HOLDS_PERHAPS };

/* Whether the guard of a row holds; perhaps, where all that is missing is the provider. */
int smtpcodes__guard_holds(const struct smtpcodes_rules *rules, uint32_t row, const struct smtpcodes__facts *facts);

/* Whether a pack switches a built-in rule off. */
int smtpcodes__is_off(const struct smtpcodes_rules *pack, uint32_t id);

/* The row of the provider's own code that fits, unless a pack says otherwise; the number of all rows: none does. */
uint32_t smtpcodes__own_code(const struct smtpcodes_rules *rules, const struct smtpcodes_rules *pack,
                             const struct smtpcodes__facts *facts);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
