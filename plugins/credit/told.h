/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_TOLD_H
#define CREDIT_TOLD_H

#include <stdbool.h>
#include <stddef.h>

/** The credit that a caption ends with, or holds: "Le pont. Photo : Léa Morel", "(Léa Morel/AFP)",
 *  "© Léa Morel". Its bytes within the caption; false where it holds none for certain. */
bool told_credit(const char *caption, size_t size, size_t *ret_start, size_t *ret_end);

#endif
