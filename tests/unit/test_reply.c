/* Bytes to a reply. Each test names the promise that it checks; expectations are written by hand from RFC 5321,
   RFC 2034, RFC 3463 and the header. */
#include "smtpcodes.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RESUME = SMTPCODES_PARSE_RESUME,
    END = SMTPCODES_PARSE_END,
    WIRE = SMTPCODES_PARSE_WIRE,
    PRINTABLE = SMTPCODES_PARSE_PRINTABLE
};

/* A literal, NUL bytes and all. */
#define BYTES(literal) literal, sizeof(literal) - 1

static smtpcodes_reply reply; /* the last one read */

static int32_t read_reply(const char *bytes, size_t length, int32_t options)
{
    memset(&reply, 0x5A, sizeof reply); /* never read without RESUME */
    return smtpcodes_reply_parse(bytes, length, options, &reply, sizeof reply);
}

static const char *text_of(const char *bytes, size_t length, int32_t options, int32_t line)
{
    static char text[2048];

    if (smtpcodes_reply_text(bytes, length, options, line, text, sizeof text) >= (int32_t)sizeof text) {
        ck_abort_msg("a text longer than these tests expect");
    }
    return text;
}

/* The whole of a reply: consumed to the end, with these codes, flags and text. */
static void expect(const char *bytes, size_t length, int32_t options, int32_t code, int32_t enhanced, int32_t flags,
                   const char *text)
{
    int32_t consumed = read_reply(bytes, length, options);

    ck_assert_msg(consumed == (int32_t)length, "consumed %d of %zu: %s", consumed, length, bytes);
    ck_assert_int_eq(reply.consumed, consumed);
    ck_assert_msg(reply.code == code, "code %d: %s", reply.code, bytes);
    ck_assert_msg(reply.enhanced == enhanced, "enhanced %d: %s", reply.enhanced, bytes);
    ck_assert_msg(reply.flags == flags, "flags %d for %d: %s", reply.flags, flags, bytes);
    ck_assert_str_eq(text_of(bytes, length, options, 0), text);
}

/* --------------------------------------------------------------------------------------------- flawless replies */

START_TEST(one_line) /* RFC 5321, section 4.2: code, blank, text, CRLF; RFC 2034, section 4: the enhanced code first */
{
    expect(BYTES("250 OK\r\n"), 0, 250, 0, 0, "OK");
    expect(BYTES("250 2.1.5 OK\r\n"), 0, 250, 2001005, 0, "OK");
    expect(BYTES("550 5.1.1 <user@example.net>: User unknown\r\n"), 0, 550, 5001001, 0,
           "<user@example.net>: User unknown");
    expect(BYTES("550 5.7.26 Unauthenticated mail\r\n"), 0, 550, 5007026, 0, "Unauthenticated mail");
    expect(BYTES("550 5.7.509 Access denied\r\n"), 0, 550, 5007509, 0, "Access denied");
    expect(BYTES("452 4.5.3  rate limit exceeded\r\n"), 0, 452, 4005003, 0, "rate limit exceeded");
    expect(BYTES("550  unknown, two blanks\r\n"), 0, 550, 0, 0, "unknown, two blanks");
    expect(BYTES("550 5.7.26  Unauthenticated\r\n"), 0, 550, 5007026, 0, "Unauthenticated");
    expect(BYTES("550 5.7.0\r\n"), 0, 550, 5007000, 0, "");
    expect(BYTES("354 Start mail input; end with <CRLF>.<CRLF>\r\n"), 0, 354, 0, 0,
           "Start mail input; end with <CRLF>.<CRLF>");
    expect(BYTES("250 2.1.5 OK\r\n"), WIRE, 250, 2001005, 0, "OK");
}
END_TEST

START_TEST(no_text) /* RFC 5321, section 4.2: a client takes a code alone, with or without the blank */
{
    expect(BYTES("421\r\n"), 0, 421, 0, 0, "");
    expect(BYTES("421 \r\n"), WIRE, 421, 0, 0, "");
    ck_assert_int_eq(reply.text_offset, 4);
    ck_assert_int_eq(reply.text_length, 0);
    expect(BYTES("250-\r\n250\r\n"), WIRE, 250, 0, 0, "\n");
}
END_TEST

START_TEST(many_lines) /* RFC 5321, section 4.2.1: a hyphen promises another line */
{
    static const char bytes[] = "250-mail.example.org\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 HELP\r\n";

    expect(BYTES(bytes), WIRE, 250, 0, 0, "mail.example.org\nSIZE 1000000\n8BITMIME\nHELP");
    ck_assert_int_eq(reply.lines, 4);
    ck_assert_int_eq(reply.start, 0);
    ck_assert_int_eq(reply.text_offset, 4);
    ck_assert_int_eq(reply.text_length, (int32_t)sizeof bytes - 1 - 4 - 2);
    ck_assert_int_eq(reply.first_code, 250);
    ck_assert_int_eq(reply.last_code, 250);
}
END_TEST

START_TEST(only_the_first_reply) /* a stream: what follows the reply is left alone */
{
    static const char bytes[] = "250 one\r\n550 5.1.1 two\r\n";

    ck_assert_int_eq(read_reply(BYTES(bytes), END), 9);
    ck_assert_int_eq(reply.code, 250);
    ck_assert_int_eq(reply.enhanced, 0);
    ck_assert_str_eq(text_of(BYTES(bytes), 0, 0), "one");
    ck_assert_int_eq(read_reply(bytes + 9, sizeof bytes - 1 - 9, END), 15);
    ck_assert_int_eq(reply.code, 550);
}
END_TEST

/* ------------------------------------------------------------------------------------------------ every flag alone */

