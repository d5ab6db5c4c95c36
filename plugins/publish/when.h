/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_WHEN_H
#define PUBLISH_WHEN_H

#include "buffer.h"
#include "words.h"

#include <stdbool.h>
#include <stdint.h>

/* An instant on a page: its words for machines and, in the newsroom's zone, for people. */
typedef struct when {
    mbr_text written; /* RFC 3339; of a day, the day alone */
    mbr_text full;    /* RFC 3339 */
    int64_t seconds;
    int year, month, day, hour, minute; /* in the newsroom's zone */
    bool is_day;
} when;

/**
 * Read an RFC 3339 instant as the host writes them.
 *
 * @param is_day  it stands for its whole day
 * @return false where it is none
 */
bool when_read(const mbr_job_api *api, mbr_job *job, mbr_text written, bool is_day, when *ret);

/** "19 septembre 2023 à 14 h 03", "19 September 2023 at 14:03"; of a day, the day. */
void when_say(const when *at, const words *in, buffer *out);

/** The same in <time datetime="...">. */
void when_html(const when *at, const words *in, buffer *out);

/** "2023-09-19T12:03:00Z"; the same of any zone. */
void when_utc(int64_t seconds, buffer *out);

/** An RFC 3339 instant as e-mail has it (RFC 822 with a year of four digits), in its own zone:
 *  "Tue, 19 Sep 2023 14:03:00 +0200". Nothing for what is no instant. */
void when_mail(mbr_text instant, buffer *out);

/** The year in which a ULID was made; 0 for what is no ULID. */
int when_year_of_ulid(mbr_text ulid);

#endif
