/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/diff.h"

static void
shift(MarbreSpan *span, uint64_t by)
{
    span->start += by;
    span->end += by;
}

static const char *
data_of(const MarbreCopy *copy)
{
    const char *data = copy ? g_bytes_get_data(marbre_copy_get_bytes(copy), NULL) : NULL;
    return data ? data : "";
}

static void
add_part(GPtrArray *changes,
         const char *part,
         const MarbreCopy *before,
         MarbreSpan old,
         const MarbreCopy *after,
         MarbreSpan new)
{
    g_autoptr(GPtrArray) found =
        marbre_diff_words(data_of(before) + old.start, (size_t)(old.end - old.start),
                          data_of(after) + new.start, (size_t)(new.end - new.start));
    for (guint i = 0; i < found->len; i++) {
        MarbreWordChange *change = g_ptr_array_index(found, i);
        change->part = g_strdup(part);
        shift(&change->before, old.start);
        shift(&change->after, new.start);
    }
    g_ptr_array_extend_and_steal(changes, g_steal_pointer(&found));
}

static MarbreSpan
body_of(const MarbreCopy *copy)
{
    return copy ? marbre_copy_get_body(copy) : (MarbreSpan){0, 0};
}

static const MarbreYamlNode *
root_of(const MarbreCopy *copy)
{
    MarbreYaml *front = copy ? marbre_copy_get_front(copy) : NULL;
    return front ? marbre_yaml_get_root(front) : NULL;
}

/* Where a key stands, or would. */
static MarbreSpan
value_of(const MarbreCopy *copy, const char *key)
{
    const MarbreYamlNode *node = marbre_yaml_lookup(root_of(copy), key);
    if (node)
        return marbre_yaml_node_get_span(node);
    uint64_t place = copy ? marbre_copy_get_insertion(copy) : 0;
    return (MarbreSpan){place, place};
}

static void
add_key(GPtrArray *changes, const MarbreCopy *before, const MarbreCopy *after, const char *key)
{
    g_autofree char *part = g_strconcat("key:", key, NULL);
    add_part(changes, part, before, value_of(before, key), after, value_of(after, key));
}

/* Every key of the new front matter, then those that only the old one has. */
static void
add_all_keys(GPtrArray *changes, const MarbreCopy *before, const MarbreCopy *after)
{
    const MarbreYamlNode *old = root_of(before);
    const MarbreYamlNode *new = root_of(after);
    for (size_t i = 0; i < marbre_yaml_node_get_count(new); i++)
        add_key(changes, before, after, marbre_yaml_node_get_key(new, i));
    for (size_t i = 0; i < marbre_yaml_node_get_count(old); i++)
        if (!marbre_yaml_find(new, marbre_yaml_node_get_key(old, i)))
            add_key(changes, before, after, marbre_yaml_node_get_key(old, i));
}

GPtrArray *
marbre_words_changed(const MarbreCopy *before, const MarbreCopy *after, const char *const *keys)
{
    GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_word_change_free);
    if (keys && g_strv_contains(keys, "*"))
        add_all_keys(changes, before, after);
    else
        for (size_t i = 0; keys && keys[i]; i++)
            add_key(changes, before, after, keys[i]);
    add_part(changes, "text", before, body_of(before), after, body_of(after));
    return changes;
}
