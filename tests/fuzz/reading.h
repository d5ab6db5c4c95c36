/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../unit/reader/reading.h"
#include "reader/read.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever it is given, a reader says one of two things: a fault, or stories that hold. */
static inline int
reading_fuzz(const uint8_t *data, size_t size, const char *format)
{
    MarbreFault fault;
    g_autoptr(GBytes) file = g_bytes_new(data, size);
    g_autoptr(GPtrArray) stories =
        marbre_reader_read(file, format, size % 2 == 1 ? "fr" : "en", &fault);
    g_assert_true((stories == NULL) == (fault.kind != MARBRE_FAULT_NONE));
    for (guint i = 0; stories != NULL && i < stories->len; i++)
        reading_check(stories->pdata[i]);
    return 0;
}
