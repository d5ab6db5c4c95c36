/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"
#include "yaml/edit.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The first line picks a value by number and gives its new text; the rest is the document. A
 * change that is made reads back, and every byte before and behind the old value stays.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static MarbreYaml *
parse(GBytes *file)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    return marbre_yaml_parse("f.yaml", file, (MarbreSpan){0, g_bytes_get_size(file)},
                             &MARBRE_YAML_FRONT_MATTER, problems);
}

/* Paths of all nodes, in the order of the document. */
static void
list_paths(const MarbreYamlNode *node, const char *path, GPtrArray *paths)
{
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        const char *key = marbre_yaml_node_get_key(node, i);
        g_autofree char *child = NULL;

        if (key == NULL)
            child = g_strdup_printf("%s[%zu]", path, i);
        else
            child = g_strconcat(path, *path != '\0' ? "." : "", key, NULL);
        g_ptr_array_add(paths, g_strdup(child));
        list_paths(marbre_yaml_node_get_child(node, i), child, paths);
    }
}

static void
check_bytes(GBytes *before, GBytes *after, MarbreSpan span)
{
    size_t before_size;
    size_t after_size;
    const char *old = g_bytes_get_data(before, &before_size);
    const char *new = g_bytes_get_data(after, &after_size);
    size_t behind = before_size - span.end;

    g_assert_true(after_size >= span.start + behind);
    g_assert_true(memcmp(old, new, span.start) == 0);
    g_assert_true(memcmp(old + span.end, new + after_size - behind, behind) == 0);
}

static void
check_set(MarbreYaml *yaml, GBytes *file, const char *where, const char *text, bool word)
{
    const MarbreYamlNode *node = marbre_yaml_lookup(marbre_yaml_get_root(yaml), where);
    g_autoptr(GBytes) changed = word ? marbre_yaml_set_word(yaml, file, where, text, NULL)
                                     : marbre_yaml_set_text(yaml, file, where, text, NULL);
    g_autoptr(MarbreYaml) after = NULL;

    if (changed == NULL)
        return;
    after = parse(changed);
    g_assert_nonnull(after);
    g_assert_cmpstr(
        marbre_yaml_node_get_string(marbre_yaml_lookup(marbre_yaml_get_root(after), where)), ==,
        text);
    if (node != NULL)
        check_bytes(file, changed, marbre_yaml_node_get_span(node));
}

/* Two at once are what one after the other are. */
static void
check_several(MarbreYaml *yaml, GBytes *file, const char *where, const char *text)
{
    GVariant *two = g_variant_new_parsed("[<{'k': <%s>}>, <'b'>]", text);
    g_autoptr(GBytes) both = marbre_yaml_append_all(yaml, file, where, two, NULL);
    g_autoptr(GBytes) first = NULL;
    g_autoptr(GBytes) second = NULL;
    g_autoptr(MarbreYaml) after = NULL;

    if (both == NULL)
        return;
    first = marbre_yaml_append(yaml, file, where, g_variant_new_parsed("{'k': <%s>}", text), true,
                               NULL);
    g_assert_nonnull(first);
    after = parse(first);
    second = marbre_yaml_append(after, first, where, g_variant_new_string("b"), true, NULL);
    g_assert_true(second != NULL && g_bytes_equal(both, second));
}

static void
check_rest(MarbreYaml *yaml, GBytes *file, const char *where, const char *text)
{
    g_autoptr(GBytes) removed = marbre_yaml_remove(yaml, file, where, NULL);
    g_autoptr(GBytes) appended = NULL;
    g_autoptr(MarbreYaml) after = NULL;

    if (removed != NULL) {
        after = parse(removed);
        g_assert_nonnull(after);
        g_clear_pointer(&after, marbre_yaml_unref);
    }
    if (!g_utf8_validate(text, -1, NULL))
        return;
    appended = marbre_yaml_append(yaml, file, where, g_variant_new_parsed("{'k': <%s>}", text),
                                  true, NULL);
    if (appended != NULL) {
        after = parse(appended);
        g_assert_nonnull(after);
    }
    check_several(yaml, file, where, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line_end = size > 1 ? memchr(data + 1, '\n', size - 1) : NULL;
    size_t head = line_end != NULL ? (size_t)(line_end - data) + 1 : 0;
    g_autoptr(GBytes) file = NULL;
    g_autoptr(MarbreYaml) yaml = NULL;
    g_autofree char *text = NULL;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    if (line_end == NULL)
        return 0;
    file = g_bytes_new(data + head, size - head);
    yaml = parse(file);
    if (yaml == NULL)
        return 0;
    text = g_strndup((const char *)data + 1, head - 2);
    list_paths(marbre_yaml_get_root(yaml), "", paths);
    g_ptr_array_add(paths, g_strdup("missing"));
    check_set(yaml, file, paths->pdata[data[0] % paths->len], text, false);
    check_set(yaml, file, paths->pdata[data[0] % paths->len], text, true);
    check_rest(yaml, file, paths->pdata[data[0] % paths->len], text);
    return 0;
}
