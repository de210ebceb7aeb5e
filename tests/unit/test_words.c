/* Names and texts: every vocabulary, the texts of codes. The counts are those of include/smtpcodes.h, by hand. */
#include "test.h"

enum { TITLE = SMTPCODES_FIELD_TITLE, MEANING = SMTPCODES_FIELD_MEANING, ENGLISH = SMTPCODES_LANGUAGE_ENGLISH };

struct vocabulary {
    int32_t vocabulary;
    int32_t first, last; /* 1 to last, or bits from first to last, or negative ones */
    int32_t count;
    int bits;
};

static const struct vocabulary vocabularies[] = {{SMTPCODES_VOCABULARY_SEVERITY, 2, 5, 4, 0},
                                                 {SMTPCODES_VOCABULARY_CATEGORY, 1, 17, 13, 0},
                                                 {SMTPCODES_VOCABULARY_STANDING, 1, 5, 5, 0},
                                                 {SMTPCODES_VOCABULARY_STAGE, 1, 30, 30, 0},
                                                 {SMTPCODES_VOCABULARY_ANSWER, 1, 3, 3, 0},
                                                 {SMTPCODES_VOCABULARY_DISPOSITION, 1, 4, 4, 0},
                                                 {SMTPCODES_VOCABULARY_LATER, 1, 2, 2, 0},
                                                 {SMTPCODES_VOCABULARY_STEP, 1, 13, 13, 0},
                                                 {SMTPCODES_VOCABULARY_REMEDY, 1, 47, 47, 0},
                                                 {SMTPCODES_VOCABULARY_EXTENT, 1, 4, 4, 0},
                                                 {SMTPCODES_VOCABULARY_TARGET, 1, 10, 10, 0},
                                                 {SMTPCODES_VOCABULARY_PARTY, 1, 8, 4, 1},
                                                 {SMTPCODES_VOCABULARY_CONNECTION, 1, 6, 6, 0},
                                                 {SMTPCODES_VOCABULARY_NEXT_SERVER, 1, 2, 2, 0},
                                                 {SMTPCODES_VOCABULARY_SUPPRESS, 1, 3, 3, 0},
                                                 {SMTPCODES_VOCABULARY_DELAY_SOURCE, 1, 3, 3, 0},
                                                 {SMTPCODES_VOCABULARY_DSN_ACTION, 1, 5, 5, 0},
                                                 {SMTPCODES_VOCABULARY_DECISION_FLAG, 1, 16384, 15, 1},
                                                 {SMTPCODES_VOCABULARY_EVENT, 1, 19, 19, 0},
                                                 {SMTPCODES_VOCABULARY_ROLE, 1, 3, 3, 0},
                                                 {SMTPCODES_VOCABULARY_FORM, 1, 2, 2, 0},
                                                 {SMTPCODES_VOCABULARY_CONTEXT_FLAG, 1, 256, 9, 1},
                                                 {SMTPCODES_VOCABULARY_REASON, 1, 55, 55, 0},
                                                 {SMTPCODES_VOCABULARY_RELATION, 1, 9, 9, 0},
                                                 {SMTPCODES_VOCABULARY_FACET, 1, 32768, 16, 1},
                                                 {SMTPCODES_VOCABULARY_WORSE, 1, 2, 2, 0},
                                                 {SMTPCODES_VOCABULARY_REPLY_FLAG, 1, 1048576, 21, 1},
                                                 {SMTPCODES_VOCABULARY_ERROR, -4, -1, 4, 0},
                                                 {SMTPCODES_VOCABULARY_LANGUAGE, 1, 3, 3, 0},
                                                 {SMTPCODES_VOCABULARY_PART, 1, 256, 51, 0},
                                                 {SMTPCODES_VOCABULARY_PROVIDER, 1, 42, 42, 0},
                                                 {SMTPCODES_VOCABULARY_BLOCKLIST, 1, 58, 58, 0},
                                                 {SMTPCODES_VOCABULARY_CONFIDENCE, 1, 3, 3, 0},
                                                 {SMTPCODES_VOCABULARY_BASIS, 1, 5, 5, 0},
                                                 {SMTPCODES_VOCABULARY_RULE_ORIGIN, 1, 2, 2, 0}};

/* ---------------------------------------------------------------------------------------------------------- words */

static int is_word_name(const char *name)
{
    size_t length = strlen(name);

    return length > 0 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length && name[0] != '_' &&
           name[length - 1] != '_';
}

