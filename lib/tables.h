/* The shape of the generated tables; that of rules is in rules.h. The two are the only contract between the table compiler
 * (tools/tables) and the C code.
 *
 * Tables hold integers and offsets, never pointers, so that all of them lie in read-only pages. Row 0, offset 0 and
 * list 0 are empty: whatever is not there is 0. A list is a run of numbers in smtpcodes__lists that ends with 0. */
#ifndef SMTPCODES_TABLES_H
#define SMTPCODES_TABLES_H

#include <stdint.h>

#include "generated.h" /* sizes, the multiplier of the hash, masks of stages: made by the table compiler */

#ifdef __cplusplus
extern "C" {
#endif

/* Declared hidden, so that they are reached directly and not through a table of addresses that is writable at start. */
#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* One code. Masks of stages have bit n for stage n. */
struct smtpcodes__row {
    uint64_t cases;         /* bit n: case n may hold for this reply code; row 0: any may */
    int32_t code;
    uint32_t stages;        /* that an RFC lists for this very code */
    uint32_t wide;          /* that it answers as a session-wide condition alone */
    uint32_t practice;      /* that only practice shows */
    uint16_t stage_reasons; /* list of stage * 256 + reason, where the stage changes the reason */
    uint8_t standing;
    uint8_t reason;         /* so far a decision reads; the rest is for look-ups */
    uint16_t name;          /* offset into smtpcodes__names */
    uint16_t references;    /* list of offsets into smtpcodes__names */
    uint16_t extensions;    /* likewise */
    uint16_t see_also;      /* list of rows */
    uint16_t accompanies;   /* list of rows: the reply codes of an enhanced code */
    uint16_t counterpart;   /* row of the temporary or permanent one */
    uint16_t answers;       /* first of smtpcodes__answers, for a reply code */
};

/* How a reply code answers at a stage; several rows where several documents say so; a row with stage 0 ends the run. */
struct smtpcodes__answer {
    uint8_t stage;
    uint8_t outcome;
    uint8_t standing;
    uint16_t references; /* list of offsets into smtpcodes__names */
    uint16_t extension;  /* offset into smtpcodes__names */
};

/* A name or an alias, in the order of the bytes. */
struct smtpcodes__name {
    uint16_t name;
    uint16_t row;
};

/* The fields of smtpcodes_classification, in its order. */
enum smtpcodes__slots {
    SMTPCODES__DISPOSITION, SMTPCODES__SEVERITY, SMTPCODES__REASON, SMTPCODES__LATER, SMTPCODES__STEP,
    SMTPCODES__OTHERWISE, SMTPCODES__REMEDY, SMTPCODES__EXTENT, SMTPCODES__TARGET, SMTPCODES__PARTIES,
    SMTPCODES__CONNECTION, SMTPCODES__NEXT_SERVER, SMTPCODES__SUPPRESS, SMTPCODES__DELAY, SMTPCODES__DELAY_SOURCE,
    SMTPCODES__DSN, SMTPCODES__DSN_ACTION, SMTPCODES__STANDING, SMTPCODES__FLAGS,
    SMTPCODES__SLOTS = 24 /* those that are reserved with them */
};

/* What a layer of a decision sets. Flags are added, everything else is replaced. A row that names a reason holds what follows
 * from that reason too. */
struct smtpcodes__effect {
    uint16_t keep[SMTPCODES__SLOTS];  /* all bits set: the layers below show through */
    uint16_t value[SMTPCODES__SLOTS]; /* 0 there; a DSN status is subject * 1000 + detail */
};

/* Conditions of a special case or an event. Lists are offsets into smtpcodes__lists, 0: any. */
struct smtpcodes__case {
    uint64_t reasons;   /* bit n: reason n; 0: any */
    uint32_t stages;    /* bit n: stage n */
    uint32_t events;    /* bit n: event n; only of events */
    uint16_t codes;     /* list of pairs: first + 1, last + 1 */
    uint16_t enhanced;  /* list of details + 1, SMTPCODES__ANY_DETAIL within a subject, SMTPCODES__NO_DETAIL */
    uint16_t flags;     /* that must all be set */
    uint16_t without;   /* none of which may be set */
    uint8_t severities; /* bit n: severity n */
    uint8_t roles;      /* bit n: role n */
    uint16_t effect;    /* into smtpcodes__effects */
};

/* What a severity means at a stage. */
struct smtpcodes__ground {
    uint64_t cases;  /* bit n: case n may hold */
    uint16_t effect; /* into smtpcodes__effects */
};

struct smtpcodes__reason {
    uint16_t effect;  /* into smtpcodes__effects */
    uint16_t replies; /* first of smtpcodes__replies */
    uint8_t usual;    /* severity that a server usually says it with */
    uint8_t at_mail;  /* reason that it becomes in answer to MAIL */
    uint8_t broad;    /* 1: says so little that a more telling code beside it wins */
};

/* What a server says for a reason; stage 0: at any; severity 0 ends the run. */
struct smtpcodes__said {
    uint8_t stage;
    uint8_t severity;
    uint16_t reply;
    uint16_t enhanced; /* row, 0: none */
};

/* A domain of a provider's servers; in the order of their bytes from the last to the first. */
struct smtpcodes__host {
    uint16_t name; /* offset into smtpcodes__hosts_pool */
    uint8_t length;
    uint8_t provider;
};

/* decide */
extern const uint16_t smtpcodes__reply_index[1000]; /* entries: row + standing * 4096 */
extern const int32_t smtpcodes__enhanced_codes[SMTPCODES__HASH_SLOTS]; /* the code of each slot, 0: none */
extern const uint16_t smtpcodes__enhanced_index[SMTPCODES__HASH_SLOTS]; /* its entry */
extern const struct smtpcodes__row smtpcodes__rows[SMTPCODES__ROWS];
extern const struct smtpcodes__name smtpcodes__sorted_names[SMTPCODES__SORTED_NAMES];
extern const struct smtpcodes__answer smtpcodes__answers[SMTPCODES__ANSWERS];
extern const uint16_t smtpcodes__lists[SMTPCODES__LISTS];
extern const struct smtpcodes__effect smtpcodes__effects[SMTPCODES__EFFECTS];
extern const struct smtpcodes__ground smtpcodes__grounds[4][SMTPCODES__STAGES]; /* by severity - 2 and stage */
extern const struct smtpcodes__case smtpcodes__cases[SMTPCODES__CASES];
extern const struct smtpcodes__case smtpcodes__events[SMTPCODES__EVENTS];
extern const struct smtpcodes__reason smtpcodes__reasons[SMTPCODES__REASONS];
extern const struct smtpcodes__said smtpcodes__replies[SMTPCODES__REPLIES];
extern const uint16_t smtpcodes__stage_replies[SMTPCODES__STAGES][2]; /* the general 4yz and 5yz of a stage */
extern const uint8_t smtpcodes__family_reasons[SMTPCODES__FAMILIES];
extern const struct smtpcodes__names_pool smtpcodes__names_pool;
extern const struct smtpcodes__host smtpcodes__hosts[SMTPCODES__HOSTS];
extern const struct smtpcodes__hosts_pool smtpcodes__hosts_pool;

/* Row and standing of a code in one number, 0: it is not in the table. Reply codes by a plain index; enhanced codes by a hash
 * of one multiplication that no two of them share. */
static inline uint32_t smtpcodes__entry_of(int32_t code)
{
    uint32_t number = (uint32_t)code, slot;

    if (number < 1000) {
        return smtpcodes__reply_index[number];
    }
    slot = (uint32_t)(number * SMTPCODES__HASH_MULTIPLIER) >> SMTPCODES__HASH_SHIFT;
    return smtpcodes__enhanced_codes[slot] == code ? smtpcodes__enhanced_index[slot] : 0;
}

/* Row of a code, 0: not in the table. */
static inline uint32_t smtpcodes__row_of(int32_t code)
{
    return smtpcodes__entry_of(code) & 0xFFFu;
}

static inline int32_t smtpcodes__standing_of(int32_t code)
{
    return (int32_t)(smtpcodes__entry_of(code) >> 12);
}

/* A text about a code at a stage. */
struct smtpcodes__stage_text {
    uint16_t row;
    uint8_t stage;
    uint8_t field;
    uint16_t text;
};

/* An item of a vocabulary. */
struct smtpcodes__word {
    int32_t number;
    uint16_t name;     /* offset into the pool of word names */
    uint16_t more;     /* first of smtpcodes__more_texts */
    uint16_t texts[2]; /* title, meaning */
};

/* A further text about an item; field 0 ends the run. */
struct smtpcodes__more_text {
    uint16_t field;
    uint16_t text;
};

/* What a value of a facet says of a code that has it, as a clause: two of them make a contrast. */
struct smtpcodes__contrast {
    uint16_t facet;
    uint16_t value;
    uint16_t text;
};

/* Two codes that people confuse, the lower row first. */
struct smtpcodes__pair {
    uint16_t rows[2];
    uint16_t confused;
    uint16_t apart;
};

/* A language, whether this build has it or not. */
struct smtpcodes__language {
    char tag[12];
    char direction[4];
};

/* say; a text is a number, and each language has an offset for it: 0 where it lacks the text */
extern const uint16_t smtpcodes__row_texts[SMTPCODES__ROWS][SMTPCODES__FIELDS];
extern const uint16_t smtpcodes__family_texts[SMTPCODES__FAMILIES][SMTPCODES__FIELDS];
extern const struct smtpcodes__stage_text smtpcodes__stage_texts[SMTPCODES__STAGE_TEXTS];
extern const uint16_t smtpcodes__vocabularies[SMTPCODES__VOCABULARIES + 1]; /* first word of each, and the end */
extern const struct smtpcodes__word smtpcodes__words[SMTPCODES__WORDS];
extern const struct smtpcodes__more_text smtpcodes__more_texts[SMTPCODES__MORE_TEXTS];
extern const struct smtpcodes__contrast smtpcodes__contrasts[SMTPCODES__CONTRASTS];
extern const struct smtpcodes__pair smtpcodes__pairs[SMTPCODES__PAIRS];
extern const uint16_t smtpcodes__stage_phrases[SMTPCODES__STAGES]; /* what stands behind "answers" */
extern const struct smtpcodes__language smtpcodes__languages[SMTPCODES__LANGUAGES]; /* by number */
extern const struct smtpcodes__words_pool smtpcodes__words_pool;
#define SMTPCODES__DECLARE_LANGUAGE(NAME, name)                            \
    extern const uint32_t smtpcodes__##name##_offsets[SMTPCODES__TEXTS];   \
    extern const struct smtpcodes__##name##_pool smtpcodes__##name##_pool;
SMTPCODES__EACH_LANGUAGE(SMTPCODES__DECLARE_LANGUAGE) /* a build may leave out each of them, and all */

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
