/* Codes, stage and context to a decision; a failure without a reply to a decision.
 *
 * What decides is data (data/decisions.toml, data/reasons.toml), laid in layers over one another. */
#include "decision.h"

static void sort_codes(struct smtpcodes__hand *at, const smtpcodes_context *context);

void smtpcodes__take_up(struct smtpcodes__hand *at, const smtpcodes_context *context)
{
    at->stage = smtpcodes__known(context->stage, SMTPCODES_STAGE_REFUSED);
    at->role = smtpcodes__known(context->role, SMTPCODES_ROLE_LMTP);
    at->form = smtpcodes__known(context->form, SMTPCODES_FORM_QUOTED);
    at->recipients = context->recipients;
    at->flags = context->flags;
    sort_codes(at, context);
}

static smtpcodes_code reply_or_none(smtpcodes_code code)
{
    return code > 0 && code < 1000 ? code : 0;
}

static smtpcodes_code enhanced_or_none(smtpcodes_code code)
{
    return code >= 1000 && smtpcodes__is_code(code) ? code : 0;
}

/* A lone enhanced code may stand in the first place; what is no code is none; codes known from elsewhere fill what the
 * call lacks. */
static void sort_codes(struct smtpcodes__hand *at, const smtpcodes_context *context)
{
    smtpcodes_code first = at->code, second = at->enhanced;

    at->code = reply_or_none(first) != 0 ? first : reply_or_none(second);
    at->enhanced = enhanced_or_none(second) != 0 ? second : enhanced_or_none(first);
    if (at->code == 0) {
        at->code = reply_or_none(context->code);
    }
    if (at->enhanced == 0) {
        at->enhanced = enhanced_or_none(context->enhanced);
    }
}

/* ------------------------------------------------------------------------------------------------------ reasons */

/* The enhanced code as it would stand beside the reply code: its subject and detail, in the reply's class. A 2.y.z
 * beside a refusal tells nothing of the refusal. */
static smtpcodes_code in_class(const struct smtpcodes__hand *at)
{
    int32_t own = at->enhanced / 1000000;

    if (at->enhanced == 0 || (own == 2 && at->severity != 2)) {
        return 0;
    }
    return at->severity * 1000000 + at->enhanced % 1000000;
}

/* A detail that is registered and tells more than its subject does, or else a subject. */
static int32_t basis_of(smtpcodes_code enhanced)
{
    return enhanced % 1000 != 0 && smtpcodes__row_of(enhanced) != 0 ? SMTPCODES_BASIS_ENHANCED : SMTPCODES_BASIS_SUBJECT;
}

/* Whether an RFC registers the detail, while none defines the reply code: whatever either tells, the detail counts. */
static int outranks(smtpcodes_code enhanced, smtpcodes_code code)
{
    int32_t standing = smtpcodes_code_standing(code);

    return (standing == SMTPCODES_STANDING_UNOFFICIAL || standing == SMTPCODES_STANDING_REGISTRY_ONLY) &&
           basis_of(enhanced) == SMTPCODES_BASIS_ENHANCED;
}

/* A registered detail first, then a telling reply code, then whatever the enhanced code says, then the reply code. */
int32_t smtpcodes__find_reason(const struct smtpcodes__hand *at, int32_t *basis)
{
    smtpcodes_code enhanced = at->severity < SMTPCODES_SEVERITY_TRANSIENT ? 0 : in_class(at), own = at->enhanced;
    int32_t by_code = at->code != 0 ? smtpcodes__reason_of(at->code, at->stage) : 0, by_enhanced;

    *basis = SMTPCODES_BASIS_REPLY;
    if (enhanced == 0) {
        if (by_code != 0) {
            return by_code;
        }
        *basis = basis_of(own);
        return smtpcodes__reason_of(own, at->stage);
    }
    if (smtpcodes__row_of(enhanced) != 0) {
        own = enhanced;
    }
    by_enhanced = smtpcodes__reason_of(own, at->stage);
    if (enhanced % 1000 == 0 && smtpcodes__is_telling(by_code)) {
        return by_code;
    }
    if (by_code == 0 || (by_enhanced != 0 && (smtpcodes__is_telling(by_enhanced) || !smtpcodes__is_telling(by_code) ||
                                              outranks(own, at->code)))) {
        *basis = basis_of(own);
        return by_enhanced;
    }
    return by_code;
}

static int32_t turned_at_mail(const struct smtpcodes__hand *at, int32_t reason)
{
    int32_t turned = at->stage == SMTPCODES_STAGE_MAIL ? smtpcodes__reasons[reason].at_mail : 0;

    return turned != 0 ? turned : reason;
}

