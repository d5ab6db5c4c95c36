/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/box.h"

#include "worker/filter.h"
#include "worker/landlock.h"

#include <errno.h>
#include <glib.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

struct MarbreBox {
    MarbreFilter filter;
    MarbreSandbox kernel;
    MarbreBounds bounds;
};

MarbreBox *
marbre_box_new(void)
{
    MarbreBox *box = g_new0(MarbreBox, 1);
    box->kernel = marbre_sandbox_probe();
    box->bounds = MARBRE_BOUNDS_WORKER;
    if (box->kernel.seccomp && !marbre_filter_init(&box->filter))
        box->kernel.seccomp = false;
    return box;
}

void
marbre_box_free(MarbreBox *box)
{
    if (!box)
        return;
    marbre_filter_clear(&box->filter);
    g_free(box);
}

void
marbre_box_set_bounds(MarbreBox *box, MarbreBounds bounds)
{
    box->bounds = bounds;
}

/* Root without its capabilities is bound by limits and permissions like anyone. */
static bool
drop_capabilities(void)
{
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return syscall(SYS_capset, &head, none) == 0;
}

const char *
marbre_box_enter(const MarbreBox *box, int folder, MarbreSandbox *ret_sandbox)
{
    const char *failed = marbre_bounds_set(&box->bounds);
    if (failed)
        return failed;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return "no_new_privs";
    if (!drop_capabilities())
        return "capabilities";
    if (box->kernel.landlock > 0 && !marbre_landlock_enter(box->kernel.landlock, folder))
        return "Landlock";
    if (box->kernel.seccomp && !marbre_filter_enter(&box->filter))
        return "seccomp";
    *ret_sandbox = box->kernel;
    return NULL;
}
