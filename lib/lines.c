/* Lines: the codes at the head of each, and an enhanced code further on in the text. */
#include "lines.h"

/* ------------------------------------------------------------------------------------------------- kinds of bytes */

/* The byte at a place; a blank where the line is over, as that is what a line end is to a code. */
static inline uint8_t byte_at(const uint8_t *bytes, size_t place, size_t end)
{
    return place < end ? bytes[place] : (uint8_t)' ';
}

/* Width of the blank, tab or no-break space (U+00A0) at a place; 0: there is none. */
static size_t blank_at(const uint8_t *bytes, size_t place, size_t end)
{
    if (place == end) {
        return 0;
    }
    if (bytes[place] == ' ' || bytes[place] == '\t') {
        return 1;
    }
    return bytes[place] == 0xC2 && end - place > 1 && bytes[place + 1] == 0xA0 ? 2 : 0;
}

static size_t skip_blanks(const uint8_t *bytes, size_t place, size_t end)
{
    size_t width = blank_at(bytes, place, end);

    while (width > 0) {
        place += width;
        width = blank_at(bytes, place, end);
    }
    return place;
}

/* The same; most often there is but one. */
static inline size_t skip_blank(const uint8_t *bytes, size_t place, size_t end)
{
    place += place < end && bytes[place] == ' ';
    return place == end || (bytes[place] > ' ' && bytes[place] != 0xC2) ? place : skip_blanks(bytes, place, end);
}

/* ------------------------------------------------------------------------------------------------------- codes */

/* 192.0.2.1, 550550, "100% full" and 250/251 begin with no reply code. */
static inline smtpcodes_code code_at(const uint8_t *bytes, size_t place, size_t end)
{
    uint8_t behind;

    if (end - place < 3 || bytes[place] == '0' || !smtpcodes__is_digit(bytes[place]) ||
        !smtpcodes__is_digit(bytes[place + 1]) || !smtpcodes__is_digit(bytes[place + 2])) {
        return 0;
    }
    behind = byte_at(bytes, place + 3, end);
    if (smtpcodes__is_digit(behind) || behind == '.' || behind == '%' || behind == '/') {
        return 0;
    }
    return bytes[place] * 100 + bytes[place + 1] * 10 + bytes[place + 2] - '0' * 111;
}

/* A separator that nobody defines, rather than the beginning of a text. */
static int is_odd_separator(uint8_t byte)
{
    static const char odd[] = ":,;=_|~+*!?^>)]}\t";
    size_t index;

    for (index = 0; index < sizeof odd - 1; index++) {
        if (byte == (uint8_t)odd[index]) {
            return 1;
        }
    }
    return 0;
}

/* The place behind the separator (RFC 5321, section 4.2: a blank, a hyphen, or nothing before the line end). */
static inline size_t skip_separator(const uint8_t *bytes, size_t place, smtpcodes__line *line)
{
    uint8_t byte = byte_at(bytes, place, line->end);

    if (byte == ' ') {
        return place; /* blanks are skipped next */
    }
    if (byte == '-') {
        line->more = 1;
        return place + 1;
    }
    if (is_odd_separator(byte) || blank_at(bytes, place, line->end)) {
        line->flags |= SMTPCODES_REPLY_ODD_SEPARATOR;
        return place + (byte == 0xC2 ? 2 : 1);
    }
    line->flags |= SMTPCODES_REPLY_NO_SEPARATOR;
    return place;
}

/* One to three digits without a leading zero (RFC 3463, section 2); -1: none. */
static inline int32_t number_at(const uint8_t *bytes, size_t *place, size_t end)
{
    size_t first = *place, at = first;
    int32_t value = 0;

    while (at < end && at - first < 3 && smtpcodes__is_digit(bytes[at])) {
        value = value * 10 + (bytes[at] - '0');
        at++;
    }
    *place = at;
    return at == first || (bytes[first] == '0' && at - first > 1) ? -1 : value;
}

/* class "." subject "." detail, and the place behind it; 0: none, or more of the same follows, as in 5.7.1.2. */
static inline smtpcodes_code read_enhanced(const uint8_t *bytes, size_t *place, size_t end)
{
    size_t at = *place;
    int32_t severity, subject, detail;
    uint8_t behind;

    if (end - at < 5 || bytes[at + 1] != '.') {
        return 0;
    }
    severity = bytes[at] - '0';
    if (severity != 5 && severity != 4 && severity != 2) {
        return 0;
    }
    at += 2;
    subject = number_at(bytes, &at, end);
    if (subject < 0 || byte_at(bytes, at, end) != '.') {
        return 0;
    }
    at++;
    detail = number_at(bytes, &at, end);
    behind = byte_at(bytes, at, end);
    if (detail < 0 || smtpcodes__is_digit(behind) ||
        (behind == '.' && smtpcodes__is_digit(byte_at(bytes, at + 1, end)))) {
        return 0;
    }
    *place = at;
    return severity * 1000000 + subject * 1000 + detail;
}

