/* How far a long stream has come, on a terminal alone: one line of standard error, which is gone in the end. */
#include "command.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Neither where results are shown on a terminal or replies typed in, which tell themselves, nor where nothing can be erased. */
static int is_shown(void)
{
    const char *kind = getenv("TERM");

    return isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) && !isatty(STDIN_FILENO) && kind != NULL && strcmp(kind, "dumb") != 0;
}

static double seconds(void)
{
    struct timespec now;

    return clock_gettime(CLOCK_MONOTONIC, &now) == 0 ? (double)now.tv_sec + (double)now.tv_nsec / 1e9 : 0;
}

void begin_progress(struct progress *progress)
{
    progress->is_wanted = is_shown();
    progress->is_shown = 0;
    progress->last = progress->is_wanted ? seconds() : 0;
}

/* Not within the first second, and then not more often than an eye follows. */
void show_progress(struct progress *progress, long long count, const struct options *options)
{
    char number[24];
    double now;

    if (!progress->is_wanted) {
        return;
    }
    now = seconds();
    if (now - progress->last < (progress->is_shown ? 0.2 : 1)) {
        return;
    }
    snprintf(number, sizeof number, "%lld", count);
    fputs("\r\x1b[K", stderr);
    say(stderr, options->language, MESSAGE_PROGRESS, "count", number, (const char *)NULL);
    fflush(stderr);
    progress->is_shown = 1;
    progress->last = now;
}

void end_progress(struct progress *progress)
{
    if (progress->is_shown) {
        fputs("\r\x1b[K", stderr);
        progress->is_shown = 0;
    }
}
