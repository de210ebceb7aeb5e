/* What no data may break, and what follows from the rest: a 4yz never fails and never suppresses, only a verdict on the
 * one recipient that a reply answers for suppresses at once; the wait; the fields of a delivery report. */
#include "decision.h"

/* There is no other server for a mail client, nor behind the last host. */
static void without_servers(struct smtpcodes__hand *at)
{
    int32_t *step = &at->value[SMTPCODES__STEP], *otherwise = &at->value[SMTPCODES__OTHERWISE];

    if (at->role != SMTPCODES_ROLE_SUBMISSION && !(at->flags & SMTPCODES_CONTEXT_LAST_SERVER)) {
        return;
    }
    if (*step == SMTPCODES_STEP_NEXT_SERVER) {
        *step = *otherwise != 0 ? *otherwise : SMTPCODES_STEP_DEFER;
        *otherwise = SMTPCODES_STEP_NONE;
    } else if (*otherwise == SMTPCODES_STEP_NEXT_SERVER) {
        *otherwise = at->value[SMTPCODES__DISPOSITION] == SMTPCODES_DISPOSITION_FAIL ? (int32_t)SMTPCODES_STEP_FAIL
                                                                                     : (int32_t)SMTPCODES_STEP_DEFER;
    }
}

/* Where the stage is not known, codes alone do not show whom a reply answers for; words do. */
static int answers_for_one(const struct smtpcodes__hand *at)
{
    if (at->event != 0 || at->stage == SMTPCODES_STAGE_RCPT) {
        return 1;
    }
    if (at->stage == SMTPCODES_STAGE_UNKNOWN && at->by_words && at->recipients <= 1) {
        return 1;
    }
    return at->stage != SMTPCODES_STAGE_UNKNOWN &&
           (at->recipients == 1 || at->value[SMTPCODES__EXTENT] == SMTPCODES_EXTENT_RECIPIENT);
}

/* Only a verdict on the recipient, from a reply that answers for that one alone, suppresses at once, and never where
 * reply code and enhanced code contradict each other: 4.1.1 beside a 550 is no proof of a dead address. */
static void settle_suppress(struct smtpcodes__hand *at)
{
    int32_t *suppress = &at->value[SMTPCODES__SUPPRESS];

    if (at->value[SMTPCODES__DISPOSITION] != SMTPCODES_DISPOSITION_FAIL || *suppress == SMTPCODES_SUPPRESS_NONE) {
        *suppress = SMTPCODES_SUPPRESS_NEVER;
    }
    if (*suppress == SMTPCODES_SUPPRESS_NOW &&
        (!answers_for_one(at) || (at->value[SMTPCODES__FLAGS] & SMTPCODES_FLAG_CLASS_CONFLICT))) {
        *suppress = SMTPCODES_SUPPRESS_REPEATED;
    }
    if (at->most_suppress != SMTPCODES_SUPPRESS_NONE && *suppress > at->most_suppress) {
        *suppress = at->most_suppress;
    }
}

/* Nobody is charged for what is ignored. */
static void settle_ignored(struct smtpcodes__hand *at)
{
    if (at->value[SMTPCODES__STEP] == SMTPCODES_STEP_IGNORE) {
        at->value[SMTPCODES__PARTIES] = SMTPCODES_PARTY_NOBODY;
        at->value[SMTPCODES__REMEDY] = SMTPCODES_REMEDY_NONE;
        at->value[SMTPCODES__TARGET] = SMTPCODES_TARGET_NONE;
    }
}

static void settle_later(struct smtpcodes__hand *at)
{
    int32_t *later = &at->value[SMTPCODES__LATER];

    if (*later == SMTPCODES__LATER_BY_CLASS) {
        *later = at->severity == SMTPCODES_SEVERITY_PERMANENT ? SMTPCODES_LATER_PERMANENT : SMTPCODES_LATER_TEMPORARY;
    }
    if (at->value[SMTPCODES__DISPOSITION] < SMTPCODES_DISPOSITION_DEFER) {
        *later = SMTPCODES_LATER_NONE;
    }
}

