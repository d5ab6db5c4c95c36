/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/judge.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Two histories that become one. The policy is the branch's own; an article's folder that equals
   one side's is that side's, and any other is an edit by whoever merged. */
typedef struct {
    MarbrePassage passage; /* against the first parent */
    MarbreSnapshot *base;  /* where the two parted */
    MarbreSnapshot *other; /* the second parent's */
    GHashTable *folders;   /* that differ from the first parent's, to whether the merger did it */
    GPtrArray *paths;      /* of char *: that are an edit by the merger */
    GPtrArray *policy;     /* of char * */
} Merge;

static bool
add_id(void *user, MarbreCommit *commit)
{
    g_ptr_array_add(user, g_strdup(commit->id));
    return true;
}

static bool judge_merge(MarbreJudge *judge, MarbreLaw *law, MarbreCommit *commit, GError **error);

/* The commits that the merge brings, oldest first, judged by the law of the branch. */
static bool
judge_side(MarbreJudge *judge, MarbreLaw *law, const MarbreCommit *commit, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    if (!marbre_store_walk_range(judge->store, commit->parents[1], commit->parents[0], false,
                                 add_id, ids, error))
        return false;
    g_hash_table_remove_all(judge->past); /* what is known is the branch's own line */
    for (guint i = ids->len; i > 0; i--) {
        g_autoptr(MarbreCommit) side = marbre_commit_read(judge->store, ids->pdata[i - 1], error);
        if (side == NULL)
            return false;
        if (side->parents[0] == NULL) {
            MarbrePassage passage = {.judge = judge, .law = law, .commit = side};
            marbre_passage_violate(&passage, NULL, "marbre/not-canonical",
                                   g_strdup(_("a history of its own was merged in")), NULL);
            continue;
        }
        bool judged = side->parents[1] == NULL ? marbre_judge_commit(judge, law, side, error)
                                               : judge_merge(judge, law, side, error);
        if (!judged)
            return false;
        g_hash_table_remove_all(judge->past);
    }
    return true;
}

static bool
add_path(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Merge *merge = user;
    const MarbreSettings *settings = marbre_policy_get_settings(merge->passage.law->policy);
    if (marbre_judge_is_rule(path))
        g_ptr_array_add(merge->policy, g_strdup(path));
    else if (!marbre_settings_is_before(settings, path))
        g_ptr_array_add(merge->paths, g_strdup(path));
    return true;
}

static char *
folder_id(MarbreSnapshot *snapshot, const char *folder)
{
    char id[41];
    return snapshot != NULL && marbre_snapshot_folder_id(snapshot, folder, id, NULL) ? g_strdup(id)
                                                                                     : g_strdup("");
}

static char *
record_id(MarbreSnapshot *snapshot, const char *folder)
{
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    char id[41];
    return snapshot != NULL && marbre_snapshot_file_id(snapshot, path, id, NULL) ? g_strdup(id)
                                                                                 : g_strdup("");
}

/* Whether a folder is just what the other side made of it, and the branch itself did nothing to it
   since they parted. */
static bool
is_of_other_side(const Merge *merge, const char *folder)
{
    g_autofree char *here = folder_id(marbre_newsroom_get_snapshot(merge->passage.after), folder);
    g_autofree char *there = folder_id(merge->other, folder);
    g_autofree char *ours = folder_id(marbre_newsroom_get_snapshot(merge->passage.before), folder);
    g_autofree char *then = folder_id(merge->base, folder);
    return strcmp(here, there) == 0 && strcmp(ours, then) == 0;
}

/* Words of both sides under a record that is the branch's, or that of the other side where the
   branch did not touch it: an edit by the merger. Any other record takes moves back. */
static void
need_a_record(const Merge *merge, const char *folder)
{
    g_autofree char *here = record_id(marbre_newsroom_get_snapshot(merge->passage.after), folder);
    g_autofree char *there = record_id(merge->other, folder);
    g_autofree char *ours = record_id(marbre_newsroom_get_snapshot(merge->passage.before), folder);
    g_autofree char *then = record_id(merge->base, folder);
    if (strcmp(here, ours) == 0 || (strcmp(here, there) == 0 && strcmp(ours, then) == 0))
        return;
    marbre_passage_violate(
        &merge->passage, folder, "marbre/bad-state",
        g_strdup(_("the merge takes back what the branch had done with this article")),
        g_strdup(_("the branch's own state.yaml; the other side's move is made again after it")));
}

/* Whether the merger made a folder what it is. */
static bool
is_edited(const Merge *merge, const char *folder)
{
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(merge->folders, folder, NULL, &known))
        return GPOINTER_TO_INT(known) != 0;
    bool edited = !is_of_other_side(merge, folder);
    g_hash_table_insert(merge->folders, g_strdup(folder), GINT_TO_POINTER(edited));
    if (edited)
        need_a_record(merge, folder);
    return edited;
}

