/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_SLUG_H
#define DRAFT_SLUG_H

#include <stdbool.h>
#include <stddef.h>

/** Whether a name may stand in a published address: up to 100 small letters of ASCII, digits and
 *  hyphens, none of these at either end, and none of the names that some systems keep to
 *  themselves. */
bool slug_is_good(const char *data, size_t size);

#endif
