/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/loader.h"

#include <stdint.h>

/*
 * Between plugin and host: the plugin as the host knows it, its calls led through ours, and what it
 * reports told to the witness on its way. One library a process.
 */

/** The plugin, its functions led through ours. (transfer full) or NULL with an error */
MarbreLoaded *marbre_shim_of(MarbreLoaded *real, GError **error);
/**
 * From the next `create` on, what the host lends of itself is as long as in version 1.0, and ends
 * where memory ends.
 */
void marbre_shim_cut(void);
/** From the next run on, this part of the article is refused. @param part  MBR_PART_*; 0: none */
void marbre_shim_refuse(uint64_t part);

/** Before an instance is made in this thread: of which task. */
void marbre_shim_make(const char *task);
/** A task's functions as the plugin has them. (transfer none) */
const mbr_task_class *marbre_shim_own(const char *task);
