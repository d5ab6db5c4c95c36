/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "base/path.h"
#include "base/problem.h"
#include "plugin/release.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Judges a change and keeps it. */
static int32_t
add_change(mbr_job *job, MarbreChangeKind kind, const char *file, MarbreSpan span, GBytes *bytes)
{
    MarbreChange *change = g_new0(MarbreChange, 1);
    change->kind = kind;
    change->file = g_strdup(file);
    change->span = span;
    change->bytes = bytes != NULL ? g_bytes_ref(bytes) : NULL;

    g_autoptr(GError) error = NULL;
    int32_t result =
        marbre_change_check(change, marbre_view_get_article(job->view), &job->used, &error);
    if (result < 0) {
        marbre_change_free(change);
        return marbre_job_break(job, result, "%s", error->message);
    }
    g_ptr_array_add(job->outcome->changes, change);
    return MBR_OK;
}

/* What holds for every change, before it is looked at. */
static int32_t
may_change(const mbr_job *job, const char *file)
{
    if (job->root != job || job->task->info->kind != MBR_KIND_ACTION)
        return MBR_E_DENIED;
    if (job->outcome->status != MARBRE_OUTCOME_OK)
        return job->outcome->code;
    if (file == NULL || strnlen(file, 256) == 256 || !g_utf8_validate(file, -1, NULL))
        return marbre_job_break((mbr_job *)job, MBR_E_INVALID, _("a change names no file"));
    return MBR_OK;
}

static int32_t
change_edit(mbr_job *job, const char *file, const mbr_edit *edit)
{
    mbr_edit copy;
    int32_t result = may_change(job, file);
    if (result < 0)
        return result;
    if (edit == NULL ||
        marbre_sized_read(&copy, sizeof copy, MARBRE_FIRST_EDIT, edit) != MARBRE_SIZED_OK ||
        copy.flags != 0 || (copy.text.data == NULL && copy.text.size > 0) ||
        copy.text.size > MARBRE_OUTCOME_CHANGES ||
        memchr(copy.text.size > 0 ? copy.text.data : "", '\0', copy.text.size) != NULL)
        return marbre_job_break(job, MBR_E_INVALID, _("an edit of %s is malformed"), file);
    g_autoptr(GBytes) bytes = g_bytes_new(copy.text.data, copy.text.size);
    return add_change(job, MARBRE_CHANGE_EDIT, file, (MarbreSpan){copy.span.start, copy.span.end},
                      bytes);
}

static int32_t
change_write(mbr_job *job, const char *file, const char *data, size_t size)
{
    int32_t result = may_change(job, file);
    if (result < 0)
        return result;
    if (size > MARBRE_OUTCOME_CHANGES)
        return marbre_job_break(job, MBR_E_FAILED, _("more than %u MiB of changes in one run"),
                                (unsigned)(MARBRE_OUTCOME_CHANGES >> 20));
    if (data == NULL && size > 0)
        return marbre_job_break(job, MBR_E_INVALID, _("a change of %s is malformed"), file);
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    return add_change(job, MARBRE_CHANGE_WRITE, file, (MarbreSpan){0, 0}, bytes);
}

static int32_t
change_remove(mbr_job *job, const char *file)
{
    int32_t result = may_change(job, file);
    return result < 0 ? result
                      : add_change(job, MARBRE_CHANGE_REMOVE, file, (MarbreSpan){0, 0}, NULL);
}

/* The YAML of a file: the front matter of a text, or claims.yaml whole. (transfer full) */
static MarbreYaml *
parse_file(const MarbreFile *file)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    if (g_str_equal(file->name, "claims.yaml")) {
        const MarbreSpan all = {0, g_bytes_get_size(file->bytes)};
        return marbre_yaml_parse(file->name, file->bytes, all, &MARBRE_YAML_CLAIMS, problems);
    }
    g_autofree char *lang = NULL;
    if (!marbre_article_is_text_name(file->name, &lang))
        return NULL;
    g_autoptr(MarbreCopy) copy = marbre_copy_parse(file->name, lang, file->bytes, problems);
    MarbreYaml *front = copy != NULL ? marbre_copy_get_front(copy) : NULL;
    return front != NULL ? marbre_yaml_ref(front) : NULL;
}

