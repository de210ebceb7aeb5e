/* One line of a reply, as scan.c and lines.c read it for reply.c and reply_text.c. */
#ifndef SMTPCODES_LINES_H
#define SMTPCODES_LINES_H

#include "internal.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SMTPCODES__LONGEST_LINE = 512 }; /* octets with CRLF (RFC 5321, section 4.5.3.1.5) */

typedef struct smtpcodes__input {
    const uint8_t *bytes; /* never NULL */
    size_t length;        /* INT32_MAX at most */
    int32_t options;      /* SMTPCODES_PARSE_END and _WIRE count here */
} smtpcodes__input;

typedef struct smtpcodes__line {
    size_t start;   /* its first byte */
    size_t scanned; /* its bytes before this one hold no line end and need not be read again */
    size_t text;    /* its text, behind its codes */
    size_t end;     /* behind its last byte, before its line end */
    size_t next;    /* behind its line end */
    int32_t code;
    int32_t enhanced; /* at its head */
    int32_t flags;    /* SMTPCODES_REPLY_*, of this line alone */
    int32_t more;     /* it promises another */
} smtpcodes__line;

/* ------------------------------------------------------------------------------------------------------- scan.c */

/* Find the end of the line, from line->scanned on, and flag what is odd before it. 0: the bytes end before it does
   (scanned and flags are set). */
int smtpcodes__line_end(const smtpcodes__input *input, smtpcodes__line *line);

/* smtpcodes__plain for the fewer than sixteen bytes before the end. */
size_t smtpcodes__plain_tail(const uint8_t *bytes, size_t place, size_t end);

/* A place where a digit, a full stop, one byte and a full stop follow each other, as in 5.7.26; `end`: none. */
size_t smtpcodes__find_class(const uint8_t *bytes, size_t place, size_t end, uint8_t digit);

/* The width of the UTF-8 character at a place; 0: the end cuts it off; -1: it is none. */
int smtpcodes__character(const uint8_t *bytes, size_t place, size_t end, uint32_t *point);

/* ------------------------------------------------------------------------------------------------------ lines.c */

/* Read the line that begins at line->start, on from line->scanned. 0: the bytes end before it does (start, scanned and
   flags are set). `first`: no line of this reply came before. */
int smtpcodes__line_next(const smtpcodes__input *input, smtpcodes__line *line, int first);

/* Read code, separator and enhanced code of the line between start and end. */
void smtpcodes__line_head(const smtpcodes__input *input, smtpcodes__line *line, int first);

/* The first enhanced code that stands alone in a text and has the class of a code; any class where the code is 0. */
smtpcodes_code smtpcodes__enhanced_in_text(const uint8_t *bytes, size_t from, size_t to, smtpcodes_code code);

/* ------------------------------------------------------------------------------- what is done for each byte or line */

static inline int smtpcodes__is_digit(uint8_t byte)
{
    return (uint8_t)(byte - '0') < 10;
}

