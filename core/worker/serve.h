/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "worker/progress.h"
#include "worker/sandbox.h"

/**
 * A worker's life: load plugins, make tasks and run them as the parent says, until it closes the
 * socket. Does not return.
 *
 * @param sandbox  what holds this process
 * @param failed   (nullable) the step of locking it in that went wrong: then that is all it says
 * @param why      errno of that step
 */
_Noreturn void marbre_serve(
    int socket, MarbreProgress *page, const MarbreSandbox *sandbox, const char *failed, int why);
