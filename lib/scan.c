/* Bytes to lines: the search for a line end, eight bytes at a time, and what is irregular on the way to it. */
#include "lines.h"

enum { GO_ON = -1, BYTES_RAN_OUT = 0, LINE_ENDS = 1 };

/* -------------------------------------------------------------------------------------------- eight bytes at a time */

/* The fewer than eight bytes before the end, with zeros behind them; nothing outside the bytes is read. */
static uint64_t load_tail(const uint8_t *bytes, size_t place, size_t end)
{
    uint64_t word = 0;

    if (end >= 8 && place < end) {
        return smtpcodes__load(bytes + end - 8) >> (64 - 8 * (end - place));
    }
    while (end > place) {
        end--;
        word = word << 8 | bytes[end];
    }
    return word;
}

size_t smtpcodes__plain_tail(const uint8_t *bytes, size_t place, size_t end)
{
    uint64_t marks;

    if (place + 8 <= end) {
        marks = smtpcodes__mark_odd(smtpcodes__load(bytes + place));
        if (marks != 0) {
            return place + smtpcodes__first_mark(marks);
        }
        place += 8;
    }
    return place + smtpcodes__first_mark(smtpcodes__mark_odd(load_tail(bytes, place, end))); /* zeros are marked */
}

/* Marks where a digit, a dot, any byte and a dot stand; above such a place perhaps others. */
static inline uint64_t mark_heads(const uint8_t *at, uint8_t digit)
{
    uint64_t word = (smtpcodes__load(at) ^ SMTPCODES__EACH(digit)) | (smtpcodes__load(at + 1) ^ SMTPCODES__EACH('.')) |
                    (smtpcodes__load(at + 3) ^ SMTPCODES__EACH('.'));

    return (word - SMTPCODES__EACH(0x01)) & ~word & SMTPCODES__EACH(0x80);
}

size_t smtpcodes__find_class(const uint8_t *bytes, size_t place, size_t end, uint8_t digit)
{
    enum { REACH = 11 }; /* bytes that are looked at for eight marks */
    uint64_t marks;

    for (; place + REACH <= end; place += 8) {
        marks = mark_heads(bytes + place, digit);
        if (marks != 0) {
            return place + smtpcodes__first_mark(marks);
        }
    }
    if (place + 4 > end) {
        return end;
    }
    if (end < REACH) {
        while (place + 4 <= end &&
               (bytes[place] != digit || bytes[place + 1] != '.' || bytes[place + 3] != '.')) {
            place++;
        }
        return place + 4 <= end ? place : end;
    }
    marks = mark_heads(bytes + end - REACH, digit) & ~(uint64_t)0 << (8 * (place + REACH - end));
    return marks != 0 ? end - REACH + smtpcodes__first_mark(marks) : end; /* the marks of before are taken off */
}

/* ----------------------------------------------------------------------------------------------------- UTF-8 */

/* RFC 3629, section 4: neither longer than needed, nor a surrogate, nor above U+10FFFF. */
int smtpcodes__character(const uint8_t *bytes, size_t place, size_t end, uint32_t *point)
{
    uint32_t first = bytes[place], value;
    int width, index;

    *point = first;
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
        return -1;
    }
    width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    value = first & (0x7Fu >> width);
    for (index = 1; index < width; index++) {
        if (++place == end) {
            return 0;
        }
        if ((bytes[place] & 0xC0) != 0x80) {
            return -1;
        }
        value = value << 6 | (bytes[place] & 0x3Fu);
    }
    if ((width == 3 && value < 0x800) || (width == 4 && (value < 0x10000 || value > 0x10FFFF)) ||
        (value >= 0xD800 && value < 0xE000)) {
        return -1;
    }
    *point = value;
    return width;
}

/* ------------------------------------------------------------------------------------------------------- line ends */

static int line_ends(smtpcodes__line *line, size_t end, size_t next)
{
    line->end = end;
    line->next = next;
    if (next - line->start > SMTPCODES__LONGEST_LINE) {
        line->flags |= SMTPCODES_REPLY_TOO_LONG;
    }
    return LINE_ENDS;
}

static int bytes_end(const smtpcodes__input *input, smtpcodes__line *line)
{
    if (!(input->options & SMTPCODES_PARSE_END) || line->start == input->length) {
        return BYTES_RAN_OUT;
    }
    line->flags |= SMTPCODES_REPLY_NO_LINE_END;
    return line_ends(line, input->length, input->length);
}

/* Whether a CR ends its line, seen from what stands behind it: LF, a line of a reply, or nothing more. */
static int ends_before(const smtpcodes__input *input, size_t place)
{
    int at_end = input->options & SMTPCODES_PARSE_END ? LINE_ENDS : BYTES_RAN_OUT;
    size_t count;
    uint8_t byte;

    if (place == input->length) {
        return at_end;
    }
    if (input->bytes[place] == '\n') {
        return LINE_ENDS;
    }
    for (count = 0; count < 3; count++, place++) {
        if (place == input->length) {
            return at_end == LINE_ENDS ? GO_ON : BYTES_RAN_OUT;
        }
        if (!smtpcodes__is_digit(input->bytes[place]) || (count == 0 && input->bytes[place] == '0')) {
            return GO_ON;
        }
    }
    if (place == input->length) {
        return at_end;
    }
    byte = input->bytes[place];
    return byte == ' ' || byte == '\t' || byte == '-' || byte == '\r' || byte == '\n' ? LINE_ENDS : GO_ON;
}

