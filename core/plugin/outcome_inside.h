/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Between the files that make outcomes; no one else includes it. */

#include "plugin/outcome.h"

/* What a plugin may log in one run before the rest is passed over. */
#define MARBRE_OUTCOME_LOG 1000u
#define MARBRE_OUTCOME_LOG_TEXT 4096u

/* Holes of one message. */
#define MARBRE_OUTCOME_ARGS 64u

void marbre_change_free(void *change);
void marbre_artifact_free(void *artifact);
GPtrArray *marbre_reads_new(void);
MarbreRead *marbre_read_new(MarbreReadKind kind, const char *path, const char *id);
void marbre_outcome_add_log(MarbreOutcome *outcome, int32_t level, const char *text);

/** How much of the limits a run has used up. */
typedef struct {
    uint64_t findings;
    uint64_t edits;
    uint64_t words;
    uint64_t changes;
    uint64_t artifacts;
    uint64_t entries;
} MarbreTallyUsed;

/**
 * Judge one finding. On success it counts against the limits.
 *
 * @return 0, or MBR_E_INVALID (nonsense) or MBR_E_FAILED (over a limit) with an error
 */
int32_t marbre_record_check(const MarbreRecord *record,
                            const MarbreTaskInfo *task,
                            const MarbreArticle *article,
                            const char *lang,
                            MarbreTallyUsed *used,
                            GError **error);
/** The same for a change; overlaps between changes are judged at the end of a run. */
int32_t marbre_change_check(const MarbreChange *change,
                            const MarbreArticle *article,
                            MarbreTallyUsed *used,
                            GError **error);
int32_t
marbre_artifact_check(const MarbreArtifact *artifact, MarbreTallyUsed *used, GError **error);

/** Whether the changes of one run go together: per file one write, one removal or edits apart. */
bool marbre_changes_check(const GPtrArray *changes, GError **error);
