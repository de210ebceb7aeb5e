/* A reply among the words of logs, bounces and delivery reports. */
#include "verdict.h"

/* ----------------------------------------------------------------------------------------------------- small pieces */

/* Words of lists end with "|". Whether one stands at a place; "_" in the bytes is as good as a blank. */
static int is_at(const smtpcodes__input *input, size_t place, const char *word)
{
    for (; *word != '|'; word++, place++) {
        if (place >= input->length ||
            (smtpcodes__small(input->bytes[place]) != (uint8_t)*word && !(*word == ' ' && input->bytes[place] == '_'))) {
            return 0;
        }
    }
    return 1;
}

static size_t words_length(const char *word)
{
    size_t length = 0;

    while (word[length] != '|') {
        length++;
    }
    return length;
}

/* Whether a word ends before a place. */
static int ends_at(const smtpcodes__input *input, size_t place, const char *word)
{
    size_t length = words_length(word);

    return length <= place && is_at(input, place - length, word);
}

/* Which word of a list stands, from 1, or 0. */
static int32_t one_of(const smtpcodes__input *input, size_t place, const char *words,
                      int (*stands)(const smtpcodes__input *, size_t, const char *))
{
    int32_t number = 1;

    for (; *words != '\0'; words += words_length(words) + 1, number++) {
        if (stands(input, place, words)) {
            return number;
        }
    }
    return 0;
}

/* ----------------------------------------------------------------------------------------------------------- stages */

struct named_stage {
    char words[30];
    int32_t stage;
};

static const struct named_stage named_stages[] = {
    {"in reply to mail from|", SMTPCODES_STAGE_MAIL},      {"in reply to rcpt to|", SMTPCODES_STAGE_RCPT},
    {"in reply to end of data|", SMTPCODES_STAGE_DATA_END}, {"in reply to data|", SMTPCODES_STAGE_DATA},
    {"in reply to ehlo|", SMTPCODES_STAGE_EHLO},           {"in reply to helo|", SMTPCODES_STAGE_HELO},
    {"in reply to lhlo|", SMTPCODES_STAGE_LHLO},           {"in reply to starttls|", SMTPCODES_STAGE_STARTTLS},
    {"in reply to auth|", SMTPCODES_STAGE_AUTH},           {"in reply to bdat|", SMTPCODES_STAGE_BDAT},
    {"after initial connection|", SMTPCODES_STAGE_GREETING}, {"after mail from|", SMTPCODES_STAGE_MAIL},
    {"after rcpt to|", SMTPCODES_STAGE_RCPT},              {"after end of data|", SMTPCODES_STAGE_DATA_END},
    {"after pipelined mail from|", SMTPCODES_STAGE_MAIL},  {"after pipelined rcpt to|", SMTPCODES_STAGE_RCPT},
    {"after pipelined data|", SMTPCODES_STAGE_DATA},       {"after pipelined end of data|", SMTPCODES_STAGE_DATA_END},
    {"after data|", SMTPCODES_STAGE_DATA},                 {"after ehlo|", SMTPCODES_STAGE_EHLO},
    {"after helo|", SMTPCODES_STAGE_HELO},                 {"after starttls|", SMTPCODES_STAGE_STARTTLS},
    {"after auth|", SMTPCODES_STAGE_AUTH},                 {"refused to talk to me|", SMTPCODES_STAGE_GREETING},
    {"did not like our rcpt to|", SMTPCODES_STAGE_RCPT},   {"did not like our mail from|", SMTPCODES_STAGE_MAIL},
    {"did not like our data|", SMTPCODES_STAGE_DATA},      {"does not like recipient|", SMTPCODES_STAGE_RCPT},
    {"does not like sender|", SMTPCODES_STAGE_MAIL},       {"failed after i sent the mes|", SMTPCODES_STAGE_DATA_END},
    {"failed on data command|", SMTPCODES_STAGE_DATA},     {"[rcpt_to]|", SMTPCODES_STAGE_RCPT},
    {"[mail_from]|", SMTPCODES_STAGE_MAIL},                {"[data]|", SMTPCODES_STAGE_DATA},
};

