/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/json.h"

#include "reader/words.h"

#include <stdio.h>
#include <string.h>

/* json-glib calls itself for each level and keeps some hundred bytes for each value. */
enum { DEPTH_LIMIT = 64, VALUE_LIMIT = 1000000 };

/* Behind the string that begins at `p`. */
static const char *
string_end(const char *p, const char *end)
{
    for (p++; p < end && *p != '"'; p++)
        if (*p == '\\' && p + 1 < end)
            p++;
    return p < end ? p : end - 1;
}

/* Before anything is parsed: how deep, how many. */
static MarbreFaultKind
measure(const char *text, size_t size)
{
    size_t depth = 0, values = 1;
    const char *end = text + size;
    for (const char *p = text; p < end; p++) {
        if (*p == '"')
            p = string_end(p, end);
        else if (*p == '[' || *p == '{')
            depth++;
        else if ((*p == ']' || *p == '}') && depth > 0)
            depth--;
        values += *p == ',' || *p == '[' || *p == '{';
        if (depth > DEPTH_LIMIT)
            return MARBRE_FAULT_DEEP;
        if (values > VALUE_LIMIT)
            return MARBRE_FAULT_LARGE;
    }
    return MARBRE_FAULT_NONE;
}

JsonNode *
marbre_json_parse(const char *text, size_t size, MarbreFault *ret_fault)
{
    MarbreFaultKind kind = measure(text, size);
    if (kind != MARBRE_FAULT_NONE) {
        *ret_fault = (MarbreFault){.kind = kind};
        return NULL;
    }
    g_autoptr(JsonParser) parser = json_parser_new_immutable();
    g_autoptr(GError) error = NULL;
    if (!json_parser_load_from_data(parser, text, (gssize)size, &error)) {
        unsigned line = 0, column = 0;
        (void)sscanf(error->message, "%*[^:]:%u:%u", &line, &column); /* else without a place */
        *ret_fault = (MarbreFault){MARBRE_FAULT_MALFORMED, line, column};
        return NULL;
    }
    JsonNode *root = json_parser_steal_root(parser);
    if (root == NULL)
        *ret_fault = (MarbreFault){.kind = MARBRE_FAULT_NO_WORDS};
    return root;
}

JsonNode *
marbre_json_get(JsonNode *object, const char *name)
{
    if (object == NULL || !JSON_NODE_HOLDS_OBJECT(object))
        return NULL;
    JsonNode *member = json_object_get_member(json_node_get_object(object), name);
    return member == NULL || JSON_NODE_HOLDS_NULL(member) ? NULL : member;
}

JsonNode *
marbre_json_member(JsonNode *object, const char *const *names)
{
    JsonNode *member = NULL;
    for (; member == NULL && *names != NULL; names++)
        member = marbre_json_get(object, *names);
    return member;
}

size_t
marbre_json_count(JsonNode *node)
{
    if (node == NULL || JSON_NODE_HOLDS_NULL(node))
        return 0;
    return JSON_NODE_HOLDS_ARRAY(node) ? json_array_get_length(json_node_get_array(node)) : 1;
}

JsonNode *
marbre_json_at(JsonNode *node, size_t index)
{
    if (index >= marbre_json_count(node))
        return NULL;
    return JSON_NODE_HOLDS_ARRAY(node)
               ? json_array_get_element(json_node_get_array(node), (guint)index)
               : node;
}

const char *
marbre_json_string(JsonNode *node)
{
    bool string = node != NULL && JSON_NODE_HOLDS_VALUE(node) &&
                  json_node_get_value_type(node) == G_TYPE_STRING;
    return string ? json_node_get_string(node) : NULL;
}

char *
marbre_json_words(JsonNode *node)
{
    JsonNode *first = marbre_json_at(node, 0);
    const char *string = marbre_json_string(first);
    if (string != NULL)
        return marbre_words_clean(string);
    if (first == NULL || !JSON_NODE_HOLDS_VALUE(first) ||
        json_node_get_value_type(first) != G_TYPE_INT64)
        return NULL;
    return g_strdup_printf("%" G_GINT64_FORMAT, json_node_get_int(first));
}
