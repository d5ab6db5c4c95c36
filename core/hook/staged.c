/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/staged.h"

#include "base/error.h"
#include "base/problem.h"
#include "hook/push.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    MarbreNewsroom *before; /* under the rules in force */
    MarbreNewsroom *after;  /* the tree, under the same */
    GPtrArray *refusals;
    GHashTable *folders; /* those looked at */
    char *policy;        /* (nullable) one of the rules' files that changes */
    char *other;         /* (nullable) another file that does */
    GError *error;
    bool merge;
} Staged;

static void
refuse(Staged *staged,
       const char *folder,
       const MarbreArticle *article,
       const char *rule,
       char *message,
       char *right)
{
    MarbreRefusal *refusal = g_new0(MarbreRefusal, 1);
    refusal->ref = g_strdup(folder);
    refusal->title = article != NULL ? g_strdup(marbre_article_get_title(article)) : NULL;
    refusal->rule = g_strdup(rule);
    refusal->message = message;
    refusal->right = right;
    g_ptr_array_add(staged->refusals, refusal);
}

/* --- one article -------------------------------------------------------------------------------
 */

/* NULL without an error where there is no article. */
static MarbreArticle *
read_article(Staged *staged, MarbreNewsroom *newsroom, const char *folder)
{
    g_autoptr(GError) reason = NULL;
    MarbreArticle *article = marbre_newsroom_read_article(newsroom, folder, &reason);
    if (article == NULL && reason->code != MARBRE_ERROR_NOT_FOUND && staged->error == NULL)
        staged->error = g_steal_pointer(&reason);
    return article;
}

/* Whether it has left its first stage: what is still being begun may be in any shape. */
static bool
is_under_way(MarbreNewsroom *newsroom, const MarbreArticle *article)
{
    const MarbreState *state = article == NULL ? NULL : marbre_article_get_state(article);
    const MarbreWorkflow *workflow =
        state == NULL
            ? NULL
            : marbre_policy_workflow(marbre_newsroom_get_policy(newsroom), state->workflow);
    return workflow != NULL && strcmp(marbre_workflow_first(workflow)->id, state->stage) != 0;
}

static const char *
record_of(const MarbreArticle *article)
{
    const MarbreFile *file =
        article == NULL ? NULL : marbre_article_get_file(article, "state.yaml");
    return file == NULL ? "" : file->oid;
}

static void
need_readable(Staged *staged, const char *folder, MarbreArticle *before, MarbreArticle *after)
{
    const GPtrArray *problems = marbre_article_problems(after);
    if (!is_under_way(staged->before, before))
        return;
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        refuse(staged, folder, after, problem->rule != NULL ? problem->rule : "marbre/bad-yaml",
               g_strdup_printf(_("%s, line %u: %s"), problem->path, (unsigned)problem->line,
                               problem->message),
               NULL);
    }
}

static void
need_record(Staged *staged, const char *folder, MarbreArticle *before, MarbreArticle *after)
{
    if (!staged->merge && strcmp(record_of(before), record_of(after)) != 0)
        refuse(staged, folder, after, "marbre/bad-state",
               g_strdup(_("an article's state.yaml is written by Marbre alone")),
               g_strdup_printf("git checkout HEAD -- %s/state.yaml", folder));
}

static void
need_correction(Staged *staged, const char *folder, MarbreArticle *before, MarbreArticle *after)
{
    g_autoptr(MarbreFinding) now = marbre_record_silent_edit(staged->after, after);
    g_autoptr(MarbreFinding) then =
        before == NULL ? NULL : marbre_record_silent_edit(staged->before, before);
    if (now != NULL && then == NULL)
        refuse(staged, folder, after, now->rule, g_strdup(now->message),
               g_strdup_printf("marbre correct %s --kind KIND --note NOTE",
                               marbre_article_get_slug(after)));
}

typedef struct {
    Staged *staged;
    const char *id;
    char *found;
} Search;

static bool
look_for_id(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Search *search = user;
    if (kind != MARBRE_DIFF_ADDED || !g_str_has_suffix(path, "/state.yaml"))
        return true;
    g_autoptr(GBytes) bytes = marbre_snapshot_read(
        marbre_newsroom_get_snapshot(search->staged->after), path, MARBRE_STATE_LIMIT, NULL);
    g_autofree char *id = bytes == NULL ? NULL : marbre_state_id(bytes);
    if (g_strcmp0(id, search->id) == 0)
        search->found = g_path_get_dirname(path);
    return search->found == NULL;
}

/* The other folder that the article stands in now; NULL for none. (transfer full) */
static char *
find_elsewhere(Staged *staged, const char *id)
{
    Search search = {staged, id, NULL};
    (void)marbre_snapshot_diff(marbre_newsroom_get_snapshot(staged->before),
                               marbre_newsroom_get_snapshot(staged->after), NULL, look_for_id,
                               &search, NULL); /* ends early where it is found */
    return search.found;
}

/* A folder that takes another name keeps its article, and its address where readers have it; only
   one that goes for good is removed. */
