/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reading.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return reading_fuzz(data, size, "ninjs");
}
