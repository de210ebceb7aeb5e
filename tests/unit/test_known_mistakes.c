/* One test for each known mistake of other reference pages (known-mistakes.md). A later test may never drop one. What is
 * said of pairs holds for every pair, which tests/pairs looks at; here the pairs are those that the pages are about. */
#include "test.h"

enum { TITLE = SMTPCODES_FIELD_TITLE, ENGLISH = SMTPCODES_LANGUAGE_ENGLISH, RELAY = SMTPCODES_ROLE_RELAY };

/* ---------------------------------------------------------------------------------------------------------- texts */

static const char *text_of(smtpcodes_code code, int32_t stage, int32_t field)
{
    return smtpcodes_code_text(code, stage, field, ENGLISH);
}

/* Whether a field of a code, in general or at a stage, holds some words. */
static int any_text_holds(smtpcodes_code code, int32_t stage, const char *words)
{
    int32_t field;

    for (field = TITLE; field <= SMTPCODES_FIELD_NOTE; field++) {
        if (strstr(text_of(code, 0, field), words) != NULL || strstr(text_of(code, stage, field), words) != NULL) {
            return 1;
        }
    }
    return 0;
}

/* The first code in the table with a text that holds some words; 0: none. */
static smtpcodes_code code_that_says(const char *words)
{
    smtpcodes_code code;
    int32_t stage;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        for (stage = 0; stage < STAGES; stage++) {
            if (any_text_holds(code, stage, words)) {
                return code;
            }
        }
    }
    return 0;
}

static size_t letters(const char *text)
{
    size_t length = 0;

    while ((text[length] >= 'a' && text[length] <= 'z') || (text[length] >= 'A' && text[length] <= 'Z')) {
        length++;
    }
    return length;
}

static int has_doubled_word(const char *text)
{
    while (*text != '\0') {
        size_t length = letters(text);

        if (length > 0 && text[length] == ' ' && letters(text + length + 1) == length &&
            strncmp(text, text + length + 1, length) == 0) {
            return 1;
        }
        text += length > 0 ? length : 1;
    }
    return 0;
}

START_TEST(test_k01_no_doubled_word) /* "when when connecting" */
{
    smtpcodes_code code;
    int32_t stage, field;

    ck_assert(has_doubled_word("you see it when when connecting"));
    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        for (stage = 0; stage < STAGES; stage++) {
            for (field = TITLE; field <= SMTPCODES_FIELD_NOTE; field++) {
                ck_assert_msg(!has_doubled_word(text_of(code, stage, field)), "%s: %s", shown(code), text_of(code,
                    stage, field));
            }
        }
    }
}
END_TEST

START_TEST(test_k03_nothing_is_cut) /* a short buffer stays empty and learns the length; a meaning ends as a sentence */
{
    char buffer[8];
    size_t size;
    smtpcodes_code code;

    for (size = 1; size <= 6; size++) {
        ck_assert_int_eq(smtpcodes_code_format(5007026, buffer, size), 6);
        ck_assert_str_eq(buffer, "");
    }
    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        const char *meaning = text_of(code, 0, SMTPCODES_FIELD_MEANING);

        ck_assert_msg(meaning[0] != '\0' && strchr(".!?", meaning[strlen(meaning) - 1]) != NULL, "%s: %s", shown(code),
                      meaning);
    }
}
END_TEST

START_TEST(test_k06_titles_are_unique) /* 251 and 551 had one title */
{
    smtpcodes_code one, two;

    ck_assert_str_ne(text_of(251, 0, TITLE), text_of(551, 0, TITLE));
    for (one = smtpcodes_code_next(0); one != 0; one = smtpcodes_code_next(one)) {
        for (two = smtpcodes_code_next(one); two != 0; two = smtpcodes_code_next(two)) {
            ck_assert_msg(strcmp(text_of(one, 0, TITLE), text_of(two, 0, TITLE)) != 0, "%s and %s", shown(one),
                          shown(two));
        }
    }
}
END_TEST

START_TEST(test_k09_354_and_521_never_meet) /* 354 answers DATA, 521 the connection (RFC 5321 4.3.2; RFC 7504 3) */
{
    smtpcodes_comparison comparison;

    smtpcodes_compare(354, 521, &comparison, sizeof comparison);
    ck_assert_int_eq(comparison.meeting_stages, 0);
    ck_assert_int_eq(smtpcodes_compare_stage_next(354, 521, 0), 0);
    ck_assert_int_ne(comparison.differing & SMTPCODES_FACET_STAGES, 0);
    ck_assert_int_eq(smtpcodes_code_at_stage(354, SMTPCODES_STAGE_DATA), SMTPCODES_ANSWER_INTERMEDIATE);
    ck_assert_int_eq(smtpcodes_code_at_stage(521, SMTPCODES_STAGE_GREETING), SMTPCODES_ANSWER_ERROR);
}
END_TEST

