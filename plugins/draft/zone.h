/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_ZONE_H
#define DRAFT_ZONE_H

#include "services.h"

#define ZONE_ROOM 8

/** True where a date has an hour and no zone; then how far the newsroom's clocks are from UTC at
 *  that hour, in minutes to the east. */
bool zone_find(const services *host, mbr_job *job, const mbr_text *written, int32_t *ret_minutes);

/** "+02:00". */
void zone_write(int32_t minutes, char *out, size_t room);

#endif
