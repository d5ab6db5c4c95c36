/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"

#include <stdbool.h>

/* What is written under the newsroom's lock, and begun again where somebody else was quicker. */

/**
 * One attempt, which forgets what an earlier one left in `act`.
 *
 * @return false with an error; MARBRE_ERROR_BUSY where the branch has moved meanwhile
 */
typedef bool (*MarbreAttempt)(void *act, GError **error);

/**
 * Attempt it, and again after a short wait what lost to somebody else's move: some times, some
 * seconds long. A lock that somebody holds has been waited for already.
 *
 * @return false with the last attempt's error
 */
bool marbre_attempt(MarbreAttempt attempt, void *act, GError **error);

/**
 * Begin a write, sealed as the session seals, and read the newsroom that it begins from. Of a dry
 * run: the newsroom as its branch has it.
 *
 * @param ret_write  (transfer full) NULL for a dry run
 * @return (transfer full) or NULL with an error
 */
MarbreNewsroom *
marbre_attempt_begin(const MarbreSession *session, MarbreWrite **ret_write, GError **error);
