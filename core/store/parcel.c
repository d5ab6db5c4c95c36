/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/parcel.h"

#include "base/error.h"
#include "store/git.h"
#include "store/library.h"
#include "store/oid.h"

#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <zlib.h>

#define STEP ((size_t)64 << 10)

typedef struct {
    git_oid id;
    git_object_t type;
    GBytes *bytes;
} Object;

struct MarbreParcel {
    GPtrArray *objects; /* of Object, in the order of their coming */
    GHashTable *by_id;  /* the same by their ids */
    uint64_t size;
    bool gaps;
};

static void
object_free(void *data)
{
    Object *object = data;
    g_bytes_unref(object->bytes);
    g_free(object);
}

MarbreParcel *
marbre_parcel_new(void)
{
    MarbreParcel *parcel = g_atomic_rc_box_new0(MarbreParcel);
    parcel->objects = g_ptr_array_new_with_free_func(object_free);
    parcel->by_id = g_hash_table_new(marbre_oid_hash, marbre_oid_equal);
    return parcel;
}

static void
parcel_clear(void *data)
{
    MarbreParcel *parcel = data;
    g_hash_table_unref(parcel->by_id);
    g_ptr_array_unref(parcel->objects);
}

MarbreParcel *
marbre_parcel_ref(MarbreParcel *parcel)
{
    return g_atomic_rc_box_acquire(parcel);
}

void
marbre_parcel_unref(MarbreParcel *parcel)
{
    if (parcel != NULL)
        g_atomic_rc_box_release_full(parcel, parcel_clear);
}

size_t
marbre_parcel_count(const MarbreParcel *parcel)
{
    return parcel->objects->len;
}

bool
marbre_parcel_has_gaps(const MarbreParcel *parcel)
{
    return parcel->gaps;
}

/* (transfer full) bytes; what is there already stays. */
static const Object *
put(MarbreParcel *parcel, const git_oid *id, git_object_t type, GBytes *bytes)
{
    Object *object = g_new0(Object, 1);
    object->id = *id;
    object->type = type;
    object->bytes = bytes;
    parcel->size += g_bytes_get_size(bytes);
    g_ptr_array_add(parcel->objects, object);
    g_hash_table_insert(parcel->by_id, &object->id, object);
    return object;
}

/* --- as a store ----------------------------------------------------------------------------------
 */

typedef struct {
    git_odb_backend backend;
    MarbreParcel *parcel;
    MarbreStore *source; /* (nullable) */
} Shelf;

/* Ends in a code of libgit2's. */
static int
find(Shelf *shelf, const git_oid *id, const Object **ret_object)
{
    git_odb_object *read = NULL;
    *ret_object = g_hash_table_lookup(shelf->parcel->by_id, id);
    if (*ret_object != NULL)
        return 0;
    int status =
        shelf->source == NULL ? GIT_ENOTFOUND : git_odb_read(&read, shelf->source->odb, id);
    shelf->parcel->gaps = shelf->parcel->gaps || status < 0;
    if (status < 0)
        return status;
    GBytes *bytes = g_bytes_new(git_odb_object_data(read), git_odb_object_size(read));
    *ret_object = put(shelf->parcel, id, git_odb_object_type(read), bytes);
    git_odb_object_free(read);
    return 0;
}

static int
shelf_read(void **ret_data,
           size_t *ret_size,
           git_object_t *ret_type,
           git_odb_backend *self,
           const git_oid *id)
{
    const Object *object = NULL;
    int status = find((Shelf *)self, id, &object);
    if (status < 0)
        return status;
    gsize size = 0;
    const void *data = g_bytes_get_data(object->bytes, &size);
    void *copy = git_odb_backend_data_alloc(self, size + 1);
    if (copy == NULL)
        return -1;
    if (size > 0)
        memcpy(copy, data, size);
    ((char *)copy)[size] = '\0';
    *ret_data = copy;
    *ret_size = size;
    *ret_type = object->type;
    return 0;
}

