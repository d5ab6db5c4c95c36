/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/markdown.h"

#include "article/copy.h"
#include "base/error.h"
#include "base/instant.h"
#include "base/problem.h"
#include "base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    const char *text;
    const MarbreCopy *copy;
    MarbreStory *story;
} Reading;

/* --- front matter ----------------------------------------------------------------------------- */

static char **
place_of(MarbreStory *story, const char *key)
{
    const struct {
        const char *key;
        char **place;
    } places[] = {
        {"title", &story->title},       {"standfirst", &story->standfirst},
        {"section", &story->section},   {"outlet", &story->outlet},
        {"dateline", &story->dateline}, {"date", &story->date},
        {"embargo", &story->embargo},   {"lang", &story->lang},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        if (g_str_equal(key, places[i].key))
            return places[i].place;
    return NULL;
}

static bool
is_moment(const char *text)
{
    int64_t first, after;
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    return marbre_moment_parse(text, utc, &first, &after);
}

/* A text, where the key takes one and the value is no more than that. */
static bool
take_text(Reading *reading, const char *key, const MarbreYamlNode *value)
{
    char **place = place_of(reading->story, key);
    const char *text = marbre_yaml_node_get_text(value);
    if (place == NULL || text == NULL || *text == '\0' || marbre_yaml_node_is_cut(value, NULL))
        return false;
    bool dated = g_str_equal(key, "date") || g_str_equal(key, "embargo");
    if (dated ? !is_moment(text) : marbre_yaml_node_get_string(value) == NULL)
        return false;
    *place = g_strdup(text);
    return true;
}

static bool
is_all_text(const MarbreYamlNode *value)
{
    size_t count = marbre_yaml_node_get_count(value);
    if (marbre_yaml_node_get_kind(value) != MARBRE_YAML_LIST)
        return marbre_yaml_node_get_string(value) != NULL && !marbre_yaml_node_is_cut(value, NULL);
    for (size_t i = 0; i < count; i++) {
        const MarbreYamlNode *item = marbre_yaml_node_get_child(value, i);
        if (marbre_yaml_node_get_string(item) == NULL || marbre_yaml_node_is_cut(item, NULL))
            return false;
    }
    return count > 0;
}

static bool
take_list(Reading *reading, const char *key, const MarbreYamlNode *value)
{
    GPtrArray *list = g_str_equal(key, "author") ? reading->story->authors
                      : g_str_equal(key, "tags") ? reading->story->tags
                                                 : NULL;
    if (list == NULL || !is_all_text(value))
        return false;
    if (marbre_yaml_node_get_kind(value) != MARBRE_YAML_LIST)
        g_ptr_array_add(list, g_strdup(marbre_yaml_node_get_string(value)));
    for (size_t i = 0; i < marbre_yaml_node_get_count(value); i++) {
        const MarbreYamlNode *item = marbre_yaml_node_get_child(value, i);
        g_ptr_array_add(list, g_strdup(marbre_yaml_node_get_string(item)));
    }
    return true;
}

/* The lines of a top-level key and its value, up to the next key: comments above a key are left to
   the one before. */
static char *
lines_of(const Reading *reading, const MarbreYamlNode *root, size_t index)
{
    const MarbreYamlNode *value = marbre_yaml_node_get_child(root, index);
    const MarbreYamlNode *next = marbre_yaml_node_get_child(root, index + 1);
    uint64_t start = marbre_yaml_node_get_key_span(value).start;
    uint64_t end = next != NULL ? marbre_yaml_node_get_key_span(next).start
                                : marbre_copy_get_front_span(reading->copy).end;
    char *lines = g_strndup(reading->text + start, end - start);
    size_t size = strlen(lines);
    while (size > 0 && strchr(" \t\n", lines[size - 1]) != NULL)
        lines[--size] = '\0';
    char *whole = g_strconcat(lines, "\n", NULL);
    g_free(lines);
    return whole;
}

/* Every fault with its line; the file's name is whoever's who opened it. */
static void
set_error(const GPtrArray *problems, GError **error)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        g_string_append_printf(words, _("%sline %u: %s"), i > 0 ? "; " : "",
                               (unsigned)problem->line, problem->message);
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, "%s", words->str);
}

static bool
take_front(Reading *reading, GError **error)
{
    const MarbreYaml *front = marbre_copy_get_front(reading->copy);
    const MarbreYamlNode *root = front == NULL ? NULL : marbre_yaml_get_root(front);
    if (marbre_yaml_node_get_kind(root) == MARBRE_YAML_MAP &&
        marbre_yaml_node_get_style(root) == MARBRE_YAML_FLOW) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("line 2: the header must be lines of the form key: value"));
        return false;
    }
    for (size_t i = 0; i < marbre_yaml_node_get_count(root); i++) {
        const char *key = marbre_yaml_node_get_key(root, i);
        const MarbreYamlNode *value = marbre_yaml_node_get_child(root, i);
        if (take_text(reading, key, value) || take_list(reading, key, value))
            continue;
        g_autofree char *lines = lines_of(reading, root, i);
        marbre_story_add_key(reading->story, key, lines);
    }
    return true;
}

