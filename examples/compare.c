/*
 * What sets two codes apart, and whether a server ever has to choose between them.
 *
 *     cc compare.c $(pkg-config --cflags --libs libsmtpcodes) -o compare
 *     ./compare 450 550
 *
 * It shows: the relation of two codes, the facets in which they differ, and the stages at which both can answer.
 */
#include <smtpcodes.h>

#include <stdio.h>
#include <string.h>

static const char *title_of(int32_t vocabulary, int32_t number)
{
    return smtpcodes_word_text(vocabulary, number, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH);
}

static void put_code(smtpcodes_code code)
{
    char number[12];

    smtpcodes_code_format(code, number, sizeof number);
    printf("%-7s %s\n", number,
           smtpcodes_code_text(code, SMTPCODES_STAGE_UNKNOWN, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH));
}

static void put_differences(int32_t differing)
{
    int32_t index, facet;

    for (index = 0; (facet = smtpcodes_word_at(SMTPCODES_VOCABULARY_FACET, index)) != 0; index++) {
        if (differing & facet) {
            printf("  they differ in: %s\n", title_of(SMTPCODES_VOCABULARY_FACET, facet));
        }
    }
}

int main(int argc, char **argv)
{
    smtpcodes_comparison comparison;
    smtpcodes_code first, second;
    int32_t stage = 0;

    if (argc != 3) {
        fprintf(stderr, "usage: compare CODE CODE\n");
        return 2;
    }
    first = smtpcodes_lookup(argv[1], strlen(argv[1]));
    second = smtpcodes_lookup(argv[2], strlen(argv[2]));
    if (first < 0 || second < 0) {
        fprintf(stderr, "compare: \"%s\" is neither a code nor the name of one\n", first < 0 ? argv[1] : argv[2]);
        return 1;
    }
    smtpcodes_compare(first, second, &comparison, sizeof comparison);
    put_code(first);
    put_code(second);
    printf("  the second to the first: %s\n", title_of(SMTPCODES_VOCABULARY_RELATION, comparison.relation));
    printf("  the worse news: %s\n", comparison.worse == SMTPCODES_WORSE_NEITHER ? "neither"
                                     : comparison.worse == SMTPCODES_WORSE_FIRST ? argv[1]
                                                                                 : argv[2]);
    put_differences(comparison.differing);
    if (comparison.meeting_stages == 0) {
        printf("  they answer no command in common: they are never alternatives\n");
    }
    while ((stage = smtpcodes_compare_stage_next(first, second, stage)) != 0) {
        printf("  both can answer: %s\n", title_of(SMTPCODES_VOCABULARY_STAGE, stage));
    }
    return 0;
}