/* ------------------------------------------------------------------------------------------------------- coverage */

START_TEST(test_k12_enhanced_codes_tell_550_apart) /* RFC 3463: no such mailbox, policy, failed authentication */
{
    static const smtpcodes_code enhanced[] = {5001001, 5007001, 5007026};
    size_t one, two;

    for (one = 0; one < COUNT(enhanced); one++) {
        for (two = one + 1; two < COUNT(enhanced); two++) {
            smtpcodes_classification first = decide(550, enhanced[one], SMTPCODES_STAGE_RCPT, RELAY, 0);
            smtpcodes_classification second = decide(550, enhanced[two], SMTPCODES_STAGE_RCPT, RELAY, 0);
            smtpcodes_comparison comparison;

            ck_assert_int_ne(first.reason, second.reason);
            ck_assert_int_ne(first.remedy, second.remedy);
            smtpcodes_compare(enhanced[one], enhanced[two], &comparison, sizeof comparison);
            ck_assert_int_ne(comparison.differing & SMTPCODES_FACET_REASON, 0);
        }
    }
}
END_TEST

START_TEST(test_k13_no_code_is_missing) /* RFC 4954 6; RFC 3207 4; RFC 5321 4.2.3; RFC 7504; RFC 5248 2.4 */
{
    static const smtpcodes_code codes[] = {432, 454, 455, 523, 524, 525, 534, 538, 555, 556};
    size_t row;

    for (row = 0; row < COUNT(codes); row++) {
        ck_assert_int_ne(smtpcodes_code_standing(codes[row]), SMTPCODES_STANDING_NONE);
        ck_assert_str_ne(text_of(codes[row], 0, SMTPCODES_FIELD_MEANING), "");
    }
}
END_TEST

START_TEST(test_k14_every_official_code_has_a_stage) /* which command a code can answer (RFC 5321 4.3.2) */
{
    smtpcodes_code code;

    for (code = smtpcodes_code_next(0); code != 0 && code < 1000; code = smtpcodes_code_next(code)) {
        int32_t standing = smtpcodes_code_standing(code), stage, stages = 0;

        for (stage = 1; stage < STAGES; stage++) {
            stages += smtpcodes_code_at_stage(code, stage) != SMTPCODES_ANSWER_NEVER;
        }
        /* 430 and 533 have no RFC that would say where, but were seen. */
        ck_assert_msg(stages > 0 || standing == SMTPCODES_STANDING_OBSOLETE ||
                      standing == SMTPCODES_STANDING_UNOFFICIAL, "%s",
                      shown(code));
    }
}
END_TEST

/* retry advice, party at fault; the input of a whole reply: test_reply.c */
START_TEST(test_k15_refusals_tell_retry_and_party)
{
    smtpcodes_code code;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        if (smtpcodes_code_severity(code) >= SMTPCODES_SEVERITY_TRANSIENT) {
            smtpcodes_classification decision = decide(code, 0, 0, 0, 0);

            ck_assert_msg(decision.step != 0 && decision.later != 0 && decision.remedy != 0, "%s", shown(code));
        }
    }
    ck_assert_int_eq(decide(550, 5001001, SMTPCODES_STAGE_RCPT, RELAY, 0).parties, SMTPCODES_PARTY_SENDER);
    ck_assert_int_eq(decide(550, 5007023, SMTPCODES_STAGE_RCPT, RELAY, 0).parties,
                     SMTPCODES_PARTY_SENDING_ADMINISTRATOR);
}
END_TEST

/* ---------------------------------------------------------------------------------------------------------- facts */

START_TEST(test_k16_354_dots_are_the_clients_duty) /* RFC 5321, section 4.5.2 */
{
    ck_assert(!any_text_holds(354, SMTPCODES_STAGE_DATA, "bare period"));
    ck_assert(any_text_holds(354, SMTPCODES_STAGE_DATA, "dot"));
    ck_assert(strstr(text_of(354, SMTPCODES_STAGE_DATA, SMTPCODES_FIELD_CLIENT), "dot") != NULL ||
              any_text_holds(354, SMTPCODES_STAGE_DATA, "4.5.2"));
    /* An error behind the final dot is a verdict on content or policy, never on the dots. */
    ck_assert_int_eq(decide(550, 5007001, SMTPCODES_STAGE_DATA_END, RELAY, 0).reason, SMTPCODES_REASON_POLICY_REJECTED);
}
END_TEST

