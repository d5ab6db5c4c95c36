/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: a pack as git has written it, and its index. */
#pragma once

#include <git2/oid.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct MarbrePackFile MarbrePackFile;

/** @return (transfer full) NULL for what can't be read, or is of another form than git's usual one
 */
MarbrePackFile *marbre_pack_file_open(const char *index);
void marbre_pack_file_free(MarbrePackFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePackFile, marbre_pack_file_free)

/** Where an object begins in it. @return false where it is not there */
bool marbre_pack_file_find(const MarbrePackFile *file, const git_oid *id, uint64_t *ret_offset);

/** Up to `size` bytes from an offset on, none of the sum at its end. @return how many, 0: none */
size_t
marbre_pack_file_read(const MarbrePackFile *file, uint64_t offset, uint8_t *out, size_t size);
