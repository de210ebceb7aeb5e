/* The immutable table: look-up, names, standing, references, stages, relations. */
#include "internal.h"
#include "tables.h"


const char *smtpcodes__name_at(uint32_t offset)
{
    return (const char *)&smtpcodes__names_pool + offset;
}

/* --------------------------------------------------------------------------------------------------------- rows */

static const struct smtpcodes__row *row_of(smtpcodes_code code)
{
    return &smtpcodes__rows[smtpcodes__row_of(code)];
}

/* The item of a list at an index; 0 behind the last. */
static uint32_t item_of(uint32_t list, int32_t index)
{
    const uint16_t *item = &smtpcodes__lists[list];

    if (index < 0) {
        return 0;
    }
    while (*item != 0 && index > 0) {
        item++;
        index--;
    }
    return *item;
}

SMTPCODES_API int32_t smtpcodes_code_standing(smtpcodes_code code)
{
    return smtpcodes__standing_of(code);
}

SMTPCODES_API const char *smtpcodes_code_name(smtpcodes_code code)
{
    return smtpcodes__name_at(row_of(code)->name);
}

SMTPCODES_API const char *smtpcodes_code_extension(smtpcodes_code code, int32_t index)
{
    return smtpcodes__name_at(item_of(row_of(code)->extensions, index));
}

SMTPCODES_API const char *smtpcodes_code_reference(smtpcodes_code code, int32_t index)
{
    return smtpcodes__name_at(item_of(row_of(code)->references, index));
}

