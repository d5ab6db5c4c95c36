/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/decode.h"
#include "yaml/tree.h"

#include <string.h>

/* A list index of more digits is none that a document could have. */
#define MOST_DIGITS 9

MarbreYamlKind
marbre_yaml_node_get_kind(const MarbreYamlNode *node)
{
    return node != NULL ? node->kind : MARBRE_YAML_NULL;
}

MarbreYamlStyle
marbre_yaml_node_get_style(const MarbreYamlNode *node)
{
    return node != NULL ? node->style : MARBRE_YAML_PLAIN;
}

MarbreSpan
marbre_yaml_node_get_span(const MarbreYamlNode *node)
{
    return node != NULL ? node->span : (MarbreSpan){0, 0};
}

MarbreSpan
marbre_yaml_node_get_key_span(const MarbreYamlNode *node)
{
    return node != NULL ? node->key_span : (MarbreSpan){0, 0};
}

const char *
marbre_yaml_node_get_text(const MarbreYamlNode *node)
{
    return node != NULL ? node->text : NULL;
}

size_t
marbre_yaml_node_get_size(const MarbreYamlNode *node)
{
    return node != NULL && node->text != NULL ? node->size : 0;
}

const char *
marbre_yaml_node_get_string(const MarbreYamlNode *node)
{
    return marbre_yaml_node_get_kind(node) == MARBRE_YAML_TEXT ? node->text : NULL;
}

static MarbreMapped *
map_scalar(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    MarbreMapped *mapped = marbre_yaml_decode(yaml, node);

    if (mapped != NULL)
        return mapped;
    /* The whole text for the whole value is always true, if coarse. */
    mapped = marbre_mapped_new();
    marbre_mapped_append_for(mapped, node->text, node->size, node->span.start, node->span.end);
    return mapped;
}

MarbreMapped *
marbre_yaml_node_get_mapped(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    MarbreYamlNode *kept = (MarbreYamlNode *)node;
    MarbreMapped *mapped;

    if (node == NULL || node->text == NULL)
        return NULL;
    mapped = g_atomic_pointer_get(&kept->mapped);
    if (mapped != NULL)
        return mapped;
    g_atomic_int_set(&((MarbreYaml *)yaml)->has_mapped, 1);
    /* Two threads may both make it; the first one to put it in place wins. */
    mapped = map_scalar(yaml, node);
    if (!g_atomic_pointer_compare_and_exchange(&kept->mapped, NULL, mapped))
        marbre_mapped_unref(mapped);
    return g_atomic_pointer_get(&kept->mapped);
}

int64_t
marbre_yaml_node_get_int(const MarbreYamlNode *node)
{
    return node != NULL ? node->integer : 0;
}

double
marbre_yaml_node_get_double(const MarbreYamlNode *node)
{
    return node != NULL ? node->number : 0;
}

bool
marbre_yaml_node_get_bool(const MarbreYamlNode *node)
{
    return node != NULL && node->boolean;
}

size_t
marbre_yaml_node_get_count(const MarbreYamlNode *node)
{
    return node != NULL ? node->count : 0;
}

const MarbreYamlNode *
marbre_yaml_node_get_child(const MarbreYamlNode *node, size_t index)
{
    return node != NULL && index < node->count ? node->children[index] : NULL;
}

const char *
marbre_yaml_node_get_key(const MarbreYamlNode *node, size_t index)
{
    const MarbreYamlNode *child = marbre_yaml_node_get_child(node, index);

    return child != NULL ? child->key : NULL;
}

const MarbreYamlNode *
marbre_yaml_node_get_parent(const MarbreYamlNode *node)
{
    return node != NULL ? node->parent : NULL;
}

static const MarbreYamlNode *
find_sized(const MarbreYamlNode *map, const char *key, size_t size)
{
    if (marbre_yaml_node_get_kind(map) != MARBRE_YAML_MAP)
        return NULL;
    for (size_t i = 0; i < map->count; i++)
        if (strncmp(map->children[i]->key, key, size) == 0 && map->children[i]->key[size] == '\0')
            return map->children[i];
    return NULL;
}

const MarbreYamlNode *
marbre_yaml_find(const MarbreYamlNode *map, const char *key)
{
    return find_sized(map, key, strlen(key));
}

/* `[12]` at `*where`, which is moved behind it. */
static const MarbreYamlNode *
find_item(const MarbreYamlNode *list, const char **where)
{
    size_t digits = strspn(*where + 1, "0123456789");
    size_t index = 0;

    if (digits == 0 || digits > MOST_DIGITS || (*where)[digits + 1] != ']')
        return NULL;
    for (size_t i = 1; i <= digits; i++)
        index = index * 10 + (size_t)((*where)[i] - '0');
    *where += digits + 2;
    return marbre_yaml_node_get_kind(list) == MARBRE_YAML_LIST
               ? marbre_yaml_node_get_child(list, index)
               : NULL;
}

const MarbreYamlNode *
marbre_yaml_lookup(const MarbreYamlNode *root, const char *where)
{
    const MarbreYamlNode *node = root;
    bool wants_key = *where != '[';

    while (node != NULL && (*where != '\0' || wants_key)) {
        if (wants_key) {
            size_t size = strcspn(where, ".[");

            node = size > 0 ? find_sized(node, where, size) : NULL;
            where += size;
        } else if (*where == '[') {
            node = find_item(node, &where);
        } else if (*where != '.') {
            return NULL;
        }
        wants_key = node != NULL && *where == '.';
        where += wants_key;
    }
    return node;
}

bool
marbre_yaml_node_is_cut(const MarbreYamlNode *node, MarbreSpan *ret_comment)
{
    if (node == NULL || node->comment.start == node->comment.end)
        return false;
    if (ret_comment != NULL)
        *ret_comment = node->comment;
    return true;
}
