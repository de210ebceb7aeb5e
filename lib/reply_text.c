/* The lines of a reply once more: each by itself, and their text, as sent or fit to be shown. */
#include "lines.h"

SMTPCODES_API int32_t smtpcodes_reply_line(const char *bytes, size_t length, int32_t options, int32_t index,
                                           smtpcodes_line *line, size_t line_size)
{
    smtpcodes__input input;
    smtpcodes__line found;
    smtpcodes_line answer;
    int32_t number;

    if (line == NULL || line_size < sizeof line->code) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    memset(line, 0, line_size);
    if (!smtpcodes__open_input(&input, bytes, length, options | SMTPCODES_PARSE_END)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    smtpcodes__line_begin(&found, 0);
    for (number = 1; number <= index && smtpcodes__line_next(&input, &found, number == 1); number++) {
        if (number == index) {
            answer.code = found.code;
            answer.enhanced = found.enhanced;
            answer.start = (int32_t)found.start;
            answer.length = (int32_t)(found.end - found.start);
            answer.text_offset = (int32_t)found.text;
            answer.text_length = (int32_t)(found.end - found.text);
            smtpcodes__give(line, line_size, &answer, sizeof answer);
            return 1;
        }
        if (!found.more) {
            break;
        }
        smtpcodes__line_begin(&found, found.next);
    }
    return SMTPCODES_ERROR_NOT_FOUND;
}

/* A text that is only measured where `to` is NULL. */
typedef struct reply_text {
    char *to;
    uint64_t length;
} reply_text;

static void put_bytes(reply_text *out, const void *from, size_t length)
{
    if (out->to != NULL) {
        memcpy(out->to + (size_t)out->length, from, length);
    }
    out->length += length;
}

static void put_escaped(reply_text *out, const uint8_t *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    char escape[4];

    for (; length > 0; length--, bytes++) {
        escape[0] = '\\';
        escape[1] = 'x';
        escape[2] = digits[*bytes >> 4];
        escape[3] = digits[*bytes & 15];
        put_bytes(out, escape, sizeof escape);
    }
}

static void put_printable(reply_text *out, const uint8_t *bytes, size_t place, size_t end)
{
    size_t plain;
    uint32_t point;
    int width;

    while (place < end) {
        plain = smtpcodes__plain(bytes, place, end);
        put_bytes(out, bytes + place, plain - place);
        place = plain;
        if (place == end) {
            return;
        }
        width = smtpcodes__character(bytes, place, end, &point);
        if (width > 0 && !smtpcodes__is_hazard(point)) {
            put_bytes(out, bytes + place, (size_t)width);
        } else {
            width = width > 0 ? width : 1;
            put_escaped(out, bytes + place, (size_t)width);
        }
        place += (size_t)width;
    }
}

static void put_line(const smtpcodes__input *input, const smtpcodes__line *line, reply_text *out)
{
    if (input->options & SMTPCODES_PARSE_PRINTABLE) {
        put_printable(out, input->bytes, line->text, line->end);
    } else {
        put_bytes(out, input->bytes + line->text, line->end - line->text);
    }
}

/* Put the text of one line, or of all where `wanted` is 0. 0: there is no such line. */
static int put_text(const smtpcodes__input *input, int32_t wanted, reply_text *out)
{
    smtpcodes__line line;
    int32_t number = 0;

    smtpcodes__line_begin(&line, 0);
    out->length = 0;
    while (smtpcodes__line_next(input, &line, number == 0)) {
        number++;
        if (wanted == 0 || wanted == number) {
            put_bytes(out, "\n", wanted == 0 && number > 1);
            put_line(input, &line, out);
        }
        if (!line.more || number == wanted) {
            break;
        }
        smtpcodes__line_begin(&line, line.next);
    }
    return number > 0 && number >= wanted && wanted >= 0;
}

SMTPCODES_API int32_t smtpcodes_reply_text(const char *bytes, size_t length, int32_t options, int32_t line,
                                           char *buffer, size_t size)
{
    smtpcodes__input input;
    reply_text out;

    if (buffer == NULL && size > 0) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (size > 0) {
        buffer[0] = '\0';
    }
    if (!smtpcodes__open_input(&input, bytes, length, options | SMTPCODES_PARSE_END)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    out.to = NULL;
    if (!put_text(&input, line, &out)) {
        return SMTPCODES_ERROR_NOT_FOUND;
    }
    if (out.length > INT32_MAX) {
        return SMTPCODES_ERROR_ARGUMENT; /* escapes can make four bytes of one */
    }
    if (out.length < size) {
        out.to = buffer;
        (void)put_text(&input, line, &out);
        buffer[out.length] = '\0';
    }
    return (int32_t)out.length;
}
