/* smtpcodes CODE..., smtpcodes list: what the table knows. */
#include "command.h"

#include <string.h>

/* ---------------------------------------------------------------------------------------------------------- show */

static void show_text(smtpcodes_code code, const struct options *options)
{
    int32_t part;

    put_title(render_code(code, SMTPCODES_PART_TITLE, options), options);
    for (part = SMTPCODES_PART_MEANING; part <= SMTPCODES_PART_REFERENCES; part++) {
        put_part(part, render_code(code, part, options), options);
    }
}

smtpcodes_code look_up(const char *text, const struct options *options)
{
    smtpcodes_code code = smtpcodes_lookup(text, strlen(text));

    /* A number that nobody can read by its digits, such as 099 or 700, is not understood either. */
    if (code > 0 && smtpcodes_code_standing(code) == 0 && smtpcodes_code_severity(code) == 0) {
        code = SMTPCODES_ERROR_NOT_FOUND;
    }
    if (code <= 0) {
        complain(NOT_UNDERSTOOD, options->language, MESSAGE_NOT_A_CODE, "text", text, (const char *)NULL);
    }
    return code;
}

int show_codes(int count, char **texts, const struct options *options)
{
    int status = UNDERSTOOD, is_first = 1, index;
    struct options own = *options;

    own.format = options->format == SMTPCODES_FORMAT_HTML && count == 1 ? SMTPCODES_FORMAT_HTML_PAGE : options->format;
    begin_objects(count, options);
    for (index = 0; index < count; index++) {
        smtpcodes_code code = look_up(texts[index], options);

        if (code <= 0) {
            status = NOT_UNDERSTOOD;
            continue;
        }
        if (options->format == SMTPCODES_FORMAT_TEXT) {
            if (!is_first) {
                putchar('\n');
            }
            show_text(code, options);
        } else {
            put_object(render_code(code, SMTPCODES_PART_WHOLE, &own), is_first, options);
        }
        is_first = 0;
    }
    end_objects(count, options);
    return status;
}

/* ---------------------------------------------------------------------------------------------------------- list */

enum { CODE_WIDTH = 8 };

static int is_wanted(smtpcodes_code code, const struct options *options)
{
    return (options->severity == 0 || smtpcodes_code_severity(code) == options->severity) &&
           (options->stage == 0 || smtpcodes_code_at_stage(code, options->stage) != SMTPCODES_ANSWER_NEVER) &&
           (options->standing == 0 || smtpcodes_code_standing(code) == options->standing);
}

static int standing_width(const struct options *options)
{
    int32_t index, standing;
    int widest = 0;

    for (index = 0; (standing = smtpcodes_word_at(SMTPCODES_VOCABULARY_STANDING, index)) != 0; index++) {
        int width = text_width(title_of(SMTPCODES_VOCABULARY_STANDING, standing, options));

        widest = width > widest ? width : widest;
    }
    return widest;
}

static void list_text(smtpcodes_code code, const struct options *options)
{
    int width = standing_width(options);

    put_padded(code_text(code), CODE_WIDTH);
    putchar(' ');
    put_padded(title_of(SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code), options), width);
    printf("  %s\n", smtpcodes_code_text(code, options->stage, SMTPCODES_FIELD_TITLE, options->language));
}

int list_codes(const struct options *options)
{
    smtpcodes_code code;
    int is_first = 1;

    begin_objects(0, options);
    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        if (!is_wanted(code, options)) {
            continue;
        }
        if (options->format == SMTPCODES_FORMAT_TEXT) {
            list_text(code, options);
        } else {
            put_object(render_code(code, SMTPCODES_PART_WHOLE, options), is_first, options);
        }
        is_first = 0;
    }
    end_objects(0, options);
    return UNDERSTOOD;
}
