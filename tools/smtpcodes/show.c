/* smtpcodes CODE..., smtpcodes list, smtpcodes compare: what the table knows. */
#include "command.h"

#include <stdio.h>
#include <string.h>

/* Room for a line of words that are joined. What does not fit is cut off with a mark, for nothing is lost unseen. */
struct joined {
    char text[1024];
    size_t length;
};

static void join(struct joined *joined, const char *separator, const char *text)
{
    size_t room = sizeof joined->text - joined->length;
    int written = snprintf(joined->text + joined->length, room, "%s%s", joined->length > 0 ? separator : "", text);

    if (written < 0 || (size_t)written >= room) {
        memcpy(joined->text + sizeof joined->text - 4, "...", 4);
        joined->length = sizeof joined->text - 1;
        return;
    }
    joined->length += (size_t)written;
}

/* What a code has several of, each text by an index from 0, "" behind the last. */
typedef const char *text_at(smtpcodes_code code, int32_t index);

static struct joined join_texts(smtpcodes_code code, text_at *of, const char *separator)
{
    struct joined joined = {"", 0};
    int32_t index;

    for (index = 0; of(code, index)[0] != '\0'; index++) {
        join(&joined, separator, of(code, index));
    }
    return joined;
}

static void json_texts(const char *key, smtpcodes_code code, text_at *of)
{
    int32_t index;

    json_open(key, '[');
    for (index = 0; of(code, index)[0] != '\0'; index++) {
        json_text(NULL, of(code, index));
    }
    json_close(']');
}

static struct joined join_related(smtpcodes_code code, int32_t relation)
{
    struct joined joined = {"", 0};
    smtpcodes_code other;
    int32_t index;

    for (index = 0; (other = smtpcodes_code_related(code, relation, index)) != 0; index++) {
        join(&joined, ", ", code_text(other));
    }
    return joined;
}

/* The stages at which a code answers, by the standing of the answer: an RFC's, or only practice's. */
static struct joined join_stages(smtpcodes_code code, int by_practice)
{
    struct joined joined = {"", 0};
    int32_t stage, index;

    for (index = 0; (stage = smtpcodes_word_at(SMTPCODES_VOCABULARY_STAGE, index)) != 0; index++) {
        int32_t standing = smtpcodes_code_at_stage_standing(code, stage);

        if (standing != 0 && (standing == SMTPCODES_STANDING_UNOFFICIAL) == by_practice) {
            join(&joined, ", ", title_of(SMTPCODES_VOCABULARY_STAGE, stage));
        }
    }
    return joined;
}

static void show_text(smtpcodes_code code)
{
    static const struct {
        int32_t field;
        const char *label;
    } fields[] = {
        {SMTPCODES_FIELD_MEANING, "Meaning"}, {SMTPCODES_FIELD_WHEN, "When"},     {SMTPCODES_FIELD_FIX, "How to fix"},
        {SMTPCODES_FIELD_CLIENT, "A client"}, {SMTPCODES_FIELD_SERVER, "A server"}, {SMTPCODES_FIELD_NOTE, "Note"},
    };
    size_t index;

    printf("%s  %s\n", code_text(code), field_of(code, 0, SMTPCODES_FIELD_TITLE));
    for (index = 0; index < sizeof fields / sizeof fields[0]; index++) {
        put_pair(fields[index].label, field_of(code, 0, fields[index].field));
    }
    put_pair("Severity", title_of(SMTPCODES_VOCABULARY_SEVERITY, smtpcodes_code_severity(code)));
    put_pair("Category", title_of(SMTPCODES_VOCABULARY_CATEGORY, smtpcodes_code_category(code)));
    put_pair("Standing", title_of(SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code)));
    put_pair("Extension", join_texts(code, smtpcodes_code_extension, ", ").text);
    put_pair("Name", smtpcodes_code_name(code));
    put_pair("Answers", join_stages(code, 0).text);
    put_pair("Seen at", join_stages(code, 1).text);
    put_pair("Goes with", join_related(code, SMTPCODES_RELATION_ACCOMPANIES).text);
    put_pair("For now", join_related(code, SMTPCODES_RELATION_TEMPORARY_COUNTERPART).text);
    put_pair("For good", join_related(code, SMTPCODES_RELATION_PERMANENT_COUNTERPART).text);
    put_pair("See also", join_related(code, SMTPCODES_RELATION_SEE_ALSO).text);
    put_pair("Defined in", join_texts(code, smtpcodes_code_reference, "; ").text);
}

