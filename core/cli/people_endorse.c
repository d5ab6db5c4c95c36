/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/json.h"
#include "cli/answer.h"
#include "cli/people.h"
#include "newsroom/signed.h"
#include "sign/sshsig.h"
#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* The signature under a change of the rules that a commit makes; it stays good where the commit is
   written anew with other words, and for no other change. */
static char *
sign_change(MarbreCli *cli, const MarbrePolicy *policy, const char *rev, GError **error)
{
    g_autoptr(MarbreCommit) commit = marbre_commit_read(cli->store, rev, error);
    g_autoptr(MarbreSnapshot) after =
        commit == NULL ? NULL : marbre_snapshot_commit(cli->store, commit->id, error);
    if (after == NULL)
        return NULL;
    if (commit->parents[0] == NULL || commit->parents[1] != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s is no change of the rules: it follows no commit, or several"), rev);
        return NULL;
    }
    g_autoptr(GBytes) statement =
        marbre_statement_policy(marbre_policy_get_settings(policy)->id, commit->parents[0], after);
    g_autoptr(GBytes) signature =
        marbre_signer_sign(cli->signer, statement, MARBRE_SIGNED_POLICY, error);
    return signature == NULL ? NULL : marbre_sshsig_write_line(signature);
}

static MarbreExit
endorse(MarbreCli *cli, const char *rev)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    const MarbrePerson *actor =
        tip == NULL ? NULL : marbre_session_actor(&cli->session, tip, &error);
    if (actor == NULL)
        return marbre_cli_fail(error);
    if (cli->signer == NULL) {
        g_set_error(&error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "marbre/signature-missing: %s",
                    cli->keyless);
        return marbre_cli_fail(error);
    }
    g_autofree char *line = sign_change(cli, marbre_newsroom_get_policy(tip), rev, &error);
    if (line == NULL)
        return marbre_cli_fail(error);
    if (cli->json) {
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_string(json, "person", actor->id);
        marbre_json_member_string(json, "signature", line);
        marbre_answer_end(json);
    } else {
        printf("%s: %s %s\n", MARBRE_ENDORSE, actor->id, line);
    }
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_people_endorse(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    if (!marbre_cli_parse(cli, "[REV]", NULL, false, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(_("one change of the rules: marbre people endorse REV"));
    return endorse(cli, argc == 2 ? argv[1] : "HEAD");
}
