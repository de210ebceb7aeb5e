/* The library's phrases, looked for in many replies by it and by others, in rounds that alternate them.
 *
 * usage: phrases FOLDER                    a table, one line a candidate, fields parted by tabs
 *        phrases FOLDER count NAME TIMES   the named candidate over the first texts alone, for callgrind to count
 *
 * FOLDER holds what tests/bench/make.py makes. */
#define _POSIX_C_SOURCE 200809L
#include "phrases.h"

#ifdef HAVE_MALLINFO2
#include <malloc.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 7, HOSTILE_ROUNDS = 3, COLD_CALLS = 31, LONGEST = 2000, HOSTILE = 1000, CACHES = 64 << 20 };

static struct engine *const engines[] = {
    &engine_search, &engine_fold, &engine_built_in, &engine_diagnose,
#ifdef HAVE_VECTORSCAN
    &engine_vectorscan,
#endif
#ifdef HAVE_RE2
    &engine_re2,
#endif
    &engine_dense,
};
enum { ENGINES = sizeof engines / sizeof *engines };

struct texts {
    struct text *items;
    size_t count, bytes;
};

static volatile uint32_t sink;

/* -------------------------------------------------------------------------------------------------------- reading */

/* Whole files stay in memory; 8-byte aligned, as malloc's memory is. */
static int read_file(const char *folder, const char *name, struct item *item)
{
    char path[4096];
    FILE *file;
    long length = 0;
    uint8_t *bytes = NULL;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (file != NULL && fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) > 0 && fseek(file, 0, SEEK_SET) == 0) {
        bytes = malloc((size_t)length);
    }
    if (bytes == NULL || fread(bytes, 1, (size_t)length, file) != (size_t)length) {
        fprintf(stderr, "phrases: cannot read %s\n", path);
        length = 0;
    }
    if (file != NULL) {
        fclose(file);
    }
    item->bytes = bytes;
    item->length = (size_t)length;
    return length > 0;
}

/* The next item of a file; 0: there is none. */
static int next_item(const struct item *file, size_t *place, struct item *item)
{
    uint32_t length;

    if (file->length - *place < sizeof length) {
        return 0;
    }
    memcpy(&length, file->bytes + *place, sizeof length);
    item->bytes = file->bytes + *place + sizeof length;
    item->length = length;
    *place += sizeof length + length;
    return *place <= file->length;
}

static int read_list(const char *folder, const char *name, struct list *list)
{
    struct item file, item;
    size_t place = 0;

    list->count = 0;
    if (!read_file(folder, name, &file)) {
        return 0;
    }
    while (next_item(&file, &place, &item)) {
        list->count++;
    }
    list->items = calloc(list->count, sizeof *list->items);
    for (place = 0, list->count = 0; list->items != NULL && next_item(&file, &place, &list->items[list->count]);) {
        list->count++;
    }
    return list->count > 0;
}

/* ---------------------------------------------------------------------------------------------------------- texts */

/* A text for each reply; one that does not fit into the search's window is left out. */
static int make_texts(const struct list *replies, struct texts *texts)
{
    uint8_t folded[LONGEST];
    size_t index, total = 0;
    uint8_t *pool;

    for (index = 0; index < replies->count; index++) {
        total += replies->items[index].length + 2;
    }
    pool = malloc(total);
    texts->items = calloc(replies->count, sizeof *texts->items);
    texts->count = texts->bytes = 0;
    for (index = 0; pool != NULL && texts->items != NULL && index < replies->count; index++) {
        struct text *text = &texts->items[texts->count];
        size_t length = ours_fold(&replies->items[index], folded, sizeof folded);

        if (length > 0) {
            memcpy(pool, folded, length);
            text->reply = replies->items[index];
            text->folded.bytes = pool;
            text->folded.length = length;
            pool += length;
            texts->count++;
            texts->bytes += length;
        }
    }
    return texts->count > 0;
}

/* "550 " and a phrase over and over; `mutation` from 1 on: in each of them one byte is another. */
static int hostile_reply(const struct item *phrase, unsigned mutation, struct item *reply)
{
    uint8_t *bytes = malloc(HOSTILE);
    size_t place, odd = mutation == 0 ? phrase->length : (mutation * phrase->length) / 4;

    if (bytes == NULL) {
        return 0;
    }
    for (place = 0; place < HOSTILE; place++) {
        bytes[place] = place < 4                              ? (uint8_t)"550 "[place]
                       : (place - 4) % phrase->length == odd ? (uint8_t)(phrase->bytes[odd] ^ 1)
                                                              : phrase->bytes[(place - 4) % phrase->length];
    }
    reply->bytes = bytes;
    reply->length = HOSTILE;
    return 1;
}

