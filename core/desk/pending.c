/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/pending.h"

#include "base/error.h"
#include "base/problem.h"
#include "newsroom/find.h"
#include "plugin/outcome.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FILE_LIMIT (UINT64_C(64) << 20)

void
marbre_pending_free(MarbrePending *pending)
{
    if (pending == NULL)
        return;
    marbre_article_unref(pending->article);
    marbre_newsroom_unref(pending->files);
    g_ptr_array_unref(pending->changed);
    g_ptr_array_unref(pending->removed);
    g_free(pending->title);
    g_free(pending);
}

bool
marbre_pending_is_clean(const MarbrePending *pending)
{
    return pending->changed->len == 0 && pending->removed->len == 0;
}

bool
marbre_pending_is_unsaved(const MarbrePending *pending, const char *path)
{
    return g_ptr_array_find_with_equal_func(pending->changed, path, g_str_equal, NULL) ||
           g_ptr_array_find_with_equal_func(pending->removed, path, g_str_equal, NULL);
}

/* Names and ids of the tip's files in the folder; empty where it has no such folder. */
static GPtrArray *
list_tip(MarbreNewsroom *tip, const char *folder, GError **error)
{
    g_autoptr(GError) reason = NULL;
    GPtrArray *entries = marbre_snapshot_list(marbre_newsroom_get_snapshot(tip), folder, &reason);
    if (entries == NULL && reason->code == MARBRE_ERROR_NOT_FOUND)
        return g_ptr_array_new();
    if (entries == NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return entries;
}

static const MarbreEntry *
find_entry(const GPtrArray *entries, const char *name)
{
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (strcmp(entry->name, name) == 0)
            return entry;
    }
    return NULL;
}

/* Note a file that is gone. One that the article leaves out, as it does what editors' programs put
   beside a text, may lie there all the same. */
static bool
note_gone(MarbrePending *pending, const char *path, GError **error)
{
    bool there;
    if (!marbre_snapshot_has(marbre_newsroom_get_snapshot(pending->files), path, &there, error))
        return false;
    if (!there)
        g_ptr_array_add(pending->removed, g_strdup(path));
    return true;
}

static bool
compare(MarbrePending *pending, const GPtrArray *tip, GError **error)
{
    const char *folder = marbre_article_get_folder(pending->article);
    const GPtrArray *files = marbre_article_get_files(pending->article);
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        const MarbreEntry *entry = find_entry(tip, file->name);
        if (file->regular && (entry == NULL || strcmp(entry->oid, file->oid) != 0))
            g_ptr_array_add(pending->changed, g_strdup_printf("%s/%s", folder, file->name));
    }
    for (guint i = 0; i < tip->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(tip, i);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
        if (entry->kind == MARBRE_ENTRY_FILE &&
            marbre_article_get_file(pending->article, entry->name) == NULL &&
            !note_gone(pending, path, error))
            return false;
    }
    return true;
}

static bool
is_state(const GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++)
        if (g_str_has_suffix(paths->pdata[i], "/state.yaml"))
            return true;
    return false;
}

/* A record that the tip has elsewhere: of a copy, or of an article that was moved and is not
   committed there. What readers have seen keeps its folder. */
static void
tell_moved(const MarbrePending *pending, MarbreNewsroom *tip, GError **error)
{
    const char *folder = marbre_article_get_folder(pending->article);
    const MarbreState *state = marbre_article_get_state(pending->article);
    g_autofree char *old = state == NULL ? NULL : marbre_newsroom_find(tip, NULL, state->id, NULL);
    bool there = true;
    if (old == NULL ||
        !marbre_snapshot_has(marbre_newsroom_get_snapshot(pending->files), old, &there, NULL) ||
        there)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s was copied or moved together with its state.yaml, which Marbre alone "
                      "writes. Of a copy, remove that file; move an article with: git mv"),
                    folder);
    else if (state->publication != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("readers have seen the article that lies in %s now, and its address comes "
                      "of its folder: move it back with: git mv %s %s"),
                    folder, folder, old);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s was moved here from %s, and no commit says so yet; say it with: git add "
                      "%s && git commit -m Moved %s %s"),
                    folder, old, folder, old, folder);
}

