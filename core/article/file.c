/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/file.h"

#include <string.h>

MarbreFile *
marbre_file_new(const char *name, const char *oid, uint64_t size, GBytes *bytes)
{
    MarbreFile *file = g_atomic_rc_box_new0(MarbreFile);
    file->name = g_strdup(name);
    file->oid = g_strdup(oid ? oid : "");
    file->size = size;
    file->bytes = bytes ? g_bytes_ref(bytes) : NULL;
    file->regular = true;
    return file;
}

MarbreFile *
marbre_file_ref(MarbreFile *file)
{
    return g_atomic_rc_box_acquire(file);
}

static void
clear(void *data)
{
    MarbreFile *file = data;
    g_free(file->name);
    g_free(file->oid);
    g_clear_pointer(&file->bytes, g_bytes_unref);
}

void
marbre_file_unref(MarbreFile *file)
{
    if (file)
        g_atomic_rc_box_release_full(file, clear);
}

GPtrArray *
marbre_files_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_file_unref);
}

static int
compare(const void *a, const void *b)
{
    const MarbreFile *const *first = a;
    const MarbreFile *const *second = b;
    return strcmp((*first)->name, (*second)->name);
}

GPtrArray *
marbre_files_sorted(const GPtrArray *files)
{
    GPtrArray *sorted = marbre_files_new();
    for (guint i = 0; i < files->len; i++)
        g_ptr_array_add(sorted, marbre_file_ref(g_ptr_array_index(files, i)));
    g_ptr_array_sort(sorted, compare);
    return sorted;
}

const MarbreFile *
marbre_files_find(const GPtrArray *sorted, const char *name)
{
    guint low = 0;
    guint high = sorted->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const MarbreFile *file = g_ptr_array_index(sorted, middle);
        int order = strcmp(name, file->name);
        if (order == 0)
            return file;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
