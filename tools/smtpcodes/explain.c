/* smtpcodes explain: a server's replies, what they mean and what to do. */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_ROOM = 65536, MOST_ROOM = 64 * 1024 * 1024 };

/* ------------------------------------------------------------------------------------------------------ one reply */

/* The parts of a verdict in the order in which a person wants to read them. */
static const int32_t parts[] = {
    SMTPCODES_PART_REPLY,       SMTPCODES_PART_MEANING,     SMTPCODES_PART_DISPOSITION, SMTPCODES_PART_STEP,
    SMTPCODES_PART_DELAY,       SMTPCODES_PART_REASON,      SMTPCODES_PART_CONFIDENCE,  SMTPCODES_PART_BASIS,
    SMTPCODES_PART_EVIDENCE,    SMTPCODES_PART_PROVIDER,    SMTPCODES_PART_BLOCKLIST,   SMTPCODES_PART_URL,
    SMTPCODES_PART_REMEDY,      SMTPCODES_PART_PARTIES,
    SMTPCODES_PART_EXTENT,      SMTPCODES_PART_TARGET,      SMTPCODES_PART_LATER,       SMTPCODES_PART_NEXT_SERVER,
    SMTPCODES_PART_SUPPRESS,    SMTPCODES_PART_CONNECTION,  SMTPCODES_PART_REPORT,      SMTPCODES_PART_FLAGS,
    SMTPCODES_PART_IRREGULARITIES,
};
static const int32_t advice[] = {SMTPCODES_PART_FIX, SMTPCODES_PART_AUTHOR, SMTPCODES_PART_SENDING_ADMINISTRATOR,
                                 SMTPCODES_PART_RECEIVING_ADMINISTRATOR};

static void explain_text(const char *bytes, size_t length, const smtpcodes_verdict *verdict, const struct options *options)
{
    size_t index;

    put_title(render_verdict(bytes, length, verdict, SMTPCODES_PART_TITLE, options), options);
    for (index = 0; index < sizeof parts / sizeof parts[0]; index++) {
        put_part(parts[index], render_verdict(bytes, length, verdict, parts[index], options), options);
    }
    for (index = 0; index < sizeof advice / sizeof advice[0]; index++) {
        if (verdict->decision.disposition >= SMTPCODES_DISPOSITION_DEFER) {
            put_part(advice[index], render_verdict(bytes, length, verdict, advice[index], options), options);
        }
    }
}

/* Explain a reply; UNDERSTOOD where it has a code of either kind. */
static int explain_reply(const char *bytes, size_t length, int is_first, const struct options *options)
{
    smtpcodes_context context;
    smtpcodes_verdict verdict;

    memset(&context, 0, sizeof context);
    context.stage = options->stage;
    context.role = options->role;
    context.recipients = options->recipients;
    context.flags = options->flags;
    context.provider = options->provider;
    smtpcodes_diagnose(bytes, length, &context, sizeof context, options->rules, &verdict, sizeof verdict);
    if (options->format == SMTPCODES_FORMAT_TEXT) {
        explain_text(bytes, length, &verdict, options);
    } else {
        put_object(render_verdict(bytes, length, &verdict, SMTPCODES_PART_WHOLE, options), is_first, options);
    }
    return verdict.code != 0 || verdict.enhanced != 0 ? UNDERSTOOD : NOT_UNDERSTOOD;
}

/* What goes on from one reply to the next. */
struct run {
    const struct options *options;
    int status, is_first;
    long long count;            /* of replies */
    smtpcodes_reply incomplete; /* of the reply that the bytes so far do not end */
    int32_t resume;             /* SMTPCODES_PARSE_RESUME where there is one */
};

static void separate(struct run *run)
{
    if (!run->is_first && run->options->format == SMTPCODES_FORMAT_TEXT) {
        putchar('\n');
    }
}

