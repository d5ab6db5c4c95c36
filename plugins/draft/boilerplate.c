/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "boilerplate.h"

#include "fold.h"
#include "utf8.h"

#include <string.h>

#define LONGEST_LINE 200  /* bytes; what is longer is prose */
#define LONGEST_PROSE 600 /* bytes of prose that a phrase of the page may be stuck to */

static bool
is_listed(const char *const *list, const char *line, size_t size)
{
    for (; *list; list++) {
        if (strlen(*list) == size && memcmp(*list, line, size) == 0)
            return true;
    }
    return false;
}

/* « Facebook Twitter LinkedIn »: two at least, and nothing else. */
static bool
is_bar(const char *line, size_t size)
{
    size_t count = 0;
    while (size > 0) {
        const char *space = memchr(line, ' ', size);
        size_t word = space ? (size_t)(space - line) : size;
        if (!is_listed(page_bar_words, line, word))
            return false;
        count++;
        line += word + (space != NULL);
        size -= word + (space != NULL);
    }
    return count > 1;
}

static bool
ends_as_sentence(const mbr_text *text)
{
    uint32_t c = utf8_before(text->data, utf8_back_space(text->data, text->size), NULL);
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0xbb;
}

/* The picture of an author box: « Photo de NAME », then NAME alone. */
static bool
is_portrait(const mbr_text *label, const mbr_text *name)
{
    char first[LONGEST_LINE + 4], second[LONGEST_LINE + 4];
    if (!label || !name || label->size > LONGEST_LINE || name->size > LONGEST_LINE ||
        label->size < sizeof "Photo" || ((uint8_t)label->data[0] | 0x20) != 'p')
        return false;
    size_t a = fold_line(label->data, label->size, first, sizeof first);
    size_t b = fold_line(name->data, name->size, second, sizeof second);
    return b > 0 && a == b + 9 && memcmp(first, "photo de ", 9) == 0 &&
           memcmp(first + 9, second, b) == 0;
}

/* Somebody's words are no page's, whatever they say. */
static bool
is_quoted(const mbr_text *text)
{
    uint32_t c = utf8_at(text->data, text->size, 0, NULL);
    return c == 0xab || c == 0x201c || c == '"';
}

/* A phrase at the end of a paragraph that it was stuck to: its range there. */
static bool
holds_phrase(const page_list *pages, const mbr_text *text, mbr_span *ret)
{
    char folded[LONGEST_PROSE + 4];
    size_t from[LONGEST_PROSE + 5], start, end;
    if (text->size > LONGEST_PROSE)
        return false;
    size_t size = fold_page_line(text->data, text->size, folded, sizeof folded, from);
    const page_label label = {folded, size, true, false};
    if (size == 0 || !page_list_holds(pages, &label, &start, &end))
        return false;
    *ret = (mbr_span){from[start], from[end]};
    return true;
}

bool
boilerplate_is(const page_list *pages, const boilerplate_line *line, mbr_span *ret)
{
    char folded[LONGEST_LINE + 4];
    const mbr_text *text = line->text;
    *ret = (mbr_span){0, text->size};
    if ((line->heading && !line->edge) || is_quoted(text))
        return false;
    if (is_portrait(text, line->next) || is_portrait(line->before, text))
        return true;
    size_t size = text->size > LONGEST_LINE
                      ? 0
                      : fold_page_line(text->data, text->size, folded, sizeof folded, NULL);
    const page_label label = {folded, size, line->edge, ends_as_sentence(text)};
    if (size > 0 && (page_list_has(pages, &label) || is_bar(folded, size)))
        return true;
    return line->edge && holds_phrase(pages, text, ret);
}
