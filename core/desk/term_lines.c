/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/term_list.h"
#include "desk/terms.h"

#include <string.h>

static void
line_free(void *data)
{
    MarbreTermLine *line = data;
    g_free(line->path);
    g_free(line->word);
    g_free(line->lang);
    g_strfreev(line->accepted);
    g_strfreev(line->refused);
    g_free(line->say);
    g_free(line->why);
    g_free(line);
}

static void
add_words(GStrvBuilder *words, const MarbreYamlNode *node)
{
    const char *text = marbre_yaml_node_get_text(node);
    if (text != NULL)
        g_strv_builder_add(words, text);
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        const char *item = marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP
                               ? marbre_yaml_node_get_key(node, i)
                               : marbre_yaml_node_get_text(marbre_yaml_node_get_child(node, i));
        if (item != NULL)
            g_strv_builder_add(words, item);
    }
}

static MarbreTermLine *
line_new(const MarbreTermList *list, const MarbreYamlNode *entry)
{
    MarbreTermLine *line = g_new0(MarbreTermLine, 1);
    line->path = g_strdup(list->path);
    line->line = marbre_lines_place(marbre_yaml_get_lines(list->yaml),
                                    marbre_yaml_node_get_span(entry).start)
                     .line;
    line->house = list->house;
    return line;
}

static void
add_name(GPtrArray *lines, const MarbreTermList *list, const MarbreYamlNode *entry)
{
    g_autofree char *lang = marbre_term_list_lang(list);
    g_autoptr(GStrvBuilder) accepted = g_strv_builder_new();
    g_autoptr(GStrvBuilder) refused = g_strv_builder_new();
    const char *word = marbre_yaml_node_get_text(marbre_yaml_find(entry, lang));
    if (word == NULL)
        return;
    MarbreTermLine *line = line_new(list, entry);
    line->word = g_strdup(word);
    add_words(accepted, marbre_term_list_forms(list, entry, "forms", lang));
    add_words(accepted, marbre_term_list_forms(list, entry, "accepted", lang));
    add_words(refused, marbre_term_list_forms(list, entry, "refused", lang));
    line->accepted = g_strv_builder_end(accepted);
    line->refused = g_strv_builder_end(refused);
    line->why = g_strdup(marbre_yaml_node_get_text(marbre_yaml_find(entry, "note")));
    line->lang = g_steal_pointer(&lang);
    g_ptr_array_add(lines, line);
}

static void
add_word(GPtrArray *lines, const MarbreTermList *list, const MarbreYamlNode *entry)
{
    g_autoptr(GStrvBuilder) refused = g_strv_builder_new();
    g_autoptr(GStrvBuilder) say = g_strv_builder_new();
    add_words(refused, marbre_yaml_find(entry, "refuse"));
    add_words(refused, marbre_yaml_find(entry, "forms"));
    add_words(say, marbre_yaml_find(entry, "say"));
    g_auto(GStrv) words = g_strv_builder_end(refused);
    g_auto(GStrv) said = g_strv_builder_end(say);
    if (words[0] == NULL)
        return;
    MarbreTermLine *line = line_new(list, entry);
    line->word = g_strdup(words[0]);
    line->refused = g_strdupv(words);
    line->accepted = g_new0(char *, 1);
    line->say = said[0] == NULL ? NULL : g_strjoinv(", ", said);
    line->why = g_strdup(marbre_yaml_node_get_text(marbre_yaml_find(entry, "why")));
    line->lang = g_strdup(marbre_yaml_node_get_text(marbre_yaml_find(entry, "lang")));
    g_ptr_array_add(lines, line);
}

GPtrArray *
marbre_desk_terms(const MarbreSession *session, GError **error)
{
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(session, error);
    g_autoptr(MarbreNewsroom) files =
        tip == NULL ? NULL : marbre_session_as_it_lies(session, tip, error);
    if (files == NULL)
        return NULL;
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);
    for (int house = 0; house < 2; house++) {
        g_auto(MarbreTermList) list = {0};
        if (!marbre_term_list_open(&list, files, house == 1, error))
            return NULL;
        const MarbreYamlNode *entries = marbre_term_list_entries(&list);
        for (size_t i = 0; i < marbre_yaml_node_get_count(entries); i++)
            (house == 1 ? add_word : add_name)(lines, &list,
                                               marbre_yaml_node_get_child(entries, i));
    }
    return g_steal_pointer(&lines);
}
