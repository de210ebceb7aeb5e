/* A bounded buffer: whole texts or nothing, with the escapes of each format, and sentences with their placeholders. */
#include "lines.h"
#include "writer.h"

int smtpcodes__open(smtpcodes__writer *writer, int32_t format, int32_t language, char *buffer, size_t size)
{
    int known = format > SMTPCODES_FORMAT_NONE && format <= SMTPCODES_FORMAT_HTML_PAGE;

    memset(writer, 0, sizeof *writer);
    writer->is_page = format == SMTPCODES_FORMAT_HTML_PAGE;
    writer->format = writer->is_page ? SMTPCODES_FORMAT_HTML : known ? format : (int32_t)SMTPCODES_FORMAT_TEXT;
    writer->language = *smtpcodes_language_tag(language) != '\0' ? language : (int32_t)SMTPCODES_LANGUAGE_ENGLISH;
    writer->buffer = buffer;
    writer->size = size;
    return buffer != NULL || size == 0;
}

int32_t smtpcodes__close(smtpcodes__writer *writer)
{
    writer->length -= writer->is_bare && writer->last == '\n';
    if (writer->size > 0) {
        writer->buffer[writer->length < writer->size ? (size_t)writer->length : 0] = '\0';
    }
    return writer->length > INT32_MAX ? (int32_t)SMTPCODES_ERROR_ARGUMENT : (int32_t)writer->length;
}

/* --------------------------------------------------------------------------------------------------------- bytes */

/* A piece may fill the room to its end, without a NUL: a line end that smtpcodes__close takes off again may be its last byte. */
void smtpcodes__bytes(smtpcodes__writer *writer, const char *bytes, size_t length)
{
    if (writer->length < writer->size && length <= writer->size - (size_t)writer->length) {
        memcpy(writer->buffer + (size_t)writer->length, bytes, length);
    }
    writer->length += length;
    writer->last = length > 0 ? bytes[length - 1] : writer->last;
}

/* The bound, which nothing reaches, keeps compilers from making a call of strlen out of the loop. */
static size_t length_of(const char *text)
{
    size_t length = 0;

    while (length < INT32_MAX && text[length] != '\0') {
        length++;
    }
    return length;
}

void smtpcodes__raw(smtpcodes__writer *writer, const char *text)
{
    smtpcodes__bytes(writer, text, length_of(text));
}

/* What a byte of a text becomes in the format; NULL: itself. */
static const char *escape_of(int32_t format, char byte)
{
    static const char marks[] = "\\`*_{}[]<>#&|~!", escapes[] = "\\\\\\`\\*\\_\\{\\}\\[\\]\\<\\>\\#\\&\\|\\~\\!";

    switch (format) {
    case SMTPCODES_FORMAT_HTML:
        return byte == '&' ? "&amp;" : byte == '<' ? "&lt;" : byte == '>' ? "&gt;" : byte == '"' ? "&quot;" : NULL;
    case SMTPCODES_FORMAT_JSON:
        return byte == '"' ? "\\\"" : byte == '\\' ? "\\\\" : byte == '\n' ? "\\n" : NULL;
    case SMTPCODES_FORMAT_MARKDOWN: {
        size_t mark = 0;

        while (marks[mark] != '\0' && marks[mark] != byte) {
            mark++;
        }
        return marks[mark] != '\0' ? escapes + 2 * mark : NULL;
    }
    default:
        return NULL;
    }
}

static void put_escaped_text(smtpcodes__writer *writer, const char *text, size_t length)
{
    size_t start = 0, place;

    for (place = 0; place < length; place++) {
        const char *escape = escape_of(writer->format, text[place]);

        if (escape != NULL) {
            smtpcodes__bytes(writer, text + start, place - start);
            smtpcodes__bytes(writer, escape, writer->format == SMTPCODES_FORMAT_HTML ? length_of(escape) : 2);
            start = place + 1;
        }
    }
    smtpcodes__bytes(writer, text + start, length - start);
}

void smtpcodes__text(smtpcodes__writer *writer, const char *text)
{
    put_escaped_text(writer, text, length_of(text));
}

/* A byte that is not UTF-8, or of a character that must not be shown: a backslash, x and two digits. */
static void put_hidden(smtpcodes__writer *writer, const char *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";

    for (; length > 0; length--, bytes++) {
        char escape[5];

        memcpy(escape, "\\\\x", 3);
        escape[3] = digits[(uint8_t)*bytes >> 4];
        escape[4] = digits[(uint8_t)*bytes & 15];
        /* in JSON the backslash itself is escaped */
        smtpcodes__bytes(writer, escape + (writer->format != SMTPCODES_FORMAT_JSON),
                         sizeof escape - (writer->format != SMTPCODES_FORMAT_JSON));
    }
}

