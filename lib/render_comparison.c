/* What sets two codes apart, and which to use when, as a text. */
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

struct comparison_view {
    smtpcodes_code codes[2];
    smtpcodes_classification decisions[2];
    smtpcodes_comparison comparison;
    size_t pair; /* into smtpcodes__pairs, of which the last has no texts */
};

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

static void look_at(struct comparison_view *view, smtpcodes_code first, smtpcodes_code second)
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
static void set_clause(const struct comparison_view *view, int which, int32_t facet, int32_t language,
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

static void put_difference(smtpcodes__writer *writer, const struct comparison_view *view, int32_t facet)
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

static void put_relation(smtpcodes__writer *writer, const struct comparison_view *view)
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
static int never_meet(const struct comparison_view *view)
{
    return (view->codes[0] > 999) == (view->codes[1] > 999) && view->comparison.meeting_stages == 0 &&
           (view->comparison.differing & SMTPCODES_FACET_STAGES);
}

/* The facet of a difference by its place among those that the two have; 0 behind the last. Where the stages are the reason
 * why the two never meet, the summary has said it, and prose does not say it again. */
static int32_t facet_at(const smtpcodes__writer *writer, const struct comparison_view *view, int32_t place)
{
    int is_said = writer->format != SMTPCODES_FORMAT_JSON && never_meet(view);
    int index;

    for (index = 0; index < FACETS; index++) {
        int counts = (view->comparison.differing & facet_order[index]) && !(is_said && facet_order[index] == SMTPCODES_FACET_STAGES);

        if (counts && place-- == 0) {
            return facet_order[index];
        }
    }
    return 0;
}

/* Whether they can ever stand for the same thing, and if not, why. */
static void put_meeting(smtpcodes__writer *writer, const struct comparison_view *view)
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
    put_difference(writer, view, SMTPCODES_FACET_STAGES);
}

static void put_worse(smtpcodes__writer *writer, const struct comparison_view *view)
{
    int second = view->comparison.worse == SMTPCODES_WORSE_SECOND;

    if (view->comparison.worse == SMTPCODES_WORSE_NEITHER) {
        smtpcodes__sentence(writer, SMTPCODES__SAY_WORSE_NEITHER, NULL, 0);
    } else {
        put_parts(writer, SMTPCODES__SAY_WORSE, "worse", view->codes[second], "better", view->codes[!second]);
    }
}

static void put_summary(smtpcodes__writer *writer, const struct comparison_view *view)
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

static void put_comparison_title(smtpcodes__writer *writer, const struct comparison_view *view)
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

/* ---------------------------------------------------------------------------------------------- texts of the codes */

static uint32_t text_number(const struct comparison_view *view, int which, int32_t field)
{
    return smtpcodes__code_text_number(view->codes[which], 0, field);
}

static int is_shared(const struct comparison_view *view, int32_t field)
{
    return text_number(view, 0, field) == text_number(view, 1, field);
}

/* A field that both share stands under "both", once. */
static int has_own(const struct comparison_view *view, int which, int32_t field)
{
    return text_number(view, which, field) != 0 && !is_shared(view, field);
}

/* The fields that are said of each code: what a server and a client do has parts of its own. */
static int is_told(int32_t field)
{
    return field == SMTPCODES_FIELD_MEANING || field == SMTPCODES_FIELD_WHEN || field == SMTPCODES_FIELD_FIX ||
           field == SMTPCODES_FIELD_NOTE;
}

static int has_both(const struct comparison_view *view)
{
    int32_t field;

    for (field = SMTPCODES_FIELD_MEANING; field <= SMTPCODES_FIELD_NOTE; field++) {
        if (is_shared(view, field) && text_number(view, 0, field) != 0) {
            return 1;
        }
    }
    return 0;
}

static void put_own(smtpcodes__writer *writer, const struct comparison_view *view, int which)
{
    int32_t field;
    int is_bare = writer->is_bare;

    if (!is_bare) {
        smtpcodes__heading(writer, 2);
        smtpcodes__put_code_title(writer, view->codes[which], 0);
        smtpcodes__heading_end(writer, 2);
    }
    writer->is_bare = 0; /* of several texts each has its label, also in a part */
    for (field = SMTPCODES_FIELD_MEANING; field <= SMTPCODES_FIELD_NOTE; field++) {
        if (is_told(field) && has_own(view, which, field)) {
            smtpcodes__put_code_field(writer, view->codes[which], 0, field, 3);
        }
    }
    writer->is_bare = is_bare;
}

