/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/drawing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static unsigned
hours_of(int64_t seconds)
{
    return (unsigned)(seconds / 3600);
}

static void
add_urgent(GString *out, const MarbreWorkflow *workflow)
{
    unsigned hours = hours_of(workflow->urgent);
    if (workflow->urgent_roles[0] == NULL)
        return;
    g_autofree char *roles = g_strjoinv(", ", workflow->urgent_roles);
    g_string_append_printf(
        out,
        g_dngettext(GETTEXT_PACKAGE,
                    "What can't wait may be hurried past these stages, by: %s; they are owed "
                    "within %u hour.\n",
                    "What can't wait may be hurried past these stages, by: %s; they are owed "
                    "within %u hours.\n",
                    hours),
        roles, hours);
}

static void
add_when(GString *out, const MarbreStage *stage)
{
    if (stage->when == NULL)
        return;
    g_autoptr(GPtrArray) keys = marbre_condition_keys(stage->when);
    g_ptr_array_add(keys, NULL);
    g_autofree char *names = g_strjoinv(", ", (char **)keys->pdata);
    g_string_append_printf(out, _("   only for some articles, by: %s\n"), names);
}

static void
add_checks(GString *out, const MarbreStage *stage)
{
    for (guint i = 0; i < stage->checks->len; i++) {
        const MarbreUse *use = g_ptr_array_index(stage->checks, i);
        g_string_append_printf(out, _("   checked by: %s%s%s\n"), use->plugin,
                               use->task == NULL ? "" : "/", use->task == NULL ? "" : use->task);
    }
    if (stage->approvals.count > 0) {
        g_autofree char *approvers = g_strjoinv(", ", stage->approvals.roles);
        g_string_append_printf(out,
                               g_dngettext(GETTEXT_PACKAGE, "   %u approval by: %s%s\n",
                                           "   %u approvals by: %s%s\n", stage->approvals.count),
                               stage->approvals.count, approvers,
                               stage->approvals.four_eyes ? _(", never of one's own words") : "");
    }
    if (stage->waivers.rules != NULL && stage->waivers.rules[0] != NULL) {
        g_autofree char *rules = g_strjoinv(", ", stage->waivers.rules);
        g_autofree char *by = g_strjoinv(", ", stage->waivers.roles);
        g_string_append_printf(out, _("   may be waived: %s, by: %s\n"), rules, by);
    }
}

/* The titles of stages. (transfer full) */
static char *
titles_of(const MarbreWorkflow *workflow, char **ids, const char *lang)
{
    g_autoptr(GString) titles = g_string_new(NULL);
    for (char **id = ids; *id != NULL; id++) {
        const MarbreStage *stage = marbre_workflow_stage(workflow, *id);
        g_string_append_printf(titles, "%s%s", titles->len == 0 ? "" : ", ",
                               stage == NULL ? *id : marbre_stage_title(stage, lang));
    }
    return g_string_free(g_steal_pointer(&titles), FALSE);
}

static void
add_ways(GString *out, const MarbreWorkflow *workflow, const MarbreStage *stage, const char *lang)
{
    if (stage->next[0] != NULL) {
        g_autofree char *titles = titles_of(workflow, stage->next, lang);
        g_string_append_printf(out, _("   may go on to: %s\n"), titles);
    }
    if (stage->index > 0 && stage->return_to == NULL)
        g_string_append(out, _("   may be sent back to any stage before it\n"));
    if (stage->return_to != NULL && stage->return_to[0] != NULL) {
        g_autofree char *titles = titles_of(workflow, stage->return_to, lang);
        g_string_append_printf(out, _("   may be sent back to: %s\n"), titles);
    }
}

static void
add_end(GString *out, const MarbreStage *stage, size_t count)
{
    if (stage->index + 1 == count)
        g_string_append(out, _("   leaving this stage is publication\n"));
    if (stage->owing.of == NULL)
        return;
    unsigned hours = hours_of(stage->owing.within);
    g_autofree char *owed = g_strjoinv(", ", stage->owing.stages);
    g_string_append_printf(out,
                           g_dngettext(GETTEXT_PACKAGE,
                                       "   owed within %u hour of it: %s, of “%s”\n",
                                       "   owed within %u hours of it: %s, of “%s”\n", hours),
                           hours, owed, stage->owing.of);
}

/* What a stage asks for, a line each, set in by three columns. */
static char *
lines_of(const MarbreWorkflow *workflow, const MarbreStage *stage, const char *lang)
{
    GString *out = g_string_new(NULL);
    g_autofree char *roles = g_strjoinv(", ", stage->roles);
    add_when(out, stage);
    g_string_append_printf(out, _("   moved on by: %s\n"), roles);
    add_checks(out, stage);
    add_ways(out, workflow, stage, lang);
    add_end(out, stage, marbre_workflow_count(workflow));
    return g_string_free(out, FALSE);
}

static void
add_stage(GString *out, const MarbreCli *cli, const MarbreWorkflow *workflow, size_t index)
{
    const MarbreStage *stage = marbre_workflow_at(workflow, index);
    g_autofree char *title = marbre_cli_paint(cli, "1", marbre_stage_title(stage, cli->lang));
    g_autofree char *text = lines_of(workflow, stage, cli->lang);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
    g_string_append_printf(out, "%s─ %zu. %s (%s)\n", stage->when == NULL ? "┌" : "┌┄", index + 1,
                           title, stage->id);
    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(out, "│%s\n", *line);
    g_string_append(out, "└─▼\n");
}

char *
marbre_workflow_drawing(const MarbreCli *cli, const MarbreWorkflow *workflow)
{
    GString *out = g_string_new(NULL);
    g_autofree char *end = marbre_cli_paint(cli, "1", _("Published"));
    g_autofree char *retract = g_strjoinv(", ", workflow->retract_roles);
    g_string_append_printf(out, "%s\n\n", marbre_workflow_title(workflow, cli->lang));
    for (size_t i = 0; i < marbre_workflow_count(workflow); i++)
        add_stage(out, cli, workflow, i);
    g_string_append_printf(out, "●  %s", end);
    if (*retract != '\0')
        g_string_append_printf(out, _("; may be retracted by: %s"), retract);
    g_string_append_c(out, '\n');
    add_urgent(out, workflow);
    return g_string_free(out, FALSE);
}
