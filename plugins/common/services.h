/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_SERVICES_H
#define COMMON_SERVICES_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** The host's service tables that a check of ours may ask for. */
typedef struct services {
    const mbr_host *host;
    const mbr_job_api *job;
    const mbr_config_api *config;
    const mbr_article_api *article;
    const mbr_report_api *report;
    const mbr_text_api *text;
    const mbr_repo_api *repo;
    const mbr_align_api *align;
} services;

/** Ask for all of them. False where one of the first four is missing; the others may be NULL. */
bool services_find(const mbr_host *host, services *ret);

#endif
