/* The immutable table. What answers what is copied by hand from RFC 5321, section 4.3.2, and the RFCs that are named
 * beside it. */
#include "test.h"

enum {
    NEVER = SMTPCODES_ANSWER_NEVER,
    SUCCESS = SMTPCODES_ANSWER_SUCCESS,
    INTERMEDIATE = SMTPCODES_ANSWER_INTERMEDIATE,
    ERROR = SMTPCODES_ANSWER_ERROR
};

/* ------------------------------------------------------------------------------------------------------ iteration */

/* RFC 5321, section 4.2.3, in numeric order, and the two that RFC 7504, section 5.1, adds. */
static const smtpcodes_code standard_codes[] = {211, 214, 220, 221, 250, 251, 252, 354, 421, 450, 451, 452, 455,
                                                500, 501, 502, 503, 504, 521, 550, 551, 552, 553, 554, 555, 556};

/* RFC 5321, section 4.2.3; RFC 7504, section 5.1: all of them, and no other is standard */
START_TEST(holds_the_standard_codes)
{
    size_t place = 0;
    smtpcodes_code code;

    for (code = smtpcodes_code_next(0); code != 0 && code < 1000; code = smtpcodes_code_next(code)) {
        if (smtpcodes_code_standing(code) == SMTPCODES_STANDING_STANDARD) {
            ck_assert_uint_lt(place, COUNT(standard_codes));
            ck_assert_int_eq(code, standard_codes[place]);
            place++;
        }
    }
    ck_assert_uint_eq(place, COUNT(standard_codes));
}
END_TEST

/* basic.csv: 84, of which 26 standard, 13 extension, 6 registry-only, 6 obsolete, 33 unofficial */
START_TEST(counts_reply_codes)
{
    static const int32_t wanted[] = {0, 26, 13, 6, 6, 33};
    int32_t counted[COUNT(wanted)] = {0}, total = 0;
    smtpcodes_code code;
    size_t standing;

    for (code = smtpcodes_code_next(0); code != 0 && code < 1000; code = smtpcodes_code_next(code)) {
        ck_assert_uint_lt((size_t)smtpcodes_code_standing(code), COUNT(wanted));
        counted[smtpcodes_code_standing(code)]++;
        total++;
    }
    for (standing = 0; standing < COUNT(wanted); standing++) {
        ck_assert_int_eq(counted[standing], wanted[standing]);
    }
    ck_assert_int_eq(total, 84);
}
END_TEST

/* header: the least code that is greater; 0 after the last; any number may be given */
START_TEST(iterates_in_numeric_order)
{
    smtpcodes_code code, before = 0, last = 0, first = smtpcodes_code_next(0);
    int32_t count = 0;

    for (code = first; code != 0; code = smtpcodes_code_next(code)) {
        ck_assert_int_gt(code, before);
        before = last = code;
        count++;
    }
    ck_assert_int_ge(count, 84 + 81);
    ck_assert_int_eq(first, 101);
    ck_assert_int_eq(smtpcodes_code_next(-1), first);
    ck_assert_int_eq(smtpcodes_code_next(INT32_MIN), first);
    ck_assert_int_eq(smtpcodes_code_next(549), 550);
    ck_assert_int_eq(smtpcodes_code_next(550), 551);
    ck_assert_int_eq(smtpcodes_code_next(999), 2000000);
    ck_assert_int_eq(smtpcodes_code_next(4999999), 5000000);
    ck_assert_int_eq(smtpcodes_code_next(last), 0);
    ck_assert_int_eq(smtpcodes_code_next(last - 1), last);
    ck_assert_int_eq(smtpcodes_code_next(INT32_MAX), 0);
}
END_TEST

/* The IANA registry of enhanced codes, 2024-12-06: the last detail of each subject, from 0 without a gap. */
static const int32_t last_details[] = {0, 10, 4, 6, 7, 6, 10, 30};

static int holds_detail(int32_t subject, int32_t detail)
{
    return smtpcodes_code_standing(ENHANCED(2, subject, detail)) != 0 ||
           smtpcodes_code_standing(ENHANCED(4, subject, detail)) != 0 ||
           smtpcodes_code_standing(ENHANCED(5, subject, detail)) != 0;
}

START_TEST(holds_the_registry) /* IANA, RFC 5248: 81 details, each in at least one class; nothing beyond them */
{
    int32_t subject, detail, count = 0;
    smtpcodes_code code;

    for (subject = 0; subject < (int32_t)COUNT(last_details); subject++) {
        for (detail = 0; detail <= last_details[subject]; detail++) {
            ck_assert_msg(holds_detail(subject, detail), "X.%d.%d is missing", subject, detail);
            count++;
        }
    }
    ck_assert_int_eq(count, 81);
    for (code = smtpcodes_code_next(999); code != 0; code = smtpcodes_code_next(code)) {
        subject = code / 1000 % 1000;
        ck_assert_msg(subject <= 7 && code % 1000 <= last_details[subject], "%s is not registered", shown(code));
        ck_assert_msg(code / 1000000 == 2 || code / 1000000 == 4 || code / 1000000 == 5, "%s has no class",
                      shown(code));
    }
}
END_TEST

/* RFC 3463, section 3; RFC 3886 3.3.4; RFC 6710; RFC 4954 6; RFC 7505 4.1 */
START_TEST(holds_the_classes_that_make_sense)
{
    static const struct {
        smtpcodes_code code;
        int held;
    } rows[] = {{2000000, 1}, {4000000, 1}, {5000000, 1}, {2001005, 1}, {4001005, 0}, {5001005, 0}, {4001001, 1},
                {5001001, 1},
                {2001001, 0}, {5001010, 1}, {2001010, 0}, {2001009, 1}, {5001009, 0}, {4002002, 1}, {5002002, 1},
                {2002002, 0},
                {4003001, 1}, {2003001, 0}, {2003006, 1}, {5003006, 0}, {5003004, 1}, {2003004, 0}, {4005003, 1},
                {5005003, 1},
                {2006004, 1}, {5006004, 1}, {2007000, 1}, {5007008, 1}, {2007008, 0}, {4007012, 1}, {5007026, 1},
                {3000000, 0},
                {1000000, 0}, {5007509, 0}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg((smtpcodes_code_standing(rows[row].code) != 0) == rows[row].held, "%s", shown(rows[row].code));
    }
}
END_TEST

/* ---------------------------------------------------------------------------------------------- names and titles */

static const char *title_of(smtpcodes_code code)
{
    return smtpcodes_code_text(code, 0, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH);
}

static int is_name(const char *name)
{
    size_t length = strlen(name);

    return length > 0 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == length && name[0] >= 'a' &&
        name[0] <= 'z' &&
           name[length - 1] != '-';
}

static int lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static int same_but_for_case(const char *one, const char *two)
{
    for (; *one != '\0' || *two != '\0'; one++, two++) {
        if (lower(*one) != lower(*two)) {
            return 0;
        }
    }
    return 1;
}

