/* Text for people: wrapped to the width of the terminal, with the widths of each script, and coloured where wanted. */
#include "command.h"

#include <string.h>
#include <wchar.h>

enum { LABEL_INDENT = 2, LEAST_TEXT = 20 };

/* The columns of the character at a place, and its bytes. What is no character of the locale is one column and one byte. */
static int character_width(const char *text, size_t left, size_t *bytes)
{
    mbstate_t state;
    wchar_t wide;
    int width;

    memset(&state, 0, sizeof state);
    *bytes = mbrtowc(&wide, text, left, &state);
    if (*bytes == 0 || *bytes > left) {
        *bytes = 1;
        return 1;
    }
    width = wcwidth(wide);
    return width < 0 ? 1 : width;
}

static int width_of(const char *text, size_t length)
{
    size_t place, bytes;
    int width = 0;

    for (place = 0; place < length; place += bytes) {
        width += character_width(text + place, length - place, &bytes);
    }
    return width;
}

int text_width(const char *text)
{
    return width_of(text, strlen(text));
}

static void put_blanks(int count)
{
    printf("%*s", count > 0 ? count : 0, "");
}

/* One line of a text, broken between words, or within a word that is wider than a line. `column` is where it begins. */
static void put_wrapped(const char *text, size_t length, int column, int hang, int limit)
{
    size_t place = 0;
    int is_first = 1;

    while (place < length) {
        size_t end = place, bytes;
        int width;

        while (end < length && text[end] != ' ') {
            end++;
        }
        width = width_of(text + place, end - place);
        if (!is_first && limit > 0 && column + 1 + width > limit) {
            putchar('\n');
            put_blanks(hang);
            column = hang;
        } else if (!is_first) {
            putchar(' ');
            column++;
        }
        for (; place < end; place += bytes) {
            int step = character_width(text + place, end - place, &bytes);

            if (limit > 0 && column + step > limit && column > hang) {
                putchar('\n');
                put_blanks(hang);
                column = hang;
            }
            fwrite(text + place, 1, bytes, stdout);
            column += step;
        }
        is_first = 0;
        place += place < length;
    }
    putchar('\n');
}

/* Lines of a text, each wrapped. */
static void put_lines(const char *text, int column, int hang, const struct options *options)
{
    int limit = options->width > 0 && options->width < hang + LEAST_TEXT ? hang + LEAST_TEXT : options->width;
    size_t length = strcspn(text, "\n");

    put_wrapped(text, length, column, hang, limit);
    while (text[length] != '\0') {
        text += length + 1;
        length = strcspn(text, "\n");
        put_blanks(hang);
        put_wrapped(text, length, hang, hang, limit);
    }
}

static void put_coloured(const char *text, const char *colour, const struct options *options)
{
    if (options->color) {
        printf("\033[%sm%s\033[0m", colour, text);
    } else {
        fputs(text, stdout);
    }
}

void put_title(const char *text, const struct options *options)
{
    put_coloured(text, "1", options);
    putchar('\n');
}

/* The widest label of the language, so that all columns of a page agree. */
static int label_width(const struct options *options)
{
    enum { WIDEST = 20 };
    int widest = 0;
    int32_t part, index;

    for (index = 0; (part = smtpcodes_word_at(SMTPCODES_VOCABULARY_PART, index)) != 0; index++) {
        int width = text_width(title_of(SMTPCODES_VOCABULARY_PART, part, options));

        widest = width > widest && width <= WIDEST ? width : widest;
    }
    return widest;
}

void put_pair(const char *label, const char *text, const struct options *options)
{
    int width = label_width(options), own = text_width(label), hang = LABEL_INDENT + width + 2;

    if (*text == '\0') {
        return;
    }
    put_blanks(LABEL_INDENT);
    put_coloured(label, "36", options);
    if (own > width) {
        putchar('\n');
        put_blanks(hang);
    } else {
        put_blanks(width + 2 - own);
    }
    put_lines(text, hang, hang, options);
}

void put_part(int32_t part, const char *text, const struct options *options)
{
    put_pair(title_of(SMTPCODES_VOCABULARY_PART, part, options), text, options);
}

void put_paragraph(const char *text, int indent, int hang, const struct options *options)
{
    size_t length;

    for (; *text != '\0'; text += length + (text[length] == '\n')) {
        int limit = options->width > 0 && options->width < hang + LEAST_TEXT ? hang + LEAST_TEXT : options->width;

        length = strcspn(text, "\n");
        put_blanks(indent);
        put_wrapped(text, length, indent, hang, limit);
    }
}

void put_padded(const char *text, int width)
{
    fputs(text, stdout);
    put_blanks(width - text_width(text));
}
