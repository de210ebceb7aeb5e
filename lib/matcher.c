/* One pass over a text for all phrases at once. Knows nothing of mail.
 *
 * Every few bytes a window of the text is multiplied, and a table of bits, 32 for a slot, tells whether some phrase may stand
 * around it: tools/tables/phrases.py stores such windows for each phrase and each place that it can have beneath the
 * strides. What the table lets through is noted, then looked for in its slot, then compared whole. A slot holds few
 * candidates, so that the cost follows the length, whatever the bytes are. */
#include "loose.h"

#if defined(__GNUC__)
#define SMTPCODES__APART __attribute__((noinline))
#else
#define SMTPCODES__APART
#endif

enum {
    TAIL_WORDS = SMTPCODES__TAILS / 32,
    LOOKS = 64,                              /* into the text, before what was noted is looked for */
    USUAL_STRIDE = 4, USUAL_SLOT_BITS = 12 /* of many rules (tools/tables/phrases.py) */
};

/* A window that the table of bits lets through: the top of its product, and where it is. */
struct hit {
    uint32_t product, place;
};

/* A search while it goes on. Of a phrase of several literals: how many were found, where the first begins, where the
   last of them ends. Windows are met in the order of the text and a literal holds its window, so that a literal is
   always met before one that begins behind its end. */
