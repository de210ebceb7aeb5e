/* Bytes to a reply: whole or in fragments, flawless or not; its lines and its text. */
#include "lines.h"

/* Kept out of a function whose usual path would pay for saving its registers. */
#if defined(__GNUC__)
#define SMTPCODES__APART __attribute__((noinline))
#else
#define SMTPCODES__APART
#endif

enum { RESUME_START, RESUME_SCANNED, RESUME_FLAGS, RESUME_SEAL }; /* what resume[] holds: of the line that is coming */

/* Flags after which replies and commands may no longer match (SMTPCODES_PARSE_WIRE). All of them do, except where RFCs
   or servers in daily use allow it: text in UTF-8 (RFC 6531), long lines (RFC 5321, section 4.5.3.1, lets extensions
   raise the limit), a second digit above 5, anything about enhanced codes. None of these moves a line end or a code. A
   first digit outside 2 to 5 is added where the code is at hand. */
enum {
    OUT_OF_STEP = SMTPCODES_REPLY_NO_CODE | SMTPCODES_REPLY_CODES_DIFFER | SMTPCODES_REPLY_LEADING |
                  SMTPCODES_REPLY_NO_SEPARATOR | SMTPCODES_REPLY_ODD_SEPARATOR | SMTPCODES_REPLY_BARE_LF |
                  SMTPCODES_REPLY_BARE_CR | SMTPCODES_REPLY_NO_LINE_END | SMTPCODES_REPLY_UNFINISHED |
                  SMTPCODES_REPLY_CONTROL | SMTPCODES_REPLY_NUL | SMTPCODES_REPLY_NOT_UTF8 |
                  SMTPCODES_REPLY_LINE_WITHOUT_CODE
};

/* -------------------------------------------------------------------------------------------- lines make a reply */

static void add_later_line(smtpcodes_reply *reply, const smtpcodes__line *line)
{
    if (line->code == 0) {
        reply->flags |= SMTPCODES_REPLY_LINE_WITHOUT_CODE;
    } else if (line->code != reply->last_code) {
        reply->flags |= SMTPCODES_REPLY_CODES_DIFFER;
        reply->last_code = line->code;
    }
    if (line->enhanced == 0) {
        return;
    }
    if (reply->first_enhanced == 0) {
        reply->first_enhanced = line->enhanced;
    } else if (line->enhanced != reply->last_enhanced) {
        reply->flags |= SMTPCODES_REPLY_ENHANCED_DIFFER;
    }
    reply->last_enhanced = line->enhanced;
}

static inline void add_line(smtpcodes_reply *reply, const smtpcodes__line *line)
{
    reply->flags |= line->flags;
    if (reply->lines == 0) {
        reply->flags |= line->code == 0 ? SMTPCODES_REPLY_NO_CODE : 0;
        reply->start = (int32_t)line->start;
        reply->text_offset = (int32_t)line->text;
        reply->first_code = line->code;
        reply->last_code = line->code;
        reply->first_enhanced = line->enhanced;
        reply->last_enhanced = line->enhanced;
    } else {
        add_later_line(reply, line);
    }
    reply->text_length = (int32_t)line->end - reply->text_offset;
    reply->lines++;
}

static int agree(smtpcodes_code code, smtpcodes_code enhanced)
{
    return code == 0 || enhanced == 0 || code / 100 == enhanced / 1000000;
}

/* What the lines so far say together, without reading them again. */
static inline void sum_up(const smtpcodes__input *input, smtpcodes_reply *reply)
{
    reply->code = reply->last_code;
    reply->enhanced = reply->last_enhanced;
    if (reply->flags == 0) {
        return;
    }
    if (!agree(reply->code, reply->enhanced) && agree(reply->code, reply->first_enhanced)) {
        reply->enhanced = reply->first_enhanced;
    }
    if ((input->options & SMTPCODES_PARSE_WIRE) && (reply->flags & OUT_OF_STEP)) {
        reply->flags |= SMTPCODES_REPLY_OUT_OF_STEP;
    }
}

/* The last enhanced code at the head of a line that agrees with the reply code; 0: none does. */
static smtpcodes_code last_agreeing(const smtpcodes__input *input, smtpcodes_code code)
{
    smtpcodes__line line;
    smtpcodes_code found = 0;
    int first = 1;

    smtpcodes__line_begin(&line, 0);
    while (smtpcodes__line_next(input, &line, first)) {
        if (line.enhanced != 0 && agree(code, line.enhanced)) {
            found = line.enhanced;
        }
        if (!line.more) {
            break;
        }
        smtpcodes__line_begin(&line, line.next);
        first = 0;
    }
    return found;
}

/* The codes at the heads of lines have none: one that stands in the text. */
static SMTPCODES__APART int32_t look_into_text(const uint8_t *bytes, smtpcodes_reply *reply)
{
    size_t from = (size_t)reply->text_offset, length = (size_t)reply->text_length;

    if (length >= 5) { /* not "250 OK", for there is no room for 5.1.1 */
        reply->enhanced = smtpcodes__enhanced_in_text(bytes, from, from + length, reply->code);
        reply->flags |= reply->enhanced != 0 ? SMTPCODES_REPLY_ENHANCED_IN_TEXT : 0;
    }
    return reply->consumed;
}

