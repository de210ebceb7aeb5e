/* The command: reads its arguments and calls what they ask for. */
#include "command.h"

#include <errno.h>
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { OPTION_FORMAT = 256, OPTION_LANG, OPTION_COLOR, OPTION_WIDTH, OPTION_CLASS, OPTION_STAGE, OPTION_STANDING, OPTION_ROLE,
       OPTION_RECIPIENTS, OPTION_FLAG, OPTION_HOST, OPTION_RULES, OPTION_HELP, OPTION_VERSION };

static const struct option long_options[] = {
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"lang", required_argument, NULL, OPTION_LANG},
    {"color", required_argument, NULL, OPTION_COLOR},
    {"width", required_argument, NULL, OPTION_WIDTH},
    {"class", required_argument, NULL, OPTION_CLASS},
    {"stage", required_argument, NULL, OPTION_STAGE},
    {"standing", required_argument, NULL, OPTION_STANDING},
    {"role", required_argument, NULL, OPTION_ROLE},
    {"recipients", required_argument, NULL, OPTION_RECIPIENTS},
    {"flag", required_argument, NULL, OPTION_FLAG},
    {"host", required_argument, NULL, OPTION_HOST},
    {"rules", required_argument, NULL, OPTION_RULES},
    {"help", no_argument, NULL, OPTION_HELP},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

/* ---------------------------------------------------------------------------------------------------------- help */

/* "en, vi, tr" */
static const char *tags(void)
{
    static char text[256];
    size_t length = 0;
    int32_t index, language;

    for (index = 0; (language = smtpcodes_language_at(index)) != 0 && length < sizeof text; index++) {
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", index > 0 ? ", " : "",
                                   smtpcodes_language_tag(language));
    }
    return text;
}

static void put_help(FILE *to, int32_t language)
{
    static const struct {
        const char *usage;
        enum message message;
    } rows[] = {
        {"smtpcodes CODE...", MESSAGE_HELP_SHOW},
        {"smtpcodes compare CODE CODE...", MESSAGE_HELP_COMPARE},
        {"smtpcodes list", MESSAGE_HELP_LIST},
        {"smtpcodes explain [REPLY...]", MESSAGE_HELP_EXPLAIN},
        {NULL, MESSAGES},
        {"--format FORMAT", MESSAGE_HELP_FORMAT},
        {"--lang LANGUAGE", MESSAGE_HELP_LANG},
        {"--color auto|always|never", MESSAGE_HELP_COLOR},
        {"--width COLUMNS", MESSAGE_HELP_WIDTH},
        {"--class DIGIT", MESSAGE_HELP_CLASS},
        {"--stage STAGE", MESSAGE_HELP_STAGE},
        {"--standing STANDING", MESSAGE_HELP_STANDING},
        {"--role ROLE", MESSAGE_HELP_ROLE},
        {"--recipients NUMBER", MESSAGE_HELP_RECIPIENTS},
        {"--flag FLAG", MESSAGE_HELP_FLAG},
        {"--host NAME", MESSAGE_HELP_HOST},
        {"--rules FILE", MESSAGE_HELP_RULES},
        {"--help, --version", MESSAGES},
        {NULL, MESSAGES},
    };
    size_t row;

    say(to, language, MESSAGE_HELP_SUMMARY, (const char *)NULL);
    fputs("\n\n", to);
    for (row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        if (rows[row].usage != NULL) {
            fprintf(to, rows[row].message == MESSAGES ? "  %s" : "  %-31s ", rows[row].usage);
        }
        if (rows[row].message != MESSAGES) {
            say(to, language, rows[row].message, "count", "16", "languages", tags(), (const char *)NULL);
        }
        fputc('\n', to);
    }
    say(to, language, MESSAGE_HELP_STATUS, (const char *)NULL);
    fputc('\n', to);
}

/* ------------------------------------------------------------------------------------------------------- options */

