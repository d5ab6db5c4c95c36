/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef CREDIT_ENTRY_H
#define CREDIT_ENTRY_H

#include "pictures.h"

/* Judges the picture that the front matter has at `where`; marks it in the text as listed. */
int32_t entry_judge(struct pictures *pictures, const char *where, uint64_t index);

/* Does the article's folder hold this file? */
int32_t entry_has_file(const struct pictures *pictures, const char *file, bool *ret_has);

/* True of a text without a visible character. */
bool entry_is_blank_text(const mbr_text *text);

#endif
