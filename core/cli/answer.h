/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"

/* What a command answers as JSON: one object, whose first member is the form's version. */

/** Begin it. (transfer full) to marbre_answer_end() */
MarbreJson *marbre_answer_begin(void);
/** End it, and print it. */
void marbre_answer_end(MarbreJson *json);
