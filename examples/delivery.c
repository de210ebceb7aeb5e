/*
 * What a delivery agent decides over a session, and what becomes of each recipient.
 *
 *     cc delivery.c $(pkg-config --cflags --libs libsmtpcodes) -o delivery
 *     ./delivery session.txt
 *     ./delivery lost.txt
 *
 * The file is a recorded session: lines "C: ..." from the client, "S: ..." from the server; where it ends early, the
 * connection was lost. It shows: replies read piece by piece (SMTPCODES_PARSE_RESUME), the stage of each taken from the
 * command that it answers (pipelined ones too), the context that only the caller knows, and how far a decision reaches
 * (its extent). Left out, to stay small: BDAT, LMTP and more than one server.
 */
#include <smtpcodes.h>

#include <stdio.h>
#include <string.h>

enum { MOST_RECIPIENTS = 32, MOST_PENDING = 64, LINE_ROOM = 2048, REPLY_ROOM = 16384, SAID_ROOM = 1024 };

struct recipient {
    char address[256];
    int transaction;                   /* the last one that named it, counted from 1 */
    int accepted;                      /* RCPT was answered with yes; the message is yet to go */
    int decided;
    char said[SAID_ROOM];              /* the reply that decided, or that there was none */
    smtpcodes_classification decision;
};

struct command {
    int32_t stage;
    struct recipient *recipient;       /* of RCPT, else NULL */
};

struct session {
    struct recipient recipients[MOST_RECIPIENTS];
    int recipient_count;
    struct command pending[MOST_PENDING]; /* sent and not yet answered, oldest first */
    int pending_count;
    int transactions_begun;            /* MAIL was sent */
    int transaction;                   /* MAIL was answered: the one that replies are about */
    int over;                          /* and it is over */
    int refused;                       /* by the greeting */
    int in_content;                    /* behind a 354: the client's lines are the message */
    int in_exchange;                   /* behind a 334: the client's next line belongs to AUTH */
    int32_t lasting;                   /* context flags that outlive a transaction */
    char bytes[REPLY_ROOM];            /* what the server sent and nobody has read yet */
    size_t length;
    smtpcodes_reply reply;             /* of these bytes, perhaps incomplete */
    int32_t resume;
};

static const char *title_of(int32_t vocabulary, int32_t number)
{
    return smtpcodes_word_text(vocabulary, number, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH);
}

/* ------------------------------------------------------------------------------------------------ what is known */

static int is_current(const struct session *session, const struct recipient *recipient)
{
    return recipient->transaction == session->transaction;
}

static smtpcodes_context context_of(const struct session *session, const struct command *command)
{
    smtpcodes_context context = {0};
    int32_t accepted = 0, refused = 0;
    int each;

    for (each = 0; each < session->recipient_count && !session->over; each++) {
        const struct recipient *recipient = &session->recipients[each];

        if (is_current(session, recipient)) {
            accepted += recipient->accepted;
            refused += recipient->decided && !recipient->accepted;
        }
    }
    context.form = SMTPCODES_FORM_WIRE;
    context.role = SMTPCODES_ROLE_RELAY;
    context.stage = command->stage;
    context.recipients = command->recipient != NULL ? 1 : accepted;
    context.flags = session->lasting;
    if (accepted > 0) {
        context.flags |= SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED;
    } else if (refused > 0 && command->recipient == NULL) { /* RCPT may follow: only now it is all of them */
        context.flags |= SMTPCODES_CONTEXT_ALL_REFUSED;
    }
    if (session->transaction > 1) {
        context.flags |= SMTPCODES_CONTEXT_CONNECTION_REUSED;
    }
    return context;
}

/* ---------------------------------------------------------------------------------------------- what is decided */

static void settle_one(struct recipient *recipient, const smtpcodes_classification *decision, const char *said)
{
    if (!recipient->decided) { /* a later reply never takes back what an earlier one has decided */
        recipient->decided = 1;
        recipient->decision = *decision;
        snprintf(recipient->said, sizeof recipient->said, "%s", said);
    }
}

