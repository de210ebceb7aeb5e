/* Why a server said it: words, providers, block lists, waits, and replies out of logs. Each row states what a careful
 * administrator reads in the reply; the texts are those of the servers that are named beside them. */
#include "test.h"

static smtpcodes_verdict diagnosed(const char *text, int32_t stage, int32_t recipients)
{
    smtpcodes_context context;
    smtpcodes_verdict verdict;
    int32_t reason;

    memset(&context, 0, sizeof context);
    context.stage = stage;
    context.recipients = recipients;
    memset(&verdict, 0x5A, sizeof verdict);
    reason = smtpcodes_diagnose(text, strlen(text), &context, sizeof context, NULL, &verdict, sizeof verdict);
    ck_assert_int_eq(reason, verdict.reason);
    ck_assert_int_eq(verdict.reason, verdict.decision.reason);
    return verdict;
}

static int32_t reason_of(const char *text)
{
    return diagnosed(text, SMTPCODES_STAGE_UNKNOWN, 0).reason;
}

START_TEST(words_tell_the_reason) /* the words count where the codes say little */
{
    static const struct {
        const char *text;
        int32_t reason;
    } rows[] = {
        {"550 5.1.1 <kim@example.net>: Recipient address rejected: User unknown in local recipient table", SMTPCODES_REASON_RECIPIENT_UNKNOWN}, /* Postfix */
        {"550 <kim@example.net>: Recipient address rejected: User unknown in virtual mailbox table", SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"554 5.7.1 <kim@example.net>: Relay access denied", SMTPCODES_REASON_RELAY_DENIED}, /* Postfix */
        {"550 relay not permitted", SMTPCODES_REASON_RELAY_DENIED}, /* Exim */
        {"450 4.2.0 <kim@example.net>: Recipient address rejected: Greylisted", SMTPCODES_REASON_GREYLISTED}, /* Postgrey */
        {"552 5.2.2 Mailbox full", SMTPCODES_REASON_MAILBOX_FULL},
        {"550 5.7.1 The mailbox of this user is over quota", SMTPCODES_REASON_MAILBOX_FULL},
        {"421 4.7.0 Too many concurrent SMTP connections; please try again later", SMTPCODES_REASON_CONNECTION_LIMIT}, /* Exim */
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        int32_t reason = reason_of(rows[row].text);

        ck_assert_msg(reason == rows[row].reason, "%s: %s", rows[row].text, smtpcodes_word_name(SMTPCODES_VOCABULARY_REASON, reason));
    }
}
END_TEST

START_TEST(codes_tell_where_words_are_silent)
{
    smtpcodes_verdict verdict = diagnosed("552 5.2.2 zzz", SMTPCODES_STAGE_RCPT, 1);

    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_MAILBOX_FULL);
    ck_assert_int_eq(verdict.basis, SMTPCODES_BASIS_ENHANCED);
    ck_assert_int_eq(verdict.evidence_length, 0);
    verdict = diagnosed("550 zzz", SMTPCODES_STAGE_RCPT, 1);
    ck_assert_int_eq(verdict.basis, SMTPCODES_BASIS_REPLY);
    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_MAILBOX_UNAVAILABLE);
    verdict = diagnosed("250 2.0.0 user unknown", SMTPCODES_STAGE_RCPT, 1); /* a success has no reason for a refusal */
    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_ACCEPTED);
}
END_TEST

START_TEST(the_stage_alone_tells_a_bare_454) /* RFC 4954, section 6; RFC 3207, section 4 */
{
    static const char *const texts[] = {"454", "454 zzz", "454 4.7.0 zzz\r\n", "454-zzz\r\n454 zzz\r\n"};
    size_t row;

    for (row = 0; row < COUNT(texts); row++) {
        ck_assert_int_eq(diagnosed(texts[row], SMTPCODES_STAGE_AUTH, 0).reason, SMTPCODES_REASON_AUTH_UNAVAILABLE);
        ck_assert_int_eq(diagnosed(texts[row], SMTPCODES_STAGE_STARTTLS, 0).reason, SMTPCODES_REASON_TLS_FAILED);
    }
    ck_assert_int_eq(reason_of("host mx.example.net[192.0.2.1] said: 454 zzz (in reply to STARTTLS command)"),
                     SMTPCODES_REASON_TLS_FAILED);
    ck_assert_int_eq(reason_of("host mx.example.net[192.0.2.1] said: 454 zzz (in reply to AUTH command)"),
                     SMTPCODES_REASON_AUTH_UNAVAILABLE);
}
END_TEST

