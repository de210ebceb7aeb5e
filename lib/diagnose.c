/* A reply to a verdict: words, provider, codes, and the decision that follows. */
#include "decision.h"
#include "matcher.h"
#include "verdict.h"

enum { AGREES = 1, DIFFERS = 2 };

/* A verdict while it is being made. What stands before the end of the hand begins as 0. */
struct diagnosis {
    const struct smtpcodes_rules *pack;  /* NULL: none */
    const struct smtpcodes_rules *rules; /* in which the rule stands */
    uint32_t row;                        /* of the rule, or of the provider's own code */
    int has_row;
    int32_t beside;                      /* what the code beside the words tells: AGREES, DIFFERS, or nothing */
    size_t start, end;                   /* of its words in the folded text */
    int32_t delay;                       /* seconds that the words ask for */
    int is_doubtful;                     /* words beside which no address is condemned */
    int is_about_us;                     /* our own connecting address stands in the text */
    struct smtpcodes__facts facts;
    struct smtpcodes__hand hand;
    smtpcodes_verdict *verdict; /* 0 at first too */
    smtpcodes_context context;
    smtpcodes__input input; /* the reply alone, without what quotes it */
    smtpcodes__place place;
    smtpcodes_reply reply;  /* its offsets count from the reply */
    uint8_t parted[1024];   /* the reply, where a log writes its blanks as underscores; a longer one is left as it is */
};

static const struct smtpcodes__rule *row_at(const struct smtpcodes_rules *rules, uint32_t row)
{
    return SMTPCODES__PART(rules, struct smtpcodes__rule, rows) + row;
}

static int is_instead(const struct smtpcodes_rules *pack)
{
    return pack != NULL && pack->use == SMTPCODES__USE_INSTEAD;
}

/* ------------------------------------------------------------------------------------------------------ what is said */

static void read_codes(struct diagnosis *at, const smtpcodes__input *all)
{
    if (!smtpcodes__find_reply(all, &at->place)) {
        at->place.wrapped = 1; /* every line of a text without codes */
    }
    smtpcodes__read_found(all, &at->place, &at->reply);
    at->input = *all;
    at->input.bytes += at->place.from;
    at->input.length = at->place.to - at->place.from;
    if (at->place.underscores && at->input.length <= sizeof at->parted) {
        smtpcodes__part_words(at->input.bytes, at->input.length, at->parted);
        at->input.bytes = at->parted;
    }
    at->hand.code = at->reply.code;
    at->hand.enhanced = at->reply.enhanced;
    if (at->place.stage != 0) {
        at->context.stage = at->place.stage;
    }
    if (at->place.wrapped && at->context.form != SMTPCODES_FORM_WIRE) {
        at->context.form = SMTPCODES_FORM_QUOTED;
    }
    smtpcodes__take_up(&at->hand, &at->context);
    at->hand.severity = smtpcodes__severity_of(at->hand.code);
    if (at->hand.severity == 0) {
        at->hand.severity = smtpcodes__severity_of(at->hand.enhanced);
    }
    at->facts.severity = at->hand.severity;
    at->facts.code = at->hand.code;
    at->facts.enhanced = at->hand.enhanced;
    at->facts.stage = at->hand.stage;
    at->facts.provider = smtpcodes__known(at->context.provider, SMTPCODES__PROVIDERS - 1);
}

/* ------------------------------------------------------------------------------------------------------ what it means */

static void search_rules(struct diagnosis *at, const struct smtpcodes_rules *rules, smtpcodes__fold *fold,
                         smtpcodes__found *found)
{
    smtpcodes__fold_begin(fold, &at->input, at->place.wrapped || at->place.loose != 0);
    smtpcodes__search(rules, rules != at->pack ? at->pack : NULL, &at->facts, fold, found);
}

static void take_found(struct diagnosis *at, const struct smtpcodes_rules *rules, const smtpcodes__found *found)
{
    at->rules = rules;
    at->row = found->row;
    at->has_row = 1;
    at->start = found->start;
    at->end = found->end;
}

/* The built-in rules, with what they know of providers, block lists and times; once more where a rule waits for the
   provider whom the words have named meanwhile. Whether one of them fits. */
