/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** What a shared library's file says of itself. */
typedef struct {
    char **exported; /**< symbols that it gives to others */
    char **imported; /**< symbols that it takes from others */
    char **needed;   /**< libraries */
    char *runpath;   /**< (nullable) */
    bool exec_stack;
    bool text_relocations;
} MarbreElf;

/**
 * Read a library of this machine's kind. The bytes may be hostile.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_INVALID
 */
MarbreElf *marbre_elf_read(GBytes *bytes, GError **error);
void marbre_elf_free(MarbreElf *elf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreElf, marbre_elf_free)
