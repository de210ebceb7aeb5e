/* One operation many times over, for callgrind to count; and a stream of replies, as a ratio to memchr over the same bytes. */
#define _POSIX_C_SOURCE 200809L
#include <smtpcodes.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 9, LINES = 20000 };

int32_t bench_empty(int32_t code);

static volatile int32_t sink;

static const int32_t replies[] = {250, 354, 421, 450, 451, 452, 550, 552, 554, 599, 220, 221, 334, 535, 111, 700};
static const int32_t enhanced[] = {5001001, 4002002, 5007001, 5007026, 2000000, 5001010, 4007001, 5007509,
                                   4003002, 5005004, 2001005, 5002001, 4004001, 5007030, 5007025, 9999999};
static const char line_with[] = "550 5.1.1 \r\n";
static const char line_short[] = "550 5.1.1 <kim@example.net>: no such user here\r\n";
static const char line_long[] =
    "550 5.1.1 <kim@example.net>: no such user here, and a good deal more of text that says the same once again\r\n";

static void empty(long number)
{
    sink = bench_empty(replies[number & 15]);
}

static void lookup_reply(long number)
{
    sink = smtpcodes_code_standing(replies[number & 15]);
}

static void lookup_enhanced(long number)
{
    sink = smtpcodes_code_standing(enhanced[number & 15]);
}

/* What a binary search over the same codes costs. */
static int by_number(const void *one, const void *two)
{
    int32_t a, b;

    memcpy(&a, one, sizeof a);
    memcpy(&b, two, sizeof b);
    return (a > b) - (a < b);
}

static int32_t table[512];
static size_t table_length;

static void binary_search(long number)
{
    int32_t code = enhanced[number & 15];

    sink = bsearch(&code, table, table_length, sizeof table[0], by_number) != NULL;
}

static void parse(const char *line, size_t length)
{
    smtpcodes_reply reply;

    sink = smtpcodes_reply_parse(line, length, 0, &reply, sizeof reply);
    sink = reply.enhanced;
}

static void parse_codes(long number)
{
    (void)number;
    parse(line_with, sizeof line_with - 1);
}

static void parse_short(long number)
{
    (void)number;
    parse(line_short, sizeof line_short - 1);
}

static void parse_long(long number)
{
    (void)number;
    parse(line_long, sizeof line_long - 1);
}

static void classify(long number)
{
    smtpcodes_context context;
    smtpcodes_classification decision;

    memset(&context, 0, sizeof context);
    context.stage = SMTPCODES_STAGE_RCPT;
    sink = smtpcodes_classify(replies[number & 15], 0, &context, sizeof context, &decision, sizeof decision);
}

static void compare(long number)
{
    smtpcodes_comparison comparison;

    sink = smtpcodes_compare(replies[number & 15], enhanced[number & 15], &comparison, sizeof comparison);
}

static void diagnose(const char *line, size_t length)
{
    smtpcodes_verdict verdict;

    sink = smtpcodes_diagnose(line, length, NULL, 0, NULL, &verdict, sizeof verdict);
}

static void diagnose_short(long number)
{
    (void)number;
    diagnose(line_short, sizeof line_short - 1);
}

static void diagnose_long(long number)
{
    (void)number;
    diagnose(line_long, sizeof line_long - 1);
}

static void render(long number)
{
    static char buffer[16384];

    sink = smtpcodes_render_code(replies[number & 7], 0, 0, SMTPCODES_FORMAT_JSON, SMTPCODES_LANGUAGE_ENGLISH, buffer, sizeof buffer);
}

static const struct {
    const char *name;
    void (*operation)(long number);
} operations[] = {
    {"empty", empty},           {"lookup-reply", lookup_reply}, {"lookup-enhanced", lookup_enhanced},
    {"binary-search", binary_search}, {"parse-codes", parse_codes}, {"parse-short", parse_short},
    {"parse-long", parse_long}, {"classify", classify},         {"compare", compare},
    {"diagnose-short", diagnose_short}, {"diagnose-long", diagnose_long}, {"render", render},
};