static int search_built_in(struct diagnosis *at, smtpcodes__fold *fold, smtpcodes__found *found)
{
    const struct smtpcodes_rules *rules = smtpcodes__built_in();
    uint32_t none = rules->hints + rules->rules;

    search_rules(at, rules, fold, found);
    if (at->facts.provider == 0 && found->provider < none) {
        at->facts.provider = row_at(rules, found->provider)->value;
        if (found->perhaps < found->row) {
            search_rules(at, rules, fold, found);
        }
    }
    if (found->blocklist < none) {
        at->verdict->blocklist = row_at(rules, found->blocklist)->value;
    }
    at->delay = found->delay;
    at->is_doubtful = found->doubt;
    return found->row < none && !is_instead(at->pack);
}

/* The words: of the pack, of the built-in rules, or of both in their order. */
static void search_words(struct diagnosis *at, smtpcodes__fold *fold)
{
    smtpcodes__found ours, own;

    if (search_built_in(at, fold, &ours)) {
        take_found(at, smtpcodes__built_in(), &ours);
    }
    if (at->pack != NULL && !(at->has_row && at->pack->use == SMTPCODES__USE_AFTER)) {
        search_rules(at, at->pack, fold, &own);
        if (own.row < at->pack->rules) {
            take_found(at, at->pack, &own);
        }
    }
}

/* Whether a rule is bound to enhanced codes: it has weighed the code already. */
static int is_bound_to_code(const struct smtpcodes_rules *rules, const struct smtpcodes__rule *row)
{
    return SMTPCODES__PART(rules, struct smtpcodes__guard, guards)[row->guard].enhanced != 0;
}

/* Whether the words say what a telling code says. */
static int32_t compare_words(const struct diagnosis *at, int32_t by_code)
{
    const struct smtpcodes__rule *row = row_at(at->rules, at->row);

    if (smtpcodes_rules_reason_parent(at->rules, row->reason) == by_code) {
        return AGREES;
    }
    return row->rank < SMTPCODES__VAGUE && !is_bound_to_code(at->rules, row) ? DIFFERS : 0;
}

/* Words, unless they are vague and something more telling stands beside them; else the provider's code; else nothing, and
 * the codes tell. */
static void weigh(struct diagnosis *at)
{
    const struct smtpcodes_rules *rules = smtpcodes__built_in();
    uint32_t rank = at->has_row ? row_at(at->rules, at->row)->rank : 100, own = smtpcodes__own_code(rules, at->pack, &at->facts);
    int has_own = own < smtpcodes__rows_of(rules), is_telling;
    int32_t basis = SMTPCODES_BASIS_PROVIDER_CODE;
    int32_t reason = has_own ? row_at(rules, own)->reason : smtpcodes__find_reason(&at->hand, &basis);

    is_telling = has_own || (basis == SMTPCODES_BASIS_ENHANCED && smtpcodes__is_telling(reason));
    at->beside = at->has_row && is_telling ? compare_words(at, reason) : 0;
    at->verdict->basis = SMTPCODES_BASIS_WORDS;
    if (rank < SMTPCODES__VAGUE) {
        return;
    }
    at->verdict->basis = reason != SMTPCODES_REASON_UNKNOWN ? basis : (int32_t)SMTPCODES_BASIS_NONE;
    if (has_own) {
        at->rules = rules;
        at->row = own;
        at->has_row = 1;
    } else if (at->has_row && !is_telling && !(smtpcodes__is_telling(reason) && rank >= SMTPCODES__LAST_RESORT)) {
        at->verdict->basis = SMTPCODES_BASIS_WORDS;
    } else {
        at->has_row = 0;
    }
}

static int32_t confidence_of_rank(int32_t rank)
{
    return rank >= SMTPCODES__VAGUE      ? SMTPCODES_CONFIDENCE_LOW
           : rank >= SMTPCODES__ORDINARY ? SMTPCODES_CONFIDENCE_MEDIUM
                                         : SMTPCODES_CONFIDENCE_HIGH;
}

/* How sure that is which told the reason, taken by itself. */
static int32_t confidence_alone(const struct diagnosis *at)
{
    switch (at->verdict->basis) {
    case SMTPCODES_BASIS_WORDS:
    case SMTPCODES_BASIS_PROVIDER_CODE:
        return at->has_row ? confidence_of_rank(row_at(at->rules, at->row)->rank) : SMTPCODES_CONFIDENCE_HIGH;
    case SMTPCODES_BASIS_ENHANCED:
    case SMTPCODES_BASIS_REPLY:
        return smtpcodes__is_telling(at->hand.value[SMTPCODES__REASON]) ? SMTPCODES_CONFIDENCE_MEDIUM : SMTPCODES_CONFIDENCE_LOW;
    case SMTPCODES_BASIS_SUBJECT:
        return SMTPCODES_CONFIDENCE_LOW;
    default:
        return SMTPCODES_CONFIDENCE_NONE;
    }
}