/* An option with a value that it cannot have. */
static int wrong(int option, const char *given, const char *right, const struct options *options)
{
    return complain(USAGE, options->language, MESSAGE_WRONG_VALUE, "option", long_options[option - OPTION_FORMAT].name, "text",
                    given, "right", right, (const char *)NULL);
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
static int take_word(int option, int32_t vocabulary, const char *text, int32_t *number, const struct options *options)
{
    int32_t found = smtpcodes_word_find(vocabulary, text, strlen(text));

    if (found <= 0) {
        return wrong(option, text, names_of(vocabulary), options);
    }
    *number = found;
    return 0;
}

/* One of some words with a meaning to the command alone. */
static int take_choice(int option, const char *text, const char *const *words, const char *right, int32_t *number,
                       const struct options *options)
{
    int32_t index;

    for (index = 0; words[index] != NULL; index++) {
        if (strcmp(text, words[index]) == 0) {
            *number = index;
            return 0;
        }
    }
    return wrong(option, text, right, options);
}

static int take_number(int option, const char *text, int32_t *number, const struct options *options)
{
    enum { LARGEST = 1000000 };
    int32_t sum = 0;
    size_t place;

    for (place = 0; text[place] >= '0' && text[place] <= '9' && sum <= LARGEST; place++) {
        sum = sum * 10 + (text[place] - '0');
    }
    if (place == 0 || text[place] != '\0' || sum > LARGEST) {
        char right[128];
        FILE *memory = fmemopen(right, sizeof right, "w");

        if (memory != NULL) {
            say(memory, options->language, MESSAGE_RIGHT_COUNT, (const char *)NULL);
            fclose(memory);
        }
        return wrong(option, text, memory != NULL ? right : "0...1000000", options);
    }
    *number = sum;
    return 0;
}

static int take_format(const char *text, struct options *options)
{
    static const char *const formats[] = {"", "text", "markdown", "html", "json", NULL};

    return take_choice(OPTION_FORMAT, *text == '\0' ? "?" : text, formats, "text, markdown, html, json", &options->format,
                       options);
}

static int take_language(const char *text, struct options *options)
{
    int32_t language = smtpcodes_language_find(text, strlen(text));

    if (language <= 0) {
        return wrong(OPTION_LANG, text, tags(), options);
    }
    options->language = language;
    return 0;
}

static int take_color(const char *text, struct options *options)
{
    static const char *const choices[] = {"never", "always", "auto", NULL};
    int32_t choice = options->color;
    int status = take_choice(OPTION_COLOR, text, choices, "auto, always, never", &choice, options);

    options->color = choice;
    return status;
}

static int take_class(const char *text, struct options *options)
{
    if (strlen(text) != 1 || text[0] < '2' || text[0] > '5') {
        return wrong(OPTION_CLASS, text, "2, 3, 4, 5", options);
    }
    options->severity = text[0] - '0';
    return 0;
}

static int take_flag(const char *text, struct options *options)
{
    int32_t flag = 0;
    int status = take_word(OPTION_FLAG, SMTPCODES_VOCABULARY_CONTEXT_FLAG, text, &flag, options);

    options->flags |= flag;
    return status;
}

static int take_width(const char *text, struct options *options)
{
    int32_t width = 0;
    int status = take_number(OPTION_WIDTH, text, &width, options);

    options->width = width;
    return status;
}

static int take_option(int option, const char *argument, struct options *options)
{
    switch (option) {
    case OPTION_FORMAT:
        return take_format(argument, options);
    case OPTION_LANG:
        return take_language(argument, options);
    case OPTION_COLOR:
        return take_color(argument, options);
    case OPTION_WIDTH:
        return take_width(argument, options);
    case OPTION_CLASS:
        return take_class(argument, options);
    case OPTION_STAGE:
        return take_word(option, SMTPCODES_VOCABULARY_STAGE, argument, &options->stage, options);
    case OPTION_STANDING:
        return take_word(option, SMTPCODES_VOCABULARY_STANDING, argument, &options->standing, options);
    case OPTION_ROLE:
        return take_word(option, SMTPCODES_VOCABULARY_ROLE, argument, &options->role, options);
    case OPTION_RECIPIENTS:
        return take_number(option, argument, &options->recipients, options);
    case OPTION_FLAG:
        return take_flag(argument, options);
    case OPTION_HOST:
        options->provider = smtpcodes_provider_of_host(argument, strlen(argument)); /* 0: a server of no known provider */
        return 0;
    case OPTION_RULES:
        return read_rules(argument, &options->rules, options);
    default:
        return USAGE;
    }
}

/* ------------------------------------------------------------------------------------------------- the environment */

/* The language of the locale's messages (POSIX, 8.2): the first of the three that says something. */
static int32_t own_language(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    size_t index;

    for (index = 0; index < sizeof variables / sizeof variables[0]; index++) {
        const char *value = getenv(variables[index]);

        if (value != NULL && *value != '\0') {
            int32_t language = smtpcodes_language_find(value, strlen(value));

            return language > 0 ? language : (int32_t)SMTPCODES_LANGUAGE_ENGLISH;
        }
    }
    return SMTPCODES_LANGUAGE_ENGLISH;
}

enum { NO_COLOR, ALWAYS_COLOR, AUTO_COLOR, NO_TERMINAL_WIDTH = 80 };

static int is_terminal(void)
{
    const char *kind = getenv("TERM");

    return isatty(STDOUT_FILENO) && kind != NULL && strcmp(kind, "dumb") != 0;
}

/* See https://no-color.org: the variable counts where it is not empty. */
static int wants_color(int choice)
{
    const char *none = getenv("NO_COLOR");

    return choice == AUTO_COLOR ? is_terminal() && (none == NULL || *none == '\0') : choice;
}

static int terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return columns != NULL && atoi(columns) > 0 ? atoi(columns) : NO_TERMINAL_WIDTH;
}