/* Eight bytes, the first of them lowest on every machine. Compilers make one load of it, and drop the branch. */
static inline uint64_t smtpcodes__load(const uint8_t *at)
{
    const uint16_t order = 1;
    uint8_t lowest_first;
    uint64_t word;

    memcpy(&lowest_first, &order, 1);
    if (lowest_first) {
        memcpy(&word, at, sizeof word);
        return word;
    }
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

#define SMTPCODES__EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Marks, as top bits of bytes, those that are not from 0x20 to 0x7E. Carries run upwards from such a byte only, so the
   lowest mark is true. */
static inline uint64_t smtpcodes__mark_odd(uint64_t word)
{
    return ((word + SMTPCODES__EACH(0x01)) | word | (word - SMTPCODES__EACH(0x20))) & SMTPCODES__EACH(0x80);
}

/* Which byte the lowest mark is in. */
static inline size_t smtpcodes__first_mark(uint64_t marks)
{
    return (size_t)((((marks & (0 - marks)) >> 7) * UINT64_C(0x0001020304050607)) >> 56);
}

/* The first byte from a place on that is not printable ASCII; `end` where there is none. */
static inline size_t smtpcodes__plain(const uint8_t *bytes, size_t place, size_t end)
{
    uint64_t low, high, none;

    for (; place + 16 <= end; place += 16) {
        low = smtpcodes__mark_odd(smtpcodes__load(bytes + place));
        high = smtpcodes__mark_odd(smtpcodes__load(bytes + place + 8));
        if ((low | high) != 0) { /* in which of them is anybody's guess: no branch */
            none = (uint64_t)0 - (low == 0);
            return place + (size_t)(none & 8) + smtpcodes__first_mark(low | (high & none));
        }
    }
    return smtpcodes__plain_tail(bytes, place, end);
}

/* 0: bytes that no function takes. */
static inline int smtpcodes__open_input(smtpcodes__input *input, const char *bytes, size_t length, int32_t options)
{
    input->bytes = (const uint8_t *)(bytes != NULL ? bytes : "");
    input->length = length;
    input->options = options;
    return (bytes != NULL || length == 0) && length <= INT32_MAX;
}

/* Go to the line that begins at a place. */
static inline void smtpcodes__line_begin(smtpcodes__line *line, size_t place)
{
    line->start = place;
    line->scanned = place;
    line->flags = 0;
}

static inline int32_t smtpcodes__part(uint64_t word, size_t index)
{
    return (int32_t)(word >> (8 * index) & 0xFF);
}

/* Marks the bytes of four that are not 0 to 9, as digits are when '0' has been taken out of them by XOR. */
static inline uint64_t smtpcodes__mark_no_digits(uint64_t word)
{
    return ((word + 0x76767676) | word) & 0x80808080;
}

/* "5.1.1 " to "5.7.509 ", with the blank, of the class that the code's first digit is; 0: something else. */
static inline int smtpcodes__usual_enhanced(const uint8_t *at, int32_t digit, smtpcodes__line *line)
{
    uint64_t word = smtpcodes__load(at), detail = word >> 32 ^ 0x30303030;
    uint32_t subject = (uint32_t)word ^ (0x2E302E30u + (uint32_t)digit);
    size_t count = smtpcodes__first_mark(smtpcodes__mark_no_digits(detail));

    if ((subject & 0xFFFF) != 0 || subject > 0x90000 || count == 0 || smtpcodes__part(detail, count) != (' ' ^ '0') ||
        (count > 1 && smtpcodes__part(detail, 0) == 0) || at[5 + count] == ' ') {
        return 0;
    }
    detail <<= 24 - 8 * count; /* the last digit to where that of 509 is */
    line->enhanced = digit * 1000000 + (int32_t)(subject >> 16) * 1000 + smtpcodes__part(detail, 0) * 100 +
                     smtpcodes__part(detail, 1) * 10 + smtpcodes__part(detail, 2);
    line->text += 5 + count;
    return 1;
}

/* The codes of a usual line, whose end is known; 0: not as usual. */
static inline int smtpcodes__usual_head(const uint8_t *at, smtpcodes__line *line)
{
    uint64_t word = smtpcodes__load(at) ^ 0x20303030;
    int32_t digit = smtpcodes__part(word, 0), second = smtpcodes__part(word, 1), separator = smtpcodes__part(word, 3);

    if ((smtpcodes__mark_no_digits(word) & 0x808080) != 0 || digit < 2 || digit > 5 || digit == 3 || second > 5 ||
        (separator != 0 && separator != ('-' ^ ' '))) {
        return 0;
    }
    line->code = digit * 100 + second * 10 + smtpcodes__part(word, 2);
    line->more = separator != 0;
    line->enhanced = 0;
    line->text = line->start + 4;
    return (at[4] > '9' && at[4] != '[') || smtpcodes__usual_enhanced(at + 4, digit, line);
}

/* Nearly all lines are printable ASCII, end in CRLF, and begin with a code within the grammar, a blank or hyphen, and a
   letter, "<" or "5.1.1 ". A few words tell, and save most instructions; whatever else there is goes the long way. */
static inline int smtpcodes__usual_line(const smtpcodes__input *input, smtpcodes__line *line)
{
    enum { HEAD = 13 }; /* as many bytes as are looked at */
    const uint8_t *bytes = input->bytes;
    size_t start = line->start, place;

    if (line->scanned != start || start + HEAD > input->length || !smtpcodes__is_digit(bytes[start])) {
        return 0;
    }
    place = smtpcodes__plain(bytes, start, input->length);
    line->scanned = place;
    if (place + 2 > input->length || bytes[place] != '\r' || bytes[place + 1] != '\n' ||
        place + 2 - start > SMTPCODES__LONGEST_LINE || !smtpcodes__usual_head(bytes + start, line)) {
        return 0;
    }
    line->end = place;
    line->next = place + 2;
    return 1;
}

#ifdef __cplusplus
}
#endif
#endif
