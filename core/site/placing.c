/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/placing.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "site/leaf.h"
#include "site/manifest.h"
#include "store/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_LIMIT (UINT64_C(256) << 20)
#define MANIFEST_LIMIT (UINT64_C(256) << 20)
/* As many paths are named where others' files are in the way. */
#define NAMED 8

typedef struct {
    int root;
    MarbreManifest *known; /* what exports have written so far */
    GPtrArray *write;      /* of MarbreLeaf (not owned) */
    GPtrArray *remove;     /* of char * (not owned) */
    GPtrArray *in_the_way; /* of char * (not owned) */
    GHashTable *wanted;    /* paths that are to be there */
} Placing;

void
marbre_placed_clear(MarbrePlaced *placed)
{
    g_clear_pointer(&placed->written, g_ptr_array_unref);
    g_clear_pointer(&placed->removed, g_ptr_array_unref);
}

static bool
fail(GError **error, const char *path)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
    return false;
}

static bool
is_text(const char *path)
{
    return g_str_has_suffix(path, ".md") || g_str_has_suffix(path, ".markdown");
}

/* ---- what is there ---- */

/* Content of a file; NULL with `ret_there` where something else stands in its place. */
static GBytes *
read_there(const Placing *placing, const char *path, bool *ret_there)
{
    MARBRE_AUTO_FD fd = marbre_beneath_open(placing->root, path, O_RDONLY | O_NONBLOCK, 0);
    *ret_there = fd >= 0 || (errno != ENOENT && errno != ENOTDIR);
    /* A file where a folder is to be is in the way as well. */
    if (fd < 0 && errno == ENOTDIR)
        *ret_there = true;
    return fd < 0 ? NULL : marbre_file_read_fd(fd, path, FILE_LIMIT, NULL);
}

static char *
digest_of(GBytes *bytes)
{
    gsize size = 0;
    const void *data = g_bytes_get_data(bytes, &size);
    return marbre_digest(data, size);
}

/* Whether what is there may go: an export wrote it, or the site had it before it was adopted. */
static bool
is_ours(const Placing *placing, const char *path, GBytes *there, GBytes *replaces)
{
    g_autofree char *digest = digest_of(there);
    return marbre_manifest_has(placing->known, path, digest) ||
           (replaces != NULL && g_bytes_equal(replaces, there));
}

static void
look_at_leaf(Placing *placing, MarbreLeaf *leaf)
{
    bool something = false;
    g_autoptr(GBytes) there = read_there(placing, leaf->path, &something);
    if (leaf->bytes != NULL)
        g_hash_table_add(placing->wanted, leaf->path);
    if (!something) {
        if (leaf->bytes != NULL)
            g_ptr_array_add(placing->write, leaf);
    } else if (there != NULL && leaf->bytes != NULL && g_bytes_equal(there, leaf->bytes)) {
        return;
    } else if (there == NULL || !is_ours(placing, leaf->path, there, leaf->replaces)) {
        g_ptr_array_add(placing->in_the_way, leaf->path);
    } else if (leaf->bytes != NULL) {
        g_ptr_array_add(placing->write, leaf);
    } else {
        g_ptr_array_add(placing->remove, leaf->path);
    }
}

static void
look_at_old(Placing *placing, const GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++) {
        char *path = g_ptr_array_index(paths, i);
        bool something = false;
        if (g_hash_table_contains(placing->wanted, path) ||
            g_ptr_array_find_with_equal_func(placing->remove, path, g_str_equal, NULL))
            continue;
        g_autoptr(GBytes) there = read_there(placing, path, &something);
        if (there != NULL && is_ours(placing, path, there, NULL))
            g_ptr_array_add(placing->remove, path);
        else if (something)
            g_ptr_array_add(placing->in_the_way, path);
    }
}

static bool
check_free(const Placing *placing, const char *dir, GError **error)
{
    if (placing->in_the_way->len == 0)
        return true;
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < placing->in_the_way->len && i < NAMED; i++)
        g_string_append_printf(names, "\n  %s", (char *)placing->in_the_way->pdata[i]);
    if (placing->in_the_way->len > NAMED)
        g_string_append(names, "\n  …");
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("In %s there are files that no export wrote, or that somebody has changed since. "
                  "Put them elsewhere, or take their words into the article; nothing was "
                  "changed:%s"),
                dir, names->str);
    return false;
}

/* ---- putting in place ---- */

/* Where a file waits for its name: beside it, under a name that generators pass over. */
static char *
waiting_name(const char *name)
{
    return g_strdup_printf(".%s.marbre", name);
}

