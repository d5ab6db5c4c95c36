/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MARBRE_SHARD_KEY 32
/** Bytes of one file; above it the older half goes. */
#define MARBRE_SHARD_SIZE ((size_t)8 << 20)
/** Bytes of a body; a larger one is not kept. */
#define MARBRE_SHARD_BODY ((size_t)1 << 20)

/**
 * One file of records, each of a key and a body with a checksum over both. Records are added at
 * the end with one write; of two with one key the later counts. Whatever is no whole record, be
 * it torn, damaged or foreign, is stepped over.
 */
typedef struct MarbreShard MarbreShard;

/**
 * @param dir    folder; stays the caller's and open
 * @param magic  first eight bytes of each record; those of others do not count
 */
MarbreShard *marbre_shard_new(int dir, const char *name, uint64_t magic);
/** Does not write what was added: see marbre_shard_flush(). */
void marbre_shard_free(MarbreShard *shard);

/** A copy of the body under that key; NULL for none. */
GBytes *marbre_shard_lookup(MarbreShard *shard, const uint8_t key[MARBRE_SHARD_KEY]);

/** Found from now on, and written in a while. */
void marbre_shard_add(MarbreShard *shard,
                      const uint8_t key[MARBRE_SHARD_KEY],
                      const void *body,
                      size_t size);

/** Write what was added. What the disk does not take is lost. */
void marbre_shard_flush(MarbreShard *shard);
