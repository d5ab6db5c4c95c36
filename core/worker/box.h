/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "worker/bounds.h"
#include "worker/sandbox.h"

#include <stdbool.h>

/** What a worker is held by, made ready once and entered by each worker after its fork. */
typedef struct MarbreBox MarbreBox;

/** Translate the list of system calls into the kernel's form. (transfer full), never NULL */
MarbreBox *marbre_box_new(void);
void marbre_box_free(MarbreBox *box);

/** Other bounds than a worker's. */
void marbre_box_set_bounds(MarbreBox *box, MarbreBounds bounds);

/**
 * Shut the calling process in for good: limits, capabilities, files, system calls.
 *
 * @param folder       (-1: none) the plugin's folder, which stays readable
 * @param ret_sandbox  what the kernel gave
 * @return NULL, or the step that failed although the kernel has it; errno says why
 */
const char *marbre_box_enter(const MarbreBox *box, int folder, MarbreSandbox *ret_sandbox);
