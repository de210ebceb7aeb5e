/* A verdict on one reply as JSON: machine words first, then what is written for people. */
#include "render.h"

static void json_decision(smtpcodes__writer *writer, const smtpcodes_classification *decision)
{
    smtpcodes__json_open(writer, "decision", "{");
    smtpcodes__json_word(writer, "disposition", SMTPCODES_VOCABULARY_DISPOSITION, decision->disposition);
    smtpcodes__json_word(writer, "severity", SMTPCODES_VOCABULARY_SEVERITY, decision->severity);
    smtpcodes__json_word(writer, "reason", SMTPCODES_VOCABULARY_REASON, decision->reason);
    smtpcodes__json_word(writer, "later", SMTPCODES_VOCABULARY_LATER, decision->later);
    smtpcodes__json_word(writer, "step", SMTPCODES_VOCABULARY_STEP, decision->step);
    smtpcodes__json_word(writer, "otherwise", SMTPCODES_VOCABULARY_STEP, decision->otherwise);
    smtpcodes__json_word(writer, "remedy", SMTPCODES_VOCABULARY_REMEDY, decision->remedy);
    smtpcodes__json_word(writer, "extent", SMTPCODES_VOCABULARY_EXTENT, decision->extent);
    smtpcodes__json_word(writer, "target", SMTPCODES_VOCABULARY_TARGET, decision->target);
    smtpcodes__json_bits(writer, "parties", SMTPCODES_VOCABULARY_PARTY, decision->parties);
    smtpcodes__json_word(writer, "connection", SMTPCODES_VOCABULARY_CONNECTION, decision->connection);
    smtpcodes__json_word(writer, "next_server", SMTPCODES_VOCABULARY_NEXT_SERVER, decision->next_server);
    smtpcodes__json_word(writer, "suppress", SMTPCODES_VOCABULARY_SUPPRESS, decision->suppress);
    smtpcodes__json_number(writer, "delay_seconds", decision->delay_seconds);
    smtpcodes__json_word(writer, "delay_source", SMTPCODES_VOCABULARY_DELAY_SOURCE, decision->delay_source);
    smtpcodes__json_code(writer, "dsn_status", decision->dsn_status);
    smtpcodes__json_word(writer, "dsn_action", SMTPCODES_VOCABULARY_DSN_ACTION, decision->dsn_action);
    smtpcodes__json_word(writer, "standing", SMTPCODES_VOCABULARY_STANDING, decision->standing);
    smtpcodes__json_bits(writer, "flags", SMTPCODES_VOCABULARY_DECISION_FLAG, decision->flags);
    smtpcodes__json_close(writer, "}");
}

static void json_reply(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, const char *key)
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, "\"");
    smtpcodes__put_reply(writer, view);
    smtpcodes__raw(writer, "\"");
}

static void json_span(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, const char *key, int32_t offset,
                      int32_t length)
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, "\"");
    smtpcodes__put_span(writer, view, offset, length);
    smtpcodes__raw(writer, "\"");
}

static void json_title(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, const char *key)
{
    smtpcodes__json_text(writer, key, smtpcodes_code_text(smtpcodes__telling_code(view), view->verdict.stage, SMTPCODES_FIELD_TITLE,
                                                          writer->language));
}

void smtpcodes__json_verdict_part(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, int32_t part)
{
    const smtpcodes_classification *decision = &view->verdict.decision;
    int32_t vocabulary, number;

    switch (part) {
    case SMTPCODES_PART_TITLE:
        json_title(writer, view, NULL);
        break;
    case SMTPCODES_PART_MEANING:
    case SMTPCODES_PART_FIX:
        smtpcodes__json_text(writer, NULL,
                             smtpcodes_code_text(smtpcodes__telling_code(view), view->verdict.stage, part, writer->language));
        break;
    case SMTPCODES_PART_AUTHOR:
    case SMTPCODES_PART_SENDING_ADMINISTRATOR:
    case SMTPCODES_PART_RECEIVING_ADMINISTRATOR:
        smtpcodes__json_text(writer, NULL,
                             smtpcodes_word_text(SMTPCODES_VOCABULARY_REASON, decision->reason, part, writer->language));
        break;
    case SMTPCODES_PART_REPLY:
        json_reply(writer, view, NULL);
        break;
    case SMTPCODES_PART_STEP:
        smtpcodes__json_word(writer, NULL, SMTPCODES_VOCABULARY_STEP, decision->step);
        break;
    case SMTPCODES_PART_DELAY:
        smtpcodes__json_number(writer, NULL, decision->delay_seconds);
        break;
    case SMTPCODES_PART_PARTIES:
        smtpcodes__json_bits(writer, NULL, SMTPCODES_VOCABULARY_PARTY, decision->parties);
        break;
    case SMTPCODES_PART_REPORT:
        smtpcodes__json_code(writer, NULL, decision->dsn_status);
        break;
    case SMTPCODES_PART_FLAGS:
        smtpcodes__json_bits(writer, NULL, SMTPCODES_VOCABULARY_DECISION_FLAG, decision->flags);
        break;
    case SMTPCODES_PART_IRREGULARITIES:
        smtpcodes__json_bits(writer, NULL, SMTPCODES_VOCABULARY_REPLY_FLAG, view->irregularities);
        break;
    case SMTPCODES_PART_EVIDENCE:
        json_span(writer, view, NULL, view->verdict.evidence_offset, view->verdict.evidence_length);
        break;
    case SMTPCODES_PART_URL:
        json_span(writer, view, NULL, view->verdict.url_offset, view->verdict.url_length);
        break;
    default:
        if (part >= SMTPCODES_PART_DISPOSITION && part <= SMTPCODES_PART_BLOCKLIST) {
            number = smtpcodes__verdict_word(&view->verdict, part, &vocabulary);
            smtpcodes__json_word(writer, NULL, vocabulary, number);
        }
        break;
    }
}

