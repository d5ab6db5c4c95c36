/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Findings for the tests of reports: of two articles, with everything in them that a format has to
 * escape. */
#pragma once

#include "report/report.h"

#define VELM "articles/2026/03/velm"
#define PORT "articles/2026/03/port: 50 %, « é »"

/** The text that the findings of VELM speak of. */
extern const char velm_text[];

/** Sorted. (transfer full) */
GPtrArray *some_findings(void);

/** A report of them; `judged` (of MarbreReportedArticle) is the caller's to free.
 * (transfer none) but for that */
MarbreReport some_report(GPtrArray *judged);

/** The two articles, judged by draft and one of them by credit too. (transfer full) */
GPtrArray *some_articles(void);
