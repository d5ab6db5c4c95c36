/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The form of packs and of their indexes, version 2 of both: git's gitformat-pack(5). */
#include "store/pack.h"

#include "base/file.h"
#include "sign/sha1.h"
#include "store/oid.h"
#include "store/pack-index.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <git2/sys/odb_backend.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libdeflate.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define HEAD_SIZE 12
#define OBJECT_HEAD_MAX 12
#define BLOB_HEAD_MAX 32
#define BUFFER_SIZE ((size_t)256 << 10)
#define LARGEST (UINT32_C(1) << 30)
/* Pages deflate to a third at the lowest level, and at the usual one to a quarter in twice the
   time; git packs them again when it tidies up. Whole buffers are what libdeflate is for: zlib
   takes nearly twice as long for a tenth more bytes. */
#define LEVEL 1

struct MarbrePack {
    char *folder; /* of the files below */
    char *name;   /* of the pack, while it has no sum */
    char *index_name;
    int fd;
    struct libdeflate_compressor *deflate;
    MarbreSha1 *sha1;
    GByteArray *buffer; /* what the file lacks yet */
    uint64_t written;   /* bytes of the file */
    GPtrArray *objects; /* of MarbrePacked, in the order of the file */
    GHashTable *by_id;  /* the same by their ids */
    char sum[41];
};

void
marbre_pack_free(MarbrePack *pack)
{
    if (pack == NULL)
        return;
    libdeflate_free_compressor(pack->deflate);
    marbre_sha1_free(pack->sha1);
    marbre_fd_clear(&pack->fd);
    g_byte_array_unref(pack->buffer);
    g_hash_table_unref(pack->by_id);
    g_ptr_array_unref(pack->objects);
    g_free(pack->folder);
    g_free(pack->name);
    g_free(pack->index_name);
    g_free(pack);
}

static bool
fail(const MarbrePack *pack, GError **error)
{
    return marbre_errno_fail(error, "%s", pack->name);
}

static bool
flush(MarbrePack *pack, GError **error)
{
    if (pack->buffer->len == 0)
        return true;
    if (!marbre_file_write_fd(pack->fd, pack->name, pack->buffer->data, pack->buffer->len, error))
        return false;
    pack->written += pack->buffer->len;
    g_byte_array_set_size(pack->buffer, 0);
    return true;
}

MarbrePack *
marbre_pack_new(const char *folder, GError **error)
{
    static const uint8_t head[HEAD_SIZE] = "PACK"; /* the rest is known at the end */
    g_autoptr(MarbrePack) pack = g_new0(MarbrePack, 1);
    pack->folder = g_strdup(folder);
    pack->name = g_build_filename(folder, "new.pack", NULL);
    pack->index_name = g_build_filename(folder, "new.idx", NULL);
    pack->buffer = g_byte_array_sized_new(BUFFER_SIZE * 2);
    pack->objects = g_ptr_array_new_with_free_func(g_free);
    pack->by_id = g_hash_table_new(marbre_oid_hash, marbre_oid_equal);
    pack->fd = open(pack->name, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0444);
    if (pack->fd < 0) {
        fail(pack, error);
        return NULL;
    }
    pack->deflate = libdeflate_alloc_compressor(LEVEL);
    pack->sha1 = marbre_sha1_new();
    if (pack->deflate == NULL || pack->sha1 == NULL) {
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, g_strerror(ENOMEM));
        return NULL;
    }
    g_byte_array_append(pack->buffer, head, sizeof head);
    return g_steal_pointer(&pack);
}

/* --- writing -----------------------------------------------------------------------------------
 */

bool
marbre_pack_name(MarbrePack *pack, const void *data, size_t size, git_oid *ret_id, GError **error)
{
    char head[BLOB_HEAD_MAX];
    int written = g_snprintf(head, sizeof head, "blob %" G_GSIZE_FORMAT, size);

    if (marbre_sha1_add(pack->sha1, head, (size_t)written + 1) && /* with its NUL */
        marbre_sha1_add(pack->sha1, data, size) && marbre_sha1_take(pack->sha1, ret_id->id))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("an object cannot be named"));
    return false;
}

