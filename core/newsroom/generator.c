/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/generator.h"

#include "base/error.h"
#include "base/path.h"
#include "base/problem.h"
#include "workflow/glob.h"
#include "yaml/document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONFIG_LIMIT (UINT64_C(256) << 10)

/* A value behind a key, in TOML, YAML or JSON alike: what such a configuration says of folders is
   written on one line in all three. Comments are passed over. */
#define KEYED(key) "(?im)^(?:[^#\\n]*?[\"\\s{,])?[\"']?" key "[\"']?\\s*[:=]\\s*"
#define VALUE "[\"']?([^\"'#,\\s}\\]]+)"
#define WORDS "(?:\"([^\"\\n]+)\"|'([^'\\n]+)'|([^\"'#\\n]+))"

typedef struct {
    GPtrArray *content;
    GPtrArray *left;
    GString *all; /* every file of the configuration, one behind the other */
} Reading;

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

/* The first group that matched, each time the pattern does. (transfer full) of char * */
static GPtrArray *
find_all(const char *text, const char *pattern)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    (void)g_regex_match(regex, text, 0, &match); /* a pattern given up on has found nothing */
    for (; g_match_info_matches(match); (void)g_match_info_next(match, NULL)) {
        char *value = NULL;
        for (int i = 1; i < g_match_info_get_match_count(match) && value == NULL; i++) {
            value = g_match_info_fetch(match, i);
            if (value != NULL && *value == '\0')
                g_clear_pointer(&value, g_free);
        }
        if (value != NULL)
            g_ptr_array_add(found, g_strstrip(value));
    }
    return found;
}

static char *
find_first(const char *text, const char *pattern)
{
    g_autoptr(GPtrArray) found = find_all(text, pattern);
    return found->len == 0 ? NULL : g_ptr_array_steal_index(found, 0);
}

/* A folder as the newsroom would name it: without "./" and slashes around; NULL where it leads out
   of the repository. */
static char *
folder_of(const char *written)
{
    g_autofree char *folder = g_strdup(written);
    char *from = folder;
    while (g_str_has_prefix(from, "./") || *from == '/')
        from += *from == '/' ? 1 : 2;
    while (*from != '\0' && g_str_has_suffix(from, "/"))
        from[strlen(from) - 1] = '\0';
    if (*from == '\0' || strcmp(from, ".") == 0)
        return g_strdup("");
    return marbre_path_is_safe(from) ? g_strdup(from) : NULL;
}

static void
add_folder(GPtrArray *folders, const char *written)
{
    g_autofree char *folder = folder_of(written);
    if (folder != NULL && !g_ptr_array_find_with_equal_func(folders, folder, g_str_equal, NULL))
        g_ptr_array_add(folders, g_steal_pointer(&folder));
}

static void
add_folders(GPtrArray *folders, const char *text, const char *pattern)
{
    g_autoptr(GPtrArray) found = find_all(text, pattern);
    for (guint i = 0; i < found->len; i++)
        add_folder(folders, found->pdata[i]);
}

/* ---- the three ---- */

static bool
has(MarbreSnapshot *snapshot, const char *path)
{
    bool there = false;
    return marbre_snapshot_has(snapshot, path, &there, NULL) && there;
}

static void
append_config(MarbreSnapshot *snapshot, const char *path, Reading *reading, char **ret_first)
{
    g_autofree char *text = read_config(snapshot, path);
    if (text == NULL)
        return;
    if (*ret_first == NULL)
        *ret_first = g_strdup(path);
    g_string_append_printf(reading->all, "%s\n", text);
}

static bool
read_hugo(MarbreSnapshot *snapshot, MarbreGenerator *generator, Reading *reading)
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
            append_config(snapshot, path, reading, &first);
        }
        for (size_t j = 0; *folders[i] != '\0' && first != NULL && j < G_N_ELEMENTS(more); j++) {
            g_autofree char *path = g_strconcat(folders[i], more[j], NULL);
            append_config(snapshot, path, reading, &first);
        }
    }
    /* config.toml is a name that many programs like. */
    bool named = first != NULL && g_str_has_prefix(first, "hugo.");
    if (first == NULL || (!named && !has(snapshot, "content") && !has(snapshot, "layouts") &&
                          !has(snapshot, "themes") && !has(snapshot, "archetypes"))) {
        g_free(first);
        g_string_truncate(reading->all, 0);
        return false;
    }
    generator->config = first;
    const char *all = reading->all->str;
    add_folders(reading->content, all, KEYED("contentDir") VALUE);
    if (reading->content->len == 0)
        add_folder(reading->content, "content");
    add_folders(reading->content, all,
                "(?i)source[\"']?\\s*[:=]\\s*[\"']?([^\"'\\n,}]+)[\"']?\\s*,?\\s*[\"']?target[\"']?"
                "\\s*[:=]\\s*[\"']?content(?![\\w-])");
    add_folders(reading->content, all,
                "(?i)target[\"']?\\s*[:=]\\s*[\"']?content(?![\\w-])[^\"'\\n,}]*[\"']?\\s*,?\\s*"
                "[\"']?source[\"']?\\s*[:=]\\s*[\"']?([^\"'\\n,}]+)");
    generator->lang = find_first(all, KEYED("defaultContentLanguage") VALUE);
    return true;
}