/* Where the last enhanced code disagrees, the last one that agrees. The struct has no room for one of each class: read
   again, once. */
static void settle_enhanced(const smtpcodes__input *input, smtpcodes_reply *reply)
{
    smtpcodes_code found = 0;

    if (agree(reply->code, reply->last_enhanced)) {
        return;
    }
    if (reply->flags & SMTPCODES_REPLY_ENHANCED_DIFFER) {
        found = last_agreeing(input, reply->code);
    }
    reply->enhanced = found != 0 ? found : reply->last_enhanced;
    reply->flags |= found != 0 ? 0 : SMTPCODES_REPLY_CLASS_CONFLICT;
}

/* The reply is over: `consumed` bytes of it. */
static int32_t conclude(const smtpcodes__input *input, smtpcodes_reply *reply, size_t consumed)
{
    sum_up(input, reply);
    reply->consumed = (int32_t)consumed;
    if (reply->enhanced == 0) {
        return look_into_text(input->bytes, reply);
    }
    settle_enhanced(input, reply);
    return reply->consumed;
}

/* ---------------------------------------------------------------------------------------------- reply in fragments */

/* Multiply and shift: not against an enemy, who has nothing to win, but against a struct of another reply. */
static uint32_t mix(uint32_t seal, uint32_t value)
{
    seal = (seal ^ value) * UINT32_C(0x9E3779B1);
    return seal ^ seal >> 15;
}

static uint32_t mix_bytes(uint32_t seal, const uint8_t *bytes, size_t from, size_t to, size_t step)
{
    for (; from < to; from += step) {
        seal = mix(seal, bytes[from]);
    }
    return seal;
}

/* A number over what a suspended struct holds and over some of the bytes that it comes from: the first eight, the last
   eight, and sixteen between. */
static uint32_t seal_of(const smtpcodes__input *input, const smtpcodes_reply *reply)
{
    int32_t fields[16];
    size_t scanned = (size_t)reply->resume[RESUME_SCANNED], edge = scanned < 8 ? scanned : 8, index;
    uint32_t seal = 1 + (uint32_t)(input->options & SMTPCODES_PARSE_WIRE);

    memcpy(fields, reply, sizeof fields);
    for (index = 0; index < 15; index++) { /* all but the seal itself */
        seal = mix(seal, (uint32_t)fields[index]);
    }
    seal = mix_bytes(seal, input->bytes, 0, edge, 1);
    seal = mix_bytes(seal, input->bytes, scanned - edge, scanned, 1);
    return mix_bytes(seal, input->bytes, 0, scanned, scanned / 16 + 1);
}

/* Reduce a reply to what complete lines say: the codes of the line that is still coming are read again. */
static void forget_partial(smtpcodes_reply *reply)
{
    int32_t resume[4];

    memcpy(resume, reply->resume, sizeof resume);
    if (reply->lines == 0) {
        memset(reply, 0, sizeof *reply);
        memcpy(reply->resume, resume, sizeof resume);
    }
    reply->code = 0;
    reply->enhanced = 0;
    reply->consumed = 0;
    reply->flags = resume[RESUME_FLAGS];
}

/* Offsets may be used only after this, whatever the seal says. */
static int fits(const smtpcodes__input *input, const smtpcodes_reply *reply)
{
    int32_t start = reply->resume[RESUME_START], scanned = reply->resume[RESUME_SCANNED];

    return scanned > 0 && (size_t)scanned <= input->length && start >= 0 && start <= scanned && reply->lines >= 0 &&
           reply->text_offset >= 0 && reply->text_offset <= start && reply->text_length >= 0 &&
           reply->text_length <= start - reply->text_offset && reply->start >= 0 && reply->start <= start &&
           reply->resume[RESUME_SEAL] == (int32_t)(seal_of(input, reply) & INT32_MAX);
}

/* Begin, or go on where the struct fits. */
static void begin_or_go_on(const smtpcodes__input *input, smtpcodes_reply *reply, smtpcodes__line *line)
{
    smtpcodes__line_begin(line, 0);
    if (input->options & SMTPCODES_PARSE_RESUME) {
        forget_partial(reply);
        if (fits(input, reply)) {
            line->start = (size_t)reply->resume[RESUME_START];
            line->scanned = (size_t)reply->resume[RESUME_SCANNED];
            memset(reply->resume, 0, sizeof reply->resume);
            return;
        }
    }
    memset(reply, 0, sizeof *reply);
}