static int
shelf_read_header(size_t *ret_size,
                  git_object_t *ret_type,
                  git_odb_backend *self,
                  const git_oid *id)
{
    const Object *object = NULL;
    int status = find((Shelf *)self, id, &object);
    if (status < 0)
        return status;
    *ret_size = g_bytes_get_size(object->bytes);
    *ret_type = object->type;
    return 0;
}

static int
shelf_exists(git_odb_backend *self, const git_oid *id)
{
    const Object *object = NULL;
    return find((Shelf *)self, id, &object) == 0;
}

static void
shelf_free(git_odb_backend *self)
{
    Shelf *shelf = (Shelf *)self;
    marbre_parcel_unref(shelf->parcel);
    marbre_store_unref(shelf->source);
    g_free(shelf);
}

static git_odb_backend *
shelf_new(MarbreParcel *parcel, MarbreStore *source)
{
    Shelf *shelf = g_new0(Shelf, 1);
    git_odb_init_backend(&shelf->backend, GIT_ODB_BACKEND_VERSION);
    shelf->backend.read = shelf_read;
    shelf->backend.read_header = shelf_read_header;
    shelf->backend.exists = shelf_exists;
    shelf->backend.free = shelf_free;
    shelf->parcel = marbre_parcel_ref(parcel);
    shelf->source = source == NULL ? NULL : marbre_store_ref(source);
    return &shelf->backend;
}

MarbreStore *
marbre_parcel_open(MarbreParcel *parcel, MarbreStore *source, GError **error)
{
    g_autoptr(MarbreStore) store = g_atomic_rc_box_new0(MarbreStore);
    marbre_library_start();
    store->read_only = true;
    store->apart = true;
    store->common = g_strdup("");
    store->gitdir = g_strdup("");
    git_odb_backend *shelf = shelf_new(parcel, source);
    bool made = git_odb_new(&store->odb) == 0;
    if (!made || git_odb_add_backend(store->odb, shelf, 1) < 0) {
        shelf->free(shelf);
        made = false;
    }
    if (!made || git_repository_wrap_odb(&store->repo, store->odb) < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, _("objects can't be read"));
        return NULL;
    }
    return g_steal_pointer(&store);
}

/* --- as bytes ------------------------------------------------------------------------------------
 */

/* Deflates more bytes, the last ones with Z_FINISH, into the array's end. */
static void
deflate_more(z_stream *stream, const void *data, size_t size, int flush, GByteArray *out)
{
    stream->next_in = (Bytef *)data;
    stream->avail_in = (uInt)size;
    do {
        guint at = out->len;
        g_byte_array_set_size(out, at + (guint)STEP);
        stream->next_out = out->data + at;
        stream->avail_out = (uInt)STEP;
        (void)deflate(stream, flush); /* there is always room, so it can't fail */
        g_byte_array_set_size(out, at + (guint)(STEP - stream->avail_out));
    } while (stream->avail_out == 0);
}

GBytes *
marbre_parcel_pack(const MarbreParcel *parcel, GError **error)
{
    z_stream stream = {0};
    if (parcel->size > MARBRE_PARCEL_LIMIT || deflateInit(&stream, Z_BEST_COMPRESSION) != Z_OK) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("a proof holds at most %u MB of objects, and this one would hold more"),
                    (unsigned)(MARBRE_PARCEL_LIMIT >> 20));
        return NULL;
    }
    GByteArray *out = g_byte_array_new();
    for (guint i = 0; i < parcel->objects->len; i++) {
        const Object *object = parcel->objects->pdata[i];
        gsize size = 0;
        const void *data = g_bytes_get_data(object->bytes, &size);
        g_autofree char *head =
            g_strdup_printf("%s %" G_GSIZE_FORMAT, git_object_type2string(object->type), size);
        deflate_more(&stream, head, strlen(head) + 1, Z_NO_FLUSH, out);
        deflate_more(&stream, data, size, Z_NO_FLUSH, out);
    }
    deflate_more(&stream, "", 0, Z_FINISH, out);
    (void)deflateEnd(&stream); /* it is finished */
    return g_byte_array_free_to_bytes(out);
}

