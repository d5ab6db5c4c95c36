/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static void
write_evidence(MarbreJson *json, const MarbreClaim *claim)
{
    marbre_json_member_array(json, "evidence");
    for (guint i = 0; i < claim->evidence->len; i++) {
        const MarbreEvidence *evidence = g_ptr_array_index(claim->evidence, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "url", evidence->url);
        marbre_json_member_string(json, "origin", evidence->origin);
        marbre_json_member_string(json, "seen", evidence->seen);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
print_json(const char *folder, const GPtrArray *items)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "article", folder);
    marbre_json_member_array(json, "claims");
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "id", claim->id);
        marbre_json_member_string(json, "quote", claim->quote);
        marbre_json_member_string(json, "by", claim->by);
        marbre_json_member_string(json, "status", marbre_claim_status_text(claim->status));
        marbre_json_member_string(json, "checked_by", claim->checked_by);
        write_evidence(json, claim);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

static void
print_text(const MarbreArticle *article, const GPtrArray *items)
{
    g_autofree char *title = marbre_moves_title(marbre_article_get_title(article));
    const MarbreClaims *claims = marbre_article_get_claims(article);
    const char *none = claims == NULL ? NULL : marbre_claims_get_none(claims, NULL);
    if (none != NULL) {
        g_autofree char *reason = marbre_cli_quoted(none);
        printf(_("%s makes no claim: %s\n"), title, reason);
        return;
    }
    if (items == NULL || items->len == 0) {
        printf(_("%s: no claim is recorded.\n"), title);
        return;
    }
    printf("%s\n", title);
    for (guint i = 0; i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        g_autofree char *quote = marbre_cli_quoted(claim->quote);
        g_autofree char *id = marbre_text_shown(claim->id);
        printf("  %s  %s\n", id, marbre_moves_claim_status(claim->status));
        printf("    %s", quote);
        if (claim->by != NULL) {
            g_autofree char *by = marbre_text_shown(claim->by);
            printf(_(" — the word of %s"), by);
        }
        putchar('\n');
    }
}

MarbreExit
marbre_command_claim(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, N_("list ARTICLE"), NULL, false, &argc, &argv, &status))
        return status;
    if (argc != 3 || strcmp(argv[1], "list") != 0)
        return marbre_cli_usage(_("marbre claim list ARTICLE"));
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, argv[2], &error);
    const MarbreSession session = {.store = cli->store};
    g_autoptr(MarbreNewsroom) files =
        folder == NULL ? NULL : marbre_session_as_it_lies(&session, tip, &error);
    g_autoptr(MarbreArticle) article =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, &error);
    if (article == NULL)
        return marbre_cli_fail(error);
    const MarbreClaims *claims = marbre_article_get_claims(article);
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    if (cli->json)
        print_json(folder, items);
    else
        print_text(article, items);
    return MARBRE_EXIT_YES;
}
