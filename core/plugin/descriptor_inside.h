/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Between the files that make descriptors; no one else includes it. */

#include "plugin/descriptor.h"

/* Bounds on a descriptor, so that a wild one is refused instead of read for ever. */
#define MARBRE_PLUGIN_TASKS 64u
#define MARBRE_PLUGIN_OPTIONS 256u
#define MARBRE_PLUGIN_RULES 1024u
#define MARBRE_PLUGIN_WORDS 256u       /* keys, choices */
#define MARBRE_PLUGIN_TEXT (64u << 10) /* bytes of one text */

/** Empty, with empty lists. (transfer full) */
MarbrePluginInfo *marbre_plugin_info_new(void);
MarbreTaskInfo *marbre_task_info_new(void);

/**
 * Whether a descriptor that was copied is one: everything that can be judged without the
 * library. The texts must be UTF-8 by now.
 */
bool marbre_plugin_info_check(const MarbrePluginInfo *info, GError **error);
