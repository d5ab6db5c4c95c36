/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata.h"

/* What people's programs write stays far below these. Parsers of XMP recurse by depth, and look
   for a property among its siblings one by one. */
#define MOST_DEPTH 64
#define MOST_ELEMENTS 4000

/* Goes through a packet byte by byte: markup is ASCII. */
struct walk {
    struct bytes packet;
    size_t at;
};

static int
next(struct walk *walk)
{
    return walk->at < walk->packet.size ? walk->packet.data[walk->at++] : -1;
}

/* To the end of a tag, quotes minded. 1 for an element closed in itself, -1 at the end. */
static int
end_tag(struct walk *walk)
{
    int quote = 0, last = 0, c;
    while ((c = next(walk)) >= 0) {
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return last == '/';
        last = c;
    }
    return -1;
}

/* To the end of a processing instruction, which may hold any quotes. */
static int
end_instruction(struct walk *walk)
{
    int last = 0, c;
    while ((c = next(walk)) >= 0 && !(c == '>' && last == '?'))
        last = c;
    return c;
}

bool
xmp_is_sound(struct bytes packet)
{
    struct walk walk = {packet, 0};
    int depth = 0, elements = 0, c;
    while ((c = next(&walk)) >= 0) {
        if (c != '<')
            continue;
        c = next(&walk);
        if (c == '!') /* no comments either: no program writes them */
            return false;
        int end = c == '?' ? end_instruction(&walk) : end_tag(&walk);
        if (end < 0)
            return false;
        if (c == '/')
            depth--;
        else if (c != '?' && end == 0)
            depth++;
        if (depth < 0 || depth > MOST_DEPTH || ++elements > MOST_ELEMENTS)
            return false;
    }
    return elements > 0 && depth == 0;
}
