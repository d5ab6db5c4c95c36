/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#define FIRST_BLOCK 4096
/* Larger ones cost the allocator more to take back than they spare. */
#define LARGEST_BLOCK (32 * 1024)
#define ALIGNMENT 16

typedef struct Block {
    struct Block *next;
    size_t padding; /* keeps the bytes behind it aligned */
} Block;

struct MarbreArena {
    Block *blocks;
    char *free;
    size_t left;
    size_t next_size;
};

G_STATIC_ASSERT(sizeof(Block) % ALIGNMENT == 0);

MarbreArena *
marbre_arena_new(void)
{
    MarbreArena *arena = g_new0(MarbreArena, 1);

    arena->next_size = FIRST_BLOCK;
    return arena;
}

void
marbre_arena_free(MarbreArena *arena)
{
    if (arena == NULL)
        return;
    while (arena->blocks != NULL) {
        Block *next = arena->blocks->next;

        g_free(arena->blocks); /* the list is what is being taken apart */
        arena->blocks = next;
    }
    g_free(arena);
}

static void
add_block(MarbreArena *arena, size_t least)
{
    size_t size = MAX(least, arena->next_size);
    Block *block = g_malloc0(sizeof(Block) + size);

    block->next = arena->blocks;
    arena->blocks = block;
    arena->free = (char *)(block + 1);
    arena->left = size;
    arena->next_size = MIN(arena->next_size * 2, LARGEST_BLOCK);
}

void *
marbre_arena_take(MarbreArena *arena, size_t size)
{
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    void *taken;

    if (rounded > arena->left)
        add_block(arena, rounded);
    taken = arena->free;
    arena->free += rounded;
    arena->left -= rounded;
    return taken;
}

char *
marbre_arena_copy(MarbreArena *arena, const char *text, size_t size)
{
    char *copy = marbre_arena_take(arena, size + 1);

    memcpy(copy, text, size);
    return copy;
}