static void put_both(smtpcodes__writer *writer, const struct comparison_view *view)
{
    int32_t field;
    int is_bare = writer->is_bare;

    if (!has_both(view)) {
        return;
    }
    if (!is_bare) {
        smtpcodes__heading(writer, 2);
        smtpcodes__put_word(writer, SMTPCODES_VOCABULARY_PART, SMTPCODES_PART_BOTH);
        smtpcodes__heading_end(writer, 2);
    }
    writer->is_bare = 0;
    for (field = SMTPCODES_FIELD_MEANING; field <= SMTPCODES_FIELD_NOTE; field++) {
        if (is_shared(view, field)) {
            smtpcodes__put_code_field(writer, view->codes[0], 0, field, 3);
        }
    }
    writer->is_bare = is_bare;
}

/* "354: ..." for each code: which one to send, or what a client does. */
static void put_each(smtpcodes__writer *writer, const struct comparison_view *view, int32_t part, int32_t field)
{
    int which;

    if (is_shared(view, field)) {
        return;
    }
    smtpcodes__section(writer, part, 2);
    smtpcodes__list(writer);
    for (which = 0; which < 2; which++) {
        int32_t really;
        const char *text = smtpcodes__say(text_number(view, which, field), writer->language, &really);

        if (*text != '\0') {
            smtpcodes__item(writer, really);
            smtpcodes__code(writer, view->codes[which]);
            smtpcodes__raw(writer, ": ");
            smtpcodes__text(writer, text);
            smtpcodes__item_end(writer, really);
        }
    }
    smtpcodes__list_end(writer);
}

static void put_note(smtpcodes__writer *writer, const struct comparison_view *view)
{
    if (smtpcodes__pairs[view->pair].confused == 0) {
        return;
    }
    smtpcodes__section(writer, SMTPCODES_PART_NOTE, 2);
    smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
    smtpcodes__say_text(writer, smtpcodes__pairs[view->pair].confused);
    smtpcodes__raw(writer, " ");
    smtpcodes__say_text(writer, smtpcodes__pairs[view->pair].apart);
    smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
}

/* --------------------------------------------------------------------------------------------------------- prose */

static void put_differences(smtpcodes__writer *writer, const struct comparison_view *view)
{
    int32_t facet, place;

    if (facet_at(writer, view, 0) == 0) {
        return;
    }
    smtpcodes__section(writer, SMTPCODES_PART_DIFFERENCES, 2);
    smtpcodes__list(writer);
    for (place = 0; (facet = facet_at(writer, view, place)) != 0; place++) {
        smtpcodes__item(writer, SMTPCODES_LANGUAGE_NONE);
        put_difference(writer, view, facet);
        smtpcodes__item_end(writer, SMTPCODES_LANGUAGE_NONE);
    }
    smtpcodes__list_end(writer);
}

/* A line of our own making. */
static void put_own_line(smtpcodes__writer *writer, const struct comparison_view *view,
                     void (*put)(smtpcodes__writer *writer, const struct comparison_view *view))
{
    smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
    put(writer, view);
    smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
}

static void put_one_difference(smtpcodes__writer *writer, const struct comparison_view *view, int32_t place)
{
    int32_t facet = facet_at(writer, view, place);

    if (facet != 0) {
        smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
        put_difference(writer, view, facet);
        smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
    }
}

static void put_comparison_part(smtpcodes__writer *writer, const struct comparison_view *view, int32_t part)
{
    switch (part) {
    case SMTPCODES_PART_TITLE:
        put_own_line(writer, view, put_comparison_title);
        break;
    case SMTPCODES_PART_SUMMARY:
        smtpcodes__section(writer, part, 2);
        put_own_line(writer, view, put_summary);
        break;
    case SMTPCODES_PART_FIRST:
    case SMTPCODES_PART_SECOND:
        put_own(writer, view, part == SMTPCODES_PART_SECOND);
        break;
    case SMTPCODES_PART_BOTH:
        put_both(writer, view);
        break;
    case SMTPCODES_PART_DIFFERENCES:
        put_differences(writer, view);
        break;
    case SMTPCODES_PART_CHOICE:
        put_each(writer, view, part, SMTPCODES_FIELD_SERVER);
        break;
    case SMTPCODES_PART_CLIENT:
        put_each(writer, view, part, SMTPCODES_FIELD_CLIENT);
        break;
    case SMTPCODES_PART_NOTE:
        put_note(writer, view);
        break;
    default:
        if (part >= SMTPCODES_PART_DIFFERENCE) {
            put_one_difference(writer, view, part - SMTPCODES_PART_DIFFERENCE);
        }
        break;
    }
}

