/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "action.h"
#include "check.h"
#include "format.h"

#include "marbre/plugin.h"

#include <stdlib.h>

static void
task_destroy(mbr_task *task)
{
    free(task);
}

static const mbr_rule missing_date = {
    .struct_size = sizeof missing_date,
    .severity = MBR_SEVERITY_ERROR,
    .id = "missing-date",
    .summary = "An article without a date that can be read",
    .message = "The article has no date that can be read: its address and its page need one.",
};
static const mbr_rule missing_site = {
    .struct_size = sizeof missing_site,
    .severity = MBR_SEVERITY_ERROR,
    .id = "missing-site",
    .summary = "A newsroom without the address of its site",
    .message = "marbre.yaml gives no address of the site: pages, links and the feed need one.",
};
static const mbr_rule *const rules[] = {&missing_date, &missing_site, NULL};

static const char *const date_key[] = {"date", NULL};
static const mbr_task_class ready = {
    .struct_size = sizeof ready,
    .kind = MBR_KIND_CHECK,
    .id = "ready",
    .summary = "Checks that an article has what its page is made from",
    .keys = date_key,
    .rules = rules,
    .create = check_create,
    .run = check_run,
    .destroy = task_destroy,
};

static const mbr_option formats = {
    .struct_size = sizeof formats,
    .flags = MBR_OPTION_LIST,
    .type = MBR_OPTION_CHOICE,
    .key = "formats",
    .summary = "What the site is made of",
    .fallback = "[html, atom]",
    .choices = format_names,
};
static const mbr_option theme = {
    .struct_size = sizeof theme,
    .type = MBR_OPTION_PATH,
    .key = "theme",
    .summary = "The folder with the newsroom's own parts of pages",
    .fallback = "theme/",
};
static const char *const ninjs_versions[] = {"2.2", "3.1", NULL};
static const mbr_option ninjs = {
    .struct_size = sizeof ninjs,
    .type = MBR_OPTION_CHOICE,
    .key = "ninjs",
    .summary = "Which version of ninjs is written",
    .fallback = "2.2",
    .choices = ninjs_versions,
};
static const char *const feed_texts[] = {"whole", "summary", NULL};
static const mbr_option feeds = {
    .struct_size = sizeof feeds,
    .type = MBR_OPTION_CHOICE,
    .key = "feeds",
    .summary = "What feeds give of an article: its whole text or its summary",
    .fallback = "whole",
    .choices = feed_texts,
};
static const mbr_option *const options[] = {&formats, &theme, &ninjs, &feeds, NULL};

static const char *const every_key[] = {"*", NULL};
static const mbr_task_class publish = {
    .struct_size = sizeof publish,
    .kind = MBR_KIND_ACTION,
    .id = "publish",
    .summary = "Writes the pages, the front page and the feed of the site",
    .judges = MBR_PART_TEXT | MBR_PART_MEDIA,
    .keys = every_key,
    .options = options,
    .create = action_create,
    .run = action_run,
    .destroy = task_destroy,
};

static const mbr_task_class *const tasks[] = {&ready, &publish, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {
        .struct_size = sizeof plugin,
        .id = "publish",
        .version = "1.0.0",
        .license = "LGPL-2.1-or-later",
        .tasks = tasks,
    };
    return &plugin;
}
