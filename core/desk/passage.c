/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/passage.h"

#include "article/diff.h"
#include "article/sentence.h"
#include "base/text.h"
#include "desk/widening.h"

#include <string.h>

/* So many are told, each of so many characters at most; nobody reads a longer list to its end. */
#define MOST_PASSAGES 5
#define LONGEST_PASSAGE 200
/* A title or a caption of up to so many is told whole. */
#define LONGEST_WHOLE 160
/* So many changes are looked at before the telling ones are chosen. */
#define MOST_CHANGES 400

void
marbre_passage_free(MarbrePassage *passage)
{
    if (passage == NULL)
        return;
    g_free(passage->old);
    g_free(passage->new);
    g_free(passage);
}

GPtrArray *
marbre_passages_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_passage_free);
}

/* --- words that can be quoted ----------------------------------------------------------------- */

/* On one line, without what nobody sees; no-break spaces are typography, and stay. */
static char *
tidy(const char *text, size_t size)
{
    GString *line = g_string_new(NULL);
    for (const char *p = text; p < text + size; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            if (line->len > 0 && line->str[line->len - 1] != ' ')
                g_string_append_c(line, ' ');
        } else if (!g_unichar_iscntrl(c) && !marbre_text_is_invisible(c) &&
                   !marbre_text_is_bidi_control(c)) {
            g_string_append_unichar(line, c);
        }
    }
    if (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
    return g_string_free(line, FALSE);
}

/* At the end of a sentence where there is one, else between two words. (transfer full) */
static char *
cut(const char *line, const char *lang)
{
    const char *limit = g_utf8_offset_to_pointer(line, LONGEST_PASSAGE);
    size_t size = strlen(line), end = 0;
    for (;;) {
        MarbreSpan sentence = marbre_sentence_at(line, size, end, lang);
        if (sentence.end <= end || line + sentence.end > limit)
            break;
        end = sentence.end;
    }
    if (end > 0)
        return g_strdup_printf("%.*s […]", (int)end, line);
    while (limit > line && *limit != ' ')
        limit--;
    if (limit == line)
        limit = g_utf8_offset_to_pointer(line, LONGEST_PASSAGE);
    return g_strdup_printf("%.*s…", (int)(limit - line), line);
}

static bool
is_edge(gunichar c)
{
    return c == ',' || c == ';' || c == ':' || c == '.' || c == ' ' || c == 0xa0 || c == 0x202f ||
           c == '*';
}

/* The other half of a pair of signs; 0 for any other sign. */
static gunichar
partner_of(gunichar c)
{
    static const gunichar pairs[][2] = {{0xab, 0xbb}, {0x201c, 0x201d}, {'(', ')'}, {'[', ']'}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (c == pairs[i][0])
            return pairs[i][1];
        if (c == pairs[i][1])
            return pairs[i][0];
    }
    return 0;
}

static bool
is_stray(const char *line, gunichar c)
{
    gunichar partner = partner_of(c);
    return is_edge(c) || (partner != 0 && g_utf8_strchr(line, -1, partner) == NULL);
}

/* Without the signs at its ends that belong to the sentence around it. */
static void
trim(char *line)
{
    size_t size = strlen(line);
    while (size > 0) {
        const char *last = g_utf8_find_prev_char(line, line + size);
        if (!is_stray(line, g_utf8_get_char(last)))
            break;
        size = (size_t)(last - line);
        line[size] = '\0';
    }
    const char *first = line;
    while (*first != '\0' && is_stray(first, g_utf8_get_char(first)))
        first = g_utf8_next_char(first);
    memmove(line, first, strlen(first) + 1);
}

/* (transfer full) */
static char *
quotable(const char *text, size_t size, const char *lang)
{
    g_autofree char *line = tidy(text, size);
    trim(line);
    return g_utf8_strlen(line, -1) > LONGEST_PASSAGE ? cut(line, lang) : g_steal_pointer(&line);
}

/* --- adding ----------------------------------------------------------------------------------- */

