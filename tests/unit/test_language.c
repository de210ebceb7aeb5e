/* Languages: which one suits a reader (RFC 4647, RFC 9110, POSIX 8.2), and what this build has. */
#include "test.h"

enum { NONE = SMTPCODES_LANGUAGE_NONE, ENGLISH = SMTPCODES_LANGUAGE_ENGLISH, VIETNAMESE = SMTPCODES_LANGUAGE_VIETNAMESE,
       TURKISH = SMTPCODES_LANGUAGE_TURKISH, MISSING = SMTPCODES_ERROR_NOT_FOUND };

static int has(int32_t wanted)
{
    int32_t index, language;

    for (index = 0; (language = smtpcodes_language_at(index)) != NONE; index++) {
        if (language == wanted) {
            return 1;
        }
    }
    return 0;
}

struct row {
    const char *tag;
    int32_t language;
};

/* A language that a build lacks is not found. */
static void expect(const struct row *rows, size_t count)
{
    for (; count > 0; count--, rows++) {
        int32_t wanted = rows->language < 0 || has(rows->language) ? rows->language : (int32_t)MISSING;
        int32_t found = smtpcodes_language_find(rows->tag, strlen(rows->tag));

        ck_assert_msg(found == wanted, "\"%s\" is %d, not %d", rows->tag, (int)found, (int)wanted);
    }
}

START_TEST(english_is_always_there)
{
    ck_assert_int_eq(smtpcodes_language_at(0), ENGLISH);
    ck_assert_int_eq(smtpcodes_language_at(-1), NONE);
    ck_assert_int_eq(smtpcodes_language_at(99), NONE);
    ck_assert_int_eq(smtpcodes_language_at(INT32_MIN), NONE);
    ck_assert_int_eq(smtpcodes_language_at(INT32_MAX), NONE);
}
END_TEST

START_TEST(languages_have_tags) /* RFC 5646, also where this build lacks them */
{
    size_t row;

    ck_assert_str_eq(smtpcodes_language_tag(ENGLISH), "en");
    ck_assert_str_eq(smtpcodes_language_tag(VIETNAMESE), "vi");
    ck_assert_str_eq(smtpcodes_language_tag(TURKISH), "tr");
    ck_assert_str_eq(smtpcodes_language_tag(NONE), "");
    for (row = 0; row < COUNT(no_constants); row++) {
        ck_assert_str_eq(smtpcodes_language_tag(no_constants[row]), "");
    }
}
END_TEST

START_TEST(tags_fall_back) /* RFC 4647, 3.4: subtags are taken away from the end, and a single letter with them */
{
    static const struct row rows[] = {
        {"en", ENGLISH}, {"EN", ENGLISH}, {"en-GB", ENGLISH}, {"en-Latn-US-x-one", ENGLISH}, {"vi", VIETNAMESE},
        {"vi-VN", VIETNAMESE}, {"vi-Latn-VN", VIETNAMESE}, {"VI-vn", VIETNAMESE}, {"tr", TURKISH}, {"tr-Latn-TR", TURKISH},
        {"tr-u-co-standard", TURKISH}, {"vie", MISSING}, {"v", MISSING}, {"e", MISSING}, {"english", MISSING},
        {"fr", MISSING}, {"fr-VI", MISSING}, {"x-vi", MISSING}, {"-vi", MISSING}, {"", MISSING}, {" ", MISSING},
        {"vi-", VIETNAMESE}, {"vi--VN", VIETNAMESE}, {"*", ENGLISH},
    };

    expect(rows, COUNT(rows));
}
END_TEST

START_TEST(locales_are_read) /* POSIX 8.2: language_TERRITORY.charset@modifier; C and POSIX are the portable locale */
{
    static const struct row rows[] = {
        {"vi_VN", VIETNAMESE}, {"vi_VN.UTF-8", VIETNAMESE}, {"tr_TR.UTF-8", TURKISH}, {"tr_TR.ISO-8859-9", TURKISH},
        {"tr.UTF-8", TURKISH}, {"tr_TR@euro", TURKISH}, {"vi_VN.TCVN@x", VIETNAMESE}, {"C", ENGLISH}, {"POSIX", ENGLISH},
        {"c", ENGLISH}, {"C.UTF-8", ENGLISH}, {"C.utf8", ENGLISH}, {"en_US.UTF-8", ENGLISH}, {"de_DE.UTF-8", MISSING},
        {".UTF-8", MISSING}, {"@euro", MISSING}, {"CC", MISSING},
    };

    expect(rows, COUNT(rows));
}
END_TEST

START_TEST(lists_of_locales_are_read) /* GNU's LANGUAGE: the first that is there */
{
    static const struct row rows[] = {
        {"fr:vi:en", VIETNAMESE}, {"tr_TR:en", TURKISH}, {"en:vi", ENGLISH}, {"xx:yy", MISSING}, {":", MISSING}, {"::tr", TURKISH},
    };

    if (has(VIETNAMESE) && has(TURKISH)) {
        expect(rows, COUNT(rows));
    }
}
END_TEST

