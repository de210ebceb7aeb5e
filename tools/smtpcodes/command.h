/* What the files of the command share. */
#ifndef SMTPCODES_COMMAND_H
#define SMTPCODES_COMMAND_H

#include <smtpcodes.h>

enum status { UNDERSTOOD = 0, NOT_UNDERSTOOD = 1, USAGE = 2 };

struct options {
    int json;
    int32_t severity, stage, standing; /* of list; stage also of explain */
    int32_t role, recipients, flags;   /* of explain */
};

/* show.c */
int show_codes(int count, char **texts, const struct options *options);
int list_codes(const struct options *options);
int compare_codes(int count, char **texts, const struct options *options);

/* explain.c */
int explain_arguments(int count, char **texts, const struct options *options);
int explain_input(const struct options *options);

/* output.c: text */
const char *code_text(smtpcodes_code code);
const char *title_of(int32_t vocabulary, int32_t number);
const char *field_of(smtpcodes_code code, int32_t stage, int32_t field);
void put_pair(const char *label, const char *text);

/* output.c: JSON, one object a line */
void json_begin(void);
void json_end(void);
void json_key(const char *key);
void json_open(const char *key, char bracket);
void json_close(char bracket);
void json_text(const char *key, const char *text);
void json_bytes(const char *key, const char *text, size_t length);
void json_number(const char *key, long number);
void json_code(const char *key, smtpcodes_code code);
void json_word(const char *key, int32_t vocabulary, int32_t number);
void json_bits(const char *key, int32_t vocabulary, int32_t bits);
void json_codes_related(const char *key, smtpcodes_code code, int32_t relation);

#endif