START_TEST(evidence_lies_in_the_bytes)
{
    static const char text[] = "550-5.7.1 sorry\r\n550 5.7.1 the mailbox is FULL, kim\r\n";
    smtpcodes_verdict verdict = diagnosed(text, SMTPCODES_STAGE_RCPT, 1);

    ck_assert_int_eq(verdict.basis, SMTPCODES_BASIS_WORDS);
    ck_assert_int_gt(verdict.evidence_length, 0);
    ck_assert(strncmp(text + verdict.evidence_offset, "mailbox is FULL", (size_t)verdict.evidence_length) == 0);
    ck_assert_str_ne(smtpcodes_rule_name(NULL, verdict.rule), "");
    ck_assert_int_eq(verdict.rule_origin, SMTPCODES_RULE_ORIGIN_BUILT_IN);
}
END_TEST

START_TEST(evidence_is_what_stands_there) /* whatever white space lies in it, and where lines end in it or with it */
{
    static const struct {
        const char *text, *evidence;
    } rows[] = {
        {"550 user unknown", "user unknown"}, {"550 \t user \t\t unknown  ", "user \t\t unknown"}, {"550 <kim@example.net>: User  Unknown.", "User  Unknown"},
        {"550-sorry, no\r\n550-user unknown\r\n550 bye\r\n", "user unknown"}, {"550-sorry, user\r\n550 unknown\r\n", "user\r\n550 unknown"},
        {"550-a  b\r\n550-5.1.1 user\r\n550 5.1.1 unknown  here\r\n", "user\r\n550 5.1.1 unknown"}, {"550-user unknown \n550 x", "user unknown"},
        {"550 \xC2\xA0user\xC2\xA0unknown\xC2\xA0", "user\xC2\xA0unknown"},
        {"550 usu\xC3\xA1rio desconhecido.", "usu\xC3\xA1rio desconhecido"}, /* whole words of what is found by a part */
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_verdict verdict = diagnosed(rows[row].text, SMTPCODES_STAGE_RCPT, 1);

        ck_assert_msg((size_t)verdict.evidence_length == strlen(rows[row].evidence) &&
                          strncmp(rows[row].text + verdict.evidence_offset, rows[row].evidence, strlen(rows[row].evidence)) == 0,
                      "%s: %.*s", rows[row].text, (int)verdict.evidence_length, rows[row].text + verdict.evidence_offset);
    }
}
END_TEST

START_TEST(evidence_is_found_in_long_texts) /* beyond the window that is folded at a time */
{
    char text[9000];
    size_t length;

    for (length = 100; length < sizeof text - 100; length += 97) {
        smtpcodes_verdict verdict;

        memset(text, 'x', sizeof text);
        memcpy(text, "550 ", 4);
        memcpy(text + length, " user unknown ", 14);
        verdict = diagnosed((text[length + 50] = '\0', text), SMTPCODES_STAGE_RCPT, 1);
        ck_assert_int_eq(verdict.evidence_offset, (int)length + 1);
        ck_assert_int_eq(verdict.evidence_length, 12);
    }
}
END_TEST

START_TEST(a_short_word_is_found_wherever_it_stands) /* every place, so that it lies across the end of the window too */
{
    char text[5000];
    size_t place;

    for (place = 20; place < sizeof text - 20; place++) {
        smtpcodes_verdict verdict;

        memset(text, '-', sizeof text);
        memcpy(text, "550 ", 4);
        memcpy(text + place, "DMARC", 5);
        text[place + 10] = '\0';
        verdict = diagnosed(text, SMTPCODES_STAGE_DATA_END, 1);
        ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_DMARC_FAILED);
        ck_assert_int_eq(verdict.evidence_offset, (int)place);
        ck_assert_int_eq(verdict.evidence_length, 5);
    }
}
END_TEST

/* RFC 5321, section 4.2.1: each line has the code. Servers break lines without it, and logs strip it; where nothing else stands
 * behind a reply, such lines are its text, and the address is not condemned at once for their words. */
