/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/comparison.h"

#include "base/error.h"
#include "base/problem.h"
#include "site/course.h"
#include "site/provenance.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_comparison_clear(MarbreComparison *of)
{
    g_clear_pointer(&of->lists, marbre_lists_free);
    g_clear_pointer(&of->changes, marbre_changeset_free);
    g_clear_pointer(&of->policy_then, marbre_newsroom_unref);
}
MarbreComparison
marbre_comparison_new(MarbreNewsroom *newsroom, GPtrArray *entries, GPtrArray *former)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    return (MarbreComparison){.newsroom = newsroom,
                              .entries = entries,
                              .former = former,
                              .changes = marbre_changeset_new(),
                              .lists = marbre_lists_new((const char *const *)settings->publish)};
}

bool
marbre_comparison_is_same(MarbreNewsroom *one, MarbreNewsroom *other, const char *path)
{
    g_autoptr(MarbreEntry) now =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(one), path, NULL);
    g_autoptr(MarbreEntry) then =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(other), path, NULL);
    return now != NULL && then != NULL && strcmp(now->oid, then->oid) == 0;
}

bool
marbre_comparison_take_rules(MarbreComparison *of, MarbreNewsroom *then)
{
    if (marbre_comparison_is_same(of->newsroom, then, MARBRE_PEOPLE_PATH) &&
        marbre_comparison_is_same(of->newsroom, then, MARBRE_WORKFLOWS_FOLDER))
        return false;
    of->policy_then = marbre_newsroom_new_with_policy(marbre_newsroom_get_store(of->newsroom),
                                                      marbre_newsroom_get_snapshot(of->newsroom),
                                                      marbre_newsroom_get_policy(then));
    return true;
}

/* Under other people and another workflow, a page may say of the same record something else. */
static bool
says_the_same(MarbreComparison *of, MarbreEntryPage *entry)
{
    if (of->policy_then == NULL)
        return true;
    g_autoptr(GBytes) now = marbre_provenance_write(of->newsroom, entry, NULL);
    g_autoptr(GBytes) then = marbre_provenance_write(of->policy_then, entry, NULL);
    return now != NULL && then != NULL && g_bytes_equal(now, then);
}

/* Its record and its place are what they were. */
static bool
is_same_page(MarbreComparison *of, MarbreEntryPage *entry, const MarbreEntryPage *former)
{
    return strcmp(entry->folder, former->folder) == 0 &&
           strcmp(entry->record, former->record) == 0 && says_the_same(of, entry);
}

static bool
remove_page(MarbreComparison *of, const MarbreEntryPage *entry, GError **error)
{
    g_autofree char *folder = g_strndup(entry->path, strlen(entry->path) - 1);
    return marbre_changeset_remove_folder(of->changes, folder, error);
}

/* Entries of one array that are not in the other, by the paths of their pages. */
static GHashTable *
only_in(const GPtrArray *these, const GPtrArray *those)
{
    g_autoptr(GHashTable) shared = g_hash_table_new(NULL, NULL);
    GHashTable *only = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < those->len; i++)
        (void)g_hash_table_add(shared, those->pdata[i]); /* each is there once */
    for (guint i = 0; i < these->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(these, i);
        if (!g_hash_table_contains(shared, entry))
            g_hash_table_insert(only, entry->path, entry);
    }
    return only;
}

/* A page that is written takes the place of all that stood there. */
static bool
mark(MarbreComparison *of, MarbreEntryPage *entry, bool stood, GError **error)
{
    entry->render = true;
    marbre_lists_touch(of->lists, entry, true);
    return !stood || remove_page(of, entry, error);
}

/* Pages that are new or different are to be written, and so are the lists that hold them. */
static bool
compare_pages(MarbreComparison *of, GHashTable *gone, GError **error)
{
    g_autoptr(GHashTable) fresh = only_in(of->entries, of->former);
    for (guint i = 0; i < of->entries->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(of->entries, i);
        bool is_fresh = g_hash_table_size(fresh) > 0 && g_hash_table_contains(fresh, entry->path);
        const MarbreEntryPage *former = is_fresh ? g_hash_table_lookup(gone, entry->path) : entry;
        if (former != NULL && is_same_page(of, entry, former))
            (void)g_hash_table_remove(gone, entry->path); /* of those that are shared, none is */
        else if (!mark(of, entry, former != NULL, error))
            return false;
    }
    return true;
}

