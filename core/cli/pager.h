/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/**
 * From now on what is printed goes through the reader's pager: MARBRE_PAGER, else PAGER, else less
 * where it is. Does nothing where standard output is no terminal, or the pager is empty or `cat`.
 */
void marbre_pager_start(void);

/** Whether one is on. */
bool marbre_pager_is_on(void);

/** Give the pager everything, and wait until the reader has read. */
void marbre_pager_end(void);

/** The same for a signal's handler: what is in buffers is left out. */
void marbre_pager_wait(void);
