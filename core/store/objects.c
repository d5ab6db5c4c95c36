/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/objects.h"

#include <errno.h>
#include <git2/sys/odb_backend.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Before libgit2's own folder of loose objects (1) and packs (2). */
#define INCOMING_PRIORITY 9
#define FOLDER_TRIES 100

static char *
incoming_path(MarbreStore *store)
{
    return g_build_filename(store->common, "marbre", "incoming", NULL);
}

bool
marbre_objects_begin(MarbreStore *store, GError **error)
{
    g_autofree char *path = incoming_path(store);
    git_odb_backend *backend = NULL;

    if (g_mkdir(path, 0777) < 0 && errno != EEXIST)
        return marbre_errno_fail(error, "%s", path);
    if (store->incoming != NULL)
        return true;
    if (git_odb_backend_loose(&backend, path, -1, 0, 0, 0) < 0 ||
        git_odb_add_backend(store->odb, backend, INCOMING_PRIORITY) < 0) {
        if (backend != NULL)
            backend->free(backend);
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", path);
    }
    store->incoming = backend;
    return true;
}

bool
marbre_objects_put(MarbreStore *store,
                   GArray *written,
                   git_object_t type,
                   const void *data,
                   size_t size,
                   git_oid *ret_id,
                   GError **error)
{
    git_oid id;

    if (git_odb_hash(&id, data, size, type) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, _("an object cannot be named"));
    bool there = git_odb_exists(store->odb, &id) == 1;
    if (there) {
        git_odb_object *object = marbre_object_read(store, &id, type, error);
        if (object == NULL)
            return false;
        git_odb_object_free(object);
    }
    /* For one that is there git_odb_write() renews its time, so that git's clean-up spares it. For
     * a new one it would go on to git's own folder where ours takes no more, and forget why. */
    if (there ? git_odb_write(&id, store->odb, data, size, type) < 0
              : store->incoming->write(store->incoming, &id, data, size, type) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, _("an object cannot be written"));
    if (!there)
        g_array_append_val(written, id);
    *ret_id = id;
    return true;
}

static bool
keep_one(MarbreStore *store, const git_oid *id, GError **error)
{
    char hex[41];

    marbre_oid_format(id, hex);
    g_autofree char *from =
        g_strdup_printf("%s/marbre/incoming/%.2s/%s", store->common, hex, hex + 2);
    g_autofree char *folder = g_strdup_printf("%s/objects/%.2s", store->common, hex);
    g_autofree char *to = g_strdup_printf("%s/%s", folder, hex + 2);
    bool kept = g_rename(from, to) == 0;
    /* A git that tidies up beside us removes a folder as long as it is empty. */
    for (int i = 0; !kept && errno == ENOENT && i < FOLDER_TRIES; i++)
        kept = (g_mkdir(folder, 0777) == 0 || errno == EEXIST) && g_rename(from, to) == 0;
    return kept || marbre_errno_fail(error, "%s", to);
}

bool
marbre_objects_keep(MarbreStore *store, const GArray *written, GError **error)
{
    for (guint i = 0; i < written->len; i++) {
        if (!keep_one(store, &g_array_index(written, git_oid, i), error))
            return false;
    }
    return true;
}

static void
folder_empty(const char *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    const char *name;

    if (folder == NULL)
        return;
    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        struct stat status;
        if (lstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
            folder_empty(file);
            (void)rmdir(file); /* what cannot be removed now is tried again by the next write */
        } else {
            (void)unlink(file); /* likewise */
        }
    }
    g_dir_close(folder);
}

void
marbre_objects_drop(MarbreStore *store)
{
    g_autofree char *path = incoming_path(store);

    folder_empty(path);
}
