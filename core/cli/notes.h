/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/* Public notes as the commands that write them take them: --note for readers of the newsroom's
   first language, --note-LANG for the others. */

/**
 * Take the options --note-LANG out of the words of a command, before the others are parsed.
 *
 * @param ret_notes  gets (char *) language and words, one after the other; frees with g_free
 * @return false where one lacks its value; it is said, and `*ret_exit` is 2
 */
bool marbre_notes_take(int *argc, char **argv, GPtrArray *ret_notes, MarbreExit *ret_exit);

/**
 * The notes of a command.
 *
 * @param note   (nullable) of --note
 * @param taken  of marbre_notes_take()
 * @return (transfer full) of MarbreNote; NULL with MARBRE_ERROR_USAGE
 */
GPtrArray *marbre_notes_of(const MarbreSettings *settings,
                           const char *note,
                           const GPtrArray *taken,
                           GError **error);
