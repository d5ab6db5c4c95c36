/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/diff.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* How many words may differ before two stretches count as different altogether. Keeps the time
   for any two texts below some tens of milliseconds. */
#define BOUND 2048

typedef struct {
    size_t start;
    size_t end;
    uint32_t id; /* equal for equal tokens */
    bool word;
    bool changed;
} Token;

/* A token's bytes, as the key that gives equal tokens one number. */
typedef struct {
    const char *text;
    size_t size;
} Slice;

typedef struct {
    Token *before;
    Token *after;
    int64_t *forward; /* how far each diagonal reached, from either end; BOUND + 1 is number 0 */
    int64_t *backward;
} Diff;

/* A part of both texts. */
typedef struct {
    size_t a;
    size_t b;
    size_t n;
    size_t m;
} Box;

/* Equal tokens in the middle of the shortest way through a box, in its own coordinates. */
typedef struct {
    int64_t x;
    int64_t y;
    int64_t u;
    int64_t v;
} Snake;

void
marbre_word_change_free(MarbreWordChange *change)
{
    if (!change)
        return;
    g_free(change->part);
    g_free(change->removed);
    g_free(change->added);
    g_free(change);
}

void
marbre_word_changes_member(MarbreJson *json, const char *key, const GPtrArray *changes)
{
    marbre_json_member_array(json, key);
    for (guint i = 0; i < changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "part", change->part);
        marbre_json_member_string(json, "removed", change->removed);
        marbre_json_member_string(json, "added", change->added);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static guint
hash_slice(const void *key)
{
    const Slice *slice = key;
    guint hash = 5381;
    for (size_t i = 0; i < slice->size; i++)
        hash = hash * 33 + (unsigned char)slice->text[i];
    return hash;
}

static gboolean
equal_slices(const void *a, const void *b)
{
    const Slice *first = a;
    const Slice *second = b;
    return first->size == second->size && memcmp(first->text, second->text, first->size) == 0;
}

static size_t
char_width(const char *text, size_t size, size_t at, bool *ret_word)
{
    unsigned char c = (unsigned char)text[at];
    *ret_word = g_ascii_isalnum(c);
    if (c < 0x80)
        return 1;
    gunichar character = g_utf8_get_char_validated(text + at, (gssize)(size - at));
    if ((gint32)character < 0)
        return 1;
    *ret_word = g_unichar_isalnum(character) || g_unichar_ismark(character);
    return (size_t)g_utf8_skip[c];
}

/* Behind the word or sign at `at`. */
static size_t
token_end(const char *text, size_t size, size_t at, bool *ret_word)
{
    size_t end = at + char_width(text, size, at, ret_word);
    while (*ret_word && end < size) {
        bool word;
        size_t width = char_width(text, size, end, &word);
        if (!word)
            break;
        end += width;
    }
    return end;
}

static GArray *
tokenise(GHashTable *numbers, const char *text, size_t size)
{
    GArray *tokens = g_array_new(false, true, sizeof(Token));
    size_t at = 0;
    while (at < size) {
        size_t white = marbre_text_white(text + at, text + size);
        if (white > 0) {
            at += white;
            continue;
        }
        Token token = {.start = at};
        token.end = token_end(text, size, at, &token.word);
        Slice slice = {text + at, token.end - at};
        void *number = g_hash_table_lookup(numbers, &slice);
        if (!number) {
            number = GUINT_TO_POINTER(g_hash_table_size(numbers) + 1);
            g_hash_table_insert(numbers, g_memdup2(&slice, sizeof slice), number);
        }
        token.id = GPOINTER_TO_UINT(number);
        g_array_append_val(tokens, token);
        at = token.end;
    }
    return tokens;
}

/* One step along a diagonal from one end. @return how far it reaches; where it began to match */
static int64_t
reach(const int64_t *row, int64_t d, int64_t k, int64_t *ret_from)
{
    bool down = k == -d || (k != d && row[k - 1] < row[k + 1]);
    *ret_from = down ? row[k + 1] : row[k - 1] + 1;
    return *ret_from;
}

static bool
same(const Diff *diff, Box box, int64_t x, int64_t y)
{
    return diff->before[box.a + (size_t)x].id == diff->after[box.b + (size_t)y].id;
}

static bool
step_forward(const Diff *diff, Box box, int64_t d, Snake *ret_snake)
{
    int64_t n = (int64_t)box.n, m = (int64_t)box.m, delta = n - m;
    int64_t *row = diff->forward + BOUND + 1;
    const int64_t *other = diff->backward + BOUND + 1;
    for (int64_t k = -(d - 2 * MAX(0, d - m)); k <= d - 2 * MAX(0, d - n); k += 2) {
        int64_t from;
        int64_t x = reach(row, d, k, &from);
        while (x < n && x - k < m && same(diff, box, x, x - k))
            x++;
        row[k] = x;
        int64_t back = delta - k;
        bool meets = (delta & 1) && back >= -(d - 1) && back <= d - 1 && x + other[back] >= n;
        if (meets) {
            *ret_snake = (Snake){from, from - k, x, x - k};
            return true;
        }
    }
    return false;
}

static bool
step_backward(const Diff *diff, Box box, int64_t d, Snake *ret_snake)
{
    int64_t n = (int64_t)box.n, m = (int64_t)box.m, delta = n - m;
    int64_t *row = diff->backward + BOUND + 1;
    const int64_t *other = diff->forward + BOUND + 1;
    for (int64_t k = -(d - 2 * MAX(0, d - m)); k <= d - 2 * MAX(0, d - n); k += 2) {
        int64_t from;
        int64_t x = reach(row, d, k, &from);
        while (x < n && x - k < m && same(diff, box, n - x - 1, m - (x - k) - 1))
            x++;
        row[k] = x;
        int64_t back = delta - k;
        bool meets = !(delta & 1) && back >= -d && back <= d && x + other[back] >= n;
        if (meets) {
            *ret_snake = (Snake){n - x, m - (x - k), n - from, m - (from - k)};
            return true;
        }
    }
    return false;
}

/* Myers' middle snake: from both ends at once until they meet. @return false over the bound */
static bool
find_middle(const Diff *diff, Box box, Snake *ret_snake)
{
    diff->forward[BOUND + 2] = 0;
    diff->backward[BOUND + 2] = 0;
    for (int64_t d = 0; d <= BOUND; d++)
        if (step_forward(diff, box, d, ret_snake) || step_backward(diff, box, d, ret_snake))
            return true;
    return false;
}

static void
mark(Token *tokens, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++)
        tokens[i].changed = true;
}