START_TEST(flags_of_lines)
{
    /* RFC 5321, section 4.2: three digits, first of all; what begins otherwise is one line of text */
    expect(BYTES("User unknown\r\n"), 0, 0, 0, SMTPCODES_REPLY_NO_CODE, "User unknown");
    expect(BYTES("5.1.1 User unknown\r\n"), 0, 0, 5001001, SMTPCODES_REPLY_NO_CODE, "User unknown");
    expect(BYTES("192.0.2.1 refused\r\n"), 0, 0, 0, SMTPCODES_REPLY_NO_CODE, "192.0.2.1 refused");
    expect(BYTES("100% full\r\n"), 0, 0, 0, SMTPCODES_REPLY_NO_CODE, "100% full");
    expect(BYTES("250/251\r\n"), 0, 0, 0, SMTPCODES_REPLY_NO_CODE, "250/251");
    expect(BYTES("550550 unknown\r\n"), 0, 0, 0, SMTPCODES_REPLY_NO_CODE, "550550 unknown");
    expect(BYTES("099 zero\r\n"), 0, 0, 0, SMTPCODES_REPLY_NO_CODE, "099 zero");
    expect(BYTES("55\r\n"), 0, 0, 0, SMTPCODES_REPLY_NO_CODE, "55");
    expect(BYTES("\r\n"), WIRE, 0, 0, SMTPCODES_REPLY_NO_CODE | SMTPCODES_REPLY_OUT_OF_STEP, "");
    expect(BYTES("550-one\r\n554 two\r\n"), 0, 554, 0, SMTPCODES_REPLY_CODES_DIFFER, "one\ntwo");
    expect(BYTES("550-one\r\nmore\r\n550 two\r\n"), 0, 550, 0, SMTPCODES_REPLY_LINE_WITHOUT_CODE, "one\nmore\ntwo");
    expect(BYTES("550-one\r\n\r\n550 two\r\n"), 0, 550, 0, SMTPCODES_REPLY_LINE_WITHOUT_CODE, "one\n\ntwo");
    expect(BYTES("550 unknown"), END, 550, 0, SMTPCODES_REPLY_NO_LINE_END, "unknown");
    expect(BYTES("550-one\r\n"), END, 550, 0, SMTPCODES_REPLY_UNFINISHED, "one");
    expect(BYTES("550-one"), END, 550, 0, SMTPCODES_REPLY_UNFINISHED | SMTPCODES_REPLY_NO_LINE_END, "one");
    expect(BYTES("199 what\r\n"), 0, 199, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR, "what");
    expect(BYTES("600 what\r\n"), 0, 600, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR, "what");
    expect(BYTES("560 what\r\n"), 0, 560, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR, "what");
    expect(BYTES("559 what\r\n"), 0, 559, 0, 0, "what");
    expect(BYTES("199 longer than a word\r\n"), 0, 199, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR, "longer than a word");
    expect(BYTES("600 longer than a word\r\n"), 0, 600, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR, "longer than a word");
    expect(BYTES("560 longer than a word\r\n"), 0, 560, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR, "longer than a word");
}
END_TEST

START_TEST(flags_of_separators) /* RFC 5321, section 4.2: a blank or a hyphen; any other is read and flagged */
{
    expect(BYTES("550User unknown\r\n"), 0, 550, 0, SMTPCODES_REPLY_NO_SEPARATOR, "User unknown");
    expect(BYTES("550<a@b> unknown\r\n"), 0, 550, 0, SMTPCODES_REPLY_NO_SEPARATOR, "<a@b> unknown");
    expect(BYTES("550\"a\" unknown\r\n"), 0, 550, 0, SMTPCODES_REPLY_NO_SEPARATOR, "\"a\" unknown");
    expect(BYTES("550\tUser unknown\r\n"), 0, 550, 0, SMTPCODES_REPLY_ODD_SEPARATOR, "User unknown");
    expect(BYTES("550:User unknown\r\n"), 0, 550, 0, SMTPCODES_REPLY_ODD_SEPARATOR, "User unknown");
    expect(BYTES("550, User unknown\r\n"), 0, 550, 0, SMTPCODES_REPLY_ODD_SEPARATOR, "User unknown");
    expect(BYTES("550_5.1.1 unknown\r\n"), 0, 550, 5001001, SMTPCODES_REPLY_ODD_SEPARATOR, "unknown");
    expect(BYTES("550=;unknown\r\n"), 0, 550, 0, SMTPCODES_REPLY_ODD_SEPARATOR, ";unknown");
    expect(BYTES("550\xC2\xA0" "5.1.1\xC2\xA0unknown\r\n"), 0, 550, 5001001,
           SMTPCODES_REPLY_ODD_SEPARATOR | SMTPCODES_REPLY_NON_ASCII, "unknown");
    expect(BYTES("550 - unknown\r\n"), 0, 550, 0, 0, "- unknown");
}
END_TEST

START_TEST(flags_of_bytes)
{
    char line[520];

    expect(BYTES("550 a\033[31mb\r\n"), 0, 550, 0, SMTPCODES_REPLY_CONTROL, "a\033[31mb");
    expect(BYTES("550 a\x7F\r\n"), 0, 550, 0, SMTPCODES_REPLY_CONTROL, "a\x7F");
    expect(BYTES("550 a\xC2\x9B\r\n"), 0, 550, 0, SMTPCODES_REPLY_CONTROL | SMTPCODES_REPLY_NON_ASCII, "a\xC2\x9B");
    expect(BYTES("550 a\tb\r\n"), WIRE, 550, 0, 0, "a\tb"); /* RFC 5321, section 4.2: textstring has HT */
    ck_assert_int_eq(read_reply(BYTES("550 a\0b\r\n"), 0), 9);
    ck_assert_int_eq(reply.flags, SMTPCODES_REPLY_NUL);
    ck_assert_int_eq(reply.text_length, 3);
    expect(BYTES("550 inconnu \xC3\xA0 l'adresse\r\n"), 0, 550, 0, SMTPCODES_REPLY_NON_ASCII,
           "inconnu \xC3\xA0 l'adresse");
    expect(BYTES("550 \xE5\xA4\xA9 \xF0\x9F\x93\xA7\r\n"), WIRE, 550, 0, SMTPCODES_REPLY_NON_ASCII,
           "\xE5\xA4\xA9 \xF0\x9F\x93\xA7");

    memset(line, 'x', sizeof line); /* RFC 5321, section 4.5.3.1.5: 512 octets with the CRLF */
    memcpy(line, "550 ", 4);
    memcpy(line + 510, "\r\n", 2);
    ck_assert_int_eq(read_reply(line, 512, 0), 512);
    ck_assert_int_eq(reply.flags, 0);
    memcpy(line + 510, "x\r\n", 3);
    ck_assert_int_eq(read_reply(line, 513, WIRE), 513);
    ck_assert_int_eq(reply.flags, SMTPCODES_REPLY_TOO_LONG);
}
END_TEST

