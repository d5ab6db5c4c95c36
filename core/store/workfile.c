/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/workfile.h"

#include "base/error.h"
#include "base/file.h"
#include "base/path.h"
#include "store/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>

#define LIMIT ((size_t)64 << 20)

static bool
still_holds(
    int folder, const char *name, const char *path, GBytes *old, mode_t *ret_mode, GError **error)
{
    struct stat status;
    g_autoptr(GBytes) now = marbre_file_read(folder, name, LIMIT, error);
    if (now == NULL)
        return false;
    if (!g_bytes_equal(now, old)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                    _("%s was changed meanwhile; nothing was written"), path);
        return false;
    }
    *ret_mode =
        fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_mode & 0777 : 0644;
    return true;
}

bool
marbre_workfile_replace(
    MarbreStore *store, const char *path, GBytes *old, GBytes *content, GError **error)
{
    const char *top = marbre_store_get_workdir(store), *name = NULL;
    if (top == NULL || !marbre_path_is_safe(path)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s can't be written here; name a file within a working tree"), path);
        return false;
    }
    MARBRE_AUTO_FD root = open(top, O_PATH | O_DIRECTORY | O_CLOEXEC);
    MARBRE_AUTO_FD folder = root < 0 ? -1 : marbre_beneath_open_parent(root, path, false, &name);
    if (folder < 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
        return false;
    }
    mode_t mode = 0644;
    gsize size = 0;
    const void *data = g_bytes_get_data(content, &size);
    return still_holds(folder, name, path, old, &mode, error) &&
           marbre_file_replace(folder, name, data, size, mode, error);
}
