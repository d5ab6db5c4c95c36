/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "hook/script.h"

#include <glib.h>
#include <stdbool.h>

/** What is to be set up, and where. Nothing is owned. */
typedef struct {
    const char *dir;   /**< of the repository */
    bool server;       /**< pre-receive and git's settings of a server; else those of a clone */
    const char *trust; /**< (nullable) for a server: the commit that is taken on trust */
    const char
        *file; /**< (nullable) write the hook there, for servers that run it from elsewhere */
    const MarbreScript *script;
    bool dry_run; /**< say what would be done, change nothing */
} MarbreInstall;

/**
 * Put the hooks where git runs them, and git's settings with them. What is so already stays; the
 * hooks of others are never touched.
 *
 * @param done  of char *, gets a sentence for each thing that was done or was so already
 * @return false: MARBRE_ERROR_REFUSED (another hook stands there; git looks for hooks outside this
 *     repository), _USAGE (nothing to trust), _FAILED
 */
bool marbre_hooks_install(const MarbreInstall *how, GPtrArray *done, GError **error);

/** Take away the hooks that were so installed; settings stay. */
bool marbre_hooks_uninstall(const MarbreInstall *how, GPtrArray *done, GError **error);
