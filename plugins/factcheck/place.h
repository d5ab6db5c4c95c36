/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_PLACE_H
#define FACTCHECK_PLACE_H

#include <stdbool.h>
#include <stddef.h>

/* True where the Markdown of a paragraph has code at `at`: between two runs of as many
   backticks. */
bool place_is_code(const char *markdown, size_t size, size_t at);

/* The end of Markdown text without the white space behind it. */
size_t place_trim(const char *markdown, size_t start, size_t end);

/* After the marks that close emphasis and code at `at`. */
size_t place_after_marks(const char *markdown, size_t size, size_t at);

#endif
