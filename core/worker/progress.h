/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

/**
 * What a worker is on: one page that the worker writes and the parent only reads. It costs no
 * system call, so that it can be said before every run. The worker's plugins can write it too;
 * the parent believes it only as far as it names a run that this worker owes.
 */
typedef struct {
    _Atomic int64_t since; /**< g_get_monotonic_time() of the start; 0: between runs */
    _Atomic uint32_t job;
    _Atomic uint32_t use; /**< index within the job */
} MarbreProgress;

#define MARBRE_PROGRESS_SIZE 4096
