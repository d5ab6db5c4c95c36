/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdint.h>

/** A half-open range of bytes: `start` is in it, `end` is the first one behind it. */
typedef struct {
    uint64_t start;
    uint64_t end;
} MarbreSpan;

/** A place for people: line and column from 1, columns in code points, `offset` in bytes. */
typedef struct {
    uint64_t line;
    uint64_t column;
    uint64_t offset;
} MarbrePlace;
