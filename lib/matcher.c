/* One pass over a text for all phrases at once. Knows nothing of mail.
 *
 * Every few bytes a window of the text is multiplied, and a table of bits, 32 for a slot, tells whether some phrase may stand
 * around it: tools/tables/phrases.py stores such windows for each phrase and each place that it can have beneath the
 * strides. What the table lets through is compared whole. Nothing is read twice, and a slot holds few candidates, so
 * that the cost follows the length, whatever the bytes are. */
#include "loose.h"

#if defined(__GNUC__)
#define SMTPCODES__APART __attribute__((noinline))
#else
#define SMTPCODES__APART
#endif

enum { TAIL_WORDS = SMTPCODES__TAILS / 32 };

/* A search while it goes on. Of a phrase of several literals: how many were found, where the first begins, where the
   last of them ends. Windows are met in the order of the text and a literal holds its window, so that a literal is
   always met before one that begins behind its end. */
struct search {
    const struct smtpcodes_rules *rules, *pack;
    const struct smtpcodes__facts *facts;
    const smtpcodes__fold *fold;
    smtpcodes__found *found;
    const uint16_t *slots, *candidates;
    const uint8_t *prints, *positions;
    const struct smtpcodes__literal *literals;
    uint32_t limit; /* the literal from which on all rank below what was found */
    const uint8_t *texts;
    const struct smtpcodes__rule *rows;
    uint32_t started[TAIL_WORDS];
    uint32_t starts[SMTPCODES__TAILS], ends[SMTPCODES__TAILS]; /* only where they were started */
    uint8_t steps[SMTPCODES__TAILS];
};

/* ------------------------------------------------------------------------------------------------------ comparing */

/* In the bytes that are small letters: 0x20. */
static uint64_t mark_letters(uint64_t word)
{
    uint64_t low = word & SMTPCODES__EACH(0x7F);

    return ((low + SMTPCODES__EACH(0x80 - 'a')) & ~(low + SMTPCODES__EACH(0x7F - 'z')) & ~word & SMTPCODES__EACH(0x80)) >> 2;
}

/* Whether a text holds a literal, which is in small letters, at a place. Up to seven bytes behind it may be loaded. */
static int same(const uint8_t *text, const uint8_t *literal, uint32_t length)
{
    uint64_t wanted, other;
    uint32_t place;

    for (place = 0; place < length; place += 8) {
        wanted = smtpcodes__load(literal + place);
        other = smtpcodes__load(text + place) ^ wanted;
        if (length - place < 8) {
            other &= ~(uint64_t)0 >> (64 - 8 * (length - place));
        }
        if (other != 0 && ((other & ~SMTPCODES__EACH(0x20)) != 0 || (other & ~mark_letters(wanted)) != 0)) {
            return 0;
        }
    }
    return 1;
}

/* Whether a literal stands at a place of the window. */
static int stands(const struct search *at, const struct smtpcodes__literal *literal, size_t place)
{
    const uint8_t *bytes = at->fold->bytes + place;

    if (place + literal->length > at->fold->length || !same(bytes, at->texts + smtpcodes__text_of(literal), literal->length)) {
        return 0;
    }
    if ((literal->bits & SMTPCODES__EDGE_LEFT) && place > 0 && smtpcodes__is_word(bytes[-1])) {
        return 0;
    }
    return !(literal->bits & SMTPCODES__EDGE_RIGHT) || !smtpcodes__is_word(bytes[literal->length]); /* a zero behind the last byte */
}

/* -------------------------------------------------------------------------------------------------- what was found */

static uint32_t smaller(uint32_t one, uint32_t two)
{
    return one < two ? one : two;
}

/* A phrase of a row stands between two places of the folded text; no literal from `limit` on ranks better. */
static void take_match(struct search *at, uint32_t number, uint32_t limit, size_t start, size_t end)
{
    const struct smtpcodes__rule *row = &at->rows[number];
    smtpcodes__found *found = at->found;
    int holds;

    if (row->kind == SMTPCODES__KIND_PROVIDER) {
        found->provider = smaller(found->provider, number);
        return;
    }
    if (row->kind == SMTPCODES__KIND_WAIT) {
        if (found->delay == 0) {
            found->delay = smtpcodes__read_time(at->fold->bytes, end - at->fold->base, at->fold->length);
        }
        return;
    }
    if (row->kind == SMTPCODES__KIND_DOUBT) {
        found->doubt = 1;
        return;
    }
    if (row->kind == SMTPCODES__KIND_BLOCKLIST) {
        found->blocklist = smaller(found->blocklist, number);
        number = row->companion;
        row = &at->rows[number];
        limit = at->limit;
    }
    if (number >= found->row || smtpcodes__is_off(at->pack, row->id)) {
        return;
    }
    holds = row->guard == 0 ? SMTPCODES__HOLDS : smtpcodes__guard_holds(at->rules, number, at->facts);
    if (holds == SMTPCODES__HOLDS) {
        found->row = number;
        at->limit = limit;
        found->start = start;
        found->end = end;
    } else if (holds == SMTPCODES__HOLDS_PERHAPS) {
        found->perhaps = smaller(found->perhaps, number);
    }
}

