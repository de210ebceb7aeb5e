/* Two codes beside one another. Expectations are written by hand from RFC 5321, RFC 3463 and the header. */
#include "test.h"

static smtpcodes_comparison compared(smtpcodes_code first, smtpcodes_code second)
{
    smtpcodes_comparison comparison;
    int32_t result;

    memset(&comparison, 0x5A, sizeof comparison);
    result = smtpcodes_compare(first, second, &comparison, sizeof comparison);
    ck_assert_msg(result == comparison.relation, "%s %s: %d", shown(first), shown(second), result);
    return comparison;
}

/* ------------------------------------------------------------------------------------------------------ relations */

struct related {
    smtpcodes_code first, second;
    int32_t relation;
};

static void expect_relations(const struct related *rows, size_t count)
{
    size_t row;

    for (row = 0; row < count; row++) {
        int32_t relation = compared(rows[row].first, rows[row].second).relation;

        ck_assert_msg(relation == rows[row].relation, "%s %s: %d for %d", shown(rows[row].first),
                      shown(rows[row].second),
                      relation, rows[row].relation);
    }
}

/* header, smtpcodes_relations; RFC 5321 4.2.1 and 4.2.3; RFC 3463, section 2 */
START_TEST(relates_the_second_to_the_first)
{
    static const struct related rows[] = {
        {550, 550, SMTPCODES_RELATION_SAME},
        {5001001, 5001001, SMTPCODES_RELATION_SAME},
        {599, 599, SMTPCODES_RELATION_SAME},
        {550, 450, SMTPCODES_RELATION_TEMPORARY_COUNTERPART},
        {450, 550, SMTPCODES_RELATION_PERMANENT_COUNTERPART},
        {552, 452, SMTPCODES_RELATION_TEMPORARY_COUNTERPART},
        {452, 552, SMTPCODES_RELATION_PERMANENT_COUNTERPART},
        {455, 555, SMTPCODES_RELATION_PERMANENT_COUNTERPART},
        {4002002, 5002002, SMTPCODES_RELATION_PERMANENT_COUNTERPART},
        {5002002, 4002002, SMTPCODES_RELATION_TEMPORARY_COUNTERPART},
        {5000000, 4000000, SMTPCODES_RELATION_TEMPORARY_COUNTERPART},
        {5007000, 5007026, SMTPCODES_RELATION_NARROWER},
        {5007026, 5007000, SMTPCODES_RELATION_BROADER},
        {5001000, 5001001, SMTPCODES_RELATION_NARROWER},
        {550, 5001001, SMTPCODES_RELATION_NARROWER},
        {5001001, 550, SMTPCODES_RELATION_BROADER},
        {556, 5001010, SMTPCODES_RELATION_NARROWER},
        {535, 5007008, SMTPCODES_RELATION_NARROWER},
        {5007001, 5007026, SMTPCODES_RELATION_SAME_SUBJECT},
        {5007001, 4007026, SMTPCODES_RELATION_SAME_SUBJECT},
        {500, 501, SMTPCODES_RELATION_SAME_SUBJECT},
        {550, 553, SMTPCODES_RELATION_SAME_SUBJECT},
        {450, 451, SMTPCODES_RELATION_SAME_SUBJECT},
        {354, 521, SMTPCODES_RELATION_UNRELATED},
        {500, 550, SMTPCODES_RELATION_UNRELATED},
        {421, 451, SMTPCODES_RELATION_UNRELATED},
        {5001001, 5002001, SMTPCODES_RELATION_UNRELATED},
        {235, 5001001, SMTPCODES_RELATION_UNRELATED}};

    expect_relations(rows, COUNT(rows));
}
END_TEST