MarbrePending *
marbre_pending_read(const MarbreSession *session,
                    MarbreNewsroom *tip,
                    const char *folder,
                    GError **error)
{
    g_autoptr(MarbrePending) pending = g_new0(MarbrePending, 1);
    pending->changed = g_ptr_array_new_with_free_func(g_free);
    pending->removed = g_ptr_array_new_with_free_func(g_free);
    pending->files = marbre_session_as_it_lies(session, tip, error);
    if (pending->files == NULL)
        return NULL;
    pending->article = marbre_newsroom_read_article(pending->files, folder, error);
    g_autoptr(GPtrArray) entries = pending->article == NULL ? NULL : list_tip(tip, folder, error);
    if (entries == NULL)
        return NULL;
    pending->title = g_strdup(marbre_article_get_title(pending->article));
    pending->committed = entries->len > 0;
    if (pending->files != tip && !compare(pending, entries, error))
        return NULL;
    if (is_state(pending->changed) && find_entry(entries, "state.yaml") == NULL) {
        tell_moved(pending, tip, error);
        return NULL;
    }
    if (is_state(pending->changed) || is_state(pending->removed)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s/state.yaml was changed by hand; Marbre alone writes it. Bring it back "
                      "with: git checkout -- %s/state.yaml"),
                    folder, folder);
        return NULL;
    }
    return g_steal_pointer(&pending);
}

bool
marbre_pending_check(const MarbrePending *pending, GError **error)
{
    if (!marbre_pending_is_clean(pending) &&
        marbre_store_is_merging(marbre_newsroom_get_store(pending->files))) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("git is in the middle of a merge here, and nobody can tell your words in "
                      "“%s” from those of the others. Finish it with: git commit, or take it back "
                      "with: git merge --abort (git status says how, where it is no merge)"),
                    pending->title);
        return false;
    }
    const GPtrArray *problems = marbre_article_problems(pending->article);
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        if (g_strcmp0(problem->rule, "marbre/forbidden-path") != 0)
            continue;
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s", problem->path,
                    problem->message);
        return false;
    }
    return true;
}

/* The bytes that were judged, whatever somebody has written since. Texts are at hand; a medium
   that is another by now is no more what was judged. */
static GBytes *
judged_bytes(const MarbrePending *pending, const char *path, GError **error)
{
    const MarbreFile *file = marbre_article_get_file(pending->article, strrchr(path, '/') + 1);
    if (file->bytes != NULL)
        return g_bytes_ref(file->bytes);
    g_autoptr(GBytes) bytes =
        marbre_snapshot_read(marbre_newsroom_get_snapshot(pending->files), path, FILE_LIMIT, error);
    g_autofree char *oid = bytes == NULL ? NULL : marbre_read_file_id(bytes);
    if (bytes == NULL || strcmp(oid, file->oid) == 0)
        return g_steal_pointer(&bytes);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                _("%s was changed at this very moment; try again"), path);
    return NULL;
}

MarbreChangeset *
marbre_pending_changeset(const MarbrePending *pending, GError **error)
{
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    for (guint i = 0; i < pending->changed->len; i++) {
        const char *path = g_ptr_array_index(pending->changed, i);
        g_autoptr(GBytes) bytes = judged_bytes(pending, path, error);
        if (bytes == NULL || !marbre_changeset_put(changes, path, bytes, error))
            return NULL;
    }
    for (guint i = 0; i < pending->removed->len; i++)
        if (!marbre_changeset_remove(changes, g_ptr_array_index(pending->removed, i), error))
            return NULL;
    return g_steal_pointer(&changes);
}
