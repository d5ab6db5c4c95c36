/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_DISTINCT_H
#define TRANSLATION_DISTINCT_H

#include <stdbool.h>

/** Names that look alike and are not one: first names, and pairs such as Iran and Irak. Both are
 *  small letters without accents. */
bool distinct_names(const char *a, const char *b);

#endif
