/* What sets two codes apart, and which to use when, as a text. */
#include "render.h"

/* ---------------------------------------------------------------------------------------------- texts of the codes */

static uint32_t text_number(const struct smtpcodes__comparison_view *view, int which, int32_t field)
{
    return smtpcodes__code_text_number(view->codes[which], 0, field);
}

static int is_shared(const struct smtpcodes__comparison_view *view, int32_t field)
{
    return text_number(view, 0, field) == text_number(view, 1, field);
}

/* A field that both share stands under "both", once. */
static int has_own(const struct smtpcodes__comparison_view *view, int which, int32_t field)
{
    return text_number(view, which, field) != 0 && !is_shared(view, field);
}

/* The fields that are said of each code: what a server and a client do has parts of its own. */
static int is_told(int32_t field)
{
    return field == SMTPCODES_FIELD_MEANING || field == SMTPCODES_FIELD_WHEN || field == SMTPCODES_FIELD_FIX ||
           field == SMTPCODES_FIELD_NOTE;
}

static int has_both(const struct smtpcodes__comparison_view *view)
{
    int32_t field;

    for (field = SMTPCODES_FIELD_MEANING; field <= SMTPCODES_FIELD_NOTE; field++) {
        if (is_shared(view, field) && text_number(view, 0, field) != 0) {
            return 1;
        }
    }
    return 0;
}

static void put_own(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int which)
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

static void put_both(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
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
static void put_each(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t part, int32_t field)
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

static void put_note(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
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

static void put_differences(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    int32_t facet, place;

    if (smtpcodes__facet_at(writer, view, 0) == 0) {
        return;
    }
    smtpcodes__section(writer, SMTPCODES_PART_DIFFERENCES, 2);
    smtpcodes__list(writer);
    for (place = 0; (facet = smtpcodes__facet_at(writer, view, place)) != 0; place++) {
        smtpcodes__item(writer, SMTPCODES_LANGUAGE_NONE);
        smtpcodes__put_difference(writer, view, facet);
        smtpcodes__item_end(writer, SMTPCODES_LANGUAGE_NONE);
    }
    smtpcodes__list_end(writer);
}

/* A line of our own making. */
static void put_own_line(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view,
                     void (*put)(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view))
{
    smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
    put(writer, view);
    smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
}

static void put_one_difference(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t place)
{
    int32_t facet = smtpcodes__facet_at(writer, view, place);

    if (facet != 0) {
        smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
        smtpcodes__put_difference(writer, view, facet);
        smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
    }
}

static void put_comparison_part(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t part)
{
    switch (part) {
    case SMTPCODES_PART_TITLE:
        put_own_line(writer, view, smtpcodes__put_comparison_title);
        break;
    case SMTPCODES_PART_SUMMARY:
        smtpcodes__section(writer, part, 2);
        put_own_line(writer, view, smtpcodes__put_summary);
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

static void put_comparison_page(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    static const int8_t parts[] = {SMTPCODES_PART_SUMMARY, SMTPCODES_PART_NOTE, SMTPCODES_PART_FIRST, SMTPCODES_PART_SECOND,
                                   SMTPCODES_PART_BOTH, SMTPCODES_PART_DIFFERENCES, SMTPCODES_PART_CHOICE,
                                   SMTPCODES_PART_CLIENT};
    size_t index;

    smtpcodes__page(writer);
    if (writer->is_page) {
        smtpcodes__put_comparison_title(writer, view);
    }
    smtpcodes__article(writer);
    smtpcodes__heading(writer, 1);
    smtpcodes__put_comparison_title(writer, view);
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

static void json_sentence(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, const char *key,
                          void (*put)(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view))
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, "\"");
    put(writer, view);
    smtpcodes__raw(writer, "\"");
}

static void json_difference(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t facet)
{
    smtpcodes__json_open(writer, NULL, "{");
    smtpcodes__json_word(writer, "facet", SMTPCODES_VOCABULARY_FACET, facet);
    smtpcodes__json_key(writer, "sentence");
    smtpcodes__raw(writer, "\"");
    smtpcodes__put_difference(writer, view, facet);
    smtpcodes__raw(writer, "\"");
    smtpcodes__json_close(writer, "}");
}

static void json_differences(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, const char *key)
{
    int32_t facet, place;

    smtpcodes__json_open(writer, key, "[");
    for (place = 0; (facet = smtpcodes__facet_at(writer, view, place)) != 0; place++) {
        json_difference(writer, view, facet);
    }
    smtpcodes__json_close(writer, "]");
}

/* The texts of a code that the other does not share, or those that both do. */
static void json_comparison_texts(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, const char *key, int which, int shared)
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
static void json_each(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, const char *key, int32_t field)
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

static void put_pair(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
{
    smtpcodes__text(writer, smtpcodes__say(smtpcodes__pairs[view->pair].confused, writer->language, NULL));
    smtpcodes__raw(writer, smtpcodes__pairs[view->pair].confused != 0 ? " " : "");
    smtpcodes__text(writer, smtpcodes__say(smtpcodes__pairs[view->pair].apart, writer->language, NULL));
}

static void json_comparison_part(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view, int32_t part, const char *key)
{
    switch (part) {
    case SMTPCODES_PART_TITLE:
        json_sentence(writer, view, key, smtpcodes__put_comparison_title);
        break;
    case SMTPCODES_PART_SUMMARY:
        json_sentence(writer, view, key, smtpcodes__put_summary);
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
        if (part >= SMTPCODES_PART_DIFFERENCE && smtpcodes__facet_at(writer, view, part - SMTPCODES_PART_DIFFERENCE) != 0) {
            json_difference(writer, view, smtpcodes__facet_at(writer, view, part - SMTPCODES_PART_DIFFERENCE));
        }
        break;
    }
}

static void json_comparison(smtpcodes__writer *writer, const struct smtpcodes__comparison_view *view)
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
    struct smtpcodes__comparison_view view;

    if (!smtpcodes__open(&writer, format, language, buffer, size)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (smtpcodes_language_at(0) == SMTPCODES_LANGUAGE_NONE) {
        smtpcodes__close(&writer); /* a build without texts */
        return SMTPCODES_ERROR_UNSUPPORTED;
    }
    writer.is_bare = part != SMTPCODES_PART_WHOLE;
    if (smtpcodes__is_code(first) && smtpcodes__is_code(second)) {
        smtpcodes__look_at(&view, first, second);
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
