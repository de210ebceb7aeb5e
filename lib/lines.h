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

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

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

static inline int smtpcodes__is_letter(uint8_t byte)
{
    return (uint8_t)((byte | 0x20) - 'a') < 26;
}

/* A letter or a digit of ASCII: what a word edge of a phrase is beside. */
static inline int smtpcodes__is_word(uint8_t byte)
{
    return smtpcodes__is_digit(byte) || smtpcodes__is_letter(byte);
}

/* The white space of ASCII, line ends included. */
static inline int smtpcodes__is_space(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline uint8_t smtpcodes__small(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 32) : byte;
}

/* Controls, and what turns the direction of writing or breaks a line unseen (Unicode: Bidi_Control, Zl, Zp, BOM). */
static inline int smtpcodes__is_hazard(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x61C || point == 0x200E || point == 0x200F ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

/* Compilers know the answer. */
static inline int smtpcodes__lowest_first(void)
{
    const uint16_t order = 1;
    uint8_t first;

    memcpy(&first, &order, 1);
    return first;
}

/* Eight bytes, the first of them lowest on every machine. Compilers make one load of it, and drop the branch. */
static inline uint64_t smtpcodes__load(const uint8_t *at)
{
    uint64_t word;

    if (smtpcodes__lowest_first()) {
        memcpy(&word, at, sizeof word);
        return word;
    }
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

/* The way back. */
static inline void smtpcodes__store(uint8_t *at, uint64_t word)
{
    size_t index;

    if (smtpcodes__lowest_first()) {
        memcpy(at, &word, sizeof word);
        return;
    }
    for (index = 0; index < 8; index++) {
        at[index] = (uint8_t)(word >> (8 * index));
    }
}

#define SMTPCODES__EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The top bits of bytes that are not from 0x20 to 0x7E are set. Carries run upwards from such a byte only, so the
   lowest of these bits is true; the other seven bits say nothing. */
static inline uint64_t smtpcodes__odd_bits(uint64_t word)
{
    return (word + SMTPCODES__EACH(0x01)) | (word - SMTPCODES__EACH(0x20));
}

/* The same as marks, which are top bits alone. */
static inline uint64_t smtpcodes__mark_odd(uint64_t word)
{
    return smtpcodes__odd_bits(word) & SMTPCODES__EACH(0x80);
}

/* The top bits of bytes that are zero, and no other bit. */
static inline uint64_t smtpcodes__mark_zeros(uint64_t word)
{
    uint64_t low = (word & SMTPCODES__EACH(0x7F)) + SMTPCODES__EACH(0x7F);

    return ~(low | word) & SMTPCODES__EACH(0x80);
}

/* The top bits of bytes that are digits, and no other bit. */
static inline uint64_t smtpcodes__mark_digits(uint64_t word)
{
    uint64_t value = word ^ SMTPCODES__EACH('0');

    return ~(((value & SMTPCODES__EACH(0x7F)) + SMTPCODES__EACH(0x76)) | value) & SMTPCODES__EACH(0x80);
}

/* Which byte the lowest mark is in; not asked where there is none. */
static inline size_t smtpcodes__first_mark(uint64_t marks)
{
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctzll(marks) >> 3;
#else
    return (size_t)((((marks & (0 - marks)) >> 7) * UINT64_C(0x0001020304050607)) >> 56);
#endif
}

/* The first byte from a place on that is not printable ASCII; `end` where there is none. */
static inline size_t smtpcodes__plain(const uint8_t *bytes, size_t place, size_t end)
{
    for (; place + 8 <= end; place += 8) {
        uint64_t marks = smtpcodes__mark_odd(smtpcodes__load(bytes + place));

        if (marks != 0) {
            return place + smtpcodes__first_mark(marks);
        }
    }
    return smtpcodes__plain_tail(bytes, place, end);
}

/* The same where the bytes before the place are known to be printable, and eight are there in all: the last eight may then
   begin before the place, and no tail is left. */
static inline size_t smtpcodes__plain_on(const uint8_t *bytes, size_t place, size_t end)
{
    uint64_t marks;

    for (; place + 8 <= end; place += 8) {
        marks = smtpcodes__mark_odd(smtpcodes__load(bytes + place));
        if (marks != 0) {
            return place + smtpcodes__first_mark(marks);
        }
    }
    marks = smtpcodes__mark_odd(smtpcodes__load(bytes + end - 8));
    return marks != 0 ? end - 8 + smtpcodes__first_mark(marks) : end;
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

/* "5.1.1 ", with the blank, of the class that the code's first digit is, and no other blank; 0: something else. */
static inline int smtpcodes__shortest_enhanced(const uint8_t *at, int32_t digit, smtpcodes__line *line)
{
    uint64_t word = smtpcodes__load(at) ^ (UINT64_C(0x20302E302E30) + (uint64_t)digit);

    /* only the low halves of the two digits may be set, to 9 at most */
    if (((word | (word + UINT64_C(0x000600060000))) & UINT64_C(0xFFF0FFF0FFFF)) != 0 || at[6] == ' ') {
        return 0;
    }
    /* one product is the sum of the detail and a thousand times the subject */
    line->enhanced = digit * 1000000 + (int32_t)((word * (1000u << 16 | 1)) >> 32 & 0xFFFF);
    line->text += 6;
    return 1;
}

/* "5.1.1 " to "5.7.509 ", with the blank, of the class that the code's first digit is; 0: something else. */
static inline int smtpcodes__usual_enhanced(const uint8_t *at, int32_t digit, smtpcodes__line *line)
{
    uint64_t word = smtpcodes__load(at), detail = word >> 32 ^ 0x30303030;
    uint32_t subject = (uint32_t)word ^ (0x2E302E30u + (uint32_t)digit);
    size_t count = smtpcodes__first_mark(smtpcodes__mark_no_digits(detail) | UINT64_C(1) << 39); /* 4 at most */

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

/* The codes at the head of a usual line, of which `left` bytes are there, eight at least; behind the code stands a separator,
   which is a blank or a hyphen. 0: not as usual. */
static inline int smtpcodes__usual_head(const uint8_t *at, size_t left, uint8_t separator, smtpcodes__line *line)
{
    uint32_t digits = (uint32_t)smtpcodes__load(at) ^ ((uint32_t)separator << 24 | 0x303030);
    int32_t first = smtpcodes__part(digits, 0);

    /* digits from 200 to 559 */
    if ((((digits + 0x767A7A) | (digits - 0x000002)) & 0xFF808080) != 0) {
        return 0;
    }
    line->code = first * 100 + smtpcodes__part(digits * (10 << 8 | 1), 2); /* the product adds ten times the second to the third */
    line->enhanced = 0;
    line->text = line->start + 4;
    if (at[4] > '9' && at[4] != '[') {
        return 1;
    }
    if (left < 12 || first == 3) { /* RFC 2034, section 4: none on 3yz */
        return 0;
    }
    return smtpcodes__shortest_enhanced(at + 4, first, line) ||
           (left > 12 && smtpcodes__usual_enhanced(at + 4, first, line));
}

/* The end of a usual line, of which all bytes before its text are printable. 0: it does not end in CRLF, or not so soon; the
   place of what stands there instead is set all the same. */
static inline int smtpcodes__usual_end(const uint8_t *at, size_t left, smtpcodes__line *line)
{
    size_t place = smtpcodes__plain_on(at, line->text - line->start, left), next = place + 2;

    line->end = line->scanned = line->start + place;
    line->next = line->start + next;
    return next <= left && at[place] == '\r' && at[place + 1] == '\n' && next <= SMTPCODES__LONGEST_LINE;
}

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
