/* What is known of a code, as a text. */
#include "render.h"

struct code_view {
    smtpcodes_code code;
    int32_t stage;
};

/* What a code has several of, each by an index from 0; "" behind the last. */
typedef const char *text_at(smtpcodes_code code, int32_t index);

void smtpcodes__put_code_title(smtpcodes__writer *writer, smtpcodes_code code, int32_t stage)
{
    smtpcodes__value values[2];

    memset(values, 0, sizeof values);
    values[0].name = "code";
    values[0].code = code;
    values[1].name = "title";
    values[1].text = smtpcodes_code_text(code, stage, SMTPCODES_FIELD_TITLE, writer->language);
    smtpcodes__sentence(writer, SMTPCODES__SAY_CODE_TITLE, values, 2);
}

/* --------------------------------------------------------------------------------------------------------- facts */

static void put_joint(smtpcodes__writer *writer, int32_t is_first)
{
    smtpcodes__raw(writer, is_first ? "" : ", ");
}

static void put_texts(smtpcodes__writer *writer, smtpcodes_code code, text_at *of)
{
    int32_t index;

    for (index = 0; *of(code, index) != '\0'; index++) {
        smtpcodes__raw(writer, index > 0 ? "; " : "");
        smtpcodes__text(writer, of(code, index));
    }
}

static void put_related(smtpcodes__writer *writer, smtpcodes_code code, int32_t relation)
{
    smtpcodes_code other;
    int32_t index;

    for (index = 0; (other = smtpcodes_code_related(code, relation, index)) != 0; index++) {
        put_joint(writer, index == 0);
        smtpcodes__code(writer, other);
    }
}

/* Whether a code answers at a stage by an RFC, or else in practice alone. */
static int answers_at(smtpcodes_code code, int32_t stage, int in_practice)
{
    int32_t standing = smtpcodes_code_at_stage_standing(code, stage);

    return standing != SMTPCODES_STANDING_NONE && (standing == SMTPCODES_STANDING_UNOFFICIAL) == in_practice;
}

static void put_answers(smtpcodes__writer *writer, smtpcodes_code code, int in_practice)
{
    int32_t stage, is_first = 1;

    for (stage = 1; stage < SMTPCODES__STAGES; stage++) {
        if (answers_at(code, stage, in_practice)) {
            put_joint(writer, is_first);
            smtpcodes__put_word(writer, SMTPCODES_VOCABULARY_STAGE, stage);
            is_first = 0;
        }
    }
}

static int has_stage(smtpcodes_code code, int in_practice)
{
    int32_t stage = 1;

    while (stage < SMTPCODES__STAGES && !answers_at(code, stage, in_practice)) {
        stage++;
    }
    return stage < SMTPCODES__STAGES;
}

static int has_code_fact(smtpcodes_code code, int32_t part)
{
    switch (part) {
    case SMTPCODES_PART_SEVERITY:
    case SMTPCODES_PART_CATEGORY:
    case SMTPCODES_PART_STANDING:
        return 1;
    case SMTPCODES_PART_EXTENSIONS:
        return *smtpcodes_code_extension(code, 0) != '\0';
    case SMTPCODES_PART_NAME:
        return *smtpcodes_code_name(code) != '\0';
    case SMTPCODES_PART_STAGES:
    case SMTPCODES_PART_SEEN_AT:
        return has_stage(code, part == SMTPCODES_PART_SEEN_AT);
    case SMTPCODES_PART_GOES_WITH:
        return smtpcodes_code_related(code, SMTPCODES_RELATION_ACCOMPANIES, 0) != 0;
    case SMTPCODES_PART_TEMPORARY:
        return smtpcodes_code_related(code, SMTPCODES_RELATION_TEMPORARY_COUNTERPART, 0) != 0;
    case SMTPCODES_PART_PERMANENT:
        return smtpcodes_code_related(code, SMTPCODES_RELATION_PERMANENT_COUNTERPART, 0) != 0;
    case SMTPCODES_PART_SEE_ALSO:
        return smtpcodes_code_related(code, SMTPCODES_RELATION_SEE_ALSO, 0) != 0;
    case SMTPCODES_PART_REFERENCES:
        return *smtpcodes_code_reference(code, 0) != '\0';
    default:
        return 0;
    }
}

