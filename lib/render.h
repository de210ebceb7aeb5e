/* What the files that render share. */
#ifndef SMTPCODES_RENDER_H
#define SMTPCODES_RENDER_H

#include "writer.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* "354 Start mail input" */
void smtpcodes__put_code_title(smtpcodes__writer *writer, smtpcodes_code code, int32_t stage);
/* A text of a code under its label. */
void smtpcodes__put_code_field(smtpcodes__writer *writer, smtpcodes_code code, int32_t stage, int32_t field, int32_t level);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
