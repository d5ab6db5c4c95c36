/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/** Whether a glob may stand in a policy file: relative, without `.` and `..` parts, of at most
 * 1,000 bytes and 16 stars. */
bool marbre_glob_check(const char *glob);

/** Whether a glob names `path` or a folder that holds it: `?` is any character but a slash, `*`
 * any number of those, `**` anything. */
bool marbre_glob_matches(const char *glob, const char *path);