static int make_hostile(const struct list *phrases, struct texts *texts)
{
    struct list replies;
    size_t index;
    unsigned mutation;

    replies.count = 0;
    replies.items = calloc(phrases->count * 4, sizeof *replies.items);
    for (index = 0; replies.items != NULL && index < phrases->count; index++) {
        for (mutation = 0; mutation < 4; mutation++) {
            if (!hostile_reply(&phrases->items[index], mutation, &replies.items[replies.count++])) {
                return 0;
            }
        }
    }
    return replies.items != NULL && make_texts(&replies, texts);
}

/* ------------------------------------------------------------------------------------------------------- measuring */

static double seconds(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_size(const void *one, const void *two)
{
    double a = *(const double *)one, b = *(const double *)two;

    return (a > b) - (a < b);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_size);
    return values[count / 2];
}

static void go_through(const struct engine *engine, const struct texts *texts)
{
    size_t index;

    for (index = 0; index < texts->count; index++) {
        sink = engine->best(&texts->items[index]);
    }
}

/* callgrind counts inside this alone; called by its address, it stays a function of its own. */
void phrases_counted(const struct engine *engine, const struct texts *texts);
void phrases_counted(const struct engine *engine, const struct texts *texts)
{
    go_through(engine, texts);
}

static void (*const volatile counted)(const struct engine *engine, const struct texts *texts) = phrases_counted;

static double time_of(const struct engine *engine, const struct texts *texts)
{
    double start = seconds(CLOCK_PROCESS_CPUTIME_ID); /* others use the machine too */

    go_through(engine, texts);
    return (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) * 1e9 / (double)texts->bytes;
}

/* The dearest text, in nanoseconds a byte; of each the quickest of a few goes. */
static double worst_text(const struct engine *engine, const struct texts *texts)
{
    double worst = 0;
    size_t index;
    int round;

    for (index = 0; index < texts->count; index++) {
        double least = 1e9;

        for (round = 0; round < HOSTILE_ROUNDS; round++) {
            double start = seconds(CLOCK_MONOTONIC), taken;

            sink = engine->best(&texts->items[index]);
            taken = (seconds(CLOCK_MONOTONIC) - start) * 1e9 / (double)texts->items[index].folded.length;
            least = taken < least ? taken : least;
        }
        worst = least > worst ? least : worst;
    }
    return worst;
}

/* Microseconds of a call after everything else has been thrown out of the caches, as far as writing much memory does that.
   The reply itself was just read. */
static double cold_call(const struct engine *engine, const struct texts *texts)
{
    static uint8_t others[CACHES];
    double taken[COLD_CALLS], start;
    struct text text;
    size_t place;
    int call;

    for (call = 0; call < COLD_CALLS; call++) {
        memset(others, call, sizeof others);
        text = texts->items[(size_t)call * 997 % texts->count];
        for (place = 0; place < text.reply.length; place++) {
            sink = text.reply.bytes[place];
        }
        for (place = 0; place < text.folded.length; place++) {
            sink = text.folded.bytes[place];
        }
        start = seconds(CLOCK_MONOTONIC);
        sink = engine->best(&text);
        taken[call] = (seconds(CLOCK_MONOTONIC) - start) * 1e6;
    }
    return median(taken, COLD_CALLS);
}

/* ------------------------------------------------------------------------------------------------------- comparing */

/* Texts for which an engine answers otherwise than the first one does. */
static size_t differences(const struct engine *engine, const struct texts *texts)
{
    size_t index, count = 0;

    for (index = 0; engine->answers && index < texts->count; index++) {
        count += engine->best(&texts->items[index]) != engines[0]->best(&texts->items[index]);
    }
    return count;
}

static size_t heap(void)
{
#ifdef HAVE_MALLINFO2
    struct mallinfo2 info = mallinfo2();

    return info.uordblks + info.hblkhd;
#else
    return 0;
#endif
}

static int open_engine(struct engine *engine, const struct list *phrases, const struct texts *texts)
{
    size_t before = heap();

    if (!engine->open(phrases)) {
        fprintf(stderr, "phrases: %s cannot be made ready\n", engine->name);
        return 0;
    }
    go_through(engine, texts); /* what is built on the way is built now */
    if (engine->tables == 0) {
        engine->tables = heap() - before;
    }
    return 1;
}

