/* What the candidates of the phrase benchmark share: the phrases, the texts, and the question that each answers. */
#ifndef PHRASES_H
#define PHRASES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct item {
    const uint8_t *bytes;
    size_t length;
};

/* Items in memory, from a file in which each has its length before it. */
struct list {
    struct item *items;
    size_t count;
};

/* A reply as it came, and its text with white space folded and without its codes, which is what all look through. */
struct text {
    struct item reply, folded;
};

/* One way to find phrases. `best` tells the number of the first phrase of the list that occurs, ASCII case ignored, or the
   number of phrases where none does. */
struct engine {
    const char *name;
    int (*open)(const struct list *phrases); /* 0: it could not be made ready */
    uint32_t (*best)(const struct text *text);
    size_t (*scanned)(void); /* bytes of tables that each text touches, where that is known; else NULL */
    size_t tables;           /* bytes; 0: whatever it takes of the heap */
    int answers;             /* it is asked for the same as the others */
};

extern struct engine engine_search, engine_fold, engine_built_in, engine_diagnose, engine_dense;
#ifdef HAVE_VECTORSCAN
extern struct engine engine_vectorscan;
#endif
#ifdef HAVE_RE2
extern struct engine engine_re2;
#endif

/* ours.c: give the library's search a table of the phrases alone; fold a reply into at most so many bytes. */
int ours_use_rules(const struct item *rules);
size_t ours_fold(const struct item *reply, uint8_t *folded, size_t room);

#ifdef __cplusplus
}
#endif
#endif
