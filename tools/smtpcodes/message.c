/* What the command says by itself: sentences with named placeholders, out of data/messages.toml and its translations. */
#include "command.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

enum { MOST_VALUES = 4 };

struct value {
    const char *name, *text;
};

static const char *text_of(int32_t language, enum message message)
{
    const char *text = messages[language][message];

    return text != NULL ? text : messages[SMTPCODES_LANGUAGE_ENGLISH][message];
}

static void put(FILE *to, const char *text, const struct value *values, int count)
{
    while (*text != '\0') {
        size_t plain = strcspn(text, "{"), length;
        int index;

        fwrite(text, 1, plain, to);
        text += plain;
        if (*text == '\0') {
            return;
        }
        length = strcspn(++text, "}");
        for (index = 0; index < count; index++) {
            if (strlen(values[index].name) == length && memcmp(values[index].name, text, length) == 0) {
                fputs(values[index].text, to);
            }
        }
        text += length + (text[length] == '}');
    }
}

static void put_list(FILE *to, int32_t language, enum message message, va_list list)
{
    struct value values[MOST_VALUES];
    const char *name;
    int count = 0;

    while (count < MOST_VALUES && (name = va_arg(list, const char *)) != NULL) {
        values[count].name = name;
        values[count++].text = va_arg(list, const char *);
    }
    put(to, text_of(language, message), values, count);
}

void say(FILE *to, int32_t language, enum message message, ...)
{
    va_list list;

    va_start(list, message);
    put_list(to, language, message, list);
    va_end(list);
}

int complain(int status, int32_t language, enum message message, ...)
{
    va_list list;

    fputs("smtpcodes: ", stderr);
    va_start(list, message);
    put_list(stderr, language, message, list);
    va_end(list);
    fputc('\n', stderr);
    return status;
}

/* Errors that people meet have a sentence of their own; the system's words are English, so they stand in quotation marks. */
int complain_of_error(int status, int32_t language, enum message otherwise, const char *text, int error)
{
    static const struct {
        enum message otherwise, usual;
        int error;
    } table[] = {
        {MESSAGE_CANNOT_OPEN, MESSAGE_FILE_MISSING, ENOENT},    {MESSAGE_CANNOT_OPEN, MESSAGE_FILE_MISSING, ENOTDIR},
        {MESSAGE_CANNOT_OPEN, MESSAGE_FILE_FORBIDDEN, EACCES},  {MESSAGE_CANNOT_OPEN, MESSAGE_FILE_FORBIDDEN, EPERM},
        {MESSAGE_CANNOT_OPEN, MESSAGE_FILE_IS_FOLDER, EISDIR},  {MESSAGE_CANNOT_READ, MESSAGE_INPUT_IS_FOLDER, EISDIR},
        {MESSAGE_CANNOT_WRITE, MESSAGE_DISK_FULL, ENOSPC},      {MESSAGE_CANNOT_OPEN, MESSAGE_NO_MEMORY, ENOMEM},
    };
    enum message message = otherwise;
    char number[16];
    size_t index;

    for (index = 0; index < sizeof table / sizeof table[0]; index++) {
        if (table[index].otherwise == otherwise && table[index].error == error) {
            message = table[index].usual;
        }
    }
    snprintf(number, sizeof number, "%d", error);
    return complain(status, language, message, "text", text, "number", number, "words", strerror(error), (const char *)NULL);
}
