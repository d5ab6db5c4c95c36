/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/manifest.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEAD "marbre-export 1\n"
/* Bytes of "sha256:" and its digits. */
#define DIGEST 71

struct MarbreManifest {
    GHashTable *paths; /* to GPtrArray of digests */
};

MarbreManifest *
marbre_manifest_new(void)
{
    MarbreManifest *manifest = g_new0(MarbreManifest, 1);
    manifest->paths =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return manifest;
}

void
marbre_manifest_free(MarbreManifest *manifest)
{
    if (manifest == NULL)
        return;
    g_hash_table_unref(manifest->paths);
    g_free(manifest);
}

bool
marbre_manifest_has(const MarbreManifest *manifest, const char *path, const char *digest)
{
    GPtrArray *digests = g_hash_table_lookup(manifest->paths, path);
    return digests != NULL && g_ptr_array_find_with_equal_func(digests, digest, g_str_equal, NULL);
}

void
marbre_manifest_add(MarbreManifest *manifest, const char *path, const char *digest)
{
    GPtrArray *digests = g_hash_table_lookup(manifest->paths, path);
    if (digests == NULL) {
        digests = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(manifest->paths, g_strdup(path), digests);
    }
    if (!g_ptr_array_find_with_equal_func(digests, digest, g_str_equal, NULL))
        g_ptr_array_add(digests, g_strdup(digest));
}

static bool
take_line(MarbreManifest *manifest, const char *line, size_t size)
{
    if (size <= DIGEST + 1 || line[DIGEST] != ' ' || memchr(line, '\0', size) != NULL)
        return false;
    g_autofree char *digest = g_strndup(line, DIGEST);
    g_autofree char *path = g_strndup(line + DIGEST + 1, size - DIGEST - 1);
    if (!marbre_digest_check(digest) || !marbre_path_is_safe(path))
        return false;
    marbre_manifest_add(manifest, path, digest);
    return true;
}

MarbreManifest *
marbre_manifest_parse(const char *data, size_t size, GError **error)
{
    g_autoptr(MarbreManifest) manifest = marbre_manifest_new();
    size_t head = strlen(HEAD);
    bool good = size >= head && memcmp(data, HEAD, head) == 0;
    for (const char *at = data + head, *end = data + size; good && at < end;) {
        const char *after = memchr(at, '\n', (size_t)(end - at));
        good = after != NULL && take_line(manifest, at, (size_t)(after - at));
        at = after == NULL ? end : after + 1;
    }
    if (good)
        return g_steal_pointer(&manifest);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s is no list that an export wrote; bring it back, or remove it together with "
                  "what was exported"),
                MARBRE_MANIFEST_NAME);
    return NULL;
}

static int
compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
marbre_manifest_paths(const MarbreManifest *manifest)
{
    GPtrArray *paths = g_ptr_array_new();
    GHashTableIter iter;
    gpointer path = NULL;
    g_hash_table_iter_init(&iter, manifest->paths);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        g_ptr_array_add(paths, path);
    g_ptr_array_sort(paths, compare);
    return paths;
}

GBytes *
marbre_manifest_write(const MarbreManifest *manifest)
{
    g_autoptr(GPtrArray) paths = marbre_manifest_paths(manifest);
    GString *text = g_string_new(HEAD);
    for (guint i = 0; i < paths->len; i++) {
        GPtrArray *digests = g_hash_table_lookup(manifest->paths, paths->pdata[i]);
        for (guint j = 0; j < digests->len; j++)
            g_string_append_printf(text, "%s %s\n", (char *)digests->pdata[j],
                                   (char *)paths->pdata[i]);
    }
    return g_string_free_to_bytes(text);
}
