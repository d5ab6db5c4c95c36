/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/index.h"
#include "store/view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The files as they are staged, as of one moment. */
typedef struct {
    MarbreView view;
    MarbreIndex *index;
} IndexView;

static void
index_free(MarbreView *view)
{
    IndexView *self = (IndexView *)view;

    marbre_index_free(self->index);
    g_free(self);
}

static MarbreEntry *
index_entry_of(const MarbreIndexEntry *entry, const char *name)
{
    MarbreEntryKind kind =
        entry->stage == 0 ? marbre_entry_kind_of(entry->stamp.mode) : MARBRE_ENTRY_OTHER;
    MarbreEntry *ours = marbre_entry_new(name, strlen(name), kind);

    if (entry->stage == 0)
        marbre_oid_format(&entry->id, ours->oid);
    return ours;
}

/* First entry behind all that begin with `folder/`; '0' follows '/' in ASCII. */
static size_t
behind(const MarbreIndex *index, const char *folder, size_t size)
{
    g_autofree char *next = g_strdup_printf("%.*s0", (int)size, folder);

    return marbre_index_bound(index, next, size + 1);
}

static bool
is_below(const MarbreIndexEntry *entry, const char *prefix, size_t size)
{
    return strncmp(entry->path, prefix, size) == 0;
}

/* One name below `prefix`, moves `at` behind it; NULL for what is not staged. */
static MarbreEntry *
name_take(IndexView *self, size_t *at, size_t prefix, const MarbreIndexEntry *entry)
{
    const char *name = entry->path + prefix;
    const char *slash = strchr(name, '/');

    if (slash != NULL) {
        *at = behind(self->index, entry->path, (size_t)(slash - entry->path));
        return marbre_entry_new(name, (size_t)(slash - name), MARBRE_ENTRY_FOLDER);
    }
    MarbreEntry *ours = entry->intent_to_add ? NULL : index_entry_of(entry, name);
    for (++*at; *at < marbre_index_count(self->index); ++*at) {
        MarbreIndexEntry next; /* an unmerged path has up to three */
        marbre_index_at(self->index, *at, &next);
        if (strcmp(next.path, entry->path) != 0)
            break;
    }
    return ours;
}

static GPtrArray *
index_list(MarbreView *view, const char *folder, GError **error)
{
    IndexView *self = (IndexView *)view;
    g_autofree char *prefix = *folder != '\0' ? g_strconcat(folder, "/", NULL) : g_strdup("");
    size_t size = strlen(prefix);
    size_t at = marbre_index_bound(self->index, prefix, size);
    g_autoptr(GPtrArray) entries = marbre_entries_new();
    MarbreIndexEntry entry;

    while (at < marbre_index_count(self->index)) {
        marbre_index_at(self->index, at, &entry);
        if (!is_below(&entry, prefix, size))
            break;
        MarbreEntry *ours = name_take(self, &at, size, &entry);
        if (ours != NULL)
            g_ptr_array_add(entries, ours);
    }
    if (entries->len == 0 && size > 0)
        return marbre_path_missing(folder, error);
    return g_steal_pointer(&entries);
}

static MarbreEntry *
index_entry(MarbreView *view, const char *path, GError **error)
{
    IndexView *self = (IndexView *)view;
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    size_t size = strlen(path);
    size_t at = marbre_index_bound(self->index, path, size);
    MarbreIndexEntry entry;

    if (at < marbre_index_count(self->index)) {
        marbre_index_at(self->index, at, &entry);
        if (strcmp(entry.path, path) == 0 && !entry.intent_to_add)
            return index_entry_of(&entry, name);
    }
    g_autofree char *folder = g_strconcat(path, "/", NULL);
    at = marbre_index_bound(self->index, folder, size + 1);
    if (at < marbre_index_count(self->index)) {
        marbre_index_at(self->index, at, &entry);
        if (is_below(&entry, folder, size + 1))
            return marbre_entry_new(name, strlen(name), MARBRE_ENTRY_FOLDER);
    }
    return marbre_path_missing(path, error);
}

static GBytes *
index_read(MarbreView *view, const char *path, size_t limit, GError **error)
{
    g_autoptr(MarbreEntry) entry = index_entry(view, path, error);
    git_oid id;

    if (entry == NULL)
        return NULL;
    if (entry->kind != MARBRE_ENTRY_FILE && entry->kind != MARBRE_ENTRY_EXEC)
        return marbre_path_refused(path, _("is no plain file; put the file itself there"), error);
    if (!marbre_oid_parse(entry->oid, &id, error))
        return NULL;
    return marbre_blob_read(view->store, &id, limit, error);
}

static const MarbreViewClass index_class = {
    .free = index_free,
    .read = index_read,
    .list = index_list,
    .entry = index_entry,
    .folder_id = marbre_view_folder_id,
};

MarbreView *
marbre_view_index_new(MarbreStore *store, GError **error)
{
    g_autoptr(GError) why = NULL;
    MarbreIndex *index = marbre_index_read(store->gitdir, &why);

    if (index == NULL && g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        index = marbre_index_new();
    if (index == NULL) {
        g_propagate_error(error, g_steal_pointer(&why));
        return NULL;
    }
    IndexView *self = g_new0(IndexView, 1);
    self->view.class = &index_class;
    self->view.store = store;
    self->index = index;
    return &self->view;
}
