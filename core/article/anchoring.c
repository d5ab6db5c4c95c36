/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/anchoring.h"

#include "article/normal.h"
#include "article/sentence.h"
#include "base/text.h"

#include <string.h>

#define FOLDS (MARBRE_FOLD_CASE | MARBRE_FOLD_APOSTROPHES | MARBRE_FOLD_SPACES)

struct MarbreAnchoring {
    const MarbreCopy *copy;
    GPtrArray *folded; /* of MarbreMapped, a block each; NULL for links and pictures */
};

static void
unref_mapped(void *data)
{
    if (data != NULL)
        marbre_mapped_unref(data);
}

MarbreAnchoring *
marbre_anchoring_new(const MarbreCopy *copy)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    MarbreAnchoring *text = g_new0(MarbreAnchoring, 1);
    text->copy = copy;
    text->folded = g_ptr_array_new_with_free_func(unref_mapped);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        g_ptr_array_add(text->folded,
                        marbre_block_is_text(block) ? marbre_normalise(block->text, FOLDS) : NULL);
    }
    return text;
}

void
marbre_anchoring_free(MarbreAnchoring *text)
{
    if (text == NULL)
        return;
    g_ptr_array_unref(text->folded);
    g_free(text);
}

/* --- places ----------------------------------------------------------------------------------- */

static bool
is_word_at(const char *p)
{
    gunichar c = g_utf8_get_char(p);
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* Whether a place lies between two words, and not within one. */
static bool
breaks(const char *text, size_t size, size_t at)
{
    if (at == 0 || at == size)
        return true;
    return !is_word_at(text + at) || !is_word_at(g_utf8_prev_char(text + at));
}

/* Places of folded words in blocks of one kind, up to two. */
static unsigned
count_places(const MarbreAnchoring *text, const char *words, bool headings, MarbreSpan *ret_place)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(text->copy);
    size_t length = strlen(words);
    unsigned count = 0;
    for (guint i = 0; i < blocks->len && count < 2; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        const MarbreMapped *folded = g_ptr_array_index(text->folded, i);
        if (folded == NULL || (block->kind == MARBRE_BLOCK_HEADING) != headings)
            continue;
        size_t size = 0;
        const char *data = marbre_mapped_get_text(folded, &size);
        const char *end = data + size;
        const char *at = data;
        while (count < 2 && (at = memmem(at, (size_t)(end - at), words, length)) != NULL) {
            const size_t start = (size_t)(at - data);
            const MarbreSpan span = {start, start + length};
            if (breaks(data, size, span.start) && breaks(data, size, span.end) && count++ == 0)
                (void)marbre_mapped_to_source(folded, span, ret_place); /* it is in range */
            at += length;
        }
    }
    return count;
}

static unsigned
find_folded(const MarbreAnchoring *text, const char *words, MarbreSpan *ret_place)
{
    unsigned count = *words == '\0' ? 0 : count_places(text, words, false, ret_place);
    return count > 0 || *words == '\0' ? count : count_places(text, words, true, ret_place);
}

/* Emphasis that came along when words were copied out of Markdown. */
static void
drop_emphasis(char *words)
{
    char *to = words;
    for (const char *from = words; *from != '\0'; from++)
        if (*from != '*' && *from != '_')
            *to++ = *from;
    *to = '\0';
    g_strstrip(words);
}

unsigned
marbre_anchoring_find(const MarbreAnchoring *text, const char *words, MarbreSpan *ret_place)
{
    g_autoptr(MarbreMapped) folded = marbre_normalise_text(words, strlen(words), FOLDS);
    g_autofree char *wanted = g_strstrip(g_strdup(marbre_mapped_get_text(folded, NULL)));
    MarbreSpan place;
    unsigned count = find_folded(text, wanted, &place);
    if (count == 0) {
        drop_emphasis(wanted);
        count = find_folded(text, wanted, &place);
    }
    if (count > 0 && ret_place != NULL)
        *ret_place = place;
    return count;
}

/* --- sentences -------------------------------------------------------------------------------- */