/* The bytes of a reply at the end of all bytes: with the lines without a code that stand behind it, where nothing else does. */
static int32_t with_loose_lines(const char *bytes, size_t length, int32_t consumed)
{
    smtpcodes_reply reply;

    if ((size_t)consumed < length && (bytes[consumed] < '0' || bytes[consumed] > '9') && bytes[0] >= '2' && bytes[0] <= '5' &&
        smtpcodes_reply_find(bytes, length, &reply, sizeof reply) >= 0 && reply.start == 0 && reply.consumed > consumed) {
        return reply.consumed;
    }
    return consumed;
}

/* All replies in some bytes, one behind the other. The bytes left over because the last is incomplete are returned. */
static size_t explain_all(const char *bytes, size_t length, int32_t end, struct run *run)
{
    size_t place = 0;

    while (place < length) {
        int32_t consumed = smtpcodes_reply_parse(bytes + place, length - place, end | run->resume, &run->incomplete,
                                                 sizeof run->incomplete);

        run->resume = consumed == 0 ? SMTPCODES_PARSE_RESUME : 0;
        if (consumed <= 0) {
            break;
        }
        if (end != 0) {
            consumed = with_loose_lines(bytes + place, length - place, consumed);
        }
        separate(run);
        if (explain_reply(bytes + place, (size_t)consumed, run->is_first, run->options) != UNDERSTOOD) {
            run->status = NOT_UNDERSTOOD;
        }
        run->is_first = 0;
        run->count++;
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
static void no_reply(struct run *run, enum message message)
{
    run->status = complain(NOT_UNDERSTOOD, run->options->language, message, (const char *)NULL);
}

int explain_arguments(int count, char **texts, const struct options *options)
{
    struct run run;
    int index;

    begin_run(&run, options);
    begin_objects(0, options);
    for (index = 0; index < count; index++) {
        size_t length = strlen(texts[index]);

        run.resume = 0;
        if (explain_all(texts[index], length, SMTPCODES_PARSE_END, &run) > 0 || length == 0) {
            no_reply(&run, MESSAGE_NO_REPLY_ARGUMENT);
        }
    }
    end_objects(0, options);
    return run.status;
}

/* ----------------------------------------------------------------------------------------------- a stream of them */

struct stream {
    char *bytes;
    size_t length, room;
};

/* 0: there is none to be had. */
static int make_room(struct stream *stream, struct progress *progress, int32_t language)
{
    size_t room = stream->room == 0 ? FIRST_ROOM : stream->room * 2;
    char *bytes;

    if (stream->length < stream->room) {
        return 1;
    }
    if (room > MOST_ROOM) {
        end_progress(progress);
        complain(NOT_UNDERSTOOD, language, MESSAGE_TOO_LONG, "count", "67108864", (const char *)NULL);
        return 0;
    }
    bytes = realloc(stream->bytes, room);
    if (bytes == NULL) {
        end_progress(progress);
        complain(NOT_UNDERSTOOD, language, MESSAGE_NO_MEMORY, (const char *)NULL);
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
    struct progress progress;
    struct run run;
    ssize_t got = 1;
    int failed = 0;

    begin_run(&run, options);
    begin_progress(&progress);
    begin_objects(0, options);
    while (got > 0 && !failed && !ferror(stdout)) {
        size_t left;

        if (!make_room(&stream, &progress, options->language)) {
            failed = 1;
            break;
        }
        got = read_more(&stream);
        if (got < 0) {
            end_progress(&progress);
            complain_of_error(NOT_UNDERSTOOD, options->language, MESSAGE_CANNOT_READ, "", errno);
            failed = 1;
        }
        left = explain_all(stream.bytes, stream.length, got > 0 ? 0 : SMTPCODES_PARSE_END, &run);
        memmove(stream.bytes, stream.bytes + stream.length - left, left);
        stream.length = left;
        show_progress(&progress, run.count, options);
    }
    end_progress(&progress);
    if (!failed && (stream.length > 0 || run.is_first)) {
        no_reply(&run, MESSAGE_NO_REPLY_INPUT);
    }
    end_objects(0, options);
    free(stream.bytes);
    return failed ? NOT_UNDERSTOOD : run.status;
}
