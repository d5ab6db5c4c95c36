/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef MARBRE_STATUS_H
#define MARBRE_STATUS_H

/** @file
 * What an answer comes to. The numbers are the exit statuses of the command `marbre`.
 */

#if defined(__GNUC__)
#define MARBRE_API __attribute__((visibility("default")))
#else
#define MARBRE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** What an answer comes to. */
typedef enum marbre_status {
    MARBRE_STATUS_YES = 0,
    MARBRE_STATUS_NO = 1,    /**< the newsroom says no */
    MARBRE_STATUS_USAGE = 2, /**< what was asked makes no sense here, or a policy file is wrong */
    MARBRE_STATUS_AGAIN = 3, /**< something moved meanwhile, or someone holds the lock: try again */
    MARBRE_STATUS_UNABLE = 4 /**< it could not be done or judged; never a yes */
} marbre_status;

/**
 * Free a text that a function of this library gave.
 *
 * @param text  (nullable)
 */
MARBRE_API void marbre_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
