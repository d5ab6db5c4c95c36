/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/** A new id of 26 lower-case characters that sorts by time. (transfer full) */
char *marbre_ulid_new(int64_t unix_milliseconds);

/** Whether `text` is an id as marbre_ulid_new() writes them. */
bool marbre_ulid_check(const char *text);