static bool
read_eleventy(MarbreSnapshot *snapshot, MarbreGenerator *generator, Reading *reading)
{
    static const char *const files[] = {".eleventy.js", "eleventy.config.js", "eleventy.config.cjs",
                                        "eleventy.config.mjs", "eleventy.config.ts"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        append_config(snapshot, files[i], reading, &generator->config);
    if (generator->config == NULL)
        return false;
    add_folders(reading->content, reading->all->str,
                "(?m)^(?!\\s*//).*?\\binput[\"']?\\s*:\\s*[\"'`]([^\"'`\\n]+)");
    if (reading->content->len == 0)
        add_folder(reading->content, ".");
    add_folders(reading->left, reading->all->str,
                "(?m)^(?!\\s*//).*?ignores\\.add\\(\\s*[\"'`]([^\"'`\\n]+)");
    g_autofree char *ignored = read_config(snapshot, ".eleventyignore");
    if (ignored != NULL)
        add_folders(reading->left, ignored, "(?m)^\\s*([^#!\\s][^\\n]*?)\\s*$");
    return true;
}

/* The items of `exclude:`; nothing where the file is none that can be read. */
static void
add_excluded(const char *text, GPtrArray *left)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreSpan whole = {0, strlen(text)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse("_config.yml", bytes, whole, &MARBRE_YAML_POLICY, problems);
    const MarbreYamlNode *list =
        yaml == NULL ? NULL : marbre_yaml_find(marbre_yaml_get_root(yaml), "exclude");
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const char *item = marbre_yaml_node_get_text(marbre_yaml_node_get_child(list, i));
        if (item != NULL)
            add_folder(left, item);
    }
}

static bool
read_jekyll(MarbreSnapshot *snapshot, MarbreGenerator *generator, Reading *reading)
{
    append_config(snapshot, "_config.yml", reading, &generator->config);
    append_config(snapshot, "_config.yaml", reading, &generator->config);
    if (generator->config == NULL)
        return false;
    add_folders(reading->content, reading->all->str, "(?m)^source\\s*:\\s*" VALUE);
    if (reading->content->len == 0)
        add_folder(reading->content, ".");
    add_excluded(reading->all->str, reading->left);
    return true;
}

static char **
steal_list(GPtrArray *list)
{
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_steal(list, NULL);
}

static bool
is_address(const char *text)
{
    return text != NULL &&
           (g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://"));
}

MarbreGenerator *
marbre_generator_find(MarbreSnapshot *snapshot, GError **error)
{
    g_autoptr(GPtrArray) root = marbre_snapshot_list(snapshot, "", error);
    if (root == NULL)
        return NULL;
    MarbreGenerator *generator = g_new0(MarbreGenerator, 1);
    g_autoptr(GPtrArray) content = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) left = g_ptr_array_new_with_free_func(g_free);
    Reading reading = {content, left, g_string_new(NULL)};
    if (read_hugo(snapshot, generator, &reading))
        generator->kind = MARBRE_GENERATOR_HUGO;
    else if (read_eleventy(snapshot, generator, &reading))
        generator->kind = MARBRE_GENERATOR_ELEVENTY;
    else if (read_jekyll(snapshot, generator, &reading))
        generator->kind = MARBRE_GENERATOR_JEKYLL;
    if (generator->kind != MARBRE_GENERATOR_NONE) {
        generator->title = find_first(reading.all->str, "(?im)^title\\s*[:=]\\s*" WORDS);
        generator->base = find_first(reading.all->str, "(?im)^(?:base)?url\\s*[:=]\\s*" VALUE);
        if (generator->lang == NULL)
            generator->lang =
                find_first(reading.all->str, "(?im)^(?:languageCode|lang)\\s*[:=]\\s*" VALUE);
        if (generator->lang != NULL) {
            generator->lang[strcspn(generator->lang, "-_")] = '\0';
            g_autofree char *lower = g_ascii_strdown(generator->lang, -1);
            g_free(generator->lang);
            generator->lang = g_steal_pointer(&lower);
        }
        if (!is_address(generator->base))
            g_clear_pointer(&generator->base, g_free);
    }
    generator->content = steal_list(content);
    generator->left = steal_list(left);
    g_string_free(reading.all, TRUE);
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