/* Whether all agree; those that do not are said. */
static int compare(const struct texts *texts, const char *what)
{
    size_t index, count;
    int same = 1;

    for (index = 1; index < ENGINES; index++) {
        count = differences(engines[index], texts);
        if (count > 0) {
            fprintf(stderr, "phrases: %s answers otherwise for %lu of %lu %s\n", engines[index]->name, (unsigned long)count,
                    (unsigned long)texts->count, what);
            same = 0;
        }
    }
    return same;
}

struct times {
    double usual[ENGINES][ROUNDS], hostile[ENGINES][HOSTILE_ROUNDS];
};

static void run_rounds(const struct texts *texts, const struct texts *hostile, struct times *times)
{
    int round, index;

    for (round = 0; round < ROUNDS; round++) {
        for (index = 0; index < ENGINES; index++) {
            times->usual[index][round] = time_of(engines[index], texts);
            if (round < HOSTILE_ROUNDS) {
                times->hostile[index][round] = time_of(engines[index], hostile);
            }
        }
    }
}

/* How many times as fast as the reference an engine is: the median of the rounds. */
static double ratio(struct times *times, int engine, int reference)
{
    double ratios[ROUNDS];
    int round;

    for (round = 0; round < ROUNDS; round++) {
        ratios[round] = times->usual[reference][round] / times->usual[engine][round];
    }
    return median(ratios, ROUNDS);
}

/* Vectorscan, or what stands in its place. */
static int reference(void)
{
    int index;

    for (index = 0; index < ENGINES - 1; index++) {
        if (strcmp(engines[index]->name, "Vectorscan") == 0) {
            return index;
        }
    }
    return ENGINES - 1;
}

/* First how many phrases and texts, their mean length, and the reference. Then name, speed beside the reference, nanoseconds a
   byte, the same of hostile text, of the worst one, microseconds of a cold call, bytes of tables, bytes scanned or 0. */
static void report(const struct list *phrases, const struct texts *texts, const struct texts *hostile)
{
    static struct times times;
    double ratios[ENGINES];
    int index;

    run_rounds(texts, hostile, &times);
    printf("%lu\t%lu\t%.0f\t%s\n", (unsigned long)phrases->count, (unsigned long)texts->count,
           (double)texts->bytes / (double)texts->count, engines[reference()]->name);
    for (index = 0; index < ENGINES; index++) { /* a median puts its values into another order */
        ratios[index] = ratio(&times, index, reference());
    }
    for (index = 0; index < ENGINES; index++) {
        const struct engine *engine = engines[index];

        printf("%s\t%.2f\t%.2f\t%.2f\t%.1f\t%.1f\t%lu\t%lu\n", engine->name, ratios[index], median(times.usual[index], ROUNDS),
               median(times.hostile[index], HOSTILE_ROUNDS), worst_text(engine, hostile), cold_call(engine, texts),
               (unsigned long)engine->tables, engine->scanned != NULL ? (unsigned long)engine->scanned() : 0ul);
    }
}

static int count(const char *name, struct texts *texts, size_t wanted, const struct list *phrases)
{
    size_t index;

    while (texts->count > wanted) {
        texts->bytes -= texts->items[--texts->count].folded.length;
    }
    for (index = 0; index < ENGINES; index++) {
        if (strcmp(engines[index]->name, name) == 0 && open_engine(engines[index], phrases, texts)) {
            counted(engines[index], texts);
            printf("%lu\n", (unsigned long)texts->bytes);
            return 0;
        }
    }
    fprintf(stderr, "phrases: no candidate %s\n", name);
    return 1;
}

int main(int argc, char **argv)
{
    static struct item rules; /* all that is read is needed to the end */
    static struct list phrases, replies;
    static struct texts texts, hostile;
    size_t index;
    int same;

    if (argc != 2 && !(argc == 5 && strcmp(argv[2], "count") == 0)) {
        fputs("usage: phrases FOLDER [count NAME TIMES]\n", stderr);
        return 2;
    }
    if (!read_file(argv[1], "rules", &rules) || !ours_use_rules(&rules) || !read_list(argv[1], "literals", &phrases) ||
        !read_list(argv[1], "replies", &replies) || !make_texts(&replies, &texts)) {
        return 1;
    }
    if (argc == 5) {
        return count(argv[3], &texts, (size_t)atol(argv[4]), &phrases);
    }
    if (!make_hostile(&phrases, &hostile)) {
        return 1;
    }
    for (index = 0; index < ENGINES; index++) {
        if (!open_engine(engines[index], &phrases, &texts)) {
            return 1;
        }
    }
    same = compare(&texts, "replies");
    same = compare(&hostile, "hostile texts") && same;
    report(&phrases, &texts, &hostile);
    return same ? 0 : 1;
}
