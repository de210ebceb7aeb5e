/* Text for people, wrapped; JSON for programs, one object a line. */
#include "command.h"

#include <stdio.h>
#include <string.h>

enum { LABEL = 14, WIDTH = 100 };

const char *code_text(smtpcodes_code code)
{
    static char texts[4][12]; /* four are in use in one line of output at the most */
    static int next;

    next = (next + 1) % 4;
    smtpcodes_code_format(code, texts[next], sizeof texts[next]);
    return texts[next];
}

const char *title_of(int32_t vocabulary, int32_t number)
{
    return smtpcodes_word_text(vocabulary, number, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH);
}

const char *field_of(smtpcodes_code code, int32_t stage, int32_t field)
{
    return smtpcodes_code_text(code, stage, field, SMTPCODES_LANGUAGE_ENGLISH);
}

/* A label and its text, wrapped at blanks; nothing where there is no text. */
void put_pair(const char *label, const char *text)
{
    int column = LABEL + 2, is_first = 1;

    if (text[0] == '\0') {
        return;
    }
    printf("  %-*s", LABEL, label);
    while (*text != '\0') {
        int word = (int)strcspn(text, " ");

        if (!is_first && column + 1 + word > WIDTH) {
            printf("\n  %-*s", LABEL, "");
            column = LABEL + 2;
        } else if (!is_first) {
            column += printf(" ");
        }
        column += printf("%.*s", word, text);
        text += word + (text[word] == ' ');
        is_first = 0;
    }
    putchar('\n');
}

/* ---------------------------------------------------------------------------------------------------------- JSON */

static int needs_comma;

void json_begin(void)
{
    putchar('{');
    needs_comma = 0;
}

void json_end(void)
{
    puts("}");
}

static void json_comma(void)
{
    if (needs_comma) {
        putchar(',');
    }
    needs_comma = 1;
}

/* The UTF-8 character that begins here and its length; length 0: none does (RFC 3629, section 4). */
static size_t character(const unsigned char *s, size_t left, unsigned long *point)
{
    static const unsigned long least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = s[0] < 0x80 ? 1 : s[0] < 0xC0 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF8 ? 4 : 0, place;

    if (length == 0 || length > left) {
        return 0;
    }
    *point = length == 1 ? s[0] : s[0] & (0x7Fu >> length);
    for (place = 1; place < length; place++) {
        if ((s[place] & 0xC0) != 0x80) {
            return 0;
        }
        *point = *point << 6 | (s[place] & 0x3Fu);
    }
    return *point < least[length] || *point > 0x10FFFF || (*point >= 0xD800 && *point < 0xE000) ? 0 : length;
}

/* What must not reach a terminal raw, were it only by a careless pipe: controls, line ends of Unicode, what turns the
 * direction of writing, and a byte order mark. */
static int is_hazard(unsigned long point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x061C || (point >= 0x200E && point <= 0x200F) ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

/* A string that is valid UTF-8 whatever the server sent: a byte that is not comes out as the four characters \xNN. */
static void json_string(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t place, step;
    unsigned long point;

    putchar('"');
    for (place = 0; place < length; place += step) {
        step = character(s + place, length - place, &point);
        if (step == 0) {
            printf("\\\\x%02x", s[place]);
            step = 1;
        } else if (point == '"' || point == '\\') {
            printf("\\%c", (int)point);
        } else if (point == '\n') {
            fputs("\\n", stdout);
        } else if (is_hazard(point)) {
            printf("\\u%04lx", point);
        } else {
            fwrite(s + place, 1, step, stdout);
        }
    }
    putchar('"');
}

void json_key(const char *key)
{
    json_comma();
    if (key != NULL) {
        json_string(key, strlen(key));
        putchar(':');
    }
}

void json_open(const char *key, char bracket)
{
    json_key(key);
    putchar(bracket);
    needs_comma = 0;
}

void json_close(char bracket)
{
    putchar(bracket);
    needs_comma = 1;
}

void json_bytes(const char *key, const char *text, size_t length)
{
    json_key(key);
    json_string(text, length);
}

void json_text(const char *key, const char *text)
{
    json_bytes(key, text, strlen(text));
}

void json_number(const char *key, long number)
{
    json_key(key);
    printf("%ld", number);
}

/* A code as its text, null where there is none. */
void json_code(const char *key, smtpcodes_code code)
{
    json_key(key);
    if (code == 0) {
        fputs("null", stdout);
    } else {
        printf("\"%s\"", code_text(code));
    }
}

void json_word(const char *key, int32_t vocabulary, int32_t number)
{
    json_key(key);
    if (number == 0 && smtpcodes_word_name(vocabulary, 0)[0] == '\0') {
        fputs("null", stdout);
    } else {
        printf("\"%s\"", smtpcodes_word_name(vocabulary, number));
    }
}

void json_bits(const char *key, int32_t vocabulary, int32_t bits)
{
    int32_t bit;

    json_open(key, '[');
    for (bit = 1; bit > 0 && bit <= bits; bit = bit < 0x40000000 ? bit * 2 : 0) {
        if (bits & bit) {
            json_word(NULL, vocabulary, bit);
        }
    }
    json_close(']');
}

void json_codes_related(const char *key, smtpcodes_code code, int32_t relation)
{
    smtpcodes_code other;
    int32_t index;

    json_open(key, '[');
    for (index = 0; (other = smtpcodes_code_related(code, relation, index)) != 0; index++) {
        json_code(NULL, other);
    }
    json_close(']');
}
