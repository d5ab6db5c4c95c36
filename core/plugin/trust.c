/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/trust.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX (UINT64_C(256) << 20)
#define CHUNK (64u << 10)

static bool
fail_errno(const char *path, GError **error)
{
    int why = errno;
    g_set_error(error, MARBRE_ERROR,
                why == ENOENT || why == ENOTDIR ? MARBRE_ERROR_NOT_FOUND : MARBRE_ERROR_FAILED,
                "%s: %s", path, g_strerror(why));
    return false;
}

static bool G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    GError *made = g_error_new_valist(MARBRE_ERROR, MARBRE_ERROR_REFUSED, format, args);
    va_end(args);
    g_propagate_error(error, made);
    return false;
}

static bool
is_ours(uid_t owner)
{
    return owner == 0 || owner == geteuid();
}

static bool
folder_check(const struct stat *folder, const char *path, const GArray *forbidden, GError **error)
{
    for (guint i = 0; i < forbidden->len; i++) {
        const MarbreForbidden *no = &g_array_index(forbidden, MarbreForbidden, i);
        if (folder->st_dev == no->device && folder->st_ino == no->inode)
            return refuse(error, _("a plugin is never loaded from the newsroom's own folder %s"),
                          path);
    }
    if (!is_ours(folder->st_uid))
        return refuse(error, _("the folder %s belongs neither to root nor to you"), path);
    if ((folder->st_mode & (S_IWGRP | S_IWOTH)) != 0 && (folder->st_mode & S_ISVTX) == 0)
        return refuse(error, _("others may write to the folder %s; chmod go-w %s"), path, path);
    return true;
}

static bool
file_check(const struct stat *file, const char *path, GError **error)
{
    if (!S_ISREG(file->st_mode))
        return refuse(error, _("%s is no regular file"), path);
    if (!is_ours(file->st_uid))
        return refuse(error, _("%s belongs neither to root nor to you"), path);
    if ((file->st_mode & (S_IWGRP | S_IWOTH)) != 0)
        return refuse(error, _("others may write to %s; chmod go-w %s"), path, path);
    if (file->st_size < 0 || (uint64_t)file->st_size > FILE_MAX)
        return refuse(error, _("%s is too large for a plugin"), path);
    return true;
}

/* Steps into one folder, which must still be one, and judges it. */
static bool
enter(int *at, const char *name, const char *path, const GArray *forbidden, GError **error)
{
    MARBRE_AUTO_FD next = openat(*at, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    struct stat folder;
    if (next < 0 || fstat(next, &folder) != 0)
        return fail_errno(path, error);
    if (!folder_check(&folder, path, forbidden, error))
        return false;
    (void)close(*at); /* an O_PATH descriptor: nothing can be lost */
    *at = marbre_fd_steal(&next);
    return true;
}

/* The folder that holds `real`, reached from the root step by step. */
static int
walk(const char *real, const GArray *forbidden, GError **error)
{
    MARBRE_AUTO_FD at = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct stat root;
    if (at < 0 || fstat(at, &root) != 0) {
        fail_errno("/", error);
        return -1;
    }
    if (!folder_check(&root, "/", forbidden, error))
        return -1;
    for (const char *name = real + 1;;) {
        const char *slash = strchr(name, '/');
        if (slash == NULL)
            return marbre_fd_steal(&at);
        g_autofree char *part = g_strndup(name, (size_t)(slash - name));
        g_autofree char *path = g_strndup(real, (size_t)(slash - real));
        if (!enter(&at, part, path, forbidden, error))
            return -1;
        name = slash + 1;
    }
}

int
marbre_trust_open(const char *path, const GArray *forbidden, GError **error)
{
    if (path[0] != '/') {
        refuse(error, _("%s is a relative path; plugins are loaded by absolute path alone"), path);
        return -1;
    }
    /* Not g_autofree: what realpath() gives comes from malloc(). */
    char *resolved = realpath(path, NULL);
    if (resolved == NULL) {
        fail_errno(path, error);
        return -1;
    }
    g_autofree char *real = g_strdup(resolved);
    free(resolved);

    MARBRE_AUTO_FD folder = walk(real, forbidden, error);
    if (folder < 0)
        return -1;
    MARBRE_AUTO_FD fd = openat(folder, strrchr(real, '/') + 1,
                               O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat file;
    if (fd < 0 || fstat(fd, &file) != 0) {
        fail_errno(real, error);
        return -1;
    }
    if (!file_check(&file, real, error))
        return -1;
    return marbre_fd_steal(&fd);
}

char *
marbre_trust_digest(int fd, const char *path, GError **error)
{
    g_autofree uint8_t *chunk = g_malloc(CHUNK);
    g_autoptr(MarbreDigest) digest = marbre_digest_new();
    for (uint64_t at = 0;;) {
        ssize_t got = pread(fd, chunk, CHUNK, (off_t)at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            fail_errno(path, error);
            return NULL;
        }
        if (got == 0)
            return marbre_digest_end(g_steal_pointer(&digest));
        marbre_digest_add(digest, chunk, (size_t)got);
        at += (uint64_t)got;
    }
}
