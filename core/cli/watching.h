/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

#include <glib.h>

/**
 * One round: judge, and print. `folders` gets, of char *, the absolute paths of the articles'
 * folders where they are known.
 */
typedef MarbreExit (*MarbreRound)(void *user, GPtrArray *folders);

/**
 * A round now, and another whenever a file of the folders is saved, until control-C. On a terminal
 * each takes the place of the one before.
 *
 * @return how the last round ended
 */
MarbreExit marbre_watch(MarbreRound round, void *user);
