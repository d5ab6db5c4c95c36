/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_CUT_H
#define DRAFT_CUT_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** Words of a YAML value that are lost because ` #` before them begins a comment. `value` is
 *  where the plain value is written, empty where nothing is left of it. A comment that is set
 *  off, `# like this`, cuts only where `prose`. */
bool cut_find(const mbr_text *file, mbr_span value, bool prose, mbr_span *ret);

#endif
