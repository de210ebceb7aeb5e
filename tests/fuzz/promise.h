/* A promise that holds for any bytes. */
#ifndef PROMISE_H
#define PROMISE_H

#include <stdio.h>
#include <stdlib.h>

#define HOLDS(promise)                                                                                                 \
    do {                                                                                                               \
        if (!(promise)) {                                                                                              \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #promise);                                              \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#endif
