/* A reason at a stage to the reply that a server should send. */
#include "decision.h"

/* What a reason says with a severity (0: any) at a stage; the row with severity 0 where it says nothing there. */
static const struct smtpcodes__said *said_at(int32_t reason, int32_t severity, int32_t stage)
{
    const struct smtpcodes__said *said = &smtpcodes__replies[smtpcodes__reasons[reason].replies];

    while (said->severity != 0 && !(said->stage == stage && (said->severity == severity || severity == 0))) {
        said++;
    }
    return said;
}

/* A reply code that an RFC lists at the stage; failing that the general one of the stage, or 0. */
static smtpcodes_code listed_reply(const struct smtpcodes__said *said, int32_t stage)
{
    const struct smtpcodes__row *row = &smtpcodes__rows[smtpcodes__row_of(said->reply)];

    if (stage == 0 || ((row->stages | row->wide) >> stage & 1)) {
        return said->reply;
    }
    return said->severity < SMTPCODES_SEVERITY_TRANSIENT
               ? 0 : smtpcodes__stage_replies[stage][said->severity - SMTPCODES_SEVERITY_TRANSIENT];
}

/* The stage's own row, or the general one. A positive reason says at some stages what it says at no other, as 354. */
static const struct smtpcodes__said *said_for(int32_t reason, int32_t severity, int32_t stage)
{
    int32_t usual = severity != 0 ? severity : smtpcodes__reasons[reason].usual;
    const struct smtpcodes__said *said = said_at(reason, usual, stage);

    if (usual == 0) {
        return smtpcodes__replies; /* no severity asked for, none usual: nothing to say */
    }
    if (said->severity == 0 && severity == 0 && stage != 0 && usual < SMTPCODES_SEVERITY_TRANSIENT) {
        said = said_at(reason, 0, stage);
    }
    return said->severity != 0 ? said : said_at(reason, usual, 0);
}

SMTPCODES_API int32_t smtpcodes_reply_for(int32_t reason, int32_t severity, int32_t stage, smtpcodes_code *code,
                                          smtpcodes_code *enhanced)
{
    const struct smtpcodes__said *said;

    if (code == NULL || enhanced == NULL) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    *code = *enhanced = 0;
    reason = smtpcodes__known(reason, SMTPCODES__REASONS - 1);
    stage = smtpcodes__known(stage, SMTPCODES_STAGE_REFUSED);
    severity = severity == 1 ? 0 : smtpcodes__known(severity, SMTPCODES_SEVERITY_PERMANENT);
    said = said_for(reason, severity, stage);
    if (stage == SMTPCODES_STAGE_MAIL && said->stage != stage && smtpcodes__reasons[reason].at_mail != 0) {
        said = said_for(smtpcodes__reasons[reason].at_mail, severity, stage);
    }
    if (said->severity == 0) {
        return SMTPCODES_ERROR_NOT_FOUND;
    }
    *code = listed_reply(said, stage);
    if (*code == 0) {
        return SMTPCODES_ERROR_NOT_FOUND;
    }
    *enhanced = SMTPCODES__NO_ENHANCED >> stage & 1 ? 0 : smtpcodes__rows[said->enhanced].code;
    return *code;
}
