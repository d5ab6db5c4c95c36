/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef MARBRE_H
#define MARBRE_H

/** @file
 * The library of Marbre: what a newsroom's rules say, for other programs. It reads and judges;
 * whatever changes a newsroom goes through the command `marbre`.
 *
 * Functions give a marbre_status and, where it is not YES, words for people. Structs begin with
 * their size and only ever grow at their end. Link with `pkg-config --libs marbre`.
 */

#include <marbre/audit.h>
#include <marbre/judgement.h>
#include <marbre/room.h>
#include <marbre/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The library's version, such as "1.0.0". */
MARBRE_API const char *marbre_version(void);

/**
 * Start the small process that plugins will be run from. To be called first thing in main(), before
 * threads and before much is loaded: the price of a fork follows the size of the process. Without
 * it the first judgement does it. The process ends with this one, however this one ends.
 */
MARBRE_API void marbre_begin(void);

#ifdef __cplusplus
}
#endif

#endif
