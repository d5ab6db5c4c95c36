/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "finding/messages.h"
#include "plugin/finder.h"

/**
 * The catalogues of every plugin that a finding comes from, for a reader of `lang`.
 *
 * @param finder    (nullable) without one only the engine's own words are told
 * @param findings  of MarbreFinding
 * @return (transfer full)
 */
MarbreMessages *
marbre_finder_messages(MarbreFinder *finder, const char *lang, const GPtrArray *findings);