static const char *fault_of_word(int32_t vocabulary, int32_t number)
{
    const char *name = smtpcodes_word_name(vocabulary, number);

    if (!is_word_name(name)) {
        return "the name";
    }
    if (smtpcodes_word_find(vocabulary, name, strlen(name)) != number) {
        return "it is not found by its name";
    }
    if (smtpcodes_word_text(vocabulary, number, TITLE, ENGLISH)[0] == '\0' ||
        smtpcodes_word_text(vocabulary, number, MEANING, ENGLISH)[0] == '\0') {
        return "a text is missing";
    }
    return NULL;
}

START_TEST(lists_every_vocabulary) /* header: the constant at a place, 0 behind the last; no vocabulary lists its 0 */
{
    size_t row;

    for (row = 0; row < COUNT(vocabularies); row++) {
        const struct vocabulary *list = &vocabularies[row];
        int32_t index, number;

        for (index = 0; (number = smtpcodes_word_at(list->vocabulary, index)) != 0; index++) {
            const char *fault = fault_of_word(list->vocabulary, number);

            ck_assert_msg(fault == NULL, "vocabulary %d, %d: %s", list->vocabulary, number, fault);
            ck_assert_msg(number >= list->first && number <= list->last, "vocabulary %d, %d", list->vocabulary, number);
            ck_assert_msg(!list->bits || (number & (number - 1)) == 0, "vocabulary %d, %d", list->vocabulary, number);
            ck_assert_msg(index == 0 || number > smtpcodes_word_at(list->vocabulary, index - 1), "vocabulary %d, %d",
                          list->vocabulary, number);
        }
        ck_assert_msg(index == list->count, "vocabulary %d holds %d", list->vocabulary, index);
        ck_assert_int_eq(smtpcodes_word_at(list->vocabulary, index + 1), 0);
        ck_assert_int_eq(smtpcodes_word_at(list->vocabulary, INT32_MAX), 0);
        ck_assert_int_eq(smtpcodes_word_at(list->vocabulary, -1), 0);
        ck_assert_int_eq(smtpcodes_word_at(list->vocabulary, INT32_MIN), 0);
    }
}
END_TEST

START_TEST(tells_words_apart) /* within a vocabulary no two names and no two titles are the same */
{
    size_t row;

    for (row = 0; row < COUNT(vocabularies); row++) {
        int32_t vocabulary = vocabularies[row].vocabulary, one, two;

        for (one = 0; one < vocabularies[row].count; one++) {
            for (two = one + 1; two < vocabularies[row].count; two++) {
                int32_t first = smtpcodes_word_at(vocabulary, one), second = smtpcodes_word_at(vocabulary, two);

                ck_assert_str_ne(smtpcodes_word_name(vocabulary, first), smtpcodes_word_name(vocabulary, second));
                ck_assert_str_ne(smtpcodes_word_text(vocabulary, first, TITLE, ENGLISH),
                                 smtpcodes_word_text(vocabulary, second, TITLE, ENGLISH));
            }
        }
    }
}
END_TEST

