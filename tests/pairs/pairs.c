/* What is said of every ordered pair of codes, in every language of this build, holds these promises:
 *
 *   doubled    no word twice in a row within a sentence, but for those that a language repeats on purpose (below)
 *   repeated   no sentence twice
 *   empty      no difference that is empty, or that says the same of both codes
 *   cut        nothing cut: every paragraph ends as a sentence does, and a buffer that is too small stays empty
 *   place      no placeholder left over, and every code and value put in its place
 *   english    no English sentence under another language
 *   order      both orders say the same
 *
 * usage: pairs [every=N] [plant=NAME]    every=N takes one pair of N; plant=NAME spoils one text, so that the test must fail
 */
#include <smtpcodes.h>

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CODES = 1000, MOST_TEXT = 65536, MOST_SENTENCES = 512, MOST_WORDS = 8192, MOST_SHOWN = 40 };

static int failures;
static const char *plant = "";

/* --------------------------------------------------------------------------------------------------- what is checked */

struct sentence {
    uint64_t hash;
    const char *start;
    int length, words;
};

struct text {
    char bytes[MOST_TEXT];
    struct sentence sentences[MOST_SENTENCES];
    int count;
    uint64_t words[MOST_WORDS]; /* sorted hashes: the words whatever their order */
    int word_count;
};

struct pair {
    smtpcodes_code first, second;
    int32_t language;
};

static void fail(const struct pair *pair, const char *what, const char *shown, int length)
{
    char first[16], second[16];

    if (failures++ < MOST_SHOWN) {
        smtpcodes_code_format(pair->first, first, sizeof first);
        smtpcodes_code_format(pair->second, second, sizeof second);
        printf("%s/%s %s: %s: %.*s\n", first, second, smtpcodes_language_tag(pair->language), what, length, shown);
    }
}

/* Words that the language says twice on purpose. */
static int is_repeated_on_purpose(int32_t language, const char *word, size_t length)
{
    static const char *const vietnamese[] = {"từ", "dần", "luôn", "lần", "ngày", "mãi", "đều", "nhau", NULL};
    static const char *const turkish[] = {"tek", "ayrı", "sık", "zaman", "adım", "teker", "yavaş", "harf", "olsa", NULL};
    static const char *const english[] = {NULL};
    const char *const *list = language == SMTPCODES_LANGUAGE_VIETNAMESE ? vietnamese
                              : language == SMTPCODES_LANGUAGE_TURKISH  ? turkish
                                                                        : english;

    for (; *list != NULL; list++) {
        if (strlen(*list) == length && memcmp(*list, word, length) == 0) {
            return 1;
        }
    }
    return 0;
}

/* --------------------------------------------------------------------------------------------- sentences and words */

static uint64_t hash_of(const char *bytes, size_t length)
{
    uint64_t hash = 1469598103934665603u;
    size_t place;

    for (place = 0; place < length; place++) {
        hash = (hash ^ (uint64_t)tolower((unsigned char)bytes[place])) * 1099511628211u;
    }
    return hash;
}

static int is_edge(char c)
{
    return c == '\0' || strchr(" \n", c) != NULL;
}

static int is_mark(char c)
{
    return c != '\0' && strchr(".,;:()\"!?'", c) != NULL;
}

/* The next word without the marks around it; 0: none is left. `broken`: marks stand between it and the word before. */
static size_t next_word(const char **at, const char *end, const char **word, int *broken)
{
    const char *start = *at, *stop;

    while (start < end && (is_edge(*start) || is_mark(*start))) {
        *broken |= is_mark(*start);
        start++;
    }
    for (stop = start; stop < end && !is_edge(*stop); stop++) {
    }
    *at = stop;
    *word = start;
    while (stop > start && is_mark(stop[-1])) {
        stop--;
    }
    return (size_t)(stop - start);
}

static int compare_hashes(const void *one, const void *other)
{
    uint64_t first = *(const uint64_t *)one, second = *(const uint64_t *)other;

    return first < second ? -1 : first > second;
}

