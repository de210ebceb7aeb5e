/* Two codes: which facets differ, how they relate, whether they can ever meet. */
#include "internal.h"
#include "tables.h"

static const struct smtpcodes__row *code_row(smtpcodes_code code)
{
    return &smtpcodes__rows[smtpcodes__row_of(code)];
}

/* -------------------------------------------------------------------------------------------------- where they meet */

/* Stages that both can answer by an RFC. Session-wide conditions make no alternatives, unless both are of that kind. */
uint32_t smtpcodes__meeting(smtpcodes_code first, smtpcodes_code second)
{
    const struct smtpcodes__row *one = code_row(first), *two = code_row(second);

    if (one->wide != 0 && two->wide != 0) {
        return (one->stages | one->wide) & (two->stages | two->wide);
    }
    return one->stages & two->stages;
}

static int32_t count_stages(uint32_t bits)
{
    int32_t total = 0;

    for (; bits != 0; bits &= bits - 1) {
        total++;
    }
    return total;
}

SMTPCODES_API int32_t smtpcodes_compare_stage_next(smtpcodes_code first, smtpcodes_code second, int32_t stage)
{
    uint32_t stages = smtpcodes__meeting(first, second);

    if (stage < 0 || stage >= SMTPCODES__STAGES) {
        stage = SMTPCODES_STAGE_UNKNOWN;
    }
    for (stage++; stage < SMTPCODES__STAGES; stage++) {
        if (stages >> stage & 1) {
            return stage;
        }
    }
    return SMTPCODES_STAGE_UNKNOWN;
}

/* ---------------------------------------------------------------------------------------------------- relation */

/* Subject and detail of an enhanced code, whatever its class. */
static int32_t detail_of(smtpcodes_code code)
{
    return code % 1000000;
}

static int accompanies(smtpcodes_code reply, smtpcodes_code enhanced)
{
    const uint16_t *item = &smtpcodes__lists[code_row(enhanced)->accompanies];
    uint32_t row = smtpcodes__row_of(reply);

    while (*item != 0 && *item != row) {
        item++;
    }
    return row != 0 && *item != 0;
}

/* One of them says for now what the other says for good. */
static int are_counterparts(smtpcodes_code first, smtpcodes_code second)
{
    int32_t one = smtpcodes__severity_of(first), two = smtpcodes__severity_of(second);

    if (one < SMTPCODES_SEVERITY_TRANSIENT || two < SMTPCODES_SEVERITY_TRANSIENT || one == two) {
        return 0;
    }
    if (first > 999 && second > 999) {
        return detail_of(first) == detail_of(second);
    }
    return smtpcodes__rows[code_row(first)->counterpart].code == second;
}

/* The second is a case of the first: X.y.z of X.y.0 and of X.0.0, or an enhanced code of a reply code that goes with it. */
static int is_narrower(smtpcodes_code first, smtpcodes_code second)
{
    if (first < 1000) {
        return second > 999 && accompanies(first, second);
    }
    if (first % 1000000 == 0) {
        return second > 999 && first / 1000000 == second / 1000000; /* X.0.0 covers its class */
    }
    return second > 999 && first / 1000 == second / 1000 && first % 1000 == 0 && second != first;
}

static int same_subject(smtpcodes_code first, smtpcodes_code second)
{
    int32_t one = smtpcodes_code_category(first), two = smtpcodes_code_category(second);

    return one == two && one != SMTPCODES_CATEGORY_NONE;
}

static int32_t relation_of(smtpcodes_code first, smtpcodes_code second)
{
    if (!smtpcodes__is_code(first) || !smtpcodes__is_code(second)) {
        return SMTPCODES_RELATION_NONE;
    }
    if (first == second) {
        return SMTPCODES_RELATION_SAME;
    }
    if (are_counterparts(first, second) || are_counterparts(second, first)) {
        return smtpcodes__severity_of(second) == SMTPCODES_SEVERITY_TRANSIENT ? SMTPCODES_RELATION_TEMPORARY_COUNTERPART
                                                                              : SMTPCODES_RELATION_PERMANENT_COUNTERPART;
    }
    if (is_narrower(first, second)) {
        return SMTPCODES_RELATION_NARROWER;
    }
    if (is_narrower(second, first)) {
        return SMTPCODES_RELATION_BROADER;
    }
    return same_subject(first, second) ? SMTPCODES_RELATION_SAME_SUBJECT : SMTPCODES_RELATION_UNRELATED;
}

/* ------------------------------------------------------------------------------------------------------ facets */

