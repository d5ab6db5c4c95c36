/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/reason.h"

#include <string.h>

MarbreProblem *
marbre_yaml_reason_add(MarbreYamlComplaint *complaint, uint64_t at, const char *message)
{
    return marbre_yaml_say(complaint->yaml, complaint->problems, (MarbreSpan){at, at}, "%s",
                           message);
}

char
marbre_yaml_reason_byte(const MarbreYamlComplaint *complaint, uint64_t at)
{
    return at < complaint->yaml->part.end ? complaint->yaml->data[at] : '\n';
}

bool
marbre_yaml_reason_problem_is(const MarbreYamlComplaint *complaint, const char *words)
{
    return strstr(complaint->fault->problem, words) != NULL;
}

bool
marbre_yaml_reason_context_is(const MarbreYamlComplaint *complaint, const char *words)
{
    return complaint->fault->context != NULL && strstr(complaint->fault->context, words) != NULL;
}

MarbreSpan
marbre_yaml_reason_line(const MarbreYamlComplaint *complaint, uint64_t at)
{
    const MarbreLines *lines = complaint->yaml->lines;
    MarbreSpan part = complaint->yaml->part;
    MarbreSpan line = marbre_lines_span(lines, marbre_lines_place(lines, at).line);

    /* The part may begin or end within a line. */
    line.start = CLAMP(line.start, part.start, part.end);
    line.end = CLAMP(line.end, line.start, part.end);
    return line;
}

uint64_t
marbre_yaml_reason_text_of_line(const MarbreYamlComplaint *complaint, uint64_t at)
{
    uint64_t start = marbre_yaml_reason_line(complaint, at).start;

    while (marbre_yaml_reason_byte(complaint, start) == ' ')
        start++;
    return start;
}

bool
marbre_yaml_reason_is_blank(const MarbreYamlComplaint *complaint, uint64_t start, uint64_t end)
{
    for (uint64_t at = start; at < end; at++)
        if (marbre_yaml_reason_byte(complaint, at) != ' ' &&
            marbre_yaml_reason_byte(complaint, at) != '\t')
            return false;
    return start <= end;
}
