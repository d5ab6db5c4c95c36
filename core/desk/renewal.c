/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/renewal.h"

#include "article/alignment.h"
#include "base/error.h"
#include "base/problem.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- counting ---- */

static GPtrArray *
text_blocks(const MarbreCopy *copy)
{
    GPtrArray *some = g_ptr_array_new();
    const GPtrArray *all = marbre_copy_get_blocks(copy);
    for (guint i = 0; i < all->len; i++)
        if (marbre_block_is_text(all->pdata[i]))
            g_ptr_array_add(some, all->pdata[i]);
    return some;
}

static bool
are_same(const MarbreBlock *a, const MarbreBlock *b)
{
    size_t a_size = 0, b_size = 0;
    const char *one = marbre_mapped_get_text(a->text, &a_size);
    const char *other = marbre_mapped_get_text(b->text, &b_size);
    return a_size == b_size && memcmp(one, other, a_size) == 0;
}

static void
count_pair(MarbreRenewed *renewed, const GPtrArray *from, const GPtrArray *to, MarbrePair pair)
{
    while (pair.from_count > 0 && pair.to_count > 0 &&
           are_same(from->pdata[pair.from], to->pdata[pair.to]))
        pair = (MarbrePair){pair.from + 1, pair.from_count - 1, pair.to + 1, pair.to_count - 1};
    while (pair.from_count > 0 && pair.to_count > 0 &&
           are_same(from->pdata[pair.from + pair.from_count - 1],
                    to->pdata[pair.to + pair.to_count - 1])) {
        pair.from_count--;
        pair.to_count--;
    }
    size_t both = MIN(pair.from_count, pair.to_count);
    renewed->rewritten += both;
    renewed->removed += pair.from_count - both;
    renewed->added += pair.to_count - both;
}

MarbreRenewed
marbre_renewal_count(const MarbreCopy *before, const MarbreCopy *after)
{
    MarbreRenewed renewed = {0};
    g_autoptr(GPtrArray) to = text_blocks(after);
    if (before == NULL)
        return (MarbreRenewed){.added = to->len};
    g_autoptr(GPtrArray) from = text_blocks(before);
    g_autoptr(GArray) pairs =
        marbre_align(marbre_copy_get_blocks(before), marbre_copy_get_blocks(after), true);
    for (guint i = 0; i < pairs->len; i++)
        count_pair(&renewed, from, to, g_array_index(pairs, MarbrePair, i));
    return renewed;
}

/* ---- writing ---- */

/* A value as the YAML editor takes it. */
static GVariant *
variant_of(const MarbreYamlNode *node)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    GVariantBuilder builder;
    if (kind != MARBRE_YAML_LIST && kind != MARBRE_YAML_MAP) {
        const char *text = marbre_yaml_node_get_text(node);
        return g_variant_new_string(text == NULL ? "" : text);
    }
    g_variant_builder_init(&builder, kind == MARBRE_YAML_LIST ? G_VARIANT_TYPE("av")
                                                              : G_VARIANT_TYPE("a(sv)"));
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        GVariant *child = variant_of(marbre_yaml_node_get_child(node, i));
        if (kind == MARBRE_YAML_LIST)
            g_variant_builder_add(&builder, "v", child);
        else
            g_variant_builder_add(&builder, "(sv)", marbre_yaml_node_get_key(node, i), child);
    }
    return g_variant_builder_end(&builder);
}

static bool
says_the_same(const MarbreYamlNode *a, const MarbreYamlNode *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    g_autoptr(GVariant) one = g_variant_ref_sink(variant_of(a));
    g_autoptr(GVariant) other = g_variant_ref_sink(variant_of(b));
    return g_variant_equal(one, other);
}

static bool
is_scalar(const MarbreYamlNode *node)
{
    return marbre_yaml_node_get_kind(node) != MARBRE_YAML_LIST &&
           marbre_yaml_node_get_kind(node) != MARBRE_YAML_MAP;
}

static MarbreCopy *
parse(const MarbreCopy *like, GBytes *bytes)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return marbre_copy_parse(marbre_copy_get_path(like), marbre_copy_get_lang(like), bytes,
                             problems);
}

static GBytes *
set_key(const MarbreCopy *copy, const char *key, const MarbreYamlNode *value, GError **error)
{
    MarbreYaml *yaml = marbre_copy_get_front(copy);
    GBytes *file = marbre_copy_get_bytes(copy);
    const MarbreYamlNode *old = marbre_yaml_find(marbre_yaml_get_root(yaml), key);
    if (is_scalar(value) && (old == NULL || is_scalar(old)))
        return marbre_yaml_set_text(yaml, file, key, marbre_yaml_node_get_text(value), error);
    if (old == NULL)
        return marbre_yaml_append(yaml, file, key, variant_of(value), false, error);
    g_autoptr(GBytes) without = marbre_yaml_remove(yaml, file, key, error);
    g_autoptr(MarbreCopy) rest = without == NULL ? NULL : parse(copy, without);
    return rest == NULL ? NULL : set_key(rest, key, value, error);
}

/* The old file with the new one's keys. */
static MarbreCopy *
renew_keys(const MarbreCopy *before, const MarbreCopy *after, GError **error)
{
    g_autoptr(MarbreCopy) copy = marbre_copy_ref((MarbreCopy *)before);
    const MarbreYamlNode *root = marbre_yaml_get_root(marbre_copy_get_front(after));
    for (size_t i = 0; i < marbre_yaml_node_get_count(root); i++) {
        const char *key = marbre_yaml_node_get_key(root, i);
        const MarbreYamlNode *value = marbre_yaml_node_get_child(root, i);
        const MarbreYamlNode *old =
            marbre_yaml_find(marbre_yaml_get_root(marbre_copy_get_front(copy)), key);
        if (says_the_same(old, value))
            continue;
        g_autoptr(GBytes) bytes = set_key(copy, key, value, error);
        MarbreCopy *next = bytes == NULL ? NULL : parse(before, bytes);
        if (next == NULL)
            return NULL;
        marbre_copy_unref(copy);
        copy = next;
    }
    return g_steal_pointer(&copy);
}

static GBytes *
join(const MarbreCopy *front, const MarbreCopy *body)
{
    gsize front_size = 0, body_size = 0;
    const char *head = g_bytes_get_data(marbre_copy_get_bytes(front), &front_size);
    const char *tail = g_bytes_get_data(marbre_copy_get_bytes(body), &body_size);
    size_t end = marbre_copy_get_body(front).start, start = marbre_copy_get_body(body).start;
    bool crlf = memmem(head, end, "\r\n", 2) != NULL;
    GString *file = g_string_new_len(head, (gssize)end);
    for (const char *p = tail + start; p < tail + body_size; p++) {
        if (*p == '\n' && crlf)
            g_string_append_c(file, '\r');
        if (*p != '\r')
            g_string_append_c(file, *p);
    }
    return g_string_free_to_bytes(file);
}

GBytes *
marbre_renewal_write(const MarbreCopy *before, const MarbreCopy *after, GError **error)
{
    if (!marbre_copy_has_front(before))
        return g_bytes_ref(marbre_copy_get_bytes(after));
    if (marbre_copy_get_front(before) == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s: the lines between the two rows of dashes can't be read; `marbre check` "
                      "says where"),
                    marbre_copy_get_path(before));
        return NULL;
    }
    g_autoptr(MarbreCopy) renewed = renew_keys(before, after, error);
    return renewed == NULL ? NULL : join(renewed, after);
}
