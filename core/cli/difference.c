/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/difference.h"

#include "article/diff.h"
#include "article/sentence.h"
#include "cli/prose.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* One file of an article in two states. */
typedef struct {
    const MarbreCopy *before; /* (nullable) */
    const MarbreCopy *after;  /* (nullable) */
    const GPtrArray *changes; /* of MarbreWordChange */
} Pair;

static void
passage_free(void *data)
{
    MarbrePassage *passage = data;
    g_free(passage->label);
    g_ptr_array_unref(passage->pieces);
    g_free(passage);
}

void
marbre_difference_free(MarbreDifference *difference)
{
    if (difference == NULL)
        return;
    g_ptr_array_unref(difference->changes);
    g_ptr_array_unref(difference->passages);
    g_free(difference);
}

MarbrePassage *
marbre_difference_add(GPtrArray *passages, char *label)
{
    MarbrePassage *passage = g_new0(MarbrePassage, 1);
    passage->label = label;
    passage->pieces = marbre_pieces_new();
    g_ptr_array_add(passages, passage);
    return passage;
}

static const char *
data_of(const MarbreCopy *copy)
{
    const char *data = copy == NULL ? NULL : g_bytes_get_data(marbre_copy_get_bytes(copy), NULL);
    return data == NULL ? "" : data;
}

static bool
is_white(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* --- sentences ---------------------------------------------------------------------------------
 */

/* The sentence of the running text around a place; the place itself where none is. */
static MarbreSpan
sentence_at(const MarbreCopy *copy, MarbreSpan words)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        uint64_t size = block->span.end - block->span.start;
        if (!marbre_block_is_text(block) || words.start < block->span.start ||
            words.start >= block->span.end)
            continue;
        MarbreSpan found =
            marbre_sentence_at(data_of(copy) + block->span.start, (size_t)size,
                               words.start - block->span.start, marbre_copy_get_lang(copy));
        return (MarbreSpan){MIN(block->span.start + found.start, words.start),
                            MAX(block->span.start + found.end, words.end)};
    }
    return words;
}

/* What is new up to the end of the last changed word's sentence. */
static MarbreSpan
stretch_of(const MarbreCopy *copy, const MarbreWordChange *change)
{
    MarbreSpan whole = sentence_at(copy, change->after);
    if (change->after.end > change->after.start) {
        MarbreSpan last = sentence_at(copy, (MarbreSpan){change->after.end - 1, change->after.end});
        whole.end = MAX(whole.end, last.end);
    }
    return whole;
}

static bool
ends_white(const GPtrArray *pieces)
{
    const MarbrePiece *last = pieces->len == 0 ? NULL : pieces->pdata[pieces->len - 1];
    return last == NULL || is_white(last->text[strlen(last->text) - 1]);
}

static void
add_removed(const Pair *pair, MarbrePassage *passage, const MarbreWordChange *change)
{
    const char *old = data_of(pair->before);
    if (*change->removed == '\0')
        return;
    if (change->before.start > 0 && is_white(old[change->before.start - 1]) &&
        !ends_white(passage->pieces))
        marbre_pieces_add(passage->pieces, MARBRE_PIECE_SAME, " ", 1);
    marbre_pieces_add(passage->pieces, MARBRE_PIECE_OLD, old + change->before.start,
                      (size_t)(change->before.end - change->before.start));
    /* Words that follow at once, as a comma does, do so still. */
    if (*change->added != '\0' || is_white(old[change->before.end]))
        marbre_pieces_add(passage->pieces, MARBRE_PIECE_SAME, " ", 1);
}

