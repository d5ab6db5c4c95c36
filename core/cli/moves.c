/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/moves.h"

#include "base/json.h"
#include "cli/deeds.h"
#include "cli/obstacles.h"
#include "cli/replies.h"
#include "cli/translations.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define TITLE_LIMIT 60

char *
marbre_moves_title(const char *title)
{
    g_autofree char *cut = g_strdup(title);
    if (g_utf8_strlen(title, -1) > TITLE_LIMIT) {
        g_autofree char *head = g_utf8_substring(title, 0, TITLE_LIMIT);
        char *space = strrchr(head, ' ');
        if (space != NULL && space > head + TITLE_LIMIT / 2)
            *space = '\0';
        g_free(cut);
        cut = g_strconcat(head, "…", NULL);
    }
    return marbre_cli_quoted(cut);
}

char *
marbre_moves_names(const GPtrArray *people)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < people->len; i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ",
                               ((const MarbrePerson *)g_ptr_array_index(people, i))->name);
    return g_string_free(names, FALSE);
}

const char *
marbre_moves_claim_status(MarbreClaimStatus status)
{
    switch (status) {
    case MARBRE_CLAIM_TO_CHECK:
        return _("to check");
    case MARBRE_CLAIM_UNVERIFIED:
        return _("could not be verified");
    case MARBRE_CLAIM_VERIFIED:
        return _("verified");
    case MARBRE_CLAIM_DISPUTED:
        return _("disputed");
    case MARBRE_CLAIM_FALSE:
        return _("false");
    case MARBRE_CLAIM_WITHDRAWN:
        return _("withdrawn");
    }
    return "";
}

static void
print_refused(MarbreCli *cli,
              const MarbreReply *reply,
              const char *title,
              const MarbreMessages *messages)
{
    bool stands = marbre_workflow_resolve(reply->dossier->workflow, reply->from) != NULL;
    printf(stands ? _("%s stays in %s.\n") : _("%s stays as it is: %s.\n"), title,
           marbre_deed_stage(cli, reply, reply->from));
    marbre_obstacles_print(cli, reply->answer->obstacles, messages);
    printf(_("Nothing was changed.\n"));
}

/* Of a trial: the words for readers, given or proposed. */
static void
print_words(MarbreCli *cli, const MarbreReply *reply, const GPtrArray *notes)
{
    const GPtrArray *told = reply->proposed != NULL ? reply->proposed : notes;
    if (!cli->dry_run || told == NULL || told->len == 0)
        return;
    printf(reply->proposed != NULL ? _("A first wording of what readers are told:\n")
                                   : _("Readers would be told:\n"));
    marbre_deed_print_notes(told);
}

static void
print_text(MarbreCli *cli,
           const GPtrArray *replies,
           const MarbreRequest *request,
           const GPtrArray *translations,
           const MarbreMessages *messages)
{
    for (guint i = 0; i < replies->len; i++) {
        const MarbreReply *reply = g_ptr_array_index(replies, i);
        g_autofree char *title =
            marbre_moves_title(marbre_article_get_title(reply->dossier->article));
        if (i > 0)
            putchar('\n');
        if (reply->commit != NULL)
            marbre_deed_print(cli, reply, title);
        else if (marbre_reply_is_allowed(reply) && cli->dry_run)
            marbre_deed_print_would(cli, reply, title);
        else if (marbre_reply_is_allowed(reply))
            printf(_("%s could go, but not all of them can: nothing was changed.\n"), title);
        else
            print_refused(cli, reply, title, messages);
        print_words(cli, reply, request->notes);
        if (translations != NULL)
            marbre_translations_print(cli, reply, translations->pdata[i]);
    }
}

static MarbreExit
status_of(const GPtrArray *replies, bool dry_run)
{
    MarbreExit status = MARBRE_EXIT_YES;
    for (guint i = 0; i < replies->len; i++) {
        const MarbreReply *reply = g_ptr_array_index(replies, i);
        if (!marbre_reply_is_allowed(reply) || (reply->commit == NULL && !dry_run))
            status = marbre_cli_worse(status, MARBRE_EXIT_NO);
        if (reply->incomplete)
            status = marbre_cli_worse(status, MARBRE_EXIT_UNABLE);
    }
    return status;
}

