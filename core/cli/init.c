/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/error.h"
#include "base/json.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "desk/founding.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* git's own answer, since there is no repository yet whose configuration could be read. */
static char *
ask_git(const char *key)
{
    g_autofree char *answer = NULL;
    const char *const command[] = {"git", "config", "--get", key, NULL};
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)command, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &answer, NULL,
                      &status, NULL) ||
        status != 0)
        return NULL;
    return g_strdup(g_strstrip(answer));
}

static char *
who(const char *variable, const char *key)
{
    const char *value = getenv(variable);
    return value != NULL && *value != '\0' ? g_strdup(value) : ask_git(key);
}

/* "Europe/Paris" from the machine's own clock; UTC where it does not say. */
static char *
local_zone(void)
{
    g_autofree char *link = g_file_read_link("/etc/localtime", NULL);
    const char *zone = link == NULL ? NULL : strstr(link, "zoneinfo/");
    g_autofree char *name = g_strdup(zone == NULL ? "UTC" : zone + strlen("zoneinfo/"));
    g_autoptr(GTimeZone) known = g_time_zone_new_identifier(name);
    return known == NULL || g_str_has_prefix(name, "Etc/") ? g_strdup("UTC")
                                                           : g_steal_pointer(&name);
}

/* What an old repository had: it stays as it is. */
static void
print_before(const MarbreFounded *founded)
{
    if (founded->generator != NULL)
        printf(_("This is a site made with %s.\n"), founded->generator);
    if (founded->before == NULL || founded->before[0] == NULL)
        return;
    g_autofree char *paths = g_strjoinv(", ", founded->before);
    printf(_("What was there stays as it is, and is neither listed nor judged: %s.\n"), paths);
    printf(_("To change an old post:  marbre correct PATH --kind correction\n"));
}

static void
write_before(MarbreJson *json, const MarbreFounded *founded)
{
    if (founded->before == NULL)
        return;
    marbre_json_member_string(json, "generator", founded->generator);
    marbre_json_member_strv(json, "before", (const char *const *)founded->before);
}

static void
print(MarbreCli *cli, const MarbreFounded *founded)
{
    if (founded->commit == NULL && !cli->json) {
        printf(_("The newsroom would be opened: %s\n"), founded->dir);
        print_before(founded);
        return;
    }
    if (cli->json) {
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_string(json, "newsroom", founded->dir);
        marbre_json_member_string(json, "person", founded->person);
        marbre_json_member_string(json, "commit", founded->commit);
        write_before(json, founded);
        marbre_answer_end(json);
        return;
    }
    printf(_("The newsroom is open: %s\n"), founded->dir);
    print_before(founded);
    printf(_("You are “%s” in people.yaml, with every role.\n"), founded->person);
    if (founded->alone)
        printf(
            _("Two stages ask for a second pair of eyes. Until people.yaml names somebody else,\n"
              "no article can leave them; `marbre init --solo` writes a workflow without.\n"));
    printf(_("Next:\n  cd %s\n  marbre new --title \"TITLE\"\n"), founded->dir);
}

typedef struct {
    gboolean solo;
    gboolean here;
    gboolean night;
    char *lang;
    char *zone;
    char *articles;
} Options;

static void
options_clear(Options *options)
{
    g_free(options->lang);
    g_free(options->zone);
    g_free(options->articles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* Opens the newsroom in the folder that `word` names. */
static MarbreExit
found(MarbreCli *cli, const Options *options, MarbreFounding *founding, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GTimeZone) known = g_time_zone_new_identifier(founding->timezone);
    if (known == NULL)
        return marbre_cli_usage(_("“%s” is no time zone; one is Europe/Paris"), founding->timezone);
    if (!marbre_cli_now(cli, known, &founding->now, &error))
        return marbre_cli_fail(error);
    g_autofree char *dir = g_path_is_absolute(word) || cli->directory == NULL
                               ? g_strdup(word)
                               : g_build_filename(cli->directory, word, NULL);
    g_autoptr(MarbreFounded) founded = options->here ? marbre_desk_found_here(dir, founding, &error)
                                                     : marbre_desk_found(dir, founding, &error);
    if (founded == NULL)
        return marbre_cli_fail(error);
    print(cli, founded);
    return MARBRE_EXIT_YES;
}

static MarbreExit
run(MarbreCli *cli, Options *options, const char *word)
{
    g_autofree char *email = who("GIT_AUTHOR_EMAIL", "user.email");
    g_autofree char *name = who("GIT_AUTHOR_NAME", "user.name");
    if (email == NULL || *email == '\0')
        return marbre_cli_usage(_("git does not know your e-mail address; tell it once with: "
                                  "git config --global user.email YOU@EXAMPLE.ORG"));
    if (options->zone == NULL)
        options->zone = local_zone();
    /* Where nobody and nothing says a language the newsroom is the one that the stock files are
     * for. */
    bool is_silent = cli->wants_language && !cli->told_language;
    MarbreFounding founding = {.name = name == NULL || *name == '\0' ? email : name,
                               .email = email,
                               .lang = options->lang != NULL ? options->lang
                                       : is_silent           ? "fr"
                                                             : cli->lang,
                               .spoken = options->lang != NULL ? options->lang : cli->lang,
                               .timezone = options->zone,
                               .lang_is_asked = options->lang != NULL,
                               .articles =
                                   options->articles == NULL ? "articles" : options->articles,
                               .solo = options->solo,
                               .night = options->night,
                               .dry_run = cli->dry_run,
                               .datadir = MARBRE_DATA_DIR};
    return found(cli, options, &founding, word);
}

MarbreExit
marbre_command_init(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_auto(Options) options = {0};
    GOptionEntry entries[] = {
        {"solo", 0, 0, G_OPTION_ARG_NONE, &options.solo,
         N_("a workflow for one person, without a second pair of eyes"), NULL},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &options.lang, N_("the language you publish in"),
         N_("LANG")},
        {"timezone", 0, 0, G_OPTION_ARG_STRING, &options.zone, N_("of your clocks: Europe/Paris"),
         N_("ZONE")},
        {"night-desk", 0, 0, G_OPTION_ARG_NONE, &options.night,
         N_("with a second workflow, of one stage, for what can't wait: breaking-news"), NULL},
        {"here", 0, 0, G_OPTION_ARG_NONE, &options.here,
         N_("in a repository that is there already, beside what it holds"), NULL},
        {"articles", 0, 0, G_OPTION_ARG_STRING, &options.articles,
         N_("the folder of the articles, if not “articles”"), N_("FOLDER")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("DIR [--solo] [--night-desk] | --here [DIR]"), entries, true,
                          &argc, &argv, &status))
        return status;
    if (options.articles != NULL && !options.here)
        return marbre_cli_usage(_("--articles goes with --here"));
    if (argc != 2 && !(options.here && argc == 1))
        return marbre_cli_usage(_("in which folder? marbre init DIR"));
    return run(cli, &options, argc == 2 ? argv[1] : ".");
}
