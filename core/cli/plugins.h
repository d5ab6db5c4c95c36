/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/* The verbs of `marbre plugin`, each in a file plugin_VERB.c. */
MarbreExit marbre_plugin_show(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_plugin_run(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_plugin_new(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_plugin_test(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_plugin_docs(MarbreCli *cli, int argc, char **argv);

/** What a command line names: an id, or the path of a file ID.so, and perhaps a task. */
typedef struct {
    char *id;
    char *folder; /**< (nullable) absolute: where the file is, if a path was given */
    char *task;   /**< (nullable) */
} MarbrePluginName;

/**
 * Read PLUGIN[/TASK]. A file's folder is searched before all others from here on, so read the name
 * before plugins are asked for.
 *
 * @return false with MARBRE_ERROR_USAGE or _NOT_FOUND
 */
bool marbre_plugin_name_read(MarbreCli *cli,
                             const char *word,
                             MarbrePluginName *ret_name,
                             GError **error);
void marbre_plugin_name_clear(MarbrePluginName *name);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbrePluginName, marbre_plugin_name_clear)

/**
 * Open the newsroom where there is one. Plugins can be looked at and tried all the same where there
 * is none, such as in the repository in which one is written.
 */
void marbre_plugin_open_newsroom(MarbreCli *cli);

/** What the plugin of this name declares. (transfer full) or NULL with an error */
MarbrePluginInfo *
marbre_plugin_describe(MarbreCli *cli, const MarbrePluginName *name, GError **error);

/** The task of this name; without one, the plugin's only task. NULL with MARBRE_ERROR_USAGE. */
const MarbreTaskInfo *
marbre_plugin_choose(const MarbrePluginInfo *info, const char *name, GError **error);

/** Its words in several languages. @param langs  NULL-terminated (transfer full) */
MarbreCatalogue *marbre_plugin_words(const MarbrePluginInfo *info, const char *const *langs);

/** A word of the command line as a path from where the command stands. (transfer full) */
char *marbre_plugin_path(const MarbreCli *cli, const char *word);