START_TEST(lines_without_a_code_lose_no_words)
{
    static const struct {
        const char *text;
        int32_t reason, suppress, lines; /* lines: of the reply that is found */
    } rows[] = {
        {"550 Requested action not taken\r\nFor explanation visit http://example.net/ user unknown\r\n",
         SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_SUPPRESS_REPEATED, 2},
        {"550 zzz\nyyy\n  user unknown", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_SUPPRESS_REPEATED, 3},
        {"550 zzz user\r\nunknown\r\n\r\n", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_SUPPRESS_REPEATED, 3},
        {"550-zzz\r\n550 zzz\r\nuser unknown\r\n", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_SUPPRESS_REPEATED, 3},
        {"550 user unknown\r\nzzz\r\n", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_SUPPRESS_NOW, 2},
        {"550 zzz\r\n5.1.1 yyy\r\n", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_SUPPRESS_REPEATED, 2},
        {"450 zzz\r\nuser unknown\r\n", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_SUPPRESS_NEVER, 2},
        /* whose words they are is not sure */
        {"550 zzz\r\nuser unknown\r\n250 ok\r\n", SMTPCODES_REASON_MAILBOX_UNAVAILABLE, SMTPCODES_SUPPRESS_NEVER, 1},
        {"550 zzz\r\nuser unknown\r\n550 zzz\r\n", SMTPCODES_REASON_MAILBOX_UNAVAILABLE, SMTPCODES_SUPPRESS_NEVER, 1},
        {"550 zzz\r\n550 user unknown\r\n", SMTPCODES_REASON_MAILBOX_UNAVAILABLE, SMTPCODES_SUPPRESS_NEVER, 1},
        {"550 zzz\r\n\r\nuser unknown\r\n", SMTPCODES_REASON_MAILBOX_UNAVAILABLE, SMTPCODES_SUPPRESS_NEVER, 1},
        {"550 zzz\r\nSubject: yyy\r\n\r\nuser unknown\r\n", SMTPCODES_REASON_MAILBOX_UNAVAILABLE, SMTPCODES_SUPPRESS_NEVER, 1},
        {"550 zzz\nhost mx.example.net[192.0.2.1] said: 550 5.1.1 user unknown\n", SMTPCODES_REASON_MAILBOX_UNAVAILABLE,
         SMTPCODES_SUPPRESS_NEVER, 1},
        {"550 zzz\r\n\r\n", SMTPCODES_REASON_MAILBOX_UNAVAILABLE, SMTPCODES_SUPPRESS_NEVER, 1},
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_verdict verdict = diagnosed(rows[row].text, SMTPCODES_STAGE_RCPT, 1);
        smtpcodes_reply reply;

        smtpcodes_reply_find(rows[row].text, strlen(rows[row].text), &reply, sizeof reply);
        ck_assert_msg(verdict.reason == rows[row].reason && verdict.decision.suppress == rows[row].suppress &&
                          reply.lines == rows[row].lines,
                      "%s: reason %d, suppress %d, %d lines", rows[row].text, (int)verdict.reason,
                      (int)verdict.decision.suppress, (int)reply.lines);
        if (strstr(rows[row].text, "250 ok") == NULL && rows[row].lines > 1) {
            ck_assert_int_ne(reply.flags & SMTPCODES_REPLY_LINE_WITHOUT_CODE, 0);
            ck_assert_int_eq(reply.flags & SMTPCODES_REPLY_UNFINISHED, 0);
            ck_assert_int_eq(reply.consumed, (int32_t)strlen(rows[row].text));
        }
    }
}
END_TEST

START_TEST(a_stream_keeps_in_step) /* what follows a whole reply is the next one, whatever it is */
{
    static const char text[] = "550 zzz\r\nuser unknown\r\n";
    static const int32_t options[] = {0, SMTPCODES_PARSE_END, SMTPCODES_PARSE_WIRE, SMTPCODES_PARSE_WIRE | SMTPCODES_PARSE_END};
    smtpcodes_reply reply;
    size_t row;

    for (row = 0; row < COUNT(options); row++) {
        ck_assert_int_eq(smtpcodes_reply_parse(TEXT(text), options[row], &reply, sizeof reply), 9);
        ck_assert_int_eq(reply.flags, 0);
        ck_assert_int_eq(smtpcodes_reply_parse(text + 9, sizeof text - 10, options[row], &reply, sizeof reply), 14);
        ck_assert_int_ne(reply.flags & SMTPCODES_REPLY_NO_CODE, 0);
    }
    ck_assert_int_eq(diagnosed("550 zzz\r\n", SMTPCODES_STAGE_RCPT, 1).reason, SMTPCODES_REASON_MAILBOX_UNAVAILABLE);
}
END_TEST

START_TEST(providers_are_known_by_host) /* a domain and what lies under it, and nothing that only looks like it */
{
    static const struct {
        const char *host;
        int32_t provider;
    } rows[] = {
        {"aspmx.l.google.com", SMTPCODES_PROVIDER_GOOGLE}, {"GMAIL-SMTP-IN.L.GOOGLE.COM", SMTPCODES_PROVIDER_GOOGLE},
        {"x.mail.protection.outlook.com", SMTPCODES_PROVIDER_MICROSOFT}, {"mta5.am0.yahoodns.net", SMTPCODES_PROVIDER_YAHOO},
        {"notgoogle.com", 0}, {"google.com.example.net", 0}, {"", 0}, {".", 0}, {"com", 0},
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(smtpcodes_provider_of_host(rows[row].host, strlen(rows[row].host)) == rows[row].provider, "%s", rows[row].host);
    }
    ck_assert_int_eq(smtpcodes_provider_of_host(NULL, 0), 0);
    ck_assert_int_eq(smtpcodes_provider_of_host(NULL, 3), SMTPCODES_ERROR_ARGUMENT);
}
END_TEST

