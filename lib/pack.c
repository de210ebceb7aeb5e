/* Rule packs: bytes from outside that are used in place. Everything that matcher.c and diagnose.c rely on is checked once,
 * here; a pack that passes leads nowhere outside its bytes, and makes no search slower than linear. */
#include "decision.h"
#include "lines.h"
#include "rules.h"

enum {
    MOST_IN_SLOT = 64,  /* candidates, and groups of a word, so that a text cannot be made slow by a pack */
    MOST_GROUPS = 4,    /* of words that stand near one another */
    MOST_SLOT_BITS = 15 /* their first candidates are numbered in 16 bits */
};

typedef const struct smtpcodes_rules *pack_type;

/* ------------------------------------------------------------------------------------------------------------ places */

/* Whether rows of a size lie within the pack, behind its head and aligned. */
static int lies_within(pack_type pack, uint32_t at, uint32_t count, uint32_t size, uint32_t alignment)
{
    return at >= sizeof *pack && at % alignment == 0 && at <= pack->size &&
           (uint64_t)count * size <= (uint64_t)pack->size - at;
}

static int has_places(pack_type pack)
{
    uint32_t slots = 1u << pack->slot_bits;

    return lies_within(pack, pack->marks_at, slots, 4, 4) && lies_within(pack, pack->starts_at, slots + 1, 2, 2) &&
           lies_within(pack, pack->candidates_at, pack->candidates + 1, 2, 2) && /* the first of a slot without one is read */
           lies_within(pack, pack->prints_at, pack->candidates + 8, 1, 1) && /* eight are loaded at a time */
           lies_within(pack, pack->positions_at, pack->candidates, 1, 1) &&
           lies_within(pack, pack->literals_at, pack->literals, sizeof(struct smtpcodes__literal), 2) &&
           lies_within(pack, pack->texts_at, pack->texts, 1, 1) &&
           lies_within(pack, pack->rows_at, pack->rules, sizeof(struct smtpcodes__rule), 4) &&
           lies_within(pack, pack->guards_at, pack->guards, sizeof(struct smtpcodes__guard), 4) &&
           lies_within(pack, pack->numbers_at, pack->numbers, 2, 2) &&
           lies_within(pack, pack->names_at, pack->rules, 4, 4) &&
           lies_within(pack, pack->names_at + 4 * pack->rules, pack->names, 1, 1) &&
           lies_within(pack, pack->reasons_at, pack->reasons, sizeof(struct smtpcodes__own_reason), 4) &&
           lies_within(pack, pack->off_at, pack->off, 4, 4) &&
           lies_within(pack, pack->words_at, pack->words, sizeof(struct smtpcodes__loose_word), 2) &&
           lies_within(pack, pack->groups_at, pack->groups, sizeof(struct smtpcodes__loose_group), 2);
}

/* Numbers of the head that can be true. Hints and providers' codes belong to the built-in rules alone. */
static int has_sound_head(pack_type pack)
{
    return pack->hints == 0 && pack->codes == 0 && pack->rules <= 0xFFFF && pack->guards >= 1 && pack->guards <= 0xFFFF &&
           pack->literals <= 0xFFFF && pack->candidates <= 0xFFFF && pack->numbers >= 1 && pack->numbers <= 0xFFFF &&
           pack->tails < SMTPCODES__TAILS && pack->groups <= SMTPCODES__GROUPS && pack->use <= SMTPCODES__USE_INSTEAD &&
           pack->reserved == 0 && pack->stride >= 1 && pack->stride <= 8 && pack->slot_bits >= 1 &&
           pack->slot_bits <= MOST_SLOT_BITS && pack->reasons <= 0xFFFF - SMTPCODES_OWN_REASON &&
           pack->size <= INT32_MAX && pack->date >= 20000101 && pack->date <= 99991231;
}

/* ------------------------------------------------------------------------------------------------------------- names */

/* Names are of small letters, digits, hyphens and underscores; a NUL ends each, and the last. */
static int has_sound_names(pack_type pack)
{
    const uint8_t *names = smtpcodes__names_of(pack);
    uint32_t place;

    if (pack->names == 0 || names[pack->names - 1] != 0) {
        return 0;
    }
    for (place = 0; place < pack->names; place++) {
        uint8_t byte = names[place];

        if (byte != 0 && byte != '-' && byte != '_' && !smtpcodes__is_digit(byte) && !(byte >= 'a' && byte <= 'z')) {
            return 0;
        }
    }
    return 1;
}

static int is_name(pack_type pack, uint32_t place)
{
    return place < pack->names && smtpcodes__names_of(pack)[place] != 0;
}

static int has_sound_reasons(pack_type pack)
{
    const struct smtpcodes__own_reason *own = SMTPCODES__PART(pack, struct smtpcodes__own_reason, reasons);
    uint32_t index;

    for (index = 0; index < pack->reasons; index++) {
        if (!is_name(pack, own[index].name) || own[index].parent == 0 || own[index].parent >= SMTPCODES__REASONS) {
            return 0;
        }
    }
    return 1;
}

