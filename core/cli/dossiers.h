/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"
#include "desk/overview.h"

/** marbre_overview_new() with this run's tools and language, at `cli->session.now`. (transfer full)
 * or NULL with an error */
MarbreOverview *marbre_cli_overview(MarbreCli *cli,
                                    MarbreNewsroom *tip,
                                    const char *folder,
                                    const MarbrePerson *actor,
                                    GError **error);