/* ------------------------------------------------------------------------------------------------------- the run */

static unsigned bit_of(int option)
{
    return 1u << (option - OPTION_FORMAT);
}

/* An option that a command does not know would be passed over in silence. */
static int check_options(const char *command, unsigned given, const struct options *options)
{
    unsigned fit = bit_of(OPTION_FORMAT) | bit_of(OPTION_LANG) | bit_of(OPTION_COLOR) | bit_of(OPTION_WIDTH), bit;

    if (strcmp(command, "list") == 0) {
        fit |= bit_of(OPTION_CLASS) | bit_of(OPTION_STAGE) | bit_of(OPTION_STANDING);
    } else if (strcmp(command, "explain") == 0) {
        fit |= bit_of(OPTION_STAGE) | bit_of(OPTION_ROLE) | bit_of(OPTION_RECIPIENTS) | bit_of(OPTION_FLAG) |
               bit_of(OPTION_HOST) | bit_of(OPTION_RULES);
    } else if (strcmp(command, "compare") != 0) {
        fit |= bit_of(OPTION_STAGE);
    }
    for (bit = 0; bit < OPTION_HELP - OPTION_FORMAT; bit++) {
        if ((given & ~fit) >> bit & 1) {
            return complain(USAGE, options->language, MESSAGE_UNFIT_OPTION, "option", long_options[bit].name, "command", command,
                            (const char *)NULL);
        }
    }
    return 0;
}

static int run(int count, char **arguments, unsigned given, const struct options *options)
{
    if (count == 0) {
        put_help(stderr, options->language);
        return USAGE;
    }
    if (check_options(arguments[0], given, options) != 0) {
        return USAGE;
    }
    if (strcmp(arguments[0], "compare") == 0) {
        return compare_codes(count - 1, arguments + 1, options);
    }
    if (strcmp(arguments[0], "list") == 0) {
        return count == 1 ? list_codes(options)
                          : complain(USAGE, options->language, MESSAGE_LIST_ARGUMENTS, "text", arguments[1], (const char *)NULL);
    }
    if (strcmp(arguments[0], "explain") == 0) {
        return count == 1 ? explain_input(options) : explain_arguments(count - 1, arguments + 1, options);
    }
    return show_codes(count, arguments, options);
}

/* A full disk must not look like success; a closed pipe ends quietly, by its signal. */
static int finish(int status, int32_t language)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return complain_of_error(NOT_UNDERSTOOD, language, MESSAGE_CANNOT_WRITE, "", errno);
    }
    return status;
}

static int put_version(int32_t language)
{
    char date[16];

    snprintf(date, sizeof date, "%d", (int)smtpcodes_data_date());
    say(stdout, language, MESSAGE_VERSION, "version", smtpcodes_version_string(), "date", date, (const char *)NULL);
    putchar('\n');
    return finish(UNDERSTOOD, language);
}

static int read_options(int argc, char **argv, struct options *options, unsigned *given)
{
    int option;

    while ((option = getopt_long(argc, argv, ":", long_options, NULL)) != -1) {
        if (option == '?' || option == ':') {
            return complain(USAGE, options->language, option == '?' ? MESSAGE_WRONG_OPTION : MESSAGE_MISSING_VALUE, "text",
                            argv[optind - 1], (const char *)NULL);
        }
        *given |= bit_of(option);
        if (option < OPTION_HELP) {
            int status = take_option(option, optarg, options);

            if (status != 0) {
                return status;
            }
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct options options;
    unsigned given = 0;

    /* The width of a character is asked of a UTF-8 locale, for our texts are UTF-8 whatever the environment says. */
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL && setlocale(LC_CTYPE, "en_US.UTF-8") == NULL) {
        setlocale(LC_CTYPE, "");
    }
    signal(SIGPIPE, SIG_DFL);
    memset(&options, 0, sizeof options);
    options.format = SMTPCODES_FORMAT_TEXT;
    options.language = own_language();
    options.color = AUTO_COLOR;
    options.width = terminal_width();
    if (read_options(argc, argv, &options, &given) != 0) {
        return USAGE;
    }
    options.color = wants_color(options.color);
    if (given & bit_of(OPTION_HELP)) {
        put_help(stdout, options.language);
        return finish(UNDERSTOOD, options.language);
    }
    if (given & bit_of(OPTION_VERSION)) {
        return put_version(options.language);
    }
    return finish(run(argc - optind, argv + optind, given, &options), options.language);
}
