/* The command: reads its arguments and calls what they ask for. */
#include "command.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const char help[] =
    "What an SMTP reply means, and what to do about it.\n"
    "\n"
    "  smtpcodes CODE...              what is known of codes: 550, 5.7.26, mailbox-unavailable\n"
    "  smtpcodes compare CODE CODE... what sets codes apart, up to 16 of them\n"
    "  smtpcodes list                 all codes; --class, --stage and --standing choose among them\n"
    "  smtpcodes explain [REPLY...]   replies of a server, from the arguments or standard input\n"
    "\n"
    "  --format text|json   text for people (the default), or JSON, one object a line\n"
    "  --class N            list: 2, 3, 4 or 5\n"
    "  --stage STAGE        list: codes that may answer there; explain: what the reply answers (rcpt, data_end ...)\n"
    "  --standing STANDING  list: standard, extension, registry_only, obsolete or unofficial\n"
    "  --role ROLE          explain: who asks, relay, submission or lmtp\n"
    "  --recipients N       explain: for how many recipients the reply answers\n"
    "  --flag FLAG          explain: what else is known (recipient_accepted, connection_reused ...); may be repeated\n"
    "  --help, --version\n"
    "\n"
    "Status: 0 all was understood, 1 something was not, 2 wrong use.\n";

enum { OPTION_FORMAT = 256, OPTION_CLASS, OPTION_STAGE, OPTION_STANDING, OPTION_ROLE, OPTION_RECIPIENTS, OPTION_FLAG,
       OPTION_HELP, OPTION_VERSION };

static const struct option long_options[] = {
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"class", required_argument, NULL, OPTION_CLASS},
    {"stage", required_argument, NULL, OPTION_STAGE},
    {"standing", required_argument, NULL, OPTION_STANDING},
    {"role", required_argument, NULL, OPTION_ROLE},
    {"recipients", required_argument, NULL, OPTION_RECIPIENTS},
    {"flag", required_argument, NULL, OPTION_FLAG},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

static int wrong(const char *what, const char *given, const char *right)
{
    fprintf(stderr, "smtpcodes: %s \"%s\"; right would be %s\n", what, given, right);
    return USAGE;
}

/* All names of a vocabulary, for telling what would have been right. */
static const char *names_of(int32_t vocabulary)
{
    static char names[1024];
    size_t length = 0;
    int32_t index, number;

    names[0] = '\0';
    for (index = 0; (number = smtpcodes_word_at(vocabulary, index)) != 0; index++) {
        int written = snprintf(names + length, sizeof names - length, "%s%s", index > 0 ? ", " : "",
                               smtpcodes_word_name(vocabulary, number));

        if (written < 0 || (size_t)written >= sizeof names - length) {
            break;
        }
        length += (size_t)written;
    }
    return names;
}

/* A word of a vocabulary, or the usage status with what would be right. */
static int take_word(const char *what, int32_t vocabulary, const char *text, int32_t *number)
{
    int32_t found = smtpcodes_word_find(vocabulary, text, strlen(text));

    if (found <= 0) {
        return wrong(what, text, names_of(vocabulary));
    }
    *number = found;
    return 0;
}

static int take_class(const char *text, int32_t *severity)
{
    if (strlen(text) != 1 || text[0] < '2' || text[0] > '5') {
        return wrong("no class", text, "2, 3, 4 or 5");
    }
    *severity = text[0] - '0';
    return 0;
}

static int take_count(const char *text, int32_t *count)
{
    int32_t number = 0;
    size_t place;

    for (place = 0; text[place] >= '0' && text[place] <= '9' && number <= 1000000; place++) {
        number = number * 10 + (text[place] - '0');
    }
    if (place == 0 || text[place] != '\0' || number > 1000000) {
        return wrong("no number of recipients", text, "a number from 0 to 1000000");
    }
    *count = number;
    return 0;
}

static int take_format(const char *text, struct options *options)
{
    if (strcmp(text, "json") != 0 && strcmp(text, "text") != 0) {
        return wrong("no format", text, "text or json");
    }
    options->json = strcmp(text, "json") == 0;
    return 0;
}

static int take_flag(const char *text, struct options *options)
{
    int32_t flag = 0;
    int status = take_word("no flag", SMTPCODES_VOCABULARY_CONTEXT_FLAG, text, &flag);

    options->flags |= flag;
    return status;
}

