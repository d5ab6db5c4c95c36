/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "workflow/reading.h"
#include "workflow/settings.h"

/** The list `exceptions:` of marbre.yaml, of MarbreException; empty for a node that is not there.
 * (transfer full) */
GPtrArray *marbre_exceptions_read(const MarbreReading *reading, const MarbreYamlNode *list);
