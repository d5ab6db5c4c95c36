/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/instant.h"
#include "base/json.h"
#include "base/path.h"
#include "base/problem.h"
#include "base/text.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Texts, places, paths and dates against slower or other ways of saying the same: GLib's judge of
 * UTF-8, a walk from the start for columns, a second folding that changes nothing.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(const char *text, size_t size)
{
    uint64_t offset = 0;
    const char *why = NULL;
    bool is_utf8 = g_utf8_validate_len(text, size, NULL);

    if (marbre_text_check(text, size, &offset, &why)) {
        g_assert_true(is_utf8 && memchr(text, '\0', size) == NULL);
    } else {
        g_assert_true(offset < size && why != NULL);
        g_assert_true(g_utf8_validate_len(text, offset, NULL));
    }
    if (is_utf8)
        for (const char *p = text; p < text + size; p = g_utf8_next_char(p)) {
            gunichar character = 0;

            g_assert_cmpuint(marbre_text_character(p, text + size, &character), ==,
                             (size_t)(g_utf8_next_char(p) - p));
            g_assert_cmpuint(character, ==, g_utf8_get_char(p));
        }
}

static void
check_places(const char *text, size_t size)
{
    g_autoptr(MarbreLines) lines = marbre_lines_new(text, size);
    uint64_t line = 1;
    uint64_t column = 1;
    bool has_mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;

    if (!g_utf8_validate_len(text, size, NULL))
        return;
    for (size_t i = has_mark ? 3 : 0; i < size; i++) {
        MarbrePlace place = marbre_lines_place(lines, i);
        MarbreSpan span = marbre_lines_span(lines, line);

        if (((unsigned char)text[i] & 0xC0) == 0x80)
            continue;
        g_assert_cmpuint(place.line, ==, line);
        g_assert_cmpuint(place.column, ==, column);
        g_assert_true(span.start <= i && span.end <= size);
        column++;
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n'))) {
            line++;
            column = 1;
        }
    }
    g_assert_cmpuint(marbre_lines_count(lines), ==, line);
}

static void
check_folding(const char *text, size_t size)
{
    size_t once_size = 0;
    size_t twice_size = 0;
    g_autofree char *once = marbre_text_collapse(text, size, &once_size);
    g_autofree char *twice = marbre_text_collapse(once, once_size, &twice_size);
    g_autofree char *shown = marbre_text_shown(once);

    g_assert_cmpmem(once, once_size, twice, twice_size);
    g_assert_true(g_utf8_validate(shown, -1, NULL));
    for (const char *p = shown; *p != '\0'; p = g_utf8_next_char(p))
        g_assert_false(g_unichar_iscntrl(g_utf8_get_char(p)));
}

static void
check_names(const char *name)
{
    g_autofree char *slug = marbre_slug_make(name);
    bool is_slug = marbre_slug_check(name, NULL);
    static const char *const known[] = {"title", "standfirst", "", NULL};

    g_assert_true(marbre_slug_check(slug, NULL) && strlen(slug) <= 68);
    g_assert_true(!is_slug || marbre_path_is_safe(name));
    if (marbre_path_is_safe(name)) {
        g_auto(GStrv) parts = g_strsplit(name, "/", -1);

        g_assert_true(g_utf8_validate(name, -1, NULL) && *name != '/' && *name != '\0');
        for (char **part = parts; *part != NULL; part++)
            g_assert_false(**part == '\0' || g_str_equal(*part, ".") || g_str_equal(*part, "..") ||
                           g_ascii_strcasecmp(*part, ".git") == 0);
    }
    (void)marbre_nearest(name, known); /* must end and stay in bounds */
}

static void
check_dates(const char *written)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    MarbreInstant instant;
    int64_t first = 0;
    int64_t after = 0;

    if (marbre_moment_parse(written, utc, &first, &after))
        g_assert_true(after - first == 1 || after - first == 86400);
    if (marbre_instant_parse(written, &instant)) {
        g_autofree char *text = marbre_instant_format(instant);
        MarbreInstant again = {0};

        g_assert_true(instant.seconds < INT64_C(-62135510400) ||
                      instant.seconds > INT64_C(253402214400) ||
                      (marbre_instant_parse(text, &again) && again.seconds == instant.seconds &&
                       again.offset == instant.offset));
    }
}

static void
check_json(const char *text, size_t size)
{
    MarbreJson *json = marbre_json_new_compact();
    g_autofree char *written = NULL;

    marbre_json_begin_array(json);
    marbre_json_string_sized(json, text, size);
    marbre_json_end_array(json);
    written = marbre_json_end(json);
    g_assert_true(g_utf8_validate(written, -1, NULL));
    g_assert_true(strchr(written, '\n') == written + strlen(written) - 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);

    check_text((const char *)data, size);
    check_places((const char *)data, size);
    check_folding((const char *)data, size);
    check_names(text);
    check_dates(text);
    check_json((const char *)data, size);
    return 0;
}
