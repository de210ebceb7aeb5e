/*
 * What codes mean: by number or by name, of the table or not.
 *
 *     cc lookup.c $(pkg-config --cflags --libs libsmtpcodes) -o lookup
 *     ./lookup 354 5.7.26 mailbox-unavailable 599
 *
 * It shows: that a code is a number, that every number has an answer, and how to tell what the table knows from what
 * the digits alone say. Exits with 1 where an argument is neither a number nor a name.
 */
#include <smtpcodes.h>

#include <stdio.h>
#include <string.h>

static const char *title_of(int32_t vocabulary, int32_t number)
{
    return smtpcodes_word_text(vocabulary, number, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH);
}

static void put_field(const char *label, smtpcodes_code code, int32_t field)
{
    const char *text = smtpcodes_code_text(code, SMTPCODES_STAGE_UNKNOWN, field, SMTPCODES_LANGUAGE_ENGLISH);

    if (text[0] != '\0') {
        printf("  %s: %s\n", label, text);
    }
}

static void put_stages(smtpcodes_code code)
{
    const char *between = "  Answers: ";
    int32_t index, stage;

    for (index = 0; (stage = smtpcodes_word_at(SMTPCODES_VOCABULARY_STAGE, index)) != 0; index++) {
        if (smtpcodes_code_at_stage(code, stage) != SMTPCODES_ANSWER_NEVER) {
            printf("%s%s", between, smtpcodes_word_name(SMTPCODES_VOCABULARY_STAGE, stage));
            between = ", ";
        }
    }
    if (between[0] == ',') {
        printf("\n");
    }
}

static int put_code(const char *argument)
{
    smtpcodes_code code = smtpcodes_lookup(argument, strlen(argument));
    int32_t index;
    char number[12];

    if (code < 0) {
        fprintf(stderr, "lookup: \"%s\" is neither a code nor the name of one\n", argument);
        return 0;
    }
    smtpcodes_code_format(code, number, sizeof number);
    printf("%s %s\n", number,
           smtpcodes_code_text(code, SMTPCODES_STAGE_UNKNOWN, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH));
    if (smtpcodes_code_standing(code) == SMTPCODES_STANDING_NONE) {
        printf("  Not in the table: what follows is what its digits say.\n");
    } else {
        printf("  Name: %s\n", smtpcodes_code_name(code));
    }
    printf("  Severity: %s\n", title_of(SMTPCODES_VOCABULARY_SEVERITY, smtpcodes_code_severity(code)));
    printf("  Standing: %s\n", title_of(SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code)));
    put_field("Meaning", code, SMTPCODES_FIELD_MEANING);
    put_field("What to do", code, SMTPCODES_FIELD_FIX);
    put_stages(code);
    for (index = 0; smtpcodes_code_reference(code, index)[0] != '\0'; index++) {
        printf("  Source: %s\n", smtpcodes_code_reference(code, index));
    }
    return 1;
}

int main(int argc, char **argv)
{
    int found = 1;
    int each;

    if (argc < 2) {
        fprintf(stderr, "usage: lookup CODE...\n");
        return 2;
    }
    for (each = 1; each < argc; each++) {
        found &= put_code(argv[each]);
    }
    return found ? 0 : 1;
}
