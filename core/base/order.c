/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/order.h"

#include <string.h>

int
marbre_order_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}
