/* The layers of a decision: rows of data, their conditions, and what they set. Knows nothing of mail. */
#include "decision.h"

/* Compilers make a few wide operations of it. */
void smtpcodes__lay(struct smtpcodes__hand *at, uint32_t number)
{
    const struct smtpcodes__effect *effect = &smtpcodes__effects[number];
    size_t slot;

    for (slot = 0; slot < SMTPCODES__SLOTS; slot++) {
        at->layers[slot] = (uint16_t)((at->layers[slot] & effect->keep[slot]) | effect->value[slot]);
    }
}

/* Whether a list of ranges holds the reply code; no list holds all of them. */
static int holds_code(uint32_t list, smtpcodes_code code)
{
    const uint16_t *item = &smtpcodes__lists[list];

    if (list == 0) {
        return 1;
    }
    for (; *item != 0; item += 2) {
        if (code + 1 >= item[0] && code + 1 <= item[1]) {
            return 1;
        }
    }
    return 0;
}

/* Whether an enhanced code, whatever its class, is what an item of a list asks for: none at all, any of a subject, or one
 * detail. */
static int is_detail(int32_t item, smtpcodes_code enhanced)
{
    int32_t wanted = item - 1, detail = enhanced % 1000000;

    if (item == SMTPCODES__NO_DETAIL) {
        return enhanced == 0;
    }
    if (enhanced != 0 && wanted % 1000 == SMTPCODES__ANY_DETAIL) {
        return wanted / 1000 == detail / 1000;
    }
    return enhanced != 0 && wanted == detail;
}

static int holds_detail(uint32_t list, smtpcodes_code enhanced)
{
    const uint16_t *item = &smtpcodes__lists[list];

    if (list == 0) {
        return 1;
    }
    while (*item != 0 && !is_detail(*item, enhanced)) {
        item++;
    }
    return *item != 0;
}

int smtpcodes__fits(const struct smtpcodes__case *row, const struct smtpcodes__hand *at)
{
    if (!holds_code(row->codes, at->code)) { /* first, for most rows are about few codes */
        return 0;
    }
    if (!(row->stages >> at->stage & 1) || !(row->severities >> at->severity & 1) || !(row->roles >> at->role & 1)) {
        return 0;
    }
    if ((at->flags & row->flags) != row->flags || (at->flags & row->without) != 0) {
        return 0;
    }
    if (row->reasons != 0 && !(row->reasons >> at->layers[SMTPCODES__REASON] & 1)) {
        return 0;
    }
    return holds_detail(row->enhanced, at->enhanced);
}

/* Whether a row guesses a reason from codes, and the words tell another. What follows from the session alone, as that a
 * refusal only repeats an earlier one, holds beside any words. */
static int is_refuted(const struct smtpcodes__hand *at, const struct smtpcodes__effect *effect)
{
    int32_t guess = effect->value[SMTPCODES__REASON];

    return at->given != 0 && guess != SMTPCODES_REASON_UNKNOWN && guess != at->given &&
           effect->value[SMTPCODES__DISPOSITION] != SMTPCODES_DISPOSITION_CONTINUE;
}

void smtpcodes__lay_unless_refuted(struct smtpcodes__hand *at, uint32_t number)
{
    if (!is_refuted(at, &smtpcodes__effects[number])) {
        smtpcodes__lay(at, number);
    }
}
