/* What stands in a text: an IP address, as four numbers with dots (also backwards, as a block list is asked) or in the forms of
 * RFC 4291, section 2.2; and a web page. */
#include "lines.h"
#include "verdict.h"

enum { GROUPS = 8 };

static int hex_value(uint8_t byte)
{
    uint8_t letter = byte | 0x20;

    return smtpcodes__is_digit(byte) ? byte - '0' : letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* Whether a byte may be of an address; what it is told by ("IP:192.0.2.1") is none of one of four numbers. */
static int is_of_address(uint8_t byte, int32_t bits)
{
    return byte == '.' || (bits == 32 ? smtpcodes__is_digit(byte) : byte == ':' || hex_value(byte) >= 0);
}

/* One number of an IPv4 address; -1: none. */
static int32_t read_octet(const uint8_t *bytes, size_t *place, size_t end)
{
    size_t first = *place;
    int32_t value = 0;

    while (*place < end && *place - first < 3 && smtpcodes__is_digit(bytes[*place])) {
        value = value * 10 + (bytes[(*place)++] - '0');
    }
    return *place == first || value > 255 ? -1 : value;
}

/* Whether four numbers stand at a place: as they are, or backwards and before the zone of a block list. */
static int is_four(const uint8_t *bytes, size_t place, size_t end, const uint8_t address[4])
{
    int forwards = 1, backwards = 1;
    uint32_t index;

    for (index = 0; index < 4; index++) {
        int32_t octet = read_octet(bytes, &place, end);

        forwards &= octet == address[index];
        backwards &= octet == address[3 - index];
        if (octet < 0 || !(forwards | backwards) || (index < 3 && (place >= end || bytes[place++] != '.'))) {
            return 0;
        }
    }
    if (place < end && smtpcodes__is_digit(bytes[place])) {
        return 0;
    }
    if (forwards && !(place + 1 < end && bytes[place] == '.' && smtpcodes__is_digit(bytes[place + 1]))) {
        return 1;
    }
    return backwards && place + 1 < end && bytes[place] == '.' && smtpcodes__is_letter(bytes[place + 1]);
}

/* Whether an IPv6 address stands between two places: groups, at most one of them left out by "::". */
static int is_sixteen(const uint8_t *bytes, size_t place, size_t end, const uint8_t address[16])
{
    uint16_t groups[GROUPS];
    uint32_t count = 0, gap = GROUPS + 1, index, group;

    while (place < end && count < GROUPS) {
        size_t first = place;
        uint32_t value = 0;

        if (place + 1 < end && bytes[place] == ':' && bytes[place + 1] == ':') {
            if (gap <= GROUPS) {
                return 0;
            }
            gap = count;
            place += 2;
            continue;
        }
        place += count > 0 && bytes[place] == ':';
        for (first = place; place < end && place - first < 4 && hex_value(bytes[place]) >= 0; place++) {
            value = value * 16 + (uint32_t)hex_value(bytes[place]);
        }
        if (place == first) {
            break;
        }
        groups[count++] = (uint16_t)value;
    }
    if (place < end || (gap > GROUPS ? count != GROUPS : count == GROUPS)) {
        return 0;
    }
    for (index = 0, group = 0; index < GROUPS; index++) {
        uint32_t value = address[2 * index] * 256u + address[2 * index + 1];
        int is_left_out = index >= gap && index < gap + (GROUPS - count);

        if (value != (is_left_out ? 0 : groups[group++])) {
            return 0;
        }
    }
    return 1;
}

/* Without what belongs to the sentence: "IPv6:2001:db8::1." */
static void trim(const uint8_t *bytes, size_t *place, size_t *end)
{
    if (*end - *place > 2 && bytes[*place] == '6' && bytes[*place + 1] == ':') {
        *place += 2;
    }
    while (*end - *place > 2 && (bytes[*end - 1] == '.' || (bytes[*end - 1] == ':' && bytes[*end - 2] != ':'))) {
        --*end;
    }
}

int smtpcodes__names_address(const smtpcodes__input *input, const uint8_t *address, int32_t bits)
{
    const uint8_t *bytes = input->bytes;
    size_t place, end, first, last;

    for (place = 0; place < input->length; place = end + 1) {
        for (end = place; end < input->length && is_of_address(bytes[end], bits); end++) {
        }
        first = place;
        last = end;
        trim(bytes, &first, &last);
        if (bits == 32 ? end - place >= 7 && is_four(bytes, place, input->length, address)
                       : last - first > 2 && is_sixteen(bytes, first, last, address)) {
            return 1;
        }
    }
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------- pages */

/* RFC 3986 and what servers send against it, up to what quotes a page. */
static int is_of_page(uint8_t byte)
{
    return byte > ' ' && byte < 0x7F && byte != '<' && byte != '>' && byte != '"' && byte != '\'' && byte != '|';
}

static int ends_a_sentence(uint8_t byte)
{
    return byte == '.' || byte == ',' || byte == ';' || byte == ':' || byte == ')' || byte == ']';
}

size_t smtpcodes__end_of_page(const uint8_t *bytes, size_t place, size_t end)
{
    static const char scheme[] = "http";
    size_t first, at = place, index;

    for (index = 0; index < 4; index++, at++) {
        if (at >= end || smtpcodes__small(bytes[at]) != (uint8_t)scheme[index]) {
            return place;
        }
    }
    at += at < end && smtpcodes__small(bytes[at]) == 's';
    if (end - at < 3 || bytes[at] != ':' || bytes[at + 1] != '/' || bytes[at + 2] != '/') {
        return place;
    }
    for (at += 3, first = at; at < end && is_of_page(bytes[at]); at++) {
    }
    while (at > first && ends_a_sentence(bytes[at - 1])) {
        at--;
    }
    return at > first ? at : place;
}
