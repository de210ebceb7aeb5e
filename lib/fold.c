/* The text of a reply with its white space folded, through a window of fixed size; and the way back. */
#include "matcher.h"

/* Width of the white space at a place: 1, or 2 for U+00A0; 0: there is none. */
static size_t white_at(const uint8_t *bytes, size_t place, size_t end)
{
    uint8_t byte = bytes[place];

    if (smtpcodes__is_space(byte)) {
        return 1;
    }
    return byte == 0xC2 && end - place > 1 && bytes[place + 1] == 0xA0 ? 2 : 0;
}

/* Bytes that need a second look: controls, what U+00A0 begins with, and a blank beside a blank. `before`: 0x80 where a blank
   stands before the word, and afterwards where one is its last byte. */
static inline uint64_t needs_care(uint64_t word, uint64_t *before)
{
    uint64_t blanks = smtpcodes__mark_zeros(word ^ SMTPCODES__EACH(' '));
    uint64_t odd = ((word - SMTPCODES__EACH(' ')) | word) & SMTPCODES__EACH(0x80);

    if (odd != 0) { /* or only letters of other alphabets */
        odd = ~(((word | SMTPCODES__EACH(0x80)) - SMTPCODES__EACH(' ')) | word) & SMTPCODES__EACH(0x80);
        odd |= smtpcodes__mark_zeros(word ^ SMTPCODES__EACH(0xC2));
    }
    odd |= blanks & (blanks << 8 | *before);
    *before = blanks >> 56;
    return odd;
}

/* Bytes of plain words, eight at a time, as long as there is room. */
static inline size_t fold_words(smtpcodes__fold *fold, const uint8_t *bytes, size_t place, size_t end)
{
    size_t length = fold->length, room = SMTPCODES__FOLD_ROOM - 1; /* compilers keep them, whatever is stored */
    uint64_t before = fold->bytes[length - 1] == ' ' ? 0x80 : 0, word;

    for (; place + 8 <= end && length + 8 <= room; place += 8, length += 8) {
        word = smtpcodes__load(bytes + place);
        if (needs_care(word, &before) != 0) {
            break;
        }
        smtpcodes__store(fold->bytes + length, word);
    }
    fold->length = length;
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
static int next_line_of(smtpcodes__fold *fold)
{
    smtpcodes__line *line = &fold->line;

    if (!fold->first && (!line->more && !fold->all)) {
        return 0;
    }
    if (!(fold->first && fold->only)) { /* else it was read before, and is there still */
        smtpcodes__line_begin(line, fold->first ? 0 : line->next);
        fold->only = 0;
        if (!smtpcodes__line_next(fold->input, line, fold->first)) {
            return 0;
        }
        fold->only = fold->first;
    }
    fold->first = 0;
    fold->place = line->text;
    return 1;
}

static int next_line(smtpcodes__fold *fold)
{
    int is_first = fold->first;

    if (!next_line_of(fold)) {
        return 0;
    }
    if (!is_first) {
        part_words(fold);
    }
    return 1;
}

void smtpcodes__fold_begin(smtpcodes__fold *fold, const smtpcodes__input *input, int all)
{
    fold->input = input;
    fold->all = all;
    fold->first = 1;
    fold->only = 0;
    fold->ended = 0;
    fold->base = 0;
    fold->bytes[0] = ' ';
    fold->length = 1;
    fold->place = fold->line.end = 0;
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

/* Places of the folded text that are still to be turned, and how much of it was gone through. */
struct way_back {
    size_t *places;
    size_t index, count;
    int is_blank; /* the last byte of it */
};

/* Whether bytes are the same. (Some compilers make bcmp of a memcmp, which is one more symbol to need.) */
static int are_same_bytes(const uint8_t *one, const uint8_t *other, size_t length)
{
    size_t place = 0;

    while (place + 8 <= length && smtpcodes__load(one + place) == smtpcodes__load(other + place)) {
        place += 8;
    }
    while (place < length && one[place] == other[place]) {
        place++;
    }
    return place == length;
}

/* Where the window still holds the bytes of a line as they are, places need not be counted one by one. */
static int is_kept(const smtpcodes__fold *fold, const struct way_back *back)
{
    size_t length = fold->line.end - fold->place, from = back->count - fold->base;

    return back->count >= fold->base && from + length <= fold->length && length > 0 &&
           are_same_bytes(fold->bytes + from, fold->input->bytes + fold->place, length);
}

static void skip_line(smtpcodes__fold *fold, struct way_back *back)
{
    size_t length = fold->line.end - fold->place;

    while (back->index < 2 && back->places[back->index] < back->count + length) {
        size_t place = back->places[back->index];

        back->places[back->index++] = fold->place + (place > back->count ? place - back->count : 0);
    }
    back->count += length;
    back->is_blank = fold->input->bytes[fold->line.end - 1] == ' ';
}

static void count_line(smtpcodes__fold *fold, struct way_back *back)
{
    const uint8_t *bytes = fold->input->bytes;
    size_t place = fold->place, white;

    for (; place < fold->line.end && back->index < 2; place += white > 0 ? white : 1) {
        white = white_at(bytes, place, fold->line.end);
        if (white > 0 && back->is_blank) {
            continue;
        }
        while (back->index < 2 && back->places[back->index] <= back->count) {
            back->places[back->index++] = place;
        }
        back->is_blank = white > 0;
        back->count++;
    }
}

/* What ends with a line ends before its line end. */
static void end_with_line(const smtpcodes__fold *fold, struct way_back *back)
{
    if (back->index == 1 && back->places[1] <= back->count) {
        back->places[back->index++] = fold->line.end;
    }
}

/* Go through the lines again, and count. The window itself is left alone. */
void smtpcodes__unfold(smtpcodes__fold *fold, size_t places[2])
{
    struct way_back back = {places, 0, 1, 1};

    fold->first = 1;
    while (back.index < 2 && next_line_of(fold)) {
        if (!back.is_blank) { /* the blank between two lines */
            back.is_blank = 1;
            back.count++;
        }
        if (is_kept(fold, &back)) {
            skip_line(fold, &back);
        } else {
            count_line(fold, &back);
        }
        end_with_line(fold, &back);
    }
    while (back.index < 2) {
        places[back.index++] = fold->line.end;
    }
}
