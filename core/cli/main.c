/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/problem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "worker/zygote.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const MarbreCommand marbre_commands[] = {
    {"init", "ouvrir", marbre_command_init, N_("open a newsroom in a new folder"), false},
    {"new", "nouveau", marbre_command_new, N_("begin an article"), false},
    {"import", "importer", marbre_command_import, N_("take in wire copy"), false},
    {"adopt", "adopter", marbre_command_adopt, N_("make an article of an old post"), true},
    {"list", "liste", marbre_command_list, N_("where everything stands"), true},
    {"show", "voir", marbre_command_show, N_("one article: what stands in its way"), true},
    {"check", "verifier", marbre_command_check, N_("ask the newsroom's rules"), true},
    {"fix", "corriger-tout", marbre_command_fix, N_("apply the findings' fixes"), true},
    {"save", "enregistrer", marbre_command_save, N_("commit edits"), true},
    {"advance", "transmettre", marbre_command_advance, N_("move articles forward"), true},
    {"return", "renvoyer", marbre_command_return, N_("send an article back"), true},
    {"approve", "viser", marbre_command_approve, N_("answer for an article with your name"), true},
    {"take", "prendre", marbre_command_take, N_("say that an article is yours"), true},
    {"assign", "confier", marbre_command_assign, N_("give an article to somebody"), true},
    {"note", "noter", marbre_command_note, N_("a note in an article's margin"), false},
    {"undo", "revenir", marbre_command_undo, N_("take back your own last move"), true},
    {"waive", "deroger", marbre_command_waive, N_("let an article pass a rule"), true},
    {"claim", "affirmation", marbre_command_claim, N_("the claims ledger"), true},
    {"publish", "publier", marbre_command_publish, N_("publish what is ready"), true},
    {"export", "exporter", marbre_command_export,
     N_("write what is published for a site generator"), false},
    {"spike", "abandonner", marbre_command_spike, N_("put an article aside, unpublished"), true},
    {"restore", "restaurer", marbre_command_restore, N_("take up again what was spiked"), true},
    {"correct", "corriger", marbre_command_correct, N_("correct what readers have seen"), true},
    {"retract", "annuler", marbre_command_retract, N_("take a page back from readers"), true},
    {"history", "historique", marbre_command_history, N_("what happened to an article"), false},
    {"diff", "differences", marbre_command_diff, N_("what changed, word by word"), false},
    {"explain", "expliquer", marbre_command_explain, N_("what a rule means, with examples"), true},
    {"doctor", "docteur", marbre_command_doctor, N_("whether everything is in order"), true},
    {"verify", "vérifier", marbre_command_verify, N_("whether history keeps the rules"), true},
    {"hook", "crochet", marbre_command_hook, N_("git's hooks: what may come in"), true},
    {"proof", "preuve", marbre_command_proof, N_("one article's history, for outsiders"), true},
    {"verify-proof", "vérifier-preuve", marbre_command_verify_proof,
     N_("whether such a proof holds, without a repository"), true},
    {"workflow", "circuit", marbre_command_workflow, N_("the stages and their rules"), true},
    {"plugin", "greffon", marbre_command_plugin, N_("the plugins and their rules"), true},
    {"term", "terme", marbre_command_term, N_("the newsroom's own words and names"), false},
    {"uses", "emplois", marbre_command_uses, N_("which articles have a picture"), false},
    {"people", "equipe", marbre_command_people, N_("who works here, and their keys"), false},
    {"whoami", "quisuisje", marbre_command_whoami, N_("who you are to this newsroom"), false},
    {NULL, NULL, NULL, NULL, false},
};

typedef struct {
    MarbreCli cli;
    char *colour;
    gboolean no_cache;
    gboolean version;
    gboolean help;
} Global;

static const MarbreCommand *
find_command(const char *name)
{
    for (const MarbreCommand *command = marbre_commands; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0 || g_strcmp0(command->french, name) == 0)
            return command;
    return NULL;
}