static void settle(struct session *session, const struct command *command, const smtpcodes_classification *decision,
                   const char *said)
{
    int each;

    if (decision->disposition == SMTPCODES_DISPOSITION_CONTINUE || decision->step == SMTPCODES_STEP_IGNORE) {
        if (command->recipient != NULL && decision->disposition == SMTPCODES_DISPOSITION_CONTINUE) {
            command->recipient->accepted = !command->recipient->decided;
        }
        return;
    }
    if (command->recipient != NULL) {
        settle_one(command->recipient, decision, said);
    }
    for (each = 0; each < session->recipient_count; each++) {
        struct recipient *recipient = &session->recipients[each];

        if (decision->extent == SMTPCODES_EXTENT_SESSION
            || (decision->extent == SMTPCODES_EXTENT_TRANSACTION && is_current(session, recipient))) {
            settle_one(recipient, decision, said);
        }
    }
}

static void put_decision(const struct command *command, const smtpcodes_classification *decision, const char *said)
{
    printf("%-10s %-9s %s\n", smtpcodes_word_name(SMTPCODES_VOCABULARY_STAGE, command->stage),
           smtpcodes_word_name(SMTPCODES_VOCABULARY_DISPOSITION, decision->disposition), said);
}

/* The oldest command without an answer; the greeting stands in the queue from the start. */
static struct command take_command(struct session *session)
{
    struct command command = {SMTPCODES_STAGE_IDLE, NULL};

    if (session->pending_count > 0) {
        command = session->pending[0];
        session->pending_count--;
        memmove(session->pending, session->pending + 1, (size_t)session->pending_count * sizeof session->pending[0]);
    }
    if (command.stage == SMTPCODES_STAGE_MAIL) {
        session->transaction++;
        session->over = 0;
    }
    return command;
}

static void on_event(struct session *session, int32_t event)
{
    struct command command = take_command(session);
    smtpcodes_context context = context_of(session, &command);
    smtpcodes_classification decision;
    const char *said = title_of(SMTPCODES_VOCABULARY_EVENT, event);

    smtpcodes_classify_event(event, &context, sizeof context, &decision, sizeof decision);
    put_decision(&command, &decision, said);
    settle(session, &command, &decision, said);
}

static void on_reply(struct session *session, const char *said)
{
    struct command command = take_command(session);
    smtpcodes_context context = context_of(session, &command);
    smtpcodes_classification decision;

    smtpcodes_classify(session->reply.code, session->reply.enhanced, &context, sizeof context, &decision,
                       sizeof decision);
    put_decision(&command, &decision, said);
    settle(session, &command, &decision, said);

    session->over |= command.stage == SMTPCODES_STAGE_DATA_END || command.stage == SMTPCODES_STAGE_RSET;
    session->refused |= command.stage == SMTPCODES_STAGE_GREETING && decision.severity == SMTPCODES_SEVERITY_PERMANENT;
    session->in_content = command.stage == SMTPCODES_STAGE_DATA && decision.severity == SMTPCODES_SEVERITY_INTERMEDIATE;
    session->in_exchange = command.stage == SMTPCODES_STAGE_AUTH
                           && decision.severity == SMTPCODES_SEVERITY_INTERMEDIATE;
    if (decision.severity == SMTPCODES_SEVERITY_SUCCESS && command.stage == SMTPCODES_STAGE_STARTTLS) {
        session->lasting |= SMTPCODES_CONTEXT_TLS_ACTIVE;
    }
    if (decision.severity == SMTPCODES_SEVERITY_SUCCESS && command.stage == SMTPCODES_STAGE_AUTH) {
        session->lasting |= SMTPCODES_CONTEXT_AUTHENTICATED;
    }
}

/* ------------------------------------------------------------------------------------------------- what is read */

static int push_command(struct session *session, int32_t stage, struct recipient *recipient)
{
    struct command command = {0};

    if (session->pending_count == MOST_PENDING) {
        return 0;
    }
    command.stage = stage;
    command.recipient = recipient;
    session->pending[session->pending_count++] = command;
    return 1;
}