/* JSON can say what must not be shown: \u and four digits. All such characters have no more. */
static void put_point(smtpcodes__writer *writer, uint32_t point)
{
    static const char digits[] = "0123456789abcdef";
    char escape[6] = {'\\', 'u', '0', '0', '0', '0'};

    escape[2] = digits[point >> 12 & 15];
    escape[3] = digits[point >> 8 & 15];
    escape[4] = digits[point >> 4 & 15];
    escape[5] = digits[point & 15];
    smtpcodes__bytes(writer, escape, sizeof escape);
}

void smtpcodes__wire(smtpcodes__writer *writer, const char *bytes, size_t length)
{
    const uint8_t *from = (const uint8_t *)bytes;
    size_t place = 0;

    while (place < length) {
        size_t plain = smtpcodes__plain(from, place, length);
        uint32_t point = 0;
        int width;

        put_escaped_text(writer, bytes + place, plain - place);
        place = plain;
        if (place == length) {
            return;
        }
        width = smtpcodes__character(from, place, length, &point);
        if (width > 0 && !smtpcodes__is_hazard(point)) {
            smtpcodes__bytes(writer, bytes + place, (size_t)width);
        } else if (width > 0 && writer->format == SMTPCODES_FORMAT_JSON) {
            put_point(writer, point);
        } else {
            width = width > 0 ? width : 1;
            put_hidden(writer, bytes + place, (size_t)width);
        }
        place += (size_t)width;
    }
}

void smtpcodes__number(smtpcodes__writer *writer, int32_t number)
{
    char digits[12];
    size_t at = sizeof digits;
    uint32_t left = number < 0 ? 0u - (uint32_t)number : (uint32_t)number;

    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    smtpcodes__bytes(writer, digits + at, sizeof digits - at);
}

void smtpcodes__code(smtpcodes__writer *writer, smtpcodes_code code)
{
    char text[12];
    int32_t length = smtpcodes_code_format(code, text, sizeof text);

    smtpcodes__bytes(writer, text, length > 0 ? (size_t)length : 0);
}

/* ----------------------------------------------------------------------------------------------------- sentences */

static void put_stage(smtpcodes__writer *writer, int32_t stage)
{
    smtpcodes__text(writer, smtpcodes__say(smtpcodes__stage_phrases[stage], writer->language, NULL));
}

/* "A, B and C": the last joint is another than those before. The joints are what stands between the placeholders. */
static void put_stage_list(smtpcodes__writer *writer, uint32_t stages)
{
    int32_t stage, first = 1;

    for (stage = 1; stage < SMTPCODES__STAGES; stage++) {
        if (!(stages >> stage & 1)) {
            continue;
        }
        stages &= ~(UINT32_C(1) << stage);
        if (!first) {
            const char *joint = smtpcodes__say(stages != 0 ? SMTPCODES__SAY_LIST_MORE : SMTPCODES__SAY_LIST_LAST,
                                               writer->language, NULL);
            size_t start = 0, end;

            while (joint[start] != '}') {
                start++;
            }
            for (end = start; joint[end] != '{'; end++) {
            }
            put_escaped_text(writer, joint + start + 1, end - start - 1);
        }
        put_stage(writer, stage);
        first = 0;
    }
}

static void put_value(smtpcodes__writer *writer, const smtpcodes__value *value)
{
    if (value->text != NULL) {
        smtpcodes__text(writer, value->text);
    } else if (value->code != 0) {
        smtpcodes__code(writer, value->code);
    } else if (value->stages != 0) {
        put_stage_list(writer, value->stages);
    } else if (value->sentence != 0) {
        smtpcodes__sentence(writer, value->sentence, value->inner, value->inners);
    } else {
        smtpcodes__number(writer, value->number);
    }
}

static int is_placeholder(const char *name, const char *placeholder, size_t length)
{
    size_t place = 0;

    while (place < length && name[place] == placeholder[place] && name[place] != '\0') {
        place++;
    }
    return place == length && name[place] == '\0';
}

void smtpcodes__sentence(smtpcodes__writer *writer, uint32_t sentence, const smtpcodes__value *values, size_t count)
{
    const char *text = smtpcodes__say(sentence, writer->language, NULL);

    while (*text != '\0') {
        size_t plain = 0, length = 0, index;

        while (text[plain] != '\0' && text[plain] != '{') {
            plain++;
        }
        put_escaped_text(writer, text, plain);
        text += plain;
        if (*text == '\0') {
            return;
        }
        text++;
        while (text[length] != '\0' && text[length] != '}') {
            length++;
        }
        for (index = 0; index < count; index++) {
            if (is_placeholder(values[index].name, text, length)) {
                put_value(writer, &values[index]);
            }
        }
        text += length + (text[length] == '}');
    }
}
