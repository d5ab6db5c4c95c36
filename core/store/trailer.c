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

/* Length of `Key` in front of its colon, 0 where the line is no trailer. */
static size_t
key_size(const char *line)
{
    size_t size = 0;

    while (g_ascii_isalnum(line[size]) || line[size] == '-')
        size++;
    return size > 0 && line[size] == ':' ? size : 0;
}

/* A line of the last paragraph; false where that shows the paragraph to be prose. */
static bool
line_add(GPtrArray *trailers, const char *line)
{
    size_t size = key_size(line);

    if (g_ascii_isspace(line[0]) && trailers->len > 0) {
        Trailer *folded = g_ptr_array_index(trailers, trailers->len - 1);
        g_clear_pointer(&folded->value, g_free);
        return true;
    }
    if (size == 0)
        return false;
    Trailer *trailer = g_new0(Trailer, 1);
    trailer->key = g_strndup(line, size);
    trailer->value = g_strstrip(g_strdup(line + size + 1));
    g_ptr_array_add(trailers, trailer);
    return true;
}

/* The last paragraph, where it is not the subject as well. */
static const char *
last_paragraph(const char *message, size_t size)
{
    for (size_t at = size; at > 1; at--) {
        if (message[at - 1] == '\n' && message[at - 2] == '\n')
            return message + at;
    }
    return NULL;
}

GPtrArray *
marbre_trailers_parse(const char *message)
{
    g_autoptr(GPtrArray) trailers = g_ptr_array_new_with_free_func(trailer_free);
    size_t size = strlen(message);

    while (size > 0 && g_ascii_isspace(message[size - 1]))
        size--;
    const char *start = last_paragraph(message, size);
    if (start == NULL)
        return g_steal_pointer(&trailers);
    g_autofree char *paragraph = g_strndup(start, (size_t)(message + size - start));
    g_auto(GStrv) lines = g_strsplit(paragraph, "\n", -1);
    for (size_t i = 0; lines[i] != NULL; i++) {
        if (!line_add(trailers, lines[i])) {
            g_ptr_array_set_size(trailers, 0);
            break;
        }
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