/* The stage that is named between two places. All names begin with one of five letters or a bracket. */
static int32_t stage_between(const smtpcodes__input *input, size_t from, size_t to)
{
    size_t index;

    for (; from < to; from++) {
        uint8_t byte = smtpcodes__small(input->bytes[from]);

        if (byte != 'i' && byte != 'a' && byte != 'r' && byte != 'd' && byte != 'f' && byte != '[') {
            continue;
        }
        for (index = 0; index < sizeof named_stages / sizeof *named_stages; index++) {
            if (is_at(input, from, named_stages[index].words)) {
                return named_stages[index].stage;
            }
        }
    }
    return SMTPCODES_STAGE_UNKNOWN;
}

/* --------------------------------------------------------------------------------------------------------- wrappers */

/* What stands before a colon, a semicolon or a quotation mark, and then a reply. */
static const char before_reply[] =
    "said|" "smtp|" "lmtp|" "to me|" "reason|" "was|" "message|" "failed|" "reply|" "response|" "responded|"
    "replied|" "returned|" "error|" "connection|" "of data|" "data|" "status|" "server|" "ehlo|" "helo|" "rcpt to|"
    "mail from|" "diagnostic-code|" "bounced|" "deferred|" "starttls|" "auth|" "with|" "stat=|";

/* The next digit, eight bytes at a time; the end where there is none. */
static size_t next_digit(const uint8_t *bytes, size_t place, size_t end)
{
    for (; place + 8 <= end; place += 8) {
        uint64_t digits = smtpcodes__mark_digits(smtpcodes__load(bytes + place));

        if (digits != 0) {
            return place + smtpcodes__first_mark(digits);
        }
    }
    while (place < end && !smtpcodes__is_digit(bytes[place])) {
        place++;
    }
    return place;
}

static int is_digit_at(const smtpcodes__input *input, size_t place)
{
    return place < input->length && smtpcodes__is_digit(input->bytes[place]);
}

/* A reply code from 200 to 599 that a separator follows. */
static int has_code(const smtpcodes__input *input, size_t place)
{
    const uint8_t *bytes = input->bytes + place;
    uint8_t behind;

    if (input->length - place < 3 || bytes[0] < '2' || bytes[0] > '5' || bytes[1] > '9' || bytes[1] < '0' ||
        !smtpcodes__is_digit(bytes[2]) || is_digit_at(input, place + 3)) {
        return 0;
    }
    behind = input->length - place > 3 ? bytes[3] : (uint8_t)' ';
    return smtpcodes__is_space(behind) || behind == '-' || behind == '_' ||
           (behind == 0xC2 && input->length - place > 4 && bytes[4] == 0xA0); /* U+00A0 */
}

static int opens(uint8_t byte)
{
    return smtpcodes__is_space(byte) || byte == '_' || byte == '\'' || byte == '"' || byte == '[' || byte == '(' || byte == '<';
}

/* Whether Exim's words for the command that was answered stand before a place, its parameters included: "SMTP error from
   remote mail server after MAIL FROM:<us@example.org> SIZE=9: ". */
static int is_behind_command(const smtpcodes__input *input, size_t least, size_t place)
{
    for (; place > least && input->bytes[place - 1] != '\n'; place--) {
        if (input->bytes[place - 1] == ' ' && is_at(input, place - 1, " server after |")) {
            return 1;
        }
    }
    return 0;
}