/* An enhanced code that ends before a place is the line's. */
static inline void take(const uint8_t *bytes, smtpcodes__line *line, smtpcodes_code enhanced, size_t place)
{
    line->enhanced = enhanced;
    line->text = skip_blank(bytes, place, line->end);
    if (line->code != 0 && line->code / 100 != enhanced / 1000000) {
        line->flags |= SMTPCODES_REPLY_CLASS_CONFLICT;
    }
}

/* "#5.1.0", "(#5.1.1)", "(5.1.1)", "[5.1.1]", "5.1.1:" */
static void take_decorated(const uint8_t *bytes, smtpcodes__line *line)
{
    size_t place = line->text, end = line->end;
    uint8_t open = byte_at(bytes, place, end), behind;
    size_t bracket = open == '(' || open == '[';
    smtpcodes_code enhanced;

    place += bracket;
    place += byte_at(bytes, place, end) == '#';
    enhanced = read_enhanced(bytes, &place, end);
    behind = byte_at(bytes, place, end);
    if (enhanced == 0 || smtpcodes__is_letter(behind) || behind == '_' || behind == '@' ||
        (bracket && behind != (open == '(' ? ')' : ']'))) {
        return;
    }
    place += bracket;
    place += byte_at(bytes, place, end) == ':';
    line->flags |= SMTPCODES_REPLY_ENHANCED_DECORATED;
    take(bytes, line, enhanced, place);
}

/* The enhanced code that stands first in the text (RFC 2034, section 4); the text then begins behind it. */
static inline void take_enhanced(const uint8_t *bytes, smtpcodes__line *line)
{
    size_t place = line->text, end = line->end;
    uint8_t byte = byte_at(bytes, place, end);
    smtpcodes_code enhanced;

    if (byte == '(' || byte == '[' || byte == '#') {
        take_decorated(bytes, line);
        return;
    }
    enhanced = read_enhanced(bytes, &place, end);
    if (enhanced == 0) {
        return;
    }
    byte = byte_at(bytes, place, end);
    if (byte == ':') {
        take_decorated(bytes, line);
    } else if (!smtpcodes__is_letter(byte) && byte != '_' && byte != '@') {
        if (place < end && byte != ' ' && byte != '\t' && byte < 0x80) { /* RFC 2034, section 4: a blank follows */
            line->flags |= SMTPCODES_REPLY_ENHANCED_DECORATED;
        }
        take(bytes, line, enhanced, place);
    }
}

/* The code, on a later line also behind blanks, as where a whole reply is indented. */
static void take_code(const smtpcodes__input *input, smtpcodes__line *line, int first)
{
    size_t place;

    line->code = code_at(input->bytes, line->start, line->end);
    if (line->code != 0 || first || (input->options & SMTPCODES_PARSE_WIRE)) {
        return;
    }
    place = skip_blanks(input->bytes, line->start, line->end);
    line->code = code_at(input->bytes, place, line->end);
    if (line->code != 0) {
        line->start = place;
        line->flags |= SMTPCODES_REPLY_LEADING;
    }
}

void smtpcodes__line_head(const smtpcodes__input *input, smtpcodes__line *line, int first)
{
    take_code(input, line, first);
    line->enhanced = 0;
    line->text = line->start;
    line->more = 0;
    if (line->code == 0) {
        line->more = !first; /* only more text: what the line before promised is still to come */
        if (first) {
            take_enhanced(input->bytes, line);
        }
        return;
    }
    if (line->code < 200 || line->code >= 600 || line->code % 100 >= 60) {
        line->flags |= SMTPCODES_REPLY_OUTSIDE_GRAMMAR;
        if ((line->code < 200 || line->code >= 600) && (input->options & SMTPCODES_PARSE_WIRE)) {
            line->flags |= SMTPCODES_REPLY_OUT_OF_STEP; /* a second digit above 5 is used, such a first digit is not */
        }
    }
    line->text = skip_separator(input->bytes, line->start + 3, line);
    line->text = skip_blank(input->bytes, line->text, line->end);
    if (line->code / 100 != 3) { /* RFC 2034, section 4: none on 3yz */
        take_enhanced(input->bytes, line);
    }
}

/* Blanks and a byte order mark before the first code. Where scanned is further on, that was done before. */
static void skip_leading(const smtpcodes__input *input, smtpcodes__line *line)
{
    const uint8_t *bytes = input->bytes;
    size_t place = line->start, left;

    if (line->scanned != line->start) {
        return;
    }
    for (;; place++) {
        left = input->length - place;
        if (left >= 3 && bytes[place] == 0xEF && bytes[place + 1] == 0xBB && bytes[place + 2] == 0xBF) {
            place += 2;
        } else if (left == 0 || (bytes[place] != ' ' && bytes[place] != '\t')) {
            break;
        }
    }
    if (place > line->start) {
        line->flags |= SMTPCODES_REPLY_LEADING;
        line->start = place;
        line->scanned = place;
    }
}