START_TEST(providers_have_codes_of_their_own) /* Gmail's 5.7.27 is SPF (support.google.com/a/answer/3726730), IANA's a null MX */
{
    smtpcodes_context context;
    smtpcodes_verdict verdict;

    memset(&context, 0, sizeof context);
    context.provider = SMTPCODES_PROVIDER_GOOGLE;
    smtpcodes_diagnose(TEXT("550 5.7.27 zzz"), &context, sizeof context, NULL, &verdict, sizeof verdict);
    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_SPF_FAILED);
    ck_assert_int_eq(verdict.basis, SMTPCODES_BASIS_PROVIDER_CODE);
    ck_assert_int_eq(verdict.provider, SMTPCODES_PROVIDER_GOOGLE);
    ck_assert_int_eq(reason_of("550 5.7.27 zzz"), SMTPCODES_REASON_SENDER_INVALID);
}
END_TEST

START_TEST(a_code_of_a_provider_may_be_doubtful) /* Outlook.com says 550 5.5.0 for an unknown mailbox, and for others too */
{
    smtpcodes_context context;
    smtpcodes_verdict verdict;

    memset(&context, 0, sizeof context);
    context.provider = SMTPCODES_PROVIDER_MICROSOFT;
    context.stage = SMTPCODES_STAGE_RCPT;
    context.recipients = 1;
    smtpcodes_diagnose(TEXT("550 5.5.0 Requested action not taken: mailbox unavailable"), &context, sizeof context, NULL,
                       &verdict, sizeof verdict);
    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    ck_assert_int_eq(verdict.basis, SMTPCODES_BASIS_PROVIDER_CODE);
    ck_assert_int_eq(verdict.decision.suppress, SMTPCODES_SUPPRESS_REPEATED);
    ck_assert_int_eq(verdict.confidence, SMTPCODES_CONFIDENCE_MEDIUM);
    smtpcodes_diagnose(TEXT("550 5.1.10 zzz"), &context, sizeof context, NULL, &verdict, sizeof verdict);
    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    ck_assert_int_eq(verdict.decision.suppress, SMTPCODES_SUPPRESS_NOW);
    ck_assert_int_eq(verdict.confidence, SMTPCODES_CONFIDENCE_HIGH);
}
END_TEST

START_TEST(words_and_code_bear_each_other_out) /* docs/diagnose.md: how sure it is */
{
    enum { LOW = SMTPCODES_CONFIDENCE_LOW, MEDIUM = SMTPCODES_CONFIDENCE_MEDIUM, HIGH = SMTPCODES_CONFIDENCE_HIGH };
    static const struct {
        const char *text;
        int32_t provider, confidence, reason;
    } rows[] = {
        {"550 no such user", 0, MEDIUM, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"550 5.1.1 no such user", 0, HIGH, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"550 no such user (#5.1.1)", 0, HIGH, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"550 5.7.1 no such user", 0, MEDIUM, SMTPCODES_REASON_RECIPIENT_UNKNOWN}, /* said of anything */
        {"550 5.1.0 no such user", 0, MEDIUM, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"550 5.2.2 no such user", 0, MEDIUM, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"552 5.2.2 over quota", 0, HIGH, SMTPCODES_REASON_MAILBOX_FULL},
        {"452 4.2.2 over quota", 0, HIGH, SMTPCODES_REASON_MAILBOX_FULL},
        {"554 blocked using zen.spamhaus.org", 0, HIGH, SMTPCODES_REASON_IP_BLOCKLISTED},
        {"554 5.7.1 blocked using zen.spamhaus.org", 0, HIGH, SMTPCODES_REASON_IP_BLOCKLISTED},
        {"554 5.1.1 blocked using zen.spamhaus.org", 0, MEDIUM, SMTPCODES_REASON_IP_BLOCKLISTED},
        {"554 5.3.4 blocked using zen.spamhaus.org", 0, MEDIUM, SMTPCODES_REASON_IP_BLOCKLISTED},
        {"550 5.1.1 zzz", 0, MEDIUM, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"550 no valid recipient", 0, LOW, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"550 5.1.1 no valid recipient", 0, HIGH, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
        {"550 5.2.2 no valid recipient", 0, MEDIUM, SMTPCODES_REASON_MAILBOX_FULL}, /* the code tells, as if alone */
        {"550 5.4.1 Recipient address rejected: Access denied. [mx.example.net]", 0, HIGH, SMTPCODES_REASON_RECIPIENT_UNKNOWN}, /* a rule for this very code */
        {"550 5.7.27 This message was blocked because it didn't pass SPF authentication", SMTPCODES_PROVIDER_GOOGLE, HIGH, SMTPCODES_REASON_SPF_FAILED},
        {"550 zzz", 0, LOW, SMTPCODES_REASON_MAILBOX_UNAVAILABLE},
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_context context;
        smtpcodes_verdict verdict;

        memset(&context, 0, sizeof context);
        context.stage = SMTPCODES_STAGE_RCPT;
        context.provider = rows[row].provider;
        smtpcodes_diagnose(rows[row].text, strlen(rows[row].text), &context, sizeof context, NULL, &verdict, sizeof verdict);
        ck_assert_msg(verdict.confidence == rows[row].confidence && verdict.reason == rows[row].reason,
                      "%s: confidence %d for %d, reason %d", rows[row].text, (int)verdict.confidence,
                      (int)rows[row].confidence, (int)verdict.reason);
    }
}
END_TEST

START_TEST(block_lists_are_known_by_zone)
{
    smtpcodes_verdict verdict = diagnosed("554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; "
                                          "https://www.spamhaus.org/query/ip/192.0.2.7", SMTPCODES_STAGE_RCPT, 1);

    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_IP_BLOCKLISTED);
    ck_assert_int_eq(verdict.blocklist, SMTPCODES_BLOCKLIST_SPAMHAUS_ZEN);
    ck_assert_int_eq(verdict.decision.suppress, SMTPCODES_SUPPRESS_NEVER);
    ck_assert_int_gt(verdict.url_length, 20);
}
END_TEST

