/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/complaint.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    const MarbreYaml *yaml;
    const MarbreYamlFault *fault;
    const MarbreYamlLast *last;
    GPtrArray *problems;
    MarbreSpan *ret_span;
} Complaint;

/* One way to understand a fault; MARBRE_YAML_CANNOT_GO_ON with nothing added: not this way. */
typedef MarbreYamlPaint (*Reason)(Complaint *complaint);

static MarbreProblem *
add(Complaint *complaint, uint64_t at, const char *message)
{
    return marbre_yaml_say(complaint->yaml, complaint->problems, (MarbreSpan){at, at}, "%s",
                           message);
}

static char
byte_at(const Complaint *complaint, uint64_t at)
{
    return at < complaint->yaml->part.end ? complaint->yaml->data[at] : '\n';
}

static bool
problem_is(const Complaint *complaint, const char *words)
{
    return strstr(complaint->fault->problem, words) != NULL;
}

static bool
context_is(const Complaint *complaint, const char *words)
{
    return complaint->fault->context != NULL && strstr(complaint->fault->context, words) != NULL;
}

static MarbreSpan
line_of(const Complaint *complaint, uint64_t at)
{
    const MarbreLines *lines = complaint->yaml->lines;

    return marbre_lines_span(lines, marbre_lines_place(lines, at).line);
}

/* The first byte of the line that is no space. */
static uint64_t
text_of_line(const Complaint *complaint, uint64_t at)
{
    uint64_t start = MAX(line_of(complaint, at).start, complaint->yaml->part.start);

    while (byte_at(complaint, start) == ' ')
        start++;
    return start;
}

static bool
is_between_blanks(const Complaint *complaint, uint64_t start, uint64_t end)
{
    for (uint64_t at = start; at < end; at++)
        if (byte_at(complaint, at) != ' ' && byte_at(complaint, at) != '\t')
            return false;
    return start <= end;
}

/* Say that the value at `start` belongs in quotes; `{quoted}` in the words is how it would look. */
static MarbreYamlPaint
ask_for_quotes(Complaint *complaint, uint64_t start, const char *words)
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
    problem = add(complaint, span.start, message->str);
    problem->end = span.end;
    marbre_problem_set_fix(problem, span, quoted);
    *complaint->ret_span = span;
    return MARBRE_YAML_PAINT_VALUE;
}

static MarbreYamlPaint
ask_to_align(Complaint *complaint, uint64_t at)
{
    const MarbreYaml *yaml = complaint->yaml;
    uint64_t line = MAX(line_of(complaint, at).start, yaml->part.start);
    size_t column = marbre_yaml_column(yaml, complaint->last->key.start);
    g_autofree char *spaces = g_strnfill(column, ' ');
    g_autofree char *message = g_strdup_printf(
        _("this key does not stand under the one before it: begin it in column %" G_GSIZE_FORMAT),
        column + 1);
    MarbreProblem *problem = add(complaint, at, message);

    marbre_problem_set_fix(problem, (MarbreSpan){line, at}, spaces);
    *complaint->ret_span = line_of(complaint, at);
    return MARBRE_YAML_PAINT_LINE;
}

/* title: a       The second line was meant as a key, and the parser read it as more of the
 *   author: b    title. */
static MarbreYamlPaint
blame_indented_key(Complaint *complaint)
{
    uint64_t text = text_of_line(complaint, complaint->fault->at);

    if (!complaint->last->is_scalar || complaint->last->is_in_flow ||
        complaint->last->value.start >= text || !marbre_yaml_begins_key(complaint->yaml, text))
        return MARBRE_YAML_CANNOT_GO_ON;
    return ask_to_align(complaint, text);
}

static MarbreYamlPaint
blame_extra_bracket(Complaint *complaint)
{
    uint64_t at = complaint->fault->at;
    MarbreProblem *problem = add(complaint, at, _("there is one closing bracket too many"));

    problem->end = at + 1;
    marbre_problem_set_fix(problem, (MarbreSpan){at, at + 1}, "");
    *complaint->ret_span = (MarbreSpan){complaint->last->value.start, line_of(complaint, at).end};
    return MARBRE_YAML_PAINT_VALUE;
}

