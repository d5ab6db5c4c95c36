/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "strip_task.h"

#include "strip.h"

#include "common/services.h"

#include <stdlib.h>
#include <string.h>

struct mbr_task {
    services host;
    const mbr_change_api *change;
    int64_t gps;
};

static int32_t
fail(const mbr_task *task, mbr_job *job, int32_t code, const char *why)
{
    return task->host.job->fail(job, code, why, strlen(why));
}

static int32_t
strip_file(const mbr_task *task, mbr_job *job, const char *name, const mbr_text *bytes)
{
    const struct bytes file = {(const uint8_t *)bytes->data, bytes->size};
    struct picture picture;
    bool failed;
    picture_read(file, &picture);
    if (picture.kind == PICTURE_NONE || picture.kind == PICTURE_DRAWING)
        return MBR_OK;
    uint8_t *copy = malloc(file.size + 1);
    if (!copy)
        return fail(task, job, MBR_E_NOMEM, "no memory for a picture");
    memcpy(copy, file.data, file.size);
    int32_t result = MBR_OK;
    if (strip_places(&picture, file, copy, &failed))
        result = task->change->write(job, name, (const char *)copy, file.size);
    if (failed)
        result = fail(task, job, MBR_E_NOMEM, "no memory for a picture");
    free(copy);
    return result;
}

static int32_t
strip_run(mbr_task *task, mbr_job *job)
{
    const mbr_article_api *article = task->host.article;
    size_t count = task->gps ? article->count(job, MBR_PART_MEDIA) : 0;
    int32_t result = MBR_OK;
    for (size_t i = 0; i < count && result >= 0; i++) {
        mbr_text path, bytes;
        result = article->path(job, MBR_PART_MEDIA, i, &path);
        if (result >= 0)
            result = article->bytes(job, MBR_PART_MEDIA, i, &bytes);
        if (result < 0)
            return fail(task, job, result, "a picture could not be read");
        const char *slash = strrchr(path.data, '/');
        result = strip_file(task, job, slash ? slash + 1 : path.data, &bytes);
    }
    return result;
}

static int32_t
strip_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->change = host->query(host, MBR_CHANGE_API);
    if (!services_find(host, &task->host) || !task->change) {
        free(task);
        return MBR_E_UNSUPPORTED;
    }
    (void)task->host.config->get_int(config, "gps", 0, &task->gps); /* 0 by its fallback */
    *out = task;
    return MBR_OK;
}

static void
strip_destroy(mbr_task *task)
{
    free(task);
}

static const mbr_option gps = {
    .struct_size = sizeof gps,
    .type = MBR_OPTION_BOOL,
    .key = "gps",
    .summary = "Take out the place where a picture was made",
    .fallback = "false",
};
static const mbr_option *const options[] = {&gps, NULL};

const mbr_task_class credit_strip = {
    .struct_size = sizeof credit_strip,
    .kind = MBR_KIND_ACTION,
    .id = "strip",
    .summary = "Takes out of pictures what is nobody's business, and leaves their credits",
    .judges = MBR_PART_MEDIA,
    .options = options,
    .create = strip_create,
    .run = strip_run,
    .destroy = strip_destroy,
};
