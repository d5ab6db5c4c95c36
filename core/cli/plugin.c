/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/plugins.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A file that was found, and what it declares where it could be asked. */
typedef struct {
    const MarbreFound *found;
    const char *hidden_by; /* (nullable) the file that is used in its place */
    MarbrePluginInfo *info;
    char *problem;
    char *remedy; /* (nullable) the way out, where the problem does not say it */
} Line;

static void
line_clear(Line *line)
{
    marbre_plugin_info_unref(line->info);
    g_free(line->problem);
    g_free(line->remedy);
}

static Line
ask(MarbreCli *cli, const MarbreFound *found, const char *hidden_by)
{
    Line line = {found, hidden_by, NULL, g_strdup(found->problem), NULL};
    g_autoptr(GError) error = NULL;
    if (found->problem != NULL || found->hidden || found->id == NULL)
        return line;
    line.info = marbre_pool_describe(cli->pool, found->id, &error);
    if (line.info != NULL)
        return line;
    line.problem = g_strdup(error->message);
    line.remedy = g_strdup_printf(_("marbre plugin test %s says what is wrong; mend it, build it "
                                    "again for this marbre, or take the file away"),
                                  found->path);
    return line;
}

static void
write_line(MarbreJson *json, const Line *line)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "id", line->found->id);
    marbre_json_member_string(json, "path", line->found->path);
    marbre_json_member_string(json, "version", line->info == NULL ? NULL : line->info->version);
    marbre_json_member_string(json, "digest", line->found->digest);
    marbre_json_member_bool(json, "hidden", line->found->hidden);
    marbre_json_member_string(json, "hidden_by", line->hidden_by);
    marbre_json_member_string(json, "problem", line->problem);
    marbre_json_member_string(json, "remedy", line->remedy);
    marbre_json_end_object(json);
}

static void
print_line(const Line *line)
{
    const char *id = line->found->id == NULL ? "?" : line->found->id;
    g_autofree char *path = marbre_text_shown(line->found->path);
    g_autofree char *other = marbre_text_shown(line->hidden_by == NULL ? "" : line->hidden_by);
    g_autofree char *problem = line->problem == NULL ? NULL : marbre_text_shown(line->problem);
    g_autofree char *remedy = line->remedy == NULL ? NULL : marbre_text_shown(line->remedy);
    if (line->found->hidden)
        printf(_("%s  hidden by another of this name: %s (by %s)\n"), id, path, other);
    else if (problem != NULL)
        printf(_("%s  can't be used: %s\n"), id, problem);
    else
        printf("%s  %s  %s\n", id, line->info->version, path);
    if (remedy != NULL && !line->found->hidden)
        printf(_("    the way out: %s\n"), remedy);
}

/* The file that a hidden one stands behind. */
static const char *
find_first(const GPtrArray *all, const MarbreFound *hidden)
{
    for (guint i = 0; hidden->hidden && i < all->len; i++) {
        const MarbreFound *found = all->pdata[i];
        if (found->id != NULL && strcmp(found->id, hidden->id) == 0)
            return found->path;
    }
    return NULL;
}

static MarbreExit
list(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    if (!marbre_cli_parse(cli, "", NULL, false, &argc, &argv, &status))
        return status;
    if (argc > 1)
        return marbre_cli_usage(_("nothing follows: marbre plugin list"));
    marbre_plugin_open_newsroom(cli);
    (void)marbre_cli_pool(cli);
    g_autoptr(GPtrArray) all = marbre_finder_list(cli->finder);
    MarbreJson *json = cli->json ? marbre_answer_begin() : NULL;
    if (json != NULL)
        marbre_json_member_array(json, "plugins");
    for (guint i = 0; i < all->len; i++) {
        const MarbreFound *found = g_ptr_array_index(all, i);
        Line line = ask(cli, found, find_first(all, found));
        if (json != NULL)
            write_line(json, &line);
        else
            print_line(&line);
        line_clear(&line);
    }
    if (json != NULL) {
        marbre_json_end_array(json);
        marbre_answer_end(json);
    }
    return MARBRE_EXIT_YES;
}

MarbreVerb marbre_plugin_verbs[] = {
    {"list", "liste", "plugin list", list},
    {"show", "voir", "plugin show", marbre_plugin_show},
    {"run", "essayer", "plugin run", marbre_plugin_run},
    {"new", "nouveau", "plugin new", marbre_plugin_new},
    {"test", "éprouver", "plugin test", marbre_plugin_test},
    {"docs", "fiches", "plugin docs", marbre_plugin_docs},
    {NULL, NULL, "", NULL},
};

MarbreExit
marbre_command_plugin(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    if (marbre_cli_verb(cli, marbre_plugin_verbs, argc, argv, &status))
        return status;
    if (!marbre_cli_parse(cli, N_("list|show|run|new|test|docs …"), NULL, false, &argc, &argv,
                          &status))
        return status;
    return marbre_cli_usage(
        _("marbre plugin list, show, run, new, test or docs; `marbre plugin run "
          "--help` says more"));
}
