/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/file.h"
#include "base/error.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
marbre_fd_clear(int *fd)
{
    int saved = errno;

    if (*fd >= 0)
        (void)close(*fd); /* only read from, or synced before: nothing is left that could fail */
    *fd = -1;
    errno = saved;
}

int
marbre_fd_steal(int *fd)
{
    int stolen = *fd;

    *fd = -1;
    return stolen;
}

static void
set_error(GError **error, int code, const char *name, const char *why)
{
    g_autofree char *shown = marbre_text_shown(name);

    g_set_error(error, MARBRE_ERROR, code, "%s: %s", shown, why);
}

static void
set_errno(GError **error, const char *name, int number)
{
    int code = MARBRE_ERROR_FAILED;

    if (number == ENOENT || number == ENOTDIR)
        code = MARBRE_ERROR_NOT_FOUND;
    if (number == ELOOP)
        set_error(error, MARBRE_ERROR_REFUSED, name, _("is a link; name the file itself"));
    else
        set_error(error, code, name, g_strerror(number));
}

static bool
check_file(int fd, const char *name, size_t limit, size_t *ret_size, GError **error)
{
    struct stat status;

    if (fstat(fd, &status) != 0) {
        set_errno(error, name, errno);
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        set_error(error, MARBRE_ERROR_REFUSED, name,
                  _("is no file but a folder, a pipe or a device; name a file"));
        return false;
    }
    if ((uint64_t)status.st_size > limit) {
        g_autofree char *why = g_strdup_printf(
            _("is larger than the %zu bytes that are read; make it smaller"), limit);

        set_error(error, MARBRE_ERROR_REFUSED, name, why);
        return false;
    }
    *ret_size = (size_t)status.st_size;
    return true;
}

GBytes *
marbre_file_read_fd(int fd, const char *name, size_t limit, GError **error)
{
    g_autofree char *data = NULL;
    size_t size = 0;
    size_t filled = 0;

    if (!check_file(fd, name, limit, &size, error))
        return NULL;
    data = g_try_malloc(size + 1);
    if (data == NULL) {
        set_errno(error, name, ENOMEM);
        return NULL;
    }
    while (filled < size) {
        ssize_t got = pread(fd, data + filled, size - filled, (off_t)filled);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            set_errno(error, name, errno);
            return NULL;
        }
        if (got == 0)
            break; /* someone made it shorter meanwhile: what is there is what it is */
        filled += (size_t)got;
    }
    return g_bytes_new_take(g_steal_pointer(&data), filled);
}

GBytes *
marbre_file_read(int dirfd, const char *path, size_t limit, GError **error)
{
    MARBRE_AUTO_FD fd = openat(dirfd, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd < 0) {
        /* A socket answers ENXIO, a device that is away ENODEV: no regular files either. */
        if (errno == ENXIO || errno == ENODEV)
            set_error(error, MARBRE_ERROR_REFUSED, path,
                      _("is no file but a folder, a pipe or a device; name a file"));
        else
            set_errno(error, path, errno);
        return NULL;
    }
    return marbre_file_read_fd(fd, path, limit, error);
}

bool
marbre_file_write_fd(int fd, const char *name, const void *data, size_t size, GError **error)
{
    const char *bytes = data;
    size_t written = 0;

    while (written < size) {
        ssize_t put = write(fd, bytes + written, size - written);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            set_errno(error, name, put < 0 ? errno : EIO);
            return false;
        }
        written += (size_t)put;
    }
    return true;
}

static bool
sync_folder_of(int dirfd, const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    MARBRE_AUTO_FD fd = openat(dirfd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd >= 0 && fsync(fd) == 0)
        return true;
    set_errno(error, folder, errno);
    return false;
}

static bool
fill_and_rename(int dirfd,
                int fd,
                const char *temporary,
                const char *path,
                const void *data,
                size_t size,
                GError **error)
{
    if (!marbre_file_write_fd(fd, path, data, size, error))
        return false;
    if (fsync(fd) != 0 || renameat(dirfd, temporary, dirfd, path) != 0) {
        set_errno(error, path, errno);
        return false;
    }
    return true;
}

bool
marbre_file_replace(
    int dirfd, const char *path, const void *data, size_t size, unsigned mode, GError **error)
{
    g_autofree char *temporary =
        g_strdup_printf("%s.%08x%08x", path, g_random_int(), g_random_int());
    MARBRE_AUTO_FD fd = openat(dirfd, temporary,
                               O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, (mode_t)mode);

    if (fd < 0) {
        set_errno(error, temporary, errno);
        return false;
    }
    if (!fill_and_rename(dirfd, fd, temporary, path, data, size, error)) {
        (void)unlinkat(dirfd, temporary, 0); /* the first error is the one to report */
        return false;
    }
    return sync_folder_of(dirfd, path, error);
}
