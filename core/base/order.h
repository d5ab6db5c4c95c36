/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/** The order of two texts by their bytes, for sorting arrays of `char *`. Both are `char *const *`.
 */
int marbre_order_texts(const void *a, const void *b);
