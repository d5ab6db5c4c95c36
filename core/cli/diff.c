/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/date.h"
#include "base/error.h"
#include "cli/answer.h"
#include "cli/approved.h"
#include "cli/commands.h"
#include "cli/difference.h"
#include "newsroom/versions.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* The article at a revision; NULL without an error where it was not there yet. */
static MarbreArticle *
article_at(MarbreCli *cli, MarbreNewsroom *tip, const char *folder, const char *rev, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(cli->store, rev, error);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL
                         : marbre_newsroom_new_with_policy(cli->store, snapshot,
                                                           marbre_newsroom_get_policy(tip));
    if (newsroom == NULL)
        return NULL;
    MarbreArticle *article = marbre_newsroom_read_article(newsroom, folder, &reason);
    if (article == NULL && reason->code != MARBRE_ERROR_NOT_FOUND)
        g_propagate_error(error, g_steal_pointer(&reason));
    return article;
}

/* What is compared, and with what. */
typedef struct {
    MarbreNewsroom *tip;
    MarbreArticle *now;
    MarbreLastApproval *last; /* (nullable) --since-approval */
    MarbreDifference *difference;
} Case;

static void
case_clear(Case *self)
{
    marbre_newsroom_unref(self->tip);
    marbre_article_unref(self->now);
    marbre_last_approval_free(self->last);
    marbre_difference_free(self->difference);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Case, case_clear)

static bool
is_same(const Case *self)
{
    return self->difference->changes->len == 0;
}

/* Where all is saved, the last version that has other words. */
static bool
compare_versions(Case *self, const char *folder, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GPtrArray) versions = marbre_versions_of(self->tip, folder, NULL, &reason);
    for (guint i = 1; versions != NULL && i < versions->len && is_same(self); i++) {
        g_autoptr(MarbreArticle) former =
            marbre_version_read(self->tip, versions->pdata[i], &reason);
        if (former == NULL)
            break;
        marbre_difference_free(self->difference);
        self->difference = marbre_difference_new(former, self->now);
    }
    if (reason == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}

/* Against a revision; without one, what is not saved yet, and where all is, the last change. */
static bool
compare(MarbreCli *cli, Case *self, const char *folder, const char *rev, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreArticle) before = article_at(cli, self->tip, folder, rev, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (before == NULL) {
        g_autoptr(GPtrArray) nothing = marbre_files_new();
        before = marbre_article_new(folder, nothing, marbre_article_get_langs(self->now), NULL);
    }
    self->difference = marbre_difference_new(before, self->now);
    return !is_same(self) || rev != NULL || compare_versions(self, folder, error);
}

/* Against what the person at the keyboard last answered for. */
static bool
compare_approved(MarbreCli *cli, Case *self, GError **error)
{
    g_autoptr(GError) reason = NULL;
    const MarbrePerson *person = marbre_session_actor(&cli->session, self->tip, error);
    if (person == NULL)
        return false;
    self->last = marbre_last_approval_find(self->tip, self->now, person->id, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    self->difference =
        marbre_difference_new(self->last == NULL ? self->now : self->last->article, self->now);
    return true;
}

/* --- told --------------------------------------------------------------------------------------
 */

static void
print_json(const Case *self, bool since_approval)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "article", marbre_article_get_folder(self->now));
    if (since_approval && self->last != NULL) {
        marbre_json_member_object(json, "since");
        marbre_json_member_string(json, "stage", self->last->stage);
        marbre_json_member_instant(json, "at", self->last->at);
        marbre_json_end_object(json);
    } else if (since_approval) {
        marbre_json_member_string(json, "since", NULL);
    }
    marbre_difference_write(json, self->difference);
    marbre_answer_end(json);
}

static void
print_text(const MarbreCli *cli, const Case *self, bool since_approval)
{
    g_autofree char *title = marbre_cli_quoted(marbre_article_get_title(self->now));
    if (since_approval && self->last == NULL) {
        printf(_("%s: you have not approved it yet.\n"), title);
        return;
    }
    if (since_approval) {
        g_autofree char *at = marbre_date_hour(self->last->at);
        printf(_("%s, since you approved %s on %s:\n"), title,
               marbre_last_approval_stage(cli, self->tip, self->now, self->last), at);
    }
    if (is_same(self))
        printf(_("No word has changed.\n"));
    else if (cli->colour || marbre_cli_on_terminal())
        marbre_difference_print_prose(cli, self->difference);
    else
        marbre_difference_print_lines(self->difference);
}

static bool
open_case(MarbreCli *cli, Case *self, const char *word, GError **error)
{
    self->tip = marbre_cli_tip(cli, error);
    g_autofree char *folder =
        self->tip == NULL ? NULL : marbre_cli_article(cli, self->tip, word, error);
    const MarbreSession session = {.store = cli->store};
    g_autoptr(MarbreNewsroom) files =
        folder == NULL ? NULL : marbre_session_as_it_lies(&session, self->tip, error);
    self->now = files == NULL ? NULL : marbre_newsroom_read_article(files, folder, error);
    return self->now != NULL;
}

MarbreExit
marbre_command_diff(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    g_auto(Case) self = {0};
    gboolean approval = FALSE;
    GOptionEntry entries[] = {{"since-approval", 0, 0, G_OPTION_ARG_NONE, &approval,
                               N_("only what changed since you last approved it"), NULL},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE [REV | --since-approval]"), entries, false, &argc, &argv,
                          &status))
        return status;
    if (argc < 2 || argc > 3)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    if (approval && argc == 3)
        return marbre_cli_usage(_("name a version, or use --since-approval: not both"));
    if ((approval && !marbre_cli_session(cli, &error)) || !open_case(cli, &self, argv[1], &error) ||
        !(approval ? compare_approved(cli, &self, &error)
                   : compare(cli, &self, marbre_article_get_folder(self.now),
                             argc == 3 ? argv[2] : NULL, &error)))
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(&self, approval);
    else
        print_text(cli, &self, approval);
    return MARBRE_EXIT_YES;
}
