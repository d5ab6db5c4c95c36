/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/sandbox.h"

#include "worker/landlock.h"

#include <glib/gi18n-lib.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The first one to hold signals and abstract sockets as well as files. */
#define LANDLOCK_WITH_SIGNALS 6

MarbreSandbox
marbre_sandbox_probe(void)
{
    uint32_t wanted = SECCOMP_RET_ERRNO;
    return (MarbreSandbox){
        .landlock = marbre_landlock_abi(),
        .seccomp = syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &wanted) == 0,
    };
}

bool
marbre_sandbox_is_whole(const MarbreSandbox *sandbox)
{
    /* Signals and sockets are refused by the filter where Landlock is too old to. */
    return sandbox->landlock > 0 && sandbox->seccomp;
}

char **
marbre_sandbox_report(const MarbreSandbox *sandbox)
{
    g_autoptr(GStrvBuilder) report = g_strv_builder_new();
    if (sandbox->landlock <= 0)
        g_strv_builder_add(report, _("This kernel has no Landlock: a plugin can read every file "
                                     "that you can read."));
    if (!sandbox->seccomp && sandbox->landlock < LANDLOCK_WITH_SIGNALS)
        g_strv_builder_add(report, _("This kernel filters no system calls: a plugin can use the "
                                     "network, start programs and stop your other processes."));
    else if (!sandbox->seccomp)
        g_strv_builder_add(report, _("This kernel filters no system calls: a plugin can use the "
                                     "network and start programs."));
    return g_strv_builder_end(report);
}