static void
need_place(Staged *staged, const char *folder, MarbreArticle *before)
{
    const MarbreState *state = marbre_article_get_state(before);
    if (!is_under_way(staged->before, before) || strcmp(state->stage, MARBRE_STAGE_SPIKED) == 0)
        return;
    bool published = state->publication != NULL;
    const char *slug = marbre_article_get_slug(before);
    g_autofree char *to = find_elsewhere(staged, state->id);
    if (to != NULL && published)
        refuse(staged, folder, before, "marbre/silent-edit",
               g_strdup(_("what readers have seen would be moved, and its address with it")),
               g_strdup_printf("git mv %s %s", to, folder));
    else if (to == NULL)
        refuse(staged, folder, before, published ? "marbre/silent-edit" : "marbre/forbidden-path",
               g_strdup(published ? _("what readers have seen would be removed")
                                  : _("an article past its first stage would be removed")),
               g_strdup_printf(published ? "marbre retract %s --note NOTE -m WHY"
                                         : "marbre spike %s -m WHY",
                               slug));
}

static void
judge_folder(Staged *staged, const char *folder)
{
    g_autoptr(MarbreArticle) before = read_article(staged, staged->before, folder);
    g_autoptr(MarbreArticle) after = read_article(staged, staged->after, folder);
    if (after == NULL && before != NULL)
        need_place(staged, folder, before);
    if (after == NULL || staged->error != NULL)
        return;
    need_readable(staged, folder, before, after);
    if (before != NULL)
        need_record(staged, folder, before, after);
    need_correction(staged, folder, before, after);
}

/* --- all of it ---------------------------------------------------------------------------------
 */

static bool
add_path(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Staged *staged = user;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(staged->before));
    bool policy = marbre_policy_is_file(path) || strcmp(path, ".gitattributes") == 0;
    size_t size = strlen(settings->articles);
    if (policy && staged->policy == NULL)
        staged->policy = g_strdup(path);
    if (policy || marbre_settings_is_before(settings, path))
        return true;
    if (staged->other == NULL)
        staged->other = g_strdup(path);
    g_autofree char *folder = g_path_get_dirname(path);
    if (strncmp(path, settings->articles, size) == 0 && path[size] == '/' &&
        !g_hash_table_contains(staged->folders, folder)) {
        judge_folder(staged, folder);
        (void)g_hash_table_add(staged->folders, g_steal_pointer(&folder)); /* once */
    }
    return staged->error == NULL;
}

static void
need_rules_apart(Staged *staged)
{
    if (!staged->merge && staged->policy != NULL && staged->other != NULL)
        refuse(staged, staged->policy, NULL, "marbre/policy-mixed",
               g_strdup_printf(_("%s is changed together with %s"), staged->policy, staged->other),
               g_strdup(_("a change of the rules stands alone in its commit")));
}

/* Rules that nobody can read would stop all work. */
static void
need_sound_rules(Staged *staged)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    if (staged->policy == NULL)
        return;
    g_autoptr(MarbrePolicy) policy =
        marbre_policy_load(marbre_newsroom_get_snapshot(staged->after), problems);
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        refuse(staged, problem->path, NULL, "marbre/policy-broken",
               g_strdup_printf(_("%s, line %u: %s"), problem->path, (unsigned)problem->line,
                               problem->message),
               NULL);
    }
}

/* The newsroom that the commit stands on. NULL where there is none, or none that can be read: then
   nothing is known that the commit would break, and it may be the one that mends it. */
static MarbreNewsroom *
newsroom_before(MarbreStore *store)
{
    g_autofree char *head = marbre_store_resolve(store, "HEAD", NULL);
    g_autoptr(MarbreSnapshot) then =
        head == NULL ? NULL : marbre_snapshot_commit(store, head, NULL);
    return then == NULL ? NULL : marbre_newsroom_new(store, then, NULL);
}

GPtrArray *
marbre_staged_judge(MarbreStore *store, const char *tree, bool merge, GError **error)
{
    g_autoptr(GPtrArray) refusals =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_refusal_free);
    g_autoptr(MarbreNewsroom) before = newsroom_before(store);
    if (before == NULL)
        return g_steal_pointer(&refusals);
    MarbreSnapshot *then = marbre_newsroom_get_snapshot(before);
    g_autoptr(MarbreSnapshot) now = marbre_snapshot_of_tree(store, tree, error);
    if (now == NULL)
        return NULL;
    g_autoptr(MarbreNewsroom) after =
        marbre_newsroom_new_with_policy(store, now, marbre_newsroom_get_policy(before));
    g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Staged staged = {
        .before = before, .after = after, .refusals = refusals, .folders = folders, .merge = merge};
    bool read = marbre_snapshot_diff(then, now, NULL, add_path, &staged, error);
    if (read && staged.error == NULL) {
        need_rules_apart(&staged);
        need_sound_rules(&staged);
    }
    g_free(staged.policy);
    g_free(staged.other);
    if (staged.error == NULL)
        return read ? g_steal_pointer(&refusals) : NULL;
    g_clear_error(error);
    g_propagate_error(error, staged.error);
    return NULL;
}
