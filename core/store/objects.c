/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/objects.h"

#include "store/oid.h"
#include "store/packs.h"

#include <errno.h>
#include <git2/sys/odb_backend.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Before libgit2's own folder of loose objects (1) and packs (2). */
#define INCOMING_PRIORITY 10
#define FOLDER_TRIES 100
/* Objects of one write that are files of their own; those that come after them are packed. Git's
   own fast-import draws the line at a hundred. */
#define LOOSE_OBJECTS 200
#define LOOSE_KEY "marbre.looseObjects"

/* What the write at hand has written, for libgit2, which would look for each object of the
   repository in a folder of loose objects first. */
typedef struct {
    git_odb_backend parent;
    MarbreStore *store;
} IncomingBackend;

static char *
incoming_path(MarbreStore *store)
{
    return g_build_filename(store->common, "marbre", "incoming", NULL);
}

static MarbreStore *
store_of(git_odb_backend *backend)
{
    return ((IncomingBackend *)backend)->store;
}

static int
incoming_read(void **ret_data,
              size_t *ret_size,
              git_object_t *ret_type,
              git_odb_backend *backend,
              const git_oid *id)
{
    MarbreStore *store = store_of(backend);

    if (g_hash_table_contains(store->unkept, id))
        return store->incoming->read(ret_data, ret_size, ret_type, store->incoming, id);
    return store->pack == NULL
               ? GIT_ENOTFOUND
               : marbre_pack_read(store->pack, backend, id, ret_data, ret_size, ret_type);
}

static int
incoming_head(size_t *ret_size, git_object_t *ret_type, git_odb_backend *backend, const git_oid *id)
{
    MarbreStore *store = store_of(backend);

    if (g_hash_table_contains(store->unkept, id))
        return store->incoming->read_header(ret_size, ret_type, store->incoming, id);
    return store->pack == NULL
               ? GIT_ENOTFOUND
               : marbre_pack_read(store->pack, backend, id, NULL, ret_size, ret_type);
}

static int
incoming_exists(git_odb_backend *backend, const git_oid *id)
{
    const MarbreStore *store = store_of(backend);

    return g_hash_table_contains(store->unkept, id) ||
           (store->pack != NULL && marbre_pack_has(store->pack, id));
}

static void
incoming_free(git_odb_backend *backend)
{
    MarbreStore *store = store_of(backend);

    store->incoming->free(store->incoming);
    g_hash_table_unref(store->unkept);
    g_free(backend);
}

/* Takes the folder's backend, also where it fails. */
static bool
incoming_begin(MarbreStore *store, git_odb_backend *folder, GError **error)
{
    IncomingBackend *backend = g_new0(IncomingBackend, 1);

    if (git_odb_init_backend(&backend->parent, GIT_ODB_BACKEND_VERSION) == 0) {
        backend->parent.read = incoming_read;
        backend->parent.read_header = incoming_head;
        backend->parent.exists = incoming_exists;
        backend->parent.free = incoming_free;
        backend->store = store; /* which owns the database, and so this */
        if (git_odb_add_backend(store->odb, &backend->parent, INCOMING_PRIORITY) == 0) {
            store->incoming = folder;
            store->unkept = g_hash_table_new_full(marbre_oid_hash, marbre_oid_equal, g_free, NULL);
            return true;
        }
    }
    folder->free(folder);
    g_free(backend);
    return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", store->common);
}

static guint
loose_limit(MarbreStore *store)
{
    g_autofree char *text = marbre_store_config_get(store, LOOSE_KEY);
    guint64 limit = LOOSE_OBJECTS;

    /* What is no number leaves the limit as it is. */
    if (text != NULL)
        (void)g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT, &limit, NULL);
    return (guint)limit;
}

bool
marbre_objects_begin(MarbreStore *store, GError **error)
{
    g_autofree char *path = incoming_path(store);
    git_odb_backend *backend = NULL;

    if (g_mkdir(path, 0777) < 0 && errno != EEXIST)
        return marbre_errno_fail(error, "%s", path);
    store->loose_limit = loose_limit(store);
    if (store->incoming != NULL)
        return true;
    if (git_odb_backend_loose(&backend, path, -1, 0, 0, 0) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", path);
    return incoming_begin(store, backend, error);
}

/* An object that is there has these bytes. */
static bool
is_same(MarbreStore *store,
        git_object_t type,
        const void *data,
        size_t size,
        const git_oid *id,
        GError **error)
{
    git_odb_object *object = marbre_object_read(store, id, type, error);

    if (object == NULL)
        return false;
    bool same = git_odb_object_size(object) == size &&
                (size == 0 || memcmp(git_odb_object_data(object), data, size) == 0);
    git_odb_object_free(object);
    if (!same)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("an object cannot be written: another one has its name"));
    return same;
}

