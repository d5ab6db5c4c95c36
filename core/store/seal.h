/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: a signature among the header lines of a commit, where git has it. */
#pragma once

#include "store/git.h"

/**
 * A commit's bytes with a signature over them put in behind the committer, each of its lines but
 * the first set in by a space.
 *
 * @param armoured  whole lines
 * @return (transfer full) or NULL with MARBRE_ERROR_INVALID where no header can hold it
 */
GBytes *marbre_seal_put(GBytes *commit, const char *armoured, GError **error);
