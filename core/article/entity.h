/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether a reference such as `&nbsp;` or `&#233;` stands at the head of `source` that the parser
 * read as the beginning of `text`. Used by inline.c alone.
 *
 * @param ret_size  bytes of the reference, set where there is one
 * @return bytes of `text` that it stands for, 0 for none
 */
size_t marbre_entity_read(const char *source, size_t size, const char *text, size_t *ret_size);

/** Of U+FFFE and U+FFFF the parser makes one byte that is in no UTF-8: whether this is such a one.
 */
bool marbre_entity_is_broken(char c);
