/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/tree_memory.h"

#include "base/arena.h"

#include <string.h>

/* Before each piece, how many bytes it has. */
typedef struct {
    _Alignas(max_align_t) size_t size;
} Head;

/* cmark hands its allocator nothing by which to tell one document from another. */
static _Thread_local MarbreArena *memory;

static void *
take(size_t size)
{
    Head *head = marbre_arena_take(memory, sizeof *head + size);
    head->size = size;
    return head + 1;
}

static void *
take_many(size_t count, size_t size)
{
    return take(count * size); /* of types and lengths that cmark has: far from too large */
}

static void *
take_more(void *piece, size_t size)
{
    size_t before = piece != NULL ? ((Head *)piece - 1)->size : 0;
    if (size <= before)
        return piece;
    void *larger = take(size);
    if (before > 0)
        memcpy(larger, piece, before);
    return larger;
}

static void
keep(void *piece)
{
}

cmark_node *
marbre_tree_memory_begin(const char *text, size_t size)
{
    static cmark_mem pieces = {take_many, take_more, keep};
    g_assert(memory == NULL);
    memory = marbre_arena_new();
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &pieces);
    cmark_parser_feed(parser, text, size);
    return cmark_parser_finish(parser);
}

void
marbre_tree_memory_end(void)
{
    g_clear_pointer(&memory, marbre_arena_free);
}
