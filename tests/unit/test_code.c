/* Numbers: make, read, write, look up. Expectations are written by hand from RFC 5321, RFC 3463 and the header. */
#include "test.h"

/* --------------------------------------------------------------------------------------------------------- make */

START_TEST(makes_enhanced_codes) /* RFC 3463, section 2: class, subject, detail; header: class * 1000000 + ... */
{
    ck_assert_int_eq(smtpcodes_code_make(5, 7, 26), 5007026);
    ck_assert_int_eq(smtpcodes_code_make(2, 0, 0), 2000000);
    ck_assert_int_eq(smtpcodes_code_make(4, 2, 2), 4002002);
    ck_assert_int_eq(smtpcodes_code_make(1, 0, 0), 1000000);
    ck_assert_int_eq(smtpcodes_code_make(9, 999, 999), 9999999);
    ck_assert_int_eq(smtpcodes_code_make(3, 1, 1), 3001001);
}
END_TEST

START_TEST(makes_nothing_out_of_range) /* header: ERROR_ARGUMENT where a part is out of its range */
{
    static const int32_t rows[][3] = {
        {0, 1, 1},   {10, 1, 1},         {-5, 1, 1},         {INT32_MIN, 0, 0}, {INT32_MAX, 0, 0}, {5, -1, 0},
        {5, 1000, 0}, {5, INT32_MIN, 0}, {5, INT32_MAX, 0}, {5, 0, -1},        {5, 0, 1000},      {5, 0, INT32_MIN},
        {5, 0, INT32_MAX}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_int_eq(smtpcodes_code_make(rows[row][0], rows[row][1], rows[row][2]), SMTPCODES_ERROR_ARGUMENT);
    }
}
END_TEST

/* --------------------------------------------------------------------------------------------------------- parse */

START_TEST(parses_codes) /* header: one to three digits from 1 to 999, or class, subject and detail with dots */
{
    static const struct {
        const char *text;
        smtpcodes_code code;
    } rows[] = {{"550", 550},     {"1", 1},           {"42", 42},       {"999", 999},         {"001", 1},
                {"007", 7},       {"250", 250},       {"5.7.26", 5007026}, {"2.0.0", 2000000}, {"4.4.7", 4004007},
                {"5.7.509", 5007509}, {"9.999.999", 9999999}, {"1.0.0", 1000000}, {"5.0.10", 5000010},
                {"3.1.1", 3001001}};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_int_eq(smtpcodes_code_parse(rows[row].text, strlen(rows[row].text)), rows[row].code);
    }
}
END_TEST

/* RFC 3463, section 2: no leading zeros; header: the whole of a text, no blanks around it */
START_TEST(parses_nothing_else)
{
    static const char *const rows[] = {
        "",      "0",      "00",      "000",      "1000",     "0550",    "5500",    "5.",       "5.7",     "5.7.",
        "5..1",  ".7.1",   "5.7.1.",  "5.7.1.2",  "0.1.1",    "00.1.1",  "10.1.1",  "55.1.1",   "5.01.1",  "5.1.01",
        "5.00.0", "5.0.00", "5.1000.1", "5.1.1000", "5.0001.1", "5.7.-1", "-5.7.1", "+550",     "-550",    " 550",
        "550 ",  "550\n",  "\t550",   "55O",      "5,7,1",    "5.7 .1",  "5.7.1x",  "x5.7.1",   "#5.7.1",  "550-",
        "5-7-1", "0x226",  "5.a.1",   "5.1.a",    "\xD9\xA5", "550.1.1", ".",       "..",       "...",     "five"};
    size_t row;

    for (row = 0; row < COUNT(rows); row++) {
        ck_assert_msg(smtpcodes_code_parse(rows[row], strlen(rows[row])) == SMTPCODES_ERROR_NOT_FOUND, "\"%s\"",
                      rows[row]);
    }
}
END_TEST

/* header: the text need not end in NUL; (NULL, 0) is empty; NULL with a length is an error */
START_TEST(parses_by_length)
{
    ck_assert_int_eq(smtpcodes_code_parse("5501", 3), 550);
    ck_assert_int_eq(smtpcodes_code_parse("5.7.26", 5), 5007002);
    ck_assert_int_eq(smtpcodes_code_parse("550", 0), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_code_parse(TEXT("550\0")), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_code_parse(TEXT("5.7\0.1")), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_code_parse(NULL, 0), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_code_parse(NULL, 1), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_code_parse(NULL, 3), SMTPCODES_ERROR_ARGUMENT);
}
END_TEST