/* Whether known words lead to a place: an address and a colon, or one of the words above and a mark. */
static int is_led_to(const smtpcodes__input *input, size_t place)
{
    enum { REACH = 256 }; /* so that the cost stays linear */
    const uint8_t *bytes = input->bytes;
    size_t at = place, least = place > REACH ? place - REACH : 0;
    int mark = 0;

    while (at > least && opens(bytes[at - 1])) {
        mark |= !smtpcodes__is_space(bytes[at - 1]) && bytes[at - 1] != '_';
        at--;
    }
    if (at > 0 && (bytes[at - 1] == ':' || bytes[at - 1] == ';' || bytes[at - 1] == '=')) {
        mark = 1;
        at -= bytes[at - 1] != '=';
    }
    while (mark && at > least && (smtpcodes__is_space(bytes[at - 1]) || bytes[at - 1] == '"' || bytes[at - 1] == '\'')) {
        at--;
    }
    if (at == place || at == least) {
        return 0;
    }
    if (bytes[at - 1] == '>' && (mark || (at > 1 && bytes[at - 2] == '-'))) { /* <kim@example.net>: 550; an error -> 550 */
        return 1;
    }
    if (one_of(input, at, before_reply, ends_at)) {
        return mark || ends_at(input, at, "error|") || ends_at(input, at, "returned|");
    }
    for (; mark && at > least && !smtpcodes__is_space(bytes[at - 1]) && bytes[at - 1] != '<'; at--) { /* kim@example.net: 550 */
        if (bytes[at - 1] == '@') {
            return 1;
        }
    }
    return mark && is_behind_command(input, least, place);
}

/* What stands behind a reply and is none of it. */
static const char behind_reply[] = " (in reply to |" "giving up on |" " (delivery attempts|" " (state |" "[rcpt_to]|"
                                   "[mail_from]|" "[data]|" " (expanded from|";

/* The end of the reply: before what closes the mark that opened it, and before what a log adds. */
static size_t end_of_reply(const smtpcodes__input *input, size_t from, size_t to)
{
    const uint8_t *bytes = input->bytes;
    uint8_t mark = from > 0 ? bytes[from - 1] : 0, close = 0;
    size_t place;
    int paren = 0;

    if (mark == '\'' || mark == '"' || mark == '[' || mark == '<') {
        close = mark == '[' ? ']' : mark == '<' ? '>' : mark;
    } else if (from >= 9 && ends_at(input, from, "(reason: |")) {
        close = ')';
    }
    for (place = from; place < to; place++) {
        uint8_t byte = bytes[place];

        if ((byte == ' ' || byte == '_' || byte == '[' || smtpcodes__small(byte) == 'g') &&
            one_of(input, place, behind_reply, is_at)) {
            to = place;
        } else if (close != ']' && close != ')') {
            continue;
        } else if (byte == '[' || byte == '(') {
            paren += byte == (close == ']' ? '[' : '(');
        } else if (byte == close && paren-- == 0) {
            to = place;
        }
    }
    if (close == '\'' || close == '"') {
        for (place = to; place > from; place--) { /* the last one: a reply may hold others */
            if (bytes[place - 1] == close) {
                to = place - 1;
                break;
            }
        }
    }
    while (to > from && (smtpcodes__is_space(bytes[to - 1]) || bytes[to - 1] == '/' )) {
        to--;
    }
    return to;
}