/* An object that is there is read back, and its time renewed, so that git's clean-up spares it. */
static bool
renew(MarbreStore *store,
      git_object_t type,
      const void *data,
      size_t size,
      const git_oid *id,
      GError **error)
{
    git_oid same;

    return is_same(store, type, data, size, id, error) &&
           (git_odb_write(&same, store->odb, data, size, type) == 0 ||
            marbre_git_fail(error, MARBRE_ERROR_FAILED, _("an object cannot be written")));
}

/* git_odb_write() would go on to git's own folder where ours takes no more, and forget why. */
static bool
write_new(MarbreStore *store,
          GArray *written,
          git_object_t type,
          const void *data,
          size_t size,
          const git_oid *id,
          GError **error)
{
    if (store->pack == NULL && written->len >= store->loose_limit) {
        g_autofree char *path = incoming_path(store);
        store->pack = marbre_pack_new(path, error);
        if (store->pack == NULL)
            return false;
    }
    if (store->pack != NULL)
        return marbre_pack_add(store->pack, id, type, data, size, error);
    if (store->incoming->write(store->incoming, id, data, size, type) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, _("an object cannot be written"));
    g_array_append_val(written, *id);
    g_hash_table_add(store->unkept, g_memdup2(id, sizeof *id));
    return true;
}

/* What a git beside us has packed meanwhile may be written twice, which harms nobody; looking for
 * its packs anew at each object would cost more than the object. */
static bool
is_there(MarbreStore *store, const git_oid *id)
{
    if (store->packs != NULL && !g_hash_table_contains(store->unkept, id) &&
        marbre_packs_lack(store->packs, id))
        return false;
    return git_odb_exists_ext(store->odb, id, GIT_ODB_LOOKUP_NO_REFRESH) == 1;
}

static bool
put(MarbreStore *store,
    GArray *written,
    git_object_t type,
    const void *data,
    size_t size,
    const git_oid *id,
    GError **error)
{
    if (store->pack != NULL && marbre_pack_has(store->pack, id))
        return is_same(store, type, data, size, id, error);
    if (is_there(store, id))
        return renew(store, type, data, size, id, error);
    return write_new(store, written, type, data, size, id, error);
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
    if (git_odb_hash(ret_id, data, size, type) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, _("an object cannot be named"));
    return put(store, written, type, data, size, ret_id, error);
}

/* Of many pages, git's way to their names would take as long as to deflate them. What it looks for,
   two contents with one sum, does no harm here: the second one is refused. */
bool
marbre_objects_put_made(MarbreStore *store,
                        GArray *written,
                        const void *data,
                        size_t size,
                        git_oid *ret_id,
                        GError **error)
{
    if (store->pack == NULL)
        return marbre_objects_put(store, written, GIT_OBJECT_BLOB, data, size, ret_id, error);
    return marbre_pack_name(store->pack, data, size, ret_id, error) &&
           put(store, written, GIT_OBJECT_BLOB, data, size, ret_id, error);
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
marbre_objects_seal(MarbreStore *store, GError **error)
{
    return store->pack == NULL || marbre_pack_seal(store->pack, error);
}

bool
marbre_objects_keep(MarbreStore *store, const GArray *written, GError **error)
{
    if (store->pack != NULL) {
        if (!marbre_pack_keep(store->pack, store->common, error))
            return false;
        g_clear_pointer(&store->pack, marbre_pack_free);
        if (git_odb_refresh(store->odb) < 0)
            return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", store->common);
    }
    for (guint i = 0; i < written->len; i++) {
        if (!keep_one(store, &g_array_index(written, git_oid, i), error))
            return false;
    }
    if (store->unkept != NULL)
        g_hash_table_remove_all(store->unkept);
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

    g_clear_pointer(&store->pack, marbre_pack_free);
    if (store->unkept != NULL)
        g_hash_table_remove_all(store->unkept);
    folder_empty(path);
}
