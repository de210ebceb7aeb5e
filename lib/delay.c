/* How long a server asks to wait, as its words tell. */
#include "matcher.h"

static int32_t half_at(const uint8_t *bytes, size_t *place, size_t end)
{
    size_t first = *place;
    int32_t value = 0;

    while (*place < end && *place - first < 7 && smtpcodes__is_digit(bytes[*place])) {
        value = value * 10 + (bytes[(*place)++] - '0');
    }
    return *place == first ? -1 : value;
}

/* Whether letters stand at a place, in either case. */
static int letters_at(const uint8_t *bytes, size_t place, size_t end, const char *letters, size_t count)
{
    size_t index;

    for (index = 0; index < count; index++) {
        if (place + index >= end || (bytes[place + index] | 0x20) != (uint8_t)letters[index]) {
            return 0;
        }
    }
    return 1;
}

/* A unit of time at a place, in seconds; 0: none. */
static int32_t unit_at(const uint8_t *bytes, size_t place, size_t end)
{
    static const struct {
        char letters[5];
        int32_t length, seconds;
    } units[] = {{"sec", 3, 1}, {"min", 3, 60}, {"hour", 4, 3600}, {"hr", 2, 3600}, {"day", 3, 86400}};
    size_t index;
    uint8_t letter;

    for (index = 0; index < sizeof units / sizeof *units; index++) {
        if (letters_at(bytes, place, end, units[index].letters, (size_t)units[index].length)) {
            return units[index].seconds;
        }
    }
    if (place >= end || (place + 1 < end && smtpcodes__is_word(bytes[place + 1]))) {
        return 0;
    }
    letter = bytes[place] | 0x20;
    return letter == 's' ? 1 : letter == 'm' ? 60 : letter == 'h' ? 3600 : 0;
}

int32_t smtpcodes__read_time(const uint8_t *bytes, size_t place, size_t end)
{
    enum { LONGEST = 7 * 86400 };
    int32_t value, more, unit;

    while (place < end && (bytes[place] == ' ' || bytes[place] == '~' || bytes[place] == '(' || bytes[place] == '<')) {
        place++;
    }
    value = half_at(bytes, &place, end);
    if (value < 0) { /* "an hour", "a minute" */
        if (place < end && (bytes[place] | 0x20) == 'a') {
            place += place + 1 < end && (bytes[place + 1] | 0x20) == 'n' ? 2 : 1;
            return place < end && bytes[place] == ' ' ? unit_at(bytes, place + 1, end) : 0;
        }
        return 0;
    }
    if (place < end && bytes[place] == ':') { /* 05:00, 00:05:00 */
        for (unit = 0; unit < 2 && place < end && bytes[place] == ':'; unit++) {
            place++;
            more = half_at(bytes, &place, end);
            if (more < 0 || more > 59 || value > LONGEST) {
                return 0;
            }
            value = value * 60 + more;
        }
        return value <= LONGEST ? value : 0;
    }
    while (place < end && (bytes[place] == ' ' || bytes[place] == '-' || bytes[place] == '>')) {
        place++;
    }
    unit = unit_at(bytes, place, end);
    return unit > 0 && value <= LONGEST / unit ? value * unit : 0;
}
