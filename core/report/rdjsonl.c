/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/fix.h"
#include "report/report.h"
#include "report/source.h"

/* A suggestion replaces one range: a fix of edits far apart would show half of the text. */
#define MOST_OF_SUGGESTION 4000

/* reviewdog counts columns in bytes, from 1. */
static void
write_place(MarbreJson *json, const char *key, const MarbreLines *lines, MarbrePlace place)
{
    marbre_json_member_object(json, key);
    marbre_json_member_int(json, "line", (int64_t)place.line);
    if (lines != NULL) {
        MarbreSpan line = marbre_lines_span(lines, place.line);

        if (place.offset >= line.start)
            marbre_json_member_int(json, "column", (int64_t)(place.offset - line.start + 1));
    }
    marbre_json_end_object(json);
}

static void
write_range(MarbreJson *json, const MarbreLines *lines, MarbrePlace start, MarbrePlace end)
{
    marbre_json_member_object(json, "range");
    write_place(json, "start", lines, start);
    write_place(json, "end", lines, end);
    marbre_json_end_object(json);
}

/* All edits as the one that does the same; NULL where there is none, or it would be too long. */
static char *
join_edits(MarbreReportSource *source, const MarbreFinding *finding, MarbreSpan *ret_span)
{
    g_autoptr(GPtrArray) moved = marbre_edits_new();
    g_autoptr(GBytes) before = NULL, after = NULL;
    MarbreSpan span = {G_MAXUINT64, 0};
    size_t size = 0;

    for (unsigned i = 0; finding->fix != NULL && i < finding->fix->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(finding->fix, i);

        span.start = MIN(span.start, edit->span.start);
        span.end = MAX(span.end, edit->span.end);
    }
    if (span.start > span.end || span.end - span.start > MOST_OF_SUGGESTION)
        return NULL;
    const char *words = marbre_report_source_words(source, finding->path, span, &size);
    if (size != span.end - span.start)
        return NULL;
    for (unsigned i = 0; i < finding->fix->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(finding->fix, i);

        marbre_edits_add(moved,
                         (MarbreSpan){edit->span.start - span.start, edit->span.end - span.start},
                         edit->text);
    }
    before = g_bytes_new(words, size);
    after = marbre_fix_apply(before, moved, NULL);
    if (after == NULL)
        return NULL;
    *ret_span = span;
    words = g_bytes_get_data(after, &size);
    return g_strndup(words == NULL ? "" : words, size);
}

static void
write_suggestion(MarbreJson *json,
                 MarbreReportSource *source,
                 const MarbreLines *lines,
                 const MarbreFinding *finding)
{
    MarbreSpan span = {0, 0};
    g_autofree char *text = lines == NULL ? NULL : join_edits(source, finding, &span);

    if (text == NULL)
        return;
    marbre_json_member_array(json, "suggestions");
    marbre_json_begin_object(json);
    write_range(json, lines, marbre_lines_place(lines, span.start),
                marbre_lines_place(lines, span.end));
    marbre_json_member_string(json, "text", text);
    marbre_json_end_object(json);
    marbre_json_end_array(json);
}

static const char *
severity_of(const MarbreFinding *finding)
{
    switch (marbre_report_level(finding)) {
    case MARBRE_SEVERITY_ERROR:
        return "ERROR";
    case MARBRE_SEVERITY_WARNING:
        return "WARNING";
    case MARBRE_SEVERITY_NOTE:
    case MARBRE_SEVERITY_OFF:
        break;
    }
    return "INFO";
}

static char *
write_line(MarbreReportSource *source, const MarbreFinding *finding)
{
    MarbreJson *json = marbre_json_new_compact();
    const MarbreLines *lines = marbre_report_source_lines(source, finding->path);
    g_autofree char *message = marbre_messages_of(source->report->messages, finding);

    marbre_json_begin_object(json);
    marbre_json_member_string(json, "message", message);
    marbre_json_member_object(json, "location");
    marbre_json_member_string(json, "path", finding->path);
    write_range(json, lines, finding->start, finding->end);
    marbre_json_end_object(json);
    marbre_json_member_string(json, "severity", severity_of(finding));
    marbre_json_member_object(json, "source");
    marbre_json_member_string(json, "name", "marbre");
    marbre_json_end_object(json);
    marbre_json_member_object(json, "code");
    marbre_json_member_string(json, "value", finding->rule);
    marbre_json_end_object(json);
    write_suggestion(json, source, lines, finding);
    marbre_json_end_object(json);
    return marbre_json_end(json);
}

char *
marbre_report_rdjsonl(const MarbreReport *report, const GPtrArray *findings)
{
    GString *out = g_string_new(NULL);
    g_auto(MarbreReportSource) source = {.report = report};

    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        if (finding->waived || finding->known)
            continue;
        g_autofree char *line = write_line(&source, finding);
        g_string_append(out, line);
    }
    return g_string_free(out, FALSE);
}
