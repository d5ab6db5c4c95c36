/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "desk/adopting.h"

/** Say that an old post has become an article, and what of it stays where it was. */
void marbre_adopt_print(MarbreCli *cli, const MarbreAdopted *adopted);

/**
 * The words of a command with old posts among them made articles, and named as these.
 *
 * @return (transfer full), a GStrv, or NULL with what to end with: an old post could not be
 * adopted, or, with --dry-run, would be first
 */
char **marbre_adopt_words(MarbreCli *cli, char *const *words, MarbreExit *ret_exit);