/* header: the name is unique, ASCII, for ever; a title is unique over the codes */
START_TEST(has_unique_names_and_titles)
{
    smtpcodes_code one, two;

    for (one = smtpcodes_code_next(0); one != 0; one = smtpcodes_code_next(one)) {
        ck_assert_msg(is_name(smtpcodes_code_name(one)), "%s is called \"%s\"", shown(one), smtpcodes_code_name(one));
        ck_assert_msg(title_of(one)[0] != '\0', "%s has no title", shown(one));
        for (two = smtpcodes_code_next(one); two != 0; two = smtpcodes_code_next(two)) {
            if (strcmp(smtpcodes_code_name(one), smtpcodes_code_name(two)) == 0 ||
                same_but_for_case(title_of(one), title_of(two))) {
                ck_abort_msg("%s and %s share a name or a title: %s", shown(one), shown(two), title_of(one));
            }
        }
    }
}
END_TEST

START_TEST(finds_every_name_back) /* header: lookup takes a name, and a number with a name of that code */
{
    char text[128], number[16];
    smtpcodes_code code;
    size_t place;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        const char *name = smtpcodes_code_name(code);

        ck_assert_msg(smtpcodes_lookup(name, strlen(name)) == code, "%s: %s", shown(code), name);
        smtpcodes_code_format(code, number, sizeof number);
        snprintf(text, sizeof text, "%s-%s", number, name);
        ck_assert_msg(smtpcodes_lookup(text, strlen(text)) == code, "%s", text);
        for (place = 0; text[place] != '\0'; place++) {
            text[place] = text[place] >= 'a' && text[place] <= 'z' ? (char)(text[place] - 32) : text[place];
        }
        ck_assert_msg(smtpcodes_lookup(text, strlen(text)) == code, "%s", text);
    }
}
END_TEST

/* ------------------------------------------------------------------------------------------------ digits, standing */

START_TEST(knows_standings) /* RFC 5321 4.2.3; RFC 4954; RFC 5248 2.4; RFC 780; web lists */
{
    static const struct {
        smtpcodes_code code;
        int32_t standing;
    } rows[] = {{250, SMTPCODES_STANDING_STANDARD},      {354, SMTPCODES_STANDING_STANDARD},
                {521, SMTPCODES_STANDING_STANDARD},      {556, SMTPCODES_STANDING_STANDARD},
                {235, SMTPCODES_STANDING_EXTENSION},     {334, SMTPCODES_STANDING_EXTENSION},
                {432, SMTPCODES_STANDING_EXTENSION},     {453, SMTPCODES_STANDING_EXTENSION},
                {454, SMTPCODES_STANDING_EXTENSION},     {458, SMTPCODES_STANDING_EXTENSION},
                {459, SMTPCODES_STANDING_EXTENSION},     {530, SMTPCODES_STANDING_EXTENSION},
                {534, SMTPCODES_STANDING_EXTENSION},     {535, SMTPCODES_STANDING_EXTENSION},
                {538, SMTPCODES_STANDING_EXTENSION},     {355, SMTPCODES_STANDING_EXTENSION},
                {422, SMTPCODES_STANDING_REGISTRY_ONLY}, {430, SMTPCODES_STANDING_REGISTRY_ONLY},
                {523, SMTPCODES_STANDING_REGISTRY_ONLY}, {524, SMTPCODES_STANDING_REGISTRY_ONLY},
                {525, SMTPCODES_STANDING_REGISTRY_ONLY}, {533, SMTPCODES_STANDING_REGISTRY_ONLY},
                {120, SMTPCODES_STANDING_OBSOLETE},      {200, SMTPCODES_STANDING_OBSOLETE},
                {101, SMTPCODES_STANDING_UNOFFICIAL},    {571, SMTPCODES_STANDING_UNOFFICIAL},
                {353, SMTPCODES_STANDING_UNOFFICIAL},    {5001001, SMTPCODES_STANDING_STANDARD},
                {4002002, SMTPCODES_STANDING_STANDARD},  {599, SMTPCODES_STANDING_NONE},
                {5007509, SMTPCODES_STANDING_NONE},      {1, SMTPCODES_STANDING_NONE}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(smtpcodes_code_standing(rows[row].code) == rows[row].standing, "%s", shown(rows[row].code));
    }
    for (row = 0; row < COUNT(no_codes); row++) {
        ck_assert_int_eq(smtpcodes_code_standing(no_codes[row]), SMTPCODES_STANDING_NONE);
        ck_assert_str_eq(smtpcodes_code_name(no_codes[row]), "");
    }
}
END_TEST

/* RFC 5321, sections 4.2.1 and 4.3.2; RFC 3463, section 2: classes 2, 4 and 5 */
START_TEST(reads_severity_of_any_number)
{
    static const struct {
        smtpcodes_code code;
        int32_t severity;
    } rows[] = {{200, 2}, {299, 2}, {300, 3}, {354, 3}, {400, 4}, {499, 4}, {500, 5}, {599, 5}, {1, 0}, {99, 0},
                {100, 0}, {199, 0},
                {600, 0}, {999, 0}, {2000000, 2}, {4000000, 4}, {5007509, 5}, {5999999, 5}, {3001001, 0}, {1000000, 0},
                {6000000, 0}, {9999999, 0}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(smtpcodes_code_severity(rows[row].code) == rows[row].severity, "%s", shown(rows[row].code));
        ck_assert_int_eq(smtpcodes_code_is_transient(rows[row].code), rows[row].severity == 4);
        ck_assert_int_eq(smtpcodes_code_is_permanent(rows[row].code), rows[row].severity == 5);
    }
    for (row = 0; row < COUNT(no_codes); row++) {
        ck_assert_int_eq(smtpcodes_code_severity(no_codes[row]), SMTPCODES_SEVERITY_NONE);
        ck_assert_int_eq(smtpcodes_code_is_transient(no_codes[row]), 0);
        ck_assert_int_eq(smtpcodes_code_is_permanent(no_codes[row]), 0);
    }
}
END_TEST

START_TEST(reads_category_of_any_number) /* RFC 5321, section 4.2.1: x0z to x5z; RFC 3463, section 2: subjects 0 to 7 */
{
    static const struct {
        smtpcodes_code code;
        int32_t category;
    } rows[] = {{500, SMTPCODES_CATEGORY_SYNTAX},          {211, SMTPCODES_CATEGORY_INFORMATION},
                {421, SMTPCODES_CATEGORY_CONNECTION},      {535, SMTPCODES_CATEGORY_UNSPECIFIED},
                {541, SMTPCODES_CATEGORY_UNSPECIFIED},     {550, SMTPCODES_CATEGORY_MAIL_SYSTEM},
                {354, SMTPCODES_CATEGORY_MAIL_SYSTEM},     {559, SMTPCODES_CATEGORY_MAIL_SYSTEM},
                {471, SMTPCODES_CATEGORY_NONE},            {599, SMTPCODES_CATEGORY_NONE},
                {5000000, SMTPCODES_CATEGORY_OTHER_STATUS},   {5001001, SMTPCODES_CATEGORY_ADDRESS_STATUS},
                {4002002, SMTPCODES_CATEGORY_MAILBOX_STATUS}, {4003001, SMTPCODES_CATEGORY_SYSTEM_STATUS},
                {4004007, SMTPCODES_CATEGORY_NETWORK_STATUS}, {5005001, SMTPCODES_CATEGORY_PROTOCOL_STATUS},
                {2006004, SMTPCODES_CATEGORY_CONTENT_STATUS}, {5007509, SMTPCODES_CATEGORY_SECURITY_STATUS},
                {5008000, SMTPCODES_CATEGORY_NONE},        {5999000, SMTPCODES_CATEGORY_NONE}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(smtpcodes_code_category(rows[row].code) == rows[row].category, "%s", shown(rows[row].code));
    }
    for (row = 0; row < COUNT(no_codes); row++) {
        ck_assert_int_eq(smtpcodes_code_category(no_codes[row]), SMTPCODES_CATEGORY_NONE);
    }
}
END_TEST