START_TEST(relates_codes_that_nobody_registered) /* header: of either kind, registered or not, by the digits */
{
    static const struct related rows[] = {
        {4002099, 5002099, SMTPCODES_RELATION_PERMANENT_COUNTERPART},
        {5009009, 4009009, SMTPCODES_RELATION_TEMPORARY_COUNTERPART},
        {5007000, 5007509, SMTPCODES_RELATION_NARROWER},
        {5007509, 5007000, SMTPCODES_RELATION_BROADER},
        {5007509, 5007001, SMTPCODES_RELATION_SAME_SUBJECT},
        {559, 558, SMTPCODES_RELATION_SAME_SUBJECT},
        {559, 550, SMTPCODES_RELATION_SAME_SUBJECT},
        {559, 509, SMTPCODES_RELATION_UNRELATED},
        {599, 598, SMTPCODES_RELATION_UNRELATED}, /* nobody defines x9z */
        {5008001, 5008002, SMTPCODES_RELATION_UNRELATED},
        {559, 5007509, SMTPCODES_RELATION_UNRELATED}};

    expect_relations(rows, COUNT(rows));
}
END_TEST

START_TEST(relates_no_code_to_nothing) /* header: 0 where either is no code */
{
    size_t row;

    for (row = 0; row < COUNT(no_codes); row++) {
        smtpcodes_comparison one = compared(no_codes[row], 550), two = compared(550, no_codes[row]);
        smtpcodes_comparison both = compared(no_codes[row], no_codes[row]);

        ck_assert_int_eq(one.relation | two.relation | both.relation, SMTPCODES_RELATION_NONE);
        ck_assert_int_eq(one.differing | two.differing | both.differing, 0);
        ck_assert_int_eq(one.worse | two.worse | both.worse, SMTPCODES_WORSE_NEITHER);
        ck_assert_int_eq(one.meeting_stages | two.meeting_stages | both.meeting_stages, 0);
        ck_assert_int_eq(smtpcodes_compare_stage_next(no_codes[row], 550, 0), 0);
        ck_assert_int_eq(smtpcodes_compare_stage_next(550, no_codes[row], 0), 0);
    }
}
END_TEST

/* ---------------------------------------------------------------------------------------------------------- worse */

START_TEST(knows_the_worse) /* issue 2: permanent before transient before success, then the wider extent */
{
    static const struct related rows[] = {{450, 550, SMTPCODES_WORSE_SECOND},
                                          {550, 450, SMTPCODES_WORSE_FIRST},
                                          {250, 450, SMTPCODES_WORSE_SECOND},
                                          {250, 550, SMTPCODES_WORSE_SECOND},
                                          {354, 451, SMTPCODES_WORSE_SECOND},
                                          {354, 250, SMTPCODES_WORSE_NEITHER},
                                          {421, 550, SMTPCODES_WORSE_SECOND},
                                          {421, 450, SMTPCODES_WORSE_FIRST},
                                          {451, 421, SMTPCODES_WORSE_SECOND},
                                          {550, 551, SMTPCODES_WORSE_NEITHER},
                                          {4002002, 5002002, SMTPCODES_WORSE_SECOND},
                                          {5001001, 450, SMTPCODES_WORSE_FIRST},
                                          {2001005, 4001001, SMTPCODES_WORSE_SECOND},
                                          {559, 459, SMTPCODES_WORSE_FIRST},
                                          {550, 550, SMTPCODES_WORSE_NEITHER}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        int32_t worse = compared(rows[row].first, rows[row].second).worse;

        ck_assert_msg(worse == rows[row].relation, "%s %s: %d", shown(rows[row].first), shown(rows[row].second), worse);
    }
}
END_TEST

/* --------------------------------------------------------------------------------------------------------- facets */