START_TEST(lists_of_domains_are_no_lists_of_addresses) /* by their zones, as their owners publish them */
{
#define LIST(zone, list, reason) {zone, SMTPCODES_BLOCKLIST_##list, SMTPCODES_REASON_##reason##LISTED}
    static const struct {
        const char *zone;
        int32_t list, reason;
    } rows[] = {
        LIST("rhsbl.sorbs.net", SORBS_DOMAINS, DOMAIN_BLOCK), LIST("badconf.rhsbl.sorbs.net", SORBS_DOMAINS, DOMAIN_BLOCK),
        LIST("dnsbl.sorbs.net", SORBS, IP_BLOCK), LIST("safe.dnsbl.sorbs.net", SORBS, IP_BLOCK),
        LIST("uribl.spameatingmonkey.net", SPAMEATINGMONKEY_DOMAINS, DOMAIN_BLOCK),
        LIST("urired.spameatingmonkey.net", SPAMEATINGMONKEY_DOMAINS, DOMAIN_BLOCK),
        LIST("fresh15.spameatingmonkey.net", SPAMEATINGMONKEY_DOMAINS, DOMAIN_BLOCK),
        LIST("bl.spameatingmonkey.net", SPAMEATINGMONKEY, IP_BLOCK), LIST("netbl.spameatingmonkey.net", SPAMEATINGMONKEY, IP_BLOCK),
        LIST("ivmuri.invaluement.com", INVALUEMENT_DOMAINS, DOMAIN_BLOCK), LIST("sip.invaluement.com", INVALUEMENT, IP_BLOCK),
        LIST("key.dblack.mail.abusix.zone", ABUSIX_DOMAINS, DOMAIN_BLOCK), LIST("black.mail.abusix.zone", ABUSIX, IP_BLOCK),
        LIST("dbl.nordspam.com", NORDSPAM_DOMAINS, DOMAIN_BLOCK), LIST("bl.nordspam.com", NORDSPAM, IP_BLOCK),
        LIST("dbl.suomispam.net", SUOMISPAM_DOMAINS, DOMAIN_BLOCK), LIST("bl.suomispam.net", SUOMISPAM, IP_BLOCK),
        LIST("uribl.swinog.ch", SWINOG_DOMAINS, DOMAIN_BLOCK), LIST("rhsbl.zapbl.net", ZAPBL_DOMAINS, DOMAIN_BLOCK),
        LIST("dbl.spamhaus.org", SPAMHAUS_DBL, DOMAIN_BLOCK), LIST("key.xbl.dq.spamhaus.net", SPAMHAUS_XBL, IP_BLOCK),
        LIST("key.authbl.dq.spamhaus.net", SPAMHAUS_AUTHBL, IP_BLOCK), LIST("dyna.spamrats.com", SPAMRATS, IP_BLOCK),
        LIST("v4.fullbogons.cymru.com", CYMRU_BOGONS, IP_BLOCK), LIST("spamlist.or.kr", KISA, IP_BLOCK),
        LIST("rbl.interserver.net", INTERSERVER, IP_BLOCK), LIST("bl-h1.rbl.polspam.pl", POLSPAM, IP_BLOCK),
        LIST("blacklist.woody.ch", WOODY, IP_BLOCK), LIST("cidr.bl.mcafee.com", MCAFEE, IP_BLOCK),
        LIST("ubl.lashback.com", LASHBACK, IP_BLOCK), LIST("rbl.0spam.org", ZEROSPAM, IP_BLOCK),
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        char text[160];
        smtpcodes_verdict verdict;

        snprintf(text, sizeof text, "554 5.7.1 Service unavailable; us@example.org is blocked using %s", rows[row].zone);
        verdict = diagnosed(text, SMTPCODES_STAGE_RCPT, 1);
        ck_assert_msg(verdict.blocklist == rows[row].list && verdict.reason == rows[row].reason, "%s: list %d, reason %d",
                      rows[row].zone, (int)verdict.blocklist, (int)verdict.reason);
    }
#undef LIST
}
END_TEST

