/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/outcome.h"

#include "base/order.h"
#include "finding/fix.h"
#include "plugin/outcome_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
compare_files(const void *a, const void *b)
{
    const MarbreFile *left = *(MarbreFile *const *)a;
    const MarbreFile *right = *(MarbreFile *const *)b;
    return strcmp(left->name, right->name);
}

/* The bytes of a file after all edits to it. (transfer full) */
static GBytes *
apply_edits(const MarbreOutcome *outcome,
            const MarbreArticle *article,
            const char *name,
            GError **error)
{
    const MarbreFile *file = marbre_article_get_file(article, name);
    if (file == NULL || file->bytes == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("%s is not there; an action must change only files that are"), name);
        return NULL;
    }
    g_autoptr(GPtrArray) edits = marbre_edits_new();
    for (guint i = 0; i < outcome->changes->len; i++) {
        const MarbreChange *change = g_ptr_array_index(outcome->changes, i);
        if (change->kind != MARBRE_CHANGE_EDIT || !g_str_equal(change->file, name))
            continue;
        size_t size;
        const char *data = g_bytes_get_data(change->bytes, &size);
        g_autofree char *text = g_strndup(data != NULL ? data : "", size);
        marbre_edits_add(edits, change->span, text);
    }
    return marbre_fix_apply(file->bytes, edits, error);
}

/* One changed file. */
static bool
add_file(GPtrArray *files,
         const MarbreOutcome *outcome,
         const MarbreArticle *article,
         const MarbreChange *change,
         GError **error)
{
    g_autoptr(GBytes) bytes = NULL;
    if (change->kind == MARBRE_CHANGE_EDIT) {
        bytes = apply_edits(outcome, article, change->file, error);
        if (bytes == NULL)
            return false;
    } else if (change->kind == MARBRE_CHANGE_WRITE) {
        bytes = g_bytes_ref(change->bytes);
    }
    uint64_t size = bytes != NULL ? g_bytes_get_size(bytes) : 0;
    g_ptr_array_add(files, marbre_file_new(change->file, NULL, size, bytes));
    return true;
}

GPtrArray *
marbre_outcome_files(const MarbreOutcome *outcome, const MarbreArticle *article, GError **error)
{
    if (!marbre_changes_check(outcome->changes, error))
        return NULL;
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < outcome->changes->len; i++) {
        const MarbreChange *change = g_ptr_array_index(outcome->changes, i);
        if (g_hash_table_add(done, change->file) &&
            !add_file(files, outcome, article, change, error))
            return NULL;
    }
    g_ptr_array_sort(files, compare_files);
    return g_steal_pointer(&files);
}

char *
marbre_read_listing_id(const GPtrArray *names)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy((GPtrArray *)names, NULL, NULL);
    g_ptr_array_set_free_func(sorted, NULL);
    g_ptr_array_sort(sorted, marbre_order_texts);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < sorted->len; i++) {
        const char *name = g_ptr_array_index(sorted, i);
        g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name) + 1);
    }
    return g_strdup(g_checksum_get_string(sum));
}

char *
marbre_read_file_id(GBytes *bytes)
{
    if (bytes == NULL)
        return g_strdup("");
    size_t size;
    const guchar *data = g_bytes_get_data(bytes, &size);
    g_autofree char *head = g_strdup_printf("blob %zu", size);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
    g_checksum_update(sum, (const guchar *)head, (gssize)strlen(head) + 1);
    if (size > 0)
        g_checksum_update(sum, data, (gssize)size);
    return g_strdup(g_checksum_get_string(sum));
}