static bool
malformed(GError **error)
{
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                        _("the objects are damaged; ask for another proof"));
    return false;
}

/* The whole stream, which ends where the bytes end. (transfer full) */
static GByteArray *
inflate_all(const void *data, size_t size, GError **error)
{
    z_stream stream = {.next_in = (Bytef *)data, .avail_in = (uInt)size};
    g_autoptr(GByteArray) out = g_byte_array_new();
    int status = size > MARBRE_PARCEL_LIMIT ? Z_DATA_ERROR : inflateInit(&stream);
    bool open = status == Z_OK;
    while (status == Z_OK && out->len <= MARBRE_PARCEL_LIMIT) {
        guint at = out->len;
        g_byte_array_set_size(out, at + (guint)STEP);
        stream.next_out = out->data + at;
        stream.avail_out = (uInt)STEP;
        status = inflate(&stream, Z_NO_FLUSH);
        g_byte_array_set_size(out, at + (guint)(STEP - stream.avail_out));
    }
    bool whole = status == Z_STREAM_END && stream.avail_in == 0;
    if (open)
        (void)inflateEnd(&stream); /* nothing is left of it */
    if (whole && out->len <= MARBRE_PARCEL_LIMIT)
        return g_steal_pointer(&out);
    if (status != Z_OK)
        malformed(error);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("a proof holds at most %u MB of objects, and this one would hold more"),
                    (unsigned)(MARBRE_PARCEL_LIMIT >> 20));
    return NULL;
}

/* `TYPE SP SIZE NUL`, the size as git writes it. @return bytes, 0 where it is something else */
static size_t
head_parse(const char *at, const char *end, git_object_t *ret_type, size_t *ret_size)
{
    const char *nul = memchr(at, '\0', (size_t)MIN(end - at, 32));
    const char *space = nul == NULL ? NULL : memchr(at, ' ', (size_t)(nul - at));
    if (space == NULL)
        return 0;
    g_autofree char *type = g_strndup(at, (size_t)(space - at));
    *ret_type = git_object_string2type(type);
    *ret_size = (size_t)g_ascii_strtoull(space + 1, NULL, 10);
    g_autofree char *size = g_strdup_printf("%" G_GSIZE_FORMAT, *ret_size);
    bool good = strcmp(size, space + 1) == 0 &&
                (*ret_type == GIT_OBJECT_COMMIT || *ret_type == GIT_OBJECT_TREE ||
                 *ret_type == GIT_OBJECT_BLOB);
    return good ? (size_t)(nul + 1 - at) : 0;
}

static bool
take_object(MarbreParcel *parcel, GBytes *all, const char **at, const char *end, GError **error)
{
    git_object_t type = GIT_OBJECT_INVALID;
    size_t size = 0;
    git_oid id;
    size_t head = head_parse(*at, end, &type, &size);
    if (head == 0 || size > (size_t)(end - *at) - head ||
        git_odb_hash(&id, *at + head, size, type) < 0 || g_hash_table_contains(parcel->by_id, &id))
        return malformed(error);
    size_t start = (size_t)(*at + head - (const char *)g_bytes_get_data(all, NULL));
    put(parcel, &id, type, g_bytes_new_from_bytes(all, start, size));
    *at += head + size;
    return true;
}

MarbreParcel *
marbre_parcel_unpack(const void *data, size_t size, GError **error)
{
    g_autoptr(MarbreParcel) parcel = marbre_parcel_new();
    marbre_library_start();
    GByteArray *inflated = inflate_all(data, size, error);
    if (inflated == NULL)
        return NULL;
    g_autoptr(GBytes) all = g_byte_array_free_to_bytes(inflated);
    gsize count = 0;
    const char *at = g_bytes_get_data(all, &count), *end = at + count;
    while (at < end)
        if (!take_object(parcel, all, &at, end, error))
            return NULL;
    return g_steal_pointer(&parcel);
}
