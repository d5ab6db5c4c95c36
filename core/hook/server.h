/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

/** One thing about a server that was looked at. Read only. */
typedef struct {
    const char *name; /**< "hook-missing"… stable */
    bool good;
    bool opens; /**< the gate is open because of it: what comes in is not judged */
    char *words;
} MarbreGateLook;

GPtrArray *marbre_gate_looks_new(void);
/** Add one. `words` (transfer full) */
void marbre_gate_look_add(GPtrArray *looks, const char *name, bool good, bool opens, char *words);
bool marbre_gate_is_open(const GPtrArray *looks);

/**
 * Everything about a server's repository that opens the gate or weakens it, by its settings alone.
 *
 * @param dir  of the repository
 * @return (transfer full) of MarbreGateLook
 */
GPtrArray *marbre_gate_look(MarbreStore *store, const char *dir);

/**
 * Try pushes that must be refused, with real git, from a temporary clone: a ref that may not be, a
 * commit of nobody's, output that nobody rendered. One that is taken is taken back at once, and
 * said. Added to `looks`; what is refused for another reason proves nothing, and is said too.
 */
void marbre_gate_try(MarbreStore *store, const char *dir, GPtrArray *looks);
