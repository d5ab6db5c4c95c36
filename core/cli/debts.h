/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/**
 * `check --debts`: the approvals that are owed by a deadline, the earliest first. Nothing is
 * opened but what the index does not know.
 *
 * @return MARBRE_EXIT_NO once one is overdue
 */
MarbreExit marbre_check_debts(MarbreCli *cli);
