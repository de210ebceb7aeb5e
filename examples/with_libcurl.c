/* Send by libcurl, and decide by libsmtpcodes: libcurl gives the bytes of each reply, and the commands tell what it answered.
 *
 * usage: with_libcurl URL SENDER RECIPIENT... < message     URL such as smtp://mail.example.net:587 */
#include <smtpcodes.h>

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

struct seen {
    int32_t stage;
    char reply[8192]; /* the last one, with all its lines */
    size_t length;
};

/* The command that libcurl sends: what the next reply answers. */
static void see_command(struct seen *seen, const char *bytes, size_t length)
{
    static const struct {
        const char *verb;
        int32_t stage;
    } verbs[] = {
        {"EHLO", SMTPCODES_STAGE_EHLO}, {"HELO", SMTPCODES_STAGE_HELO}, {"STARTTLS", SMTPCODES_STAGE_STARTTLS},
        {"AUTH", SMTPCODES_STAGE_AUTH}, {"MAIL", SMTPCODES_STAGE_MAIL}, {"RCPT", SMTPCODES_STAGE_RCPT},
        {"DATA", SMTPCODES_STAGE_DATA}, {"QUIT", SMTPCODES_STAGE_QUIT},
    };
    size_t index;

    for (index = 0; index < sizeof verbs / sizeof verbs[0]; index++) {
        size_t own = strlen(verbs[index].verb);

        if (length >= own && strncmp(bytes, verbs[index].verb, own) == 0 && verbs[index].stage != SMTPCODES_STAGE_QUIT) {
            seen->stage = verbs[index].stage;
            seen->length = 0;
        }
    }
}

static int see(CURL *curl, curl_infotype type, char *bytes, size_t length, void *user)
{
    struct seen *seen = user;

    (void)curl;
    if (type == CURLINFO_HEADER_OUT) {
        see_command(seen, bytes, length);
    } else if (type == CURLINFO_DATA_OUT) {
        seen->stage = SMTPCODES_STAGE_DATA_END;
        seen->length = 0;
    } else if (type == CURLINFO_HEADER_IN && length < sizeof seen->reply - seen->length && strncmp(bytes, "221", 3) != 0) {
        memcpy(seen->reply + seen->length, bytes, length);
        seen->length += length;
    }
    return 0;
}

static int decide(CURLcode result, const struct seen *seen)
{
    smtpcodes_verdict verdict;
    smtpcodes_context context = {0, 0, 0, 0, 0, 0, 0, 0, 0, {0}};

    memset(&verdict, 0, sizeof verdict);
    context.stage = seen->stage;
    context.role = SMTPCODES_ROLE_SUBMISSION;
    context.recipients = 1;
    if (seen->length == 0) {
        smtpcodes_classify_event(result == CURLE_COULDNT_CONNECT ? SMTPCODES_EVENT_CONNECTION_REFUSED
                                 : result == CURLE_COULDNT_RESOLVE_HOST ? SMTPCODES_EVENT_DNS_FAILED
                                                                        : SMTPCODES_EVENT_CONNECTION_LOST,
                                 &context, sizeof context, &verdict.decision, sizeof verdict.decision);
    } else {
        smtpcodes_diagnose(seen->reply, seen->length, &context, sizeof context, NULL, &verdict, sizeof verdict);
    }
    printf("%s: %d -> %s, %s\n", smtpcodes_word_name(SMTPCODES_VOCABULARY_STAGE, seen->stage), (int)verdict.code,
           smtpcodes_word_name(SMTPCODES_VOCABULARY_DISPOSITION, verdict.decision.disposition),
           smtpcodes_word_name(SMTPCODES_VOCABULARY_REASON, verdict.decision.reason));
    return verdict.decision.disposition == SMTPCODES_DISPOSITION_DELIVERED ? 0
           : verdict.decision.disposition == SMTPCODES_DISPOSITION_FAIL   ? 69
                                                                          : 75;
}

int main(int argc, char **argv)
{
    static struct seen seen;
    struct curl_slist *recipients = NULL;
    CURL *curl;
    CURLcode result;
    int index;

    if (argc < 4) {
        fprintf(stderr, "usage: with_libcurl URL SENDER RECIPIENT... < message\n");
        return 64;
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    curl = curl_easy_init();
    if (curl == NULL) {
        return 75;
    }
    seen.stage = SMTPCODES_STAGE_GREETING;
    for (index = 3; index < argc; index++) {
        recipients = curl_slist_append(recipients, argv[index]);
    }
    curl_easy_setopt(curl, CURLOPT_URL, argv[1]);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, argv[2]);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_READDATA, stdin);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L); /* asks for the callback; nothing is printed */
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, see);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &seen);
    result = curl_easy_perform(curl);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    curl_global_cleanup();
    return decide(result, &seen);
}
