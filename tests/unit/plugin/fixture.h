/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/host.h"
#include "probe.h"

/* A host and the newsroom that it asks. */
typedef struct {
    Newsroom *newsroom;
    MarbreHost *host;
} Fixture;

/* Makes the host, once the newsroom has what the tests need. */
static inline void
fixture_open(Fixture *of, bool guarded)
{
    MarbreSurroundings around = newsroom_surroundings(of->newsroom);
    of->host = marbre_host_new(&around, NULL);
    if (guarded)
        marbre_host_guard(of->host);
}

static inline void
tear_down(Fixture *of, const void *data)
{
    marbre_host_free(of->host);
    newsroom_free(of->newsroom);
}
