/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/* What `publish` does besides publishing what it is told to. */

/** `publish --due`. @param ret_done  set where anything was done */
MarbreExit marbre_publishing_due(MarbreCli *cli, bool *ret_done);

/** `publish --status`. */
MarbreExit marbre_publishing_status(MarbreCli *cli);
