/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugins.h"

#include "base/text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Markdown pages of a plugin's tasks and rules, as it describes them itself. */

/* What fills the holes of a message on a page: their own names, and a number for `count`. */
static GVariant *
holes_of(const char *message, const char *count)
{
    GVariantBuilder args;
    g_variant_builder_init(&args, G_VARIANT_TYPE("a(ss)"));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const char *open = strchr(message, '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *close = strchr(open, '}');
        if (close == NULL)
            break;
        char *name = g_strndup(open + 1, (gsize)(close - open) - 1);
        g_autofree char *hole = g_strndup(open, (gsize)(close - open) + 1);
        if (!g_hash_table_contains(seen, name))
            g_variant_builder_add(&args, "(ss)", name, strcmp(name, "count") == 0 ? count : hole);
        g_hash_table_add(seen, name);
    }
    return g_variant_ref_sink(g_variant_builder_end(&args));
}

static void
write_message(const MarbreCatalogue *words, const char *lang, const MarbreRuleInfo *rule)
{
    static const char *const counts[] = {"1", "2"};
    size_t forms = strstr(rule->message, "{count}") != NULL ? G_N_ELEMENTS(counts) : 1;
    for (size_t i = 0; i < forms; i++) {
        g_autoptr(GVariant) args = holes_of(rule->message, counts[i]);
        g_autofree char *message =
            marbre_catalogue_message(words, lang, rule->id, rule->message, args);
        printf("> %s\n%s", message, i + 1 < forms ? ">\n" : "\n");
    }
}

static void
write_rule(const MarbrePluginInfo *info,
           const MarbreCatalogue *words,
           const char *lang,
           const MarbreRuleInfo *rule)
{
    printf("### `%s/%s`\n\n", info->id, rule->id);
    printf("%s. %s.\n\n", marbre_catalogue_rule_summary(words, lang, rule->id, rule->summary),
           marbre_severity_shown((MarbreSeverity)rule->severity));
    write_message(words, lang, rule);
    if (rule->help_uri != NULL)
        printf("<%s>\n\n", rule->help_uri);
}

static void
write_options(const MarbreTaskInfo *task, const MarbreCatalogue *words, const char *lang)
{
    if (task->options->len == 0)
        return;
    printf(_("| option | | otherwise |\n| --- | --- | --- |\n"));
    for (guint i = 0; i < task->options->len; i++) {
        const MarbreOptionInfo *option = task->options->pdata[i];
        const char *summary =
            marbre_catalogue_option_summary(words, lang, task->id, option->key, option->summary);
        if (option->fallback != NULL)
            printf("| `%s` | %s | `%s` |\n", option->key, summary, option->fallback);
        else
            printf("| `%s` | %s | |\n", option->key, summary);
    }
    putchar('\n');
}

static void
write_page(MarbreCli *cli, const MarbrePluginInfo *info, const char *lang)
{
    const char *const langs[] = {lang, NULL};
    g_autoptr(MarbreCatalogue) words = marbre_plugin_words(info, langs);
    marbre_cli_speak(cli, lang);
    printf("# %s %s\n\n", info->id, info->version);
    for (guint i = 0; i < info->tasks->len; i++) {
        const MarbreTaskInfo *task = info->tasks->pdata[i];
        printf("## `%s/%s` (%s)\n\n", info->id, task->id,
               task->kind == MBR_KIND_CHECK ? _("check") : _("action"));
        printf("%s.\n\n", marbre_catalogue_task_summary(words, lang, task->id, task->summary));
        write_options(task, words, lang);
        for (guint j = 0; j < task->rules->len; j++)
            write_rule(info, words, lang, task->rules->pdata[j]);
    }
}

static bool
has_words(const MarbrePluginInfo *info, const char *lang)
{
    g_autofree char *folder = g_path_get_dirname(info->path == NULL ? "." : info->path);
    g_autofree char *file = g_strdup_printf("%s/%s.%s.yaml", folder, info->id, lang);
    return g_file_test(file, G_FILE_TEST_EXISTS);
}

static MarbreExit
docs(MarbreCli *cli, const char *word, const char *lang)
{
    g_autoptr(GError) error = NULL;
    g_auto(MarbrePluginName) name = {0};
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_name_read(cli, word, &name, &error)
                                           ? marbre_plugin_describe(cli, &name, &error)
                                           : NULL;
    if (info == NULL)
        return marbre_cli_fail(error);
    if (lang != NULL) {
        write_page(cli, info, lang);
        return MARBRE_EXIT_YES;
    }
    write_page(cli, info, "en");
    if (has_words(info, "fr"))
        write_page(cli, info, "fr");
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_plugin_docs(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *lang = NULL;
    GOptionEntry entries[] = {{"lang", 0, 0, G_OPTION_ARG_STRING, &lang,
                               N_("in this language only; else in all that it speaks"), N_("LANG")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, "PLUGIN", entries, false, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("say which: marbre plugin docs PLUGIN"));
    if (lang != NULL && strcmp(lang, "fr") != 0 && strcmp(lang, "en") != 0)
        return marbre_cli_usage(_("--lang: pages are written in fr or in en"));
    return docs(cli, argv[1], lang);
}
