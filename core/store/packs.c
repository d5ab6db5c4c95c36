/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The form of packed objects: git's gitformat-pack(5). */
#include "store/packs.h"

#include "store/delta.h"
#include "store/pack-file.h"

#include <libdeflate.h>
#include <string.h>

/* Git makes chains of fifty deltas; what goes far beyond is left to libgit2. */
#define DEEPEST 200
/* A first read: most objects and their heads are in it. */
#define FIRST_READ ((size_t)16 << 10)
/* Type and size, and the base of a delta. */
#define HEAD_MAX 40
/* A picture's room is given back. */
#define ROOM_KEPT ((size_t)1 << 20)
/* Objects that were read last, for deltas that were made from them. */
#define BASES 1024u
#define BASES_SIZE ((size_t)8 << 20)
#define BASE_LARGEST ((size_t)256 << 10)

enum { TYPE_FROM_OFFSET = 6, TYPE_FROM_ID = 7 };

typedef struct {
    const MarbrePackFile *file;
    uint64_t offset;
    int type;
    GBytes *bytes;
} Base;

struct MarbrePacks {
    GMutex mutex;
    GPtrArray *files; /* of MarbrePackFile, the one that was of use last comes first */
    struct libdeflate_decompressor *inflate;
    uint8_t *input;
    size_t room;
    Base bases[BASES];
    size_t kept; /* bytes of these */
};

/* An object's place, and what its head says. */
typedef struct {
    const MarbrePackFile *file;
    uint64_t offset;
    int type;
    size_t size;   /* inflated */
    uint64_t base; /* of a delta, its offset */
    size_t head;   /* bytes before the stream */
    size_t there;  /* of both in the buffer */
} Object;

MarbrePacks *
marbre_packs_open(const char *common)
{
    MarbrePacks *packs = g_new0(MarbrePacks, 1);
    g_autofree char *folder = g_build_filename(common, "objects", "pack", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    g_mutex_init(&packs->mutex);
    packs->files = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_pack_file_free);
    packs->inflate = libdeflate_alloc_decompressor();
    packs->input = g_malloc(FIRST_READ);
    packs->room = FIRST_READ;
    while (dir != NULL && packs->inflate != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        MarbrePackFile *file = marbre_pack_file_open(path);
        if (file != NULL)
            g_ptr_array_add(packs->files, file);
    }
    return packs;
}

static void
forget_bases(MarbrePacks *packs)
{
    for (unsigned i = 0; i < BASES; i++)
        g_clear_pointer(&packs->bases[i].bytes, g_bytes_unref);
    packs->kept = 0;
}

void
marbre_packs_free(MarbrePacks *packs)
{
    if (packs == NULL)
        return;
    forget_bases(packs);
    libdeflate_free_decompressor(packs->inflate);
    g_ptr_array_unref(packs->files);
    g_mutex_clear(&packs->mutex);
    g_free(packs->input);
    g_free(packs);
}

/* --- bases of deltas ---------------------------------------------------------------------------
 */

