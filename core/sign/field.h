/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to sign/: what SSH sends is a row of fields, each four bytes of length and the bytes. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The unread rest of such a row. */
typedef struct {
    const uint8_t *data;
    size_t size;
} MarbreFields;

MarbreFields marbre_fields_of(GBytes *bytes);

/** The next field, of any size. False where there is none, or it is longer than what is left. */
bool marbre_fields_take(MarbreFields *rest, MarbreFields *ret_field);
/** The next field, where it is just this word. */
bool marbre_fields_take_word(MarbreFields *rest, const char *expected);
/** The next bytes as they lie, without a length before them. */
bool marbre_fields_take_raw(MarbreFields *rest, size_t size, MarbreFields *ret_bytes);
/** Whether a field is this word. */
bool marbre_fields_are(const MarbreFields *field, const char *expected);

/** Append a field. */
void marbre_fields_put(GByteArray *row, const void *data, size_t size);

/** Base64 as SSH writes it and in no other way: one value has one text. (transfer full, nullable)
 */
GBytes *marbre_fields_decode(const char *text);
