/* What a stranger writes in the first five minutes. */
#include <smtpcodes.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    static const char bytes[] = "550 5.1.1 <kim@example.net>: no such user\r\n";
    smtpcodes_reply reply;
    smtpcodes_context context = {0, 0, 0, 0, 0, 0, 0, 0, 0, {0}};
    smtpcodes_classification decision;

    context.stage = SMTPCODES_STAGE_RCPT;
    context.recipients = 1;
    if (smtpcodes_reply_parse(bytes, strlen(bytes), 0, &reply, sizeof reply) != (int32_t)strlen(bytes)) {
        return 1;
    }
    if (smtpcodes_classify(reply.code, reply.enhanced, &context, sizeof context, &decision, sizeof decision) !=
        SMTPCODES_DISPOSITION_FAIL) {
        return 1;
    }
    printf("%d %d %s\n", (int)reply.code, (int)reply.enhanced,
           smtpcodes_word_name(SMTPCODES_VOCABULARY_SUPPRESS, decision.suppress));
    return 0;
}
