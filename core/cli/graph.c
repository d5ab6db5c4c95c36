/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/drawing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PUBLISHED "published"
#define RETRACTED "retracted"

typedef struct {
    const MarbreWorkflow *workflow;
    const char *lang;
    GString *out;
    bool mermaid;
} Graph;

/* Inside double quotes, in either language. */
static char *
quoted(const Graph *graph, const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"')
            g_string_append(out, graph->mermaid ? "#quot;" : "\\\"");
        else if (*p == '\\')
            g_string_append(out, graph->mermaid ? "\\" : "\\\\");
        else if (*p == '<' && graph->mermaid)
            g_string_append(out, "#lt;");
        else if (*p == '\n')
            g_string_append(out, graph->mermaid ? "<br>" : "\\n");
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

/* An id as both languages take it, and none of their words. */
static char *
name_of(const char *id)
{
    char *name = g_strconcat("s_", id, NULL);
    g_strdelimit(name, "-", '_');
    return name;
}

static void
add_node(const Graph *graph, const char *id, const char *label, bool sometimes)
{
    g_autofree char *name = name_of(id);
    g_autofree char *words = quoted(graph, label);
    if (graph->mermaid)
        g_string_append_printf(graph->out, "    %s%s\"%s\"%s\n", name, sometimes ? "([" : "[",
                               words, sometimes ? "])" : "]");
    else
        g_string_append_printf(graph->out, "    %s [label=\"%s\"%s];\n", name, words,
                               sometimes ? ", style=\"rounded,dashed\"" : "");
}

static void
add_edge(const Graph *graph, const char *from, const char *to, const char *label, bool dashed)
{
    g_autofree char *one = name_of(from), *other = name_of(to);
    g_autofree char *words = quoted(graph, label);
    const char *arrow = dashed ? "-.->" : "-->";
    if (graph->mermaid)
        g_string_append_printf(graph->out, "    %s %s|\"%s\"| %s\n", one, arrow, words, other);
    else
        g_string_append_printf(graph->out, "    %s -> %s [label=\"%s\"%s];\n", one, other, words,
                               dashed ? ", style=dashed, constraint=false" : "");
}

/* Its title, its checks and how many answer for it. */
static void
add_stage(const Graph *graph, const MarbreStage *stage)
{
    g_autoptr(GString) label = g_string_new(marbre_stage_title(stage, graph->lang));
    for (guint i = 0; i < stage->checks->len; i++) {
        const MarbreUse *use = g_ptr_array_index(stage->checks, i);
        g_string_append_printf(label, "%s%s", i == 0 ? "\n" : ", ", use->plugin);
    }
    if (stage->approvals.count > 0) {
        g_autofree char *roles = g_strjoinv(", ", stage->approvals.roles);
        g_string_append_printf(label,
                               g_dngettext(GETTEXT_PACKAGE, "\n%u approval: %s",
                                           "\n%u approvals: %s", stage->approvals.count),
                               stage->approvals.count, roles);
    }
    add_node(graph, stage->id, label->str, stage->when != NULL);
}

/* On to the next stage, and past those that only some articles have. */
static void
add_forward(const Graph *graph, const MarbreStage *stage)
{
    size_t count = marbre_workflow_count(graph->workflow);
    g_autofree char *roles = g_strjoinv(", ", stage->roles);
    size_t next = stage->index + 1;
    add_edge(graph, stage->id,
             next < count ? marbre_workflow_at(graph->workflow, next)->id : PUBLISHED, roles,
             false);
    while (next < count && marbre_workflow_at(graph->workflow, next)->when != NULL) {
        next++;
        add_edge(graph, stage->id,
                 next < count ? marbre_workflow_at(graph->workflow, next)->id : PUBLISHED,
                 _("otherwise"), false);
    }
    for (char **id = stage->next; *id != NULL; id++)
        add_edge(graph, stage->id, *id, roles, false);
}

static void
add_back(const Graph *graph, const MarbreStage *stage)
{
    if (stage->return_to == NULL && stage->index > 0)
        add_edge(graph, stage->id, marbre_workflow_at(graph->workflow, 0)->id,
                 stage->index == 1 ? _("back") : _("back, or to a stage between"), true);
    for (char **id = stage->return_to; id != NULL && *id != NULL; id++)
        add_edge(graph, stage->id, *id, _("back"), true);
}

char *
marbre_workflow_graph(const MarbreWorkflow *workflow, const char *lang, bool mermaid)
{
    Graph graph = {workflow, lang, g_string_new(NULL), mermaid};
    g_autofree char *title = quoted(&graph, marbre_workflow_title(workflow, lang));
    g_autofree char *retract = g_strjoinv(", ", workflow->retract_roles);
    size_t count = marbre_workflow_count(workflow);
    if (mermaid)
        g_string_append_printf(graph.out, "flowchart TD\n");
    else
        g_string_append_printf(graph.out,
                               "digraph workflow {\n    label=\"%s\";\n    rankdir=TB;\n"
                               "    node [shape=box, style=rounded];\n",
                               title);
    for (size_t i = 0; i < count; i++)
        add_stage(&graph, marbre_workflow_at(workflow, i));
    add_node(&graph, PUBLISHED, _("Published"), false);
    if (*retract != '\0')
        add_node(&graph, RETRACTED, _("Retracted"), false);
    for (size_t i = 0; i < count; i++)
        add_forward(&graph, marbre_workflow_at(workflow, i));
    for (size_t i = 0; i < count; i++)
        add_back(&graph, marbre_workflow_at(workflow, i));
    if (*retract != '\0')
        add_edge(&graph, PUBLISHED, RETRACTED, retract, false);
    if (!mermaid)
        g_string_append(graph.out, "}\n");
    return g_string_free(graph.out, FALSE);
}
