/*
 * The reply that a server should send for a reason at a stage.
 *
 *     cc server_reply.c $(pkg-config --cflags --libs libsmtpcodes) -o server_reply
 *     ./server_reply mailbox_full rcpt
 *     ./server_reply mailbox_full rcpt permanent
 *
 * It shows: words by their names, and that the stage shapes the reply: a greeting carries no enhanced code, and in
 * answer to MAIL nobody speaks of a recipient. Exits with 1 where nothing fits. Without arguments it lists the words.
 */
#include <smtpcodes.h>

#include <stdio.h>
#include <string.h>

static void list_words(const char *label, int32_t vocabulary)
{
    int32_t index, number;

    fprintf(stderr, "%s:", label);
    for (index = 0; (number = smtpcodes_word_at(vocabulary, index)) != 0; index++) {
        fprintf(stderr, " %s", smtpcodes_word_name(vocabulary, number));
    }
    fprintf(stderr, "\n");
}

static int32_t word_of(int32_t vocabulary, const char *name)
{
    int32_t number = smtpcodes_word_find(vocabulary, name, strlen(name));

    if (number < 0) {
        fprintf(stderr, "server_reply: there is no \"%s\"\n", name);
    }
    return number;
}

static void put_reply(smtpcodes_code code, smtpcodes_code enhanced, int32_t stage)
{
    smtpcodes_code told = enhanced != 0 ? enhanced : code; /* the enhanced code says more */
    char number[12];

    smtpcodes_code_format(code, number, sizeof number);
    printf("%s ", number);
    if (enhanced != 0) { /* RFC 2034, section 4: only where ENHANCEDSTATUSCODES was announced */
        smtpcodes_code_format(enhanced, number, sizeof number);
        printf("%s ", number);
    }
    printf("%s\n", smtpcodes_code_text(told, stage, SMTPCODES_FIELD_TITLE, SMTPCODES_LANGUAGE_ENGLISH));
}

int main(int argc, char **argv)
{
    smtpcodes_code code, enhanced;
    int32_t reason, stage, severity;

    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: server_reply REASON STAGE [SEVERITY]\n");
        list_words("reasons", SMTPCODES_VOCABULARY_REASON);
        list_words("stages", SMTPCODES_VOCABULARY_STAGE);
        list_words("severities", SMTPCODES_VOCABULARY_SEVERITY);
        return 2;
    }
    reason = word_of(SMTPCODES_VOCABULARY_REASON, argv[1]);
    stage = word_of(SMTPCODES_VOCABULARY_STAGE, argv[2]);
    severity = argc == 4 ? word_of(SMTPCODES_VOCABULARY_SEVERITY, argv[3]) : SMTPCODES_SEVERITY_NONE;
    if (reason < 0 || stage < 0 || severity < 0) {
        return 2;
    }
    if (smtpcodes_reply_for(reason, severity, stage, &code, &enhanced) < 0) {
        fprintf(stderr, "server_reply: no reply says that at this stage\n");
        return 1;
    }
    put_reply(code, enhanced, stage);
    return 0;
}
