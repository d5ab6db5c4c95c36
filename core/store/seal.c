/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/seal.h"

#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY "gpgsig "

/* The line end that ends the last header line, before the empty one; NULL where there is none. */
static const char *
find_end(const char *text, size_t size)
{
    return memmem(text, size, "\n\n", 2);
}

GBytes *
marbre_seal_put(GBytes *commit, const char *armoured, GError **error)
{
    size_t size, armoured_size = strlen(armoured);
    const char *text = g_bytes_get_data(commit, &size);
    const char *end = find_end(text, size);

    if (end == NULL || armoured_size == 0 || armoured[armoured_size - 1] != '\n' ||
        strchr(armoured, '\r') != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("this signature cannot stand in a commit; it must be whole lines, without "
                      "carriage returns"));
        return NULL;
    }
    GString *whole = g_string_new_len(text, end + 1 - text);
    g_auto(GStrv) lines = g_strsplit(armoured, "\n", -1);
    for (size_t i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
        g_string_append_printf(whole, "%s%s\n", i == 0 ? KEY : " ", lines[i]);
    g_string_append_len(whole, end + 1, (gssize)size - (end + 1 - text));
    return g_string_free_to_bytes(whole);
}

/* How many signatures there are, and the lines of the last one. */
static unsigned
find_lines(const char *text, const char *stop, const char **ret_from, const char **ret_to)
{
    unsigned count = 0;
    bool inside = false;

    for (const char *at = text; at < stop;) {
        const char *line_end = memchr(at, '\n', (size_t)(stop - at));
        bool begins = stop - at >= (ptrdiff_t)strlen(KEY) && memcmp(at, KEY, strlen(KEY)) == 0;
        inside = begins || (inside && *at == ' ');
        count += begins;
        if (begins)
            *ret_from = at;
        at = line_end == NULL ? stop : line_end + 1;
        if (inside)
            *ret_to = at;
    }
    return count;
}

unsigned
marbre_commit_count_signatures(const MarbreCommit *commit)
{
    size_t size;
    const char *text = g_bytes_get_data(commit->raw, &size);
    const char *end = find_end(text, size);
    const char *from = NULL, *to = NULL;

    return end == NULL ? 0 : find_lines(text, end + 1, &from, &to);
}

bool
marbre_commit_signature(const MarbreCommit *commit, char **ret_armoured, GBytes **ret_payload)
{
    size_t size;
    const char *text = g_bytes_get_data(commit->raw, &size);
    const char *end = find_end(text, size);
    const char *from = NULL, *to = NULL;

    if (end == NULL || memchr(text, 0, size) != NULL || find_lines(text, end + 1, &from, &to) != 1)
        return false;
    GString *armoured = g_string_new(NULL);
    for (const char *at = from; at < to;) {
        const char *line_end = memchr(at, '\n', (size_t)(to - at));
        at += at == from ? strlen(KEY) : 1;
        g_string_append_len(armoured, at, line_end + 1 - at);
        at = line_end + 1;
    }
    GString *payload = g_string_new_len(text, from - text);
    g_string_append_len(payload, to, (gssize)size - (to - text));
    *ret_armoured = g_string_free(armoured, FALSE);
    *ret_payload = g_string_free_to_bytes(payload);
    return true;
}
