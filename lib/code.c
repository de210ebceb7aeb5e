/* A number: make it, read it from text, write it as text. */
#include "internal.h"

enum { CLASS = 1000000, SUBJECT = 1000, CODE_TEXT = 12 };

int32_t smtpcodes__put(const char *text, size_t length, char *buffer, size_t size)
{
    if (size > length) {
        memcpy(buffer, text, length);
        buffer[length] = '\0';
    } else if (size > 0) {
        buffer[0] = '\0';
    }
    return (int32_t)length;
}

SMTPCODES_API smtpcodes_code smtpcodes_code_make(int32_t severity, int32_t subject, int32_t detail)
{
    if (severity < 1 || severity > 9 || subject < 0 || subject > 999 || detail < 0 || detail > 999) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    return severity * CLASS + subject * SUBJECT + detail;
}

/* Digits from a place on: their value, and the place behind them; no digit, too many, or a leading zero is -1. */
static int32_t digits(const char *text, size_t length, size_t *place, int leading_zero)
{
    size_t start = *place;
    int32_t value = 0;

    while (*place < length && text[*place] >= '0' && text[*place] <= '9') {
        if (*place - start == 3) {
            return -1;
        }
        value = value * 10 + (text[*place] - '0');
        (*place)++;
    }
    if (*place == start || (!leading_zero && text[start] == '0' && *place - start > 1)) {
        return -1;
    }
    return value;
}

SMTPCODES_API smtpcodes_code smtpcodes_code_parse(const char *text, size_t length)
{
    size_t place = 0;
    int32_t severity, subject, detail;

    if (text == NULL) {
        return length > 0 ? SMTPCODES_ERROR_ARGUMENT : SMTPCODES_ERROR_NOT_FOUND;
    }
    severity = digits(text, length, &place, 1);
    if (place == length) {
        return severity > 0 ? severity : SMTPCODES_ERROR_NOT_FOUND;
    }
    if (severity < 1 || place != 1 || text[place++] != '.') {
        return SMTPCODES_ERROR_NOT_FOUND;
    }
    subject = digits(text, length, &place, 0);
    if (subject < 0 || place == length || text[place++] != '.') {
        return SMTPCODES_ERROR_NOT_FOUND;
    }
    detail = digits(text, length, &place, 0);
    if (detail < 0 || place != length) {
        return SMTPCODES_ERROR_NOT_FOUND;
    }
    return severity * CLASS + subject * SUBJECT + detail;
}

/* A number from 0 to 999 in decimal, with leading zeros up to a width. */
static size_t write_number(int32_t number, size_t width, char *to)
{
    size_t length = number > 99 ? 3 : number > 9 ? 2 : 1;
    size_t place;

    if (length < width) {
        length = width;
    }
    for (place = length; place > 0; place--) {
        to[place - 1] = (char)('0' + number % 10);
        number /= 10;
    }
    return length;
}

SMTPCODES_API int32_t smtpcodes_code_format(smtpcodes_code code, char *buffer, size_t size)
{
    char text[CODE_TEXT];
    size_t length = 0;

    if (buffer == NULL && size > 0) {
        return SMTPCODES_ERROR_ARGUMENT;
    }
    if (!smtpcodes__is_code(code)) {
        return smtpcodes__put("", 0, buffer, size);
    }
    if (code < 1000) {
        length = write_number(code, 3, text);
    } else {
        length = write_number(code / CLASS, 1, text);
        text[length++] = '.';
        length += write_number(code / SUBJECT % 1000, 1, text + length);
        text[length++] = '.';
        length += write_number(code % 1000, 1, text + length);
    }
    return smtpcodes__put(text, length, buffer, size);
}
