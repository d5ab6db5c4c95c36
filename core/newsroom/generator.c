/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/generator.h"

#include "newsroom/generator_config.h"
#include "workflow/glob.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONFIG_LIMIT (UINT64_C(256) << 10)

const char *
marbre_generator_name(MarbreGeneratorKind kind)
{
    static const char *const names[] = {"", "Hugo", "Eleventy", "Jekyll"};
    return names[kind];
}

MarbreGeneratorKind
marbre_generator_named(const char *word)
{
    static const char *const words[] = {"hugo", "eleventy", "jekyll"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(word, words[i]) == 0)
            return (MarbreGeneratorKind)(MARBRE_GENERATOR_HUGO + i);
    return MARBRE_GENERATOR_NONE;
}

void
marbre_generator_free(MarbreGenerator *generator)
{
    if (generator == NULL)
        return;
    g_free(generator->config);
    g_strfreev(generator->content);
    g_strfreev(generator->left);
    g_free(generator->title);
    g_free(generator->base);
    g_free(generator->lang);
    g_free(generator);
}

/* ---- reading a configuration ---- */

/* Text of a file, made valid; NULL where there is none, or it is no plain file. */
static char *
read_config(MarbreSnapshot *snapshot, const char *path)
{
    g_autoptr(GBytes) bytes = marbre_snapshot_read(snapshot, path, CONFIG_LIMIT, NULL);
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    return bytes == NULL ? NULL : g_utf8_make_valid(data == NULL ? "" : data, (gssize)size);
}

/* ---- the three ---- */

static bool
has(MarbreSnapshot *snapshot, const char *path)
{
    bool there = false;
    return marbre_snapshot_has(snapshot, path, &there, NULL) && there;
}

static void
append_config(MarbreSnapshot *snapshot, const char *path, GString *all, char **ret_first)
{
    g_autofree char *text = read_config(snapshot, path);
    if (text == NULL)
        return;
    if (*ret_first == NULL)
        *ret_first = g_strdup(path);
    g_string_append_printf(all, "%s\n", text);
}

static bool
find_hugo(MarbreSnapshot *snapshot, char **ret_config, GString *all)
{
    static const char *const files[] = {"hugo.toml",   "hugo.yaml",   "hugo.yml",   "hugo.json",
                                        "config.toml", "config.yaml", "config.yml", "config.json"};
    static const char *const folders[] = {"", "config/_default/", "config/production/"};
    static const char *const more[] = {"languages.toml", "languages.yaml", "module.toml",
                                       "module.yaml"};
    char *first = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(files); j++) {
            g_autofree char *path = g_strconcat(folders[i], files[j], NULL);
            append_config(snapshot, path, all, &first);
        }
        for (size_t j = 0; *folders[i] != '\0' && first != NULL && j < G_N_ELEMENTS(more); j++) {
            g_autofree char *path = g_strconcat(folders[i], more[j], NULL);
            append_config(snapshot, path, all, &first);
        }
    }
    /* config.toml is a name that many programs like. */
    bool named = first != NULL && g_str_has_prefix(first, "hugo.");
    if (first == NULL || (!named && !has(snapshot, "content") && !has(snapshot, "layouts") &&
                          !has(snapshot, "themes") && !has(snapshot, "archetypes"))) {
        g_free(first);
        g_string_truncate(all, 0);
        return false;
    }
    *ret_config = first;
    return true;
}