START_TEST(names_words) /* header: such as "rcpt" or "mailbox_full", ASCII, for ever: the tail of the constant */
{
    static const struct {
        int32_t vocabulary, number;
        const char *name;
    } rows[] = {{SMTPCODES_VOCABULARY_SEVERITY, SMTPCODES_SEVERITY_PERMANENT, "permanent"},
                {SMTPCODES_VOCABULARY_CATEGORY, SMTPCODES_CATEGORY_MAIL_SYSTEM, "mail_system"},
                {SMTPCODES_VOCABULARY_STANDING, SMTPCODES_STANDING_REGISTRY_ONLY, "registry_only"},
                {SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_RCPT, "rcpt"},
                {SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_DATA_END, "data_end"},
                {SMTPCODES_VOCABULARY_ANSWER, SMTPCODES_ANSWER_INTERMEDIATE, "intermediate"},
                {SMTPCODES_VOCABULARY_DISPOSITION, SMTPCODES_DISPOSITION_DEFER, "defer"},
                {SMTPCODES_VOCABULARY_LATER, SMTPCODES_LATER_TEMPORARY, "temporary"},
                {SMTPCODES_VOCABULARY_STEP, SMTPCODES_STEP_NEXT_SERVER, "next_server"},
                {SMTPCODES_VOCABULARY_REMEDY, SMTPCODES_REMEDY_MEND_SPF, "mend_spf"},
                {SMTPCODES_VOCABULARY_EXTENT, SMTPCODES_EXTENT_SESSION, "session"},
                {SMTPCODES_VOCABULARY_TARGET, SMTPCODES_TARGET_RECEIVING_HOST, "receiving_host"},
                {SMTPCODES_VOCABULARY_PARTY, SMTPCODES_PARTY_SENDING_ADMINISTRATOR, "sending_administrator"},
                {SMTPCODES_VOCABULARY_CONNECTION, SMTPCODES_CONNECTION_OUT_OF_STEP, "out_of_step"},
                {SMTPCODES_VOCABULARY_NEXT_SERVER, SMTPCODES_NEXT_SERVER_POINTLESS, "pointless"},
                {SMTPCODES_VOCABULARY_SUPPRESS, SMTPCODES_SUPPRESS_NOW, "now"},
                {SMTPCODES_VOCABULARY_DELAY_SOURCE, SMTPCODES_DELAY_CUSTOMARY, "customary"},
                {SMTPCODES_VOCABULARY_DSN_ACTION, SMTPCODES_DSN_FAILED, "failed"},
                {SMTPCODES_VOCABULARY_DECISION_FLAG, SMTPCODES_FLAG_CLASS_CONFLICT, "class_conflict"},
                {SMTPCODES_VOCABULARY_EVENT, SMTPCODES_EVENT_NULL_MX, "null_mx"},
                {SMTPCODES_VOCABULARY_ROLE, SMTPCODES_ROLE_LMTP, "lmtp"},
                {SMTPCODES_VOCABULARY_FORM, SMTPCODES_FORM_QUOTED, "quoted"},
                {SMTPCODES_VOCABULARY_CONTEXT_FLAG, SMTPCODES_CONTEXT_LAST_CHUNK, "last_chunk"},
                {SMTPCODES_VOCABULARY_REASON, SMTPCODES_REASON_MAILBOX_FULL, "mailbox_full"},
                {SMTPCODES_VOCABULARY_RELATION, SMTPCODES_RELATION_SEE_ALSO, "see_also"},
                {SMTPCODES_VOCABULARY_FACET, SMTPCODES_FACET_KIND, "kind"},
                {SMTPCODES_VOCABULARY_WORSE, SMTPCODES_WORSE_SECOND, "second"},
                {SMTPCODES_VOCABULARY_REPLY_FLAG, SMTPCODES_REPLY_BARE_LF, "bare_lf"},
                {SMTPCODES_VOCABULARY_ERROR, SMTPCODES_ERROR_NOT_FOUND, "not_found"}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_str_eq(smtpcodes_word_name(rows[row].vocabulary, rows[row].number), rows[row].name);
        ck_assert_int_eq(smtpcodes_word_find(rows[row].vocabulary, rows[row].name, strlen(rows[row].name)),
                         rows[row].number);
    }
}
END_TEST

START_TEST(finds_words) /* header: ASCII case is ignored; a blank and a hyphen stand for an underscore; by length */
{
    static const char *const same[] = {"data_end", "DATA_END", "Data-End", "data end", "DATA END"};
    size_t row;

    for (row = 0; row < COUNT(same); row++) {
        ck_assert_int_eq(smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, same[row], strlen(same[row])),
                         SMTPCODES_STAGE_DATA_END);
    }
    ck_assert_int_eq(smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, "rcpt to", 4), SMTPCODES_STAGE_RCPT);
    ck_assert_int_eq(smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, "data", 4), SMTPCODES_STAGE_DATA);
}
END_TEST

