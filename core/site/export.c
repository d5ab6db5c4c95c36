/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/site.h"

#include "base/error.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#define FILE_LIMIT (UINT64_C(256) << 20)

static void
set_errno(GError **error, const char *path)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
}

static bool write_folder(MarbreSnapshot *snapshot, const char *from, int into, GError **error);

static bool
write_file(MarbreSnapshot *snapshot, const char *path, const char *name, int into, GError **error)
{
    g_autoptr(GBytes) bytes = marbre_snapshot_read(snapshot, path, FILE_LIMIT, error);
    if (bytes == NULL)
        return false;
    MARBRE_AUTO_FD fd =
        openat(into, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0) {
        set_errno(error, path);
        return false;
    }
    gsize size = 0;
    const void *data = g_bytes_get_data(bytes, &size);
    return marbre_file_write_fd(fd, path, data, size, error);
}

static bool
write_entry(
    MarbreSnapshot *snapshot, const char *from, const MarbreEntry *entry, int into, GError **error)
{
    g_autofree char *path =
        *from == '\0' ? g_strdup(entry->name) : g_strdup_printf("%s/%s", from, entry->name);
    if (entry->kind == MARBRE_ENTRY_FILE)
        return write_file(snapshot, path, entry->name, into, error);
    if (entry->kind != MARBRE_ENTRY_FOLDER)
        return true; /* the branch holds nothing else that Marbre wrote */
    if (mkdirat(into, entry->name, 0755) != 0) {
        set_errno(error, path);
        return false;
    }
    MARBRE_AUTO_FD folder =
        openat(into, entry->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) {
        set_errno(error, path);
        return false;
    }
    return write_folder(snapshot, path, folder, error);
}

static bool
write_folder(MarbreSnapshot *snapshot, const char *from, int into, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(snapshot, from, error);
    if (entries == NULL)
        return false;
    for (guint i = 0; i < entries->len; i++)
        if (!write_entry(snapshot, from, g_ptr_array_index(entries, i), into, error))
            return false;
    return true;
}

/* Remove a folder and all in it; only folders that this export made are ever given. */
static void
remove_tree(int parent, const char *name)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    for (struct dirent *entry = folder == NULL ? NULL : readdir(folder); entry != NULL;
         entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(fd, entry->d_name, 0) != 0)
            remove_tree(fd, entry->d_name);
    }
    if (folder != NULL)
        (void)closedir(folder);
    (void)unlinkat(parent, name, AT_REMOVEDIR);
}

/* What a folder that is being written is called: the site's name, this, and eight digits. */
#define ASIDE ".marbre-"

static bool
is_aside(const char *name, const char *site)
{
    const char *digits = g_str_has_prefix(name, site) ? name + strlen(site) : "";
    return g_str_has_prefix(digits, ASIDE) && strlen(digits) == strlen(ASIDE) + 8 &&
           strspn(digits + strlen(ASIDE), "0123456789abcdef") == 8;
}

/* What a command that was killed left beside the site goes; what another one is writing is locked.
 */
static void
remove_left(const char *place)
{
    g_autofree char *above = g_path_get_dirname(place);
    g_autofree char *site = g_path_get_basename(place);
    MARBRE_AUTO_FD parent = open(above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_autoptr(GDir) folder = parent < 0 ? NULL : g_dir_open(above, 0, NULL);
    for (const char *name = folder == NULL ? NULL : g_dir_read_name(folder); name != NULL;
         name = g_dir_read_name(folder)) {
        if (!is_aside(name, site))
            continue;
        MARBRE_AUTO_FD left = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (left >= 0 && flock(left, LOCK_EX | LOCK_NB) == 0)
            remove_tree(parent, name);
    }
}

static bool
is_kind(const char *path, mode_t kind)
{
    struct stat found;
    return lstat(path, &found) == 0 && (found.st_mode & S_IFMT) == kind;
}

/* That a folder is a site of Marbre's is noted on it, so that nothing lies in it but the site;
 * where the file system has no attributes, a file says so. */
#define MARK_ATTRIBUTE "user.marbre.site"
#define MARK_FILE ".marbre-site"

static bool
is_marked(const char *dir)
{
    g_autofree char *file = g_build_filename(dir, MARK_FILE, NULL);
    return lgetxattr(dir, MARK_ATTRIBUTE, NULL, 0) > 0 || is_kind(file, S_IFREG);
}

static bool
leave_mark(int folder, const char *tip, GError **error)
{
    return fsetxattr(folder, MARK_ATTRIBUTE, tip, strlen(tip), 0) == 0 ||
           marbre_file_replace(folder, MARK_FILE, tip, strlen(tip), 0644, error);
}

/* A site is put in place of one that Marbre wrote, or of an empty folder; of nothing else, and of
   no link. `shown` is how the person knows the folder. */
static bool
may_replace(const char *dir, const char *shown, GError **error)
{
    if (!g_file_test(dir, G_FILE_TEST_EXISTS) && !g_file_test(dir, G_FILE_TEST_IS_SYMLINK))
        return true;
    if (!is_kind(dir, S_IFDIR)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is no folder; name an empty or new one"), shown);
        return false;
    }
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
    if (folder != NULL && (g_dir_read_name(folder) == NULL || is_marked(dir)))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s holds files that are no site of Marbre's; name an empty or new folder"),
                shown);
    return false;
}

static bool
exchange(const char *one, const char *other)
{
    return syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0;
}

/* Swap the new folder with the old one in one step, so that no reader finds nothing there. What
   somebody put there meanwhile is looked at once more before it is removed, and swapped back. */
static bool
put_in_place(const char *new, const char *dir, GError **error)
{
    if (syscall(SYS_renameat2, AT_FDCWD, new, AT_FDCWD, dir, RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST && exchange(new, dir)) {
        bool done = may_replace(new, dir, error) || !exchange(new, dir);
        remove_tree(AT_FDCWD, new);
        return done;
    }
    set_errno(error, dir);
    remove_tree(AT_FDCWD, new);
    return false;
}

/* No folder can be made there, and errno says why. */
static void
set_nowhere(GError **error, const char *place)
{
    g_autofree char *above = g_path_get_dirname(place);
    if (errno == ENOENT)
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
            _("nothing can be put into %s, which nobody has made; make it first: mkdir -p %s"),
            above, above);
    else
        set_errno(error, above);
}

bool
marbre_site_export(MarbreStore *store, const char *branch, const char *dir, GError **error)
{
    g_autofree char *place = g_canonicalize_filename(dir, NULL);
    g_autofree char *new = g_strdup_printf("%s" ASIDE "%08x", place, g_random_int());
    g_autoptr(GError) reason = NULL;
    g_autofree char *tip = marbre_store_tip(store, branch, &reason);
    if (tip == NULL) {
        if (reason != NULL)
            g_propagate_error(error, g_steal_pointer(&reason));
        else
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                        _("nothing is published yet; first: marbre publish ARTICLE"));
        return false;
    }
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(store, tip, error);
    if (snapshot == NULL || !may_replace(place, dir, error))
        return false;
    remove_left(place);
    if (mkdir(new, 0755) != 0) {
        set_nowhere(error, place);
        return false;
    }
    MARBRE_AUTO_FD folder = open(new, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder >= 0)
        (void)flock(folder, LOCK_SH); /* nobody takes it for left behind */
    if (folder < 0 || !write_folder(snapshot, "", folder, error) ||
        !leave_mark(folder, tip, error)) {
        if (error != NULL && *error == NULL)
            set_errno(error, new);
        remove_tree(AT_FDCWD, new);
        return false;
    }
    return put_in_place(new, place, error);
}
