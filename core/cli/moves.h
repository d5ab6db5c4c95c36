/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/cli.h"
#include "desk/transition.h"

/* What advance, return, approve, waive and publish have in common: ask, and say what became of it.
 */

/**
 * Ask for a move of the articles that the words name, and print the answers.
 *
 * @param words  NULL-terminated; none is a usage error
 */
MarbreExit marbre_moves_run(MarbreCli *cli, const MarbreRequest *request, char *const *words);

/**
 * The same, and where all said yes to it another move of the same articles.
 *
 * @param then  (nullable)
 */
MarbreExit marbre_moves_run_both(MarbreCli *cli,
                                 const MarbreRequest *request,
                                 const MarbreRequest *then,
                                 char *const *words);

/** A title cut at a word, in the reader's quotation marks. (transfer full) */
char *marbre_moves_title(const char *title);

/** What became of a claim, in the reader's words: "could not be verified". */
const char *marbre_moves_claim_status(MarbreClaimStatus status);

/** Say of each path that it was left as it is, for it holds words that nobody has saved. */
void marbre_moves_warn_of_kept(const GPtrArray *kept);

/** Say of pages that went without the site being rendered what is left to do. False: there are
 * none.
 */
bool marbre_moves_warn_of_trouble(const MarbreReply *reply);

/** "Inès Kaddour, Paul Renaud". (transfer full) */
char *marbre_moves_names(const GPtrArray *people);
