/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/rulebook.h"

#include "base/file.h"
#include "base/problem.h"
#include "yaml/reader.h"

#include <fcntl.h>
#include <string.h>

#define ENGLISH "en"

struct MarbreRulebook {
    GPtrArray *pages;
};

/* A file while it is read. */
typedef struct {
    const MarbreYaml *yaml;
    const char *lang;
    GPtrArray *problems;
} Reading;

static void
file_free(void *data)
{
    MarbreExampleFile *file = data;
    g_free(file->name);
    g_free(file->text);
    g_free(file);
}

static void
page_free(void *data)
{
    MarbreRulePage *page = data;
    g_free(page->rule);
    g_free(page->summary);
    g_free(page->severity);
    g_free(page->means);
    g_free(page->clear);
    g_free(page->arises);
    g_free(page->with);
    g_strfreev(page->options);
    g_ptr_array_unref(page->fails);
    g_ptr_array_unref(page->passes);
    g_free(page);
}

void
marbre_rulebook_free(MarbreRulebook *book)
{
    if (book == NULL)
        return;
    g_ptr_array_unref(book->pages);
    g_free(book);
}

/* One text for all readers, or the reader's of several. (transfer full, nullable) */
static char *
read_words(const Reading *reading, const MarbreYamlNode *node)
{
    if (node == NULL)
        return NULL;
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP) {
        const MarbreYamlNode *own = marbre_yaml_find(node, reading->lang);
        node = own != NULL
                   ? own
                   : marbre_yaml_expect_key(reading->yaml, node, ENGLISH, reading->problems);
    }
    char *words = g_strdup(marbre_yaml_expect_text(reading->yaml, node, reading->problems));
    return words == NULL ? NULL : g_strchomp(words);
}

static void
add_file(GPtrArray *files, const char *name, char *text, bool is_text)
{
    if (text == NULL)
        return;
    MarbreExampleFile *file = g_new0(MarbreExampleFile, 1);
    file->name = g_strdup(name);
    file->text = text;
    file->is_text = is_text;
    g_ptr_array_add(files, file);
}

/* A picture is a map with its bytes, which are nothing to read. */
static void
read_example(const Reading *reading, const MarbreYamlNode *node, GPtrArray *files)
{
    if (node == NULL)
        return;
    if (marbre_yaml_node_get_kind(node) != MARBRE_YAML_MAP) {
        add_file(files, "index.fr.md",
                 g_strdup(marbre_yaml_expect_text(reading->yaml, node, reading->problems)), true);
        return;
    }
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        const MarbreYamlNode *child = marbre_yaml_node_get_child(node, i);
        bool is_text = marbre_yaml_node_get_kind(child) != MARBRE_YAML_MAP;
        add_file(files, marbre_yaml_node_get_key(node, i),
                 is_text
                     ? g_strdup(marbre_yaml_expect_text(reading->yaml, child, reading->problems))
                     : read_words(reading, child),
                 is_text);
    }
}

/* As it is written, since that is how a workflow has it. */
static char *
read_source(const Reading *reading, const MarbreYamlNode *node)
{
    if (node == NULL)
        return NULL;
    MarbreSpan span = marbre_yaml_node_get_span(node);
    const char *data = g_bytes_get_data(marbre_yaml_get_file(reading->yaml), NULL);
    return g_strndup(data + span.start, (gsize)(span.end - span.start));
}

static MarbreRulePage *
read_page(const Reading *reading, const char *rule, const MarbreYamlNode *node)
{
    MarbreRulePage *page = g_new0(MarbreRulePage, 1);
    const MarbreYamlNode *options = marbre_yaml_find(node, "options");
    page->rule = g_strdup(rule);
    page->summary = read_words(reading, marbre_yaml_find(node, "summary"));
    page->severity = read_words(reading, marbre_yaml_find(node, "severity"));
    page->means = read_words(reading, marbre_yaml_find(node, "means"));
    page->clear = read_words(reading, marbre_yaml_find(node, "clear"));
    page->arises = read_words(reading, marbre_yaml_find(node, "arises"));
    page->with = read_source(reading, marbre_yaml_find(node, "with"));
    page->options = options == NULL ? NULL
                                    : marbre_yaml_expect_list_of_text(reading->yaml, options,
                                                                      reading->problems);
    if (page->options == NULL)
        page->options = g_new0(char *, 1);
    page->fails = g_ptr_array_new_with_free_func(file_free);
    page->passes = g_ptr_array_new_with_free_func(file_free);
    read_example(reading, marbre_yaml_find(node, "fails"), page->fails);
    read_example(reading, marbre_yaml_find(node, "passes"), page->passes);
    return page;
}

MarbreRulebook *
marbre_rulebook_parse(const char *path, GBytes *file, const char *lang, GPtrArray *problems)
{
    static const char *const known[] = {"rules", NULL};
    static const char *const keys[] = {"summary", "severity", "means", "clear",  "arises",
                                       "options", "with",     "fails", "passes", NULL};
    MarbreRulebook *book = g_new0(MarbreRulebook, 1);
    MarbreSpan whole = {0, g_bytes_get_size(file)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse(path, file, whole, &MARBRE_YAML_CLAIMS, problems);
    Reading reading = {yaml, lang, problems};
    book->pages = g_ptr_array_new_with_free_func(page_free);
    if (yaml == NULL || !marbre_yaml_expect_map(yaml, marbre_yaml_get_root(yaml), known, problems))
        return book;
    const MarbreYamlNode *rules =
        marbre_yaml_expect_key(yaml, marbre_yaml_get_root(yaml), "rules", problems);
    if (rules == NULL || !marbre_yaml_expect_map(yaml, rules, NULL, problems))
        return book;
    for (size_t i = 0; i < marbre_yaml_node_get_count(rules); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(rules, i);
        if (marbre_yaml_expect_map(yaml, node, keys, problems))
            g_ptr_array_add(book->pages,
                            read_page(&reading, marbre_yaml_node_get_key(rules, i), node));
    }
    return book;
}

MarbreRulebook *
marbre_rulebook_load(const char *dir, const char *plugin, const char *lang, GPtrArray *problems)
{
    g_autofree char *name = g_strdup_printf("%s.rules.yaml", plugin);
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = marbre_file_read(AT_FDCWD, path, MARBRE_YAML_CLAIMS.max_bytes, &error);
    if (file != NULL)
        return marbre_rulebook_parse(path, file, lang, problems);
    if (!g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        marbre_problems_add(problems, path, NULL, 0, "%s", error->message);
    MarbreRulebook *book = g_new0(MarbreRulebook, 1);
    book->pages = g_ptr_array_new_with_free_func(page_free);
    return book;
}

const MarbreRulePage *
marbre_rulebook_find(const MarbreRulebook *book, const char *rule)
{
    const char *slash = strchr(rule, '/');
    const char *bare = slash == NULL ? rule : slash + 1;
    for (guint i = 0; i < book->pages->len; i++) {
        const MarbreRulePage *page = g_ptr_array_index(book->pages, i);
        if (strcmp(page->rule, bare) == 0)
            return page;
    }
    return NULL;
}

const GPtrArray *
marbre_rulebook_get_pages(const MarbreRulebook *book)
{
    return book->pages;
}