START_TEST(not_utf8) /* RFC 3629: overlong, surrogate, above U+10FFFF, cut off, astray */
{
    static const char *const bad[] = {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80",
                                      "\xED\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\x80",
                                      "\xC3", "\xE2\x82", "\xF0\x9F\x93", "\xA0"};
    char line[32];
    size_t index, length;

    for (index = 0; index < sizeof bad / sizeof *bad; index++) {
        length = strlen(bad[index]);
        memcpy(line, "550 a", 5);
        memcpy(line + 5, bad[index], length);
        memcpy(line + 5 + length, "\r\n", 2);
        ck_assert_int_eq(read_reply(line, length + 7, 0), (int32_t)length + 7);
        ck_assert_msg(reply.flags == SMTPCODES_REPLY_NOT_UTF8, "%zu: %d", index, reply.flags);
        ck_assert_int_eq(read_reply(line, length + 5, END), (int32_t)length + 5);
        ck_assert_int_eq(reply.flags, SMTPCODES_REPLY_NOT_UTF8 | SMTPCODES_REPLY_NO_LINE_END);
    }
}
END_TEST

START_TEST(line_ends) /* RFC 5321, section 2.3.8: CRLF ends a line, a CR or LF alone does not; forgiven without WIRE */
{
    expect(BYTES("550-a\n550 b\r\n"), 0, 550, 0, SMTPCODES_REPLY_BARE_LF, "a\nb");
    expect(BYTES("550 a\n"), WIRE, 550, 0, SMTPCODES_REPLY_BARE_LF | SMTPCODES_REPLY_OUT_OF_STEP, "a");
    expect(BYTES("550-a\r\r\n550 b\r\r\r\n"), 0, 550, 0, SMTPCODES_REPLY_BARE_CR, "a\nb");
    expect(BYTES("550 a\r\r\n"), WIRE, 550, 0, SMTPCODES_REPLY_BARE_CR | SMTPCODES_REPLY_OUT_OF_STEP, "a\r");
    expect(BYTES("550-a\r550 b\r\n"), 0, 550, 0, SMTPCODES_REPLY_BARE_CR, "a\nb");
    expect(BYTES("550-a\r550\r\n"), 0, 550, 0, SMTPCODES_REPLY_BARE_CR, "a\n");
    expect(BYTES("550-a\r550"), END, 550, 0, SMTPCODES_REPLY_BARE_CR | SMTPCODES_REPLY_NO_LINE_END, "a\n");
    expect(BYTES("550 a\r5500\r\n"), 0, 550, 0, SMTPCODES_REPLY_BARE_CR, "a\r5500");
    expect(BYTES("550 a\r050 b\r\n"), 0, 550, 0, SMTPCODES_REPLY_BARE_CR, "a\r050 b");
    expect(BYTES("550 a\rb\r\n"), 0, 550, 0, SMTPCODES_REPLY_BARE_CR, "a\rb");
    expect(BYTES("550 a\r"), END, 550, 0, SMTPCODES_REPLY_BARE_CR, "a");
    expect(BYTES("550-a\r550 b\r\n"), WIRE | END, 550, 0,
           SMTPCODES_REPLY_BARE_CR | SMTPCODES_REPLY_UNFINISHED | SMTPCODES_REPLY_OUT_OF_STEP, "a\r550 b");
    ck_assert_int_eq(read_reply(BYTES("550 a\r"), 0), 0); /* LF, text, another line: not known yet */
    ck_assert_int_eq(read_reply(BYTES("550 a\r55"), 0), 0);
    ck_assert_int_eq(read_reply(BYTES("550 a\r550"), 0), 0);
    ck_assert_int_eq(read_reply(BYTES("550 a\r550 b"), 0), 6);
    ck_assert_int_eq(read_reply(BYTES("550 a\r"), WIRE), 0);
}
END_TEST

START_TEST(leading) /* blanks, blank lines and a byte order mark before the code are skipped; on the wire nothing is */
{
    expect(BYTES("  550 no\r\n"), 0, 550, 0, SMTPCODES_REPLY_LEADING, "no");
    ck_assert_int_eq(reply.start, 2);
    expect(BYTES("\r\n \t\r\n\t550 no\r\n"), 0, 550, 0, SMTPCODES_REPLY_LEADING, "no");
    ck_assert_int_eq(reply.start, 7);
    ck_assert_int_eq(reply.lines, 1);
    expect(BYTES("\xEF\xBB\xBF" "550 no\r\n"), 0, 550, 0, SMTPCODES_REPLY_LEADING, "no");
    expect(BYTES("    550-a\r\n    550 b\r\n"), 0, 550, 0, SMTPCODES_REPLY_LEADING, "a\nb");
    expect(BYTES("550-a\r\n  more\r\n550 b\r\n"), 0, 550, 0, SMTPCODES_REPLY_LINE_WITHOUT_CODE, "a\n  more\nb");
    expect(BYTES(" 550 no\r\n"), WIRE, 0, 0, SMTPCODES_REPLY_NO_CODE | SMTPCODES_REPLY_OUT_OF_STEP, " 550 no");
    expect(BYTES("\xEF\xBB\xBF" "550 no\r\n"), WIRE, 0, 0,
           SMTPCODES_REPLY_NO_CODE | SMTPCODES_REPLY_NON_ASCII | SMTPCODES_REPLY_OUT_OF_STEP, "\xEF\xBB\xBF" "550 no");
}
END_TEST

