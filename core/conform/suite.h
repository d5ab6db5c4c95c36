/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What every plugin must keep to: docs/plugins.md. Its words are English, as those of the interface
 * are. */

#define MARBRE_CONFORM_TESTS 35
/** Milliseconds of wall time that a test's process has, unless it is said otherwise. */
#define MARBRE_CONFORM_DEADLINE_MS 30000

typedef enum {
    MARBRE_VERDICT_PASS = 0,
    MARBRE_VERDICT_FAIL,
    MARBRE_VERDICT_SKIP,
} MarbreVerdictKind;

/** What one test came to. */
typedef struct {
    unsigned number; /**< from 1 */
    const char *title;
    MarbreVerdictKind kind;
    char *reason;     /**< (nullable) why it failed or was skipped */
    const char *hint; /**< how it may be mended */
    bool sudden;      /**< it failed by the end of its process */
    char *warning;    /**< (nullable) */
    int64_t taken_ms;
} MarbreVerdict;

typedef struct {
    int fd;           /**< the plugin's open file, as it was checked */
    const char *path; /**< absolute */
    char **with;      /**< (nullable) KEY=VALUE, for tasks with such an option */
    const bool *only; /**< (nullable) by number: which tests to run */
    unsigned deadline_ms;
    double fuzz_seconds; /**< 0: a moment */
    uint64_t seed;
} MarbreConformSettings;

/** Called after each test, in the order of their numbers. The verdict is lent. */
typedef void (*MarbreVerdictFunc)(void *user, const MarbreVerdict *verdict);

/** Run them. @return whether none failed */
bool marbre_conform_run(const MarbreConformSettings *settings, MarbreVerdictFunc told, void *user);
