/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "finding/finding.h"

#include <stdbool.h>

/** The fixes of an article while somebody at a terminal is asked about each. */
typedef struct {
    MarbreCli *cli;
    bool all;  /**< the others are wanted too */
    bool over; /**< the others are not */
    unsigned declined;
} MarbreFixing;

/** A MarbreMendAsk; `user` is a MarbreFixing. */
bool marbre_fixing_ask(void *user, const MarbreFinding *finding, GBytes *bytes);

/**
 * Words as a fix shows them: spaces that look alike are named, or nobody would see what it does.
 * (transfer full)
 */
char *marbre_fixing_words(const char *words);
