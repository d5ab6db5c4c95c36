/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** What this kernel gives to lock a worker in. */
typedef struct {
    int landlock; /**< ABI of Landlock; 0: the kernel has none */
    bool seccomp; /**< system calls can be filtered */
} MarbreSandbox;

/** Ask the kernel; changes nothing. */
MarbreSandbox marbre_sandbox_probe(void);

/** Whether nothing is lacking: files, signals and system calls are all held. */
bool marbre_sandbox_is_whole(const MarbreSandbox *sandbox);

/**
 * What is lacking and what that lets a plugin do, a sentence each, for `doctor` and for reports.
 *
 * @return (transfer full) NULL-terminated, empty where nothing is lacking
 */
char **marbre_sandbox_report(const MarbreSandbox *sandbox);
