/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/landlock.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Newer than the headers of a stable system; the kernel is asked before they are used. */
#define ACCESS_FS_FIRST ((UINT64_C(1) << 13) - 1)
#define ACCESS_FS_REFER (UINT64_C(1) << 13)
#define ACCESS_FS_TRUNCATE (UINT64_C(1) << 14)
#define ACCESS_FS_IOCTL_DEV (UINT64_C(1) << 15)
#define ACCESS_NET_BIND_CONNECT UINT64_C(3)
#define SCOPE_ABSTRACT_SOCKET_AND_SIGNAL UINT64_C(3)

typedef struct {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
} Handled;

/* What a plugin's libraries, and the time zones of the newsroom, are loaded from. */
static const char *const readable[] = {
    "/usr/lib", "/usr/lib64", "/usr/lib32", "/usr/local/lib",
    "/lib",     "/lib64",     "/lib32",     "/usr/share/zoneinfo",
};
static const char *const readable_files[] = {"/etc/ld.so.cache"};

int
marbre_landlock_abi(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? (int)abi : 0;
}

static int
make_ruleset(int abi)
{
    Handled handled = {.files = ACCESS_FS_FIRST};
    size_t size = sizeof handled.files;
    if (abi >= 2)
        handled.files |= ACCESS_FS_REFER;
    if (abi >= 3)
        handled.files |= ACCESS_FS_TRUNCATE;
    if (abi >= 4) {
        handled.network = ACCESS_NET_BIND_CONNECT;
        size = offsetof(Handled, scoped);
    }
    if (abi >= 5)
        handled.files |= ACCESS_FS_IOCTL_DEV;
    if (abi >= 6) {
        handled.scoped = SCOPE_ABSTRACT_SOCKET_AND_SIGNAL;
        size = sizeof handled;
    }
    return (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
}

static bool
allow(int ruleset, int place, uint64_t access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = place};
    return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

/* A place that this system does not have, or its owner keeps to himself, needs no rule. */
static bool
allow_path(int ruleset, const char *path, uint64_t access)
{
    MARBRE_AUTO_FD place = open(path, O_PATH | O_CLOEXEC);
    return place < 0 ? errno == ENOENT || errno == ENOTDIR || errno == EACCES
                     : allow(ruleset, place, access);
}

bool
marbre_landlock_enter(int abi, int folder)
{
    const uint64_t tree = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    MARBRE_AUTO_FD ruleset = make_ruleset(abi);
    if (ruleset < 0)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(readable); i++) {
        if (!allow_path(ruleset, readable[i], tree))
            return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(readable_files); i++) {
        if (!allow_path(ruleset, readable_files[i], LANDLOCK_ACCESS_FS_READ_FILE))
            return false;
    }
    if (folder >= 0 && !allow(ruleset, folder, tree))
        return false;
    return syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}