/* ------------------------------------------------------------------------------------------------------------- rules */

/* The number of a rule is made of its name: FNV-1a in 31 bits, never 0. */
static uint32_t number_of(const uint8_t *name)
{
    uint32_t number = 0x811C9DC5u;

    for (; *name != 0; name++) {
        number = (number ^ *name) * 0x01000193u;
    }
    number = (number ^ number >> 31) & 0x7FFFFFFF;
    return number != 0 ? number : 1;
}

static int is_reason(pack_type pack, uint32_t reason)
{
    return (reason > 0 && reason < SMTPCODES__REASONS) ||
           (reason >= SMTPCODES_OWN_REASON && reason - SMTPCODES_OWN_REASON < pack->reasons);
}

static int has_sound_rules(pack_type pack)
{
    const struct smtpcodes__rule *row = SMTPCODES__PART(pack, struct smtpcodes__rule, rows);
    const uint32_t *places = SMTPCODES__PART(pack, uint32_t, names);
    uint32_t index, rank = 1;

    for (index = 0; index < pack->rules; index++, row++) {
        if (!is_name(pack, places[index]) || row->id != number_of(smtpcodes__names_of(pack) + places[index]) ||
            !is_reason(pack, row->reason) || row->guard >= pack->guards || row->kind != SMTPCODES__KIND_RULE ||
            row->rank < rank || row->rank > 99 || row->suppress > SMTPCODES_SUPPRESS_NOW) {
            return 0;
        }
        rank = row->rank;
    }
    return 1;
}

/* A list of numbers that begins with its length; 0: none. */
static int is_list(pack_type pack, uint32_t place, uint32_t group)
{
    const uint16_t *numbers = SMTPCODES__PART(pack, uint16_t, numbers);

    return place == 0 || (place < pack->numbers && numbers[place] % group == 0 && numbers[place] < pack->numbers - place);
}

static int has_sound_guards(pack_type pack)
{
    const struct smtpcodes__guard *guard = SMTPCODES__PART(pack, struct smtpcodes__guard, guards);
    uint32_t index;

    for (index = 0; index < pack->guards; index++, guard++) {
        if (!is_list(pack, guard->codes, 1) || !is_list(pack, guard->enhanced, 4) || !is_list(pack, guard->providers, 1)) {
            return 0;
        }
    }
    return 1;
}

static int has_sound_off(pack_type pack)
{
    const uint32_t *off = SMTPCODES__PART(pack, uint32_t, off);
    uint32_t index;

    for (index = 1; index < pack->off; index++) {
        if (off[index - 1] >= off[index]) {
            return 0;
        }
    }
    return 1;
}

/* ----------------------------------------------------------------------------------------------------------- phrases */

static int has_sound_literals(pack_type pack)
{
    const struct smtpcodes__literal *literal = SMTPCODES__PART(pack, struct smtpcodes__literal, literals);
    uint32_t index, row = 0;

    for (index = 0; index < pack->literals; index++, literal++) {
        if (literal->length < SMTPCODES__SHORTEST_LITERAL || literal->length > SMTPCODES__LONGEST_LITERAL ||
            smtpcodes__text_of(literal) + literal->length > pack->texts || literal->row >= pack->rules || literal->row < row ||
            smtpcodes__tail_of(literal) > pack->tails) {
            return 0;
        }
        row = literal->row;
    }
    return 1;
}

/* Words ascend, and belong to few groups; each group lies within those of its rule. */
static int has_sound_words(pack_type pack)
{
    const struct smtpcodes__loose_word *word = SMTPCODES__PART(pack, struct smtpcodes__loose_word, words);
    const struct smtpcodes__loose_group *group = SMTPCODES__PART(pack, struct smtpcodes__loose_group, groups);
    const uint16_t *numbers = SMTPCODES__PART(pack, uint16_t, numbers);
    uint32_t index, left;

    for (index = 0; index < pack->groups; index++, group++) {
        if (group->row >= pack->rules || group->count > MOST_GROUPS || group->first + (uint32_t)group->count > pack->groups) {
            return 0;
        }
    }
    for (index = 0; index < pack->words; index++, word++) {
        if ((index > 0 && smtpcodes__load(word[-1].letters) >= smtpcodes__load(word->letters)) || word->groups == 0 ||
            !is_list(pack, word->groups, 1) || numbers[word->groups] > MOST_IN_SLOT) {
            return 0;
        }
        for (left = numbers[word->groups]; left > 0; left--) {
            if (numbers[word->groups + left] >= pack->groups) {
                return 0;
            }
        }
    }
    return 1;
}

static int has_sound_filter(pack_type pack)
{
    const uint16_t *candidates = SMTPCODES__PART(pack, uint16_t, candidates);
    const uint8_t *positions = SMTPCODES__PART(pack, uint8_t, positions);
    const struct smtpcodes__literal *literals = SMTPCODES__PART(pack, struct smtpcodes__literal, literals);
    const uint16_t *starts = SMTPCODES__PART(pack, uint16_t, starts);
    uint32_t slots = 1u << pack->slot_bits, index;

    for (index = 0; index < pack->candidates; index++) {
        if (candidates[index] >= pack->literals || positions[index] >= literals[candidates[index]].length) {
            return 0;
        }
    }
    for (index = 0; index < slots; index++) {
        if (starts[index] > starts[index + 1] || starts[index + 1] - starts[index] > MOST_IN_SLOT) {
            return 0;
        }
    }
    return starts[slots] <= pack->candidates;
}

