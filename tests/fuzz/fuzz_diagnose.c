/* The promises of a verdict that hold for any bytes. The first bytes of an input choose the context; the rest is the reply. */
#include "promise.h"
#include "smtpcodes.h"

#include <string.h>

enum { CHOICES = 6 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void spans_lie_inside(const smtpcodes_verdict *verdict, size_t length)
{
    HOLDS(verdict->evidence_offset >= 0 && verdict->evidence_length >= 0);
    HOLDS((size_t)verdict->evidence_offset + (size_t)verdict->evidence_length <= length);
    HOLDS(verdict->url_offset >= 0 && verdict->url_length >= 0);
    HOLDS((size_t)verdict->url_offset + (size_t)verdict->url_length <= length);
}

/* What no words may do. */
static void decision_stays_within_the_codes(const smtpcodes_verdict *verdict)
{
    const smtpcodes_classification *decision = &verdict->decision;

    if (decision->severity == SMTPCODES_SEVERITY_TRANSIENT) {
        HOLDS(decision->disposition != SMTPCODES_DISPOSITION_FAIL);
        HOLDS(decision->suppress != SMTPCODES_SUPPRESS_NOW);
    }
    if (decision->suppress == SMTPCODES_SUPPRESS_NOW) {
        HOLDS(decision->severity == SMTPCODES_SEVERITY_PERMANENT);
        HOLDS(verdict->basis == SMTPCODES_BASIS_WORDS || verdict->basis == SMTPCODES_BASIS_PROVIDER_CODE ||
              verdict->basis == SMTPCODES_BASIS_ENHANCED || verdict->code == 556); /* RFC 7504: its domain takes no mail */
    }
    HOLDS(decision->delay_seconds >= 0);
    HOLDS(decision->severity == SMTPCODES_SEVERITY_NONE || decision->dsn_status != 0);
    HOLDS((verdict->rule != 0) == (verdict->rule_origin != SMTPCODES_RULE_ORIGIN_NONE));
    HOLDS(verdict->rule == 0 || smtpcodes_rule_name(NULL, verdict->rule)[0] != '\0');
}

/* A text of a verdict: the length that is asked for is the length that is written. */
static void render(const char *bytes, size_t length, const smtpcodes_verdict *verdict, int32_t format, int32_t language)
{
    int32_t needed = smtpcodes_render_verdict(bytes, length, NULL, verdict, sizeof *verdict, 0, format, language, NULL, 0);
    char *text;

    if (needed == SMTPCODES_ERROR_UNSUPPORTED) {
        return;
    }
    HOLDS(needed > 0);
    text = (char *)malloc((size_t)needed + 1);
    HOLDS(text != NULL);
    HOLDS(smtpcodes_render_verdict(bytes, length, NULL, verdict, sizeof *verdict, 0, format, language, text,
                                   (size_t)needed + 1) == needed);
    HOLDS(strlen(text) == (size_t)needed);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    smtpcodes_context context;
    smtpcodes_verdict verdict, again;
    size_t length;
    char *bytes;

    if (size < CHOICES) {
        return 0;
    }
    length = size - CHOICES;
    bytes = (char *)malloc(length + (length == 0)); /* of its exact length, so that a sanitizer sees a byte too far */
    HOLDS(bytes != NULL);
    memcpy(bytes, data + CHOICES, length);
    memset(&context, 0, sizeof context);
    context.form = data[0] % 4;
    context.stage = data[1] % 32;
    context.role = data[2] % 4;
    context.recipients = data[3] % 3;
    context.provider = data[4] % 64;
    if (data[5] & 1) {
        context.address_bits = data[5] & 2 ? 32 : 128;
        memcpy(context.address, data, CHOICES);
    }
    memset(&verdict, 0x5A, sizeof verdict);
    HOLDS(smtpcodes_diagnose(bytes, length, &context, sizeof context, NULL, &verdict, sizeof verdict) == verdict.reason);
    HOLDS(smtpcodes_diagnose(bytes, length, &context, sizeof context, NULL, &again, sizeof again) == again.reason);
    HOLDS(memcmp(&verdict, &again, sizeof verdict) == 0);
    spans_lie_inside(&verdict, length);
    decision_stays_within_the_codes(&verdict);
    render(bytes, length, &verdict, 1 + data[5] / 4 % SMTPCODES_FORMAT_HTML_PAGE, 1 + data[5] / 32 % 3);
    free(bytes);
    return 0;
}
