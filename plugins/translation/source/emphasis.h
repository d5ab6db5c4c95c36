/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_EMPHASIS_H
#define TRANSLATION_EMPHASIS_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** The next words of Markdown at or after `from` that are set apart by * or _, in `ret` without
 *  these signs. Code, addresses, tags and escaped signs are passed over. `ret_next` is where to go
 *  on. False: none is left. */
bool emphasis_find(mbr_text markdown, size_t from, mbr_span *ret, size_t *ret_next);

#endif
