/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/asked.h"

#include "base/error.h"
#include "newsroom/approved.h"
#include "newsroom/errand.h"

#include <string.h>

#define READ_LIMIT (UINT64_C(8) << 20)
#define MEDIA_LIMIT (UINT64_C(64) << 20)

static GBytes *
read_newsroom(void *user, const char *path, GError **error)
{
    const MarbreAsked *asked = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(asked->newsroom), path, READ_LIMIT,
                                error);
}

GPtrArray *
marbre_asked_list(MarbreNewsroom *newsroom, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(newsroom), folder, error);
    if (entries == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_ptr_array_add(names, entry->kind == MARBRE_ENTRY_FOLDER
                                   ? g_strdup_printf("%s/", entry->name)
                                   : g_strdup(entry->name));
    }
    return names;
}

static GPtrArray *
list_newsroom(void *user, const char *folder, GError **error)
{
    const MarbreAsked *asked = user;
    return marbre_asked_list(asked->newsroom, folder, error);
}

static GBytes *
read_medium(void *user, const char *path, const char *oid, GError **error)
{
    const MarbreAsked *asked = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(asked->newsroom);
    if (oid != NULL && *oid != '\0' && marbre_snapshot_is_fixed(snapshot))
        return marbre_snapshot_read_id(snapshot, oid, MEDIA_LIMIT, error);
    return marbre_snapshot_read(snapshot, path, MEDIA_LIMIT, error);
}

/* Only where an id says what is read: a file in the worktree may change between two readings. */
static GBytes *
read_small_medium(void *user, const char *path, const char *oid, size_t limit)
{
    const MarbreAsked *asked = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(asked->newsroom);
    (void)path;
    if (oid == NULL || *oid == '\0' || !marbre_snapshot_is_fixed(snapshot))
        return NULL;
    return marbre_snapshot_read_id(snapshot, oid, limit, NULL);
}

/* The folder is that of the work which is being done, for its own check asks. */
static GBytes *
read_approved(void *user, const char *folder, const char *lang, GError **error)
{
    const MarbreAsked *asked = user;
    const MarbreWork *work = marbre_pool_get_current(asked->settings->pool);
    const MarbreSitting *sitting = work == NULL ? NULL : marbre_errand_sitting(work);
    if (asked->settings->approved != NULL)
        return g_bytes_ref(asked->settings->approved);
    if (sitting != NULL && sitting->approved != NULL &&
        strcmp(folder, marbre_article_get_folder(sitting->article)) == 0)
        return marbre_approved_source(asked->newsroom, sitting->article, lang, sitting->approved,
                                      error);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", folder);
    return NULL;
}

MarbreSurroundings
marbre_asked_surroundings(MarbreAsked *asked)
{
    return (MarbreSurroundings){.read = read_newsroom,
                                .list = list_newsroom,
                                .media = read_medium,
                                .small_medium = read_small_medium,
                                .approved = read_approved,
                                .user = asked};
}
