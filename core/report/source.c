/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/source.h"

#include <string.h>

void
marbre_report_source_clear(MarbreReportSource *source)
{
    g_clear_pointer(&source->path, g_free);
    g_clear_pointer(&source->file, g_bytes_unref);
    g_clear_pointer(&source->lines, marbre_lines_unref);
}

static bool
is_text(GBytes *file)
{
    size_t size = 0;
    const char *data = g_bytes_get_data(file, &size);

    return g_utf8_validate_len(data == NULL ? "" : data, size, NULL);
}

static void
take_file(MarbreReportSource *source, const char *path)
{
    const MarbreReport *report = source->report;

    if (g_strcmp0(source->path, path) == 0)
        return;
    marbre_report_source_clear(source);
    source->path = g_strdup(path);
    if (report->source != NULL)
        source->file = report->source(report->user, path);
    if (source->file != NULL && is_text(source->file))
        source->lines = marbre_lines_new_for_bytes(source->file);
}

const MarbreLines *
marbre_report_source_lines(MarbreReportSource *source, const char *path)
{
    take_file(source, path);
    return source->lines;
}

const char *
marbre_report_source_words(MarbreReportSource *source,
                           const char *path,
                           MarbreSpan span,
                           size_t *ret_size)
{
    size_t size = 0;
    const char *data = NULL;

    take_file(source, path);
    *ret_size = 0;
    if (source->lines == NULL)
        return "";
    data = g_bytes_get_data(source->file, &size);
    if (data == NULL || span.start > span.end || span.end > size)
        return "";
    *ret_size = span.end - span.start;
    return data + span.start;
}
