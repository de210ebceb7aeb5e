/* The promises of reply.c that hold for any bytes. The first byte of an input chooses options, the second how the rest
   is cut; the rest is what a server says. */
#include "promise.h"
#include "smtpcodes.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct input {
    char *bytes; /* of its exact length, so that a sanitizer sees a byte too far */
    size_t length;
    int32_t options;
    uint32_t seed;
} input;

static uint32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static int32_t parse(const input *in, size_t length, int32_t options, smtpcodes_reply *reply)
{
    memset(reply, 0x5A, sizeof *reply);
    return smtpcodes_reply_parse(in->bytes, length, options, reply, sizeof *reply);
}

static int lies_inside(int32_t offset, int32_t length, size_t whole)
{
    return offset >= 0 && length >= 0 && (size_t)offset <= whole && (size_t)length <= whole - (size_t)offset;
}

static void offsets_stay_inside(const smtpcodes_reply *reply, int32_t result, size_t length)
{
    HOLDS(lies_inside(reply->start, 0, length));
    HOLDS(lies_inside(reply->text_offset, reply->text_length, length));
    HOLDS(result == SMTPCODES_ERROR_NOT_FOUND || (result >= 0 && (size_t)result <= length));
    HOLDS(reply->consumed == (result > 0 ? result : 0));
    HOLDS(reply->lines >= (result > 0));
    HOLDS(result <= 0 || reply->text_offset + reply->text_length <= result);
}

static void sizes_change_nothing(const input *in)
{
    int32_t room[sizeof(smtpcodes_reply) / 4 + 2];
    smtpcodes_reply whole;
    size_t size, common;
    int32_t result = parse(in, in->length, in->options, &whole);

    for (size = 4; size <= sizeof room; size += 4) {
        common = size < sizeof whole ? size : sizeof whole;
        memset(room, 0x5A, sizeof room);
        HOLDS(smtpcodes_reply_parse(in->bytes, in->length, in->options, (smtpcodes_reply *)(void *)room, size) ==
              result);
        HOLDS(memcmp(room, &whole, common) == 0);
        HOLDS(size <= sizeof whole || room[sizeof whole / 4] == 0);
    }
}

static void fragments_change_nothing(const input *in, uint32_t widest)
{
    uint32_t seed = in->seed;
    smtpcodes_reply held, fresh;
    size_t length = 0;
    int32_t result, options;

    memset(&held, 0, sizeof held);
    do {
        length += widest > 1 ? draw(&seed) % widest : 1;
        length = length > in->length ? in->length : length;
        options = length == in->length ? in->options : in->options & ~SMTPCODES_PARSE_END;
        result = smtpcodes_reply_parse(in->bytes, length, options | SMTPCODES_PARSE_RESUME, &held, sizeof held);
        HOLDS(result == parse(in, length, options, &fresh));
        HOLDS(memcmp(&held, &fresh, sizeof held) == 0);
        offsets_stay_inside(&held, result, length);
    } while (result == 0 && length < in->length);
    if (length < in->length || (options & SMTPCODES_PARSE_END) == 0) {
        HOLDS(result == parse(in, in->length, in->options & ~SMTPCODES_PARSE_END, &fresh));
        HOLDS(memcmp(&held, &fresh, sizeof held) == 0);
    }
}

static void garbage_changes_nothing(const input *in)
{
    uint32_t seed = in->seed;
    smtpcodes_reply garbage, whole;
    int32_t fields[sizeof garbage / 4], result = parse(in, in->length, in->options, &whole), again;
    size_t index, try;

    for (try = 0; try < 8; try++) {
        index = in->length - draw(&seed) % (uint32_t)(in->length + 1);
        (void)parse(in, index, in->options & ~SMTPCODES_PARSE_END, &garbage);
        memcpy(fields, &garbage, sizeof fields);
        for (index = 0; index < sizeof fields / sizeof *fields; index++) { /* all of it, or the place alone */
            if (try % 2 == 0 || index == 12 + try / 2 % 4) {
                fields[index] = (int32_t)(draw(&seed) % (uint32_t)(in->length + 2));
            }
        }
        memcpy(&garbage, fields, sizeof fields);
        again = smtpcodes_reply_parse(in->bytes, in->length, in->options | SMTPCODES_PARSE_RESUME, &garbage,
                                      sizeof garbage);
        HOLDS(again == result);
        HOLDS(memcmp(&garbage, &whole, sizeof whole) == 0);
    }
    /* What the fuzzer itself forges might fit; it must not lead outside the bytes. */
    memset(&garbage, 0, sizeof garbage);
    memcpy(&garbage, in->bytes, in->length < sizeof garbage ? in->length : sizeof garbage);
    again = smtpcodes_reply_parse(in->bytes, in->length, in->options | SMTPCODES_PARSE_RESUME, &garbage,
                                  sizeof garbage);
    offsets_stay_inside(&garbage, again, in->length);
}

