/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FRONT_H
#define PUBLISH_FRONT_H

#include "listing.h"

/** The page of a list of articles: the front page, a section's or an author's. */
void front_write(const listing *of, buffer *out);

#endif
