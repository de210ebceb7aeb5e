/* An SMTP client that decides by libsmtpcodes: EHLO, STARTTLS where it is offered and TLS is compiled in, AUTH PLAIN,
 * PIPELINING, several recipients, and another transaction for those that a server puts off with "too many recipients".
 *
 * usage: send [-u USER:PASSWORD] HOST PORT SENDER RECIPIENT... < message
 *
 * Says for each reply that matters what was decided, and at the end what became of each recipient. Status: 0 all delivered,
 * 75 something was deferred, 69 something failed. Certificates are not checked: that is policy, and another story. */
#include <smtpcodes.h>

#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef WITH_TLS
#include <openssl/ssl.h>
#endif

enum { MOST_RECIPIENTS = 100, ROOM = 65536, LINE = 1024 };
enum { PLEASE_DEFER = 75, PLEASE_FAIL = 69 };

struct session {
    int socket;
#ifdef WITH_TLS
    SSL *tls;
#endif
    char in[ROOM];  /* what came and was not used yet */
    size_t length;
    char out[ROOM]; /* what is written when the next reply is wanted */
    size_t waiting;
    int32_t flags;  /* SMTPCODES_CONTEXT_* */
    int starttls, auth, pipelining; /* what EHLO offered */
    smtpcodes_reply reply;
    char text[LINE]; /* of the last reply, fit to be shown */
};

struct recipient {
    const char *address;
    int32_t fate; /* SMTPCODES_DISPOSITION_*, CONTINUE while it is under way, 0 while it waits */
};

/* ------------------------------------------------------------------------------------------------------------ wire */

static int write_all(struct session *session)
{
    size_t done = 0;

    while (done < session->waiting) {
        ssize_t written;

#ifdef WITH_TLS
        if (session->tls != NULL) {
            written = SSL_write(session->tls, session->out + done, (int)(session->waiting - done));
        } else
#endif
            written = write(session->socket, session->out + done, session->waiting - done);
        if (written <= 0) {
            return 0;
        }
        done += (size_t)written;
    }
    session->waiting = 0;
    return 1;
}

static ssize_t read_some(struct session *session)
{
#ifdef WITH_TLS
    if (session->tls != NULL) {
        return SSL_read(session->tls, session->in + session->length, (int)(sizeof session->in - session->length));
    }
#endif
    return read(session->socket, session->in + session->length, sizeof session->in - session->length);
}

static void put(struct session *session, const char *bytes, size_t length)
{
    if (session->waiting + length > sizeof session->out && !write_all(session)) {
        session->waiting = 0; /* the reply that does not come will tell */
    }
    if (length <= sizeof session->out - session->waiting) {
        memcpy(session->out + session->waiting, bytes, length);
        session->waiting += length;
    }
}

static void command(struct session *session, const char *text)
{
    put(session, text, strlen(text));
    put(session, "\r\n", 2);
}

/* Decide, and say so. */
static smtpcodes_classification decide(struct session *session, int32_t stage, int32_t event)
{
    smtpcodes_classification decision;
    smtpcodes_context context = {0, 0, 0, 0, 0, 0, 0, 0, 0, {0}};

    context.form = SMTPCODES_FORM_WIRE;
    context.role = SMTPCODES_ROLE_SUBMISSION;
    context.stage = stage;
    context.recipients = 1;
    context.flags = session->flags;
    if (event != SMTPCODES_EVENT_NONE) {
        smtpcodes_classify_event(event, &context, sizeof context, &decision, sizeof decision);
        printf("%s: %s", smtpcodes_word_name(SMTPCODES_VOCABULARY_STAGE, stage),
               smtpcodes_word_text(SMTPCODES_VOCABULARY_EVENT, event, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH));
    } else {
        smtpcodes_classify(session->reply.code, session->reply.enhanced, &context, sizeof context, &decision,
                           sizeof decision);
        if (decision.disposition == SMTPCODES_DISPOSITION_CONTINUE) {
            return decision; /* nothing to tell */
        }
        printf("%s: %d", smtpcodes_word_name(SMTPCODES_VOCABULARY_STAGE, stage), (int)session->reply.code);
        if (session->reply.enhanced != 0) {
            char enhanced[16];

            smtpcodes_code_format(session->reply.enhanced, enhanced, sizeof enhanced);
            printf(" %s", enhanced);
        }
    }
    printf(" -> %s, %s, %s\n", smtpcodes_word_name(SMTPCODES_VOCABULARY_DISPOSITION, decision.disposition),
           smtpcodes_word_name(SMTPCODES_VOCABULARY_STEP, decision.step),
           smtpcodes_word_name(SMTPCODES_VOCABULARY_REASON, decision.reason));
    return decision;
}

