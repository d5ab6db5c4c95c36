/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/beneath.h"
#include "store/index.h"
#include "store/place.h"
#include "store/view.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Larger files get no id; nothing of that size is read either. */
#define HASH_LIMIT ((size_t)64 << 20)

/* The files as they lie, with git's index to know most of their ids without reading them. */
typedef struct {
    MarbreView view;
    int root;
    MarbreIndex *index; /* NULL: torn, then nothing is known to be ignored or unchanged */
    bool trust_mode;    /* core.fileMode: whether the executable bit means anything here */
    GMutex ignores;     /* libgit2's cache of .gitignore is not for several threads */
} WorktreeView;

static void
worktree_free(MarbreView *view)
{
    WorktreeView *self = (WorktreeView *)view;

    marbre_index_free(self->index);
    marbre_fd_clear(&self->root);
    g_mutex_clear(&self->ignores);
    g_free(self);
}

/* Sets the error for a path that could not be opened. */
static void *
path_fail(const char *path, GError **error)
{
    if (errno == ENOENT || errno == ENOTDIR)
        return marbre_path_missing(path, error);
    if (errno == ELOOP || errno == EXDEV)
        return marbre_path_refused(
            path, _("a symbolic link stands on the way; put the file or folder itself there"),
            error);
    marbre_errno_fail(error, "%s", path);
    return NULL;
}

static GBytes *
worktree_read(MarbreView *view, const char *path, size_t limit, GError **error)
{
    WorktreeView *self = (WorktreeView *)view;
    MARBRE_AUTO_FD fd =
        marbre_beneath_open(self->root, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0);

    if (fd < 0)
        return path_fail(path, error);
    return marbre_file_read_fd(fd, path, limit, error);
}