/* From one change to the last that is in the same stretch. @return the number behind them */
static guint
add_stretch(const Pair *pair, guint first, MarbreSpan whole, MarbrePassage *passage)
{
    const char *new = data_of(pair->after);
    uint64_t at = whole.start;
    guint i = first;
    for (; i < pair->changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(pair->changes, i);
        if (i > first &&
            (change->after.start >= whole.end ||
             g_strcmp0(change->part,
                       ((const MarbreWordChange *)g_ptr_array_index(pair->changes, first))->part) !=
                 0))
            break;
        whole.end = MAX(whole.end, stretch_of(pair->after, change).end);
        marbre_pieces_add(passage->pieces, MARBRE_PIECE_SAME, new + at,
                          (size_t)(change->after.start - at));
        add_removed(pair, passage, change);
        marbre_pieces_add(passage->pieces, MARBRE_PIECE_NEW, new + change->after.start,
                          (size_t)(change->after.end - change->after.start));
        at = change->after.end;
    }
    marbre_pieces_add(passage->pieces, MARBRE_PIECE_SAME, new + at, (size_t)(whole.end - at));
    return i;
}

static char *
line_label(const MarbreCopy *copy, uint64_t offset, const char *prefix)
{
    MarbrePlace place = marbre_lines_place(marbre_copy_get_lines(copy), offset);
    g_autofree char *line = g_strdup_printf(_("line %u"), (unsigned)place.line);
    return prefix == NULL ? g_steal_pointer(&line) : g_strdup_printf("%s, %s", prefix, line);
}

static guint
add_text(GPtrArray *passages, const Pair *pair, guint first, const char *prefix)
{
    const MarbreWordChange *change = g_ptr_array_index(pair->changes, first);
    if (pair->after == NULL) {
        MarbrePassage *passage =
            marbre_difference_add(passages, line_label(pair->before, change->before.start, prefix));
        add_removed(pair, passage, change);
        return first + 1;
    }
    MarbreSpan whole = stretch_of(pair->after, change);
    /* Of a passage that is gone only its place is left, which says nothing of its own. */
    MarbrePassage *passage =
        marbre_difference_add(passages, line_label(pair->after, whole.start, prefix));
    return add_stretch(pair, first, whole, passage);
}

/* --- what stands above the text ----------------------------------------------------------------
 */

/* The scalar at a place below a node, or the deepest list or map around it. */
static const MarbreYamlNode *
deepest(const MarbreYamlNode *node, uint64_t offset)
{
    for (size_t i = 0; i < marbre_yaml_node_get_count(node);) {
        const MarbreYamlNode *child = marbre_yaml_node_get_child(node, i);
        MarbreSpan span = marbre_yaml_node_get_span(child);
        MarbreSpan key = marbre_yaml_node_get_key_span(child);
        if (offset < (key.end > key.start ? key.start : span.start) || offset >= span.end) {
            i++;
            continue;
        }
        node = child;
        i = 0;
    }
    return node;
}

static const char *
key_of(const MarbreYamlNode *node)
{
    const MarbreYamlNode *map = marbre_yaml_node_get_parent(node);
    for (size_t i = 0; i < marbre_yaml_node_get_count(map); i++)
        if (marbre_yaml_node_get_child(map, i) == node)
            return marbre_yaml_node_get_key(map, i);
    return NULL;
}

/* “halle.jpg, credit” of a value in a list of pictures, “title” of any other. (transfer full) */
static char *
key_label(const MarbreCopy *copy, uint64_t offset, const char *name)
{
    MarbreYaml *front = marbre_copy_get_front(copy);
    const MarbreYamlNode *node =
        front == NULL ? NULL : deepest(marbre_yaml_get_root(front), offset);
    const char *key = NULL, *file = NULL;
    for (; node != NULL; node = marbre_yaml_node_get_parent(node)) {
        const char *its = key_of(node);
        if (key == NULL && its != NULL && strcmp(its, name) != 0)
            key = its;
        if (file == NULL)
            file = marbre_yaml_node_get_text(marbre_yaml_find(node, "file"));
    }
    if (file != NULL)
        return key == NULL ? g_strdup(file) : g_strdup_printf("%s, %s", file, key);
    return key == NULL ? g_strdup(name) : g_strdup_printf("%s, %s", name, key);
}

