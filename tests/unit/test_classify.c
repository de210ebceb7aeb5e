/* Codes, stage and context to a decision; events; the reply for a reason.
 *
 * Expectations are written by hand: RFC 5321 and the extension that a row names, and where those leave it open what
 * Postfix and Exim do. */
#include "test.h"

enum { /* context flags, in short */
    ACCEPTED = SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED,
    ALL_REFUSED = SMTPCODES_CONTEXT_ALL_REFUSED,
    REUSED = SMTPCODES_CONTEXT_CONNECTION_REUSED,
    LAST_SERVER = SMTPCODES_CONTEXT_LAST_SERVER,
    TLS_REQUIRED = SMTPCODES_CONTEXT_TLS_REQUIRED,
    TLS_ACTIVE = SMTPCODES_CONTEXT_TLS_ACTIVE,
    LAST_CHUNK = SMTPCODES_CONTEXT_LAST_CHUNK,
    PER_RECIPIENT = SMTPCODES_CONTEXT_PER_RECIPIENT,
    PLAIN = 0,    /* the first digit decides */
    SPECIAL = SMTPCODES_FLAG_SPECIAL_CASE
};

/* ---------------------------------------------------------------------------------------- what becomes of the mail */

struct decision {
    smtpcodes_code code, enhanced;
    int32_t stage, role, flags;
    int32_t disposition, step, otherwise, extent, connection, special;
};

#define DECISION(code, enhanced, stage, role, flags, disposition, step, otherwise, extent, connection, special) \
    { \
        code, enhanced, SMTPCODES_STAGE_##stage, SMTPCODES_ROLE_##role, flags, SMTPCODES_DISPOSITION_##disposition, \
            SMTPCODES_STEP_##step, SMTPCODES_STEP_##otherwise, SMTPCODES_EXTENT_##extent, \
            SMTPCODES_CONNECTION_##connection, special \
    }

static void expect_decisions(const struct decision *rows, size_t count)
{
    size_t row;

    for (row = 0; row < count; row++) {
        const struct decision *want = &rows[row];
        smtpcodes_classification got = decide(want->code, want->enhanced, want->stage, want->role, want->flags);

        ck_assert_msg(got.disposition == want->disposition && got.step == want->step &&
                      got.otherwise == want->otherwise &&
                          got.extent == want->extent && got.connection == want->connection &&
                          (got.flags & SPECIAL) == want->special,
                      "%s %s stage %d role %d flags %d: disposition %d for %d, step %d for %d, otherwise %d for %d, "
                      "extent %d for %d, connection %d for %d, special %d for %d",
                      shown(want->code), shown(want->enhanced), want->stage, want->role, want->flags, got.disposition,
                      want->disposition, got.step, want->step, got.otherwise, want->otherwise, got.extent, want->extent,
                      got.connection, want->connection, got.flags & SPECIAL, want->special);
    }
}

#define EXPECT(rows) expect_decisions(rows, COUNT(rows))