static int32_t lines_agree(const input *in)
{
    smtpcodes_reply reply;
    smtpcodes_line line;
    int32_t index, joined = 0;

    if (parse(in, in->length, in->options | SMTPCODES_PARSE_END, &reply) < 0) {
        HOLDS(smtpcodes_reply_text(in->bytes, in->length, in->options, 0, NULL, 0) == SMTPCODES_ERROR_NOT_FOUND);
        return 0;
    }
    for (index = 1; index <= reply.lines; index++) {
        HOLDS(smtpcodes_reply_line(in->bytes, in->length, in->options, index, &line, sizeof line) == 1);
        HOLDS(lies_inside(line.start, line.length, in->length));
        HOLDS(lies_inside(line.text_offset - line.start, line.text_length, (size_t)line.length));
        HOLDS(smtpcodes_reply_text(in->bytes, in->length, in->options & ~SMTPCODES_PARSE_PRINTABLE, index, NULL, 0) ==
              line.text_length);
        joined += line.text_length + (index > 1);
        if (index == 1) {
            HOLDS(line.start == reply.start && line.text_offset == reply.text_offset && line.code == reply.first_code);
        }
        if (index == reply.lines) {
            HOLDS(line.text_offset + line.text_length == reply.text_offset + reply.text_length);
        }
    }
    HOLDS(smtpcodes_reply_line(in->bytes, in->length, in->options, index, &line, sizeof line) ==
          SMTPCODES_ERROR_NOT_FOUND);
    HOLDS(smtpcodes_reply_text(in->bytes, in->length, in->options & ~SMTPCODES_PARSE_PRINTABLE, 0, NULL, 0) == joined);
    return reply.lines;
}

/* The width of a character that may be shown (RFC 3629, section 4, as a table of ranges); 0: none. */
static size_t shown(const uint8_t *at, size_t left)
{
    if (at[0] >= 0x20 && at[0] < 0x7F) {
        return 1;
    }
    if (left >= 2 && at[0] >= 0xC2 && at[0] <= 0xDF && (at[1] & 0xC0) == 0x80) {
        return at[0] == 0xC2 && at[1] < 0xA0 ? 0 : 2; /* C1 controls */
    }
    if (left >= 3 && (at[0] & 0xF0) == 0xE0 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80) {
        return (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xED && at[1] > 0x9F) ? 0 : 3;
    }
    if (left >= 4 && at[0] >= 0xF0 && at[0] <= 0xF4 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80 &&
        (at[3] & 0xC0) == 0x80) {
        return (at[0] == 0xF0 && at[1] < 0x90) || (at[0] == 0xF4 && at[1] > 0x8F) ? 0 : 4;
    }
    return 0;
}

static void printable_can_be_shown(const input *in, int32_t lines)
{
    int32_t options = in->options | SMTPCODES_PARSE_PRINTABLE, breaks = 1;
    int32_t need = smtpcodes_reply_text(in->bytes, in->length, options, 0, NULL, 0);
    size_t place = 0, length = need < 0 ? 0 : (size_t)need, width;
    char *text = (char *)malloc(length + 1);

    HOLDS(text != NULL);
    HOLDS(smtpcodes_reply_text(in->bytes, in->length, options, 0, text, length + 1) == need);
    HOLDS(strlen(text) == length);
    while (place < length) {
        width = shown((const uint8_t *)text + place, length - place);
        HOLDS(width > 0 || text[place] == '\n');
        breaks += width == 0;
        place += width > 0 ? width : 1;
    }
    HOLDS(lines == 0 || breaks == lines);
    HOLDS(smtpcodes_reply_text(in->bytes, in->length, options, 0, text, length) == need);
    HOLDS(length == 0 || text[0] == '\0');
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input in;
    smtpcodes_reply reply;
    int32_t result, lines;

    if (size < 2) {
        return 0;
    }
    in.length = size - 2;
    in.bytes = (char *)malloc(in.length + (in.length == 0));
    HOLDS(in.bytes != NULL);
    memcpy(in.bytes, data + 2, in.length);
    in.options = data[0] & (SMTPCODES_PARSE_END | SMTPCODES_PARSE_WIRE);
    in.seed = data[1] * 2654435761u;

    result = parse(&in, in.length, in.options, &reply);
    offsets_stay_inside(&reply, result, in.length);
    sizes_change_nothing(&in);
    garbage_changes_nothing(&in);
    fragments_change_nothing(&in, 1);
    fragments_change_nothing(&in, 2 + data[1] % 64u);
    lines = lines_agree(&in);
    printable_can_be_shown(&in, lines);
    free(in.bytes);
    return 0;
}