/* -------------------------------------------------------------------------------------------------------- flags */

/* A positive reply that no such command can have: the client reads answers to other commands than it sent. */
static int is_impossible(const struct smtpcodes__hand *at, const struct smtpcodes__row *row)
{
    uint32_t stage = 1u << at->stage;

    if (at->stage == SMTPCODES_STAGE_UNKNOWN || at->code == 0) {
        return 0;
    }
    if (at->severity == SMTPCODES_SEVERITY_SUCCESS) {
        return !(SMTPCODES__SUCCESS_STAGES & stage);
    }
    if (at->severity != SMTPCODES_SEVERITY_INTERMEDIATE) {
        return 0;
    }
    return !(SMTPCODES__INTERMEDIATE_STAGES & stage) ||
           (row->code != 0 && smtpcodes_code_at_stage(at->code, at->stage) == SMTPCODES_ANSWER_NEVER);
}

static int32_t stage_flags(const struct smtpcodes__hand *at, const struct smtpcodes__row *row)
{
    uint32_t stage = 1u << at->stage;

    if (at->stage == SMTPCODES_STAGE_UNKNOWN || at->code == 0 || ((row->stages | row->wide) & stage)) {
        return 0;
    }
    return SMTPCODES_FLAG_NOT_LISTED | (row->practice & stage ? SMTPCODES_FLAG_SEEN_IN_PRACTICE : 0);
}

/* RFC 5321, section 4.2: the first digit is 2 to 5, the second 0 to 5. RFC 3463, section 3: the class is 2, 4 or 5. */
static int is_outside_grammar(const struct smtpcodes__hand *at)
{
    return at->severity == SMTPCODES_SEVERITY_NONE || (at->code != 0 && at->code - 100 * at->severity > 59);
}

static int32_t code_flags(const struct smtpcodes__hand *at, int32_t standing)
{
    int32_t flags = is_outside_grammar(at) ? SMTPCODES_FLAG_OUTSIDE_GRAMMAR : 0;

    if (standing == SMTPCODES_STANDING_NONE ||
        (at->enhanced != 0 && smtpcodes__standing_of(at->enhanced) == SMTPCODES_STANDING_NONE)) {
        flags |= SMTPCODES_FLAG_UNREGISTERED;
    }
    if (standing == SMTPCODES_STANDING_UNOFFICIAL) {
        flags |= SMTPCODES_FLAG_UNOFFICIAL;
    }
    if (at->code != 0 && at->enhanced != 0 && at->code / 100 != at->enhanced / 1000000) {
        flags |= SMTPCODES_FLAG_CLASS_CONFLICT;
    }
    return flags;
}

/* ------------------------------------------------------------------------------------------------------- decide */

static void decide_codes(struct smtpcodes__hand *at, const struct smtpcodes__row *row)
{
    const struct smtpcodes__ground *ground = &smtpcodes__grounds[at->severity - 2][at->stage];
    uint64_t may_hold = ground->cases & row->cases;
    int32_t basis, reason = turned_at_mail(at, at->given != 0 ? at->given : smtpcodes__find_reason(at, &basis));

    smtpcodes__lay_first(at, smtpcodes__reasons[reason].effect);
    smtpcodes__lay(at, ground->effect);
    for (; may_hold != 0; may_hold &= may_hold - 1) {
        const struct smtpcodes__case *special = &smtpcodes__cases[smtpcodes__lowest_bit(may_hold)];

        if (smtpcodes__fits(special, at)) {
            smtpcodes__lay_unless_refuted(at, special->effect);
        }
    }
}

/* What is no answer decides nothing, whatever its words are; they may tell a reason, and what follows from that alone. */
static void out_of_step(struct smtpcodes__hand *at)
{
    smtpcodes__lay(at, SMTPCODES__OUT_OF_STEP);
    if (at->given != 0) {
        smtpcodes__lay(at, smtpcodes__reasons[at->given].effect);
    }
}

