/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/judge.h"

#include "base/error.h"
#include "base/path.h"
#include "newsroom/signed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

bool
marbre_judge_is_rule(const char *path)
{
    return marbre_policy_is_file(path) || strcmp(path, MARBRE_ATTRIBUTES_PATH) == 0;
}

/* Some computers would read it in the place of a rule: they don't tell letters from capitals. */
static bool
looks_like_rule(const char *path)
{
    g_autofree char *folded = g_utf8_casefold(path, -1);
    return marbre_judge_is_rule(folded) && !marbre_judge_is_rule(path);
}

/* --- which paths -------------------------------------------------------------------------------
 */

typedef struct {
    const MarbrePassage *passage;
    GPtrArray *policy; /* of char * */
    GPtrArray *others; /* of char * */
} Paths;

static bool
add_path(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Paths *paths = user;
    const MarbreSettings *settings = marbre_policy_get_settings(paths->passage->law->policy);
    if (marbre_judge_is_rule(path))
        g_ptr_array_add(paths->policy, g_strdup(path));
    else if (!marbre_settings_is_before(settings, path))
        g_ptr_array_add(paths->others, g_strdup(path));
    return true;
}

/* Files are files: what else git can keep would lead readers elsewhere. */
bool
marbre_judge_kinds(const MarbrePassage *passage, const GPtrArray *paths, GError **error)
{
    MarbreSnapshot *after = marbre_newsroom_get_snapshot(passage->after);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        g_autoptr(GError) reason = NULL;
        g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(after, path, &reason);
        if (entry == NULL && reason->code != MARBRE_ERROR_NOT_FOUND) {
            g_propagate_error(error, g_steal_pointer(&reason));
            return false;
        }
        if (entry != NULL &&
            (entry->kind == MARBRE_ENTRY_LINK || entry->kind == MARBRE_ENTRY_SUBMODULE ||
             entry->kind == MARBRE_ENTRY_OTHER))
            marbre_passage_violate(passage, NULL, "marbre/forbidden-path",
                                   g_strdup_printf(_("%s is no plain file"), path),
                                   g_strdup(_("put the file itself there")));
        else if (entry != NULL && looks_like_rule(path))
            marbre_passage_violate(
                passage, NULL, "marbre/forbidden-path",
                g_strdup_printf(_("%s is written like one of the rules, and is none"), path),
                g_strdup(_("another name, or the rule's own in small letters")));
        else if (entry != NULL && !marbre_path_is_safe(path))
            marbre_passage_violate(
                passage, NULL, "marbre/forbidden-path",
                g_strdup_printf(_("%s is a name that not every computer can keep"), path), NULL);
    }
    return true;
}

static bool
judge_files(const MarbrePassage *passage, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GPtrArray) policy = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
    Paths paths = {passage, policy, others};
    if (!marbre_snapshot_diff(marbre_newsroom_get_snapshot(passage->before),
                              marbre_newsroom_get_snapshot(passage->after), NULL, add_path, &paths,
                              &reason)) {
        if (reason->code != MARBRE_ERROR_INVALID) {
            g_propagate_error(error, g_steal_pointer(&reason));
            return false;
        }
        marbre_passage_violate(passage, NULL, "marbre/not-canonical", g_strdup(reason->message),
                               g_strdup(_("folders as git writes them")));
        return true;
    }
    if (policy->len > 0 && others->len > 0)
        marbre_passage_violate(passage, NULL, "marbre/policy-mixed",
                               g_strdup_printf(_("%s is changed together with %s"),
                                               (char *)policy->pdata[0], (char *)others->pdata[0]),
                               g_strdup(_("a change of the rules stands alone in its commit")));
    return marbre_judge_kinds(passage, policy, error) &&
           marbre_judge_kinds(passage, others, error) &&
           (policy->len == 0 || marbre_judge_policy(passage, error)) &&
           marbre_judge_paths(passage, others, error);
}

/* --- who ---------------------------------------------------------------------------------------
 */

void
marbre_judge_person(MarbrePassage *passage)
{
    const MarbreCommit *commit = passage->commit;
    passage->author = marbre_policy_person(passage->law->policy, commit->author->email);
    passage->judge->verdict->pgp += marbre_signed_by_pgp(commit);
    if (commit->not_canonical != NULL)
        marbre_passage_violate(
            passage, NULL, "marbre/not-canonical",
            g_strdup_printf(_("this commit reads differently to different programs: %s"),
                            commit->not_canonical),
            g_strdup(_("a commit as git itself writes it")));
    if (passage->author == NULL)
        marbre_passage_violate(
            passage, NULL, "marbre/unknown-person",
            g_strdup_printf(_("nobody in people.yaml had the address %s"), commit->author->email),
            g_strdup_printf(_("somebody with the role admin first adds, in a commit of its own: "
                              "- {id: ID, name: \"%s\", emails: [%s], roles: [ROLE]}"),
                            commit->author->name, commit->author->email));
    const char *actor = marbre_commit_trailer(commit, "Marbre-Actor");
    if (actor != NULL && passage->author != NULL && strcmp(actor, passage->author->id) != 0)
        marbre_passage_violate(
            passage, NULL, "marbre/unknown-person",
            g_strdup_printf(_("the commit says that %s acted, and its author is %s"), actor,
                            passage->author->id),
            NULL);
}

/* --- one commit --------------------------------------------------------------------------------
 */

bool
marbre_judge_commit(MarbreJudge *judge, MarbreLaw *law, MarbreCommit *commit, GError **error)
{
    g_autoptr(MarbreSnapshot) before =
        marbre_snapshot_commit(judge->store, commit->parents[0], error);
    g_autoptr(MarbreSnapshot) after =
        before == NULL ? NULL : marbre_snapshot_commit(judge->store, commit->id, error);
    if (after == NULL)
        return false;
    g_autoptr(MarbreNewsroom) then =
        marbre_newsroom_new_with_policy(judge->store, before, law->policy);
    g_autoptr(MarbreNewsroom) now =
        marbre_newsroom_new_with_policy(judge->store, after, law->policy);
    MarbrePassage passage = {
        .judge = judge, .law = law, .commit = commit, .before = then, .after = now};
    judge->verdict->commits++;
    marbre_judge_person(&passage);
    return judge_files(&passage, error);
}
