/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"
#include "cli/commands.h"
#include "cli/explained.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

static const char *const formats[] = {"text", "json", "html", "markdown", NULL};

static const MarbreExplainFormat *
format_of(const MarbreCli *cli)
{
    if (cli->json)
        return &marbre_explain_json;
    if (g_strcmp0(cli->format, "html") == 0)
        return &marbre_explain_html;
    return g_strcmp0(cli->format, "markdown") == 0 ? &marbre_explain_markdown
                                                   : &marbre_explain_text;
}

static MarbreExit
print(char *text)
{
    fputs(text, stdout);
    g_free(text);
    return MARBRE_EXIT_YES;
}

/* No such rule: the one that was most likely meant. */
static MarbreExit
suggest(const GPtrArray *chapters, const char *word)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    bool whole = strchr(word, '/') != NULL;
    for (guint i = 0; i < chapters->len; i++) {
        const MarbreChapter *chapter = g_ptr_array_index(chapters, i);
        for (guint j = 0; j < chapter->rules->len; j++) {
            const MarbreExplained *rule = g_ptr_array_index(chapter->rules, j);
            g_ptr_array_add(known, whole ? rule->id : strchr(rule->id, '/') + 1);
        }
        if (!whole)
            g_ptr_array_add(known, chapter->plugin);
    }
    g_ptr_array_add(known, NULL);
    const char *near = marbre_nearest(word, (const char *const *)known->pdata);
    if (near == NULL)
        return marbre_cli_usage(_("there is no rule “%s”; `marbre explain` names them"), word);
    return marbre_cli_usage(_("there is no rule “%s”; did you mean:  marbre explain %s"), word,
                            near);
}

/* A rule without its plugin, where only one plugin has it. */
static MarbreExit
explain_word(MarbreCli *cli, const char *word)
{
    g_autoptr(GPtrArray) chapters = marbre_chapters_new(cli);
    g_autofree char *ids = NULL;
    const MarbreExplained *found = NULL;
    unsigned count = 0;
    for (guint i = 0; i < chapters->len; i++) {
        const MarbreChapter *chapter = g_ptr_array_index(chapters, i);
        const MarbreExplained *rule = marbre_chapter_find(chapter, word);
        if (rule == NULL || (strchr(word, '/') != NULL && strcmp(rule->id, word) != 0))
            continue;
        g_autofree char *before = g_steal_pointer(&ids);
        ids = before == NULL ? g_strdup(rule->id) : g_strdup_printf("%s, %s", before, rule->id);
        found = rule;
        count++;
    }
    if (count > 1)
        return marbre_cli_usage(_("“%s” is a rule of several plugins; write one of: %s"), word,
                                ids);
    return found == NULL ? suggest(chapters, word) : print(format_of(cli)->rule(cli, found));
}

static MarbreExit
explain(MarbreCli *cli, const char *word)
{
    g_autofree char *plugin = g_strndup(word, strcspn(word, "/"));
    g_autoptr(MarbreChapter) chapter = NULL;
    chapter = marbre_chapter_new(cli, plugin, NULL);
    if (strchr(word, '/') == NULL)
        return chapter == NULL || chapter->rules->len == 0
                   ? explain_word(cli, word)
                   : print(format_of(cli)->chapter(cli, chapter));
    const MarbreExplained *rule = chapter == NULL ? NULL : marbre_chapter_find(chapter, word);
    return rule == NULL ? explain_word(cli, word) : print(format_of(cli)->rule(cli, rule));
}

MarbreExit
marbre_command_explain(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    cli->formats = formats;
    cli->formats_shown = N_("text, json, html or markdown");
    if (!marbre_cli_parse(cli, N_("[RULE | PLUGIN]"), NULL, false, &argc, &argv, &status))
        return status;
    if (argc > 2)
        return marbre_cli_usage(_("one rule at a time: marbre explain draft/cut-value"));
    if (argc == 2)
        return explain(cli, argv[1]);
    g_autoptr(GPtrArray) chapters = marbre_chapters_new(cli);
    return print(format_of(cli)->index(cli, chapters));
}
