/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The form of packed objects: git's gitformat-pack(5). */
#include "store/packs.h"

#include "store/delta.h"
#include "store/packed.h"

/* Git makes chains of fifty deltas; what goes far beyond is left to libgit2. */
#define DEEPEST 200
/* Objects that were read last, for deltas that were made from them. */
#define BASES 1024u
#define BASES_SIZE ((size_t)8 << 20)
#define BASE_LARGEST ((size_t)256 << 10)
/* The first instructions of a delta may take this much more than what they make. */
#define DELTA_MORE ((size_t)512)

typedef struct {
    const MarbrePackFile *file;
    uint64_t offset;
    int type;
    GBytes *bytes;
} Base;

/* The first bytes of one. */
typedef struct {
    Base base;
    size_t first; /* as many were asked for */
} First;

struct MarbrePacks {
    GMutex mutex;
    char *objects;         /* the folder */
    bool whole;            /* nothing lies elsewhere, and every pack could be opened */
    bool looked;           /* `loose` is filled */
    bool loose[0xFF + 1u]; /* folders of loose objects that are there */
    GPtrArray *files;      /* of MarbrePackFile, the one that was of use last comes first */
    MarbreInflater *inflater;
    Base bases[BASES];
    size_t kept; /* bytes of these */
    First first;
};

