/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/bounds.h"

#include "config.h"

#include <glib.h>
#include <stdint.h>
#include <sys/resource.h>

static const struct {
    const char *name;
    __rlimit_resource_t what;
    uint64_t most;
} limits[] = {
#if !MARBRE_SANITIZED
    {"memory", RLIMIT_AS, MARBRE_BOUND_MEMORY},
#endif
    {"processor time", RLIMIT_CPU, MARBRE_BOUND_CPU},
    {"core file", RLIMIT_CORE, 0},
    {"file size", RLIMIT_FSIZE, 0},
    {"locked memory", RLIMIT_MEMLOCK, 0},
    {"message queues", RLIMIT_MSGQUEUE, 0},
    {"open files", RLIMIT_NOFILE, MARBRE_BOUND_FILES},
    {"threads", RLIMIT_NPROC, MARBRE_BOUND_THREADS},
};

const char *
marbre_bounds_set(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
        struct rlimit limit;
        if (getrlimit(limits[i].what, &limit) < 0)
            return limits[i].name;
        /* A limit that is lower already stays. */
        limit.rlim_max = MIN(limit.rlim_max, limits[i].most);
        limit.rlim_cur = MIN(limit.rlim_cur, limit.rlim_max);
        if (setrlimit(limits[i].what, &limit) < 0)
            return limits[i].name;
    }
    return NULL;
}
