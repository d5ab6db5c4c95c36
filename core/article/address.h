/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/*
 * How far the address of a link reaches in the source. The parser gives the address but not its
 * place. Used by inline.c and block.c alone; each function answers the offset behind what it
 * found, or 0 where it is not there (nothing of this stands at the head of a text).
 */

/** `(address "title")` at `at`. */
size_t marbre_address_inline(const char *text, size_t size, size_t at);

/** `[label]` at `at`, also an empty one. */
size_t marbre_address_label(const char *text, size_t size, size_t at);

/** A definition `[label]: address "title"` with its line end at `at`. */
size_t marbre_address_definition(const char *text, size_t size, size_t at);

/** White space as CommonMark has it: ASCII only. */
bool marbre_address_is_space(char c);
