/* The library in the phrase benchmark: its search alone, with folding, with the rules that are built in, and the whole. */
#include "phrases.h"

#include "matcher.h"

static const struct smtpcodes_rules *alone; /* each phrase a rule of its own */
static const struct smtpcodes__facts no_facts;
static smtpcodes__fold fold;

/* What finds phrases: without the rules that they belong to, and their names. */
static size_t tables_of(const struct smtpcodes_rules *rules)
{
    return rules->rows_at - rules->marks_at;
}

int ours_use_rules(const struct item *rules)
{
    alone = (const struct smtpcodes_rules *)(const void *)rules->bytes;
    if (rules->length < sizeof *alone || alone->magic != SMTPCODES__RULES_MAGIC || alone->size != rules->length) {
        return 0;
    }
    engine_search.tables = engine_fold.tables = tables_of(alone);
    engine_built_in.tables = engine_diagnose.tables = tables_of(smtpcodes__built_in());
    return 1;
}

static void begin(const struct item *reply)
{
    smtpcodes__input input;

    smtpcodes__open_input(&input, (const char *)reply->bytes, reply->length, SMTPCODES_PARSE_END);
    smtpcodes__fold_begin(&fold, &input, 0);
}

/* 0: it is longer than the window, or than the room. */
size_t ours_fold(const struct item *reply, uint8_t *folded, size_t room)
{
    begin(reply);
    if (!fold.ended || fold.length > room) {
        return 0;
    }
    memcpy(folded, fold.bytes, fold.length);
    return fold.length;
}

static uint32_t row_of(const struct smtpcodes_rules *rules)
{
    smtpcodes__found found;

    smtpcodes__search(rules, NULL, &no_facts, &fold, &found);
    return found.row;
}

static uint32_t search(const struct text *text)
{
    memcpy(fold.bytes, text->folded.bytes, text->folded.length);
    memset(fold.bytes + text->folded.length, 0, SMTPCODES__FOLD_PAD);
    fold.length = text->folded.length;
    fold.base = 0;
    fold.ended = 1;
    return row_of(alone);
}

static uint32_t fold_and_search(const struct text *text)
{
    begin(&text->reply);
    return row_of(alone);
}

static uint32_t search_built_in(const struct text *text)
{
    begin(&text->reply);
    return row_of(smtpcodes__built_in());
}

static uint32_t diagnose(const struct text *text)
{
    smtpcodes_verdict verdict;

    return (uint32_t)smtpcodes_diagnose((const char *)text->reply.bytes, text->reply.length, NULL, 0, NULL, &verdict,
                                        sizeof verdict);
}

static int ready(const struct list *phrases)
{
    return phrases->count > 0;
}

/* The fingerprints: whatever else there is is looked at where they let a window through. */
static size_t marks_alone(void)
{
    return sizeof(uint32_t) << alone->slot_bits;
}

static size_t marks_built_in(void)
{
    return sizeof(uint32_t) << smtpcodes__built_in()->slot_bits;
}

struct engine engine_search = {"our search", ready, search, marks_alone, 0, 1};
struct engine engine_fold = {"folding and our search", ready, fold_and_search, marks_alone, 0, 1};
struct engine engine_built_in = {"folding and the rules built in", ready, search_built_in, marks_built_in, 0, 0};
struct engine engine_diagnose = {"smtpcodes_diagnose", ready, diagnose, marks_built_in, 0, 0};
