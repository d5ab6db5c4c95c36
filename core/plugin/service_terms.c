/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The terms of a glossary, and the entry that each is of. */
typedef struct {
    GArray *list;    /* of mbr_text */
    GArray *entries; /* of size_t */
} Terms;

static void
add(Terms *terms, const char *text, size_t size, size_t entry)
{
    const mbr_text term = {text, size};
    g_array_append_val(terms->list, term);
    g_array_append_val(terms->entries, entry);
}

/* A text, or a list of texts. */
static bool
add_texts(Terms *terms, const MarbreYamlNode *node, size_t entry)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    if (kind == MARBRE_YAML_NULL)
        return true;
    if (kind == MARBRE_YAML_MAP)
        return false;
    if (kind != MARBRE_YAML_LIST) {
        add(terms, marbre_yaml_node_get_text(node), marbre_yaml_node_get_size(node), entry);
        return true;
    }
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        const MarbreYamlNode *item = marbre_yaml_node_get_child(node, i);
        if (marbre_yaml_node_get_text(item) == NULL)
            return false;
        add(terms, marbre_yaml_node_get_text(item), marbre_yaml_node_get_size(item), entry);
    }
    return true;
}

static bool
add_entry(Terms *terms, const MarbreYamlNode *node, const char *field, size_t entry)
{
    if (marbre_yaml_node_get_kind(node) != MARBRE_YAML_MAP)
        return marbre_yaml_node_get_text(node) != NULL && add_texts(terms, node, entry);
    return field != NULL && add_texts(terms, marbre_yaml_find(node, field), entry);
}

static bool
collect(Terms *terms, const MarbreYamlNode *node, const char *field)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    bool good = kind == MARBRE_YAML_MAP || kind == MARBRE_YAML_LIST;
    for (size_t i = 0; good && i < marbre_yaml_node_get_count(node); i++) {
        const char *key = marbre_yaml_node_get_key(node, i);
        if (kind == MARBRE_YAML_MAP)
            add(terms, key, strlen(key), i);
        else
            good = add_entry(terms, marbre_yaml_node_get_child(node, i), field, i);
    }
    return good;
}

int32_t
marbre_terms(
    const mbr_blob *blob, const char *where, const char *field, uint64_t folds, mbr_words **out)
{
    if (blob == NULL || blob->file == NULL || where == NULL)
        return MBR_E_INVALID;
    const MarbreYaml *yaml = marbre_repo_file_yaml(blob->file);
    if (yaml == NULL)
        return marbre_task_hint(blob->task, MBR_E_INVALID, "%s", blob->file->fault);
    const MarbreYamlNode *node = marbre_value_find(yaml, where);
    if (node == NULL)
        return MBR_E_NOTFOUND;
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof(mbr_text));
    Terms terms = {list, g_array_new(FALSE, FALSE, sizeof(size_t))};
    if (!collect(&terms, node, field)) {
        g_array_unref(terms.entries);
        return marbre_task_hint(blob->task, MBR_E_INVALID, _("%s has no list of terms at \"%s\""),
                                blob->file->path, where);
    }
    return marbre_task_make_words(blob->task, (const mbr_text *)(const void *)list->data, list->len,
                                  folds, terms.entries, out);
}