START_TEST(a_wait_that_is_asked_for_counts)
{
    smtpcodes_verdict verdict = diagnosed("450 4.7.1 Greylisted, please try again in 300 seconds", SMTPCODES_STAGE_RCPT, 1);

    ck_assert_int_eq(verdict.decision.delay_seconds, 300);
    ck_assert_int_eq(verdict.decision.delay_source, SMTPCODES_DELAY_WORDS);
    verdict = diagnosed("450 4.7.1 Greylisted, come back in 5 minutes", SMTPCODES_STAGE_RCPT, 1);
    ck_assert_int_eq(verdict.decision.delay_seconds, 300);
}
END_TEST

START_TEST(words_never_make_it_more_permanent) /* a 4yz is never fail, and never suppresses */
{
    smtpcodes_verdict verdict = diagnosed("450 4.1.1 <kim@example.net>: user unknown", SMTPCODES_STAGE_RCPT, 1);

    ck_assert_int_eq(verdict.decision.disposition, SMTPCODES_DISPOSITION_DEFER);
    ck_assert_int_eq(verdict.decision.suppress, SMTPCODES_SUPPRESS_NEVER);
    verdict = diagnosed("550 5.1.1 <kim@example.net>: user unknown", SMTPCODES_STAGE_RCPT, 1);
    ck_assert_int_eq(verdict.decision.disposition, SMTPCODES_DISPOSITION_FAIL);
    ck_assert_int_eq(verdict.decision.suppress, SMTPCODES_SUPPRESS_NOW);
    verdict = diagnosed("550 5.1.1 <kim@example.net>: user unknown", SMTPCODES_STAGE_DATA_END, 3); /* which of the three? */
    ck_assert_int_ne(verdict.decision.suppress, SMTPCODES_SUPPRESS_NOW);
}
END_TEST

