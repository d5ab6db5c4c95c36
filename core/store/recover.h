/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: what a killed command left. */
#pragma once

#include "store/git.h"

/**
 * Finish or undo it. Only under our lock.
 *
 * @param ret_what  (transfer full) a sentence, NULL where nothing was left
 */
bool marbre_recover(MarbreStore *store, const char *own, char **ret_what, GError **error);
