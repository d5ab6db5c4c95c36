/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "report/report.h"

/**
 * The names of findings: 32 hexadecimal digits each, all different. One is made from the rule, the
 * article (its id where it has one), the file and the words in question with two more on either
 * side in their line, or, of what speaks of no words, from what it says; never from where they
 * stand. The second of two that are alike in all of that is numbered.
 *
 * @return (transfer full) of char *, in the order of `findings`
 */
GPtrArray *marbre_fingerprints(const MarbreReport *report, const GPtrArray *findings);
