/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to site/: front matter for site generators. */
#pragma once

#include "newsroom/generator.h"
#include "site/entries.h"

/**
 * The text of an article of the newsroom's own, with front matter of what readers may know.
 *
 * @param address  of its page, "/2026/03/slug/"
 */
GBytes *marbre_front_own(MarbreGeneratorKind kind,
                         const MarbreEntryPage *entry,
                         const MarbreCopy *copy,
                         const MarbreState *state,
                         const char *address);

/** The text of what was adopted: all that its front matter says, but what is the house's. NULL with
 * an error. */
GBytes *marbre_front_adopted(const MarbreEntryPage *entry,
                             const MarbreCopy *copy,
                             const MarbreState *state,
                             GError **error);