static void put_code_fact(smtpcodes__writer *writer, smtpcodes_code code, int32_t part)
{
    if (!has_code_fact(code, part)) {
        return;
    }
    smtpcodes__fact(writer, part);
    switch (part) {
    case SMTPCODES_PART_SEVERITY:
        smtpcodes__put_word(writer, SMTPCODES_VOCABULARY_SEVERITY, smtpcodes_code_severity(code));
        break;
    case SMTPCODES_PART_CATEGORY:
        smtpcodes__put_word(writer, SMTPCODES_VOCABULARY_CATEGORY, smtpcodes_code_category(code));
        break;
    case SMTPCODES_PART_STANDING:
        smtpcodes__put_word(writer, SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code));
        break;
    case SMTPCODES_PART_EXTENSIONS:
        put_texts(writer, code, smtpcodes_code_extension);
        break;
    case SMTPCODES_PART_NAME:
        smtpcodes__text(writer, smtpcodes_code_name(code));
        break;
    case SMTPCODES_PART_STAGES:
    case SMTPCODES_PART_SEEN_AT:
        put_answers(writer, code, part == SMTPCODES_PART_SEEN_AT);
        break;
    case SMTPCODES_PART_GOES_WITH:
        put_related(writer, code, SMTPCODES_RELATION_ACCOMPANIES);
        break;
    case SMTPCODES_PART_TEMPORARY:
        put_related(writer, code, SMTPCODES_RELATION_TEMPORARY_COUNTERPART);
        break;
    case SMTPCODES_PART_PERMANENT:
        put_related(writer, code, SMTPCODES_RELATION_PERMANENT_COUNTERPART);
        break;
    case SMTPCODES_PART_SEE_ALSO:
        put_related(writer, code, SMTPCODES_RELATION_SEE_ALSO);
        break;
    default:
        put_texts(writer, code, smtpcodes_code_reference);
        break;
    }
    smtpcodes__fact_end(writer);
}

/* --------------------------------------------------------------------------------------------------------- prose */

void smtpcodes__put_code_field(smtpcodes__writer *writer, smtpcodes_code code, int32_t stage, int32_t field, int32_t level)
{
    uint32_t text = smtpcodes__code_text_number(code, stage, field);

    if (text != 0) {
        smtpcodes__section(writer, field, level);
        smtpcodes__say_paragraph(writer, text);
    }
}

static void put_code_part(smtpcodes__writer *writer, const struct code_view *view, int32_t part)
{
    if (part == SMTPCODES_PART_TITLE) {
        smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
        smtpcodes__put_code_title(writer, view->code, view->stage);
        smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
    } else if (part >= SMTPCODES_PART_MEANING && part <= SMTPCODES_PART_NOTE) {
        smtpcodes__put_code_field(writer, view->code, view->stage, part, 2);
    } else {
        put_code_fact(writer, view->code, part);
    }
}

static void put_code_page(smtpcodes__writer *writer, const struct code_view *view)
{
    int32_t part;

    smtpcodes__page(writer);
    if (writer->is_page) {
        smtpcodes__put_code_title(writer, view->code, view->stage);
    }
    smtpcodes__article(writer);
    smtpcodes__heading(writer, 1);
    smtpcodes__put_code_title(writer, view->code, view->stage);
    smtpcodes__heading_end(writer, 1);
    for (part = SMTPCODES_PART_MEANING; part <= SMTPCODES_PART_NOTE; part++) {
        put_code_part(writer, view, part);
    }
    smtpcodes__facts(writer);
    for (part = SMTPCODES_PART_SEVERITY; part <= SMTPCODES_PART_REFERENCES; part++) {
        put_code_part(writer, view, part);
    }
    smtpcodes__facts_end(writer);
    smtpcodes__article_end(writer);
}

