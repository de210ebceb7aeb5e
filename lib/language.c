/* Languages: the texts of each, their tags, and which one suits a reader. */
#include "say.h"

/* --------------------------------------------------------------------------------------------------------- texts */

/* Compilers would make a table of the addresses in a switch, and so one that has to be relocated at start. */
#if defined(__GNUC__)
#define NO_TABLE(pointer) __asm__("" : "+r"(pointer))
#else
#define NO_TABLE(pointer) (void)(pointer)
#endif

/* The text in just this language, or NULL. */
static const char *text_in(int32_t language, uint32_t text)
{
    const uint32_t *offsets = NULL;
    const char *pool = NULL;

    (void)text; /* where a build has no texts */
    switch (language) {
#define TAKE(NAME, name)                                        \
    case SMTPCODES_LANGUAGE_##NAME:                             \
        offsets = smtpcodes__##name##_offsets;                  \
        NO_TABLE(offsets);                                      \
        pool = (const char *)&smtpcodes__##name##_pool;         \
        NO_TABLE(pool);                                         \
        break;
        SMTPCODES__EACH_LANGUAGE(TAKE)
#undef TAKE
    default:
        break;
    }
    return offsets != NULL && offsets[text] != 0 ? pool + offsets[text] : NULL;
}

const char *smtpcodes__say(uint32_t text, int32_t language, int32_t *really)
{
    const char *found = text_in(language, text);
    int32_t in = language;

    if (found == NULL) {
        found = text_in(SMTPCODES_LANGUAGE_ENGLISH, text);
        in = SMTPCODES_LANGUAGE_ENGLISH;
    }
    if (really != NULL) {
        *really = found != NULL ? in : (int32_t)SMTPCODES_LANGUAGE_NONE;
    }
    return found != NULL ? found : "";
}

int32_t smtpcodes__said_in(uint32_t text, int32_t language)
{
    int32_t really;

    (void)smtpcodes__say(text, language, &really);
    return really;
}

/* ---------------------------------------------------------------------------------------------------------- tags */

static int32_t known(int32_t language)
{
    return language > 0 && language < SMTPCODES__LANGUAGES ? language : 0;
}

SMTPCODES_API const char *smtpcodes_language_tag(int32_t language)
{
    return smtpcodes__languages[known(language)].tag;
}

const char *smtpcodes__direction(int32_t language)
{
    return smtpcodes__languages[known(language)].direction;
}

SMTPCODES_API int32_t smtpcodes_language_at(int32_t index)
{
#define COUNT(NAME, name)                       \
    if (index-- == 0) {                         \
        return SMTPCODES_LANGUAGE_##NAME;       \
    }
    if (index < 0) {
        return SMTPCODES_LANGUAGE_NONE;
    }
    SMTPCODES__EACH_LANGUAGE(COUNT)
#undef COUNT
    return SMTPCODES_LANGUAGE_NONE;
}

/* -------------------------------------------------------------------------------------------------------- look-up */

static char folded_tag(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c == '_' ? '-' : c;
}

static int is_same(const char *text, size_t length, const char *other)
{
    size_t place = 0;

    while (place < length && other[place] != '\0' && folded_tag(text[place]) == folded_tag(other[place])) {
        place++;
    }
    return place == length && other[place] == '\0';
}

/* The language of this build that has just this tag; 0: none. */
static int32_t by_tag(const char *tag, size_t length)
{
    int32_t index, language;

    for (index = 0; (language = smtpcodes_language_at(index)) != SMTPCODES_LANGUAGE_NONE; index++) {
        if (is_same(tag, length, smtpcodes_language_tag(language))) {
            return language;
        }
    }
    return SMTPCODES_LANGUAGE_NONE;
}

/* The tag without its last subtag, and without a single letter that then ends it (RFC 4647, section 3.4). */
static size_t shortened(const char *tag, size_t length)
{
    while (length > 0 && folded_tag(tag[length - 1]) != '-') {
        length--;
    }
    length -= length > 0;
    if (length >= 2 && folded_tag(tag[length - 2]) == '-') {
        length -= 2;
    }
    return length;
}

/* A language range or a POSIX locale, its charset and modifier aside. */
static int32_t look_up(const char *tag, size_t length)
{
    size_t end = 0;
    int32_t language = SMTPCODES_LANGUAGE_NONE;

    while (end < length && tag[end] != '.' && tag[end] != '@') {
        end++;
    }
    if (is_same(tag, end, "c") || is_same(tag, end, "posix") || is_same(tag, end, "*")) {
        return SMTPCODES_LANGUAGE_ENGLISH;
    }
    while (end > 0 && language == SMTPCODES_LANGUAGE_NONE) {
        language = by_tag(tag, end);
        end = shortened(tag, end);
    }
    return language;
}

static int is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *behind_blanks(const char *at, const char *end)
{
    while (at < end && is_blank(*at)) {
        at++;
    }
    return at;
}

/* ";q=0.8" in thousandths (RFC 9110, section 12.4.2): 1000 where none is given, -1 where it is none. */
static int32_t weight_of(const char *at, const char *end)
{
    int32_t weight, unit = 100;

    at = behind_blanks(at, end);
    while (end > at && is_blank(end[-1])) {
        end--;
    }
    if (at == end) {
        return 1000;
    }
    at = behind_blanks(at + 1, end); /* behind the semicolon */
    if (end - at < 3 || folded_tag(at[0]) != 'q' || at[1] != '=' || (at[2] != '0' && at[2] != '1')) {
        return -1;
    }
    weight = (at[2] - '0') * 1000;
    at += 3;
    if (at < end && *at == '.') {
        for (at++; at < end && *at >= '0' && *at <= '9' && unit > 0; at++, unit /= 10) {
            weight += (*at - '0') * unit;
        }
    }
    return at == end && weight <= 1000 ? weight : -1;
}

/* What one item of a list asks for: its weight, or -1, and its language. */
static int32_t read_item(const char *at, const char *end, int32_t *language)
{
    const char *tag = behind_blanks(at, end), *behind = tag;

    while (behind < end && *behind != ';' && !is_blank(*behind)) {
        behind++;
    }
    *language = look_up(tag, (size_t)(behind - tag));
    return weight_of(behind, end);
}

/* Where an item of the list ends. */
static const char *item_end(const char *at, const char *end)
{
    while (at < end && *at != ',' && *at != ':') {
        at++;
    }
    return at;
}

/* Whether an item of weight 0 names a language; "*" names none. */
static int is_excluded(const char *at, const char *end, int32_t wanted)
{
    while (at < end) {
        const char *stop = item_end(at, end), *tag = behind_blanks(at, stop);
        int32_t language;

        if (read_item(at, stop, &language) == 0 && language == wanted && tag < stop && *tag != '*') {
            return 1;
        }
        at = stop < end ? stop + 1 : end;
    }
    return 0;
}

SMTPCODES_API int32_t smtpcodes_language_find(const char *tag, size_t length)
{
    int32_t best = SMTPCODES_ERROR_NOT_FOUND, best_weight = 0;
    const char *at = tag, *end;

    if (tag == NULL) {
        return length > 0 ? SMTPCODES_ERROR_ARGUMENT : SMTPCODES_ERROR_NOT_FOUND;
    }
    end = tag + length;
    while (at < end) {
        const char *stop = item_end(at, end);
        int32_t language, weight = read_item(at, stop, &language);

        if (language != SMTPCODES_LANGUAGE_NONE && weight > best_weight && !is_excluded(tag, end, language)) {
            best = language;
            best_weight = weight;
        }
        at = stop < end ? stop + 1 : end;
    }
    return best;
}
