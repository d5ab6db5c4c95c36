/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "desk/transition.h"

/* What became of a move, said to a person. */

/** The name of a stage, or of a place that is none. (transfer none) */
const char *marbre_deed_stage(const MarbreCli *cli, const MarbreReply *reply, const char *id);

/** A move that was made, and at whose desk the article lies now. @param title  as it is shown */
void marbre_deed_print(MarbreCli *cli, const MarbreReply *reply, const char *title);

/** One that could be made, and was only tried. */
void marbre_deed_print_would(MarbreCli *cli, const MarbreReply *reply, const char *title);

/** Words for readers, a language a line. @param notes  of MarbreNote */
void marbre_deed_print_notes(const GPtrArray *notes);

/** What taking pages back would change for readers. */
void marbre_deed_print_drill(const MarbreDrill *drill);
