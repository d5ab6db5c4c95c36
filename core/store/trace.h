/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/history.h"

/**
 * A commit that has something else in a folder's place than its first parent.
 *
 * @param here    id of the folder; "" where the commit has none there
 * @param before  the same of its first parent; "" for a commit without one too
 * @return false to stop
 */
typedef bool (*MarbreTraceFunc)(void *user,
                                MarbreCommit *commit,
                                const char *here,
                                const char *before);

/**
 * Tell the commits of a line of first parents that changed a folder, newest first.
 *
 * What is told is the same whatever the repository's commit-graph says, with one exception that
 * marbre_store_take_hints() names.
 *
 * @param from    (nullable) rev; NULL: tip of the newsroom's branch
 * @param folder  "articles/2026/03/digue"
 * @return false as marbre_store_walk()
 */
bool marbre_store_trace(MarbreStore *store,
                        const char *from,
                        const char *folder,
                        MarbreTraceFunc tell,
                        void *user,
                        GError **error);

/**
 * Read a whole line of first parents once, for the folders of many articles to be followed on it:
 * each costs what was done to it then, and no more.
 */
bool marbre_store_read_line(MarbreStore *store, const char *from, GError **error);

/** @return false to stop */
typedef bool (*MarbreIdFunc)(void *user, const char *id);

/** Tell the ids of a line of first parents, newest first; false as marbre_store_walk(). */
bool marbre_store_walk_line(
    MarbreStore *store, const char *from, MarbreIdFunc tell, void *user, GError **error);

/** Whether a commit, by its whole id, is on the line of first parents that leads to `from`. */
bool marbre_store_is_on_line(
    MarbreStore *store, const char *commit, const char *from, bool *ret_is, GError **error);

/**
 * Let what git has noted of the paths that commits change (`git commit-graph write
 * --changed-paths`) spare reading the others, as `git log` does. What is noted wrong is found out
 * where the folder is another at the end of what was passed over, and then nothing noted counts;
 * two changes that undo each other may be hidden by whoever can write into git's own folder. So it
 * is for a server that judges by its own files anyway, and not for whoever verifies what they were
 * given.
 */
void marbre_store_take_hints(MarbreStore *store);
