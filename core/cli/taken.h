/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/cli.h"
#include "desk/intake.h"

/**
 * Say what `new` or `import` made: its path, and with --format json the answer of a transition.
 *
 * @param story  (nullable) what is to be said of it: lines dropped, repairs, pictures to be put
 */
void marbre_taken_print(MarbreCli *cli,
                        const MarbreTaken *taken,
                        const char *transition,
                        const MarbreStory *story);

/** What was left out of a story and put right in it, on the standard error. */
void marbre_taken_print_story(const MarbreStory *story);
/** The same as members of a JSON object. */
void marbre_taken_write_story(MarbreJson *json, const MarbreStory *story);

/**
 * The same of several, in one answer.
 *
 * @param taken    of MarbreTaken
 * @param stories  of MarbreStory, in the same order
 */
void marbre_taken_print_all(MarbreCli *cli,
                            const GPtrArray *taken,
                            const char *transition,
                            const GPtrArray *stories);