START_TEST(finds_no_other_word) /* header: ERROR_NOT_FOUND where there is none; ERROR_ARGUMENT for NULL with a length */
{
    static const char *const none[] = {"", "dat", "data_", "_data", "data__end", "dataend", "data.end", "mailbox_full",
                                       " data", "0"};
    static const int32_t unknown[] = {0, -1, 99, 1000, INT32_MIN, INT32_MAX};
    size_t row;

    for (row = 0; row < COUNT(none); row++) {
        ck_assert_msg(smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, none[row],
                                          strlen(none[row])) == SMTPCODES_ERROR_NOT_FOUND,
                      "\"%s\"", none[row]);
    }
    ck_assert_int_eq(smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, TEXT("rcpt\0")), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, NULL, 0), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, NULL, 4), SMTPCODES_ERROR_ARGUMENT);
    for (row = 0; row < COUNT(unknown); row++) {
        ck_assert_int_eq(smtpcodes_word_find(unknown[row], TEXT("rcpt")), SMTPCODES_ERROR_NOT_FOUND);
        ck_assert_int_eq(smtpcodes_word_find(unknown[row], NULL, 4), SMTPCODES_ERROR_ARGUMENT);
        ck_assert_int_eq(smtpcodes_word_at(unknown[row], 0), 0);
        ck_assert_str_eq(smtpcodes_word_name(unknown[row], 1), "");
        ck_assert_str_eq(smtpcodes_word_text(unknown[row], 1, TITLE, ENGLISH), "");
    }
}
END_TEST

START_TEST(has_no_other_word) /* header: "" where there is no such item, or no such field */
{
    static const int32_t fields[] = {0, 3, 7, 8, -1, INT32_MIN, INT32_MAX};
    size_t row;

    for (row = 0; row < COUNT(no_constants); row++) {
        ck_assert_str_eq(smtpcodes_word_name(SMTPCODES_VOCABULARY_STAGE, no_constants[row]), "");
        ck_assert_str_eq(smtpcodes_word_text(SMTPCODES_VOCABULARY_STAGE, no_constants[row], TITLE, ENGLISH), "");
    }
    for (row = 0; row < COUNT(fields); row++) {
        ck_assert_str_eq(smtpcodes_word_text(SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_RCPT, fields[row], ENGLISH),
                         "");
    }
    ck_assert_str_eq(smtpcodes_word_name(SMTPCODES_VOCABULARY_PARTY, 3), ""); /* two parties are two words */
}
END_TEST

START_TEST(knows_zero_words_only_by_text) /* header: 0 may have a text too; where it has a name, that name leads back */
{
    size_t row;

    for (row = 0; row < COUNT(vocabularies); row++) {
        const char *name = smtpcodes_word_name(vocabularies[row].vocabulary, 0);

        if (name[0] != '\0') {
            ck_assert_int_eq(smtpcodes_word_find(vocabularies[row].vocabulary, name, strlen(name)), 0);
        }
    }
    ck_assert_str_ne(smtpcodes_word_text(SMTPCODES_VOCABULARY_PARTY, 0, TITLE, ENGLISH), "");
}
END_TEST

/* header: one that is not in this build, or not known, is read as English */
START_TEST(reads_unknown_languages_as_english)
{
    size_t row;

    for (row = 0; row < COUNT(no_constants); row++) {
        ck_assert_str_eq(smtpcodes_word_text(SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_RCPT, TITLE,
                                             no_constants[row]),
                         smtpcodes_word_text(SMTPCODES_VOCABULARY_STAGE, SMTPCODES_STAGE_RCPT, TITLE, ENGLISH));
        ck_assert_str_eq(smtpcodes_code_text(550, 0, TITLE, no_constants[row]), smtpcodes_code_text(550, 0, TITLE,
            ENGLISH));
        ck_assert_int_eq(smtpcodes_code_text_language(550, 0, TITLE, no_constants[row]), ENGLISH);
    }
    ck_assert_str_eq(smtpcodes_code_text(550, 0, TITLE, 0), smtpcodes_code_text(550, 0, TITLE, ENGLISH));
}
END_TEST

/* --------------------------------------------------------------------------------------------------- texts of codes */

START_TEST(has_title_and_meaning_for_every_code) /* issue 2: English title and meaning of every code */
{
    smtpcodes_code code;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        ck_assert_msg(smtpcodes_code_text(code, 0, TITLE, ENGLISH)[0] != '\0', "%s has no title", shown(code));
        ck_assert_msg(smtpcodes_code_text(code, 0, MEANING, ENGLISH)[0] != '\0', "%s has no meaning", shown(code));
        ck_assert_int_eq(smtpcodes_code_text_language(code, 0, TITLE, ENGLISH), ENGLISH);
        ck_assert_str_ne(smtpcodes_code_text(code, 0, TITLE, ENGLISH), smtpcodes_code_text(code, 0, MEANING, ENGLISH));
    }
}
END_TEST

