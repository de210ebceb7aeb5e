/* Names and texts of codes and of every vocabulary. */
#include "say.h"

static const char *word_name(uint32_t offset)
{
    return (const char *)&smtpcodes__words_pool + offset;
}

/* ------------------------------------------------------------------------------------------------------- codes */

/* The text of a code at a stage where it has one of its own, by number; 0: none. */
static uint32_t stage_text(uint32_t row, int32_t stage, int32_t field)
{
    uint32_t low = 0, high = SMTPCODES__STAGE_TEXTS;
    uint32_t wanted = row << 16 | ((uint32_t)stage << 8) | (uint32_t)field;

    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const struct smtpcodes__stage_text *at = &smtpcodes__stage_texts[middle];
        uint32_t key = (uint32_t)at->row << 16 | (uint32_t)at->stage << 8 | at->field;

        if (key == wanted) {
            return at->text;
        }
        if (key < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}

/* The text of the class and the category or subject; failing that, that of the class alone. */
static uint32_t family_text(smtpcodes_code code, int32_t field)
{
    int32_t family = smtpcodes__family_of(code);
    uint32_t text, alone;

    if (family < 0) {
        return 0;
    }
    text = smtpcodes__family_texts[family][field - 1];
    alone = (uint32_t)(family < 28 ? family / 7 * 7 : 28 + (family - 28) / 9 * 9);
    return text != 0 ? text : smtpcodes__family_texts[alone][field - 1];
}

uint32_t smtpcodes__code_text_number(smtpcodes_code code, int32_t stage, int32_t field)
{
    uint32_t row = smtpcodes__row_of(code), text;

    if (field < 1 || field > SMTPCODES__FIELDS) {
        return 0;
    }
    if (row == 0) {
        return family_text(code, field);
    }
    text = stage > 0 && stage < SMTPCODES__STAGES ? stage_text(row, stage, field) : 0;
    if (text == 0) {
        text = smtpcodes__row_texts[row][field - 1];
    }
    /* An unofficial code has few words of its own: what to do about it is what its first digit says. */
    return text == 0 && field != SMTPCODES_FIELD_NOTE ? family_text(code, field) : text;
}

SMTPCODES_API const char *smtpcodes_code_text(smtpcodes_code code, int32_t stage, int32_t field, int32_t language)
{
    return smtpcodes__say(smtpcodes__code_text_number(code, stage, field), language, NULL);
}

SMTPCODES_API int32_t smtpcodes_code_text_language(smtpcodes_code code, int32_t stage, int32_t field, int32_t language)
{
    return smtpcodes__said_in(smtpcodes__code_text_number(code, stage, field), language);
}

/* ------------------------------------------------------------------------------------------------ vocabularies */

static const struct smtpcodes__word *first_word(int32_t vocabulary, uint32_t *count)
{
    if (vocabulary < 1 || vocabulary >= SMTPCODES__VOCABULARIES) {
        *count = 0;
        return smtpcodes__words;
    }
    *count = (uint32_t)smtpcodes__vocabularies[vocabulary + 1] - smtpcodes__vocabularies[vocabulary];
    return &smtpcodes__words[smtpcodes__vocabularies[vocabulary]];
}

/* An item by its number, or NULL. */
static const struct smtpcodes__word *find_word(int32_t vocabulary, int32_t number)
{
    uint32_t count;
    const struct smtpcodes__word *word = first_word(vocabulary, &count);

    for (; count > 0; count--, word++) {
        if (word->number == number) {
            return word;
        }
    }
    return NULL;
}

static char folded_name(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c == '-' || c == ' ' ? '_' : c;
}

static int is_named(const struct smtpcodes__word *word, const char *name, size_t length)
{
    const char *own = word_name(word->name);
    size_t place = 0;

    while (place < length && own[place] != '\0' && own[place] == folded_name(name[place])) {
        place++;
    }
    return place == length && own[place] == '\0';
}

SMTPCODES_API const char *smtpcodes_word_name(int32_t vocabulary, int32_t number)
{
    const struct smtpcodes__word *word = find_word(vocabulary, number);

    return word != NULL ? word_name(word->name) : "";
}

SMTPCODES_API int32_t smtpcodes_word_find(int32_t vocabulary, const char *name, size_t length)
{
    uint32_t count;
    const struct smtpcodes__word *word = first_word(vocabulary, &count);

    if (name == NULL && length > 0) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    for (; count > 0 && length > 0; count--, word++) {
        if (is_named(word, name, length)) {
            return word->number;
        }
    }
    return SMTPCODES_ERROR_NOT_FOUND;
}

SMTPCODES_API int32_t smtpcodes_word_at(int32_t vocabulary, int32_t index)
{
    uint32_t count;
    const struct smtpcodes__word *word = first_word(vocabulary, &count);

    for (; count > 0 && index >= 0; count--, word++) {
        if (word->number != 0 && index-- == 0) {
            return word->number;
        }
    }
    return 0;
}

uint32_t smtpcodes__word_text_number(int32_t vocabulary, int32_t number, int32_t field)
{
    const struct smtpcodes__word *word = find_word(vocabulary, number);
    const struct smtpcodes__more_text *more;

    if (word == NULL) {
        return 0;
    }
    if (field == SMTPCODES_FIELD_TITLE || field == SMTPCODES_FIELD_MEANING) {
        return word->texts[field - 1];
    }
    for (more = &smtpcodes__more_texts[word->more]; more->field != 0 && more->field != field; more++) {
    }
    return more->text;
}

SMTPCODES_API const char *smtpcodes_word_text(int32_t vocabulary, int32_t number, int32_t field, int32_t language)
{
    return smtpcodes__say(smtpcodes__word_text_number(vocabulary, number, field), language, NULL);
}

SMTPCODES_API int32_t smtpcodes_word_text_language(int32_t vocabulary, int32_t number, int32_t field, int32_t language)
{
    return smtpcodes__said_in(smtpcodes__word_text_number(vocabulary, number, field), language);
}