static struct recipient *find_recipient(struct session *session, const char *line)
{
    struct recipient *recipient;
    size_t start = strcspn(line, "<");
    size_t length = line[start] == '<' ? strcspn(line + start + 1, ">") : 0;
    int each = 0;

    if (length == 0 || length >= sizeof recipient->address) {
        return NULL;
    }
    while (each < session->recipient_count && (strlen(session->recipients[each].address) != length
           || memcmp(session->recipients[each].address, line + start + 1, length) != 0)) {
        each++;
    }
    if (each == MOST_RECIPIENTS) {
        return NULL;
    }
    if (each == session->recipient_count) {
        session->recipient_count++;
    }
    recipient = &session->recipients[each];
    memset(recipient, 0, sizeof *recipient); /* named again: the new transaction decides */
    memcpy(recipient->address, line + start + 1, length);
    recipient->transaction = session->transactions_begun;
    return recipient;
}

/* A line of the client: the command is the name of its stage. 0 where this example cannot follow. */
static int on_client(struct session *session, const char *line)
{
    struct recipient *recipient = NULL;
    int32_t stage;

    if (session->in_content) {
        if (strcmp(line, ".") != 0) {
            return 1;
        }
        session->in_content = 0;
        return push_command(session, SMTPCODES_STAGE_DATA_END, NULL);
    }
    if (session->in_exchange) {
        session->in_exchange = 0;
        return push_command(session, SMTPCODES_STAGE_AUTH, NULL);
    }
    stage = smtpcodes_word_find(SMTPCODES_VOCABULARY_STAGE, line, strcspn(line, " "));
    if (stage == SMTPCODES_STAGE_BDAT || stage == SMTPCODES_STAGE_LHLO) {
        return 0;
    }
    if (stage == SMTPCODES_STAGE_MAIL) {
        session->transactions_begun++;
    }
    if (stage == SMTPCODES_STAGE_RCPT && (recipient = find_recipient(session, line)) == NULL) {
        return 0;
    }
    if (session->refused && stage != SMTPCODES_STAGE_QUIT) {
        stage = SMTPCODES_STAGE_REFUSED;
    }
    return push_command(session, stage < 0 ? SMTPCODES_STAGE_UNKNOWN : stage, recipient);
}

/* Bytes of the server, as they come: half a reply, or several. 0 where there are too many. */
static int on_server(struct session *session, const char *bytes, size_t length)
{
    int32_t used;

    if (length > sizeof session->bytes - session->length) {
        return 0;
    }
    memcpy(session->bytes + session->length, bytes, length);
    session->length += length;
    while ((used = smtpcodes_reply_parse(session->bytes, session->length, SMTPCODES_PARSE_WIRE | session->resume,
                                         &session->reply, sizeof session->reply)) > 0) {
        char said[SAID_ROOM]; /* printable: a server's words must not reach a terminal as they are */
        char shown[SAID_ROOM + 32];
        char code[12], enhanced[12];

        smtpcodes_reply_text(session->bytes, (size_t)used, SMTPCODES_PARSE_WIRE | SMTPCODES_PARSE_PRINTABLE,
                             session->reply.lines, said, sizeof said);
        smtpcodes_code_format(session->reply.code, code, sizeof code);
        smtpcodes_code_format(session->reply.enhanced, enhanced, sizeof enhanced);
        snprintf(shown, sizeof shown, "%s%s%s %s", code, enhanced[0] != '\0' ? " " : "", enhanced, said);
        if (session->reply.flags & SMTPCODES_REPLY_OUT_OF_STEP) { /* no reply can be trusted to be of its command */
            on_event(session, SMTPCODES_EVENT_REPLY_UNREADABLE);
        } else {
            on_reply(session, shown);
        }
        session->length -= (size_t)used;
        memmove(session->bytes, session->bytes + used, session->length);
        session->resume = 0;
    }
    session->resume = session->length > 0 ? SMTPCODES_PARSE_RESUME : 0;
    return used == 0;
}