/* Read one reply and decide; a lost connection is an event. The bytes of the reply are left until the next call. */
static smtpcodes_classification await(struct session *session, int32_t stage)
{
    static size_t used;
    int32_t consumed, resume = 0;

    memmove(session->in, session->in + used, session->length - used);
    session->length -= used;
    used = 0;
    if (!write_all(session)) {
        return decide(session, stage, SMTPCODES_EVENT_WRITE_FAILED);
    }
    while ((consumed = smtpcodes_reply_parse(session->in, session->length, SMTPCODES_PARSE_WIRE | resume, &session->reply,
                                             sizeof session->reply)) == 0) {
        ssize_t got = session->length < sizeof session->in ? read_some(session) : 0;

        if (got <= 0) {
            return decide(session, stage, SMTPCODES_EVENT_CONNECTION_LOST);
        }
        session->length += (size_t)got;
        resume = SMTPCODES_PARSE_RESUME;
    }
    if (consumed < 0) {
        return decide(session, stage, SMTPCODES_EVENT_REPLY_UNREADABLE);
    }
    used = (size_t)consumed;
    return decide(session, stage, SMTPCODES_EVENT_NONE);
}

static int goes_on(const smtpcodes_classification *decision)
{
    return decision->disposition == SMTPCODES_DISPOSITION_CONTINUE;
}

static int is_usable(const smtpcodes_classification *decision)
{
    return decision->connection == SMTPCODES_CONNECTION_OPEN || decision->connection == SMTPCODES_CONNECTION_RESET;
}

/* --------------------------------------------------------------------------------------------------------- session */

static int is_keyword(const struct session *session, const smtpcodes_line *line, const char *keyword)
{
    size_t length = strlen(keyword);

    return (size_t)line->text_length >= length && strncmp(session->in + line->text_offset, keyword, length) == 0;
}

/* EHLO, and what it offers; HELO where the decision says so. */
static smtpcodes_classification introduce(struct session *session)
{
    smtpcodes_classification decision;
    smtpcodes_line line;
    int32_t index;

    command(session, "EHLO client.example.net");
    decision = await(session, SMTPCODES_STAGE_EHLO);
    session->starttls = session->auth = session->pipelining = 0;
    if (decision.step == SMTPCODES_STEP_HELO) {
        command(session, "HELO client.example.net");
        return await(session, SMTPCODES_STAGE_HELO);
    }
    for (index = 2; goes_on(&decision) && smtpcodes_reply_line(session->in, (size_t)session->reply.consumed,
                                                               SMTPCODES_PARSE_WIRE, index, &line, sizeof line) == 1; index++) {
        session->starttls |= is_keyword(session, &line, "STARTTLS");
        session->auth |= is_keyword(session, &line, "AUTH ") && line.text_length > 5;
        session->pipelining |= is_keyword(session, &line, "PIPELINING");
    }
    return decision;
}

/* Encrypt, where both sides can; what was learnt before is forgotten (RFC 3207, section 4.2). */
static smtpcodes_classification encrypt(struct session *session, smtpcodes_classification decision)
{
#ifdef WITH_TLS
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());

    if (session->starttls && tls != NULL) {
        command(session, "STARTTLS");
        decision = await(session, SMTPCODES_STAGE_STARTTLS);
        if (!goes_on(&decision)) {
            return decision;
        }
        session->tls = SSL_new(tls);
        if (session->tls == NULL || !SSL_set_fd(session->tls, session->socket) || SSL_connect(session->tls) != 1) {
            return decide(session, SMTPCODES_STAGE_TLS, SMTPCODES_EVENT_TLS_HANDSHAKE_FAILED);
        }
        session->flags |= SMTPCODES_CONTEXT_TLS_ACTIVE;
        printf("tls: active\n");
        decision = introduce(session);
    }
    SSL_CTX_free(tls);
#endif
    (void)session;
    return decision;
}

static smtpcodes_classification log_in(struct session *session, const char *user)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char plain[LINE], line[2 * LINE] = "AUTH PLAIN ";
    size_t length = strlen(user) + 1, place, at = strlen(line);
    smtpcodes_classification decision;

    plain[0] = '\0'; /* NUL user NUL password: the colon is the second NUL (RFC 4616) */
    memcpy(plain + 1, user, length);
    plain[1 + strcspn(user, ":")] = '\0';
    for (place = 0; place < length; place += 3) {
        unsigned long three = (unsigned long)(unsigned char)plain[place] << 16;

        three |= place + 1 < length ? (unsigned long)(unsigned char)plain[place + 1] << 8 : 0;
        three |= place + 2 < length ? (unsigned long)(unsigned char)plain[place + 2] : 0;
        line[at++] = letters[three >> 18];
        line[at++] = letters[three >> 12 & 63];
        line[at++] = place + 1 < length ? letters[three >> 6 & 63] : '=';
        line[at++] = place + 2 < length ? letters[three & 63] : '=';
    }
    line[at] = '\0';
    command(session, line);
    decision = await(session, SMTPCODES_STAGE_AUTH);
    session->flags |= goes_on(&decision) ? SMTPCODES_CONTEXT_AUTHENTICATED : 0;
    return decision;
}

