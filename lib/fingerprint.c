/* Replies that say the same of different mails: what differs from one mail to the next is replaced by a name for it.
 *
 * Normalisation 1: the codes of the first line, then the words in small letters with single blanks. Addresses become
 * {address}, IP addresses {ip}, host names {host}, web pages {page}; what holds a digit or looks drawn by lot {number}, and
 * so do times. Neighbouring {number}s are one. A change of any of this is a new normalisation. */
#include "lines.h"
#include "verdict.h"

enum { NORMALIZATION = 1, LONGEST_ANGLE = 320, LONGEST_WORD = 10 };

/* Where the text goes. */
struct sink {
    char *buffer;
    size_t size, length;
    uint64_t hash;
    int has_blank;  /* one is due before the next byte */
    int has_number; /* {number} stands at the end */
};

static int is_hex(uint8_t byte)
{
    return smtpcodes__is_digit(byte) || (uint8_t)((byte | 0x20) - 'a') < 6;
}

static void print_byte(struct sink *to, uint8_t byte)
{
    if (to->length < to->size) {
        to->buffer[to->length] = (char)byte;
    }
    to->length++;
    to->hash = (to->hash ^ byte) * 0x100000001B3u; /* FNV-1a */
}

static void print_blank(struct sink *to)
{
    if (to->has_blank && to->length > 0) {
        print_byte(to, ' ');
    }
    to->has_blank = 0;
}

static void print_bytes(struct sink *to, const uint8_t *bytes, size_t length)
{
    print_blank(to);
    to->has_number = 0;
    for (; length > 0; length--, bytes++) {
        print_byte(to, smtpcodes__small(*bytes));
    }
}

static void print_name(struct sink *to, const char *name)
{
    print_blank(to);
    to->has_number = 0;
    for (; *name != '\0'; name++) {
        print_byte(to, (uint8_t)*name);
    }
}

static void print_number(struct sink *to)
{
    if (to->has_number) {
        to->has_blank = 0; /* "# # #" is one */
        return;
    }
    print_name(to, "{number}");
    to->has_number = 1;
}

/* ------------------------------------------------------------------------------------------------------------ tokens */

static int is_of_token(uint8_t byte)
{
    return smtpcodes__is_word(byte) || byte == '.' || byte == '_' || byte == '-' || byte == '@' || byte >= 0x80;
}

/* Where a token ends. A colon belongs to times and IPv6 addresses alone. */
static size_t end_of_token(const uint8_t *bytes, size_t place, size_t end)
{
    size_t first = place;
    int is_all_hex = 1;

    for (; place < end; place++) {
        uint8_t byte = bytes[place];

        if (byte == ':' && is_all_hex && place > first && place + 1 < end && (is_hex(bytes[place + 1]) || bytes[place + 1] == ':')) {
            continue;
        }
        if (!is_of_token(byte)) {
            break;
        }
        is_all_hex &= is_hex(byte);
    }
    while (place > first + 1 && (bytes[place - 1] == '.' || bytes[place - 1] == '-' || bytes[place - 1] == '_')) {
        place--;
    }
    return place;
}

static int holds(const uint8_t *bytes, size_t length, uint8_t wanted)
{
    while (length > 0 && *bytes != wanted) {
        length--;
        bytes++;
    }
    return length > 0;
}

static int holds_digit(const uint8_t *bytes, size_t length)
{
    for (; length > 0; length--, bytes++) {
        if (smtpcodes__is_digit(*bytes)) {
            return 1;
        }
    }
    return 0;
}

/* Four numbers with dots; or groups of an IPv6 address, eight or with a gap. */
static int is_ip(const uint8_t *bytes, size_t length)
{
    size_t index, dots = 0, colons = 0, letters = 0, gaps = 0;

    for (index = 0; index < length; index++) {
        if (!is_hex(bytes[index]) && bytes[index] != '.' && bytes[index] != ':') {
            return 0;
        }
        dots += bytes[index] == '.';
        colons += bytes[index] == ':';
        letters += smtpcodes__is_letter(bytes[index]) != 0;
        gaps += index > 0 && bytes[index] == ':' && bytes[index - 1] == ':';
    }
    return colons == 0 ? dots == 3 && letters == 0 : colons == 7 || (gaps == 1 && colons > 1);
}

/* Labels with dots, the last of two letters or more. */
static int is_host(const uint8_t *bytes, size_t length)
{
    size_t index, letters = 0, dots = 0;

    for (index = 0; index < length; index++) {
        uint8_t byte = bytes[index];

        if (byte == '.') {
            if (index == 0 || bytes[index - 1] == '.') {
                return 0;
            }
            dots++;
            letters = 0;
        } else if (smtpcodes__is_letter(byte)) {
            letters++;
        } else if (smtpcodes__is_digit(byte) || byte == '-' || byte == '_') {
            letters = 0;
        } else {
            return 0;
        }
    }
    return dots > 0 && letters >= 2;
}

/* Letters that change their case again and again. */
static int is_drawn_by_lot(const uint8_t *bytes, size_t length)
{
    size_t index, changes = 0;

    for (index = 1; index < length; index++) {
        changes += smtpcodes__is_letter(bytes[index]) && smtpcodes__is_letter(bytes[index - 1]) && ((bytes[index] ^ bytes[index - 1]) & 0x20) != 0;
    }
    return changes >= 4;
}

/* Whether a word stands in a list whose words end with "|". */
static int is_one_of(const uint8_t *bytes, size_t length, const char *words)
{
    size_t index;

    if (length > LONGEST_WORD) {
        return 0;
    }
    while (*words != '\0') {
        for (index = 0; index < length && smtpcodes__small(bytes[index]) == (uint8_t)words[index]; index++) {
        }
        if (index == length && words[index] == '|') {
            return 1;
        }
        while (*words++ != '|') {
        }
    }
    return 0;
}