static void put_comparison_page(smtpcodes__writer *writer, const struct comparison_view *view)
{
    static const int8_t parts[] = {SMTPCODES_PART_SUMMARY, SMTPCODES_PART_NOTE, SMTPCODES_PART_FIRST, SMTPCODES_PART_SECOND,
                                   SMTPCODES_PART_BOTH, SMTPCODES_PART_DIFFERENCES, SMTPCODES_PART_CHOICE,
                                   SMTPCODES_PART_CLIENT};
    size_t index;

    smtpcodes__page(writer);
    if (writer->is_page) {
        put_comparison_title(writer, view);
    }
    smtpcodes__article(writer);
    smtpcodes__heading(writer, 1);
    put_comparison_title(writer, view);
    smtpcodes__heading_end(writer, 1);
    for (index = 0; index < sizeof parts; index++) {
        if (view->comparison.relation != SMTPCODES_RELATION_SAME ||
            (parts[index] != SMTPCODES_PART_FIRST && parts[index] != SMTPCODES_PART_SECOND)) {
            put_comparison_part(writer, view, parts[index]);
        }
    }
    smtpcodes__article_end(writer);
}

/* ---------------------------------------------------------------------------------------------------------- JSON */

static void json_sentence(smtpcodes__writer *writer, const struct comparison_view *view, const char *key,
                          void (*put)(smtpcodes__writer *writer, const struct comparison_view *view))
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, "\"");
    put(writer, view);
    smtpcodes__raw(writer, "\"");
}

static void json_difference(smtpcodes__writer *writer, const struct comparison_view *view, int32_t facet)
{
    smtpcodes__json_open(writer, NULL, "{");
    smtpcodes__json_word(writer, "facet", SMTPCODES_VOCABULARY_FACET, facet);
    smtpcodes__json_key(writer, "sentence");
    smtpcodes__raw(writer, "\"");
    put_difference(writer, view, facet);
    smtpcodes__raw(writer, "\"");
    smtpcodes__json_close(writer, "}");
}

static void json_differences(smtpcodes__writer *writer, const struct comparison_view *view, const char *key)
{
    int32_t facet, place;

    smtpcodes__json_open(writer, key, "[");
    for (place = 0; (facet = facet_at(writer, view, place)) != 0; place++) {
        json_difference(writer, view, facet);
    }
    smtpcodes__json_close(writer, "]");
}

/* The texts of a code that the other does not share, or those that both do. */
static void json_comparison_texts(smtpcodes__writer *writer, const struct comparison_view *view, const char *key, int which, int shared)
{
    int32_t field;

    smtpcodes__json_open(writer, key, "{");
    if (!shared) {
        smtpcodes__json_code(writer, "code", view->codes[which]);
    }
    for (field = SMTPCODES_FIELD_TITLE; field <= SMTPCODES_FIELD_NOTE; field++) {
        if (shared == is_shared(view, field) && text_number(view, which, field) != 0) {
            smtpcodes__json_text(writer, smtpcodes_word_name(SMTPCODES_VOCABULARY_PART, field),
                                 smtpcodes__say(text_number(view, which, field), writer->language, NULL));
        }
    }
    smtpcodes__json_close(writer, "}");
}

/* What each does, by its code. */
static void json_each(smtpcodes__writer *writer, const struct comparison_view *view, const char *key, int32_t field)
{
    int which;

    smtpcodes__json_open(writer, key, "[");
    for (which = 0; which < 2; which++) {
        smtpcodes__json_open(writer, NULL, "{");
        smtpcodes__json_code(writer, "code", view->codes[which]);
        smtpcodes__json_text(writer, "text", smtpcodes__say(text_number(view, which, field), writer->language, NULL));
        smtpcodes__json_close(writer, "}");
    }
    smtpcodes__json_close(writer, "]");
}

static void put_pair(smtpcodes__writer *writer, const struct comparison_view *view)
{
    smtpcodes__text(writer, smtpcodes__say(smtpcodes__pairs[view->pair].confused, writer->language, NULL));
    smtpcodes__raw(writer, smtpcodes__pairs[view->pair].confused != 0 ? " " : "");
    smtpcodes__text(writer, smtpcodes__say(smtpcodes__pairs[view->pair].apart, writer->language, NULL));
}