START_TEST(out_of_step) /* WIRE: whatever may mean that replies and commands no longer match, and nothing else */
{
    expect(BYTES("550 5.1.1 \xC3\xA0\r\n"), WIRE, 550, 5001001, SMTPCODES_REPLY_NON_ASCII, "\xC3\xA0");
    expect(BYTES("450 5.1.1 a\r\n"), WIRE, 450, 5001001, SMTPCODES_REPLY_CLASS_CONFLICT, "a");
    expect(BYTES("550 (5.1.1) a\r\n"), WIRE, 550, 5001001, SMTPCODES_REPLY_ENHANCED_DECORATED, "a");
    expect(BYTES("550 a (5.1.1)\r\n"), WIRE, 550, 5001001, SMTPCODES_REPLY_ENHANCED_IN_TEXT, "a (5.1.1)");
    expect(BYTES("570 a\r\n"), WIRE, 570, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR, "a");
    expect(BYTES("650 a\r\n"), WIRE, 650, 0, SMTPCODES_REPLY_OUTSIDE_GRAMMAR | SMTPCODES_REPLY_OUT_OF_STEP, "a");
    expect(BYTES("550a\r\n"), WIRE, 550, 0, SMTPCODES_REPLY_NO_SEPARATOR | SMTPCODES_REPLY_OUT_OF_STEP, "a");
    expect(BYTES("550:a\r\n"), WIRE, 550, 0, SMTPCODES_REPLY_ODD_SEPARATOR | SMTPCODES_REPLY_OUT_OF_STEP, "a");
    expect(BYTES("550 \x01\r\n"), WIRE, 550, 0, SMTPCODES_REPLY_CONTROL | SMTPCODES_REPLY_OUT_OF_STEP, "\x01");
    expect(BYTES("550 \xFF\r\n"), WIRE, 550, 0, SMTPCODES_REPLY_NOT_UTF8 | SMTPCODES_REPLY_OUT_OF_STEP, "\xFF");
    expect(BYTES("550-a\r\n551 b\r\n"), WIRE, 551, 0,
           SMTPCODES_REPLY_CODES_DIFFER | SMTPCODES_REPLY_OUT_OF_STEP, "a\nb");
    expect(BYTES("550-a\r\nb\r\n550 c\r\n"), WIRE, 550, 0,
           SMTPCODES_REPLY_LINE_WITHOUT_CODE | SMTPCODES_REPLY_OUT_OF_STEP, "a\nb\nc");
    expect(BYTES("550 a"), WIRE | END, 550, 0, SMTPCODES_REPLY_NO_LINE_END | SMTPCODES_REPLY_OUT_OF_STEP, "a");
}
END_TEST

/* ------------------------------------------------------------------------------------------------- enhanced codes */

START_TEST(enhanced_at_head) /* RFC 2034, section 4; RFC 3463, section 2: class, subject, detail, no leading zeros */
{
    expect(BYTES("550 #5.1.0 a\r\n"), 0, 550, 5001000, SMTPCODES_REPLY_ENHANCED_DECORATED, "a");
    expect(BYTES("550 (#5.1.1) a\r\n"), 0, 550, 5001001, SMTPCODES_REPLY_ENHANCED_DECORATED, "a");
    expect(BYTES("550 [5.1.1] a\r\n"), 0, 550, 5001001, SMTPCODES_REPLY_ENHANCED_DECORATED, "a");
    expect(BYTES("550 5.1.1: a\r\n"), 0, 550, 5001001, SMTPCODES_REPLY_ENHANCED_DECORATED, "a");
    expect(BYTES("550#5.1.0 a\r\n"), 0, 550, 5001000,
           SMTPCODES_REPLY_ENHANCED_DECORATED | SMTPCODES_REPLY_NO_SEPARATOR, "a");
    expect(BYTES("550  5.1.1 \t a\r\n"), 0, 550, 5001001, 0, "a");
    expect(BYTES("550 5.1.1... a\r\n"), 0, 550, 5001001, SMTPCODES_REPLY_ENHANCED_DECORATED, "... a");
    expect(BYTES("550 5.12.345 a\r\n"), 0, 550, 5012345, 0, "a");
    expect(BYTES("550 5.7.1.2 is blocked\r\n"), 0, 550, 0, 0, "5.7.1.2 is blocked");
    expect(BYTES("550 5.7.1234 a\r\n"), 0, 550, 0, 0, "5.7.1234 a");
    expect(BYTES("550 5.7.01 a\r\n"), 0, 550, 0, 0, "5.7.01 a");
    expect(BYTES("550 5.7.012 unknown here\r\n"), 0, 550, 0, 0, "5.7.012 unknown here");
    expect(BYTES("550 5.07.1 a\r\n"), 0, 550, 0, 0, "5.07.1 a");
    expect(BYTES("550 5.7.1a b\r\n"), 0, 550, 0, 0, "5.7.1a b");
    expect(BYTES("550 5.7.1@example.org\r\n"), 0, 550, 0, 0, "5.7.1@example.org");
    expect(BYTES("550 3.7.1 a\r\n"), 0, 550, 0, 0, "3.7.1 a");
    expect(BYTES("354 2.0.0 go\r\n"), 0, 354, 0, 0, "2.0.0 go"); /* RFC 2034: no enhanced code on a 3yz reply */
    expect(BYTES("451 5.7.1 later\r\n"), 0, 451, 5007001, SMTPCODES_REPLY_CLASS_CONFLICT, "later");
}
END_TEST

START_TEST(every_code) /* RFC 5321, section 4.2: three digits, the first 2 to 5 and the second 0 to 5 */
{
    char line[32];
    int number, place, byte, length;

    for (number = 0; number < 1000; number++) {
        int code = number < 100 ? 0 : number, outside = number < 200 || number > 599 || number / 10 % 10 > 5;

        length = snprintf(line, sizeof line, "%03d some text\r\n", number);
        ck_assert_int_eq(read_reply(line, (size_t)length, 0), length);
        ck_assert_int_eq(reply.code, code);
        ck_assert_int_eq(reply.flags, code == 0 ? SMTPCODES_REPLY_NO_CODE : outside ? SMTPCODES_REPLY_OUTSIDE_GRAMMAR : 0);
        length = snprintf(line, sizeof line, "%03d-some\r\n%03d text\r\n", number, number);
        ck_assert_int_eq(read_reply(line, (size_t)length, 0), code == 0 ? 10 : length);
        ck_assert_int_eq(reply.code, code);
        ck_assert_int_eq(reply.lines, code == 0 ? 1 : 2);
    }
    for (place = 0; place < 3; place++) {
        for (byte = '!'; byte < 256; byte++) {
            memcpy(line, "250 some text\r\n", 15);
            line[place] = (char)byte;
            ck_assert_int_eq(read_reply(line, 15, END), 15);
            ck_assert_msg((reply.code != 0) == (byte >= '0' + (place == 0) && byte <= '9'), "byte %d at %d", byte, place);
        }
    }
}
END_TEST

