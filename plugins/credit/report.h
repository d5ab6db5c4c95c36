/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef CREDIT_REPORT_H
#define CREDIT_REPORT_H

#include "pictures.h"

/* Reports one thing about a picture; `words` are those at fault, or NULL. A severity of 0 is
   the rule's own. */
int32_t report_picture(const struct pictures *pictures,
                       const char *rule,
                       int32_t severity,
                       mbr_span span,
                       const mbr_text *file,
                       const mbr_text *words);

#endif
