/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>

/** Memory that is given out in small pieces and freed as a whole. */
typedef struct MarbreYamlArena MarbreYamlArena;

MarbreYamlArena *marbre_yaml_arena_new(void);
void marbre_yaml_arena_free(MarbreYamlArena *arena);

/** Zeroed memory for any type; (transfer none), lives as long as the arena. */
void *marbre_yaml_arena_take(MarbreYamlArena *arena, size_t size);
/** A NUL-terminated copy; (transfer none). */
char *marbre_yaml_arena_copy(MarbreYamlArena *arena, const char *text, size_t size);