static smtpcodes_classification open_session(struct session *session, const char *host, const char *port, const char *user)
{
    struct addrinfo hints, *found = NULL, *one;
    smtpcodes_classification decision;

    memset(&hints, 0, sizeof hints);
    hints.ai_socktype = SOCK_STREAM;
    session->socket = -1;
    if (getaddrinfo(host, port, &hints, &found) != 0) {
        return decide(session, SMTPCODES_STAGE_CONNECT, SMTPCODES_EVENT_DNS_FAILED);
    }
    for (one = found; one != NULL && session->socket < 0; one = one->ai_next) {
        session->socket = socket(one->ai_family, one->ai_socktype, one->ai_protocol);
        if (session->socket >= 0 && connect(session->socket, one->ai_addr, one->ai_addrlen) != 0) {
            close(session->socket);
            session->socket = -1;
        }
    }
    freeaddrinfo(found);
    if (session->socket < 0) {
        return decide(session, SMTPCODES_STAGE_CONNECT, SMTPCODES_EVENT_CONNECTION_REFUSED);
    }
    decision = await(session, SMTPCODES_STAGE_GREETING);
    decision = goes_on(&decision) ? introduce(session) : decision;
    decision = goes_on(&decision) ? encrypt(session, decision) : decision;
    return goes_on(&decision) && user != NULL && session->auth ? log_in(session, user) : decision;
}

/* ----------------------------------------------------------------------------------------------------- transaction */

static void put_content(struct session *session, const char *content, size_t length)
{
    size_t place = 0;

    while (place < length) {
        const char *end = memchr(content + place, '\n', length - place);
        size_t next = end != NULL ? (size_t)(end - content) + 1 : length, stop = end != NULL ? next - 1 : length;

        stop -= stop > place && content[stop - 1] == '\r';
        if (content[place] == '.') {
            put(session, ".", 1); /* RFC 5321, section 4.5.2 */
        }
        put(session, content + place, stop - place);
        put(session, "\r\n", 2);
        place = next;
    }
    command(session, ".");
}

static void set_fates(struct recipient *recipients, int count, int32_t from, int32_t to)
{
    int index;

    for (index = 0; index < count; index++) {
        if (recipients[index].fate == from) {
            recipients[index].fate = to;
        }
    }
}

/* What a refusal makes of a recipient: 0 where it is to be offered once more in another transaction. */
static int32_t fate_of(const smtpcodes_classification *decision)
{
    return goes_on(decision) ? (int32_t)SMTPCODES_DISPOSITION_CONTINUE : decision->step == SMTPCODES_STEP_SPLIT ? 0 : decision->disposition;
}

/* Offer the recipients that wait. With PIPELINING all commands go out at once, and their replies come in their order. */
static int offer(struct session *session, const char *sender, struct recipient *recipients, int count,
                 smtpcodes_classification *decision)
{
    char line[LINE];
    int accepted = 0, index;

    snprintf(line, sizeof line, "MAIL FROM:<%s>", sender);
    command(session, line);
    if (!session->pipelining) {
        *decision = await(session, SMTPCODES_STAGE_MAIL);
        if (!goes_on(decision)) {
            set_fates(recipients, count, 0, decision->disposition);
            return 0;
        }
    }
    for (index = 0; session->pipelining && index < count; index++) {
        if (recipients[index].fate == 0) {
            snprintf(line, sizeof line, "RCPT TO:<%s>", recipients[index].address);
            command(session, line);
        }
    }
    if (session->pipelining) {
        command(session, "DATA");
        *decision = await(session, SMTPCODES_STAGE_MAIL);
    }
    for (index = 0; index < count; index++) {
        smtpcodes_classification one;

        if (recipients[index].fate != 0 || decision->connection == SMTPCODES_CONNECTION_LOST) {
            continue;
        }
        if (!session->pipelining) {
            snprintf(line, sizeof line, "RCPT TO:<%s>", recipients[index].address);
            command(session, line);
        }
        one = await(session, SMTPCODES_STAGE_RCPT);
        if (goes_on(decision)) { /* after a refused MAIL these only follow from it */
            recipients[index].fate = fate_of(&one);
            accepted += goes_on(&one);
            session->flags |= goes_on(&one) ? SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED : 0;
        }
        if (one.extent == SMTPCODES_EXTENT_SESSION || one.connection == SMTPCODES_CONNECTION_LOST) {
            *decision = one;
            return 0;
        }
    }
    if (!goes_on(decision)) {
        set_fates(recipients, count, 0, decision->disposition); /* a refused MAIL is about all of them */
    }
    session->flags |= accepted == 0 ? SMTPCODES_CONTEXT_ALL_REFUSED : 0;
    return accepted;
}

