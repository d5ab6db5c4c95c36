/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/date.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/claims.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A ledger, and the instant that it is looked at. */
typedef struct {
    const MarbreClaims *claims; /* nullable */
    GTimeZone *zone;
    int64_t now;
} Look;

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

/* What claims wait for, by the bits of MARBRE_DUE_*. */
static const char *const due_names[] = {"look", "flag", "evidence", "again"};

static void
write_due(MarbreJson *json, unsigned due)
{
    marbre_json_member_array(json, "due");
    for (size_t i = 0; i < G_N_ELEMENTS(due_names); i++)
        if (due & (1u << i))
            marbre_json_string(json, due_names[i]);
    marbre_json_end_array(json);
}

static void
write_claim(MarbreJson *json, const MarbreClaim *claim, unsigned due)
{
    g_autofree char *at = marbre_instant_format(claim->checked_at);
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", claim->id);
    marbre_json_member_string(json, "quote", claim->quote);
    marbre_json_member_string(json, "by", claim->by);
    marbre_json_member_string(json, "kind", claim->kind);
    marbre_json_member_string(json, "status", marbre_claim_status_text(claim->status));
    marbre_json_member_string(json, "checked_by", claim->checked_by);
    marbre_json_member_string(json, "checked_at", claim->checked_by == NULL ? NULL : at);
    marbre_json_member_string(json, "expires", claim->expires);
    write_evidence(json, claim);
    write_due(json, due);
    marbre_json_end_object(json);
}

static void
print_json(const Look *look, const char *folder, const GPtrArray *items)
{
    const char *by = NULL;
    const char *none = look->claims == NULL ? NULL : marbre_claims_get_none(look->claims, &by);
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "article", folder);
    marbre_json_member_array(json, "claims");
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        write_claim(json, claim, marbre_ledger_due(claim, look->zone, look->now));
    }
    marbre_json_end_array(json);
    if (none != NULL) {
        marbre_json_member_object(json, "none");
        marbre_json_member_string(json, "reason", none);
        marbre_json_member_string(json, "by", by);
        marbre_json_end_object(json);
    }
    marbre_answer_end(json);
}

static void
print_due(const MarbreClaim *claim, unsigned due)
{
    if (due & MARBRE_DUE_LOOK)
        printf(_("    due: that somebody looks at it\n"));
    if (due & MARBRE_DUE_FLAG)
        printf(_("    due: that the article says it could not be verified\n"));
    if (due & MARBRE_DUE_EVIDENCE)
        printf(_("    due: evidence\n"));
    if (due & MARBRE_DUE_AGAIN) {
        g_autofree char *day = marbre_date_written(claim->expires);
        printf(_("    due: another look, since %s\n"), day);
    }
}

static void
print_evidence(const MarbreClaim *claim)
{
    for (guint i = 0; i < claim->evidence->len; i++) {
        const MarbreEvidence *evidence = g_ptr_array_index(claim->evidence, i);
        g_autofree char *origin =
            evidence->origin == NULL ? g_strdup("") : marbre_text_shown(evidence->origin);
        g_autofree char *url =
            evidence->url == NULL ? g_strdup("") : marbre_text_shown(evidence->url);
        printf(_("    evidence: %s%s%s\n"), origin, *origin == '\0' || *url == '\0' ? "" : ", ",
               url);
    }
}

static void
print_claim(const MarbreClaim *claim, unsigned due)
{
    g_autofree char *quote = marbre_cli_quoted(claim->quote);
    g_autofree char *id = marbre_text_shown(claim->id);
    printf("  %s  %s\n", id, marbre_moves_claim_status(claim->status));
    printf("    %s", quote);
    if (claim->by != NULL) {
        g_autofree char *by = marbre_text_shown(claim->by);
        printf(_(" — the word of %s"), by);
    }
    putchar('\n');
    print_evidence(claim);
    print_due(claim, due);
}

static void
print_text(const Look *look, const MarbreArticle *article, const GPtrArray *items)
{
    g_autofree char *title = marbre_moves_title(marbre_article_get_title(article));
    const char *none = look->claims == NULL ? NULL : marbre_claims_get_none(look->claims, NULL);
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
    for (guint i = 0; i < items->len; i++)
        print_claim(items->pdata[i], marbre_ledger_due(items->pdata[i], look->zone, look->now));
}

MarbreExit
marbre_claim_list(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, N_("ARTICLE"), NULL, false, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, argv[1], &error);
    const MarbreSession session = {.store = cli->store};
    g_autoptr(MarbreNewsroom) files =
        folder == NULL ? NULL : marbre_session_as_it_lies(&session, tip, &error);
    g_autoptr(MarbreArticle) article =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, &error);
    Look look = {0};
    look.zone =
        article == NULL ? NULL : marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->zone;
    if (article == NULL || !marbre_cli_now(cli, look.zone, &look.now, &error))
        return marbre_cli_fail(error);
    look.claims = marbre_article_get_claims(article);
    const GPtrArray *items = look.claims == NULL ? NULL : marbre_claims_get_items(look.claims);
    if (cli->json)
        print_json(&look, folder, items);
    else
        print_text(&look, article, items);
    return MARBRE_EXIT_YES;
}
