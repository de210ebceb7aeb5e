/* `smtpcodes explain --format json` over many replies: its time beside that of a loop over the library that renders the same,
 * and its peak memory beside that for a thousand replies.
 *
 * usage: explain COMMAND REPLIES
 *
 * Both run as children of a small process, so that their times and their memory are their own. */
#include "stream.h"

#include <smtpcodes.h>

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 3, FEW = 1000, ROOM = 65536 };

struct cost {
    double seconds; /* of a processor */
    long memory;    /* KiB at most */
    long long written;
};

/* A file of so many replies, without a name. */
static int write_replies(long count)
{
    FILE *file = tmpfile();
    unsigned state = 1;
    int copy;

    if (file == NULL) {
        return -1;
    }
    while (count-- > 0) {
        fputs(stream_line(&state), file);
    }
    copy = fflush(file) == 0 ? dup(fileno(file)) : -1;
    fclose(file);
    return copy;
}

/* What the command does, without the command: bytes that it would write. */
static long long render_all(const char *bytes, size_t length)
{
    static char text[ROOM];
    smtpcodes_reply reply;
    smtpcodes_verdict verdict;
    size_t place = 0;
    long long written = 0;

    while (place < length) {
        int32_t consumed = smtpcodes_reply_parse(bytes + place, length - place, SMTPCODES_PARSE_END, &reply, sizeof reply);

        if (consumed <= 0) {
            break;
        }
        smtpcodes_diagnose(bytes + place, (size_t)consumed, NULL, 0, NULL, &verdict, sizeof verdict);
        written += smtpcodes_render_verdict(bytes + place, (size_t)consumed, NULL, &verdict, sizeof verdict, SMTPCODES_PART_WHOLE,
                                            SMTPCODES_FORMAT_JSON, SMTPCODES_LANGUAGE_ENGLISH, text, sizeof text) + 1;
        place += (size_t)consumed;
    }
    return written;
}

static void run_library(int replies, int output)
{
    struct stat about;
    long long written;
    void *bytes = MAP_FAILED;

    if (fstat(replies, &about) == 0) {
        bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, replies, 0);
    }
    if (bytes == MAP_FAILED) {
        _exit(1);
    }
    written = render_all(bytes, (size_t)about.st_size);
    _exit(write(output, &written, sizeof written) == (ssize_t)sizeof written ? 0 : 1);
}

static void run_command(const char *command, int replies, int output)
{
    if (dup2(replies, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0) {
        execl(command, command, "explain", "--format", "json", "--lang", "en", (char *)NULL);
    }
    _exit(127);
}

/* What a child writes: bytes counted, or the number that they are. */
static long long drain(int from, int is_number)
{
    static union {
        char bytes[ROOM];
        long long number;
    } part;
    long long total = 0;
    ssize_t got;

    while ((got = read(from, part.bytes, sizeof part.bytes)) > 0) {
        total = is_number ? part.number : total + got;
    }
    return total;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* Without a command: of the library. 0: it did not end as it should. */
static int measure(const char *command, int replies, struct cost *cost)
{
    struct rusage usage;
    int ends[2], status;
    pid_t child;

    if (lseek(replies, 0, SEEK_SET) != 0 || pipe(ends) != 0 || (child = fork()) < 0) {
        return 0;
    }
    if (child == 0) {
        close(ends[0]);
        if (command != NULL) {
            run_command(command, replies, ends[1]);
        } else {
            run_library(replies, ends[1]);
        }
    }
    close(ends[1]);
    cost->written = drain(ends[0], command == NULL);
    close(ends[0]);
    if (wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return 0;
    }
    cost->seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    cost->memory = usage.ru_maxrss;
    return 1;
}

static int by_size(const void *one, const void *two)
{
    double a = *(const double *)one, b = *(const double *)two;

    return (a > b) - (a < b);
}

static long smaller(long one, long two)
{
    return one < two ? one : two;
}

/* The peak memory of the command over a few replies: the least of some runs, for how many pages of a file the system maps
   around one differs by hundreds of KiB from run to run. */
static long memory_of_few(const char *command)
{
    int round, replies = write_replies(FEW);
    long least = LONG_MAX;
    struct cost cost;

    for (round = 0; round < ROUNDS; round++) {
        if (replies < 0 || !measure(command, replies, &cost)) {
            return -1;
        }
        least = smaller(least, cost.memory);
    }
    close(replies);
    return least;
}

/* Rounds that alternate the two. */
static int compare(const char *command, long count)
{
    struct cost command_cost, library_cost;
    double ratios[ROUNDS];
    long few = memory_of_few(command), many = LONG_MAX;
    int round, replies = write_replies(count);

    if (few < 0) {
        return 1;
    }
    for (round = 0; round < ROUNDS; round++) {
        if (replies < 0 || !measure(NULL, replies, &library_cost) || !measure(command, replies, &command_cost)) {
            return 1;
        }
        if (library_cost.written != command_cost.written) {
            fputs("explain: the command writes something else than the library renders\n", stderr);
            return 1;
        }
        many = smaller(many, command_cost.memory);
        ratios[round] = command_cost.seconds / library_cost.seconds;
    }
    qsort(ratios, ROUNDS, sizeof ratios[0], by_size);
    printf("| smtpcodes explain --format json, %ld replies | measured | goal | reached |\n|---|---|---|---|\n", count);
    printf("| processor time, in those of the library alone | %.2f | <= 2 | %s |\n", ratios[ROUNDS / 2],
           ratios[ROUNDS / 2] <= 2 ? "yes" : "no");
    printf("| peak memory over that of %d replies, KiB (of %ld) | %ld | about 0 | %s |\n", FEW, many,
           many - few, many - few <= few / 10 ? "yes" : "no");
    printf("\n%.1f s of the library, %.1f s of the command, %.0f MB written\n", library_cost.seconds, command_cost.seconds,
           (double)command_cost.written / 1e6);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3 || atol(argv[2]) < 1) {
        fputs("usage: explain COMMAND REPLIES\n", stderr);
        return 2;
    }
    if (compare(argv[1], atol(argv[2])) != 0) {
        fputs("explain: nothing could be measured\n", stderr);
        return 1;
    }
    return 0;
}
