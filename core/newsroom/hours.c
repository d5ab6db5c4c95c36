/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/hours.h"

#include "base/date.h"
#include "base/instant.h"

#include <string.h>

/* Stands for what is there and is no text that a date could be read from. */
#define NO_TEXT "…"
/* Most bytes of a header that can't be read that are looked through. */
#define HEADER_LIMIT (64u << 10)

void
marbre_hour_clear(MarbreHour *hour)
{
    g_clear_pointer(&hour->unreadable, g_free);
}

const char *
marbre_hour_key(MarbreHourKind kind)
{
    static const char *const keys[] = {"embargo", "publish-at", "unpublish-at"};
    return keys[kind];
}

/* --- as it is written ------------------------------------------------------------------------ */

/* The rest of a line `key: …`, `key = …` or `"key": …`; NULL for any other line. */
static const char *
behind_key(const char *line, const char *end, const char *key)
{
    size_t size = strlen(key);
    while (line < end && strchr(" \t\"'", *line) != NULL)
        line++;
    if ((size_t)(end - line) <= size || g_ascii_strncasecmp(line, key, size) != 0)
        return NULL;
    line += size;
    while (line < end && strchr(" \t\"'", *line) != NULL)
        line++;
    return line < end && (*line == ':' || *line == '=') ? line + 1 : NULL;
}

/* Whether a header that is no YAML of ours, broken or of another kind, names the key. */
static bool
is_named_in_header(const MarbreCopy *copy, const char *key)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), &size);
    if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        size -= 3;
    }
    if (size == 0 || strchr("-+{", data[0]) == NULL)
        return false;
    const char *end = data + MIN(size, (gsize)HEADER_LIMIT), *line = data;
    while (line < end) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (stop == NULL)
            stop = end;
        bool fence = stop - line >= 3 && memcmp(line, data, 3) == 0 && data[0] != '{';
        if (line > data && fence)
            return false;
        if (behind_key(line, stop, key) != NULL)
            return true;
        line = stop + 1;
    }
    return false;
}

/* Whether front matter may have the key, by a look that costs less than to parse it: its letters,
 * or an escape that stands for some of them, are there. */
static bool
may_have_key(const MarbreCopy *copy, const char *key)
{
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), NULL);
    MarbreSpan span = marbre_copy_get_front_span(copy);
    size_t size = strlen(key);
    if (!marbre_copy_has_front(copy) || span.end == span.start)
        return true;
    for (const char *at = data + span.start; at < data + span.end; at++) {
        bool letters = (size_t)(data + span.end - at) >= size && g_ascii_tolower(*at) == key[0] &&
                       g_ascii_strncasecmp(at, key, size) == 0;
        if (letters || *at == '\\')
            return true;
    }
    return false;
}

static void
add_line(GString *lines, const char *text)
{
    g_string_append_printf(lines, "%s%s", lines->len > 0 ? "\n" : "", text);
}

static void
add_copy(GString *lines, const MarbreCopy *copy, MarbreHourKind kind)
{
    const char *key = marbre_hour_key(kind);
    if (!may_have_key(copy, key))
        return;
    const MarbreYaml *front = marbre_copy_get_front(copy);
    if (front == NULL) {
        if (kind == MARBRE_HOUR_EMBARGO && is_named_in_header(copy, key))
            add_line(lines, NO_TEXT);
        return;
    }
    const MarbreYamlNode *node = marbre_yaml_lookup(marbre_yaml_get_root(front), key);
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_NULL)
        return;
    const char *text = marbre_yaml_node_get_text(node);
    if (text == NULL)
        add_line(lines, NO_TEXT);
    else if (*text != '\0')
        add_line(lines, text);
}

char *
marbre_hour_write(const MarbreArticle *article, MarbreHourKind kind)
{
    const GPtrArray *copies = marbre_article_get_copies(article);
    const MarbreCopy *source = marbre_article_get_source(article);
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < copies->len; i++)
        add_copy(lines, g_ptr_array_index(copies, i), kind);
    if (kind == MARBRE_HOUR_EMBARGO && source != NULL)
        add_copy(lines, source, kind);
    return lines->len == 0 ? NULL : g_strdup(lines->str);
}

/* --- as it is meant -------------------------------------------------------------------------- */

/* An instant binds until it comes; a day without an hour is waited for through its end, but for
   one on which something is to be published. */
static bool
read_line(const char *line, MarbreHourKind kind, GTimeZone *zone, int64_t *ret_at)
{
    int64_t first = 0, after = 0;
    if (!marbre_moment_parse_late(line, zone, &first, &after))
        return false;
    *ret_at = after - first > 1 && kind != MARBRE_HOUR_PUBLISH ? after : first;
    return true;
}

MarbreHour
marbre_hour_read(const char *written, MarbreHourKind kind, GTimeZone *zone)
{
    MarbreHour hour = {0};
    g_auto(GStrv) lines = g_strsplit(written == NULL ? "" : written, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        int64_t at = INT64_MAX;
        if (**line == '\0')
            continue;
        if (!read_line(*line, kind, zone, &at) && hour.unreadable == NULL)
            hour.unreadable = g_strdup(*line);
        bool counts = !hour.set || (kind == MARBRE_HOUR_UNPUBLISH ? at < hour.at : at > hour.at);
        hour.at = counts ? at : hour.at;
        hour.set = true;
    }
    return hour;
}

MarbreHour
marbre_hour_of(const MarbreArticle *article, MarbreHourKind kind, GTimeZone *zone)
{
    g_autofree char *written = marbre_hour_write(article, kind);
    return marbre_hour_read(written, kind, zone);
}

bool
marbre_hour_is_early(const MarbreArticle *published, int64_t at, GTimeZone *zone)
{
    g_auto(MarbreHour) embargo = marbre_hour_of(published, MARBRE_HOUR_EMBARGO, zone);
    return embargo.set && embargo.at > at;
}

char *
marbre_hour_ahead(const MarbreArticle *article, GTimeZone *zone, int64_t now)
{
    g_auto(MarbreHour) hour = marbre_hour_of(article, MARBRE_HOUR_PUBLISH, zone);
    if (!hour.set || now >= hour.at)
        return NULL;
    return hour.unreadable != NULL ? g_strdup(hour.unreadable)
                                   : marbre_instant_format(marbre_instant_at(hour.at, zone));
}

char *
marbre_hour_shown(int64_t at, GTimeZone *zone)
{
    return marbre_date_hour(marbre_instant_at(at, zone));
}
