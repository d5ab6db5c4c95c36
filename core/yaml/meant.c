/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/complaint.h"
#include "yaml/write.h"

#include <string.h>

/* A message shows so many characters of a value. */
#define LONGEST_SHOWN 72

static uint64_t
end_of_line(const MarbreYaml *yaml, uint64_t at)
{
    const char *end = memchr(yaml->data + at, '\n', yaml->part.end - at);
    uint64_t offset = end != NULL ? (uint64_t)(end - yaml->data) : yaml->part.end;

    return offset > at && yaml->data[offset - 1] == '\r' ? offset - 1 : offset;
}

static uint64_t
next_line(const MarbreYaml *yaml, uint64_t at)
{
    const char *end = memchr(yaml->data + at, '\n', yaml->part.end - at);

    return end != NULL ? (uint64_t)(end - yaml->data) + 1 : yaml->part.end;
}

static uint64_t
trim(const MarbreYaml *yaml, uint64_t start, uint64_t end)
{
    while (end > start && (yaml->data[end - 1] == ' ' || yaml->data[end - 1] == '\t'))
        end--;
    return end;
}

/* Where the value ends on its first line: before a comment; in brackets, before what parts it
 * from its neighbour. */
static uint64_t
end_of_value(const MarbreYaml *yaml, uint64_t start, bool is_in_flow)
{
    uint64_t end = end_of_line(yaml, start);

    for (uint64_t at = start; at < end; at++) {
        bool is_comment = yaml->data[at] == '#' && at > start &&
                          (yaml->data[at - 1] == ' ' || yaml->data[at - 1] == '\t');

        if (is_comment || (is_in_flow && strchr(",]}", yaml->data[at]) != NULL)) {
            end = at;
            break;
        }
    }
    return trim(yaml, start, end);
}

/* Whether the line at `at` begins a key of its own (`author: …`) and so was meant as no more of
 * the text before it. A French colon has a space before it and makes no key. */
bool
marbre_yaml_begins_key(const MarbreYaml *yaml, uint64_t at)
{
    uint64_t end = end_of_line(yaml, at);
    uint64_t start = at;

    while (at < end && (g_ascii_isalnum(yaml->data[at]) || strchr("-_", yaml->data[at]) != NULL))
        at++;
    return at > start && at < end && yaml->data[at] == ':' &&
           (at + 1 == end || yaml->data[at + 1] == ' ');
}

/* Where the text of the line at `at` begins, if it is indented more than `column` and goes on
 * from the line before; 0 if not. */
static uint64_t
continued_line(const MarbreYaml *yaml, uint64_t line, size_t column)
{
    uint64_t at = line;

    while (at < yaml->part.end && yaml->data[at] == ' ')
        at++;
    if (at >= yaml->part.end || at - line <= column || strchr("\r\n#", yaml->data[at]) != NULL)
        return 0;
    return marbre_yaml_begins_key(yaml, at) ? 0 : at;
}

MarbreSpan
marbre_yaml_meant_value(const MarbreYaml *yaml, const MarbreYamlLast *last, uint64_t start)
{
    MarbreSpan span = {start, end_of_value(yaml, start, last->is_in_flow)};
    size_t column = marbre_yaml_column(yaml, last->key.start);

    while (!last->is_in_flow) {
        uint64_t line = next_line(yaml, span.end);
        uint64_t at = continued_line(yaml, line, column);

        if (at == 0 || trim(yaml, span.end, end_of_line(yaml, span.end)) != span.end)
            break;
        span.end = end_of_value(yaml, at, false);
    }
    return span;
}

char *
marbre_yaml_meant_text(const MarbreYaml *yaml, MarbreSpan span)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const char *start = yaml->data + span.start;
    size_t size = span.end - span.start;
    bool is_wrapped =
        size >= 2 && (start[0] == '"' || start[0] == '\'') && start[size - 1] == start[0];

    /* "Il a dit "oui" hier": the outer quotation marks were meant for YAML. */
    if (is_wrapped) {
        start++;
        size -= 2;
    }
    for (size_t i = 0; i < size; i++) {
        if (start[i] != '\n' && start[i] != '\r') {
            g_string_append_c(text, start[i]);
            continue;
        }
        while (i + 1 < size && memchr(" \t\r\n", start[i + 1], 4) != NULL)
            i++;
        g_string_append_c(text, ' ');
    }
    return marbre_yaml_quote(text->str);
}

char *
marbre_yaml_brief(const char *text)
{
    g_autofree char *shown = marbre_text_shown(text);
    g_autofree char *start = NULL;

    if (g_utf8_strlen(shown, -1) <= LONGEST_SHOWN)
        return g_steal_pointer(&shown);
    start = g_utf8_substring(shown, 0, LONGEST_SHOWN - 1);
    return g_strconcat(start, "…", NULL);
}
