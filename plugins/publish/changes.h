/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_CHANGES_H
#define PUBLISH_CHANGES_H

#include "listing.h"

/** The page of what was corrected or retracted, the newest note first. */
void changes_write(const listing *of, buffer *out);

#endif