/* libgit2 opens .gitignore files by itself: none of them may be anything but a regular file. */
static bool
ignores_are_plain(WorktreeView *self, const char *folder)
{
    g_autofree char *path = g_strdup(folder);
    char *end = path + strlen(path);

    for (;;) {
        struct stat status;
        *end = '\0';
        g_autofree char *file =
            *path != '\0' ? g_strconcat(path, "/.gitignore", NULL) : g_strdup(".gitignore");
        if (fstatat(self->root, file, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            !S_ISREG(status.st_mode))
            return false;
        if (end == path)
            return true;
        char *slash = strrchr(path, '/');
        end = slash != NULL ? slash : path;
    }
}

static bool
is_ignored(WorktreeView *self, const char *folder, const char *path, bool is_folder)
{
    int ignored = 0;

    if (!ignores_are_plain(self, folder))
        return false;
    g_autofree char *asked = g_strconcat(path, is_folder ? "/" : NULL, NULL);
    g_mutex_lock(&self->ignores);
    int status = git_ignore_path_is_ignored(&ignored, self->view.store->repo, asked);
    g_mutex_unlock(&self->ignores);
    return status == 0 && ignored == 1;
}

static bool
is_tracked(WorktreeView *self, const char *path, bool folder, MarbreIndexEntry *ret_entry)
{
    if (!folder)
        return marbre_index_find(self->index, path, ret_entry);
    g_autofree char *prefix = g_strconcat(path, "/", NULL);
    size_t at = marbre_index_bound(self->index, prefix, strlen(prefix));
    if (at < marbre_index_count(self->index)) {
        marbre_index_at(self->index, at, ret_entry);
        if (g_str_has_prefix(ret_entry->path, prefix))
            return true;
    }
    return marbre_index_find(self->index, path, ret_entry); /* another repository */
}

/* No id for what may not be read; false where the machine could not. */
static bool
file_hash(int folder, const char *name, const char *path, char ret_oid[41], GError **error)
{
    MARBRE_AUTO_FD fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    g_autoptr(GError) why = NULL;
    git_oid id;

    if (fd < 0)
        return errno == ENOENT || marbre_beneath_is_theirs(errno) ||
               marbre_errno_fail(error, "%s", path);
    g_autoptr(GBytes) content = marbre_file_read_fd(fd, path, HASH_LIMIT, &why);
    if (content == NULL) {
        if (g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_REFUSED))
            return true; /* too large */
        g_propagate_error(error, g_steal_pointer(&why));
        return false;
    }
    size_t size;
    const void *data = g_bytes_get_data(content, &size);
    if (git_odb_hash(&id, data != NULL ? data : "", size, GIT_OBJECT_BLOB) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", path);
    marbre_oid_format(&id, ret_oid);
    return true;
}

static void
link_hash(int folder, const char *name, char ret_oid[41])
{
    char target[PATH_MAX];
    ssize_t size = readlinkat(folder, name, target, sizeof target);
    git_oid id;

    if (size >= 0 && git_odb_hash(&id, target, (size_t)size, GIT_OBJECT_BLOB) == 0)
        marbre_oid_format(&id, ret_oid);
}

static MarbreEntryKind
kind_of(int folder, const char *name, const struct stat *status)
{
    if (S_ISREG(status->st_mode))
        return status->st_mode & S_IXUSR ? MARBRE_ENTRY_EXEC : MARBRE_ENTRY_FILE;
    if (S_ISLNK(status->st_mode))
        return MARBRE_ENTRY_LINK;
    if (!S_ISDIR(status->st_mode))
        return MARBRE_ENTRY_OTHER;
    g_autofree char *inner = g_strconcat(name, "/.git", NULL);
    struct stat ignored;
    return fstatat(folder, inner, &ignored, AT_SYMLINK_NOFOLLOW) == 0 ? MARBRE_ENTRY_SUBMODULE
                                                                      : MARBRE_ENTRY_FOLDER;
}

/* The id, without reading the file where the index vouches for it. */
static bool
identify(WorktreeView *self,
         int folder,
         const char *path,
         const MarbreIndexEntry *known,
         const struct stat *status,
         MarbreEntry *entry,
         GError **error)
{
    switch (entry->kind) {
    case MARBRE_ENTRY_FILE:
    case MARBRE_ENTRY_EXEC:
        if (known == NULL || !marbre_index_is_fresh(self->index, known, status))
            return file_hash(folder, entry->name, path, entry->oid, error);
        marbre_oid_format(&known->id, entry->oid);
        break;
    case MARBRE_ENTRY_LINK:
        link_hash(folder, entry->name, entry->oid);
        break;
    case MARBRE_ENTRY_SUBMODULE:
        if (known != NULL && known->stamp.mode == MARBRE_MODE_SUBMODULE)
            marbre_oid_format(&known->id, entry->oid);
        break;
    case MARBRE_ENTRY_FOLDER:
    case MARBRE_ENTRY_OTHER:
        break;
    }
    return true;
}

/* One name of an open folder; none for what git ignores, and for what is gone already. */
static bool
entry_look(WorktreeView *self,
           int fd,
           const char *folder,
           const char *name,
           MarbreEntry **ret_entry,
           GError **error)
{
    g_autofree char *path = *folder != '\0' ? g_strconcat(folder, "/", name, NULL) : g_strdup(name);
    MarbreIndexEntry known;
    struct stat status;

    *ret_entry = NULL;
    if (fstatat(fd, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT || errno == ENOTDIR || marbre_errno_fail(error, "%s", path);
    bool is_folder = S_ISDIR(status.st_mode);
    bool tracked = self->index != NULL && is_tracked(self, path, is_folder, &known);
    if (!tracked && self->index != NULL && is_ignored(self, folder, path, is_folder))
        return true;
    if (!self->trust_mode && S_ISREG(status.st_mode)) {
        status.st_mode &= ~(mode_t)S_IXUSR;
        if (tracked && known.stamp.mode == MARBRE_MODE_EXEC)
            status.st_mode |= S_IXUSR;
    }
    MarbreEntry *entry = marbre_entry_new(name, strlen(name), kind_of(fd, name, &status));
    entry->size = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
    *ret_entry = entry;
    if (identify(self, fd, path, tracked ? &known : NULL, &status, entry, error))
        return true;
    g_clear_pointer(ret_entry, marbre_entry_free);
    return false;
}

static bool
is_hidden(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
           g_ascii_strcasecmp(name, ".git") == 0 || marbre_place_is_temporary(name);
}

static int
by_name(const void *one, const void *other)
{
    const MarbreEntry *a = *(const MarbreEntry *const *)one;
    const MarbreEntry *b = *(const MarbreEntry *const *)other;

    return strcmp(a->name, b->name);
}

/* All names of a folder that count; false where one of them, or the next, cannot be looked at. */
static bool
entries_read(
    WorktreeView *self, int fd, DIR *names, const char *folder, GPtrArray *entries, GError **error)
{
    struct dirent *found;

    while (errno = 0, (found = readdir(names)) != NULL) {
        MarbreEntry *entry = NULL;
        if (is_hidden(found->d_name))
            continue;
        if (!entry_look(self, fd, folder, found->d_name, &entry, error))
            return false;
        if (entry != NULL)
            g_ptr_array_add(entries, entry);
    }
    return errno == 0 || marbre_errno_fail(error, "%s", folder);
}

static GPtrArray *
worktree_list(MarbreView *view, const char *folder, GError **error)
{
    WorktreeView *self = (WorktreeView *)view;
    MARBRE_AUTO_FD fd =
        marbre_beneath_open(self->root, *folder != '\0' ? folder : ".", O_RDONLY | O_DIRECTORY, 0);

    if (fd < 0)
        return path_fail(folder, error);
    int other = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    DIR *names = other >= 0 ? fdopendir(other) : NULL;
    if (names == NULL) {
        marbre_errno_fail(error, "%s", folder);
        marbre_fd_clear(&other);
        return NULL;
    }
    g_autoptr(GPtrArray) entries = marbre_entries_new();
    bool good = entries_read(self, fd, names, folder, entries, error);
    closedir(names);
    if (!good)
        return NULL;
    g_ptr_array_sort(entries, by_name);
    return g_steal_pointer(&entries);
}

static MarbreEntry *
worktree_entry(MarbreView *view, const char *path, GError **error)
{
    WorktreeView *self = (WorktreeView *)view;
    const char *name;
    MARBRE_AUTO_FD fd = marbre_beneath_open_parent(self->root, path, false, &name);

    if (fd < 0)
        return path_fail(path, error);
    g_autofree char *folder = g_strndup(path, name > path ? (size_t)(name - path) - 1 : 0);
    MarbreEntry *entry = NULL;
    if (!entry_look(self, fd, folder, name, &entry, error))
        return NULL;
    return entry != NULL ? entry : marbre_path_missing(path, error);
}

static const MarbreViewClass worktree_class = {
    .free = worktree_free,
    .read = worktree_read,
    .list = worktree_list,
    .entry = worktree_entry,
    .folder_id = marbre_view_folder_id,
};

static bool
file_mode_counts(MarbreStore *store)
{
    g_autofree char *value = marbre_store_config_get(store, "core.filemode");

    return value == NULL || g_ascii_strcasecmp(value, "false") != 0;
}

MarbreView *
marbre_view_worktree_new(MarbreStore *store, GError **error)
{
    g_autoptr(GError) why = NULL;

    if (store->workdir == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s has no working tree: the repository is bare"), store->common);
        return NULL;
    }
    MARBRE_AUTO_FD root = marbre_folder_open(store->workdir, error);
    if (root < 0)
        return NULL;
    WorktreeView *self = g_new0(WorktreeView, 1);
    self->view.class = &worktree_class;
    self->view.store = store;
    self->root = marbre_fd_steal(&root);
    self->trust_mode = file_mode_counts(store);
    g_mutex_init(&self->ignores);
    self->index = marbre_index_read(store->gitdir, &why);
    if (self->index == NULL && g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        self->index = marbre_index_new();
    if (self->index == NULL && g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_FAILED)) {
        worktree_free(&self->view);
        g_propagate_error(error, g_steal_pointer(&why));
        return NULL;
    }
    return &self->view;
}