START_TEST(test_k17_disabled_vrfy_answers_252) /* RFC 5321, section 7.3 */
{
    ck_assert_int_eq(smtpcodes_code_at_stage(252, SMTPCODES_STAGE_VRFY), SMTPCODES_ANSWER_SUCCESS);
    ck_assert_int_eq(smtpcodes_code_at_stage(252, SMTPCODES_STAGE_EXPN), SMTPCODES_ANSWER_SUCCESS);
    ck_assert(any_text_holds(502, SMTPCODES_STAGE_VRFY, "252"));
    ck_assert(any_text_holds(252, SMTPCODES_STAGE_VRFY, "VRFY"));
    ck_assert_int_eq(decide(252, 0, SMTPCODES_STAGE_VRFY, RELAY, 0).disposition, SMTPCODES_DISPOSITION_CONTINUE);
}
END_TEST

/* RFC 7504, section 3; RFC 7505, section 4.1; RFC 5321, section 3.1 */
START_TEST(test_k18_521_is_a_host_and_556_a_domain)
{
    static const int32_t stages[] = {SMTPCODES_STAGE_UNKNOWN, SMTPCODES_STAGE_GREETING, SMTPCODES_STAGE_RCPT};
    size_t row;

    for (row = 0; row < COUNT(stages); row++) {
        smtpcodes_classification host = decide(521, 0, stages[row], RELAY, 0);

        ck_assert_int_ne(host.reason, SMTPCODES_REASON_DOMAIN_NO_MAIL);
        ck_assert_int_ne(host.target, SMTPCODES_TARGET_RECIPIENT_DOMAIN);
        ck_assert_int_eq(host.suppress, SMTPCODES_SUPPRESS_NEVER);
    }
    ck_assert_int_eq(decide(521, 0, SMTPCODES_STAGE_GREETING, RELAY, 0).reason, SMTPCODES_REASON_SESSION_REFUSED);
    ck_assert_int_eq(decide(554, 0, SMTPCODES_STAGE_GREETING, RELAY, 0).reason, SMTPCODES_REASON_SESSION_REFUSED);
    ck_assert_int_eq(decide(556, 0, SMTPCODES_STAGE_RCPT, RELAY, 0).reason, SMTPCODES_REASON_DOMAIN_NO_MAIL);
    ck_assert_int_eq(decide(556, 5001010, SMTPCODES_STAGE_RCPT, RELAY, 0).target, SMTPCODES_TARGET_RECIPIENT_DOMAIN);
    ck_assert(strstr(text_of(521, 0, TITLE), "omain") == NULL);
    ck_assert(strstr(text_of(521, 0, TITLE), "ost") != NULL || strstr(text_of(521, 0, TITLE), "erver") != NULL);
    ck_assert(strstr(text_of(556, 0, TITLE), "omain") != NULL);
}
END_TEST

START_TEST(test_k19_530_is_tls_too) /* RFC 3207, section 4; RFC 4954, section 6 */
{
    smtpcodes_code code, enhanced;

    ck_assert(any_text_holds(530, SMTPCODES_STAGE_MAIL, "STARTTLS"));
    ck_assert(any_text_holds(530, SMTPCODES_STAGE_MAIL, "AUTH") || any_text_holds(530, SMTPCODES_STAGE_MAIL,
        "authentic"));
    ck_assert_int_eq(smtpcodes_code_at_stage(530, SMTPCODES_STAGE_EHLO), SMTPCODES_ANSWER_NEVER);
    ck_assert_int_eq(smtpcodes_code_at_stage(530, SMTPCODES_STAGE_QUIT), SMTPCODES_ANSWER_NEVER);
    ck_assert_int_eq(smtpcodes_code_at_stage(530, SMTPCODES_STAGE_NOOP), SMTPCODES_ANSWER_NEVER);
    ck_assert_int_eq(smtpcodes_code_at_stage(530, SMTPCODES_STAGE_RCPT), SMTPCODES_ANSWER_ERROR);
    ck_assert_int_eq(smtpcodes_reply_for(SMTPCODES_REASON_TLS_REQUIRED, 0, SMTPCODES_STAGE_MAIL, &code, &enhanced),
                     530);
    ck_assert_int_eq(smtpcodes_reply_for(SMTPCODES_REASON_AUTH_REQUIRED, 0, SMTPCODES_STAGE_MAIL, &code, &enhanced),
                     530);
}
END_TEST