SMTPCODES_API smtpcodes_code smtpcodes_code_next(smtpcodes_code code)
{
    uint32_t low = 1, high = SMTPCODES__ROWS;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (smtpcodes__rows[middle].code <= code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < SMTPCODES__ROWS ? smtpcodes__rows[low].code : 0;
}

/* -------------------------------------------------------------------------------------------------------- names */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* <0, 0, >0: how a text of a given length stands to a name, ASCII case aside. */
static int order(const char *text, size_t length, const char *name)
{
    size_t place;

    for (place = 0; place < length; place++) {
        unsigned char one = (unsigned char)lower(text[place]), two = (unsigned char)name[place];

        if (one != two) {
            return one < two ? -1 : 1;
        }
    }
    return name[length] == '\0' ? 0 : -1;
}

static smtpcodes_code find_name(const char *text, size_t length)
{
    uint32_t low = 0, high = SMTPCODES__SORTED_NAMES;

    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const struct smtpcodes__name *name = &smtpcodes__sorted_names[middle];
        int sign = order(text, length, smtpcodes__name_at(name->name));

        if (sign == 0) {
            return smtpcodes__rows[name->row].code;
        }
        if (sign < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return SMTPCODES_ERROR_NOT_FOUND;
}

/* "354-start-mail": the number, then a name that must be one of that code. */
static smtpcodes_code find_numbered(const char *text, size_t length, size_t hyphen)
{
    smtpcodes_code number = smtpcodes_code_parse(text, hyphen);
    smtpcodes_code named = find_name(text + hyphen + 1, length - hyphen - 1);

    return number > 0 && named == number ? number : SMTPCODES_ERROR_NOT_FOUND;
}

SMTPCODES_API smtpcodes_code smtpcodes_lookup(const char *text, size_t length)
{
    size_t hyphen = 0;
    smtpcodes_code code = smtpcodes_code_parse(text, length);

    if (code != SMTPCODES_ERROR_NOT_FOUND || length == 0) {
        return code;
    }
    if (text[0] < '0' || text[0] > '9') {
        return find_name(text, length);
    }
    while (hyphen < length && text[hyphen] != '-') {
        hyphen++;
    }
    return hyphen < length ? find_numbered(text, length, hyphen) : SMTPCODES_ERROR_NOT_FOUND;
}

/* ------------------------------------------------------------------------------------------------------- digits */

SMTPCODES_API int32_t smtpcodes_code_severity(smtpcodes_code code)
{
    return smtpcodes__severity_of(code);
}

SMTPCODES_API int32_t smtpcodes_code_is_transient(smtpcodes_code code)
{
    return smtpcodes__severity_of(code) == SMTPCODES_SEVERITY_TRANSIENT;
}

SMTPCODES_API int32_t smtpcodes_code_is_permanent(smtpcodes_code code)
{
    return smtpcodes__severity_of(code) == SMTPCODES_SEVERITY_PERMANENT;
}

SMTPCODES_API int32_t smtpcodes_code_category(smtpcodes_code code)
{
    int32_t digit;

    if (!smtpcodes__is_code(code)) {
        return SMTPCODES_CATEGORY_NONE;
    }
    if (code >= 1000) {
        digit = code / 1000 % 1000;
        return digit > 7 ? SMTPCODES_CATEGORY_NONE : SMTPCODES_CATEGORY_OTHER_STATUS + digit;
    }
    digit = code / 10 % 10;
    if (code < 100 || digit > 5) {
        return SMTPCODES_CATEGORY_NONE;
    }
    /* 0, 1, 2 are named; 3 and 4 are both "unspecified"; 5 is the mail system. */
    return digit < 3 ? SMTPCODES_CATEGORY_SYNTAX + digit
                     : digit < 5 ? SMTPCODES_CATEGORY_UNSPECIFIED : SMTPCODES_CATEGORY_MAIL_SYSTEM;
}

int32_t smtpcodes__family_of(smtpcodes_code code)
{
    int32_t severity = smtpcodes__severity_of(code), digit;

    if (severity == SMTPCODES_SEVERITY_NONE) {
        return -1;
    }
    if (code < 1000) {
        digit = code / 10 % 10;
        return (severity - 2) * 7 + (digit > 5 ? 0 : digit + 1);
    }
    digit = code / 1000 % 1000;
    return 28 + (severity - 2) * 9 + (digit > 7 ? 0 : digit + 1);
}

/* ------------------------------------------------------------------------------------------------------ reasons */

int32_t smtpcodes__reason_of(smtpcodes_code code, int32_t stage)
{
    uint32_t index = smtpcodes__row_of(code);
    const struct smtpcodes__row *row = &smtpcodes__rows[index];
    const uint16_t *item = &smtpcodes__lists[row->stage_reasons];
    int32_t family;

    if (index == 0) {
        family = smtpcodes__family_of(code);
        return family < 0 ? (int32_t)SMTPCODES_REASON_UNKNOWN : smtpcodes__family_reasons[family];
    }
    for (; *item != 0; item++) {
        if (*item >> 8 == stage) {
            return *item & 0xFF;
        }
    }
    return row->reason;
}

SMTPCODES_API int32_t smtpcodes_code_reason(smtpcodes_code code, int32_t stage)
{
    return smtpcodes__reason_of(code, stage);
}

/* ------------------------------------------------------------------------------------------------------- stages */

/* The first answer of a reply code at a stage, or the row that ends them. */
static const struct smtpcodes__answer *answer_at(const struct smtpcodes__row *row, int32_t stage)
{
    const struct smtpcodes__answer *answer = &smtpcodes__answers[row->answers];

    while (answer->stage != 0 && answer->stage != stage) {
        answer++;
    }
    return answer;
}

/* An enhanced code answers as its class says, wherever its meaning can arise. */
static int32_t enhanced_at(const struct smtpcodes__row *row, int32_t stage)
{
    if (!(row->stages >> stage & 1)) {
        return SMTPCODES_ANSWER_NEVER;
    }
    return row->code < 3000000 ? SMTPCODES_ANSWER_SUCCESS : SMTPCODES_ANSWER_ERROR;
}

static int stage_is_known(int32_t stage)
{
    return stage > 0 && stage < SMTPCODES__STAGES;
}

SMTPCODES_API int32_t smtpcodes_code_at_stage(smtpcodes_code code, int32_t stage)
{
    const struct smtpcodes__row *row = row_of(code);

    if (!stage_is_known(stage)) {
        return SMTPCODES_ANSWER_NEVER;
    }
    return row->code > 999 ? enhanced_at(row, stage) : answer_at(row, stage)->outcome;
}

SMTPCODES_API int32_t smtpcodes_code_at_stage_standing(smtpcodes_code code, int32_t stage)
{
    const struct smtpcodes__row *row = row_of(code);

    if (!stage_is_known(stage)) {
        return SMTPCODES_STANDING_NONE;
    }
    if (row->code > 999) {
        return enhanced_at(row, stage) == SMTPCODES_ANSWER_NEVER ? (int32_t)SMTPCODES_STANDING_NONE : row->standing;
    }
    return answer_at(row, stage)->standing;
}

/* The reference at an index over all answers of a reply code at a stage, and the answer that it belongs to. */
static uint32_t stage_reference(const struct smtpcodes__row *row, int32_t stage, int32_t index,
                                const struct smtpcodes__answer **answer)
{
    for (*answer = answer_at(row, stage); index >= 0 && (*answer)->stage == stage; (*answer)++) {
        const uint16_t *item = &smtpcodes__lists[(*answer)->references];

        for (; *item != 0; item++) {
            if (index-- == 0) {
                return *item;
            }
        }
    }
    return 0;
}

SMTPCODES_API const char *smtpcodes_code_at_stage_reference(smtpcodes_code code, int32_t stage, int32_t index)
{
    const struct smtpcodes__row *row = row_of(code);
    const struct smtpcodes__answer *answer;

    if (!stage_is_known(stage)) {
        return "";
    }
    if (row->code > 999) {
        return enhanced_at(row, stage) == SMTPCODES_ANSWER_NEVER ? "" : smtpcodes_code_reference(code, index);
    }
    return smtpcodes__name_at(stage_reference(row, stage, index, &answer));
}

SMTPCODES_API const char *smtpcodes_code_at_stage_extension(smtpcodes_code code, int32_t stage, int32_t index)
{
    const struct smtpcodes__row *row = row_of(code);
    const struct smtpcodes__answer *answer;

    if (!stage_is_known(stage) || row->code > 999 || stage_reference(row, stage, index, &answer) == 0) {
        return "";
    }
    return smtpcodes__name_at(answer->extension);
}

/* ---------------------------------------------------------------------------------------------------- relations */

static smtpcodes_code counterpart(const struct smtpcodes__row *row, int32_t severity, int32_t index)
{
    smtpcodes_code other = smtpcodes__rows[row->counterpart].code;

    return index == 0 && smtpcodes__severity_of(other) == severity ? other : 0;
}

/* X.y.0 covers the other details of its subject, X.0.0 all of its class; those that the table has, by an index. */
static smtpcodes_code broader(const struct smtpcodes__row *row, int32_t index)
{
    smtpcodes_code subject = row->code - row->code % 1000, all = row->code - row->code % 1000000;

    if (row->code < 1000) {
        return 0;
    }
    if (subject != row->code && subject != all && smtpcodes__row_of(subject) != 0 && index-- == 0) {
        return subject;
    }
    return index == 0 && all != row->code && smtpcodes__row_of(all) != 0 ? all : 0;
}

static smtpcodes_code narrower(const struct smtpcodes__row *row, int32_t index)
{
    smtpcodes_code code = row->code;
    int32_t breadth = code % 1000000 == 0 ? 1000000 : 1000;

    if (code < 1000 || code % 1000 != 0 || index < 0) {
        return 0;
    }
    do {
        code = smtpcodes_code_next(code);
    } while (code != 0 && index-- > 0);
    return code / breadth == row->code / breadth ? code : 0;
}

static int lists_row(uint32_t list, uint32_t row)
{
    const uint16_t *item = &smtpcodes__lists[list];

    while (*item != 0 && *item != row) {
        item++;
    }
    return *item != 0;
}

/* An enhanced code lists its reply codes; a reply code has to look for itself in those lists. */
static smtpcodes_code accompanying(const struct smtpcodes__row *row, int32_t index)
{
    uint32_t self = smtpcodes__row_of(row->code), other;

    if (row->code > 999) {
        return smtpcodes__rows[item_of(row->accompanies, index)].code;
    }
    for (other = SMTPCODES__FIRST_ENHANCED; index >= 0 && self != 0 && other < SMTPCODES__ROWS; other++) {
        if (lists_row(smtpcodes__rows[other].accompanies, self) && index-- == 0) {
            return smtpcodes__rows[other].code;
        }
    }
    return 0;
}

SMTPCODES_API smtpcodes_code smtpcodes_code_related(smtpcodes_code code, int32_t relation, int32_t index)
{
    const struct smtpcodes__row *row = row_of(code);

    switch (relation) {
    case SMTPCODES_RELATION_TEMPORARY_COUNTERPART:
        return counterpart(row, SMTPCODES_SEVERITY_TRANSIENT, index);
    case SMTPCODES_RELATION_PERMANENT_COUNTERPART:
        return counterpart(row, SMTPCODES_SEVERITY_PERMANENT, index);
    case SMTPCODES_RELATION_BROADER:
        return broader(row, index);
    case SMTPCODES_RELATION_NARROWER:
        return narrower(row, index);
    case SMTPCODES_RELATION_SEE_ALSO:
        return smtpcodes__rows[item_of(row->see_also, index)].code;
    case SMTPCODES_RELATION_ACCOMPANIES:
        return accompanying(row, index);
    default:
        return 0;
    }
}