static void
print_help(void)
{
    printf(_("usage: marbre [-C DIR] [--ui-lang fr|en] COMMAND …\n\n"
             "Copy from first draft to published page.\n\n"));
    printf(_("Without a command: what waits for you, or the page of the article here.\n\n"));
    for (const MarbreCommand *command = marbre_commands; command->name != NULL; command++)
        printf("  %-10s %s\n", command->name, _(command->summary));
    printf(_("\nOptions before the command:\n"
             "  -C DIR              in this folder\n"
             "  --ui-lang fr|en     language of the answers\n"
             "  --color WHEN        auto, always or never\n"
             "  --plugin-dir DIR    look for plugins here first; may be given again\n"
             "  --at INSTANT        as if it were this instant, for trials\n"
             "  --no-cache          keep no results, and use none\n"
             "  --version, --help\n\n"
             "`marbre COMMAND --help` says more. Exit status: 0 yes, 1 the newsroom says no,\n"
             "2 the command or a policy file is wrong, 3 try again, 4 could not be done.\n"));
}

/* The reader's language: what was asked for, else the environment's, as gettext reads it. */
static const char *
language_of(const char *asked)
{
    static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; asked == NULL && i < G_N_ELEMENTS(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && *value != '\0')
            asked = value;
    }
    return asked != NULL && strncmp(asked, "fr", 2) == 0 ? "fr" : "en";
}

/* gettext answers by LANGUAGE once the locale is any but C; C.UTF-8 is on every machine. */
static void
speak(const char *lang)
{
    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        (void)setlocale(LC_ALL, ""); /* the next best; messages may stay English */
    (void)setenv("LANGUAGE", lang, 1);
    (void)bindtextdomain(GETTEXT_PACKAGE, MARBRE_LOCALE_DIR);
    (void)bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
}

void
marbre_cli_speak(MarbreCli *cli, const char *lang)
{
    g_free(cli->lang);
    cli->lang = g_strdup(strcmp(lang, "fr") == 0 ? "fr" : "en");
    speak(cli->lang);
}

static bool
is_one_of(const char *word, const char *const *words)
{
    return word != NULL && g_strv_contains(words, word);
}

/* The value of an option `--name VALUE` or `--name=VALUE`; moves on behind it. */
static bool
take_value(const char *name, int argc, char **argv, int *at, char **ret_value)
{
    size_t size = strlen(name);
    const char *word = argv[*at];
    if (strncmp(word, name, size) != 0 || (word[size] != '\0' && word[size] != '='))
        return false;
    g_free(*ret_value);
    if (word[size] == '=')
        *ret_value = g_strdup(word + size + 1);
    else if (*at + 1 < argc)
        *ret_value = g_strdup(argv[++*at]);
    else
        *ret_value = NULL;
    return true;
}

/* What `marbre` alone can be asked beside. */
static bool
is_morning(const char *word)
{
    return g_str_has_prefix(word, "--format");
}

