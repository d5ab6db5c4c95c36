/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/json.h"
#include "base/problem.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/drawing.h"
#include "cli/naming.h"
#include "cli/trying.h"
#include "newsroom/plan.h"
#include "newsroom/stranded.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* --- list ------------------------------------------------------------------------------------- */

static void
list_json(const GPtrArray *workflows, const char *usual)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_array(json, "workflows");
    for (guint i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(workflows, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "name", workflow->name);
        marbre_json_member_string(json, "path", workflow->path);
        marbre_json_member_bool(json, "usual", strcmp(workflow->name, usual) == 0);
        marbre_json_member_int(json, "stages", (int64_t)marbre_workflow_count(workflow));
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static void
list(MarbreCli *cli, const MarbrePolicy *policy)
{
    const GPtrArray *workflows = marbre_policy_get_workflows(policy);
    const char *usual = marbre_policy_get_settings(policy)->workflow;
    if (cli->json) {
        list_json(workflows, usual);
        return;
    }
    for (guint i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *workflow = g_ptr_array_index(workflows, i);
        printf("%s  %s%s\n", workflow->name, marbre_workflow_title(workflow, cli->lang),
               strcmp(workflow->name, usual) == 0 ? _("  (the usual one)") : "");
    }
}

/* --- show ------------------------------------------------------------------------------------- */

static void
show_json(const MarbreWorkflow *workflow)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "name", workflow->name);
    marbre_json_member_string(json, "path", workflow->path);
    marbre_json_member_array(json, "stages");
    for (size_t i = 0; i < marbre_workflow_count(workflow); i++) {
        const MarbreStage *stage = marbre_workflow_at(workflow, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "id", stage->id);
        marbre_json_member_strv(json, "roles", (const char *const *)stage->roles);
        marbre_json_member_array(json, "checks");
        for (guint j = 0; j < stage->checks->len; j++) {
            const MarbreUse *use = g_ptr_array_index(stage->checks, j);
            g_autofree char *name = use->task == NULL
                                        ? g_strdup(use->plugin)
                                        : g_strdup_printf("%s/%s", use->plugin, use->task);
            marbre_json_string(json, name);
        }
        marbre_json_end_array(json);
        marbre_json_member_int(json, "approvals", stage->approvals.count);
        marbre_json_member_bool(json, "four_eyes", stage->approvals.four_eyes);
        marbre_json_member_strv(json, "owed", (const char *const *)stage->owing.stages);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static MarbreExit
show(MarbreCli *cli, const MarbrePolicy *policy, const char *name, bool graph)
{
    bool mermaid = g_strcmp0(cli->format, "mermaid") == 0;
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, name);
    if (workflow == NULL)
        return marbre_cli_usage(_("there is no workflow “%s”; `marbre workflow list` names them"),
                                name);
    if (cli->json) {
        show_json(workflow);
        return MARBRE_EXIT_YES;
    }
    g_autofree char *drawing = graph ? marbre_workflow_graph(workflow, cli->lang, mermaid)
                                     : marbre_workflow_drawing(cli, workflow);
    fputs(drawing, stdout);
    return MARBRE_EXIT_YES;
}

/* --- check ------------------------------------------------------------------------------------ */

/* Every problem of the rules as they lie; NULL with an error where they can't be read at all. */
static char *
find_problems(MarbreCli *cli, GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_store_is_bare(cli->store)
                                             ? marbre_snapshot_commit(cli->store, NULL, error)
                                             : marbre_snapshot_worktree(cli->store, error);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL : marbre_newsroom_new(cli->store, snapshot, error);
    g_autoptr(GPtrArray) stranded = marbre_problems_new();
    if (newsroom == NULL || !marbre_stranded_find(newsroom, stranded, error))
        return NULL;
    const GPtrArray *workflows = marbre_policy_get_workflows(marbre_newsroom_get_policy(newsroom));
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < workflows->len; i++) {
        g_autoptr(GError) reason = NULL;
        g_autoptr(MarbrePlan) plan = marbre_plan_new(newsroom, g_ptr_array_index(workflows, i),
                                                     marbre_cli_pool(cli), &reason);
        if (plan == NULL)
            g_string_append_printf(lines, "%s\n", g_strchomp(reason->message));
    }
    g_autofree char *moved = marbre_problems_format(stranded);
    g_string_append(lines, moved);
    return g_string_free(lines, FALSE);
}

/* The policy as its files lie: what somebody is about to commit. */
static MarbreExit
check(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_open(cli, &error))
        return marbre_cli_fail(error);
    g_autofree char *problems = find_problems(cli, &error);
    if (problems == NULL)
        return marbre_cli_fail(error);
    bool sound = *problems == '\0';
    if (cli->json) {
        g_auto(GStrv) lines = g_strsplit(g_strchomp(problems), "\n", -1);
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_bool(json, "ok", sound);
        marbre_json_member_strv(json, "problems", (const char *const *)lines);
        marbre_answer_end(json);
    } else if (sound) {
        printf(_("The newsroom's rules are sound.\n"));
    } else {
        fputs(problems, stderr);
    }
    return sound ? MARBRE_EXIT_YES : MARBRE_EXIT_USAGE;
}

/* One set of options for all of them. */
MarbreVerb marbre_workflow_verbs[] = {
    {"list", "liste", "workflow list", NULL},    {"show", "voir", "workflow show", NULL},
    {"graph", "graphe", "workflow graph", NULL}, {"check", "vérifier", "workflow check", NULL},
    {"try", "essayer", "workflow try", NULL},    {NULL, NULL, "", NULL},
};

MarbreExit
marbre_command_workflow(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    int months = 3;
    GOptionEntry entries[] = {{"months", 0, 0, G_OPTION_ARG_INT, &months,
                               N_("of try: what was published in so many months too; 3 without it"),
                               N_("N")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    static const char *const formats[] = {"text", "json", "dot", "mermaid", NULL};
    cli->formats = formats;
    cli->formats_shown = N_("text or json; of graph dot or mermaid");
    if (!marbre_cli_parse(cli,
                          N_("list | show [NAME] | graph [NAME] | check | try FILE [--months N]"),
                          entries, false, &argc, &argv, &status))
        return status;
    const char *what = argc < 2 ? "" : marbre_cli_verb_named(marbre_workflow_verbs, argv[1]);
    bool graph = strcmp(what, "graph") == 0;
    if (!graph && cli->format != NULL &&
        (strcmp(cli->format, "dot") == 0 || strcmp(cli->format, "mermaid") == 0))
        return marbre_cli_usage(_("dot and mermaid are for: marbre workflow graph"));
    if (strcmp(what, "try") == 0 && argc == 3)
        return marbre_workflow_try(cli, argv[2], months);
    if (strcmp(what, "check") == 0 && argc == 2)
        return check(cli);
    bool lists = strcmp(what, "list") == 0 && argc == 2;
    if (!lists && ((strcmp(what, "show") != 0 && !graph) || argc > 3))
        return marbre_cli_usage(
            _("marbre workflow list, show [NAME], graph [NAME], check or try FILE"));
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    if (!lists)
        return show(cli, marbre_newsroom_get_policy(tip), argc == 3 ? argv[2] : NULL, graph);
    list(cli, marbre_newsroom_get_policy(tip));
    return MARBRE_EXIT_YES;
}
