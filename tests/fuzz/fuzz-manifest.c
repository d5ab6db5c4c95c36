/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/manifest.h"

#include "base/path.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Whatever the bytes: no list, or one with safe paths alone that reads back as the same. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreManifest) list = marbre_manifest_parse((const char *)data, size, &error);
    if (list == NULL) {
        g_assert_nonnull(error);
        return 0;
    }
    g_autoptr(GPtrArray) paths = marbre_manifest_paths(list);
    for (guint i = 0; i < paths->len; i++)
        g_assert_true(marbre_path_is_safe(paths->pdata[i]));
    g_autoptr(GBytes) written = marbre_manifest_write(list);
    gsize length = 0;
    const char *text = g_bytes_get_data(written, &length);
    g_autoptr(MarbreManifest) again = marbre_manifest_parse(text, length, NULL);
    g_assert_nonnull(again);
    g_autoptr(GBytes) twice = marbre_manifest_write(again);
    g_assert_true(g_bytes_equal(written, twice));
    return 0;
}
