/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/proof.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "proof/paper.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define TRUST_KEY "marbre.trust"

/* What a proof does not prove, or why there is none. */
static void
print_violations(const MarbreVerdict *verdict)
{
    for (guint i = 0; i < verdict->violations->len; i++) {
        const MarbreViolation *violation = verdict->violations->pdata[i];
        g_autofree char *message = marbre_text_shown(violation->message);
        printf("%3u  %.10s  %s  %s\n", i + 1, violation->commit, violation->rule, message);
    }
}

static void
write_violations(MarbreJson *json, const MarbreVerdict *verdict)
{
    marbre_json_member_array(json, "violations");
    for (guint i = 0; i < verdict->violations->len; i++) {
        marbre_json_begin_object(json);
        marbre_violation_members(json, verdict->violations->pdata[i]);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

/* --- proof -------------------------------------------------------------------------------------
 */

/* `text` (nullable): it is proved. `output` (nullable): the file that has it. */
static void
print_proof_json(const char *folder, const char *text, const char *output, const MarbreVerdict *of)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "article", folder);
    marbre_json_member_bool(json, "ok", text != NULL);
    marbre_json_member_string(json, "file", output);
    marbre_json_member_string(json, "proof", output == NULL ? text : NULL);
    write_violations(json, of);
    marbre_answer_end(json);
}

static MarbreExit
hand_over(const MarbreCli *cli,
          const char *folder,
          const char *text,
          const char *output,
          const MarbreVerdict *of)
{
    g_autoptr(GError) error = NULL;
    if (output != NULL && !marbre_file_replace(AT_FDCWD, output, text, strlen(text), 0644, &error))
        return marbre_cli_fail(error);
    if (cli->json)
        print_proof_json(folder, text, output, of);
    else if (output == NULL)
        fputs(text, stdout);
    if (cli->json || output == NULL)
        return MARBRE_EXIT_YES;
    g_autofree char *shown = marbre_text_shown(output);
    printf(_("%s proves the history of the article, to whoever trusts the same commit.\n"), shown);
    return MARBRE_EXIT_YES;
}

static MarbreExit
prove(MarbreCli *cli, const char *word, const char *given, const char *output)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, word, &error);
    if (folder == NULL)
        return marbre_cli_fail(error);
    g_autofree char *trust =
        given != NULL ? g_strdup(given) : marbre_store_config_get(cli->store, TRUST_KEY);
    if (trust == NULL) {
        g_set_error(&error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("nothing says which commit is to be trusted, so nothing can be judged: "
                      "--trust REV, or once and for all: git config marbre.trust REV"));
        return marbre_cli_fail(error);
    }
    const MarbreVerifySettings settings = {.trust = trust, .pool = marbre_cli_pool(cli)};
    g_autoptr(MarbreVerdict) verdict = NULL;
    g_autofree char *text = marbre_proof_write(tip, folder, trust, &settings, &verdict, &error);
    if (text != NULL)
        return hand_over(cli, folder, text, output, verdict);
    if (error != NULL)
        return marbre_cli_fail(error);
    fprintf(stderr, "marbre: %s\n",
            _("the history of this article does not keep the rules, so it can't be proved that it "
              "does"));
    if (cli->json)
        print_proof_json(folder, NULL, NULL, verdict);
    else
        print_violations(verdict);
    return MARBRE_EXIT_NO;
}

MarbreExit
marbre_command_proof(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    char *trust = NULL, *output = NULL;
    GOptionEntry entries[] = {
        {"trust", 0, 0, G_OPTION_ARG_STRING, &trust,
         N_("the commit that is taken on trust; else git's marbre.trust"), N_("REV")},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("write it to this file"), N_("FILE")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE [--output FILE] [--trust REV]"), entries, false, &argc,
                          &argv, &status))
        return status;
    if (argc != 2)
        status = marbre_cli_usage(_("which article? marbre proof ARTICLE"));
    else
        status = prove(cli, argv[1], trust, output);
    g_free(trust);
    g_free(output);
    return status;
}

/* --- verify-proof ------------------------------------------------------------------------------
 */

static void
print_json(const MarbreProof *proof)
{
    const MarbreVerdict *verdict = proof->verdict;
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_bool(json, "ok", marbre_verdict_is_ok(verdict));
    marbre_json_member_string(json, "article", proof->course->article);
    marbre_json_member_string(json, "trust", proof->course->trust);
    marbre_json_member_string(json, "tip", proof->course->tip);
    marbre_json_member_string(json, "level", verdict->is_signed ? "signed" : "declared");
    marbre_json_member_int(json, "commits", (int64_t)proof->line);
    marbre_json_member_int(json, "transitions", (int64_t)verdict->transitions);
    marbre_json_member_int(json, "signed", (int64_t)verdict->proved);
    marbre_json_member_int(json, "not_replayed", (int64_t)verdict->not_replayed);
    write_violations(json, verdict);
    marbre_answer_end(json);
}

static MarbreExit
check(MarbreCli *cli, const char *path, const char *trust)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = marbre_file_read(AT_FDCWD, path, MARBRE_PAPER_LIMIT, &error);
    if (file == NULL) {
        if (error->code == MARBRE_ERROR_REFUSED)
            error->code = MARBRE_ERROR_FAILED; /* what can't be judged is no no */
        return marbre_cli_fail(error);
    }
    const MarbreVerifySettings settings = {.trust = trust, .pool = marbre_cli_pool(cli)};
    g_autoptr(MarbreProof) proof = marbre_proof_check(file, &settings, cli->lang, &error);
    if (proof == NULL) {
        if (error->code != MARBRE_ERROR_REFUSED)
            error->code = MARBRE_ERROR_FAILED; /* whatever is wrong in a file, nothing is judged */
        return marbre_cli_fail(error);
    }
    bool good = marbre_verdict_is_ok(proof->verdict);
    if (cli->json) {
        print_json(proof);
    } else {
        print_violations(proof->verdict);
        printf("%s\n%s\n", proof->words,
               good ? _("It is proved: every step keeps the rules that were in force.")
                    : _("It is not proved: a step breaks the rules that were in force."));
    }
    return good ? MARBRE_EXIT_YES : MARBRE_EXIT_NO;
}

MarbreExit
marbre_command_verify_proof(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    char *trust = NULL;
    GOptionEntry entries[] = {{"trust", 0, 0, G_OPTION_ARG_STRING, &trust,
                               N_("the whole id of the commit that you trust"), N_("COMMIT")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("FILE --trust COMMIT"), entries, false, &argc, &argv, &status))
        return status;
    g_autoptr(GError) error = NULL;
    if (argc != 2) {
        status = marbre_cli_usage(_("which proof? marbre verify-proof FILE --trust COMMIT"));
    } else if (trust == NULL) {
        g_set_error_literal(&error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                            _("a proof proves nothing by itself: say which commit you trust, and "
                              "have its id from elsewhere: --trust COMMIT"));
        status = marbre_cli_fail(error);
    } else {
        status = check(cli, argv[1], trust);
    }
    g_free(trust);
    return status;
}