START_TEST(tells_what_differs) /* header, smtpcodes_facets */
{
    enum {
        SEVERITY = SMTPCODES_FACET_SEVERITY,
        CATEGORY = SMTPCODES_FACET_CATEGORY,
        KIND = SMTPCODES_FACET_KIND,
        STANDING = SMTPCODES_FACET_STANDING,
        WHERE = SMTPCODES_FACET_STAGES,
        DISPOSITION = SMTPCODES_FACET_DISPOSITION,
        STEP = SMTPCODES_FACET_STEP,
        LATER = SMTPCODES_FACET_LATER,
        EXTENT = SMTPCODES_FACET_EXTENT,
        CONNECTION = SMTPCODES_FACET_CONNECTION,
        REASON = SMTPCODES_FACET_REASON,
        SUPPRESS = SMTPCODES_FACET_SUPPRESS
    };
    static const struct {
        smtpcodes_code first, second;
        int32_t differ, agree;
    } rows[] = {{4002002, 5002002, SEVERITY | DISPOSITION | STEP | SUPPRESS, KIND | CATEGORY | STANDING | REASON},
                {450, 550, SEVERITY | DISPOSITION | STEP | LATER,
                 KIND | CATEGORY | STANDING | REASON | EXTENT | CONNECTION},
                {354, 521, SEVERITY | CATEGORY | WHERE | DISPOSITION | STEP | REASON, KIND | STANDING},
                {421, 451, CATEGORY | EXTENT | CONNECTION | WHERE, KIND | SEVERITY | STANDING | DISPOSITION},
                {550, 5001001, KIND | CATEGORY | WHERE | REASON | SUPPRESS, SEVERITY | STANDING | DISPOSITION | STEP},
                {550, 542, STANDING | CATEGORY | WHERE, KIND | SEVERITY | DISPOSITION},
                /* RFC 3463; RFC 7372 */
                {5001001, 5007026, CATEGORY | STANDING | REASON | SUPPRESS, KIND | SEVERITY | DISPOSITION},
                {535, 454, SEVERITY | WHERE | REASON, KIND | STANDING},
                {559, 558, 0, KIND | SEVERITY | CATEGORY | STANDING | WHERE | DISPOSITION | REASON}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        int32_t differing = compared(rows[row].first, rows[row].second).differing;

        ck_assert_msg((differing & rows[row].differ) == rows[row].differ && (differing & rows[row].agree) == 0,
                      "%s %s: %d, missing %d, too many %d", shown(rows[row].first), shown(rows[row].second), differing,
                      rows[row].differ & ~differing, rows[row].agree & differing);
    }
}
END_TEST

START_TEST(tells_nothing_of_one_code) /* a code does not differ from itself */
{
    smtpcodes_code code;

    for (code = smtpcodes_code_next(0); code != 0; code = smtpcodes_code_next(code)) {
        smtpcodes_comparison same = compared(code, code);

        ck_assert_int_eq(same.differing, 0);
        ck_assert_int_eq(same.relation, SMTPCODES_RELATION_SAME);
        ck_assert_int_eq(same.worse, SMTPCODES_WORSE_NEITHER);
    }
}
END_TEST

/* -------------------------------------------------------------------------------------------------- where they meet */

struct meeting {
    smtpcodes_code first, second;
    int32_t stages[6];
};

static void expect_meeting(const struct meeting *want)
{
    int32_t stage = 0, place = 0;

    while ((stage = smtpcodes_compare_stage_next(want->first, want->second, stage)) != 0) {
        ck_assert_msg(place < 5 && stage == want->stages[place], "%s and %s at stage %d, not %d", shown(want->first),
                      shown(want->second), stage, want->stages[place < 5 ? place : 5]);
        place++;
    }
    ck_assert_msg(want->stages[place] == 0, "%s and %s never meet at stage %d", shown(want->first), shown(want->second),
                  want->stages[place]);
    ck_assert_int_eq(compared(want->first, want->second).meeting_stages, place);
}