static bool
find_eleventy(MarbreSnapshot *snapshot, char **ret_config, GString *all)
{
    static const char *const files[] = {".eleventy.js", "eleventy.config.js", "eleventy.config.cjs",
                                        "eleventy.config.mjs", "eleventy.config.ts"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        append_config(snapshot, files[i], all, ret_config);
    return *ret_config != NULL;
}

static bool
find_jekyll(MarbreSnapshot *snapshot, char **ret_config, GString *all)
{
    append_config(snapshot, "_config.yml", all, ret_config);
    append_config(snapshot, "_config.yaml", all, ret_config);
    return *ret_config != NULL;
}

MarbreGenerator *
marbre_generator_find(MarbreSnapshot *snapshot, GError **error)
{
    g_autoptr(GPtrArray) root = marbre_snapshot_list(snapshot, "", error);
    if (root == NULL)
        return NULL;
    g_autofree char *config = NULL, *ignored = NULL;
    g_autoptr(GString) all = g_string_new(NULL);
    MarbreGeneratorKind kind = find_hugo(snapshot, &config, all)       ? MARBRE_GENERATOR_HUGO
                               : find_eleventy(snapshot, &config, all) ? MARBRE_GENERATOR_ELEVENTY
                               : find_jekyll(snapshot, &config, all)   ? MARBRE_GENERATOR_JEKYLL
                                                                       : MARBRE_GENERATOR_NONE;
    if (kind == MARBRE_GENERATOR_ELEVENTY)
        ignored = read_config(snapshot, ".eleventyignore");
    MarbreGenerator *generator = marbre_generator_read(kind, all->str, ignored);
    generator->config = g_steal_pointer(&config);
    return generator;
}

/* ---- what it makes of a path ---- */

static bool
is_within(const char *path, const char *folder)
{
    size_t size = strlen(folder);
    return size == 0 ||
           (strncmp(path, folder, size) == 0 && (path[size] == '/' || path[size] == '\0'));
}

/* Jekyll passes over names that begin so, wherever they stand. */
static bool
is_hidden(const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (char **part = parts; *part != NULL; part++)
        if (strchr("_.#", **part) != NULL || g_str_has_suffix(*part, "~"))
            return true;
    return false;
}

bool
marbre_generator_reads(const MarbreGenerator *generator, const char *path)
{
    bool reads = false;
    for (char **folder = generator->content; *folder != NULL; folder++)
        reads = reads || is_within(path, *folder) || is_within(*folder, path);
    for (char **glob = generator->left; *glob != NULL; glob++)
        reads = reads && !marbre_glob_matches(*glob, path) && !is_within(path, *glob);
    return reads && !(generator->kind == MARBRE_GENERATOR_JEKYLL && is_hidden(path));
}

/* Bytes of the folder that holds all of the generator's: of content/en and content/fr, "content".
 */
static size_t
common_folder(const MarbreGenerator *generator)
{
    const char *first = generator->content[0];
    size_t size = first == NULL ? 0 : strlen(first);
    for (char **folder = generator->content; *folder != NULL; folder++)
        for (;;) {
            g_autofree char *common = g_strndup(first, size);
            if (is_within(*folder, common))
                break;
            while (size > 0 && first[size - 1] != '/')
                size--;
            size -= size > 0;
        }
    return size;
}

char *
marbre_generator_top(const MarbreGenerator *generator)
{
    size_t size = common_folder(generator);
    return size == 0 ? g_strdup("") : g_strndup(generator->content[0], size);
}

const char *
marbre_generator_below(const MarbreGenerator *generator, const char *path)
{
    size_t size = common_folder(generator);
    if (size == 0 || strncmp(path, generator->content[0], size) != 0 || path[size] != '/')
        return path;
    return path + size + 1;
}

/* ---- where it stands in the way ---- */

/* Jekyll copies what it does not understand: also who works here, with their addresses. */
static char *
jekyll_conflict(const MarbreGenerator *generator, const char *articles)
{
    const char *const own[] = {articles, "marbre.yaml", "people.yaml", "workflows", "glossary"};
    g_autoptr(GString) lines = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        if (marbre_generator_reads(generator, own[i]))
            g_string_append_printf(lines, "\n  - %s", own[i]);
    if (lines->len == 0)
        return NULL;
    return g_strdup_printf(_("Jekyll would put the newsroom's own files on the site, drafts and "
                             "people's addresses among them. Put these lines into %s:\nexclude:%s"),
                           generator->config, lines->str);
}

char *
marbre_generator_conflict(const MarbreGenerator *generator, const char *articles)
{
    if (generator->kind == MARBRE_GENERATOR_JEKYLL)
        return jekyll_conflict(generator, articles);
    if (!marbre_generator_reads(generator, articles))
        return NULL;
    if (generator->kind == MARBRE_GENERATOR_ELEVENTY)
        return g_strdup_printf(
            _("Eleventy would publish what lies in %s, the newsroom's own folder, drafts too. Put "
              "this line into .eleventyignore:\n%s"),
            articles, articles);
    return g_strdup_printf(
        _("Hugo would publish what lies in %s, the newsroom's own folder, drafts too: %s makes it "
          "a "
          "folder of content. Give the newsroom a folder of its own (articles: in marbre.yaml), "
          "and let “marbre export” write what is published into Hugo's"),
        articles, generator->config);
}
