/* What replies share that say the same of different mails. */
#include "test.h"

enum { ROOM = 512 };

static const char *normalised(const char *text)
{
    static char buffer[ROOM];
    smtpcodes_fingerprint print;
    int32_t length = smtpcodes_reply_fingerprint(text, strlen(text), &print, sizeof print, buffer, sizeof buffer);

    ck_assert_int_eq(length, (int32_t)strlen(buffer));
    ck_assert_int_eq(print.normalization, 1);
    return buffer;
}

static smtpcodes_fingerprint print_of(const char *text)
{
    smtpcodes_fingerprint print;

    ck_assert_int_ge(smtpcodes_reply_fingerprint(text, strlen(text), &print, sizeof print, NULL, 0), 0);
    return print;
}

static int are_equal(const char *first, const char *second)
{
    smtpcodes_fingerprint one = print_of(first), two = print_of(second);

    return memcmp(&one, &two, sizeof one) == 0;
}

START_TEST(what_differs_from_mail_to_mail_has_a_name)
{
    static const char *const rows[][2] = {
        {"550 5.1.1 <kim@example.net>: Recipient address rejected: User unknown", "550 5.1.1 {address}: recipient address rejected: user unknown"},
        {"450 4.2.0 Greylisted, try again in 5 minutes", "450 4.2.0 greylisted, try again in {number}"},
        {"554 5.7.1 [192.0.2.1] and 2001:db8::1 are blocked", "554 5.7.1 [{ip}] and {ip} are blocked"},
        {"550 No.\r\nSee https://example.com/a?b=1.", "550 no. see {page}."}, /* a line without its code */
        {"550-5.7.26 No.\r\n550 5.7.26 See https://example.com/a?b=1.", "550 5.7.26 no. see {page}."},
        {"421 mx1.example.net closing at Tue, 24 Nov 2026 12:00:00 +0000 (UTC)", "421 {host} closing at {number} (utc)"},
        {"451 queued as 4Fab9zQ", "451 queued as {number}"},
        {"451 queued as qXwYzAbC", "451 queued as {number}"},
        {"550 May I?  Sat there\t now", "550 may i? sat there now"},
        {"host mx.example.net[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command)", "550 5.1.1 no"},
        {"550", "550"},
        {"", ""},
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_str_eq(normalised(rows[row][0]), rows[row][1]);
    }
}
END_TEST

START_TEST(the_same_said_of_other_mails_is_equal)
{
    static const char *const same[][2] = {
        {"550 5.1.1 <kim@example.net> User unknown", "550 5.1.1 <lee.b+x@mail.example.org> user  UNKNOWN"},
        {"421 4.7.0 [192.0.2.1      15] Our system", "421 4.7.0 [2001:db8::7 3] our system"},
        {"450 wait 300 seconds", "450 wait 1 hour"},
        {"450 wait 300 seconds", "450 wait 00:04:59"},
        {"451 4.3.0 at Mon, 1 Feb 2027 01:02:03 +0100", "451 4.3.0 at Tue, 24 Nov 2026 12:00:00 -0500"},
        {"554 see http://a.example/x for 17", "554 see https://b.example/?q=2 for 4"},
        {"550-5.1.1 no\r\n550 5.1.1 user\r\n", "550-5.1.1 no\n550 5.1.1 user"},
        {"550 5.1.1 no", "status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))"},
    };
    static const char *const different[][2] = {
        {"550 5.1.1 no", "550 5.1.0 no"}, {"550 5.1.1 no", "450 4.1.1 no"}, {"550 no", "550 5.1.1 no"},
        {"550 user unknown", "550 user disabled"}, {"550 a b", "550 ab"},
    };
    size_t row;

    for (row = 0; row < COUNT(same); row++) {
        ck_assert_msg(are_equal(same[row][0], same[row][1]), "%s: %s", same[row][0], normalised(same[row][0]));
    }
    for (row = 0; row < COUNT(different); row++) {
        ck_assert_msg(!are_equal(different[row][0], different[row][1]), "%s", different[row][0]);
    }
}
END_TEST

START_TEST(a_normalisation_never_changes) /* whoever keeps fingerprints finds them again: these numbers are for ever */
{
    smtpcodes_fingerprint print = print_of("550 5.1.1 <kim@example.net>: Recipient address rejected: User unknown in local recipient table");

    ck_assert_int_eq(print.hash[0], 1135332842);
    ck_assert_int_eq(print.hash[1], 571137049);
    print = print_of("450 4.2.0 Greylisted, try again in 5 minutes");
    ck_assert_int_eq(print.hash[0], 1160819955);
    ck_assert_int_eq(print.hash[1], 692111937);
}
END_TEST

START_TEST(a_text_is_whole_or_not_there)
{
    char buffer[16];
    smtpcodes_fingerprint print;

    memset(buffer, 'x', sizeof buffer);
    ck_assert_int_eq(smtpcodes_reply_fingerprint(TEXT("550 user unknown"), NULL, 0, buffer, 16), 16);
    ck_assert_str_eq(buffer, "");
    ck_assert_int_eq(smtpcodes_reply_fingerprint(TEXT("550 user unknow"), NULL, 0, buffer, 16), 15);
    ck_assert_str_eq(buffer, "550 user unknow");
    ck_assert_int_eq(smtpcodes_reply_fingerprint(TEXT("550 x"), NULL, 0, NULL, 0), 5);
    ck_assert_int_eq(smtpcodes_reply_fingerprint(TEXT("550 x"), NULL, 4, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_fingerprint(TEXT("550 x"), &print, 3, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_fingerprint(TEXT("550 x"), &print, sizeof print, NULL, 4), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_fingerprint(NULL, 4, &print, sizeof print, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_fingerprint(NULL, 0, &print, sizeof print, NULL, 0), 0);
}
END_TEST

START_TEST(fingerprints_fit_every_size)
{
    int32_t given[sizeof(smtpcodes_fingerprint) / 4 + 9];
    smtpcodes_fingerprint whole = print_of("550 x");
    size_t size;

    for (size = 4; size < sizeof given; size += 4) {
        size_t common = size < sizeof whole ? size : sizeof whole, index;

        memset(given, 0x5A, sizeof given);
        ck_assert_int_eq(smtpcodes_reply_fingerprint(TEXT("550 x"), (smtpcodes_fingerprint *)(void *)given, size, NULL, 0), 5);
        ck_assert_int_eq(memcmp(given, &whole, common), 0);
        for (index = common / 4; index < size / 4; index++) {
            ck_assert_int_eq(given[index], 0);
        }
        ck_assert_int_eq(given[size / 4], 0x5A5A5A5A);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {what_differs_from_mail_to_mail_has_a_name, the_same_said_of_other_mails_is_equal,
                                  a_normalisation_never_changes, a_text_is_whole_or_not_there,
                                  fingerprints_fit_every_size};

    return run_tests("fingerprint", tests, COUNT(tests));
}
