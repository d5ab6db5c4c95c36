/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/*
 * Who looks on while a plugin runs: each call by which the process would reach out is noted by
 * marbre_cell_attempt(): sockets, programs, new processes, files to write, files to read outside of
 * the system's libraries. All are refused, but for reading, which is left to the box.
 */

/** Get ready, before marbre_cell_enter(). @return false where the system gives no means to watch */
bool marbre_watch_prepare(void);
/**
 * From here on, note and refuse.
 *
 * @param folder  (nullable) absolute, lives as long as the process: here it may read
 */
void marbre_watch_begin(const char *folder);
/** Note no more. */
void marbre_watch_end(void);