START_TEST(test_k20_452_is_too_many_recipients) /* RFC 5321, section 4.5.3.1.10: the rest in another transaction */
{
    smtpcodes_classification limit = decide(452, 4005003, SMTPCODES_STAGE_RCPT, RELAY,
                                            SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED);
    smtpcodes_classification storage = decide(452, 4003001, SMTPCODES_STAGE_RCPT, RELAY,
                                              SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED);

    ck_assert_int_eq(limit.reason, SMTPCODES_REASON_TOO_MANY_RECIPIENTS);
    ck_assert_int_eq(limit.step, SMTPCODES_STEP_SPLIT);
    ck_assert_int_eq(storage.reason, SMTPCODES_REASON_SERVER_BUSY);
    ck_assert_int_eq(storage.step, SMTPCODES_STEP_DEFER);
    ck_assert(any_text_holds(452, SMTPCODES_STAGE_RCPT, "recipients"));
}
END_TEST

START_TEST(test_k21_552_is_three_things) /* RFC 5321 4.5.3.1.10; RFC 1870 6.1; RFC 3463 3.3 and 3.4 */
{
    smtpcodes_classification mailbox = decide(552, 5002002, SMTPCODES_STAGE_RCPT, RELAY, 0);
    smtpcodes_classification size = decide(552, 5003004, SMTPCODES_STAGE_MAIL, RELAY, 0);
    smtpcodes_classification length = decide(552, 5002003, SMTPCODES_STAGE_DATA_END, RELAY, 0);
    smtpcodes_classification limit = decide(552, 5005003, SMTPCODES_STAGE_RCPT, RELAY, 0);

    ck_assert_int_eq(mailbox.reason, SMTPCODES_REASON_MAILBOX_FULL);
    ck_assert_int_eq(size.reason, SMTPCODES_REASON_MESSAGE_TOO_LARGE);
    ck_assert_int_eq(length.reason, SMTPCODES_REASON_MESSAGE_TOO_LARGE);
    ck_assert_int_eq(limit.reason, SMTPCODES_REASON_TOO_MANY_RECIPIENTS);
    ck_assert_int_eq(limit.disposition, SMTPCODES_DISPOSITION_DEFER);
    ck_assert_int_eq(size.disposition, SMTPCODES_DISPOSITION_FAIL);
}
END_TEST

START_TEST(test_k22_553_is_more_than_syntax) /* RFC 5321 4.2.3: mailbox name not allowed; the syntax error is 501 */
{
    smtpcodes_code code, enhanced;

    ck_assert_int_eq(smtpcodes_reply_for(SMTPCODES_REASON_RECIPIENT_BAD_SYNTAX, 0, SMTPCODES_STAGE_RCPT, &code,
                                         &enhanced), 501);
    ck_assert(any_text_holds(553, SMTPCODES_STAGE_MAIL, "sender"));
    ck_assert_int_ne(decide(553, 5007001, SMTPCODES_STAGE_MAIL, RELAY, 0).reason,
                     SMTPCODES_REASON_RECIPIENT_BAD_SYNTAX);
    ck_assert_int_eq(decide(553, 5007001, SMTPCODES_STAGE_MAIL, RELAY, 0).suppress, SMTPCODES_SUPPRESS_NEVER);
    ck_assert_int_eq(decide(501, 0, SMTPCODES_STAGE_MAIL, RELAY, 0).reason, SMTPCODES_REASON_PROTOCOL_ERROR);
}
END_TEST

