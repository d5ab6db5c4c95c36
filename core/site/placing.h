/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** What putting files in place did, or would do. */
typedef struct {
    GPtrArray *written; /**< of char *: paths, sorted */
    GPtrArray *removed; /**< of char * */
    guint files;        /**< that are there now */
} MarbrePlaced;

void marbre_placed_clear(MarbrePlaced *placed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbrePlaced, marbre_placed_clear)

/**
 * Put files into a folder that may hold others', and remove what was put there before and is no
 * more. A list in the folder says what was put there; nothing else is ever written over or removed,
 * nor what somebody has changed since. Everything is written beside its place first; then names are
 * changed, pictures before texts, so that no reader finds half a file.
 *
 * @param dir     made where missing; no link
 * @param leaves  of MarbreLeaf, sorted by path
 * @return false: MARBRE_ERROR_REFUSED (somebody else's files are in the way: nothing was changed),
 *     _BUSY (another export is at work there), _FAILED
 */
bool marbre_placing_run(const char *dir,
                        const GPtrArray *leaves,
                        bool dry_run,
                        MarbrePlaced *ret_placed,
                        GError **error);