static void show_json_stages(smtpcodes_code code)
{
    int32_t stage, index;

    json_open("answers", '[');
    for (index = 0; (stage = smtpcodes_word_at(SMTPCODES_VOCABULARY_STAGE, index)) != 0; index++) {
        int32_t answer = smtpcodes_code_at_stage(code, stage), reference;

        if (answer == SMTPCODES_ANSWER_NEVER) {
            continue;
        }
        json_open(NULL, '{');
        json_word("stage", SMTPCODES_VOCABULARY_STAGE, stage);
        json_word("answer", SMTPCODES_VOCABULARY_ANSWER, answer);
        json_word("standing", SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_at_stage_standing(code, stage));
        json_open("references", '[');
        for (reference = 0; smtpcodes_code_at_stage_reference(code, stage, reference)[0] != '\0'; reference++) {
            json_text(NULL, smtpcodes_code_at_stage_reference(code, stage, reference));
        }
        json_close(']');
        json_open("extensions", '[');
        for (reference = 0; smtpcodes_code_at_stage_reference(code, stage, reference)[0] != '\0'; reference++) {
            if (smtpcodes_code_at_stage_extension(code, stage, reference)[0] != '\0') {
                json_text(NULL, smtpcodes_code_at_stage_extension(code, stage, reference));
            }
        }
        json_close(']');
        json_close('}');
    }
    json_close(']');
}

static void show_json_texts(smtpcodes_code code)
{
    static const struct {
        int32_t field;
        const char *key;
    } fields[] = {
        {SMTPCODES_FIELD_TITLE, "title"}, {SMTPCODES_FIELD_MEANING, "meaning"}, {SMTPCODES_FIELD_WHEN, "when"},
        {SMTPCODES_FIELD_FIX, "fix"},     {SMTPCODES_FIELD_CLIENT, "client"},   {SMTPCODES_FIELD_SERVER, "server"},
        {SMTPCODES_FIELD_NOTE, "note"},
    };
    size_t index;

    for (index = 0; index < sizeof fields / sizeof fields[0]; index++) {
        json_text(fields[index].key, field_of(code, 0, fields[index].field));
    }
}

static void show_json(smtpcodes_code code)
{
    json_begin();
    json_code("code", code);
    json_text("name", smtpcodes_code_name(code));
    json_word("severity", SMTPCODES_VOCABULARY_SEVERITY, smtpcodes_code_severity(code));
    json_word("category", SMTPCODES_VOCABULARY_CATEGORY, smtpcodes_code_category(code));
    json_word("standing", SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code));
    json_word("reason", SMTPCODES_VOCABULARY_REASON, smtpcodes_code_reason(code, 0));
    show_json_texts(code);
    show_json_stages(code);
    json_codes_related("goes_with", code, SMTPCODES_RELATION_ACCOMPANIES);
    json_codes_related("temporary", code, SMTPCODES_RELATION_TEMPORARY_COUNTERPART);
    json_codes_related("permanent", code, SMTPCODES_RELATION_PERMANENT_COUNTERPART);
    json_codes_related("see_also", code, SMTPCODES_RELATION_SEE_ALSO);
    json_texts("extensions", code, smtpcodes_code_extension);
    json_texts("references", code, smtpcodes_code_reference);
    json_end();
}