START_TEST(every_enhanced) /* RFC 3463, section 2: a detail has three digits at most, whatever stands behind it */
{
    static const char *const behind[] = {"", " ", " x", "  x", " 1", ", x"};
    char line[32];
    size_t index;
    int severity, subject, detail, length;

    for (severity = 2; severity <= 5; severity += severity == 2 ? 2 : 1) {
        for (subject = 0; subject <= 12; subject++) {
            for (detail = 0; detail <= 1001; detail++) {
                int32_t enhanced = detail > 999 ? 0 : severity * 1000000 + subject * 1000 + detail;

                for (index = 0; index < sizeof behind / sizeof *behind; index++) {
                    length = snprintf(line, sizeof line, "%d50 %d.%d.%d%s\r\n", severity, severity, subject, detail, behind[index]);
                    ck_assert_int_eq(read_reply(line, (size_t)length, 0), length);
                    ck_assert_msg(reply.code == severity * 100 + 50 && reply.enhanced == enhanced, "%s", line);
                    ck_assert_int_eq(reply.text_offset + reply.text_length, length - 2);
                }
            }
        }
    }
}
END_TEST

START_TEST(enhanced_in_text) /* further on, where it stands alone and is of the code's class; the text stays whole */
{
    const int32_t found = SMTPCODES_REPLY_ENHANCED_IN_TEXT;

    expect(BYTES("553 not in my list (#5.7.1)\r\n"), 0, 553, 5007001, found, "not in my list (#5.7.1)");
    expect(BYTES("553 from 192.0.2.1 - 5.7.1 [BL23]\r\n"), 0, 553, 5007001, found, "from 192.0.2.1 - 5.7.1 [BL23]");
    expect(BYTES("550 Error 5.7.606.\r\n"), 0, 550, 5007606, found, "Error 5.7.606.");
    expect(BYTES("550 a 5.1.1: b\r\n"), 0, 550, 5001001, found, "a 5.1.1: b");
    expect(BYTES("550-a 5.1.1\r\n550 b 5.1.2\r\n"), 0, 550, 5001001, found, "a 5.1.1\nb 5.1.2");
    expect(BYTES("450-a 5.1.1\r\n450 b 4.1.2\r\n"), 0, 450, 4001002, found, "a 5.1.1\nb 4.1.2");
    expect(BYTES("said 4.2.2 not 2.0.0\r\n"), 0, 0, 4002002, found | SMTPCODES_REPLY_NO_CODE, "said 4.2.2 not 2.0.0");
    expect(BYTES("550 a [#5.16.1]\r\n"), 0, 550, 0, 0, "a [#5.16.1]");
    expect(BYTES("550 a 5.8.1\r\n"), 0, 550, 0, 0, "a 5.8.1");
    expect(BYTES("550 a 5.7.1.2 b\r\n"), 0, 550, 0, 0, "a 5.7.1.2 b");
    expect(BYTES("550 a v5.7.1 b\r\n"), 0, 550, 0, 0, "a v5.7.1 b");
    expect(BYTES("550 a 15.7.1 b\r\n"), 0, 550, 0, 0, "a 15.7.1 b");
    expect(BYTES("550 a 5.7.1-b\r\n"), 0, 550, 0, 0, "a 5.7.1-b");
    expect(BYTES("550 a 5.7.1:25\r\n"), 0, 550, 0, 0, "a 5.7.1:25");
    expect(BYTES("550 a 4.7.1 b\r\n"), 0, 550, 0, 0, "a 4.7.1 b");
    expect(BYTES("354 a 2.0.0\r\n"), 0, 354, 0, 0, "a 2.0.0");
    expect(BYTES("550-a 5.1.2\r\n550 5.1.1 b\r\n"), 0, 550, 5001001, 0, "a 5.1.2\nb"); /* one at a head comes first */
}
END_TEST

START_TEST(enhanced_wherever_in_text) /* at each place of the eight-byte windows, up to either edge */
{
    char line[96];
    size_t before, behind;

    for (before = 0; before < 24; before++) {
        for (behind = 0; behind < 24; behind++) {
            memset(line, 'x', sizeof line);
            memcpy(line, "550 a", 5);
            memcpy(line + 5 + before, " 5.7.26", 7);
            line[12 + before] = ' ';
            memcpy(line + 12 + before + behind, "\r\n", 2);
            ck_assert_int_eq(read_reply(line, 14 + before + behind, 0), (int32_t)(14 + before + behind));
            ck_assert_msg(reply.enhanced == 5007026, "%zu before, %zu behind", before, behind);
        }
    }
}
END_TEST

START_TEST(enhanced_of_lines) /* the last that agrees with the code; failing that, the last */
{
    expect(BYTES("550-5.1.1 a\r\n550-5.1.2 b\r\n550 c\r\n"), 0, 550, 5001002, SMTPCODES_REPLY_ENHANCED_DIFFER,
           "a\nb\nc");
    ck_assert_int_eq(reply.first_enhanced, 5001001);
    ck_assert_int_eq(reply.last_enhanced, 5001002);
    expect(BYTES("550-a\r\n550-5.1.1 b\r\n550 5.1.1 c\r\n"), 0, 550, 5001001, 0, "a\nb\nc");
    expect(BYTES("550-5.1.1 a\r\n550-4.1.2 b\r\n550 c\r\n"), 0, 550, 5001001,
           SMTPCODES_REPLY_ENHANCED_DIFFER | SMTPCODES_REPLY_CLASS_CONFLICT, "a\nb\nc");
    expect(BYTES("450-4.1.1 a\r\n550-5.1.2 b\r\n450-4.1.3 c\r\n550 d\r\n"), 0, 550, 5001002,
           SMTPCODES_REPLY_ENHANCED_DIFFER | SMTPCODES_REPLY_CODES_DIFFER, "a\nb\nc\nd");
    expect(BYTES("450-4.1.1 a\r\n550 b\r\n"), 0, 550, 4001001,
           SMTPCODES_REPLY_CODES_DIFFER | SMTPCODES_REPLY_CLASS_CONFLICT, "a\nb");
    ck_assert_int_eq(reply.first_code, 450);
    ck_assert_int_eq(reply.last_code, 550);
}
END_TEST

