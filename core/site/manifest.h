/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** Name of the list in the folder that an export writes into. Generators pass over such names. */
#define MARBRE_MANIFEST_NAME ".marbre-export"

/** What exports have written into a folder: paths, each with the digests of what may be there. */
typedef struct MarbreManifest MarbreManifest;

MarbreManifest *marbre_manifest_new(void);
void marbre_manifest_free(MarbreManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreManifest, marbre_manifest_free)

/**
 * Read a list: a line that names the form, then `sha256:… PATH` a line.
 *
 * @return (transfer full) or NULL with MARBRE_ERROR_REFUSED: it is none that an export wrote
 */
MarbreManifest *marbre_manifest_parse(const char *data, size_t size, GError **error);
/** The bytes, which read back as the same list. (transfer full) */
GBytes *marbre_manifest_write(const MarbreManifest *manifest);

/** Note that a file may have this digest, beside those noted before. */
void marbre_manifest_add(MarbreManifest *manifest, const char *path, const char *digest);
/** Whether an export may have written just this. */
bool marbre_manifest_has(const MarbreManifest *manifest, const char *path, const char *digest);
/** Every path, sorted. (transfer container) of const char * */
GPtrArray *marbre_manifest_paths(const MarbreManifest *manifest);