static smtpcodes_code look_up(const char *text)
{
    smtpcodes_code code = smtpcodes_lookup(text, strlen(text));

    /* A number that nobody can read by its digits, such as 099 or 700, is not understood either. */
    if (code > 0 && smtpcodes_code_standing(code) == 0 && smtpcodes_code_severity(code) == 0) {
        code = SMTPCODES_ERROR_NOT_FOUND;
    }
    if (code <= 0) {
        fprintf(stderr, "smtpcodes: \"%s\" is neither a code nor the name of one; \"smtpcodes list\" shows them all\n", text);
    }
    return code;
}

int show_codes(int count, char **texts, const struct options *options)
{
    int status = UNDERSTOOD, is_first = 1, index;

    for (index = 0; index < count; index++) {
        smtpcodes_code code = look_up(texts[index]);

        if (code <= 0) {
            status = NOT_UNDERSTOOD;
            continue;
        }
        if (options->json) {
            show_json(code);
        } else {
            if (!is_first) {
                putchar('\n');
            }
            show_text(code);
            is_first = 0;
        }
    }
    return status;
}

/* ---------------------------------------------------------------------------------------------------------- list */

static int is_wanted(smtpcodes_code code, const struct options *options)
{
    return (options->severity == 0 || smtpcodes_code_severity(code) == options->severity) &&
           (options->stage == 0 || smtpcodes_code_at_stage(code, options->stage) != SMTPCODES_ANSWER_NEVER) &&
           (options->standing == 0 || smtpcodes_code_standing(code) == options->standing);
}

int list_codes(const struct options *options)
{
    smtpcodes_code code;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        if (!is_wanted(code, options)) {
            continue;
        }
        if (options->json) {
            show_json(code);
        } else {
            printf("%-8s %-14s %s\n", code_text(code), title_of(SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code)),
                   field_of(code, 0, SMTPCODES_FIELD_TITLE));
        }
    }
    return UNDERSTOOD;
}

/* ------------------------------------------------------------------------------------------------------- compare */

enum { MOST = 16 };

/* One facet of one code, as a word. */
struct facet {
    const char *label;
    const char *(*of)(smtpcodes_code code, const smtpcodes_classification *decision);
};

static const char *facet_title(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)decision;
    return field_of(code, 0, SMTPCODES_FIELD_TITLE);
}

static const char *facet_severity(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)decision;
    return title_of(SMTPCODES_VOCABULARY_SEVERITY, smtpcodes_code_severity(code));
}

static const char *facet_category(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)decision;
    return title_of(SMTPCODES_VOCABULARY_CATEGORY, smtpcodes_code_category(code));
}

static const char *facet_standing(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)decision;
    return title_of(SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code));
}

static const char *facet_disposition(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)code;
    return title_of(SMTPCODES_VOCABULARY_DISPOSITION, decision->disposition);
}

static const char *facet_extent(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)code;
    return title_of(SMTPCODES_VOCABULARY_EXTENT, decision->extent);
}

static const char *facet_target(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)code;
    return title_of(SMTPCODES_VOCABULARY_TARGET, decision->target);
}

static const char *facet_reason(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)code;
    return title_of(SMTPCODES_VOCABULARY_REASON, decision->reason);
}

static const char *facet_suppress(smtpcodes_code code, const smtpcodes_classification *decision)
{
    (void)code;
    return title_of(SMTPCODES_VOCABULARY_SUPPRESS, decision->suppress);
}

static const struct facet facets[] = {
    {"Title", facet_title},   {"Severity", facet_severity},       {"Category", facet_category}, {"Standing", facet_standing},
    {"Reason", facet_reason}, {"Disposition", facet_disposition}, {"Extent", facet_extent},     {"Target", facet_target},
    {"Suppress", facet_suppress},
};
enum { FACETS = sizeof facets / sizeof facets[0] };

/* What one column of the table says, and how wide it has to be. */
struct column {
    const char *texts[FACETS];
    int width;
};

