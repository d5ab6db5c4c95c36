/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/** What a shell is offered for the word that is being written. Nothing is owned. */
typedef struct {
    MarbreCli *cli;
    const char *word;    /**< the part of it that there is */
    const char *before;  /**< "--to=" where the value is in the same word; else "" */
    const char *command; /**< (nullable) in English, with its verb: "claim check" */
    const char *first;   /**< (nullable) the first word that the command is about: an article */
    unsigned told;
} MarbreOffers;

/** A line for the shell, a word, a tab, what it is, where it can follow. @return whether it can */
bool marbre_offer(MarbreOffers *offers, const char *word, const char *told);

/** What a placeholder of a usage or of an option stands for: "ARTICLE…", "STAGE". Nothing where
 * that is anybody's own to choose; files are the shell's to offer. */
void marbre_offer_for(MarbreOffers *offers, const char *placeholder);