static Box
trim(const Diff *diff, Box box)
{
    while (box.n > 0 && box.m > 0 && same(diff, box, 0, 0)) {
        box.a++;
        box.b++;
        box.n--;
        box.m--;
    }
    while (box.n > 0 && box.m > 0 && same(diff, box, (int64_t)box.n - 1, (int64_t)box.m - 1)) {
        box.n--;
        box.m--;
    }
    return box;
}

/* Mark the tokens of a box that have no partner. After the trim both ends of it differ, so the
   way through has two steps or more and either half is smaller. */
static void
compare(const Diff *diff, Box whole)
{
    Box box = trim(diff, whole);
    Snake snake;
    if (box.n == 0 || box.m == 0 || !find_middle(diff, box, &snake)) {
        mark(diff->before, box.a, box.n);
        mark(diff->after, box.b, box.m);
        return;
    }
    Box head = {box.a, box.b, (size_t)snake.x, (size_t)snake.y};
    Box tail = {box.a + (size_t)snake.u, box.b + (size_t)snake.v, box.n - (size_t)snake.u,
                box.m - (size_t)snake.v};
    compare(diff, head);
    compare(diff, tail);
}

typedef struct {
    const char *text;
    const Token *tokens;
    size_t count;
    size_t at;
} Side;

static bool
is_changed(const Side *side, size_t at)
{
    return at < side->count && side->tokens[at].changed;
}

/* Whether one sign alone stands between two changes: 3,5 is one number. */
static bool
is_bridge(const Side *before, const Side *after)
{
    if (before->at >= before->count || after->at >= after->count || before->tokens[before->at].word)
        return false;
    return is_changed(before, before->at + 1) || is_changed(after, after->at + 1);
}

static void
pass_changed(Side *before, Side *after)
{
    for (;;) {
        while (is_changed(before, before->at))
            before->at++;
        while (is_changed(after, after->at))
            after->at++;
        if (!is_bridge(before, after))
            return;
        before->at++;
        after->at++;
    }
}

static MarbreSpan
span_of(const Side *side, size_t from, size_t text_size)
{
    if (side->at > from)
        return (MarbreSpan){side->tokens[from].start, side->tokens[side->at - 1].end};
    uint64_t place = from < side->count ? side->tokens[from].start : text_size;
    return (MarbreSpan){place, place};
}

static char *
words_of(const Side *side, size_t from, MarbreSpan span, size_t *ret_count)
{
    *ret_count = 0;
    for (size_t i = from; i < side->at; i++)
        *ret_count += side->tokens[i].word ? 1 : 0;
    return marbre_text_collapse(side->text + span.start, (size_t)(span.end - span.start), NULL);
}

static GPtrArray *
collect(Side before, size_t before_size, Side after, size_t after_size)
{
    GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_word_change_free);
    while (before.at < before.count || after.at < after.count) {
        if (!is_changed(&before, before.at) && !is_changed(&after, after.at)) {
            before.at++;
            after.at++;
            continue;
        }
        size_t from = before.at;
        size_t to = after.at;
        pass_changed(&before, &after);
        MarbreWordChange *change = g_new0(MarbreWordChange, 1);
        change->before = span_of(&before, from, before_size);
        change->after = span_of(&after, to, after_size);
        change->removed = words_of(&before, from, change->before, &change->removed_count);
        change->added = words_of(&after, to, change->after, &change->added_count);
        g_ptr_array_add(changes, change);
    }
    return changes;
}

GPtrArray *
marbre_diff_words(const char *before, size_t before_size, const char *after, size_t after_size)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new_full(hash_slice, equal_slices, g_free, NULL);
    g_autoptr(GArray) old = tokenise(numbers, before, before_size);
    g_autoptr(GArray) new = tokenise(numbers, after, after_size);
    g_autofree int64_t *forward = g_new0(int64_t, 2 * BOUND + 4);
    g_autofree int64_t *backward = g_new0(int64_t, 2 * BOUND + 4);
    Diff diff = {(Token *)(void *)old->data, (Token *)(void *)new->data, forward, backward};
    compare(&diff, (Box){0, 0, old->len, new->len});
    Side from = {before, diff.before, old->len, 0};
    Side to = {after, diff.after, new->len, 0};
    return collect(from, before_size, to, after_size);
}
