/* The outline of prose in text, Markdown and HTML: articles, headings, sections, paragraphs, lists and facts. */
#include "writer.h"

static int is_html(const smtpcodes__writer *writer)
{
    return writer->format == SMTPCODES_FORMAT_HTML;
}

static int is_markdown(const smtpcodes__writer *writer)
{
    return writer->format == SMTPCODES_FORMAT_MARKDOWN;
}

static void put_language(smtpcodes__writer *writer, int32_t language)
{
    smtpcodes__raw(writer, " lang=\"");
    smtpcodes__raw(writer, smtpcodes_language_tag(language));
    smtpcodes__raw(writer, "\" dir=\"");
    smtpcodes__raw(writer, smtpcodes__direction(language));
    smtpcodes__raw(writer, "\"");
}

static int is_foreign(const smtpcodes__writer *writer, int32_t really)
{
    return really != SMTPCODES_LANGUAGE_NONE && really != writer->language;
}

/* An element, with its language where that is not the one of the article. */
static void open_tag(smtpcodes__writer *writer, const char *name, int32_t really)
{
    smtpcodes__raw(writer, "<");
    smtpcodes__raw(writer, name);
    if (is_foreign(writer, really)) {
        put_language(writer, really);
    }
    smtpcodes__raw(writer, ">");
}

/* Text and Markdown have no attribute for it: a text in another language ends with the tag of that. */
static void mark_language(smtpcodes__writer *writer, int32_t really)
{
    if (is_foreign(writer, really) && !is_html(writer)) {
        smtpcodes__text(writer, " [");
        smtpcodes__raw(writer, smtpcodes_language_tag(really));
        smtpcodes__text(writer, "]");
    }
}

/* ------------------------------------------------------------------------------------------- articles, headings */

