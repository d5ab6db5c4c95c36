/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to library/: what a room holds. */
#pragma once

#include "desk/session.h"
#include "marbre/room.h"
#include "newsroom/newsroom.h"
#include "plugin/finder.h"
#include "worker/kept.h"
#include "worker/pool.h"

#include <glib.h>

struct marbre_room {
    char *lang;
    char *email; /**< (nullable) */
    int64_t now; /**< 0: the clock's */
    char **plugin_dirs;
    MarbreStore *store;
    MarbreNewsroom *tip;
    MarbreFinder *finder;
    MarbrePool *pool;
    MarbreKept *kept; /**< (nullable) */
};

/** The second that a question is asked at. */
int64_t marbre_room_now(const marbre_room *room);

/** What an error means, its words into `ret_error` (nullable). */
marbre_status marbre_library_fail(const GError *error, char **ret_error);
