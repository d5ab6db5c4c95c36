/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/beneath.h"

#include "base/file.h"
#include "store/git.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

bool
marbre_beneath_is_plain(const char *path)
{
    for (const char *part = path;; part++) {
        size_t size = strcspn(part, "/");
        if (size == 0 || (size == 1 && part[0] == '.') ||
            (size == 2 && part[0] == '.' && part[1] == '.') ||
            (size == 4 && g_ascii_strncasecmp(part, ".git", 4) == 0))
            return false;
        part += size;
        if (*part == '\0')
            return true;
    }
}

int
marbre_beneath_open(int root, const char *path, int flags, mode_t mode)
{
    struct open_how how = {
        .flags = (uint64_t)(unsigned)(flags | O_CLOEXEC),
        .mode = flags & O_CREAT ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };

    return (int)syscall(SYS_openat2, root, path, &how, sizeof how);
}

static int
open_folder(int root, const char *path)
{
    return marbre_beneath_open(root, path, O_RDONLY | O_DIRECTORY, 0);
}

/* Makes each missing folder of `path`, to stay. */
static int
make_folders(int root, const char *path)
{
    MARBRE_AUTO_FD folder = open_folder(root, ".");
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);

    for (size_t i = 0; folder >= 0 && parts[i] != NULL; i++) {
        if (mkdirat(folder, parts[i], 0777) == 0 ? fsync(folder) < 0 : errno != EEXIST)
            return -1;
        int next = open_folder(folder, parts[i]);
        if (next < 0)
            return -1;
        marbre_fd_clear(&folder);
        folder = next;
    }
    return marbre_fd_steal(&folder);
}

int
marbre_beneath_open_parent(int root, const char *path, bool make, const char **ret_name)
{
    const char *slash = strrchr(path, '/');

    *ret_name = slash != NULL ? slash + 1 : path;
    if (slash == NULL)
        return open_folder(root, ".");
    g_autofree char *parent = g_strndup(path, (size_t)(slash - path));
    int fd = open_folder(root, parent);
    if (fd < 0 && errno == ENOENT && make)
        fd = make_folders(root, parent);
    return fd;
}

bool
marbre_beneath_is_theirs(int error_number)
{
    switch (error_number) {
    case ELOOP:
    case EXDEV:
    case ENOTDIR:
    case EISDIR:
    case EACCES:
    case EPERM:
    case ENXIO:
    case ENODEV:
    case EOVERFLOW:
        return true;
    default:
        return false;
    }
}

void
marbre_beneath_prune(int root, const char *path)
{
    g_autofree char *folder = g_strdup(path);
    char *slash;

    while ((slash = strrchr(folder, '/')) != NULL) {
        const char *name;
        *slash = '\0';
        MARBRE_AUTO_FD parent = marbre_beneath_open_parent(root, folder, false, &name);
        if (parent < 0 || unlinkat(parent, name, AT_REMOVEDIR) < 0)
            return; /* not empty: as it should be */
    }
}

int
marbre_folder_open(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        marbre_errno_fail(error, "%s", path);
    return fd;
}

bool
marbre_folder_sync(const char *path, GError **error)
{
    MARBRE_AUTO_FD fd = marbre_folder_open(path, error);

    if (fd < 0)
        return false;
    return fsync(fd) == 0 || marbre_errno_fail(error, "%s", path);
}
