/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>

/** Memory that is given out in small pieces and freed as a whole. */
typedef struct MarbreArena MarbreArena;

MarbreArena *marbre_arena_new(void);
void marbre_arena_free(MarbreArena *arena);

/** Zeroed memory for any type; (transfer none), lives as long as the arena. */
void *marbre_arena_take(MarbreArena *arena, size_t size);
/** A NUL-terminated copy; (transfer none). */
char *marbre_arena_copy(MarbreArena *arena, const char *text, size_t size);
