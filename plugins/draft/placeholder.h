/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_PLACEHOLDER_H
#define DRAFT_PLACEHOLDER_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** The next words at or after `from` that only hold the place of others. False: none is left. */
bool placeholder_find(const mbr_text *text, size_t from, mbr_span *ret);

#endif
