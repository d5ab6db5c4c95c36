/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/descriptor.h"

#include <glib.h>

/*
 * Plugin libraries in this process: a worker's, or the command's own under --in-process.
 * A library is never unloaded, so that nothing of it can be called after it is gone.
 */
typedef struct MarbreLoaded MarbreLoaded;

/**
 * Load the library behind an open file and read its descriptor. Runs the plugin's code.
 *
 * @param fd    as marbre_finder_open() gave it; stays the caller's, who may close it
 * @param id    (nullable) the id that the file's name promises; another is an error
 * @param path  (nullable) for messages and for the descriptor
 * @return (transfer full) or NULL: MARBRE_ERROR_INVALID (no plugin, or a wrong descriptor),
 *         MARBRE_ERROR_REFUSED (needs another version of the interface)
 */
MarbreLoaded *marbre_loader_open(int fd, const char *id, const char *path, GError **error);
MarbreLoaded *marbre_loaded_ref(MarbreLoaded *loaded);
void marbre_loaded_unref(MarbreLoaded *loaded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreLoaded, marbre_loaded_unref)

/** What a library has to export. */
typedef const mbr_plugin *(*MarbrePluginEntry)(void);

/**
 * Load the library behind an open file and find its entry, which is not called yet; for who tests
 * plugins. Runs the library's constructors.
 *
 * @return NULL with an error as above
 */
MarbrePluginEntry marbre_loader_entry(int fd, const char *path, GError **error);

/** A plugin that is linked in, as tests have. (transfer full) */
MarbreLoaded *marbre_loaded_new(const mbr_plugin *plugin, GError **error);

/** (transfer none) */
MarbrePluginInfo *marbre_loaded_get_info(const MarbreLoaded *loaded);

/** A task's functions, in a struct of this host's size; NULL for no such task. */
const mbr_task_class *marbre_loaded_get_task(const MarbreLoaded *loaded, const char *task);