/* ------------------------------------------------------------------------------------------ references, extensions */

START_TEST(names_its_sources) /* issue 2: everything with its source; header: "" behind the last */
{
    smtpcodes_code code;
    int32_t index;
    size_t row;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        ck_assert_msg(smtpcodes_code_reference(code, 0)[0] != '\0', "%s", shown(code));
        for (index = 0; smtpcodes_code_reference(code, index)[0] != '\0'; index++) {
            ck_assert_int_lt(index, 40);
        }
        ck_assert_str_eq(smtpcodes_code_reference(code, index + 1), "");
        ck_assert_str_eq(smtpcodes_code_reference(code, -1), "");
        ck_assert_str_eq(smtpcodes_code_reference(code, INT32_MIN), "");
        ck_assert_str_eq(smtpcodes_code_reference(code, INT32_MAX), "");
    }
    for (row = 0; row < COUNT(no_codes); row++) {
        ck_assert_str_eq(smtpcodes_code_reference(no_codes[row], 0), "");
        ck_assert_str_eq(smtpcodes_code_extension(no_codes[row], 0), "");
    }
    ck_assert_str_eq(smtpcodes_code_reference(599, 0), "");
    ck_assert_str_eq(smtpcodes_code_reference(5007509, 0), "");
}
END_TEST

static int refers_to(smtpcodes_code code, const char *document)
{
    int32_t index;

    for (index = 0; smtpcodes_code_reference(code, index)[0] != '\0'; index++) {
        if (strncmp(smtpcodes_code_reference(code, index), document, strlen(document)) == 0) {
            return 1;
        }
    }
    return 0;
}

START_TEST(refers_to_the_defining_documents) /* by hand */
{
    static const struct {
        smtpcodes_code code;
        const char *document;
    } rows[] = {{250, "RFC 5321"}, {354, "RFC 5321"}, {521, "RFC 7504"}, {521, "RFC 1846"},
                {556, "RFC 7504"}, {556, "RFC 7505"}, {530, "RFC 3207"}, {530, "RFC 4954"},
                {454, "RFC 3207"}, {454, "RFC 4954"}, {453, "RFC 2645"}, {459, "RFC 1985"},
                {535, "RFC 4954"}, {5001001, "RFC 3463"}, {5001010, "RFC 7505"}, {5007026, "RFC 7372"},
                {5007008, "RFC 4954"}, {5007030, "RFC 8689"}, {5006007, "RFC 6531"}, {2001009, "RFC 3886"}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(refers_to(rows[row].code, rows[row].document), "%s %s", shown(rows[row].code),
                      rows[row].document);
    }
}
END_TEST

static int belongs_to(smtpcodes_code code, const char *extension)
{
    int32_t index;

    for (index = 0; smtpcodes_code_extension(code, index)[0] != '\0'; index++) {
        if (strcmp(smtpcodes_code_extension(code, index), extension) == 0) {
            return 1;
        }
    }
    return 0;
}

START_TEST(knows_extensions) /* header: the EHLO keyword, or the name of the mechanism; "" behind the last */
{
    static const struct {
        smtpcodes_code code;
        const char *extension;
    } rows[] = {{334, "AUTH"}, {235, "AUTH"}, {535, "AUTH"}, {454, "AUTH"}, {454, "STARTTLS"}, {530, "AUTH"},
                {530, "STARTTLS"},
                {453, "ATRN"}, {458, "ETRN"}, {459, "ETRN"}, {253, "ETRN"}, {355, "CHECKPOINT"}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(belongs_to(rows[row].code, rows[row].extension), "%s %s", shown(rows[row].code),
                      rows[row].extension);
    }
    ck_assert_str_eq(smtpcodes_code_extension(354, 0), "");
    ck_assert_str_eq(smtpcodes_code_extension(334, 99), "");
    ck_assert_str_eq(smtpcodes_code_extension(334, -1), "");
    ck_assert_str_eq(smtpcodes_code_extension(599, 0), "");
}
END_TEST

/* ------------------------------------------------------------------------------------------------------ relations */

enum { FIRST_RELATION = SMTPCODES_RELATION_TEMPORARY_COUNTERPART };

static int is_related(smtpcodes_code code, int32_t relation, smtpcodes_code other)
{
    int32_t index;

    for (index = 0; smtpcodes_code_related(code, relation, index) != 0; index++) {
        if (smtpcodes_code_related(code, relation, index) == other) {
            return 1;
        }
    }
    return 0;
}

/* RFC 3463, section 2: X.y.0 covers its subject; RFC 5321 4.2.3; registry: reply codes as hints */
START_TEST(knows_related_codes)
{
    static const struct {
        smtpcodes_code code;
        int32_t relation;
        smtpcodes_code other;
    } rows[] = {{5002002, SMTPCODES_RELATION_TEMPORARY_COUNTERPART, 4002002},
                {4002002, SMTPCODES_RELATION_PERMANENT_COUNTERPART, 5002002},
                {550, SMTPCODES_RELATION_TEMPORARY_COUNTERPART, 450},
                {450, SMTPCODES_RELATION_PERMANENT_COUNTERPART, 550},
                {552, SMTPCODES_RELATION_TEMPORARY_COUNTERPART, 452},
                {452, SMTPCODES_RELATION_PERMANENT_COUNTERPART, 552},
                {555, SMTPCODES_RELATION_TEMPORARY_COUNTERPART, 455},
                {455, SMTPCODES_RELATION_PERMANENT_COUNTERPART, 555},
                {5001001, SMTPCODES_RELATION_BROADER, 5001000},
                {4007023, SMTPCODES_RELATION_BROADER, 4007000},
                {5001000, SMTPCODES_RELATION_NARROWER, 5001001},
                {5001000, SMTPCODES_RELATION_NARROWER, 5001010},
                {5007000, SMTPCODES_RELATION_NARROWER, 5007030},
                {5001001, SMTPCODES_RELATION_ACCOMPANIES, 550},
                {550, SMTPCODES_RELATION_ACCOMPANIES, 5001001},
                {5001010, SMTPCODES_RELATION_ACCOMPANIES, 556},
                {556, SMTPCODES_RELATION_ACCOMPANIES, 5001010},
                {5007008, SMTPCODES_RELATION_ACCOMPANIES, 535},
                {4005003, SMTPCODES_RELATION_ACCOMPANIES, 452},
                {521, SMTPCODES_RELATION_SEE_ALSO, 556},
                {556, SMTPCODES_RELATION_SEE_ALSO, 521}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(is_related(rows[row].code, rows[row].relation, rows[row].other), "%s %d %s",
                      shown(rows[row].code),
                      rows[row].relation, shown(rows[row].other));
    }
}
END_TEST

