/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/mapped.h"

#include <stddef.h>

/* What may be folded; the numbers are those of MBR_FOLD_*. */
#define MARBRE_FOLD_CASE 1u        /**< all of Unicode: ß is ss */
#define MARBRE_FOLD_APOSTROPHES 2u /**< U+2018 U+2019 U+02BC U+2032 U+0060 U+00B4 are U+0027 */
#define MARBRE_FOLD_SPACES 4u      /**< a run of white space, of whatever kind, is one space */

/**
 * The text in NFC, invisible characters dropped, folded as asked; the way back leads to the
 * file that `text` came from. (transfer full)
 */
MarbreMapped *marbre_normalise(const MarbreMapped *text, unsigned folds);

/** The same with the way back leading to the bytes of `text` itself. (transfer full) */
MarbreMapped *marbre_normalise_text(const char *text, size_t size, unsigned folds);
