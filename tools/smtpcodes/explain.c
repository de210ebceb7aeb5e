/* smtpcodes explain: a server's replies, what they mean and what to do. */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_ROOM = 65536, MOST_ROOM = 64 * 1024 * 1024 };

/* ------------------------------------------------------------------------------------------------------ one reply */

struct explained {
    const char *bytes;
    size_t length;
    smtpcodes_reply reply;
    smtpcodes_classification decision;
    char *text; /* of the reply: as sent for JSON, which has escapes of its own, else printable */
    size_t text_length;
};

/* The text of the reply; 0: out of memory. */
static int take_text(struct explained *one, int32_t options)
{
    int32_t needed = smtpcodes_reply_text(one->bytes, one->length, options, 0, NULL, 0);

    one->text_length = needed < 0 ? 0 : (size_t)needed;
    one->text = malloc(one->text_length + 1);
    if (one->text == NULL) {
        fputs("smtpcodes: out of memory\n", stderr);
        return 0;
    }
    smtpcodes_reply_text(one->bytes, one->length, options, 0, one->text, one->text_length + 1);
    return 1;
}

static void explain_code_text(const struct explained *one, int32_t stage)
{
    smtpcodes_code code = one->reply.enhanced != 0 ? one->reply.enhanced : one->reply.code;

    printf("%s", one->reply.code != 0 ? code_text(one->reply.code) : "(no reply code)");
    if (one->reply.enhanced != 0) {
        printf(" %s", code_text(one->reply.enhanced));
    }
    printf("  %s\n", field_of(code, stage, SMTPCODES_FIELD_TITLE));
}

static void put_said(const char *text)
{
    const char *label = "Server said";

    while (*text != '\0') {
        size_t line = strcspn(text, "\n");

        printf("  %-14s%.*s\n", label, (int)line, text);
        label = "";
        text += line + (text[line] == '\n');
    }
}

static void put_flags(const char *label, int32_t vocabulary, int32_t bits)
{
    int32_t bit;

    for (bit = 1; bit > 0 && bit <= bits; bit = bit < 0x40000000 ? bit * 2 : 0) {
        if (bits & bit) {
            put_pair(label, title_of(vocabulary, bit));
            label = "";
        }
    }
}

static void put_step(const smtpcodes_classification *decision)
{
    char text[256];

    if (decision->otherwise == SMTPCODES_STEP_NONE || decision->otherwise == decision->step) {
        put_pair("The program", title_of(SMTPCODES_VOCABULARY_STEP, decision->step));
        return;
    }
    snprintf(text, sizeof text, "%s; failing that: %s", title_of(SMTPCODES_VOCABULARY_STEP, decision->step),
             title_of(SMTPCODES_VOCABULARY_STEP, decision->otherwise));
    put_pair("The program", text);
}

static void put_delay(const smtpcodes_classification *decision)
{
    char text[128];

    if (decision->delay_seconds == 0) {
        return;
    }
    snprintf(text, sizeof text, "%d minutes (%s)", (int)((decision->delay_seconds + 59) / 60),
             title_of(SMTPCODES_VOCABULARY_DELAY_SOURCE, decision->delay_source));
    put_pair("Wait", text);
}

static void put_report(const smtpcodes_classification *decision)
{
    char text[64];

    if (decision->dsn_action == SMTPCODES_DSN_NONE) {
        return;
    }
    snprintf(text, sizeof text, "Action: %s, Status: %s",
             smtpcodes_word_name(SMTPCODES_VOCABULARY_DSN_ACTION, decision->dsn_action), code_text(decision->dsn_status));
    put_pair("In a report", text);
}

