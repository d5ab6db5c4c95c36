/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/part.h"

#include <string.h>

void
marbre_part_free(void *data)
{
    MarbrePart *part = data;
    if (part == NULL)
        return;
    g_free(part->text);
    g_free(part->markdown);
    g_free(part);
}

GPtrArray *
marbre_parts_new(void)
{
    return g_ptr_array_new_with_free_func(marbre_part_free);
}

void
marbre_parts_add(GPtrArray *parts, MarbrePartKind kind, char *text, char *markdown, uint64_t line)
{
    MarbrePart *part = g_new(MarbrePart, 1);
    *part = (MarbrePart){.kind = kind, .text = text, .markdown = markdown, .line = line};
    g_ptr_array_add(parts, part);
}

static void
append_lines(GString *out, const char *lines, const char *prefix)
{
    for (const char *p = lines; *p != '\0'; p++) {
        g_string_append_c(out, *p);
        if (*p == '\n')
            g_string_append(out, prefix);
    }
}

typedef struct {
    GString *text;
    GString *markdown;
    const MarbrePart *last;
    uint64_t line;
} Entry;

static void
end_entry(Entry *entry, GPtrArray *entries)
{
    if (entry->last != NULL)
        marbre_parts_add(entries, MARBRE_PART_LIST, g_strdup(entry->text->str),
                         g_strdup(entry->markdown->str), entry->line);
    g_string_truncate(entry->text, 0);
    g_string_truncate(entry->markdown, 0);
    entry->last = NULL;
}

/* A paragraph behind a list would be read as a line of the list's last entry. */
static bool
can_follow(const MarbrePart *last, const MarbrePart *part)
{
    return last == NULL || last->kind != MARBRE_PART_LIST || part->kind == MARBRE_PART_LIST;
}

static bool
is_numbered(const MarbrePart *part)
{
    return part != NULL && part->kind == MARBRE_PART_LIST && g_ascii_isdigit(*part->markdown);
}

/* Right below other words only a list that begins with 1 is seen as one; as wide as it was. */
static char *
with_first_number(const char *markdown)
{
    size_t digits = strspn(markdown, "0123456789");
    g_autofree char *room = g_strnfill(digits, ' ');
    return g_strdup_printf("1%c%s%s", markdown[digits], room, markdown + digits + 2);
}

static void
add_to_entry(Entry *entry, const MarbrePart *part, const char *marker, const char *indent)
{
    bool lines = entry->last != NULL && entry->last->kind == MARBRE_PART_PARAGRAPH &&
                 part->kind == MARBRE_PART_PARAGRAPH;
    if (entry->last == NULL) {
        entry->line = part->line;
        g_string_append(entry->markdown, marker);
    } else {
        g_string_append_printf(entry->markdown, "%s\n%s", lines ? "\\" : "", indent);
        g_string_append_c(entry->text, '\n');
    }
    bool begins = is_numbered(part) && !is_numbered(entry->last);
    g_autofree char *first = begins ? with_first_number(part->markdown) : NULL;
    append_lines(entry->markdown, first != NULL ? first : part->markdown, indent);
    g_string_append(entry->text, part->text);
    entry->last = part;
}

GPtrArray *
marbre_parts_make_entry(const GPtrArray *parts, const char *marker)
{
    GPtrArray *entries = marbre_parts_new();
    g_autofree char *indent = g_strnfill(strlen(marker), ' ');
    g_autoptr(GString) text = g_string_new(NULL), markdown = g_string_new(NULL);
    Entry entry = {.text = text, .markdown = markdown};
    for (guint i = 0; i < parts->len; i++) {
        const MarbrePart *part = parts->pdata[i];
        if (!can_follow(entry.last, part))
            end_entry(&entry, entries);
        if (entry.last == NULL && part->kind == MARBRE_PART_LIST)
            /* A list with no words before it: its entries are this list's. */
            marbre_parts_add(entries, part->kind, g_strdup(part->text), g_strdup(part->markdown),
                             part->line);
        else
            add_to_entry(&entry, part, marker, indent);
    }
    end_entry(&entry, entries);
    return entries;
}

MarbrePart *
marbre_parts_make_quote(const GPtrArray *parts)
{
    if (parts->len == 0)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL), markdown = g_string_new("> ");
    for (guint i = 0; i < parts->len; i++) {
        const MarbrePart *part = parts->pdata[i];
        if (i > 0) {
            g_string_append_c(text, '\n');
            g_string_append(markdown, "\n>\n> ");
        }
        g_string_append(text, part->text);
        append_lines(markdown, part->markdown, "> ");
    }
    MarbrePart *quote = g_new(MarbrePart, 1);
    *quote = (MarbrePart){.kind = MARBRE_PART_QUOTE,
                          .text = g_string_free(g_steal_pointer(&text), FALSE),
                          .markdown = g_string_free(g_steal_pointer(&markdown), FALSE),
                          .line = ((const MarbrePart *)parts->pdata[0])->line};
    return quote;
}

static char *
fence_for(const char *text)
{
    size_t longest = 2, length = 0;
    for (const char *p = text; *p != '\0'; p++) {
        length = *p == '`' ? length + 1 : 0;
        longest = MAX(longest, length);
    }
    return g_strnfill(longest + 1, '`');
}

char *
marbre_part_make_code(const char *text)
{
    /* A site generator looks for its shortcodes in code too. */
    if (strstr(text, "{{") != NULL)
        return NULL;
    g_autofree char *fence = fence_for(text);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *markdown = g_string_new(fence);
    for (char **line = lines; *line != NULL; line++)
        /* No line is empty: that would end the block for whoever reads it by paragraphs. */
        g_string_append_printf(markdown, "\n%s", **line == '\0' ? " " : *line);
    g_string_append_printf(markdown, "\n%s", fence);
    return g_string_free(markdown, FALSE);
}