/* Words and a telling code that agree are one step surer than either; words that differ from it are never sure. */
static int32_t confidence_of(const struct diagnosis *at)
{
    int32_t alone = confidence_alone(at);

    if (at->beside == AGREES && alone < SMTPCODES_CONFIDENCE_HIGH) {
        return alone + 1;
    }
    if (at->beside == DIFFERS && alone > SMTPCODES_CONFIDENCE_MEDIUM) {
        return SMTPCODES_CONFIDENCE_MEDIUM;
    }
    return alone;
}

/* -------------------------------------------------------------------------------------------------- what follows */

/* Suppress no more than that, whatever the reason. */
static void limit_suppress(struct smtpcodes__hand *hand, int32_t most)
{
    if (hand->most_suppress == SMTPCODES_SUPPRESS_NONE || hand->most_suppress > most) {
        hand->most_suppress = most;
    }
}

static void use_row(struct diagnosis *at)
{
    const struct smtpcodes__rule *row = row_at(at->rules, at->row);
    struct smtpcodes__hand *hand = &at->hand;

    hand->given = smtpcodes_rules_reason_parent(at->rules, row->reason);
    hand->by_words = row->rank < SMTPCODES__VAGUE;
    hand->most_suppress = row->suppress;
    if (row->delay != 0) {
        hand->delay = row->delay;
        hand->delay_source = SMTPCODES_DELAY_PROVIDER;
    }
    hand->added |= row->flags;
    at->verdict->rule = (int32_t)row->id;
    at->verdict->rule_origin = at->rules == at->pack ? SMTPCODES_RULE_ORIGIN_PACK : SMTPCODES_RULE_ORIGIN_BUILT_IN;
    at->verdict->reason = row->reason;
}

/* Codes that seem to speak of the recipient, and words that do not, but hold our address: what is refused are we. */
static void turn_to_us(struct diagnosis *at)
{
    int32_t basis, reason;

    at->hand.added |= SMTPCODES_FLAG_ABOUT_US;
    if (at->has_row) {
        return;
    }
    reason = smtpcodes__find_reason(&at->hand, &basis);
    if (reason == SMTPCODES_REASON_MAILBOX_UNAVAILABLE || reason == SMTPCODES_REASON_UNKNOWN) {
        at->hand.given = SMTPCODES_REASON_POLICY_REJECTED;
    }
    limit_suppress(&at->hand, SMTPCODES_SUPPRESS_REPEATED);
}

/* What lasts beside a 4yz, what passes beside a 5yz. */
static int contradicts(const struct smtpcodes__hand *hand)
{
    const struct smtpcodes__effect *effect =
        &smtpcodes__effects[smtpcodes__reasons[hand->value[SMTPCODES__REASON]].effect];
    int32_t later = effect->value[SMTPCODES__LATER];

    return (hand->severity == SMTPCODES_SEVERITY_TRANSIENT && later == SMTPCODES_LATER_PERMANENT) ||
           (hand->severity == SMTPCODES_SEVERITY_PERMANENT && later == SMTPCODES_LATER_TEMPORARY);
}

static void decide(struct diagnosis *at)
{
    struct smtpcodes__hand *hand = &at->hand;
    int32_t *decided = hand->value;

    if (hand->code != 0 || hand->enhanced != 0) {
        smtpcodes__decide(hand);
    } else { /* words alone: what they mean, but not what becomes of the mail */
        smtpcodes__lay_first(hand, smtpcodes__reasons[hand->given].effect);
        smtpcodes__settle(hand);
    }
    if (at->verdict->basis == SMTPCODES_BASIS_NONE && decided[SMTPCODES__REASON] != SMTPCODES_REASON_UNKNOWN) {
        at->verdict->basis = SMTPCODES_BASIS_REPLY; /* no reason of the code, but what it and the stage make of the session */
    }
    if (at->verdict->basis == SMTPCODES_BASIS_WORDS && contradicts(hand)) {
        decided[SMTPCODES__FLAGS] |= SMTPCODES_FLAG_WORDS_CONTRADICT;
    }
    if (at->is_about_us && (decided[SMTPCODES__REASON] == SMTPCODES_REASON_POLICY_REJECTED ||
                            decided[SMTPCODES__REASON] == SMTPCODES_REASON_SESSION_REFUSED)) {
        decided[SMTPCODES__TARGET] = SMTPCODES_TARGET_CONNECTING_ADDRESS;
    }
    if (decided[SMTPCODES__REASON] == SMTPCODES_REASON_BLOCKLIST_LOOKUP_FAILED) {
        decided[SMTPCODES__FLAGS] |= SMTPCODES_FLAG_LIST_NOT_ASKED;
    }
    memcpy(&at->verdict->decision, decided, sizeof hand->value); /* rows of int32_t in the same order */
    if (at->verdict->reason < SMTPCODES_OWN_REASON) {
        at->verdict->reason = decided[SMTPCODES__REASON];
    }
    at->verdict->confidence = confidence_of(at);
}

