/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/outcome.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Bytes of a key: a SHA-256 sum over all that a result hangs on. */
#define MARBRE_KEPT_KEY 32

/**
 * Results of earlier runs in 256 files of one folder. A file is only ever added to, or replaced
 * whole, so that any number of processes may read and write it; what is torn, damaged or foreign
 * in it counts as not there. Used by one thread.
 */
typedef struct MarbreKept MarbreKept;

/**
 * @param dir  made where missing; a folder that cannot be used gives a store that holds nothing
 */
MarbreKept *marbre_kept_open(const char *dir);
/** Writes what was added and is not written yet. */
void marbre_kept_free(MarbreKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreKept, marbre_kept_free)

/**
 * @param shard  first byte of a digest of the article's folder, so that one article's results
 *               share a file
 * @return (transfer full) as unpacked: whether its reads and its instant still hold, and whether
 *         it fits the article (marbre_outcome_check()), is for the caller to see; NULL where
 *         nothing sound is kept
 */
MarbreOutcome *
marbre_kept_lookup(MarbreKept *kept, uint8_t shard, const uint8_t key[MARBRE_KEPT_KEY]);

/** Keep an outcome in place of an older one. Only those of status OK are kept. */
void marbre_kept_add(MarbreKept *kept,
                     uint8_t shard,
                     const uint8_t key[MARBRE_KEPT_KEY],
                     const MarbreOutcome *outcome);

/** Write what was added since. A full disk loses results, never correctness. */
void marbre_kept_flush(MarbreKept *kept);
