/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: working files and index after a branch has moved. */
#pragma once

#include "store/desk.h"
#include "store/journal.h"

/**
 * Let a working tree follow the move of its branch. May be done again from the start at any
 * time; paths that a later commit changed once more are left to it.
 *
 * @param kept  (nullable) gets the paths left alone
 */
bool marbre_settle(
    MarbreStore *store, const MarbreMove *move, MarbreDesk *desk, GPtrArray *kept, GError **error);
