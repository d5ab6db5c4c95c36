/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to report/: the file that was last asked for, as it was judged. */
#pragma once

#include "base/text.h"
#include "report/report.h"

typedef struct {
    const MarbreReport *report;
    char *path;
    GBytes *file;       /* (nullable) */
    MarbreLines *lines; /* (nullable) NULL where there is no file, or it is no text */
} MarbreReportSource;

void marbre_report_source_clear(MarbreReportSource *source);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreReportSource, marbre_report_source_clear)

/** The lines of a file, NULL where it has none. (transfer none) until another file is asked for */
const MarbreLines *marbre_report_source_lines(MarbreReportSource *source, const char *path);

/** The bytes of a span of a file; empty where it has none such. (transfer none) likewise */
const char *marbre_report_source_words(MarbreReportSource *source,
                                       const char *path,
                                       MarbreSpan span,
                                       size_t *ret_size);