/* ------------------------------------------------------------------------------------------------ where it stands */

/* Whether two bytes are a letter of another alphabet; signs and blanks begin with 0xC2, what is written without blanks
   takes three bytes. */
static int is_letter_of_two(uint8_t first, uint8_t second)
{
    return first >= 0xC3 && first < 0xE0 && (second & 0xC0) == 0x80;
}

/* Width of the part of a word that begins at a place, or ends there; 0: none. */
static size_t width_at(const struct diagnosis *at, size_t place)
{
    const uint8_t *bytes = at->input.bytes + place;
    size_t left = at->input.length - place;

    return left > 0 && smtpcodes__is_word(bytes[0]) ? 1 : left > 1 && is_letter_of_two(bytes[0], bytes[1]) ? 2 : 0;
}

static size_t width_before(const struct diagnosis *at, size_t place)
{
    const uint8_t *bytes = at->input.bytes + place;

    return place > 0 && smtpcodes__is_word(bytes[-1]) ? 1 : place > 1 && is_letter_of_two(bytes[-2], bytes[-1]) ? 2 : 0;
}

/* A phrase may begin or end within a word: "temporar", "ario desconhecido". What is shown are whole words. */
static void widen_to_words(const struct diagnosis *at, size_t places[2])
{
    enum { MOST = 24 }; /* bytes, beyond which it is no word */
    size_t first = places[0], last = places[1], text = (size_t)at->reply.text_offset - at->place.from;

    while (first != text && width_at(at, first) > 0 && width_before(at, first) > 0 && places[0] - first < MOST) {
        first -= width_before(at, first);
    }
    while (width_before(at, last) > 0 && width_at(at, last) > 0 && last - places[1] < MOST) {
        last += width_at(at, last);
    }
    places[0] = first;
    places[1] = last;
}

/* The words without the blanks that make their edges. */
static void point_at_words(struct diagnosis *at, smtpcodes__fold *fold)
{
    size_t places[2];

    if (at->has_row && at->verdict->basis == SMTPCODES_BASIS_WORDS) {
        places[0] = at->start;
        places[1] = at->end;
        smtpcodes__unfold(fold, places);
        while (places[0] < places[1] && smtpcodes__is_space(at->input.bytes[places[0]])) {
            places[0]++;
        }
        while (places[0] < places[1] && smtpcodes__is_space(at->input.bytes[places[1] - 1])) {
            places[1]--;
        }
        if (places[0] < places[1]) {
            widen_to_words(at, places);
        }
        at->verdict->evidence_offset = (int32_t)(places[0] + at->place.from);
        at->verdict->evidence_length = (int32_t)(places[1] - places[0]);
    }
}

/* Whether what told the reason stands in a reply that this one quotes. */
static void look_for_inner(struct diagnosis *at, const smtpcodes__input *all)
{
    size_t from = (size_t)at->reply.text_offset, to = 0;

    if (at->has_row && at->verdict->basis == SMTPCODES_BASIS_WORDS) {
        to = (size_t)at->verdict->evidence_offset;
    } else if (!at->has_row && (at->reply.flags & SMTPCODES_REPLY_ENHANCED_IN_TEXT) &&
               (at->verdict->basis == SMTPCODES_BASIS_ENHANCED || at->verdict->basis == SMTPCODES_BASIS_SUBJECT)) {
        to = from + (size_t)at->reply.text_length;
    }
    if (from < to && at->reply.code != 0 && smtpcodes__find_inner(all, from, to) < to) {
        at->hand.added |= SMTPCODES_FLAG_INNER_REPLY;
    }
}