/* What must hold for one related code. */
static const char *fault_of_relation(smtpcodes_code code, int32_t relation, smtpcodes_code other)
{
    int32_t back = relation == SMTPCODES_RELATION_TEMPORARY_COUNTERPART   ? SMTPCODES_RELATION_PERMANENT_COUNTERPART
                   : relation == SMTPCODES_RELATION_PERMANENT_COUNTERPART ? SMTPCODES_RELATION_TEMPORARY_COUNTERPART
                   : relation == SMTPCODES_RELATION_BROADER               ? SMTPCODES_RELATION_NARROWER
                   : relation == SMTPCODES_RELATION_NARROWER              ? SMTPCODES_RELATION_BROADER
                                                                          : relation;

    if (other == code || smtpcodes_code_standing(other) == SMTPCODES_STANDING_NONE) {
        return "itself, or not in the table";
    }
    if (relation == SMTPCODES_RELATION_ACCOMPANIES && (other > 999) == (code > 999)) {
        return "accompanies one of its own kind";
    }
    if (relation != SMTPCODES_RELATION_SEE_ALSO && !is_related(other, back, code)) {
        return "does not lead back";
    }
    return NULL;
}

START_TEST(relations_lead_back) /* each related code is of the table, another one, and related the other way round */
{
    smtpcodes_code code, other;
    int32_t relation, index;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        for (relation = FIRST_RELATION; relation <= SMTPCODES_RELATION_ACCOMPANIES; relation++) {
            for (index = 0; (other = smtpcodes_code_related(code, relation, index)) != 0; index++) {
                const char *fault = fault_of_relation(code, relation, other);

                ck_assert_msg(fault == NULL, "%s %d %s: %s", shown(code), relation, shown(other), fault);
            }
        }
    }
}
END_TEST

START_TEST(relates_nothing_else) /* header: 0 behind the last, for any number, relation and index */
{
    static const int32_t relations[] = {SMTPCODES_RELATION_NONE, SMTPCODES_RELATION_SAME,
                                        SMTPCODES_RELATION_SAME_SUBJECT,
                                        SMTPCODES_RELATION_UNRELATED, 10, -1, 1000, INT32_MIN, INT32_MAX};
    int32_t relation;
    size_t row;

    for (row = 0; row < COUNT(relations); row++) {
        ck_assert_int_eq(smtpcodes_code_related(550, relations[row], 0), 0);
        ck_assert_int_eq(smtpcodes_code_related(5001000, relations[row], 0), 0);
    }
    for (relation = FIRST_RELATION; relation <= SMTPCODES_RELATION_ACCOMPANIES; relation++) {
        for (row = 0; row < COUNT(no_codes); row++) {
            ck_assert_int_eq(smtpcodes_code_related(no_codes[row], relation, 0), 0);
        }
        ck_assert_int_eq(smtpcodes_code_related(599, relation, 0), 0);
        ck_assert_int_eq(smtpcodes_code_related(5007509, relation, 0), 0);
        ck_assert_int_eq(smtpcodes_code_related(5007000, relation, -1), 0);
        ck_assert_int_eq(smtpcodes_code_related(5007000, relation, INT32_MIN), 0);
        ck_assert_int_eq(smtpcodes_code_related(5007000, relation, 9999), 0);
        ck_assert_int_eq(smtpcodes_code_related(450, relation, INT32_MAX), 0);
    }
    ck_assert_int_eq(smtpcodes_code_related(550, SMTPCODES_RELATION_PERMANENT_COUNTERPART, 0), 0);
    ck_assert_int_eq(smtpcodes_code_related(550, SMTPCODES_RELATION_BROADER, 0), 0);
    ck_assert_int_eq(smtpcodes_code_related(5000000, SMTPCODES_RELATION_BROADER, 0), 0);
    ck_assert_int_eq(smtpcodes_code_related(5001000, SMTPCODES_RELATION_BROADER, 0), 5000000);
    ck_assert_int_eq(smtpcodes_code_related(5001000, SMTPCODES_RELATION_BROADER, 1), 0);
    ck_assert_int_eq(smtpcodes_code_related(5001001, SMTPCODES_RELATION_NARROWER, 0), 0);
    ck_assert_int_eq(smtpcodes_code_related(450, SMTPCODES_RELATION_PERMANENT_COUNTERPART, 1), 0);
}
END_TEST

/* --------------------------------------------------------------------------------------------------------- stages */

struct listed {
    int32_t stage;
    int32_t answer;
    smtpcodes_code codes[12];
};

/* RFC 5321, section 4.3.2, in its order. */
static const struct listed sequence[] = {
    {SMTPCODES_STAGE_GREETING, SUCCESS, {220}},
    {SMTPCODES_STAGE_GREETING, ERROR, {554}},
    {SMTPCODES_STAGE_EHLO, SUCCESS, {250}},
    {SMTPCODES_STAGE_EHLO, ERROR, {504, 550, 502}},
    {SMTPCODES_STAGE_HELO, SUCCESS, {250}},
    {SMTPCODES_STAGE_HELO, ERROR, {504, 550, 502}},
    {SMTPCODES_STAGE_MAIL, SUCCESS, {250}},
    {SMTPCODES_STAGE_MAIL, ERROR, {552, 451, 452, 550, 553, 503, 455, 555}},
    {SMTPCODES_STAGE_RCPT, SUCCESS, {250, 251}},
    {SMTPCODES_STAGE_RCPT, ERROR, {550, 551, 552, 553, 450, 451, 452, 503, 455, 555}},
    {SMTPCODES_STAGE_DATA, INTERMEDIATE, {354}},
    {SMTPCODES_STAGE_DATA, ERROR, {503, 554}},
    {SMTPCODES_STAGE_DATA_END, SUCCESS, {250}},
    {SMTPCODES_STAGE_DATA_END, ERROR, {552, 554, 451, 452, 450, 550}},
    {SMTPCODES_STAGE_RSET, SUCCESS, {250}},
    {SMTPCODES_STAGE_VRFY, SUCCESS, {250, 251, 252}},
    {SMTPCODES_STAGE_VRFY, ERROR, {550, 551, 553, 502, 504}},
    {SMTPCODES_STAGE_EXPN, SUCCESS, {250, 252}},
    {SMTPCODES_STAGE_EXPN, ERROR, {550, 500, 502, 504}},
    {SMTPCODES_STAGE_HELP, SUCCESS, {211, 214}},
    {SMTPCODES_STAGE_HELP, ERROR, {502, 504}},
    {SMTPCODES_STAGE_NOOP, SUCCESS, {250}},
    {SMTPCODES_STAGE_QUIT, SUCCESS, {221}}};

