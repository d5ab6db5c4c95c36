/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

/* Git's objects without a repository: what a store read, to be read again elsewhere. */

/** Most bytes of all objects of a parcel together. */
#define MARBRE_PARCEL_LIMIT (UINT64_C(256) << 20)

typedef struct MarbreParcel MarbreParcel;

MarbreParcel *marbre_parcel_new(void);
MarbreParcel *marbre_parcel_ref(MarbreParcel *parcel);
void marbre_parcel_unref(MarbreParcel *parcel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreParcel, marbre_parcel_unref)

/** How many objects it holds. */
size_t marbre_parcel_count(const MarbreParcel *parcel);

/**
 * A store over the parcel's objects alone, for reading: no branch, no configuration, commits by
 * their whole ids. What is not there is MARBRE_ERROR_FAILED.
 *
 * @param source  (nullable) what the parcel lacks is taken from there and put into it: afterwards
 *     it holds whatever was read
 */
MarbreStore *marbre_parcel_open(MarbreParcel *parcel, MarbreStore *source, GError **error);

/** Whether something was looked for that was nowhere, even where whoever asked made do without. */
bool marbre_parcel_has_gaps(const MarbreParcel *parcel);

/** All objects, one behind the other as git hashes them (`TYPE SP SIZE NUL BYTES`), deflated as one
 * zlib stream. (transfer full) NULL with MARBRE_ERROR_FAILED: too much */
GBytes *marbre_parcel_pack(const MarbreParcel *parcel, GError **error);

/**
 * Read what marbre_parcel_pack() wrote. Anything else is MARBRE_ERROR_INVALID: objects given twice
 * or out of form, bytes behind the end; more than the limit is _FAILED. (transfer full)
 */
MarbreParcel *marbre_parcel_unpack(const void *data, size_t size, GError **error);