static void json_comparison_part(smtpcodes__writer *writer, const struct comparison_view *view, int32_t part, const char *key)
{
    switch (part) {
    case SMTPCODES_PART_TITLE:
        json_sentence(writer, view, key, put_comparison_title);
        break;
    case SMTPCODES_PART_SUMMARY:
        json_sentence(writer, view, key, put_summary);
        break;
    case SMTPCODES_PART_FIRST:
    case SMTPCODES_PART_SECOND:
        json_comparison_texts(writer, view, key, part == SMTPCODES_PART_SECOND, 0);
        break;
    case SMTPCODES_PART_BOTH:
        json_comparison_texts(writer, view, key, 0, 1);
        break;
    case SMTPCODES_PART_DIFFERENCES:
        json_differences(writer, view, key);
        break;
    case SMTPCODES_PART_CHOICE:
        json_each(writer, view, key, SMTPCODES_FIELD_SERVER);
        break;
    case SMTPCODES_PART_CLIENT:
        json_each(writer, view, key, SMTPCODES_FIELD_CLIENT);
        break;
    case SMTPCODES_PART_NOTE:
        json_sentence(writer, view, key, put_pair);
        break;
    default:
        if (part >= SMTPCODES_PART_DIFFERENCE && facet_at(writer, view, part - SMTPCODES_PART_DIFFERENCE) != 0) {
            json_difference(writer, view, facet_at(writer, view, part - SMTPCODES_PART_DIFFERENCE));
        }
        break;
    }
}

static void json_comparison(smtpcodes__writer *writer, const struct comparison_view *view)
{
    static const int8_t parts[] = {SMTPCODES_PART_TITLE, SMTPCODES_PART_SUMMARY, SMTPCODES_PART_NOTE, SMTPCODES_PART_FIRST,
                                   SMTPCODES_PART_SECOND, SMTPCODES_PART_BOTH, SMTPCODES_PART_DIFFERENCES};
    smtpcodes_code first = view->codes[0], second = view->codes[1];
    int32_t stage = 0;
    size_t index;

    smtpcodes__json_open(writer, NULL, "{");
    smtpcodes__json_text(writer, "language", smtpcodes_language_tag(writer->language));
    smtpcodes__json_word(writer, "relation", SMTPCODES_VOCABULARY_RELATION, view->comparison.relation);
    smtpcodes__json_word(writer, "worse", SMTPCODES_VOCABULARY_WORSE, view->comparison.worse);
    smtpcodes__json_bits(writer, "differing", SMTPCODES_VOCABULARY_FACET, view->comparison.differing);
    smtpcodes__json_open(writer, "meeting_stages", "[");
    while ((stage = smtpcodes_compare_stage_next(first, second, stage)) != 0) {
        smtpcodes__json_word(writer, NULL, SMTPCODES_VOCABULARY_STAGE, stage);
    }
    smtpcodes__json_close(writer, "]");
    for (index = 0; index < sizeof parts; index++) {
        json_comparison_part(writer, view, parts[index], smtpcodes_word_name(SMTPCODES_VOCABULARY_PART, parts[index]));
    }
    smtpcodes__json_close(writer, "}");
}

SMTPCODES_API int32_t smtpcodes_render_comparison(smtpcodes_code first, smtpcodes_code second, int32_t part,
                                                  int32_t format, int32_t language, char *buffer, size_t size)
{
    smtpcodes__writer writer;
    struct comparison_view view;

    if (!smtpcodes__open(&writer, format, language, buffer, size)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (smtpcodes_language_at(0) == SMTPCODES_LANGUAGE_NONE) {
        smtpcodes__close(&writer); /* a build without texts */
        return SMTPCODES_ERROR_UNSUPPORTED;
    }
    writer.is_bare = part != SMTPCODES_PART_WHOLE;
    if (smtpcodes__is_code(first) && smtpcodes__is_code(second)) {
        look_at(&view, first, second);
        if (writer.format == SMTPCODES_FORMAT_JSON) {
            if (part == SMTPCODES_PART_WHOLE) {
                json_comparison(&writer, &view);
            } else {
                json_comparison_part(&writer, &view, part, NULL);
            }
        } else if (part == SMTPCODES_PART_WHOLE) {
            put_comparison_page(&writer, &view);
        } else {
            put_comparison_part(&writer, &view, part);
        }
    }
    return smtpcodes__close(&writer);
}