/* ------------------------------------------------------------------------------------------------------- a stream */

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static char *make_stream(size_t *length)
{
    /* as long as in the corpus, 95 bytes in the mean, and as there seven of ten with an enhanced code */
    static const char *const lines[] = {
        "250 2.1.5 Ok\r\n",
        "250 2.0.0 Ok: queued as 4XyZ9k2Qm3z1P7b\r\n",
        "250 2.6.0 <20261124.4711@mail.example.com> [InternalId=47111] Queued mail for delivery\r\n",
        "550 5.1.1 <kim@example.net>: Recipient address rejected: User unknown in virtual mailbox table\r\n",
        "550 5.7.26 Unauthenticated email from example.com is not accepted due to the domain's DMARC policy. Please "
        "contact the administrator of example.com domain if this was a legitimate mail. See "
        "https://support.example.org/mail/?p=DmarcRejection\r\n",
        "451 4.7.1 <kim@example.net>: Recipient address rejected: Greylisted, see http://www.example.org/grey\r\n",
        "452 4.2.2 The recipient's inbox is out of storage space and inactive; direct them to the help page\r\n",
        "250 OK id=1tFxYz-0004aB-2C\r\n",
        "554 Service unavailable; Client host [192.0.2.1] blocked using dnsbl.example.org; see the list's site for "
        "the reason\r\n",
        "421 mx.example.net Too many concurrent SMTP connections from this address; please try again later, after a "
        "few of them have been closed\r\n",
    };
    char *bytes = malloc(LINES * 256);
    size_t place = 0;
    unsigned number = 1;
    int line;

    for (line = 0; bytes != NULL && line < LINES; line++) {
        const char *text = lines[(number >> 16) % 10];

        memcpy(bytes + place, text, strlen(text));
        place += strlen(text);
        number = number * 1103515245u + 12345u;
    }
    *length = place;
    return bytes;
}

static long split_lines(const char *bytes, size_t length)
{
    const char *end = bytes + length;
    long count = 0;

    while (bytes < end) {
        const char *found = memchr(bytes, '\n', (size_t)(end - bytes));

        if (found == NULL) {
            break;
        }
        bytes = found + 1;
        count++;
    }
    return count;
}

static long parse_stream(const char *bytes, size_t length, int decide)
{
    smtpcodes_reply reply;
    smtpcodes_classification decision;
    smtpcodes_context context;
    size_t place = 0;
    long count = 0;

    memset(&context, 0, sizeof context);
    context.stage = SMTPCODES_STAGE_RCPT;
    while (place < length) {
        int32_t consumed = smtpcodes_reply_parse(bytes + place, length - place, 0, &reply, sizeof reply);

        if (consumed <= 0) {
            break;
        }
        if (decide) {
            sink = smtpcodes_classify(reply.code, reply.enhanced, &context, sizeof context, &decision, sizeof decision);
        }
        place += (size_t)consumed;
        count++;
    }
    return count;
}

static int by_size(const void *one, const void *two)
{
    double a = *(const double *)one, b = *(const double *)two;

    return (a > b) - (a < b);
}

static int stream(int repeats)
{
    size_t length;
    char *bytes = make_stream(&length);
    double parsed[ROUNDS], decided[ROUNDS];
    int round, repeat;

    if (bytes == NULL) {
        return 1;
    }
    for (round = 0; round < ROUNDS; round++) {
        double start = seconds(), split, both;

        for (repeat = 0; repeat < repeats; repeat++) {
            sink = (int32_t)split_lines(bytes, length);
        }
        split = seconds() - start;
        start = seconds();
        for (repeat = 0; repeat < repeats; repeat++) {
            sink = (int32_t)parse_stream(bytes, length, 0);
        }
        both = seconds() - start;
        parsed[round] = split / both;
        start = seconds();
        for (repeat = 0; repeat < repeats; repeat++) {
            sink = (int32_t)parse_stream(bytes, length, 1);
        }
        decided[round] = (seconds() - start) / ((double)length * repeats) * 1e9;
    }
    qsort(parsed, ROUNDS, sizeof parsed[0], by_size);
    qsort(decided, ROUNDS, sizeof decided[0], by_size);
    printf("lines of mean %.0f bytes; parsing at %.2f of the speed of memchr for each line; parsed and classified: %.2f s a GB\n",
           (double)length / LINES, parsed[ROUNDS / 2], decided[ROUNDS / 2]);
    free(bytes);
    return 0;
}

int main(int argc, char **argv)
{
    size_t index;
    long number, count = argc == 3 ? atol(argv[2]) : 0;
    smtpcodes_code code;

    for (code = smtpcodes_code_next(999); code != 0; code = smtpcodes_code_next(code)) {
        table[table_length++] = code;
    }
    if (argc == 3 && strcmp(argv[1], "stream") == 0) {
        return stream((int)count);
    }
    for (index = 0; argc == 3 && index < sizeof operations / sizeof operations[0]; index++) {
        if (strcmp(argv[1], operations[index].name) == 0) {
            for (number = 0; number < count; number++) {
                operations[index].operation(number);
            }
            return 0;
        }
    }
    fputs("usage: bench OPERATION COUNT\n", stderr);
    return 2;
}