bool
marbre_pack_has(const MarbrePack *pack, const git_oid *id)
{
    return g_hash_table_contains(pack->by_id, id);
}

/* Type and size, seven bits a byte but for the first one. */
static size_t
write_head(uint8_t *out, git_object_t type, size_t size)
{
    size_t used = 0;
    uint8_t byte = (uint8_t)((unsigned)type << 4 | (size & 15));
    for (size >>= 4; size > 0; size >>= 7) {
        out[used++] = byte | 0x80;
        byte = size & 0x7F;
    }
    out[used++] = byte;
    return used;
}

/* Deflated into the buffer's end. @return bytes */
static size_t
write_body(MarbrePack *pack, const void *data, size_t size)
{
    guint at = pack->buffer->len;
    size_t bound = libdeflate_zlib_compress_bound(pack->deflate, size);
    g_byte_array_set_size(pack->buffer, at + (guint)bound);
    size_t used =
        libdeflate_zlib_compress(pack->deflate, data, size, pack->buffer->data + at, bound);
    g_byte_array_set_size(pack->buffer, at + (guint)used);
    return used;
}

bool
marbre_pack_add(MarbrePack *pack,
                const git_oid *id,
                git_object_t type,
                const void *data,
                size_t size,
                GError **error)
{
    uint8_t head[OBJECT_HEAD_MAX];
    guint at = pack->buffer->len;
    uint64_t offset = pack->written + at;
    g_byte_array_append(pack->buffer, head, (guint)write_head(head, type, size));
    if (size > LARGEST || write_body(pack, data, size) == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("an object of %zu bytes cannot be written; it must have %u at most"), size,
                    LARGEST);
        return false;
    }
    MarbrePacked *object = g_new0(MarbrePacked, 1);
    object->id = *id;
    object->offset = offset;
    object->crc = (uint32_t)crc32_z(0, pack->buffer->data + at, pack->buffer->len - at);
    g_ptr_array_add(pack->objects, object);
    g_hash_table_insert(pack->by_id, &object->id, object);
    return pack->buffer->len < BUFFER_SIZE || flush(pack, error);
}

/* --- reading -----------------------------------------------------------------------------------
 */

/* The head at the place; the bytes that it takes, or 0. */
static size_t
read_head(const uint8_t *head, size_t there, git_object_t *ret_type, size_t *ret_size)
{
    size_t at = 0;
    unsigned shift = 4;
    if (there == 0)
        return 0;
    *ret_type = (git_object_t)(head[0] >> 4 & 7);
    *ret_size = head[0] & 15;
    while (head[at++] & 0x80) {
        if (at >= there)
            return 0;
        *ret_size |= (size_t)(head[at] & 0x7F) << shift;
        shift += 7;
    }
    return at;
}

static bool
inflate_at(const MarbrePack *pack, uint64_t offset, uint8_t *out, size_t size)
{
    uint8_t piece[16384];
    z_stream stream = {.next_out = out, .avail_out = (uInt)size};
    uint8_t beyond; /* room for the end of a stream without bytes */
    int code = Z_OK;
    if (size == 0)
        stream = (z_stream){.next_out = &beyond, .avail_out = 1};
    if (inflateInit(&stream) != Z_OK)
        return false;
    while (code == Z_OK) {
        ssize_t got = pread(pack->fd, piece, sizeof piece, (off_t)offset);
        if (got <= 0)
            break;
        offset += (uint64_t)got;
        stream.next_in = piece;
        stream.avail_in = (uInt)got;
        code = inflate(&stream, Z_NO_FLUSH);
    }
    bool good = code == Z_STREAM_END && stream.total_out == size;
    (void)inflateEnd(&stream);
    return good;
}

