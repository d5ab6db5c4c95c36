/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/** Part `number`, from 1, of `count` parts of a newsroom; of none it is the whole. */
typedef struct {
    unsigned number;
    unsigned count;
} MarbreShare;

#define MARBRE_SHARES_MAX 1000

/** Reads "K/N" with 1 ≤ K ≤ N ≤ MARBRE_SHARES_MAX. False, and nothing set, for anything else. */
bool marbre_share_parse(const char *text, MarbreShare *ret_share);

/** Whether an article belongs to a part: by its folder alone, so that one that comes or goes
 * changes the part of no other. */
bool marbre_share_has(MarbreShare share, const char *folder);
