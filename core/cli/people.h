/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/* Verbs of `people` that are files of their own. */
MarbreExit marbre_people_endorse(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_people_add(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_people_role(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_people_leave(MarbreCli *cli, int argc, char **argv);