/* title: Haut-Karabakh : la suite   title: "Nous irons" dit-il   title: [Vidéo] Le sommet */
static MarbreYamlPaint
blame_value(Complaint *complaint)
{
    const MarbreYamlLast *last = complaint->last;
    uint64_t at = complaint->fault->at;
    char first = byte_at(complaint, last->value.start);
    bool has_colon = byte_at(complaint, at) == ':';
    bool ends_line = memchr("\r\n", byte_at(complaint, at + 1), 2) != NULL;
    MarbreYamlPaint paint;

    if (last->what != MARBRE_YAML_LAST_VALUE || !is_between_blanks(complaint, last->value.end, at))
        return MARBRE_YAML_CANNOT_GO_ON;
    if (byte_at(complaint, at) == '\n' || byte_at(complaint, at) == '\r')
        return MARBRE_YAML_CANNOT_GO_ON;
    /* In brackets, a text that reaches the next line says that they were not closed. */
    if (last->is_in_flow && text_of_line(complaint, at) > last->value.start)
        return MARBRE_YAML_CANNOT_GO_ON;
    paint = blame_indented_key(complaint);
    if (paint != MARBRE_YAML_CANNOT_GO_ON)
        return paint;
    if (first == '"' || first == '\'')
        return ask_for_quotes(complaint, last->value.start,
                              _("the text goes on after its closing quotation mark, write: "
                                "{quoted}"));
    if ((first == '[' || first == '{') && strchr("]}", byte_at(complaint, at)) != NULL)
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
is_list_item(const Complaint *complaint, uint64_t end)
{
    uint64_t at = end;

    while (at < complaint->yaml->part.end && strchr("\r\n ", byte_at(complaint, at)) != NULL)
        at++;
    return byte_at(complaint, at) == '-' && byte_at(complaint, at + 1) == ' ';
}

static MarbreYamlPaint
ask_for_list(Complaint *complaint, uint64_t at)
{
    MarbreProblem *problem = add(
        complaint, at, _("begin the list on the line after its key, each item under the other"));

    *complaint->ret_span =
        marbre_yaml_meant_value(complaint->yaml, complaint->last, complaint->fault->at);
    problem->end = complaint->ret_span->end;
    return MARBRE_YAML_PAINT_VALUE;
}

/* title: @someone   title: *star*   title: - dash   title: > sign */
static MarbreYamlPaint
blame_first_character(Complaint *complaint)
{
    const MarbreYamlLast *last = complaint->last;
    bool has_context = context_is(complaint, "alias") || context_is(complaint, "anchor") ||
                       context_is(complaint, "tag") || context_is(complaint, "block scalar");
    uint64_t at = has_context ? complaint->fault->from : complaint->fault->at;
    char first = byte_at(complaint, at);
    uint64_t colon = last->key.end;
    g_autofree char *words = NULL;

    while (byte_at(complaint, colon) == ' ')
        colon++;
    if (last->what != MARBRE_YAML_LAST_KEY || first <= ' ' || byte_at(complaint, colon) != ':' ||
        !is_between_blanks(complaint, colon + 1, at) || strchr("\"'", first) != NULL)
        return MARBRE_YAML_CANNOT_GO_ON;
    if (first == '-' && is_list_item(complaint, line_of(complaint, at).end))
        return ask_for_list(complaint, at);
    words = g_strdup_printf(_("the value begins with \"%c\", put it in quotes: {quoted}"), first);
    return ask_for_quotes(complaint, at, words);
}

static MarbreYamlPaint
blame_tab(Complaint *complaint)
{
    uint64_t at = complaint->fault->at;
    uint64_t line = MAX(line_of(complaint, at).start, complaint->yaml->part.start);
    uint64_t tab = line;
    GString *spaces = NULL;
    MarbreProblem *problem;

    while (byte_at(complaint, tab) == ' ')
        tab++;
    if (byte_at(complaint, tab) != '\t')
        return MARBRE_YAML_CANNOT_GO_ON;
    problem = add(complaint, tab, _("a tab stands before the text of this line: use spaces"));
    spaces = g_string_new(NULL);
    for (at = line; byte_at(complaint, at) == ' ' || byte_at(complaint, at) == '\t'; at++)
        g_string_append(spaces, byte_at(complaint, at) == ' ' ? " " : "  ");
    /* After a value, a key can only belong beside the key before it. */
    if (context_is(complaint, "plain scalar") && marbre_yaml_begins_key(complaint->yaml, at))
        g_string_set_size(spaces, marbre_yaml_column(complaint->yaml, complaint->last->key.start));
    problem->end = at;
    marbre_problem_set_fix(problem, (MarbreSpan){line, at}, spaces->str);
    g_string_free(spaces, TRUE);
    *complaint->ret_span = line_of(complaint, at);
    return MARBRE_YAML_PAINT_LINE;
}

static MarbreYamlPaint
blame_escape(Complaint *complaint)
{
    uint64_t at = complaint->fault->at;
    MarbreProblem *problem;

    if (!context_is(complaint, "quoted scalar"))
        return MARBRE_YAML_CANNOT_GO_ON;
    while (at > complaint->fault->from && byte_at(complaint, at) != '\\')
        at--;
    if (byte_at(complaint, at) != '\\')
        return MARBRE_YAML_CANNOT_GO_ON;
    problem = add(complaint, at,
                  _("in double quotes a backslash begins an escape, and this is none: write \\\\ "
                    "for a backslash"));
    marbre_problem_set_fix(problem, (MarbreSpan){at, at}, "\\");
    *complaint->ret_span = (MarbreSpan){at, at + 1};
    return MARBRE_YAML_PAINT_VALUE;
}

/* title: "abc   with no second quotation mark: the rest of the file is text to the parser. */
static MarbreYamlPaint
blame_open_quote(Complaint *complaint)
{
    uint64_t from = complaint->fault->from;
    MarbreSpan span = {from, line_of(complaint, from).end};
    char sign[2] = {byte_at(complaint, from), '\0'};
    MarbreProblem *problem;

    if (!context_is(complaint, "quoted scalar") ||
        (!problem_is(complaint, "end of stream") && !problem_is(complaint, "document indicator")))
        return MARBRE_YAML_CANNOT_GO_ON;
    while (span.end > from + 1 && strchr(" \t", byte_at(complaint, span.end - 1)) != NULL)
        span.end--;
    problem = add(complaint, from, _("this quotation mark is never closed: close it on this line"));
    problem->end = span.end;
    marbre_problem_set_fix(problem, (MarbreSpan){span.end, span.end}, sign);
    *complaint->ret_span = span;
    return problem_is(complaint, "end of stream") ? MARBRE_YAML_PAINT_VALUE
                                                  : MARBRE_YAML_CANNOT_GO_ON;
}

/* A line of its own that is no `key: value`. */
static MarbreYamlPaint
blame_line_without_key(Complaint *complaint)
{
    bool is_key = problem_is(complaint, "could not find expected ':'");
    bool is_root = problem_is(complaint, "mapping values are not allowed") &&
                   complaint->last->what == MARBRE_YAML_LAST_OTHER;
    uint64_t at = is_root ? complaint->last->value.start : complaint->fault->from;
    const char *data = complaint->yaml->data;
    MarbreSpan line = line_of(complaint, at);
    uint64_t colon = at;
    MarbreProblem *problem;

    if (!is_key && !is_root)
        return MARBRE_YAML_CANNOT_GO_ON;
    while (colon < line.end && (g_ascii_isalnum(data[colon]) || data[colon] == '-'))
        colon++;
    if (is_root && line.end - line.start > 3 && memcmp(data + line.start, "---", 3) == 0) {
        problem = add(complaint, at, _("write what follows \"---\" on a line of its own"));
        problem->end = line.end;
    } else if (colon > at && colon + 1 < line.end && data[colon] == ':') {
        problem = add(complaint, colon, _("a space is missing after the colon"));
        marbre_problem_set_fix(problem, (MarbreSpan){colon + 1, colon + 1}, " ");
    } else {
        problem =
            add(complaint, at,
                _("this line has no \"key: value\": give it a key, or indent it if it goes on "
                  "from the line above"));
        problem->end = line.end;
    }
    *complaint->ret_span = line;
    return MARBRE_YAML_PAINT_LINE;
}

static MarbreYamlPaint
blame_bracket(Complaint *complaint)
{
    const MarbreYaml *yaml = complaint->yaml;
    bool is_list = context_is(complaint, "flow sequence");
    uint64_t line = marbre_lines_place(yaml->lines, complaint->fault->from).line;
    g_autofree char *message = NULL;

    if (!is_list && !context_is(complaint, "flow mapping"))
        return MARBRE_YAML_CANNOT_GO_ON;
    message = g_strdup_printf(is_list ? _("a \",\" or the \"]\" is missing that closes the list "
                                          "begun on line %" G_GUINT64_FORMAT)
                                      : _("a \",\" or the \"}\" is missing that closes the group "
                                          "begun on line %" G_GUINT64_FORMAT),
                              (guint64)line);
    (void)add(complaint, complaint->fault->at, message);
    return MARBRE_YAML_CANNOT_GO_ON;
}

static MarbreYamlPaint
blame_indentation(Complaint *complaint)
{
    uint64_t text = text_of_line(complaint, complaint->fault->at);
    char first = byte_at(complaint, text);
    const char *message = _("this line is indented like none of those above it that it could "
                            "belong to: begin it in the same column as one of them");

    if (text != complaint->fault->at ||
        (!context_is(complaint, "block mapping") && !context_is(complaint, "block collection")))
        return MARBRE_YAML_CANNOT_GO_ON;
    if (first == ':')
        message = _("the key is missing before this colon");
    else if (first == '-' && context_is(complaint, "block mapping"))
        message = _("a list item cannot stand here, among \"key: value\" lines");
    else if (context_is(complaint, "block collection") &&
             marbre_yaml_column(complaint->yaml, text) ==
                 marbre_yaml_column(complaint->yaml, complaint->fault->from))
        message = _("this line stands in a list: begin it with \"- \"");
    (void)add(complaint, text, message);
    *complaint->ret_span = line_of(complaint, text);
    return MARBRE_YAML_PAINT_LINE;
}

static MarbreYamlPaint
blame_document(Complaint *complaint)
{
    bool is_scanned = context_is(complaint, "directive");
    bool is_judged = problem_is(complaint, "YAML document") || problem_is(complaint, "directive");

    if (is_scanned || is_judged)
        (void)add(complaint, is_scanned ? complaint->fault->from : complaint->fault->at,
                  _("a line that begins with \"%\" is an instruction to the YAML parser, and none "
                    "is allowed: delete it"));
    else if (problem_is(complaint, "<document start>"))
        (void)add(complaint, complaint->fault->at,
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
        blame_open_quote,       blame_escape,      blame_tab,
        blame_line_without_key, blame_value,       blame_first_character,
        blame_bracket,          blame_indentation, blame_document,
    };
    Complaint complaint = {yaml, fault, last, problems, ret_span};
    guint before = problems->len;
    g_autofree char *message = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++) {
        MarbreYamlPaint paint = reasons[i](&complaint);

        if (problems->len > before)
            return paint;
    }
    message = g_strdup_printf(_("this cannot be read as YAML (%s)"), fault->problem);
    (void)add(&complaint, fault->at, message);
    return MARBRE_YAML_CANNOT_GO_ON;
}
