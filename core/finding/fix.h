/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/finding.h"
#include <glib.h>

/** Applies edits (MarbreEdit, in any order) to a file at once: all or none. Edits that overlap, lie
 * outside the file or cut a character in two are MARBRE_ERROR_INVALID; of identical edits one is
 * applied. Two insertions at one place are both applied, in the order given. (transfer full) */
GBytes *marbre_fix_apply(GBytes *file, const GPtrArray *edits, GError **error);

/** Those of `findings` whose fixes for `path` can be applied together: first come by offset, and a
 * fix that would touch bytes of one already taken is left for another run. Waived findings and
 * findings without a fix are passed over; a fix whose edits are all among those taken counts as
 * taken. (transfer container): borrowed findings, in order of offset. */
GPtrArray *marbre_fix_choose(const GPtrArray *findings, const char *path);

/** Applies the fixes of marbre_fix_choose to the bytes of `path`. `ret_applied` gets how many
 * findings that clears. Without any, a reference to `file` itself. (transfer full) */
GBytes *marbre_fix_findings(
    GBytes *file, const GPtrArray *findings, const char *path, size_t *ret_applied, GError **error);
