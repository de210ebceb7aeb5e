/* Vectorscan in the phrase benchmark: pure literals, each reported once. */
#include "phrases.h"

#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>

static hs_database_t *database;
static hs_scratch_t *scratch;
static uint32_t none;

static int compile(const struct list *phrases, const char **bytes, unsigned *flags, unsigned *numbers, size_t *lengths)
{
    hs_compile_error_t *error = NULL;
    size_t index;

    for (index = 0; index < phrases->count; index++) {
        bytes[index] = (const char *)phrases->items[index].bytes;
        lengths[index] = phrases->items[index].length;
        flags[index] = HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH;
        numbers[index] = (unsigned)index;
    }
    if (hs_compile_lit_multi(bytes, flags, numbers, lengths, (unsigned)phrases->count, HS_MODE_BLOCK, NULL, &database, &error) !=
        HS_SUCCESS) {
        fprintf(stderr, "Vectorscan: %s\n", error != NULL ? error->message : "cannot compile");
        hs_free_compile_error(error);
        return 0;
    }
    return 1;
}

static int open_vectorscan(const struct list *phrases)
{
    const char **bytes = calloc(phrases->count, sizeof *bytes);
    unsigned *flags = calloc(phrases->count, sizeof *flags), *numbers = calloc(phrases->count, sizeof *numbers);
    size_t *lengths = calloc(phrases->count, sizeof *lengths), size = 0, room = 0;
    int made;

    none = (uint32_t)phrases->count;
    made = bytes != NULL && flags != NULL && numbers != NULL && lengths != NULL &&
           compile(phrases, bytes, flags, numbers, lengths) && hs_alloc_scratch(database, &scratch) == HS_SUCCESS;
    free(bytes);
    free(flags);
    free(numbers);
    free(lengths);
    if (made && hs_database_size(database, &size) == HS_SUCCESS && hs_scratch_size(scratch, &room) == HS_SUCCESS) {
        engine_vectorscan.tables = size + room;
    }
    return made;
}

static int take(unsigned number, unsigned long long from, unsigned long long to, unsigned flags, void *best)
{
    uint32_t *least = best;

    (void)from;
    (void)to;
    (void)flags;
    *least = number < *least ? number : *least;
    return 0;
}

static uint32_t best_vectorscan(const struct text *text)
{
    uint32_t best = none;

    hs_scan(database, (const char *)text->folded.bytes, (unsigned)text->folded.length, 0, scratch, take, &best);
    return best;
}

struct engine engine_vectorscan = {"Vectorscan", open_vectorscan, best_vectorscan, NULL, 0, 1};
