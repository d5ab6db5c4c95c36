/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/explained.h"

#include "base/text.h"
#include "cli/prose.h"
#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Pages for a terminal, and as Markdown: the same parts under the same headings. */

typedef struct {
    const MarbreCli *cli;
    GString *out;
    bool markdown;
} Page;

static void
put_heading(Page *page, unsigned level, const char *words)
{
    if (page->markdown) {
        g_string_append_printf(page->out, "%.*s %s\n\n", (int)level, "####", words);
        return;
    }
    g_autofree char *bold = marbre_cli_paint(page->cli, "1", words);
    g_string_append_printf(page->out, "%s%s\n", level < 3 ? "" : "\n", bold);
}

static void
put_words(Page *page, const char *words)
{
    if (page->markdown) {
        g_string_append_printf(page->out, "%s\n\n", words);
        return;
    }
    g_auto(GStrv) lines = g_strsplit(words, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_autoptr(GPtrArray) pieces = marbre_pieces_new();
        marbre_pieces_add(pieces, MARBRE_PIECE_SAME, *line, strlen(*line));
        g_autofree char *prose = marbre_prose(pieces, false, 2, marbre_cli_width());
        g_string_append(page->out, prose);
    }
}

/* Lines that are taken over as they are. */
static void
put_code(Page *page, const char *label, const char *code)
{
    g_autofree char *shown = marbre_cli_shown(code);
    g_auto(GStrv) lines = g_strsplit(g_strchomp(shown), "\n", -1);
    if (page->markdown) {
        if (label != NULL)
            g_string_append_printf(page->out, "`%s`:\n\n", label);
        for (char **line = lines; *line != NULL; line++)
            g_string_append_printf(page->out, **line == '\0' ? "\n" : "    %s\n", *line);
        g_string_append_c(page->out, '\n');
        return;
    }
    if (label != NULL) {
        g_autofree char *dim = marbre_cli_paint(page->cli, "2", label);
        g_string_append_printf(page->out, "  %s\n", dim);
    }
    for (char **line = lines; *line != NULL; line++)
        g_string_append_printf(page->out, "  │ %s\n", *line);
}

static void
put_files(Page *page, const char *heading, const MarbreRulePage *told, const GPtrArray *files)
{
    if (files->len == 0)
        return;
    put_heading(page, 3, heading);
    for (guint i = 0; i < files->len; i++) {
        const MarbreExampleFile *file = g_ptr_array_index(files, i);
        if (file->is_text) {
            g_autofree char *text = marbre_explained_text(told, file);
            put_code(page, file->name, text);
            continue;
        }
        g_autofree char *words = g_strdup_printf(_("%s: %s"), file->name, file->text);
        put_words(page, words);
    }
}

static void
put_turns(Page *page, const MarbreExplained *rule)
{
    g_autoptr(GPtrArray) turns = marbre_explained_turns(rule);
    put_heading(page, 3, _("How a newsroom turns it"));
    for (guint i = 0; i < turns->len; i++) {
        const MarbreTurn *turn = g_ptr_array_index(turns, i);
        if (*turn->words != '\0')
            put_words(page, turn->words);
        if (turn->code != NULL)
            put_code(page, NULL, turn->code);
    }
}

static void
put_rule(Page *page, const MarbreExplained *rule)
{
    const MarbreRulePage *told = rule->page;
    g_autofree char *title = g_strdup_printf(page->markdown ? "`%s`" : "%s", rule->id);
    g_autofree char *summary =
        g_strdup_printf(_("%s. %s: %s."), rule->summary, marbre_severity_shown(rule->severity),
                        marbre_explained_weight(rule->severity));
    put_heading(page, 2, title);
    put_words(page, summary);
    if (told != NULL && told->means != NULL) {
        put_heading(page, 3, _("What it means"));
        put_words(page, told->means);
    }
    if (told != NULL && told->arises != NULL) {
        put_heading(page, 3, _("How it arises"));
        put_words(page, told->arises);
    }
    if (told != NULL) {
        if (told->with != NULL) {
            put_heading(page, 3, _("Options of the examples"));
            put_code(page, NULL, told->with);
        }
        put_files(page, _("It speaks of this"), told, told->fails);
        put_files(page, _("It is silent here"), told, told->passes);
    }
    if (told != NULL && told->clear != NULL) {
        put_heading(page, 3, _("How to clear it"));
        put_words(page, told->clear);
    }
    put_turns(page, rule);
    if (!page->markdown)
        g_string_append_c(page->out, '\n');
}

static size_t
widest(const MarbreChapter *chapter)
{
    size_t width = 0;
    for (guint i = 0; i < chapter->rules->len; i++)
        width = MAX(width, strlen(((const MarbreExplained *)chapter->rules->pdata[i])->id));
    return width;
}

/* A line a rule. */
static void
put_list(Page *page, const MarbreChapter *chapter)
{
    size_t width = widest(chapter);
    put_heading(page, 2, chapter->summary);
    if (page->markdown)
        g_string_append(page->out, "| | | |\n| --- | --- | --- |\n");
    for (guint i = 0; i < chapter->rules->len; i++) {
        const MarbreExplained *rule = g_ptr_array_index(chapter->rules, i);
        if (page->markdown)
            g_string_append_printf(page->out, "| `%s` | %s | %s |\n", rule->id,
                                   marbre_severity_shown(rule->severity), rule->summary);
        else
            g_string_append_printf(page->out, "  %-*s  %s\n", (int)width, rule->id, rule->summary);
    }
    g_string_append_c(page->out, '\n');
}

static char *
write_rule(const MarbreCli *cli, const MarbreExplained *rule, bool markdown)
{
    Page page = {cli, g_string_new(NULL), markdown};
    put_rule(&page, rule);
    return g_string_free(page.out, FALSE);
}

static char *
write_index(const MarbreCli *cli, const GPtrArray *chapters, bool markdown)
{
    Page page = {cli, g_string_new(NULL), markdown};
    for (guint i = 0; i < chapters->len; i++)
        put_list(&page, g_ptr_array_index(chapters, i));
    put_words(&page, _("One of them, with examples:  marbre explain draft/cut-value"));
    return g_string_free(page.out, FALSE);
}

static char *
text_rule(const MarbreCli *cli, const MarbreExplained *rule)
{
    return write_rule(cli, rule, false);
}

static char *
text_chapter(const MarbreCli *cli, const MarbreChapter *chapter)
{
    Page page = {cli, g_string_new(NULL), false};
    put_list(&page, chapter);
    return g_string_free(page.out, FALSE);
}

static char *
text_index(const MarbreCli *cli, const GPtrArray *chapters)
{
    return write_index(cli, chapters, false);
}

static char *
markdown_rule(const MarbreCli *cli, const MarbreExplained *rule)
{
    return write_rule(cli, rule, true);
}

static char *
markdown_chapter(const MarbreCli *cli, const MarbreChapter *chapter)
{
    Page page = {cli, g_string_new(NULL), true};
    put_heading(&page, 1, chapter->summary);
    for (guint i = 0; i < chapter->rules->len; i++)
        put_rule(&page, g_ptr_array_index(chapter->rules, i));
    return g_string_free(page.out, FALSE);
}

static char *
markdown_index(const MarbreCli *cli, const GPtrArray *chapters)
{
    return write_index(cli, chapters, true);
}

const MarbreExplainFormat marbre_explain_text = {text_rule, text_chapter, text_index};
const MarbreExplainFormat marbre_explain_markdown = {markdown_rule, markdown_chapter,
                                                     markdown_index};
