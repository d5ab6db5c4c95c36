/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/answer.h"
#include "cli/claims.h"
#include "cli/commands.h"

#include "base/problem.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

bool
marbre_claim_read_status(const char *text, bool verdicts, MarbreClaimStatus *ret_status)
{
    if (!marbre_claim_status_parse(text, ret_status)) {
        (void)marbre_cli_usage(
            _("there is no status “%s”; there are to-check, unverified (it could "
              "not be), verified, disputed, false and withdrawn"),
            text);
        return false;
    }
    if (verdicts || *ret_status == MARBRE_CLAIM_TO_CHECK || *ret_status == MARBRE_CLAIM_UNVERIFIED)
        return true;
    (void)marbre_cli_usage(_("a claim begins as to-check or unverified; then judge it with "
                             "`marbre claim check`"));
    return false;
}

/* Do it, and say what became of it. */
static MarbreExit
run(MarbreCli *cli, const char *word, MarbreClaiming *claiming)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, word, &error);
    claiming->folder = folder;
    g_autoptr(MarbreClaimed) claimed =
        folder == NULL ? NULL : marbre_desk_claim(&cli->session, claiming, &error);
    if (claimed == NULL)
        return marbre_cli_fail(error);
    if (!cli->json) {
        marbre_claim_print_done(cli, claimed);
        return MARBRE_EXIT_YES;
    }
    MarbreJson *json = marbre_answer_begin();
    marbre_claim_write_done(json, claimed);
    marbre_answer_end(json);
    return MARBRE_EXIT_YES;
}

