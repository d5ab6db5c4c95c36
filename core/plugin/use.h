/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/descriptor.h"
#include "plugin/options.h"

#include <glib.h>
#include <stdint.h>

/** A task with its options: what a workflow's `uses:` comes to. Read only. */
typedef struct {
    MarbrePluginInfo *plugin;
    const MarbreTaskInfo *task; /**< of `plugin` */
    GVariant *options;          /**< MARBRE_OPTIONS_TYPE */
    char *key;                  /**< "sha256:…" of plugin file, task and options */
    char **keys;                /**< front-matter keys it judges: marbre_options_keys() */
    uint64_t granted;           /**< MBR_NEEDS_*, what the workflow grants it */
} MarbreTaskUse;

/**
 * @param plugin   a reference is kept
 * @param task     one of its tasks
 * @param options  (nullable) as marbre_options_check() gives them; a reference is kept
 */
MarbreTaskUse *marbre_task_use_new(MarbrePluginInfo *plugin,
                                   const MarbreTaskInfo *task,
                                   GVariant *options,
                                   uint64_t granted);
MarbreTaskUse *marbre_task_use_ref(MarbreTaskUse *use);
void marbre_task_use_unref(MarbreTaskUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreTaskUse, marbre_task_use_unref)