/* RFC 5321, section 4.3.2; RFC 3207 4; RFC 4954 4 and 6; RFC 7504; RFC 1846; ANY does not count */
START_TEST(knows_where_two_codes_meet)
{
    static const struct meeting rows[] = {
        {354, 521, {0}},                                                /* K9 */
        {354, 421, {0}},
        {354, 530, {0}},
        {354, 334, {0}},
        {354, 250, {0}},
        {235, 550, {0}},
        {221, 250, {0}},
        {221, 421, {0}},                                                /* 421 at QUIT only as at any command */
        {354, 451, {SMTPCODES_STAGE_DATA}},                             /* RFC 821 4.3 */
        {354, 503, {SMTPCODES_STAGE_DATA}},
        /* 554 at RCPT by RFC 6409, 521 there by RFC 1846 */
        {521, 554, {SMTPCODES_STAGE_GREETING, SMTPCODES_STAGE_RCPT}},
        {521, 556, {SMTPCODES_STAGE_RCPT}},
        {220, 554, {SMTPCODES_STAGE_GREETING}},
        {220, 454, {SMTPCODES_STAGE_STARTTLS}},
        {235, 535, {SMTPCODES_STAGE_AUTH}},
        {334, 504, {SMTPCODES_STAGE_AUTH}},
        {454, 535, {SMTPCODES_STAGE_AUTH}},
        {251, 551, {SMTPCODES_STAGE_RCPT, SMTPCODES_STAGE_VRFY}},
        {458, 459, {SMTPCODES_STAGE_ETRN}},
        {599, 550, {0}},
        {5007509, 550, {0}}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        expect_meeting(&rows[row]);
    }
}
END_TEST

START_TEST(session_wide_codes_meet_each_other) /* header: such conditions count where both are of that kind */
{
    ck_assert_int_gt(compared(421, 500).meeting_stages, 10);
    ck_assert_int_gt(compared(500, 501).meeting_stages, 10);
    ck_assert_int_gt(compared(421, 530).meeting_stages, 10);
}
END_TEST

/* header: a constant that the library does not know is read as 0: the first stage */
START_TEST(reads_unknown_stages_as_0)
{
    size_t row;

    for (row = 0; row < COUNT(no_constants); row++) {
        int32_t stage = smtpcodes_compare_stage_next(251, 551, no_constants[row]);

        ck_assert_msg(stage == SMTPCODES_STAGE_RCPT, "stage %d: %d", no_constants[row], stage);
    }
    ck_assert_int_eq(smtpcodes_compare_stage_next(251, 551, SMTPCODES_STAGE_REFUSED), 0);
}
END_TEST

/* --------------------------------------------------------------------------------------------------------- mirror */

static int32_t mirrored(int32_t relation)
{
    static const int32_t mirror[] = {SMTPCODES_RELATION_NONE,
                                     SMTPCODES_RELATION_SAME,
                                     SMTPCODES_RELATION_PERMANENT_COUNTERPART,
                                     SMTPCODES_RELATION_TEMPORARY_COUNTERPART,
                                     SMTPCODES_RELATION_NARROWER,
                                     SMTPCODES_RELATION_BROADER,
                                     SMTPCODES_RELATION_SAME_SUBJECT,
                                     SMTPCODES_RELATION_UNRELATED};

    return relation >= 0 && (size_t)relation < COUNT(mirror) ? mirror[relation] : -1;
}

static const char *fault_of_pair(smtpcodes_code first, smtpcodes_code second)
{
    smtpcodes_comparison one, two;
    int32_t stage = 0, before = 0, count = 0, worse;

    smtpcodes_compare(first, second, &one, sizeof one);
    smtpcodes_compare(second, first, &two, sizeof two);
    worse = one.worse == SMTPCODES_WORSE_NEITHER
        ? SMTPCODES_WORSE_NEITHER : SMTPCODES_WORSE_FIRST + SMTPCODES_WORSE_SECOND - one.worse;
    if (one.relation == SMTPCODES_RELATION_NONE || two.relation != mirrored(one.relation)) {
        return "the relation";
    }
    if ((one.relation == SMTPCODES_RELATION_SAME) != (first == second)) {
        return "the same, or not";
    }
    if (two.worse != worse || one.differing != two.differing || one.meeting_stages != two.meeting_stages) {
        return "worse, what differs, or where they meet";
    }
    for (; (stage = smtpcodes_compare_stage_next(first, second, stage)) != 0; before = stage, count++) {
        if (stage <= before || smtpcodes_code_at_stage(first, stage) == SMTPCODES_ANSWER_NEVER ||
            smtpcodes_code_at_stage(second, stage) == SMTPCODES_ANSWER_NEVER) {
            return "a stage where they do not meet";
        }
    }
    return count == one.meeting_stages ? NULL : "the count of stages";
}

