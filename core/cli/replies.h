/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "desk/transition.h"
#include "finding/messages.h"

/**
 * What stands in the way of a move before the gate is asked, of whatever article: who types is
 * nobody that the newsroom knows, or a name is taken. With `--format json` it is answered like any
 * refusal; other errors are told alone.
 *
 * @return the status of the error, which is told on standard error
 */
MarbreExit marbre_replies_fail(const MarbreCli *cli, const char *transition, const GError *error);

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