int
marbre_pack_read(MarbrePack *pack,
                 git_odb_backend *backend,
                 const git_oid *id,
                 void **ret_data,
                 size_t *ret_size,
                 git_object_t *ret_type)
{
    const MarbrePacked *object = g_hash_table_lookup(pack->by_id, id);
    uint8_t head[OBJECT_HEAD_MAX];
    if (object == NULL)
        return GIT_ENOTFOUND;
    if (!flush(pack, NULL))
        return GIT_ERROR;
    ssize_t there = pread(pack->fd, head, sizeof head, (off_t)object->offset);
    size_t used = there < 0 ? 0 : read_head(head, (size_t)there, ret_type, ret_size);
    if (used == 0)
        return GIT_ERROR;
    if (ret_data == NULL)
        return 0;
    *ret_data = git_odb_backend_data_alloc(backend, *ret_size + 1);
    if (*ret_data != NULL && inflate_at(pack, object->offset + used, *ret_data, *ret_size)) {
        ((uint8_t *)*ret_data)[*ret_size] = '\0';
        return 0;
    }
    git_odb_backend_data_free(backend, *ret_data);
    return GIT_ERROR;
}

/* --- the end -----------------------------------------------------------------------------------
 */

/* The sum of the whole file, whose head says only now how much is in it. */
static bool
sum_up(const MarbrePack *pack, uint8_t ret_sum[GIT_OID_RAWSZ], GError **error)
{
    g_autofree uint8_t *piece = g_malloc(BUFFER_SIZE);
    for (uint64_t at = 0; at < pack->written;) {
        ssize_t got = pread(pack->fd, piece, BUFFER_SIZE, (off_t)at);
        if (got <= 0) {
            errno = got == 0 ? EIO : errno;
            return fail(pack, error);
        }
        if (!marbre_sha1_add(pack->sha1, piece, (size_t)got))
            return fail(pack, error);
        at += (uint64_t)got;
    }
    return marbre_sha1_take(pack->sha1, ret_sum) || fail(pack, error);
}

static bool
write_index(MarbrePack *pack, const uint8_t sum[GIT_OID_RAWSZ], GError **error)
{
    g_autoptr(GByteArray) index = marbre_pack_index(pack->objects, sum);
    MARBRE_AUTO_FD fd =
        open(pack->index_name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0444);
    if (fd < 0)
        return marbre_errno_fail(error, "%s", pack->index_name);
    return marbre_file_write_fd(fd, pack->index_name, index->data, index->len, error);
}

bool
marbre_pack_seal(MarbrePack *pack, GError **error)
{
    const uint32_t words[] = {htobe32(2), htobe32(pack->objects->len)}; /* version and count */
    uint8_t sum[GIT_OID_RAWSZ];
    git_oid id;
    if (!flush(pack, error))
        return false;
    if (pwrite(pack->fd, words, sizeof words, 4) != (ssize_t)sizeof words)
        return fail(pack, error);
    if (!sum_up(pack, sum, error))
        return false;
    g_byte_array_append(pack->buffer, sum, sizeof sum);
    if (!flush(pack, error) || !write_index(pack, sum, error))
        return false;
    memcpy(id.id, sum, sizeof sum);
    marbre_oid_format(&id, pack->sum);
    return true;
}

bool
marbre_pack_keep(MarbrePack *pack, const char *common, GError **error)
{
    g_autofree char *folder = g_build_filename(common, "objects", "pack", NULL);
    g_autofree char *name = g_strdup_printf("%s/pack-%s.pack", folder, pack->sum);
    g_autofree char *index = g_strdup_printf("%s/pack-%s.idx", folder, pack->sum);
    if (g_mkdir(folder, 0777) < 0 && errno != EEXIST)
        return marbre_errno_fail(error, "%s", folder);
    /* Git looks for indexes, and takes one without its pack for a damaged one. */
    if (g_rename(pack->name, name) < 0)
        return marbre_errno_fail(error, "%s", name);
    return g_rename(pack->index_name, index) == 0 || marbre_errno_fail(error, "%s", index);
}
