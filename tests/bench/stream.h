/* Replies as a log of deliveries holds them. */
#ifndef STREAM_H
#define STREAM_H

enum { ACCEPTED = 85, LONGEST_LINE = 512 }; /* of a hundred; bytes, with the line end */

/* The next line of a stream, always the same after the same `state`, which begins with 1. */
const char *stream_line(unsigned *state);

#endif
