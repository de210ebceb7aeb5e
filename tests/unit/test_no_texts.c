/* A build without texts: what says answers "" or SMTPCODES_ERROR_UNSUPPORTED, and what decides is whole. */
#include "test.h"

START_TEST(texts_are_empty)
{
    ck_assert_str_eq(smtpcodes_code_text(550, 0, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH), "");
    ck_assert_int_eq(smtpcodes_code_text_language(550, 0, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH), 0);
    ck_assert_str_eq(smtpcodes_word_text(SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_RCPT, SMTPCODES_FIELD_TITLE, 1), "");
    ck_assert_int_eq(smtpcodes_word_text_language(SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_RCPT, SMTPCODES_FIELD_TITLE, 1), 0);
    ck_assert_int_eq(smtpcodes_language_at(0), 0);
    ck_assert_int_eq(smtpcodes_language_find(TEXT("en")), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_str_eq(smtpcodes_language_tag(SMTPCODES_LANGUAGE_ENGLISH), "en");
}
END_TEST

START_TEST(names_are_there) /* a name is ASCII for programs, and no text */
{
    ck_assert_str_eq(smtpcodes_word_name(SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_RCPT), "rcpt");
    ck_assert_int_eq(smtpcodes_word_find(SMTPCODES_VOCABULARY_REASON, TEXT("mailbox_full")), SMTPCODES_REASON_MAILBOX_FULL);
    ck_assert_str_eq(smtpcodes_code_name(550), "mailbox-unavailable");
}
END_TEST

START_TEST(nothing_is_rendered)
{
    smtpcodes_verdict verdict;
    char buffer[64];

    memset(&verdict, 0, sizeof verdict);
    memset(buffer, 'x', sizeof buffer);
    ck_assert_int_eq(smtpcodes_render_code(550, 0, 0, 1, 1, buffer, sizeof buffer), SMTPCODES_ERROR_UNSUPPORTED);
    ck_assert_str_eq(buffer, "");
    memset(buffer, 'x', sizeof buffer);
    ck_assert_int_eq(smtpcodes_render_comparison(550, 551, 0, 4, 1, buffer, sizeof buffer), SMTPCODES_ERROR_UNSUPPORTED);
    ck_assert_str_eq(buffer, "");
    memset(buffer, 'x', sizeof buffer);
    ck_assert_int_eq(smtpcodes_render_verdict("550 x", 5, NULL, &verdict, sizeof verdict, 0, 1, 1, buffer, sizeof buffer),
                     SMTPCODES_ERROR_UNSUPPORTED);
    ck_assert_str_eq(buffer, "");
    ck_assert_int_eq(smtpcodes_render_code(550, 0, 0, 1, 1, NULL, 4), SMTPCODES_ERROR_ARGUMENT);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {texts_are_empty, names_are_there, nothing_is_rendered};

    return run_tests("no texts", tests, COUNT(tests));
}
