/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"

#include "article/markdown.h"
#include "article/quotation.h"
#include "base/problem.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

struct MarbreCopy {
    char *path;
    char *lang;
    GBytes *bytes;
    MarbreLines *lines;
    MarbreYaml *front;
    MarbreSpan front_span;
    MarbreSpan body;
    bool has_front;
    gsize front_read;      /* `front` is what it will be */
    GPtrArray *blocks;     /* made when first asked for */
    GPtrArray *quotations; /* likewise */
};

MarbreCopy *
marbre_copy_ref(MarbreCopy *copy)
{
    return g_atomic_rc_box_acquire(copy);
}

static void
clear(void *data)
{
    MarbreCopy *copy = data;
    g_free(copy->path);
    g_free(copy->lang);
    g_bytes_unref(copy->bytes);
    marbre_lines_unref(copy->lines);
    g_clear_pointer(&copy->front, marbre_yaml_unref);
    g_clear_pointer(&copy->blocks, g_ptr_array_unref);
    g_clear_pointer(&copy->quotations, g_ptr_array_unref);
}

void
marbre_copy_unref(MarbreCopy *copy)
{
    if (copy)
        g_atomic_rc_box_release_full(copy, clear);
}

const char *
marbre_copy_get_path(const MarbreCopy *copy)
{
    return copy->path;
}

const char *
marbre_copy_get_lang(const MarbreCopy *copy)
{
    return copy->lang;
}

GBytes *
marbre_copy_get_bytes(const MarbreCopy *copy)
{
    return copy->bytes;
}

const MarbreLines *
marbre_copy_get_lines(const MarbreCopy *copy)
{
    return copy->lines;
}

MarbreSpan
marbre_copy_get_front_span(const MarbreCopy *copy)
{
    return copy->front_span;
}

MarbreSpan
marbre_copy_get_body(const MarbreCopy *copy)
{
    return copy->body;
}

bool
marbre_copy_has_front(const MarbreCopy *copy)
{
    return copy->has_front;
}

uint64_t
marbre_copy_get_insertion(const MarbreCopy *copy)
{
    return copy->front_span.end;
}

/* Keep what was made first when two threads ask at once; the fields are caches. */
static const GPtrArray *
keep(GPtrArray **field, GPtrArray *made)
{
    if (g_atomic_pointer_compare_and_exchange(field, NULL, made))
        return made;
    g_ptr_array_unref(made);
    return g_atomic_pointer_get(field);
}

const GPtrArray *
marbre_copy_get_blocks(const MarbreCopy *copy)
{
    GPtrArray **field = &((MarbreCopy *)copy)->blocks;
    const GPtrArray *blocks = g_atomic_pointer_get(field);
    if (blocks)
        return blocks;
    const char *data = g_bytes_get_data(copy->bytes, NULL);
    return keep(field, marbre_markdown_parse(data ? data : "", copy->body, copy->lines));
}

const GPtrArray *
marbre_copy_get_quotations(const MarbreCopy *copy)
{
    GPtrArray **field = &((MarbreCopy *)copy)->quotations;
    const GPtrArray *quotations = g_atomic_pointer_get(field);
    if (quotations)
        return quotations;
    return keep(field, marbre_quotations_find(marbre_copy_get_blocks(copy)));
}

/* Whether the line at `at` is three dashes; where it ends and the next one begins. */
static bool
is_fence(const char *data, size_t size, size_t at, size_t *ret_next)
{
    const char *newline = memchr(data + at, '\n', size - at);
    size_t end = newline ? (size_t)(newline - data) : size;
    *ret_next = newline ? end + 1 : size;
    while (end > at && (data[end - 1] == ' ' || data[end - 1] == '\t' || data[end - 1] == '\r'))
        end--;
    return end - at == 3 && memcmp(data + at, "---", 3) == 0;
}

/* Where the front matter lies and where the body begins. @return false where there is no front
   matter, or it is opened and never closed */
static bool
find_front(const char *data, size_t size, MarbreSpan *ret_front, size_t *ret_body)
{
    size_t at = *ret_body;
    if (!is_fence(data, size, at, &at))
        return false;
    size_t front = at;
    while (at < size) {
        size_t line = at;
        if (is_fence(data, size, line, &at)) {
            *ret_front = (MarbreSpan){front, line};
            *ret_body = at;
            return true;
        }
    }
    return false;
}

