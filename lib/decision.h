/* A decision while it is being made: what classify.c, layers.c and settle.c share. */
#ifndef SMTPCODES_DECISION_H
#define SMTPCODES_DECISION_H

#include "internal.h"
#include "tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is known of one reply or event while it is being decided. */
struct smtpcodes__hand {
    smtpcodes_code code;     /* the reply code, 0: none */
    smtpcodes_code enhanced; /* 0: none */
    int32_t severity;
    int32_t form, stage, role, flags, recipients;
    int32_t event;
    int32_t given;       /* the reason, where something better than the codes tells it; 0: they tell it */
    int32_t by_words;    /* that is words that are not vague, or a provider's own code: they show of whom a reply speaks */
    int32_t delay;       /* seconds that were asked for */
    int32_t delay_source;
    int32_t most_suppress; /* SMTPCODES_SUPPRESS_*, 0: no limit */
    int32_t added;       /* SMTPCODES_FLAG_*, besides those of the layers */
    uint16_t layers[SMTPCODES__SLOTS]; /* the decision so far */
    int32_t value[SMTPCODES__SLOTS];   /* the decision, as smtpcodes_classification holds it: smtpcodes__settle fills it */
};

/* What a row of data sets, with nothing below it. */
static inline void smtpcodes__lay_first(struct smtpcodes__hand *at, uint32_t effect)
{
    memcpy(at->layers, smtpcodes__effects[effect].value, sizeof at->layers);
}

/* Whether a reason says so much that no code beside it wins for telling more. */
static inline int smtpcodes__is_telling(int32_t reason)
{
    return !smtpcodes__reasons[reason].broad;
}

/* A constant of a list that ends at a number; 0 where it is not known. */
static inline int32_t smtpcodes__known(int32_t number, int32_t last)
{
    return number < 0 || number > last ? 0 : number;
}

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* layers.c: lay what a row of data sets over the decision so far; the same, unless better words tell another reason. */
void smtpcodes__lay(struct smtpcodes__hand *at, uint32_t effect);
void smtpcodes__lay_unless_refuted(struct smtpcodes__hand *at, uint32_t effect);

/* Whether all conditions of a row hold. */
int smtpcodes__fits(const struct smtpcodes__case *row, const struct smtpcodes__hand *at);

/* classify.c: what a caller knows; the reason that the codes give, and what it rests on; the whole decision. */
void smtpcodes__take_up(struct smtpcodes__hand *at, const smtpcodes_context *context);
int32_t smtpcodes__find_reason(const struct smtpcodes__hand *at, int32_t *basis);
void smtpcodes__decide(struct smtpcodes__hand *at);

/* settle.c: what no data may break, and what follows from the rest. */
void smtpcodes__settle(struct smtpcodes__hand *at);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
