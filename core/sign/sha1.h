/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes of a SHA-1 sum. */
#define MARBRE_SHA1_SIZE 20

/**
 * SHA-1 as git's packs and objects are summed, by libcrypto: with the processor's instructions for
 * it four times as fast as what looks for attempts at a collision while it sums, and so only for
 * bytes of which this program is the author.
 */
typedef struct MarbreSha1 MarbreSha1;

/** Begins a sum; NULL where libcrypto has none. */
MarbreSha1 *marbre_sha1_new(void);
void marbre_sha1_free(MarbreSha1 *sum);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreSha1, marbre_sha1_free)

bool marbre_sha1_add(MarbreSha1 *sum, const void *data, size_t size);

/** The sum of what was added; the next one begins with nothing. */
bool marbre_sha1_take(MarbreSha1 *sum, uint8_t ret_sum[MARBRE_SHA1_SIZE]);
