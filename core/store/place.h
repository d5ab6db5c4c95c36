/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: the only code that writes files in a working tree. */
#pragma once

#include "store/tree.h"

#include <sys/stat.h>

typedef enum {
    MARBRE_PLACED,      /**< written or removed by us */
    MARBRE_PLACED_SAME, /**< was as it should be */
    MARBRE_PLACED_KEPT, /**< holds something else: left alone */
} MarbrePlaced;

/** Whether a file of this name is one of ours on its way. */
bool marbre_place_is_temporary(const char *name);

/**
 * Let the file at `path` follow a commit, only if it is as the commit before had it, or missing.
 * The old file is exchanged for the new one and looked at once more, so that words saved in that
 * very moment come back. What a killed run left beside the file is put right first.
 *
 * @param root  the working tree
 * @param ret_status  of the file in place, where ret_placed is not KEPT and a file stands there
 */
bool marbre_place_file(MarbreStore *store,
                       int root,
                       const char *path,
                       const MarbrePlace *old_place,
                       const MarbrePlace *new_place,
                       MarbrePlaced *ret_placed,
                       struct stat *ret_status,
                       GError **error);

/** Only put right what a killed run left beside the file. */
bool marbre_place_tidy(int root,
                       const char *path,
                       const MarbrePlace *old_place,
                       const MarbrePlace *new_place,
                       GError **error);