/* Where a sentence ends: behind its mark and before a blank, or at the end of a line. */
static const char *sentence_end(const char *at)
{
    while (*at != '\0' && *at != '\n') {
        if ((*at == '.' || *at == '!' || *at == '?') && is_edge(at[1])) {
            return at + 1;
        }
        at++;
    }
    return at;
}

static void check_words(const struct pair *pair, struct text *text, const char *start, const char *end, struct sentence *sentence)
{
    const char *at = start, *word, *before = NULL;
    size_t length, length_before = 0;
    int broken = 0;

    while ((length = next_word(&at, end, &word, &broken)) > 0 || at < end) {
        if (length == 0) {
            continue;
        }
        if (!broken && length == length_before && memcmp(word, before, length) == 0 && isalpha((unsigned char)*word) &&
            !is_repeated_on_purpose(pair->language, word, length)) {
            fail(pair, "a doubled word", start, (int)(end - start));
        }
        broken = is_mark(at[-1]);
        before = word;
        length_before = length;
        sentence->words++;
        if (text->word_count < MOST_WORDS) {
            text->words[text->word_count++] = hash_of(word, length);
        }
    }
}

static void split(const struct pair *pair, struct text *text)
{
    const char *at = text->bytes;

    text->count = 0;
    text->word_count = 0;
    while (*at != '\0') {
        const char *end;
        struct sentence *sentence = &text->sentences[text->count];

        while (*at == ' ' || *at == '\n' || *at == '-') {
            at++;
        }
        end = sentence_end(at);
        if (end > at && text->count < MOST_SENTENCES - 1) {
            sentence->start = at;
            sentence->length = (int)(end - at);
            sentence->words = 0;
            check_words(pair, text, at, end, sentence);
            sentence->hash = hash_of(at, (size_t)(end - at));
            text->count++;
        }
        at = end;
    }
    qsort(text->words, (size_t)text->word_count, sizeof text->words[0], compare_hashes);
}

/* ------------------------------------------------------------------------------------------------------- the promises */

static void check_repeated(const struct pair *pair, const struct text *text)
{
    int one, other;

    for (one = 0; one < text->count; one++) {
        for (other = one + 1; other < text->count; other++) {
            if (text->sentences[one].hash == text->sentences[other].hash && text->sentences[one].words > 2) {
                fail(pair, "a repeated sentence", text->sentences[one].start, text->sentences[one].length);
            }
        }
    }
}

static void check_ends(const struct pair *pair, const struct text *text)
{
    const char *line = text->bytes, *end;

    for (; *line != '\0'; line = end + (*end == '\n')) {
        end = line + strcspn(line, "\n");
        /* headings have no full stop: they begin with a code, and a label over a list stands alone */
        if (end - line > 60 && !isdigit((unsigned char)*line) && memchr(line, ':', (size_t)(end - line)) != NULL &&
            strchr(".!?)\"", end[-1]) == NULL) {
            fail(pair, "a text that does not end", line, (int)(end - line));
        }
    }
}

static void check_places(const struct pair *pair, const struct text *text)
{
    const char *brace = strpbrk(text->bytes, "{}");
    char first[16], second[16];

    if (brace != NULL) {
        fail(pair, "a placeholder", brace, 20);
    }
    if (strstr(text->bytes, "  ") != NULL || strstr(text->bytes, " .") != NULL || strstr(text->bytes, " ,") != NULL) {
        fail(pair, "nothing in a place", text->bytes, 60);
    }
    smtpcodes_code_format(pair->first, first, sizeof first);
    smtpcodes_code_format(pair->second, second, sizeof second);
    if (strstr(text->bytes, first) == NULL || strstr(text->bytes, second) == NULL) {
        fail(pair, "a code that is not named", text->bytes, 60);
    }
}