/* A line of the file, without its line end. 0 where it is no line of a session. */
static int on_line(struct session *session, char *line, size_t length)
{
    char *text = line + (length > 2 && line[2] == ' ' ? 3 : 2);

    if (length >= 2 && memcmp(line, "C:", 2) == 0) {
        return on_client(session, text);
    }
    if (length >= 2 && memcmp(line, "S:", 2) == 0) {
        memcpy(line + length, "\r\n", 3); /* there is room: see read_session */
        return on_server(session, text, strlen(text));
    }
    return length == 0;
}

static int read_session(struct session *session, FILE *file)
{
    char line[LINE_ROOM + 2];
    int number = 0;
    int whole;

    while (fgets(line, LINE_ROOM, file) != NULL) {
        size_t length = strcspn(line, "\r\n");

        number++;
        whole = line[length] != '\0' || feof(file); /* else it is too long, or holds a NUL */
        line[length] = '\0';
        if (!whole || !on_line(session, line, length)) {
            fprintf(stderr, "delivery: line %d: this example cannot follow it\n", number);
            return 0;
        }
    }
    while (session->pending_count > 0) { /* nobody will answer any more */
        on_event(session, SMTPCODES_EVENT_CONNECTION_LOST);
    }
    return 1;
}

/* ------------------------------------------------------------------------------------------- what becomes of them */

static void put_recipient(const struct recipient *recipient)
{
    const smtpcodes_classification *decision = &recipient->decision;
    char status[12];

    printf("\n%s\n", recipient->address);
    if (!recipient->decided) {
        printf("  Outcome      None: the message was not sent\n");
        return;
    }
    smtpcodes_code_format(decision->dsn_status, status, sizeof status);
    printf("  Because of   %s\n", recipient->said);
    printf("  Outcome      %s\n", title_of(SMTPCODES_VOCABULARY_DISPOSITION, decision->disposition));
    printf("  Reason       %s\n", title_of(SMTPCODES_VOCABULARY_REASON, decision->reason));
    if (decision->step != SMTPCODES_STEP_CONTINUE) {
        printf("  The program  %s\n", title_of(SMTPCODES_VOCABULARY_STEP, decision->step));
    }
    if (decision->otherwise != SMTPCODES_STEP_NONE && decision->otherwise != decision->step) {
        printf("  Failing that %s\n", title_of(SMTPCODES_VOCABULARY_STEP, decision->otherwise));
    }
    if (decision->delay_seconds > 0) {
        printf("  Wait         %ld seconds\n", (long)decision->delay_seconds);
    }
    if (decision->remedy != SMTPCODES_REMEDY_NONE) {
        printf("  A person     %s\n", title_of(SMTPCODES_VOCABULARY_REMEDY, decision->remedy));
    }
    printf("  The address  %s\n", title_of(SMTPCODES_VOCABULARY_SUPPRESS, decision->suppress));
    if (decision->flags & SMTPCODES_FLAG_DELIVERY_UNKNOWN) {
        printf("  Beware       %s\n", title_of(SMTPCODES_VOCABULARY_DECISION_FLAG, SMTPCODES_FLAG_DELIVERY_UNKNOWN));
    }
    printf("  In a report  Action: %s, Status: %s\n",
           smtpcodes_word_name(SMTPCODES_VOCABULARY_DSN_ACTION, decision->dsn_action), status);
}

int main(int argc, char **argv)
{
    static struct session session;
    FILE *file;
    int each, whole;

    if (argc != 2 || (file = fopen(argv[1], "r")) == NULL) {
        fprintf(stderr, argc != 2 ? "usage: delivery FILE\n" : "delivery: the file cannot be opened\n");
        return 2;
    }
    push_command(&session, SMTPCODES_STAGE_GREETING, NULL);
    whole = read_session(&session, file);
    fclose(file);
    for (each = 0; each < session.recipient_count; each++) {
        put_recipient(&session.recipients[each]);
    }
    return whole ? 0 : 1;
}
