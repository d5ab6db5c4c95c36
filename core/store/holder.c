/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/lock.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* Which process has a flock on the file; 0 where none is listed. */
static int
locker_of(const struct stat *status)
{
    g_autofree char *locks = NULL;
    int found = 0;

    if (!g_file_get_contents("/proc/locks", &locks, NULL, NULL))
        return 0;
    g_auto(GStrv) lines = g_strsplit(locks, "\n", -1);
    for (size_t i = 0; lines[i] != NULL && found == 0; i++) {
        unsigned long long inode = 0;
        int pid = 0;
        if (sscanf(lines[i], "%*s FLOCK %*s %*s %d %*x:%*x:%llu", &pid, &inode) == 2 &&
            inode == status->st_ino)
            found = pid;
    }
    return found;
}

/* Whether a process has the file open. */
static bool
has_open(const char *pid, const struct stat *status)
{
    g_autofree char *path = g_strdup_printf("/proc/%s/fd", pid);
    GDir *folder = g_dir_open(path, 0, NULL);
    bool found = false;
    const char *name;

    while (folder != NULL && !found && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        struct stat other;
        found = stat(file, &other) == 0 && other.st_ino == status->st_ino &&
                other.st_dev == status->st_dev;
    }
    g_clear_pointer(&folder, g_dir_close);
    return found;
}

static int
opener_of(const struct stat *status)
{
    GDir *folder = g_dir_open("/proc", 0, NULL);
    const char *name;
    int found = 0;

    while (folder != NULL && found == 0 && (name = g_dir_read_name(folder)) != NULL) {
        if (g_ascii_isdigit(name[0]) && has_open(name, status))
            found = (int)g_ascii_strtoll(name, NULL, 10);
    }
    g_clear_pointer(&folder, g_dir_close);
    return found;
}

char *
marbre_holder_shown(const char *path)
{
    g_autofree char *name = NULL;
    struct stat status;

    if (lstat(path, &status) < 0)
        return g_strdup("");
    int pid = locker_of(&status);
    if (pid == 0)
        pid = opener_of(&status);
    if (pid == 0)
        return g_strdup("");
    g_autofree char *comm = g_strdup_printf("/proc/%d/comm", pid);
    if (!g_file_get_contents(comm, &name, NULL, NULL))
        return g_strdup_printf(_(" (held by process %d)"), pid);
    g_autofree char *good = g_utf8_make_valid(g_strchomp(name), -1);
    return g_strdup_printf(_(" (held by process %d, %s)"), pid, good);
}
