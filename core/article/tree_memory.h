/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <cmark.h>
#include <stddef.h>

/**
 * A document of cmark's in memory of its own, which goes as a whole: the many small pieces that a
 * tree is made of are neither sought nor given back one by one.
 *
 * One at a time in a thread: marbre_tree_memory_end() comes before the next.
 *
 * @return (transfer none) valid until marbre_tree_memory_end(), as is all that is made of it
 */
cmark_node *marbre_tree_memory_begin(const char *text, size_t size);
void marbre_tree_memory_end(void);
