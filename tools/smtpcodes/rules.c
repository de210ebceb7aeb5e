/* A rule pack of a file, for as long as the command runs. */
#include "command.h"

#include <errno.h>
#include <stdlib.h>

/* All bytes of a file, NULL and the error where they cannot be had; malloc aligns them as a pack must be. */
static char *read_all(FILE *file, size_t *length, int *error)
{
    size_t most = 0, got;
    char *bytes = NULL, *more;

    *length = 0;
    do {
        if (*length == most) {
            most = most == 0 ? 65536 : most * 2;
            more = realloc(bytes, most);
            if (more == NULL) {
                *error = ENOMEM;
                free(bytes);
                return NULL;
            }
            bytes = more;
        }
        got = fread(bytes + *length, 1, most - *length, file);
        *length += got;
    } while (got > 0);
    if (ferror(file)) {
        *error = errno;
        free(bytes);
        return NULL;
    }
    return bytes;
}

int read_rules(const char *path, const smtpcodes_rules **rules, const struct options *options)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t length = 0;
    int32_t problem;
    int error = errno;

    if (file != NULL) {
        bytes = read_all(file, &length, &error);
        fclose(file);
    }
    if (bytes == NULL) {
        return complain_of_error(USAGE, options->language, MESSAGE_CANNOT_OPEN, path, error);
    }
    problem = smtpcodes_rules_check(bytes, length);
    if (problem != SMTPCODES_RULES_SOUND) {
        free(bytes);
        return complain(USAGE, options->language, MESSAGE_BAD_RULES, "text", path, "cause",
                        smtpcodes_word_text(SMTPCODES_VOCABULARY_RULES_PROBLEM, problem, SMTPCODES_FIELD_MEANING, options->language),
                        (const char *)NULL);
    }
    *rules = smtpcodes_rules_view(bytes, length);
    return 0;
}
