/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/cli.h"
#include "desk/claiming.h"

/* What the files of `marbre claim` share. `argv[0]` is the command with its verb. */

MarbreExit marbre_claim_list(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_claim_suggest(MarbreCli *cli, int argc, char **argv);

/** The status of a claim as the command line has it; MARBRE_EXIT_USAGE is said where it is none, or
 * one that `verdicts` does not let pass because it takes evidence. */
bool marbre_claim_read_status(const char *text, bool verdicts, MarbreClaimStatus *ret_status);

/** How many claims were put in or judged. */
guint marbre_claim_count_done(const MarbreClaimed *claimed);
/** What became of the ledger, for people. */
void marbre_claim_print_done(const MarbreCli *cli, const MarbreClaimed *claimed);
/** The same as members of a JSON object. */
void marbre_claim_write_done(MarbreJson *json, const MarbreClaimed *claimed);