/* ----------------------------------------------------------------------------------------------------- fragments */

typedef struct sample {
    const char *bytes;
    size_t length;
} sample;

static const sample samples[] = {
    {BYTES("250 OK\r\n")},
    {BYTES("550 5.1.1 <user@example.net>: Recipient address rejected: User unknown\r\nmore")},
    {BYTES("250-mail.example.org\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 HELP\r\n250 next\r\n")},
    {BYTES("450-4.1.1 a\r\n550-5.1.2 b\r\n450-4.1.3 c\r\n550 d\r\n")},
    {BYTES("  \r\n\r\r\n\t\xEF\xBB\xBF 550-\xC2\xA0 5.1.1\xC2\xA0x\r\n   550\t#5.1.1 y\r\nz")},
    {BYTES("550-a\r\r\r550-b\rc\r\r\n550-d\r55x\r550\re\n550 f (#5.7.1)\r\r")},
    {BYTES("550-\xE5\xA4\xA9\xF0\x9F\x93\xA7\xED\xA0\x80\xF0\x9F\r\n550 \xC3\r\n")},
    {BYTES("550-a\0\x01\x7F\r\nno code 5.1.1\r\n\r\n550:5.1.1.2 b\r\n")},
    {BYTES("5.1.1 no code at all")},
    {BYTES("550-promised\r\n")},
    {BYTES("550-promised\r\n55")},
    {BYTES("\r\r\r")},
    {BYTES(" \t \n\n")},
    {BYTES("999-5.1.1. x\r\n100")},
    {BYTES("5500\r\n")},
    {BYTES("550\r\r550\r550-\r")},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

static const int32_t options_of[] = {0, END, WIRE, WIRE | END};

static void expect_equal(const smtpcodes_reply *got, const smtpcodes_reply *whole, size_t index, size_t length)
{
    ck_assert_msg(memcmp(got, whole, sizeof *got) == 0, "sample %zu, %zu bytes", index, length);
}

/* Feed a sample in fragments that a generator cuts; each answer is that of a reader who begins anew. */
static void feed(size_t index, int32_t options, uint32_t seed)
{
    const char *bytes = samples[index].bytes;
    size_t length = 0, whole = samples[index].length;
    smtpcodes_reply held;
    int32_t result, last;

    memset(&held, 0, sizeof held);
    do {
        seed = seed * 1664525u + 1013904223u;
        length += seed == 0 ? 1 : 1 + (seed >> 16) % (1 + (seed >> 24) % 9);
        length = length > whole ? whole : length;
        last = length == whole ? options : options & ~END;
        result = smtpcodes_reply_parse(bytes, length, last | RESUME, &held, sizeof held);
        ck_assert_int_eq(result, read_reply(bytes, length, last));
        expect_equal(&held, &reply, index, length);
    } while (result == 0 && length < whole);
    if (result != 0 && (options & END) == 0) { /* what was said early still holds when all is there */
        ck_assert_int_eq(result, read_reply(bytes, whole, options));
        expect_equal(&held, &reply, index, whole);
    }
}

START_TEST(fragments) /* read in any fragments, a reply is the same */
{
    size_t index, option;
    uint32_t seed;

    for (index = 0; index < SAMPLES; index++) {
        for (option = 0; option < 4; option++) {
            for (seed = 0; seed < 200; seed++) {
                feed(index, options_of[option], seed * 2654435761u);
            }
        }
    }
}
END_TEST

START_TEST(byte_by_byte) /* the same, one byte at a time */
{
    size_t index, option, length;
    smtpcodes_reply held;
    int32_t result;

    for (index = 0; index < SAMPLES; index++) {
        for (option = 0; option < 4; option += 2) {
            memset(&held, 0, sizeof held);
            result = 0;
            for (length = 0; length <= samples[index].length && result == 0; length++) {
                result = smtpcodes_reply_parse(samples[index].bytes, length, options_of[option] | RESUME, &held,
                                               sizeof held);
                ck_assert_int_eq(result, read_reply(samples[index].bytes, length, options_of[option]));
                expect_equal(&held, &reply, index, length);
            }
        }
    }
}
END_TEST

START_TEST(garbage_to_resume) /* a struct that does not fit the bytes changes nothing */
{
    size_t index, other, place;
    uint32_t seed = 7;
    smtpcodes_reply held;
    int32_t result;

    for (index = 0; index < SAMPLES; index++) {
        for (other = 0; other < 200; other++) {
            for (place = 0; place < sizeof held / 4; place++) {
                seed = seed * 1664525u + 1013904223u;
                ((int32_t *)&held)[place] = (int32_t)(other % 2 ? seed >> 1 : (seed >> 20) % 40);
            }
            result = smtpcodes_reply_parse(samples[index].bytes, samples[index].length, RESUME, &held, sizeof held);
            ck_assert_int_eq(result, read_reply(samples[index].bytes, samples[index].length, 0));
            expect_equal(&held, &reply, index, samples[index].length);
        }
        for (other = 0; other < SAMPLES; other++) { /* nor does one of another reply, or of other options */
            (void)smtpcodes_reply_parse(samples[other].bytes, samples[other].length / 2, WIRE, &held, sizeof held);
            result = smtpcodes_reply_parse(samples[index].bytes, samples[index].length, RESUME | END, &held,
                                           sizeof held);
            ck_assert_int_eq(result, read_reply(samples[index].bytes, samples[index].length, END));
            expect_equal(&held, &reply, index, samples[index].length);
        }
    }
}
END_TEST

START_TEST(sizes_of_structs) /* an older caller gets the front part, a newer one zeros; the answer is the same */
{
    int32_t room[sizeof(smtpcodes_reply) / 4 + 8];
    size_t index, size, length, place;
    int32_t result;

    for (index = 0; index < SAMPLES; index++) {
        for (size = 4; size <= sizeof room; size += 4) {
            memset(room, 0x5A, sizeof room);
            result = 0;
            for (length = 0; length <= samples[index].length && result == 0; length++) {
                result = smtpcodes_reply_parse(samples[index].bytes, length, RESUME, (smtpcodes_reply *)(void *)room,
                                               size);
                ck_assert_int_eq(result, read_reply(samples[index].bytes, length, 0));
                ck_assert(memcmp(room, &reply, size < sizeof reply ? size : sizeof reply) == 0);
                for (place = sizeof reply / 4; place < size / 4; place++) {
                    ck_assert_int_eq(room[place], 0);
                }
                for (place = size / 4; place < sizeof room / 4; place++) {
                    ck_assert_int_eq(room[place], 0x5A5A5A5A); /* nothing behind the size is touched */
                }
            }
        }
    }
}
END_TEST

START_TEST(known_so_far) /* while incomplete, the struct says what is certain, and consumes nothing */
{
    ck_assert_int_eq(read_reply(BYTES("55"), 0), 0);
    ck_assert_int_eq(reply.code, 0);
    ck_assert_int_eq(read_reply(BYTES("550"), 0), 0);
    ck_assert_int_eq(reply.code, 0); /* it may become 5500 */
    ck_assert_int_eq(read_reply(BYTES("550 5.1.1"), 0), 0);
    ck_assert_int_eq(reply.code, 550);
    ck_assert_int_eq(reply.enhanced, 0); /* it may become 5.1.10 */
    ck_assert_int_eq(read_reply(BYTES("550 5.1.1."), 0), 0);
    ck_assert_int_eq(reply.enhanced, 0); /* or 5.1.1.2 */
    ck_assert_int_eq(read_reply(BYTES("550 5.1.1 Us"), 0), 0);
    ck_assert_int_eq(reply.enhanced, 5001001);
    ck_assert_int_eq(reply.lines, 0);
    ck_assert_int_eq(reply.consumed, 0);
    ck_assert_int_eq(reply.text_offset, 10);
    ck_assert_int_eq(reply.text_length, 2);
    ck_assert_int_eq(read_reply(BYTES("450-4.1.1 a\r\n550 5.1.1 Us"), 0), 0);
    ck_assert_int_eq(reply.code, 550);
    ck_assert_int_eq(reply.enhanced, 5001001);
    ck_assert_int_eq(reply.lines, 1);
    ck_assert_int_eq(reply.last_code, 450); /* of complete lines */
    ck_assert_int_eq(reply.flags, SMTPCODES_REPLY_CODES_DIFFER | SMTPCODES_REPLY_ENHANCED_DIFFER);
}
END_TEST

static void expect_linear(const char *head, char filling, const char *tail)
{
    const size_t length = 1000000;
    char *bytes = (char *)malloc(length + 16);
    size_t fed;
    smtpcodes_reply held;
    int32_t result = 0;

    ck_assert_ptr_nonnull(bytes);
    memset(bytes, filling, length);
    memcpy(bytes, head, strlen(head));
    memcpy(bytes + length, tail, strlen(tail));
    memset(&held, 0, sizeof held);
    for (fed = 1; result == 0 && fed <= length + strlen(tail); fed++) {
        result = smtpcodes_reply_parse(bytes, fed, RESUME, &held, sizeof held);
    }
    ck_assert_int_eq(result, read_reply(bytes, length + strlen(tail), 0));
    ck_assert(memcmp(&held, &reply, sizeof held) == 0);
    free(bytes);
}

START_TEST(linear) /* a line of 1 MB, fed byte by byte, in linear work: anything else would take hours */
{
    expect_linear("550 ", 'x', "\r\n");
    expect_linear("550", ' ', "\r\n");
    expect_linear("", ' ', "550 a\r\n");
    expect_linear("550 a", '\r', "\n");
    expect_linear("", '\n', "550 a\r\n");
    expect_linear("550 ", '.', "\r\n");
    expect_linear("550-a\r\n", '\n', "550 a\r\n");
    expect_linear("550 ", '\xE2', "\r\n");
}
END_TEST

/* ----------------------------------------------------------------------------------------- arguments, lines, texts */

START_TEST(arguments) /* NULL with a length, no room, too many bytes; (NULL, 0) is empty */
{
    char text[8] = "before";
    smtpcodes_line line;

    ck_assert_int_eq(smtpcodes_reply_parse(NULL, 1, 0, &reply, sizeof reply), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_parse("x", 1, 0, NULL, sizeof reply), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_parse("x", 1, 0, &reply, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_parse("x", (size_t)INT32_MAX + 1, 0, &reply, sizeof reply),
                     SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(read_reply(NULL, 0, 0), 0);
    ck_assert_int_eq(read_reply(NULL, 0, END), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(reply.lines, 0);
    ck_assert_int_eq(read_reply(BYTES(" \r\n\t\r"), END), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(reply.flags, 0);
    ck_assert_int_eq(read_reply(BYTES("250 OK\r\n"), ~(RESUME | END | WIRE)), 8); /* options that nobody knows */

    ck_assert_int_eq(smtpcodes_reply_line(NULL, 1, 0, 1, &line, sizeof line), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_line("x", 1, 0, 1, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_line(NULL, 0, 0, 1, &line, sizeof line), SMTPCODES_ERROR_NOT_FOUND);

    ck_assert_int_eq(smtpcodes_reply_text(NULL, 1, 0, 0, text, sizeof text), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_text("x", 1, 0, 0, NULL, 1), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_text(NULL, 0, 0, 0, text, sizeof text), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_str_eq(text, "");
}
END_TEST

START_TEST(single_lines) /* each line with its own codes, from 1; an empty line where there is none */
{
    static const char bytes[] = "\r\n550-5.1.1 one\r\nmore\r\n  554 two\r\n250 next\r\n";
    static const smtpcodes_line expected[] = {
        {550, 5001001, 2, 13, 12, 3},
        {0, 0, 17, 4, 17, 4},
        {554, 0, 25, 7, 29, 3},
    };
    static const int32_t missing[] = {-1, 0, 4, INT32_MAX}; /* the fourth line is of the next reply */
    int32_t room[9];
    smtpcodes_line line;
    int32_t index;

    for (index = 1; index <= 3; index++) {
        ck_assert_int_eq(smtpcodes_reply_line(BYTES(bytes), RESUME, index, &line, sizeof line), 1);
        ck_assert_msg(memcmp(&line, &expected[index - 1], sizeof line) == 0, "line %d", index);
    }
    for (index = 0; index < 4; index++) {
        memset(&line, 0x5A, sizeof line);
        ck_assert_int_eq(smtpcodes_reply_line(BYTES(bytes), 0, missing[index], &line, sizeof line),
                         SMTPCODES_ERROR_NOT_FOUND);
        ck_assert_int_eq(line.code | line.enhanced | line.start | line.length | line.text_offset | line.text_length, 0);
    }
    memset(room, 0x5A, sizeof room);
    ck_assert_int_eq(smtpcodes_reply_line(BYTES(bytes), 0, 1, (smtpcodes_line *)(void *)room, 8), 1);
    ck_assert_int_eq(room[1], 5001001);
    ck_assert_int_eq(room[2], 0x5A5A5A5A);
    ck_assert_int_eq(smtpcodes_reply_line(BYTES(bytes), 0, 1, (smtpcodes_line *)(void *)room, 32), 1);
    ck_assert_int_eq(room[5], 3);
    ck_assert_int_eq(room[6] | room[7], 0);
    ck_assert_int_eq(room[8], 0x5A5A5A5A);
}
END_TEST

START_TEST(text_of_lines) /* one line, or all joined by LF */
{
    static const char bytes[] = "550-5.1.1 one\r\n550-\r\n550 5.1.1 three\r\n";

    ck_assert_str_eq(text_of(BYTES(bytes), 0, 0), "one\n\nthree");
    ck_assert_str_eq(text_of(BYTES(bytes), 0, 1), "one");
    ck_assert_str_eq(text_of(BYTES(bytes), 0, 2), "");
    ck_assert_str_eq(text_of(BYTES(bytes), 0, 3), "three");
    ck_assert_int_eq(smtpcodes_reply_text(BYTES(bytes), 0, 4, NULL, 0), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_reply_text(BYTES(bytes), 0, -1, NULL, 0), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_str_eq(text_of(bytes, 12, 0, 0), "on"); /* END is implied */
}
END_TEST

START_TEST(printable) /* nothing that steers a terminal or the direction of writing goes out raw */
{
    expect(BYTES("550 a\tb\\\xC3\xA9\r\n"), PRINTABLE, 550, 0, SMTPCODES_REPLY_NON_ASCII, "a\\x09b\\\xC3\xA9");
    ck_assert_str_eq(text_of(BYTES("550-\033[31m\r\n550 \x7F\0\r\n"), PRINTABLE, 0), "\\x1b[31m\n\\x7f\\x00");
    ck_assert_str_eq(text_of(BYTES("550 a\rb\xC2\x9B\r\n"), PRINTABLE, 0), "a\\x0db\\xc2\\x9b");
    ck_assert_str_eq(text_of(BYTES("550 \xE2\x82\r\n"), PRINTABLE, 0), "\\xe2\\x82");
    ck_assert_str_eq(text_of(BYTES("550 \xE2\x80\x8E\xE2\x80\xAE\xE2\x81\xA6\r\n"), PRINTABLE, 0),
                     "\\xe2\\x80\\x8e\\xe2\\x80\\xae\\xe2\\x81\\xa6");
    ck_assert_str_eq(text_of(BYTES("550 \xD8\x9C\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF\r\n"), PRINTABLE, 0),
                     "\\xd8\\x9c\\xe2\\x80\\xa8\\xe2\\x80\\xa9\\xef\\xbb\\xbf");
    ck_assert_str_eq(text_of(BYTES("550 \xE2\x80\x90\xE2\x81\xA5\xE2\x82\xAC\r\n"), PRINTABLE, 0),
                     "\xE2\x80\x90\xE2\x81\xA5\xE2\x82\xAC");
}
END_TEST

START_TEST(text_buffers) /* whole or not at all, and the length that is needed */
{
    static const char bytes[] = "550-5.1.1 on\033e\r\n550 5.1.1 two\r\n";
    static const char *const texts[] = {"on\033e\ntwo", "on\\x1be\ntwo"};
    char buffer[32];
    size_t size, kind, place, need;

    for (kind = 0; kind < 2; kind++) {
        need = strlen(texts[kind]);
        for (size = 0; size <= need + 2; size++) {
            memset(buffer, '?', sizeof buffer);
            ck_assert_int_eq(smtpcodes_reply_text(BYTES(bytes), kind ? PRINTABLE : 0, 0, size ? buffer : NULL, size),
                             (int)need);
            if (size > 0) {
                ck_assert_str_eq(buffer, size > need ? texts[kind] : "");
            }
            for (place = size > need ? need + 1 : size > 0; place < sizeof buffer; place++) {
                ck_assert_int_eq(buffer[place], '?');
            }
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reply");
    TCase *tcase = tcase_create("reply");
    SRunner *runner;
    int failed;

    tcase_add_test(tcase, one_line);
    tcase_add_test(tcase, no_text);
    tcase_add_test(tcase, many_lines);
    tcase_add_test(tcase, only_the_first_reply);
    tcase_add_test(tcase, flags_of_lines);
    tcase_add_test(tcase, flags_of_separators);
    tcase_add_test(tcase, flags_of_bytes);
    tcase_add_test(tcase, not_utf8);
    tcase_add_test(tcase, line_ends);
    tcase_add_test(tcase, leading);
    tcase_add_test(tcase, out_of_step);
    tcase_add_test(tcase, enhanced_at_head);
    tcase_add_test(tcase, every_code);
    tcase_add_test(tcase, every_enhanced);
    tcase_add_test(tcase, enhanced_in_text);
    tcase_add_test(tcase, enhanced_wherever_in_text);
    tcase_add_test(tcase, enhanced_of_lines);
    tcase_add_test(tcase, fragments);
    tcase_add_test(tcase, byte_by_byte);
    tcase_add_test(tcase, garbage_to_resume);
    tcase_add_test(tcase, sizes_of_structs);
    tcase_add_test(tcase, known_so_far);
    tcase_add_test(tcase, linear);
    tcase_add_test(tcase, arguments);
    tcase_add_test(tcase, single_lines);
    tcase_add_test(tcase, text_of_lines);
    tcase_add_test(tcase, printable);
    tcase_add_test(tcase, text_buffers);
    tcase_set_timeout(tcase, 300);
    suite_add_tcase(suite, tcase);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
