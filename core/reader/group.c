/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/element.h"
#include "reader/picture.h"
#include "reader/tree.h"
#include "reader/walker.h"
#include "reader/words.h"

#include <stdlib.h>
#include <string.h>

/* Lists and quotations within each other; deeper ones are read as if they were not marked, as
   each level would write its mark on every line below it. */
enum { DEPTH_LIMIT = 8, NUMBER_LIMIT = 9999 };

/* What is set aside while an entry or a quotation is filled. */
typedef struct {
    GPtrArray *sink;
    bool after_list;
    bool numbered;
    bool other_marker;
} Outside;

static Outside
go_in(MarbreWalk *walk)
{
    marbre_walk_flush(walk);
    Outside outside = {walk->sink, walk->after_list, walk->numbered, walk->other_marker};
    walk->sink = marbre_parts_new();
    walk->after_list = false;
    walk->other_marker = false;
    walk->depth++;
    return outside;
}

/* (transfer full) what was filled */
static GPtrArray *
go_out(MarbreWalk *walk, Outside outside)
{
    marbre_walk_flush(walk);
    GPtrArray *parts = walk->sink;
    walk->sink = outside.sink;
    walk->after_list = outside.after_list;
    walk->numbered = outside.numbered;
    walk->other_marker = outside.other_marker;
    walk->depth--;
    return parts;
}

static void
put_part(MarbreWalk *walk, MarbrePart *part)
{
    uint64_t line = walk->line;
    walk->line = part->line;
    marbre_walk_put(walk, part->kind, g_steal_pointer(&part->text),
                    g_steal_pointer(&part->markdown));
    walk->line = line;
}

void
marbre_walk_entry(MarbreWalk *walk, const xmlNode *node, const char *marker, MarbreSetting setting)
{
    Outside outside = go_in(walk);
    walk->entries++;
    marbre_walk_children(walk, node, setting);
    g_autoptr(GPtrArray) parts = go_out(walk, outside);
    walk->entries--;
    g_autoptr(GPtrArray) entries = marbre_parts_make_entry(parts, marker);
    for (guint i = 0; i < entries->len; i++)
        put_part(walk, entries->pdata[i]);
}

static unsigned
first_number(const xmlNode *list)
{
    g_autofree char *start = marbre_tree_attribute(list, "start");
    if (start == NULL || !g_ascii_isdigit(*start) || strlen(start) > 4)
        return 1;
    return (unsigned)atoi(start);
}

/* Two lists that follow each other would be read as one, were their marks the same. */
void
marbre_walk_list(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    marbre_walk_flush(walk);
    if (walk->depth >= DEPTH_LIMIT || walk->reason != NULL) {
        marbre_walk_children(walk, node, setting);
        marbre_walk_flush(walk);
        return;
    }
    bool numbered = marbre_tree_is(node, "ol");
    bool other = walk->after_list && walk->numbered == numbered && !walk->other_marker;
    unsigned number = first_number(node);
    for (const xmlNode *child = marbre_tree_child(node, NULL); child != NULL;
         child = marbre_tree_next(child, NULL)) {
        g_autofree char *marker = numbered ? g_strdup_printf("%u%s ", number, other ? ")" : ".")
                                           : g_strdup(other ? "* " : "- ");
        marbre_walk_entry(walk, child, marker, setting);
        number += number < NUMBER_LIMIT;
    }
    walk->numbered = numbered;
    walk->other_marker = other;
}

void
marbre_walk_quote(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    marbre_walk_flush(walk);
    /* A quotation within an entry of a list would go on into the entry's next paragraph. */
    if (walk->depth >= DEPTH_LIMIT || walk->entries > 0 || walk->reason != NULL) {
        marbre_walk_children(walk, node, setting);
        marbre_walk_flush(walk);
        return;
    }
    Outside outside = go_in(walk);
    marbre_walk_children(walk, node, setting);
    g_autoptr(GPtrArray) parts = go_out(walk, outside);
    MarbrePart *quote = marbre_parts_make_quote(parts);
    if (quote != NULL)
        put_part(walk, quote);
    else
        marbre_walk_flush(walk);
    marbre_part_free(quote);
}

