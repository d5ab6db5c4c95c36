/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** What a hook's file holds: the program by its absolute path, the folders of its plugins. */
typedef struct {
    char *program;
    char **plugin_dirs; /**< (nullable) */
} MarbreScript;

void marbre_script_clear(MarbreScript *script);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreScript, marbre_script_clear)

/** The file. `hook` is "pre-receive". (transfer full) */
char *marbre_script_write(const MarbreScript *script, const char *hook);

/** Whether a file is byte for byte one that marbre_script_write() writes. @param ret_script  to
 * clear, also where it is not */
bool marbre_script_read(const char *text, const char *hook, MarbreScript *ret_script);