/* ------------------------------------------------------------------------------------------------------------ public */

static int is_reversed(uint32_t number)
{
    return number == ((uint32_t)SMTPCODES__RULES_MAGIC >> 24 | (SMTPCODES__RULES_MAGIC >> 8 & 0xFF00) |
                      (SMTPCODES__RULES_MAGIC & 0xFF00) << 8 | (uint32_t)SMTPCODES__RULES_MAGIC << 24);
}

SMTPCODES_API int32_t smtpcodes_rules_check(const void *bytes, size_t length)
{
    pack_type pack = (pack_type)bytes;

    if (bytes == NULL) {
        return length > 0 ? (int32_t)SMTPCODES_ERROR_ARGUMENT : (int32_t)SMTPCODES_RULES_SHORT;
    }
    if (length < sizeof *pack) {
        return SMTPCODES_RULES_SHORT;
    }
    if ((uintptr_t)bytes % 8 != 0) {
        return SMTPCODES_RULES_UNALIGNED;
    }
    if (pack->magic != SMTPCODES__RULES_MAGIC) {
        return is_reversed(pack->magic) ? SMTPCODES_RULES_BYTE_ORDER : SMTPCODES_RULES_FOREIGN;
    }
    if (pack->form != SMTPCODES__RULES_FORM) {
        return SMTPCODES_RULES_FORM;
    }
    if (pack->size != length) {
        return SMTPCODES_RULES_SIZE;
    }
    return !has_sound_head(pack)       ? SMTPCODES_RULES_HEAD
           : !has_places(pack)         ? SMTPCODES_RULES_PLACE
           : !has_sound_names(pack)    ? SMTPCODES_RULES_NAME
           : !has_sound_reasons(pack)  ? SMTPCODES_RULES_REASON
           : !has_sound_rules(pack)    ? SMTPCODES_RULES_RULE
           : !has_sound_guards(pack)   ? SMTPCODES_RULES_GUARD
           : !has_sound_literals(pack) ? SMTPCODES_RULES_LITERAL
           : !has_sound_words(pack)    ? SMTPCODES_RULES_LITERAL
           : !has_sound_filter(pack)   ? SMTPCODES_RULES_FILTER
           : !has_sound_off(pack)      ? SMTPCODES_RULES_OFF
                                       : SMTPCODES_RULES_SOUND;
}

SMTPCODES_API const smtpcodes_rules *smtpcodes_rules_view(const void *bytes, size_t length)
{
    return smtpcodes_rules_check(bytes, length) == SMTPCODES_RULES_SOUND ? (const smtpcodes_rules *)bytes : NULL;
}

SMTPCODES_API int32_t smtpcodes_rules_date(const smtpcodes_rules *rules)
{
    return (int32_t)(rules != NULL ? rules : smtpcodes__built_in())->date;
}

SMTPCODES_API int32_t smtpcodes_rules_reason_parent(const smtpcodes_rules *rules, int32_t reason)
{
    if (reason < SMTPCODES_OWN_REASON) {
        return smtpcodes__known(reason, SMTPCODES__REASONS - 1);
    }
    return rules != NULL && (uint32_t)(reason - SMTPCODES_OWN_REASON) < rules->reasons
               ? (int32_t)SMTPCODES__PART(rules, struct smtpcodes__own_reason, reasons)[reason - SMTPCODES_OWN_REASON].parent
               : SMTPCODES_REASON_UNKNOWN;
}

SMTPCODES_API const char *smtpcodes_rules_reason_name(const smtpcodes_rules *rules, int32_t reason)
{
    const struct smtpcodes__own_reason *own;

    if (rules == NULL || reason < SMTPCODES_OWN_REASON || (uint32_t)(reason - SMTPCODES_OWN_REASON) >= rules->reasons) {
        return "";
    }
    own = SMTPCODES__PART(rules, struct smtpcodes__own_reason, reasons) + (reason - SMTPCODES_OWN_REASON);
    return (const char *)smtpcodes__names_of(rules) + own->name;
}

SMTPCODES_API const char *smtpcodes_rule_name(const smtpcodes_rules *rules, int32_t rule)
{
    const struct smtpcodes_rules *from = rules != NULL ? rules : smtpcodes__built_in();
    const struct smtpcodes__rule *rows = SMTPCODES__PART(from, struct smtpcodes__rule, rows);
    const uint32_t *places = SMTPCODES__PART(from, uint32_t, names);
    uint32_t row, count = smtpcodes__rows_of(from);

    for (row = from->hints; row < count; row++) {
        if (rows[row].id == (uint32_t)rule) {
            return (const char *)smtpcodes__names_of(from) + places[row];
        }
    }
    return "";
}
