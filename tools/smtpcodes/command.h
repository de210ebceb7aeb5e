/* What the files of the command share. */
#ifndef SMTPCODES_COMMAND_H
#define SMTPCODES_COMMAND_H

#include "messages.h"

#include <smtpcodes.h>

#include <stddef.h>
#include <stdio.h>

enum status { UNDERSTOOD = 0, NOT_UNDERSTOOD = 1, USAGE = 2 };

struct options {
    int32_t format, language;
    int color;                         /* whether to colour */
    int width;                         /* columns of a line; 0: no limit */
    int32_t severity, stage, standing; /* of list; stage also of show and explain */
    int32_t role, recipients, flags, provider; /* of explain */
    const smtpcodes_rules *rules;              /* of explain: the pack; NULL: none */
};

/* show.c */
int show_codes(int count, char **texts, const struct options *options);
int list_codes(const struct options *options);
smtpcodes_code look_up(const char *text, const struct options *options);

/* compare.c */
int compare_codes(int count, char **texts, const struct options *options);

/* explain.c */
int explain_arguments(int count, char **texts, const struct options *options);
int explain_input(const struct options *options);

/* rules.c: a rule pack of a file; 0, or the status with which the command ends. */
int read_rules(const char *path, const smtpcodes_rules **rules, const struct options *options);

/* message.c: what the command says by itself, in the reader's language. Placeholders are name, value, name, value, NULL. */
void say(FILE *to, int32_t language, enum message message, ...);
int complain(int status, int32_t language, enum message message, ...); /* to standard error, with the command's name */
/* What an errno stands for: otherwise is what is said where it has no sentence of its own; text is the file, where there is one. */
int complain_of_error(int status, int32_t language, enum message otherwise, const char *text, int error);

/* progress.c: how far a stream has come, for whoever waits for it */
struct progress {
    int is_wanted, is_shown;
    double last; /* when it was shown, in seconds of a clock */
};

void begin_progress(struct progress *progress);
void show_progress(struct progress *progress, long long count, const struct options *options);
void end_progress(struct progress *progress);

/* output.c: rendered texts. Each answer is valid until the next call; a lack of memory ends the command. */
const char *code_text(smtpcodes_code code);
const char *title_of(int32_t vocabulary, int32_t number, const struct options *options);
const char *render_code(smtpcodes_code code, int32_t part, const struct options *options);
const char *render_comparison(smtpcodes_code first, smtpcodes_code second, int32_t part, const struct options *options);
const char *render_verdict(const char *bytes, size_t length, const smtpcodes_verdict *verdict, int32_t part,
                           const struct options *options);
/* Around and between whole objects of a format other than text. */
void begin_objects(int count, const struct options *options);
void put_object(const char *text, int count, const struct options *options);
void end_objects(int count, const struct options *options);

/* layout.c: text for people, wrapped and coloured. */
int text_width(const char *text);
void put_title(const char *text, const struct options *options);
void put_pair(const char *label, const char *text, const struct options *options);
void put_paragraph(const char *text, int indent, int hang, const struct options *options);
void put_padded(const char *text, int width);
void put_part(int32_t part, const char *text, const struct options *options);

#endif