START_TEST(test_k23_550_is_three_cases) /* RFC 5321 4.2.3: not found, no access, or rejected for policy reasons */
{
    const char *title = text_of(550, 0, TITLE);

    ck_assert_str_ne(title, "Mailbox not found");
    ck_assert(strstr(title, "not found") == NULL);
    ck_assert(any_text_holds(550, SMTPCODES_STAGE_RCPT, "policy"));
    ck_assert_int_eq(decide(550, 0, SMTPCODES_STAGE_RCPT, RELAY, 0).reason, SMTPCODES_REASON_MAILBOX_UNAVAILABLE);
    ck_assert_int_eq(decide(550, 0, SMTPCODES_STAGE_RCPT, RELAY, 0).suppress, SMTPCODES_SUPPRESS_NEVER);
    ck_assert_int_eq(decide(550, 5001001, SMTPCODES_STAGE_RCPT, RELAY, 0).reason, SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    ck_assert_int_eq(decide(550, 5007001, SMTPCODES_STAGE_RCPT, RELAY, 0).reason, SMTPCODES_REASON_POLICY_REJECTED);
}
END_TEST

START_TEST(test_k24_421_has_consequences) /* RFC 5321, section 3.8 */
{
    smtpcodes_classification idle = decide(421, 0, SMTPCODES_STAGE_IDLE, RELAY, 0);
    smtpcodes_classification limits = decide(421, 4007000, SMTPCODES_STAGE_IDLE, RELAY, 0);
    smtpcodes_classification cached = decide(421, 0, SMTPCODES_STAGE_MAIL, RELAY, SMTPCODES_CONTEXT_CONNECTION_REUSED);
    smtpcodes_classification rcpt = decide(421, 4002001, SMTPCODES_STAGE_RCPT, RELAY, 0);
    int32_t stage;

    for (stage = SMTPCODES_STAGE_GREETING; stage <= SMTPCODES_STAGE_XFORWARD; stage++) {
        ck_assert_msg(smtpcodes_code_at_stage(421, stage) == SMTPCODES_ANSWER_ERROR, "stage %d", stage);
        ck_assert_int_eq(decide(421, 0, stage, RELAY, 0).connection, SMTPCODES_CONNECTION_CLOSING);
    }
    ck_assert_int_ne(rcpt.target, SMTPCODES_TARGET_RECIPIENT);
    ck_assert_int_eq(rcpt.extent, SMTPCODES_EXTENT_SESSION);
    ck_assert_int_eq(rcpt.step, SMTPCODES_STEP_NEXT_SERVER);
    ck_assert_int_eq(idle.step, SMTPCODES_STEP_REOPEN);
    ck_assert_int_eq(cached.step, SMTPCODES_STEP_REOPEN);
    ck_assert_int_ne(limits.step, SMTPCODES_STEP_REOPEN); /* it says something of limits or reputation */
}
END_TEST

START_TEST(test_k25_replies_lead_on) /* RFC 3207, section 4; RFC 4954, section 4; RFC 5321, section 4.1.1.1 */
{
    ck_assert_int_eq(smtpcodes_code_at_stage(220, SMTPCODES_STAGE_STARTTLS), SMTPCODES_ANSWER_SUCCESS);
    ck_assert(any_text_holds(220, SMTPCODES_STAGE_STARTTLS, "TLS"));
    ck_assert_str_ne(text_of(220, SMTPCODES_STAGE_STARTTLS, SMTPCODES_FIELD_MEANING),
                     text_of(220, SMTPCODES_STAGE_GREETING, SMTPCODES_FIELD_MEANING));
    ck_assert(any_text_holds(250, SMTPCODES_STAGE_EHLO, "EHLO"));
    ck_assert(any_text_holds(250, SMTPCODES_STAGE_EHLO, "line") || any_text_holds(250, SMTPCODES_STAGE_EHLO,
        "extension"));
    ck_assert(any_text_holds(235, SMTPCODES_STAGE_AUTH, "EHLO"));
    ck_assert(any_text_holds(334, SMTPCODES_STAGE_AUTH, "base64") || any_text_holds(334, SMTPCODES_STAGE_AUTH,
        "Base64"));
    ck_assert_int_eq(code_that_says("system inquiry"), 0);
    ck_assert_int_eq(code_that_says("System inquiry"), 0);
}
END_TEST

START_TEST(test_k26_512_octets) /* RFC 5321, sections 4.5.3.1.4 and 4.5.3.1.5: octets, with CRLF; extensions raise it */
{
    ck_assert_int_eq(code_that_says("512 characters"), 0);
    ck_assert_int_eq(code_that_says("512 bytes"), 0);
    ck_assert(any_text_holds(500, 0, "512 octets"));
}
END_TEST

START_TEST(test_k27_5yz_is_no_reason_to_remove) /* RFC 3463, sections 3.2, 3.3 and 3.8: only verdicts on the mailbox */
{
    static const smtpcodes_code now[] = {5001001, 5001003, 5001006};
    static const smtpcodes_code never[] = {0, 5001000, 5001007, 5001008, 5001009, 5001090, 5001091, 5007001, 5007000,
                                           5007023, 5007026, 5007027, 5007509, 5000000, 5003000, 5004001, 5005000};
    size_t row;

    for (row = 0; row < COUNT(now); row++) {
        ck_assert_int_eq(decide(550, now[row], SMTPCODES_STAGE_RCPT, RELAY, 0).suppress, SMTPCODES_SUPPRESS_NOW);
    }
    for (row = 0; row < COUNT(never); row++) {
        ck_assert_msg(decide(550, never[row], SMTPCODES_STAGE_RCPT, RELAY, 0).suppress == SMTPCODES_SUPPRESS_NEVER,
                      "550 %s",
                      shown(never[row]));
    }
    ck_assert_int_ne(decide(550, 5002001, SMTPCODES_STAGE_RCPT, RELAY, 0).suppress, SMTPCODES_SUPPRESS_NOW);
}
END_TEST

START_TEST(test_k28_no_classes_of_http) /* RFC 5321, section 4.2.1: 3yz is no redirect, 4yz and 5yz blame no side */
{
    static const char *const words[] = {"redirect", "Redirect", "client error", "Client error", "server error",
                                        "Server error"};
    int32_t severity, field;
    size_t row;

    for (row = 0; row < COUNT(words); row++) {
        for (severity = 2; severity <= 5; severity++) {
            for (field = TITLE; field <= SMTPCODES_FIELD_MEANING; field++) {
                const char *text = smtpcodes_word_text(SMTPCODES_VOCABULARY_SEVERITY, severity, field, ENGLISH);

                ck_assert_msg(strstr(text, words[row]) == NULL, "%s", text);
                ck_assert_msg(strstr(text_of(severity * 100 + 99, 0, field), words[row]) == NULL, "%dyz", severity);
            }
        }
        ck_assert_msg(!any_text_holds(354, 0, words[row]), "354: %s", words[row]);
    }
}
END_TEST

/* basic.csv: no RFC and no registry names them; RFC 5248 2.4 names six and defines none */
START_TEST(test_k29_folklore_is_marked)
{
    static const smtpcodes_code folklore[] = {101, 111, 420, 431, 441, 442, 446, 447, 449, 471, 510, 511, 512, 513,
                                              541};
    static const smtpcodes_code registry[] = {422, 430, 523, 524, 525, 533};
    size_t row;

    for (row = 0; row < COUNT(folklore); row++) {
        ck_assert_int_eq(smtpcodes_code_standing(folklore[row]), SMTPCODES_STANDING_UNOFFICIAL);
        ck_assert_str_ne(smtpcodes_code_reference(folklore[row], 0), "");
        ck_assert(strncmp(smtpcodes_code_reference(folklore[row], 0), "RFC", 3) != 0);
        ck_assert_int_ne(decide(folklore[row], 0, 0, 0, 0).flags & SMTPCODES_FLAG_UNOFFICIAL, 0);
    }
    for (row = 0; row < COUNT(registry); row++) {
        ck_assert_int_eq(smtpcodes_code_standing(registry[row]), SMTPCODES_STANDING_REGISTRY_ONLY);
        ck_assert_int_eq(decide(registry[row], 0, 0, 0, 0).flags & SMTPCODES_FLAG_UNOFFICIAL, 0);
    }
}
END_TEST

/* RFC 2034, section 4: the same class; the reply code is followed */
START_TEST(test_k30_conflicting_classes_are_flagged)
{
    smtpcodes_classification decision = decide(450, 2003001, SMTPCODES_STAGE_RCPT, RELAY, 0);

    ck_assert_int_eq(decision.disposition, SMTPCODES_DISPOSITION_DEFER);
    ck_assert_int_eq(decision.severity, SMTPCODES_SEVERITY_TRANSIENT);
    ck_assert_int_ne(decision.flags & SMTPCODES_FLAG_CLASS_CONFLICT, 0);
    ck_assert_int_eq(decision.dsn_status / 1000000, 4);
    ck_assert_int_ne(decision.reason, SMTPCODES_REASON_ACCEPTED);
}
END_TEST

/* ----------------------------------------------------------------------------------------------------- comparisons */

static char page[65536];

static const char *compared(smtpcodes_code first, smtpcodes_code second, int32_t part, int32_t language)
{
    smtpcodes_render_comparison(first, second, part, SMTPCODES_FORMAT_TEXT, language, page, sizeof page);
    return page;
}

static int times(const char *text, const char *words)
{
    int count = 0;

    for (text = strstr(text, words); text != NULL; text = strstr(text + 1, words)) {
        count++;
    }
    return count;
}

static const smtpcodes_code confused[][2] = {
    {354, 521}, {354, 550}, {211, 214}, {421, 451}, {450, 451}, {450, 550}, {251, 551}, {502, 252}, {521, 554},
    {ENHANCED(5, 1, 1), ENHANCED(5, 1, 2)}, {ENHANCED(5, 7, 1), ENHANCED(5, 7, 26)}, {ENHANCED(4, 2, 2), ENHANCED(5, 2, 2)},
};

/* A difference is a main clause of each code: its verb stands behind the code, in "211 reports ..., whereas 250 reports ..." */
START_TEST(test_k02_no_template_breaks_on_a_noun_phrase)
{
    static const char *const verbs[] = {
        "has ", "reports ", "asks ", "refuses ", "does ", "confirms ", "says ", "complains ", "turns ", "blames ", "admits ",
        "sends ", "points ", "doubts ", "misses ", "demands ", "dislikes ", "takes ", "objects ", "names ", "is ", "may ",
        "answers ", "decides ", "means ", "leaves ", "keeps ", "will ", "gives ", "lets ", "makes ", "can ", "ends ", "concerns ",
        "costs ", "speaks ", "calls ", "needs ", "tells ", "comes ", "would ", "belongs ", "was ", "stands "};
    smtpcodes_code first, second;

    for (first = smtpcodes_code_next(0); first != 0; first = smtpcodes_code_next(first)) {
        for (second = first; second != 0; second = smtpcodes_code_next(second)) {
            int32_t number = 0;
            const char *text;

            while (*(text = compared(first, second, SMTPCODES_PART_DIFFERENCE + number++, ENGLISH)) != '\0') {
                const char *verb = text + strlen(shown(first)) + 1, *other = strstr(text, ", whereas ");
                size_t row = 0;

                ck_assert_msg(strncmp(text, shown(first), strlen(shown(first))) == 0 && other != NULL, "%s", text);
                while (row < COUNT(verbs) && strncmp(verb, verbs[row], strlen(verbs[row])) != 0) {
                    row++;
                }
                ck_assert_msg(row < COUNT(verbs), "no verb: %s", text);
                ck_assert_msg(strncmp(other + 10, shown(second), strlen(shown(second))) == 0, "%s", text);
            }
        }
    }
}
END_TEST

START_TEST(test_k04_a_difference_repeats_no_description)
{
    size_t row;

    for (row = 0; row < COUNT(confused); row++) {
        const char *text = compared(confused[row][0], confused[row][1], SMTPCODES_PART_DIFFERENCES, ENGLISH);
        int32_t field, which;

        ck_assert_int_gt(times(text, ", whereas "), 0);
        for (field = SMTPCODES_FIELD_MEANING; field <= SMTPCODES_FIELD_NOTE; field++) {
            for (which = 0; which < 2; which++) {
                const char *own = text_of(confused[row][which], 0, field);

                ck_assert_msg(*own == '\0' || strstr(text, own) == NULL, "%s: %s", shown(confused[row][which]), own);
            }
        }
    }
}
END_TEST

/* Two questions: which one a server sends when, and what a client does with each. Neither is "how to fix". */
START_TEST(test_k05_which_to_use_is_two_questions)
{
    size_t row;

    for (row = 0; row < COUNT(confused); row++) {
        smtpcodes_code first = confused[row][0], second = confused[row][1];
        const char *text = compared(first, second, SMTPCODES_PART_CHOICE, ENGLISH);

        ck_assert(strstr(text, text_of(first, 0, SMTPCODES_FIELD_SERVER)) != NULL);
        ck_assert(strstr(text, text_of(second, 0, SMTPCODES_FIELD_SERVER)) != NULL);
        ck_assert(strstr(text, text_of(first, 0, SMTPCODES_FIELD_FIX)) == NULL);
        text = compared(first, second, SMTPCODES_PART_CLIENT, ENGLISH);
        ck_assert(strstr(text, text_of(first, 0, SMTPCODES_FIELD_CLIENT)) != NULL);
        ck_assert(strstr(text, text_of(second, 0, SMTPCODES_FIELD_CLIENT)) != NULL);
        ck_assert(strstr(text, text_of(second, 0, SMTPCODES_FIELD_FIX)) == NULL);
    }
}
END_TEST

START_TEST(test_k07_no_description_stands_twice)
{
    size_t row;

    for (row = 0; row < COUNT(confused); row++) {
        const char *text = compared(confused[row][0], confused[row][1], SMTPCODES_PART_WHOLE, ENGLISH);
        int32_t field, which;

        for (field = SMTPCODES_FIELD_MEANING; field <= SMTPCODES_FIELD_NOTE; field++) {
            for (which = 0; which < 2; which++) {
                const char *own = text_of(confused[row][which], 0, field);

                ck_assert_msg(*own == '\0' || times(text, own) == 1, "%d times: %s", times(text, own), own);
            }
        }
    }
}
END_TEST

START_TEST(test_k08_codes_of_one_class_differ_too)
{
    smtpcodes_code first, second;
    int seen = 0;

    for (first = smtpcodes_code_next(0); first != 0; first = smtpcodes_code_next(first)) {
        for (second = smtpcodes_code_next(first); second != 0; second = smtpcodes_code_next(second)) {
            if (smtpcodes_code_severity(first) == smtpcodes_code_severity(second)) {
                const char *text = compared(first, second, SMTPCODES_PART_WHOLE, ENGLISH);

                ck_assert_int_ge(times(text, ", whereas "), 1);
                seen++;
            }
        }
    }
    ck_assert_int_gt(seen, 1000);
}
END_TEST

/* Class names and titles too; what is missing is English and says so. */
START_TEST(test_k10_everything_is_translated)
{
    int32_t index, language;

    for (index = 0; (language = smtpcodes_language_at(index)) != 0; index++) {
        const char *title = smtpcodes_code_text(354, 0, TITLE, language);
        const char *severity = smtpcodes_word_text(SMTPCODES_VOCABULARY_SEVERITY, SMTPCODES_SEVERITY_PERMANENT, TITLE, language);

        ck_assert_int_eq(smtpcodes_code_text_language(354, 0, TITLE, language), language);
        ck_assert_int_eq(strcmp(title, text_of(354, 0, TITLE)) == 0, language == ENGLISH);
        ck_assert_int_eq(strcmp(severity, "Permanent failure") == 0, language == ENGLISH);
        ck_assert(strstr(compared(354, 521, SMTPCODES_PART_WHOLE, language), title) != NULL);
        ck_assert_int_eq(strstr(compared(354, 521, SMTPCODES_PART_WHOLE, language), "whereas") != NULL, language == ENGLISH);
    }
    ck_assert_int_eq(smtpcodes_code_text_language(354, 0, TITLE, 99), ENGLISH);
}
END_TEST

/* The label of a text is the same on the page of a code and on that of a comparison. */
START_TEST(test_k11_one_label_one_translation)
{
    static char other[65536];
    int32_t index, language, part;

    for (index = 0; (language = smtpcodes_language_at(index)) != 0; index++) {
        smtpcodes_render_code(354, 0, 0, SMTPCODES_FORMAT_TEXT, language, other, sizeof other);
        compared(354, 521, SMTPCODES_PART_WHOLE, language);
        for (part = SMTPCODES_PART_MEANING; part <= SMTPCODES_PART_FIX; part++) {
            char label[256];

            snprintf(label, sizeof label, "\n%s: ", smtpcodes_word_text(SMTPCODES_VOCABULARY_PART, part, TITLE, language));
            ck_assert_msg(times(other, label) == 1 && times(page, label) == 2, "%s", label);
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        test_k02_no_template_breaks_on_a_noun_phrase, test_k04_a_difference_repeats_no_description,
        test_k05_which_to_use_is_two_questions, test_k07_no_description_stands_twice, test_k08_codes_of_one_class_differ_too,
        test_k10_everything_is_translated, test_k11_one_label_one_translation, test_k01_no_doubled_word, test_k03_nothing_is_cut, test_k06_titles_are_unique, test_k09_354_and_521_never_meet,
        test_k12_enhanced_codes_tell_550_apart, test_k13_no_code_is_missing, test_k14_every_official_code_has_a_stage,
        test_k15_refusals_tell_retry_and_party, test_k16_354_dots_are_the_clients_duty,
        test_k17_disabled_vrfy_answers_252,
        test_k18_521_is_a_host_and_556_a_domain, test_k19_530_is_tls_too, test_k20_452_is_too_many_recipients,
        test_k21_552_is_three_things, test_k22_553_is_more_than_syntax, test_k23_550_is_three_cases,
        test_k24_421_has_consequences, test_k25_replies_lead_on, test_k26_512_octets,
        test_k27_5yz_is_no_reason_to_remove, test_k28_no_classes_of_http, test_k29_folklore_is_marked,
        test_k30_conflicting_classes_are_flagged};

    return run_tests("known mistakes", tests, COUNT(tests));
}