MarbrePacks *
marbre_packs_open(const char *common)
{
    MarbrePacks *packs = g_new0(MarbrePacks, 1);
    g_autofree char *folder = g_build_filename(common, "objects", "pack", NULL);
    g_autofree char *others = g_build_filename(common, "objects", "info", "alternates", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;

    g_mutex_init(&packs->mutex);
    packs->objects = g_build_filename(common, "objects", NULL);
    packs->whole = !g_file_test(others, G_FILE_TEST_EXISTS);
    packs->files = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_pack_file_free);
    packs->inflater = marbre_inflater_new();
    while (dir != NULL && packs->inflater != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        MarbrePackFile *file = marbre_pack_file_open(path);
        if (file != NULL)
            g_ptr_array_add(packs->files, file);
        else
            packs->whole = packs->whole && !g_str_has_suffix(name, ".idx");
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
    g_clear_pointer(&packs->first.base.bytes, g_bytes_unref);
    marbre_inflater_free(packs->inflater);
    g_ptr_array_unref(packs->files);
    g_mutex_clear(&packs->mutex);
    g_free(packs->objects);
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

/* What is wanted of an object, and of those that it was made from. */
typedef struct {
    MarbrePacks *packs;
    const MarbrePackFile *file;
    size_t first; /* bytes, where not all are */
    size_t most;  /* bytes that an object may have */
    unsigned depth;
    int type; /* of what was read */
} Reading;

static GBytes *
read_whole(Reading *of, uint64_t offset)
{
    MarbrePacks *packs = of->packs;
    MarbrePacked object;
    g_autoptr(GBytes) known = known_base(packs, of->file, offset, &of->type);
    if (known != NULL)
        return g_bytes_get_size(known) <= of->most ? g_steal_pointer(&known) : NULL;
    if (of->depth++ > DEEPEST ||
        !marbre_packed_find(packs->inflater, of->file, offset, SIZE_MAX, &object) ||
        object.size > of->most)
        return NULL;
    g_autoptr(GBytes) bytes = marbre_packed_read(packs->inflater, &object);
    if (bytes == NULL)
        return NULL;
    of->type = object.type;
    if (marbre_packed_is_delta(&object)) {
        g_autoptr(GBytes) base = read_whole(of, object.base);
        g_autoptr(GBytes) delta = g_steal_pointer(&bytes);
        bytes = base == NULL ? NULL : apply(base, delta, of->most);
    }
    /* It is often the base of what is read next: a text, that of its source. */
    if (bytes != NULL)
        keep_base(packs, of->file, offset, of->type, bytes);
    return g_steal_pointer(&bytes);
}

/* The first bytes that a delta makes of the first ones of its base. */
static GBytes *
apply_first(GBytes *base, GBytes *delta, const Reading *of)
{
    size_t base_size, delta_size;
    const uint8_t *from = g_bytes_get_data(base, &base_size);
    const uint8_t *by = g_bytes_get_data(delta, &delta_size);
    uint64_t size = 0;
    if (!marbre_delta_size(by, delta_size, &size) || size > of->most)
        return NULL;
    uint8_t *out = g_malloc(of->first + 1);
    size_t made = marbre_delta_apply_first(from, base_size, by, delta_size, out, of->first);
    out[made] = '\0';
    return g_bytes_new_take(out, made);
}

/* What was read last, and of no delta: a text and its source are read one after the other, and one
   is often made from the other. */
static GBytes *
known_first(Reading *of, uint64_t offset)
{
    const First *kept = &of->packs->first;
    if (kept->base.bytes == NULL || kept->base.file != of->file || kept->base.offset != offset ||
        kept->first != of->first)
        return known_base(of->packs, of->file, offset, &of->type);
    of->type = kept->base.type;
    return g_bytes_ref(kept->base.bytes);
}

static void
keep_first(const Reading *of, uint64_t offset, GBytes *bytes)
{
    First *kept = &of->packs->first;
    g_clear_pointer(&kept->base.bytes, g_bytes_unref);
    *kept = (First){{of->file, offset, of->type, g_bytes_ref(bytes)}, of->first};
}

static GBytes *
read_first(Reading *of, uint64_t offset)
{
    MarbrePacks *packs = of->packs;
    size_t wanted = of->first + DELTA_MORE;
    MarbrePacked object;
    g_autoptr(GBytes) known = known_first(of, offset);
    if (known != NULL)
        return g_steal_pointer(&known);
    if (of->depth++ > DEEPEST ||
        !marbre_packed_find(packs->inflater, of->file, offset, wanted, &object) ||
        object.size > of->most)
        return NULL;
    bool is_delta = marbre_packed_is_delta(&object);
    g_autoptr(GBytes) bytes =
        marbre_packed_read_first(packs->inflater, &object, is_delta ? wanted : of->first);
    if (bytes == NULL)
        return NULL;
    of->type = object.type;
    if (is_delta) {
        g_autoptr(GBytes) base = read_first(of, object.base);
        return base == NULL ? NULL : apply_first(base, bytes, of);
    }
    keep_first(of, offset, bytes);
    return g_steal_pointer(&bytes);
}

static GBytes *
read_found(MarbrePacks *packs,
           const git_oid *id,
           Reading of,
           GBytes *(*read)(Reading *of, uint64_t offset),
           git_object_t *ret_type)
{
    GBytes *bytes = NULL;

    g_mutex_lock(&packs->mutex);
    for (guint i = 0; i < packs->files->len && bytes == NULL; i++) {
        uint64_t offset = 0;
        of.file = g_ptr_array_index(packs->files, i);
        if (!marbre_pack_file_find(of.file, id, &offset))
            continue;
        of.depth = 0;
        bytes = read(&of, offset);
        packs->files->pdata[i] = packs->files->pdata[0];
        packs->files->pdata[0] = (gpointer)of.file;
    }
    g_mutex_unlock(&packs->mutex);
    *ret_type = (git_object_t)of.type;
    return bytes;
}

GBytes *
marbre_packs_read(MarbrePacks *packs, const git_oid *id, size_t most, git_object_t *ret_type)
{
    const Reading of = {.packs = packs, .most = most};
    return read_found(packs, id, of, read_whole, ret_type);
}

GBytes *
marbre_packs_read_first(
    MarbrePacks *packs, const git_oid *id, size_t first, size_t most, git_object_t *ret_type)
{
    const Reading of = {.packs = packs, .first = first, .most = most};
    return read_found(packs, id, of, read_first, ret_type);
}

/* --- what is not there -------------------------------------------------------------------------
 */

static void
look_for_loose(MarbrePacks *packs)
{
    g_autoptr(GDir) dir = g_dir_open(packs->objects, 0, NULL);
    const char *name;

    packs->looked = true;
    packs->whole = packs->whole && dir != NULL;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        int high = g_ascii_xdigit_value(name[0]);
        int low = high < 0 ? -1 : g_ascii_xdigit_value(name[1]);
        if (low >= 0 && name[2] == '\0')
            packs->loose[high << 4 | low] = true;
    }
}

static bool
is_packed(const MarbrePacks *packs, const git_oid *id)
{
    uint64_t offset;

    for (guint i = 0; i < packs->files->len; i++)
        if (marbre_pack_file_find(g_ptr_array_index(packs->files, i), id, &offset))
            return true;
    return false;
}

bool
marbre_packs_lack(MarbrePacks *packs, const git_oid *id)
{
    g_mutex_lock(&packs->mutex);
    if (!packs->looked)
        look_for_loose(packs);
    bool lack = packs->whole && !packs->loose[id->id[0]] && !is_packed(packs, id);
    g_mutex_unlock(&packs->mutex);
    return lack;
}