static GPtrArray *
all_findings(const GPtrArray *replies)
{
    GPtrArray *all = marbre_findings_new();
    for (guint i = 0; i < replies->len; i++) {
        const GPtrArray *findings = ((MarbreReply *)g_ptr_array_index(replies, i))->findings;
        for (guint j = 0; j < findings->len; j++)
            g_ptr_array_add(all, marbre_finding_ref(g_ptr_array_index(findings, j)));
    }
    return all;
}

void
marbre_moves_warn_of_kept(const GPtrArray *kept)
{
    for (guint i = 0; i < kept->len; i++)
        fprintf(stderr,
                _("marbre: %s holds words that somebody has not saved; it was left as it is\n"),
                (char *)g_ptr_array_index(kept, i));
}

bool
marbre_moves_warn_of_trouble(const MarbreReply *reply)
{
    if (reply->trouble == NULL)
        return false;
    g_autofree char *shown = marbre_cli_shown(reply->trouble);
    fprintf(
        stderr,
        _("marbre: the site could not be rendered: %s\nmarbre: the page is a bare notice; feeds "
          "that named the article are gone, and lists name it no more. Once this is mended: "
          "marbre publish\n"),
        shown);
    return true;
}

/* Said once: it is the same of all. */
static void
warn_of_trouble(const GPtrArray *replies)
{
    guint i = 0;
    while (i < replies->len && !marbre_moves_warn_of_trouble(g_ptr_array_index(replies, i)))
        i++;
}

/* Ask for one move and, where all said yes to it, for another one of the same articles. */
static GPtrArray *
move_all(MarbreCli *cli,
         const GPtrArray *folders,
         const MarbreRequest *request,
         const MarbreRequest *then,
         GPtrArray *kept,
         GError **error)
{
    g_autoptr(GPtrArray) replies = marbre_desk_move(&cli->session, folders, request, kept, error);
    if (replies == NULL || then == NULL || status_of(replies, false) != MARBRE_EXIT_YES)
        return g_steal_pointer(&replies);
    g_autoptr(GPtrArray) more = marbre_desk_move(&cli->session, folders, then, kept, error);
    if (more == NULL)
        return NULL;
    for (guint i = 0; i < replies->len; i++)
        ((MarbreReply *)replies->pdata[i])->goes_on = true;
    g_ptr_array_extend_and_steal(replies, g_steal_pointer(&more));
    return g_steal_pointer(&replies);
}

MarbreExit
marbre_moves_run(MarbreCli *cli, const MarbreRequest *request, char *const *words)
{
    return marbre_moves_run_both(cli, request, NULL, words);
}

MarbreExit
marbre_moves_run_both(MarbreCli *cli,
                      const MarbreRequest *request,
                      const MarbreRequest *then,
                      char *const *words)
{
    g_autoptr(GError) error = NULL;
    if (words[0] == NULL)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    const char *transition = marbre_move_name(request->move);
    if (!marbre_cli_session(cli, &error))
        return marbre_replies_fail(cli, transition, error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autoptr(GPtrArray) folders =
        tip == NULL ? NULL : marbre_cli_articles(cli, tip, words, &error);
    if (folders == NULL)
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) replies = move_all(cli, folders, request, then, kept, &error);
    if (replies == NULL)
        return marbre_replies_fail(cli, transition, error);
    g_autoptr(GPtrArray) translations = marbre_translations_concerned(cli, replies);
    g_autoptr(GPtrArray) findings = all_findings(replies);
    g_autoptr(MarbreMessages) messages = marbre_cli_messages(cli, findings);
    if (cli->json)
        marbre_replies_write(replies, request->drill, translations, messages);
    else
        print_text(cli, replies, request, translations, messages);
    if (!cli->json && request->drill != NULL && request->drill->files > 0)
        marbre_deed_print_drill(request->drill);
    warn_of_trouble(replies);
    marbre_moves_warn_of_kept(kept);
    return status_of(replies, cli->dry_run);
}
