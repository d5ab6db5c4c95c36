/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/*
 * A loaded library's own calls of the C library, led elsewhere: in this library alone, so that the
 * host and everything else goes on as before.
 */

/**
 * Have the library's memory calls answered by us.
 *
 * @param inside  any function of the library
 * @return false where there is nothing that could be led elsewhere
 */
bool marbre_patch_memory(const void *inside);
/** The n-th call from here on, from 1, finds no memory; 0: none does. */
void marbre_patch_fail_at(uint64_t n);
/** Whether that call has come. */
bool marbre_patch_has_failed(void);

/** Have the library see a clock that is `seconds` ahead. */
bool marbre_patch_clock(const void *inside, int64_t seconds);
