/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/**
 * Run the user's own git in a folder, with nothing in its environment that names a repository or a
 * person.
 *
 * @param dir      (nullable) NULL: right here, as a hook that git itself runs, its environment and
 * all
 * @param words    what follows `git`, NULL-terminated
 * @param ret_err  (nullable, transfer full) what it said on standard error, also where it fails
 * @return (transfer full) what it printed, without the last line end; NULL: MARBRE_ERROR_NOT_FOUND
 *     (it ended with 1: no such setting, no such ref), _FAILED with its words
 */
char *marbre_git_run(const char *dir, const char *const *words, char **ret_err, GError **error);

/** The same for the words that follow, up to a NULL; why it fails does not matter. */
char *marbre_git_ask(const char *dir, ...) G_GNUC_NULL_TERMINATED;
/** Likewise for what it does. */
bool marbre_git_do(GError **error, const char *dir, ...) G_GNUC_NULL_TERMINATED;

/** Whether git's configuration says yes to a key; `otherwise` where it says nothing. */
bool marbre_git_is_set(const char *dir, const char *key, bool otherwise);

/** Where git looks for the hooks of the repository in `dir`: absolute. (transfer full, nullable) */
char *marbre_git_hooks(const char *dir);