/* -------------------------------------------------------------------------------------------------------- format */

static void expect_format(smtpcodes_code code, const char *text)
{
    size_t length = strlen(text), size, place;
    char buffer[20];

    for (size = 0; size < sizeof buffer; size++) {
        memset(buffer, '#', sizeof buffer);
        ck_assert_int_eq(smtpcodes_code_format(code, buffer, size), (int32_t)length);
        if (size > 0) {
            ck_assert_str_eq(buffer, size > length ? text : "");
        }
        for (place = size; place < sizeof buffer; place++) {
            ck_assert_int_eq(buffer[place], '#');
        }
    }
    ck_assert_int_eq(smtpcodes_code_format(code, NULL, 0), (int32_t)length);
    ck_assert_int_eq(smtpcodes_code_format(code, NULL, 1), SMTPCODES_ERROR_ARGUMENT);
    ck_assert_int_eq(smtpcodes_code_format(code, NULL, 12), SMTPCODES_ERROR_ARGUMENT);
}

START_TEST(formats_into_every_size) /* header: what does not fit leaves an empty string, and the length is returned */
{
    expect_format(550, "550");
    expect_format(7, "007");
    expect_format(42, "042");
    expect_format(100, "100");
    expect_format(999, "999");
    expect_format(5007026, "5.7.26");
    expect_format(2000000, "2.0.0");
    expect_format(5007509, "5.7.509");
    expect_format(4010100, "4.10.100");
    expect_format(9999999, "9.999.999");
    expect_format(1000000, "1.0.0");
}
END_TEST

START_TEST(formats_no_code_as_nothing) /* header: "" for a number that is no code */
{
    size_t row;

    for (row = 0; row < COUNT(no_codes); row++) {
        expect_format(no_codes[row], "");
    }
}
END_TEST

/* Written and read again: the same number, within the 12 bytes that the header calls enough. */
static int comes_back(smtpcodes_code code)
{
    char text[12];
    int32_t length = smtpcodes_code_format(code, text, sizeof text);

    return length > 0 && length < (int32_t)sizeof text && smtpcodes_code_parse(text, (size_t)length) == code &&
           smtpcodes_lookup(text, (size_t)length) == code;
}

START_TEST(formats_what_it_parses) /* header: every function takes any number, whether the table knows it or not */
{
    int32_t code, subject, detail;

    for (code = 1; code < 1000; code++) {
        ck_assert_msg(comes_back(code), "%d", code);
    }
    for (code = 1; code < 10; code++) {
        for (subject = 0; subject < 1000; subject += 37) {
            for (detail = 0; detail < 1000; detail += 111) {
                ck_assert_msg(comes_back(smtpcodes_code_make(code, subject, detail)), "%d.%d.%d", code, subject,
                              detail);
            }
        }
    }
}
END_TEST

/* -------------------------------------------------------------------------------------------------------- lookup */

struct looked_up {
    const char *text;
    smtpcodes_code code;
};

static void expect_lookups(const struct looked_up *rows, size_t count)
{
    size_t row;

    for (row = 0; row < count; row++) {
        smtpcodes_code code = smtpcodes_lookup(rows[row].text, strlen(rows[row].text));

        ck_assert_msg(code == rows[row].code, "\"%s\" is %d", rows[row].text, code);
    }
}

START_TEST(looks_up_numbers) /* header: a number is taken whether the table knows it or not */
{
    static const struct looked_up rows[] = {{"550", 550},         {"354", 354},         {"599", 599},
                                            {"1", 1},             {"999", 999},         {"5.7.26", 5007026},
                                            {"5.7.509", 5007509}, {"9.9.9", 9009009},   {"2.0.0", 2000000}};

    expect_lookups(rows, COUNT(rows));
}
END_TEST

START_TEST(looks_up_names) /* header and issue 2: a name, or a number with a name of that code; ASCII case is ignored */
{
    static const struct looked_up rows[] = {
        {"mailbox-unavailable", 550},   {"start-mail", 354},         {"mailbox-not-found", 550}, {"no-mail", 521},
        {"354-start-mail", 354},        {"550-mailbox-not-found", 550}, {"521-no-mail", 521},
        {"550-mailbox-unavailable", 550},
        {"MAILBOX-UNAVAILABLE", 550},   {"Mailbox-Unavailable", 550},   {"354-START-MAIL", 354},
        {"550-Mailbox-Not-Found", 550}};

    expect_lookups(rows, COUNT(rows));
}
END_TEST

