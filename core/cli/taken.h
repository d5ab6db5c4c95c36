/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "desk/intake.h"

/**
 * Say what `new` or `import` made: its path, and with --format json the answer of a transition.
 *
 * @param story  (nullable) lists what was dropped of it
 */
void marbre_taken_print(MarbreCli *cli,
                        const MarbreTaken *taken,
                        const char *transition,
                        const MarbreStory *story);
