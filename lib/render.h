/* What the files that render share. */
#ifndef SMTPCODES_RENDER_H
#define SMTPCODES_RENDER_H

#include "lines.h"
#include "writer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A pair of codes, and what is known of it. */
struct smtpcodes__comparison_view {
    smtpcodes_code codes[2];
    smtpcodes_classification decisions[2];
    smtpcodes_comparison comparison;
    size_t pair; /* into smtpcodes__pairs, of which the last has no texts */
};

/* A verdict, and the reply that it is on. */
struct smtpcodes__verdict_view {
    smtpcodes_verdict verdict;
    const smtpcodes_rules *rules; /* of the pack; NULL: none */
    smtpcodes__input input;       /* the reply's bytes */
    int32_t lines, irregularities;
};

/* The code whose texts say most: the enhanced one where there is one. */
static inline smtpcodes_code smtpcodes__telling_code(const struct smtpcodes__verdict_view *view)
{
    return view->verdict.enhanced != 0 ? view->verdict.enhanced : view->verdict.code;
}

static inline int smtpcodes__is_refusal(const struct smtpcodes__verdict_view *view)
{
    return view->verdict.decision.disposition >= SMTPCODES_DISPOSITION_DEFER;
}

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* "354 Start mail input" */
void smtpcodes__put_code_title(smtpcodes__writer *writer, smtpcodes_code code, int32_t stage);
/* A text of a code under its label. */
void smtpcodes__put_code_field(smtpcodes__writer *writer, smtpcodes_code code, int32_t stage, int32_t field, int32_t level);

/* comparison_words.c: a comparison in sentences */
void smtpcodes__look_at(struct smtpcodes__comparison_view *view, smtpcodes_code first, smtpcodes_code second);
void smtpcodes__put_comparison_title(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view);
void smtpcodes__put_summary(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view);
/* The facet of a difference by its place among those that the two have; 0 behind the last. */
int32_t smtpcodes__facet_at(const smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t place);
void smtpcodes__put_difference(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t facet);

/* render_verdict.c: the reply's text; bytes of it; the vocabulary and the value of a fact that is a word */
void smtpcodes__put_reply(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view);
void smtpcodes__put_span(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, int32_t offset, int32_t length);
int32_t smtpcodes__verdict_word(const smtpcodes_verdict *verdict, int32_t part, int32_t *vocabulary);

/* json_verdict.c: a part, and the whole */
void smtpcodes__json_verdict_part(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, int32_t part);
void smtpcodes__json_verdict(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
