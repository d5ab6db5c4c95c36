/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/explained.h"

#include "base/problem.h"
#include "cli/plugins.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
explained_free(void *data)
{
    MarbreExplained *rule = data;
    g_free(rule->id);
    g_free(rule->summary);
    g_ptr_array_unref(rule->options);
    g_free(rule);
}

void
marbre_chapter_free(MarbreChapter *chapter)
{
    if (chapter == NULL)
        return;
    g_free(chapter->plugin);
    g_free(chapter->summary);
    g_ptr_array_unref(chapter->rules);
    marbre_rulebook_free(chapter->book);
    g_free(chapter);
}

static void
chapter_release(void *data)
{
    marbre_chapter_free(data);
}

static MarbreExplained *
add_rule(MarbreChapter *chapter, const char *bare, const char *summary, MarbreSeverity severity)
{
    MarbreExplained *rule = g_new0(MarbreExplained, 1);
    rule->id = g_strdup_printf("%s/%s", chapter->plugin, bare);
    rule->summary = g_strdup(summary);
    rule->severity = severity;
    rule->of_engine = strcmp(chapter->plugin, MARBRE_ENGINE) == 0;
    rule->page = marbre_rulebook_find(chapter->book, bare);
    rule->options = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(chapter->rules, rule);
    return rule;
}

static MarbreChapter *
chapter_begin(const MarbreCli *cli, const char *plugin, const char *dir)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreChapter *chapter = g_new0(MarbreChapter, 1);
    chapter->plugin = g_strdup(plugin);
    chapter->rules = g_ptr_array_new_with_free_func(explained_free);
    chapter->book = marbre_rulebook_load(dir, plugin, cli->lang, problems);
    if (problems->len > 0) {
        g_autofree char *lines = marbre_problems_format(problems);
        g_autofree char *shown = marbre_cli_shown(lines);
        g_printerr("%s", shown);
    }
    return chapter;
}

/* --- the engine's own ---------------------------------------------------------------------------
 */

static MarbreSeverity
severity_of(const char *name)
{
    if (g_strcmp0(name, "note") == 0)
        return MARBRE_SEVERITY_NOTE;
    return g_strcmp0(name, "warning") == 0 ? MARBRE_SEVERITY_WARNING : MARBRE_SEVERITY_ERROR;
}

static MarbreChapter *
engine_chapter(const MarbreCli *cli)
{
    g_autofree char *dir = g_build_filename(MARBRE_DATA_DIR, "rules", NULL);
    MarbreChapter *chapter = chapter_begin(cli, MARBRE_ENGINE, dir);
    const GPtrArray *pages = marbre_rulebook_get_pages(chapter->book);
    chapter->summary = g_strdup(_("What Marbre itself asks of every article and every move"));
    for (guint i = 0; i < pages->len; i++) {
        const MarbreRulePage *page = g_ptr_array_index(pages, i);
        (void)add_rule(chapter, page->rule, page->summary == NULL ? page->rule : page->summary,
                       severity_of(page->severity));
    }
    return chapter;
}

/* --- those of plugins ---------------------------------------------------------------------------
 */

static void
add_options(MarbreExplained *rule,
            const MarbreTaskInfo *task,
            const MarbreCatalogue *words,
            const char *lang)
{
    for (char **key = rule->page == NULL ? NULL : rule->page->options; key != NULL && *key != NULL;
         key++) {
        const MarbreOptionInfo *option = marbre_task_info_option(task, *key);
        if (option != NULL)
            g_ptr_array_add(rule->options,
                            g_strdup_printf("%s: %s", *key,
                                            marbre_catalogue_option_summary(
                                                words, lang, task->id, *key, option->summary)));
    }
}

static void
add_task(MarbreChapter *chapter,
         const MarbreTaskInfo *task,
         const MarbreCatalogue *words,
         const char *lang)
{
    for (guint i = 0; i < task->rules->len; i++) {
        const MarbreRuleInfo *info = g_ptr_array_index(task->rules, i);
        if (marbre_chapter_find(chapter, info->id) != NULL)
            continue;
        MarbreExplained *rule = add_rule(
            chapter, info->id, marbre_catalogue_rule_summary(words, lang, info->id, info->summary),
            (MarbreSeverity)info->severity);
        add_options(rule, task, words, lang);
    }
}

static MarbreChapter *
plugin_chapter(const MarbreCli *cli, const MarbrePluginInfo *info)
{
    const char *const langs[] = {cli->lang, NULL};
    g_autofree char *dir = g_path_get_dirname(info->path == NULL ? "." : info->path);
    g_autoptr(MarbreCatalogue) words = marbre_plugin_words(info, langs);
    MarbreChapter *chapter = chapter_begin(cli, info->id, dir);
    for (guint i = 0; i < info->tasks->len; i++) {
        const MarbreTaskInfo *task = g_ptr_array_index(info->tasks, i);
        if (task->rules->len > 0 && chapter->summary == NULL)
            chapter->summary =
                g_strdup(marbre_catalogue_task_summary(words, cli->lang, task->id, task->summary));
        add_task(chapter, task, words, cli->lang);
    }
    if (chapter->summary == NULL)
        chapter->summary = g_strdup(info->id);
    return chapter;
}

