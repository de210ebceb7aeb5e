/* The words of a text one by one, each looked up in a sorted table that says which groups of which rules it belongs to. */
#include "loose.h"

static int is_letter_or_more(uint8_t byte)
{
    return smtpcodes__is_word(byte) || byte >= 0x80;
}

/* What ties the parts of an address, of a host and of a name together. */
static int is_tie(uint8_t byte)
{
    return byte == '@' || byte == '.' || byte == '_';
}

void smtpcodes__loose_begin(smtpcodes__loose *loose, const struct smtpcodes_rules *rules)
{
    memset(loose, 0, sizeof *loose);
    loose->rules = rules;
}

/* What of a word counts: its first eight bytes. Letters of both cases differ in one bit, in Latin-1 too. */
static uint64_t letters_of(const uint8_t *word, size_t length)
{
    uint64_t letters = smtpcodes__load(word) | SMTPCODES__EACH(0x20);

    return length < 8 ? letters & (((uint64_t)1 << 8 * length) - 1) : letters;
}

/* Whether a word between two places of the window stands alone, and is not a part of a longer name. */
static int is_alone(const uint8_t *bytes, size_t start, size_t end)
{
    return end - start >= 2 && !(start > 0 && is_letter_or_more(bytes[start - 1])) &&
           !(start > 1 && is_tie(bytes[start - 1]) && is_letter_or_more(bytes[start - 2])) &&
           !(is_tie(bytes[end]) && is_letter_or_more(bytes[end + 1])); /* zeros behind the last byte */
}

/* The groups that a word belongs to. */
static void find_groups(smtpcodes__loose *loose, uint64_t letters)
{
    const struct smtpcodes__loose_word *words = SMTPCODES__PART(loose->rules, struct smtpcodes__loose_word, words);
    uint32_t low = 0, high = loose->rules->words, middle;

    while (low < high) {
        middle = low + (high - low) / 2;
        if (smtpcodes__load(words[middle].letters) < letters) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < loose->rules->words && smtpcodes__load(words[low].letters) == letters) {
        loose->groups = SMTPCODES__PART(loose->rules, uint16_t, numbers) + words[low].groups;
        loose->left = *loose->groups++;
    }
}

/* Read up to the next word that belongs to a group; 0: none begins before the end. */
static int next_word(smtpcodes__loose *loose, const smtpcodes__fold *fold, size_t end)
{
    const uint8_t *bytes = fold->bytes;
    size_t place = loose->place - fold->base, start;

    while (place < end && loose->left == 0) {
        uint8_t byte = bytes[place];

        if (byte == ' ') {
            loose->blanks++;
            loose->in_page = 0;
            place++;
        } else if (loose->in_page || !is_letter_or_more(byte)) {
            loose->in_page |= byte == ':' && bytes[place + 1] == '/' && bytes[place + 2] == '/';
            place++;
        } else {
            for (start = place; place < fold->length && is_letter_or_more(bytes[place]); place++) {
            }
            if (is_alone(bytes, start, place)) {
                loose->word = fold->base + start;
                loose->end = fold->base + place;
                find_groups(loose, letters_of(bytes + start, place - start));
            }
        }
    }
    loose->place = fold->base + place;
    return loose->left > 0;
}

/* Whether the word that is in hand completes the words of a group's rule; where they begin. */
static int completes(smtpcodes__loose *loose, const struct smtpcodes__loose_group *group)
{
    const struct smtpcodes__last *last = loose->last + group->first;
    uint32_t index;

    for (index = 0; index < group->count; index++, last++) {
        if (last->blanks == 0 || loose->blanks + 1 - last->blanks > SMTPCODES__NEAR) {
            return 0;
        }
        loose->start = last->start < loose->start ? last->start : loose->start;
    }
    return 1;
}

uint32_t smtpcodes__loose_next(smtpcodes__loose *loose, const smtpcodes__fold *fold, size_t end)
{
    const struct smtpcodes__loose_group *groups = SMTPCODES__PART(loose->rules, struct smtpcodes__loose_group, groups);

    while (loose->left > 0 || next_word(loose, fold, end)) {
        uint32_t number = *loose->groups++;

        loose->left--;
        loose->start = loose->word;
        loose->last[number].start = (uint32_t)loose->word;
        loose->last[number].blanks = loose->blanks + 1;
        if (completes(loose, groups + number)) {
            return groups[number].row;
        }
    }
    return smtpcodes__rows_of(loose->rules);
}
