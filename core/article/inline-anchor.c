/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/inline-anchor.h"

#include "article/address.h"

static void
clear_anchor(void *data)
{
    MarbreAnchor *anchor = data;
    marbre_mapped_unref(anchor->text);
}

static void
expect(MarbreWalk *walk, char c)
{
    if (marbre_walk_next_is(walk, c))
        walk->at++;
    else
        walk->lost = true;
}

void
marbre_anchor_open(MarbreWalk *walk, cmark_node *node, bool image)
{
    if (!walk->anchors) {
        walk->anchors = g_array_new(false, true, sizeof(MarbreAnchor));
        g_array_set_clear_func(walk->anchors, clear_anchor);
        walk->open = g_array_new(false, false, sizeof(guint));
    }
    if (!walk->lost && !marbre_walk_next_is(walk, '[') && !marbre_walk_next_is(walk, '<') &&
        !marbre_walk_next_is(walk, '!'))
        marbre_walk_skip_blanks(walk);
    if (!image)
        marbre_walk_begin_style(walk, MARBRE_STYLE_LINK);
    uint64_t start = marbre_walk_source(walk, MIN(walk->at, walk->size));
    bool autolink = !image && marbre_walk_next_is(walk, '<');
    if (image)
        expect(walk, '!');
    expect(walk, autolink ? '<' : '[');
    walk->autolink = autolink;

    bool hidden = walk->pictures > 0; /* in an alt text nothing is a link or a picture */
    if (image)
        walk->pictures++;
    if (hidden)
        return;
    MarbreAnchor anchor = {
        .image = image,
        .autolink = autolink,
        .node = node,
        .source = {start, start},
        .words = {walk->text_size, walk->text_size},
        .text = image ? marbre_mapped_new() : NULL,
    };
    guint index = walk->anchors->len;
    g_array_append_val(walk->anchors, anchor);
    g_array_append_val(walk->open, index);
    if (image)
        walk->picture = index;
}

/* Behind the words: the address, the label of a definition, or nothing. */
static void
skip_address(MarbreWalk *walk)
{
    expect(walk, ']');
    if (walk->lost)
        return;
    size_t end = marbre_address_inline(walk->lines, walk->size, walk->at);
    if (end == 0)
        end = marbre_address_label(walk->lines, walk->size, walk->at);
    if (end > 0)
        walk->at = end;
}

void
marbre_anchor_close(MarbreWalk *walk, bool image)
{
    if (walk->autolink)
        expect(walk, '>');
    else
        skip_address(walk);
    walk->autolink = false;
    if (image)
        walk->pictures--;
    if (!image)
        marbre_walk_end_style(walk);
    if (walk->pictures > 0)
        return;
    guint index = g_array_index(walk->open, guint, walk->open->len - 1);
    g_array_set_size(walk->open, walk->open->len - 1);
    MarbreAnchor *anchor = &g_array_index(walk->anchors, MarbreAnchor, index);
    anchor->words.end = walk->text_size;
    anchor->source.end =
        MAX(anchor->source.start, marbre_walk_source_end(walk, walk->lost ? walk->size : walk->at));
}
