/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pictures.h"

#include "marbre/plugin.h"

#include <stdlib.h>

static int32_t
pictures_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->job = host->query(host, MBR_JOB_API);
    task->article = host->query(host, MBR_ARTICLE_API);
    task->text = host->query(host, MBR_TEXT_API);
    task->report = host->query(host, MBR_REPORT_API);
    if (!task->job || !task->article || !task->text || !task->report) {
        free(task);
        return MBR_E_UNSUPPORTED;
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

static void
pictures_destroy(mbr_task *task)
{
    free(task);
}

#define RULE(name, rule_id, rule_severity, rule_summary, rule_message)                             \
    static const mbr_rule name = {                                                                 \
        .struct_size = sizeof name,                                                                \
        .severity = rule_severity,                                                                 \
        .id = rule_id,                                                                             \
        .summary = rule_summary,                                                                   \
        .message = rule_message,                                                                   \
    }

RULE(credit_missing,
     "credit-missing",
     MBR_SEVERITY_ERROR,
     "A picture without a credit",
     "No credit for {file}: give its photographer, its agency or the credit to print.");
RULE(credit_anonymous,
     "credit-anonymous",
     MBR_SEVERITY_ERROR,
     "A credit that names nobody",
     "“{words}” names nobody: a picture is credited to its author.");
RULE(photographer_missing,
     "photographer-missing",
     MBR_SEVERITY_WARNING,
     "A credit to an agency alone",
     "Only the agency is named, “{words}”: add the photographer.");
RULE(alt_missing,
     "alt-missing",
     MBR_SEVERITY_ERROR,
     "A picture without alternative text",
     "{file} has no alternative text: readers who cannot see it are told nothing.");
RULE(file_missing,
     "file-missing",
     MBR_SEVERITY_ERROR,
     "A picture whose file is not there",
     "{file} is not among the article's files.");

#undef RULE

static const mbr_rule *const rules[] = {&credit_missing, &credit_anonymous, &photographer_missing,
                                        &alt_missing,    &file_missing,     NULL};

static const char *const keys[] = {"images", NULL};

static const mbr_task_class pictures = {
    .struct_size = sizeof pictures,
    .kind = MBR_KIND_CHECK,
    .id = "pictures",
    .summary = "Checks that each picture is there, credited and described",
    .judges = MBR_PART_TEXT | MBR_PART_MEDIA,
    .keys = keys,
    .rules = rules,
    .create = pictures_create,
    .run = pictures_run,
    .destroy = pictures_destroy,
};

static const mbr_task_class *const tasks[] = {&pictures, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {
        .struct_size = sizeof plugin,
        .id = "credit",
        .version = "1.0.0",
        .license = "LGPL-2.1-or-later",
        .tasks = tasks,
    };
    return &plugin;
}