/* Whether a path is just what the other side has there. */
static bool
is_theirs(const Merge *merge, const char *path)
{
    g_autoptr(MarbreEntry) here =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(merge->passage.after), path, NULL);
    g_autoptr(MarbreEntry) there = marbre_snapshot_entry(merge->other, path, NULL);
    return here != NULL && there != NULL && here->kind == there->kind &&
           strcmp(here->oid, there->oid) == 0;
}

/* What the merger alone put there is as much a commit's as any other. */
static bool
judge_own_paths(const Merge *merge, GError **error)
{
    g_autoptr(GPtrArray) own = g_ptr_array_new();
    for (guint i = 0; i < merge->paths->len; i++)
        if (!is_theirs(merge, merge->paths->pdata[i]))
            g_ptr_array_add(own, merge->paths->pdata[i]);
    return marbre_judge_kinds(&merge->passage, own, error);
}

static bool
judge_result(Merge *merge, GError **error)
{
    const MarbrePassage *passage = &merge->passage;
    g_autoptr(GPtrArray) edits = g_ptr_array_new();
    const char *articles = marbre_policy_get_settings(passage->law->policy)->articles;
    size_t size = strlen(articles);
    if (!marbre_snapshot_diff(marbre_newsroom_get_snapshot(passage->before),
                              marbre_newsroom_get_snapshot(passage->after), NULL, add_path, merge,
                              error))
        return false;
    for (guint i = 0; i < merge->policy->len; i++)
        marbre_passage_violate(
            passage, NULL, "marbre/policy-mixed",
            g_strdup_printf(_("the merge changes %s"), (char *)merge->policy->pdata[i]),
            g_strdup(_("the rules of the branch stay as they are in a merge; a change of them is a "
                       "commit of its own on the branch")));
    if (!judge_own_paths(merge, error))
        return false;
    for (guint i = 0; i < merge->paths->len; i++) {
        const char *path = merge->paths->pdata[i];
        g_autofree char *folder = g_path_get_dirname(path);
        if (strncmp(path, articles, size) == 0 && path[size] == '/' &&
            !marbre_judge_leaves_out(passage->judge, folder) && is_edited(merge, folder))
            g_ptr_array_add(edits, (gpointer)path);
    }
    return marbre_judge_paths(passage, edits, error);
}

/* The merge itself, what it brings apart. */
static bool
judge_merge(MarbreJudge *judge, MarbreLaw *law, MarbreCommit *commit, GError **error)
{
    g_autoptr(MarbreSnapshot) before =
        marbre_snapshot_commit(judge->store, commit->parents[0], error);
    g_autoptr(MarbreSnapshot) after =
        before == NULL ? NULL : marbre_snapshot_commit(judge->store, commit->id, error);
    g_autoptr(MarbreSnapshot) other =
        after == NULL ? NULL : marbre_snapshot_commit(judge->store, commit->parents[1], error);
    if (other == NULL)
        return false;
    g_autoptr(GError) reason = NULL;
    g_autofree char *base_id =
        marbre_store_merge_base(judge->store, commit->parents[0], commit->parents[1], &reason);
    g_autoptr(MarbreSnapshot) base =
        base_id == NULL ? NULL : marbre_snapshot_commit(judge->store, base_id, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    g_autoptr(MarbreNewsroom) then =
        marbre_newsroom_new_with_policy(judge->store, before, law->policy);
    g_autoptr(MarbreNewsroom) now =
        marbre_newsroom_new_with_policy(judge->store, after, law->policy);
    g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) policy = g_ptr_array_new_with_free_func(g_free);
    Merge merge = {.passage = {.judge = judge,
                               .law = law,
                               .commit = commit,
                               .before = then,
                               .after = now,
                               .merges = true},
                   .base = base,
                   .other = other,
                   .folders = folders,
                   .paths = paths,
                   .policy = policy};
    judge->verdict->commits++;
    marbre_judge_person(&merge.passage);
    if (commit->parents[2] != NULL)
        marbre_passage_violate(&merge.passage, NULL, "marbre/not-canonical",
                               g_strdup(_("a merge of more than two histories")),
                               g_strdup(_("one merge after the other")));
    if (base == NULL)
        marbre_passage_violate(&merge.passage, NULL, "marbre/not-canonical",
                               g_strdup(_("a history of its own was merged in")), NULL);
    return judge_result(&merge, error);
}

bool
marbre_judge_merge(MarbreJudge *judge, MarbreLaw *law, MarbreCommit *commit, GError **error)
{
    bool judged = judge_side(judge, law, commit, error) && judge_merge(judge, law, commit, error);
    g_hash_table_remove_all(judge->past); /* what the sides did belongs to it too */
    return judged;
}
