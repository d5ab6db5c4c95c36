/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdint.h>

/** Bytes of address space of a worker. Off under sanitizers, which reserve terabytes. */
#define MARBRE_BOUND_MEMORY (UINT64_C(512) << 20)
/** Seconds of processor time in a worker's life, far above what the parent lets it live. */
#define MARBRE_BOUND_CPU 300
/** Open files. */
#define MARBRE_BOUND_FILES 128
/** Threads of the user, this worker's included; does not bind root. */
#define MARBRE_BOUND_THREADS 4096

/** What differs from process to process. */
typedef struct {
    uint64_t memory;    /**< bytes of address space */
    uint64_t processor; /**< seconds of processor time */
} MarbreBounds;

/** A worker's. */
#define MARBRE_BOUNDS_WORKER ((MarbreBounds){MARBRE_BOUND_MEMORY, MARBRE_BOUND_CPU})

/** Set the calling process's limits. @return NULL or the name of the one that failed, errno set */
const char *marbre_bounds_set(const MarbreBounds *bounds);
