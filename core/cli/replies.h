/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/transition.h"
#include "finding/messages.h"

/**
 * What became of moves, as JSON on the standard output: of one article its answer, of several a
 * list of answers.
 *
 * @param drill         (nullable)
 * @param translations  (nullable) marbre_translations_concerned()
 */
void marbre_replies_write(const GPtrArray *replies,
                          const MarbreDrill *drill,
                          const GPtrArray *translations,
                          const MarbreMessages *messages);
