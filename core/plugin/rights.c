/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

bool
marbre_part_is_known(uint64_t part)
{
    return part == MBR_PART_TEXT || part == MBR_PART_SOURCE || part == MBR_PART_CLAIMS ||
           part == MBR_PART_MEDIA || part == MBR_PART_SOURCE_APPROVED;
}

/* Asks the surroundings, once, for the source as it was approved. */
static int32_t
fetch_approved(const mbr_job *job)
{
    if (marbre_view_has_approved(job->view))
        return MBR_OK;
    const MarbreSurroundings *around = &job->task->host->around;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    if (around->approved != NULL && job->root == job) {
        const char *folder = marbre_article_get_folder(marbre_view_get_article(job->view));
        bytes = around->approved(around->user, folder, marbre_view_get_lang(job->view), &error);
    }
    if (bytes == NULL && error != NULL &&
        !g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        return marbre_job_break((mbr_job *)job, MBR_E_IO, "%s", error->message);
    marbre_view_set_approved(job->view, bytes);
    return MBR_OK;
}

int32_t
marbre_job_may(const mbr_job *job, uint64_t part)
{
    if (!marbre_part_is_known(part))
        return MBR_E_INVALID;
    uint64_t judged = part == MBR_PART_SOURCE_APPROVED ? MBR_PART_SOURCE : part;
    if (job->root == job && (job->task->info->judges & judged) == 0)
        return MBR_E_DENIED;
    if (judged == MBR_PART_SOURCE || judged == MBR_PART_CLAIMS)
        marbre_site_complete((mbr_job *)job);
    return part == MBR_PART_SOURCE_APPROVED ? fetch_approved(job) : MBR_OK;
}

/* Whether a key that is judged is the value at `where`, or holds it. */
static bool
key_covers(const char *key, const char *where)
{
    size_t length = strlen(key);
    return g_str_equal(key, "*") ||
           (strncmp(key, where, length) == 0 &&
            (where[length] == '\0' || where[length] == '.' || where[length] == '['));
}

int32_t
marbre_job_may_value(const mbr_job *job, uint64_t part, const char *where)
{
    if (where == NULL || !marbre_part_is_known(part) || part == MBR_PART_MEDIA)
        return MBR_E_INVALID;
    if (part == MBR_PART_CLAIMS || job->root != job)
        return marbre_job_may(job, part);
    /* The keys are the published text's; those of a source go with the source. */
    if (part != MBR_PART_TEXT) {
        int32_t result = marbre_job_may(job, part);
        if (result < 0)
            return result;
    }
    if (where[0] == '\0')
        return MBR_OK;
    for (size_t i = 0; job->task->keys[i] != NULL; i++) {
        if (key_covers(job->task->keys[i], where))
            return MBR_OK;
    }
    return marbre_task_hint(job->task, MBR_E_DENIED,
                            _("it asked for the key %s, which is not among those it judges"),
                            where);
}
