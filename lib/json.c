/* JSON: one value on one line, valid UTF-8 whatever went in (RFC 8259). */
#include "writer.h"

void smtpcodes__json_key(smtpcodes__writer *writer, const char *key)
{
    if (writer->comma) {
        smtpcodes__raw(writer, ",");
    }
    writer->comma = 1;
    if (key != NULL) {
        smtpcodes__raw(writer, "\"");
        smtpcodes__raw(writer, key);
        smtpcodes__raw(writer, "\":");
    }
}

void smtpcodes__json_open(smtpcodes__writer *writer, const char *key, const char *bracket)
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, bracket);
    writer->comma = 0;
}

void smtpcodes__json_close(smtpcodes__writer *writer, const char *bracket)
{
    smtpcodes__raw(writer, bracket);
    writer->comma = 1;
}

void smtpcodes__json_text(smtpcodes__writer *writer, const char *key, const char *text)
{
    smtpcodes__json_key(writer, key);
    smtpcodes__raw(writer, "\"");
    smtpcodes__text(writer, text);
    smtpcodes__raw(writer, "\"");
}

void smtpcodes__json_code(smtpcodes__writer *writer, const char *key, smtpcodes_code code)
{
    smtpcodes__json_key(writer, key);
    if (code == 0) {
        smtpcodes__raw(writer, "null");
        return;
    }
    smtpcodes__raw(writer, "\"");
    smtpcodes__code(writer, code);
    smtpcodes__raw(writer, "\"");
}

void smtpcodes__json_number(smtpcodes__writer *writer, const char *key, int32_t number)
{
    smtpcodes__json_key(writer, key);
    smtpcodes__number(writer, number);
}

void smtpcodes__json_word(smtpcodes__writer *writer, const char *key, int32_t vocabulary, int32_t number)
{
    const char *name = smtpcodes_word_name(vocabulary, number);

    smtpcodes__json_key(writer, key);
    if (*name == '\0') {
        smtpcodes__raw(writer, "null");
        return;
    }
    smtpcodes__raw(writer, "\"");
    smtpcodes__raw(writer, name);
    smtpcodes__raw(writer, "\"");
}

void smtpcodes__json_bits(smtpcodes__writer *writer, const char *key, int32_t vocabulary, int32_t bits)
{
    uint32_t bit;

    smtpcodes__json_open(writer, key, "[");
    for (bit = 1; bit != 0 && bit <= (uint32_t)bits; bit <<= 1) {
        if ((uint32_t)bits & bit) {
            smtpcodes__json_word(writer, NULL, vocabulary, (int32_t)bit);
        }
    }
    smtpcodes__json_close(writer, "]");
}