/* A wait belongs to a mail that is put back into the queue; RFC 5321, section 4.5.4.1, asks for half an hour. */
static void settle_delay(struct smtpcodes__hand *at)
{
    int waits = at->value[SMTPCODES__DISPOSITION] == SMTPCODES_DISPOSITION_DEFER &&
                (at->value[SMTPCODES__STEP] == SMTPCODES_STEP_DEFER ||
                 at->value[SMTPCODES__OTHERWISE] == SMTPCODES_STEP_DEFER);

    if (!waits) {
        at->value[SMTPCODES__DELAY] = 0;
        at->value[SMTPCODES__DELAY_SOURCE] = SMTPCODES_DELAY_NONE;
    } else if (at->delay > 0) {
        at->value[SMTPCODES__DELAY] = at->delay;
        at->value[SMTPCODES__DELAY_SOURCE] = at->delay_source;
    } else if (at->value[SMTPCODES__DELAY] == 0) {
        at->value[SMTPCODES__DELAY] = 1800;
        at->value[SMTPCODES__DELAY_SOURCE] = SMTPCODES_DELAY_CUSTOMARY;
    }
}

/* ---------------------------------------------------------------------------------------------- delivery report */

static int32_t action_of(const struct smtpcodes__hand *at)
{
    switch (at->value[SMTPCODES__DISPOSITION]) {
    case SMTPCODES_DISPOSITION_FAIL:
        return SMTPCODES_DSN_FAILED;
    case SMTPCODES_DISPOSITION_DEFER:
        return SMTPCODES_DSN_DELAYED;
    case SMTPCODES_DISPOSITION_DELIVERED:
        return at->role == SMTPCODES_ROLE_LMTP ? SMTPCODES_DSN_DELIVERED : SMTPCODES_DSN_RELAYED;
    default:
        return SMTPCODES_DSN_NONE;
    }
}

/* The class of a report follows what becomes of the mail: "delayed" goes with 4.y.z (RFC 3464, section 2.3.4). */
static int32_t report_class(const struct smtpcodes__hand *at)
{
    switch (at->value[SMTPCODES__DISPOSITION]) {
    case SMTPCODES_DISPOSITION_FAIL:
        return SMTPCODES_SEVERITY_PERMANENT;
    case SMTPCODES_DISPOSITION_DEFER:
        return SMTPCODES_SEVERITY_TRANSIENT;
    case SMTPCODES_DISPOSITION_NONE:
        return SMTPCODES_SEVERITY_NONE;
    default:
        return at->severity > SMTPCODES_SEVERITY_INTERMEDIATE ? at->severity : SMTPCODES_SEVERITY_SUCCESS;
    }
}

/* The reply's own enhanced code where its class agrees, else what the reason implies, else X.0.0. */
static void settle_report(struct smtpcodes__hand *at)
{
    int32_t class_of_report = report_class(at), detail = at->value[SMTPCODES__DSN];

    if (at->enhanced != 0 && !(at->value[SMTPCODES__FLAGS] & SMTPCODES_FLAG_CLASS_CONFLICT)) {
        detail = at->enhanced % 1000000;
    } else if (class_of_report == SMTPCODES_SEVERITY_SUCCESS) {
        detail = 0;
    }
    at->value[SMTPCODES__DSN] = class_of_report * 1000000 + (class_of_report != 0 ? detail : 0);
    at->value[SMTPCODES__DSN_ACTION] = action_of(at);
}

void smtpcodes__settle(struct smtpcodes__hand *at)
{
    size_t slot;

    for (slot = 0; slot < SMTPCODES__SLOTS; slot++) {
        at->value[slot] = at->layers[slot];
    }
    at->value[SMTPCODES__FLAGS] |= at->added;
    if (at->severity == SMTPCODES_SEVERITY_TRANSIENT && at->event == 0 &&
        at->value[SMTPCODES__DISPOSITION] == SMTPCODES_DISPOSITION_FAIL) {
        at->value[SMTPCODES__DISPOSITION] = SMTPCODES_DISPOSITION_DEFER;
    }
    without_servers(at);
    settle_ignored(at);
    settle_suppress(at);
    settle_later(at);
    settle_delay(at);
    settle_report(at);
}