static void check_english(const struct pair *pair, const struct text *text, const struct text *english)
{
    int one, other;

    for (one = 0; one < text->count; one++) {
        for (other = 0; other < english->count; other++) {
            if (text->sentences[one].hash == english->sentences[other].hash && text->sentences[one].words > 3) {
                fail(pair, "an English sentence", text->sentences[one].start, text->sentences[one].length);
            }
        }
    }
}

static void check_order(const struct pair *pair, const struct text *text, const struct text *mirrored)
{
    if (text->word_count != mirrored->word_count ||
        memcmp(text->words, mirrored->words, (size_t)text->word_count * sizeof text->words[0]) != 0) {
        fail(pair, "the other order says something else", text->bytes, 60);
    }
}

/* A text without the two codes, so that what is said of each can be held against the other. */
static void without_codes(const char *text, const char *first, const char *second, char *out)
{
    while (*text != '\0') {
        size_t one = strlen(first), other = strlen(second);

        if (strncmp(text, first, one) == 0) {
            text += one;
        } else if (strncmp(text, second, other) == 0) {
            text += other;
        } else {
            *out++ = *text++;
        }
    }
    *out = '\0';
}

static int32_t count_bits(int32_t bits)
{
    int32_t count = 0;

    for (; bits != 0; bits &= bits - 1) {
        count++;
    }
    return count;
}

static void check_differences(const struct pair *pair)
{
    smtpcodes_comparison comparison;
    char text[MOST_TEXT], bare[MOST_TEXT], other[MOST_TEXT], first[16], second[16];
    int32_t place = 0, wanted, length;
    int never;

    smtpcodes_compare(pair->first, pair->second, &comparison, sizeof comparison);
    smtpcodes_code_format(pair->first, first, sizeof first);
    smtpcodes_code_format(pair->second, second, sizeof second);
    never = comparison.meeting_stages == 0 && (pair->first > 999) == (pair->second > 999);
    wanted = count_bits(comparison.differing) - (never && (comparison.differing & SMTPCODES_FACET_STAGES) != 0);
    for (;; place++) {
        length = smtpcodes_render_comparison(pair->first, pair->second, SMTPCODES_PART_DIFFERENCE + place,
                                             SMTPCODES_FORMAT_TEXT, pair->language, text, sizeof text);
        if (strcmp(plant, "empty") == 0 && place == 1) {
            text[0] = '\0';
            length = 0;
        }
        if (length <= 0) {
            break;
        }
        /* the same sentence about the codes the other way round is the same only where nothing sets them apart */
        without_codes(text, first, second, bare);
        smtpcodes_render_comparison(pair->second, pair->first, SMTPCODES_PART_DIFFERENCE + place, SMTPCODES_FORMAT_TEXT,
                                    pair->language, text, sizeof text);
        without_codes(text, first, second, other);
        if (strcmp(bare, other) == 0) {
            fail(pair, "a difference that is none", text, length);
        }
    }
    if (place != wanted) {
        fail(pair, "an empty difference", first, (int)strlen(first));
    }
}

/* ---------------------------------------------------------------------------------------------------- every pair */

static void spoil(struct text *text)
{
    char *sentence = strstr(text->bytes, ". ");
    size_t length = strlen(text->bytes);

    if (sentence == NULL || *plant == '\0' || length + 600 > sizeof text->bytes) {
        return;
    }
    if (strcmp(plant, "doubled") == 0) {
        memmove(sentence + 18, sentence + 2, length - (size_t)(sentence - text->bytes) - 1);
        memcpy(sentence + 2, "when when going ", 16);
    } else if (strcmp(plant, "repeated") == 0) {
        strcpy(text->bytes + length, "\nThis is said twice. This is said twice.");
    } else if (strcmp(plant, "cut") == 0) {
        strcpy(text->bytes + length, "\nMeaning: a text that was cut at a fixed length in the middle of a wo");
    } else if (strcmp(plant, "place") == 0) {
        strcpy(text->bytes + length, "\nWhat {code} means.");
    } else if (strcmp(plant, "order") == 0) {
        strcpy(text->bytes + length, "\nOne order knows more.");
    } else if (strcmp(plant, "english") == 0) {
        char english[256];

        smtpcodes_render_comparison(354, 521, SMTPCODES_PART_DIFFERENCE, SMTPCODES_FORMAT_TEXT, SMTPCODES_LANGUAGE_ENGLISH,
                                    english, sizeof english);
        strcpy(text->bytes + length, "\n");
        strcpy(text->bytes + length + 1, english);
    }
}