START_TEST(a_sender_that_is_refused_condemns_no_recipient) /* a quoted 5.1.1 about our own address */
{
    smtpcodes_verdict verdict = diagnosed("450 4.1.7 <us@example.org>: Sender address rejected: undeliverable address: host "
                                          "mx.example.org[192.0.2.1] said: 550 5.1.1 user unknown (in reply to RCPT TO command)",
                                          SMTPCODES_STAGE_RCPT, 1);

    ck_assert_int_eq(verdict.code, 450);
    ck_assert_int_ne(verdict.reason, SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    ck_assert_int_eq(verdict.decision.disposition, SMTPCODES_DISPOSITION_DEFER);
    ck_assert_int_eq(verdict.decision.suppress, SMTPCODES_SUPPRESS_NEVER);
}
END_TEST

START_TEST(replies_are_found_in_logs)
{
    static const struct {
        const char *text;
        smtpcodes_code code, enhanced;
        int32_t stage;
    } rows[] = {
        {"host mx.example.net[192.0.2.1] said: 550 5.1.1 no such user (in reply to RCPT TO command)", 550, ENHANCED(5, 1, 1), SMTPCODES_STAGE_RCPT},
        {"host mx.example.net[192.0.2.1] said: 552 5.3.4 too big (in reply to end of DATA command)", 552, ENHANCED(5, 3, 4), SMTPCODES_STAGE_DATA_END},
        {"SMTP error from remote mail server after RCPT TO:<kim@example.net>: 550 5.1.1 no such user", 550, ENHANCED(5, 1, 1), SMTPCODES_STAGE_RCPT},
        {"Remote host said: 554 delivery error", 554, 0, 0},
        {"Diagnostic-Code: smtp; 550 5.2.1 closed", 550, ENHANCED(5, 2, 1), 0},
        {"550 5.1.1 host said: 450 4.2.1 later", 550, ENHANCED(5, 1, 1), 0}, /* bytes that begin with a code are that reply */
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_reply reply;
        int32_t stage = smtpcodes_reply_find(rows[row].text, strlen(rows[row].text), &reply, sizeof reply);

        ck_assert_msg(reply.code == rows[row].code && reply.enhanced == rows[row].enhanced && stage == rows[row].stage,
                      "%s: %d %d at %d", rows[row].text, (int)reply.code, (int)reply.enhanced, (int)stage);
    }
}
END_TEST

START_TEST(an_inner_reply_refines_the_reason_alone) /* behind a wrapper, or where a code is doubled */
{
    static const struct {
        const char *text;
        int32_t reason, disposition;
        int is_inner;
    } rows[] = {
        {"451 4.4.0 host mx.example.net[192.0.2.9] said: 550 5.1.1 <kim@example.net> user unknown",
         SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_DISPOSITION_DEFER, 1},
        {"550 550 5.1.1 user unknown", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_DISPOSITION_FAIL, 1},
        {"550 host mx.example.net said: 452 4.2.2 zzz", SMTPCODES_REASON_MAILBOX_UNAVAILABLE, SMTPCODES_DISPOSITION_FAIL, 0},
        {"550 5.1.1 user unknown", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_DISPOSITION_FAIL, 0},
        {"550 5.1.1 user unknown, room 550 is empty", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_DISPOSITION_FAIL, 0},
        {"550-5.1.1 sorry:\r\n550 5.1.1 user unknown\r\n", SMTPCODES_REASON_RECIPIENT_UNKNOWN, SMTPCODES_DISPOSITION_FAIL, 0},
        {"550-Verification failed for <us@example.org>\r\n550-Called: 192.0.2.1\r\n550-Response: 550 5.1.1 user unknown\r\n550 no\r\n",
         SMTPCODES_REASON_SENDER_INVALID, SMTPCODES_DISPOSITION_FAIL, 0},
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        smtpcodes_verdict verdict = diagnosed(rows[row].text, SMTPCODES_STAGE_RCPT, 1);

        ck_assert_msg(verdict.reason == rows[row].reason, "%s: reason %d", rows[row].text, (int)verdict.reason);
        ck_assert_int_eq(verdict.decision.disposition, rows[row].disposition);
        ck_assert_msg(!(verdict.decision.flags & SMTPCODES_FLAG_INNER_REPLY) == !rows[row].is_inner, "%s: flag", rows[row].text);
    }
}
END_TEST

static smtpcodes_verdict diagnosed_from(const char *text, int32_t bits, const uint8_t *address)
{
    smtpcodes_context context;
    smtpcodes_verdict verdict;

    memset(&context, 0, sizeof context);
    context.stage = SMTPCODES_STAGE_RCPT;
    context.recipients = 1;
    context.address_bits = bits;
    memcpy(context.address, address, (size_t)bits / 8);
    smtpcodes_diagnose(text, strlen(text), &context, sizeof context, NULL, &verdict, sizeof verdict);
    return verdict;
}

START_TEST(our_own_address_is_known_in_every_form)
{
    static const uint8_t four[4] = {192, 0, 2, 17}, sixteen[16] = {0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xA, 0, 1};
    static const struct {
        const char *text;
        int is_four, is_sixteen;
    } rows[] = {
        {"550 refused 192.0.2.17", 1, 0}, {"550 [192.0.2.17] refused", 1, 0}, {"550 ip=192.0.2.17, no", 1, 0}, {"550 192.0.2.17.", 1, 0},
        {"550 17.2.0.192.zen.example.org", 1, 0}, {"550 192.0.2.171 no", 0, 0}, {"550 1192.0.2.17 no", 0, 0}, {"550 192.0.2.17.5 no", 0, 0},
        {"550 IP:192.0.2.17 no", 1, 0}, {"550 from host:192.0.2.17:25", 1, 0}, {"550 ::ffff:192.0.2.17 no", 1, 0}, /* RFC 4291, section 2.5.5.2 */
        {"550 IP:1192.0.2.17 no", 0, 0}, {"550 17.2.0.192 no", 0, 0}, {"550 192.0.2", 0, 0}, {"550 192.0.2.1", 0, 0}, {"550 refused 2001:db8::a:1", 0, 1},
        {"550 [2001:db8::a:0:1]", 0, 0}, {"550 IPv6:2001:0DB8:0000:0:0:0:000a:1.", 0, 1}, {"550 2001:db8:0:0:0:a:1", 0, 0},
        {"550 2001:db8:0:0:0:0:a:1: no", 0, 1}, {"550 <2001:db8:0:0::0:a:1>", 0, 1}, {"550 IPv6:2001:DB8::A:1: no", 0, 1}, {"550 ::", 0, 0},
    };
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        int32_t of_four = diagnosed_from(rows[row].text, 32, four).decision.flags & SMTPCODES_FLAG_ABOUT_US;
        int32_t of_sixteen = diagnosed_from(rows[row].text, 128, sixteen).decision.flags & SMTPCODES_FLAG_ABOUT_US;

        ck_assert_msg(!of_four == !rows[row].is_four && !of_sixteen == !rows[row].is_sixteen, "%s", rows[row].text);
    }
}
END_TEST