static void fill_column(struct column *column, smtpcodes_code code)
{
    smtpcodes_classification decision;
    size_t facet;

    smtpcodes_classify(code, 0, NULL, 0, &decision, sizeof decision);
    column->width = (int)strlen(code_text(code));
    for (facet = 0; facet < FACETS; facet++) {
        int width;

        column->texts[facet] = facets[facet].of(code, &decision);
        width = (int)strlen(column->texts[facet]);
        column->width = width > column->width ? width : column->width;
    }
}

/* A cell, padded unless it is the last of its line. */
static void put_cell(const char *text, int width, int is_last)
{
    printf("  %-*s", is_last ? 0 : width, text);
}

static void compare_table(const smtpcodes_code *codes, int count)
{
    struct column columns[MOST];
    size_t facet;
    int index;

    for (index = 0; index < count; index++) {
        fill_column(&columns[index], codes[index]);
    }
    printf("%-12s", "");
    for (index = 0; index < count; index++) {
        put_cell(code_text(codes[index]), columns[index].width, index + 1 == count);
    }
    for (facet = 0; facet < FACETS; facet++) {
        printf("\n%-12s", facets[facet].label);
        for (index = 0; index < count; index++) {
            put_cell(columns[index].texts[facet], columns[index].width, index + 1 == count);
        }
    }
    putchar('\n');
}

static struct joined join_meeting(smtpcodes_code first, smtpcodes_code second)
{
    struct joined joined = {"", 0};
    int32_t stage = 0;

    while ((stage = smtpcodes_compare_stage_next(first, second, stage)) != 0) {
        join(&joined, ", ", title_of(SMTPCODES_VOCABULARY_STAGE, stage));
    }
    return joined;
}

static void compare_pair(smtpcodes_code first, smtpcodes_code second)
{
    smtpcodes_comparison comparison;

    smtpcodes_compare(first, second, &comparison, sizeof comparison);
    printf("\n%s and %s\n", code_text(first), code_text(second));
    put_pair("Relation", title_of(SMTPCODES_VOCABULARY_RELATION, comparison.relation));
    put_pair("Worse", comparison.worse == SMTPCODES_WORSE_NEITHER  ? "neither"
                      : comparison.worse == SMTPCODES_WORSE_FIRST ? code_text(first)
                                                                  : code_text(second));
    put_pair("Both answer", comparison.meeting_stages > 0 ? join_meeting(first, second).text
                                                          : "no command in common: they are never alternatives");
}

static void compare_json(smtpcodes_code first, smtpcodes_code second)
{
    smtpcodes_comparison comparison;
    int32_t stage = 0;

    smtpcodes_compare(first, second, &comparison, sizeof comparison);
    json_begin();
    json_code("first", first);
    json_code("second", second);
    json_word("relation", SMTPCODES_VOCABULARY_RELATION, comparison.relation);
    json_word("worse", SMTPCODES_VOCABULARY_WORSE, comparison.worse);
    json_bits("differing", SMTPCODES_VOCABULARY_FACET, comparison.differing);
    json_open("meeting_stages", '[');
    while ((stage = smtpcodes_compare_stage_next(first, second, stage)) != 0) {
        json_word(NULL, SMTPCODES_VOCABULARY_STAGE, stage);
    }
    json_close(']');
    json_end();
}

int compare_codes(int count, char **texts, const struct options *options)
{
    smtpcodes_code codes[MOST];
    int index, other;

    if (count < 2 || count > MOST) {
        fprintf(stderr, "smtpcodes: compare takes 2 to %d codes, as in \"smtpcodes compare 450 451 452\"\n", MOST);
        return USAGE;
    }
    for (index = 0; index < count; index++) {
        codes[index] = look_up(texts[index]);
        if (codes[index] <= 0) {
            return NOT_UNDERSTOOD;
        }
    }
    if (!options->json) {
        compare_table(codes, count);
    }
    for (index = 0; index < count; index++) {
        for (other = index + 1; other < count; other++) {
            (options->json ? compare_json : compare_pair)(codes[index], codes[other]);
        }
    }
    return UNDERSTOOD;
}
