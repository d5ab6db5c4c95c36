/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pages.h"

#include "fold.h"
#include "grow.h"
#include "listing.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_OWN 20000
#define LONGEST_PHRASE 512 /* bytes of a newsroom's own */

/* --- the newsroom's file ---------------------------------------------------------------------- */

typedef struct loader {
    page_list *of;
    listing file;
} loader;

/* Folded words in memory of their own; NULL where there are none, or no memory. */
static char *
take_words(loader *from, const mbr_value *value, bool line)
{
    char folded[LONGEST_PHRASE + 8];
    if (!listing_is_words(value)) {
        listing_fault(&from->file, value, "words are due here, such as \"Le fil info\"");
        return NULL;
    }
    size_t size =
        (line ? fold_line : fold_words)(value->text.data, value->text.size, folded, sizeof folded);
    if (size == 0)
        listing_fault(&from->file, value, "there is no word in it");
    return size > 0 ? strndup(folded, size) : NULL;
}

static bool
read_flag(loader *from, size_t index, const char *key)
{
    mbr_value flag = listing_get(&from->file, "lines[%zu].%s", index, key);
    if (flag.span.end > 0 && flag.type != MBR_VALUE_BOOL)
        listing_fault(&from->file, &flag, "%s is true or false", key);
    return flag.type == MBR_VALUE_BOOL && flag.integer != 0;
}

/* Which of the four a line is, and its words. */
static bool
read_where(loader *from, size_t index, const mbr_value *map, page_line *line)
{
    static const char *const keys[] = {"whole", "begins", "anywhere", "number"};
    size_t count = 0;
    mbr_value words = {0};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        mbr_value value = listing_get(&from->file, "lines[%zu].%s", index, keys[i]);
        if (value.span.end == 0)
            continue;
        words = value;
        line->where = (page_where)i;
        count++;
    }
    if (count != 1) {
        listing_fault(&from->file, map, "a line has one of whole, begins, anywhere, number");
        return true;
    }
    line->words =
        take_words(from, &words, line->where == PAGE_LINE_WHOLE || line->where == PAGE_LINE_NUMBER);
    return line->words || from->file.fault[0] != '\0';
}

static int32_t
add_own(loader *from, size_t index)
{
    char where[48];
    page_list *of = from->of;
    snprintf(where, sizeof where, "lines[%zu]", index);
    mbr_value map = listing_get(&from->file, "%s", where);
    if (map.type != MBR_VALUE_MAP) {
        listing_fault(&from->file, &map, "a line is due here, such as {whole: …, reason: …}");
        return MBR_OK;
    }
    if (!listing_knows(&from->file, &map, where,
                       " whole begins anywhere number holds lang reason edge label opens ", NULL))
        return MBR_OK;
    if (!grow(&of->own, &of->own_room, of->own_count, sizeof *of->own))
        return MBR_E_NOMEM;
    page_line *line = &of->own[of->own_count++];
    *line = (page_line){.edge = read_flag(from, index, "edge"),
                        .label = read_flag(from, index, "label")};
    mbr_value holds = listing_get(&from->file, "%s.holds", where);
    if (holds.span.end > 0)
        line->holds = take_words(from, &holds, false);
    bool good = read_where(from, index, &map, line);
    return good && (holds.span.end == 0 || line->holds || from->file.fault[0] != '\0')
               ? MBR_OK
               : MBR_E_NOMEM;
}

static int32_t
read_own(loader *from)
{
    mbr_value root = listing_get(&from->file, "%s", "");
    mbr_value lines = listing_get(&from->file, "lines");
    if (root.type == MBR_VALUE_NULL)
        return MBR_OK;
    if (root.type != MBR_VALUE_MAP || lines.type != MBR_VALUE_LIST)
        listing_fault(&from->file, &root, "keys are due here: version, lines");
    else if (!listing_knows(&from->file, &root, "", " version lines ", NULL))
        return MBR_OK;
    else if (lines.count > MOST_OWN)
        listing_fault(&from->file, &lines, "these are more than %d lines", MOST_OWN);
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < lines.count && from->file.fault[0] == '\0'; i++)
        result = add_own(from, i);
    return result;
}

/* --- the whole list --------------------------------------------------------------------------- */

static bool
is_loose(const page_line *line)
{
    return line->where == PAGE_LINE_ANYWHERE || line->where == PAGE_LINE_NUMBER;
}

static const page_line *
line_at(const page_list *of, size_t index)
{
    return index < page_line_count ? &page_lines[index] : &of->own[index - page_line_count];
}