/* The first line that is not blank. */
static int first_line_end(const smtpcodes__input *input, smtpcodes__line *line)
{
    for (;;) {
        skip_leading(input, line);
        if (!smtpcodes__line_end(input, line)) {
            return 0;
        }
        if (line->end != line->start) {
            return 1;
        }
        line->flags |= SMTPCODES_REPLY_LEADING;
        line->start = line->next;
        line->scanned = line->next;
    }
}

/* What else may end a line that is usual so far: LF alone, or the end of all bytes; 0: something else stands there. */
static int other_end(const smtpcodes__input *input, smtpcodes__line *line)
{
    int at_end = line->end == input->length;

    if (at_end ? !(input->options & SMTPCODES_PARSE_END) : input->bytes[line->end] != '\n') {
        return 0;
    }
    line->next = line->end + (at_end ? 0 : 1);
    if (line->next - line->start > SMTPCODES__LONGEST_LINE) {
        return 0;
    }
    line->flags |= at_end ? SMTPCODES_REPLY_NO_LINE_END : SMTPCODES_REPLY_BARE_LF;
    return 1;
}

/* Nearly all lines are printable ASCII, and begin with a code within the grammar, a blank or hyphen, and a letter, "<" or
   "5.1.1 ". A few words tell, and save most instructions; whatever else there is goes the long way. */
static inline int usual_line(const smtpcodes__input *input, smtpcodes__line *line)
{
    size_t left = input->length - line->start;
    const uint8_t *at = input->bytes + line->start;

    if (left < 8 || line->scanned != line->start) {
        return 0;
    }
    line->more = at[3] == '-';
    return smtpcodes__usual_head(at, left, line->more ? '-' : ' ', line) &&
           (smtpcodes__usual_end(at, left, line) || other_end(input, line));
}

int smtpcodes__line_next(const smtpcodes__input *input, smtpcodes__line *line, int first)
{
    int forgiving = first && !(input->options & SMTPCODES_PARSE_WIRE);

    if (usual_line(input, line)) {
        return 1;
    }
    if (!(forgiving ? first_line_end(input, line) : smtpcodes__line_end(input, line))) {
        return 0;
    }
    smtpcodes__line_head(input, line, first);
    return 1;
}

/* ------------------------------------------------------------------------------------- enhanced codes further on */

/* Whether a code that begins at a place is free to its left: an edge, a blank or a bracket, perhaps "#" between. */
static int is_free_before(const uint8_t *bytes, size_t place, size_t from)
{
    uint8_t byte;

    if (place > from && bytes[place - 1] == '#') {
        place--;
    }
    if (place == from) {
        return 1;
    }
    byte = bytes[place - 1];
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == '(' || byte == '[' || byte == '{' ||
           byte == '<' || (byte == 0xA0 && place - from > 1 && bytes[place - 2] == 0xC2);
}

static int closes(const uint8_t *bytes, size_t place, size_t to)
{
    uint8_t byte = byte_at(bytes, place, to);

    return byte == '\r' || byte == '\n' || byte == ')' || byte == ']' || byte == '}' || byte == '>' || place >= to ||
           blank_at(bytes, place, to) > 0;
}

/* The same to its right; ":", "," and ";" may follow, and the full stop of a sentence. */
static int is_free_behind(const uint8_t *bytes, size_t place, size_t to)
{
    uint8_t byte = byte_at(bytes, place, to);

    if (byte == '.') {
        return closes(bytes, place + 1, to);
    }
    if (byte == ':' || byte == ',' || byte == ';') {
        return !smtpcodes__is_digit(byte_at(bytes, place + 1, to));
    }
    return closes(bytes, place, to);
}

/* The first enhanced code of a class that stands alone in a text, and its place; 0: none. */
static smtpcodes_code stands_alone(const uint8_t *bytes, size_t from, size_t *to, uint8_t digit)
{
    size_t place, behind;
    smtpcodes_code enhanced;

    for (place = smtpcodes__find_class(bytes, from, *to, digit); place < *to;
         place = smtpcodes__find_class(bytes, place + 1, *to, digit)) {
        behind = place;
        enhanced = is_free_before(bytes, place, from) ? read_enhanced(bytes, &behind, *to) : 0;
        /* RFC 3463 defines the subjects 0 to 7; a version number rarely keeps to them and to the class. */
        if (enhanced != 0 && enhanced % 1000000 < 8000 && is_free_behind(bytes, behind, *to)) {
            *to = place;
            return enhanced;
        }
    }
    return 0;
}

smtpcodes_code smtpcodes__enhanced_in_text(const uint8_t *bytes, size_t from, size_t to, smtpcodes_code code)
{
    smtpcodes_code found = 0, enhanced;
    uint8_t digit;

    if (code != 0) {
        digit = (uint8_t)('0' + code / 100);
        return digit == '2' || digit == '4' || digit == '5' ? stands_alone(bytes, from, &to, digit) : 0;
    }
    for (digit = '2'; digit <= '5'; digit++) { /* each time only in what stands before the find */
        enhanced = digit == '3' ? 0 : stands_alone(bytes, from, &to, digit);
        found = enhanced != 0 ? enhanced : found;
    }
    return found;
}
