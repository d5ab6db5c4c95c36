/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/outcome.h"

#include "finding/finding.h"
#include "plugin/outcome_inside.h"

#include <stdarg.h>

MarbreRecord *
marbre_record_new(const char *rule)
{
    MarbreRecord *record = g_new0(MarbreRecord, 1);
    record->rule = g_strdup(rule);
    record->edits = marbre_edits_new();
    return record;
}

void
marbre_record_free(MarbreRecord *record)
{
    if (record == NULL)
        return;
    g_free(record->rule);
    g_free(record->file);
    g_clear_pointer(&record->args, g_variant_unref);
    g_ptr_array_unref(record->edits);
    g_free(record);
}

static void
record_free(void *record)
{
    marbre_record_free(record);
}

void
marbre_change_free(void *data)
{
    MarbreChange *change = data;
    g_free(change->file);
    g_clear_pointer(&change->bytes, g_bytes_unref);
    g_free(change);
}

void
marbre_artifact_free(void *data)
{
    MarbreArtifact *artifact = data;
    g_free(artifact->path);
    g_free(artifact->media_type);
    g_clear_pointer(&artifact->bytes, g_bytes_unref);
    g_free(artifact);
}

GPtrArray *
marbre_artifacts_new(void)
{
    return g_ptr_array_new_with_free_func(marbre_artifact_free);
}

MarbreArtifact *
marbre_artifact_new(const char *path, const char *media_type, GBytes *bytes)
{
    MarbreArtifact *artifact = g_new0(MarbreArtifact, 1);
    artifact->path = g_strdup(path);
    artifact->media_type = g_strdup(media_type);
    artifact->bytes = bytes;
    return artifact;
}

static void
read_free(void *data)
{
    MarbreRead *read = data;
    g_free(read->path);
    g_free(read->id);
    g_free(read);
}

MarbreRead *
marbre_read_new(MarbreReadKind kind, const char *path, const char *id)
{
    MarbreRead *read = g_new0(MarbreRead, 1);
    read->kind = kind;
    read->path = g_strdup(path);
    read->id = g_strdup(id);
    return read;
}

GPtrArray *
marbre_reads_new(void)
{
    return g_ptr_array_new_with_free_func(read_free);
}

static void
log_line_free(void *data)
{
    MarbreLogLine *line = data;
    g_free(line->text);
    g_free(line);
}

void
marbre_outcome_add_log(MarbreOutcome *outcome, int32_t level, const char *text)
{
    MarbreLogLine *line = g_new0(MarbreLogLine, 1);
    line->level = level;
    line->text = g_strdup(text);
    g_ptr_array_add(outcome->log, line);
}

MarbreOutcome *
marbre_outcome_new(void)
{
    MarbreOutcome *outcome = g_atomic_rc_box_new0(MarbreOutcome);
    outcome->findings = g_ptr_array_new_with_free_func(record_free);
    outcome->changes = g_ptr_array_new_with_free_func(marbre_change_free);
    outcome->artifacts = marbre_artifacts_new();
    outcome->reads = marbre_reads_new();
    outcome->log = g_ptr_array_new_with_free_func(log_line_free);
    outcome->until = G_MAXINT64;
    return outcome;
}

static void
fail_with(MarbreOutcome *outcome, MarbreOutcomeStatus status, int32_t code, char *reason)
{
    if (outcome->status == MARBRE_OUTCOME_OK) {
        outcome->status = status;
        outcome->code = code;
        outcome->reason = reason;
    } else {
        g_free(reason); /* an earlier one stays */
    }
    g_ptr_array_set_size(outcome->changes, 0);
    g_ptr_array_set_size(outcome->artifacts, 0);
}

void
marbre_outcome_fail(
    MarbreOutcome *outcome, MarbreOutcomeStatus status, int32_t code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_with(outcome, status, code, g_strdup_vprintf(format, args));
    va_end(args);
}

MarbreOutcome *
marbre_outcome_new_failed(MarbreOutcomeStatus status, int32_t code, const char *format, ...)
{
    MarbreOutcome *outcome = marbre_outcome_new();
    va_list args;
    va_start(args, format);
    fail_with(outcome, status, code, g_strdup_vprintf(format, args));
    va_end(args);
    return outcome;
}

MarbreOutcome *
marbre_outcome_ref(MarbreOutcome *outcome)
{
    return g_atomic_rc_box_acquire(outcome);
}

static void
outcome_clear(void *data)
{
    MarbreOutcome *outcome = data;
    g_free(outcome->reason);
    g_ptr_array_unref(outcome->findings);
    g_ptr_array_unref(outcome->changes);
    g_ptr_array_unref(outcome->artifacts);
    g_ptr_array_unref(outcome->reads);
    g_ptr_array_unref(outcome->log);
}

void
marbre_outcome_unref(MarbreOutcome *outcome)
{
    if (outcome != NULL)
        g_atomic_rc_box_release_full(outcome, outcome_clear);
}