/* Whether a text is there, and its language says so. */
static int has_text(smtpcodes_code code, int32_t stage, int32_t field)
{
    int there = smtpcodes_code_text(code, stage, field, ENGLISH)[0] != '\0';

    ck_assert_int_eq(smtpcodes_code_text_language(code, stage, field, ENGLISH),
                     there ? ENGLISH : SMTPCODES_LANGUAGE_NONE);
    return there;
}

/* header: an unknown code has the text of its subject or category, or else of its class */
START_TEST(has_texts_of_families)
{
    static const smtpcodes_code unknown[] = {229, 259, 299, 309, 399, 409, 429, 459, 499, 509, 519, 529, 539, 549, 559,
                                             599,
                                             2000099, 2007099, 4001099, 4007509, 5000099, 5001099, 5002099, 5003099,
                                             5004099,
                                             5005099, 5006099, 5007509, 5008000, 5999999, 4999999, 2999000};
    size_t row, other;

    for (row = 0; row < COUNT(unknown); row++) {
        ck_assert_msg(has_text(unknown[row], 0, TITLE), "%s has no title", shown(unknown[row]));
        ck_assert_msg(has_text(unknown[row], 0, MEANING), "%s has no meaning", shown(unknown[row]));
    }
    ck_assert_str_eq(smtpcodes_code_text(559, 0, TITLE, ENGLISH), smtpcodes_code_text(558, 0, TITLE, ENGLISH));
    ck_assert_str_eq(smtpcodes_code_text(5007509, 0, MEANING, ENGLISH), smtpcodes_code_text(5007510, 0, MEANING,
        ENGLISH));
    ck_assert_str_eq(smtpcodes_code_text(569, 0, TITLE, ENGLISH), smtpcodes_code_text(599, 0, TITLE, ENGLISH));
    ck_assert_str_ne(smtpcodes_code_text(559, 0, TITLE, ENGLISH), smtpcodes_code_text(459, 0, TITLE, ENGLISH));
    for (other = 0; other < COUNT(no_codes); other++) {
        ck_assert(!has_text(no_codes[other], 0, TITLE));
        ck_assert(!has_text(no_codes[other], 0, MEANING));
    }
}
END_TEST

/* RFC 5321, section 4.2.1: 1yz and 6yz and up; RFC 3463, section 2: classes 2, 4, 5 */
START_TEST(has_no_text_of_undefined_classes)
{
    static const smtpcodes_code codes[] = {1, 42, 199, 600, 650, 999, 1001001, 3001001, 6001001, 9999999};
    size_t row;

    for (row = 0; row < COUNT(codes); row++) {
        ck_assert_msg(!has_text(codes[row], 0, TITLE), "%s", shown(codes[row]));
        ck_assert(!has_text(codes[row], SMTPCODES_STAGE_RCPT, MEANING));
    }
}
END_TEST

START_TEST(has_no_other_field) /* header: "" where there is none; an unknown stage is read as 0 */
{
    static const int32_t fields[] = {0, 8, -1, 1000, INT32_MIN, INT32_MAX};
    size_t row;

    for (row = 0; row < COUNT(fields); row++) {
        ck_assert(!has_text(550, 0, fields[row]));
        ck_assert(!has_text(599, 0, fields[row]));
        ck_assert(!has_text(5007509, SMTPCODES_STAGE_RCPT, fields[row]));
    }
    for (row = 0; row < COUNT(no_constants); row++) {
        ck_assert_str_eq(smtpcodes_code_text(220, no_constants[row], MEANING, ENGLISH), smtpcodes_code_text(220, 0,
            MEANING, ENGLISH));
    }
}
END_TEST

/* -------------------------------------------------------------------------------------------------- clean sentences */

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

static size_t letters(const char *text)
{
    size_t length = 0;

    while (is_letter(text[length])) {
        length++;
    }
    return length;
}

static int same_letters(const char *one, const char *two, size_t length)
{
    size_t place;

    for (place = 0; place < length; place++) {
        if ((one[place] | 32) != (two[place] | 32)) {
            return 0;
        }
    }
    return 1;
}

/* "when when": a word, one blank, the same word. */
static int has_doubled_word(const char *text)
{
    const char *word = text;

    while (*word != '\0') {
        size_t length = letters(word);
        const char *next = word + length;

        if (length > 0 && *next == ' ' && letters(next + 1) == length && same_letters(word, next + 1, length)) {
            return 1;
        }
        word = length > 0 ? next : word + 1;
    }
    return 0;
}