/* One literal of a phrase that has several. */
static void advance(struct search *at, uint32_t number, size_t start, size_t end)
{
    const struct smtpcodes__literal *literal = &at->literals[number];
    uint32_t tail = smtpcodes__tail_of(literal), step = literal->bits >> SMTPCODES__STEP_SHIFT, bit = 1u << tail % 32;
    uint32_t *started = &at->started[tail / 32];
    uint32_t known = *started & bit ? at->steps[tail] : 0;

    if (step == 0 && known == 0) {
        *started |= bit;
        at->starts[tail] = (uint32_t)start;
    } else if (step == 0 && known == 1 && end < at->ends[tail]) { /* met later, and yet further to the left */
        at->starts[tail] = (uint32_t)start;
    } else if (step == 0 || step != known || start < at->ends[tail]) {
        return;
    }
    at->ends[tail] = (uint32_t)end;
    at->steps[tail] = (uint8_t)(step + 1);
    if (literal->bits & SMTPCODES__LAST_LITERAL) {
        take_match(at, literal->row, number, at->starts[tail], end);
    }
}

/* --------------------------------------------------------------------------------------------------------- the pass */

/* A candidate that the fingerprint lets through, its window at a place. */
static void try_candidate(struct search *at, uint32_t candidate, size_t place)
{
    uint32_t number = at->candidates[candidate], position = at->positions[candidate];
    const struct smtpcodes__literal *literal = &at->literals[number];

    if (position > place || literal->row >= at->found->row || !stands(at, literal, place - position)) {
        return;
    }
    place += at->fold->base - position; /* where it begins in the folded text */
    if (smtpcodes__tail_of(literal) == 0) {
        take_match(at, literal->row, number, place, place + literal->length);
    } else {
        advance(at, number, place, place + literal->length);
    }
}

/* The fingerprints of eight candidates that are the one of a product. */
static uint64_t same_prints(const uint8_t *prints, uint32_t from, uint64_t product)
{
    return smtpcodes__mark_zeros(smtpcodes__load(prints + from) ^ SMTPCODES__EACH(product & 0xFF));
}

/* The candidates of a slot whose fingerprints are marked, then those behind the first eight. Kept out of the loop that
   looks, which is short then. */
SMTPCODES__APART static void try_slot(struct search *at, uint64_t product, uint64_t marks, size_t place)
{
    const uint16_t *starts = at->slots + (product >> SMTPCODES__PRINT_BITS);
    uint32_t from = starts[0], to = starts[1];

    for (;;) {
        for (; marks != 0; marks &= marks - 1) {
            uint32_t candidate = from + (uint32_t)smtpcodes__first_mark(marks);

            if (candidate >= to || at->candidates[candidate] >= at->limit) {
                return;
            }
            try_candidate(at, candidate, place);
        }
        from += 8;
        if (from >= to) {
            return;
        }
        marks = same_prints(at->prints, from, product);
    }
}

/* A slot of which the table of bits says that it may hold a candidate. */
static inline void look_into(struct search *at, uint64_t product, size_t place)
{
    const uint16_t *starts = at->slots + (product >> SMTPCODES__PRINT_BITS);
    uint64_t marks = same_prints(at->prints, starts[0], product);

    if (marks != 0 || starts[1] - starts[0] > 8) {
        try_slot(at, product, marks, place);
    }
}

/* Look at the window from a place on, up to one that is not looked at any more; where the next look falls. */
static size_t look(struct search *at, size_t place, size_t end)
{
    const struct smtpcodes_rules *rules = at->rules;
    const uint32_t *bits = SMTPCODES__PART(rules, uint32_t, marks);
    const uint8_t *bytes = at->fold->bytes;
    const uint64_t of_long = (uint64_t)rules->long_multiplier[1] << 32 | rules->long_multiplier[0];
    const uint64_t of_short = (uint64_t)rules->short_multiplier[1] << 32 | rules->short_multiplier[0];
    const unsigned shift = 64 - SMTPCODES__PRINT_BITS - rules->slot_bits;
    const size_t stride = rules->stride;

    for (; place < end; place += stride) {
        uint64_t word = smtpcodes__load(bytes + place) | SMTPCODES__EACH(0x20);
        uint64_t one = (word * of_long) >> shift, other = (word * of_short) >> shift;

        if (bits[one >> SMTPCODES__PRINT_BITS] >> one % 32 & 1) {
            look_into(at, one, place);
        }
        if (bits[other >> SMTPCODES__PRINT_BITS] >> other % 32 & 1) {
            look_into(at, other, place);
        }
    }
    return place;
}

/* ------------------------------------------------------------------------------------------------------ loose words */

/* Those whose last word begins in the window before a place. */
static void look_for_words(struct search *at, smtpcodes__loose *loose, size_t end)
{
    uint32_t row, none = smtpcodes__rows_of(at->rules);

    while ((row = smtpcodes__loose_next(loose, at->fold, end)) < none) {
        take_match(at, row, at->limit, loose->start, loose->end);
    }
}