static void render(const struct pair *pair, struct text *text)
{
    int32_t length = smtpcodes_render_comparison(pair->first, pair->second, SMTPCODES_PART_WHOLE, SMTPCODES_FORMAT_TEXT,
                                                 pair->language, text->bytes, sizeof text->bytes);

    if (length <= 0 || (size_t)length != strlen(text->bytes)) {
        fail(pair, "no text", "", 0);
    }
}

static void check_buffer(const struct pair *pair, const struct text *text)
{
    size_t length = strlen(text->bytes);
    char *exact = malloc(length + 1);

    if (exact == NULL) {
        fail(pair, "no memory", "", 0);
        return;
    }
    smtpcodes_render_comparison(pair->first, pair->second, 0, SMTPCODES_FORMAT_TEXT, pair->language, exact, length + 1);
    if (memcmp(exact, text->bytes, length + 1) != 0) {
        fail(pair, "an exact buffer changes the text", exact, 60);
    }
    smtpcodes_render_comparison(pair->first, pair->second, 0, SMTPCODES_FORMAT_TEXT, pair->language, exact, length);
    if (exact[0] != '\0') {
        fail(pair, "a buffer too small holds a part", exact, 60);
    }
    free(exact);
}

static void check(const struct pair *pair, const struct text *english)
{
    static struct text text, mirrored;
    struct pair other = {pair->second, pair->first, pair->language};

    render(pair, &text);
    check_buffer(pair, &text);
    if (pair->first == 354 && pair->second == 521) {
        spoil(&text);
    }
    split(pair, &text);
    check_repeated(pair, &text);
    check_ends(pair, &text);
    check_places(pair, &text);
    if (pair->language != SMTPCODES_LANGUAGE_ENGLISH) {
        check_english(pair, &text, english);
    }
    if (pair->first != pair->second) {
        render(&other, &mirrored);
        split(&other, &mirrored);
        check_order(pair, &text, &mirrored);
        if (strcmp(plant, "empty") != 0 || (pair->first == 354 && pair->second == 521)) {
            check_differences(pair);
        }
    }
}

int main(int argc, char **argv)
{
    static struct text english;
    static smtpcodes_code codes[MOST_CODES];
    int count = 0, every = 1, index, argument;
    int32_t language;
    long pairs = 0, checked = 0;
    smtpcodes_code code;

    for (argument = 1; argument < argc; argument++) {
        if (strncmp(argv[argument], "every=", 6) == 0) {
            every = atoi(argv[argument] + 6);
        } else if (strncmp(argv[argument], "plant=", 6) == 0) {
            plant = argv[argument] + 6;
        }
    }
    for (code = smtpcodes_code_next(0); code != 0 && count < MOST_CODES; code = smtpcodes_code_next(code)) {
        codes[count++] = code;
    }
    for (pairs = 0; pairs < (long)count * count; pairs++) {
        struct pair pair = {codes[pairs / count], codes[pairs % count], SMTPCODES_LANGUAGE_ENGLISH};
        int is_famous = pair.first == 354 && pair.second == 521;

        if (!is_famous && (*plant != '\0' || pairs % every != 0)) {
            continue;
        }
        render(&pair, &english);
        split(&pair, &english);
        for (index = 0; (language = smtpcodes_language_at(index)) != 0; index++) {
            pair.language = language;
            check(&pair, &english);
            checked++;
        }
    }
    printf("%d codes, %ld texts about pairs, %d failures\n", count, checked, failures);
    return failures > 0 || checked == 0;
}