/* One transaction. What is left waiting can go into another; the decision says whether the session can be used for it. */
static smtpcodes_classification transact(struct session *session, const char *sender, struct recipient *recipients, int count,
                                         const char *content, size_t length)
{
    smtpcodes_classification decision;
    int32_t data_flags;
    int accepted;

    memset(&decision, 0, sizeof decision);
    session->flags &= ~(SMTPCODES_CONTEXT_RECIPIENT_ACCEPTED | SMTPCODES_CONTEXT_ALL_REFUSED);
    accepted = offer(session, sender, recipients, count, &decision);
    if (!is_usable(&decision) || (!session->pipelining && (!goes_on(&decision) || accepted == 0))) {
        return decision;
    }
    if (!session->pipelining) {
        command(session, "DATA");
    }
    data_flags = session->flags;
    decision = await(session, SMTPCODES_STAGE_DATA);
    if (session->reply.code == 354 && goes_on(&decision)) {
        put_content(session, content, accepted > 0 ? length : 0); /* nobody is left: an empty message, which is refused */
        session->flags = data_flags;
        decision = await(session, SMTPCODES_STAGE_DATA_END);
    }
    set_fates(recipients, count, SMTPCODES_DISPOSITION_CONTINUE,
              decision.disposition == SMTPCODES_DISPOSITION_CONTINUE ? (int32_t)SMTPCODES_DISPOSITION_DEFER : decision.disposition);
    return decision;
}

static int waiting(const struct recipient *recipients, int count)
{
    int index, number = 0;

    for (index = 0; index < count; index++) {
        number += recipients[index].fate == 0;
    }
    return number;
}

static void send_to_all(struct session *session, const char *sender, struct recipient *recipients, int count,
                        const char *content, size_t length)
{
    smtpcodes_classification decision;
    int before;

    do {
        before = waiting(recipients, count);
        decision = transact(session, sender, recipients, count, content, length);
    } while (is_usable(&decision) && waiting(recipients, count) > 0 && waiting(recipients, count) < before);
    if (is_usable(&decision)) {
        command(session, "QUIT");
        await(session, SMTPCODES_STAGE_QUIT);
    }
    /* whoever is left shares the fate of the session */
    set_fates(recipients, count, SMTPCODES_DISPOSITION_CONTINUE, SMTPCODES_DISPOSITION_DEFER);
    set_fates(recipients, count, 0, decision.disposition == SMTPCODES_DISPOSITION_FAIL ? SMTPCODES_DISPOSITION_FAIL
                                                                                      : SMTPCODES_DISPOSITION_DEFER);
}

/* ------------------------------------------------------------------------------------------------------------ main */

static int report(const struct recipient *recipients, int count)
{
    int index, status = 0;

    for (index = 0; index < count; index++) {
        printf("<%s> %s\n", recipients[index].address,
               smtpcodes_word_name(SMTPCODES_VOCABULARY_DISPOSITION, recipients[index].fate));
        if (recipients[index].fate == SMTPCODES_DISPOSITION_FAIL) {
            status = PLEASE_FAIL;
        } else if (recipients[index].fate == SMTPCODES_DISPOSITION_DEFER && status == 0) {
            status = PLEASE_DEFER;
        }
    }
    return status;
}

int main(int argc, char **argv)
{
    static struct session session;
    static struct recipient recipients[MOST_RECIPIENTS];
    static char content[ROOM * 16];
    const char *user = argc > 2 && strcmp(argv[1], "-u") == 0 ? argv[2] : NULL;
    char **rest = argv + (user != NULL ? 3 : 1);
    int left = argc - (int)(rest - argv), count;
    smtpcodes_classification decision;
    size_t length;

    if (left < 4 || left - 3 > MOST_RECIPIENTS || (user != NULL && strlen(user) > LINE / 2)) {
        fprintf(stderr, "usage: send [-u USER:PASSWORD] HOST PORT SENDER RECIPIENT... < message\n");
        return 64;
    }
    signal(SIGPIPE, SIG_IGN);
    for (count = 0; count < left - 3; count++) {
        recipients[count].address = rest[3 + count];
    }
    length = fread(content, 1, sizeof content, stdin);
    decision = open_session(&session, rest[0], rest[1], user);
    if (goes_on(&decision)) {
        send_to_all(&session, rest[2], recipients, count, content, length);
    } else {
        set_fates(recipients, count, 0, decision.disposition);
    }
    if (session.socket >= 0) {
        close(session.socket);
    }
    return report(recipients, count);
}