START_TEST(the_check_finds_doubled_words) /* the tool of the next tests */
{
    ck_assert(has_doubled_word("it comes when when connecting"));
    ck_assert(has_doubled_word("The the"));
    ck_assert(!has_doubled_word("the theory then the end"));
    ck_assert(!has_doubled_word("an answer, answer it"));
    ck_assert(!has_doubled_word(""));
}
END_TEST

/* What is wrong with a text; `sentences`: it ends as one. */
static const char *fault_of_text(const char *text, int sentences)
{
    size_t length = strlen(text);

    if (length == 0) {
        return NULL;
    }
    if (has_doubled_word(text)) {
        return "a doubled word";
    }
    if (strstr(text, "  ") != NULL || text[0] == ' ' || text[length - 1] == ' ' || strpbrk(text, "\n\r\t{}") != NULL) {
        return "blanks, line ends or a placeholder";
    }
    if (sentences && strchr(".!?", text[length - 1]) == NULL) {
        return "no sentence";
    }
    if (!sentences && text[length - 1] == '.') {
        return "a title that ends as a sentence";
    }
    return text[0] >= 'a' && text[0] <= 'z' ? "no capital letter" : NULL;
}

static void expect_clean(smtpcodes_code code, int32_t stage)
{
    int32_t field;

    for (field = TITLE; field <= SMTPCODES_FIELD_NOTE; field++) {
        const char *text = smtpcodes_code_text(code, stage, field, ENGLISH), *fault = fault_of_text(text,
            field != TITLE);

        ck_assert_msg(fault == NULL, "%s, stage %d, field %d: %s: %s", shown(code), stage, field, fault, text);
    }
}

START_TEST(writes_clean_texts_of_codes) /* K1, K3: nothing doubled, nothing cut, in any text */
{
    smtpcodes_code code;
    int32_t stage;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        for (stage = 0; stage < STAGES; stage++) {
            expect_clean(code, stage);
        }
    }
    for (code = 200; code < 600; code++) {
        expect_clean(code, 0);
    }
    for (code = 0; code < 9; code++) {
        expect_clean(ENHANCED(2, code, 99), 0);
        expect_clean(ENHANCED(4, code, 99), 0);
        expect_clean(ENHANCED(5, code, 99), 0);
    }
}
END_TEST

START_TEST(writes_clean_texts_of_words) /* the same for every item of every vocabulary, 0 too */
{
    size_t row;

    for (row = 0; row < COUNT(vocabularies); row++) {
        int32_t vocabulary = vocabularies[row].vocabulary, index;

        for (index = -1; index < vocabularies[row].count; index++) {
            int32_t number = smtpcodes_word_at(vocabulary, index);
            const char *title = smtpcodes_word_text(vocabulary, number, TITLE, ENGLISH);
            const char *meaning = smtpcodes_word_text(vocabulary, number, MEANING, ENGLISH);

            ck_assert_msg(!has_doubled_word(title), "%s", title);
            ck_assert_msg(title[0] == '\0' || title[strlen(title) - 1] != '.', "%s", title);
            ck_assert_msg(fault_of_text(meaning, 1) == NULL, "%s: %s", fault_of_text(meaning, 1), meaning);
        }
    }
}
END_TEST

START_TEST(says_nothing_twice) /* K7: the fields of one code are different texts */
{
    smtpcodes_code code;
    int32_t one, two;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        for (one = TITLE; one <= SMTPCODES_FIELD_NOTE; one++) {
            for (two = one + 1; two <= SMTPCODES_FIELD_NOTE; two++) {
                const char *first = smtpcodes_code_text(code, 0, one, ENGLISH);

                ck_assert_msg(first[0] == '\0' || strcmp(first, smtpcodes_code_text(code, 0, two, ENGLISH)) != 0,
                              "%s, fields %d and %d: %s", shown(code), one, two, first);
            }
        }
    }
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        lists_every_vocabulary, tells_words_apart, names_words, finds_words, finds_no_other_word, has_no_other_word,
        knows_zero_words_only_by_text, reads_unknown_languages_as_english, has_title_and_meaning_for_every_code,
        has_texts_of_families, has_no_text_of_undefined_classes, has_no_other_field, the_check_finds_doubled_words,
        writes_clean_texts_of_codes, writes_clean_texts_of_words, says_nothing_twice};

    return run_tests("words", tests, COUNT(tests));
}