void smtpcodes__search(const struct smtpcodes_rules *rules, const struct smtpcodes_rules *pack,
                       const struct smtpcodes__facts *facts, smtpcodes__fold *fold, smtpcodes__found *found)
{
    struct search at;
    smtpcodes__loose loose;
    size_t place = 0, end; /* in the folded text; in the window */

    memset(at.started, 0, sizeof at.started);
    at.rules = rules;
    at.pack = pack;
    at.facts = facts;
    at.fold = fold;
    at.found = found;
    at.slots = SMTPCODES__PART(rules, uint16_t, starts);
    at.candidates = SMTPCODES__PART(rules, uint16_t, candidates);
    at.prints = SMTPCODES__PART(rules, uint8_t, prints);
    at.positions = SMTPCODES__PART(rules, uint8_t, positions);
    at.literals = SMTPCODES__PART(rules, struct smtpcodes__literal, literals);
    at.limit = rules->literals;
    at.texts = SMTPCODES__PART(rules, uint8_t, texts);
    at.rows = SMTPCODES__PART(rules, struct smtpcodes__rule, rows);
    found->row = found->perhaps = found->provider = found->blocklist = rules->hints + rules->rules;
    if (pack != NULL && pack->use == SMTPCODES__USE_INSTEAD) {
        found->row = rules->hints; /* hints alone */
    }
    found->start = found->end = 0;
    found->delay = 0;
    found->doubt = 0;
    loose.rules = NULL;
    for (;;) {
        end = fold->length - (fold->ended ? 0 : (size_t)SMTPCODES__FOLD_AHEAD);
        place = fold->base + look(&at, place - fold->base, end);
        if (rules->words_from < found->row) {
            if (loose.rules == NULL) { /* in the first window, or never */
                smtpcodes__loose_begin(&loose, rules);
            }
            look_for_words(&at, &loose, place - fold->base);
        }
        if (fold->ended) {
            return;
        }
        smtpcodes__fold_more(fold, place);
    }
}

/* ------------------------------------------------------------------------------------------------------------ times */

static int32_t half_at(const uint8_t *bytes, size_t *place, size_t end)
{
    size_t first = *place;
    int32_t value = 0;

    while (*place < end && *place - first < 7 && smtpcodes__is_digit(bytes[*place])) {
        value = value * 10 + (bytes[(*place)++] - '0');
    }
    return *place == first ? -1 : value;
}

/* Whether letters stand at a place, in either case. */
static int letters_at(const uint8_t *bytes, size_t place, size_t end, const char *letters, size_t count)
{
    size_t index;

    for (index = 0; index < count; index++) {
        if (place + index >= end || (bytes[place + index] | 0x20) != (uint8_t)letters[index]) {
            return 0;
        }
    }
    return 1;
}

/* A unit of time at a place, in seconds; 0: none. */
static int32_t unit_at(const uint8_t *bytes, size_t place, size_t end)
{
    static const struct {
        char letters[5];
        int32_t length, seconds;
    } units[] = {{"sec", 3, 1}, {"min", 3, 60}, {"hour", 4, 3600}, {"hr", 2, 3600}, {"day", 3, 86400}};
    size_t index;
    uint8_t letter;

    for (index = 0; index < sizeof units / sizeof *units; index++) {
        if (letters_at(bytes, place, end, units[index].letters, (size_t)units[index].length)) {
            return units[index].seconds;
        }
    }
    if (place >= end || (place + 1 < end && smtpcodes__is_word(bytes[place + 1]))) {
        return 0;
    }
    letter = bytes[place] | 0x20;
    return letter == 's' ? 1 : letter == 'm' ? 60 : letter == 'h' ? 3600 : 0;
}

int32_t smtpcodes__read_time(const uint8_t *bytes, size_t place, size_t end)
{
    enum { LONGEST = 7 * 86400 };
    int32_t value, more, unit;

    while (place < end && (bytes[place] == ' ' || bytes[place] == '~' || bytes[place] == '(' || bytes[place] == '<')) {
        place++;
    }
    value = half_at(bytes, &place, end);
    if (value < 0) { /* "an hour", "a minute" */
        if (place < end && (bytes[place] | 0x20) == 'a') {
            place += place + 1 < end && (bytes[place + 1] | 0x20) == 'n' ? 2 : 1;
            return place < end && bytes[place] == ' ' ? unit_at(bytes, place + 1, end) : 0;
        }
        return 0;
    }
    if (place < end && bytes[place] == ':') { /* 05:00, 00:05:00 */
        for (unit = 0; unit < 2 && place < end && bytes[place] == ':'; unit++) {
            place++;
            more = half_at(bytes, &place, end);
            if (more < 0 || more > 59 || value > LONGEST) {
                return 0;
            }
            value = value * 60 + more;
        }
        return value <= LONGEST ? value : 0;
    }
    while (place < end && (bytes[place] == ' ' || bytes[place] == '-' || bytes[place] == '>')) {
        place++;
    }
    unit = unit_at(bytes, place, end);
    return unit > 0 && value <= LONGEST / unit ? value * unit : 0;
}
