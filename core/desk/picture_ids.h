/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>

/** Bytes at the head of a picture in which its ids are looked for. */
#define MARBRE_PICTURE_HEAD ((size_t)256 << 10)

/**
 * The ids by which a picture's versions know each other: xmpMM:OriginalDocumentID, DocumentID and
 * InstanceID, and the IPTC Extension's digital image GUID, in whatever encoding of Unicode.
 *
 * @param bytes  any bytes; only their head is read
 * @return (transfer full) a set of texts, empty for none
 */
GHashTable *marbre_picture_ids(GBytes *bytes);