/* A run of CRs is one line end, or else text. scanned stays at its last, so that a long one is not read twice. */
static int run_of_returns(const smtpcodes__input *input, smtpcodes__line *line)
{
    const uint8_t *bytes = input->bytes;
    size_t first = line->scanned, last = line->scanned;
    int answer;

    while (last + 1 < input->length && bytes[last + 1] == '\r') {
        last++;
    }
    line->scanned = last;
    answer = ends_before(input, last + 1);
    if (answer == BYTES_RAN_OUT) {
        return BYTES_RAN_OUT;
    }
    line->flags |= SMTPCODES_REPLY_BARE_CR;
    if (answer == GO_ON) {
        line->scanned++;
        return GO_ON;
    }
    while (first > line->start && bytes[first - 1] == '\r') {
        first--;
    }
    last++;
    return line_ends(line, first, last < input->length && bytes[last] == '\n' ? last + 1 : last);
}

static int carriage_return(const smtpcodes__input *input, smtpcodes__line *line)
{
    size_t place = line->scanned;
    int wire = input->options & SMTPCODES_PARSE_WIRE;

    if (input->length - place > 1 && input->bytes[place + 1] == '\n' &&
        (wire || place == line->start || input->bytes[place - 1] != '\r')) {
        return line_ends(line, place, place + 2);
    }
    if (!wire) {
        return run_of_returns(input, line);
    }
    if (input->length - place == 1 && !(input->options & SMTPCODES_PARSE_END)) {
        return BYTES_RAN_OUT;
    }
    line->flags |= SMTPCODES_REPLY_BARE_CR;
    line->scanned++;
    return GO_ON;
}

/* Behind the characters of two or three bytes at a place, as letters beyond ASCII are; the first that may be something else,
   as those before U+00C0 and what begins with 0xE0 or 0xED, takes a closer look. */
static size_t skip_letters(const uint8_t *bytes, size_t place, size_t end)
{
    size_t width;

    for (; end - place >= 3 && bytes[place] >= 0xC3; place += width) {
        width = bytes[place] < 0xE0 ? 2 : 3;
        if (bytes[place] == 0xE0 || bytes[place] == 0xED || bytes[place] > 0xEF || (bytes[place + 1] & 0xC0) != 0x80 ||
            (width == 3 && (bytes[place + 2] & 0xC0) != 0x80)) {
            break;
        }
    }
    return place;
}

static int beyond_ascii(const smtpcodes__input *input, smtpcodes__line *line)
{
    uint32_t point;
    size_t behind = skip_letters(input->bytes, line->scanned, input->length);
    int width;

    if (behind > line->scanned) {
        line->flags |= SMTPCODES_REPLY_NON_ASCII;
        line->scanned = behind;
        return GO_ON;
    }
    width = smtpcodes__character(input->bytes, line->scanned, input->length, &point);

    if (width == 0 && !(input->options & SMTPCODES_PARSE_END)) {
        return BYTES_RAN_OUT;
    }
    if (width <= 0) {
        line->flags |= SMTPCODES_REPLY_NOT_UTF8;
        line->scanned++;
        return GO_ON;
    }
    line->flags |= SMTPCODES_REPLY_NON_ASCII;
    if (point < 0xA0) { /* C1: a terminal takes U+009B for ESC [ */
        line->flags |= SMTPCODES_REPLY_CONTROL;
    }
    line->scanned += (size_t)width;
    return GO_ON;
}

static int odd_byte(const smtpcodes__input *input, smtpcodes__line *line)
{
    uint8_t byte = input->bytes[line->scanned];

    if (byte == '\r') {
        return carriage_return(input, line);
    }
    if (byte == '\n') {
        line->flags |= SMTPCODES_REPLY_BARE_LF;
        return line_ends(line, line->scanned, line->scanned + 1);
    }
    if (byte >= 0x80) {
        return beyond_ascii(input, line);
    }
    if (byte != '\t') { /* a tab is text (RFC 5321, section 4.2) */
        line->flags |= byte == 0 ? SMTPCODES_REPLY_NUL : SMTPCODES_REPLY_CONTROL;
    }
    line->scanned++;
    return GO_ON;
}

int smtpcodes__line_end(const smtpcodes__input *input, smtpcodes__line *line)
{
    int answer;

    do {
        line->scanned = smtpcodes__plain(input->bytes, line->scanned, input->length);
        answer = line->scanned == input->length ? bytes_end(input, line) : odd_byte(input, line);
    } while (answer == GO_ON);
    return answer;
}
