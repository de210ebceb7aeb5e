/* Rendered texts: formats, parts, buffers, and what a server's bytes may do to them. */
#include "test.h"

enum { ENGLISH = SMTPCODES_LANGUAGE_ENGLISH, PLAIN = SMTPCODES_FORMAT_TEXT, MARKDOWN = SMTPCODES_FORMAT_MARKDOWN,
       HTML = SMTPCODES_FORMAT_HTML, JSON = SMTPCODES_FORMAT_JSON, PAGE = SMTPCODES_FORMAT_HTML_PAGE };

static char buffer[1 << 18];

static const char *code(smtpcodes_code number, int32_t stage, int32_t part, int32_t format)
{
    int32_t length = smtpcodes_render_code(number, stage, part, format, ENGLISH, buffer, sizeof buffer);

    ck_assert_int_eq(length, (int)strlen(buffer));
    return buffer;
}

static const char *pair(smtpcodes_code first, smtpcodes_code second, int32_t part, int32_t format)
{
    int32_t length = smtpcodes_render_comparison(first, second, part, format, ENGLISH, buffer, sizeof buffer);

    ck_assert_int_eq(length, (int)strlen(buffer));
    return buffer;
}

static const char *verdict_in(int32_t language, const char *bytes, size_t bytes_length, int32_t stage, int32_t part,
                              int32_t format)
{
    smtpcodes_verdict verdict;
    smtpcodes_reply reply;
    int32_t length;

    memset(&verdict, 0, sizeof verdict);
    smtpcodes_reply_parse(bytes, bytes_length, SMTPCODES_PARSE_END, &reply, sizeof reply);
    verdict.code = reply.code;
    verdict.enhanced = reply.enhanced;
    verdict.stage = stage;
    verdict.decision = decide(reply.code, reply.enhanced, stage, 0, 0);
    length = smtpcodes_render_verdict(bytes, bytes_length, NULL, &verdict, sizeof verdict, part, format, language, buffer,
                                      sizeof buffer);
    ck_assert_int_eq(length, (int)strlen(buffer));
    return buffer;
}

static const char *verdict(const char *bytes, size_t length, int32_t part, int32_t format)
{
    return verdict_in(ENGLISH, bytes, length, SMTPCODES_STAGE_RCPT, part, format);
}

static int holds(const char *text, const char *words)
{
    return strstr(text, words) != NULL;
}

static int starts(const char *text, const char *words)
{
    return strncmp(text, words, strlen(words)) == 0;
}

/* ---------------------------------------------------------------------------------------------------------- JSON */

/* A value of JSON by the grammar of RFC 8259: where it ends, or NULL. */
static const char *json_value(const char *at);

static const char *json_string(const char *at)
{
    for (at++; *at != '"'; at++) {
        if ((unsigned char)*at < 0x20) {
            return NULL;
        }
        if (*at == '\\') {
            at++;
            if (*at == 'u') {
                if (strspn(at + 1, "0123456789abcdefABCDEF") < 4) {
                    return NULL;
                }
                at += 4;
            } else if (*at == '\0' || strchr("\"\\/bfnrt", *at) == NULL) {
                return NULL;
            }
        }
    }
    return at + 1;
}

static const char *json_list(const char *at, char close, int keyed)
{
    if (at[1] == close) {
        return at + 2;
    }
    do {
        at++;
        if (keyed) {
            at = *at == '"' ? json_string(at) : NULL;
            if (at == NULL || *at++ != ':') {
                return NULL;
            }
        }
        at = json_value(at);
    } while (at != NULL && *at == ',');
    return at != NULL && *at == close ? at + 1 : NULL;
}

static const char *json_value(const char *at)
{
    if (*at == '{' || *at == '[') {
        return json_list(at, *at == '{' ? '}' : ']', *at == '{');
    }
    if (*at == '"') {
        return json_string(at);
    }
    if (starts(at, "null")) {
        return at + 4;
    }
    return strspn(at, "-0123456789") > 0 ? at + strspn(at, "-0123456789") : NULL;
}