/* Show what a part of a line says for certain. This happens at each fragment: the head is sought in few bytes. */
static void show_partial(const smtpcodes__input *input, smtpcodes_reply *reply, smtpcodes__line line)
{
    enum { HEAD = 64 };
    smtpcodes_reply with;

    line.end = line.scanned - line.start > HEAD ? line.start + HEAD : line.scanned;
    smtpcodes__line_head(input, &line, reply->lines == 0);
    if (line.code == 0 || line.end - line.start < 4) { /* a fourth byte might turn 550 into 5500 */
        line.code = 0;
    } else if (line.end - line.text < 2) { /* and two more might turn 5.1.1 into 5.1.1.2 */
        line.enhanced = 0;
        line.flags = 0;
    }
    with = *reply;
    if (line.code != 0) {
        line.end = line.scanned;
        add_line(&with, &line);
        with.lines--;
    }
    sum_up(input, &with);
    if (reply->lines == 0) {
        *reply = with;
        reply->start = (int32_t)line.start;
    }
    reply->code = with.code;
    reply->enhanced = with.enhanced;
    reply->flags = with.flags;
}

static int32_t suspend(const smtpcodes__input *input, smtpcodes_reply *reply, const smtpcodes__line *line)
{
    int32_t resume[4];

    reply->flags |= line->flags;
    resume[RESUME_START] = (int32_t)line->start;
    resume[RESUME_SCANNED] = (int32_t)line->scanned;
    resume[RESUME_FLAGS] = reply->flags;
    resume[RESUME_SEAL] = 0;
    memcpy(reply->resume, resume, sizeof resume);
    resume[RESUME_SEAL] = (int32_t)(seal_of(input, reply) & INT32_MAX);
    show_partial(input, reply, *line);
    memcpy(reply->resume, resume, sizeof resume);
    return 0;
}

static int32_t read_reply(const smtpcodes__input *input, smtpcodes_reply *reply, smtpcodes__line *line)
{
    do {
        if (smtpcodes__line_next(input, line, reply->lines == 0)) {
            add_line(reply, line);
            smtpcodes__line_begin(line, line->next);
        } else if (!(input->options & SMTPCODES_PARSE_END)) {
            return suspend(input, reply, line);
        } else if (reply->lines == 0) {
            memset(reply, 0, sizeof *reply);
            return SMTPCODES_ERROR_NOT_FOUND;
        } else {
            reply->flags |= SMTPCODES_REPLY_UNFINISHED;
            break;
        }
    } while (line->more);
    return conclude(input, reply, line->start);
}

/* Any reply, in fragments or whole, for a caller with any idea of the struct's size. */
static SMTPCODES__APART int32_t read_any_reply(const char *bytes, size_t length, int32_t options,
                                               smtpcodes_reply *reply, size_t reply_size)
{
    smtpcodes__input input;
    smtpcodes__line line;
    smtpcodes_reply whole, *answer = reply; /* filled in place, as copying costs more than reading a line */
    int32_t result;

    if (reply == NULL || reply_size < sizeof reply->code) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (!smtpcodes__open_input(&input, bytes, length, options)) {
        memset(reply, 0, reply_size);
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (reply_size < sizeof whole) {
        memset(&whole, 0, sizeof whole); /* too short to hold the place: nothing to go on from */
        answer = &whole;
    }
    begin_or_go_on(&input, answer, &line);
    result = read_reply(&input, answer, &line);
    if (answer == &whole) {
        memcpy(reply, &whole, reply_size);
    } else if (reply_size > sizeof whole) {
        memset(reply + 1, 0, reply_size - sizeof whole);
    }
    return result;
}

/* A reply of one usual line, as nearly all are, in few instructions; 0: it is not, and what is in the struct by then is of no
   account. Each number is written as soon as it is known: registers are few. */
static inline int read_usual_reply(const uint8_t *bytes, size_t length, smtpcodes_reply *reply)
{
    smtpcodes__line line;

    smtpcodes__line_begin(&line, 0);
    if (!smtpcodes__usual_head(bytes, length, ' ', &line)) {
        return 0;
    }
    reply->code = reply->first_code = reply->last_code = line.code;
    reply->enhanced = reply->first_enhanced = reply->last_enhanced = line.enhanced;
    reply->flags = 0;
    reply->lines = 1;
    reply->start = 0;
    reply->text_offset = (int32_t)line.text;
    memset(reply->resume, 0, sizeof reply->resume);
    if (!smtpcodes__usual_end(bytes, length, &line)) {
        return 0;
    }
    reply->consumed = (int32_t)line.next;
    reply->text_length = (int32_t)line.end - reply->text_offset;
    return 1;
}

SMTPCODES_API int32_t smtpcodes_reply_parse(const char *bytes, size_t length, int32_t options, smtpcodes_reply *reply,
                                            size_t reply_size)
{
    if (reply == NULL || reply_size != sizeof *reply || (options & SMTPCODES_PARSE_RESUME) || bytes == NULL || length < 8 ||
        length > INT32_MAX) {
        return read_any_reply(bytes, length, options, reply, reply_size);
    }
    if (read_usual_reply((const uint8_t *)bytes, length, reply)) {
        return reply->enhanced != 0 ? reply->consumed : look_into_text((const uint8_t *)bytes, reply);
    }
    return read_any_reply(bytes, length, options, reply, sizeof *reply);
}
