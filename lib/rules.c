/* Guards of rules, rules that are switched off, and the own codes of providers. */
#include "rules.h"

static int holds_number(const uint16_t *list, int32_t number)
{
    uint32_t left;

    for (left = *list++; left > 0; left--, list++) {
        if (*list == number) {
            return 1;
        }
    }
    return 0;
}

/* A list of fours: class or 0, subject, first detail, last detail. */
static int holds_enhanced(const uint16_t *list, smtpcodes_code enhanced)
{
    int32_t severity = enhanced / 1000000, subject = enhanced / 1000 % 1000, detail = enhanced % 1000;
    uint32_t left;

    for (left = *list++; left >= 4; left -= 4, list += 4) {
        if ((list[0] == 0 || list[0] == severity) && list[1] == subject && list[2] <= detail && detail <= list[3]) {
            return enhanced != 0;
        }
    }
    return 0;
}

int smtpcodes__guard_holds(const struct smtpcodes_rules *rules, uint32_t row, const struct smtpcodes__facts *facts)
{
    const uint16_t *numbers = SMTPCODES__PART(rules, uint16_t, numbers);
    const struct smtpcodes__guard *guard =
        SMTPCODES__PART(rules, struct smtpcodes__guard, guards) + SMTPCODES__PART(rules, struct smtpcodes__rule, rows)[row].guard;

    if ((guard->classes != 0 && !(guard->classes >> facts->severity & 1)) ||
        (guard->stages != 0 && !(guard->stages >> facts->stage & 1)) ||
        (guard->codes != 0 && !holds_number(numbers + guard->codes, facts->code)) ||
        (guard->enhanced != 0 && !holds_enhanced(numbers + guard->enhanced, facts->enhanced))) {
        return SMTPCODES__HOLDS_NOT;
    }
    if (guard->providers == 0 || holds_number(numbers + guard->providers, facts->provider)) {
        return SMTPCODES__HOLDS;
    }
    return facts->provider == 0 ? SMTPCODES__HOLDS_PERHAPS : SMTPCODES__HOLDS_NOT;
}

int smtpcodes__is_off(const struct smtpcodes_rules *pack, uint32_t id)
{
    const uint32_t *off;
    uint32_t low = 0, high, middle;

    if (pack == NULL) {
        return 0;
    }
    off = SMTPCODES__PART(pack, uint32_t, off);
    for (high = pack->off; low < high;) {
        middle = (low + high) / 2;
        if (off[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < pack->off && off[low] == id;
}

/* Whether a provider's code can be one of the enhanced code's subject: few are, and to read a guard costs more. */
static int is_of_subject(const struct smtpcodes__rule *row, smtpcodes_code enhanced)
{
    int32_t subject = enhanced / 1000 % 1000;

    return row->subjects == 0 || (subject < 8 && (row->subjects >> subject & 1));
}

uint32_t smtpcodes__own_code(const struct smtpcodes_rules *rules, const struct smtpcodes_rules *pack,
                             const struct smtpcodes__facts *facts)
{
    const struct smtpcodes__rule *rows = SMTPCODES__PART(rules, struct smtpcodes__rule, rows);
    uint32_t number = rules->hints + rules->rules, end = smtpcodes__rows_of(rules);

    if (facts->provider == 0 || (pack != NULL && pack->use == SMTPCODES__USE_INSTEAD)) {
        return end;
    }
    for (; number < end && rows[number].value <= facts->provider; number++) { /* they stand by provider */
        if (rows[number].value == facts->provider && is_of_subject(&rows[number], facts->enhanced) &&
            !smtpcodes__is_off(pack, rows[number].id) &&
            smtpcodes__guard_holds(rules, number, facts) == SMTPCODES__HOLDS) {
            return number;
        }
    }
    return end;
}
