/* What sets two codes apart, in sentences: the title, the summary and each difference. */
#include "render.h"

enum { FEW_STAGES = 6, SHOWN_STAGES = 3 };

/* Facets in the order in which a reader wants to know them. */
static const int32_t facet_order[] = {
    SMTPCODES_FACET_SEVERITY,    SMTPCODES_FACET_REASON,  SMTPCODES_FACET_STAGES,     SMTPCODES_FACET_EXTENT,
    SMTPCODES_FACET_TARGET,      SMTPCODES_FACET_PARTIES, SMTPCODES_FACET_STEP,       SMTPCODES_FACET_DISPOSITION,
    SMTPCODES_FACET_LATER,       SMTPCODES_FACET_SUPPRESS, SMTPCODES_FACET_CONNECTION, SMTPCODES_FACET_NEXT_SERVER,
    SMTPCODES_FACET_CATEGORY,    SMTPCODES_FACET_STANDING, SMTPCODES_FACET_KIND,       SMTPCODES_FACET_WORDS,
};
enum { FACETS = sizeof facet_order / sizeof facet_order[0] };

static size_t find_pair(smtpcodes_code first, smtpcodes_code second)
{
    uint32_t one = smtpcodes__row_of(first), two = smtpcodes__row_of(second);
    uint32_t low = one < two ? one : two, high = one < two ? two : one;
    size_t pair = 0;

    while (pair + 1 < SMTPCODES__PAIRS && (smtpcodes__pairs[pair].rows[0] != low || smtpcodes__pairs[pair].rows[1] != high)) {
        pair++;
    }
    return pair;
}

void smtpcodes__look_at(struct smtpcodes__comparison_view *view, smtpcodes_code first, smtpcodes_code second)
{
    int index;

    view->codes[0] = first;
    view->codes[1] = second;
    for (index = 0; index < 2; index++) {
        smtpcodes_classify(view->codes[index], 0, NULL, 0, &view->decisions[index], sizeof view->decisions[index]);
    }
    smtpcodes_compare(first, second, &view->comparison, sizeof view->comparison);
    view->pair = find_pair(first, second);
}

/* --------------------------------------------------------------------------------------------------- differences */

static int32_t bits_in(uint32_t bits)
{
    int32_t total = 0;

    for (; bits != 0; bits &= bits - 1) {
        total++;
    }
    return total;
}

static uint32_t lowest(uint32_t bits, int32_t number)
{
    uint32_t chosen = 0;

    for (; bits != 0 && number > 0; bits &= bits - 1, number--) {
        chosen |= bits & (0u - bits);
    }
    return chosen;
}

static uint32_t clause_text(int32_t facet, int32_t value)
{
    const struct smtpcodes__contrast *contrast = smtpcodes__contrasts;

    while (contrast->facet != facet || contrast->value != value) {
        contrast++;
    }
    return contrast->text;
}

/* The stages of a code as a clause. Of many those are named that the other code lacks, if there are any. */
static uint32_t stages_clause(smtpcodes_code code, smtpcodes_code other, smtpcodes__value *stages, smtpcodes__value *number)
{
    enum { NO_STAGE, ANY_STAGE, SOME_STAGES, MANY_STAGES };
    uint32_t own = smtpcodes__stages_of(code), apart = own & ~smtpcodes__stages_of(other);

    stages->stages = own;
    number->number = bits_in(own);
    if (own == 0) {
        return clause_text(SMTPCODES_FACET_STAGES, NO_STAGE);
    }
    if (number->number <= FEW_STAGES) {
        return clause_text(SMTPCODES_FACET_STAGES, SOME_STAGES);
    }
    if (smtpcodes__is_session_wide(code) && !smtpcodes__is_session_wide(other)) {
        return clause_text(SMTPCODES_FACET_STAGES, ANY_STAGE);
    }
    stages->stages = lowest(apart != 0 ? apart : own, SHOWN_STAGES);
    return clause_text(SMTPCODES_FACET_STAGES, MANY_STAGES);
}

enum { CLAUSE_VALUES = 4 };

/* What one code is in a facet, as a value for a sentence about both. */
static void set_clause(const struct smtpcodes__comparison_view *view, int which, int32_t facet, int32_t language,
                       smtpcodes__value *value, smtpcodes__value inner[CLAUSE_VALUES])
{
    smtpcodes_code code = view->codes[which];

    memset(inner, 0, CLAUSE_VALUES * sizeof *inner);
    inner[0].name = "code";
    inner[0].code = code;
    inner[1].name = "stages";
    inner[2].name = "count";
    inner[3].name = "title";
    inner[3].text = smtpcodes_code_text(code, 0, SMTPCODES_FIELD_TITLE, language);
    value->inner = inner;
    value->inners = CLAUSE_VALUES;
    value->sentence = facet == SMTPCODES_FACET_STAGES
                          ? stages_clause(code, view->codes[!which], &inner[1], &inner[2])
                          : clause_text(facet, smtpcodes__facet_of(code, &view->decisions[which], facet));
}

void smtpcodes__put_difference(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t facet)
{
    smtpcodes__value values[2], inner[2][CLAUSE_VALUES];
    int which;

    memset(values, 0, sizeof values);
    values[0].name = "one";
    values[1].name = "other";
    for (which = 0; which < 2; which++) {
        set_clause(view, which, facet, writer->language, &values[which], inner[which]);
    }
    smtpcodes__sentence(writer, SMTPCODES__SAY_CONTRAST, values, 2);
}

/* ------------------------------------------------------------------------------------------------------- summary */

