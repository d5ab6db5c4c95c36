/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/outcome.h"

#include <glib.h>

/*
 * How an outcome is written in a record. Most have nothing to say but what they read and until
 * when they hold; those are written without GVariant, which takes ten times as long to read.
 */

/** Append it to `out`. */
void marbre_kept_form_write(const MarbreOutcome *outcome, GByteArray *out);

/** @return (transfer full) or NULL for bytes that were not written by the function above */
MarbreOutcome *marbre_kept_form_read(GBytes *form);