/* ---------------------------------------------------------------------------------------------------------- JSON */

static void json_code_texts(smtpcodes__writer *writer, const char *key, smtpcodes_code code, text_at *of)
{
    int32_t index;

    smtpcodes__json_open(writer, key, "[");
    for (index = 0; *of(code, index) != '\0'; index++) {
        smtpcodes__json_text(writer, NULL, of(code, index));
    }
    smtpcodes__json_close(writer, "]");
}

static void json_related(smtpcodes__writer *writer, const char *key, smtpcodes_code code, int32_t relation)
{
    smtpcodes_code other;
    int32_t index;

    smtpcodes__json_open(writer, key, "[");
    for (index = 0; (other = smtpcodes_code_related(code, relation, index)) != 0; index++) {
        smtpcodes__json_code(writer, NULL, other);
    }
    smtpcodes__json_close(writer, "]");
}

static void json_answer(smtpcodes__writer *writer, smtpcodes_code code, int32_t stage)
{
    int32_t index;

    smtpcodes__json_open(writer, NULL, "{");
    smtpcodes__json_word(writer, "stage", SMTPCODES_VOCABULARY_STAGE, stage);
    smtpcodes__json_word(writer, "answer", SMTPCODES_VOCABULARY_ANSWER, smtpcodes_code_at_stage(code, stage));
    smtpcodes__json_word(writer, "standing", SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_at_stage_standing(code, stage));
    smtpcodes__json_open(writer, "references", "[");
    for (index = 0; *smtpcodes_code_at_stage_reference(code, stage, index) != '\0'; index++) {
        smtpcodes__json_text(writer, NULL, smtpcodes_code_at_stage_reference(code, stage, index));
    }
    smtpcodes__json_close(writer, "]");
    smtpcodes__json_open(writer, "extensions", "[");
    for (index = 0; *smtpcodes_code_at_stage_reference(code, stage, index) != '\0'; index++) {
        if (*smtpcodes_code_at_stage_extension(code, stage, index) != '\0') {
            smtpcodes__json_text(writer, NULL, smtpcodes_code_at_stage_extension(code, stage, index));
        }
    }
    smtpcodes__json_close(writer, "]");
    smtpcodes__json_close(writer, "}");
}

static void json_answers(smtpcodes__writer *writer, smtpcodes_code code, int in_practice)
{
    int32_t stage;

    for (stage = 1; stage < SMTPCODES__STAGES; stage++) {
        if (answers_at(code, stage, in_practice)) {
            json_answer(writer, code, stage);
        }
    }
}

/* The fields that came out in another language than was asked for. */
static void json_foreign(smtpcodes__writer *writer, const struct code_view *view)
{
    int32_t field;

    smtpcodes__json_open(writer, "in_english", "[");
    for (field = SMTPCODES_FIELD_TITLE; field <= SMTPCODES_FIELD_NOTE; field++) {
        int32_t really = smtpcodes_code_text_language(view->code, view->stage, field, writer->language);

        if (really != SMTPCODES_LANGUAGE_NONE && really != writer->language) {
            smtpcodes__json_word(writer, NULL, SMTPCODES_VOCABULARY_PART, field);
        }
    }
    smtpcodes__json_close(writer, "]");
}