static Base *
place_of(MarbrePacks *packs, const MarbrePackFile *file, uint64_t offset)
{
    uint64_t mixed = (offset ^ (uintptr_t)file >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    return &packs->bases[mixed >> 32 & (BASES - 1)];
}

static GBytes *
known_base(MarbrePacks *packs, const MarbrePackFile *file, uint64_t offset, int *ret_type)
{
    const Base *base = place_of(packs, file, offset);
    if (base->bytes == NULL || base->file != file || base->offset != offset)
        return NULL;
    *ret_type = base->type;
    return g_bytes_ref(base->bytes);
}

static void
keep_base(MarbrePacks *packs, const MarbrePackFile *file, uint64_t offset, int type, GBytes *bytes)
{
    size_t size = g_bytes_get_size(bytes);
    if (size > BASE_LARGEST)
        return;
    if (packs->kept + size > BASES_SIZE)
        forget_bases(packs);
    Base *base = place_of(packs, file, offset);
    if (base->bytes != NULL) {
        packs->kept -= g_bytes_get_size(base->bytes);
        g_bytes_unref(base->bytes);
    }
    *base = (Base){file, offset, type, g_bytes_ref(bytes)};
    packs->kept += size;
}

/* --- objects -----------------------------------------------------------------------------------
 */

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
read_size(const uint8_t *at, size_t there, Object *object)
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
read_base(Object *object, const uint8_t *at, size_t there)
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

static bool
read_head(MarbrePacks *packs, Object *object)
{
    object->there = marbre_pack_file_read(object->file, object->offset, packs->input, FIRST_READ);
    size_t there = MIN(object->there, HEAD_MAX);
    object->head = there == 0 ? 0 : read_size(packs->input, there, object);
    if (object->head == 0)
        return false;
    if (object->type == TYPE_FROM_OFFSET || object->type == TYPE_FROM_ID)
        return read_base(object, packs->input + object->head, there - object->head);
    return object->type >= GIT_OBJECT_COMMIT && object->type <= GIT_OBJECT_TAG;
}

/* The stream that a head stands before. A longer one than a good deflater makes is libgit2's. */
static GBytes *
inflate(MarbrePacks *packs, Object *object)
{
    size_t bound = object->head + object->size + object->size / 1000 + 64, size = 0;
    if (object->there < bound && object->there == FIRST_READ) {
        if (packs->room < bound) {
            packs->input = g_realloc(packs->input, bound);
            packs->room = bound;
        }
        object->there = marbre_pack_file_read(object->file, object->offset, packs->input, bound);
    }
    if (object->there <= object->head)
        return NULL;
    uint8_t *out = g_try_malloc(object->size + 1);
    if (out == NULL ||
        libdeflate_zlib_decompress_ex(packs->inflate, packs->input + object->head,
                                      object->there - object->head, out, object->size, NULL,
                                      &size) != LIBDEFLATE_SUCCESS ||
        size != object->size) {
        g_free(out);
        return NULL;
    }
    out[size] = '\0'; /* as behind what libgit2 reads */
    return g_bytes_new_take(out, size);
}

static GBytes *
apply(GBytes *base, GBytes *delta, size_t most)
{
    size_t base_size, delta_size;
    const uint8_t *from = g_bytes_get_data(base, &base_size);
    const uint8_t *by = g_bytes_get_data(delta, &delta_size);
    uint64_t size = 0;
    if (!marbre_delta_size(by, delta_size, &size) || size > most)
        return NULL;
    uint8_t *out = g_try_malloc((size_t)size + 1);
    if (out == NULL || !marbre_delta_apply(from, base_size, by, delta_size, out)) {
        g_free(out);
        return NULL;
    }
    out[size] = '\0';
    return g_bytes_new_take(out, (size_t)size);
}

static GBytes *
read_at(MarbrePacks *packs,
        const MarbrePackFile *file,
        uint64_t offset,
        size_t most,
        unsigned depth,
        int *ret_type)
{
    Object object = {.file = file, .offset = offset};
    g_autoptr(GBytes) known = known_base(packs, file, offset, ret_type);
    if (known != NULL)
        return g_bytes_get_size(known) <= most ? g_steal_pointer(&known) : NULL;
    if (depth > DEEPEST || !read_head(packs, &object) || object.size > most)
        return NULL;
    GBytes *bytes = inflate(packs, &object);
    *ret_type = object.type;
    /* What is read whole is often the base of what is read next: a text, that of its source. */
    if (bytes != NULL && object.type < TYPE_FROM_OFFSET)
        keep_base(packs, file, offset, object.type, bytes);
    if (packs->room > ROOM_KEPT) {
        packs->input = g_realloc(packs->input, FIRST_READ);
        packs->room = FIRST_READ;
    }
    if (bytes == NULL || object.type < TYPE_FROM_OFFSET)
        return bytes;
    g_autoptr(GBytes) delta = bytes;
    g_autoptr(GBytes) base = read_at(packs, file, object.base, most, depth + 1, ret_type);
    if (base == NULL)
        return NULL;
    GBytes *made = apply(base, delta, most);
    if (made != NULL)
        keep_base(packs, file, offset, *ret_type, made);
    return made;
}

GBytes *
marbre_packs_read(MarbrePacks *packs, const git_oid *id, size_t most, git_object_t *ret_type)
{
    GBytes *bytes = NULL;
    int type = 0;

    g_mutex_lock(&packs->mutex);
    for (guint i = 0; i < packs->files->len && bytes == NULL; i++) {
        MarbrePackFile *file = g_ptr_array_index(packs->files, i);
        uint64_t offset = 0;
        if (!marbre_pack_file_find(file, id, &offset))
            continue;
        bytes = read_at(packs, file, offset, most, 0, &type);
        packs->files->pdata[i] = packs->files->pdata[0];
        packs->files->pdata[0] = file;
    }
    g_mutex_unlock(&packs->mutex);
    *ret_type = (git_object_t)type;
    return bytes;
}
