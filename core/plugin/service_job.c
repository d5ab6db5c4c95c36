/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "base/instant.h"

#include <string.h>

/* A plugin's own words: UTF-8 and of bearable length. (transfer full) */
static char *
take_text(const char *text, size_t size)
{
    if (text == NULL)
        return g_strdup("");
    size = MIN(size, MARBRE_OUTCOME_LOG_TEXT);
    /* A cut or a stray NUL may leave half a character or half a text: both are made valid. */
    return g_utf8_make_valid(text, (gssize)strnlen(text, size));
}

static int32_t
job_cancelled(mbr_job *job)
{
    const MarbreWatch *watch = &job->task->host->watch;
    return watch->cancelled != NULL && watch->cancelled(watch->user) ? 1 : 0;
}

static void
job_progress(mbr_job *job, uint32_t per_10000, const char *note, size_t size)
{
    const MarbreWatch *watch = &job->task->host->watch;
    if (watch->progress == NULL)
        return;
    g_autofree char *text = take_text(note, size);
    watch->progress(watch->user, MIN(per_10000, 10000), text);
}

static int32_t
job_fail(mbr_job *job, int32_t code, const char *text, size_t size)
{
    mbr_job *root = job->root;
    code = code < 0 ? code : MBR_E_FAILED;
    if (root->said == NULL) {
        root->said = take_text(text, size);
        root->said_code = code;
    }
    return code;
}

static int32_t
job_passed(mbr_job *job, int64_t unix_seconds)
{
    if (unix_seconds <= job->now)
        return 1;
    MarbreOutcome *outcome = job->root->outcome;
    outcome->until = MIN(outcome->until, unix_seconds);
    return 0;
}

static int32_t
job_instant(mbr_job *job, const mbr_text *written, int64_t *first, int64_t *after)
{
    if (written == NULL || written->data == NULL || written->size > 256)
        return MBR_E_INVALID;
    g_autofree char *text = g_strndup(written->data, written->size);
    int64_t begin;
    int64_t end;
    if (!marbre_moment_parse_late(text, job->zone, &begin, &end))
        return MBR_E_INVALID;
    if (first != NULL)
        *first = begin;
    if (after != NULL)
        *after = end;
    return MBR_OK;
}

const mbr_job_api marbre_service_job = {
    .struct_size = sizeof marbre_service_job,
    .cancelled = job_cancelled,
    .progress = job_progress,
    .fail = job_fail,
    .passed = job_passed,
    .instant = job_instant,
};
