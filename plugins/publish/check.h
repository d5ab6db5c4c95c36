/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_CHECK_H
#define PUBLISH_CHECK_H

#include "marbre/plugin.h"

/* Whether there is what an article's address and its page are made from. */
int32_t check_create(const mbr_host *host, const mbr_config *config, mbr_task **out);
int32_t check_run(mbr_task *task, mbr_job *job);

#endif
