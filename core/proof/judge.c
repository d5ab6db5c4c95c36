/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/judge.h"

#include "base/error.h"
#include "store/trace.h"

#include <string.h>

#define PASTS_ONE_BY_ONE 8

void
marbre_passage_violate(
    const MarbrePassage *passage, const char *folder, const char *rule, char *message, char *right)
{
    MarbreViolation *violation = g_new0(MarbreViolation, 1);
    violation->commit = g_strdup(passage->commit->id);
    violation->folder = g_strdup(folder);
    violation->rule = g_strdup(rule);
    violation->actor =
        g_strdup(passage->author != NULL ? passage->author->id : passage->commit->author->email);
    violation->old = passage->law != NULL && !passage->judge->newer &&
                     marbre_settings_exception(marbre_policy_get_settings(passage->law->policy),
                                               violation->commit, rule) == NULL;
    violation->message = message;
    violation->right = right;
    g_ptr_array_add(passage->judge->verdict->violations, violation);
}

/* --- an article's past --------------------------------------------------------------------------
 */

/* Many articles that are older than what is judged: to read all of history once costs less than to
   read it for each. A proof reads what it is to hold and no more. */
static void
read_ahead(MarbreJudge *judge)
{
    if (judge->only == NULL && ++judge->asked == PASTS_ONE_BY_ONE)
        (void)marbre_store_read_line(judge->store, judge->verdict->to, NULL); /* or one by one */
}

GPtrArray *
marbre_judge_past(const MarbrePassage *passage, const char *folder, GError **error)
{
    GHashTable *known = passage->judge->past;
    GPtrArray *versions = g_hash_table_lookup(known, folder);
    if (versions != NULL)
        return versions;
    const char *parent = marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(passage->before));
    read_ahead(passage->judge);
    versions = marbre_versions_of(passage->before, folder, parent, error);
    if (versions != NULL)
        g_hash_table_insert(known, g_strdup(folder), versions);
    return versions;
}

void
marbre_judge_record(const MarbrePassage *passage, const char *folder, bool begins)
{
    GHashTable *known = passage->judge->past;
    char content[41];
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(passage->after);
    GPtrArray *versions = g_hash_table_lookup(known, folder);
    /* Somebody had a folder there that was no article. */
    begins = begins && versions == NULL &&
             !marbre_snapshot_folder_id(marbre_newsroom_get_snapshot(passage->before), folder,
                                        content, NULL);
    if (begins) {
        versions = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_version_free);
        g_hash_table_insert(known, g_strdup(folder), versions);
    }
    if (versions == NULL)
        return; /* nobody has asked yet; history tells whoever will */
    if (marbre_snapshot_folder_id(snapshot, folder, content, NULL))
        g_ptr_array_insert(versions, 0, marbre_version_new(passage->commit, folder, content));
    else
        g_hash_table_remove(known, folder);
}

void
marbre_judge_rename(MarbreJudge *judge, const char *from, const char *to)
{
    gpointer name = NULL, versions = NULL;
    if (g_hash_table_steal_extended(judge->past, from, &name, &versions)) {
        g_free(name);
        g_hash_table_insert(judge->past, g_strdup(to), versions);
    }
}

void
marbre_judge_forget(MarbreJudge *judge, const char *folder)
{
    g_hash_table_remove(judge->past, folder);
}

/* --- ids -----------------------------------------------------------------------------------------
 */

typedef struct {
    GHashTable *ids;
    MarbreSnapshot *snapshot;
} Gathering;

static bool
gather(void *user, const char *folder, const char *oid)
{
    Gathering *gathering = user;
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GBytes) bytes =
        marbre_snapshot_read(gathering->snapshot, path, MARBRE_STATE_LIMIT, NULL);
    g_autoptr(GPtrArray) problems = g_ptr_array_new();
    g_autofree char *id = bytes == NULL ? NULL : marbre_state_id(bytes);
    if (id != NULL)
        (void)g_hash_table_add(gathering->ids, g_steal_pointer(&id)); /* or once more */
    return true;
}

bool
marbre_judge_is_taken(const MarbrePassage *passage, const char *id, bool *ret_taken, GError **error)
{
    MarbreJudge *judge = passage->judge;
    *ret_taken = false;
    if (judge->only != NULL)
        return true; /* the other articles are not at hand */
    if (judge->ids == NULL) {
        g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autoptr(MarbreSnapshot) own = marbre_snapshot_commit(judge->store, judge->own, error);
        if (own == NULL)
            return false;
        g_autoptr(MarbreNewsroom) line =
            marbre_newsroom_new_with_policy(judge->store, own, passage->law->policy);
        Gathering gathering = {ids, own};
        if (!marbre_newsroom_each(line, gather, &gathering, error))
            return false;
        judge->ids = g_steal_pointer(&ids);
    }
    *ret_taken = g_hash_table_contains(judge->ids, id);
    return true;
}

void
marbre_judge_take(MarbreJudge *judge, const char *id)
{
    if (judge->ids != NULL)
        (void)g_hash_table_add(judge->ids, g_strdup(id)); /* or once more */
}

bool
marbre_judge_leaves_out(const MarbreJudge *judge, const char *folder)
{
    GHashTableIter iterator;
    gpointer own = NULL;
    if (judge->only == NULL || g_hash_table_contains(judge->only, folder))
        return false;
    g_hash_table_iter_init(&iterator, judge->only);
    while (g_hash_table_iter_next(&iterator, &own, NULL)) {
        size_t size = strlen(own);
        if (strncmp(folder, own, size) == 0 && folder[size] == '/')
            return false; /* inside it, where nothing may be */
    }
    return true;
}