void smtpcodes__page(smtpcodes__writer *writer)
{
    if (writer->is_page) {
        smtpcodes__raw(writer, "<!DOCTYPE html>\n<html");
        put_language(writer, writer->language);
        smtpcodes__raw(writer, ">\n<head>\n<meta charset=\"utf-8\">\n"
                               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    }
}

void smtpcodes__article(smtpcodes__writer *writer)
{
    if (writer->is_page) {
        smtpcodes__raw(writer, "</title>\n</head>\n<body>\n");
    }
    if (is_html(writer)) {
        smtpcodes__raw(writer, "<article");
        put_language(writer, writer->language);
        smtpcodes__raw(writer, ">\n");
    }
}

void smtpcodes__article_end(smtpcodes__writer *writer)
{
    if (is_html(writer)) {
        smtpcodes__raw(writer, "</article>\n");
    }
    if (writer->is_page) {
        smtpcodes__raw(writer, "</body>\n</html>\n");
    }
}

static void put_level(smtpcodes__writer *writer, const char *before, int32_t level, const char *behind)
{
    smtpcodes__raw(writer, before);
    smtpcodes__number(writer, level);
    smtpcodes__raw(writer, behind);
}

void smtpcodes__heading(smtpcodes__writer *writer, int32_t level)
{
    if (is_html(writer)) {
        put_level(writer, "<h", level, ">");
        return;
    }
    smtpcodes__raw(writer, level > 1 ? "\n" : "");
    if (is_markdown(writer)) {
        smtpcodes__bytes(writer, "####", (size_t)level);
        smtpcodes__raw(writer, " ");
    }
}

void smtpcodes__heading_end(smtpcodes__writer *writer, int32_t level)
{
    if (is_html(writer)) {
        put_level(writer, "</h", level, ">\n");
    } else {
        smtpcodes__raw(writer, "\n");
    }
}

void smtpcodes__section(smtpcodes__writer *writer, int32_t part, int32_t level)
{
    if (writer->is_bare) {
        return;
    }
    if (writer->format == SMTPCODES_FORMAT_TEXT) {
        smtpcodes__raw(writer, level == 2 ? "\n" : "");
        smtpcodes__raw(writer, smtpcodes_word_text(SMTPCODES_VOCABULARY_PART, part, SMTPCODES_FIELD_TITLE, writer->language));
        smtpcodes__raw(writer, ":");
        writer->is_labelled = 1;
        return;
    }
    smtpcodes__heading(writer, level);
    smtpcodes__text(writer, smtpcodes_word_text(SMTPCODES_VOCABULARY_PART, part, SMTPCODES_FIELD_TITLE, writer->language));
    smtpcodes__heading_end(writer, level);
}

/* ---------------------------------------------------------------------------------------------------- paragraphs */

void smtpcodes__paragraph(smtpcodes__writer *writer, int32_t really)
{
    if (is_html(writer)) {
        open_tag(writer, "p", really);
    } else if (writer->is_labelled) {
        smtpcodes__raw(writer, " ");
    } else if (is_markdown(writer) && !writer->is_bare) {
        smtpcodes__raw(writer, "\n");
    }
    writer->is_labelled = 0;
}

void smtpcodes__paragraph_end(smtpcodes__writer *writer, int32_t really)
{
    mark_language(writer, really);
    smtpcodes__raw(writer, is_html(writer) ? "</p>\n" : "\n");
}

/* --------------------------------------------------------------------------------------------------------- lists */

void smtpcodes__list(smtpcodes__writer *writer)
{
    if (is_html(writer)) {
        smtpcodes__raw(writer, "<ul>\n");
    } else if (writer->is_labelled || (is_markdown(writer) && !writer->is_bare)) {
        smtpcodes__raw(writer, "\n");
    }
    writer->is_labelled = 0;
}

void smtpcodes__list_end(smtpcodes__writer *writer)
{
    if (is_html(writer)) {
        smtpcodes__raw(writer, "</ul>\n");
    }
}

void smtpcodes__item(smtpcodes__writer *writer, int32_t really)
{
    if (is_html(writer)) {
        open_tag(writer, "li", really);
    } else {
        smtpcodes__raw(writer, "- ");
    }
}

void smtpcodes__item_end(smtpcodes__writer *writer, int32_t really)
{
    mark_language(writer, really);
    smtpcodes__raw(writer, is_html(writer) ? "</li>\n" : "\n");
}

/* --------------------------------------------------------------------------------------------------------- facts */

void smtpcodes__facts(smtpcodes__writer *writer)
{
    if (!writer->is_bare) {
        smtpcodes__raw(writer, is_html(writer) ? "<dl>\n" : "\n");
    }
}

void smtpcodes__facts_end(smtpcodes__writer *writer)
{
    if (!writer->is_bare && is_html(writer)) {
        smtpcodes__raw(writer, "</dl>\n");
    }
}

void smtpcodes__fact(smtpcodes__writer *writer, int32_t part)
{
    if (writer->is_bare) {
        smtpcodes__raw(writer, is_html(writer) ? "<p>" : "");
        return;
    }
    smtpcodes__raw(writer, is_html(writer) ? "<dt>" : is_markdown(writer) ? "- **" : "");
    smtpcodes__text(writer, smtpcodes_word_text(SMTPCODES_VOCABULARY_PART, part, SMTPCODES_FIELD_TITLE, writer->language));
    smtpcodes__raw(writer, is_html(writer) ? "</dt>\n<dd>" : is_markdown(writer) ? ":** " : ": ");
}

void smtpcodes__fact_end(smtpcodes__writer *writer)
{
    smtpcodes__raw(writer, !is_html(writer) ? "\n" : writer->is_bare ? "</p>\n" : "</dd>\n");
}

/* --------------------------------------------------------------------------------------------- texts by a number */

void smtpcodes__say_paragraph(smtpcodes__writer *writer, uint32_t text)
{
    int32_t really;
    const char *said = smtpcodes__say(text, writer->language, &really);

    smtpcodes__paragraph(writer, really);
    smtpcodes__text(writer, said);
    smtpcodes__paragraph_end(writer, really);
}

void smtpcodes__say_text(smtpcodes__writer *writer, uint32_t text)
{
    int32_t really;

    smtpcodes__text(writer, smtpcodes__say(text, writer->language, &really));
    mark_language(writer, really);
}

void smtpcodes__put_word(smtpcodes__writer *writer, int32_t vocabulary, int32_t number)
{
    smtpcodes__say_text(writer, smtpcodes__word_text_number(vocabulary, number, SMTPCODES_FIELD_TITLE));
}
