/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_REPORT_H
#define CREDIT_REPORT_H

#include "pictures.h"

/* What is wrong with a file itself is reported where the text or its front matter names it. */

/** Is it a picture, whole, of a size that readers can be shown, and signed by its metadata? */
int32_t report_medium(const struct pictures *pictures,
                      const struct medium *medium,
                      mbr_span place,
                      const mbr_text *file);

/** A finding about a picture, with {file}. */
int32_t report_picture(const struct pictures *pictures,
                       const char *rule,
                       mbr_span span,
                       const mbr_text *file);

#endif
