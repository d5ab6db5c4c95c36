/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/reason.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Say that the value at `start` belongs in quotes; `{quoted}` in the words is how it would look. */
static MarbreYamlPaint
ask_for_quotes(MarbreYamlComplaint *complaint, uint64_t start, const char *words)
{
    MarbreSpan span = marbre_yaml_meant_value(complaint->yaml, complaint->last, start);
    g_autofree char *quoted = NULL;
    g_autofree char *brief = NULL;
    g_autoptr(GString) message = g_string_new(words);
    MarbreProblem *problem;

    if (span.end == span.start)
        return MARBRE_YAML_CANNOT_GO_ON;
    quoted = marbre_yaml_meant_text(complaint->yaml, span);
    brief = marbre_yaml_brief(quoted);
    g_string_replace(message, "{quoted}", brief, 1);
    problem = marbre_yaml_reason_add(complaint, span.start, message->str);
    problem->end = span.end;
    marbre_problem_set_fix(problem, span, quoted);
    *complaint->ret_span = span;
    return MARBRE_YAML_PAINT_VALUE;
}

static MarbreYamlPaint
ask_to_align(MarbreYamlComplaint *complaint, uint64_t at)
{
    const MarbreYaml *yaml = complaint->yaml;
    uint64_t line = marbre_yaml_reason_line(complaint, at).start;
    size_t column = marbre_yaml_column(yaml, complaint->last->key.start);
    g_autofree char *spaces = g_strnfill(column, ' ');
    g_autofree char *message = g_strdup_printf(
        _("this key does not stand under the one before it: begin it in column %zu"), column + 1);
    MarbreProblem *problem = marbre_yaml_reason_add(complaint, at, message);

    marbre_problem_set_fix(problem, (MarbreSpan){line, at}, spaces);
    *complaint->ret_span = marbre_yaml_reason_line(complaint, at);
    return MARBRE_YAML_PAINT_LINE;
}

/* title: a       The second line was meant as a key, and the parser read it as more of the
 *   author: b    title. */
static MarbreYamlPaint
blame_indented_key(MarbreYamlComplaint *complaint)
{
    uint64_t text = marbre_yaml_reason_text_of_line(complaint, complaint->fault->at);

    if (!complaint->last->is_scalar || complaint->last->is_in_flow ||
        complaint->last->value.start >= text || !marbre_yaml_begins_key(complaint->yaml, text))
        return MARBRE_YAML_CANNOT_GO_ON;
    return ask_to_align(complaint, text);
}

static MarbreYamlPaint
blame_extra_bracket(MarbreYamlComplaint *complaint)
{
    uint64_t at = complaint->fault->at;
    MarbreProblem *problem =
        marbre_yaml_reason_add(complaint, at, _("there is one closing bracket too many"));

    problem->end = at + 1;
    marbre_problem_set_fix(problem, (MarbreSpan){at, at + 1}, "");
    *complaint->ret_span =
        (MarbreSpan){complaint->last->value.start, marbre_yaml_reason_line(complaint, at).end};
    return MARBRE_YAML_PAINT_VALUE;
}

MarbreYamlPaint
marbre_yaml_blame_value(MarbreYamlComplaint *complaint)
{
    const MarbreYamlLast *last = complaint->last;
    uint64_t at = complaint->fault->at;
    char first = marbre_yaml_reason_byte(complaint, last->value.start);
    bool has_colon = marbre_yaml_reason_byte(complaint, at) == ':';
    bool ends_line = memchr("\r\n", marbre_yaml_reason_byte(complaint, at + 1), 2) != NULL;
    MarbreYamlPaint paint;

    if (last->what != MARBRE_YAML_LAST_VALUE ||
        !marbre_yaml_reason_is_blank(complaint, last->value.end, at))
        return MARBRE_YAML_CANNOT_GO_ON;
    if (marbre_yaml_reason_byte(complaint, at) == '\n' ||
        marbre_yaml_reason_byte(complaint, at) == '\r')
        return MARBRE_YAML_CANNOT_GO_ON;
    /* In brackets, a text that reaches the next line says that they were not closed. */
    if (last->is_in_flow && marbre_yaml_reason_text_of_line(complaint, at) > last->value.start)
        return MARBRE_YAML_CANNOT_GO_ON;
    paint = blame_indented_key(complaint);
    if (paint != MARBRE_YAML_CANNOT_GO_ON)
        return paint;
    if (first == '"' || first == '\'')
        return ask_for_quotes(complaint, last->value.start,
                              _("the text goes on after its closing quotation mark, write: "
                                "{quoted}"));
    if ((first == '[' || first == '{') &&
        strchr("]}", marbre_yaml_reason_byte(complaint, at)) != NULL)
        return blame_extra_bracket(complaint);
    if (first == '[' || first == '{')
        return ask_for_quotes(complaint, last->value.start,
                              _("the value goes on after its closing bracket, put it in quotes: "
                                "{quoted}"));
    if (has_colon && ends_line)
        return ask_for_quotes(complaint, last->value.start,
                              _("the value ends with \":\", put it in quotes: {quoted}"));
    if (has_colon)
        return ask_for_quotes(complaint, last->value.start,
                              _("the value holds \": \", put it in quotes: {quoted}"));
    return MARBRE_YAML_CANNOT_GO_ON;
}

/* Whether the line after the one that ends at `end` begins with a dash. */
static bool
is_list_item(const MarbreYamlComplaint *complaint, uint64_t end)
{
    uint64_t at = end;

    while (at < complaint->yaml->part.end &&
           strchr("\r\n ", marbre_yaml_reason_byte(complaint, at)) != NULL)
        at++;
    return marbre_yaml_reason_byte(complaint, at) == '-' &&
           marbre_yaml_reason_byte(complaint, at + 1) == ' ';
}

static MarbreYamlPaint
ask_for_list(MarbreYamlComplaint *complaint, uint64_t at)
{
    MarbreProblem *problem = marbre_yaml_reason_add(
        complaint, at, _("begin the list on the line after its key, each item under the other"));

    *complaint->ret_span =
        marbre_yaml_meant_value(complaint->yaml, complaint->last, complaint->fault->at);
    problem->end = complaint->ret_span->end;
    return MARBRE_YAML_PAINT_VALUE;
}

MarbreYamlPaint
marbre_yaml_blame_first_character(MarbreYamlComplaint *complaint)
{
    const MarbreYamlLast *last = complaint->last;
    bool has_context = marbre_yaml_reason_context_is(complaint, "alias") ||
                       marbre_yaml_reason_context_is(complaint, "anchor") ||
                       marbre_yaml_reason_context_is(complaint, "tag") ||
                       marbre_yaml_reason_context_is(complaint, "block scalar");
    uint64_t at = has_context ? complaint->fault->from : complaint->fault->at;
    char first = marbre_yaml_reason_byte(complaint, at);
    uint64_t colon = last->key.end;
    g_autofree char *words = NULL;

    while (marbre_yaml_reason_byte(complaint, colon) == ' ')
        colon++;
    if (last->what != MARBRE_YAML_LAST_KEY || first <= ' ' ||
        marbre_yaml_reason_byte(complaint, colon) != ':' ||
        !marbre_yaml_reason_is_blank(complaint, colon + 1, at) || strchr("\"'", first) != NULL)
        return MARBRE_YAML_CANNOT_GO_ON;
    if (first == '-' && is_list_item(complaint, marbre_yaml_reason_line(complaint, at).end))
        return ask_for_list(complaint, at);
    words = g_strdup_printf(_("the value begins with \"%c\", put it in quotes: {quoted}"), first);
    return ask_for_quotes(complaint, at, words);
}
