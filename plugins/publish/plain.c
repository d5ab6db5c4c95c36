/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plain.h"

#include "tag.h"
#include "text.h"

#include <stdlib.h>

#define DEEPEST 32 /* lists in lists that are counted */

typedef struct plain {
    buffer *out;
    size_t start; /* of what is written here */
    unsigned gap; /* line ends that are due before the next word */
    bool space;   /* likewise a space */
    bool pointed; /* what was written last is a point's sign: its words stand beside it */
    bool code;    /* within a block of code, whose spaces stay */
    bool figure;  /* within a picture and its caption */
    unsigned lists;
    long next[DEEPEST]; /* number of the next point; -1 in lists without */
} plain;

static void
begin_block(plain *of, unsigned gap)
{
    if (!of->pointed)
        of->gap = gap > of->gap ? gap : of->gap;
    of->space = false;
}

static void
settle(plain *of)
{
    if (of->out->size > of->start)
        for (; of->gap > 0; of->gap--)
            buffer_say(of->out, "\n");
    else
        of->space = false;
    if (of->space)
        buffer_say(of->out, " ");
    of->gap = 0;
    of->space = false;
}

static void
write_character(plain *of, char c)
{
    if (!of->code && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
        of->space = of->gap == 0 && !of->pointed;
        return;
    }
    if (c == '\n') { /* the last of a block of code is its end */
        of->gap++;
        return;
    }
    settle(of);
    of->pointed = false;
    buffer_put(of->out, &c, 1);
}

static void
write_words(plain *of, mbr_text text)
{
    for (size_t at = 0; at < text.size;) {
        char c = text.data[at];
        size_t size = c == '&' ? tag_reference(text, at, &c) : 0;
        write_character(of, c);
        at += size ? size : 1;
    }
}

static void
begin_list(plain *of, const struct tag *piece)
{
    mbr_text rest = piece->attributes, name, value;
    long first = text_is(piece->text, "ol") ? 1 : -1;
    begin_block(of, of->lists ? 1 : 2);
    while (tag_attribute(&rest, &name, &value)) {
        if (text_is(name, "start") && first > 0)
            first = strtol(value.data, NULL, 10); /* ends at the quote */
    }
    if (of->lists < DEEPEST)
        of->next[of->lists] = first;
    of->lists++;
}

static void
begin_point(plain *of)
{
    unsigned depth = of->lists < DEEPEST ? of->lists : DEEPEST;
    long *next = depth > 0 ? &of->next[depth - 1] : NULL;
    of->pointed = false;
    begin_block(of, 1);
    settle(of);
    for (unsigned i = 1; i < depth; i++)
        buffer_say(of->out, "  ");
    if (next && *next >= 0)
        buffer_format(of->out, "%ld. ", (*next)++);
    else
        buffer_say(of->out, "- ");
    of->pointed = true;
}

static void
take_tag(plain *of, const struct tag *piece)
{
    static const char *const lists[] = {"ol", "ul", NULL};
    static const char *const blocks[] = {"blockquote", "figure",  "h1",    "h2", "h3",
                                         "h4",         "h5",      "h6",    "hr", "p",
                                         "pre",        "section", "table", "tr", NULL};
    bool begins = piece->kind == TAG_OPEN;
    if (tag_is_any(piece->text, lists)) {
        if (begins)
            begin_list(of, piece);
        else
            of->lists -= of->lists > 0;
        if (!begins)
            begin_block(of, of->lists ? 1 : 2);
    } else if (tag_same(piece->text, text_of("li"))) {
        if (begins)
            begin_point(of);
        else
            begin_block(of, 1);
    } else if (text_is(piece->text, "br")) {
        begin_block(of, 1);
    } else if (tag_is_any(piece->text, blocks)) {
        begin_block(of, 2);
        if (text_is(piece->text, "pre"))
            of->code = begins;
        if (text_is(piece->text, "figure"))
            of->figure = begins;
    }
}

void
plain_write(mbr_text html, buffer *out)
{
    plain of = {.out = out, .start = out->size};
    struct tag piece;
    for (size_t at = 0; tag_next(html, &at, &piece);) {
        if (piece.kind == TAG_TEXT && !of.figure)
            write_words(&of, piece.text);
        else if (piece.kind == TAG_OPEN || piece.kind == TAG_CLOSE)
            take_tag(&of, &piece);
    }
}