static size_t
mark_size(const char *data, size_t size)
{
    return size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

size_t
marbre_copy_front_size(const char *data, size_t size)
{
    MarbreSpan front;
    size_t body = mark_size(data, size);
    bool closed = find_front(data, size, &front, &body);
    /* A line that is cut off may go on. */
    return closed && data[body - 1] == '\n' ? body : 0;
}

/* Find the front matter and the body. @return false where it is opened and never closed */
static bool
split(MarbreCopy *copy, const char *data, size_t size)
{
    size_t start = mark_size(data, size), next;
    copy->has_front = is_fence(data, size, start, &next);
    bool closed = find_front(data, size, &copy->front_span, &start);
    copy->body = (MarbreSpan){start, size};
    return closed || !copy->has_front;
}

/* The front matter is a map of keys; anything else is no front matter. */
static void
check_front(MarbreCopy *copy, GPtrArray *problems)
{
    if (!copy->front)
        return;
    MarbreYamlKind kind = marbre_yaml_node_get_kind(marbre_yaml_get_root(copy->front));
    if (kind == MARBRE_YAML_MAP || kind == MARBRE_YAML_NULL)
        return;
    marbre_problems_add_rule(problems, copy->path, copy->lines, copy->front_span.start,
                             "marbre/bad-yaml",
                             _("the header must be lines of the form key: value"));
    g_clear_pointer(&copy->front, marbre_yaml_unref);
}

static void
read_front(MarbreCopy *copy, GPtrArray *problems)
{
    if (!g_once_init_enter(&copy->front_read))
        return;
    copy->front = marbre_yaml_parse(copy->path, copy->bytes, copy->front_span,
                                    &MARBRE_YAML_FRONT_MATTER, problems);
    check_front(copy, problems);
    g_once_init_leave(&copy->front_read, 1);
}

MarbreYaml *
marbre_copy_get_front(const MarbreCopy *copy)
{
    if (copy->front_read == 0) {
        g_autoptr(GPtrArray) known = marbre_problems_new();
        read_front((MarbreCopy *)copy, known);
    }
    return copy->front;
}

const char *
marbre_copy_get_key(const MarbreCopy *copy, const char *where)
{
    const MarbreYaml *front = marbre_copy_get_front(copy);
    if (!front)
        return NULL;
    return marbre_yaml_node_get_text(marbre_yaml_lookup(marbre_yaml_get_root(front), where));
}

/* All but the front matter. */
static MarbreCopy *
open_copy(const char *path, const char *lang, GBytes *bytes, bool sound, GPtrArray *problems)
{
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size > MARBRE_COPY_LIMIT) {
        marbre_problems_add_rule(problems, path, NULL, 0, "marbre/too-large",
                                 _("%zu bytes are too many: a text may have %" PRIu64), size,
                                 MARBRE_COPY_LIMIT);
        return NULL;
    }
    g_autoptr(MarbreLines) lines = marbre_lines_new_for_bytes(bytes);
    uint64_t offset;
    const char *why;
    if (!sound && !marbre_text_check(data ? data : "", size, &offset, &why)) {
        marbre_problems_add_rule(problems, path, lines, offset, "marbre/bad-encoding", "%s", why);
        return NULL;
    }
    MarbreCopy *copy = g_atomic_rc_box_new0(MarbreCopy);
    copy->path = g_strdup(path);
    copy->lang = g_strdup(lang);
    copy->bytes = g_bytes_ref(bytes);
    copy->lines = g_steal_pointer(&lines);
    bool closed = split(copy, data ? data : "", size);
    copy->front_read = !closed || !copy->has_front;
    if (!closed)
        marbre_problems_add_rule(problems, path, copy->lines, copy->body.start, "marbre/bad-yaml",
                                 _("the header opened by this line is never closed: a line with "
                                   "three dashes is missing"));
    return copy;
}

MarbreCopy *
marbre_copy_parse(const char *path, const char *lang, GBytes *bytes, GPtrArray *problems)
{
    MarbreCopy *copy = open_copy(path, lang, bytes, false, problems);
    if (copy && copy->front_read == 0)
        read_front(copy, problems);
    return copy;
}

MarbreCopy *
marbre_copy_parse_later(const char *path, const char *lang, GBytes *bytes, bool sound)
{
    g_autoptr(GPtrArray) known = marbre_problems_new();
    return open_copy(path, lang, bytes, sound, known);
}