/* Where a log writes its own status: dsn=5.1.1 (Postfix, Sendmail). */
static smtpcodes_code logged_status(const smtpcodes__input *input)
{
    size_t place, end;
    smtpcodes_code code;

    for (place = 4; place < input->length; place++) {
        if (input->bytes[place - 1] == '=' && ends_at(input, place, "dsn=|")) {
            for (end = place; end < input->length && (is_digit_at(input, end) || input->bytes[end] == '.'); end++) {
            }
            code = smtpcodes_code_parse((const char *)input->bytes + place, end - place);
            return code >= 1000 ? code : 0;
        }
    }
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------ find */

static int begins_with_code(const smtpcodes__input *input)
{
    size_t place = 0;

    while (place < input->length && smtpcodes__is_space(input->bytes[place])) {
        place++;
    }
    return place < input->length && has_code(input, place);
}

/* A log without a reply code: behind stat= or Diagnostic-Code, where such stands. */
static void find_text(const smtpcodes__input *input, smtpcodes__place *place)
{
    static const char marks[] = "stat=|" "remote host said:|" "smtp;|" "said:|";
    size_t at;
    const char *word;

    place->enhanced = logged_status(input);
    for (word = marks; *word != '\0'; word += words_length(word) + 1) {
        for (at = 0; at + 5 <= input->length; at++) {
            if (smtpcodes__small(input->bytes[at]) == (uint8_t)*word && is_at(input, at, word)) {
                at += words_length(word);
                place->underscores = at < input->length && input->bytes[at] == '_';
                while (at < input->length && (smtpcodes__is_space(input->bytes[at]) || input->bytes[at] == '_')) {
                    at++;
                }
                place->from = at;
                place->to = end_of_reply(input, at, input->length);
                return;
            }
        }
    }
}

int smtpcodes__find_reply(const smtpcodes__input *input, smtpcodes__place *place)
{
    size_t at;
    uint8_t before;

    memset(place, 0, sizeof *place);
    place->to = input->length;
    if (begins_with_code(input)) {
        return 1;
    }
    place->wrapped = 1;
    for (at = next_digit(input->bytes, 1, input->length); at + 3 <= input->length;
         at = next_digit(input->bytes, at + 1, input->length)) {
        before = input->bytes[at - 1];
        if ((opens(before) || before == ':' || before == ';' || before == '=') && has_code(input, at) &&
            is_led_to(input, at)) {
            place->from = at;
            place->to = end_of_reply(input, at, input->length);
            place->underscores = input->length - at > 3 && input->bytes[at + 3] == '_';
            place->stage = stage_between(input, 0, at);
            if (place->stage == 0) {
                place->stage = stage_between(input, place->to, input->length);
            }
            return 1;
        }
    }
    find_text(input, place);
    place->stage = stage_between(input, 0, input->length);
    return 0;
}

/* ------------------------------------------------------------------------------------------------------------ read */

/* The codes once more at the head of a text: a code that is doubled, or an enhanced code behind a quotation mark. */
static void read_head(const smtpcodes__input *input, size_t to, smtpcodes_reply *reply)
{
    smtpcodes__input rest = *input;
    smtpcodes__line line;
    size_t place = (size_t)reply->text_offset;

    if (place < to && (input->bytes[place] == '\'' || input->bytes[place] == '"')) {
        place++;
    } else if (!has_code(input, place)) {
        return;
    }
    rest.bytes += place;
    rest.length = to - place;
    smtpcodes__line_begin(&line, 0);
    line.end = rest.length;
    smtpcodes__line_head(&rest, &line, 1);
    if (line.code == 0 ? line.enhanced == 0 : line.code != reply->code) {
        return;
    }
    reply->text_offset = (int32_t)(place + line.text);
    if (line.enhanced != 0) {
        reply->enhanced = reply->first_enhanced = reply->last_enhanced = line.enhanced;
    }
}

void smtpcodes__part_words(const uint8_t *bytes, size_t length, uint8_t *copy)
{
    size_t index;

    for (index = 0; index < length; index++) {
        copy[index] = bytes[index] == '_' ? ' ' : bytes[index];
    }
}

/* The codes of a log of qmail. */
static void read_underscored(const smtpcodes__input *input, const smtpcodes__place *place, smtpcodes_reply *reply)
{
    uint8_t head[48];
    size_t length = place->to - place->from;

    if (length > sizeof head) {
        length = sizeof head;
    }
    smtpcodes__part_words(input->bytes + place->from, length, head);
    (void)smtpcodes_reply_parse((const char *)head, length, SMTPCODES_PARSE_END, reply, sizeof *reply);
    reply->consumed = (int32_t)(place->to - place->from);
}

/* Behind a place: whether lines without a code go on to the end, none of them empty but perhaps the last ones, for text behind
   an empty line is of something else. They are added to the reply. */
static int add_loose_lines(const smtpcodes__input *input, size_t place, smtpcodes_reply *reply)
{
    smtpcodes__line line;
    int was_empty = 0;

    smtpcodes__line_begin(&line, place);
    while (smtpcodes__line_next(input, &line, 0)) {
        if (line.code != 0 || (line.end > line.start && was_empty) || (line.end == line.start && line.start == place)) {
            return 0;
        }
        was_empty = line.end == line.start;
        reply->flags |= line.flags;
        reply->text_length = (int32_t)line.end - reply->text_offset;
        reply->lines++;
        smtpcodes__line_begin(&line, line.next);
    }
    return 1;
}

/* Take up the lines without a code behind a reply that has one, where nothing but such lines stands before the end. 0: what
   stands there is not sure to be of this reply, or nothing does. */
static int take_loose_lines(const smtpcodes__input *input, smtpcodes_reply *reply)
{
    smtpcodes__input rest = *input;
    smtpcodes__place other;
    smtpcodes_reply with = *reply;
    size_t place = (size_t)reply->consumed;

    rest.bytes += place;
    rest.length -= place;
    if (rest.length == 0 || reply->first_code == 0 || (reply->flags & SMTPCODES_REPLY_UNFINISHED) ||
        !add_loose_lines(input, place, &with) || smtpcodes__find_reply(&rest, &other)) {
        return 0;
    }
    with.flags |= SMTPCODES_REPLY_LINE_WITHOUT_CODE;
    with.consumed = (int32_t)input->length;
    if (with.enhanced == 0) {
        with.enhanced = smtpcodes__enhanced_in_text(input->bytes, place, input->length, with.code);
        with.flags |= with.enhanced != 0 ? SMTPCODES_REPLY_ENHANCED_IN_TEXT : 0;
    }
    *reply = with;
    return 1;
}

void smtpcodes__read_found(const smtpcodes__input *input, smtpcodes__place *place, smtpcodes_reply *reply)
{
    smtpcodes__input part = *input;
    size_t end;

    part.bytes += place->from;
    part.length = place->to - place->from;
    if (place->underscores) {
        read_underscored(input, place, reply);
    } else {
        (void)smtpcodes_reply_parse((const char *)part.bytes, part.length, SMTPCODES_PARSE_END, reply, sizeof *reply);
    }
    if (reply->code != 0 && place->wrapped) {
        read_head(&part, part.length, reply);
    }
    if (reply->enhanced == 0 && reply->code == 0) {
        reply->enhanced = place->enhanced;
    }
    if (place->wrapped) {
        reply->text_length = (int32_t)part.length - reply->text_offset;
        reply->consumed = (int32_t)place->to;
    } else {
        end = (size_t)reply->consumed;
        place->loose = take_loose_lines(&part, reply) ? place->from + end : 0;
        reply->consumed += (int32_t)place->from;
    }
    reply->start += (int32_t)place->from;
    reply->text_offset += (int32_t)place->from;
}

size_t smtpcodes__find_inner(const smtpcodes__input *input, size_t from, size_t to)
{
    size_t at;

    if (from < to && has_code(input, from)) {
        return from;
    }
    for (at = next_digit(input->bytes, from + 1, to); at < to; at = next_digit(input->bytes, at + 1, to)) {
        uint8_t before = input->bytes[at - 1];

        if ((opens(before) || before == ':' || before == ';') && before != '\n' && has_code(input, at) &&
            is_led_to(input, at)) {
            return at;
        }
    }
    return to;
}

SMTPCODES_API int32_t smtpcodes_reply_find(const char *bytes, size_t length, smtpcodes_reply *reply, size_t reply_size)
{
    smtpcodes__input input;
    smtpcodes__place place;
    smtpcodes_reply whole;
    int found;

    if (reply == NULL || reply_size < sizeof reply->code) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    memset(reply, 0, reply_size);
    if (!smtpcodes__open_input(&input, bytes, length, SMTPCODES_PARSE_END)) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    found = smtpcodes__find_reply(&input, &place);
    smtpcodes__read_found(&input, &place, &whole);
    smtpcodes__give(reply, reply_size, &whole, sizeof whole);
    return found ? place.stage : (int32_t)SMTPCODES_ERROR_NOT_FOUND;
}