/* "1-0123abcd-0123abcd": the number of the normalisation, and the hash. */
static void json_fingerprint(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view)
{
    static const char digits[] = "0123456789abcdef";
    smtpcodes_fingerprint print;
    char text[20];
    int32_t index;

    if (smtpcodes_reply_fingerprint((const char *)view->input.bytes, view->input.length, &print, sizeof print, NULL, 0) < 0) {
        text[0] = '\0';
    } else {
        text[0] = (char)('0' + print.normalization);
        for (index = 0; index < 16; index++) {
            text[2 + index + index / 8] = digits[(uint32_t)print.hash[index / 8] >> (28 - index % 8 * 4) & 15];
        }
        text[1] = text[10] = '-';
        text[19] = '\0';
    }
    smtpcodes__json_text(writer, "fingerprint", text);
}

static const char *rule_name(const struct smtpcodes__verdict_view *view)
{
    int is_of_pack = view->verdict.rule_origin == SMTPCODES_RULE_ORIGIN_PACK;

    return is_of_pack && view->rules == NULL ? "" : smtpcodes_rule_name(is_of_pack ? view->rules : NULL, view->verdict.rule);
}

/* Machine words first; then what is written for people, which depends on the language. */
void smtpcodes__json_verdict(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view)
{
    int32_t field;

    smtpcodes__json_open(writer, NULL, "{");
    smtpcodes__json_code(writer, "code", view->verdict.code);
    smtpcodes__json_code(writer, "enhanced", view->verdict.enhanced);
    smtpcodes__json_word(writer, "stage", SMTPCODES_VOCABULARY_STAGE, view->verdict.stage);
    json_title(writer, view, "title");
    json_reply(writer, view, "text");
    smtpcodes__json_number(writer, "lines", view->lines);
    smtpcodes__json_bits(writer, "irregular", SMTPCODES_VOCABULARY_REPLY_FLAG, view->irregularities);
    json_decision(writer, &view->verdict.decision);
    smtpcodes__json_word(writer, "confidence", SMTPCODES_VOCABULARY_CONFIDENCE, view->verdict.confidence);
    smtpcodes__json_word(writer, "basis", SMTPCODES_VOCABULARY_BASIS, view->verdict.basis);
    smtpcodes__json_word(writer, "provider", SMTPCODES_VOCABULARY_PROVIDER, view->verdict.provider);
    smtpcodes__json_word(writer, "blocklist", SMTPCODES_VOCABULARY_BLOCKLIST, view->verdict.blocklist);
    json_span(writer, view, "evidence", view->verdict.evidence_offset, view->verdict.evidence_length);
    json_span(writer, view, "url", view->verdict.url_offset, view->verdict.url_length);
    smtpcodes__json_text(writer, "own_reason", smtpcodes_rules_reason_name(view->rules, view->verdict.reason));
    smtpcodes__json_text(writer, "rule", rule_name(view));
    smtpcodes__json_word(writer, "rule_origin", SMTPCODES_VOCABULARY_RULE_ORIGIN, view->verdict.rule_origin);
    json_fingerprint(writer, view);
    smtpcodes__json_text(writer, "language", smtpcodes_language_tag(writer->language));
    smtpcodes__json_open(writer, "advice", "{");
    for (field = SMTPCODES_FIELD_AUTHOR; smtpcodes__is_refusal(view) && field <= SMTPCODES_FIELD_RECEIVING_ADMINISTRATOR; field++) {
        smtpcodes__json_text(writer, smtpcodes_word_name(SMTPCODES_VOCABULARY_PART, field),
                             smtpcodes_word_text(SMTPCODES_VOCABULARY_REASON, view->verdict.decision.reason, field,
                                                 writer->language));
    }
    smtpcodes__json_close(writer, "}");
    smtpcodes__json_close(writer, "}");
}
