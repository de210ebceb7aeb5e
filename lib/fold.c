/* The text of a reply with its white space folded, through a window of fixed size; and the way back. */
#include "matcher.h"

/* Width of the white space at a place: 1, or 2 for U+00A0; 0: there is none. */
static size_t white_at(const uint8_t *bytes, size_t place, size_t end)
{
    uint8_t byte = bytes[place];

    if (byte == ' ' || (byte >= '\t' && byte <= '\r')) {
        return 1;
    }
    return byte == 0xC2 && end - place > 1 && bytes[place + 1] == 0xA0 ? 2 : 0;
}

/* Bytes that need a second look: controls, those beyond ASCII, and a blank beside a blank. `before`: 0x80 where a blank
   stands before the word, and afterwards where one is its last byte. */
static inline uint64_t needs_care(uint64_t word, uint64_t *before)
{
    uint64_t blanks = word ^ SMTPCODES__EACH(' '), odd = (word - SMTPCODES__EACH(' ')) | word;

    blanks = (blanks - SMTPCODES__EACH(1)) & ~blanks & SMTPCODES__EACH(0x80);
    odd = (odd & SMTPCODES__EACH(0x80)) | (blanks & (blanks << 8 | *before));
    *before = blanks >> 56;
    return odd;
}

/* Bytes of plain words, eight at a time, as long as there is room. */
static inline size_t fold_words(smtpcodes__fold *fold, const uint8_t *bytes, size_t place, size_t end)
{
    uint64_t before = fold->bytes[fold->length - 1] == ' ' ? 0x80 : 0, word;

    for (; place + 8 <= end && fold->length + 8 <= SMTPCODES__FOLD_ROOM - 1; place += 8) {
        word = smtpcodes__load(bytes + place);
        if (needs_care(word, &before) != 0) {
            break;
        }
        smtpcodes__store(fold->bytes + fold->length, word);
        fold->length += 8;
    }
    return place;
}

/* Fold bytes of one line until it or the room ends; the last byte of the room is kept for the blank at the end. */
static size_t fold_bytes(smtpcodes__fold *fold, const uint8_t *bytes, size_t place, size_t end)
{
    size_t white, stop;

    while (place < end && fold->length < SMTPCODES__FOLD_ROOM - 1) {
        place = fold_words(fold, bytes, place, end);
        for (stop = place + 8; place < end && place < stop && fold->length < SMTPCODES__FOLD_ROOM - 1; place++) {
            white = white_at(bytes, place, end);
            if (white == 0) {
                fold->bytes[fold->length++] = bytes[place];
                continue;
            }
            if (fold->bytes[fold->length - 1] != ' ') {
                fold->bytes[fold->length++] = ' ';
            }
            place += white - 1;
        }
    }
    return place;
}

/* A blank, where none stands already. */
static void part_words(smtpcodes__fold *fold)
{
    if (fold->bytes[fold->length - 1] != ' ') {
        fold->bytes[fold->length++] = ' ';
    }
}

/* Go to the next line; 0: there is none. */
static int next_line(smtpcodes__fold *fold)
{
    smtpcodes__line *line = &fold->line;

    if (!fold->first && (!line->more && !fold->all)) {
        return 0;
    }
    smtpcodes__line_begin(line, fold->first ? 0 : line->next);
    if (!smtpcodes__line_next(fold->input, line, fold->first)) {
        return 0;
    }
    if (!fold->first) {
        part_words(fold);
    }
    fold->first = 0;
    fold->place = line->text;
    return 1;
}

static void rewind_fold(smtpcodes__fold *fold)
{
    fold->first = 1;
    fold->ended = 0;
    fold->base = 0;
    fold->bytes[0] = ' ';
    fold->length = 1;
    fold->place = fold->line.end = 0;
}

void smtpcodes__fold_begin(smtpcodes__fold *fold, const smtpcodes__input *input, int all)
{
    fold->input = input;
    fold->all = all;
    rewind_fold(fold);
    smtpcodes__fold_more(fold, 0);
}

void smtpcodes__fold_more(smtpcodes__fold *fold, size_t place)
{
    size_t dropped = place > fold->base + SMTPCODES__FOLD_BEHIND ? place - fold->base - SMTPCODES__FOLD_BEHIND : 0;

    if (dropped > 0) {
        memmove(fold->bytes, fold->bytes + dropped, fold->length - dropped);
        fold->base += dropped;
        fold->length -= dropped;
    }
    while (!fold->ended && fold->length < SMTPCODES__FOLD_ROOM - 1) {
        if (fold->place < fold->line.end) {
            fold->place = fold_bytes(fold, fold->input->bytes, fold->place, fold->line.end);
        } else if (!next_line(fold)) {
            fold->ended = 1;
            part_words(fold);
        }
    }
    memset(fold->bytes + fold->length, 0, SMTPCODES__FOLD_PAD);
}

/* ------------------------------------------------------------------------------------------------- the way back */

/* Fold again, but keep the last byte alone, and count. */
void smtpcodes__unfold(smtpcodes__fold *fold, size_t places[2])
{
    const uint8_t *bytes = fold->input->bytes;
    size_t count = 1, index = 0, white;

    rewind_fold(fold);
    while (index < 2 && (fold->place < fold->line.end || next_line(fold))) {
        if (fold->length == 2) { /* the blank between two lines */
            fold->bytes[0] = ' ';
            fold->length = 1;
            count++;
        }
        for (; fold->place < fold->line.end && index < 2; fold->place += white > 0 ? white : 1) {
            white = white_at(bytes, fold->place, fold->line.end);
            if (white > 0 && fold->bytes[0] == ' ') {
                continue;
            }
            while (index < 2 && places[index] <= count) {
                places[index++] = fold->place;
            }
            fold->bytes[0] = white > 0 ? ' ' : bytes[fold->place];
            count++;
        }
    }
    while (index < 2) {
        places[index++] = fold->line.end;
    }
}
