/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/view.h"

#include "store/packs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEPTH_LIMIT 64

MarbreEntry *
marbre_entry_new(const char *name, size_t size, MarbreEntryKind kind)
{
    MarbreEntry *entry = g_new0(MarbreEntry, 1);

    entry->name = g_strndup(name, size);
    entry->kind = kind;
    return entry;
}

GPtrArray *
marbre_entries_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_entry_free);
}

MarbreEntryKind
marbre_entry_kind_of(unsigned mode)
{
    switch (mode) {
    case MARBRE_MODE_FOLDER:
        return MARBRE_ENTRY_FOLDER;
    case MARBRE_MODE_FILE:
        return MARBRE_ENTRY_FILE;
    case MARBRE_MODE_EXEC:
        return MARBRE_ENTRY_EXEC;
    case MARBRE_MODE_LINK:
        return MARBRE_ENTRY_LINK;
    case MARBRE_MODE_SUBMODULE:
        return MARBRE_ENTRY_SUBMODULE;
    default:
        return MARBRE_ENTRY_OTHER;
    }
}

unsigned
marbre_entry_mode_of(MarbreEntryKind kind)
{
    switch (kind) {
    case MARBRE_ENTRY_FOLDER:
        return MARBRE_MODE_FOLDER;
    case MARBRE_ENTRY_FILE:
        return MARBRE_MODE_FILE;
    case MARBRE_ENTRY_EXEC:
        return MARBRE_MODE_EXEC;
    case MARBRE_ENTRY_LINK:
        return MARBRE_MODE_LINK;
    case MARBRE_ENTRY_SUBMODULE:
        return MARBRE_MODE_SUBMODULE;
    case MARBRE_ENTRY_OTHER:
        return 0;
    }
    return 0;
}

void *
marbre_path_missing(const char *path, GError **error)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, _("%s: there is no such file"), path);
    return NULL;
}

void *
marbre_path_refused(const char *path, const char *why, GError **error)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s", path, why);
    return NULL;
}

static void
object_free(void *object)
{
    git_odb_object_free(object);
}

GBytes *
marbre_blob_read(MarbreStore *store, const git_oid *id, size_t limit, GError **error)
{
    size_t size = 0;
    git_object_t type;
    GBytes *packed =
        store->packs == NULL ? NULL : marbre_packs_read(store->packs, id, limit, &type);

    if (packed != NULL && type == GIT_OBJECT_BLOB)
        return packed;
    g_clear_pointer(&packed, g_bytes_unref);
    /* The size alone is cheap, so that no huge object is unpacked to be refused. */
    if (git_odb_read_header(&size, &type, store->odb, id) == 0 && size > limit) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("is larger than the %zu bytes that are read; make it smaller"), limit);
        return NULL;
    }
    git_odb_object *object = marbre_object_read(store, id, GIT_OBJECT_BLOB, error);
    if (object == NULL)
        return NULL;
    return g_bytes_new_with_free_func(git_odb_object_data(object), git_odb_object_size(object),
                                      object_free, object);
}

GBytes *
marbre_blob_read_first(
    MarbreStore *store, const git_oid *id, size_t first, size_t limit, GError **error)
{
    git_object_t type;
    GBytes *packed = store->packs == NULL
                         ? NULL
                         : marbre_packs_read_first(store->packs, id, first, limit, &type);

    if (packed != NULL && type == GIT_OBJECT_BLOB)
        return packed;
    g_clear_pointer(&packed, g_bytes_unref);
    return marbre_blob_read(store, id, limit, error);
}

int
marbre_entry_compare(const void *one, const void *other)
{
    const MarbreEntry *a = *(const MarbreEntry *const *)one;
    const MarbreEntry *b = *(const MarbreEntry *const *)other;

    return marbre_tree_compare(a->name, strlen(a->name), a->kind == MARBRE_ENTRY_FOLDER, b->name,
                               strlen(b->name), b->kind == MARBRE_ENTRY_FOLDER);
}

static bool
folder_raw(MarbreView *view, const char *folder, unsigned depth, GByteArray *raw, GError **error)
{
    g_autoptr(GPtrArray) entries = view->class->list(view, folder, error);

    if (entries == NULL)
        return false;
    if (depth > DEPTH_LIMIT) {
        marbre_path_refused(folder, _("folders are nested too deeply; move this one up"), error);
        return false;
    }
    g_ptr_array_sort(entries, marbre_entry_compare);
    for (guint i = 0; i < entries->len; i++) {
        MarbreEntry *entry = g_ptr_array_index(entries, i);
        unsigned mode = marbre_entry_mode_of(entry->kind);
        git_oid id;
        if (entry->kind == MARBRE_ENTRY_FOLDER) {
            g_autofree char *path = *folder != '\0' ? g_strconcat(folder, "/", entry->name, NULL)
                                                    : g_strdup(entry->name);
            g_autoptr(GByteArray) below = g_byte_array_new();
            if (!folder_raw(view, path, depth + 1, below, error))
                return false;
            if (below->len == 0)
                continue; /* git knows no empty folders */
            if (git_odb_hash(&id, below->data, below->len, GIT_OBJECT_TREE) < 0)
                return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", path);
        } else if (*entry->oid == '\0' && mode != 0 && (mode & 0170000u) == 0100000u) {
            marbre_path_refused(
                entry->name,
                _("is too large or cannot be read; make it smaller, or let it be read (chmod u+r)"),
                error);
            return false;
        } else if (mode == 0 || *entry->oid == '\0') {
            continue;
        } else if (!marbre_oid_parse(entry->oid, &id, error)) {
            return false;
        }
        marbre_tree_append(raw, entry->name, mode, &id);
    }
    return true;
}

bool
marbre_view_folder_id(MarbreView *view, const char *folder, git_oid *ret_id, GError **error)
{
    g_autoptr(GByteArray) raw = g_byte_array_new();
    git_oid id;

    if (!folder_raw(view, folder, 0, raw, error))
        return false;
    if (raw->len == 0 && *folder != '\0') {
        marbre_path_missing(folder, error);
        return false;
    }
    if (git_odb_hash(&id, raw->len > 0 ? (const void *)raw->data : "", raw->len, GIT_OBJECT_TREE) <
        0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", folder);
    *ret_id = id;
    return true;
}
