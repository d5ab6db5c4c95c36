/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_AGENCY_H
#define CREDIT_AGENCY_H

#include <stddef.h>

/* The agency's own name for one of the ways in which it is written: lower case, straight
   apostrophes, dots left out. NULL for what is no agency. */
const char *agency_of(const char *written, size_t size);

/* The same of words as `fold_words` makes them. */
const char *agency_of_words(const char *folded);

#endif
