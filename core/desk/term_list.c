/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/term_list.h"

#include "base/error.h"
#include "base/problem.h"
#include "workflow/definition.h"
#include "yaml/reader.h"

#include <string.h>

#define LIMIT (8u << 20)

void
marbre_term_list_clear(MarbreTermList *list)
{
    g_clear_pointer(&list->path, g_free);
    g_clear_pointer(&list->bytes, g_bytes_unref);
    g_clear_pointer(&list->yaml, marbre_yaml_unref);
}

/* The file that an option of a check names, in the newsroom's own workflow. */
static char *
find_path(MarbreNewsroom *newsroom, const char *plugin, const char *option, const char *usual)
{
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(marbre_newsroom_get_policy(newsroom), NULL);
    for (guint i = 0; workflow != NULL && i < workflow->stages->len; i++) {
        const MarbreStage *stage = g_ptr_array_index(workflow->stages, i);
        for (guint j = 0; j < stage->checks->len; j++) {
            const MarbreUse *use = g_ptr_array_index(stage->checks, j);
            const char *path = marbre_yaml_node_get_string(marbre_yaml_find(use->with, option));
            if (strcmp(use->plugin, plugin) == 0 && path != NULL)
                return g_strdup(path);
        }
    }
    return g_strdup(usual);
}

static bool
parse(MarbreTermList *list, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreSpan all = {0, g_bytes_get_size(list->bytes)};
    g_clear_pointer(&list->yaml, marbre_yaml_unref);
    list->yaml = marbre_yaml_parse(list->path, list->bytes, all, &MARBRE_YAML_PEOPLE, problems);
    if (list->yaml != NULL) {
        const MarbreYamlNode *root = marbre_yaml_get_root(list->yaml);
        const MarbreYamlNode *entries = marbre_term_list_entries(list);
        if (marbre_yaml_node_get_kind(root) != MARBRE_YAML_NULL)
            (void)marbre_yaml_expect_map(list->yaml, root, NULL, problems); /* the problems tell */
        for (size_t i = 0; i < marbre_yaml_node_get_count(entries); i++)
            (void)marbre_yaml_expect_map(list->yaml, marbre_yaml_node_get_child(entries, i), NULL,
                                         problems);
    }
    if (problems->len == 0)
        return true;
    g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_USAGE));
    return false;
}

static const char *
first_lines(bool house)
{
    return house
               ? "# Words that this newsroom does not write; the check `draft` reads this file.\n"
                 "version: 1\nwords:\n"
               : "# Names as this newsroom writes them; the check `translation` reads this file.\n"
                 "version: 1\ntarget-lang: fr\nentries:\n";
}

bool
marbre_term_list_open(MarbreTermList *list, MarbreNewsroom *newsroom, bool house, GError **error)
{
    g_autoptr(GError) reason = NULL;
    *list = (MarbreTermList){.house = house};
    list->path = house ? find_path(newsroom, "draft", "house", "glossary/house.yaml")
                       : find_path(newsroom, "translation", "glossary", "glossary/toponyms.yaml");
    list->bytes =
        marbre_snapshot_read(marbre_newsroom_get_snapshot(newsroom), list->path, LIMIT, &reason);
    if (list->bytes == NULL && !g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    list->fresh = list->bytes == NULL;
    if (list->fresh)
        list->bytes = g_bytes_new_static(first_lines(house), strlen(first_lines(house)));
    return parse(list, error);
}

bool
marbre_term_list_take(MarbreTermList *list, GBytes *bytes, GError **error)
{
    if (bytes == NULL)
        return false;
    g_bytes_unref(list->bytes);
    list->bytes = bytes;
    return parse(list, error);
}

const MarbreYamlNode *
marbre_term_list_entries(const MarbreTermList *list)
{
    return marbre_yaml_find(marbre_yaml_get_root(list->yaml), list->house ? "words" : "entries");
}

char *
marbre_term_list_lang(const MarbreTermList *list)
{
    const char *lang = marbre_yaml_node_get_string(
        marbre_yaml_find(marbre_yaml_get_root(list->yaml), "target-lang"));
    return g_strndup(lang == NULL ? "fr" : lang, strcspn(lang == NULL ? "fr" : lang, "-"));
}

const MarbreYamlNode *
marbre_term_list_forms(const MarbreTermList *list,
                       const MarbreYamlNode *entry,
                       const char *key,
                       const char *lang)
{
    const MarbreYamlNode *node = marbre_yaml_find(entry, key);
    g_autofree char *target = marbre_term_list_lang(list);
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP)
        return marbre_yaml_find(node, lang);
    return strcmp(target, lang) == 0 ? node : NULL;
}

bool
marbre_term_same(const char *a, const char *b)
{
    g_autofree char *x = g_utf8_normalize(a, -1, G_NORMALIZE_NFC);
    g_autofree char *y = g_utf8_normalize(b, -1, G_NORMALIZE_NFC);
    g_autoptr(GString) one = g_string_new(x == NULL ? a : x);
    g_autoptr(GString) other = g_string_new(y == NULL ? b : y);
    g_string_replace(one, "’", "'", 0);
    g_string_replace(other, "’", "'", 0);
    return g_string_equal(one, other);
}

int
marbre_term_find(const MarbreYamlNode *node, const char *word)
{
    const char *text = marbre_yaml_node_get_text(node);
    if (text != NULL && marbre_term_same(text, word))
        return 0;
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        const char *item = marbre_yaml_node_get_text(marbre_yaml_node_get_child(node, i));
        if (item != NULL && marbre_term_same(item, word))
            return (int)i;
    }
    return -1;
}
