/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/**
 * Show which passages of an article's source answer those of its text, as the files lie. An
 * article without a source is refused in a word. No plugin is asked.
 */
MarbreExit marbre_alignment_show(MarbreCli *cli, MarbreNewsroom *tip, const char *folder);