/* Whole sentences of a block around bytes of the file. (transfer full) */
static char *
read_sentences(const MarbreBlock *block, MarbreSpan place, const char *lang)
{
    size_t size = 0;
    const char *data = marbre_mapped_get_text(block->text, &size);
    uint64_t start = marbre_mapped_from_source(block->text, place.start);
    uint64_t end = marbre_mapped_from_source(block->text, place.end);
    MarbreSpan first = marbre_sentence_at(data, size, start, lang);
    MarbreSpan last = end > start + 1 ? marbre_sentence_at(data, size, end - 1, lang) : first;
    return marbre_text_collapse(data + first.start, MAX(first.end, last.end) - first.start, NULL);
}

char *
marbre_anchoring_sentence(const MarbreAnchoring *text, MarbreSpan place)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(text->copy);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (marbre_block_is_text(block) && place.start >= block->span.start &&
            place.start < block->span.end)
            return read_sentences(block, place, marbre_copy_get_lang(text->copy));
    }
    return NULL;
}

/* Words that are looked for, each with the number of the sentence that had it last. */
typedef struct {
    GHashTable *words; /* char * to guint */
    size_t weight;     /* bytes of all of them */
    guint sentence;
} Search;

/* Call for each word of a folded text. */
static void
each_word(const char *text,
          void (*told)(Search *search, char *word, size_t *sum),
          Search *search,
          size_t *sum)
{
    while (*text != '\0') {
        const char *end = text;
        while (*end != '\0' && is_word_at(end))
            end = g_utf8_next_char(end);
        if (end > text)
            told(search, g_strndup(text, (size_t)(end - text)), sum);
        text = *end == '\0' ? end : g_utf8_next_char(end);
    }
}

static void
want_word(Search *search, char *word, size_t *sum)
{
    size_t size = strlen(word);
    if (g_hash_table_insert(search->words, word, GUINT_TO_POINTER(0)))
        *sum += size;
}

/* A sentence that says a word twice has it once. */
static void
weigh_word(Search *search, char *word, size_t *sum)
{
    gpointer key = NULL, last = NULL;
    if (g_hash_table_lookup_extended(search->words, word, &key, &last) &&
        GPOINTER_TO_UINT(last) != search->sentence) {
        *sum += strlen(word);
        g_hash_table_insert(search->words, g_strdup(word), GUINT_TO_POINTER(search->sentence));
    }
    g_free(word);
}

/* Bytes of the wanted words that a sentence has. */
static size_t
weigh(Search *search, const char *sentence, size_t size)
{
    g_autoptr(MarbreMapped) folded = marbre_normalise_text(sentence, size, FOLDS);
    size_t sum = 0;
    search->sentence++;
    each_word(marbre_mapped_get_text(folded, NULL), weigh_word, search, &sum);
    return sum;
}

/* The best sentence of a block, where it beats the best so far. */
static void
look_through(
    Search *search, const MarbreBlock *block, const char *lang, size_t *best, char **ret_sentence)
{
    size_t size = 0;
    const char *data = marbre_mapped_get_text(block->text, &size);
    for (uint64_t at = 0; at < size;) {
        MarbreSpan span = marbre_sentence_at(data, size, at, lang);
        size_t sum = weigh(search, data + span.start, span.end - span.start);
        if (sum > *best) {
            *best = sum;
            g_free(*ret_sentence);
            *ret_sentence = marbre_text_collapse(data + span.start, span.end - span.start, NULL);
        }
        at = MAX(span.end, at + 1);
    }
}

char *
marbre_anchoring_nearest(const MarbreAnchoring *text, const char *words)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(text->copy);
    g_autoptr(GHashTable) wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(MarbreMapped) folded = marbre_normalise_text(words, strlen(words), FOLDS);
    Search search = {.words = wanted};
    char *sentence = NULL;
    size_t best = 0;
    each_word(marbre_mapped_get_text(folded, NULL), want_word, &search, &search.weight);
    for (guint i = 0; i < blocks->len && best < search.weight; i++)
        if (text->folded->pdata[i] != NULL)
            look_through(&search, blocks->pdata[i], marbre_copy_get_lang(text->copy), &best,
                         &sentence);
    if (best * 2 < search.weight)
        g_clear_pointer(&sentence, g_free);
    return sentence;
}
