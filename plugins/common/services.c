/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "services.h"

bool
services_find(const mbr_host *host, services *ret)
{
    services found = {
        .host = host,
        .job = host->query(host, MBR_JOB_API),
        .config = host->query(host, MBR_CONFIG_API),
        .article = host->query(host, MBR_ARTICLE_API),
        .report = host->query(host, MBR_REPORT_API),
        .text = host->query(host, MBR_TEXT_API),
        .repo = host->query(host, MBR_REPO_API),
        .align = host->query(host, MBR_ALIGN_API),
    };
    if (!found.job || !found.config || !found.article || !found.report)
        return false;
    *ret = found;
    return true;
}
