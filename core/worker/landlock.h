/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/** Newest rule set this kernel knows; 0: none, or switched off. */
int marbre_landlock_abi(void);

/**
 * Leave the calling thread the system's libraries and one folder to read, nothing to write or
 * run, no connection and no signal to a process outside, as far as `abi` can say it.
 *
 * @param folder  (-1: none) the plugin's folder
 * @return false with errno set
 */
bool marbre_landlock_enter(int abi, int folder);
