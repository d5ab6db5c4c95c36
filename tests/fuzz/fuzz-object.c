/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/object.h"

#include <stddef.h>
#include <stdint.h>

/* A file that is said to be a plugin, before anything loads it. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(MarbreElf) elf = marbre_elf_read(bytes, &error);
    g_assert_true((elf != NULL) == (error == NULL));
    g_assert_true(elf == NULL || (elf->exported != NULL && elf->imported != NULL));
    return 0;
}
