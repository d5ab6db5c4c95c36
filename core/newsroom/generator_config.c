/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/generator_config.h"

#include "base/path.h"
#include "base/problem.h"
#include "yaml/document.h"

#include <string.h>

/* A value behind a key, in TOML, YAML or JSON alike: what such a configuration says of folders is
   written on one line in all three. Comments are passed over. Whatever repeats in these expressions
   either gives nothing back, or ends where the next part begins, or at the end of its line: tried
   from every place of a file of blanks, or of nothing but keys, they stay linear. */
#define KEYED(key) "(?im)^(?:[^#\\n]*?[\"\\s{,])?[\"']?" key "[\"']?\\s*+[:=]\\s*+"
#define VALUE "[\"']?([^\"'#,\\s}\\]]+)"
#define WORDS "(?:\"([^\"\\n]+)\"|'([^'\\n]+)'|([^\"'#\\n]+))"
/* Of a mount of Hugo; no folder has a longer name. */
#define IS "[\"']?+\\s*+[:=]\\s*+[\"']?+"
#define FOLDER "[^\"'\\n,}]{1,400}+(?=[\"'\\n,}]|\\z)"
#define NEXT "[\"']?+\\s*+,?+\\s*+[\"']?+"
#define CONTENT "content(?![\\w-])"
/* A line of JavaScript that is no comment. */
#define SCRIPT "(?m)^(?![ \\t]*+//)[^\\n]*?"

typedef struct {
    GPtrArray *folders; /* of char *, as they came */
    GHashTable *known;
} Folders;

/* The first group that matched, each time the pattern does. A line ends with its LF alone:
   where others count too, a file of nothing else begins one at each byte. Bytes are matched, of
   UTF-8 that is valid, for text is looked over anew before each match; no group ends within a
   character, for what ends one is ASCII. (transfer full) of char * */
static GPtrArray *
find_all(const char *text, const char *pattern)
{
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_RAW | G_REGEX_NEWLINE_LF, 0, NULL);
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

/* ---- folders ---- */

static Folders
folders_new(void)
{
    return (Folders){g_ptr_array_new(), g_hash_table_new(g_str_hash, g_str_equal)};
}

/* (transfer full) */
static char **
folders_end(Folders *of)
{
    g_hash_table_unref(of->known);
    g_ptr_array_add(of->folders, NULL);
    return (char **)g_ptr_array_free(of->folders, FALSE);
}

/* A folder as the newsroom would name it: without "./" and slashes around; NULL where it leads out
   of the repository. */
static char *
folder_of(const char *written)
{
    while (g_str_has_prefix(written, "./") || *written == '/')
        written += *written == '/' ? 1 : 2;
    size_t size = strlen(written);
    while (size > 0 && written[size - 1] == '/')
        size--;
    g_autofree char *folder = g_strndup(written, size);
    if (*folder == '\0' || strcmp(folder, ".") == 0)
        return g_strdup("");
    return marbre_path_is_safe(folder) ? g_steal_pointer(&folder) : NULL;
}

static void
add_folder(Folders *of, const char *written)
{
    g_autofree char *folder = folder_of(written);
    if (folder == NULL || g_hash_table_contains(of->known, folder))
        return;
    (void)g_hash_table_add(of->known, folder);
    g_ptr_array_add(of->folders, g_steal_pointer(&folder));
}

static void
add_folders(Folders *of, const char *text, const char *pattern)
{
    g_autoptr(GPtrArray) found = find_all(text, pattern);
    for (guint i = 0; i < found->len; i++)
        add_folder(of, found->pdata[i]);
}

/* ---- the three ---- */

static void
read_hugo(const char *all, Folders *content)
{
    add_folders(content, all, KEYED("contentDir") VALUE);
    if (content->folders->len == 0)
        add_folder(content, "content");
    add_folders(content, all, "(?i)source" IS "(" FOLDER ")" NEXT "target" IS CONTENT);
    add_folders(content, all,
                "(?i)target" IS CONTENT "(?:" FOLDER ")?+" NEXT "source" IS "(" FOLDER ")");
}

static void
read_eleventy(const char *all, const char *ignored, Folders *content, Folders *left)
{
    add_folders(content, all, SCRIPT "\\binput[\"']?\\s*+:\\s*+[\"'`]([^\"'`\\n]+)");
    if (content->folders->len == 0)
        add_folder(content, ".");
    add_folders(left, all, SCRIPT "ignores\\.add\\(\\s*+[\"'`]([^\"'`\\n]+)");
    if (ignored != NULL)
        add_folders(left, ignored, "(?m)^[ \\t]*+([^#!\\s][^\\n]*)");
}

/* The items of `exclude:`; nothing where the file is none that can be read. */
static void
add_excluded(const char *text, Folders *left)
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

static void
read_jekyll(const char *all, Folders *content, Folders *left)
{
    add_folders(content, all, "(?m)^source\\s*+:\\s*+" VALUE);
    if (content->folders->len == 0)
        add_folder(content, ".");
    add_excluded(all, left);
}

/* ---- what they have in common ---- */

static bool
is_address(const char *text)
{
    return text != NULL &&
           (g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://"));
}

/* Of "fr-FR" the language alone. (transfer full) (nullable) */
static char *
read_language(const char *all, MarbreGeneratorKind kind)
{
    g_autofree char *lang = kind == MARBRE_GENERATOR_HUGO
                                ? find_first(all, KEYED("defaultContentLanguage") VALUE)
                                : NULL;
    if (lang == NULL)
        lang = find_first(all, "(?im)^(?:languageCode|lang)\\s*+[:=]\\s*+" VALUE);
    return lang == NULL ? NULL : g_ascii_strdown(lang, (gssize)strcspn(lang, "-_"));
}

MarbreGenerator *
marbre_generator_read(MarbreGeneratorKind kind, const char *all, const char *ignored)
{
    MarbreGenerator *generator = g_new0(MarbreGenerator, 1);
    Folders content = folders_new(), left = folders_new();
    generator->kind = kind;
    if (kind == MARBRE_GENERATOR_HUGO)
        read_hugo(all, &content);
    else if (kind == MARBRE_GENERATOR_ELEVENTY)
        read_eleventy(all, ignored, &content, &left);
    else if (kind == MARBRE_GENERATOR_JEKYLL)
        read_jekyll(all, &content, &left);
    if (kind != MARBRE_GENERATOR_NONE) {
        generator->title = find_first(all, "(?im)^title\\s*+[:=]\\s*+" WORDS);
        generator->base = find_first(all, "(?im)^(?:base)?url\\s*+[:=]\\s*+" VALUE);
        generator->lang = read_language(all, kind);
        if (!is_address(generator->base))
            g_clear_pointer(&generator->base, g_free);
    }
    generator->content = folders_end(&content);
    generator->left = folders_end(&left);
    return generator;
}
