/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/words.h"

#include "article/normal.h"
#include "base/letters.h"

#include <string.h>

#define NO_WORD UINT32_MAX
#define SOLID 1u  /* a letter or figure of ASCII */
#define BEGINS 2u /* some word of the list */

/* A byte of the tree of all words; the bytes that may follow it lie side by side, sorted. */
typedef struct {
    uint32_t first; /* index of the first that may follow */
    uint32_t word;  /* the word that ends here, or NO_WORD */
    uint16_t count; /* how many may follow */
    uint8_t byte;
} Node;

struct MarbreWords {
    unsigned folds;
    GArray *nodes;       /* of Node; 0 is the root */
    uint32_t heads[256]; /* the node of each first byte, 0 for none */
    /* Of each first byte, those that may be second, as bits: most words of a text are no further
       looked at. All of them where a word is but one byte. */
    uint64_t seconds[256][4];
    uint8_t kinds[256]; /* of each byte: SOLID, BEGINS */
};

typedef struct {
    const char *text;
    size_t size;
    uint32_t which;
} Entry;

static int
compare_entries(const void *a, const void *b)
{
    const Entry *first = a;
    const Entry *second = b;
    int order = memcmp(first->text, second->text, MIN(first->size, second->size));
    if (order != 0)
        return order;
    if (first->size != second->size)
        return first->size < second->size ? -1 : 1;
    return first->which < second->which ? -1 : 1;
}

static Node *
node_at(const MarbreWords *words, uint32_t index)
{
    return &g_array_index(words->nodes, Node, index);
}

/* A node and the entries that pass through it, all sharing their first `depth` bytes. */
typedef struct {
    uint32_t node;
    size_t low;
    size_t high;
    size_t depth;
} Range;

/* Add what may follow one node, and put each on the list of nodes to look at. */
static void
grow(MarbreWords *words, const Entry *entries, Range range, GArray *ranges)
{
    while (range.low < range.high && entries[range.low].size == range.depth) {
        if (node_at(words, range.node)->word == NO_WORD)
            node_at(words, range.node)->word = entries[range.low].which;
        range.low++;
    }
    node_at(words, range.node)->first = words->nodes->len;
    while (range.low < range.high) {
        uint8_t byte = (uint8_t)entries[range.low].text[range.depth];
        Range next = {words->nodes->len, range.low, range.low, range.depth + 1};
        while (next.high < range.high && (uint8_t)entries[next.high].text[range.depth] == byte)
            next.high++;
        Node node = {.word = NO_WORD, .byte = byte};
        g_array_append_val(words->nodes, node);
        g_array_append_val(ranges, next);
        node_at(words, range.node)->count++;
        range.low = next.high;
    }
}

static void
note_seconds(MarbreWords *words, const Node *head)
{
    uint64_t *bits = words->seconds[head->byte];
    if (head->word != NO_WORD)
        memset(bits, 0xff, sizeof words->seconds[0]);
    for (uint32_t i = head->first; i < head->first + head->count; i++) {
        uint8_t byte = node_at(words, i)->byte;
        bits[byte / 64] |= UINT64_C(1) << byte % 64;
    }
}

static void
build(MarbreWords *words, Entry *entries, size_t count)
{
    if (count > 0)
        qsort(entries, count, sizeof *entries, compare_entries);
    Node root = {.word = NO_WORD};
    g_array_append_val(words->nodes, root);
    g_autoptr(GArray) ranges = g_array_new(false, false, sizeof(Range));
    Range all = {0, 0, count, 0};
    g_array_append_val(ranges, all);
    for (guint i = 0; i < ranges->len; i++)
        grow(words, entries, g_array_index(ranges, Range, i), ranges);
    const Node *top = node_at(words, 0);
    for (uint32_t i = top->first; i < top->first + top->count; i++) {
        const Node *head = node_at(words, i);
        words->heads[head->byte] = i;
        note_seconds(words, head);
    }
    for (unsigned byte = 0; byte < 256; byte++)
        words->kinds[byte] = (uint8_t)((byte < 0x80 && g_ascii_isalnum(byte) ? SOLID : 0) |
                                       (words->heads[byte] != 0 ? BEGINS : 0));
}