static int is_utf8(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;

    while (*at != '\0') {
        int more = *at < 0x80 ? 0 : *at >= 0xC2 && *at < 0xE0 ? 1 : *at >= 0xE0 && *at < 0xF0 ? 2 : *at >= 0xF0 && *at < 0xF5 ? 3 : -1;

        if (more < 0) {
            return 0;
        }
        for (at++; more > 0; more--, at++) {
            if ((*at & 0xC0) != 0x80) {
                return 0;
            }
        }
    }
    return 1;
}

static void expect_json(const char *text)
{
    const char *end = json_value(text);

    ck_assert_msg(end != NULL && *end == '\0', "no JSON: %.300s", text);
    ck_assert_msg(is_utf8(text), "no UTF-8: %.300s", text);
}

START_TEST(json_is_json)
{
    static const smtpcodes_code codes[] = {250, 354, 421, 450, 550, 559, ENHANCED(5, 1, 1), ENHANCED(4, 9, 9), 1, 999};
    int32_t part;
    size_t row;

    for (row = 0; row < COUNT(codes); row++) {
        for (part = 0; part < 60; part++) {
            const char *text = code(codes[row], 0, part, JSON);

            if (*text != '\0') {
                expect_json(text);
            }
            text = pair(codes[row], 421, part, JSON);
            if (*text != '\0') {
                expect_json(text);
            }
            text = verdict("550 5.1.1 a \"b\" \\ \x01", 19, part, JSON);
            if (*text != '\0') {
                expect_json(text);
            }
        }
        expect_json(code(codes[row], 0, 0, JSON));
        expect_json(pair(codes[row], 521, 0, JSON));
    }
}
END_TEST

START_TEST(json_survives_every_byte)
{
    char bytes[8] = "550 a";
    int one, two;

    for (one = 0; one < 256; one++) {
        for (two = 0; two < 256; two += one < 128 ? 37 : 1) {
            bytes[5] = (char)one;
            bytes[6] = (char)two;
            bytes[7] = 'z';
            expect_json(verdict(bytes, sizeof bytes, 0, JSON));
        }
    }
}
END_TEST

START_TEST(json_hides_nothing_and_shows_nothing_raw)
{
    ck_assert_str_eq(verdict(TEXT("550 5.1.1 a\xff\n"), SMTPCODES_PART_REPLY, JSON), "\"a\\\\xff\"");
    ck_assert_str_eq(verdict(TEXT("550 5.1.1 a\033[31m\n"), SMTPCODES_PART_REPLY, JSON), "\"a\\u001b[31m\"");
    ck_assert_str_eq(verdict(TEXT("550 5.1.1 \xe2\x80\xae\n"), SMTPCODES_PART_REPLY, JSON), "\"\\u202e\"");
    ck_assert_str_eq(verdict(TEXT("550-5.1.1 \"a\"\\\n550 5.1.1 b\n"), SMTPCODES_PART_REPLY, JSON), "\"\\\"a\\\"\\\\\\nb\"");
    ck_assert_str_eq(verdict(TEXT("550 \xc3\xa9\n"), SMTPCODES_PART_REPLY, JSON), "\"\xc3\xa9\"");
    ck_assert(holds(verdict(TEXT("550 5.1.1 x\n"), 0, JSON), "\"disposition\":\"fail\""));
    ck_assert(holds(verdict(TEXT("550 5.1.1 x\n"), 0, JSON), "\"enhanced\":\"5.1.1\""));
}
END_TEST

/* ---------------------------------------------------------------------------------------------------------- HTML */

/* Every element that is opened is closed, in order; what is void stands alone. */
static void expect_html(const char *text)
{
    const char *open[64];
    size_t lengths[64], depth = 0;

    for (text = strchr(text, '<'); text != NULL; text = strchr(text + 1, '<')) {
        const char *name = text + (text[1] == '/' ? 2 : 1);
        size_t length = strcspn(name, " >\n");

        if (*name == '!' || starts(name, "meta ")) {
            continue;
        }
        if (text[1] == '/') {
            ck_assert_msg(depth > 0 && lengths[depth - 1] == length && memcmp(open[depth - 1], name, length) == 0,
                          "closes what is not open: %.60s", text);
            depth--;
        } else {
            ck_assert_uint_lt(depth, 64);
            open[depth] = name;
            lengths[depth++] = length;
        }
    }
    ck_assert_uint_eq(depth, 0);
}

