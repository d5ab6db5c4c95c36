/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Chance that comes out the same for the same seed, on every machine. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint64_t at;
} Chance;

/* splitmix64 */
static inline uint64_t
chance_next(Chance *chance)
{
    uint64_t z = (chance->at += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 0 to below-1 */
static inline unsigned
chance_below(Chance *chance, unsigned below)
{
    return below == 0 ? 0 : (unsigned)(chance_next(chance) % below);
}

static inline bool
chance_of(Chance *chance, unsigned percent)
{
    return chance_below(chance, 100) < percent;
}

static inline gpointer
chance_pick(Chance *chance, const GPtrArray *of)
{
    return of->len == 0 ? NULL : of->pdata[chance_below(chance, of->len)];
}
