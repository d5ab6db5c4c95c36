/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "finding/finding.h"
#include "finding/messages.h"
#include <glib.h>
#include <stdbool.h>

/** What a report needs besides the findings. Every callback may be NULL. */
typedef struct {
    const MarbreMessages *messages; /* (nullable) the reader's language */
    uint64_t articles;              /* how many were judged */
    bool colour;                    /* text: escape codes for a terminal */
    unsigned width;                 /* text: columns, 0 for 80 */
    /* The title of an article, (transfer full) (nullable). */
    char *(*title)(void *user, const char *article);
    /* The title of a stage for the reader, (transfer full) (nullable). */
    char *(*stage)(void *user, const char *article, const char *stage);
    /* The bytes of a file as they were judged, (transfer full) (nullable). */
    GBytes *(*source)(void *user, const char *path);
    void *user;
} MarbreReport;

/** The findings as text for people: what blocks now, then what will block later, each by article,
 * with the words in question. `findings` are sorted by marbre_findings_sort. (transfer full) */
char *marbre_report_text(const MarbreReport *report, const GPtrArray *findings);

/** One finding of it as an item of a JSON list. */
void marbre_report_write_finding(MarbreJson *json,
                                 const MarbreMessages *messages,
                                 const MarbreFinding *finding);

/** The same as one JSON document. (transfer full) */
char *marbre_report_json(const MarbreReport *report, const GPtrArray *findings);
