/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/approved.h"

#include "article/state.h"
#include "base/date.h"
#include "base/text.h"
#include "cli/difference.h"
#include "cli/key.h"
#include "newsroom/content.h"
#include "newsroom/versions.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

void
marbre_last_approval_free(MarbreLastApproval *last)
{
    if (last == NULL)
        return;
    marbre_article_unref(last->article);
    g_free(last->stage);
    g_free(last);
}

static MarbreLastApproval *
last_new(MarbreArticle *article, const char *stage, MarbreInstant at)
{
    if (article == NULL)
        return NULL;
    MarbreLastApproval *last = g_new0(MarbreLastApproval, 1);
    last->article = article;
    last->stage = g_strdup(stage);
    last->at = at;
    return last;
}

static const MarbreApproval *
newest_of(const MarbreState *state, const char *person)
{
    const MarbreApproval *newest = NULL;
    for (guint i = 0; state != NULL && i < state->approvals->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(state->approvals, i);
        if (strcmp(approval->by, person) == 0 && approval->content != NULL &&
            (newest == NULL || approval->at.seconds >= newest->at.seconds))
            newest = approval;
    }
    return newest;
}

/* The same of an approval that a correction has since taken off the record. */
static MarbreLastApproval *
find_in_history(MarbreNewsroom *newsroom, const char *folder, const char *person, GError **error)
{
    g_autoptr(GPtrArray) versions = marbre_versions_of(newsroom, folder, NULL, error);
    for (guint i = 0; versions != NULL && i < versions->len; i++) {
        const MarbreVersion *version = g_ptr_array_index(versions, i);
        const MarbreCommit *commit = version->commit;
        if (g_strcmp0(marbre_commit_trailer(commit, "Marbre-Transition"), "approve") == 0 &&
            g_strcmp0(marbre_commit_trailer(commit, "Marbre-Actor"), person) == 0)
            return last_new(marbre_version_read(newsroom, version, error),
                            marbre_commit_trailer(commit, "Marbre-Stage"), commit->author->at);
    }
    return NULL;
}

MarbreLastApproval *
marbre_last_approval_find(MarbreNewsroom *newsroom,
                          const MarbreArticle *article,
                          const char *person,
                          GError **error)
{
    const MarbreApproval *approval = newest_of(marbre_article_get_state(article), person);
    const char *folder = marbre_article_get_folder(article);
    if (approval == NULL)
        return find_in_history(newsroom, folder, person, error);
    return last_new(marbre_content_article(newsroom, folder, approval->content, error),
                    approval->stage, approval->at);
}

const char *
marbre_last_approval_stage(const MarbreCli *cli,
                           MarbreNewsroom *newsroom,
                           const MarbreArticle *article,
                           const MarbreLastApproval *last)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(newsroom);
    const MarbreState *state = marbre_article_get_state(article);
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(policy, state == NULL ? NULL : state->workflow);
    const MarbreStage *stage = workflow == NULL || last->stage == NULL
                                   ? NULL
                                   : marbre_workflow_resolve(workflow, last->stage);
    if (stage != NULL)
        return marbre_stage_title(stage, cli->lang);
    return last->stage == NULL ? "?" : last->stage;
}

/* --- before one approves -----------------------------------------------------------------------
 */

static void
show_since(MarbreCli *cli,
           MarbreNewsroom *newsroom,
           const MarbreArticle *article,
           const MarbreLastApproval *last)
{
    g_autofree char *title = marbre_cli_quoted(marbre_article_get_title(article));
    g_autofree char *bold = marbre_cli_paint(cli, "1", title);
    if (last == NULL) {
        printf(_("%s: you have not approved it before. Its text: %s\n"), bold,
               marbre_article_get_folder(article));
        return;
    }
    g_autoptr(MarbreDifference) difference = marbre_difference_new(last->article, article);
    g_autofree char *at = marbre_date_hour(last->at);
    const char *stage = marbre_last_approval_stage(cli, newsroom, article, last);
    if (difference->passages->len == 0)
        printf(_("%s: no word has changed since you approved %s on %s.\n"), bold, stage, at);
    else
        printf(_("%s: since you approved %s on %s, this has changed:\n"), bold, stage, at);
    marbre_difference_print_prose(cli, difference);
}

static bool
show(MarbreCli *cli, const char *word, GError **error)
{
    g_autoptr(MarbreNewsroom) tip =
        marbre_cli_session(cli, error) ? marbre_cli_tip(cli, error) : NULL;
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, word, error);
    const MarbrePerson *person =
        folder == NULL ? NULL : marbre_session_actor(&cli->session, tip, error);
    g_autoptr(MarbreNewsroom) files =
        person == NULL ? NULL : marbre_session_as_it_lies(&cli->session, tip, error);
    g_autoptr(MarbreArticle) article =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, error);
    g_autoptr(GError) reason = NULL;
    if (article == NULL)
        return false;
    g_autoptr(MarbreLastApproval) last =
        marbre_last_approval_find(tip, article, person->id, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    show_since(cli, files, article, last);
    return true;
}

bool
marbre_approval_confirm(MarbreCli *cli, const char *word, MarbreExit *ret_exit)
{
    g_autoptr(GError) error = NULL;
    if (cli->json || cli->dry_run || !marbre_key_can_ask())
        return true;
    if (!show(cli, word, &error)) {
        *ret_exit = marbre_cli_fail(error);
        return false;
    }
    for (;;) {
        int key = marbre_key_ask(_("Approve it? y yes, n no: "));
        putchar('\n');
        if (marbre_key_is_yes(key))
            return true;
        if (marbre_key_is_no(key) || marbre_key_is_end(key)) {
            printf(_("Nothing was changed.\n"));
            *ret_exit = MARBRE_EXIT_NO;
            return false;
        }
    }
}
