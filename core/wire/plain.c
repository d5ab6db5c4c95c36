/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/wire.h"

#include "base/error.h"
#include "wire/boilerplate.h"
#include "wire/encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lines around the story: shorter than prose and without the stop that ends a sentence. */
enum { PROSE = 120, SENTENCE = 60, SECTION = 40, TITLE = 300 };

/* A line of the copy; `text` is NULL for an empty one. */
typedef struct {
    uint64_t number;
    char *text;
} Line;

typedef struct {
    GArray *lines; /* of Line, empty ones left out */
    size_t first;  /* the story's prose: lines first..last */
    size_t last;
    MarbreStory *story;
    const char *lang;
    bool keep;
} Reading;

static void
line_clear(void *data)
{
    g_free(((Line *)data)->text);
}

static GArray *
split(const char *text)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    g_array_set_clear_func(lines, line_clear);
    g_auto(GStrv) parts = g_strsplit(text, "\n", -1);
    for (uint64_t i = 0; parts[i] != NULL; i++) {
        const char *part = g_strstrip(parts[i]);
        if (*part != '\0')
            g_array_append_val(lines, ((Line){.number = i + 1, .text = g_strdup(part)}));
    }
    return lines;
}

static const char *
text_at(const Reading *reading, size_t index)
{
    return g_array_index(reading->lines, Line, index).text;
}

static uint64_t
number_at(const Reading *reading, size_t index)
{
    return g_array_index(reading->lines, Line, index).number;
}

static void
drop(Reading *reading, size_t index, const char *reason)
{
    marbre_story_drop(reading->story, number_at(reading, index), text_at(reading, index), reason);
}

static void
keep(Reading *reading, size_t index)
{
    marbre_story_add_plain(reading->story, text_at(reading, index), number_at(reading, index));
}

/* The stop of a sentence, if need be inside a closing quotation mark or bracket. */
static bool
ends_sentence(const char *line)
{
    static const char *const closers[] = {"»", "”", "’", "\"", ")", "\u00a0", "\u202f", " "};
    g_autofree char *rest = g_strdup(line);
    for (size_t i = 0; i < G_N_ELEMENTS(closers);) {
        if (g_str_has_suffix(rest, closers[i])) {
            rest[strlen(rest) - strlen(closers[i])] = '\0';
            i = 0;
        } else {
            i++;
        }
    }
    return g_str_has_suffix(rest, ".") || g_str_has_suffix(rest, "!") ||
           g_str_has_suffix(rest, "?") || g_str_has_suffix(rest, "…");
}

static bool
is_prose(const char *line)
{
    glong length = g_utf8_strlen(line, -1);
    return ends_sentence(line) ? length >= SENTENCE : length >= 2 * PROSE;
}

/* The first line that reads as prose and is no boilerplate: what stands above it is the head. */
static size_t
find_first(const Reading *reading)
{
    for (size_t i = 0; i < reading->lines->len; i++)
        if (is_prose(text_at(reading, i)) && marbre_boilerplate_reason(text_at(reading, i)) == NULL)
            return i;
    return reading->lines->len;
}

static const char *
byline(const char *line)
{
    static const char *const starts[] = {"Par ", "By "};
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(line, starts[i]) && g_utf8_strlen(line, -1) <= SECTION + SECTION)
            return line + strlen(starts[i]);
    return NULL;
}

/* The title is the longest line of the head that is nothing else. */
static size_t
find_title(const Reading *reading)
{
    size_t best = reading->lines->len;
    glong longest = 0;
    for (size_t i = 0; i < reading->first; i++) {
        const char *line = text_at(reading, i);
        glong length = g_utf8_strlen(line, -1);
        if (length > longest && length <= TITLE && byline(line) == NULL &&
            marbre_boilerplate_reason(line) == NULL && marbre_boilerplate_outlet(line) == NULL) {
            best = i;
            longest = length;
        }
    }
    return best;
}

