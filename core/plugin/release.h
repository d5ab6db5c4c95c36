/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "marbre/plugin.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How long each struct of the interface was in its first release, 1.0: up to the field that was its
 * last. What is shorter was never right; what is longer was added since. Never changes.
 */
#define MARBRE_UP_TO(type, field)                                                                  \
    ((uint32_t)(offsetof(type, field) + sizeof(((const type *)0)->field)))

#define MARBRE_FIRST_HOST MARBRE_UP_TO(mbr_host, log)
#define MARBRE_FIRST_OPTION MARBRE_UP_TO(mbr_option, maximum)
#define MARBRE_FIRST_RULE MARBRE_UP_TO(mbr_rule, help_uri)
#define MARBRE_FIRST_TASK MARBRE_UP_TO(mbr_task_class, destroy)
#define MARBRE_FIRST_PLUGIN MARBRE_UP_TO(mbr_plugin, tasks)
#define MARBRE_FIRST_VALUE MARBRE_UP_TO(mbr_value, count)
#define MARBRE_FIRST_ARG MARBRE_UP_TO(mbr_arg, value)
#define MARBRE_FIRST_EDIT MARBRE_UP_TO(mbr_edit, text)
#define MARBRE_FIRST_FINDING MARBRE_UP_TO(mbr_finding, edits)

#define MARBRE_FIRST_JOB_API MARBRE_UP_TO(mbr_job_api, instant)
#define MARBRE_FIRST_CONFIG_API MARBRE_UP_TO(mbr_config_api, get_file)
#define MARBRE_FIRST_ARTICLE_API MARBRE_UP_TO(mbr_article_api, run)
#define MARBRE_FIRST_TEXT_API MARBRE_UP_TO(mbr_text_api, word)
#define MARBRE_FIRST_ALIGN_API MARBRE_UP_TO(mbr_align_api, pair)
#define MARBRE_FIRST_REPO_API MARBRE_UP_TO(mbr_repo_api, words)
#define MARBRE_FIRST_REPORT_API MARBRE_UP_TO(mbr_report_api, finding)
#define MARBRE_FIRST_CHANGE_API MARBRE_UP_TO(mbr_change_api, artifact)
#define MARBRE_FIRST_SITE_API MARBRE_UP_TO(mbr_site_api, markdown)

/**
 * A table as the first release had it: its fields of then, in pages that cannot be written, with a
 * page that nobody may touch right behind the last.
 *
 * @param table  begins with its struct_size
 * @param first  MARBRE_FIRST_*
 * @param pages  of MarbrePages, which keeps it
 * @return (transfer none) NULL without memory
 */
const void *marbre_release_cut(const void *table, uint32_t first, GArray *pages);
