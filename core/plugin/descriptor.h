/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/error.h"
#include "marbre/plugin.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What a plugin declares, copied out of its library and found to be well-formed. All of it is
 * read only and may be shared between threads. */

typedef struct {
    int32_t type;   /**< MBR_OPTION_* */
    uint32_t flags; /**< MBR_OPTION_REQUIRED, MBR_OPTION_LIST */
    char *key;      /**< "words.min" is min in the map words */
    char *summary;
    char *fallback; /**< (nullable) as written in YAML */
    char **choices; /**< never NULL; empty unless MBR_OPTION_CHOICE */
    int64_t minimum;
    int64_t maximum; /**< both zero: unbounded */
} MarbreOptionInfo;

typedef struct {
    char *id;         /**< without the plugin's; it prints as PLUGIN/RULE */
    int32_t severity; /**< MBR_SEVERITY_* */
    char *summary;
    char *message;  /**< English, with {name} holes */
    char *help_uri; /**< (nullable) */
} MarbreRuleInfo;

typedef struct {
    char *id;
    int32_t kind; /**< MBR_KIND_* */
    char *summary;
    uint64_t needs;     /**< MBR_NEEDS_* */
    uint64_t judges;    /**< MBR_PART_* */
    char **keys;        /**< never NULL; sorted, each once; "*" for all */
    GPtrArray *options; /**< of MarbreOptionInfo */
    GPtrArray *rules;   /**< of MarbreRuleInfo */
} MarbreTaskInfo;

/** Refcounted; change `path` and `digest` only where it was made. */
typedef struct {
    char *id;
    char *version;
    char *license;  /**< SPDX; may be empty */
    char *homepage; /**< (nullable) */
    uint32_t needs_minor;
    char *path;       /**< (nullable) the file it was read from */
    char *digest;     /**< (nullable) "sha256:…" of that file */
    GPtrArray *tasks; /**< of MarbreTaskInfo, at least one */
} MarbrePluginInfo;

/**
 * Copy a plugin's own descriptor and judge it: ids, UTF-8, sizes, kinds, options whose fallback
 * parses, rules with text. Structs longer than ours are taken where their tail is zero.
 *
 * @return (transfer full) or NULL: MARBRE_ERROR_INVALID, MARBRE_ERROR_REFUSED (needs a newer host)
 */
MarbrePluginInfo *marbre_plugin_info_read(const mbr_plugin *plugin, GError **error);
MarbrePluginInfo *marbre_plugin_info_ref(MarbrePluginInfo *info);
void marbre_plugin_info_unref(MarbrePluginInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePluginInfo, marbre_plugin_info_unref)

/** For the way to another process. (transfer full), not floating */
GVariant *marbre_plugin_info_pack(const MarbrePluginInfo *info);
/** The way back; a packed descriptor is trusted no more than a library's. */
MarbrePluginInfo *marbre_plugin_info_unpack(GVariant *packed, GError **error);

/** A task by id; NULL for none. (transfer none) */
const MarbreTaskInfo *marbre_plugin_info_find(const MarbrePluginInfo *info, const char *task);
/**
 * What `uses: PLUGIN` or `uses: PLUGIN/TASK` means in a list of checks or of actions: the task
 * named, which must be of that kind, or the plugin's only one.
 *
 * @param task  (nullable)
 * @param kind  MBR_KIND_*
 * @return (transfer none) or NULL with MARBRE_ERROR_USAGE, the known tasks in its words
 */
const MarbreTaskInfo *marbre_plugin_info_choose(const MarbrePluginInfo *info,
                                                const char *task,
                                                int32_t kind,
                                                GError **error);
/** By id, with or without `PLUGIN/` before it where that is this plugin; NULL for none. */
const MarbreRuleInfo *marbre_plugin_info_rule(const MarbrePluginInfo *info, const char *rule);
const MarbreRuleInfo *marbre_task_info_rule(const MarbreTaskInfo *task, const char *rule);
const MarbreOptionInfo *marbre_task_info_option(const MarbreTaskInfo *task, const char *key);

/** Whether `id` may name a plugin, task or rule: [a-z][a-z0-9-]{1,63}. */
bool marbre_plugin_id_check(const char *id);