START_TEST(html_is_balanced)
{
    int32_t part;

    expect_html(code(550, 0, 0, HTML));
    expect_html(code(550, 0, 0, PAGE));
    expect_html(pair(354, 521, 0, PAGE));
    expect_html(pair(450, 450, 0, PAGE));
    expect_html(verdict(TEXT("550 <b>&\"'</b>\n"), 0, PAGE));
    for (part = 1; part < 60; part++) {
        expect_html(code(550, 0, part, HTML));
        expect_html(pair(450, 451, part, HTML));
        expect_html(verdict(TEXT("421 4.7.0 <i>\n"), part, HTML));
    }
}
END_TEST

START_TEST(html_is_a_page_or_a_fragment) /* HTML: lang and dir set, one h1, utf-8 */
{
    const char *text = code(550, 0, 0, PAGE);

    ck_assert(starts(text, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n"));
    ck_assert(holds(text, "<meta charset=\"utf-8\">") && holds(text, "<title>550 ") && holds(text, "<h1>550 "));
    text = code(550, 0, 0, HTML);
    ck_assert(starts(text, "<article lang=\"en\" dir=\"ltr\">\n<h1>550 "));
    ck_assert(!holds(text, "<html") && !holds(text, "<title>"));
    ck_assert(starts(code(550, 0, SMTPCODES_PART_MEANING, HTML), "<p>"));
    ck_assert(starts(code(550, 0, SMTPCODES_PART_MEANING, PAGE), "<p>"));
    ck_assert(starts(pair(450, 451, SMTPCODES_PART_DIFFERENCES, HTML), "<ul>\n<li>"));
}
END_TEST

START_TEST(a_server_writes_no_html)
{
    const char *text = verdict(TEXT("550 <script>x('\"&')</script>\r\n"), 0, PAGE);

    ck_assert(!holds(text, "<script>"));
    ck_assert(holds(text, "&lt;script&gt;x('&quot;&amp;')&lt;/script&gt;"));
}
END_TEST

/* ------------------------------------------------------------------------------------------- Markdown, plain text */

START_TEST(a_server_writes_no_markdown) /* CommonMark: nothing within indented code is marked up */
{
    const char *text = verdict(TEXT("550-# [a](b)\r\n550 *c*\r\n"), 0, MARKDOWN);

    ck_assert(holds(text, "\n\n    # [a](b)\n    *c*\n"));
    ck_assert(starts(code(550, 0, 0, MARKDOWN), "# 550 "));
    ck_assert(holds(code(550, 0, 0, MARKDOWN), "\n## Meaning\n\n"));
    ck_assert(holds(pair(450, 451, 0, MARKDOWN), "\n## Key differences\n\n- "));
}
END_TEST

START_TEST(nothing_raw_is_in_a_text)
{
    static const int32_t formats[] = {PLAIN, MARKDOWN, HTML, PAGE};
    size_t row;

    for (row = 0; row < COUNT(formats); row++) {
        const char *text = verdict(TEXT("550 a\033[1m\xff\xe2\x80\xae\x7f" "b\r\n"), 0, formats[row]);

        ck_assert(is_utf8(text));
        ck_assert(!holds(text, "\033") && !holds(text, "\xe2\x80\xae") && !holds(text, "\x7f"));
        ck_assert(holds(text, "a\\x1b[1m\\xff\\xe2\\x80\\xae\\x7fb"));
    }
}
END_TEST

/* --------------------------------------------------------------------------------------------------------- parts */

START_TEST(parts_are_bare)
{
    ck_assert_str_eq(code(550, 0, SMTPCODES_PART_NAME, PLAIN), "mailbox-unavailable");
    ck_assert_str_eq(code(334, 0, SMTPCODES_PART_EXTENSIONS, PLAIN), "AUTH");
    ck_assert_str_eq(code(354, 0, SMTPCODES_PART_STAGES, PLAIN), "DATA");
    ck_assert_str_eq(code(354, 0, SMTPCODES_PART_MEANING, PLAIN),
                     smtpcodes_code_text(354, 0, SMTPCODES_FIELD_MEANING, ENGLISH));
    ck_assert_str_eq(code(ENHANCED(4, 2, 2), 0, SMTPCODES_PART_PERMANENT, PLAIN), "5.2.2");
    ck_assert_str_eq(code(354, 0, SMTPCODES_PART_PERMANENT, PLAIN), "");
    ck_assert_str_eq(code(354, 0, SMTPCODES_PART_REPLY, PLAIN), "");
    ck_assert_str_eq(verdict(TEXT("550 5.1.1 x\n"), SMTPCODES_PART_REPORT, PLAIN), "Action: failed, Status: 5.1.1");
    ck_assert_str_eq(verdict(TEXT("550-a\r\n550 b\r\n"), SMTPCODES_PART_REPLY, PLAIN), "a\nb");
    ck_assert_str_eq(pair(354, 521, SMTPCODES_PART_DIFFERENCE + 99, PLAIN), "");
    ck_assert_str_eq(pair(354, 521, -1, PLAIN), "");
}
END_TEST

START_TEST(a_stage_chooses_the_texts)
{
    ck_assert_str_eq(code(220, SMTPCODES_STAGE_STARTTLS, SMTPCODES_PART_MEANING, PLAIN),
                     smtpcodes_code_text(220, SMTPCODES_STAGE_STARTTLS, SMTPCODES_FIELD_MEANING, ENGLISH));
    ck_assert_str_ne(smtpcodes_code_text(220, SMTPCODES_STAGE_STARTTLS, SMTPCODES_FIELD_MEANING, ENGLISH),
                     smtpcodes_code_text(220, 0, SMTPCODES_FIELD_MEANING, ENGLISH));
}
END_TEST

START_TEST(advice_is_for_those_who_must_act) /* the three readers of a refusal */
{
    ck_assert_str_ne(verdict(TEXT("552 5.2.2 x\n"), SMTPCODES_PART_AUTHOR, PLAIN), "");
    ck_assert_str_ne(verdict(TEXT("552 5.2.2 x\n"), SMTPCODES_PART_SENDING_ADMINISTRATOR, PLAIN), "");
    ck_assert_str_ne(verdict(TEXT("552 5.2.2 x\n"), SMTPCODES_PART_RECEIVING_ADMINISTRATOR, PLAIN), "");
    ck_assert(!holds(verdict(TEXT("250 ok\n"), 0, PLAIN), "For the author"));
}
END_TEST

/* ------------------------------------------------------------------------------------------------------- buffers */

START_TEST(a_buffer_holds_all_or_nothing) /* header: as snprintf, but never a part */
{
    char small[16];
    int32_t whole = smtpcodes_render_code(550, 0, 0, PLAIN, ENGLISH, NULL, 0), size;

    ck_assert_int_gt(whole, 100);
    for (size = 1; size <= (int32_t)sizeof small; size++) {
        memset(small, 'x', sizeof small);
        ck_assert_int_eq(smtpcodes_render_code(550, 0, 0, PLAIN, ENGLISH, small, (size_t)size), whole);
        ck_assert_str_eq(small, "");
    }
    ck_assert_int_eq(smtpcodes_render_code(550, 0, 0, PLAIN, ENGLISH, buffer, (size_t)whole), whole);
    ck_assert_str_eq(buffer, "");
    ck_assert_int_eq(smtpcodes_render_code(550, 0, 0, PLAIN, ENGLISH, buffer, (size_t)whole + 1), whole);
    ck_assert_int_eq((int)strlen(buffer), whole);
}
END_TEST

/* Render a code, a pair or a verdict of smtpcodes_diagnose. */
static int32_t render_one(int which, int32_t part, int32_t format, char *text, size_t size)
{
    static const char bytes[] = "550-5.7.1 <kim@example.net>: no\r\n550 5.7.1 192.0.2.1 is listed by zen.spamhaus.org\r\n";
    smtpcodes_verdict why;

    if (which == 0) {
        return smtpcodes_render_code(550, 0, part, format, ENGLISH, text, size);
    }
    if (which == 1) {
        return smtpcodes_render_comparison(251, 551, part, format, ENGLISH, text, size);
    }
    smtpcodes_diagnose(TEXT(bytes), NULL, 0, NULL, &why, sizeof why);
    return smtpcodes_render_verdict(TEXT(bytes), NULL, &why, sizeof why, part, format, ENGLISH, text, size);
}

START_TEST(the_length_that_is_told_is_room_enough) /* header: (NULL, 0) asks for it; a NUL comes behind */
{
    static const int32_t formats[] = {PLAIN, MARKDOWN, HTML, JSON, PAGE};
    size_t index;
    int32_t which, part, length;
    char *exact;

    for (index = 0; index < COUNT(formats) * 3; index++) {
        which = (int32_t)index % 3;
        for (part = 0; part <= SMTPCODES_PART_URL; part++) {
            length = render_one(which, part, formats[index / 3], buffer, sizeof buffer); /* with room to spare */
            exact = malloc((size_t)length + 1);
            ck_assert_ptr_nonnull(exact);
            memset(exact, 'x', (size_t)length + 1);
            ck_assert_int_eq(render_one(which, part, formats[index / 3], exact, (size_t)length + 1), length);
            ck_assert_mem_eq(exact, buffer, (size_t)length + 1);
            free(exact);
        }
    }
}
END_TEST

START_TEST(arguments_are_checked)
{
    smtpcodes_verdict empty;
    size_t row;

    memset(&empty, 0, sizeof empty);
    ck_assert_int_eq(smtpcodes_render_code(550, 0, 0, PLAIN, ENGLISH, NULL, 5), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_render_comparison(550, 551, 0, PLAIN, ENGLISH, NULL, 5), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_render_verdict("550", 3, NULL, NULL, 0, 0, PLAIN, ENGLISH, buffer, sizeof buffer),
                     SMTPCODES_ERROR_ARGUMENT);
    ck_assert_str_eq(buffer, "");
    ck_assert_int_eq(smtpcodes_render_verdict(NULL, 3, NULL, &empty, sizeof empty, 0, PLAIN, ENGLISH, buffer, sizeof buffer),
                     SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_gt(smtpcodes_render_verdict(NULL, 0, NULL, &empty, sizeof empty, 0, PLAIN, ENGLISH, buffer, sizeof buffer), 0);
    ck_assert_int_gt(smtpcodes_render_verdict("550", 3, NULL, &empty, 4, 0, PLAIN, ENGLISH, buffer, sizeof buffer), 0);
    for (row = 0; row < COUNT(no_codes); row++) {
        ck_assert_str_eq(code(no_codes[row], 0, 0, PLAIN), "");
        ck_assert_str_eq(pair(no_codes[row], 550, 0, JSON), "");
        ck_assert_str_eq(pair(550, no_codes[row], 0, HTML), "");
    }
    for (row = 0; row < COUNT(no_constants); row++) {
        int32_t odd = no_constants[row];

        smtpcodes_render_code(550, 0, 0, odd, odd, buffer, sizeof buffer);
        ck_assert(starts(buffer, "550 "));
        smtpcodes_render_code(550, odd, SMTPCODES_PART_TITLE, PLAIN, odd, buffer, sizeof buffer);
        ck_assert(starts(buffer, "550 "));
    }
}
END_TEST

START_TEST(every_number_can_be_rendered) /* foundation 2: an answer for any argument */
{
    smtpcodes_code number;

    for (number = 1; number < 1000; number++) {
        ck_assert_str_ne(code(number, 0, 0, PLAIN), "");
        ck_assert_str_ne(pair(number, 550, 0, PLAIN), "");
        ck_assert_str_ne(pair(ENHANCED(5, 7, 1), number, 0, PLAIN), "");
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        json_is_json, json_survives_every_byte, json_hides_nothing_and_shows_nothing_raw, html_is_balanced,
        html_is_a_page_or_a_fragment, a_server_writes_no_html, a_server_writes_no_markdown, nothing_raw_is_in_a_text,
        parts_are_bare, a_stage_chooses_the_texts, advice_is_for_those_who_must_act, a_buffer_holds_all_or_nothing,
        the_length_that_is_told_is_room_enough, arguments_are_checked, every_number_can_be_rendered};

    return run_tests("render", tests, COUNT(tests));
}
