/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/**
 * What `marbre COMMAND --help` prints. GLib's own is English where its catalogues are missing.
 *
 * @param command  "marbre check"
 * @param usage    what follows it, not yet translated
 * @param entries  (nullable) options of the command
 * @param common   options that every command has
 * @return (transfer full)
 */
char *marbre_help_of(const char *command,
                     const char *usage,
                     const GOptionEntry *entries,
                     const GOptionEntry *common);

/** What is wrong with the options, in the reader's words. (transfer full) */
char *marbre_help_mistake(const char *command, const GError *error);

/** An option as help has it: "  -m, --message=WORDS". (transfer full) */
char *marbre_help_option(const GOptionEntry *entry);

/** What is said of the options before a command, and of exit statuses; begins with an empty line.
 */
const char *marbre_help_globals(void);

/** What `marbre --help` prints, on standard output. `lang`: whose names stand first. */
void marbre_help_print(const char *lang);
