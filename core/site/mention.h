/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/**
 * A page that lists others, without what it tells of one of them: each `article`, or else each item
 * of a list, that names it. The page is one of a theme's, whose tags are closed.
 *
 * @param page    NUL-terminated
 * @param path    of the other one in the site, "2023/09/slug/"
 * @param ret_cut (transfer full) the rest of the page; NULL where it names nothing
 * @return false where it is named outside of all that could be cut out
 */
bool marbre_mention_cut(const char *page, const char *path, char **ret_cut);
