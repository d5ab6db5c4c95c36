/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Names of objects as keys of tables; both are `const git_oid *`. */

guint marbre_oid_hash(const void *id);
gboolean marbre_oid_equal(const void *a, const void *b);
