/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/json.h"
#include "cli/cli.h"

/* What doctor looked at, a line each, good or bad. */

void marbre_look_print(const MarbreCli *cli, bool good, const char *words);
/** One item of `looks`. @param what  its name for programs */
void marbre_look_write(MarbreJson *json, const char *what, bool good, const char *words);