bool
page_list_make(page_list *of)
{
    size_t all = page_line_count + of->own_count, at[256];
    of->lines = calloc(all, sizeof *of->lines);
    of->loose = calloc(all, sizeof *of->loose);
    if (!of->lines || !of->loose)
        return false;
    memset(of->first, 0, sizeof of->first);
    for (size_t i = 0; i < all; i++) {
        if (is_loose(line_at(of, i)))
            of->loose[of->loose_count++] = line_at(of, i);
        else
            of->first[(uint8_t)line_at(of, i)->words[0] + 1]++;
    }
    for (size_t i = 0; i < 256; i++) {
        at[i] = of->first[i];
        of->first[i + 1] += of->first[i];
    }
    for (size_t i = 0; i < all; i++) {
        if (!is_loose(line_at(of, i)))
            of->lines[at[(uint8_t)line_at(of, i)->words[0]]++] = line_at(of, i);
    }
    of->count = of->first[256];
    return true;
}

int32_t
page_list_load(page_list *of, const services *host, const mbr_config *config)
{
    loader from = {.of = of};
    int32_t result = listing_open(&from.file, host, config, "boilerplate", 0);
    if (result == MBR_E_NOTFOUND)
        return page_list_make(of) ? MBR_OK : MBR_E_NOMEM;
    if (result >= 0)
        result = read_own(&from);
    listing_close(&from.file);
    memcpy(of->fault, from.file.fault, sizeof of->fault);
    if (result >= 0 && of->fault[0] == '\0' && !page_list_make(of))
        result = MBR_E_NOMEM;
    return result;
}

void
page_list_clear(page_list *of)
{
    for (size_t i = 0; i < of->own_count; i++) {
        free((char *)of->own[i].words);
        free((char *)of->own[i].holds);
    }
    free(of->own);
    free(of->lines);
    free(of->loose);
    *of = (page_list){0};
}

/* --- looking up ------------------------------------------------------------------------------- */

static bool
holds(const page_label *label, const char *words)
{
    return !words || memmem(label->folded, label->size, words, strlen(words));
}

/* A sentence that begins as a label does is prose, but for one that speaks of a newsletter. */
static bool
counts(const page_line *line, const page_label *label)
{
    if ((line->edge && !label->edge) || !holds(label, line->holds))
        return false;
    return !line->label || !label->sentence || holds(label, "newsletter") ||
           holds(label, "infolettre");
}

/* The words, and no word goes on behind them. */
static bool
begins(const page_label *label, size_t at, const char *words)
{
    size_t size = strlen(words);
    if (size > label->size - at || memcmp(label->folded + at, words, size) != 0)
        return false;
    uint32_t last = (uint8_t)words[size - 1];
    uint32_t next = utf8_at(label->folded, label->size, at + size, NULL);
    return !(utf8_is_letter(last) || utf8_is_digit(last)) ||
           !(utf8_is_letter(next) || utf8_is_digit(next));
}

static bool
is_at(const page_line *line, const page_label *label, size_t at)
{
    if (line->where == PAGE_LINE_BEGINS)
        return begins(label, at, line->words);
    return strlen(line->words) == label->size - at &&
           memcmp(label->folded + at, line->words, label->size - at) == 0;
}

/* Behind the number that begins a line; 0 where none does. */
static size_t
behind_number(const page_label *label)
{
    size_t digits = 0;
    while (digits < label->size && utf8_is_digit((uint8_t)label->folded[digits]))
        digits++;
    bool number = digits > 0 && digits <= 4 && digits < label->size;
    return number && label->folded[digits] == ' ' ? digits + 1 : 0;
}

bool
page_list_has(const page_list *of, const page_label *label)
{
    if (label->size == 0)
        return false;
    uint8_t byte = (uint8_t)label->folded[0];
    for (size_t i = of->first[byte]; i < of->first[byte + 1]; i++) {
        if (is_at(of->lines[i], label, 0) && counts(of->lines[i], label))
            return true;
    }
    size_t at = behind_number(label);
    for (size_t i = 0; at > 0 && i < of->loose_count; i++) {
        if (of->loose[i]->where == PAGE_LINE_NUMBER && is_at(of->loose[i], label, at) &&
            counts(of->loose[i], label))
            return true;
    }
    return false;
}

bool
page_list_holds(const page_list *of, const page_label *label, size_t *ret_start, size_t *ret_end)
{
    for (size_t i = 0; i < of->loose_count; i++) {
        const page_line *line = of->loose[i];
        const char *found =
            line->where == PAGE_LINE_ANYWHERE
                ? memmem(label->folded, label->size, line->words, strlen(line->words))
                : NULL;
        if (!found || !counts(line, label))
            continue;
        *ret_start = (size_t)(found - label->folded);
        *ret_end = *ret_start + strlen(line->words);
        return true;
    }
    return false;
}
