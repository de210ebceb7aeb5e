/* A decision, or a verdict, on one reply, as a text. */
#include "lines.h"
#include "render.h"

struct verdict_view {
    smtpcodes_verdict verdict;
    const smtpcodes_rules *rules; /* of the pack; NULL: none */
    smtpcodes__input input; /* the reply's bytes */
    int32_t lines, irregularities;
};

/* The code whose texts say most: the enhanced one where there is one. */
static smtpcodes_code telling_code(const struct verdict_view *view)
{
    return view->verdict.enhanced != 0 ? view->verdict.enhanced : view->verdict.code;
}

static int is_refusal(const struct verdict_view *view)
{
    return view->verdict.decision.disposition >= SMTPCODES_DISPOSITION_DEFER;
}

/* "550 5.1.1 No such mailbox" */
static void put_verdict_title(smtpcodes__writer *writer, const struct verdict_view *view)
{
    smtpcodes_code code = view->verdict.code, enhanced = view->verdict.enhanced;

    if (code == 0 && enhanced == 0) {
        smtpcodes__sentence(writer, SMTPCODES__SAY_NO_CODE, NULL, 0);
        return;
    }
    if (code != 0 && enhanced != 0) {
        smtpcodes__code(writer, code);
        smtpcodes__raw(writer, " ");
    }
    smtpcodes__put_code_title(writer, telling_code(view), view->verdict.stage);
}

/* --------------------------------------------------------------------------------------------- what the server said */

/* The text of every line; in JSON they are joined by an escape, in Markdown they make a block of code. */
static void put_reply(smtpcodes__writer *writer, const struct verdict_view *view)
{
    int is_markdown = writer->format == SMTPCODES_FORMAT_MARKDOWN, is_json = writer->format == SMTPCODES_FORMAT_JSON;
    smtpcodes__line line;
    int32_t number = 0;

    smtpcodes__line_begin(&line, 0);
    if (is_markdown) {
        writer->format = SMTPCODES_FORMAT_TEXT; /* nothing is marked up within code */
    }
    while (smtpcodes__line_next(&view->input, &line, number == 0)) {
        if (number++ > 0) {
            smtpcodes__raw(writer, is_json ? "\\n" : "\n");
        }
        smtpcodes__raw(writer, is_markdown ? "    " : "");
        smtpcodes__wire(writer, (const char *)view->input.bytes + line.text, line.end - line.text);
        if (!line.more) {
            break;
        }
        smtpcodes__line_begin(&line, line.next);
    }
    if (is_markdown) {
        writer->format = SMTPCODES_FORMAT_MARKDOWN;
    }
}

static void put_reply_section(smtpcodes__writer *writer, const struct verdict_view *view)
{
    int is_html = writer->format == SMTPCODES_FORMAT_HTML;

    if (view->input.length == 0) {
        return;
    }
    smtpcodes__section(writer, SMTPCODES_PART_REPLY, 2);
    smtpcodes__raw(writer, is_html ? "<pre>" : writer->is_labelled && view->lines < 2 ? " " : writer->is_bare ? "" : "\n");
    writer->is_labelled = 0;
    put_reply(writer, view);
    smtpcodes__raw(writer, is_html ? "</pre>\n" : "\n");
}

/* --------------------------------------------------------------------------------------------------------- facts */

static void put_bits(smtpcodes__writer *writer, int32_t vocabulary, int32_t bits)
{
    uint32_t left = (uint32_t)bits;

    if (bits == 0) {
        smtpcodes__put_word(writer, vocabulary, 0);
    }
    for (; left != 0; left &= left - 1) {
        smtpcodes__put_word(writer, vocabulary, (int32_t)(left & (0u - left)));
        smtpcodes__raw(writer, (left & (left - 1)) != 0 ? "; " : "");
    }
}

