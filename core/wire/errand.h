/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How a program that was run ended. */
typedef enum {
    MARBRE_ERRAND_DONE,    /**< it ended by itself with status 0 */
    MARBRE_ERRAND_MISSING, /**< it could not be started; errno says why */
    MARBRE_ERRAND_DIED,    /**< another status, or a signal */
    MARBRE_ERRAND_LATE,    /**< it took too long and was killed */
    MARBRE_ERRAND_ENDLESS, /**< it wrote more than was allowed and was killed */
} MarbreErrandEnd;

/**
 * Run a program: bytes into its standard input, bytes out of its standard output, nothing else of
 * this process in its hands: no other file, no standard error, no environment, default signals.
 * Waits for its end whatever happens; no process is left behind.
 *
 * @param argv       NULL-terminated; its first word is the program's path
 * @param limit      bytes of output
 * @param deadline   microseconds from now
 * @param ret_output (transfer full) set with MARBRE_ERRAND_DONE only
 */
MarbreErrandEnd marbre_errand_run(
    const char *const *argv, GBytes *input, size_t limit, int64_t deadline, GBytes **ret_output);