static bool
is_told(const GPtrArray *passages, const char *old, const char *new)
{
    for (guint i = 0; i < passages->len; i++) {
        const MarbrePassage *passage = g_ptr_array_index(passages, i);
        if (strcmp(passage->old, old) == 0 && strcmp(passage->new, new) == 0)
            return true;
    }
    return false;
}

/* @return false where there are enough already */
static bool
add(GPtrArray *passages, MarbrePassagePlace place, const char *old, const char *new)
{
    if (strcmp(old, new) == 0 || is_told(passages, old, new))
        return true;
    if (passages->len == MOST_PASSAGES)
        return false;
    MarbrePassage *passage = g_new0(MarbrePassage, 1);
    *passage = (MarbrePassage){place, g_strdup(old), g_strdup(new)};
    g_ptr_array_add(passages, passage);
    return true;
}

static GArray *
find_ranges(const MarbreVersed *old, const MarbreVersed *new, bool *ret_more)
{
    GArray *ranges = g_array_new(FALSE, FALSE, sizeof(MarbreRange));
    g_autoptr(GPtrArray) changes = marbre_diff_words(old->text, old->size, new->text, new->size);
    for (guint i = 0; i < changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        if (change->removed_count + change->added_count == 0)
            continue; /* a sign, and no word */
        *ret_more = ranges->len == MOST_CHANGES;
        if (*ret_more)
            break;
        MarbreRange range = {change->before, change->after};
        marbre_range_widen(old, new, &range);
        MarbreRange *last =
            ranges->len == 0 ? NULL : &g_array_index(ranges, MarbreRange, ranges->len - 1);
        if (last != NULL && marbre_range_joins(old, new, last, &range)) {
            last->old.start = MIN(last->old.start, range.old.start);
            last->new.start = MIN(last->new.start, range.new.start);
            last->old.end = MAX(last->old.end, range.old.end);
            last->new.end = MAX(last->new.end, range.new.end);
        } else {
            g_array_append_val(ranges, range);
        }
    }
    return ranges;
}

bool
marbre_passages_between(GPtrArray *passages,
                        MarbrePassagePlace place,
                        const char *before,
                        const char *after,
                        const char *lang)
{
    const MarbreVersed old = {before, strlen(before), lang}, new = {after, strlen(after), lang};
    bool more = false;
    g_autoptr(GArray) ranges = find_ranges(&old, &new, &more);
    for (guint i = 0; i < ranges->len; i++) {
        MarbreRange *range = &g_array_index(ranges, MarbreRange, i);
        marbre_range_fill(&old, &new, range);
        g_autofree char *was =
            quotable(before + range->old.start, (size_t)(range->old.end - range->old.start), lang);
        g_autofree char *is =
            quotable(after + range->new.start, (size_t)(range->new.end - range->new.start), lang);
        if (!add(passages, place, was, is))
            return true;
    }
    return more;
}

/* --- two files -------------------------------------------------------------------------------- */

/* A value that readers see as one: whole where it is short. */
static bool
compare_value(GPtrArray *passages,
              MarbrePassagePlace place,
              const char *before,
              const char *after,
              const char *lang)
{
    const char *old = before == NULL ? "" : before, *new = after == NULL ? "" : after;
    g_autoptr(GPtrArray) changes = marbre_diff_words(old, strlen(old), new, strlen(new));
    size_t words = 0;
    for (guint i = 0; i < changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        words += change->removed_count + change->added_count;
    }
    if (words == 0)
        return false;
    if (g_utf8_strlen(old, -1) > LONGEST_WHOLE || g_utf8_strlen(new, -1) > LONGEST_WHOLE)
        return marbre_passages_between(passages, place, old, new, lang);
    g_autofree char *was = quotable(old, strlen(old), lang);
    g_autofree char *is = quotable(new, strlen(new), lang);
    return !add(passages, place, was, is);
}

/* A text, or several as one. (transfer full, nullable) */
static char *
text_of(const MarbreYamlNode *node)
{
    if (marbre_yaml_node_get_kind(node) != MARBRE_YAML_LIST)
        return g_strdup(marbre_yaml_node_get_text(node));
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++) {
        const char *one = marbre_yaml_node_get_text(marbre_yaml_node_get_child(node, i));
        if (one != NULL)
            g_string_append_printf(all, "%s%s", all->len > 0 ? ", " : "", one);
    }
    return g_string_free(all, FALSE);
}