START_TEST(weights_count) /* RFC 9110, 12.4.2 and 12.5.4 */
{
    static const struct row rows[] = {
        {"vi,en;q=0.8", VIETNAMESE}, {"en;q=0.8, vi", VIETNAMESE}, {"en;q=0.8,vi;q=0.9", VIETNAMESE},
        {"tr;q=0.5, vi;q=0.5", TURKISH}, {"vi;q=0.001, tr;q=0.002", TURKISH}, {"fr, tr-TR;q=0.7, *;q=0.1", TURKISH},
        {"fr;q=1, *;q=0.5", ENGLISH}, {"vi;q=0, tr;q=0.1", TURKISH}, {"vi-VN, vi;q=0", MISSING}, {"vi;q=0", MISSING},
        {"*, en;q=0", MISSING}, {"*;q=0, en", ENGLISH}, {"vi ; q=0.3 , tr ; q=0.4", TURKISH}, {"vi;Q=0.3,tr;q=0.2", VIETNAMESE},
        {"vi;q=1.000", VIETNAMESE}, {"vi;q=0.1234", MISSING}, {"vi;q=1.5", MISSING}, {"vi;q=2", MISSING}, {"vi;q=", MISSING},
        {"vi;q", MISSING}, {"vi;level=1", MISSING}, {"vi;q=0.5x, tr;q=0.1", TURKISH}, {"vi;q=-1", MISSING}, {",,vi,,", VIETNAMESE},
        {"vi;q=0.", MISSING}, {"vi;q=1.", VIETNAMESE}, {";q=1", MISSING},
    };

    if (has(VIETNAMESE) && has(TURKISH)) {
        expect(rows, COUNT(rows));
    }
}
END_TEST

START_TEST(only_the_length_counts) /* the text need not end in NUL */
{
    char bare[] = {'e', 'n'};

    ck_assert_int_eq(smtpcodes_language_find("enx", 2), ENGLISH);
    ck_assert_int_eq(smtpcodes_language_find(bare, sizeof bare), ENGLISH);
    ck_assert_int_eq(smtpcodes_language_find(TEXT("en\0")), MISSING);
    ck_assert_int_eq(smtpcodes_language_find(NULL, 0), MISSING);
    ck_assert_int_eq(smtpcodes_language_find("", 0), MISSING);
    ck_assert_int_eq(smtpcodes_language_find(NULL, 2), SMTPCODES_ERROR_ARGUMENT);
}
END_TEST

/* A text says which language it is in; a language that is not there falls back to English and says so. */
START_TEST(texts_say_their_language)
{
    static const int32_t languages[] = {ENGLISH, VIETNAMESE, TURKISH};
    size_t row;

    for (row = 0; row < COUNT(languages); row++) {
        int32_t asked = languages[row], wanted = has(asked) ? asked : (int32_t)ENGLISH;
        const char *text = smtpcodes_code_text(550, 0, SMTPCODES_FIELD_MEANING, asked);

        ck_assert_int_eq(smtpcodes_code_text_language(550, 0, SMTPCODES_FIELD_MEANING, asked), wanted);
        ck_assert_int_eq(smtpcodes_word_text_language(SMTPCODES_VOCABULARY_REASON, SMTPCODES_REASON_GREYLISTED,
                                                      SMTPCODES_FIELD_AUTHOR, asked), wanted);
        ck_assert_int_eq(strcmp(text, smtpcodes_code_text(550, 0, SMTPCODES_FIELD_MEANING, ENGLISH)) == 0, wanted == ENGLISH);
    }
    ck_assert_int_eq(smtpcodes_word_text_language(SMTPCODES_VOCABULARY_STAGE, 99, SMTPCODES_FIELD_TITLE, ENGLISH), NONE);
    ck_assert_int_eq(smtpcodes_code_text_language(0, 0, SMTPCODES_FIELD_TITLE, ENGLISH), NONE);
}
END_TEST

/* Every text of every code, at every stage, and of every word is there in every language. */
START_TEST(languages_are_whole)
{
    int32_t index, language, vocabulary, item, number, stage, field;
    smtpcodes_code code;

    for (index = 0; (language = smtpcodes_language_at(index)) != NONE; index++) {
        for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
            for (stage = 0; stage < STAGES; stage++) {
                for (field = SMTPCODES_FIELD_TITLE; field <= SMTPCODES_FIELD_NOTE; field++) {
                    int32_t really = smtpcodes_code_text_language(code, stage, field, language);

                    ck_assert_msg(really == NONE || really == language, "%s %d %d %s", shown(code), (int)stage, (int)field,
                                  smtpcodes_language_tag(language));
                }
            }
        }
        for (vocabulary = SMTPCODES_VOCABULARY_SEVERITY; vocabulary <= SMTPCODES_VOCABULARY_PART; vocabulary++) {
            for (item = 0; (number = smtpcodes_word_at(vocabulary, item)) != 0; item++) {
                for (field = SMTPCODES_FIELD_TITLE; field <= SMTPCODES_FIELD_RFC_NAME; field++) {
                    int32_t really = smtpcodes_word_text_language(vocabulary, number, field, language);

                    ck_assert_msg(really == NONE || really == language, "vocabulary %d: %s, %s", (int)vocabulary,
                                  smtpcodes_word_name(vocabulary, number), smtpcodes_language_tag(language));
                }
            }
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {english_is_always_there, languages_have_tags, tags_fall_back, locales_are_read,
                                  lists_of_locales_are_read, weights_count, only_the_length_counts, texts_say_their_language,
                                  languages_are_whole};

    return run_tests("language", tests, COUNT(tests));
}
