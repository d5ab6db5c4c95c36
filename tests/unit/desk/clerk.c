/* SPDX-License-Identifier: 0BSD */
/* An action for the tests: writes `text` into `file`, or removes it where there is no text. */
#include "marbre/plugin.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct mbr_task {
    const mbr_change_api *change;
    char file[128];
    char text[128];
    bool remove;
};

static bool
read_option(const mbr_config_api *api, const mbr_config *config, const char *key, char out[128])
{
    mbr_text text;
    if (api->count(config, key) == 0 || api->get_text(config, key, 0, &text) < 0 ||
        text.size >= 128)
        return false;
    memcpy(out, text.data, text.size);
    out[text.size] = '\0';
    return true;
}

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_config_api *api = host->query(host, MBR_CONFIG_API);
    mbr_task *task = calloc(1, sizeof *task);
    if (task == NULL)
        return MBR_E_NOMEM;
    task->change = host->query(host, MBR_CHANGE_API);
    (void)read_option(api, config, "file", task->file); /* it has a fallback */
    task->remove = !read_option(api, config, "text", task->text);
    *out = task;
    return MBR_OK;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    return task->remove ? task->change->remove(job, task->file)
                        : task->change->write(job, task->file, task->text, strlen(task->text));
}

static void
destroy(mbr_task *task)
{
    free(task);
}

static const mbr_option file = {.struct_size = sizeof file,
                                .type = MBR_OPTION_STRING,
                                .key = "file",
                                .summary = "File to write",
                                .fallback = "\"a.txt\""};
static const mbr_option text = {
    .struct_size = sizeof text, .type = MBR_OPTION_STRING, .key = "text", .summary = "Its text"};
static const mbr_option *const options[] = {&file, &text, NULL};
static const mbr_task_class clerk = {.struct_size = sizeof clerk,
                                     .kind = MBR_KIND_ACTION,
                                     .id = "clerk",
                                     .summary = "Write a file",
                                     .judges = MBR_PART_TEXT | MBR_PART_MEDIA | MBR_PART_CLAIMS,
                                     .options = options,
                                     .create = create,
                                     .run = run,
                                     .destroy = destroy};
static const mbr_task_class *const tasks[] = {&clerk, NULL};
static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                  .id = "clerk",
                                  .version = "1.0.0",
                                  .license = "0BSD",
                                  .tasks = tasks};

const mbr_plugin *
marbre_plugin_1(void)
{
    return &plugin;
}
