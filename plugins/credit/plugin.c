/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "form.h"
#include "pictures.h"
#include "rules.h"
#include "strip_task.h"

#include "marbre/plugin.h"

#include <stdlib.h>
#include <string.h>

static void
pictures_destroy(mbr_task *task)
{
    if (task)
        free(task->form);
    free(task);
}

/* A form without a place for the name is none. */
static int32_t
read_form(const mbr_config *config, mbr_task *task)
{
    mbr_text form;
    if (task->host.config->get_text(config, "format", 0, &form) < 0)
        return MBR_OK;
    if (!form_is_usable(form.data, form.size))
        return MBR_E_INVALID;
    task->form = strndup(form.data, form.size);
    return task->form ? MBR_OK : MBR_E_NOMEM;
}

static int32_t
pictures_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    int32_t result =
        services_find(host, &task->host) && task->host.text ? MBR_OK : MBR_E_UNSUPPORTED;
    if (result >= 0)
        result = read_form(config, task);
    if (result < 0) {
        pictures_destroy(task);
        return result;
    }
    *out = task;
    return MBR_OK;
}

static int32_t
pictures_run(mbr_task *task, mbr_job *job)
{
    struct pictures pictures = {.task = task, .job = job};
    int32_t result = pictures_judge(&pictures);
    pictures_clear(&pictures);
    return result;
}

static const mbr_option format = {
    .struct_size = sizeof format,
    .type = MBR_OPTION_STRING,
    .key = "format",
    .summary = "How the house writes credits: {name}/{agency}, {agency}/{name}, © {name}",
};
static const mbr_option *const options[] = {&format, NULL};

static const char *const keys[] = {"images", "ai", NULL};

static const mbr_task_class pictures = {
    .struct_size = sizeof pictures,
    .kind = MBR_KIND_CHECK,
    .id = "pictures",
    .summary = "Checks that each picture is there, credited, described and free to print",
    .judges = MBR_PART_TEXT | MBR_PART_MEDIA,
    .keys = keys,
    .options = options,
    .rules = credit_rules,
    .create = pictures_create,
    .run = pictures_run,
    .destroy = pictures_destroy,
};

static const mbr_task_class *const tasks[] = {&pictures, &credit_strip, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {
        .struct_size = sizeof plugin,
        .id = "credit",
        .version = "1.1.0",
        .license = "GPL-2.0-or-later",
        .tasks = tasks,
    };
    return &plugin;
}