static void
take_head_line(Reading *reading, size_t index, size_t title)
{
    MarbreStory *story = reading->story;
    const char *line = text_at(reading, index);
    const char *reason = reading->keep ? NULL : marbre_boilerplate_reason(line);
    const char *outlet = marbre_boilerplate_outlet(line);
    const char *author = byline(line);
    if (reason != NULL)
        drop(reading, index, reason);
    else if (index == title)
        story->title = g_strdup(line);
    else if (outlet != NULL && story->outlet == NULL)
        story->outlet = g_strdup(outlet);
    else if (author != NULL && story->authors->len == 0)
        g_ptr_array_add(story->authors, g_strdup(author));
    else if (index < title && story->section == NULL && !ends_sentence(line) &&
             g_utf8_strlen(line, -1) <= SECTION)
        story->section = g_strdup(line);
    else
        keep(reading, index);
}

/* A portrait's caption, the name alone below it, a biography: the box of the site's author. */
static const char *
author_box_reason(const Reading *reading, size_t index)
{
    const char *line = text_at(reading, index);
    if (marbre_boilerplate_portrait(line) != NULL && g_utf8_strlen(line, -1) <= SECTION + SECTION)
        return _("author box: the portrait's caption, no photo credit");
    for (size_t i = reading->first; i < index; i++) {
        const char *name = marbre_boilerplate_portrait(text_at(reading, i));
        if (name != NULL && strcmp(name, line) == 0)
            return _("author box: the name");
    }
    return NULL;
}

static const char *
foot_reason(const Reading *reading, size_t index)
{
    const char *line = text_at(reading, index);
    const char *reason = marbre_boilerplate_reason(line);
    if (reason == NULL)
        reason = author_box_reason(reading, index);
    if (reason == NULL && strncmp(reading->lang, "en", 2) != 0 &&
        marbre_boilerplate_is_english(line))
        reason = _("author box or notice in English at the foot of the text");
    return reason;
}

/* From the end upwards, as long as every line has a reason to go: mid-article nothing is dropped.
 */
static void
find_last(Reading *reading)
{
    reading->last = reading->lines->len;
    while (!reading->keep && reading->last > reading->first + 1 &&
           foot_reason(reading, reading->last - 1) != NULL)
        reading->last--;
}

/* « BAKOU (AFP) – », "BAKU (Reuters) -" before the first sentence; the words themselves stay. */
static void
read_dateline(MarbreStory *story, const char *line)
{
    g_autoptr(GRegex) regex =
        g_regex_new("^(\\p{Lu}[\\p{L}' -]{1,40}?)\\s*\\(([A-Za-z-]{2,20})\\)\\s*[-–—]\\s",
                    G_REGEX_OPTIMIZE, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, line, 0, &match))
        return;
    g_autofree char *agency = g_match_info_fetch(match, 2);
    const char *outlet = marbre_boilerplate_outlet(agency);
    story->dateline = g_match_info_fetch(match, 1);
    if (story->outlet == NULL && outlet != NULL)
        story->outlet = g_strdup(outlet);
}

static void
read_story(Reading *reading)
{
    reading->first = find_first(reading);
    size_t title = find_title(reading);
    for (size_t i = 0; i < reading->first; i++)
        take_head_line(reading, i, title);
    find_last(reading);
    for (size_t i = reading->first; i < reading->last; i++)
        keep(reading, i);
    for (size_t i = reading->last; i < reading->lines->len; i++)
        drop(reading, i, foot_reason(reading, i));
    if (reading->first < reading->last)
        read_dateline(reading->story, text_at(reading, reading->first));
}

MarbreStory *
marbre_wire_read_plain(GBytes *bytes, const char *lang, bool keep_boilerplate, GError **error)
{
    if (g_bytes_get_size(bytes) > MARBRE_WIRE_LIMIT) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("the file is larger than %u MiB"),
                    MARBRE_WIRE_LIMIT >> 20);
        return NULL;
    }
    const char *encoding = NULL;
    g_autofree char *text = marbre_encoding_decode(bytes, &encoding, error);
    if (text == NULL)
        return NULL;
    g_autoptr(GArray) lines = split(text);
    if (lines->len == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("the file holds no words"));
        return NULL;
    }
    MarbreStory *story = marbre_story_new();
    story->encoding = encoding;
    Reading reading = {.lines = lines, .story = story, .lang = lang, .keep = keep_boilerplate};
    read_story(&reading);
    return story;
}
