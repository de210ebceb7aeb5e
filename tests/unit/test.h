/* The little that the unit tests share. Each file is one suite and an executable of its own. */
#ifndef SMTPCODES_TEST_H
#define SMTPCODES_TEST_H

#include "smtpcodes.h"

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A literal and its length. */
#define TEXT(literal) literal, sizeof(literal) - 1

/* An enhanced code, for tables of data. */
#define ENHANCED(severity, subject, detail) ((severity) * 1000000 + (subject) * 1000 + (detail))

enum { STAGES = SMTPCODES_STAGE_REFUSED + 1 };

/* Numbers that are no code at all. */
static const int32_t no_codes[] = {0, -1, -550, 1000, 5001, 999999, 10000000, 55001001, INT32_MIN, INT32_MAX};

/* Numbers that no list of constants holds. */
static const int32_t no_constants[] = {-1, -30, 31, 64, 1000, INT32_MIN, INT32_MAX};

static inline int run_tests(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);
    SRunner *runner = srunner_create(suite);
    size_t number;
    int failed;

    tcase_set_timeout(all, 240);
    suite_add_tcase(suite, all);
    for (number = 0; number < count; number++) {
        tcase_add_test(all, tests[number]);
    }
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 && COUNT(no_codes) > 0 && COUNT(no_constants) > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A code as text, for messages; four at a time. */
static inline const char *shown(smtpcodes_code code)
{
    static char texts[4][16];
    static int turn;
    char *text = texts[turn = (turn + 1) % 4];

    if (smtpcodes_code_format(code, text, sizeof texts[0]) == 0) {
        snprintf(text, sizeof texts[0], "(%d)", (int)code);
    }
    return text;
}

static inline smtpcodes_classification decide(smtpcodes_code code, smtpcodes_code enhanced, int32_t stage, int32_t role,
                                              int32_t flags)
{
    smtpcodes_classification decision;
    smtpcodes_context context;

    memset(&context, 0, sizeof context);
    memset(&decision, 0x5A, sizeof decision);
    context.stage = stage;
    context.role = role;
    context.flags = flags;
    smtpcodes_classify(code, enhanced, &context, sizeof context, &decision, sizeof decision);
    return decision;
}

#endif
