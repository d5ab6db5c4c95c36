/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_CONVERSION_H
#define TRANSLATION_CONVERSION_H

#include "figures.h"

typedef enum conversion {
    CONVERSION_NONE,  /* no other unit: the numbers should be the same */
    CONVERSION_RIGHT, /* into another unit or currency, as far as can be told */
    CONVERSION_WRONG, /* into a metric unit that gives another number */
} conversion;

/** Is the text's figure the source's in another unit? Miles become kilometres, acres hectares,
 *  degrees Fahrenheit Celsius; of money any rate that could be is right. */
conversion conversion_of(const figure *source, const figure *text);

#endif
