/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The form of packed objects: git's gitformat-pack(5). */
#include "store/packed.h"

#include <libdeflate.h>
#include <string.h>
#include <zlib.h>

/* A first read: most objects and their heads are in it. */
#define FIRST_READ ((size_t)8 << 10)
/* Type and size, and the base of a delta. */
#define HEAD_MAX 40
/* A picture's room is given back. */
#define ROOM_KEPT ((size_t)1 << 20)

enum { TYPE_FROM_OFFSET = 6, TYPE_FROM_ID = 7 };

struct MarbreInflater {
    struct libdeflate_decompressor *whole;
    z_stream part; /* libdeflate has no way to stop */
    bool part_ready;
    uint8_t *input;
    size_t room;
};

MarbreInflater *
marbre_inflater_new(void)
{
    MarbreInflater *inflater = g_new0(MarbreInflater, 1);

    inflater->whole = libdeflate_alloc_decompressor();
    inflater->part_ready = inflateInit(&inflater->part) == Z_OK;
    inflater->input = g_malloc(FIRST_READ);
    inflater->room = FIRST_READ;
    if (inflater->whole != NULL && inflater->part_ready)
        return inflater;
    marbre_inflater_free(inflater);
    return NULL;
}

void
marbre_inflater_free(MarbreInflater *inflater)
{
    if (inflater == NULL)
        return;
    libdeflate_free_decompressor(inflater->whole);
    if (inflater->part_ready)
        (void)inflateEnd(&inflater->part); /* says only whether it had come to its end */
    g_free(inflater->input);
    g_free(inflater);
}

bool
marbre_packed_is_delta(const MarbrePacked *object)
{
    return object->type >= TYPE_FROM_OFFSET;
}

/* A base is so many bytes before the object; @return bytes, 0 for nonsense. */
static size_t
read_distance(const uint8_t *at, size_t there, uint64_t *ret_distance)
{
    uint64_t distance = 0;
    for (size_t used = 0; used < there && used < 9; used++) {
        distance = distance << 7 | (at[used] & 0x7F);
        if ((at[used] & 0x80) == 0) {
            *ret_distance = distance;
            return used + 1;
        }
        distance++;
    }
    return 0;
}

static size_t
read_size(const uint8_t *at, size_t there, MarbrePacked *object)
{
    uint64_t size = at[0] & 15;
    unsigned shift = 4;
    size_t used = 1;
    for (; (at[used - 1] & 0x80) != 0; used++, shift += 7) {
        if (used >= there || shift > 56)
            return 0;
        size |= (uint64_t)(at[used] & 0x7F) << shift;
    }
    object->type = at[0] >> 4 & 7;
    object->size = (size_t)size;
    return used;
}

static bool
read_base(MarbrePacked *object, const uint8_t *at, size_t there)
{
    uint64_t distance = 0;
    git_oid id;
    if (object->type == TYPE_FROM_OFFSET) {
        size_t used = read_distance(at, there, &distance);
        object->head += used;
        object->base = object->offset - distance;
        return used > 0 && distance > 0 && distance <= object->offset;
    }
    if (there < sizeof id.id)
        return false;
    memcpy(id.id, at, sizeof id.id);
    object->head += sizeof id.id;
    return marbre_pack_file_find(object->file, &id, &object->base);
}

bool
marbre_packed_find(MarbreInflater *inflater,
                   const MarbrePackFile *file,
                   uint64_t offset,
                   size_t wanted,
                   MarbrePacked *ret_object)
{
    /* What is deflated is hardly ever longer. */
    size_t first = MIN(wanted, FIRST_READ - HEAD_MAX) + HEAD_MAX;
    MarbrePacked *object = ret_object;

    *object = (MarbrePacked){.file = file, .offset = offset};
    object->there = marbre_pack_file_read(file, offset, inflater->input, first);
    size_t there = MIN(object->there, HEAD_MAX);
    object->head = there == 0 ? 0 : read_size(inflater->input, there, object);
    if (object->head == 0)
        return false;
    if (marbre_packed_is_delta(object))
        return object->type <= TYPE_FROM_ID &&
               read_base(object, inflater->input + object->head, there - object->head);
    return object->type >= GIT_OBJECT_COMMIT && object->type <= GIT_OBJECT_TAG;
}

/* The stream that a head stands before, as far as it may go. A longer one than a good deflater
   makes is libgit2's. */
static bool
read_stream(MarbreInflater *inflater, MarbrePacked *object)
{
    size_t bound = object->head + object->size + object->size / 1000 + 64;
    if (object->there >= bound)
        return true;
    if (inflater->room < bound) {
        inflater->input = g_realloc(inflater->input, bound);
        inflater->room = bound;
    }
    object->there = marbre_pack_file_read(object->file, object->offset, inflater->input, bound);
    return object->there > object->head;
}

static void
leave_room(MarbreInflater *inflater)
{
    if (inflater->room <= ROOM_KEPT)
        return;
    inflater->input = g_realloc(inflater->input, FIRST_READ);
    inflater->room = FIRST_READ;
}

/* A NUL stands behind the bytes, as behind what libgit2 reads. */
static GBytes *
end(uint8_t *out, size_t size)
{
    out[size] = '\0';
    return g_bytes_new_take(out, size);
}

GBytes *
marbre_packed_read(MarbreInflater *inflater, MarbrePacked *object)
{
    size_t size = 0;
    uint8_t *out = read_stream(inflater, object) ? g_try_malloc(object->size + 1) : NULL;
    bool good = out != NULL &&
                libdeflate_zlib_decompress_ex(inflater->whole, inflater->input + object->head,
                                              object->there - object->head, out, object->size, NULL,
                                              &size) == LIBDEFLATE_SUCCESS;
    leave_room(inflater);
    if (good && size == object->size)
        return end(out, size);
    g_free(out);
    return NULL;
}

GBytes *
marbre_packed_read_first(MarbreInflater *inflater, MarbrePacked *object, size_t first)
{
    size_t size = MIN(object->size, first);
    z_stream *part = &inflater->part;

    if (object->there <= object->head || inflateReset(part) != Z_OK)
        return NULL;
    uint8_t *out = g_malloc(size + 1);
    part->next_in = inflater->input + object->head;
    part->avail_in = (uInt)(object->there - object->head);
    part->next_out = out;
    part->avail_out = (uInt)size;
    int result = inflate(part, Z_SYNC_FLUSH);
    if ((result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR) && part->avail_out == 0)
        return end(out, size);
    g_free(out);
    return NULL;
}