static void json_code_part(smtpcodes__writer *writer, const struct code_view *view, int32_t part, const char *key)
{
    smtpcodes_code code = view->code;

    switch (part) {
    case SMTPCODES_PART_SEVERITY:
        smtpcodes__json_word(writer, key, SMTPCODES_VOCABULARY_SEVERITY, smtpcodes_code_severity(code));
        break;
    case SMTPCODES_PART_CATEGORY:
        smtpcodes__json_word(writer, key, SMTPCODES_VOCABULARY_CATEGORY, smtpcodes_code_category(code));
        break;
    case SMTPCODES_PART_STANDING:
        smtpcodes__json_word(writer, key, SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code));
        break;
    case SMTPCODES_PART_NAME:
        smtpcodes__json_text(writer, key, smtpcodes_code_name(code));
        break;
    case SMTPCODES_PART_STAGES:
    case SMTPCODES_PART_SEEN_AT:
        smtpcodes__json_open(writer, key, "[");
        json_answers(writer, code, part == SMTPCODES_PART_SEEN_AT);
        smtpcodes__json_close(writer, "]");
        break;
    case SMTPCODES_PART_GOES_WITH:
        json_related(writer, key, code, SMTPCODES_RELATION_ACCOMPANIES);
        break;
    case SMTPCODES_PART_TEMPORARY:
        json_related(writer, key, code, SMTPCODES_RELATION_TEMPORARY_COUNTERPART);
        break;
    case SMTPCODES_PART_PERMANENT:
        json_related(writer, key, code, SMTPCODES_RELATION_PERMANENT_COUNTERPART);
        break;
    case SMTPCODES_PART_SEE_ALSO:
        json_related(writer, key, code, SMTPCODES_RELATION_SEE_ALSO);
        break;
    case SMTPCODES_PART_EXTENSIONS:
        json_code_texts(writer, key, code, smtpcodes_code_extension);
        break;
    case SMTPCODES_PART_REFERENCES:
        json_code_texts(writer, key, code, smtpcodes_code_reference);
        break;
    default:
        if (part >= SMTPCODES_PART_TITLE && part <= SMTPCODES_PART_NOTE) {
            smtpcodes__json_text(writer, key, smtpcodes_code_text(code, view->stage, part, writer->language));
        }
        break;
    }
}

static void json_code_object(smtpcodes__writer *writer, const struct code_view *view)
{
    int32_t part;

    smtpcodes__json_open(writer, NULL, "{");
    smtpcodes__json_code(writer, "code", view->code);
    smtpcodes__json_text(writer, "language", smtpcodes_language_tag(writer->language));
    smtpcodes__json_word(writer, "reason", SMTPCODES_VOCABULARY_REASON, smtpcodes_code_reason(view->code, view->stage));
    for (part = SMTPCODES_PART_TITLE; part <= SMTPCODES_PART_REFERENCES; part++) {
        if (part <= SMTPCODES_PART_NOTE || part >= SMTPCODES_PART_SEVERITY) {
            json_code_part(writer, view, part, smtpcodes_word_name(SMTPCODES_VOCABULARY_PART, part));
        }
    }
    json_foreign(writer, view);
    smtpcodes__json_close(writer, "}");
}

SMTPCODES_API int32_t smtpcodes_render_code(smtpcodes_code code, int32_t stage, int32_t part, int32_t format,
                                            int32_t language, char *buffer, size_t size)
{
    smtpcodes__writer writer;
    struct code_view view;

    if (!smtpcodes__open(&writer, format, language, buffer, size)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (smtpcodes_language_at(0) == SMTPCODES_LANGUAGE_NONE) {
        smtpcodes__close(&writer); /* a build without texts */
        return SMTPCODES_ERROR_UNSUPPORTED;
    }
    view.code = code;
    view.stage = stage;
    writer.is_bare = part != SMTPCODES_PART_WHOLE;
    if (smtpcodes__is_code(code)) {
        if (writer.format == SMTPCODES_FORMAT_JSON) {
            if (part == SMTPCODES_PART_WHOLE) {
                json_code_object(&writer, &view);
            } else {
                json_code_part(&writer, &view, part, NULL);
            }
        } else if (part == SMTPCODES_PART_WHOLE) {
            put_code_page(&writer, &view);
        } else {
            put_code_part(&writer, &view, part);
        }
    }
    return smtpcodes__close(&writer);
}