static void explain_text(const struct explained *one, int32_t stage)
{
    const smtpcodes_classification *decision = &one->decision;
    smtpcodes_code code = one->reply.enhanced != 0 ? one->reply.enhanced : one->reply.code;

    explain_code_text(one, stage);
    put_said(one->text);
    put_pair("Meaning", field_of(code, stage, SMTPCODES_FIELD_MEANING));
    if (decision->severity != SMTPCODES_SEVERITY_SUCCESS) {
        put_pair("How to fix", field_of(code, stage, SMTPCODES_FIELD_FIX));
    }
    put_pair("Decision", title_of(SMTPCODES_VOCABULARY_DISPOSITION, decision->disposition));
    put_step(decision);
    put_delay(decision);
    if (decision->disposition >= SMTPCODES_DISPOSITION_DEFER) {
        put_pair("Reason", title_of(SMTPCODES_VOCABULARY_REASON, decision->reason));
        put_pair("A person", title_of(SMTPCODES_VOCABULARY_REMEDY, decision->remedy));
        put_flags("Who acts", SMTPCODES_VOCABULARY_PARTY, decision->parties);
        put_pair("It ends", title_of(SMTPCODES_VOCABULARY_EXTENT, decision->extent));
        put_pair("Refused", title_of(SMTPCODES_VOCABULARY_TARGET, decision->target));
        put_pair("Suppress", title_of(SMTPCODES_VOCABULARY_SUPPRESS, decision->suppress));
    }
    put_pair("Connection", title_of(SMTPCODES_VOCABULARY_CONNECTION, decision->connection));
    put_report(decision);
    put_flags("Take note", SMTPCODES_VOCABULARY_DECISION_FLAG, decision->flags);
    put_flags("Irregular", SMTPCODES_VOCABULARY_REPLY_FLAG, one->reply.flags);
}

static void json_decision(const smtpcodes_classification *decision)
{
    json_open("decision", '{');
    json_word("disposition", SMTPCODES_VOCABULARY_DISPOSITION, decision->disposition);
    json_word("severity", SMTPCODES_VOCABULARY_SEVERITY, decision->severity);
    json_word("reason", SMTPCODES_VOCABULARY_REASON, decision->reason);
    json_word("later", SMTPCODES_VOCABULARY_LATER, decision->later);
    json_word("step", SMTPCODES_VOCABULARY_STEP, decision->step);
    json_word("otherwise", SMTPCODES_VOCABULARY_STEP, decision->otherwise);
    json_word("remedy", SMTPCODES_VOCABULARY_REMEDY, decision->remedy);
    json_word("extent", SMTPCODES_VOCABULARY_EXTENT, decision->extent);
    json_word("target", SMTPCODES_VOCABULARY_TARGET, decision->target);
    json_bits("parties", SMTPCODES_VOCABULARY_PARTY, decision->parties);
    json_word("connection", SMTPCODES_VOCABULARY_CONNECTION, decision->connection);
    json_word("next_server", SMTPCODES_VOCABULARY_NEXT_SERVER, decision->next_server);
    json_word("suppress", SMTPCODES_VOCABULARY_SUPPRESS, decision->suppress);
    json_number("delay_seconds", decision->delay_seconds);
    json_word("delay_source", SMTPCODES_VOCABULARY_DELAY_SOURCE, decision->delay_source);
    json_code("dsn_status", decision->dsn_status);
    json_word("dsn_action", SMTPCODES_VOCABULARY_DSN_ACTION, decision->dsn_action);
    json_word("standing", SMTPCODES_VOCABULARY_STANDING, decision->standing);
    json_bits("flags", SMTPCODES_VOCABULARY_DECISION_FLAG, decision->flags);
    json_close('}');
}

static void explain_json(const struct explained *one, int32_t stage)
{
    smtpcodes_code code = one->reply.enhanced != 0 ? one->reply.enhanced : one->reply.code;

    json_begin();
    json_code("code", one->reply.code);
    json_code("enhanced", one->reply.enhanced);
    json_text("title", field_of(code, stage, SMTPCODES_FIELD_TITLE));
    json_bytes("text", one->text, one->text_length);
    json_number("lines", one->reply.lines);
    json_bits("irregular", SMTPCODES_VOCABULARY_REPLY_FLAG, one->reply.flags);
    json_decision(&one->decision);
    json_end();
}

/* Explain the reply at the beginning of the bytes; UNDERSTOOD where it has a code of either kind. */
static int explain_reply(struct explained *one, const struct options *options)
{
    smtpcodes_context context;

    memset(&context, 0, sizeof context);
    context.stage = options->stage;
    context.role = options->role;
    context.recipients = options->recipients;
    context.flags = options->flags;
    smtpcodes_classify(one->reply.code, one->reply.enhanced, &context, sizeof context, &one->decision, sizeof one->decision);
    if (!take_text(one, options->json ? 0 : SMTPCODES_PARSE_PRINTABLE)) {
        return NOT_UNDERSTOOD;
    }
    if (options->json) {
        explain_json(one, options->stage);
    } else {
        explain_text(one, options->stage);
    }
    free(one->text);
    return one->reply.code != 0 || one->reply.enhanced != 0 ? UNDERSTOOD : NOT_UNDERSTOOD;
}