static void put_step(smtpcodes__writer *writer, const smtpcodes_classification *decision)
{
    smtpcodes__value values[2];

    if (decision->otherwise == SMTPCODES_STEP_NONE || decision->otherwise == decision->step) {
        smtpcodes__put_word(writer, SMTPCODES_VOCABULARY_STEP, decision->step);
        return;
    }
    memset(values, 0, sizeof values);
    values[0].name = "step";
    values[0].text = smtpcodes_word_text(SMTPCODES_VOCABULARY_STEP, decision->step, SMTPCODES_FIELD_TITLE, writer->language);
    values[1].name = "otherwise";
    values[1].text = smtpcodes_word_text(SMTPCODES_VOCABULARY_STEP, decision->otherwise, SMTPCODES_FIELD_TITLE, writer->language);
    smtpcodes__sentence(writer, SMTPCODES__SAY_OTHERWISE, values, 2);
}

static void put_delay(smtpcodes__writer *writer, const smtpcodes_classification *decision)
{
    int32_t seconds = decision->delay_seconds;
    smtpcodes__value values[2];

    memset(values, 0, sizeof values);
    values[0].name = "count";
    values[0].number = seconds < 120 ? seconds : seconds / 60 + (seconds % 60 != 0);
    values[1].name = "source";
    values[1].text = smtpcodes_word_text(SMTPCODES_VOCABULARY_DELAY_SOURCE, decision->delay_source, SMTPCODES_FIELD_TITLE,
                                         writer->language);
    smtpcodes__sentence(writer, seconds < 120 ? SMTPCODES__SAY_SECONDS : SMTPCODES__SAY_MINUTES, values, 2);
}

/* Field names and values of a delivery report are of the protocol (RFC 3464): no language changes them. */
static void put_report(smtpcodes__writer *writer, const smtpcodes_classification *decision)
{
    smtpcodes__raw(writer, "Action: ");
    smtpcodes__text(writer, smtpcodes_word_name(SMTPCODES_VOCABULARY_DSN_ACTION, decision->dsn_action));
    smtpcodes__raw(writer, ", Status: ");
    smtpcodes__code(writer, decision->dsn_status);
}

/* The vocabulary and the value of a fact that is a word. */
static int32_t word_of(const smtpcodes_verdict *verdict, int32_t part, int32_t *vocabulary)
{
    const smtpcodes_classification *decision = &verdict->decision;

    switch (part) {
    case SMTPCODES_PART_DISPOSITION:
        *vocabulary = SMTPCODES_VOCABULARY_DISPOSITION;
        return decision->disposition;
    case SMTPCODES_PART_REASON:
        *vocabulary = SMTPCODES_VOCABULARY_REASON;
        return decision->reason;
    case SMTPCODES_PART_REMEDY:
        *vocabulary = SMTPCODES_VOCABULARY_REMEDY;
        return decision->remedy;
    case SMTPCODES_PART_EXTENT:
        *vocabulary = SMTPCODES_VOCABULARY_EXTENT;
        return decision->extent;
    case SMTPCODES_PART_TARGET:
        *vocabulary = SMTPCODES_VOCABULARY_TARGET;
        return decision->target;
    case SMTPCODES_PART_LATER:
        *vocabulary = SMTPCODES_VOCABULARY_LATER;
        return decision->later;
    case SMTPCODES_PART_NEXT_SERVER:
        *vocabulary = SMTPCODES_VOCABULARY_NEXT_SERVER;
        return decision->next_server;
    case SMTPCODES_PART_SUPPRESS:
        *vocabulary = SMTPCODES_VOCABULARY_SUPPRESS;
        return decision->suppress;
    case SMTPCODES_PART_CONFIDENCE:
        *vocabulary = SMTPCODES_VOCABULARY_CONFIDENCE;
        return verdict->confidence;
    case SMTPCODES_PART_BASIS:
        *vocabulary = SMTPCODES_VOCABULARY_BASIS;
        return verdict->basis;
    case SMTPCODES_PART_PROVIDER:
        *vocabulary = SMTPCODES_VOCABULARY_PROVIDER;
        return verdict->provider;
    case SMTPCODES_PART_BLOCKLIST:
        *vocabulary = SMTPCODES_VOCABULARY_BLOCKLIST;
        return verdict->blocklist;
    default:
        *vocabulary = SMTPCODES_VOCABULARY_CONNECTION;
        return decision->connection;
    }
}