static MarbreExit
add(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *by = NULL, *id = NULL, *kind = NULL, *said = NULL, *note = NULL;
    GOptionEntry entries[] = {
        {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("whose word it is"), N_("WHO")},
        {"id", 0, 0, G_OPTION_ARG_STRING, &id, N_("its name in the ledger; made from the words"),
         N_("ID")},
        {"kind", 0, 0, G_OPTION_ARG_STRING, &kind, N_("what it is about: toll, accusation…"),
         N_("KIND")},
        {"status", 0, 0, G_OPTION_ARG_STRING, &said, N_("to-check unless said: unverified"),
         N_("STATUS")},
        {"message", 'm', 0, G_OPTION_ARG_STRING, &note, N_("why"), N_("WHY")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    MarbreClaimStatus begins = MARBRE_CLAIM_TO_CHECK;
    if (!marbre_cli_parse(cli, N_("ARTICLE \"WORDS\" --by WHO"), entries, true, &argc, &argv,
                          &status))
        return status;
    if (argc != 3 || by == NULL)
        return marbre_cli_usage(_("say which words of the text, and whose they are: "
                                  "marbre claim add ARTICLE \"five people were killed\" --by "
                                  "\"the governor\""));
    if (said != NULL && !marbre_claim_read_status(said, false, &begins))
        return MARBRE_EXIT_USAGE;
    const MarbreEntryWords entry = {
        .id = id, .quote = argv[2], .by = by, .kind = kind, .status = begins};
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_ptr_array_add(all, (gpointer)&entry);
    MarbreClaiming claiming = {.entries = all, .note = note};
    return run(cli, argv[1], &claiming);
}

static guint
count_of(char **words)
{
    return words == NULL ? 0 : g_strv_length(words);
}

/* Addresses and origins go together in their order. NULL, and said, where they don't. (transfer
   full, nullable) */
static GPtrArray *
read_evidence(char **urls, char **origins, const char *seen)
{
    guint count = MAX(count_of(urls), count_of(origins));
    if (count_of(urls) > 0 && count_of(origins) > 0 && count_of(urls) != count_of(origins)) {
        (void)marbre_cli_usage(_("with several --evidence, say --origin once for each, in the same "
                                 "order"));
        return NULL;
    }
    if (seen != NULL && count == 0) {
        (void)marbre_cli_usage(_("--seen is the day that the evidence was looked at; which?"));
        return NULL;
    }
    GPtrArray *evidence = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < count; i++) {
        MarbreEvidence *item = g_new0(MarbreEvidence, 1);
        item->url = count_of(urls) > 0 ? urls[i] : NULL;
        item->origin = count_of(origins) > 0 ? origins[i] : NULL;
        item->seen = (char *)seen;
        g_ptr_array_add(evidence, item);
    }
    return evidence;
}

static MarbreExit
check(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_auto(GStrv) urls = NULL, origins = NULL;
    g_autofree char *said = NULL, *seen = NULL, *expires = NULL, *note = NULL;
    GOptionEntry entries[] = {
        {"status", 0, 0, G_OPTION_ARG_STRING, &said,
         N_("verified, unverified, disputed, false, withdrawn or to-check"), N_("STATUS")},
        {"evidence", 0, 0, G_OPTION_ARG_STRING_ARRAY, &urls,
         N_("where it is to be seen; may be given again"), N_("URL")},
        {"origin", 0, 0, G_OPTION_ARG_STRING_ARRAY, &origins,
         N_("who says so there; a protected source by its number alone"), N_("WHO")},
        {"seen", 0, 0, G_OPTION_ARG_STRING, &seen, N_("the day it was looked at"), N_("DATE")},
        {"expires", 0, 0, G_OPTION_ARG_STRING, &expires, N_("the day it is to be looked at again"),
         N_("DATE")},
        {"message", 'm', 0, G_OPTION_ARG_STRING, &note, N_("why"), N_("WHY")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    MarbreClaiming claiming = {0};
    if (!marbre_cli_parse(cli, N_("ARTICLE ID… --status STATUS"), entries, true, &argc, &argv,
                          &status))
        return status;
    if (argc < 3 || said == NULL)
        return marbre_cli_usage(_("say which claim, and what you find of it: marbre claim check "
                                  "ARTICLE ID --status verified --evidence https://… --origin WHO; "
                                  "`marbre claim list ARTICLE` names them"));
    if (!marbre_claim_read_status(said, true, &claiming.verdict.status))
        return MARBRE_EXIT_USAGE;
    g_autoptr(GPtrArray) evidence = read_evidence(urls, origins, seen);
    if (evidence == NULL)
        return MARBRE_EXIT_USAGE;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (int i = 2; i < argc; i++)
        g_ptr_array_add(ids, argv[i]);
    claiming.ids = ids;
    claiming.note = note;
    claiming.verdict.evidence = evidence;
    claiming.verdict.expires = expires;
    return run(cli, argv[1], &claiming);
}

static MarbreExit
none(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *why = NULL;
    GOptionEntry entries[] = {{"message", 'm', 0, G_OPTION_ARG_STRING, &why, N_("why"), N_("WHY")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("ARTICLE -m WHY"), entries, true, &argc, &argv, &status))
        return status;
    if (argc != 2 || why == NULL || *why == '\0')
        return marbre_cli_usage(_("say of which article, and why it makes no claim: "
                                  "marbre claim none ARTICLE -m \"a public meeting, as seen\""));
    MarbreClaiming claiming = {.reason = why};
    return run(cli, argv[1], &claiming);
}

MarbreVerb marbre_claim_verbs[] = {
    {"list", "liste", "claim list", marbre_claim_list},
    {"add", "ajouter", "claim add", add},
    {"check", "vérifier", "claim check", check},
    {"suggest", "proposer", "claim suggest", marbre_claim_suggest},
    {"none", "aucune", "claim none", none},
    {NULL, NULL, "", NULL},
};

MarbreExit
marbre_command_claim(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    if (marbre_cli_verb(cli, marbre_claim_verbs, argc, argv, &status))
        return status;
    if (!marbre_cli_parse(cli, N_("list|add|check|suggest|none ARTICLE …"), NULL, false, &argc,
                          &argv, &status))
        return status;
    return marbre_cli_usage(_("marbre claim list, add, check, suggest or none, then ARTICLE; "
                              "`marbre claim add --help` says more"));
}