START_TEST(a_reply_about_our_address_is_not_about_the_recipient)
{
    static const uint8_t four[4] = {192, 0, 2, 17};
    smtpcodes_verdict verdict = diagnosed_from("550 192.0.2.17 zzz", 32, four);

    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_POLICY_REJECTED);
    ck_assert_int_eq(verdict.decision.target, SMTPCODES_TARGET_CONNECTING_ADDRESS);
    verdict = diagnosed_from("550 192.0.2.18 zzz", 32, four);
    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_MAILBOX_UNAVAILABLE);
    verdict = diagnosed_from("550 5.1.1 192.0.2.17 zzz", 32, four);
    ck_assert_int_ne(verdict.decision.suppress, SMTPCODES_SUPPRESS_NOW);
    verdict = diagnosed_from("550 5.1.1 user unknown (you are 192.0.2.17)", 32, four); /* the words say whom it is about */
    ck_assert_int_eq(verdict.reason, SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    ck_assert_int_eq(verdict.decision.suppress, SMTPCODES_SUPPRESS_NOW);
    verdict = diagnosed_from("250 2.1.5 192.0.2.17 ok", 32, four);
    ck_assert_int_eq(verdict.decision.flags & SMTPCODES_FLAG_ABOUT_US, 0);
}
END_TEST

START_TEST(diagnose_checks_its_arguments)
{
    smtpcodes_verdict verdict;
    smtpcodes_reply reply;
    int32_t front[2] = {9, 9};

    ck_assert_int_eq(smtpcodes_diagnose(NULL, 4, NULL, 0, NULL, &verdict, sizeof verdict), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_diagnose("550", 3, NULL, 4, NULL, &verdict, sizeof verdict), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_diagnose("550", 3, NULL, 0, NULL, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_diagnose("550", 3, NULL, 0, (const smtpcodes_rules *)&verdict, &verdict, sizeof verdict),
                     SMTPCODES_ERROR_RULES);
    ck_assert_int_ge(smtpcodes_diagnose(NULL, 0, NULL, 0, NULL, &verdict, sizeof verdict), 0);
    ck_assert_int_gt(smtpcodes_diagnose("550 x", 5, NULL, 0, NULL, (smtpcodes_verdict *)(void *)front, 4), 0);
    ck_assert_int_eq(front[0], SMTPCODES_DISPOSITION_FAIL);
    ck_assert_int_eq(front[1], 9);
    ck_assert_int_eq(smtpcodes_reply_find(NULL, 4, &reply, sizeof reply), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_reply_find("nothing here", 12, &reply, sizeof reply), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_str_eq(smtpcodes_rule_name(NULL, 0), "");
    ck_assert_str_eq(smtpcodes_rule_name(NULL, -1), "");
}
END_TEST

START_TEST(any_bytes_are_diagnosed)
{
    char bytes[64];
    uint32_t seed = 1;
    int round, place;

    for (round = 0; round < 20000; round++) {
        smtpcodes_verdict verdict;

        for (place = 0; place < (int)sizeof bytes; place++) {
            seed = seed * 1103515245u + 12345u;
            bytes[place] = (char)(seed >> 16);
        }
        memcpy(bytes, "550 5.1.1 ", 10);
        smtpcodes_diagnose(bytes, (size_t)(seed >> 8) % sizeof bytes, NULL, 0, NULL, &verdict, sizeof verdict);
        ck_assert(verdict.evidence_offset >= 0 && verdict.evidence_offset + verdict.evidence_length <= (int32_t)sizeof bytes);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        words_tell_the_reason, codes_tell_where_words_are_silent, the_stage_alone_tells_a_bare_454, evidence_lies_in_the_bytes,
        evidence_is_what_stands_there, evidence_is_found_in_long_texts,
        a_short_word_is_found_wherever_it_stands, lines_without_a_code_lose_no_words, a_stream_keeps_in_step, providers_are_known_by_host,
        providers_have_codes_of_their_own, a_code_of_a_provider_may_be_doubtful, words_and_code_bear_each_other_out, block_lists_are_known_by_zone, lists_of_domains_are_no_lists_of_addresses, a_wait_that_is_asked_for_counts,
        words_never_make_it_more_permanent, a_sender_that_is_refused_condemns_no_recipient, replies_are_found_in_logs,
        an_inner_reply_refines_the_reason_alone, our_own_address_is_known_in_every_form,
        a_reply_about_our_address_is_not_about_the_recipient, diagnose_checks_its_arguments, any_bytes_are_diagnosed};

    return run_tests("diagnose", tests, COUNT(tests));
}