START_TEST(goes_on) /* RFC 5321, sections 4.2.1 and 4.3.2: 2yz and 3yz where they are expected */
{
    static const struct decision rows[] = {
        DECISION(220, 0, GREETING, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, EHLO, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, HELO, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, LHLO, LMTP, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(220, 2000000, STARTTLS, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(334, 0, AUTH, SUBMISSION, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(235, 2007000, AUTH, SUBMISSION, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 2001000, MAIL, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(355, 0, MAIL, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 2001005, RCPT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(251, 0, RCPT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(252, 0, RCPT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(354, 0, DATA, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, BDAT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 2005000, BURL, SUBMISSION, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, RSET, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(252, 0, VRFY, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, EXPN, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(214, 0, HELP, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, NOOP, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(253, 0, ETRN, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, ATRN, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(220, 0, XCLIENT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(221, 2000000, QUIT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, CLOSING, PLAIN),
        DECISION(250, 0, UNKNOWN, UNKNOWN, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(354, 0, UNKNOWN, UNKNOWN, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(299, 0, RCPT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(hands_the_message_over) /* RFC 5321, sections 4.2.5 and 6.1; RFC 3030, section 2; RFC 4468, section 3 */
{
    static const struct decision rows[] = {
        DECISION(250, 2000000, DATA_END, RELAY, 0, DELIVERED, CONTINUE, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(250, 0, DATA_END, UNKNOWN, 0, DELIVERED, CONTINUE, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(250, 0, BDAT, RELAY, LAST_CHUNK, DELIVERED, CONTINUE, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(250, 0, BURL, SUBMISSION, LAST_CHUNK, DELIVERED, CONTINUE, NONE, TRANSACTION, OPEN, PLAIN)};

    EXPECT(rows);
}
END_TEST

/* RFC 5321, sections 3.1 and 5.1; RFC 7504, section 3: the host refuses, not the mail */
START_TEST(refuses_at_the_greeting)
{
    static const struct decision rows[] = {
        DECISION(421, 0, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(450, 0, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, PLAIN),
        DECISION(451, 0, GREETING, UNKNOWN, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, PLAIN),
        DECISION(554, 0, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(521, 0, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(550, 0, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(554, 5007001, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(550, 5001001, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(554, 0, GREETING, RELAY, LAST_SERVER, DEFER, DEFER, NONE, SESSION, QUIT, SPECIAL),
        DECISION(554, 0, GREETING, SUBMISSION, 0, DEFER, DEFER, NONE, SESSION, QUIT, SPECIAL),
        DECISION(421, 0, GREETING, SUBMISSION, 0, DEFER, DEFER, NONE, SESSION, CLOSING, PLAIN)};

    EXPECT(rows);
}
END_TEST

/* RFC 5321, sections 3.2 and 4.1.1.1: HELO where EHLO is refused; RFC 2033, section 4.1: not in LMTP */
START_TEST(refuses_hello)
{
    static const struct decision rows[] = {
        DECISION(500, 0, EHLO, RELAY, 0, DEFER, HELO, NEXT_SERVER, COMMAND, OPEN, SPECIAL),
        DECISION(502, 0, EHLO, RELAY, 0, DEFER, HELO, NEXT_SERVER, COMMAND, OPEN, SPECIAL),
        DECISION(501, 0, EHLO, UNKNOWN, 0, DEFER, HELO, NEXT_SERVER, COMMAND, OPEN, SPECIAL),
        DECISION(550, 0, EHLO, RELAY, 0, DEFER, HELO, NEXT_SERVER, COMMAND, OPEN, SPECIAL),
        DECISION(502, 0, EHLO, SUBMISSION, 0, DEFER, HELO, DEFER, COMMAND, OPEN, SPECIAL),
        DECISION(502, 0, EHLO, RELAY, LAST_SERVER, DEFER, HELO, DEFER, COMMAND, OPEN, SPECIAL),
        DECISION(450, 0, EHLO, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, PLAIN),
        DECISION(421, 0, EHLO, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(550, 0, HELO, RELAY, 0, FAIL, NEXT_SERVER, FAIL, SESSION, QUIT, PLAIN), /* not on the closed list */
        DECISION(504, 0, HELO, RELAY, 0, FAIL, NEXT_SERVER, FAIL, SESSION, QUIT, PLAIN),
        DECISION(550, 0, HELO, RELAY, LAST_SERVER, FAIL, FAIL, NONE, SESSION, QUIT, PLAIN),
        DECISION(450, 0, HELO, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, PLAIN),
        DECISION(500, 0, LHLO, LMTP, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(450, 0, LHLO, LMTP, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, PLAIN)};

    EXPECT(rows);
}
END_TEST

/* RFC 3207, section 4: the client decides; RFC 8461 5, RFC 8314 3: not without it where policy forbids */
START_TEST(refuses_starttls)
{
    static const struct decision rows[] = {
        DECISION(454, 0, STARTTLS, RELAY, 0, DEFER, WITHOUT_TLS, NEXT_SERVER, COMMAND, OPEN, PLAIN),
        DECISION(454, 4007000, STARTTLS, UNKNOWN, 0, DEFER, WITHOUT_TLS, NEXT_SERVER, COMMAND, OPEN, PLAIN),
        DECISION(500, 0, STARTTLS, RELAY, 0, DEFER, WITHOUT_TLS, NEXT_SERVER, COMMAND, OPEN, SPECIAL),
        DECISION(502, 5005001, STARTTLS, RELAY, 0, DEFER, WITHOUT_TLS, NEXT_SERVER, COMMAND, OPEN, SPECIAL),
        DECISION(501, 0, STARTTLS, RELAY, 0, DEFER, WITHOUT_TLS, NEXT_SERVER, COMMAND, OPEN, SPECIAL),
        DECISION(454, 0, STARTTLS, RELAY, TLS_REQUIRED, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, PLAIN),
        DECISION(502, 0, STARTTLS, RELAY, TLS_REQUIRED, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(454, 0, STARTTLS, RELAY, TLS_REQUIRED | LAST_SERVER, DEFER, DEFER, NONE, SESSION, QUIT, PLAIN),
        DECISION(454, 0, STARTTLS, SUBMISSION, 0, DEFER, DEFER, NONE, SESSION, QUIT, PLAIN),
        DECISION(502, 0, STARTTLS, SUBMISSION, 0, DEFER, DEFER, NONE, SESSION, QUIT, SPECIAL),
        DECISION(454, 0, STARTTLS, RELAY, TLS_REQUIRED | TLS_ACTIVE, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, PLAIN),
        DECISION(454, 0, STARTTLS, SUBMISSION, TLS_ACTIVE, DEFER, DEFER, NONE, SESSION, QUIT, PLAIN),
        DECISION(503, 0, STARTTLS, RELAY, TLS_REQUIRED | TLS_ACTIVE, CONTINUE, IGNORE, NONE, COMMAND, OPEN, SPECIAL)};

    EXPECT(rows);
}
END_TEST

/* RFC 4954, sections 4 and 6: the login is the relay's, its mail is never bounced for it */
START_TEST(refuses_a_relays_login)
{
    static const struct decision rows[] = {
        DECISION(535, 5007008, AUTH, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(535, 0, AUTH, UNKNOWN, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, SPECIAL),
        DECISION(504, 0, AUTH, RELAY, 0, DEFER, OTHER_MECHANISM, DEFER, COMMAND, OPEN, SPECIAL),
        DECISION(534, 5007009, AUTH, RELAY, 0, DEFER, OTHER_MECHANISM, DEFER, COMMAND, OPEN, SPECIAL),
        DECISION(538, 5007011, AUTH, RELAY, 0, DEFER, OTHER_MECHANISM, DEFER, COMMAND, OPEN, SPECIAL),
        DECISION(432, 4007012, AUTH, RELAY, 0, DEFER, OTHER_MECHANISM, DEFER, COMMAND, OPEN, PLAIN),
        DECISION(454, 4007000, AUTH, RELAY, 0, DEFER, DEFER, NONE, SESSION, QUIT, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(refuses_a_users_login) /* RFC 4954, sections 4 and 6: the user is there to be asked */
{
    static const struct decision rows[] = {
        DECISION(535, 5007008, AUTH, SUBMISSION, 0, FAIL, CREDENTIALS, FAIL, COMMAND, OPEN, PLAIN),
        DECISION(535, 0, AUTH, SUBMISSION, 0, FAIL, CREDENTIALS, FAIL, COMMAND, OPEN, PLAIN),
        DECISION(504, 5005004, AUTH, SUBMISSION, 0, FAIL, OTHER_MECHANISM, FAIL, COMMAND, OPEN, PLAIN),
        DECISION(534, 5007009, AUTH, SUBMISSION, 0, FAIL, OTHER_MECHANISM, FAIL, COMMAND, OPEN, PLAIN),
        DECISION(538, 5007011, AUTH, SUBMISSION, 0, FAIL, OTHER_MECHANISM, FAIL, COMMAND, OPEN, PLAIN),
        DECISION(501, 0, AUTH, SUBMISSION, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(503, 0, AUTH, SUBMISSION, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(432, 4007012, AUTH, SUBMISSION, 0, DEFER, OTHER_MECHANISM, DEFER, COMMAND, OPEN, PLAIN),
        DECISION(454, 4007000, AUTH, SUBMISSION, 0, DEFER, DEFER, NONE, SESSION, QUIT, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(refuses_the_sender) /* RFC 5321, sections 3.3, 4.1.1.11 and 4.2.1; RFC 4954, section 6 */
{
    static const struct decision rows[] = {
        DECISION(450, 0, MAIL, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(451, 4004003, MAIL, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(452, 4003001, MAIL, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(550, 5007001, MAIL, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(553, 5001008, MAIL, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(552, 5003004, MAIL, SUBMISSION, 0, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(455, 0, MAIL, RELAY, 0, DEFER, DROP_PARAMETER, DEFER, TRANSACTION, RESET, PLAIN),
        DECISION(555, 0, MAIL, RELAY, 0, FAIL, DROP_PARAMETER, FAIL, TRANSACTION, RESET, PLAIN),
        DECISION(530, 5007000, MAIL, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(530, 5007000, MAIL, SUBMISSION, 0, FAIL, CREDENTIALS, FAIL, TRANSACTION, RESET, PLAIN),
        DECISION(421, 0, MAIL, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(refuses_a_recipient) /* RFC 5321, sections 3.3 and 4.2.1: one recipient, and the transaction goes on */
{
    static const struct decision rows[] = {
        DECISION(450, 0, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(451, 4007001, RCPT, RELAY, ACCEPTED, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(550, 0, RCPT, UNKNOWN, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(550, 5001001, RCPT, RELAY, ACCEPTED, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(553, 5001003, RCPT, LMTP, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(551, 0, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(552, 5002002, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(552, 0, RCPT, RELAY, ACCEPTED, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(554, 5007001, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(556, 5001010, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(521, 0, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(455, 0, RCPT, RELAY, 0, DEFER, DROP_PARAMETER, DEFER, RECIPIENT, OPEN, PLAIN),
        DECISION(555, 0, RCPT, RELAY, 0, FAIL, DROP_PARAMETER, FAIL, RECIPIENT, OPEN, PLAIN),
        DECISION(599, 0, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(499, 0, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN)};

    EXPECT(rows);
}
END_TEST

/* RFC 5321, section 4.5.3.1.10: 452 splits only behind an accepted recipient; 552 counts as 452 */
START_TEST(splits_recipients)
{
    static const struct decision rows[] = {
        DECISION(452, 0, RCPT, RELAY, ACCEPTED, DEFER, SPLIT, DEFER, RECIPIENT, OPEN, SPECIAL),
        DECISION(452, 4005003, RCPT, RELAY, ACCEPTED, DEFER, SPLIT, DEFER, RECIPIENT, OPEN, SPECIAL),
        DECISION(452, 4005003, RCPT, SUBMISSION, ACCEPTED, DEFER, SPLIT, DEFER, RECIPIENT, OPEN, SPECIAL),
        DECISION(452, 4005003, RCPT, LMTP, ACCEPTED, DEFER, SPLIT, DEFER, RECIPIENT, OPEN, SPECIAL),
        DECISION(452, 0, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(452, 4005003, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(452, 4002002, RCPT, RELAY, ACCEPTED, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(452, 4003001, RCPT, RELAY, ACCEPTED, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(452, 4001001, RCPT, RELAY, ACCEPTED, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(452, 0, MAIL, RELAY, ACCEPTED, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(452, 0, DATA_END, RELAY, ACCEPTED, DEFER, DEFER, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(552, 5005003, RCPT, RELAY, ACCEPTED, DEFER, SPLIT, DEFER, RECIPIENT, OPEN, SPECIAL),
        DECISION(552, 4005003, RCPT, RELAY, ACCEPTED, DEFER, SPLIT, DEFER, RECIPIENT, OPEN, SPECIAL),
        DECISION(552, 5005003, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, SPECIAL),
        DECISION(552, 4005003, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, SPECIAL),
        DECISION(552, 5003004, RCPT, RELAY, ACCEPTED, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(refuses_data) /* RFC 5321, sections 3.3 and 4.5.3.1.10; RFC 2033 4.2: no news behind refused recipients */
{
    static const struct decision rows[] = {
        DECISION(451, 0, DATA, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(554, 0, DATA, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(503, 0, DATA, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(503, 0, DATA, RELAY, ALL_REFUSED, CONTINUE, IGNORE, NONE, TRANSACTION, RESET, SPECIAL),
        DECISION(503, 5005001, DATA, LMTP, ALL_REFUSED, CONTINUE, IGNORE, NONE, TRANSACTION, RESET, SPECIAL),
        DECISION(554, 0, DATA, RELAY, ALL_REFUSED, CONTINUE, IGNORE, NONE, TRANSACTION, RESET, SPECIAL),
        DECISION(554, 5005001, DATA, RELAY, ALL_REFUSED, CONTINUE, IGNORE, NONE, TRANSACTION, RESET, SPECIAL),
        DECISION(554, 5007001, DATA, RELAY, ALL_REFUSED, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(451, 0, DATA, RELAY, ALL_REFUSED, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(refuses_the_message) /* RFC 5321, sections 4.1.1.4 and 4.2.1; RFC 3030, section 2; RFC 4468, section 6 */
{
    static const struct decision rows[] = {
        DECISION(451, 4003000, DATA_END, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(450, 4007001, DATA_END, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(550, 5007001, DATA_END, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(552, 5003004, DATA_END, SUBMISSION, 0, FAIL, FAIL, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(554, 0, DATA_END, UNKNOWN, 0, FAIL, FAIL, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(452, 0, BDAT, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(554, 0, BDAT, RELAY, LAST_CHUNK, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(451, 0, BURL, SUBMISSION, 0, DEFER, DEFER, NONE, TRANSACTION, RESET, PLAIN),
        DECISION(554, 5006006, BURL, SUBMISSION, LAST_CHUNK, FAIL, FAIL, NONE, TRANSACTION, RESET, PLAIN)};

    EXPECT(rows);
}
END_TEST

/* RFC 2033, sections 4.2 and 4.3; draft-hall-prdr and Exim: the last reply decides */
START_TEST(answers_for_each_recipient)
{
    static const struct decision rows[] = {
        DECISION(250, 0, DATA_END, LMTP, 0, DELIVERED, CONTINUE, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(452, 4002002, DATA_END, LMTP, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(550, 5001001, DATA_END, LMTP, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(250, 0, BDAT, LMTP, LAST_CHUNK, DELIVERED, CONTINUE, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(552, 5002002, BDAT, LMTP, LAST_CHUNK, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(250, 0, BDAT, LMTP, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(353, 0, DATA_END, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 0, DATA_END, RELAY, PER_RECIPIENT, CONTINUE, CONTINUE, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(450, 0, DATA_END, RELAY, PER_RECIPIENT, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(550, 0, DATA_END, RELAY, PER_RECIPIENT, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(250, 0, DATA_END, LMTP, PER_RECIPIENT, DELIVERED, CONTINUE, NONE, RECIPIENT, OPEN, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(refuses_beside_the_mail) /* RFC 5321, sections 4.1.1.5 to 4.1.1.10 and 3.1; RFC 1985 5.1; RFC 2645 5.2.1 */
{
    static const struct decision rows[] = {
        DECISION(500, 0, RSET, RELAY, 0, DEFER, REOPEN, DEFER, COMMAND, QUIT, SPECIAL),
        DECISION(554, 0, NOOP, RELAY, 0, DEFER, REOPEN, DEFER, COMMAND, QUIT, SPECIAL),
        DECISION(450, 0, RSET, RELAY, 0, DEFER, REOPEN, DEFER, COMMAND, QUIT, PLAIN),
        DECISION(500, 0, QUIT, RELAY, 0, CONTINUE, IGNORE, NONE, COMMAND, CLOSING, SPECIAL),
        DECISION(550, 0, VRFY, RELAY, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(450, 0, VRFY, RELAY, 0, DEFER, DEFER, NONE, COMMAND, OPEN, PLAIN),
        DECISION(502, 0, EXPN, RELAY, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(504, 0, HELP, RELAY, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(458, 0, ETRN, RELAY, 0, DEFER, DEFER, NONE, COMMAND, OPEN, PLAIN),
        DECISION(501, 0, ETRN, RELAY, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(453, 0, ATRN, RELAY, 0, DEFER, DEFER, NONE, COMMAND, OPEN, PLAIN),
        DECISION(502, 0, TURN, RELAY, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(550, 0, XCLIENT, RELAY, 0, FAIL, FAIL, NONE, COMMAND, OPEN, PLAIN),
        DECISION(503, 0, REFUSED, RELAY, 0, DEFER, IGNORE, NONE, SESSION, QUIT, SPECIAL),
        DECISION(521, 0, REFUSED, RELAY, 0, DEFER, IGNORE, NONE, SESSION, QUIT, SPECIAL)};

    EXPECT(rows);
}
END_TEST

START_TEST(closes_the_session) /* RFC 5321, sections 3.8 and 4.2.2: 421 anywhere; a tired connection is opened anew */
{
    static const struct decision rows[] = {
        DECISION(421, 0, IDLE, RELAY, 0, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4004002, IDLE, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, MAIL, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4004002, MAIL, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, RSET, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, NOOP, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, EHLO, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4007000, MAIL, RELAY, REUSED, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4007028, RSET, RELAY, REUSED, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4003002, MAIL, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4004001, IDLE, RELAY, REUSED, DEFER, REOPEN, NEXT_SERVER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4004005, NOOP, RELAY, REUSED, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        /* K24: reputation */
        DECISION(421, 4007000, IDLE, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        /* K24: a limit */
        DECISION(421, 4007028, IDLE, RELAY, REUSED, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, RCPT, RELAY, REUSED, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 4002001, RCPT, RELAY, ACCEPTED, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, DATA, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, DATA_END, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, BDAT, RELAY, LAST_CHUNK, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, AUTH, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, STARTTLS, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, CLOSING, PLAIN),
        /* a log: no session at hand */
        DECISION(421, 0, UNKNOWN, UNKNOWN, 0, DEFER, DEFER, NONE, SESSION, CLOSING, PLAIN),
        DECISION(421, 4007000, RCPT, SUBMISSION, 0, DEFER, DEFER, NONE, SESSION, CLOSING, PLAIN),
        DECISION(421, 0, MAIL, SUBMISSION, REUSED, DEFER, REOPEN, DEFER, SESSION, CLOSING, PLAIN)};
    smtpcodes_classification quit = decide(421, 0, SMTPCODES_STAGE_QUIT, SMTPCODES_ROLE_RELAY, 0);

    EXPECT(rows);
    /* RFC 5321 4.1.1.10: the mail's fate is known */
    ck_assert_int_eq(quit.disposition, SMTPCODES_DISPOSITION_CONTINUE);
    ck_assert_int_eq(quit.step, SMTPCODES_STEP_IGNORE);
    ck_assert_int_eq(quit.extent, SMTPCODES_EXTENT_COMMAND);
    ck_assert_int_eq(quit.connection, SMTPCODES_CONNECTION_CLOSING);
}
END_TEST

START_TEST(closing_judges_nobody) /* RFC 5321, section 3.8: 421 ends the session and is never about one recipient */
{
    static const smtpcodes_code enhanced[] = {0, 4001001, 4002000, 4002001, 4002002, 4003002, 4007000, 4007001};
    static const int32_t stages[] = {SMTPCODES_STAGE_UNKNOWN, SMTPCODES_STAGE_RCPT, SMTPCODES_STAGE_DATA_END,
                                     SMTPCODES_STAGE_MAIL};
    smtpcodes_classification idle = decide(421, 0, SMTPCODES_STAGE_IDLE, 0, 0);
    size_t row, place;

    for (row = 0; row < COUNT(enhanced); row++) {
        for (place = 0; place < COUNT(stages); place++) {
            smtpcodes_classification got = decide(421, enhanced[row], stages[place], SMTPCODES_ROLE_RELAY, 0);

            ck_assert_msg(got.target != SMTPCODES_TARGET_RECIPIENT && got.suppress == SMTPCODES_SUPPRESS_NEVER &&
                              got.extent == SMTPCODES_EXTENT_SESSION,
                          "421 %s at stage %d", shown(enhanced[row]), stages[place]);
        }
    }
    ck_assert_int_eq(idle.parties, SMTPCODES_PARTY_NOBODY);
    ck_assert_int_eq(idle.target, SMTPCODES_TARGET_NONE);
    ck_assert_int_eq(idle.suppress, SMTPCODES_SUPPRESS_NEVER);
}
END_TEST

/* RFC 5321, section 4.2.1: the first digit; RFC 3463: the subject tells how far it goes */
START_TEST(decides_without_a_stage)
{
    static const struct decision rows[] = {
        DECISION(450, 0, UNKNOWN, UNKNOWN, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(550, 5001001, UNKNOWN, UNKNOWN, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(452, 4002002, UNKNOWN, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(0, 5001001, UNKNOWN, UNKNOWN, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(5001001, 0, UNKNOWN, UNKNOWN, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(554, 5007001, UNKNOWN, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(552, 5003004, UNKNOWN, RELAY, 0, FAIL, FAIL, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(451, 4003000, UNKNOWN, RELAY, 0, DEFER, DEFER, NONE, TRANSACTION, OPEN, PLAIN),
        DECISION(0, 4004007, UNKNOWN, UNKNOWN, 0, DEFER, DEFER, NONE, TRANSACTION, OPEN, PLAIN)};

    EXPECT(rows);
}
END_TEST

START_TEST(follows_the_reply_code) /* header: where the classes differ, the reply code is followed (K30) */
{
    static const struct decision rows[] = {
        DECISION(450, 2003001, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(450, 5001001, RCPT, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(550, 4007001, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(550, 2001005, RCPT, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, OPEN, PLAIN),
        DECISION(250, 5001001, RCPT, RELAY, 0, CONTINUE, CONTINUE, NONE, COMMAND, OPEN, PLAIN),
        DECISION(250, 4007001, DATA_END, RELAY, 0, DELIVERED, CONTINUE, NONE, TRANSACTION, OPEN, PLAIN)};
    size_t row;

    EXPECT(rows);
    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_classification got = decide(rows[row].code, rows[row].enhanced, rows[row].stage, 0, 0);

        ck_assert_int_ne(got.flags & SMTPCODES_FLAG_CLASS_CONFLICT, 0);
        ck_assert_int_eq(got.severity, rows[row].code / 100);
        ck_assert_int_ne(got.suppress, SMTPCODES_SUPPRESS_NOW);
    }
}
END_TEST

/* --------------------------------------------------------------------------------------------- out of step, no code */

struct odd {
    smtpcodes_code code;
    smtpcodes_code enhanced;
    int32_t stage;
    int32_t flag;
};

START_TEST(notices_what_cannot_be) /* RFC 5321 4.3.2: no success to DATA, no 3yz but to DATA (and AUTH, RFC 4954) */
{
    static const struct odd rows[] = {{354, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {354, 0, SMTPCODES_STAGE_EHLO, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {354, 0, SMTPCODES_STAGE_MAIL, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {354, 0, SMTPCODES_STAGE_AUTH, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {354, 0, SMTPCODES_STAGE_GREETING, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {334, 0, SMTPCODES_STAGE_DATA, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {334, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {250, 0, SMTPCODES_STAGE_DATA, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {250, 2000000, SMTPCODES_STAGE_DATA, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {220, 0, SMTPCODES_STAGE_DATA, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {399, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_FLAG_IMPOSSIBLE},
                                      {111, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_FLAG_OUTSIDE_GRAMMAR},
                                      {199, 0, SMTPCODES_STAGE_UNKNOWN, SMTPCODES_FLAG_OUTSIDE_GRAMMAR},
                                      {5, 0, SMTPCODES_STAGE_MAIL, SMTPCODES_FLAG_OUTSIDE_GRAMMAR},
                                      {650, 0, SMTPCODES_STAGE_DATA_END, SMTPCODES_FLAG_OUTSIDE_GRAMMAR},
                                      {999, 0, SMTPCODES_STAGE_QUIT, SMTPCODES_FLAG_OUTSIDE_GRAMMAR},
                                      {0, 3001001, SMTPCODES_STAGE_RCPT, SMTPCODES_FLAG_OUTSIDE_GRAMMAR},
                                      {0, 9001001, SMTPCODES_STAGE_UNKNOWN, SMTPCODES_FLAG_OUTSIDE_GRAMMAR}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_classification got = decide(rows[row].code, rows[row].enhanced, rows[row].stage,
                                              SMTPCODES_ROLE_RELAY, 0);

        ck_assert_msg(got.disposition == SMTPCODES_DISPOSITION_DEFER && got.step == SMTPCODES_STEP_DEFER &&
                          got.otherwise == SMTPCODES_STEP_NONE && got.extent == SMTPCODES_EXTENT_SESSION &&
                          got.connection == SMTPCODES_CONNECTION_OUT_OF_STEP && (got.flags & rows[row].flag) != 0 &&
                          got.suppress == SMTPCODES_SUPPRESS_NEVER && got.dsn_action == SMTPCODES_DSN_DELAYED,
                      "%s at stage %d", shown(rows[row].code), rows[row].stage);
        ck_assert_int_eq(got.dsn_status / 1000000, 4);
    }
}
END_TEST

static smtpcodes_classification decide_form(smtpcodes_code code, smtpcodes_code enhanced, int32_t form)
{
    smtpcodes_classification decision;
    smtpcodes_context context;

    memset(&context, 0, sizeof context);
    context.form = form;
    context.stage = SMTPCODES_STAGE_RCPT;
    smtpcodes_classify(code, enhanced, &context, sizeof context, &decision, sizeof decision);
    return decision;
}

/* on the wire it decides nothing; in a log the enhanced code is left */
START_TEST(reads_an_odd_reply_by_where_it_stands)
{
    smtpcodes_classification wire = decide_form(650, 5001001, SMTPCODES_FORM_WIRE);
    smtpcodes_classification refused = decide_form(650, 5001001, SMTPCODES_FORM_QUOTED);
    smtpcodes_classification later = decide_form(999, 4002002, SMTPCODES_FORM_QUOTED);

    ck_assert_int_eq(wire.disposition, SMTPCODES_DISPOSITION_DEFER);
    ck_assert_int_eq(wire.connection, SMTPCODES_CONNECTION_OUT_OF_STEP);
    ck_assert_int_eq(wire.suppress, SMTPCODES_SUPPRESS_NEVER);
    ck_assert_int_eq(refused.disposition, SMTPCODES_DISPOSITION_FAIL);
    ck_assert_int_eq(refused.severity, SMTPCODES_SEVERITY_PERMANENT);
    ck_assert_int_ne(refused.flags & SMTPCODES_FLAG_OUTSIDE_GRAMMAR, 0);
    ck_assert_int_eq(later.disposition, SMTPCODES_DISPOSITION_DEFER);
    ck_assert_int_eq(later.severity, SMTPCODES_SEVERITY_TRANSIENT);
}
END_TEST

static int is_empty(const smtpcodes_classification *decision)
{
    static const smtpcodes_classification empty;

    return memcmp(decision, &empty, sizeof empty) == 0;
}

START_TEST(decides_nothing_without_a_code) /* header: 0 where there is no code at all */
{
    smtpcodes_classification got;
    size_t row;

    for (row = 0; row < COUNT(no_codes); row++) {
        memset(&got, 0x5A, sizeof got);
        ck_assert_int_eq(smtpcodes_classify(no_codes[row], 0, NULL, 0, &got, sizeof got), 0);
        ck_assert_msg(is_empty(&got), "%d", no_codes[row]);
        memset(&got, 0x5A, sizeof got);
        ck_assert_int_eq(smtpcodes_classify(0, no_codes[row], NULL, 0, &got, sizeof got), 0);
        ck_assert_msg(is_empty(&got), "%d", no_codes[row]);
        ck_assert_int_eq(smtpcodes_classify(no_codes[row], no_codes[row], NULL, 0, &got, sizeof got), 0);
    }
    got = decide(0, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, ACCEPTED);
    ck_assert(is_empty(&got));
}
END_TEST

/* ---------------------------------------------------------------------------------------- who, why, whether to stop */

START_TEST(knows_the_next_server) /* reasons.md: useful for faults of the host, pointless for verdicts of the site */
{
    static const struct {
        smtpcodes_code code, enhanced;
        int32_t stage, next;
    } rows[] = {{554, 0, SMTPCODES_STAGE_GREETING, SMTPCODES_NEXT_SERVER_USEFUL},
                {421, 0, SMTPCODES_STAGE_GREETING, SMTPCODES_NEXT_SERVER_USEFUL},
                {521, 0, SMTPCODES_STAGE_GREETING, SMTPCODES_NEXT_SERVER_USEFUL},
                {450, 0, SMTPCODES_STAGE_EHLO, SMTPCODES_NEXT_SERVER_USEFUL},
                {502, 0, SMTPCODES_STAGE_EHLO, SMTPCODES_NEXT_SERVER_USEFUL},
                {550, 0, SMTPCODES_STAGE_HELO, SMTPCODES_NEXT_SERVER_USEFUL},
                {454, 0, SMTPCODES_STAGE_STARTTLS, SMTPCODES_NEXT_SERVER_USEFUL},
                {421, 0, SMTPCODES_STAGE_DATA_END, SMTPCODES_NEXT_SERVER_USEFUL},
                {550, 5001001, SMTPCODES_STAGE_RCPT, SMTPCODES_NEXT_SERVER_POINTLESS},
                {452, 4002002, SMTPCODES_STAGE_RCPT, SMTPCODES_NEXT_SERVER_POINTLESS},
                {552, 5003004, SMTPCODES_STAGE_MAIL, SMTPCODES_NEXT_SERVER_POINTLESS},
                {550, 5007001, SMTPCODES_STAGE_DATA_END, SMTPCODES_NEXT_SERVER_POINTLESS},
                {550, 5007026, SMTPCODES_STAGE_DATA_END, SMTPCODES_NEXT_SERVER_POINTLESS},
                {452, 4005003, SMTPCODES_STAGE_RCPT, SMTPCODES_NEXT_SERVER_UNKNOWN},
                {250, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_NEXT_SERVER_UNKNOWN}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_classification got = decide(rows[row].code, rows[row].enhanced, rows[row].stage,
                                              SMTPCODES_ROLE_RELAY, 0);

        ck_assert_msg(got.next_server == rows[row].next, "%s %s at stage %d: %d", shown(rows[row].code),
                      shown(rows[row].enhanced), rows[row].stage, got.next_server);
    }
}
END_TEST

#define SUPPRESSES(code, enhanced, stage, role, flags, recipients, suppress)                                           \
    {code, enhanced, SMTPCODES_STAGE_##stage, SMTPCODES_ROLE_##role, flags, recipients, SMTPCODES_SUPPRESS_##suppress}

/* reasons.md, K27: now only for a verdict on the mailbox, in a reply for that one alone */
START_TEST(suppresses_with_care)
{
    static const struct {
        smtpcodes_code code, enhanced;
        int32_t stage, role, flags, recipients, suppress;
    } rows[] = {SUPPRESSES(550, 5001001, RCPT, RELAY, 0, 0, NOW),
                SUPPRESSES(550, 5001001, RCPT, RELAY, ACCEPTED, 1, NOW),
                SUPPRESSES(501, 5001003, RCPT, RELAY, 0, 0, NOW),
                SUPPRESSES(550, 5001006, RCPT, RELAY, 0, 0, NOW),
                SUPPRESSES(556, 5001010, RCPT, RELAY, 0, 0, NOW),
                SUPPRESSES(556, 0, RCPT, RELAY, 0, 0, NOW),
                SUPPRESSES(550, 5001001, DATA_END, RELAY, 0, 1, NOW),
                SUPPRESSES(550, 5001001, DATA_END, LMTP, 0, 0, NOW),
                SUPPRESSES(550, 5001001, DATA_END, RELAY, PER_RECIPIENT, 0, NOW),
                SUPPRESSES(550, 5001001, DATA_END, RELAY, 0, 0, REPEATED),
                SUPPRESSES(550, 5001001, DATA_END, RELAY, 0, 3, REPEATED),
                SUPPRESSES(550, 5001001, UNKNOWN, UNKNOWN, 0, 0, REPEATED),
                SUPPRESSES(550, 5001002, RCPT, RELAY, 0, 0, REPEATED),
                SUPPRESSES(550, 5002001, RCPT, RELAY, 0, 0, REPEATED),
                SUPPRESSES(552, 5002002, RCPT, RELAY, 0, 0, REPEATED),
                SUPPRESSES(550, 0, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5001000, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5001007, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5001008, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5001090, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5001001, MAIL, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5001010, MAIL, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5007001, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5007026, RCPT, RELAY, 0, 1, NEVER),
                SUPPRESSES(550, 5007027, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(554, 0, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(521, 0, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(550, 5001001, GREETING, RELAY, 0, 0, NEVER),
                SUPPRESSES(552, 5005003, RCPT, RELAY, 0, 0, NEVER),
                SUPPRESSES(450, 4001001, RCPT, RELAY, 0, 1, NEVER),
                SUPPRESSES(452, 4002002, RCPT, RELAY, 0, 1, NEVER),
                SUPPRESSES(450, 5001001, RCPT, RELAY, 0, 1, NEVER),
                SUPPRESSES(421, 4001001, RCPT, RELAY, 0, 1, NEVER),
                SUPPRESSES(250, 2001005, RCPT, RELAY, 0, 1, NEVER)};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_context context;
        smtpcodes_classification got;

        memset(&context, 0, sizeof context);
        context.stage = rows[row].stage;
        context.role = rows[row].role;
        context.flags = rows[row].flags;
        context.recipients = rows[row].recipients;
        smtpcodes_classify(rows[row].code, rows[row].enhanced, &context, sizeof context, &got, sizeof got);
        ck_assert_msg(got.suppress == rows[row].suppress, "%s %s at stage %d for %d: %d", shown(rows[row].code),
                      shown(rows[row].enhanced), rows[row].stage, rows[row].recipients, got.suppress);
    }
}
END_TEST

#define ABOUT(code, enhanced, stage, reason, target, parties, later)                                                   \
    {code, enhanced, SMTPCODES_STAGE_##stage, SMTPCODES_REASON_##reason, SMTPCODES_TARGET_##target, parties,           \
     SMTPCODES_LATER_##later}

START_TEST(tells_who_and_why) /* the table of reasons.md; at MAIL what is said of a recipient is said of the sender */
{
    enum {
        NOBODY = 0,
        SENDER = SMTPCODES_PARTY_SENDER,
        RECIPIENT = SMTPCODES_PARTY_RECIPIENT,
        SENDING = SMTPCODES_PARTY_SENDING_ADMINISTRATOR,
        RECEIVING = SMTPCODES_PARTY_RECEIVING_ADMINISTRATOR
    };
    static const struct {
        smtpcodes_code code, enhanced;
        int32_t stage, reason, target, parties, later;
    } rows[] = {ABOUT(550, 5001001, RCPT, RECIPIENT_UNKNOWN, RECIPIENT, SENDER, PERMANENT),
                ABOUT(550, 5001001, MAIL, SENDER_INVALID, SENDER_ADDRESS, SENDING, PERMANENT),
                ABOUT(553, 5001008, MAIL, SENDER_INVALID, SENDER_ADDRESS, SENDING, PERMANENT),
                ABOUT(550, 5007027, MAIL, SENDER_INVALID, SENDER_ADDRESS, SENDING, PERMANENT),
                ABOUT(452, 4002002, RCPT, MAILBOX_FULL, RECIPIENT, RECIPIENT, TEMPORARY),
                ABOUT(552, 5002002, RCPT, MAILBOX_FULL, RECIPIENT, RECIPIENT, TEMPORARY),
                ABOUT(550, 5002001, RCPT, MAILBOX_DISABLED, RECIPIENT, RECIPIENT, PERMANENT),
                ABOUT(550, 0, RCPT, MAILBOX_UNAVAILABLE, RECIPIENT, RECIPIENT, PERMANENT),
                ABOUT(450, 0, RCPT, MAILBOX_UNAVAILABLE, RECIPIENT, RECIPIENT, TEMPORARY),
                ABOUT(556, 5001010, RCPT, DOMAIN_NO_MAIL, RECIPIENT_DOMAIN, SENDER, PERMANENT),
                ABOUT(554, 0, GREETING, SESSION_REFUSED, RECEIVING_HOST, SENDING | RECEIVING, PERMANENT),
                ABOUT(521, 0, GREETING, SESSION_REFUSED, RECEIVING_HOST, SENDING | RECEIVING, PERMANENT),
                ABOUT(452, 4003001, RCPT, SERVER_BUSY, RECEIVING_HOST, NOBODY, TEMPORARY),
                ABOUT(452, 4005003, RCPT, TOO_MANY_RECIPIENTS, MESSAGE, NOBODY, TEMPORARY),
                ABOUT(552, 5003004, DATA_END, MESSAGE_TOO_LARGE, MESSAGE, SENDER, PERMANENT),
                ABOUT(550, 5007023, RCPT, SPF_FAILED, SENDER_DOMAIN, SENDING, PERMANENT),
                ABOUT(550, 5007026, DATA_END, DMARC_FAILED, SENDER_DOMAIN, SENDING, PERMANENT),
                ABOUT(550, 5007025, RCPT, PTR_MISSING, CONNECTING_ADDRESS, SENDING, PERMANENT),
                ABOUT(550, 5007001, DATA_END, POLICY_REJECTED, RECEIVING_SITE, SENDING, PERMANENT),
                ABOUT(451, 4007001, RCPT, POLICY_REJECTED, RECEIVING_SITE, SENDING, TEMPORARY),
                ABOUT(530, 5007000, MAIL, AUTH_REQUIRED, SENDER_ACCOUNT, SENDER, PERMANENT),
                ABOUT(535, 5007008, AUTH, CREDENTIALS_WRONG, SENDER_ACCOUNT, SENDER, PERMANENT),
                ABOUT(454, 4007000, AUTH, AUTH_UNAVAILABLE, RECEIVING_HOST, RECEIVING, TEMPORARY),
                ABOUT(454, 4007000, STARTTLS, TLS_FAILED, RECEIVING_HOST, RECEIVING, TEMPORARY),
                ABOUT(502, 0, STARTTLS, TLS_FAILED, RECEIVING_HOST, RECEIVING, TEMPORARY),
                ABOUT(555, 0, MAIL, FEATURE_REFUSED, PROTOCOL, SENDING, PERMANENT),
                ABOUT(501, 0, MAIL, PROTOCOL_ERROR, PROTOCOL, SENDING, PERMANENT),
                ABOUT(250, 0, RCPT, ACCEPTED, NONE, NOBODY, NONE),
                ABOUT(354, 0, DATA, CONTINUE, NONE, NOBODY, NONE)};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_classification got = decide(rows[row].code, rows[row].enhanced, rows[row].stage,
                                              SMTPCODES_ROLE_RELAY, 0);

        ck_assert_msg(got.reason == rows[row].reason && got.target == rows[row].target &&
                      got.parties == rows[row].parties &&
                          got.later == rows[row].later,
                      "%s %s at stage %d: reason %d for %d, target %d for %d, parties %d for %d, later %d for %d",
                      shown(rows[row].code), shown(rows[row].enhanced), rows[row].stage, got.reason, rows[row].reason,
                      got.target, rows[row].target, got.parties, rows[row].parties, got.later, rows[row].later);
    }
}
END_TEST

/* RFC 5248, section 2.4, lists 422, 430, 523 to 525 and 533 without a definition; web lists and single servers made up the rest.
 * RFC 3463, section 3, and RFC 5248 define what stands beside them. */
START_TEST(numbers_that_nobody_defines_come_last)
{
    static const struct {
        smtpcodes_code code, enhanced;
        int32_t stage, reason;
    } rows[] = {{524, 5002004, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_SERVER_ERROR}, /* the expansion of a mailing list */
                {523, 5003004, SMTPCODES_STAGE_DATA_END, SMTPCODES_REASON_MESSAGE_TOO_LARGE},
                {522, 5007001, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_POLICY_REJECTED},
                {531, 5001004, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_MAILBOX_UNAVAILABLE},
                {513, 5003005, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_SERVER_ERROR},
                {447, 4003001, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_SERVER_BUSY},
                {524, 4002004, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_SERVER_ERROR}, /* in the class of the reply code */
                {522, 5002000, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_MAILBOX_FULL}, /* a subject alone tells less */
                {524, 5007000, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_METHOD_REFUSED},
                {524, 5007099, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_METHOD_REFUSED}, /* no such detail */
                {524, 0, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_METHOD_REFUSED},
                {535, 5007001, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_CREDENTIALS_WRONG}}; /* RFC 4954 defines 535 */
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        int32_t reason = decide(rows[row].code, rows[row].enhanced, rows[row].stage, 0, 0).reason;

        ck_assert_msg(reason == rows[row].reason, "%s %s: reason %d for %d", shown(rows[row].code),
                      shown(rows[row].enhanced), reason, rows[row].reason);
    }
}
END_TEST

START_TEST(any_registered_detail_comes_before_them)
{
    static const smtpcodes_code codes[] = {412, 417, 420, 422, 424, 426, 430, 431, 435, 440, 441, 442, 446, 447, 449, 456,
                                           471, 510, 511, 512, 513, 517, 520, 522, 523, 524, 525, 531, 533, 540, 541, 542,
                                           546, 557, 571};
    smtpcodes_code detail;
    size_t row;

    for (row = 0; row < COUNT(codes); row++) {
        for (detail = smtpcodes_code_next(codes[row] / 100 * 1000000); detail / 1000000 == codes[row] / 100;
             detail = smtpcodes_code_next(detail)) {
            int32_t alone = decide(detail, 0, SMTPCODES_STAGE_RCPT, 0, 0).reason;
            int32_t beside = decide(codes[row], detail, SMTPCODES_STAGE_RCPT, 0, 0).reason;

            ck_assert_msg(detail % 1000 == 0 || beside == alone, "%s %s: reason %d, alone %d", shown(codes[row]),
                          shown(detail), beside, alone);
        }
    }
}
END_TEST

START_TEST(the_stage_tells_two_454_apart) /* RFC 4954, section 6: no login now; RFC 3207, section 4: no TLS now */
{
    static const smtpcodes_code beside[] = {0, 4000000, 4003000, 4007000, 4007001};
    size_t row;

    for (row = 0; row < COUNT(beside); row++) {
        smtpcodes_classification at_auth = decide(454, beside[row], SMTPCODES_STAGE_AUTH, 0, 0);
        smtpcodes_classification at_starttls = decide(454, beside[row], SMTPCODES_STAGE_STARTTLS, 0, 0);

        ck_assert_msg(at_auth.reason == SMTPCODES_REASON_AUTH_UNAVAILABLE, "454 %s at AUTH: reason %d", shown(beside[row]),
                      at_auth.reason);
        ck_assert_msg(at_starttls.reason == SMTPCODES_REASON_TLS_FAILED, "454 %s at STARTTLS: reason %d",
                      shown(beside[row]), at_starttls.reason);
        ck_assert_int_eq(at_auth.disposition, SMTPCODES_DISPOSITION_DEFER);
        ck_assert_int_eq(at_starttls.disposition, SMTPCODES_DISPOSITION_DEFER);
    }
}
END_TEST

/* RFC 3464, sections 2.3.3 and 2.3.4; header: its own code where the class agrees */
START_TEST(fills_a_delivery_report)
{
    static const struct {
        smtpcodes_code code, enhanced;
        int32_t stage, role;
        smtpcodes_code status;
        int32_t action;
    } rows[] = {{550, 5001001, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 5001001, SMTPCODES_DSN_FAILED},
                {550, 5007509, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 5007509, SMTPCODES_DSN_FAILED},
                {452, 4002002, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 4002002, SMTPCODES_DSN_DELAYED},
                {421, 4007000, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 4007000, SMTPCODES_DSN_DELAYED},
                {554, 5003002, SMTPCODES_STAGE_GREETING, SMTPCODES_ROLE_RELAY, 4003002, SMTPCODES_DSN_DELAYED},
                {535, 5007008, SMTPCODES_STAGE_AUTH, SMTPCODES_ROLE_RELAY, 4007008, SMTPCODES_DSN_DELAYED},
                {535, 5007008, SMTPCODES_STAGE_AUTH, SMTPCODES_ROLE_SUBMISSION, 5007008, SMTPCODES_DSN_FAILED},
                {552, 5005003, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 4005003, SMTPCODES_DSN_DELAYED},
                {552, 4005003, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 4005003, SMTPCODES_DSN_DELAYED},
                {556, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 5001010, SMTPCODES_DSN_FAILED},
                {0, 5001001, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 5001001, SMTPCODES_DSN_FAILED},
                {250, 2006000, SMTPCODES_STAGE_DATA_END, SMTPCODES_ROLE_RELAY, 2006000, SMTPCODES_DSN_RELAYED},
                {250, 0, SMTPCODES_STAGE_DATA_END, SMTPCODES_ROLE_RELAY, 2000000, SMTPCODES_DSN_RELAYED},
                {250, 0, SMTPCODES_STAGE_DATA_END, SMTPCODES_ROLE_LMTP, 2000000, SMTPCODES_DSN_DELIVERED},
                {250, 2001005, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 2001005, SMTPCODES_DSN_NONE},
                {250, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 2000000, SMTPCODES_DSN_NONE},
                {354, 0, SMTPCODES_STAGE_DATA, SMTPCODES_ROLE_RELAY, 2000000, SMTPCODES_DSN_NONE}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_classification got = decide(rows[row].code, rows[row].enhanced, rows[row].stage, rows[row].role, 0);

        ck_assert_msg(got.dsn_status == rows[row].status && got.dsn_action == rows[row].action, "%s %s: %s, %d",
                      shown(rows[row].code), shown(rows[row].enhanced), shown(got.dsn_status), got.dsn_action);
    }
    ck_assert_int_eq(decide(550, 4007001, SMTPCODES_STAGE_RCPT, 0, 0).dsn_status / 1000000, 5);
    ck_assert_int_eq(decide(450, 5001001, SMTPCODES_STAGE_RCPT, 0, 0).dsn_status / 1000000, 4);
    ck_assert_int_eq(decide(450, 2003001, SMTPCODES_STAGE_RCPT, 0, 0).dsn_status / 1000000, 4);
}
END_TEST

/* RFC 5321, section 4.5.4.1: half an hour at least; header: 0 where none is known */
START_TEST(waits_where_mail_is_queued)
{
    smtpcodes_classification later = decide(451, 4003000, SMTPCODES_STAGE_DATA_END, SMTPCODES_ROLE_RELAY, 0);
    smtpcodes_classification failed = decide(550, 5001001, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 0);
    smtpcodes_classification taken = decide(250, 0, SMTPCODES_STAGE_DATA_END, SMTPCODES_ROLE_RELAY, 0);

    ck_assert_int_ge(later.delay_seconds, 300);
    ck_assert_int_eq(later.delay_source, SMTPCODES_DELAY_CUSTOMARY);
    ck_assert_int_eq(failed.delay_seconds, 0);
    ck_assert_int_eq(failed.delay_source, SMTPCODES_DELAY_NONE);
    ck_assert_int_eq(taken.delay_seconds, 0);
    ck_assert_int_eq(taken.delay_source, SMTPCODES_DELAY_NONE);
}
END_TEST

/* ---------------------------------------------------------------------------------------------------------- flags */

/* header, smtpcodes_decision_flags; RFC 5321 4.2 and 4.3.2; RFC 4954 6; RFC 1985 5.1; RFC 2645 5.2.1 */
START_TEST(raises_flags)
{
    enum {
        NOT_LISTED = SMTPCODES_FLAG_NOT_LISTED,
        SEEN = SMTPCODES_FLAG_NOT_LISTED | SMTPCODES_FLAG_SEEN_IN_PRACTICE,
        UNREGISTERED = SMTPCODES_FLAG_UNREGISTERED,
        UNOFFICIAL = SMTPCODES_FLAG_UNOFFICIAL,
        OUTSIDE = SMTPCODES_FLAG_OUTSIDE_GRAMMAR,
        CONFLICT = SMTPCODES_FLAG_CLASS_CONFLICT,
        POINTLESS = SMTPCODES_FLAG_RETRY_POINTLESS
    };
    static const struct {
        smtpcodes_code code, enhanced;
        int32_t stage, flags;
    } rows[] = {{550, 0, SMTPCODES_STAGE_RCPT, 0},
                {550, 5001001, SMTPCODES_STAGE_RCPT, 0},
                {550, 5001001, SMTPCODES_STAGE_UNKNOWN, 0},
                {250, 2000000, SMTPCODES_STAGE_DATA_END, 0},
                {354, 0, SMTPCODES_STAGE_DATA, 0},
                {421, 0, SMTPCODES_STAGE_RCPT, 0},
                {500, 0, SMTPCODES_STAGE_RCPT, 0},
                {530, 0, SMTPCODES_STAGE_MAIL, 0},
                {535, 5007008, SMTPCODES_STAGE_RCPT, SEEN},
                {551, 0, SMTPCODES_STAGE_BDAT, SEEN},
                {521, 0, SMTPCODES_STAGE_BDAT, SEEN},
                {535, 0, SMTPCODES_STAGE_DATA_END, NOT_LISTED},
                {553, 0, SMTPCODES_STAGE_DATA_END, NOT_LISTED},
                {459, 0, SMTPCODES_STAGE_RCPT, NOT_LISTED | POINTLESS},
                {251, 0, SMTPCODES_STAGE_MAIL, NOT_LISTED},
                {551, 5007001, SMTPCODES_STAGE_RCPT, 0},
                {559, 0, SMTPCODES_STAGE_RCPT, UNREGISTERED | NOT_LISTED},
                {559, 0, SMTPCODES_STAGE_UNKNOWN, UNREGISTERED},
                {599, 0, SMTPCODES_STAGE_UNKNOWN, UNREGISTERED | OUTSIDE},
                {542, 0, SMTPCODES_STAGE_RCPT, UNOFFICIAL | SEEN},
                {441, 0, SMTPCODES_STAGE_UNKNOWN, UNOFFICIAL},
                {571, 0, SMTPCODES_STAGE_UNKNOWN, UNOFFICIAL | OUTSIDE},
                {471, 0, SMTPCODES_STAGE_UNKNOWN, UNOFFICIAL | OUTSIDE},
                {422, 0, SMTPCODES_STAGE_AUTH, 0},
                {0, 5007001, SMTPCODES_STAGE_RCPT, 0},
                {0, 5007509, SMTPCODES_STAGE_RCPT, UNREGISTERED},
                {550, 4007001, SMTPCODES_STAGE_RCPT, CONFLICT},
                {450, 2003001, SMTPCODES_STAGE_RCPT, CONFLICT | UNREGISTERED},
                {550, 5007509, SMTPCODES_STAGE_RCPT, UNREGISTERED},
                {459, 0, SMTPCODES_STAGE_ETRN, POINTLESS},
                {450, 0, SMTPCODES_STAGE_ATRN, POINTLESS},
                {453, 0, SMTPCODES_STAGE_ATRN, POINTLESS},
                {432, 4007012, SMTPCODES_STAGE_AUTH, POINTLESS},
                {458, 0, SMTPCODES_STAGE_ETRN, 0},
                {451, 0, SMTPCODES_STAGE_ATRN, 0}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_classification got = decide(rows[row].code, rows[row].enhanced, rows[row].stage,
                                              SMTPCODES_ROLE_RELAY, 0);

        ck_assert_msg((got.flags & ~SPECIAL) == rows[row].flags, "%s %s at stage %d: %d for %d", shown(rows[row].code),
                      shown(rows[row].enhanced), rows[row].stage, got.flags, rows[row].flags);
    }
}
END_TEST

START_TEST(tells_the_standing_of_what_decided) /* header: of the code that decided */
{
    ck_assert_int_eq(decide(550, 5001001, 0, 0, 0).standing, SMTPCODES_STANDING_STANDARD);
    ck_assert_int_eq(decide(535, 0, SMTPCODES_STAGE_AUTH, 0, 0).standing, SMTPCODES_STANDING_EXTENSION);
    ck_assert_int_eq(decide(541, 0, 0, 0, 0).standing, SMTPCODES_STANDING_UNOFFICIAL);
    ck_assert_int_eq(decide(559, 0, 0, 0, 0).standing, SMTPCODES_STANDING_NONE);
    ck_assert_int_eq(decide(0, 5001001, 0, 0, 0).standing, SMTPCODES_STANDING_STANDARD);
    ck_assert_int_eq(decide(0, 5007509, 0, 0, 0).standing, SMTPCODES_STANDING_NONE);
    ck_assert_int_eq(decide(0, 5001001, 0, 0, 0).severity, SMTPCODES_SEVERITY_PERMANENT);
}
END_TEST

/* --------------------------------------------------------------------------------------------- what goes in and out */

START_TEST(takes_codes_from_the_context) /* header: used where the call has none; `code` may be an enhanced code */
{
    smtpcodes_classification whole = decide(550, 5001001, SMTPCODES_STAGE_RCPT, 0, 0), got;
    smtpcodes_context context;

    memset(&context, 0, sizeof context);
    context.stage = SMTPCODES_STAGE_RCPT;
    context.code = 550;
    context.enhanced = 5001001;
    smtpcodes_classify(0, 0, &context, sizeof context, &got, sizeof got);
    ck_assert_mem_eq(&got, &whole, sizeof got);
    smtpcodes_classify(550, 0, &context, sizeof context, &got, sizeof got);
    ck_assert_mem_eq(&got, &whole, sizeof got);
    smtpcodes_classify(0, 5001001, &context, sizeof context, &got, sizeof got);
    ck_assert_mem_eq(&got, &whole, sizeof got);
    smtpcodes_classify(5001001, 0, &context, sizeof context, &got, sizeof got);
    ck_assert_int_eq(got.reason, SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    context.code = 250;
    context.enhanced = 2001005;
    smtpcodes_classify(550, 5001001, &context, sizeof context, &got, sizeof got);
    ck_assert_mem_eq(&got, &whole, sizeof got);
    whole = decide(0, 5002002, SMTPCODES_STAGE_RCPT, 0, 0);
    got = decide(5002002, 0, SMTPCODES_STAGE_RCPT, 0, 0);
    ck_assert_mem_eq(&got, &whole, sizeof got);
}
END_TEST

START_TEST(refuses_bad_arguments) /* header: ERROR_ARGUMENT for NULL with a size, or no room for the decision */
{
    smtpcodes_classification got;
    size_t size;

    ck_assert_int_eq(smtpcodes_classify(550, 0, NULL, 4, &got, sizeof got), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_classify(550, 0, NULL, 0, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_classify(550, 0, NULL, 0, NULL, sizeof got), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_classify_event(1, NULL, 4, &got, sizeof got), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_classify_event(1, NULL, 0, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_classify_event(1, NULL, 0, NULL, sizeof got), SMTPCODES_ERROR_ARGUMENT);
    for (size = 0; size < sizeof(int32_t); size++) {
        ck_assert_int_eq(smtpcodes_classify(550, 0, NULL, 0, &got, size), SMTPCODES_ERROR_ARGUMENT);
        ck_assert_int_eq(smtpcodes_classify_event(1, NULL, 0, &got, size), SMTPCODES_ERROR_ARGUMENT);
    }
    ck_assert_int_eq(smtpcodes_classify(550, 0, NULL, 0, &got, sizeof got), SMTPCODES_DISPOSITION_FAIL);
}
END_TEST

/* header: an older caller gets the front part, a newer one finds zeros at the end */
START_TEST(fits_structs_of_any_age)
{
    enum { ROOM = sizeof(smtpcodes_classification) + 64 };
    smtpcodes_classification whole = decide(550, 5001001, 0, 0, 0);
    union {
        smtpcodes_classification decision;
        unsigned char bytes[ROOM];
    } out;
    size_t size, place;

    for (size = sizeof(int32_t); size <= ROOM; size += sizeof(int32_t)) {
        memset(&out, 0x5A, sizeof out);
        ck_assert_int_eq(smtpcodes_classify(550, 5001001, NULL, 0, &out.decision, size), SMTPCODES_DISPOSITION_FAIL);
        ck_assert_mem_eq(out.bytes, &whole, size < sizeof whole ? size : sizeof whole);
        for (place = sizeof whole; place < ROOM; place++) {
            ck_assert_int_eq(out.bytes[place], place < size ? 0 : 0x5A);
        }
        if (size < sizeof whole) {
            ck_assert_int_eq(out.bytes[size], 0x5A);
        }
    }
}
END_TEST

START_TEST(reads_contexts_of_any_age) /* header: what is missing is 0; what is new is not read */
{
    union {
        smtpcodes_context context;
        unsigned char bytes[sizeof(smtpcodes_context) + 64];
    } in;
    smtpcodes_classification want = decide(452, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, ACCEPTED), got;
    smtpcodes_classification without_flags = decide(452, 0, SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, 0);
    smtpcodes_classification without_stage = decide(452, 0, 0, 0, 0);

    memset(&in, 0x5A, sizeof in);
    memset(&in.context, 0, sizeof in.context);
    in.context.stage = SMTPCODES_STAGE_RCPT;
    in.context.role = SMTPCODES_ROLE_RELAY;
    in.context.flags = ACCEPTED;
    smtpcodes_classify(452, 0, &in.context, sizeof in, &got, sizeof got);
    ck_assert_mem_eq(&got, &want, sizeof got);
    smtpcodes_classify(452, 0, &in.context, 5 * sizeof(int32_t), &got, sizeof got);
    ck_assert_mem_eq(&got, &want, sizeof got);
    smtpcodes_classify(452, 0, &in.context, 4 * sizeof(int32_t), &got, sizeof got);
    ck_assert_mem_eq(&got, &without_flags, sizeof got);
    smtpcodes_classify(452, 0, &in.context, sizeof(int32_t), &got, sizeof got);
    ck_assert_mem_eq(&got, &without_stage, sizeof got);
    smtpcodes_classify(452, 0, &in.context, 0, &got, sizeof got);
    ck_assert_mem_eq(&got, &without_stage, sizeof got);
    smtpcodes_classify(452, 0, NULL, 0, &got, sizeof got);
    ck_assert_mem_eq(&got, &without_stage, sizeof got);
}
END_TEST

START_TEST(reads_unknown_constants_as_0) /* header: a constant that the library does not know is read as 0 */
{
    smtpcodes_classification plain = decide(550, 5001001, 0, 0, 0);
    smtpcodes_classification at_rcpt = decide(550, 5001001, SMTPCODES_STAGE_RCPT, 0, 0);
    smtpcodes_context context;
    size_t row;

    for (row = 0; row < COUNT(no_constants); row++) {
        smtpcodes_classification stage = decide(550, 5001001, no_constants[row], 0, 0), got;
        smtpcodes_classification role = decide(550, 5001001, SMTPCODES_STAGE_RCPT, no_constants[row], 0);

        ck_assert_mem_eq(&stage, &plain, sizeof stage);
        ck_assert_mem_eq(&role, &at_rcpt, sizeof role);
        memset(&context, 0, sizeof context);
        context.stage = SMTPCODES_STAGE_RCPT;
        context.form = no_constants[row];
        context.provider = no_constants[row];
        context.address_bits = no_constants[row];
        memset(context.address, 0xFF, sizeof context.address);
        smtpcodes_classify(550, 5001001, &context, sizeof context, &got, sizeof got);
        ck_assert_mem_eq(&got, &at_rcpt, sizeof got);
    }
    at_rcpt = decide(452, 0, SMTPCODES_STAGE_RCPT, 0, ACCEPTED);
    plain = decide(452, 0, SMTPCODES_STAGE_RCPT, 0, ACCEPTED | 1 << 29 | 1 << 20);
    ck_assert_mem_eq(&plain, &at_rcpt, sizeof plain);
}
END_TEST

/* --------------------------------------------------------------------------------------------------------- events */

struct event {
    int32_t event, stage, role, flags;
    int32_t disposition, step, otherwise, extent, connection, next_server, suppress;
    smtpcodes_code status;
    int32_t action, unknown;
};

#define EVENT_WITH(event, stage, role, flags, disposition, step, other, extent, connection, next, suppress, status, \
                   action, unknown) \
    { \
        SMTPCODES_EVENT_##event, SMTPCODES_STAGE_##stage, SMTPCODES_ROLE_##role, flags, \
            SMTPCODES_DISPOSITION_##disposition, SMTPCODES_STEP_##step, SMTPCODES_STEP_##other, \
            SMTPCODES_EXTENT_##extent, SMTPCODES_CONNECTION_##connection, SMTPCODES_NEXT_SERVER_##next, \
            SMTPCODES_SUPPRESS_##suppress, status, SMTPCODES_DSN_##action, unknown \
    }

/* One whose outcome is known: nothing can have been delivered. */
#define EVENT(event, stage, role, flags, disposition, step, other, extent, connection, next, suppress, status, action) \
    EVENT_WITH(event, stage, role, flags, disposition, step, other, extent, connection, next, suppress, status, \
               action, 0)

static void expect_event(const struct event *want)
{
    smtpcodes_context context;
    smtpcodes_classification got;
    int32_t result;

    memset(&context, 0, sizeof context);
    context.stage = want->stage;
    context.role = want->role;
    context.flags = want->flags;
    result = smtpcodes_classify_event(want->event, &context, sizeof context, &got, sizeof got);
    ck_assert_msg(result == want->disposition && got.disposition == want->disposition && got.step == want->step &&
                      got.otherwise == want->otherwise && got.extent == want->extent &&
                          got.connection == want->connection,
                  "event %d stage %d role %d flags %d: %d, disposition %d for %d, step %d for %d, otherwise %d for %d, "
                  "extent %d for %d, connection %d for %d",
                  want->event, want->stage, want->role, want->flags, result, got.disposition, want->disposition,
                      got.step,
                  want->step, got.otherwise, want->otherwise, got.extent, want->extent, got.connection,
                      want->connection);
    ck_assert_msg(got.next_server == want->next_server && got.suppress == want->suppress &&
                  got.dsn_status == want->status &&
                      got.dsn_action == want->action &&
                      !(got.flags & SMTPCODES_FLAG_DELIVERY_UNKNOWN) == !want->unknown,
                  "event %d stage %d role %d flags %d: next server %d for %d, suppress %d for %d, status %s for %s, "
                  "action %d for %d, flags %d",
                  want->event, want->stage, want->role, want->flags, got.next_server, want->next_server, got.suppress,
                  want->suppress, shown(got.dsn_status), shown(want->status), got.dsn_action, want->action, got.flags);
}

static void expect_events(const struct event *rows, size_t count)
{
    size_t row;

    for (row = 0; row < count; row++) {
        expect_event(&rows[row]);
    }
}

/* RFC 5321 5.1; RFC 7505; RFC 3463 3.5; RFC 8461 5; RFC 7672 2.2; RFC 7435 3 */
START_TEST(decides_before_the_connection)
{
    static const struct event rows[] = {
        EVENT(DOMAIN_NOT_FOUND, UNKNOWN, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, NONE, POINTLESS, REPEATED, 5001002,
              FAILED),
        EVENT(NULL_MX, UNKNOWN, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, NONE, POINTLESS, NOW, 5001010, FAILED),
        EVENT(DNS_FAILED, UNKNOWN, RELAY, 0, DEFER, DEFER, NONE, RECIPIENT, NONE, POINTLESS, NEVER, 4004003, DELAYED),
        EVENT(NO_USABLE_HOST, UNKNOWN, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, NONE, POINTLESS, NEVER, 5004004, FAILED),
        EVENT(CONNECTION_REFUSED, CONNECT, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004001,
              DELAYED),
        EVENT(CONNECT_TIMED_OUT, CONNECT, UNKNOWN, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004001,
              DELAYED),
        EVENT(TLS_NOT_OFFERED, EHLO, RELAY, TLS_REQUIRED, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, USEFUL, NEVER,
              4007004,
              DELAYED),
        EVENT(TLS_HANDSHAKE_FAILED, TLS, RELAY, 0, DEFER, WITHOUT_TLS, NEXT_SERVER, SESSION, LOST, USEFUL, NEVER,
              4007005,
              DELAYED),
        EVENT(TLS_HANDSHAKE_FAILED, TLS, RELAY, TLS_REQUIRED, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER,
              4007005,
              DELAYED),
        EVENT(CERTIFICATE_REFUSED, TLS, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, USEFUL, NEVER, 4007005,
              DELAYED),
        EVENT(DANE_FAILED, TLS, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, USEFUL, NEVER, 4007005, DELAYED),
        EVENT(MTA_STS_FAILED, TLS, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, QUIT, USEFUL, NEVER, 4007005,
              DELAYED)};

    expect_events(rows, COUNT(rows));
}
END_TEST

/* RFC 5321, sections 3.8 and 4.5.3.2: as if 451 had come; RFC 1047: behind the dot */
START_TEST(decides_inside_the_session)
{
    static const struct event rows[] = {
        EVENT(EXTENSION_NOT_OFFERED, EHLO, RELAY, 0, DEFER, NEXT_SERVER, FAIL, TRANSACTION, OPEN, USEFUL, NEVER,
              4003003, DELAYED),
        EVENT(EXTENSION_NOT_OFFERED, EHLO, RELAY, LAST_SERVER, FAIL, FAIL, NONE, TRANSACTION, OPEN, USEFUL, NEVER,
              5003003,
              FAILED),
        EVENT(CONNECTION_LOST, MAIL, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004002,
              DELAYED),
        EVENT(CONNECTION_LOST, GREETING, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004002,
              DELAYED),
        EVENT(REPLY_TIMED_OUT, DATA, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004002,
              DELAYED),
        EVENT(WRITE_FAILED, RCPT, LMTP, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004002, DELAYED),
        EVENT(CONNECTION_LOST, BDAT, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004002,
              DELAYED),
        EVENT(CONNECTION_LOST, UNKNOWN, UNKNOWN, 0, DEFER, NEXT_SERVER, DEFER, SESSION, LOST, USEFUL, NEVER, 4004002,
              DELAYED),
        EVENT_WITH(CONNECTION_LOST, DATA_END, RELAY, 0, DEFER, DEFER, NONE, SESSION, LOST, POINTLESS, NEVER, 4004002,
                   DELAYED, 1),
        EVENT_WITH(REPLY_TIMED_OUT, DATA_END, RELAY, 0, DEFER, DEFER, NONE, SESSION, LOST, POINTLESS, NEVER, 4004002,
                   DELAYED, 1),
        EVENT_WITH(CONNECTION_LOST, BDAT, RELAY, LAST_CHUNK, DEFER, DEFER, NONE, SESSION, LOST, POINTLESS, NEVER,
                   4004002,
                   DELAYED, 1),
        EVENT_WITH(WRITE_FAILED, BURL, SUBMISSION, LAST_CHUNK, DEFER, DEFER, NONE, SESSION, LOST, POINTLESS, NEVER,
                   4004002,
                   DELAYED, 1),
        EVENT(REPLY_UNREADABLE, RCPT, RELAY, 0, DEFER, NEXT_SERVER, DEFER, SESSION, OUT_OF_STEP, USEFUL, NEVER,
              4005000, DELAYED),
        EVENT_WITH(REPLY_UNREADABLE, DATA_END, RELAY, 0, DEFER, DEFER, NONE, SESSION, OUT_OF_STEP, POINTLESS, NEVER,
                   4005000,
                   DELAYED, 1),
        EVENT(LOOP_TO_SELF, UNKNOWN, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, NONE, POINTLESS, NEVER, 5004006, FAILED),
        EVENT(EXPIRED_IN_QUEUE, UNKNOWN, RELAY, 0, FAIL, FAIL, NONE, RECIPIENT, NONE, POINTLESS, NEVER, 4004007,
              FAILED),
        EVENT(LOCAL_RESOURCE, DATA, RELAY, 0, DEFER, DEFER, NONE, SESSION, QUIT, POINTLESS, NEVER, 4003000, DELAYED)};

    expect_events(rows, COUNT(rows));
}
END_TEST

/* Disposition, step and the step where that cannot be taken, of an event. */
static void expect_steps(int32_t event, int32_t stage, int32_t role, int32_t flags, int32_t disposition, int32_t step,
                         int32_t otherwise)
{
    smtpcodes_context context;
    smtpcodes_classification got;

    memset(&context, 0, sizeof context);
    context.stage = stage;
    context.role = role;
    context.flags = flags;
    smtpcodes_classify_event(event, &context, sizeof context, &got, sizeof got);
    ck_assert_msg(got.disposition == disposition && got.step == step && got.otherwise == otherwise,
                  "event %d stage %d role %d flags %d: %d, %d, %d", event, stage, role, flags, got.disposition,
                  got.step,
                  got.otherwise);
    ck_assert_int_eq(got.flags & SMTPCODES_FLAG_DELIVERY_UNKNOWN, 0);
}

/* RFC 5321, section 3.8; Postfix and Exim: a cached connection that went away */
START_TEST(opens_a_lost_connection_anew)
{
    static const int32_t lost[] = {SMTPCODES_EVENT_CONNECTION_LOST, SMTPCODES_EVENT_REPLY_TIMED_OUT,
                                   SMTPCODES_EVENT_WRITE_FAILED};
    static const int32_t reused[] = {SMTPCODES_STAGE_MAIL, SMTPCODES_STAGE_RSET, SMTPCODES_STAGE_NOOP};
    size_t row, place;

    for (row = 0; row < COUNT(lost); row++) {
        expect_steps(lost[row], SMTPCODES_STAGE_IDLE, SMTPCODES_ROLE_RELAY, 0, SMTPCODES_DISPOSITION_DEFER,
                     SMTPCODES_STEP_REOPEN, SMTPCODES_STEP_NEXT_SERVER);
        for (place = 0; place < COUNT(reused); place++) {
            expect_steps(lost[row], reused[place], SMTPCODES_ROLE_RELAY, REUSED, SMTPCODES_DISPOSITION_DEFER,
                         SMTPCODES_STEP_REOPEN, SMTPCODES_STEP_NEXT_SERVER);
        }
        expect_steps(lost[row], SMTPCODES_STAGE_RCPT, SMTPCODES_ROLE_RELAY, REUSED, SMTPCODES_DISPOSITION_DEFER,
                     SMTPCODES_STEP_NEXT_SERVER, SMTPCODES_STEP_DEFER);
        expect_steps(lost[row], SMTPCODES_STAGE_QUIT, SMTPCODES_ROLE_RELAY, 0, SMTPCODES_DISPOSITION_CONTINUE,
                     SMTPCODES_STEP_IGNORE, SMTPCODES_STEP_NONE);
    }
}
END_TEST

START_TEST(knows_when_no_server_is_left) /* header: SUBMISSION and LAST_SERVER have no next host */
{
    static const struct {
        int32_t event, role, flags, disposition, step, otherwise;
    } rows[] = {{SMTPCODES_EVENT_CONNECTION_REFUSED, SMTPCODES_ROLE_RELAY, LAST_SERVER, SMTPCODES_DISPOSITION_DEFER,
                 SMTPCODES_STEP_DEFER, SMTPCODES_STEP_NONE},
                {SMTPCODES_EVENT_CONNECT_TIMED_OUT, SMTPCODES_ROLE_SUBMISSION, 0, SMTPCODES_DISPOSITION_DEFER,
                 SMTPCODES_STEP_DEFER, SMTPCODES_STEP_NONE},
                {SMTPCODES_EVENT_EXTENSION_NOT_OFFERED, SMTPCODES_ROLE_RELAY, LAST_SERVER, SMTPCODES_DISPOSITION_FAIL,
                 SMTPCODES_STEP_FAIL, SMTPCODES_STEP_NONE},
                {SMTPCODES_EVENT_TLS_HANDSHAKE_FAILED, SMTPCODES_ROLE_RELAY, LAST_SERVER, SMTPCODES_DISPOSITION_DEFER,
                 SMTPCODES_STEP_WITHOUT_TLS, SMTPCODES_STEP_DEFER},
                {SMTPCODES_EVENT_TLS_HANDSHAKE_FAILED, SMTPCODES_ROLE_SUBMISSION, 0, SMTPCODES_DISPOSITION_DEFER,
                 SMTPCODES_STEP_DEFER, SMTPCODES_STEP_NONE},
                {SMTPCODES_EVENT_CERTIFICATE_REFUSED, SMTPCODES_ROLE_SUBMISSION, 0, SMTPCODES_DISPOSITION_DEFER,
                 SMTPCODES_STEP_DEFER, SMTPCODES_STEP_NONE}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        expect_steps(rows[row].event, SMTPCODES_STAGE_UNKNOWN, rows[row].role, rows[row].flags, rows[row].disposition,
                     rows[row].step, rows[row].otherwise);
    }
}
END_TEST

/* header; RFC 3464, section 2.3.4: the last reply's status where its class is 4 */
START_TEST(reports_an_expired_message)
{
    static const struct {
        smtpcodes_code enhanced, status;
    } rows[] = {{4002002, 4002002}, {4007001, 4007001}, {4009999, 4009999}, {0, 4004007}, {5001001, 4004007},
                {2000000, 4004007},
                {450, 4004007},     {-1, 4004007}};
    smtpcodes_context context;
    smtpcodes_classification got;
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        memset(&context, 0, sizeof context);
        context.code = 450;
        context.enhanced = rows[row].enhanced;
        smtpcodes_classify_event(SMTPCODES_EVENT_EXPIRED_IN_QUEUE, &context, sizeof context, &got, sizeof got);
        ck_assert_msg(got.dsn_status == rows[row].status, "%s for %s", shown(got.dsn_status), shown(rows[row].status));
        ck_assert_int_eq(got.dsn_action, SMTPCODES_DSN_FAILED);
        ck_assert_int_eq(got.reason, SMTPCODES_REASON_MESSAGE_EXPIRED);
        ck_assert_int_eq(got.disposition, SMTPCODES_DISPOSITION_FAIL);
    }
}
END_TEST

START_TEST(knows_no_other_event) /* header: ERROR_NOT_FOUND for an event that is not known, with an empty decision */
{
    static const int32_t events[] = {0, -1, 20, 31, 32, 64, 1000, INT32_MIN, INT32_MAX};
    smtpcodes_classification got;
    size_t row;

    for (row = 0; row < COUNT(events); row++) {
        memset(&got, 0x5A, sizeof got);
        ck_assert_int_eq(smtpcodes_classify_event(events[row], NULL, 0, &got, sizeof got), SMTPCODES_ERROR_NOT_FOUND);
        ck_assert_msg(is_empty(&got), "event %d", events[row]);
    }
}
END_TEST

/* ------------------------------------------------------------------------------------------ what no reply may break */

static const char *fault_of_report(const smtpcodes_classification *got)
{
    static const int32_t classes[] = {0, 2, 0, 4, 5}; /* by disposition; 0: that of the reply */
    static const int32_t actions[] = {0, 0, SMTPCODES_DSN_NONE, SMTPCODES_DSN_DELAYED, SMTPCODES_DSN_FAILED};
    int32_t own = got->dsn_status / 1000000;

    if (got->dsn_status == 0 || (own != 2 && own != 4 && own != 5)) {
        return "no DSN status";
    }
    if (classes[got->disposition] != 0 ? own != classes[got->disposition]
                                       : own != (got->severity < 4 ? 2 : got->severity)) {
        return "a DSN class that does not fit the disposition";
    }
    if (got->disposition == SMTPCODES_DISPOSITION_DELIVERED
            ? got->dsn_action != SMTPCODES_DSN_DELIVERED && got->dsn_action != SMTPCODES_DSN_RELAYED
            : got->dsn_action != actions[got->disposition]) {
        return "a DSN action that does not fit the disposition";
    }
    return NULL;
}

static const char *fault_of_digit(const smtpcodes_classification *got)
{
    int32_t usual = got->severity == 5 ? SMTPCODES_DISPOSITION_FAIL : SMTPCODES_DISPOSITION_DEFER;

    if (got->severity == 4 && (got->disposition == SMTPCODES_DISPOSITION_FAIL ||
                               got->suppress > SMTPCODES_SUPPRESS_NEVER)) {
        return "a 4yz that fails or suppresses";
    }
    if (got->severity >= 4 && got->disposition != usual && !(got->flags & SMTPCODES_FLAG_SPECIAL_CASE)) {
        return "another answer than that of the first digit, without the flag";
    }
    if (got->severity >= 4 && got->disposition == SMTPCODES_DISPOSITION_DELIVERED) {
        return "a refusal that delivers";
    }
    if (got->severity < 4 && got->disposition == SMTPCODES_DISPOSITION_FAIL) {
        return "a success that fails";
    }
    return NULL;
}

static const char *fault_of_rest(const smtpcodes_classification *got)
{
    if (got->step == SMTPCODES_STEP_NONE) {
        return "no step";
    }
    if (got->disposition < SMTPCODES_DISPOSITION_DELIVERED || got->disposition > SMTPCODES_DISPOSITION_FAIL) {
        return "no disposition";
    }
    if (got->suppress > SMTPCODES_SUPPRESS_NEVER && got->disposition != SMTPCODES_DISPOSITION_FAIL) {
        return "suppresses without a permanent failure";
    }
    if (got->suppress == SMTPCODES_SUPPRESS_NOW && got->target != SMTPCODES_TARGET_RECIPIENT &&
        got->target != SMTPCODES_TARGET_RECIPIENT_DOMAIN) {
        return "suppresses for what is not about the recipient";
    }
    if (got->extent == SMTPCODES_EXTENT_NONE) {
        return "no extent";
    }
    if ((got->delay_seconds == 0) != (got->delay_source == SMTPCODES_DELAY_NONE) || got->delay_seconds < 0) {
        return "a delay without a source, or a source without a delay";
    }
    return got->reserved[0] | got->reserved[1] | got->reserved[2] | got->reserved[3] | got->reserved[4]
        ? "reserved is set" : NULL;
}

static const char *fault_in_context(const smtpcodes_classification *got, smtpcodes_code code, smtpcodes_code enhanced,
                                    const smtpcodes_context *context)
{
    int no_server = context->role == SMTPCODES_ROLE_SUBMISSION || (context->flags & LAST_SERVER);
    int conflict = code != 0 && enhanced != 0 && code / 100 != enhanced / 1000000;

    if (no_server && (got->step == SMTPCODES_STEP_NEXT_SERVER || got->otherwise == SMTPCODES_STEP_NEXT_SERVER)) {
        return "a next server where there is none";
    }
    if (conflict != ((got->flags & SMTPCODES_FLAG_CLASS_CONFLICT) != 0)) {
        return "the conflict of classes";
    }
    if (got->suppress == SMTPCODES_SUPPRESS_NOW && (got->flags & SMTPCODES_FLAG_CLASS_CONFLICT)) {
        return "suppresses at once where the two codes contradict each other";
    }
    if (got->suppress == SMTPCODES_SUPPRESS_NOW && context->stage == SMTPCODES_STAGE_UNKNOWN) {
        return "suppresses at once without knowing the stage";
    }
    if (code == 421 && got->connection != SMTPCODES_CONNECTION_CLOSING) {
        return "a 421 that leaves the connection open";
    }
    return NULL;
}

static const char *fault_of(smtpcodes_code code, smtpcodes_code enhanced, const smtpcodes_context *context)
{
    smtpcodes_classification got;
    int32_t result = smtpcodes_classify(code, enhanced, context, sizeof *context, &got, sizeof got);
    const char *fault = NULL;

    if (result != got.disposition) {
        return "the result is not the disposition";
    }
    if (got.disposition == SMTPCODES_DISPOSITION_NONE) {
        return code != 0 || enhanced != 0 ? "no decision" : NULL;
    }
    fault = fault_of_report(&got);
    fault = fault != NULL ? fault : fault_of_digit(&got);
    fault = fault != NULL ? fault : fault_of_rest(&got);
    return fault != NULL ? fault : fault_in_context(&got, code, enhanced, context);
}

static void check_contexts(smtpcodes_code code, smtpcodes_code enhanced)
{
    static const int32_t flag_sets[] = {0, ACCEPTED | LAST_CHUNK | TLS_REQUIRED,
                                        ALL_REFUSED | PER_RECIPIENT | LAST_SERVER,
                                        REUSED | LAST_CHUNK | PER_RECIPIENT};
    smtpcodes_context context;
    size_t set;

    memset(&context, 0, sizeof context);
    for (context.stage = 0; context.stage < STAGES; context.stage++) {
        for (context.role = 0; context.role <= SMTPCODES_ROLE_LMTP; context.role++) {
            for (set = 0; set < COUNT(flag_sets); set++) {
                const char *fault;

                context.flags = flag_sets[set];
                context.recipients = (int32_t)set;
                fault = fault_of(code, enhanced, &context);
                if (fault != NULL) {
                    ck_abort_msg("%s %s, stage %d, role %d, flags %d: %s", shown(code), shown(enhanced), context.stage,
                                 context.role, context.flags, fault);
                }
            }
        }
    }
}

START_TEST(keeps_its_promises_for_every_reply_code) /* header, smtpcodes_classify and smtpcodes_classification */
{
    static const smtpcodes_code enhanced[] = {0,       2000000, 4000000, 5000000, 5001001, 4002002,
                                              5005003, 4007000, 5007509, 3001001, 5001010};
    smtpcodes_code code;
    size_t row;

    for (code = 0; code < 1000; code++) {
        for (row = 0; row < COUNT(enhanced); row++) {
            if (smtpcodes_code_severity(code) != 0 || row % 5 == 0) {
                check_contexts(code, enhanced[row]);
            }
        }
    }
}
END_TEST

START_TEST(keeps_its_promises_for_every_enhanced_code) /* the same, alone and beside the usual reply codes */
{
    static const smtpcodes_code codes[] = {0, 250, 421, 452, 550, 552, 554};
    smtpcodes_code code;
    size_t row;

    for (code = smtpcodes_code_next(999); code != 0; code = smtpcodes_code_next(code)) {
        for (row = 0; row < COUNT(codes); row++) {
            check_contexts(codes[row], code);
        }
    }
}
END_TEST

static const char *fault_of_event(int32_t event, const smtpcodes_context *context)
{
    smtpcodes_classification got;
    int32_t result = smtpcodes_classify_event(event, context, sizeof *context, &got, sizeof got);
    const char *fault = fault_of_rest(&got);

    if (result != got.disposition || got.disposition == SMTPCODES_DISPOSITION_DELIVERED) {
        return "the disposition";
    }
    if (got.dsn_status == 0 || got.reason == SMTPCODES_REASON_UNKNOWN) {
        return "no DSN status or no reason";
    }
    return fault;
}

START_TEST(keeps_its_promises_for_every_event) /* header, smtpcodes_classify_event */
{
    static const int32_t flag_sets[] = {0, LAST_CHUNK, REUSED, LAST_SERVER, TLS_REQUIRED, 511};
    smtpcodes_context context;
    int32_t event;
    size_t set;

    memset(&context, 0, sizeof context);
    for (event = 1; event <= SMTPCODES_EVENT_LOCAL_RESOURCE; event++) {
        for (context.stage = 0; context.stage < STAGES; context.stage++) {
            for (context.role = 0; context.role <= SMTPCODES_ROLE_LMTP; context.role++) {
                for (set = 0; set < COUNT(flag_sets); set++) {
                    const char *fault;

                    context.flags = flag_sets[set];
                    fault = fault_of_event(event, &context);
                    ck_assert_msg(fault == NULL, "event %d, stage %d, role %d, flags %d: %s", event, context.stage,
                                  context.role, context.flags, fault);
                }
            }
        }
    }
}
END_TEST

/* ------------------------------------------------------------------------------------------------------ reply for */

enum { ANY = -1 };

struct reply_for {
    int32_t reason, severity, stage;
    smtpcodes_code code, enhanced;
};

#define REPLY_FOR(reason, severity, stage, code, enhanced)                                                             \
    {SMTPCODES_REASON_##reason, severity, SMTPCODES_STAGE_##stage, code, enhanced}

START_TEST(says_what_a_server_should) /* the RFC beside each row */
{
    static const struct reply_for rows[] = {
        REPLY_FOR(TOO_MANY_RECIPIENTS, 0, RCPT, 452, 4005003),   /* RFC 5321 4.5.3.1.10 */
        REPLY_FOR(TOO_MANY_RECIPIENTS, 4, RCPT, 452, 4005003),
        REPLY_FOR(GREYLISTED, 0, RCPT, 450, 4007001),            /* RFC 6647 5 */
        REPLY_FOR(GREYLISTED, 0, UNKNOWN, 450, 4007001),
        REPLY_FOR(GREYLISTED, 0, GREETING, 421, 0),              /* RFC 6647 2.1; RFC 2034 4 */
        REPLY_FOR(DOMAIN_NO_MAIL, 0, RCPT, 556, 5001010),        /* RFC 7505 4.1 */
        REPLY_FOR(DOMAIN_NO_MAIL, 0, UNKNOWN, 556, 5001010),
        REPLY_FOR(DOMAIN_NO_MAIL, 0, MAIL, 550, 5007027),        /* RFC 7505 4.2 */
        REPLY_FOR(RECIPIENT_UNKNOWN, 0, RCPT, 550, 5001001),     /* RFC 5321 3.3; RFC 3463 3.2 */
        REPLY_FOR(RECIPIENT_UNKNOWN, 4, RCPT, 450, 4001001),
        REPLY_FOR(RECIPIENT_UNKNOWN, 0, MAIL, 550, 5001007),     /* X.1.1 turned to the sender */
        REPLY_FOR(RECIPIENT_BAD_SYNTAX, 0, RCPT, 501, 5001003),  /* the registry pairs X.1.3 with 501 */
        REPLY_FOR(MAILBOX_DISABLED, 0, RCPT, 550, 5002001),      /* RFC 3463 3.3 */
        REPLY_FOR(MAILBOX_FULL, 4, RCPT, 452, 4002002),          /* RFC 5321 4.2.2; RFC 3463 3.3 */
        REPLY_FOR(MAILBOX_FULL, 5, RCPT, 552, 5002002),
        REPLY_FOR(MAILBOX_FULL, 5, DATA_END, 552, 5002002),
        REPLY_FOR(DOMAIN_NOT_FOUND, 0, RCPT, 550, 5001002),      /* RFC 3463 3.2 */
        REPLY_FOR(MESSAGE_TOO_LARGE, 0, MAIL, 552, 5003004),     /* RFC 1870 6.1 */
        REPLY_FOR(MESSAGE_TOO_LARGE, 0, DATA_END, 552, 5003004),
        REPLY_FOR(RELAY_DENIED, 0, RCPT, 550, 5007001),          /* RFC 5321 3.6.2, 7.9 */
        REPLY_FOR(AUTH_REQUIRED, 0, MAIL, 530, 5007000),         /* RFC 4954 6 */
        REPLY_FOR(TLS_REQUIRED, 0, MAIL, 530, 5007000),          /* RFC 3207 4 */
        REPLY_FOR(TLS_FAILED, 0, STARTTLS, 454, ANY),            /* RFC 3207 4 */
        REPLY_FOR(CREDENTIALS_WRONG, 0, AUTH, 535, 5007008),     /* RFC 4954 6 */
        REPLY_FOR(AUTH_UNAVAILABLE, 0, AUTH, 454, 4007000),      /* RFC 4954 6 */
        REPLY_FOR(SESSION_REFUSED, 5, GREETING, 554, 0),         /* RFC 5321 3.1 */
        REPLY_FOR(SESSION_REFUSED, 4, GREETING, 421, 0),
        REPLY_FOR(SESSION_REFUSED, 5, EHLO, 550, 0),             /* RFC 5321 4.3.2 */
        REPLY_FOR(SERVER_BUSY, 0, GREETING, 421, 0),             /* RFC 5321 3.8 */
        REPLY_FOR(CONNECTION_LIMIT, 0, GREETING, 421, 0),
        REPLY_FOR(SPF_FAILED, 5, MAIL, 550, 5007023),            /* RFC 7372 3.2 */
        REPLY_FOR(SPF_FAILED, 4, MAIL, 451, 4007024),            /* RFC 7372 3.2; RFC 7208 8.6 */
        REPLY_FOR(DKIM_FAILED, 5, DATA_END, 550, 5007020),       /* RFC 7372 3.1 */
        REPLY_FOR(DMARC_FAILED, 5, DATA_END, 550, 5007026),      /* RFC 7372 3.4 */
        REPLY_FOR(PTR_MISSING, 5, RCPT, 550, 5007025),           /* RFC 7372 3.3 */
        REPLY_FOR(PTR_MISSING, 5, GREETING, 554, 0),
        REPLY_FOR(SMTPUTF8_NEEDED, 0, RCPT, 553, 5006007),       /* RFC 6531 3.5 */
        REPLY_FOR(SMTPUTF8_NEEDED, 0, MAIL, 550, 5006007),
        REPLY_FOR(SMTPUTF8_NEEDED, 0, DATA_END, 554, 5006009),
        REPLY_FOR(FEATURE_REFUSED, 5, MAIL, 555, ANY),           /* RFC 5321 4.1.1.11 */
        REPLY_FOR(FEATURE_REFUSED, 4, MAIL, 455, ANY),
        REPLY_FOR(MAIL_LOOP, 5, DATA_END, 554, 5004006),         /* RFC 5321 6.3; RFC 3463 3.5 */
        REPLY_FOR(ACCEPTED, 0, GREETING, 220, 0),                /* RFC 5321 4.3.2; RFC 2034 4 */
        REPLY_FOR(ACCEPTED, 0, EHLO, 250, 0),
        REPLY_FOR(ACCEPTED, 0, HELO, 250, 0),
        REPLY_FOR(ACCEPTED, 0, LHLO, 250, 0),
        REPLY_FOR(ACCEPTED, 0, STARTTLS, 220, ANY),              /* RFC 3207 4 */
        REPLY_FOR(ACCEPTED, 0, AUTH, 235, 2007000),              /* RFC 4954 4 */
        REPLY_FOR(ACCEPTED, 0, MAIL, 250, 2001000),              /* RFC 2034 7 */
        REPLY_FOR(ACCEPTED, 0, RCPT, 250, 2001005),              /* RFC 3463 3.2 */
        REPLY_FOR(ACCEPTED, 0, DATA_END, 250, ANY),
        REPLY_FOR(ACCEPTED, 0, QUIT, 221, ANY),
        REPLY_FOR(ACCEPTED, 0, HELP, 214, ANY),
        REPLY_FOR(ACCEPTED, 0, RSET, 250, ANY),
        REPLY_FOR(CONTINUE, 0, DATA, 354, 0),                    /* RFC 5321 3.3; RFC 2034 4: no class 3 */
        REPLY_FOR(CONTINUE, 0, AUTH, 334, 0),                    /* RFC 4954 4 */
        REPLY_FOR(UNKNOWN, 5, DATA_END, 554, ANY),               /* RFC 5321 4.3.2 */
        REPLY_FOR(UNKNOWN, 4, DATA_END, 451, ANY)};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_code code, enhanced;
        int32_t result = smtpcodes_reply_for(rows[row].reason, rows[row].severity, rows[row].stage, &code, &enhanced);

        ck_assert_msg(result == code && code == rows[row].code && (rows[row].enhanced == ANY ||
                                                                   enhanced == rows[row].enhanced),
                      "reason %d, severity %d, stage %d: %d, %s %s", rows[row].reason, rows[row].severity,
                      rows[row].stage,
                      result, shown(code), shown(enhanced));
    }
}
END_TEST

START_TEST(says_nothing_where_nothing_fits) /* header: ERROR_NOT_FOUND, with both set to 0; ERROR_ARGUMENT for NULL */
{
    static const struct reply_for rows[] = {REPLY_FOR(ACCEPTED, 0, DATA, 0, 0),  /* RFC 5321 4.3.2: 354 or an error */
                                            REPLY_FOR(ACCEPTED, 5, RCPT, 0, 0),
                                            REPLY_FOR(ACCEPTED, 3, RCPT, 0, 0),
                                            REPLY_FOR(CONTINUE, 3, RCPT, 0, 0),
                                            REPLY_FOR(GREYLISTED, 5, RCPT, 0, 0), /* RFC 6647 2: always temporary */
                                            REPLY_FOR(GREYLISTED, 2, RCPT, 0, 0),
                                            REPLY_FOR(RECIPIENT_UNKNOWN, 0, CONNECT, 0, 0),
                                            REPLY_FOR(RECIPIENT_UNKNOWN, 0, TLS, 0, 0)};
    smtpcodes_code code, enhanced;
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        code = enhanced = 77;
        ck_assert_msg(smtpcodes_reply_for(rows[row].reason, rows[row].severity, rows[row].stage, &code, &enhanced) ==
                          SMTPCODES_ERROR_NOT_FOUND && code == 0 && enhanced == 0,
                      "reason %d, severity %d, stage %d: %s %s", rows[row].reason, rows[row].severity, rows[row].stage,
                      shown(code), shown(enhanced));
    }
    ck_assert_int_eq(smtpcodes_reply_for(3, 5, 11, NULL, &enhanced), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_for(3, 5, 11, &code, NULL), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_for(3, 5, 11, NULL, NULL), SMTPCODES_ERROR_ARGUMENT);
}
END_TEST

START_TEST(reads_unknown_constants_of_a_reply_as_0) /* header: for the whole header */
{
    static const int32_t severities[] = {-1, 1, 6, 9, 1000, INT32_MIN, INT32_MAX};
    smtpcodes_code code, enhanced, want, with;
    size_t row;

    for (row = 0; row < COUNT(severities); row++) {
        smtpcodes_reply_for(SMTPCODES_REASON_TOO_MANY_RECIPIENTS, severities[row], SMTPCODES_STAGE_RCPT, &code,
                            &enhanced);
        ck_assert_msg(code == 452 && enhanced == 4005003, "severity %d: %s", severities[row], shown(code));
    }
    for (row = 0; row < COUNT(no_constants); row++) {
        smtpcodes_reply_for(SMTPCODES_REASON_GREYLISTED, 0, no_constants[row], &code, &enhanced);
        ck_assert_msg(code == 450 && enhanced == 4007001, "stage %d: %s", no_constants[row], shown(code));
    }
    smtpcodes_reply_for(SMTPCODES_REASON_UNKNOWN, 0, SMTPCODES_STAGE_RCPT, &want, &with);
    smtpcodes_reply_for(56, 0, SMTPCODES_STAGE_RCPT, &code, &enhanced);
    ck_assert(code == want && enhanced == with);
    smtpcodes_reply_for(INT32_MAX, 0, SMTPCODES_STAGE_RCPT, &code, &enhanced);
    ck_assert(code == want && enhanced == with);
    smtpcodes_reply_for(INT32_MIN, 0, SMTPCODES_STAGE_RCPT, &code, &enhanced);
    ck_assert(code == want && enhanced == with);
}
END_TEST

enum { XCLIENT = SMTPCODES_STAGE_XCLIENT }; /* from there on Postfix documents the replies, and no RFC */

static int is_about_recipient(smtpcodes_code enhanced)
{
    int32_t detail = enhanced % 1000000;

    return (detail > 1000 && detail < 1007 && detail != 1005) || detail == 1010 || detail / 1000 == 2;
}

static const char *fault_of_reply(int32_t severity, int32_t stage, smtpcodes_code code, smtpcodes_code enhanced)
{
    int bare = stage == SMTPCODES_STAGE_GREETING || stage == SMTPCODES_STAGE_EHLO || stage == SMTPCODES_STAGE_HELO ||
               stage == SMTPCODES_STAGE_LHLO || code / 100 == 3;

    if (smtpcodes_code_standing(code) == 0 || smtpcodes_code_standing(code) == SMTPCODES_STANDING_UNOFFICIAL) {
        return "a code that no RFC knows";
    }
    if (severity != 0 && code / 100 != severity) {
        return "another class than was asked for";
    }
    if (stage != 0 && (smtpcodes_code_at_stage(code, stage) == SMTPCODES_ANSWER_NEVER ||
                       (smtpcodes_code_at_stage_standing(code, stage) == SMTPCODES_STANDING_UNOFFICIAL &&
                        stage < XCLIENT))) {
        return "it is not listed at this stage";
    }
    if (enhanced != 0 && (bare || enhanced / 1000000 != code / 100 || smtpcodes_code_standing(enhanced) == 0)) {
        return "an enhanced code that must not be";
    }
    if (stage == SMTPCODES_STAGE_MAIL && is_about_recipient(enhanced)) {
        return "a verdict on a recipient at MAIL";
    }
    return NULL;
}

START_TEST(says_what_is_listed) /* header: the reply code of a stage, of the class asked for; RFC 2034, section 4 */
{
    static const int32_t severities[] = {0, 2, 3, 4, 5};
    smtpcodes_code code, enhanced;
    int32_t reason, stage;
    size_t row;

    for (reason = 0; reason <= SMTPCODES_REASON_PROTOCOL_ERROR; reason++) {
        for (stage = 0; stage < STAGES; stage++) {
            for (row = 0; row < COUNT(severities); row++) {
                int32_t result = smtpcodes_reply_for(reason, severities[row], stage, &code, &enhanced);
                const char *fault = result > 0 ? fault_of_reply(severities[row], stage, code, enhanced) : NULL;

                ck_assert_msg(fault == NULL, "reason %d, severity %d, stage %d: %s %s: %s", reason, severities[row],
                              stage,
                              shown(code), shown(enhanced), fault);
                ck_assert(result > 0 ? result == code : result == SMTPCODES_ERROR_NOT_FOUND && code == 0 &&
                          enhanced == 0);
            }
        }
    }
}
END_TEST

/* header: an enhanced code answers where its meaning can arise; so must the one to send */
START_TEST(says_what_can_arise)
{
    static const struct {
        int32_t stage, reasons[24];
    } rows[] = {
        {SMTPCODES_STAGE_MAIL,
         {SMTPCODES_REASON_SENDER_INVALID, SMTPCODES_REASON_SENDER_BLOCKED, SMTPCODES_REASON_SENDER_NOT_PERMITTED,
          SMTPCODES_REASON_ACCOUNT_LIMITED, SMTPCODES_REASON_ACCOUNT_BLOCKED, SMTPCODES_REASON_SPF_FAILED,
          SMTPCODES_REASON_MESSAGE_TOO_LARGE, SMTPCODES_REASON_FEATURE_REFUSED, SMTPCODES_REASON_AUTH_REQUIRED,
          SMTPCODES_REASON_TLS_REQUIRED, SMTPCODES_REASON_SERVER_BUSY, SMTPCODES_REASON_DNS_FAILURE,
          SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_REASON_DOMAIN_NO_MAIL, SMTPCODES_REASON_DOMAIN_NOT_FOUND}},
        {SMTPCODES_STAGE_RCPT,
         {SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_REASON_RECIPIENT_BAD_SYNTAX, SMTPCODES_REASON_RECIPIENT_MOVED,
          SMTPCODES_REASON_MAILBOX_DISABLED, SMTPCODES_REASON_MAILBOX_FULL, SMTPCODES_REASON_MAILBOX_UNAVAILABLE,
          SMTPCODES_REASON_RECIPIENT_RATE_LIMITED, SMTPCODES_REASON_RECIPIENT_RESTRICTED,
          SMTPCODES_REASON_DOMAIN_NOT_FOUND,
          SMTPCODES_REASON_DOMAIN_NO_MAIL, SMTPCODES_REASON_DNS_FAILURE, SMTPCODES_REASON_ROUTING_ERROR,
          SMTPCODES_REASON_GREYLISTED, SMTPCODES_REASON_RATE_LIMITED, SMTPCODES_REASON_TOO_MANY_RECIPIENTS,
          SMTPCODES_REASON_IP_BLOCKLISTED, SMTPCODES_REASON_SENDER_BLOCKED, SMTPCODES_REASON_SPF_FAILED,
          SMTPCODES_REASON_PTR_MISSING, SMTPCODES_REASON_RELAY_DENIED, SMTPCODES_REASON_SMTPUTF8_NEEDED,
          SMTPCODES_REASON_SERVER_BUSY, SMTPCODES_REASON_POLICY_REJECTED}},
        {SMTPCODES_STAGE_DATA_END,
         {SMTPCODES_REASON_DKIM_FAILED, SMTPCODES_REASON_DMARC_FAILED, SMTPCODES_REASON_SPAM_CONTENT,
          SMTPCODES_REASON_VIRUS_OR_ATTACHMENT, SMTPCODES_REASON_MESSAGE_TOO_LARGE, SMTPCODES_REASON_MESSAGE_MALFORMED,
          SMTPCODES_REASON_SMTPUTF8_NEEDED, SMTPCODES_REASON_MAIL_LOOP, SMTPCODES_REASON_SERVER_ERROR,
          SMTPCODES_REASON_SERVER_BUSY, SMTPCODES_REASON_MAILBOX_FULL, SMTPCODES_REASON_GREYLISTED,
          SMTPCODES_REASON_DOMAIN_BLOCKLISTED, SMTPCODES_REASON_ACCOUNT_LIMITED, SMTPCODES_REASON_POLICY_REJECTED}},
        {SMTPCODES_STAGE_AUTH,
         {SMTPCODES_REASON_CREDENTIALS_WRONG, SMTPCODES_REASON_AUTH_METHOD_REFUSED, SMTPCODES_REASON_AUTH_UNAVAILABLE,
          SMTPCODES_REASON_ACCOUNT_BLOCKED, SMTPCODES_REASON_PROTOCOL_ERROR}},
        {SMTPCODES_STAGE_STARTTLS, {SMTPCODES_REASON_TLS_FAILED, SMTPCODES_REASON_PROTOCOL_ERROR}}};
    smtpcodes_code code, enhanced;
    size_t row, place;

    for (row = 0; row < COUNT(rows); row++) {
        for (place = 0; rows[row].reasons[place] != 0; place++) {
            ck_assert_int_gt(smtpcodes_reply_for(rows[row].reasons[place], 0, rows[row].stage, &code, &enhanced), 0);
            ck_assert_msg(smtpcodes_code_at_stage(enhanced, rows[row].stage) != SMTPCODES_ANSWER_NEVER,
                          "reason %d, stage %d: %s %s cannot arise there", rows[row].reasons[place], rows[row].stage,
                          shown(code), shown(enhanced));
        }
    }
}
END_TEST

START_TEST(says_something_at_the_usual_stages) /* every refusal can be said in answer to RCPT and to the final dot */
{
    static const int32_t stages[] = {SMTPCODES_STAGE_RCPT, SMTPCODES_STAGE_DATA_END, SMTPCODES_STAGE_MAIL};
    smtpcodes_code code, enhanced;
    int32_t reason;
    size_t row;

    for (reason = SMTPCODES_REASON_RECIPIENT_UNKNOWN; reason <= SMTPCODES_REASON_PROTOCOL_ERROR; reason++) {
        for (row = 0; row < COUNT(stages); row++) {
            ck_assert_msg(smtpcodes_reply_for(reason, 0, stages[row], &code, &enhanced) > 0, "reason %d at stage %d",
                          reason,
                          stages[row]);
            ck_assert_msg(enhanced != 0, "reason %d at stage %d: %d without an enhanced code", reason, stages[row],
                          code);
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        goes_on, hands_the_message_over, refuses_at_the_greeting, refuses_hello, refuses_starttls,
        refuses_a_relays_login,
        refuses_a_users_login, refuses_the_sender, refuses_a_recipient, splits_recipients, refuses_data,
        refuses_the_message,
        answers_for_each_recipient, refuses_beside_the_mail, closes_the_session, closing_judges_nobody,
        decides_without_a_stage, follows_the_reply_code, notices_what_cannot_be, reads_an_odd_reply_by_where_it_stands,
        decides_nothing_without_a_code, knows_the_next_server, suppresses_with_care, tells_who_and_why,
        numbers_that_nobody_defines_come_last, any_registered_detail_comes_before_them, the_stage_tells_two_454_apart,
        fills_a_delivery_report, waits_where_mail_is_queued, raises_flags, tells_the_standing_of_what_decided,
        takes_codes_from_the_context, refuses_bad_arguments, fits_structs_of_any_age, reads_contexts_of_any_age,
        reads_unknown_constants_as_0, decides_before_the_connection, decides_inside_the_session,
        opens_a_lost_connection_anew, knows_when_no_server_is_left, reports_an_expired_message, knows_no_other_event,
        keeps_its_promises_for_every_reply_code, keeps_its_promises_for_every_enhanced_code,
        keeps_its_promises_for_every_event, says_what_a_server_should, says_nothing_where_nothing_fits,
        reads_unknown_constants_of_a_reply_as_0, says_what_is_listed, says_what_can_arise,
        says_something_at_the_usual_stages};

    return run_tests("classify", tests, COUNT(tests));
}
