/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"

#include "cli/naming.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const MarbreCommand marbre_commands[] = {
    {"init", "ouvrir", marbre_command_init, N_("open a newsroom in a new folder"), false},
    {"new", "nouveau", marbre_command_new, N_("begin an article"), false},
    {"import", "importer", marbre_command_import, N_("take in wire copy"), false},
    {"adopt", "adopter", marbre_command_adopt, N_("make an article of an old post"), true},
    {"list", "liste", marbre_command_list, N_("where everything stands"), true, NULL, true},
    {"show", "voir", marbre_command_show, N_("one article: what stands in its way"), true, NULL,
     true},
    {"check", "vérifier", marbre_command_check, N_("ask the newsroom's rules"), true},
    {"fix", "retoucher", marbre_command_fix, N_("apply the findings' fixes"), true},
    {"save", "enregistrer", marbre_command_save, N_("commit edits"), true},
    {"advance", "transmettre", marbre_command_advance, N_("move articles forward"), true},
    {"return", "renvoyer", marbre_command_return, N_("send an article back"), true},
    {"approve", "viser", marbre_command_approve, N_("answer for an article with your name"), true},
    {"take", "prendre", marbre_command_take, N_("say that an article is yours"), true},
    {"assign", "confier", marbre_command_assign, N_("give an article to somebody"), true},
    {"note", "noter", marbre_command_note, N_("a note in an article's margin"), false},
    {"undo", "revenir", marbre_command_undo, N_("take back your own last move"), true},
    {"waive", "déroger", marbre_command_waive, N_("let an article pass a rule"), true},
    {"claim", "affirmation", marbre_command_claim, N_("the claims ledger"), true,
     marbre_claim_verbs},
    {"publish", "publier", marbre_command_publish, N_("publish what is ready"), true},
    {"export", "exporter", marbre_command_export,
     N_("write what is published for a site generator"), false},
    {"spike", "abandonner", marbre_command_spike, N_("put an article aside, unpublished"), true},
    {"restore", "restaurer", marbre_command_restore, N_("take up again what was spiked"), true},
    {"correct", "corriger", marbre_command_correct, N_("correct what readers have seen"), true},
    {"retract", "annuler", marbre_command_retract, N_("take a page back from readers"), true},
    {"history", "historique", marbre_command_history, N_("what happened to an article"), false,
     NULL, true},
    {"diff", "différences", marbre_command_diff, N_("what changed, word by word"), false, NULL,
     true},
    {"explain", "expliquer", marbre_command_explain, N_("what a rule means, with examples"), true,
     NULL, true},
    {"doctor", "docteur", marbre_command_doctor, N_("whether everything is in order"), true},
    {"verify", "contrôler", marbre_command_verify, N_("whether history keeps the rules"), true},
    {"hook", "crochet", marbre_command_hook, N_("git's hooks: what may come in"), true,
     marbre_hook_verbs},
    {"proof", "preuve", marbre_command_proof, N_("one article's history, for outsiders"), true},
    {"verify-proof", "contrôler-preuve", marbre_command_verify_proof,
     N_("whether such a proof holds, without a repository"), true},
    {"workflow", "circuit", marbre_command_workflow, N_("the stages and their rules"), true,
     marbre_workflow_verbs},
    {"plugin", "greffon", marbre_command_plugin, N_("the plugins and their rules"), true,
     marbre_plugin_verbs},
    {"term", "terme", marbre_command_term, N_("the newsroom's own words and names"), false,
     marbre_term_verbs},
    {"uses", "emplois", marbre_command_uses, N_("which articles have a picture"), false},
    {"people", "équipe", marbre_command_people, N_("who works here, and their keys"), false,
     marbre_people_verbs},
    {"whoami", "quisuisje", marbre_command_whoami, N_("who you are to this newsroom"), false},
    {"help", "aide", marbre_command_help, N_("what a command does, and how it is written"), false},
    {"manual", "manuel", marbre_command_manual, NULL, false},        /* for the build */
    {"complete", "compléter", marbre_command_complete, NULL, false}, /* for shells alone */
    {NULL, NULL, NULL, NULL, false},
};

static bool
is_mark(gunichar character)
{
    return g_unichar_type(character) == G_UNICODE_NON_SPACING_MARK;
}

char *
marbre_cli_bare(const char *word)
{
    g_autofree char *apart = g_utf8_normalize(word, -1, G_NORMALIZE_NFD);
    GString *letters = g_string_new(NULL);
    for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char(p))
        if (!is_mark(g_utf8_get_char(p)))
            g_string_append_unichar(letters, g_utf8_get_char(p));
    return g_string_free(letters, FALSE);
}

bool
marbre_cli_is_named(const char *english, const char *french, const char *word)
{
    if (strcmp(english, word) == 0)
        return true;
    if (french == NULL || !g_utf8_validate(word, -1, NULL))
        return false;
    g_autofree char *ours = marbre_cli_bare(french), *theirs = marbre_cli_bare(word);
    return strcmp(ours, theirs) == 0;
}

const MarbreCommand *
marbre_cli_find(const char *word)
{
    for (const MarbreCommand *command = marbre_commands; command->name != NULL; command++)
        if (marbre_cli_is_named(command->name, command->french, word))
            return command;
    return NULL;
}

const char *
marbre_cli_french(const char *name, const char *verb)
{
    const MarbreCommand *command = name == NULL ? NULL : marbre_cli_find(name);
    if (command == NULL || strcmp(command->name, name) != 0)
        return NULL;
    if (verb == NULL)
        return command->french;
    const MarbreVerb *found =
        command->verbs == NULL ? NULL : marbre_cli_find_verb(command->verbs, verb);
    return found == NULL ? NULL : found->french;
}

MarbreVerb *
marbre_cli_find_verb(MarbreVerb *verbs, const char *word)
{
    for (; word != NULL && verbs->name != NULL; verbs++)
        if (marbre_cli_is_named(verbs->name, verbs->french, word))
            return verbs;
    return NULL;
}

const char *
marbre_cli_verb_named(MarbreVerb *verbs, const char *word)
{
    const MarbreVerb *verb = marbre_cli_find_verb(verbs, word);
    return verb == NULL ? word : verb->name;
}
