/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"
#include "cli/claims.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_claim(MarbreJson *json, const MarbreClaimDone *claim)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", claim->id);
    marbre_json_member_string(json, "quote", claim->quote);
    marbre_json_member_string(json, "by", claim->by);
    marbre_json_member_string(json, "before", marbre_claim_status_text(claim->before));
    marbre_json_member_string(json, "status", marbre_claim_status_text(claim->status));
    marbre_json_member_int(json, "line", (int64_t)claim->line);
    marbre_json_member_string(json, "problem", claim->problem);
    marbre_json_end_object(json);
}

void
marbre_claim_write_done(MarbreJson *json, const MarbreClaimed *claimed)
{
    marbre_json_member_string(json, "article", claimed->folder);
    marbre_json_member_string(json, "path", claimed->path);
    marbre_json_member_bool(json, "changed", claimed->changed);
    marbre_json_member_string(json, "commit", claimed->commit);
    marbre_json_member_bool(json, "none_withdrawn", claimed->none_withdrawn);
    marbre_json_member_bool(json, "unsaved", claimed->unsaved);
    marbre_json_member_bool(json, "published", claimed->published);
    marbre_json_member_array(json, "claims");
    for (guint i = 0; i < claimed->claims->len; i++)
        write_claim(json, claimed->claims->pdata[i]);
    marbre_json_end_array(json);
    marbre_json_member_array(json, "voided");
    for (guint i = 0; i < claimed->voided->len; i++)
        marbre_json_string(json, ((MarbreVoided *)claimed->voided->pdata[i])->stage);
    marbre_json_end_array(json);
}

/* --- text ------------------------------------------------------------------------------------- */

static void
print_claim(const MarbreClaimDone *claim)
{
    g_autofree char *quote = marbre_moves_title(claim->quote);
    if (claim->id == NULL) {
        g_autofree char *problem = marbre_cli_shown(claim->problem);
        printf(_("  not recorded: %s\n"), problem);
    } else {
        printf("  %s  %s — %s\n", claim->id, quote, marbre_moves_claim_status(claim->status));
    }
}

/* What the editor would wonder about next. */
static void
print_follows(const MarbreClaimed *claimed)
{
    if (claimed->none_withdrawn)
        printf(_("The ledger no longer says that the article makes no claim.\n"));
    if (claimed->unsaved)
        printf(_("These words are in a text that is not saved yet:  marbre save %s\n"),
               claimed->slug);
    if (claimed->published)
        printf(_("Readers see the page as before: the ledger is no part of it.\n"));
    for (guint i = 0; i < claimed->voided->len; i++)
        printf(_("The approval of %s no longer holds; it is owed again.\n"),
               ((MarbreVoided *)claimed->voided->pdata[i])->title);
}

guint
marbre_claim_count_done(const MarbreClaimed *claimed)
{
    guint count = 0;
    for (guint i = 0; i < claimed->claims->len; i++)
        count += ((MarbreClaimDone *)claimed->claims->pdata[i])->id != NULL;
    return count;
}

void
marbre_claim_print_done(const MarbreCli *cli, const MarbreClaimed *claimed)
{
    g_autofree char *title = marbre_moves_title(claimed->title);
    guint count = marbre_claim_count_done(claimed);
    if (!claimed->changed && claimed->claims->len == count)
        printf(_("%s: the ledger says so already.\n"), title);
    else if (claimed->claims->len == 0)
        printf(_("%s makes no claim, and the ledger says so.\n"), title);
    else
        printf(g_dngettext(GETTEXT_PACKAGE, "%s: %u claim is noted.\n",
                           "%s: %u claims are noted.\n", count),
               title, count);
    for (guint i = 0; i < claimed->claims->len; i++)
        print_claim(claimed->claims->pdata[i]);
    if (claimed->changed && cli->dry_run)
        printf(_("Nothing was changed.\n"));
    print_follows(claimed);
}
