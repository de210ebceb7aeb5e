/* A decision, or a verdict, on one reply, as a text. */
#include "render.h"

/* "550 5.1.1 No such mailbox" */
static void put_verdict_title(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view)
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
    smtpcodes__put_code_title(writer, smtpcodes__telling_code(view), view->verdict.stage);
}

/* --------------------------------------------------------------------------------------------- what the server said */

/* The text of every line; in JSON they are joined by an escape, in Markdown they make a block of code. */
void smtpcodes__put_reply(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view)
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
        if (!line.more && number >= view->lines) {
            break;
        }
        smtpcodes__line_begin(&line, line.next);
    }
    if (is_markdown) {
        writer->format = SMTPCODES_FORMAT_MARKDOWN;
    }
}

static void put_reply_section(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view)
{
    int is_html = writer->format == SMTPCODES_FORMAT_HTML;

    if (view->input.length == 0) {
        return;
    }
    smtpcodes__section(writer, SMTPCODES_PART_REPLY, 2);
    smtpcodes__raw(writer, is_html ? "<pre>" : writer->is_labelled && view->lines < 2 ? " " : writer->is_bare ? "" : "\n");
    writer->is_labelled = 0;
    smtpcodes__put_reply(writer, view);
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
int32_t smtpcodes__verdict_word(const smtpcodes_verdict *verdict, int32_t part, int32_t *vocabulary)
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
void smtpcodes__put_span(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, int32_t offset, int32_t length)
{
    if (offset >= 0 && length > 0 && (size_t)offset <= view->input.length && (size_t)length <= view->input.length - (size_t)offset) {
        smtpcodes__wire(writer, (const char *)view->input.bytes + offset, (size_t)length);
    }
}

/* What would only fill the page is left out: of a success most questions have no answer. */
static int has_verdict_fact(const struct smtpcodes__verdict_view *view, int32_t part)
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
        return view->verdict.confidence != SMTPCODES_CONFIDENCE_NONE && smtpcodes__is_refusal(view);
    case SMTPCODES_PART_BASIS:
        return view->verdict.basis != SMTPCODES_BASIS_NONE && smtpcodes__is_refusal(view);
    case SMTPCODES_PART_PROVIDER:
        return view->verdict.provider != SMTPCODES_PROVIDER_NONE;
    case SMTPCODES_PART_BLOCKLIST:
        return view->verdict.blocklist != SMTPCODES_BLOCKLIST_NONE;
    case SMTPCODES_PART_EVIDENCE:
        return view->verdict.evidence_length > 0 && view->input.length > 0;
    case SMTPCODES_PART_URL:
        return view->verdict.url_length > 0 && view->input.length > 0;
    default:
        return part >= SMTPCODES_PART_REASON && part <= SMTPCODES_PART_SUPPRESS && smtpcodes__is_refusal(view);
    }
}

/* " (acme_quarantine)": a reason of the pack, behind the one on which it stands. */
static void put_own_reason(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view)
{
    const char *name = smtpcodes_rules_reason_name(view->rules, view->verdict.reason);

    if (name[0] != '\0') {
        smtpcodes__raw(writer, " (");
        smtpcodes__text(writer, name);
        smtpcodes__raw(writer, ")");
    }
}

static void put_verdict_fact(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, int32_t part)
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
        smtpcodes__put_span(writer, view, view->verdict.evidence_offset, view->verdict.evidence_length);
        break;
    case SMTPCODES_PART_URL:
        smtpcodes__put_span(writer, view, view->verdict.url_offset, view->verdict.url_length);
        break;
    default:
        number = smtpcodes__verdict_word(&view->verdict, part, &vocabulary);
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
static void put_advice(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, int32_t part)
{
    uint32_t text = smtpcodes__word_text_number(SMTPCODES_VOCABULARY_REASON, view->verdict.decision.reason, part);

    if (text != 0) {
        smtpcodes__section(writer, part, 2);
        smtpcodes__say_paragraph(writer, text);
    }
}

static void put_verdict_part(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view, int32_t part)
{
    switch (part) {
    case SMTPCODES_PART_TITLE:
        smtpcodes__paragraph(writer, SMTPCODES_LANGUAGE_NONE);
        put_verdict_title(writer, view);
        smtpcodes__paragraph_end(writer, SMTPCODES_LANGUAGE_NONE);
        break;
    case SMTPCODES_PART_MEANING:
    case SMTPCODES_PART_FIX:
        smtpcodes__put_code_field(writer, smtpcodes__telling_code(view), view->verdict.stage, part, 2);
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

static void put_verdict_page(smtpcodes__writer *writer, const struct smtpcodes__verdict_view *view)
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
    if (smtpcodes__is_refusal(view)) {
        put_verdict_part(writer, view, SMTPCODES_PART_FIX);
        for (part = SMTPCODES_PART_AUTHOR; part <= SMTPCODES_PART_RECEIVING_ADMINISTRATOR; part++) {
            put_verdict_part(writer, view, part);
        }
    }
    smtpcodes__article_end(writer);
}

/* The lines of the reply and what is odd about them, with the lines without a code behind it, where diagnose reads them too. */
static void count_lines(struct smtpcodes__verdict_view *view, const char *bytes, size_t length)
{
    smtpcodes_reply reply, found;

    if (smtpcodes_reply_parse(bytes, length, SMTPCODES_PARSE_END, &reply, sizeof reply) <= 0) {
        return;
    }
    if (reply.first_code != 0 && (size_t)reply.consumed < length &&
        smtpcodes_reply_find(bytes, length, &found, sizeof found) >= 0 && found.start == reply.start &&
        found.lines > reply.lines) {
        reply = found;
    }
    view->lines = reply.lines;
    view->irregularities = reply.flags;
}

SMTPCODES_API int32_t smtpcodes_render_verdict(const char *bytes, size_t length, const smtpcodes_rules *rules,
                                               const smtpcodes_verdict *verdict, size_t verdict_size, int32_t part,
                                               int32_t format, int32_t language, char *buffer, size_t size)
{
    smtpcodes__writer writer;
    struct smtpcodes__verdict_view view;

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
    count_lines(&view, bytes, length);
    writer.is_bare = part != SMTPCODES_PART_WHOLE;
    if (writer.format == SMTPCODES_FORMAT_JSON) {
        if (part == SMTPCODES_PART_WHOLE) {
            smtpcodes__json_verdict(&writer, &view);
        } else {
            smtpcodes__json_verdict_part(&writer, &view, part);
        }
    } else if (part == SMTPCODES_PART_WHOLE) {
        put_verdict_page(&writer, &view);
    } else {
        put_verdict_part(&writer, &view, part);
    }
    return smtpcodes__close(&writer);
}