bool
marbre_comparison_mark(MarbreComparison *of, GError **error)
{
    g_autoptr(GHashTable) gone = only_in(of->former, of->entries);
    if (!compare_pages(of, gone, error))
        return false;
    GHashTableIter iter;
    gpointer former = NULL;
    g_hash_table_iter_init(&iter, gone);
    while (g_hash_table_iter_next(&iter, NULL, &former)) {
        marbre_lists_touch(of->lists, former, false);
        if (!remove_page(of, former, error))
            return false;
    }
    return true;
}

/* Whether a page had gone because its time online was over: it may have another one. */
static bool
had_ended(const MarbreComparison *of, const MarbreEntryPage *former)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(of->newsroom);
    g_autoptr(GBytes) bytes =
        marbre_snapshot_read_id(snapshot, former->record, MARBRE_STATE_LIMIT, NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state =
        bytes == NULL ? NULL : marbre_state_parse("state.yaml", bytes, problems);
    return state != NULL && state->retracted != NULL &&
           g_strcmp0(state->retracted->kind, MARBRE_KIND_ENDED) == 0;
}

bool
marbre_comparison_check_tombstones(const MarbreComparison *of, GError **error)
{
    g_autoptr(GHashTable) gone = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < of->former->len; i++) {
        const MarbreEntryPage *former = g_ptr_array_index(of->former, i);
        if (former->retracted && !had_ended(of, former))
            (void)g_hash_table_add(gone, former->path); /* each is there once */
    }
    for (guint i = 0; g_hash_table_size(gone) > 0 && i < of->entries->len; i++) {
        const MarbreEntryPage *entry = g_ptr_array_index(of->entries, i);
        if (entry->retracted || !g_hash_table_contains(gone, entry->path))
            continue;
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s was retracted, and its state.yaml says no more of it; nothing brings "
                      "that page back. Bring the record back: git log -p %s/state.yaml shows "
                      "what took it out, and git revert undoes it"),
                    entry->folder, entry->folder);
        return false;
    }
    return true;
}

bool
marbre_comparison_check_course(const MarbreComparison *of, const char *branch, GError **error)
{
    MarbreStore *store = marbre_newsroom_get_store(of->newsroom);
    g_autofree char *rendered = marbre_site_rendered(store, branch, NULL);
    g_autofree char *other = rendered == NULL ? NULL : marbre_course_other(store, branch, rendered);
    const char *lost = other == NULL ? NULL : marbre_course_lost(of->entries, of->former);
    if (lost == NULL)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("the site shows the newsroom of the branch %s, and this is %s, where nothing is "
                  "known of %s: its page would go from the readers. To publish from there: git "
                  "switch %s; to go on from here, take over what it has: git merge %s"),
                other, marbre_store_get_branch(store), lost, other, other);
    return false;
}

bool
marbre_comparison_mark_all(MarbreComparison *of,
                           MarbreWrite *write,
                           const char *branch,
                           GError **error)
{
    for (guint i = 0; i < of->entries->len; i++)
        (void)mark(of, of->entries->pdata[i], false, NULL); /* fails where something stood */
    g_autoptr(MarbreSnapshot) snapshot = marbre_write_branch_snapshot(write, branch, error);
    g_autoptr(GPtrArray) there =
        snapshot == NULL ? NULL : marbre_snapshot_list(snapshot, "", error);
    for (guint i = 0; there != NULL && i < there->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(there, i);
        if (!(entry->kind == MARBRE_ENTRY_FOLDER
                  ? marbre_changeset_remove_folder(of->changes, entry->name, error)
                  : marbre_changeset_remove(of->changes, entry->name, error)))
            return false;
    }
    return there != NULL;
}

bool
marbre_comparison_remove_lost(MarbreComparison *of, GError **error)
{
    for (const char *const *lang = marbre_lists_lost(of->lists); *lang != NULL; lang++)
        if (!marbre_changeset_remove_folder(of->changes, *lang, error))
            return false;
    return true;
}
