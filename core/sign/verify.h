/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to sign/: whether a key has signed bytes. */
#pragma once

#include "sign/field.h"
#include "sign/key.h"

/**
 * Hold a signature, as SSH sends it, against the bytes that it is said to be for.
 *
 * A token must say that somebody touched it.
 *
 * @return false with MARBRE_ERROR_INVALID: of another kind than the key, over SHA-1, damaged, or
 *         not of these bytes
 */
bool marbre_key_verify(
    const MarbreKey *key, MarbreFields signature, const uint8_t *data, size_t size, GError **error);
