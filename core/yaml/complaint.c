/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/reason.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* One way to understand a fault; MARBRE_YAML_CANNOT_GO_ON with nothing added: not this way. */
typedef MarbreYamlPaint (*Reason)(MarbreYamlComplaint *complaint);

static MarbreYamlPaint
blame_tab(MarbreYamlComplaint *complaint)
{
    uint64_t at = complaint->fault->at;
    uint64_t line = marbre_yaml_reason_line(complaint, at).start;
    uint64_t tab = line;
    GString *spaces = NULL;
    MarbreProblem *problem;

    while (marbre_yaml_reason_byte(complaint, tab) == ' ')
        tab++;
    if (marbre_yaml_reason_byte(complaint, tab) != '\t')
        return MARBRE_YAML_CANNOT_GO_ON;
    problem = marbre_yaml_reason_add(complaint, tab,
                                     _("a tab stands before the text of this line: use spaces"));
    spaces = g_string_new(NULL);
    for (at = line; marbre_yaml_reason_byte(complaint, at) == ' ' ||
                    marbre_yaml_reason_byte(complaint, at) == '\t';
         at++)
        g_string_append(spaces, marbre_yaml_reason_byte(complaint, at) == ' ' ? " " : "  ");
    /* After a value, a key can only belong beside the key before it. */
    if (marbre_yaml_reason_context_is(complaint, "plain scalar") &&
        marbre_yaml_begins_key(complaint->yaml, at))
        g_string_set_size(spaces, marbre_yaml_column(complaint->yaml, complaint->last->key.start));
    problem->end = at;
    marbre_problem_set_fix(problem, (MarbreSpan){line, at}, spaces->str);
    g_string_free(spaces, TRUE);
    *complaint->ret_span = marbre_yaml_reason_line(complaint, at);
    return MARBRE_YAML_PAINT_LINE;
}

static MarbreYamlPaint
blame_escape(MarbreYamlComplaint *complaint)
{
    uint64_t at = complaint->fault->at;
    MarbreProblem *problem;

    if (!marbre_yaml_reason_context_is(complaint, "quoted scalar"))
        return MARBRE_YAML_CANNOT_GO_ON;
    while (at > complaint->fault->from && marbre_yaml_reason_byte(complaint, at) != '\\')
        at--;
    if (marbre_yaml_reason_byte(complaint, at) != '\\')
        return MARBRE_YAML_CANNOT_GO_ON;
    problem = marbre_yaml_reason_add(
        complaint, at,
        _("in double quotes a backslash begins an escape, and this is none: write \\\\ "
          "for a backslash"));
    marbre_problem_set_fix(problem, (MarbreSpan){at, at}, "\\");
    *complaint->ret_span = (MarbreSpan){at, at + 1};
    return MARBRE_YAML_PAINT_VALUE;
}

/* title: "abc   with no second quotation mark: the rest of the file is text to the parser. */
static MarbreYamlPaint
blame_open_quote(MarbreYamlComplaint *complaint)
{
    uint64_t from = complaint->fault->from;
    MarbreSpan span = {from, marbre_yaml_reason_line(complaint, from).end};
    char sign[2] = {marbre_yaml_reason_byte(complaint, from), '\0'};
    MarbreProblem *problem;

    if (!marbre_yaml_reason_context_is(complaint, "quoted scalar") ||
        (!marbre_yaml_reason_problem_is(complaint, "end of stream") &&
         !marbre_yaml_reason_problem_is(complaint, "document indicator")))
        return MARBRE_YAML_CANNOT_GO_ON;
    while (span.end > from + 1 &&
           strchr(" \t", marbre_yaml_reason_byte(complaint, span.end - 1)) != NULL)
        span.end--;
    problem = marbre_yaml_reason_add(
        complaint, from, _("this quotation mark is never closed: close it on this line"));
    problem->end = span.end;
    marbre_problem_set_fix(problem, (MarbreSpan){span.end, span.end}, sign);
    *complaint->ret_span = span;
    return marbre_yaml_reason_problem_is(complaint, "end of stream") ? MARBRE_YAML_PAINT_VALUE
                                                                     : MARBRE_YAML_CANNOT_GO_ON;
}

/* A line of its own that is no `key: value`. */
static MarbreYamlPaint
blame_line_without_key(MarbreYamlComplaint *complaint)
{
    bool is_key = marbre_yaml_reason_problem_is(complaint, "could not find expected ':'");
    bool is_root = marbre_yaml_reason_problem_is(complaint, "mapping values are not allowed") &&
                   complaint->last->what == MARBRE_YAML_LAST_OTHER;
    uint64_t at = is_root ? complaint->last->value.start : complaint->fault->from;
    const char *data = complaint->yaml->data;
    MarbreSpan line = marbre_yaml_reason_line(complaint, at);
    uint64_t colon = at;
    MarbreProblem *problem;

    if (!is_key && !is_root)
        return MARBRE_YAML_CANNOT_GO_ON;
    while (colon < line.end && (g_ascii_isalnum(data[colon]) || data[colon] == '-'))
        colon++;
    if (is_root && line.end - line.start > 3 && memcmp(data + line.start, "---", 3) == 0) {
        problem = marbre_yaml_reason_add(complaint, at,
                                         _("write what follows \"---\" on a line of its own"));
        problem->end = line.end;
    } else if (colon > at && colon + 1 < line.end && data[colon] == ':') {
        problem = marbre_yaml_reason_add(complaint, colon, _("a space is missing after the colon"));
        marbre_problem_set_fix(problem, (MarbreSpan){colon + 1, colon + 1}, " ");
    } else {
        problem = marbre_yaml_reason_add(
            complaint, at,
            _("this line has no \"key: value\": give it a key, or indent it if it goes on "
              "from the line above"));
        problem->end = line.end;
    }
    *complaint->ret_span = line;
    return MARBRE_YAML_PAINT_LINE;
}

