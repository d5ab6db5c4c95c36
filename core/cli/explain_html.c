/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/explained.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Pages of the same parts for a browser: docs/rules. No script, nothing fetched. */

static const char style[] =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}"
    "pre{background:#f4f4f1;padding:.7rem 1rem;overflow-x:auto;white-space:pre-wrap}"
    "code,pre{font:.9rem/1.5 ui-monospace,monospace}"
    "article{border-top:1px solid #767676;margin-top:2.5rem}"
    "h3{font-size:1rem;margin-bottom:.2rem}td{padding:.1rem 1rem .1rem 0;vertical-align:top}"
    ".fails{border-left:4px solid #b3261e}.passes{border-left:4px solid #1b6e3c}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}pre{background:#242424}"
    "a{color:#9ec5ff}}";

/* Words in the place of the %s of a format, so that they are words and nothing else. */
static void
put(GString *out, const char *format, const char *words)
{
    g_autofree char *safe = g_markup_escape_text(words, -1);
    const char *hole = strstr(format, "%s");
    g_string_append_len(out, format, hole - format);
    g_string_append(out, safe);
    g_string_append(out, hole + strlen("%s"));
}

#define PUT(tag, words) put(out, "<" tag ">%s</" tag ">\n", words)

static void
put_code(GString *out, const char *class, const char *code)
{
    g_autofree char *whole = g_strdup(code);
    g_string_append_printf(out, "<pre%s%s%s tabindex=\"0\">", class == NULL ? "" : " class=\"",
                           class == NULL ? "" : class, class == NULL ? "" : "\"");
    put(out, "<code>%s</code></pre>\n", g_strchomp(whole));
}

static void
put_files(GString *out,
          const char *heading,
          const char *class,
          const MarbreRulePage *page,
          const GPtrArray *files)
{
    if (files->len == 0)
        return;
    PUT("h3", heading);
    for (guint i = 0; i < files->len; i++) {
        const MarbreExampleFile *file = g_ptr_array_index(files, i);
        put(out, "<p><code>%s</code>", file->name);
        if (!file->is_text)
            put(out, _(": %s"), file->text);
        g_string_append(out, "</p>\n");
        g_autofree char *text = marbre_explained_text(page, file);
        if (file->is_text)
            put_code(out, class, text);
    }
}

static void
put_turns(GString *out, const MarbreExplained *rule)
{
    g_autoptr(GPtrArray) turns = marbre_explained_turns(rule);
    PUT("h3", _("How a newsroom turns it"));
    for (guint i = 0; i < turns->len; i++) {
        const MarbreTurn *turn = g_ptr_array_index(turns, i);
        if (*turn->words != '\0')
            PUT("p", turn->words);
        if (turn->code != NULL)
            put_code(out, NULL, turn->code);
    }
}

static void
put_part(GString *out, const char *heading, const char *words)
{
    if (words == NULL)
        return;
    PUT("h3", heading);
    PUT("p", words);
}

static void
put_rule(GString *out, const MarbreExplained *rule)
{
    const MarbreRulePage *page = rule->page;
    put(out, "<article id=\"%s\">\n", strchr(rule->id, '/') + 1);
    put(out, "<h2><code>%s</code></h2>\n", rule->id);
    g_autofree char *summary =
        g_strdup_printf(_("%s. %s: %s."), rule->summary, marbre_severity_shown(rule->severity),
                        marbre_explained_weight(rule->severity));
    PUT("p", summary);
    if (page != NULL) {
        put_part(out, _("What it means"), page->means);
        put_part(out, _("How it arises"), page->arises);
        if (page->with != NULL) {
            PUT("h3", _("Options of the examples"));
            put_code(out, NULL, page->with);
        }
        put_files(out, _("It speaks of this"), "fails", page, page->fails);
        put_files(out, _("It is silent here"), "passes", page, page->passes);
        put_part(out, _("How to clear it"), page->clear);
    }
    put_turns(out, rule);
    g_string_append(out, "</article>\n");
}

static GString *
begin(const MarbreCli *cli, const char *title)
{
    GString *out = g_string_new("<!DOCTYPE html>\n");
    put(out, "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", cli->lang);
    g_string_append(out, "<meta name=\"viewport\" content=\"width=device-width\">\n");
    PUT("title", title);
    g_string_append_printf(out, "<style>%s</style>\n</head>\n<body>\n<main>\n", style);
    PUT("h1", title);
    return out;
}

static char *
end(GString *out)
{
    g_string_append(out, "</main>\n</body>\n</html>\n");
    return g_string_free(out, FALSE);
}

/* The rules of a chapter, each with a link to its page. */
static void
put_list(GString *out, const MarbreChapter *chapter, bool elsewhere)
{
    g_string_append(out, "<table>\n");
    for (guint i = 0; i < chapter->rules->len; i++) {
        const MarbreExplained *rule = g_ptr_array_index(chapter->rules, i);
        g_autofree char *page =
            elsewhere ? g_strdup_printf("%s.html", chapter->plugin) : g_strdup("");
        put(out, "<tr><td><a href=\"%s", page);
        put(out, "#%s\">", strchr(rule->id, '/') + 1);
        put(out, "<code>%s</code></a></td>", rule->id);
        put(out, "<td>%s</td></tr>\n", rule->summary);
    }
    g_string_append(out, "</table>\n");
}

static char *
html_rule(const MarbreCli *cli, const MarbreExplained *rule)
{
    GString *out = begin(cli, rule->id);
    put_rule(out, rule);
    return end(out);
}

static char *
html_chapter(const MarbreCli *cli, const MarbreChapter *chapter)
{
    GString *out = begin(cli, chapter->summary);
    put_list(out, chapter, false);
    for (guint i = 0; i < chapter->rules->len; i++)
        put_rule(out, g_ptr_array_index(chapter->rules, i));
    return end(out);
}

static char *
html_index(const MarbreCli *cli, const GPtrArray *chapters)
{
    GString *out = begin(cli, _("The newsroom's rules"));
    for (guint i = 0; i < chapters->len; i++) {
        const MarbreChapter *chapter = g_ptr_array_index(chapters, i);
        PUT("h2", chapter->summary);
        put_list(out, chapter, true);
    }
    return end(out);
}

#undef PUT

const MarbreExplainFormat marbre_explain_html = {html_rule, html_chapter, html_index};