static int take_option(int option, const char *argument, struct options *options)
{
    switch (option) {
    case OPTION_FORMAT:
        return take_format(argument, options);
    case OPTION_CLASS:
        return take_class(argument, &options->severity);
    case OPTION_STAGE:
        return take_word("no stage", SMTPCODES_VOCABULARY_STAGE, argument, &options->stage);
    case OPTION_STANDING:
        return take_word("no standing", SMTPCODES_VOCABULARY_STANDING, argument, &options->standing);
    case OPTION_ROLE:
        return take_word("no role", SMTPCODES_VOCABULARY_ROLE, argument, &options->role);
    case OPTION_RECIPIENTS:
        return take_count(argument, &options->recipients);
    case OPTION_FLAG:
        return take_flag(argument, options);
    default:
        return USAGE;
    }
}

static int wrong_option(int option, const char *given)
{
    fprintf(stderr, "smtpcodes: %s \"%s\"; \"smtpcodes --help\" shows what would be right\n",
            option == ':' ? "nothing follows" : "no such option:", given != NULL ? given : "");
    return USAGE;
}

/* An option that a command does not know would be passed over in silence. */
static int unfit_option(const char *command, unsigned given, unsigned fit, const char *right)
{
    unsigned bit;

    for (bit = 0; bit < OPTION_HELP - OPTION_FORMAT; bit++) {
        if ((given & ~fit) >> bit & 1) {
            fprintf(stderr, "smtpcodes: --%s does not go with %s, which takes %s\n", long_options[bit].name, command, right);
            return USAGE;
        }
    }
    return 0;
}

static unsigned bit_of(int option)
{
    return 1u << (option - OPTION_FORMAT);
}

static int check_options(const char *command, unsigned given)
{
    unsigned always = bit_of(OPTION_FORMAT);

    if (strcmp(command, "list") == 0) {
        return unfit_option("list", given, always | bit_of(OPTION_CLASS) | bit_of(OPTION_STAGE) | bit_of(OPTION_STANDING),
                            "--format, --class, --stage and --standing");
    }
    if (strcmp(command, "explain") == 0) {
        return unfit_option("explain", given,
                            always | bit_of(OPTION_STAGE) | bit_of(OPTION_ROLE) | bit_of(OPTION_RECIPIENTS) | bit_of(OPTION_FLAG),
                            "--format, --stage, --role, --recipients and --flag");
    }
    return unfit_option(strcmp(command, "compare") == 0 ? "compare" : "a code", given, always, "--format");
}

static int run(int count, char **arguments, unsigned given, const struct options *options)
{
    if (count == 0) {
        fputs(help, stderr);
        return USAGE;
    }
    if (check_options(arguments[0], given) != 0) {
        return USAGE;
    }
    if (strcmp(arguments[0], "compare") == 0) {
        return compare_codes(count - 1, arguments + 1, options);
    }
    if (strcmp(arguments[0], "list") == 0) {
        return count == 1 ? list_codes(options) : wrong("list takes options alone, not", arguments[1], "such as --class 5");
    }
    if (strcmp(arguments[0], "explain") == 0) {
        return count == 1 ? explain_input(options) : explain_arguments(count - 1, arguments + 1, options);
    }
    return show_codes(count, arguments, options);
}

/* A full disk must not look like success; a closed pipe ends quietly, by its signal. */
static int finish(int status)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("smtpcodes: standard output");
        return NOT_UNDERSTOOD;
    }
    return status;
}

int main(int argc, char **argv)
{
    struct options options;
    unsigned given = 0;
    int option;

    memset(&options, 0, sizeof options);
    signal(SIGPIPE, SIG_DFL);
    while ((option = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
        int status;

        if (option == OPTION_HELP) {
            fputs(help, stdout);
            return finish(UNDERSTOOD);
        }
        if (option == OPTION_VERSION) {
            printf("smtpcodes %s, data of %d\n", smtpcodes_version_string(), (int)smtpcodes_data_date());
            return finish(UNDERSTOOD);
        }
        if (option == '?' || option == ':') {
            return wrong_option(option, argv[optind - 1]);
        }
        given |= bit_of(option);
        status = take_option(option, optarg, &options);
        if (status != 0) {
            return status;
        }
    }
    return finish(run(argc - optind, argv + optind, given, &options));
}