/* The documents of the extensions, by hand. */
static const struct listed extensions[] = {
    /* RFC 7504, section 3; RFC 7505, section 4.1 */
    {SMTPCODES_STAGE_GREETING, ERROR, {521}},
    {SMTPCODES_STAGE_RCPT, ERROR, {556}},
    /* RFC 3207, section 4 */
    {SMTPCODES_STAGE_STARTTLS, SUCCESS, {220}},
    {SMTPCODES_STAGE_STARTTLS, ERROR, {501, 454}},
    /* RFC 4954, sections 4 and 6 */
    {SMTPCODES_STAGE_AUTH, INTERMEDIATE, {334}},
    {SMTPCODES_STAGE_AUTH, SUCCESS, {235}},
    {SMTPCODES_STAGE_AUTH, ERROR, {432, 454, 500, 501, 503, 504, 534, 535, 538}},
    /* RFC 3030, section 2; RFC 4468, section 6 */
    {SMTPCODES_STAGE_BDAT, SUCCESS, {250}},
    {SMTPCODES_STAGE_BDAT, ERROR, {503}},
    {SMTPCODES_STAGE_BURL, SUCCESS, {250}},
    {SMTPCODES_STAGE_BURL, ERROR, {554, 503, 552, 451}},
    /* RFC 1985, section 5.1; RFC 2645, section 7 */
    {SMTPCODES_STAGE_ETRN, SUCCESS, {250, 251, 252, 253}},
    {SMTPCODES_STAGE_ETRN, ERROR, {458, 459, 500, 501}},
    {SMTPCODES_STAGE_ATRN, SUCCESS, {250}},
    {SMTPCODES_STAGE_ATRN, ERROR, {450, 451, 453, 502, 530}},
    /* RFC 2033, section 4.1 */
    {SMTPCODES_STAGE_LHLO, SUCCESS, {250}},
    {SMTPCODES_STAGE_HELO, ERROR, {500}},
    {SMTPCODES_STAGE_EHLO, ERROR, {500}},
    /* RFC 821, section 4.3 */
    {SMTPCODES_STAGE_TURN, SUCCESS, {250}},
    {SMTPCODES_STAGE_TURN, ERROR, {502, 500, 503}},
    {SMTPCODES_STAGE_SEND, SUCCESS, {250}},
    {SMTPCODES_STAGE_SOML, ERROR, {552, 451, 452, 500, 501, 502, 421}},
    {SMTPCODES_STAGE_SAML, ERROR, {552, 451, 452, 500, 501, 502, 421}},
    /* RFC 1845, section 3; RFC 1846, section 3 */
    {SMTPCODES_STAGE_MAIL, INTERMEDIATE, {355}},
    {SMTPCODES_STAGE_RCPT, ERROR, {521}},
    /* RFC 5321, section 3.1; RFC 7504, section 3 */
    {SMTPCODES_STAGE_REFUSED, ERROR, {503, 521}}};

static void expect_listed(const struct listed *rows, size_t count)
{
    size_t row, place;

    for (row = 0; row < count; row++) {
        for (place = 0; rows[row].codes[place] != 0; place++) {
            smtpcodes_code code = rows[row].codes[place];

            ck_assert_msg(smtpcodes_code_at_stage(code, rows[row].stage) == rows[row].answer, "%d at stage %d", code,
                          rows[row].stage);
            ck_assert_int_ne(smtpcodes_code_at_stage_standing(code, rows[row].stage), SMTPCODES_STANDING_UNOFFICIAL);
        }
    }
}

START_TEST(lists_the_command_reply_sequences) /* RFC 5321, section 4.3.2, in full */
{
    expect_listed(sequence, COUNT(sequence));
}
END_TEST

START_TEST(lists_what_extensions_answer) /* the RFCs that stand beside the rows */
{
    expect_listed(extensions, COUNT(extensions));
}
END_TEST

/* All stages at which a code answers by an RFC, as a set. */
static uint32_t official_stages(smtpcodes_code code)
{
    uint32_t stages = 0;
    int32_t stage;

    for (stage = 1; stage < STAGES; stage++) {
        int32_t standing = smtpcodes_code_at_stage_standing(code, stage);

        if (standing != SMTPCODES_STANDING_NONE && standing != SMTPCODES_STANDING_UNOFFICIAL) {
            stages |= 1u << stage;
        }
    }
    return stages;
}

#define AT(stage) (1u << SMTPCODES_STAGE_##stage)

/* RFC 5321 4.3.2; RFC 3207 4; RFC 4954 4; Postfix XCLIENT_README; RFC 1985 5.1 */
START_TEST(lists_positive_replies_nowhere_else)
{
    static const struct {
        smtpcodes_code code;
        uint32_t stages;
    } rows[] = {{354, AT(DATA)},
                {334, AT(AUTH)},
                {235, AT(AUTH)},
                {221, AT(QUIT)},
                {211, AT(HELP)},
                {214, AT(HELP)},
                {253, AT(ETRN)},
                {355, AT(MAIL)},
                {251, AT(RCPT) | AT(VRFY) | AT(ETRN)},
                {252, AT(VRFY) | AT(EXPN) | AT(ETRN)},
                {453, AT(ATRN)},
                {458, AT(ETRN)},
                {459, AT(ETRN)},
                {535, AT(AUTH)},
                {534, AT(AUTH)},
                {538, AT(AUTH)},
                {556, AT(RCPT)}};
    uint32_t optional = AT(EXPN); /* RFC 5321, section 3.5.3, mentions 251 for EXPN too, against its own table */
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        uint32_t stages = official_stages(rows[row].code) & ~(rows[row].code == 251 ? optional : 0);

        ck_assert_msg(stages == rows[row].stages, "%d: %x for %x", rows[row].code, stages, rows[row].stages);
    }
    ck_assert_uint_eq(official_stages(220) & ~AT(XCLIENT), AT(GREETING) | AT(STARTTLS));
    ck_assert_uint_eq(official_stages(250) & (AT(GREETING) | AT(DATA) | AT(HELP) | AT(QUIT) | AT(AUTH) | AT(STARTTLS)),
                      0);
}
END_TEST

/* RFC 5321, section 4.3.2: any command may get 500, 501 or 421; facts: ANY */
START_TEST(answers_any_command_but_the_greeting)
{
    static const smtpcodes_code codes[] = {421, 500, 501};
    int32_t stage;
    size_t row;

    for (stage = SMTPCODES_STAGE_EHLO; stage <= SMTPCODES_STAGE_XFORWARD; stage++) {
        for (row = 0; row < COUNT(codes); row++) {
            ck_assert_msg(smtpcodes_code_at_stage(codes[row], stage) == ERROR, "%d at stage %d", codes[row], stage);
        }
    }
    ck_assert_int_eq(smtpcodes_code_at_stage(500, SMTPCODES_STAGE_GREETING), NEVER);
    ck_assert_int_eq(smtpcodes_code_at_stage(501, SMTPCODES_STAGE_GREETING), NEVER);
    ck_assert_int_eq(smtpcodes_code_at_stage(530, SMTPCODES_STAGE_GREETING), NEVER);
    for (row = 0; row < COUNT(codes); row++) { /* events only */
        ck_assert_int_eq(smtpcodes_code_at_stage(codes[row], SMTPCODES_STAGE_CONNECT), NEVER);
        ck_assert_int_eq(smtpcodes_code_at_stage(codes[row], SMTPCODES_STAGE_TLS), NEVER);
    }
}
END_TEST