MarbreChapter *
marbre_chapter_new(MarbreCli *cli, const char *plugin, GError **error)
{
    if (strcmp(plugin, MARBRE_ENGINE) == 0)
        return engine_chapter(cli);
    const MarbrePluginName name = {.id = (char *)plugin};
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_describe(cli, &name, error);
    return info == NULL ? NULL : plugin_chapter(cli, info);
}

GPtrArray *
marbre_chapters_new(MarbreCli *cli)
{
    GPtrArray *chapters = g_ptr_array_new_with_free_func(chapter_release);
    (void)marbre_cli_open(cli, NULL); /* outside a newsroom rules can be read all the same */
    (void)marbre_cli_pool(cli);
    g_autoptr(GPtrArray) all = marbre_finder_list(cli->finder);
    for (guint i = 0; i < all->len; i++) {
        const MarbreFound *found = g_ptr_array_index(all, i);
        g_autoptr(MarbrePluginInfo) info =
            found->id == NULL || found->hidden || found->problem != NULL
                ? NULL
                : marbre_pool_describe(cli->pool, found->id, NULL);
        MarbreChapter *chapter = info == NULL ? NULL : plugin_chapter(cli, info);
        if (chapter != NULL && chapter->rules->len > 0)
            g_ptr_array_add(chapters, chapter);
        else
            marbre_chapter_free(chapter);
    }
    g_ptr_array_add(chapters, engine_chapter(cli));
    return chapters;
}

const MarbreExplained *
marbre_chapter_find(const MarbreChapter *chapter, const char *rule)
{
    const char *slash = strchr(rule, '/');
    const char *bare = slash == NULL ? rule : slash + 1;
    for (guint i = 0; i < chapter->rules->len; i++) {
        const MarbreExplained *found = g_ptr_array_index(chapter->rules, i);
        if (strcmp(strchr(found->id, '/') + 1, bare) == 0)
            return found;
    }
    return NULL;
}

/* --- how a newsroom turns it -------------------------------------------------------------------
 */

static void
turn_free(void *data)
{
    MarbreTurn *turn = data;
    g_free(turn->words);
    g_free(turn->code);
    g_free(turn);
}

static void
add_turn(GPtrArray *turns, const char *words, char *code)
{
    MarbreTurn *turn = g_new0(MarbreTurn, 1);
    turn->words = g_strdup(words);
    turn->code = code;
    g_ptr_array_add(turns, turn);
}

GPtrArray *
marbre_explained_turns(const MarbreExplained *rule)
{
    GPtrArray *turns = g_ptr_array_new_with_free_func(turn_free);
    if (rule->of_engine) {
        add_turn(turns, _("It can't be turned: nobody re-grades or waives a rule of Marbre's own."),
                 NULL);
        return turns;
    }
    for (guint i = 0; i < rule->options->len; i++)
        add_turn(turns, i == 0 ? _("Options of the check, below “with:”:") : "",
                 g_strdup(g_ptr_array_index(rule->options, i)));
    add_turn(turns, _("Graded otherwise, in the workflow: error, warning, note or off:"),
             g_strdup_printf("severity: {%s: %s}", rule->id,
                             rule->severity == MARBRE_SEVERITY_ERROR ? "warning" : "error"));
    add_turn(turns, _("Who may waive it, at its stage:"),
             g_strdup_printf("waivers: {roles: [editor], rules: [%s], longest: 14d}", rule->id));
    add_turn(turns, _("Then, for one article and a time:"),
             g_strdup_printf(_("marbre waive ARTICLE %s -m WHY --until DATE"), rule->id));
    return turns;
}

const char *
marbre_explained_weight(MarbreSeverity severity)
{
    switch (severity) {
    case MARBRE_SEVERITY_ERROR:
        return _("keeps the article where it is");
    case MARBRE_SEVERITY_WARNING:
        return _("does not keep the article, and asks for a look");
    case MARBRE_SEVERITY_NOTE:
    case MARBRE_SEVERITY_OFF:
        break;
    }
    return _("for information only");
}

/* All that is to be read in an example, its white space left out. */
static char *
solid_text(const GPtrArray *files)
{
    g_autoptr(GString) solid = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++) {
        const MarbreExampleFile *file = g_ptr_array_index(files, i);
        for (const char *p = file->is_text ? file->text : ""; *p != '\0'; p = g_utf8_next_char(p))
            if (!g_unichar_isspace(g_utf8_get_char(p)))
                g_string_append_unichar(solid, g_utf8_get_char(p));
    }
    return g_string_free(g_steal_pointer(&solid), FALSE);
}

char *
marbre_explained_text(const MarbreRulePage *page, const MarbreExampleFile *file)
{
    g_autofree char *fails = solid_text(page->fails), *passes = solid_text(page->passes);
    g_autoptr(GString) shown = g_string_new(file->text);
    if (strcmp(fails, passes) != 0)
        return g_string_free(g_steal_pointer(&shown), FALSE);
    g_string_replace(shown, "\xc2\xa0", "⍽", 0);
    g_string_replace(shown, "\xe2\x80\xaf", "⎵", 0);
    return g_string_free(g_steal_pointer(&shown), FALSE);
}