/* A day, a month or a unit of time that belongs to the number before or behind it. */
static int is_of_time(const uint8_t *bytes, size_t place, size_t stop, size_t end, const struct sink *to)
{
    static const char names[] = "mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|";
    static const char units[] = "s|m|h|d|sec|secs|second|seconds|min|mins|minute|minutes|hr|hrs|hour|hours|day|days|am|pm|utc|gmt|";

    if (to->has_number && (is_one_of(bytes + place, stop - place, units) || is_one_of(bytes + place, stop - place, names))) {
        return 1;
    }
    if (!is_one_of(bytes + place, stop - place, names)) {
        return 0;
    }
    while (stop < end && (bytes[stop] == ' ' || bytes[stop] == ',')) {
        stop++;
    }
    return stop < end && smtpcodes__is_digit(bytes[stop]);
}

static void print_token(struct sink *to, const uint8_t *bytes, size_t place, size_t stop, size_t end)
{
    const uint8_t *token = bytes + place;
    size_t length = stop - place;

    if (holds(token, length, '@')) {
        print_name(to, "{address}");
    } else if (is_ip(token, length)) {
        print_name(to, "{ip}");
    } else if (is_host(token, length)) {
        print_name(to, "{host}");
    } else if (holds_digit(token, length) || is_drawn_by_lot(token, length) || is_of_time(bytes, place, stop, end, to)) {
        print_number(to);
    } else {
        print_bytes(to, token, length);
    }
}

/* The end of what stands in angle brackets, behind the closing one; the place: none does. */
static size_t end_of_angle(const uint8_t *bytes, size_t place, size_t end)
{
    size_t at;

    if (bytes[place] != '<') {
        return place;
    }
    for (at = place + 1; at < end && at - place < LONGEST_ANGLE && bytes[at] != '<' && bytes[at] > ' '; at++) {
        if (bytes[at] == '>') {
            return at + 1;
        }
    }
    return place;
}

/* ------------------------------------------------------------------------------------------------------------- lines */

static void print_line(struct sink *to, const uint8_t *bytes, size_t place, size_t end)
{
    size_t stop;

    while (place < end) {
        if (smtpcodes__is_space(bytes[place]) || (to->has_number && (bytes[place] == ',' || bytes[place] == ':' || bytes[place] == '/' ||
                                                          bytes[place] == '+'))) {
            to->has_blank |= smtpcodes__is_space(bytes[place]);
            place++;
        } else if ((stop = smtpcodes__end_of_page(bytes, place, end)) > place) {
            print_name(to, "{page}");
            place = stop;
        } else if ((stop = end_of_angle(bytes, place, end)) > place) {
            print_name(to, "{address}");
            place = stop;
        } else if (is_of_token(bytes[place])) {
            stop = end_of_token(bytes, place, end);
            print_token(to, bytes, place, stop, end);
            place = stop;
        } else {
            print_bytes(to, bytes + place, 1);
            place++;
        }
    }
    to->has_blank = 1;
}

static void print_code(struct sink *to, smtpcodes_code code)
{
    char text[16];
    int32_t length;

    if (code != 0) {
        length = smtpcodes_code_format(code, text, sizeof text);
        if (length > 0) {
            print_bytes(to, (const uint8_t *)text, (size_t)length);
            to->has_blank = 1;
        }
    }
}

static void print_reply(struct sink *to, const smtpcodes__input *input, int all)
{
    smtpcodes__line line;
    int is_first = 1;

    smtpcodes__line_begin(&line, 0);
    while (smtpcodes__line_next(input, &line, is_first)) {
        print_line(to, input->bytes, line.text, line.end);
        if (!line.more && !all) {
            break;
        }
        is_first = 0;
        smtpcodes__line_begin(&line, line.next);
    }
}

SMTPCODES_API int32_t smtpcodes_reply_fingerprint(const char *bytes, size_t length, smtpcodes_fingerprint *fingerprint,
                                                  size_t fingerprint_size, char *buffer, size_t size)
{
    smtpcodes__input input;
    smtpcodes__place place;
    smtpcodes_fingerprint whole;
    smtpcodes_reply reply;
    struct sink to;

    if (fingerprint != NULL && fingerprint_size > 0) {
        memset(fingerprint, 0, fingerprint_size);
    }
    if (size > 0 && buffer != NULL) {
        buffer[0] = '\0';
    }
    if ((buffer == NULL && size > 0) || (fingerprint == NULL) != (fingerprint_size < sizeof(int32_t)) ||
        !smtpcodes__open_input(&input, bytes, length, SMTPCODES_PARSE_END)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (!smtpcodes__find_reply(&input, &place)) {
        place.wrapped = 1;
    }
    smtpcodes__read_found(&input, &place, &reply);
    input.bytes += place.from;
    input.length = place.to - place.from;
    memset(&to, 0, sizeof to);
    to.buffer = buffer;
    to.size = size;
    to.hash = 0xCBF29CE484222325u;
    print_code(&to, reply.code);
    print_code(&to, reply.enhanced);
    print_reply(&to, &input, place.wrapped || place.loose != 0);
    if (size > 0) {
        buffer[to.length < size ? to.length : 0] = '\0';
    }
    if (to.length > INT32_MAX) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    whole.normalization = NORMALIZATION;
    whole.hash[0] = (int32_t)((to.hash >> 32) & 0x7FFFFFFF);
    whole.hash[1] = (int32_t)(to.hash & 0x7FFFFFFF);
    if (fingerprint != NULL) {
        smtpcodes__give(fingerprint, fingerprint_size, &whole, sizeof whole);
    }
    return (int32_t)to.length;
}
