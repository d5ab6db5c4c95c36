/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

/**
 * Between two reads of a long scan: let go of what libgit2 keeps of the packs, up to 16 MiB of each
 * with no option against it. Only while one thread has the store, for reading.
 *
 * @return false with MARBRE_ERROR_FAILED where the objects could not be opened again; then nothing
 *     more can be read
 */
bool marbre_store_rest(MarbreStore *store, GError **error);
