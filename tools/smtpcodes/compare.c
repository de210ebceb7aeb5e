/* smtpcodes compare: what sets codes apart, and which to use when. */
#include "command.h"

#include <string.h>

enum { MOST = 16 };

/* ------------------------------------------------------------------------------------------- a table, of many codes */

static const int32_t facets[] = {SMTPCODES_FACET_SEVERITY, SMTPCODES_FACET_CATEGORY, SMTPCODES_FACET_STANDING,
                                 SMTPCODES_FACET_REASON, SMTPCODES_FACET_DISPOSITION, SMTPCODES_FACET_EXTENT,
                                 SMTPCODES_FACET_TARGET};
enum { FACETS = sizeof facets / sizeof facets[0] };

static const char *facet_text(smtpcodes_code code, int32_t facet, const struct options *options)
{
    smtpcodes_classification decision;

    smtpcodes_classify(code, 0, NULL, 0, &decision, sizeof decision);
    switch (facet) {
    case SMTPCODES_FACET_SEVERITY:
        return title_of(SMTPCODES_VOCABULARY_SEVERITY, smtpcodes_code_severity(code), options);
    case SMTPCODES_FACET_CATEGORY:
        return title_of(SMTPCODES_VOCABULARY_CATEGORY, smtpcodes_code_category(code), options);
    case SMTPCODES_FACET_STANDING:
        return title_of(SMTPCODES_VOCABULARY_STANDING, smtpcodes_code_standing(code), options);
    case SMTPCODES_FACET_REASON:
        return title_of(SMTPCODES_VOCABULARY_REASON, decision.reason, options);
    case SMTPCODES_FACET_DISPOSITION:
        return title_of(SMTPCODES_VOCABULARY_DISPOSITION, decision.disposition, options);
    case SMTPCODES_FACET_EXTENT:
        return title_of(SMTPCODES_VOCABULARY_EXTENT, decision.extent, options);
    default:
        return title_of(SMTPCODES_VOCABULARY_TARGET, decision.target, options);
    }
}

static int widest_of(smtpcodes_code code, const struct options *options)
{
    int widest = text_width(code_text(code));
    size_t facet;

    for (facet = 0; facet < FACETS; facet++) {
        int width = text_width(facet_text(code, facets[facet], options));

        widest = width > widest ? width : widest;
    }
    return widest;
}

static void put_table(const smtpcodes_code *codes, int count, const struct options *options)
{
    int widths[MOST], labels = 0, index;
    size_t facet;

    for (index = 0; index < count; index++) {
        widths[index] = widest_of(codes[index], options);
    }
    for (facet = 0; facet < FACETS; facet++) {
        int width = text_width(title_of(SMTPCODES_VOCABULARY_FACET, facets[facet], options));

        labels = width > labels ? width : labels;
    }
    put_padded("", labels);
    for (index = 0; index < count; index++) {
        printf("  ");
        put_padded(code_text(codes[index]), index + 1 < count ? widths[index] : 0);
    }
    for (facet = 0; facet < FACETS; facet++) {
        putchar('\n');
        put_padded(title_of(SMTPCODES_VOCABULARY_FACET, facets[facet], options), labels);
        for (index = 0; index < count; index++) {
            printf("  ");
            put_padded(facet_text(codes[index], facets[facet], options), index + 1 < count ? widths[index] : 0);
        }
    }
    putchar('\n');
}

/* -------------------------------------------------------------------------------------------------------- a pair */

/* A part under its label, which stands on a line of its own. */
static void put_section(smtpcodes_code first, smtpcodes_code second, int32_t part, const struct options *options)
{
    const char *text = render_comparison(first, second, part, options);

    if (*text != '\0') {
        putchar('\n');
        put_title(title_of(SMTPCODES_VOCABULARY_PART, part, options), options);
        put_paragraph(text, 2, 4, options);
    }
}

static void put_own(smtpcodes_code first, smtpcodes_code second, int32_t part, const struct options *options)
{
    putchar('\n');
    put_title(render_code(part == SMTPCODES_PART_FIRST ? first : second, SMTPCODES_PART_TITLE, options), options);
    put_paragraph(render_comparison(first, second, part, options), 2, 4, options);
}

static void put_short(smtpcodes_code first, smtpcodes_code second, const struct options *options)
{
    put_title(render_comparison(first, second, SMTPCODES_PART_TITLE, options), options);
    put_paragraph(render_comparison(first, second, SMTPCODES_PART_SUMMARY, options), 2, 2, options);
    put_paragraph(render_comparison(first, second, SMTPCODES_PART_NOTE, options), 2, 2, options);
}

static void put_whole(smtpcodes_code first, smtpcodes_code second, const struct options *options)
{
    put_short(first, second, options);
    if (first != second) {
        put_own(first, second, SMTPCODES_PART_FIRST, options);
        put_own(first, second, SMTPCODES_PART_SECOND, options);
    }
    put_section(first, second, SMTPCODES_PART_BOTH, options);
    put_section(first, second, SMTPCODES_PART_DIFFERENCES, options);
    put_section(first, second, SMTPCODES_PART_CHOICE, options);
    put_section(first, second, SMTPCODES_PART_CLIENT, options);
}

static void put_pair_text(const smtpcodes_code *codes, int count, int first, int second, const struct options *options)
{
    if (count == 2) {
        put_whole(codes[first], codes[second], options);
    } else {
        putchar('\n');
        put_short(codes[first], codes[second], options);
    }
}

int compare_codes(int count, char **texts, const struct options *options)
{
    struct options own = *options;
    smtpcodes_code codes[MOST];
    int index, other, is_first = 1;

    if (count < 2 || count > MOST) {
        return complain(USAGE, options->language, MESSAGE_COMPARE_COUNT, "count", "16", (const char *)NULL);
    }
    for (index = 0; index < count; index++) {
        codes[index] = look_up(texts[index], options);
        if (codes[index] <= 0) {
            return NOT_UNDERSTOOD;
        }
    }
    own.format = options->format == SMTPCODES_FORMAT_HTML && count == 2 ? SMTPCODES_FORMAT_HTML_PAGE : options->format;
    begin_objects(count - 1, options);
    if (options->format == SMTPCODES_FORMAT_TEXT && count > 2) {
        put_table(codes, count, options);
    }
    for (index = 0; index < count; index++) {
        for (other = index + 1; other < count; other++) {
            if (options->format == SMTPCODES_FORMAT_TEXT) {
                put_pair_text(codes, count, index, other, options);
            } else {
                put_object(render_comparison(codes[index], codes[other], SMTPCODES_PART_WHOLE, &own), is_first, options);
            }
            is_first = 0;
        }
    }
    end_objects(count - 1, options);
    return UNDERSTOOD;
}
