/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to cli/: what the commands about git's hooks share. */
#pragma once

#include "cli/cli.h"

/** What git writes to a hook. (transfer full) or NULL with an error */
GString *marbre_hook_input(GError **error);

/* Each ends the command; `argv[0]` is the hook's name. */
MarbreExit marbre_hook_install(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_hook_pre_commit(MarbreCli *cli);
MarbreExit marbre_hook_pre_push(MarbreCli *cli, int argc, char **argv);

/** `marbre doctor --server` */
MarbreExit marbre_doctor_server(MarbreCli *cli);