/* The words that decided, or a help page, as they came: they lie within the bytes, or are not shown. */
static void put_span(smtpcodes__writer *writer, const struct verdict_view *view, int32_t offset, int32_t length)
{
    if (offset >= 0 && length > 0 && (size_t)offset <= view->input.length && (size_t)length <= view->input.length - (size_t)offset) {
        smtpcodes__wire(writer, (const char *)view->input.bytes + offset, (size_t)length);
    }
}

/* What would only fill the page is left out: of a success most questions have no answer. */
static int has_verdict_fact(const struct verdict_view *view, int32_t part)
{
    const smtpcodes_classification *decision = &view->verdict.decision;

    switch (part) {
    case SMTPCODES_PART_DISPOSITION:
    case SMTPCODES_PART_STEP:
    case SMTPCODES_PART_CONNECTION:
        return 1;
    case SMTPCODES_PART_DELAY:
        return decision->delay_seconds > 0;
    case SMTPCODES_PART_REPORT:
        return decision->dsn_action != SMTPCODES_DSN_NONE;
    case SMTPCODES_PART_FLAGS:
        return decision->flags != 0;
    case SMTPCODES_PART_IRREGULARITIES:
        return view->irregularities != 0;
    case SMTPCODES_PART_CONFIDENCE:
        return view->verdict.confidence != SMTPCODES_CONFIDENCE_NONE && is_refusal(view);
    case SMTPCODES_PART_BASIS:
        return view->verdict.basis != SMTPCODES_BASIS_NONE && is_refusal(view);
    case SMTPCODES_PART_PROVIDER:
        return view->verdict.provider != SMTPCODES_PROVIDER_NONE;
    case SMTPCODES_PART_BLOCKLIST:
        return view->verdict.blocklist != SMTPCODES_BLOCKLIST_NONE;
    case SMTPCODES_PART_EVIDENCE:
        return view->verdict.evidence_length > 0 && view->input.length > 0;
    case SMTPCODES_PART_URL:
        return view->verdict.url_length > 0 && view->input.length > 0;
    default:
        return part >= SMTPCODES_PART_REASON && part <= SMTPCODES_PART_SUPPRESS && is_refusal(view);
    }
}

/* " (acme_quarantine)": a reason of the pack, behind the one on which it stands. */
static void put_own_reason(smtpcodes__writer *writer, const struct verdict_view *view)
{
    const char *name = smtpcodes_rules_reason_name(view->rules, view->verdict.reason);

    if (name[0] != '\0') {
        smtpcodes__raw(writer, " (");
        smtpcodes__text(writer, name);
        smtpcodes__raw(writer, ")");
    }
}

static void put_verdict_fact(smtpcodes__writer *writer, const struct verdict_view *view, int32_t part)
{
    const smtpcodes_classification *decision = &view->verdict.decision;
    int32_t vocabulary, number;

    if (!has_verdict_fact(view, part)) {
        return;
    }
    smtpcodes__fact(writer, part);
    switch (part) {
    case SMTPCODES_PART_STEP:
        put_step(writer, decision);
        break;
    case SMTPCODES_PART_DELAY:
        put_delay(writer, decision);
        break;
    case SMTPCODES_PART_REPORT:
        put_report(writer, decision);
        break;
    case SMTPCODES_PART_PARTIES:
        put_bits(writer, SMTPCODES_VOCABULARY_PARTY, decision->parties);
        break;
    case SMTPCODES_PART_FLAGS:
        put_bits(writer, SMTPCODES_VOCABULARY_DECISION_FLAG, decision->flags);
        break;
    case SMTPCODES_PART_IRREGULARITIES:
        put_bits(writer, SMTPCODES_VOCABULARY_REPLY_FLAG, view->irregularities);
        break;
    case SMTPCODES_PART_EVIDENCE:
        put_span(writer, view, view->verdict.evidence_offset, view->verdict.evidence_length);
        break;
    case SMTPCODES_PART_URL:
        put_span(writer, view, view->verdict.url_offset, view->verdict.url_length);
        break;
    default:
        number = word_of(&view->verdict, part, &vocabulary);
        smtpcodes__put_word(writer, vocabulary, number);
        if (part == SMTPCODES_PART_REASON) {
            put_own_reason(writer, view);
        }
        break;
    }
    smtpcodes__fact_end(writer);
}

