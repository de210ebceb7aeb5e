/* What the files of the library share. Freestanding: no libc but the four functions that compilers emit themselves. */
#ifndef SMTPCODES_INTERNAL_H
#define SMTPCODES_INTERNAL_H

#include "smtpcodes.h"

#include <string.h> /* memcpy, memset, memmove: nothing else */

#ifdef __cplusplus
extern "C" {
#endif

/* Hand a struct to a caller whose idea of its size may be older or newer: the front part, or zeros at the end. Nearly all
 * have the size of today, which compilers then know. */
static inline void smtpcodes__give(void *to, size_t to_size, const void *from, size_t from_size)
{
    size_t common = to_size < from_size ? to_size : from_size;

    if (to_size == from_size) {
        memcpy(to, from, from_size);
    } else {
        memcpy(to, from, common);
        memset((char *)to + common, 0, to_size - common);
    }
}

/* Take a struct from such a caller: what is missing is 0. */
static inline void smtpcodes__take(void *to, size_t to_size, const void *from, size_t from_size)
{
    size_t common = to_size < from_size ? to_size : from_size;

    memset(to, 0, to_size);
    if (common > 0) {
        memcpy(to, from, common);
    }
}

/* The number of the lowest bit that is set; not asked where there is none. */
static inline uint32_t smtpcodes__lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return (uint32_t)__builtin_ctzll(bits);
#else
    uint32_t number = 0;

    while (!(bits >> number & 1)) {
        number++;
    }
    return number;
#endif
}

/* 1 for 1 to 999 and for an enhanced code, else 0. */
static inline int smtpcodes__is_code(smtpcodes_code code)
{
    return (code > 0 && code < 1000) || (code >= 1000000 && code < 10000000);
}

/* Severity of any number: 2 to 5, or 0. */
static inline int32_t smtpcodes__severity_of(smtpcodes_code code)
{
    int32_t first = code < 1000 ? code / 100 : code / 1000000;

    /* An enhanced code has no class 3 (RFC 3463, section 2). */
    return first < 2 || first > 5 || (first == 3 && code >= 1000) ? (int32_t)SMTPCODES_SEVERITY_NONE : first;
}

/* Declared hidden, so that calls need no table of addresses. */
#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility push(hidden)
#endif

/* Family of a number, for what holds for all codes of a class and its category or subject; -1: none. */
int32_t smtpcodes__family_of(smtpcodes_code code);

/* The reason that a code gives by itself. */
int32_t smtpcodes__reason_of(smtpcodes_code code, int32_t stage);

/* Stages that two codes can both answer, and those that one answers by an RFC or in practice, a bit for each. */
uint32_t smtpcodes__meeting(smtpcodes_code first, smtpcodes_code second);
uint32_t smtpcodes__stages_of(smtpcodes_code code);
/* Whether it may answer any command, as a condition of the whole session. */
int smtpcodes__is_session_wide(smtpcodes_code code);

/* The value of a facet of a code, of which `decision` is the one without a context. */
int32_t smtpcodes__facet_of(smtpcodes_code code, const smtpcodes_classification *decision, int32_t facet);

/* Write a text into a caller's buffer: whole, or nothing. The length is returned. */
int32_t smtpcodes__put(const char *text, size_t length, char *buffer, size_t size);

/* Text pools. */
const char *smtpcodes__name_at(uint32_t offset);

#if defined(__GNUC__) && defined(__ELF__)
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif
#endif
