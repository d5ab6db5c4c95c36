/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/place.h"

#include "base/file.h"
#include "store/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PART_PREFIX ".marbre-part-"
#define SWAP_PREFIX ".marbre-swap-"
/* Larger working files are taken for somebody's words: never compared, never replaced. */
#define COMPARE_LIMIT ((size_t)256 << 20)

/* One file of a working tree, and what it was and is to be. */
typedef struct {
    int folder;
    const char *path; /* for messages */
    const char *name;
    char part[40]; /* being written: ours, of no worth when found */
    char swap[40]; /* whole: either ours or the file that ours took the place of */
    const MarbrePlace *old;
    const MarbrePlace *new;
} Spot;

bool
marbre_place_is_temporary(const char *name)
{
    return g_str_has_prefix(name, PART_PREFIX) || g_str_has_prefix(name, SWAP_PREFIX);
}

static bool
is_file(const MarbrePlace *place)
{
    return place->mode == MARBRE_MODE_FILE || place->mode == MARBRE_MODE_EXEC;
}

static bool
spot_fail(const Spot *spot, GError **error)
{
    return marbre_errno_fail(error, "%s", spot->path);
}

static void
spot_name(Spot *spot)
{
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, spot->name, -1);

    g_snprintf(spot->part, sizeof spot->part, PART_PREFIX "%.16s", digest);
    g_snprintf(spot->swap, sizeof spot->swap, SWAP_PREFIX "%.16s", digest);
}

/* What stands at a name of the folder: OTHER for all that no commit of ours could have put. */
typedef enum { HOLDS_NOTHING, HOLDS_OLD, HOLDS_NEW, HOLDS_OTHER } Holds;

static bool
has_content(const MarbrePlace *place, const git_oid *id)
{
    return is_file(place) && git_oid_equal(&place->id, id);
}

