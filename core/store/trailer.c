/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/commit.h"

#include <string.h>

typedef struct {
    char *key;
    char *value; /* NULL: folded over several lines */
} Trailer;

static void
trailer_free(void *memory)
{
    Trailer *trailer = memory;

    g_free(trailer->key);
    g_free(trailer->value);
    g_free(trailer);
}

/* What follows reads a message as git's trailer.c and commit.c (2.39) do, line for line: a reader
   that were to see other trailers than git could be told of another author. */

/* White space to git: no vertical tab, no form feed. */
static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *
next_line(const char *at, const char *end)
{
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    return stop == NULL ? end : stop + 1;
}

static bool
is_blank(const char *at, const char *end)
{
    while (at < end && *at != '\n' && is_space(*at))
        at++;
    return at == end || *at == '\n';
}

static bool
begins(const char *at, const char *end, const char *words)
{
    size_t size = strlen(words);
    return (size_t)(end - at) >= size && memcmp(at, words, size) == 0;
}

/* Length of what stands in front of the colon, 0 where the line is no trailer. */
static size_t
key_size(const char *at, const char *end)
{
    bool spaced = false;
    for (const char *c = at; c < end && *c != '\n'; c++) {
        if (*c == ':')
            return (size_t)(c - at);
        if (!spaced && (g_ascii_isalnum(*c) || *c == '-'))
            continue;
        if (c == at || (*c != ' ' && *c != '\t'))
            return 0;
        spaced = true;
    }
    return 0;
}

/* --- where the trailers are ----------------------------------------------------------------------
 */

/* A commit that was edited may end in comments, a list of conflicts, or what stands below the
   scissors: none of it counts. */
static const char *
find_end(const char *start, const char *end)
{
    static const char scissors[] = "\n# ------------------------ >8 ------------------------\n";
    const char *cut =
        begins(start, end, scissors + 1) ? start : g_strstr_len(start, end - start, scissors);
    const char *last = cut == NULL || cut == start ? (cut == NULL ? end : start) : cut + 1;
    const char *tail = NULL;
    bool conflicts = false;
    for (const char *at = start; at < last; at = next_line(at, end)) {
        bool begun = begins(at, end, "Conflicts:\n");
        if (*at == '#' || *at == '\n' || begun) {
            conflicts = conflicts || begun;
            tail = tail == NULL ? at : tail;
        } else if (!conflicts || *at != '\t') {
            tail = NULL;
            conflicts = false;
        }
    }
    return tail == NULL ? last : tail;
}

/* Behind the first paragraph, which never is one of trailers. */
static const char *
find_title_end(const char *start, const char *end)
{
    while (start < end && (*start == '#' || !is_blank(start, end)))
        start = next_line(start, end);
    return start;
}

/* Lines of the last paragraph, counted from below. */
typedef struct {
    unsigned trailers;
    unsigned others;
    unsigned folds;
    bool by_git; /* one of them is of a kind that git itself writes */
} Count;

static void
count_line(Count *count, const char *at, const char *end)
{
    bool by_git =
        begins(at, end, "Signed-off-by: ") || begins(at, end, "(cherry picked from commit ");
    if (by_git || key_size(at, end) > 0) {
        count->trailers++;
        count->folds = 0;
        count->by_git = count->by_git || by_git;
    } else if (is_space(*at)) {
        count->folds++;
    } else {
        count->others += *at == '#' ? count->folds : count->folds + 1;
        count->folds = 0;
    }
}

/* Prose may stand among trailers where git has written one of them, three lines to one at most. */
static bool
holds_trailers(const Count *count)
{
    unsigned others = count->others + count->folds;
    return (count->by_git && count->trailers * 3 >= others) || (count->trailers > 0 && others == 0);
}

static const char *
line_before(const char *start, const char *at)
{
    at--;
    while (at > start && at[-1] != '\n')
        at--;
    return at;
}

/* `end` where there are none. */
static const char *
find_start(const char *start, const char *end)
{
    const char *title = find_title_end(start, end);
    Count count = {0};
    bool begun = false;
    for (const char *at = end; at > title;) {
        at = line_before(start, at);
        if (at < title)
            break;
        if (*at != '#' && is_blank(at, end)) {
            if (begun)
                return holds_trailers(&count) ? next_line(at, end) : end;
            continue;
        }
        begun = begun || *at != '#';
        count_line(&count, at, end);
    }
    return end;
}

/* --- reading them --------------------------------------------------------------------------------
 */

static char *
trimmed(const char *at, const char *end)
{
    while (at < end && is_space(*at))
        at++;
    while (end > at && is_space(end[-1]))
        end--;
    return g_strndup(at, (size_t)(end - at));
}

GPtrArray *
marbre_trailers_parse(const char *message)
{
    g_autoptr(GPtrArray) trailers = g_ptr_array_new_with_free_func(trailer_free);
    const char *end = message + strlen(message);
    while (message < end && is_blank(message, end))
        message = next_line(message, end);
    end = find_end(message, end);
    Trailer *last = NULL;
    for (const char *at = find_start(message, end); at < end; at = next_line(at, end)) {
        size_t size = key_size(at, end);
        if (last != NULL && is_space(*at)) {
            g_clear_pointer(&last->value, g_free);
            continue;
        }
        last = NULL;
        if (size == 0)
            continue;
        last = g_new0(Trailer, 1);
        last->key = trimmed(at, at + size);
        last->value = trimmed(at + size + 1, next_line(at, end));
        g_ptr_array_add(trailers, last);
    }
    return g_steal_pointer(&trailers);
}

const char *
marbre_commit_trailer(const MarbreCommit *commit, const char *key)
{
    const char *value = NULL;
    unsigned seen = 0;

    for (guint i = 0; i < commit->trailers->len; i++) {
        const Trailer *trailer = g_ptr_array_index(commit->trailers, i);
        if (g_ascii_strcasecmp(trailer->key, key) == 0) {
            seen++;
            value = trailer->value;
        }
    }
    return seen == 1 ? value : NULL;
}

bool
marbre_commit_trailer_at(const MarbreCommit *commit,
                         size_t index,
                         const char **ret_key,
                         const char **ret_value)
{
    if (index >= commit->trailers->len)
        return false;
    const Trailer *trailer = g_ptr_array_index(commit->trailers, index);
    *ret_key = trailer->key;
    *ret_value = trailer->value != NULL ? trailer->value : "";
    return true;
}