/* The next slash, eight bytes at a time; the end where there is none. */
static size_t next_slash(const uint8_t *bytes, size_t place, size_t end)
{
    for (; place + 8 <= end; place += 8) {
        uint64_t slashes = smtpcodes__mark_zeros(smtpcodes__load(bytes + place) ^ SMTPCODES__EACH('/'));

        if (slashes != 0) {
            return place + smtpcodes__first_mark(slashes);
        }
    }
    while (place < end && bytes[place] != '/') {
        place++;
    }
    return place;
}

/* The first help page. What "http://" begins with stands five bytes before its first slash, "https://" six. */
static void point_at_page(struct diagnosis *at)
{
    enum { LEAST = 5, MOST = 6 };
    const uint8_t *bytes = at->input.bytes;
    size_t slash, before, stop, end = at->input.length;

    for (slash = next_slash(bytes, LEAST, end); slash < end; slash = next_slash(bytes, slash + 1, end)) {
        for (before = LEAST; before <= MOST && before <= slash; before++) {
            stop = smtpcodes__end_of_page(bytes, slash - before, end);
            if (stop > slash - before) {
                at->verdict->url_offset = (int32_t)(slash - before + at->place.from);
                at->verdict->url_length = (int32_t)(stop - (slash - before));
                return;
            }
        }
    }
}

/* ----------------------------------------------------------------------------------------------------- the whole */

static void read_words(struct diagnosis *at, const smtpcodes__input *all)
{
    smtpcodes__fold fold;

    search_words(at, &fold);
    weigh(at);
    if (at->has_row) {
        use_row(at);
    } else if (at->reply.flags & SMTPCODES_REPLY_ENHANCED_IN_TEXT) {
        limit_suppress(&at->hand, SMTPCODES_SUPPRESS_REPEATED); /* whose code it is, and of whom, is not sure */
    }
    if (at->delay > 0) { /* what the reply asks for, whatever its provider's rule says */
        at->hand.delay = at->delay;
        at->hand.delay_source = SMTPCODES_DELAY_WORDS;
    }
    if (at->is_doubtful) {
        limit_suppress(&at->hand, SMTPCODES_SUPPRESS_REPEATED);
    }
    if (at->context.address_bits == 32 || at->context.address_bits == 128) {
        at->is_about_us = smtpcodes__names_address(&at->input, at->context.address, at->context.address_bits);
        if (at->is_about_us) {
            turn_to_us(at);
        }
    }
    point_at_words(at, &fold);
    if (at->place.loose != 0 && (size_t)(at->verdict->evidence_offset + at->verdict->evidence_length) > at->place.loose) {
        limit_suppress(&at->hand, SMTPCODES_SUPPRESS_REPEATED); /* of lines without a code: whose they are is not sure */
    }
    point_at_page(at);
    look_for_inner(at, all);
}

SMTPCODES_API int32_t smtpcodes_diagnose(const char *bytes, size_t length, const smtpcodes_context *context,
                                         size_t context_size, const smtpcodes_rules *rules, smtpcodes_verdict *verdict,
                                         size_t verdict_size)
{
    smtpcodes__input input;
    smtpcodes_verdict whole;
    struct diagnosis at;

    if (verdict == NULL || verdict_size < sizeof(int32_t)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    memset(verdict, 0, verdict_size);
    if (rules != NULL && (rules->magic != SMTPCODES__RULES_MAGIC || rules->form != SMTPCODES__RULES_FORM)) {
        return SMTPCODES_ERROR_RULES;
    }
    if ((context == NULL && context_size > 0) || !smtpcodes__open_input(&input, bytes, length, SMTPCODES_PARSE_END)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    memset(&at, 0, offsetof(struct diagnosis, hand.value));
    at.pack = rules;
    at.verdict = verdict;
    if (verdict_size < sizeof whole) {
        memset(&whole, 0, sizeof whole);
        at.verdict = &whole;
    }
    smtpcodes__take(&at.context, sizeof at.context, context, context != NULL ? context_size : 0);
    read_codes(&at, &input);
    if (at.hand.severity != SMTPCODES_SEVERITY_SUCCESS && at.hand.severity != SMTPCODES_SEVERITY_INTERMEDIATE) {
        read_words(&at, &input);
    } else {
        at.verdict->basis = SMTPCODES_BASIS_REPLY;
    }
    decide(&at);
    at.verdict->code = at.hand.code;
    at.verdict->enhanced = at.hand.enhanced;
    at.verdict->stage = at.hand.stage;
    at.verdict->provider = at.facts.provider;
    if (at.verdict == &whole) {
        memcpy(verdict, &whole, verdict_size);
    }
    return at.verdict->reason;
}