/* Whether one of those who say that a code answers at a stage is a given document, or speaks of a given extension. */
static int is_said_by(smtpcodes_code code, int32_t stage, const char *document, const char *extension)
{
    int32_t index;

    for (index = 0; smtpcodes_code_at_stage_reference(code, stage, index)[0] != '\0'; index++) {
        if (strncmp(smtpcodes_code_at_stage_reference(code, stage, index), document, strlen(document)) == 0 &&
            strcmp(smtpcodes_code_at_stage_extension(code, stage, index), extension) == 0) {
            return 1;
        }
    }
    return 0;
}

START_TEST(closes_at_the_greeting_by_its_own_row) /* RFC 821, section 4.3: CONNECTION ESTABLISHMENT F: 421 */
{
    ck_assert_int_eq(smtpcodes_code_at_stage(421, SMTPCODES_STAGE_GREETING), ERROR);
    ck_assert(is_said_by(421, SMTPCODES_STAGE_GREETING, "RFC 821 4.3", ""));
}
END_TEST

START_TEST(exempts_commands_from_530) /* RFC 3207, section 4, and RFC 4954, section 6, exempt different commands */
{
    static const int32_t by_tls[] = {SMTPCODES_STAGE_EHLO, SMTPCODES_STAGE_NOOP, SMTPCODES_STAGE_QUIT,
                                     SMTPCODES_STAGE_STARTTLS};
    static const int32_t by_auth[] = {SMTPCODES_STAGE_AUTH, SMTPCODES_STAGE_EHLO, SMTPCODES_STAGE_HELO,
                                      SMTPCODES_STAGE_NOOP, SMTPCODES_STAGE_QUIT, SMTPCODES_STAGE_RSET};
    static const int32_t by_both[] = {SMTPCODES_STAGE_EHLO, SMTPCODES_STAGE_NOOP, SMTPCODES_STAGE_QUIT};
    static const int32_t demanded[] = {SMTPCODES_STAGE_MAIL, SMTPCODES_STAGE_RCPT, SMTPCODES_STAGE_DATA,
                                       SMTPCODES_STAGE_VRFY,
                                       SMTPCODES_STAGE_EXPN, SMTPCODES_STAGE_BDAT, SMTPCODES_STAGE_DATA_END};
    size_t row;

    for (row = 0; row < COUNT(by_both); row++) {
        ck_assert_int_eq(smtpcodes_code_at_stage(530, by_both[row]), NEVER);
    }
    for (row = 0; row < COUNT(by_tls); row++) {
        ck_assert_msg(!is_said_by(530, by_tls[row], "RFC 3207", "STARTTLS"), "stage %d", by_tls[row]);
    }
    for (row = 0; row < COUNT(by_auth); row++) {
        ck_assert_msg(!is_said_by(530, by_auth[row], "RFC 4954", "AUTH"), "stage %d", by_auth[row]);
    }
    for (row = 0; row < COUNT(demanded); row++) {
        ck_assert_int_eq(smtpcodes_code_at_stage(530, demanded[row]), ERROR);
        ck_assert(is_said_by(530, demanded[row], "RFC 3207 4", "STARTTLS"));
        ck_assert(is_said_by(530, demanded[row], "RFC 4954 6", "AUTH"));
    }
    ck_assert(is_said_by(530, SMTPCODES_STAGE_HELO, "RFC 3207 4", "STARTTLS"));
    ck_assert(is_said_by(530, SMTPCODES_STAGE_AUTH, "RFC 3207 4", "STARTTLS"));
}
END_TEST

START_TEST(exempts_quit) /* RFC 3207, section 4.1, RFC 6647, section 2.1, RFC 5321, section 3.1: all but QUIT */
{
    int32_t stage;

    for (stage = SMTPCODES_STAGE_EHLO; stage <= SMTPCODES_STAGE_XFORWARD; stage++) {
        int32_t answer = stage == SMTPCODES_STAGE_QUIT ? NEVER : ERROR;

        ck_assert_msg(smtpcodes_code_at_stage(554, stage) == answer, "554 at stage %d", stage);
        ck_assert_msg(smtpcodes_code_at_stage(450, stage) == answer, "450 at stage %d", stage);
    }
    ck_assert_int_eq(smtpcodes_code_at_stage(503, SMTPCODES_STAGE_QUIT), NEVER);
}
END_TEST

/* issue 2: practice beyond the RFCs, marked; commands.csv: Postfix at BDAT, Exim at the greeting */
START_TEST(marks_practice)
{
    static const struct {
        smtpcodes_code code;
        int32_t stage;
        const char *seen;
    } rows[] = {{521, SMTPCODES_STAGE_BDAT, "seen: Postfix"},   {551, SMTPCODES_STAGE_BDAT, "seen: Postfix"},
                {550, SMTPCODES_STAGE_GREETING, "seen: Exim"},  {451, SMTPCODES_STAGE_GREETING, "seen: Exim"},
                {435, SMTPCODES_STAGE_AUTH, "seen: Exim"},      {431, SMTPCODES_STAGE_RCPT, "seen: Courier"},
                {400, SMTPCODES_STAGE_MAIL, "seen: Courier"},   {424, SMTPCODES_STAGE_RCPT, "seen: OpenSMTPD"}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_int_eq(smtpcodes_code_at_stage(rows[row].code, rows[row].stage), ERROR);
        ck_assert_int_eq(smtpcodes_code_at_stage_standing(rows[row].code, rows[row].stage),
                         SMTPCODES_STANDING_UNOFFICIAL);
        ck_assert_msg(is_said_by(rows[row].code, rows[row].stage, rows[row].seen, "") ||
                          is_said_by(rows[row].code, rows[row].stage, rows[row].seen, "CHUNKING") ||
                          is_said_by(rows[row].code, rows[row].stage, rows[row].seen, "AUTH"),
                      "%d at stage %d", rows[row].code, rows[row].stage);
    }
}
END_TEST

/* RFC 3030 2, RFC 2033 4.2, RFC 6531 3.5, RFC 1846, RFC 821 4.3 */
START_TEST(knows_standing_and_extension_of_an_answer)
{
    ck_assert_int_eq(smtpcodes_code_at_stage_standing(250, SMTPCODES_STAGE_MAIL), SMTPCODES_STANDING_STANDARD);
    ck_assert_int_eq(smtpcodes_code_at_stage_standing(454, SMTPCODES_STAGE_STARTTLS), SMTPCODES_STANDING_EXTENSION);
    ck_assert_int_eq(smtpcodes_code_at_stage_standing(521, SMTPCODES_STAGE_RCPT), SMTPCODES_STANDING_OBSOLETE);
    ck_assert_int_eq(smtpcodes_code_at_stage_standing(523, SMTPCODES_STAGE_AUTH), SMTPCODES_STANDING_REGISTRY_ONLY);
    ck_assert(is_said_by(250, SMTPCODES_STAGE_BDAT, "RFC 3030 2", "CHUNKING"));
    ck_assert(is_said_by(250, SMTPCODES_STAGE_DATA_END, "RFC 5321", ""));
    ck_assert(is_said_by(250, SMTPCODES_STAGE_DATA_END, "RFC 2033 4.2", "LMTP"));
    ck_assert(is_said_by(553, SMTPCODES_STAGE_RCPT, "RFC 6531 3.5", "SMTPUTF8"));
    ck_assert(is_said_by(552, SMTPCODES_STAGE_MAIL, "RFC 1870 6.1", "SIZE"));
    ck_assert(is_said_by(535, SMTPCODES_STAGE_AUTH, "RFC 4954", "AUTH"));
    ck_assert(is_said_by(354, SMTPCODES_STAGE_DATA, "RFC 5321", ""));
}
END_TEST