static bool
holds_code(const xmlNode *node)
{
    for (const xmlNode *child = marbre_tree_child(node, NULL); child != NULL;
         child = marbre_tree_next(child, NULL))
        if (marbre_element_of(child) == MARBRE_ELEMENT_CODE)
            return true;
    return false;
}

/* Its lines as they stand: spaces count, what shows nothing goes. */
static char *
verbatim_text(const xmlNode *node)
{
    g_autofree char *text = marbre_tree_text(node);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_auto(GStrv) lines = g_strsplit(valid, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        size_t spaces = strspn(*line, " ");
        g_autofree char *clean = marbre_words_clean(*line);
        g_autofree char *indent = g_strnfill(MIN(spaces, 80), ' ');
        g_free(*line);
        *line = clean == NULL ? g_strdup("") : g_strconcat(indent, clean, NULL);
    }
    char *joined = g_strjoinv("\n", lines);
    size_t blank = strspn(joined, "\n");
    memmove(joined, joined + blank, strlen(joined) - blank + 1);
    while (g_str_has_suffix(joined, "\n"))
        joined[strlen(joined) - 1] = '\0';
    return joined;
}

/* Lines of a poem or of copy that came as plain text. */
static void
walk_lines(MarbreWalk *walk, const char *text, MarbreSetting setting)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '\0') {
            marbre_walk_flush(walk);
            continue;
        }
        marbre_walk_say(walk, *line, setting);
        (void)marbre_prose_break(walk->prose);
    }
    marbre_walk_flush(walk);
}

void
marbre_walk_verbatim(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    marbre_walk_flush(walk);
    g_autofree char *text = verbatim_text(node);
    if (*text == '\0')
        return;
    char *markdown = holds_code(node) ? marbre_part_make_code(text) : NULL;
    marbre_walk_note_line(walk, node);
    if (markdown != NULL)
        marbre_walk_put(walk, MARBRE_PART_CODE, g_steal_pointer(&text), markdown);
    else
        walk_lines(walk, text, setting);
}

static bool
holds(const xmlNode *figure, MarbreElement wanted)
{
    for (const xmlNode *node = marbre_tree_after(figure, figure); node != NULL;
         node = marbre_tree_after(node, figure))
        if (node->type == XML_ELEMENT_NODE && marbre_element_of(node) == wanted)
            return true;
    return false;
}

static MarbreStoryPicture *
picture_of(MarbreWalk *walk, const xmlNode *node)
{
    MarbreStory *story = walk->passage->story;
    if (marbre_tree_is(node, "img"))
        return marbre_picture_of(story, node, walk->passage->base);
    if (!marbre_tree_is(node, "media-reference"))
        return NULL;
    g_autofree char *source = marbre_tree_attribute(node, "source");
    g_autofree char *alt = marbre_tree_attribute(node, "alternate-text");
    MarbreStoryPicture *picture = marbre_picture_find(story, source, walk->passage->base, NULL);
    if (picture != NULL)
        marbre_words_set(&picture->alt, alt);
    return picture;
}

/* Its caption and credit are the picture's, and no paragraph. A figure without a picture, or one
   of several figures, is but a frame. */
void
marbre_walk_figure(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    unsigned found = 0;
    marbre_walk_flush(walk);
    bool frame = walk->reason != NULL || holds(node, MARBRE_ELEMENT_FIGURE);
    for (const xmlNode *child = node; child != NULL && !frame;
         child = marbre_tree_after(child, node)) {
        MarbreStoryPicture *picture =
            child->type == XML_ELEMENT_NODE ? picture_of(walk, child) : NULL;
        if (picture == NULL)
            continue;
        found++;
        marbre_picture_caption(picture, node);
        marbre_walk_note_line(walk, child);
        marbre_walk_put_picture(walk, picture);
    }
    if (found == 0) {
        marbre_walk_children(walk, node, setting);
        marbre_walk_flush(walk);
    }
}