/* Writes the bytes that are to be called `name` in a folder, under the name in which they wait. */
static bool
put_aside(int folder, const char *name, const char *path, GBytes *bytes, GError **error)
{
    gsize size = 0;
    const void *data = g_bytes_get_data(bytes, &size);
    g_autofree char *waiting = waiting_name(name);
    (void)unlinkat(folder, waiting, 0); /* of an export that was cut short */
    MARBRE_AUTO_FD fd =
        openat(folder, waiting, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        return fail(error, path);
    if (!marbre_file_write_fd(fd, path, data, size, error))
        return false;
    return fsync(fd) == 0 || fail(error, path);
}

static bool
write_aside(const Placing *placing, const MarbreLeaf *leaf, GError **error)
{
    const char *name = NULL;
    MARBRE_AUTO_FD folder = marbre_beneath_open_parent(placing->root, leaf->path, true, &name);
    if (folder < 0)
        return fail(error, leaf->path);
    return put_aside(folder, name, leaf->path, leaf->bytes, error);
}

static bool
give_name(const Placing *placing, const MarbreLeaf *leaf, GError **error)
{
    const char *name = NULL;
    MARBRE_AUTO_FD folder = marbre_beneath_open_parent(placing->root, leaf->path, false, &name);
    if (folder < 0)
        return fail(error, leaf->path);
    g_autofree char *waiting = waiting_name(name);
    return renameat(folder, waiting, folder, name) == 0 || fail(error, leaf->path);
}

static void
forget_aside(const Placing *placing, const char *path)
{
    const char *name = NULL;
    MARBRE_AUTO_FD folder = marbre_beneath_open_parent(placing->root, path, false, &name);
    if (folder >= 0) {
        g_autofree char *waiting = waiting_name(name);
        (void)unlinkat(folder, waiting, 0); /* most are not there */
    }
    marbre_beneath_prune(placing->root, path);
}

static bool
take_away(const Placing *placing, const char *path, GError **error)
{
    const char *name = NULL;
    MARBRE_AUTO_FD folder = marbre_beneath_open_parent(placing->root, path, false, &name);
    if (folder < 0 || (unlinkat(folder, name, 0) != 0 && errno != ENOENT))
        return fail(error, path);
    forget_aside(placing, path);
    return true;
}

static bool
write_list(const Placing *placing, const MarbreManifest *list, GError **error)
{
    g_autoptr(GBytes) bytes = marbre_manifest_write(list);
    g_autofree char *waiting = waiting_name(MARBRE_MANIFEST_NAME);
    return put_aside(placing->root, MARBRE_MANIFEST_NAME, MARBRE_MANIFEST_NAME, bytes, error) &&
           (renameat(placing->root, waiting, placing->root, MARBRE_MANIFEST_NAME) == 0 ||
            fail(error, MARBRE_MANIFEST_NAME));
}

/* Pictures first and texts after them; of what goes, texts first. */
static bool
change_names(const Placing *placing, GError **error)
{
    for (unsigned texts = 0; texts < 2; texts++)
        for (guint i = 0; i < placing->write->len; i++) {
            const MarbreLeaf *leaf = g_ptr_array_index(placing->write, i);
            if (is_text(leaf->path) == (texts == 1) && !give_name(placing, leaf, error))
                return false;
        }
    for (unsigned texts = 2; texts-- > 0;)
        for (guint i = 0; i < placing->remove->len; i++) {
            const char *path = g_ptr_array_index(placing->remove, i);
            if (is_text(path) == (texts == 1) && !take_away(placing, path, error))
                return false;
        }
    return true;
}

/* The list says both what was and what is to be before any name changes: whatever cuts an export
   short, the next one knows its files. */
static bool
put_all(Placing *placing, MarbreManifest *after, GError **error)
{
    bool good = true;
    for (guint i = 0; i < placing->write->len; i++) {
        const MarbreLeaf *leaf = g_ptr_array_index(placing->write, i);
        g_autofree char *digest = digest_of(leaf->bytes);
        marbre_manifest_add(placing->known, leaf->path, digest);
    }
    good = write_list(placing, placing->known, error);
    for (guint i = 0; i < placing->write->len && good; i++)
        good = write_aside(placing, g_ptr_array_index(placing->write, i), error);
    if (!good) {
        for (guint i = 0; i < placing->write->len; i++)
            forget_aside(placing, ((MarbreLeaf *)placing->write->pdata[i])->path);
        return false;
    }
    return change_names(placing, error) && write_list(placing, after, error);
}

/* ---- the folder ---- */

static int
open_root(const char *dir, bool dry_run, GError **error)
{
    if (!dry_run && g_mkdir_with_parents(dir, 0755) != 0) {
        (void)fail(error, dir);
        return -1;
    }
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && !(dry_run && errno == ENOENT))
        (void)fail(error, dir);
    return fd;
}

