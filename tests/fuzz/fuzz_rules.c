/* The promises of rule packs that hold for any bytes: a pack is refused with a reason, or it leads nowhere outside. */
#include "promise.h"
#include "smtpcodes.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void diagnose_with(const smtpcodes_rules *rules, const char *bytes, size_t length, int32_t provider)
{
    smtpcodes_context context;
    smtpcodes_verdict verdict;
    int32_t reason;

    memset(&context, 0, sizeof context);
    context.provider = provider;
    reason = smtpcodes_diagnose(bytes, length, &context, sizeof context, rules, &verdict, sizeof verdict);
    HOLDS(reason >= 0 && reason == verdict.reason);
    HOLDS(verdict.evidence_offset >= 0 && verdict.evidence_length >= 0);
    HOLDS((size_t)verdict.evidence_offset + (size_t)verdict.evidence_length <= length);
    HOLDS(smtpcodes_rules_reason_parent(rules, reason) != 0 || reason == SMTPCODES_REASON_UNKNOWN);
    HOLDS(verdict.code / 100 != 4 || verdict.decision.disposition != SMTPCODES_DISPOSITION_FAIL);
    if (verdict.rule_origin == SMTPCODES_RULE_ORIGIN_PACK) {
        HOLDS(strlen(smtpcodes_rule_name(rules, verdict.rule)) > 0);
    }
    if (reason >= SMTPCODES_OWN_REASON) {
        HOLDS(strlen(smtpcodes_rules_reason_name(rules, reason)) > 0);
    }
    (void)smtpcodes_render_verdict(bytes, length, rules, &verdict, sizeof verdict, 0, SMTPCODES_FORMAT_JSON,
                                   SMTPCODES_LANGUAGE_ENGLISH, NULL, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const replies[] = {
        "550 5.7.1 <kim@example.net>: Held by ACME gate; the mailbox of kim was closed for good",
        "452 4.2.2 mailbox is full\r\n", "550-5.1.1 unloved\r\n550 5.1.1 mail, we have not met before, user unknown",
    };
    char *bytes = (char *)malloc(size + (size == 0)), *reply; /* of its exact length, so that a sanitizer sees a byte too far */
    const smtpcodes_rules *rules;
    int32_t problem;
    size_t index;

    HOLDS(bytes != NULL);
    memcpy(bytes, data, size);
    problem = smtpcodes_rules_check(bytes, size);
    rules = smtpcodes_rules_view(bytes, size);
    HOLDS(problem >= 0 && problem <= SMTPCODES_RULES_OFF);
    HOLDS((rules != NULL) == (problem == SMTPCODES_RULES_SOUND));
    if (rules != NULL) {
        for (index = 0; index < sizeof replies / sizeof replies[0]; index++) {
            diagnose_with(rules, replies[index], strlen(replies[index]), (int32_t)index);
        }
        reply = (char *)malloc(size + 4); /* all phrases of the pack */
        HOLDS(reply != NULL);
        memcpy(reply, "554 ", 4);
        memcpy(reply + 4, bytes, size);
        diagnose_with(rules, reply, size + 4, SMTPCODES_PROVIDER_GOOGLE);
        free(reply);
    }
    free(bytes);
    return 0;
}