/* What goes on from one reply to the next. */
struct run {
    const struct options *options;
    int status, is_first;
    smtpcodes_reply incomplete; /* of the reply that the bytes so far do not end */
    int32_t resume;             /* SMTPCODES_PARSE_RESUME where there is one */
};

static void separate(struct run *run)
{
    if (!run->is_first && !run->options->json) {
        putchar('\n');
    }
    run->is_first = 0;
}

/* All replies in some bytes, one behind the other. The bytes left over because the last is incomplete are returned. */
static size_t explain_all(const char *bytes, size_t length, int32_t end, struct run *run)
{
    size_t place = 0;

    while (place < length) {
        struct explained one;
        int32_t consumed = smtpcodes_reply_parse(bytes + place, length - place, end | run->resume, &run->incomplete,
                                                 sizeof run->incomplete);

        run->resume = consumed == 0 ? SMTPCODES_PARSE_RESUME : 0;
        if (consumed <= 0) {
            break;
        }
        one.reply = run->incomplete;
        one.bytes = bytes + place;
        one.length = (size_t)consumed;
        separate(run);
        if (explain_reply(&one, run->options) != UNDERSTOOD) {
            run->status = NOT_UNDERSTOOD;
        }
        place += (size_t)consumed;
    }
    return length - place;
}

static void begin_run(struct run *run, const struct options *options)
{
    memset(run, 0, sizeof *run);
    run->options = options;
    run->status = UNDERSTOOD;
    run->is_first = 1;
}

/* Bytes in which there is no reply, not even one without a code. */
static void no_reply(struct run *run, const char *where)
{
    fprintf(stderr, "smtpcodes: there is no reply in %s\n", where);
    run->status = NOT_UNDERSTOOD;
}

int explain_arguments(int count, char **texts, const struct options *options)
{
    struct run run;
    int index;

    begin_run(&run, options);
    for (index = 0; index < count; index++) {
        size_t length = strlen(texts[index]);

        run.resume = 0;
        if (explain_all(texts[index], length, SMTPCODES_PARSE_END, &run) > 0 || length == 0) {
            no_reply(&run, "an argument");
        }
    }
    return run.status;
}

/* ----------------------------------------------------------------------------------------------- a stream of them */

struct stream {
    char *bytes;
    size_t length, room;
};

static int make_room(struct stream *stream)
{
    size_t room = stream->room == 0 ? FIRST_ROOM : stream->room * 2;
    char *bytes;

    if (stream->length < stream->room) {
        return 1;
    }
    if (room > MOST_ROOM) {
        fprintf(stderr, "smtpcodes: a reply of more than %d bytes: this is no SMTP\n", MOST_ROOM);
        return 0;
    }
    bytes = realloc(stream->bytes, room);
    if (bytes == NULL) {
        fputs("smtpcodes: out of memory\n", stderr);
        return 0;
    }
    stream->bytes = bytes;
    stream->room = room;
    return 1;
}

static ssize_t read_more(struct stream *stream)
{
    ssize_t got;

    do {
        got = read(STDIN_FILENO, stream->bytes + stream->length, stream->room - stream->length);
    } while (got < 0 && errno == EINTR);
    if (got > 0) {
        stream->length += (size_t)got;
    }
    return got;
}

int explain_input(const struct options *options)
{
    struct stream stream = {NULL, 0, 0};
    struct run run;
    ssize_t got = 1;
    int failed = 0;

    begin_run(&run, options);
    while (got > 0 && !failed && !ferror(stdout)) {
        size_t left;

        if (!make_room(&stream)) {
            failed = 1;
            break;
        }
        got = read_more(&stream);
        if (got < 0) {
            perror("smtpcodes: standard input");
            failed = 1;
        }
        left = explain_all(stream.bytes, stream.length, got > 0 ? 0 : SMTPCODES_PARSE_END, &run);
        memmove(stream.bytes, stream.bytes + stream.length - left, left);
        stream.length = left;
    }
    if (!failed && (stream.length > 0 || run.is_first)) {
        no_reply(&run, "standard input");
    }
    free(stream.bytes);
    return failed ? NOT_UNDERSTOOD : run.status;
}
