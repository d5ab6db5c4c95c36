/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/oid.h"

#include <git2.h>
#include <string.h>

/* A digest is even all over: its first bytes will do. */
guint
marbre_oid_hash(const void *id)
{
    guint hash;
    memcpy(&hash, id, sizeof hash);
    return hash;
}

gboolean
marbre_oid_equal(const void *a, const void *b)
{
    return memcmp(a, b, GIT_OID_RAWSZ) == 0;
}