START_TEST(looks_up_nothing_else) /* header: ERROR_NOT_FOUND where it is neither */
{
    static const struct looked_up rows[] = {
        {"", SMTPCODES_ERROR_NOT_FOUND},               {"0", SMTPCODES_ERROR_NOT_FOUND},
        {"1000", SMTPCODES_ERROR_NOT_FOUND},           {"-", SMTPCODES_ERROR_NOT_FOUND},
        {"550-", SMTPCODES_ERROR_NOT_FOUND},           {"550-start-mail", SMTPCODES_ERROR_NOT_FOUND},
        {"451-mailbox-unavailable", SMTPCODES_ERROR_NOT_FOUND}, {"-mailbox-unavailable", SMTPCODES_ERROR_NOT_FOUND},
        {"550-550", SMTPCODES_ERROR_NOT_FOUND},        {"550 mailbox-unavailable", SMTPCODES_ERROR_NOT_FOUND},
        {"mailbox", SMTPCODES_ERROR_NOT_FOUND},        {"mailbox-unavailabl", SMTPCODES_ERROR_NOT_FOUND},
        {"mailbox-unavailable-", SMTPCODES_ERROR_NOT_FOUND}, {" mailbox-unavailable", SMTPCODES_ERROR_NOT_FOUND},
        {"mailbox_unavailable", SMTPCODES_ERROR_NOT_FOUND}, {"zzzz", SMTPCODES_ERROR_NOT_FOUND},
        {"\xC3\xBC", SMTPCODES_ERROR_NOT_FOUND},       {"~", SMTPCODES_ERROR_NOT_FOUND},
        {"0-start-mail", SMTPCODES_ERROR_NOT_FOUND},   {"5.1-mailbox-unavailable", SMTPCODES_ERROR_NOT_FOUND},
        {"55O", SMTPCODES_ERROR_NOT_FOUND},            {"5501", SMTPCODES_ERROR_NOT_FOUND}};

    expect_lookups(rows, COUNT(rows));
}
END_TEST

START_TEST(looks_up_by_length) /* header: need not end in NUL; (NULL, 0) is empty; NULL with a length is an error */
{
    ck_assert_int_eq(smtpcodes_lookup("354-start-mail-input", 14), 354);
    ck_assert_int_eq(smtpcodes_lookup("550x", 3), 550);
    ck_assert_int_eq(smtpcodes_lookup("550", 0), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_lookup(TEXT("mailbox-unavailable\0")), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_lookup(TEXT("mailbox\0unavailable")), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_lookup(TEXT("\0")), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_lookup(NULL, 0), SMTPCODES_ERROR_NOT_FOUND);
    ck_assert_int_eq(smtpcodes_lookup(NULL, 5), SMTPCODES_ERROR_ARGUMENT);
}
END_TEST

/* ------------------------------------------------------------------------------------------------------- version */

/* header: major * 1000000 + minor * 1000 + patch, and the same as text; a day as yyyymmdd */
START_TEST(tells_its_version)
{
    int32_t version = smtpcodes_version(), day = smtpcodes_data_date();
    char text[48];

    snprintf(text, sizeof text, "%d.%d.%d", (int)(version / 1000000), (int)(version / 1000 % 1000),
             (int)(version % 1000));
    ck_assert_str_eq(smtpcodes_version_string(), text);
    ck_assert_int_ge(version, 1000);
    ck_assert_int_ge(day, 20241206); /* the registry of that day is in it */
    ck_assert_int_le(day, 99991231);
    ck_assert(day / 100 % 100 >= 1 && day / 100 % 100 <= 12 && day % 100 >= 1 && day % 100 <= 31);
}
END_TEST

int main(void)
{
    const TTest *const tests[] = {makes_enhanced_codes, makes_nothing_out_of_range, parses_codes, parses_nothing_else,
                                  parses_by_length, formats_into_every_size, formats_no_code_as_nothing,
                                  formats_what_it_parses, looks_up_numbers, looks_up_names, looks_up_nothing_else,
                                  looks_up_by_length, tells_its_version};

    return run_tests("code", tests, COUNT(tests));
}