static bool
read_list(Placing *placing, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) bytes =
        marbre_file_read(placing->root, MARBRE_MANIFEST_NAME, MANIFEST_LIMIT, &reason);
    if (bytes == NULL && reason->code == MARBRE_ERROR_NOT_FOUND) {
        placing->known = marbre_manifest_new();
        return true;
    }
    if (bytes == NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    placing->known = marbre_manifest_parse(data == NULL ? "" : data, size, error);
    return placing->known != NULL;
}

static void
tell(const Placing *placing, MarbrePlaced *placed)
{
    placed->written = g_ptr_array_new_with_free_func(g_free);
    placed->removed = g_ptr_array_new_with_free_func(g_free);
    placed->files = g_hash_table_size(placing->wanted);
    for (guint i = 0; i < placing->write->len; i++)
        g_ptr_array_add(placed->written, g_strdup(((MarbreLeaf *)placing->write->pdata[i])->path));
    for (guint i = 0; i < placing->remove->len; i++)
        g_ptr_array_add(placed->removed, g_strdup(placing->remove->pdata[i]));
}

static MarbreManifest *
list_after(const GPtrArray *leaves)
{
    MarbreManifest *after = marbre_manifest_new();
    for (guint i = 0; i < leaves->len; i++) {
        const MarbreLeaf *leaf = g_ptr_array_index(leaves, i);
        g_autofree char *digest = leaf->bytes == NULL ? NULL : digest_of(leaf->bytes);
        if (digest != NULL)
            marbre_manifest_add(after, leaf->path, digest);
    }
    return after;
}

static bool
same_list(const MarbreManifest *one, const MarbreManifest *other)
{
    g_autoptr(GBytes) a = marbre_manifest_write(one), b = marbre_manifest_write(other);
    return g_bytes_equal(a, b);
}

static bool
place(Placing *placing, const char *dir, const GPtrArray *leaves, bool dry_run, GError **error)
{
    for (guint i = 0; i < leaves->len; i++)
        look_at_leaf(placing, g_ptr_array_index(leaves, i));
    g_autoptr(GPtrArray) paths = marbre_manifest_paths(placing->known);
    look_at_old(placing, paths);
    g_autoptr(MarbreManifest) after = list_after(leaves);
    if (!check_free(placing, dir, error))
        return false;
    g_autofree char *waiting = waiting_name(MARBRE_MANIFEST_NAME);
    if (!dry_run)
        (void)unlinkat(placing->root, waiting, 0); /* of an export that was cut short */
    bool nothing = placing->write->len == 0 && placing->remove->len == 0;
    if (dry_run || (nothing && same_list(placing->known, after)))
        return true;
    return put_all(placing, after, error);
}

bool
marbre_placing_run(const char *dir,
                   const GPtrArray *leaves,
                   bool dry_run,
                   MarbrePlaced *ret_placed,
                   GError **error)
{
    g_autoptr(GError) reason = NULL;
    MARBRE_AUTO_FD root = open_root(dir, dry_run, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (root >= 0 && flock(root, LOCK_EX | LOCK_NB) != 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                    _("another export is writing into %s; try again"), dir);
        return false;
    }
    g_autoptr(GPtrArray) write = g_ptr_array_new(), remove = g_ptr_array_new(),
                         in_the_way = g_ptr_array_new();
    g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal);
    Placing placing = {
        .root = root, .write = write, .remove = remove, .in_the_way = in_the_way, .wanted = wanted};
    bool good = false;
    if (root >= 0) {
        good = read_list(&placing, error) && place(&placing, dir, leaves, dry_run, error);
    } else { /* a dry run into a folder that is not there yet */
        for (guint i = 0; i < leaves->len; i++)
            if (((MarbreLeaf *)leaves->pdata[i])->bytes != NULL) {
                g_ptr_array_add(write, leaves->pdata[i]);
                g_hash_table_add(wanted, ((MarbreLeaf *)leaves->pdata[i])->path);
            }
        good = true;
    }
    if (good)
        tell(&placing, ret_placed);
    marbre_manifest_free(placing.known);
    return good;
}
