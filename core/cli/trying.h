/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/** `workflow try FILE`. @param file  as the command line names it */
MarbreExit marbre_workflow_try(MarbreCli *cli, const char *file, int months);