/* Global options stand before the command. False with a message. */
static bool
take_globals(Global *global, int argc, char **argv, int *ret_command)
{
    static const char *const languages[] = {"fr", "en", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    int at = 1;
    for (; at < argc && argv[at][0] == '-' && !is_morning(argv[at]); at++) {
        const char *name = argv[at];
        char *folder = NULL;
        bool known = true, good = true;
        if (take_value("-C", argc, argv, &at, &global->cli.directory)) {
            good = global->cli.directory != NULL;
        } else if (take_value("--ui-lang", argc, argv, &at, &global->cli.lang)) {
            good = is_one_of(global->cli.lang, languages);
        } else if (take_value("--color", argc, argv, &at, &global->colour)) {
            good = is_one_of(global->colour, colours);
        } else if (take_value("--plugin-dir", argc, argv, &at, &folder)) {
            good = folder != NULL;
            g_ptr_array_add(folders, folder);
        } else if (take_value("--at", argc, argv, &at, &global->cli.at)) {
            good = global->cli.at != NULL;
        } else if (strcmp(argv[at], "--no-cache") == 0) {
            global->no_cache = TRUE;
        } else if (strcmp(argv[at], "--version") == 0) {
            global->version = TRUE;
        } else if (strcmp(argv[at], "--help") == 0 || strcmp(argv[at], "-h") == 0) {
            global->help = TRUE;
        } else {
            known = false;
        }
        if (!known || !good) {
            fprintf(stderr,
                    known ? _("marbre: %s lacks its value, or can't have this one; see marbre "
                              "--help\n")
                          : _("marbre: there is no option %s; see marbre --help\n"),
                    name);
            g_ptr_array_set_free_func(folders, g_free);
            return false;
        }
    }
    g_ptr_array_add(folders, NULL);
    global->cli.plugin_dirs = (char **)g_ptr_array_free(g_steal_pointer(&folders), FALSE);
    *ret_command = at;
    return true;
}

static bool
wants_colour(const char *when)
{
    if (when != NULL && strcmp(when, "always") == 0)
        return true;
    if (when != NULL && strcmp(when, "never") == 0)
        return false;
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && (none == NULL || *none == '\0') && g_strcmp0(term, "dumb") != 0;
}

static const char *
nearest_command(const char *word)
{
    const char *names[2 * G_N_ELEMENTS(marbre_commands)] = {NULL};
    size_t count = 0;
    for (const MarbreCommand *command = marbre_commands; command->name != NULL; command++) {
        names[count++] = command->name;
        if (command->french != NULL)
            names[count++] = command->french;
    }
    return marbre_nearest(word, names);
}

static MarbreExit
run(Global *global, int argc, char **argv, int at)
{
    const MarbreCommand *command = find_command(argv[at]);
    if (command == NULL) {
        const char *nearest = nearest_command(argv[at]);
        if (nearest != NULL)
            return marbre_cli_usage(_("there is no command “%s”; the nearest is “%s”"), argv[at],
                                    nearest);
        return marbre_cli_usage(_("there is no command “%s”; see marbre --help"), argv[at]);
    }
    if (command->works)
        marbre_zygote_start();
    return command->run(&global->cli, argc - at, argv + at);
}

static MarbreExit
answer(Global *global, int argc, char **argv, int at)
{
    if (global->version) {
        printf("marbre %s\n", MARBRE_VERSION);
        return MARBRE_EXIT_YES;
    }
    if (global->help) {
        print_help();
        return MARBRE_EXIT_YES;
    }
    if (at == argc || is_morning(argv[at])) {
        marbre_zygote_start();
        argv[at - 1] = "morning"; /* as mistakes name it */
        return marbre_command_morning(&global->cli, argc - at + 1, argv + at - 1);
    }
    return run(global, argc, argv, at);
}

/* Whatever command rendered the site: that a record claims what can't be is for everyone to know.
 */
static void
warn_of_left_out(const MarbreCli *cli)
{
    for (guint i = 0; cli->left_out != NULL && i < cli->left_out->len; i++) {
        g_autofree char *shown = marbre_text_shown(cli->left_out->pdata[i]);
        fprintf(stderr,
                _("marbre: marbre/embargoed: the record of %s has it published before its embargo "
                  "had passed; the site leaves it out. See: marbre publish --status\n"),
                shown);
    }
}

int
main(int argc, char **argv)
{
    Global global = {0};
    int at = 0;
    speak(language_of(NULL));
    if (!take_globals(&global, argc, argv, &at)) {
        marbre_cli_clear(&global.cli);
        g_free(global.colour);
        return MARBRE_EXIT_USAGE;
    }
    marbre_cli_speak(&global.cli, language_of(global.cli.lang));
    global.cli.no_cache = global.no_cache;
    global.cli.colour = wants_colour(global.colour);
    MarbreExit status = answer(&global, argc, argv, at);
    warn_of_left_out(&global.cli);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, _("marbre: the answer could not be written\n"));
        status = marbre_cli_worse(status, MARBRE_EXIT_UNABLE);
    }
    marbre_cli_clear(&global.cli);
    g_free(global.colour);
    return (int)status;
}