/* The node behind `byte`, 0 for none. */
static uint32_t
follow(const MarbreWords *words, const Node *node, uint8_t byte)
{
    uint32_t low = node->first;
    uint32_t high = node->first + node->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint8_t found = node_at(words, middle)->byte;
        if (found == byte)
            return middle;
        if (found < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static bool
is_word_char(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

/* Whether a word goes on with the character at `text`, which has `size` bytes or fewer. */
static bool
is_word_at(const char *text, size_t size)
{
    unsigned char c = (unsigned char)*text;
    if (c < 0x80)
        return g_ascii_isalnum(c);
    if (c == 0xC3 && size > 1) { /* À to ÿ, without × and ÷ */
        unsigned char next = (unsigned char)text[1];
        return next >= 0x80 && next < 0xC0 && next != 0x97 && next != 0xB7;
    }
    gunichar character = g_utf8_get_char_validated(text, (gssize)size);
    return (gint32)character >= 0 && is_word_char(character);
}

static bool
is_word_before(const char *text, size_t at)
{
    size_t start = at;
    if (at == 0)
        return false;
    do
        start--;
    while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80);
    return is_word_at(text + start, at - start);
}

bool
marbre_word_at(const char *text, size_t size, size_t at, MarbreSpan *ret_span)
{
    size_t start = at;
    while (start < size && !is_word_at(text + start, size - start))
        start++;
    if (start >= size)
        return false;
    while (is_word_before(text, start))
        do
            start--;
        while (((unsigned char)text[start] & 0xC0) == 0x80);
    size_t end = MAX(start, at);
    while (end < size &&
           (((unsigned char)text[end] & 0xC0) == 0x80 || is_word_at(text + end, size - end)))
        end++;
    *ret_span = (MarbreSpan){start, end};
    return true;
}

/* Whether no word goes on over `at`. */
static bool
is_edge(const char *text, size_t size, size_t at)
{
    return at >= size || !is_word_before(text, at) || !is_word_at(text + at, size - at);
}

/* The longest word of the list that begins at `at` and ends at an edge. */
static uint32_t
longest_at(const MarbreWords *words, const char *text, size_t size, size_t at, size_t *ret_end)
{
    uint32_t best = NO_WORD;
    uint32_t next = words->heads[(uint8_t)text[at]];
    for (size_t end = at + 1; next != 0; end++) {
        const Node *node = node_at(words, next);
        if (node->word != NO_WORD && is_edge(text, size, end)) {
            best = node->word;
            *ret_end = end;
        }
        next = end < size ? follow(words, node, (uint8_t)text[end]) : 0;
    }
    return best;
}

static bool
is_solid(const MarbreWords *words, char c)
{
    return (words->kinds[(uint8_t)c] & SOLID) != 0;
}

/* Behind the letters and figures of ASCII from `at` on. */
static size_t
solid_end(const MarbreWords *words, const char *text, size_t size, size_t at)
{
    uint64_t small;
    if (size - at >= sizeof small)
        at += marbre_letters_of_eight(text + at, &small);
    while (at < size && is_solid(words, text[at]))
        at++;
    return at;
}

/* Whether some word begins with the two bytes at `at`. */
static bool
may_begin(const MarbreWords *words, const char *text, size_t size, size_t at)
{
    uint8_t second = at + 1 < size ? (uint8_t)text[at + 1] : 0; /* no word has this one */
    return (words->seconds[(uint8_t)text[at]][second / 64] >> second % 64 & 1) != 0;
}

/* Whether a word may begin at `at`; for most, a sign of ASCII before it tells. */
static bool
begins_at(const MarbreWords *words, const char *text, size_t size, size_t at)
{
    if (at > 0 && (uint8_t)text[at - 1] < 0x80 && !is_solid(words, text[at - 1]))
        return true;
    return is_edge(text, size, at);
}

/* The first byte from `at` on that some word begins with. */
static size_t
next_head(const MarbreWords *words, const char *text, size_t size, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)text, *kinds = words->kinds;
    while (size - at >= 4 && ((kinds[bytes[at]] | kinds[bytes[at + 1]] | kinds[bytes[at + 2]] |
                               kinds[bytes[at + 3]]) &
                              BEGINS) == 0)
        at += 4;
    while (at < size && (kinds[bytes[at]] & BEGINS) == 0)
        at++;
    return at;
}

bool
marbre_words_find(const MarbreWords *words,
                  const char *text,
                  size_t size,
                  size_t from,
                  size_t *ret_which,
                  MarbreSpan *ret_span)
{
    size_t next = from;
    if (from > 0 && from < size && is_solid(words, text[from - 1]))
        next = solid_end(words, text, size, from);
    for (size_t at; next < size && (at = next_head(words, text, size, next)) < size;) {
        /* No word begins between two letters. */
        next = is_solid(words, text[at]) ? solid_end(words, text, size, at + 1) : at + 1;
        if (!may_begin(words, text, size, at) || !begins_at(words, text, size, at))
            continue;
        size_t end = at;
        uint32_t which = longest_at(words, text, size, at, &end);
        if (which == NO_WORD)
            continue;
        if (ret_which)
            *ret_which = which;
        *ret_span = (MarbreSpan){at, end};
        return true;
    }
    return false;
}

static void
clear(void *data)
{
    MarbreWords *words = data;
    g_array_unref(words->nodes);
}

MarbreWords *
marbre_words_ref(MarbreWords *words)
{
    return g_atomic_rc_box_acquire(words);
}

void
marbre_words_unref(MarbreWords *words)
{
    if (words)
        g_atomic_rc_box_release_full(words, clear);
}

unsigned
marbre_words_get_folds(const MarbreWords *words)
{
    return words->folds;
}

MarbreWords *
marbre_words_new(const char *const *list, const size_t *sizes, size_t count, unsigned folds)
{
    g_autoptr(GPtrArray) texts =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_mapped_unref);
    g_autofree Entry *entries = g_new(Entry, count + 1);
    for (size_t i = 0; i < count; i++) {
        size_t size = sizes ? sizes[i] : strlen(list[i]);
        MarbreMapped *text = marbre_normalise_text(list[i], size, folds);
        g_ptr_array_add(texts, text);
        entries[i].text = marbre_mapped_get_text(text, &entries[i].size);
        entries[i].which = (uint32_t)i;
        if (entries[i].size == 0 || entries[i].size > MARBRE_WORD_LIMIT)
            return NULL;
    }
    MarbreWords *words = g_atomic_rc_box_new0(MarbreWords);
    words->folds = folds;
    words->nodes = g_array_new(false, false, sizeof(Node));
    build(words, entries, count);
    return words;
}
