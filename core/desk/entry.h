/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "newsroom/dossier.h"
#include "store/changeset.h"

#include <stdbool.h>

/**
 * Run the actions of a stage that an article enters, and add what they change to the commit.
 *
 * The last stage's actions are those of publication and do not run here.
 *
 * @return false with MARBRE_ERROR_FAILED and the plugin's reason
 */
bool marbre_entry_run(const MarbreSession *session,
                      const MarbreDossier *dossier,
                      const MarbreStage *stage,
                      MarbreChangeset *changes,
                      GError **error);
