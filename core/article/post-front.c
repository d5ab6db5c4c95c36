/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/post.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"

/* End of the line that begins at `at`, behind its line end. */
static size_t
line_after(const char *data, size_t size, size_t at)
{
    const char *end = memchr(data + at, '\n', size - at);
    return end == NULL ? size : (size_t)(end - data) + 1;
}

/* Whether a line is `fence`, but for white space behind it. */
static bool
is_fence(const char *data, size_t at, size_t after, const char *fence)
{
    if (after - at < 3 || memcmp(data + at, fence, 3) != 0)
        return false;
    for (at += 3; at < after; at++)
        if (strchr(" \t\r\n", data[at]) == NULL)
            return false;
    return true;
}

static bool
split_fenced(const char *data, size_t size, size_t start, const char *fence, MarbrePostParts *parts)
{
    size_t at = line_after(data, size, start);
    parts->front.start = at;
    parts->first_line = 2;
    for (size_t after; at < size; at = after) {
        after = line_after(data, size, at);
        if (!is_fence(data, at, after, fence))
            continue;
        parts->front.end = at;
        parts->body = (MarbreSpan){after, size};
        return true;
    }
    return false;
}

/* The brace that closes the first one, by the signs of JSON alone. */
static bool
split_json(const char *data, size_t size, size_t start, MarbrePostParts *parts)
{
    unsigned depth = 0;
    bool quoted = false;
    for (size_t at = start; at < size; at++) {
        if (quoted && data[at] == '\\')
            at++;
        else if (data[at] == '"')
            quoted = !quoted;
        else if (!quoted && data[at] == '{')
            depth++;
        else if (!quoted && data[at] == '}' && --depth == 0) {
            parts->front = (MarbreSpan){start, at + 1};
            parts->body = (MarbreSpan){line_after(data, size, at), size};
            return true;
        }
    }
    return false;
}

bool
marbre_post_split(const char *data, size_t size, MarbrePostParts *ret_parts)
{
    size_t start = size >= 3 && memcmp(data, BOM, 3) == 0 ? 3 : 0;
    size_t first = line_after(data, size, start);
    *ret_parts = (MarbrePostParts){.body = {start, size}, .first_line = 1};
    if (is_fence(data, start, first, "---")) {
        ret_parts->form = MARBRE_POST_YAML;
        return split_fenced(data, size, start, "---", ret_parts);
    }
    if (is_fence(data, start, first, "+++")) {
        ret_parts->form = MARBRE_POST_TOML;
        return split_fenced(data, size, start, "+++", ret_parts);
    }
    if (start < size && data[start] == '{' && first - start > 1 &&
        strchr("\" \t\r\n}", data[start + 1]) != NULL) {
        ret_parts->form = MARBRE_POST_JSON;
        return split_json(data, size, start, ret_parts);
    }
    return true;
}