static void
add_key(GPtrArray *passages, const Pair *pair, const MarbreWordChange *change)
{
    bool gone = pair->after == NULL || (*change->added == '\0' && pair->before != NULL);
    const MarbreCopy *copy = gone ? pair->before : pair->after;
    uint64_t offset = gone ? change->before.start : change->after.start;
    MarbrePassage *passage =
        marbre_difference_add(passages, key_label(copy, offset, change->part + strlen("key:")));
    marbre_pieces_add(passage->pieces, MARBRE_PIECE_OLD, change->removed, strlen(change->removed));
    if (*change->removed != '\0' && *change->added != '\0')
        marbre_pieces_add(passage->pieces, MARBRE_PIECE_SAME, " ", 1);
    marbre_pieces_add(passage->pieces, MARBRE_PIECE_NEW, change->added, strlen(change->added));
}

/* --- the whole ---------------------------------------------------------------------------------
 */

static void
add_pair(MarbreDifference *difference, const Pair *pair, const char *prefix)
{
    for (guint i = 0; i < pair->changes->len;) {
        const MarbreWordChange *change = g_ptr_array_index(pair->changes, i);
        if (g_str_has_prefix(change->part, "key:"))
            add_key(difference->passages, pair, g_ptr_array_index(pair->changes, i++));
        else
            i = add_text(difference->passages, pair, i, prefix);
    }
}

static void
add_copies(MarbreDifference *difference, const MarbreArticle *before, const MarbreArticle *after)
{
    static const char *const every[] = {"*", NULL};
    const char *const *langs = marbre_article_get_langs(after);
    bool several = g_strv_length((char **)langs) > 1;
    for (; *langs != NULL; langs++) {
        Pair pair = {marbre_article_get_copy(before, *langs),
                     marbre_article_get_copy(after, *langs), NULL};
        GPtrArray *changes = marbre_words_changed(pair.before, pair.after, every);
        pair.changes = changes;
        add_pair(difference, &pair, several ? *langs : NULL);
        g_ptr_array_extend_and_steal(difference->changes, changes);
    }
}

static void
add_media(MarbreDifference *difference, const MarbreWordChange *change)
{
    const char *name = *change->added == '\0' ? change->removed : change->added;
    MarbrePassage *passage = marbre_difference_add(difference->passages, g_strdup(_("picture")));
    if (*change->removed != '\0' && *change->added != '\0') {
        g_autofree char *words = g_strdup_printf(_("%s is another picture now"), name);
        marbre_pieces_add(passage->pieces, MARBRE_PIECE_SAME, words, strlen(words));
    } else {
        marbre_pieces_add(passage->pieces,
                          *change->added == '\0' ? MARBRE_PIECE_OLD : MARBRE_PIECE_NEW, name,
                          strlen(name));
    }
}

/* The source, the claims and the media, which no language of the newsroom's has. */
static void
add_others(MarbreDifference *difference, const MarbreArticle *before, const MarbreArticle *after)
{
    static const MarbreJudged what = {.parts = MBR_PART_SOURCE | MBR_PART_CLAIMS | MBR_PART_MEDIA};
    Pair source = {marbre_article_get_source(before), marbre_article_get_source(after), NULL};
    GPtrArray *changes = marbre_record_changes(before, after, &what);
    g_autoptr(GPtrArray) of_source = g_ptr_array_new();
    bool claims = false;
    for (guint i = 0; i < changes->len; i++) {
        MarbreWordChange *change = g_ptr_array_index(changes, i);
        if (g_strcmp0(change->part, "source") == 0)
            g_ptr_array_add(of_source, change);
        claims = claims || g_strcmp0(change->part, "claims") == 0;
    }
    source.changes = of_source;
    add_pair(difference, &source, _("source"));
    if (claims)
        marbre_difference_add_claims(difference->passages, before, after);
    for (guint i = 0; i < changes->len; i++)
        if (g_strcmp0(((MarbreWordChange *)changes->pdata[i])->part, "media") == 0)
            add_media(difference, changes->pdata[i]);
    g_ptr_array_extend_and_steal(difference->changes, changes);
}

MarbreDifference *
marbre_difference_new(const MarbreArticle *before, const MarbreArticle *after)
{
    MarbreDifference *difference = g_new0(MarbreDifference, 1);
    difference->changes = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_word_change_free);
    difference->passages = g_ptr_array_new_with_free_func(passage_free);
    add_copies(difference, before, after);
    add_others(difference, before, after);
    return difference;
}