static const MarbreYamlNode *
root_of(const MarbreCopy *copy)
{
    MarbreYaml *front = marbre_copy_get_front(copy);
    return front == NULL ? NULL : marbre_yaml_get_root(front);
}

static const MarbreYamlNode *
picture_of(const MarbreYamlNode *images, const char *file)
{
    for (size_t i = 0; i < marbre_yaml_node_get_count(images); i++) {
        const MarbreYamlNode *image = marbre_yaml_node_get_child(images, i);
        const char *name = marbre_yaml_node_get_text(marbre_yaml_find(image, "file"));
        if (g_strcmp0(name, file) == 0)
            return image;
    }
    return NULL;
}

/* What stands below the pictures that both have. */
static bool
compare_pictures(GPtrArray *passages,
                 const MarbreYamlNode *before,
                 const MarbreYamlNode *after,
                 const char *lang)
{
    static const struct {
        const char *key;
        MarbrePassagePlace place;
    } keys[] = {{"caption", MARBRE_PASSAGE_CAPTION},
                {"credit", MARBRE_PASSAGE_CREDIT},
                {"photographer", MARBRE_PASSAGE_CREDIT}};
    bool more = false;
    for (size_t i = 0; i < marbre_yaml_node_get_count(after); i++) {
        const MarbreYamlNode *new = marbre_yaml_node_get_child(after, i);
        const char *file = marbre_yaml_node_get_text(marbre_yaml_find(new, "file"));
        const MarbreYamlNode *old = file == NULL ? NULL : picture_of(before, file);
        for (size_t j = 0; old != NULL && j < G_N_ELEMENTS(keys); j++)
            more = compare_value(passages, keys[j].place,
                                 marbre_yaml_node_get_text(marbre_yaml_find(old, keys[j].key)),
                                 marbre_yaml_node_get_text(marbre_yaml_find(new, keys[j].key)),
                                 lang) ||
                   more;
    }
    return more;
}

/* The text without its markup, a paragraph a line. (transfer full) */
static char *
plain_text(const MarbreCopy *copy)
{
    GString *text = g_string_new(NULL);
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (!marbre_block_is_text(block))
            continue;
        size_t from = text->len;
        g_string_append(text, marbre_mapped_get_text(block->text, NULL));
        for (char *p = text->str + from; *p != '\0'; p++)
            if (*p == '\n')
                *p = ' ';
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

bool
marbre_passages_of(GPtrArray *passages, const MarbreCopy *before, const MarbreCopy *after)
{
    if (before == NULL || after == NULL)
        return false;
    const char *lang = marbre_copy_get_lang(after);
    const MarbreYamlNode *old = root_of(before), *new = root_of(after);
    g_autofree char *was = plain_text(before), *is = plain_text(after);
    g_autofree char *by = text_of(marbre_yaml_find(old, "author"));
    g_autofree char *now_by = text_of(marbre_yaml_find(new, "author"));
    bool more = compare_value(passages, MARBRE_PASSAGE_TITLE,
                              marbre_yaml_node_get_text(marbre_yaml_find(old, "title")),
                              marbre_yaml_node_get_text(marbre_yaml_find(new, "title")), lang);
    more = compare_value(passages, MARBRE_PASSAGE_STANDFIRST,
                         marbre_yaml_node_get_text(marbre_yaml_find(old, "standfirst")),
                         marbre_yaml_node_get_text(marbre_yaml_find(new, "standfirst")), lang) ||
           more;
    more = marbre_passages_between(passages, MARBRE_PASSAGE_TEXT, was, is, lang) || more;
    more = compare_pictures(passages, marbre_yaml_find(old, "images"),
                            marbre_yaml_find(new, "images"), lang) ||
           more;
    return compare_value(passages, MARBRE_PASSAGE_BYLINE, by, now_by, lang) || more;
}
