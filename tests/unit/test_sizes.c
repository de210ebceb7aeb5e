/* A caller with smaller and with larger structs than the library's, for every function that takes one: the front part, or
 * zeros behind it, and nothing beyond the size that was given (header: rules that hold for the whole header). */
#include "test.h"

enum { ROOM = 1024, MARK = 0x5A };

typedef int32_t call(void *out, size_t size);

static const char bytes[] = "550-5.7.1 sorry\r\n550 5.7.1 blocked using zen.spamhaus.org, see https://example.net/x\r\n";

static int32_t call_classify(void *out, size_t size)
{
    return smtpcodes_classify(550, ENHANCED(5, 1, 1), NULL, 0, out, size);
}

static int32_t call_event(void *out, size_t size)
{
    return smtpcodes_classify_event(SMTPCODES_EVENT_CONNECTION_LOST, NULL, 0, out, size);
}

static int32_t call_compare(void *out, size_t size)
{
    return smtpcodes_compare(354, 521, out, size);
}

static int32_t call_parse(void *out, size_t size)
{
    return smtpcodes_reply_parse(bytes, sizeof bytes - 1, 0, out, size);
}

static int32_t call_line(void *out, size_t size)
{
    return smtpcodes_reply_line(bytes, sizeof bytes - 1, 0, 2, out, size);
}

static int32_t call_find(void *out, size_t size)
{
    return smtpcodes_reply_find(bytes, sizeof bytes - 1, out, size);
}

static int32_t call_diagnose(void *out, size_t size)
{
    return smtpcodes_diagnose(bytes, sizeof bytes - 1, NULL, 0, NULL, out, size);
}

static const struct {
    call *function;
    size_t size;
} calls[] = {
    {call_classify, sizeof(smtpcodes_classification)}, {call_event, sizeof(smtpcodes_classification)},
    {call_compare, sizeof(smtpcodes_comparison)},      {call_parse, sizeof(smtpcodes_reply)},
    {call_line, sizeof(smtpcodes_line)},               {call_find, sizeof(smtpcodes_reply)},
    {call_diagnose, sizeof(smtpcodes_verdict)},
};

START_TEST(answers_fit_every_size)
{
    static const unsigned char zeros[ROOM];
    size_t row, size;

    for (row = 0; row < COUNT(calls); row++) {
        unsigned char whole[ROOM], out[ROOM];
        int32_t result;

        memset(whole, MARK, sizeof whole);
        result = calls[row].function(whole, calls[row].size);
        for (size = sizeof(int32_t); size <= calls[row].size + 64; size += sizeof(int32_t)) {
            size_t common = size < calls[row].size ? size : calls[row].size;

            memset(out, MARK, sizeof out);
            ck_assert_int_eq(calls[row].function(out, size), result);
            ck_assert_msg(memcmp(out, whole, common) == 0, "function %zu, size %zu: another front", row, size);
            ck_assert_msg(memcmp(out + common, zeros, size - common) == 0, "function %zu, size %zu: no zeros behind", row, size);
            ck_assert_msg(out[size] == MARK, "function %zu, size %zu: written beyond", row, size);
        }
        ck_assert_int_eq(calls[row].function(out, 3), SMTPCODES_ERROR_ARGUMENT);
        ck_assert_int_eq(calls[row].function(NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    }
}
END_TEST

/* A context that is shorter is read as if zeros followed; what is longer is not read. */
START_TEST(contexts_are_read_in_every_size)
{
    unsigned char given[ROOM];
    size_t size;

    for (size = 0; size <= sizeof(smtpcodes_context) + 64; size += sizeof(int32_t)) {
        smtpcodes_context front;
        smtpcodes_classification wanted, got;
        smtpcodes_verdict verdict, other;
        size_t common = size < sizeof front ? size : sizeof front;

        memset(&front, 0, sizeof front);
        memset(given, 0, sizeof given);
        ((smtpcodes_context *)(void *)given)->stage = SMTPCODES_STAGE_RCPT;
        ((smtpcodes_context *)(void *)given)->recipients = 1;
        ((smtpcodes_context *)(void *)given)->flags = SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED;
        memset(given + sizeof front, MARK, sizeof given - sizeof front);
        memcpy(&front, given, common);
        smtpcodes_classify(452, ENHANCED(4, 5, 3), &front, sizeof front, &wanted, sizeof wanted);
        smtpcodes_classify(452, ENHANCED(4, 5, 3), size > 0 ? (void *)given : NULL, size, &got, sizeof got);
        ck_assert_int_eq(memcmp(&wanted, &got, sizeof got), 0);
        smtpcodes_classify_event(SMTPCODES_EVENT_CONNECTION_LOST, &front, sizeof front, &wanted, sizeof wanted);
        smtpcodes_classify_event(SMTPCODES_EVENT_CONNECTION_LOST, size > 0 ? (void *)given : NULL, size, &got, sizeof got);
        ck_assert_int_eq(memcmp(&wanted, &got, sizeof got), 0);
        smtpcodes_diagnose(bytes, sizeof bytes - 1, &front, sizeof front, NULL, &verdict, sizeof verdict);
        smtpcodes_diagnose(bytes, sizeof bytes - 1, size > 0 ? (void *)given : NULL, size, NULL, &other, sizeof other);
        ck_assert_int_eq(memcmp(&verdict, &other, sizeof other), 0);
    }
}
END_TEST

START_TEST(verdicts_are_rendered_in_every_size)
{
    unsigned char given[ROOM];
    smtpcodes_verdict verdict;
    size_t size;

    call_diagnose(&verdict, sizeof verdict);
    memset(given, MARK, sizeof given);
    memcpy(given, &verdict, sizeof verdict);
    for (size = sizeof(int32_t); size <= sizeof verdict + 64; size += sizeof(int32_t)) {
        static char wanted[ROOM * 16], got[ROOM * 16];
        smtpcodes_verdict front;

        memset(&front, 0, sizeof front);
        memcpy(&front, given, size < sizeof front ? size : sizeof front);
        smtpcodes_render_verdict(bytes, sizeof bytes - 1, NULL, &front, sizeof front, 0, SMTPCODES_FORMAT_JSON, 1, wanted, sizeof wanted);
        smtpcodes_render_verdict(bytes, sizeof bytes - 1, NULL, (void *)given, size, 0, SMTPCODES_FORMAT_JSON, 1, got, sizeof got);
        ck_assert_str_eq(got, wanted);
    }
}
END_TEST

START_TEST(a_reply_goes_on_in_every_size) /* PARSE_RESUME: a struct too short to hold the place costs a second reading alone */
{
    size_t size;

    for (size = sizeof(int32_t); size <= sizeof(smtpcodes_reply) + 64; size += sizeof(int32_t)) {
        unsigned char given[ROOM];
        size_t length;
        int32_t result = 0, options = 0;

        memset(given, 0, sizeof given);
        for (length = 1; length < sizeof bytes && result == 0; length++) {
            result = smtpcodes_reply_parse(bytes, length, options, (void *)given, size);
            options = SMTPCODES_PARSE_RESUME;
        }
        ck_assert_int_eq(result, (int)sizeof bytes - 1);
        ck_assert_int_eq(((smtpcodes_reply *)(void *)given)->code, 550);
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {answers_fit_every_size, contexts_are_read_in_every_size, verdicts_are_rendered_in_every_size,
                                  a_reply_goes_on_in_every_size};

    return run_tests("sizes", tests, COUNT(tests));
}