/* --------------------------------------------------------------------------------------------------------- prose */

/* What a reason advises one of the parties. */
static void put_advice(smtpcodes__writer *writer, const struct verdict_view *view, int32_t part)
{
    uint32_t text = smtpcodes__word_text_number(SMTPCODES_VOCABULARY_REASON, view->verdict.decision.reason, part);

    if (text != 0) {
        smtpcodes__section(writer, part, 2);
        smtpcodes__say_paragraph(writer, text);
    }
}

static void put_verdict_part(smtpcodes__writer *writer, const struct verdict_view *view, int32_t part)
{
    switch (part) {
    case SMTPCODES_PART_TITLE:
        smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
        put_verdict_title(writer, view);
        smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
        break;
    case SMTPCODES_PART_MEANING:
    case SMTPCODES_PART_FIX:
        smtpcodes__put_code_field(writer, telling_code(view), view->verdict.stage, part, 2);
        break;
    case SMTPCODES_PART_AUTHOR:
    case SMTPCODES_PART_SENDING_ADMINISTRATOR:
    case SMTPCODES_PART_RECEIVING_ADMINISTRATOR:
        put_advice(writer, view, part);
        break;
    case SMTPCODES_PART_REPLY:
        put_reply_section(writer, view);
        break;
    default:
        put_verdict_fact(writer, view, part);
        break;
    }
}

static void put_verdict_page(smtpcodes__writer *writer, const struct verdict_view *view)
{
    int32_t part;

    smtpcodes__page(writer);
    if (writer->is_page) {
        put_verdict_title(writer, view);
    }
    smtpcodes__article(writer);
    smtpcodes__heading(writer, 1);
    put_verdict_title(writer, view);
    smtpcodes__heading_end(writer, 1);
    put_verdict_part(writer, view, SMTPCODES_PART_REPLY);
    put_verdict_part(writer, view, SMTPCODES_PART_MEANING);
    smtpcodes__facts(writer);
    for (part = SMTPCODES_PART_DISPOSITION; part <= SMTPCODES_PART_URL; part++) {
        put_verdict_part(writer, view, part);
    }
    smtpcodes__facts_end(writer);
    if (is_refusal(view)) {
        put_verdict_part(writer, view, SMTPCODES_PART_FIX);
        for (part = SMTPCODES_PART_AUTHOR; part <= SMTPCODES_PART_RECEIVING_ADMINISTRATOR; part++) {
            put_verdict_part(writer, view, part);
        }
    }
    smtpcodes__article_end(writer);
}

/* ---------------------------------------------------------------------------------------------------------- JSON */

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

static void json_reply(smtpcodes__writer *writer, const struct verdict_view *view, const char *key)
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, "\"");
    put_reply(writer, view);
    smtpcodes__raw(writer, "\"");
}

static void json_span(smtpcodes__writer *writer, const struct verdict_view *view, const char *key, int32_t offset, int32_t length)
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, "\"");
    put_span(writer, view, offset, length);
    smtpcodes__raw(writer, "\"");
}

static void json_title(smtpcodes__writer *writer, const struct verdict_view *view, const char *key)
{
    smtpcodes__json_text(writer, key, smtpcodes_code_text(telling_code(view), view->verdict.stage, SMTPCODES_FIELD_TITLE,
                                                          writer->language));
}