static MarbreYamlPaint
blame_bracket(MarbreYamlComplaint *complaint)
{
    const MarbreYaml *yaml = complaint->yaml;
    bool is_list = marbre_yaml_reason_context_is(complaint, "flow sequence");
    uint64_t line = marbre_lines_place(yaml->lines, complaint->fault->from).line;
    g_autofree char *message = NULL;

    if (!is_list && !marbre_yaml_reason_context_is(complaint, "flow mapping"))
        return MARBRE_YAML_CANNOT_GO_ON;
    message = g_strdup_printf(is_list ? _("a \",\" or the \"]\" is missing that closes the list "
                                          "begun on line %" PRIu64)
                                      : _("a \",\" or the \"}\" is missing that closes the group "
                                          "begun on line %" PRIu64),
                              (guint64)line);
    (void)marbre_yaml_reason_add(complaint, complaint->fault->at, message);
    return MARBRE_YAML_CANNOT_GO_ON;
}

static MarbreYamlPaint
blame_indentation(MarbreYamlComplaint *complaint)
{
    uint64_t text = marbre_yaml_reason_text_of_line(complaint, complaint->fault->at);
    char first = marbre_yaml_reason_byte(complaint, text);
    const char *message = _("this line is indented like none of those above it that it could "
                            "belong to: begin it in the same column as one of them");

    if (text != complaint->fault->at ||
        (!marbre_yaml_reason_context_is(complaint, "block mapping") &&
         !marbre_yaml_reason_context_is(complaint, "block collection")))
        return MARBRE_YAML_CANNOT_GO_ON;
    if (first == ':')
        message = _("the key is missing before this colon");
    else if (first == '-' && marbre_yaml_reason_context_is(complaint, "block mapping"))
        message = _("a list item cannot stand here, among \"key: value\" lines");
    else if (marbre_yaml_reason_context_is(complaint, "block collection") &&
             marbre_yaml_column(complaint->yaml, text) ==
                 marbre_yaml_column(complaint->yaml, complaint->fault->from))
        message = _("this line stands in a list: begin it with \"- \"");
    (void)marbre_yaml_reason_add(complaint, text, message);
    *complaint->ret_span = marbre_yaml_reason_line(complaint, text);
    return MARBRE_YAML_PAINT_LINE;
}

static MarbreYamlPaint
blame_document(MarbreYamlComplaint *complaint)
{
    bool is_scanned = marbre_yaml_reason_context_is(complaint, "directive");
    bool is_judged = marbre_yaml_reason_problem_is(complaint, "YAML document") ||
                     marbre_yaml_reason_problem_is(complaint, "directive");

    if (is_scanned || is_judged)
        (void)marbre_yaml_reason_add(
            complaint, is_scanned ? complaint->fault->from : complaint->fault->at,
            _("a line that begins with \"%\" is an instruction to the YAML parser, and none "
              "is allowed: delete it"));
    else if (marbre_yaml_reason_problem_is(complaint, "<document start>"))
        (void)marbre_yaml_reason_add(
            complaint, complaint->fault->at,
            _("the text has ended before this: only one document may stand in a file"));
    return MARBRE_YAML_CANNOT_GO_ON;
}

MarbreYamlPaint
marbre_yaml_complain(const MarbreYaml *yaml,
                     const MarbreYamlFault *fault,
                     const MarbreYamlLast *last,
                     GPtrArray *problems,
                     MarbreSpan *ret_span)
{
    static const Reason reasons[] = {
        blame_open_quote,
        blame_escape,
        blame_tab,
        blame_line_without_key,
        marbre_yaml_blame_value,
        marbre_yaml_blame_first_character,
        blame_bracket,
        blame_indentation,
        blame_document,
    };
    MarbreYamlComplaint complaint = {yaml, fault, last, problems, ret_span};
    guint before = problems->len;
    g_autofree char *message = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++) {
        MarbreYamlPaint paint = reasons[i](&complaint);

        if (problems->len > before)
            return paint;
    }
    message = g_strdup_printf(_("this cannot be read as YAML (%s)"), fault->problem);
    (void)marbre_yaml_reason_add(&complaint, fault->at, message);
    return MARBRE_YAML_CANNOT_GO_ON;
}
