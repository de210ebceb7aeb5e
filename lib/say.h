/* What the files that say share. */
#ifndef SMTPCODES_SAY_H
#define SMTPCODES_SAY_H

#include "internal.h"
#include "tables.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* A text by its number, in a language where it has the text, else in English; `really` (may be NULL) is which. */
const char *smtpcodes__say(uint32_t text, int32_t language, int32_t *really);

/* The language in which that comes out; 0: there is no text. */
int32_t smtpcodes__said_in(uint32_t text, int32_t language);

/* "ltr" or "rtl". */
const char *smtpcodes__direction(int32_t language);

/* The numbers of texts; 0: none. */
uint32_t smtpcodes__code_text_number(smtpcodes_code code, int32_t stage, int32_t field);
uint32_t smtpcodes__word_text_number(int32_t vocabulary, int32_t number, int32_t field);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