/* False where the machine could not look, which says nothing of whose words stand there. */
static bool
spot_look(
    const Spot *spot, const char *name, Holds *ret_holds, struct stat *ret_status, GError **error)
{
    MARBRE_AUTO_FD fd = openat(spot->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    g_autoptr(GError) why = NULL;
    git_oid id;
    size_t size;

    *ret_holds = HOLDS_OTHER;
    if (fd < 0 && errno == ENOENT)
        *ret_holds = HOLDS_NOTHING;
    if (fd < 0)
        return errno == ENOENT || marbre_beneath_is_theirs(errno) || spot_fail(spot, error);
    if (fstat(fd, ret_status) < 0)
        return spot_fail(spot, error);
    g_autoptr(GBytes) content = marbre_file_read_fd(fd, spot->path, COMPARE_LIMIT, &why);
    if (content == NULL) { /* too large, or no regular file, is REFUSED */
        if (g_error_matches(why, MARBRE_ERROR, MARBRE_ERROR_REFUSED))
            return true;
        g_propagate_error(error, g_steal_pointer(&why));
        return false;
    }
    const void *data = g_bytes_get_data(content, &size);
    if (git_odb_hash(&id, data != NULL ? data : "", size, GIT_OBJECT_BLOB) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", spot->path);
    if (has_content(spot->new, &id))
        *ret_holds = HOLDS_NEW;
    else if (has_content(spot->old, &id))
        *ret_holds = HOLDS_OLD;
    return true;
}

static bool
spot_remove(const Spot *spot, const char *name, GError **error)
{
    return unlinkat(spot->folder, name, 0) == 0 || errno == ENOENT || spot_fail(spot, error);
}

/* Somebody's words stand in the swap file: back to their name, or beside it where that is taken
 * by other words. */
static bool
words_return(const Spot *spot, GError **error)
{
    struct stat status;
    Holds holds;

    if (!spot_look(spot, spot->name, &holds, &status, error))
        return false;
    switch (holds) {
    case HOLDS_OLD:
    case HOLDS_NEW:
        if (renameat(spot->folder, spot->swap, spot->folder, spot->name) == 0)
            return true;
        return spot_fail(spot, error);
    case HOLDS_NOTHING:
        if (linkat(spot->folder, spot->swap, spot->folder, spot->name, 0) < 0)
            return spot_fail(spot, error);
        return spot_remove(spot, spot->swap, error);
    case HOLDS_OTHER:
        break;
    }
    g_autofree char *beside = g_strconcat(spot->name, ".kept", NULL);
    if (linkat(spot->folder, spot->swap, spot->folder, beside, 0) < 0)
        return spot_fail(spot, error);
    return spot_remove(spot, spot->swap, error);
}

static bool
spot_tidy(const Spot *spot, GError **error)
{
    struct stat status;
    Holds holds;

    if (!spot_remove(spot, spot->part, error) ||
        !spot_look(spot, spot->swap, &holds, &status, error))
        return false;
    switch (holds) {
    case HOLDS_NOTHING:
        return true;
    case HOLDS_OLD:
    case HOLDS_NEW:
        return spot_remove(spot, spot->swap, error);
    case HOLDS_OTHER:
        break;
    }
    return words_return(spot, error);
}

/* The new content, whole and synced, at the swap name. */
static bool
swap_write(
    MarbreStore *store, const Spot *spot, mode_t mode, struct stat *ret_written, GError **error)
{
    git_odb_object *blob = marbre_object_read(store, &spot->new->id, GIT_OBJECT_BLOB, error);

    if (blob == NULL)
        return false;
    MARBRE_AUTO_FD fd = openat(spot->folder, spot->part,
                               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    bool good = fd >= 0 || spot_fail(spot, error);
    good = good && marbre_file_write_fd(fd, spot->path, git_odb_object_data(blob),
                                        git_odb_object_size(blob), error);
    git_odb_object_free(blob);
    if (good && mode != 0 && fchmod(fd, mode & 0777) < 0)
        good = spot_fail(spot, error);
    if (good && spot->new->mode == MARBRE_MODE_EXEC) {
        struct stat status;
        if (fstat(fd, &status) < 0 ||
            fchmod(fd, (status.st_mode & 0777) | (status.st_mode & 0444) >> 2) < 0)
            good = spot_fail(spot, error);
    }
    if (good && (fsync(fd) < 0 || fstat(fd, ret_written) < 0 ||
                 renameat(spot->folder, spot->part, spot->folder, spot->swap) < 0))
        good = spot_fail(spot, error);
    if (!good)
        (void)unlinkat(spot->folder, spot->part, 0); /* the error at hand says more */
    return good;
}

/* The exchange was seen through: whatever was displaced must be what the last commit had. */
static bool
displaced_judge(const Spot *spot, MarbrePlaced *ret_placed, GError **error)
{
    struct stat status;
    Holds holds;

    if (!spot_look(spot, spot->swap, &holds, &status, error))
        return false;
    if (holds != HOLDS_OTHER) {
        *ret_placed = MARBRE_PLACED;
        return spot_remove(spot, spot->swap, error);
    }
    *ret_placed = MARBRE_PLACED_KEPT;
    return words_return(spot, error);
}

static bool
file_exchange(const Spot *spot, MarbrePlaced *ret_placed, GError **error)
{
    if (renameat2(spot->folder, spot->swap, spot->folder, spot->name, RENAME_EXCHANGE) == 0)
        return displaced_judge(spot, ret_placed, error);
    bool unsupported = errno == EINVAL || errno == ENOSYS;
    if (unsupported && renameat(spot->folder, spot->swap, spot->folder, spot->name) == 0) {
        *ret_placed = MARBRE_PLACED;
        return true;
    }
    spot_fail(spot, error);
    (void)unlinkat(spot->folder, spot->swap, 0); /* ours, and the error says more */
    return false;
}

static bool
file_create(const Spot *spot, MarbrePlaced *ret_placed, GError **error)
{
    if (linkat(spot->folder, spot->swap, spot->folder, spot->name, 0) == 0)
        *ret_placed = MARBRE_PLACED;
    else if (errno == EEXIST)
        *ret_placed = MARBRE_PLACED_KEPT;
    else
        return spot_fail(spot, error);
    return spot_remove(spot, spot->swap, error);
}

static bool
file_remove(const Spot *spot, MarbrePlaced *ret_placed, GError **error)
{
    if (renameat(spot->folder, spot->name, spot->folder, spot->swap) < 0)
        return spot_fail(spot, error);
    return displaced_judge(spot, ret_placed, error);
}

/* Whether the file in place is the one just written, untouched since. */
static bool
is_untouched(const Spot *spot, const struct stat *written, struct stat *ret_status)
{
    return fstatat(spot->folder, spot->name, ret_status, AT_SYMLINK_NOFOLLOW) == 0 &&
           ret_status->st_ino == written->st_ino && ret_status->st_size == written->st_size &&
           ret_status->st_mtim.tv_sec == written->st_mtim.tv_sec &&
           ret_status->st_mtim.tv_nsec == written->st_mtim.tv_nsec;
}

static bool
spot_settle(MarbreStore *store,
            const Spot *spot,
            MarbrePlaced *ret_placed,
            struct stat *ret_status,
            GError **error)
{
    bool stays = is_file(spot->new);
    struct stat written;
    Holds holds;
    bool good;

    if (!spot_look(spot, spot->name, &holds, ret_status, error))
        return false;
    if (holds == HOLDS_OTHER) {
        *ret_placed = MARBRE_PLACED_KEPT;
        return true;
    }
    bool exec_differs =
        holds != HOLDS_NOTHING && stays &&
        (spot->new->mode == MARBRE_MODE_EXEC) != ((ret_status->st_mode & S_IXUSR) != 0);
    if ((holds == HOLDS_NEW && (!exec_differs || spot->old->mode == spot->new->mode)) ||
        (holds == HOLDS_NOTHING && !stays)) {
        *ret_placed = MARBRE_PLACED_SAME;
        return true;
    }
    mode_t mode =
        holds != HOLDS_NOTHING && spot->old->mode == spot->new->mode ? ret_status->st_mode : 0;
    if (stays && !swap_write(store, spot, mode, &written, error))
        return false;
    if (holds == HOLDS_NOTHING)
        good = file_create(spot, ret_placed, error);
    else if (stays)
        good = file_exchange(spot, ret_placed, error);
    else
        good = file_remove(spot, ret_placed, error);
    if (!good)
        return false;
    if (fsync(spot->folder) < 0)
        return spot_fail(spot, error);
    if (stays && *ret_placed == MARBRE_PLACED && !is_untouched(spot, &written, ret_status))
        *ret_placed = MARBRE_PLACED_KEPT;
    return true;
}

bool
marbre_place_file(MarbreStore *store,
                  int root,
                  const char *path,
                  const MarbrePlace *old_place,
                  const MarbrePlace *new_place,
                  MarbrePlaced *ret_placed,
                  struct stat *ret_status,
                  GError **error)
{
    bool stays = is_file(new_place);
    Spot spot = {.path = path, .old = old_place, .new = new_place};

    if (!marbre_beneath_is_plain(path) || (!stays && new_place->mode != 0)) {
        *ret_placed = MARBRE_PLACED_KEPT; /* links and other repositories are git's to place */
        return true;
    }
    MARBRE_AUTO_FD folder = marbre_beneath_open_parent(root, path, stays, &spot.name);
    if (folder < 0 && errno == ENOENT && !stays) {
        *ret_placed = MARBRE_PLACED_SAME;
        return true;
    }
    /* A link or a file stands where a folder should, or it may not be entered. */
    if (folder < 0 && marbre_beneath_is_theirs(errno)) {
        *ret_placed = MARBRE_PLACED_KEPT;
        return true;
    }
    if (folder < 0)
        return spot_fail(&spot, error);
    spot.folder = folder;
    spot_name(&spot);
    if (!spot_tidy(&spot, error) || !spot_settle(store, &spot, ret_placed, ret_status, error))
        return false;
    if (!stays && *ret_placed != MARBRE_PLACED_KEPT)
        marbre_beneath_prune(root, path);
    return true;
}

bool
marbre_place_tidy(int root,
                  const char *path,
                  const MarbrePlace *old_place,
                  const MarbrePlace *new_place,
                  GError **error)
{
    Spot spot = {.path = path, .old = old_place, .new = new_place};

    if (!marbre_beneath_is_plain(path))
        return true;
    MARBRE_AUTO_FD folder = marbre_beneath_open_parent(root, path, false, &spot.name);
    if (folder < 0) /* where it is not there, or a link, nothing of ours is there either */
        return errno == ENOENT || marbre_beneath_is_theirs(errno) || spot_fail(&spot, error);
    spot.folder = folder;
    spot_name(&spot);
    return spot_tidy(&spot, error);
}
