/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/bounds.h"

#include "config.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>

/* A limit that is lower already stays. */
static bool
set_limit(__rlimit_resource_t what, uint64_t most)
{
    struct rlimit limit;
    if (getrlimit(what, &limit) < 0)
        return false;
    limit.rlim_max = MIN(limit.rlim_max, most);
    limit.rlim_cur = MIN(limit.rlim_cur, limit.rlim_max);
    return setrlimit(what, &limit) == 0;
}

const char *
marbre_bounds_set(const MarbreBounds *bounds)
{
    const struct {
        const char *name;
        __rlimit_resource_t what;
        uint64_t most;
    } limits[] = {
#if !MARBRE_SANITIZED
        {"memory", RLIMIT_AS, bounds->memory},
#endif
        {"processor time", RLIMIT_CPU, bounds->processor},
        {"core file", RLIMIT_CORE, 0},
        {"file size", RLIMIT_FSIZE, 0},
        {"locked memory", RLIMIT_MEMLOCK, 0},
        {"message queues", RLIMIT_MSGQUEUE, 0},
        {"open files", RLIMIT_NOFILE, MARBRE_BOUND_FILES},
        {"threads", RLIMIT_NPROC, MARBRE_BOUND_THREADS},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++)
        if (!set_limit(limits[i].what, limits[i].most))
            return limits[i].name;
    return NULL;
}