void smtpcodes__decide(struct smtpcodes__hand *at)
{
    const struct smtpcodes__row *row = &smtpcodes__rows[smtpcodes__row_of(at->code)];
    smtpcodes_code deciding = at->code != 0 ? at->code : at->enhanced;
    int32_t standing = smtpcodes__standing_of(deciding);

    at->severity = smtpcodes__severity_of(deciding);
    at->added |= code_flags(at, standing) | stage_flags(at, row);
    /* Junk on the wire decides nothing; in a log the enhanced code beside it may be all that was kept. */
    if (at->severity == SMTPCODES_SEVERITY_NONE && at->form == SMTPCODES_FORM_QUOTED) {
        at->severity = smtpcodes__severity_of(at->enhanced);
    }
    if (at->severity == SMTPCODES_SEVERITY_NONE) {
        out_of_step(at);
    } else if (is_impossible(at, row)) {
        at->added |= SMTPCODES_FLAG_IMPOSSIBLE;
        out_of_step(at);
    } else {
        decide_codes(at, row);
    }
    smtpcodes__settle(at);
    at->value[SMTPCODES__SEVERITY] = at->severity;
    at->value[SMTPCODES__STANDING] = standing;
}

static int32_t give(const struct smtpcodes__hand *at, smtpcodes_classification *classification, size_t size)
{
    smtpcodes__give(classification, size, at->value, sizeof at->value); /* both are rows of int32_t in the same order */
    return at->value[SMTPCODES__DISPOSITION];
}

static int are_sound(const smtpcodes_context *context, size_t context_size, smtpcodes_classification *classification,
                     size_t size)
{
    if (classification == NULL || size < sizeof(int32_t)) {
        return 0;
    }
    if (context == NULL && context_size > 0) {
        memset(classification, 0, size);
        return 0;
    }
    return 1;
}

static void begin(struct smtpcodes__hand *at, smtpcodes_code code, smtpcodes_code enhanced,
                  const smtpcodes_context *context, size_t context_size)
{
    smtpcodes_context whole;

    memset(at, 0, offsetof(struct smtpcodes__hand, layers)); /* in parts so small that compilers need no loop */
    memset(at->layers, 0, sizeof at->layers);
    at->code = code;
    at->enhanced = enhanced;
    if (context_size < sizeof whole) { /* else it is read where it stands */
        smtpcodes__take(&whole, sizeof whole, context, context_size);
        context = &whole;
    }
    smtpcodes__take_up(at, context);
}

SMTPCODES_API int32_t smtpcodes_classify(smtpcodes_code code, smtpcodes_code enhanced, const smtpcodes_context *context,
                                         size_t context_size, smtpcodes_classification *classification,
                                         size_t classification_size)
{
    struct smtpcodes__hand at;

    if (!are_sound(context, context_size, classification, classification_size)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    begin(&at, code, enhanced, context, context_size);
    if (at.code == 0 && at.enhanced == 0) {
        memset(classification, 0, classification_size);
        return SMTPCODES_DISPOSITION_NONE;
    }
    smtpcodes__decide(&at);
    return give(&at, classification, classification_size);
}

/* ------------------------------------------------------------------------------------------------------- events */

/* The status of a message that expired is that of its last reply, if that was a temporary one. */
static void report_expired(struct smtpcodes__hand *at, smtpcodes_code last)
{
    if (at->event == SMTPCODES_EVENT_EXPIRED_IN_QUEUE) {
        at->value[SMTPCODES__DSN] = last / 1000000 == 4 ? last : 4000000 + at->value[SMTPCODES__DSN] % 1000000;
    }
}

SMTPCODES_API int32_t smtpcodes_classify_event(int32_t event, const smtpcodes_context *context, size_t context_size,
                                               smtpcodes_classification *classification, size_t classification_size)
{
    struct smtpcodes__hand at;
    smtpcodes_code last;
    uint32_t number;

    if (!are_sound(context, context_size, classification, classification_size)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (smtpcodes__known(event, SMTPCODES_EVENT_LOCAL_RESOURCE) == 0) {
        memset(classification, 0, classification_size);
        return SMTPCODES_ERROR_NOT_FOUND;
    }
    begin(&at, 0, 0, context, context_size);
    last = at.enhanced;
    at.code = at.enhanced = 0;
    at.event = event;
    for (number = 0; number < SMTPCODES__EVENTS; number++) {
        if ((smtpcodes__events[number].events >> event & 1) && smtpcodes__fits(&smtpcodes__events[number], &at)) {
            smtpcodes__lay(&at, smtpcodes__events[number].effect);
        }
    }
    at.severity = at.layers[SMTPCODES__DISPOSITION] == SMTPCODES_DISPOSITION_FAIL ? SMTPCODES_SEVERITY_PERMANENT
                                                                                 : SMTPCODES_SEVERITY_TRANSIENT;
    smtpcodes__settle(&at);
    report_expired(&at, last);
    return give(&at, classification, classification_size);
}
