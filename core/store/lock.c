/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/lock.h"

#include "base/file.h"
#include "store/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Sleeps a little, never in step with others; false once patience is at its end. */
static bool
wait_on(gint64 start, unsigned patience)
{
    gint64 left = start + (gint64)patience * 1000 - g_get_monotonic_time();

    if (left <= 0)
        return false;
    g_usleep((gulong)MIN(left, g_random_int_range(2000, 12000)));
    return true;
}

int
marbre_lock_take(MarbreStore *store, const char *own, GError **error)
{
    g_autofree char *path = g_build_filename(own, "lock", NULL);
    MARBRE_AUTO_FD fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    gint64 start = g_get_monotonic_time();

    if (fd < 0) {
        marbre_errno_fail(error, "%s", path);
        return -1;
    }
    while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            marbre_errno_fail(error, _("%s cannot be locked"), path);
            return -1;
        }
        if (!wait_on(start, store->patience)) {
            g_autofree char *who = marbre_holder_shown(path);
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                        _("another command is writing in this newsroom%s; try again"), who);
            return -1;
        }
    }
    return marbre_fd_steal(&fd);
}

static char *
held_folder(const char *own)
{
    return g_build_filename(own, "held", NULL);
}

void
marbre_held_free(MarbreHeld *held)
{
    if (held == NULL)
        return;
    if (held->held)
        (void)unlink(held->lock); /* what cannot be removed is swept by the next command */
    if (held->link != NULL)
        (void)unlink(held->link); /* likewise */
    marbre_fd_clear(&held->fd);
    g_free(held->target);
    g_free(held->lock);
    g_free(held->link);
    g_free(held);
}

static bool
link_make(MarbreHeld *held, GError **error)
{
    struct stat status;

    held->fd = open(held->link, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (held->fd < 0)
        return marbre_errno_fail(error, "%s", held->link);
    /* In a repository shared by a group the file that is replaced shows the permissions. */
    if (lstat(held->target, &status) == 0 && S_ISREG(status.st_mode) &&
        fchmod(held->fd, status.st_mode & 0777) < 0)
        return marbre_errno_fail(error, "%s", held->link);
    return true;
}

static bool
busy(const MarbreHeld *held, GError **error)
{
    g_autofree char *who = marbre_holder_shown(held->lock);

    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                _("%s is there%s: git is at work in this repository; try again. If no git runs, "
                  "one was killed: remove the file"),
                held->lock, who);
    return false;
}

bool
marbre_held_lock(MarbreStore *store, MarbreHeld *held, GError **error)
{
    gint64 start = g_get_monotonic_time();
    bool made = false;

    while (link(held->link, held->lock) < 0) {
        int why = errno;
        if (why == ENOENT && !made) {
            g_autofree char *folder = g_path_get_dirname(held->lock);
            made = true;
            if (g_mkdir_with_parents(folder, 0777) < 0)
                return marbre_errno_fail(error, "%s", folder);
        } else if (why != EEXIST) {
            errno = why;
            return marbre_errno_fail(error, "%s", held->lock);
        } else if (!wait_on(start, store->patience)) {
            return busy(held, error);
        }
    }
    held->held = true;
    return true;
}

MarbreHeld *
marbre_held_new(MarbreStore *store, const char *own, const char *target, GError **error)
{
    g_autofree char *folder = held_folder(own);
    g_autofree char *name = NULL;
    g_autoptr(MarbreHeld) held = g_new0(MarbreHeld, 1);

    held->fd = -1;
    if (!g_str_has_prefix(target, store->common)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s is not in the repository, and only what is can be locked"), target);
        return NULL;
    }
    name = g_uri_escape_string(target + strlen(store->common) + 1, NULL, FALSE);
    held->target = g_strdup(target);
    held->lock = g_strconcat(target, ".lock", NULL);
    held->link = g_build_filename(folder, name, NULL);
    if (g_mkdir(folder, 0777) < 0 && errno != EEXIST) {
        marbre_errno_fail(error, "%s", folder);
        return NULL;
    }
    return link_make(held, error) ? g_steal_pointer(&held) : NULL;
}

bool
marbre_held_sync(const char *own, GError **error)
{
    g_autofree char *folder = held_folder(own);

    return marbre_folder_sync(folder, error);
}

bool
marbre_held_commit(MarbreHeld *held, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(held->target);
    int status = rename(held->lock, held->target);

    /* An empty folder may be left from branches named `x/…`. */
    if (status < 0 && errno == EISDIR && rmdir(held->target) == 0)
        status = rename(held->lock, held->target);
    if (status < 0)
        return marbre_errno_fail(error, "%s", held->target);
    held->held = false;
    return marbre_folder_sync(folder, error);
}

/* One name in `held`: the lock it stands for goes if it is the same file. */
static bool
sweep_one(MarbreStore *store, const char *link, const char *name, GError **error)
{
    g_autofree char *target = g_uri_unescape_string(name, NULL);
    struct stat ours, theirs;

    if (target != NULL && marbre_beneath_is_plain(target)) {
        g_autofree char *lock = g_strconcat(store->common, "/", target, ".lock", NULL);
        if (lstat(link, &ours) == 0 && lstat(lock, &theirs) == 0 && ours.st_ino == theirs.st_ino &&
            ours.st_dev == theirs.st_dev && unlink(lock) < 0)
            return marbre_errno_fail(error, "%s", lock);
    }
    return unlink(link) == 0 || errno == ENOENT || marbre_errno_fail(error, "%s", link);
}

bool
marbre_held_sweep(MarbreStore *store, const char *own, bool *ret_any, GError **error)
{
    g_autofree char *path = held_folder(own);
    GDir *folder = g_dir_open(path, 0, NULL);
    bool good = true;
    const char *name;

    while (folder != NULL && good && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *link = g_build_filename(path, name, NULL);
        good = sweep_one(store, link, name, error);
        *ret_any = true;
    }
    g_clear_pointer(&folder, g_dir_close);
    return good;
}

bool
marbre_held_any(const char *own)
{
    g_autofree char *path = held_folder(own);
    GDir *folder = g_dir_open(path, 0, NULL);
    bool any = folder != NULL && g_dir_read_name(folder) != NULL;

    g_clear_pointer(&folder, g_dir_close);
    return any;
}