/* --- body ------------------------------------------------------------------------------------- */

static const char *
line_end(const char *p)
{
    const char *end = strchrnul(p, '\n');
    return *end == '\0' ? end : end + 1;
}

static bool
is_blank(const char *p)
{
    p += strspn(p, " \t");
    return *p == '\n' || *p == '\0';
}

/* The sign and length of a fence of code that a line may be. */
static size_t
fence(const char *line, char *ret_sign)
{
    const char *p = line + strspn(line, " \t>");
    *ret_sign = *p;
    size_t size = strspn(p, *p == '`' ? "`" : *p == '~' ? "~" : "");
    return size >= 3 ? size : 0;
}

/* Behind a run of lines without an empty one, but for those in a fence of code. */
static const char *
chunk_end(const char *p)
{
    size_t open = 0;
    char sign = 0, opened = 0;
    while (*p != '\0' && (open > 0 || !is_blank(p))) {
        size_t size = fence(p, &sign);
        if (open == 0 && size > 0) {
            open = size;
            opened = sign;
        } else if (open > 0 && size >= open && sign == opened) {
            open = 0;
        }
        p = line_end(p);
    }
    return p;
}

/* What readers read in a range of the file; nothing for code, tables and HTML. `*at` is the first
   block that may stand in it. */
static char *
words_in(const GPtrArray *blocks, MarbreSpan span, guint *at)
{
    GString *words = g_string_new(NULL);
    for (; *at < blocks->len; (*at)++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, *at);
        if (block->span.start >= span.end)
            break;
        if (block->span.end <= span.start || !marbre_block_is_text(block))
            continue;
        if (words->len > 0)
            g_string_append_c(words, ' ');
        g_string_append(words, marbre_mapped_get_text(block->text, NULL));
    }
    return g_string_free(words, FALSE);
}

/* A title that stands in the body alone. */
static bool
take_heading(Reading *reading, const GPtrArray *blocks, MarbreSpan span)
{
    const MarbreBlock *block = blocks->len == 0 ? NULL : blocks->pdata[0];
    if (reading->story->title != NULL || block == NULL || block->kind != MARBRE_BLOCK_HEADING ||
        block->level != 1 || block->span.start >= span.end || reading->story->blocks->len > 0)
        return false;
    const char *rest = reading->text + block->span.end;
    const char *words = marbre_mapped_get_text(block->text, NULL);
    if (!is_blank(rest) || line_end(rest) < reading->text + span.end || *words == '\0')
        return false;
    reading->story->title = g_strdup(words);
    return true;
}

/* Empty lines beyond the first above a chunk stay with it. */
static void
add_chunk(Reading *reading, const char *above, MarbreSpan span, const char *words)
{
    size_t empty = 0;
    for (const char *p = above; p < reading->text + span.start; p = line_end(p))
        empty++;
    g_autoptr(GString) markdown = g_string_new(NULL);
    for (size_t i = 1; i < empty; i++)
        g_string_append_c(markdown, '\n');
    g_string_append_len(markdown, reading->text + span.start, (gssize)(span.end - span.start));
    if (markdown->len > 0 && markdown->str[markdown->len - 1] == '\n')
        g_string_truncate(markdown, markdown->len - 1);
    MarbrePlace place = marbre_lines_place(marbre_copy_get_lines(reading->copy), span.start);
    marbre_story_add_block(reading->story, words, markdown->str, place.line);
}

static void
take_body(Reading *reading)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(reading->copy);
    const char *p = reading->text + marbre_copy_get_body(reading->copy).start;
    guint at = 0;
    while (*p != '\0') {
        const char *above = p;
        while (*p != '\0' && is_blank(p))
            p = line_end(p);
        if (*p == '\0')
            break;
        const char *end = chunk_end(p);
        const MarbreSpan span = {(uint64_t)(p - reading->text), (uint64_t)(end - reading->text)};
        g_autofree char *words = words_in(blocks, span, &at);
        if (!take_heading(reading, blocks, span))
            add_chunk(reading, above, span, words);
        p = end;
    }
}

MarbreStory *
marbre_wire_read_markdown(const char *text, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.md", "", bytes, problems);
    if (copy == NULL || problems->len > 0) {
        set_error(problems, error);
        return NULL;
    }
    g_autoptr(MarbreStory) story = marbre_story_new();
    Reading reading = {.text = text, .copy = copy, .story = story};
    if (!take_front(&reading, error))
        return NULL;
    take_body(&reading);
    if (story->title == NULL && story->blocks->len == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the file holds no words; name one that has some"));
        return NULL;
    }
    return g_steal_pointer(&story);
}
