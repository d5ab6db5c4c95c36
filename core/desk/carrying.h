/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/claims.h"
#include "article/copy.h"

#include <glib.h>

/**
 * Carry the quotes of claims along with edits of the text that they quote, so that a claim whose
 * words were found before is found after. What is quoted word for word still, or was not found
 * before, stays as it is.
 *
 * @param file    bytes of claims.yaml
 * @param before  the text without the edits
 * @param after   the same with them
 * @param edits   of MarbreEdit, apart from each other
 * @return (transfer full) bytes of claims.yaml; `file` itself where no quote changes
 */
GBytes *marbre_carry_quotes(GBytes *file,
                            const MarbreCopy *before,
                            const MarbreCopy *after,
                            const GPtrArray *edits);
