/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "site/entries.h"

/**
 * The record of a page for its readers: who of the newsroom, by role, answered for which digest
 * and when. Names, reasons and claims only where marbre.yaml says `provenance: full`.
 *
 * @return (transfer full) or NULL with an error
 */
GBytes *marbre_provenance_write(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error);
