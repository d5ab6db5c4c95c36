/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/** A worker as the zygote's client sees it. */
typedef struct {
    uint32_t number; /**< its name towards the zygote */
    int socket;      /**< frames; does not block */
    int fate;        /**< readable once the worker is gone: a MarbreFate, or nothing when the zygote
                          died as well */
    void *page;      /**< its MarbreProgress, to read */
} MarbreSpawned;

/** How a worker ended. */
typedef struct {
    int32_t status; /**< as of waitpid() */
    int32_t failed; /**< errno of the fork that did not come about; 0: it did */
} MarbreFate;

/**
 * Ask the zygote for a worker; does not wait for it.
 *
 * @param folder  (-1: none) what the worker may read besides the system's libraries
 * @return false with errno set
 */
bool marbre_spawn(int folder, MarbreSpawned *ret_spawn);
/** A worker will be wanted soon: what all of them need may be made ready meanwhile. */
void marbre_spawned_prepare(void);
/** Have a worker and all that belongs to it killed. */
void marbre_spawned_kill(const MarbreSpawned *spawn);
/** Give back what this end holds; the worker, if it lives, sees the end of its socket. */
void marbre_spawned_clear(MarbreSpawned *spawn);
