/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "desk/overview.h"
#include "newsroom/agenda.h"

/* One article, as `show` tells it. */

/** Print all that is known of it as JSON. @param folder  of the article */
void marbre_show_json(MarbreCli *cli,
                      const MarbreOverview *overview,
                      const MarbreAppointment *appointment,
                      const char *folder);