START_TEST(mirrors_every_pair) /* header: comparing the second with the first mirrors the answer */
{
    smtpcodes_code first, second;

    for (first = smtpcodes_code_next(0); first != 0; first = smtpcodes_code_next(first)) {
        for (second = smtpcodes_code_next(0); second != 0; second = smtpcodes_code_next(second)) {
            const char *fault = fault_of_pair(first, second);

            if (fault != NULL) {
                ck_abort_msg("%s and %s: %s", shown(first), shown(second), fault);
            }
        }
    }
}
END_TEST

START_TEST(mirrors_unregistered_pairs) /* the same where the table knows one of them or neither */
{
    static const smtpcodes_code codes[] = {1,       99,      199,     299,     399,     459,     499,     500,     559,
                                               599,
                                           650,     999,     421,     450,     1000000, 2001099, 3001001, 4007509,
                                           5007000, 5007509,
                                           5009000, 5009009, 4009009, 6001001, 9999999, 4001001, 5001001, 5000000,
                                           4000000};
    size_t first, second;

    for (first = 0; first < COUNT(codes); first++) {
        for (second = 0; second < COUNT(codes); second++) {
            const char *fault = fault_of_pair(codes[first], codes[second]);

            ck_assert_msg(fault == NULL, "%s and %s: %s", shown(codes[first]), shown(codes[second]), fault);
        }
    }
}
END_TEST

/* -------------------------------------------------------------------------------------------------------- structs */

/* header: the front part, or zeros at the end; ERROR_ARGUMENT where there is no room */
START_TEST(fits_structs_of_any_age)
{
    union {
        smtpcodes_comparison comparison;
        unsigned char bytes[sizeof(smtpcodes_comparison) + 32];
    } out;
    smtpcodes_comparison whole = compared(450, 550);
    size_t size, place;

    for (size = sizeof(int32_t); size <= sizeof out; size += sizeof(int32_t)) {
        memset(&out, 0x5A, sizeof out);
        ck_assert_int_eq(smtpcodes_compare(450, 550, &out.comparison, size), SMTPCODES_RELATION_PERMANENT_COUNTERPART);
        ck_assert_mem_eq(out.bytes, &whole, size < sizeof whole ? size : sizeof whole);
        for (place = size < sizeof whole ? size : sizeof whole; place < sizeof out; place++) {
            ck_assert_int_eq(out.bytes[place], place < size ? 0 : 0x5A);
        }
    }
    for (size = 0; size < sizeof(int32_t); size++) {
        ck_assert_int_eq(smtpcodes_compare(450, 550, &out.comparison, size), SMTPCODES_ERROR_ARGUMENT);
    }
    ck_assert_int_eq(smtpcodes_compare(450, 550, NULL, 0), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_compare(450, 550, NULL, sizeof out), SMTPCODES_ERROR_ARGUMENT);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {relates_the_second_to_the_first, relates_codes_that_nobody_registered,
                                  relates_no_code_to_nothing, knows_the_worse, tells_what_differs,
                                  tells_nothing_of_one_code,
                                  knows_where_two_codes_meet, session_wide_codes_meet_each_other,
                                  reads_unknown_stages_as_0,
                                  mirrors_every_pair, mirrors_unregistered_pairs, fits_structs_of_any_age};

    return run_tests("compare", tests, COUNT(tests));
}
