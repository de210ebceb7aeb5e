/* Rendered texts, in a buffer that grows as they ask for. */
#include "command.h"

#include <stdlib.h>
#include <string.h>

static char *buffer;
static size_t room;

/* Make room for a text of a length; 1: there was less. */
static int grow(int32_t length, const struct options *options)
{
    if (length < 0) {
        length = 0;
    }
    if ((size_t)length < room) {
        return 0;
    }
    room = (size_t)length * 2 + 4096;
    buffer = realloc(buffer, room);
    if (buffer == NULL) {
        exit(complain(NOT_UNDERSTOOD, options->language, MESSAGE_NO_MEMORY, (const char *)NULL));
    }
    buffer[0] = '\0';
    return 1;
}

const char *code_text(smtpcodes_code code)
{
    static char text[16];

    smtpcodes_code_format(code, text, sizeof text);
    return text;
}

const char *title_of(int32_t vocabulary, int32_t number, const struct options *options)
{
    return smtpcodes_word_text(vocabulary, number, SMTPCODES_FIELD_TITLE, options->language);
}

const char *render_code(smtpcodes_code code, int32_t part, const struct options *options)
{
    int32_t length;

    do {
        length = smtpcodes_render_code(code, options->stage, part, options->format, options->language, buffer, room);
    } while (grow(length, options));
    return buffer;
}

const char *render_comparison(smtpcodes_code first, smtpcodes_code second, int32_t part, const struct options *options)
{
    int32_t length;

    do {
        length = smtpcodes_render_comparison(first, second, part, options->format, options->language, buffer, room);
    } while (grow(length, options));
    return buffer;
}

const char *render_verdict(const char *bytes, size_t length, const smtpcodes_verdict *verdict, int32_t part,
                           const struct options *options)
{
    int32_t needed;

    do {
        needed = smtpcodes_render_verdict(bytes, length, options->rules, verdict, sizeof *verdict, part, options->format, options->language,
                                          buffer, room);
    } while (grow(needed, options));
    return buffer;
}

/* One HTML object is a page by itself; several share one. A count of 0 is a stream of who knows how many. */
void begin_objects(int count, const struct options *options)
{
    const char *tag = smtpcodes_language_tag(options->language);

    if (options->format == SMTPCODES_FORMAT_HTML && count != 1) {
        printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>smtpcodes</title>\n</head>\n<body>\n",
               tag);
    }
}

void put_object(const char *text, int is_first, const struct options *options)
{
    if (options->format == SMTPCODES_FORMAT_MARKDOWN && !is_first) {
        putchar('\n');
    }
    fputs(text, stdout);
    if (options->format == SMTPCODES_FORMAT_JSON) {
        putchar('\n');
    }
}

void end_objects(int count, const struct options *options)
{
    if (options->format == SMTPCODES_FORMAT_HTML && count != 1) {
        puts("</body>\n</html>");
    }
}