static void json_verdict_part(smtpcodes__writer *writer, const struct verdict_view *view, int32_t part)
{
    const smtpcodes_classification *decision = &view->verdict.decision;
    int32_t vocabulary, number;

    switch (part) {
    case SMTPCODES_PART_TITLE:
        json_title(writer, view, NULL);
        break;
    case SMTPCODES_PART_MEANING:
    case SMTPCODES_PART_FIX:
        smtpcodes__json_text(writer, NULL, smtpcodes_code_text(telling_code(view), view->verdict.stage, part, writer->language));
        break;
    case SMTPCODES_PART_AUTHOR:
    case SMTPCODES_PART_SENDING_ADMINISTRATOR:
    case SMTPCODES_PART_RECEIVING_ADMINISTRATOR:
        smtpcodes__json_text(writer, NULL, smtpcodes_word_text(SMTPCODES_VOCABULARY_REASON, decision->reason, part, writer->language));
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
            number = word_of(&view->verdict, part, &vocabulary);
            smtpcodes__json_word(writer, NULL, vocabulary, number);
        }
        break;
    }
}

/* "1-0123abcd-0123abcd": the number of the normalisation, and the hash. */
static void json_fingerprint(smtpcodes__writer *writer, const struct verdict_view *view)
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

static const char *rule_name(const struct verdict_view *view)
{
    int is_of_pack = view->verdict.rule_origin == SMTPCODES_RULE_ORIGIN_PACK;

    return is_of_pack && view->rules == NULL ? "" : smtpcodes_rule_name(is_of_pack ? view->rules : NULL, view->verdict.rule);
}

/* Machine words first; then what is written for people, which depends on the language. */
static void json_verdict(smtpcodes__writer *writer, const struct verdict_view *view)
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
    for (field = SMTPCODES_FIELD_AUTHOR; is_refusal(view) && field <= SMTPCODES_FIELD_RECEIVING_ADMINISTRATOR; field++) {
        smtpcodes__json_text(writer, smtpcodes_word_name(SMTPCODES_VOCABULARY_PART, field),
                             smtpcodes_word_text(SMTPCODES_VOCABULARY_REASON, view->verdict.decision.reason, field,
                                                 writer->language));
    }
    smtpcodes__json_close(writer, "}");
    smtpcodes__json_close(writer, "}");
}

SMTPCODES_API int32_t smtpcodes_render_verdict(const char *bytes, size_t length, const smtpcodes_rules *rules,
                                               const smtpcodes_verdict *verdict, size_t verdict_size, int32_t part,
                                               int32_t format, int32_t language, char *buffer, size_t size)
{
    smtpcodes__writer writer;
    struct verdict_view view;
    smtpcodes_reply reply;

    if (!smtpcodes__open(&writer, format, language, buffer, size)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (smtpcodes_language_at(0) == SMTPCODES_LANGUAGE_NONE) {
        smtpcodes__close(&writer); /* a build without texts */
        return SMTPCODES_ERROR_UNSUPPORTED;
    }
    if (size > 0) {
        buffer[0] = '\0';
    }
    memset(&view, 0, sizeof view);
    if (verdict == NULL || verdict_size < sizeof(int32_t) ||
        !smtpcodes__open_input(&view.input, bytes, length, SMTPCODES_PARSE_END)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    view.rules = rules;
    smtpcodes__take(&view.verdict, sizeof view.verdict, verdict, verdict_size);
    if (smtpcodes_reply_parse(bytes, length, SMTPCODES_PARSE_END, &reply, sizeof reply) > 0) {
        view.lines = reply.lines;
        view.irregularities = reply.flags;
    }
    writer.is_bare = part != SMTPCODES_PART_WHOLE;
    if (writer.format == SMTPCODES_FORMAT_JSON) {
        if (part == SMTPCODES_PART_WHOLE) {
            json_verdict(&writer, &view);
        } else {
            json_verdict_part(&writer, &view, part);
        }
    } else if (part == SMTPCODES_PART_WHOLE) {
        put_verdict_page(&writer, &view);
    } else {
        put_verdict_part(&writer, &view, part);
    }
    return smtpcodes__close(&writer);
}
