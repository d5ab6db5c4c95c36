/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_ACTION_H
#define PUBLISH_ACTION_H

#include "marbre/plugin.h"

/* Writes the pages that are due, the front pages, the feeds and the style sheet. */
int32_t action_create(const mbr_host *host, const mbr_config *config, mbr_task **out);
int32_t action_run(mbr_task *task, mbr_job *job);

#endif
