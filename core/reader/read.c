/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/read.h"

GPtrArray *
marbre_reader_read(GBytes *file, const char *format, const char *lang, MarbreFault *ret_fault)
{
    (void)file;
    (void)format;
    (void)lang;
    *ret_fault = (MarbreFault){.kind = MARBRE_FAULT_FORMAT};
    return NULL;
}