/* The one edit that leads from the old bytes to the new ones. */
static int32_t
add_difference(mbr_job *job, const char *file, GBytes *before, GBytes *after)
{
    size_t old_size;
    size_t new_size;
    const char *old = g_bytes_get_data(before, &old_size);
    const char *new = g_bytes_get_data(after, &new_size);
    size_t most = MIN(old_size, new_size);
    size_t head = 0;
    while (head < most && old[head] == new[head])
        head++;
    /* Back to the beginning of a line: edits do not begin within a character. */
    while (head > 0 && old[head - 1] != '\n')
        head--;
    size_t tail = 0;
    while (tail < most - head && old[old_size - tail - 1] == new[new_size - tail - 1])
        tail++;
    while (tail > 0 && old[old_size - tail - 1] != '\n')
        tail--;
    if (head == old_size && head == new_size)
        return MBR_OK;
    g_autoptr(GBytes) text = g_bytes_new(new + head, new_size - tail - head);
    return add_change(job, MARBRE_CHANGE_EDIT, file, (MarbreSpan){head, old_size - tail}, text);
}

static int32_t
change_meta_set(mbr_job *job, const char *file, const char *where, const mbr_value *value)
{
    mbr_value copy;
    int32_t result = may_change(job, file);
    if (result < 0)
        return result;
    if (where == NULL || !g_utf8_validate(where, -1, NULL) || value == NULL ||
        marbre_sized_read(&copy, sizeof copy, MARBRE_FIRST_VALUE, value) != MARBRE_SIZED_OK)
        return marbre_job_break(job, MBR_E_INVALID, _("a value for %s is malformed"), file);
    if (copy.type != MBR_VALUE_TEXT && copy.type != MBR_VALUE_NULL)
        return marbre_task_hint(job->task, MBR_E_UNSUPPORTED,
                                _("values are set as text, or taken out"));
    const MarbreFile *found = marbre_article_get_file(marbre_view_get_article(job->view), file);
    if (found == NULL || found->bytes == NULL || marbre_media_name_check(file, NULL))
        return MBR_E_NOTFOUND;
    g_autoptr(MarbreYaml) yaml = parse_file(found);
    if (yaml == NULL)
        return marbre_task_hint(job->task, MBR_E_INVALID, _("%s has no values to set"), file);
    bool text = copy.type == MBR_VALUE_TEXT;
    if (text && ((copy.text.data == NULL && copy.text.size > 0) ||
                 !g_utf8_validate(copy.text.data != NULL ? copy.text.data : "",
                                  (gssize)copy.text.size, NULL)))
        return marbre_job_break(job, MBR_E_INVALID, _("a value for %s is not UTF-8"), file);

    g_autofree char *words =
        g_strndup(text && copy.text.data ? copy.text.data : "", text ? copy.text.size : 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = text ? marbre_yaml_set_text(yaml, found->bytes, where, words, &error)
                                   : marbre_yaml_remove(yaml, found->bytes, where, &error);
    if (bytes != NULL)
        return add_difference(job, file, found->bytes, bytes);
    bool missing = g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    return marbre_task_hint(job->task, missing ? MBR_E_NOTFOUND : MBR_E_INVALID, "%s",
                            error->message);
}

static int32_t
change_artifact(
    mbr_job *job, const char *path, const char *media_type, const char *data, size_t size)
{
    if (job->root != job || job->task->info->kind != MBR_KIND_ACTION ||
        job->task->host->around.site == NULL)
        return MBR_E_DENIED;
    if (job->outcome->status != MARBRE_OUTCOME_OK)
        return job->outcome->code;
    if (path == NULL || media_type == NULL || (data == NULL && size > 0) ||
        size > MARBRE_OUTCOME_ARTIFACTS || !g_utf8_validate(path, -1, NULL) ||
        !g_utf8_validate(media_type, -1, NULL))
        return marbre_job_break(job, MBR_E_INVALID, _("a published file is malformed"));
    const MarbreSurroundings *around = &job->task->host->around;
    bool keeps = around->written == NULL;
    MarbreArtifact *artifact = marbre_artifact_new(
        path, media_type, keeps ? g_bytes_new(data, size) : g_bytes_new_static(data, size));
    g_autoptr(GError) error = NULL;
    int32_t result = marbre_artifact_check(artifact, &job->used, &error);
    if (result < 0) {
        marbre_artifact_free(artifact);
        return marbre_job_break(job, result, "%s", error->message);
    }
    if (!keeps) {
        around->written(around->user, path, media_type, data, size);
        g_bytes_unref(artifact->bytes); /* which are the plugin's */
        artifact->bytes = g_bytes_new(NULL, 0);
    }
    g_ptr_array_add(job->outcome->artifacts, artifact);
    return MBR_OK;
}

const mbr_change_api marbre_service_change = {
    .struct_size = sizeof marbre_service_change,
    .edit = change_edit,
    .write = change_write,
    .remove = change_remove,
    .meta_set = change_meta_set,
    .artifact = change_artifact,
};