struct search {
    const struct smtpcodes_rules *rules, *pack;
    const struct smtpcodes__facts *facts;
    const smtpcodes__fold *fold;
    smtpcodes__found *found;
    uint64_t of_long, of_short; /* multipliers */
    const uint32_t *marks;
    const uint16_t *slots, *candidates;
    const uint8_t *prints, *positions;
    const struct smtpcodes__literal *literals;
    uint32_t limit; /* the literal from which on all rank below what was found */
    const uint8_t *texts;
    const struct smtpcodes__rule *rows;
    int any_started; /* what follows is true then */
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

/* Whether nothing but the case of letters differs between a text and a literal, which is in small ones. */
SMTPCODES__APART static int same_but_case(const uint8_t *text, const uint8_t *literal, size_t length)
{
    size_t place = length - 8;
    uint64_t wanted, others = 0;

    for (;;) {
        wanted = smtpcodes__load(literal + place);
        others |= (smtpcodes__load(text + place) ^ wanted) & ~mark_letters(wanted);
        if (place == 0) {
            return others == 0;
        }
        place = place > 8 ? place - 8 : 0;
    }
}

/* Whether a text holds a literal at a place. Its end comes first, for many begin alike; the last of the eight bytes that are
   compared at a time are the first ones, some of them for the second time. */
static inline int same(const uint8_t *text, const uint8_t *literal, size_t length)
{
    size_t place = length - 8;
    uint64_t others = 0;

    for (;;) {
        others |= smtpcodes__load(text + place) ^ smtpcodes__load(literal + place);
        if ((others & ~SMTPCODES__EACH(0x20)) != 0) {
            return 0;
        }
        if (place == 0) {
            return others == 0 || same_but_case(text, literal, length);
        }
        place = place > 8 ? place - 8 : 0;
    }
}

/* Whether beside a literal, at a place of the window, stands what it asks for. */
static inline int has_edges(const struct smtpcodes__literal *literal, const uint8_t *bytes, size_t place)
{
    if ((literal->bits & SMTPCODES__EDGE_LEFT) && place > 0 && smtpcodes__is_word(bytes[place - 1])) {
        return 0;
    }
    return !(literal->bits & SMTPCODES__EDGE_RIGHT) ||
           !smtpcodes__is_word(bytes[place + literal->length]); /* a zero behind the last byte */
}

/* -------------------------------------------------------------------------------------------------- what was found */

static uint32_t smaller(uint32_t one, uint32_t two)
{
    return one < two ? one : two;
}

/* A hint stands before a place of the folded text: what it tells, whatever the rule. */
static void take_hint(struct search *at, uint32_t number, size_t end)
{
    smtpcodes__found *found = at->found;
    uint8_t kind = at->rows[number].kind;

    if (kind == SMTPCODES__KIND_PROVIDER) {
        found->provider = smaller(found->provider, number);
    } else if (kind == SMTPCODES__KIND_BLOCKLIST) {
        found->blocklist = smaller(found->blocklist, number);
    } else if (kind == SMTPCODES__KIND_DOUBT) {
        found->doubt = 1;
    } else if (kind == SMTPCODES__KIND_WAIT && found->delay == 0) {
        found->delay = smtpcodes__read_time(at->fold->bytes, end - at->fold->base, at->fold->length);
    }
}

/* A phrase of a row stands between two places of the folded text; no literal from `limit` on ranks better. */
static void take_match(struct search *at, uint32_t number, uint32_t limit, size_t start, size_t end)
{
    const struct smtpcodes__rule *row = &at->rows[number];
    smtpcodes__found *found = at->found;
    int holds;

    if (row->kind != SMTPCODES__KIND_RULE) {
        take_hint(at, number, end);
        if (row->kind != SMTPCODES__KIND_BLOCKLIST) {
            return;
        }
        number = row->companion;
        row = &at->rows[number];
        limit = at->limit;
    }
    if (number >= found->row || (at->pack != NULL && smtpcodes__is_off(at->pack, row->id))) {
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

/* How many literals of a phrase of several were found. */
static inline uint32_t known_of(const struct search *at, uint32_t tail)
{
    return at->any_started && (at->started[tail / 32] >> tail % 32 & 1) ? at->steps[tail] : 0;
}

/* Whether a literal of a phrase of several could be of use: it is the next one, or the first one again, perhaps further to
   the left. */
static inline int is_awaited(const struct search *at, const struct smtpcodes__literal *literal, uint32_t tail)
{
    uint32_t known = known_of(at, tail), step = literal->bits >> SMTPCODES__STEP_SHIFT;

    return step == known || (step == 0 && known == 1);
}

/* One literal of a phrase that has several. */
static void advance(struct search *at, uint32_t number, size_t start, size_t end)
{
    const struct smtpcodes__literal *literal = &at->literals[number];
    uint32_t tail = smtpcodes__tail_of(literal), step = literal->bits >> SMTPCODES__STEP_SHIFT, known = known_of(at, tail);

    if (step == 0 && known == 0) {
        if (!at->any_started) {
            at->any_started = 1;
            memset(at->started, 0, sizeof at->started);
        }
        at->started[tail / 32] |= 1u << tail % 32;
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

/* A literal that a fingerprint lets through, its window at a place. */
static inline void try_literal(struct search *at, uint32_t number, uint32_t position, size_t place)
{
    const struct smtpcodes__literal *literal = &at->literals[number];
    const uint8_t *bytes = at->fold->bytes;
    size_t start = place - position, length = literal->length;
    uint32_t tail = smtpcodes__tail_of(literal);

    if ((tail != 0 && !is_awaited(at, literal, tail)) || position > place || start + length > at->fold->length ||
        !same(bytes + start, at->texts + smtpcodes__text_of(literal), length) || !has_edges(literal, bytes, start)) {
        return;
    }
    start += at->fold->base; /* in the folded text */
    if (tail == 0) {
        take_match(at, literal->row, number, start, start + length);
    } else {
        advance(at, number, start, start + length);
    }
}

/* Marks the bytes that are 0. Behind one that is marked truly there may be others that are not. */
static inline uint64_t mark_low_zeros(uint64_t word)
{
    return (word - SMTPCODES__EACH(0x01)) & ~word & SMTPCODES__EACH(0x80);
}

/* The candidates of a slot that have the fingerprint of five bytes or that of eight. The best one comes first, so that the
   whole slot may rank below what was found. */
static inline void try_slot(struct search *at, uint32_t product, size_t place)
{
    const uint16_t *starts = at->slots + (product >> SMTPCODES__PRINT_BITS);
    uint32_t from = starts[0], to = starts[1];
    uint64_t one, other;

    if (at->candidates[from] >= at->limit) {
        return;
    }
    one = SMTPCODES__EACH((uint64_t)(product & 0xFF));
    other = (smtpcodes__load(at->fold->bytes + place) | SMTPCODES__EACH(0x20)) * at->of_long;
    other = SMTPCODES__EACH(other >> (64 - SMTPCODES__PRINT_BITS));
    for (;;) {
        uint64_t prints = smtpcodes__load(at->prints + from);
        uint64_t marks = mark_low_zeros(prints ^ one) | mark_low_zeros(prints ^ other);

        for (; marks != 0; marks &= marks - 1) {
            uint32_t candidate = from + (uint32_t)smtpcodes__first_mark(marks);

            if (candidate >= to || at->candidates[candidate] >= at->limit) {
                return;
            }
            try_literal(at, at->candidates[candidate], at->positions[candidate], place);
        }
        from += 8;
        if (from >= to) {
            return;
        }
    }
}

SMTPCODES__APART static void try_hits(struct search *at, const struct hit *hit, const struct hit *end)
{
    for (; hit < end; hit++) {
        try_slot(at, hit->product, hit->place);
    }
}

/* Look at the window at a place, and note it where the table of bits says that its slot may hold a candidate: without a
   branch, for none could be foretold. */
static inline struct hit *note_hit(struct hit *hit, const uint32_t *marks, const uint8_t *bytes, size_t place,
                                   uint64_t multiplier, unsigned shift)
{
    uint64_t product = ((smtpcodes__load(bytes + place) | SMTPCODES__EACH(0x20)) * multiplier) >> shift;

    hit->product = (uint32_t)product;
    hit->place = (uint32_t)place;
    return hit + (marks[product >> SMTPCODES__PRINT_BITS] >> product % 32 & 1);
}

/* Look at the windows from a place on, up to one that is not looked at any more, which is the next place; behind the last
   hit. */
static inline struct hit *note_hits_by(const struct search *at, size_t *from, size_t end, struct hit *hit, size_t stride,
                                       uint32_t slot_bits)
{
    const uint32_t *marks = at->marks;
    const uint8_t *bytes = at->fold->bytes;
    const uint64_t multiplier = at->of_short;
    const unsigned shift = 64 - SMTPCODES__PRINT_BITS - slot_bits;
    size_t place = *from;

    for (; place + 3 * stride < end; place += 4 * stride) {
        hit = note_hit(hit, marks, bytes, place, multiplier, shift);
        hit = note_hit(hit, marks, bytes, place + stride, multiplier, shift);
        hit = note_hit(hit, marks, bytes, place + 2 * stride, multiplier, shift);
        hit = note_hit(hit, marks, bytes, place + 3 * stride, multiplier, shift);
    }
    for (; place < end; place += stride) {
        hit = note_hit(hit, marks, bytes, place, multiplier, shift);
    }
    *from = place;
    return hit;
}

/* The usual numbers are known to the compiler. Kept out of the rest, whose values would take its registers. */
SMTPCODES__APART static struct hit *note_hits(const struct search *at, size_t *from, size_t end, struct hit *hit)
{
    const struct smtpcodes_rules *rules = at->rules;

    return rules->stride == USUAL_STRIDE && rules->slot_bits == USUAL_SLOT_BITS
               ? note_hits_by(at, from, end, hit, USUAL_STRIDE, USUAL_SLOT_BITS)
               : note_hits_by(at, from, end, hit, rules->stride, rules->slot_bits);
}

/* Look at the windows from a place on, up to one that is not looked at any more; where the next look falls. */
static size_t look(struct search *at, size_t place, size_t end)
{
    struct hit hits[LOOKS];
    const size_t step = (size_t)LOOKS * at->rules->stride;

    while (place < end) {
        struct hit *last = note_hits(at, &place, end - place > step ? place + step : end, hits);

        try_hits(at, hits, last);
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

/* The first literal of a row or of one behind it. */
static uint32_t first_literal(const struct search *at, uint32_t row)
{
    uint32_t low = 0, high = at->rules->literals;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (at->literals[middle].row < row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void smtpcodes__search(const struct smtpcodes_rules *rules, const struct smtpcodes_rules *pack,
                       const struct smtpcodes__facts *facts, smtpcodes__fold *fold, smtpcodes__found *found)
{
    struct search at;
    smtpcodes__loose loose;
    size_t place = 0, end; /* in the folded text; in the window */

    at.any_started = 0;
    at.rules = rules;
    at.pack = pack;
    at.facts = facts;
    at.fold = fold;
    at.found = found;
    at.of_long = (uint64_t)rules->long_multiplier[1] << 32 | rules->long_multiplier[0];
    at.of_short = (uint64_t)rules->short_multiplier[1] << 32 | rules->short_multiplier[0];
    at.marks = SMTPCODES__PART(rules, uint32_t, marks);
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
        at.limit = first_literal(&at, rules->hints);
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
