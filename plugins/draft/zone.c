/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "zone.h"

#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST 64 /* bytes of a written instant */

/* 14:05 in it, or 14h05. */
static bool
has_hour(const mbr_text *text)
{
    for (size_t i = 1; i + 1 < text->size; i++) {
        bool between =
            utf8_is_digit((uint8_t)text->data[i - 1]) && utf8_is_digit((uint8_t)text->data[i + 1]);
        if (between && (text->data[i] == ':' || text->data[i] == 'h'))
            return true;
    }
    return false;
}

bool
zone_find(const services *host, mbr_job *job, const mbr_text *written, int32_t *ret_minutes)
{
    char zoned[LONGEST + 8];
    int64_t local, utc;
    if (written->size > LONGEST || !has_hour(written) ||
        host->job->instant(job, written, &local, NULL) < 0)
        return false;
    int length = snprintf(zoned, sizeof zoned, "%.*sZ", (int)written->size, written->data);
    /* What has a zone takes no other. */
    if (host->job->instant(job, &(mbr_text){zoned, (size_t)length}, &utc, NULL) < 0)
        return false;
    *ret_minutes = (int32_t)((utc - local) / 60);
    return true;
}

void
zone_write(int32_t minutes, char *out, size_t room)
{
    int32_t size = minutes < 0 ? -minutes : minutes;
    snprintf(out, room, "%c%02d:%02d", minutes < 0 ? '-' : '+', (int)(size / 60 % 100),
             (int)(size % 60));
}
