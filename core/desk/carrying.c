/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/carrying.h"

#include "article/anchoring.h"
#include "base/problem.h"
#include "finding/finding.h"
#include "yaml/edit.h"

#include <string.h>

/* Where a place of the old file lies in the new one. What was put in at it lies behind it; of an
   edit that it lies within, `behind` takes the end. */
static uint64_t
moved(const GPtrArray *edits, uint64_t at, bool behind)
{
    int64_t shift = 0;
    for (guint i = 0; i < edits->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(edits, i);
        int64_t grown = (int64_t)strlen(edit->text) - (int64_t)(edit->span.end - edit->span.start);
        bool within = edit->span.start < at && at < edit->span.end;
        if (within)
            shift +=
                behind ? (int64_t)(edit->span.end - at) + grown : -(int64_t)(at - edit->span.start);
        else if (edit->span.end <= at && (edit->span.start < at || !behind))
            shift += grown;
    }
    return (uint64_t)((int64_t)at + shift);
}

/* The readable words of a range of a file; NULL where they are not of one block. */
static char *
read_words(const MarbreCopy *copy, MarbreSpan range)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (!marbre_block_is_text(block) || range.start < block->span.start ||
            range.end > block->span.end)
            continue;
        const char *text = marbre_mapped_get_text(block->text, NULL);
        uint64_t start = marbre_mapped_from_source(block->text, range.start);
        uint64_t end = marbre_mapped_from_source(block->text, range.end);
        return start < end ? g_strstrip(g_strndup(text + start, end - start)) : NULL;
    }
    return NULL;
}

/* What a quote becomes; NULL where it stays. */
static char *
carry(const MarbreAnchoring *before,
      const MarbreAnchoring *after,
      const MarbreCopy *copy,
      const GPtrArray *edits,
      const char *quote)
{
    MarbreSpan old;
    if (marbre_anchoring_find(before, quote, &old) == 0 ||
        marbre_anchoring_find(after, quote, NULL) > 0)
        return NULL;
    MarbreSpan range = {moved(edits, old.start, false), moved(edits, old.end, true)};
    g_autofree char *words = read_words(copy, range);
    return words != NULL && marbre_anchoring_find(after, words, NULL) > 0 ? g_steal_pointer(&words)
                                                                          : NULL;
}

static const MarbreYamlNode *
list_claims(const MarbreClaims *claims)
{
    return marbre_yaml_find(marbre_yaml_get_root(marbre_claims_get_yaml(claims)), "claims");
}

/* Put new words into the claim at a place of the list. */
static void
set_words(GBytes **file, size_t index, const char *key, const char *words)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = marbre_claims_parse("claims.yaml", *file, problems);
    g_autofree char *where = g_strdup_printf("claims[%zu].%s", index, key);
    g_autoptr(GError) error = NULL;
    GBytes *next =
        marbre_yaml_set_text(marbre_claims_get_yaml(claims), *file, where, words, &error);
    if (next == NULL) {
        g_debug("%s: %s", where, error->message);
        return;
    }
    g_bytes_unref(*file);
    *file = next;
}

/* A text of a claim, or of a map in it; NULL where there is none. */
static const char *
text_at(const MarbreYamlNode *claim, const char *map, const char *key)
{
    const MarbreYamlNode *node = claim;
    if (node != NULL && marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP && map != NULL)
        node = marbre_yaml_find(node, map);
    if (node == NULL || marbre_yaml_node_get_kind(node) != MARBRE_YAML_MAP)
        return NULL;
    node = marbre_yaml_find(node, key);
    return node == NULL ? NULL : marbre_yaml_node_get_text(node);
}

GBytes *
marbre_carry_quotes(GBytes *file,
                    const MarbreCopy *before,
                    const MarbreCopy *after,
                    const GPtrArray *edits)
{
    /* What was checked goes along too: a fix changes how it is written, and not what was said. */
    static const struct {
        const char *map, *key, *where;
    } kept[] = {{NULL, "quote", "quote"}, {"checked", "sentence", "checked.sentence"}};
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreClaims) claims = marbre_claims_parse("claims.yaml", file, problems);
    const MarbreYamlNode *list = claims == NULL ? NULL : list_claims(claims);
    GBytes *carried = g_bytes_ref(file);
    if (list == NULL || marbre_yaml_node_get_kind(list) != MARBRE_YAML_LIST)
        return carried;
    g_autoptr(MarbreAnchoring) old = marbre_anchoring_new(before);
    g_autoptr(MarbreAnchoring) new = marbre_anchoring_new(after);
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *claim = marbre_yaml_node_get_child(list, i);
        for (size_t k = 0; k < G_N_ELEMENTS(kept); k++) {
            const char *text = text_at(claim, kept[k].map, kept[k].key);
            g_autofree char *words = text == NULL ? NULL : carry(old, new, after, edits, text);
            if (words != NULL)
                set_words(&carried, i, kept[k].where, words);
        }
    }
    return carried;
}
