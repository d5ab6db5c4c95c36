/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/hooks.h"
#include "cli/looks.h"
#include "newsroom/generator.h"
#include "newsroom/plan.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* One thing that was looked at. */
typedef struct {
    const char *name;
    bool good;
    char *words;
} Look;

typedef struct {
    MarbreCli *cli;
    GArray *looks; /* of Look */
    MarbreExit status;
} Visit;

static void
look_clear(void *data)
{
    g_free(((Look *)data)->words);
}

static void
note(Visit *visit, const char *name, bool good, char *words)
{
    g_array_append_val(visit->looks, ((Look){name, good, words}));
    if (!good)
        visit->status = marbre_cli_worse(visit->status, MARBRE_EXIT_NO);
}

static void
look_at_sandbox(Visit *visit)
{
    MarbreSandbox sandbox = marbre_sandbox_probe();
    g_auto(GStrv) lacking = marbre_sandbox_report(&sandbox);
    if (marbre_sandbox_is_whole(&sandbox))
        note(
            visit, "sandbox", true,
            g_strdup_printf(_("plugins are locked in: Landlock %d and seccomp"), sandbox.landlock));
    for (char **line = lacking; *line != NULL; line++)
        note(visit, "sandbox", false, g_strdup(*line));
}

static void
look_at_recovery(Visit *visit, bool recovered)
{
    note(visit, "recovery", true,
         g_strdup(recovered ? _("a command that was cut short has been finished")
                            : _("no command was cut short")));
}

static void
look_at_branch(Visit *visit)
{
    MarbreStore *store = visit->cli->store;
    const char *branch = marbre_store_get_branch(store);
    if (branch == NULL)
        note(visit, "branch", false, g_strdup(_("no branch is checked out: git switch main")));
    else if (marbre_store_is_shallow(store))
        note(visit, "branch", false,
             g_strdup(_("history ends early here; fetch the rest with: git fetch --unshallow")));
    else
        note(visit, "branch", true, g_strdup_printf(_("the newsroom's branch is %s"), branch));
}

static void
look_at_person(Visit *visit, MarbreNewsroom *tip)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(visit->cli, &error)) {
        note(visit, "person", false, g_strdup(error->message));
        return;
    }
    const MarbrePerson *person = marbre_session_actor(&visit->cli->session, tip, &error);
    note(visit, "person", person != NULL,
         person == NULL ? g_strdup(error->message)
                        : g_strdup_printf(_("you are %s (%s)"), person->name, person->id));
}

static void
look_at_workflows(Visit *visit, MarbreNewsroom *tip)
{
    const GPtrArray *workflows = marbre_policy_get_workflows(marbre_newsroom_get_policy(tip));
    for (guint i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(workflows, i);
        g_autoptr(GError) error = NULL;
        g_autoptr(MarbrePlan) plan =
            marbre_plan_new(tip, workflow, marbre_cli_pool(visit->cli), &error);
        note(visit, "workflow", plan != NULL,
             plan == NULL ? g_strdup(error->message)
                          : g_strdup_printf(_("the workflow “%s” and its plugins are sound"),
                                            workflow->name));
    }
}

static void
look_at_site(Visit *visit, MarbreNewsroom *tip)
{
    const char *branch = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->published;
    g_autofree char *rendered = marbre_site_rendered(visit->cli->store, branch, NULL);
    g_autofree char *ahead = marbre_store_tip(visit->cli->store, branch, NULL);
    if (ahead == NULL)
        note(visit, "site", true,
             g_strdup(_("nothing is published yet; first: marbre publish ARTICLE")));
    else if (rendered == NULL)
        note(visit, "site", false,
             g_strdup_printf(_("the branch %s was not written by Marbre"), branch));
    else
        note(visit, "site", true,
             g_strdup_printf(_("the branch %s shows commit %.12s"), branch, rendered));
}

/* A site generator must not make pages of what the newsroom has not published. */
static void
look_at_generator(Visit *visit, MarbreNewsroom *tip)
{
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    g_autoptr(MarbreGenerator) generator =
        marbre_generator_find(marbre_newsroom_get_snapshot(tip), NULL);
    if (generator == NULL || generator->kind == MARBRE_GENERATOR_NONE)
        return;
    char *conflict = marbre_generator_conflict(generator, settings->articles);
    note(visit, "generator", conflict == NULL,
         conflict != NULL ? conflict
                          : g_strdup_printf(_("%s keeps out of the newsroom's folders"),
                                            marbre_generator_name(generator->kind)));
}

static void
print_text(const Visit *visit)
{
    for (guint i = 0; i < visit->looks->len; i++) {
        const Look *look = &g_array_index(visit->looks, Look, i);
        marbre_look_print(visit->cli, look->good, look->words);
    }
}

static void
print_json(const Visit *visit)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_bool(json, "ok", visit->status == MARBRE_EXIT_YES);
    marbre_json_member_array(json, "looks");
    for (guint i = 0; i < visit->looks->len; i++) {
        const Look *look = &g_array_index(visit->looks, Look, i);
        marbre_look_write(json, look->name, look->good, look->words);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

MarbreExit
marbre_command_doctor(MarbreCli *cli, int argc, char **argv)
{
    Visit visit = {.cli = cli, .status = MARBRE_EXIT_YES};
    g_autoptr(GError) error = NULL;
    gboolean server = FALSE;
    GOptionEntry entries[] = {{"server", 0, 0, G_OPTION_ARG_NONE, &server,
                               N_("a git server's repository: whether its gate is closed, which "
                                  "is tried"),
                               NULL},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, "[--server]", entries, false, &argc, &argv, &visit.status))
        return visit.status;
    if (server)
        return marbre_doctor_server(cli);
    g_autoptr(GArray) looks = g_array_new(FALSE, FALSE, sizeof(Look));
    g_array_set_clear_func(looks, look_clear);
    visit.looks = looks;
    g_autofree char *what = NULL;
    cli->store = marbre_store_open(cli->directory == NULL ? "." : cli->directory, &error);
    if (cli->store == NULL || !marbre_store_recover(cli->store, &what, &error))
        return marbre_cli_fail(error);
    look_at_recovery(&visit, what != NULL);
    look_at_branch(&visit);
    look_at_sandbox(&visit);
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(cli->store, NULL, &error);
    g_autoptr(MarbreNewsroom) tip =
        snapshot == NULL ? NULL : marbre_newsroom_new(cli->store, snapshot, &error);
    if (tip == NULL) {
        note(&visit, "policy", false, g_strdup(error->message));
        visit.status = marbre_cli_status(error);
    } else {
        cli->inside = g_strdup("");
        look_at_person(&visit, tip);
        look_at_workflows(&visit, tip);
        look_at_site(&visit, tip);
        look_at_generator(&visit, tip);
    }
    if (cli->json)
        print_json(&visit);
    else
        print_text(&visit);
    return visit.status;
}