/* ---------------------------------------------------------------------------- what holds for all codes and stages */

static const char *fault_at_stage(smtpcodes_code code, int32_t stage)
{
    int32_t answer = smtpcodes_code_at_stage(code, stage), standing = smtpcodes_code_at_stage_standing(code, stage);
    const char *reference = smtpcodes_code_at_stage_reference(code, stage, 0);
    int32_t severity = smtpcodes_code_severity(code);

    if (answer == NEVER) {
        return standing != 0 || reference[0] != '\0' || smtpcodes_code_at_stage_extension(code, stage, 0)[0] != '\0'
                   ? "something is said of no answer" : NULL;
    }
    if (standing == 0 || reference[0] == '\0') {
        return "an answer without standing or source";
    }
    if (answer != (severity == 2 ? SUCCESS : severity == 3 ? INTERMEDIATE : ERROR)) {
        return "an outcome of another class";
    }
    if (code < 1000 && standing == SMTPCODES_STANDING_UNOFFICIAL && strncmp(reference, "seen: ", 6) != 0 &&
        strncmp(reference, "draft-", 6) != 0) {
        return "practice that nobody was seen at";
    }
    return smtpcodes_code_at_stage_reference(code, stage, -1)[0] != '\0' ||
                   smtpcodes_code_at_stage_reference(code, stage, 99)[0] != '\0' ||
                   smtpcodes_code_at_stage_extension(code, stage, -1)[0] != '\0' ||
                   smtpcodes_code_at_stage_extension(code, stage, 99)[0] != '\0' ? "something behind the last" : NULL;
}

START_TEST(answers_are_whole) /* header: 0 where it never answers; else standing, source and the outcome of the class */
{
    smtpcodes_code code;
    int32_t stage;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        for (stage = 0; stage < STAGES; stage++) {
            const char *fault = fault_at_stage(code, stage);

            ck_assert_msg(fault == NULL, "%s at stage %d: %s", shown(code), stage, fault);
        }
    }
}
END_TEST

START_TEST(answers_nowhere_else) /* header: an unknown code answers nowhere; an unknown stage is no stage */
{
    int32_t stage;
    size_t row;

    for (row = 0; row < COUNT(no_constants); row++) {
        ck_assert_int_eq(smtpcodes_code_at_stage(550, no_constants[row]), NEVER);
        ck_assert_int_eq(smtpcodes_code_at_stage(5001001, no_constants[row]), NEVER);
        ck_assert_int_eq(smtpcodes_code_at_stage_standing(550, no_constants[row]), 0);
        ck_assert_int_eq(smtpcodes_code_at_stage_standing(5001001, no_constants[row]), 0);
        ck_assert_str_eq(smtpcodes_code_at_stage_reference(550, no_constants[row], 0), "");
        ck_assert_str_eq(smtpcodes_code_at_stage_extension(550, no_constants[row], 0), "");
    }
    for (stage = 0; stage < STAGES; stage++) {
        ck_assert_int_eq(smtpcodes_code_at_stage(599, stage), NEVER);
        ck_assert_int_eq(smtpcodes_code_at_stage(5007509, stage), NEVER);
        for (row = 0; row < COUNT(no_codes); row++) {
            ck_assert_int_eq(smtpcodes_code_at_stage(no_codes[row], stage), NEVER);
            ck_assert_int_eq(smtpcodes_code_at_stage_standing(no_codes[row], stage), 0);
            ck_assert_str_eq(smtpcodes_code_at_stage_reference(no_codes[row], stage, 0), "");
            ck_assert_str_eq(smtpcodes_code_at_stage_extension(no_codes[row], stage, 0), "");
        }
    }
}
END_TEST

/* ---------------------------------------------------------------------------------------- enhanced codes at a stage */

START_TEST(enhanced_codes_answer_where_they_can_arise) /* RFC 3463, section 3; RFC 4954, section 6 */
{
    static const struct {
        smtpcodes_code code;
        int32_t stage;
        int32_t answer;
    } rows[] = {{5001001, SMTPCODES_STAGE_RCPT, ERROR},     {2001005, SMTPCODES_STAGE_RCPT, SUCCESS},
                {2000000, SMTPCODES_STAGE_DATA_END, SUCCESS}, {5007008, SMTPCODES_STAGE_AUTH, ERROR},
                {2007000, SMTPCODES_STAGE_AUTH, SUCCESS},   {4005003, SMTPCODES_STAGE_RCPT, ERROR},
                {5003004, SMTPCODES_STAGE_MAIL, ERROR},     {5003004, SMTPCODES_STAGE_DATA_END, ERROR},
                {5007001, SMTPCODES_STAGE_DATA_END, ERROR}, {5001010, SMTPCODES_STAGE_RCPT, ERROR},
                {5007027, SMTPCODES_STAGE_MAIL, ERROR},     {5001007, SMTPCODES_STAGE_MAIL, ERROR},
                {5007008, SMTPCODES_STAGE_DATA_END, NEVER}, {5001001, SMTPCODES_STAGE_AUTH, NEVER},
                {5001001, SMTPCODES_STAGE_QUIT, NEVER}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(smtpcodes_code_at_stage(rows[row].code, rows[row].stage) == rows[row].answer, "%s at stage %d",
                      shown(rows[row].code), rows[row].stage);
    }
    ck_assert_int_eq(smtpcodes_code_at_stage_standing(5001001, SMTPCODES_STAGE_RCPT), SMTPCODES_STANDING_STANDARD);
    ck_assert_str_eq(smtpcodes_code_at_stage_extension(5001001, SMTPCODES_STAGE_RCPT, 0), "");
}
END_TEST

START_TEST(enhanced_codes_never_greet) /* RFC 2034, section 4: none in the greeting or in an answer to HELO or EHLO */
{
    static const int32_t stages[] = {SMTPCODES_STAGE_GREETING, SMTPCODES_STAGE_EHLO, SMTPCODES_STAGE_HELO,
                                     SMTPCODES_STAGE_LHLO,
                                     SMTPCODES_STAGE_CONNECT, SMTPCODES_STAGE_TLS};
    smtpcodes_code code;
    size_t row;

    for (code = smtpcodes_code_next(999); code != 0; code = smtpcodes_code_next(code)) {
        for (row = 0; row < COUNT(stages); row++) {
            ck_assert_msg(smtpcodes_code_at_stage(code, stages[row]) == NEVER, "%s at stage %d", shown(code),
                          stages[row]);
        }
    }
}
END_TEST