/* What a code alone says for or against the recipient shows only at RCPT, where a reply answers for one. */
static int32_t suppress_of(smtpcodes_code code)
{
    smtpcodes_context context;
    smtpcodes_classification decision;

    memset(&context, 0, sizeof context);
    context.stage = SMTPCODES_STAGE_RCPT;
    smtpcodes_classify(code, 0, &context, sizeof context, &decision, sizeof decision);
    return decision.suppress;
}

uint32_t smtpcodes__stages_of(smtpcodes_code code)
{
    const struct smtpcodes__row *row = code_row(code);

    return row->stages | row->wide | row->practice;
}

int smtpcodes__is_session_wide(smtpcodes_code code)
{
    return code_row(code)->wide != 0;
}

int32_t smtpcodes__facet_of(smtpcodes_code code, const smtpcodes_classification *decision, int32_t facet)
{
    switch (facet) {
    case SMTPCODES_FACET_KIND:
        return code > 999;
    case SMTPCODES_FACET_SEVERITY:
        return smtpcodes__severity_of(code);
    case SMTPCODES_FACET_CATEGORY:
        return smtpcodes_code_category(code);
    case SMTPCODES_FACET_STANDING:
        return smtpcodes_code_standing(code);
    case SMTPCODES_FACET_STAGES:
        return (int32_t)smtpcodes__stages_of(code); /* bit 31 is free: there are fewer stages */
    case SMTPCODES_FACET_DISPOSITION:
        return decision->disposition;
    case SMTPCODES_FACET_LATER:
        return decision->later;
    case SMTPCODES_FACET_STEP:
        return decision->step;
    case SMTPCODES_FACET_EXTENT:
        return decision->extent;
    case SMTPCODES_FACET_TARGET:
        return decision->target;
    case SMTPCODES_FACET_PARTIES:
        return decision->parties;
    case SMTPCODES_FACET_CONNECTION:
        return decision->connection;
    case SMTPCODES_FACET_NEXT_SERVER:
        return decision->next_server;
    case SMTPCODES_FACET_SUPPRESS:
        return suppress_of(code);
    case SMTPCODES_FACET_WORDS:
        return 0;
    default:
        return decision->reason;
    }
}

/* Permanent before transient before success; then the wider extent. */
static int32_t badness(smtpcodes_code code, const smtpcodes_classification *decision)
{
    int32_t severity = smtpcodes__severity_of(code);

    return (severity < SMTPCODES_SEVERITY_TRANSIENT ? 0 : severity) * 8 + decision->extent;
}

static int32_t worse_of(int32_t first, int32_t second)
{
    if (first == second) {
        return SMTPCODES_WORSE_NEITHER;
    }
    return first > second ? SMTPCODES_WORSE_FIRST : SMTPCODES_WORSE_SECOND;
}

/* Which words a code has: those of its row, or of its family where the table does not know it. */
static int32_t words_of(smtpcodes_code code)
{
    uint32_t row = smtpcodes__row_of(code);

    return row != 0 ? (int32_t)row : -smtpcodes__family_of(code) - 1;
}

SMTPCODES_API int32_t smtpcodes_compare(smtpcodes_code first, smtpcodes_code second, smtpcodes_comparison *comparison,
                                        size_t comparison_size)
{
    smtpcodes_comparison whole;
    smtpcodes_classification one, two;
    int32_t facet;

    if (comparison == NULL || comparison_size < sizeof(int32_t)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    memset(&whole, 0, sizeof whole);
    whole.relation = relation_of(first, second);
    if (whole.relation != SMTPCODES_RELATION_NONE) {
        smtpcodes_classify(first, 0, NULL, 0, &one, sizeof one);
        smtpcodes_classify(second, 0, NULL, 0, &two, sizeof two);
        for (facet = SMTPCODES_FACET_KIND; facet <= SMTPCODES_FACET_REASON; facet *= 2) {
            if (smtpcodes__facet_of(first, &one, facet) != smtpcodes__facet_of(second, &two, facet)) {
                whole.differing |= facet;
            }
        }
        if (whole.differing == 0 && words_of(first) != words_of(second)) {
            whole.differing = SMTPCODES_FACET_WORDS;
        }
        whole.worse = worse_of(badness(first, &one), badness(second, &two));
        whole.meeting_stages = count_stages(smtpcodes__meeting(first, second));
    }
    smtpcodes__give(comparison, comparison_size, &whole, sizeof whole);
    return whole.relation;
}
