/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_TYPOGRAPHY_H
#define TRANSLATION_TYPOGRAPHY_H

#include "marks.h"
#include "task.h"

/* Typography of one article while it is judged. */
typedef struct typography {
    reading *of;
    code_spans code; /* of one piece */
    quote_signs signs;
    quote_faults quotes, styles;
    mark_faults marks;
    edits edits; /* of one finding */
} typography;

/** Judge the quotation marks and report what has no pair or stands in another; add to the marks
 * what is set between other signs, and take out of them what has been spoken of. */
int32_t quotations_check(typography *t);

#endif
