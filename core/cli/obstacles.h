/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/cli.h"
#include "gate/gate.h"

/* What stands in the way of a move, or is owed after it, as people and programs are told. */

/** Obstacles as the refusals of every command show them, numbered. */
void
marbre_obstacles_print(MarbreCli *cli, const GPtrArray *obstacles, const MarbreMessages *messages);

/** Approvals that are owed, the same way. */
void
marbre_obstacles_print_owed(MarbreCli *cli, const GPtrArray *owed, const MarbreMessages *messages);

/** The same as a list of a JSON object. @param key  "obstacles", "owed" */
void marbre_obstacles_write(MarbreJson *json,
                            const char *key,
                            const GPtrArray *obstacles,
                            const MarbreMessages *messages);