static void set_code(smtpcodes__value *value, const char *name, smtpcodes_code code)
{
    memset(value, 0, sizeof *value);
    value->name = name;
    value->code = code;
}

/* A sentence in which each of the two codes has a part of its own. */
static void put_parts(smtpcodes__writer *writer, uint32_t sentence, const char *one, smtpcodes_code first, const char *other,
                      smtpcodes_code second)
{
    smtpcodes__value values[2];

    set_code(&values[0], one, first);
    set_code(&values[1], other, second);
    smtpcodes__sentence(writer, sentence, values, 2);
}

static void put_relation(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    smtpcodes_code first = view->codes[0], second = view->codes[1];
    smtpcodes__value value;

    switch (view->comparison.relation) {
    case SMTPCODES_RELATION_SAME:
        set_code(&value, "code", first);
        smtpcodes__sentence(writer, SMTPCODES__SAY_SAME, &value, 1);
        break;
    case SMTPCODES_RELATION_TEMPORARY_COUNTERPART:
        put_parts(writer, SMTPCODES__SAY_COUNTERPART, "temporary", second, "permanent", first);
        break;
    case SMTPCODES_RELATION_PERMANENT_COUNTERPART:
        put_parts(writer, SMTPCODES__SAY_COUNTERPART, "temporary", first, "permanent", second);
        break;
    case SMTPCODES_RELATION_BROADER:
        put_parts(writer, SMTPCODES__SAY_NARROWER, "narrow", first, "broad", second);
        break;
    case SMTPCODES_RELATION_NARROWER:
        put_parts(writer, SMTPCODES__SAY_NARROWER, "narrow", second, "broad", first);
        break;
    case SMTPCODES_RELATION_SAME_SUBJECT:
        put_parts(writer, SMTPCODES__SAY_SAME_SUBJECT, "first", first, "second", second);
        break;
    default:
        put_parts(writer, SMTPCODES__SAY_UNRELATED, "first", first, "second", second);
        break;
    }
}

/* Two codes of one kind that never answer the same command. Then their stages differ, or neither has any. */
static int never_meet(const struct smtpcodes__comparison_view *view)
{
    return (view->codes[0] > 999) == (view->codes[1] > 999) && view->comparison.meeting_stages == 0 &&
           (view->comparison.differing & SMTPCODES_FACET_STAGES);
}

/* The facet of a difference by its place among those that the two have; 0 behind the last. Where the stages are the reason
 * why the two never meet, the summary has said it, and prose does not say it again. */
int32_t smtpcodes__facet_at(const smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t place)
{
    int is_said = writer->format != SMTPCODES_FORMAT_JSON && never_meet(view);
    int index;

    for (index = 0; index < FACETS; index++) {
        int counts = (view->comparison.differing & facet_order[index]) &&
                     !(is_said && facet_order[index] == SMTPCODES_FACET_STAGES);

        if (counts && place-- == 0) {
            return facet_order[index];
        }
    }
    return 0;
}

/* Whether they can ever stand for the same thing, and if not, why. */
static void put_meeting(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    smtpcodes_code first = view->codes[0], second = view->codes[1];
    smtpcodes__value value;

    if ((first > 999) != (second > 999)) {
        put_parts(writer, view->comparison.differing & SMTPCODES_FACET_SEVERITY ? SMTPCODES__SAY_CLASH : SMTPCODES__SAY_BESIDE,
                  "reply", first > 999 ? second : first, "enhanced", first > 999 ? first : second);
        return;
    }
    if (!never_meet(view)) {
        memset(&value, 0, sizeof value);
        value.name = "stages";
        value.stages = smtpcodes__meeting(first, second);
        smtpcodes__sentence(writer, value.stages != 0 ? SMTPCODES__SAY_MEET : SMTPCODES__SAY_NOWHERE, &value, 1);
        return;
    }
    put_parts(writer, first > 999 ? SMTPCODES__SAY_NEVER_ENHANCED : SMTPCODES__SAY_NEVER, "first", first, "second", second);
    smtpcodes__raw(writer, " ");
    smtpcodes__put_difference(writer, view, SMTPCODES_FACET_STAGES);
}

static void put_worse(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    int second = view->comparison.worse == SMTPCODES_WORSE_SECOND;

    if (view->comparison.worse == SMTPCODES_WORSE_NEITHER) {
        smtpcodes__sentence(writer, SMTPCODES__SAY_WORSE_NEITHER, NULL, 0);
    } else {
        put_parts(writer, SMTPCODES__SAY_WORSE, "worse", view->codes[second], "better", view->codes[!second]);
    }
}

void smtpcodes__put_summary(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    put_relation(writer, view);
    if (view->comparison.relation == SMTPCODES_RELATION_SAME) {
        return;
    }
    smtpcodes__raw(writer, " ");
    put_meeting(writer, view);
    smtpcodes__raw(writer, " ");
    put_worse(writer, view);
}

void smtpcodes__put_comparison_title(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    smtpcodes__value values[2], inner[2][2];
    int which;

    memset(values, 0, sizeof values);
    memset(inner, 0, sizeof inner);
    values[0].name = "first";
    values[1].name = "second";
    for (which = 0; which < 2; which++) {
        inner[which][0].name = "code";
        inner[which][0].code = view->codes[which];
        inner[which][1].name = "title";
        inner[which][1].text = smtpcodes_code_text(view->codes[which], 0, SMTPCODES_FIELD_TITLE, writer->language);
        values[which].sentence = SMTPCODES__SAY_CODE_TITLE;
        values[which].inner = inner[which];
        values[which].inners = 2;
    }
    smtpcodes__sentence(writer, SMTPCODES__SAY_VERSUS, values, 2);
}
