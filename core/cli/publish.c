/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/moves.h"
#include "cli/publishing.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
print_rendered(bool rendered)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_bool(json, "rendered", rendered);
    marbre_answer_end(json);
}

/* The branch of rendered output, brought up where it lags. */
static MarbreExit
render(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    bool done = false;
    if (!marbre_desk_render(&cli->session, &done, &error))
        return marbre_cli_fail(error);
    if (cli->json)
        print_rendered(done && !cli->dry_run);
    else if (done)
        printf(cli->dry_run ? _("The site would be rendered again.\n")
                            : _("The site is rendered again.\n"));
    else
        printf(_("The site shows all that is published.\n"));
    return MARBRE_EXIT_YES;
}

static MarbreExit export(MarbreCli *cli, const char *dir)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    const char *branch = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->published;
    if (cli->dry_run)
        return MARBRE_EXIT_YES;
    if (!marbre_site_export(cli->store, branch, dir, &error))
        return marbre_cli_fail(error);
    if (!cli->json)
        printf(_("The site is in %s.\n"), dir);
    return MARBRE_EXIT_YES;
}

typedef struct {
    char *dir, *message;
    gboolean due, status, now;
} Options;

/* One thing at a time. */
static const char *
find_mistake(const Options *options, int argc)
{
    if (options->due && options->status)
        return _("--due publishes, --status only tells: one of them");
    if ((options->due || options->status) && argc > 1)
        return _("--due and --status are about all articles; leave out the names");
    if (options->dir != NULL && *options->dir == '\0')
        return _("--to: into which folder? marbre publish --to DIR");
    if (options->status && options->dir != NULL)
        return _("--status only tells, and writes nothing: leave out --to");
    if (options->now && argc < 2)
        return _("--now is for the articles that you name");
    return NULL;
}

static MarbreExit
run(MarbreCli *cli, const Options *options, char *const *words)
{
    const MarbreRequest request = {.move = MARBRE_MOVE_PUBLISH,
                                   .message = options->message,
                                   .together = true,
                                   .ahead = options->now};
    g_autoptr(GError) error = NULL;
    bool done = true;
    if (options->status)
        return marbre_publishing_status(cli);
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    MarbreExit status;
    if (options->due) {
        done = false;
        status = marbre_publishing_due(cli, &done);
    } else {
        status = words[0] != NULL ? marbre_moves_run(cli, &request, words) : render(cli);
        done = status == MARBRE_EXIT_YES || words[0] == NULL;
    }
    /* Of what is due, what could be published is, whatever became of the rest; and what the branch
       shows goes out where it can't be rendered anew, for a page that was taken back is gone from
       it. */
    if (done && options->dir != NULL)
        status = marbre_cli_worse(status, export(cli, options->dir));
    return status;
}

MarbreExit
marbre_command_publish(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    Options options = {0};
    GOptionEntry entries[] = {
        {"to", 0, 0, G_OPTION_ARG_FILENAME, &options.dir,
         N_("write the site into this folder as well"), N_("DIR")},
        {"message", 'm', 0, G_OPTION_ARG_STRING, &options.message, N_("what to remember of it"),
         N_("WORDS")},
        {"now", 0, 0, G_OPTION_ARG_NONE, &options.now,
         N_("do not wait for publish-at; an embargo is waited for in any case"), NULL},
        {"due", 0, 0, G_OPTION_ARG_NONE, &options.due,
         N_("all whose hour has come, and take offline what is over; for a timer"), NULL},
        {"status", 0, 0, G_OPTION_ARG_NONE, &options.status,
         N_("what is online, scheduled, under embargo, left out"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[ARTICLE…] [--now] [--due] [--to DIR] [--status]"), entries,
                          true, &argc, &argv, &status))
        return status;
    const char *mistake = find_mistake(&options, argc);
    status = mistake != NULL ? marbre_cli_usage("%s", mistake) : run(cli, &options, argv + 1);
    g_free(options.dir);
    g_free(options.message);
    return status;
}