/* -------------------------------------------------------------------------------------------------------- reasons */

/* reasons.md; RFC 3463, section 3; RFC 4954, section 6; RFC 3207, section 4; RFC 7504, section 3 */
START_TEST(codes_give_reasons)
{
    static const struct {
        smtpcodes_code code;
        int32_t stage;
        int32_t reason;
    } rows[] = {{250, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_ACCEPTED},
                {354, SMTPCODES_STAGE_DATA, SMTPCODES_REASON_CONTINUE},
                {334, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_CONTINUE},
                {550, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_MAILBOX_UNAVAILABLE},
                {450, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_MAILBOX_UNAVAILABLE},
                {556, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_DOMAIN_NO_MAIL},
                {521, SMTPCODES_STAGE_GREETING, SMTPCODES_REASON_SESSION_REFUSED},
                {554, SMTPCODES_STAGE_GREETING, SMTPCODES_REASON_SESSION_REFUSED},
                {550, SMTPCODES_STAGE_GREETING, SMTPCODES_REASON_SESSION_REFUSED},
                {421, SMTPCODES_STAGE_GREETING, SMTPCODES_REASON_SESSION_REFUSED},
                {454, SMTPCODES_STAGE_STARTTLS, SMTPCODES_REASON_TLS_FAILED},
                {454, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_UNAVAILABLE},
                {535, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_CREDENTIALS_WRONG},
                {534, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_METHOD_REFUSED},
                {538, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_METHOD_REFUSED},
                {432, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_METHOD_REFUSED},
                {504, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_AUTH_METHOD_REFUSED},
                {530, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_AUTH_REQUIRED},
                {555, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_FEATURE_REFUSED},
                {455, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_FEATURE_REFUSED},
                {500, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_PROTOCOL_ERROR},
                {503, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_PROTOCOL_ERROR},
                {5001001, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_RECIPIENT_UNKNOWN},
                {5001003, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_RECIPIENT_BAD_SYNTAX},
                {5001006, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_RECIPIENT_MOVED},
                {5001002, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_DOMAIN_NOT_FOUND},
                {5001010, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_DOMAIN_NO_MAIL},
                {5001007, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_SENDER_INVALID},
                {5001008, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_SENDER_INVALID},
                {5007027, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_SENDER_INVALID},
                {5002001, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_MAILBOX_DISABLED},
                {5002002, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_MAILBOX_FULL},
                {4002002, 0, SMTPCODES_REASON_MAILBOX_FULL},
                {5002003, SMTPCODES_STAGE_DATA_END, SMTPCODES_REASON_MESSAGE_TOO_LARGE},
                {5003004, SMTPCODES_STAGE_MAIL, SMTPCODES_REASON_MESSAGE_TOO_LARGE},
                {4004003, 0, SMTPCODES_REASON_DNS_FAILURE},
                {5004006, 0, SMTPCODES_REASON_MAIL_LOOP},
                {4005003, SMTPCODES_STAGE_RCPT, SMTPCODES_REASON_TOO_MANY_RECIPIENTS},
                {5007008, SMTPCODES_STAGE_AUTH, SMTPCODES_REASON_CREDENTIALS_WRONG},
                {5007023, 0, SMTPCODES_REASON_SPF_FAILED},
                {5007020, 0, SMTPCODES_REASON_DKIM_FAILED},
                {5007026, 0, SMTPCODES_REASON_DMARC_FAILED},
                {5007025, 0, SMTPCODES_REASON_PTR_MISSING},
                {5006007, 0, SMTPCODES_REASON_SMTPUTF8_NEEDED},
                {5006009, 0, SMTPCODES_REASON_SMTPUTF8_NEEDED},
                {5007001, 0, SMTPCODES_REASON_POLICY_REJECTED}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        int32_t reason = smtpcodes_code_reason(rows[row].code, rows[row].stage);

        ck_assert_msg(reason == rows[row].reason, "%s at stage %d: %d for %d", shown(rows[row].code), rows[row].stage,
                      reason,
                      rows[row].reason);
    }
    for (row = 0; row < COUNT(no_codes); row++) {
        ck_assert_int_eq(smtpcodes_code_reason(no_codes[row], SMTPCODES_STAGE_RCPT), SMTPCODES_REASON_UNKNOWN);
    }
    for (row = 0; row < COUNT(no_constants); row++) { /* an unknown stage is read as 0 */
        ck_assert_int_eq(smtpcodes_code_reason(454, no_constants[row]), smtpcodes_code_reason(454, 0));
        ck_assert_int_eq(smtpcodes_code_reason(550, no_constants[row]), smtpcodes_code_reason(550, 0));
    }
}
END_TEST

/* RFC 5321 4.3.2: by the digits; never more than they say */
START_TEST(unregistered_codes_give_the_reason_of_their_family)
{
    ck_assert_int_eq(smtpcodes_code_reason(299, 0), SMTPCODES_REASON_ACCEPTED);
    ck_assert_int_eq(smtpcodes_code_reason(399, 0), SMTPCODES_REASON_CONTINUE);
    ck_assert_int_eq(smtpcodes_code_reason(509, 0), SMTPCODES_REASON_PROTOCOL_ERROR);
    ck_assert_int_eq(smtpcodes_code_reason(5005099, 0), SMTPCODES_REASON_PROTOCOL_ERROR);
    ck_assert_int_eq(smtpcodes_code_reason(5007999, 0), SMTPCODES_REASON_POLICY_REJECTED);
    ck_assert_int_ne(smtpcodes_code_reason(5001099, 0), SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    ck_assert_int_ne(smtpcodes_code_reason(559, 0), SMTPCODES_REASON_RECIPIENT_UNKNOWN);
    ck_assert_int_eq(smtpcodes_code_reason(199, 0), SMTPCODES_REASON_UNKNOWN);
    ck_assert_int_eq(smtpcodes_code_reason(3001001, 0), SMTPCODES_REASON_UNKNOWN);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {
        holds_the_standard_codes, counts_reply_codes, iterates_in_numeric_order, holds_the_registry,
        holds_the_classes_that_make_sense, has_unique_names_and_titles, finds_every_name_back, knows_standings,
        reads_severity_of_any_number, reads_category_of_any_number, names_its_sources, refers_to_the_defining_documents,
        knows_extensions, knows_related_codes, relations_lead_back, relates_nothing_else,
        lists_the_command_reply_sequences,
        lists_what_extensions_answer, lists_positive_replies_nowhere_else, answers_any_command_but_the_greeting,
        closes_at_the_greeting_by_its_own_row, exempts_commands_from_530, exempts_quit, marks_practice,
        knows_standing_and_extension_of_an_answer, answers_are_whole, answers_nowhere_else,
        enhanced_codes_answer_where_they_can_arise, enhanced_codes_never_greet, codes_give_reasons,
        unregistered_codes_give_the_reason_of_their_family};

    return run_tests("table", tests, COUNT(tests));
}
