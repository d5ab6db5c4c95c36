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

/**
 * From here on, map little of packs at a time: for who reads a large one from end to end. Holds for
 * the whole process; windows that are open are let go as above.
 */
bool marbre_store_spare(MarbreStore *store, GError **error);
