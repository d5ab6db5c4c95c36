/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The form of indexes: git's gitformat-pack(5), version 2. */
#include "store/pack-file.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_SIZE 8u
#define FANOUT 256u
#define FAR UINT32_C(0x80000000)
#define PACK_SUFFIX ".pack"
#define INDEX_SUFFIX ".idx"

struct MarbrePackFile {
    GMappedFile *index;
    const uint8_t *fanout, *ids, *offsets, *far;
    uint32_t count, far_count;
    int fd;
    uint64_t size; /* without the sum at the end */
};

static uint32_t
number_at(const uint8_t *at)
{
    uint32_t number;
    memcpy(&number, at, sizeof number);
    return GUINT32_FROM_BE(number);
}

void
marbre_pack_file_free(MarbrePackFile *file)
{
    if (file == NULL)
        return;
    g_clear_pointer(&file->index, g_mapped_file_unref);
    marbre_fd_clear(&file->fd);
    g_free(file);
}

/* How many ids there are up to a first byte; these numbers never fall. */
static bool
fanout_is_good(const MarbrePackFile *file)
{
    uint32_t before = 0;
    for (unsigned i = 0; i < FANOUT; i++) {
        uint32_t here = number_at(file->fanout + 4 * i);
        if (here < before)
            return false;
        before = here;
    }
    return true;
}

/* Tables one behind the other: ids, check sums, offsets, offsets that are far; two sums end them.
 */
static bool
lay_out(MarbrePackFile *file)
{
    static const uint8_t head[HEAD_SIZE] = {0xFF, 't', 'O', 'c', 0, 0, 0, 2};
    const uint8_t *data = (const uint8_t *)g_mapped_file_get_contents(file->index);
    uint64_t size = g_mapped_file_get_length(file->index);
    uint64_t least = HEAD_SIZE + FANOUT * 4 + 2 * (uint64_t)GIT_OID_RAWSZ;

    if (data == NULL || size < least || memcmp(data, head, sizeof head) != 0)
        return false;
    file->fanout = data + HEAD_SIZE;
    file->count = number_at(file->fanout + 4 * (FANOUT - 1));
    if (!fanout_is_good(file) || (size - least) / (GIT_OID_RAWSZ + 8) < file->count)
        return false;
    file->ids = file->fanout + FANOUT * 4;
    file->offsets = file->ids + (uint64_t)file->count * (GIT_OID_RAWSZ + 4);
    file->far = file->offsets + (uint64_t)file->count * 4;
    file->far_count = (uint32_t)((size - least - (uint64_t)file->count * (GIT_OID_RAWSZ + 8)) / 8);
    return true;
}

MarbrePackFile *
marbre_pack_file_open(const char *index)
{
    g_autoptr(MarbrePackFile) file = g_new0(MarbrePackFile, 1);
    struct stat status;

    file->fd = -1;
    if (!g_str_has_suffix(index, INDEX_SUFFIX))
        return NULL;
    g_autofree char *name =
        g_strdup_printf("%.*s" PACK_SUFFIX, (int)(strlen(index) - strlen(INDEX_SUFFIX)), index);
    file->index = g_mapped_file_new(index, FALSE, NULL);
    file->fd = open(name, O_RDONLY | O_CLOEXEC);
    if (file->index == NULL || !lay_out(file) || file->fd < 0 || fstat(file->fd, &status) < 0 ||
        status.st_size < GIT_OID_RAWSZ)
        return NULL;
    file->size = (uint64_t)status.st_size - GIT_OID_RAWSZ;
    return g_steal_pointer(&file);
}

/* Of the n-th object. */
static bool
offset_at(const MarbrePackFile *file, uint32_t n, uint64_t *ret_offset)
{
    uint32_t offset = number_at(file->offsets + 4 * (uint64_t)n);
    uint64_t big;

    *ret_offset = offset;
    if ((offset & FAR) != 0) {
        if ((offset & ~FAR) >= file->far_count)
            return false;
        memcpy(&big, file->far + 8 * (uint64_t)(offset & ~FAR), sizeof big);
        *ret_offset = GUINT64_FROM_BE(big);
    }
    return *ret_offset < file->size;
}

bool
marbre_pack_file_find(const MarbrePackFile *file, const git_oid *id, uint64_t *ret_offset)
{
    uint32_t low = id->id[0] == 0 ? 0 : number_at(file->fanout + 4 * (id->id[0] - 1u));
    uint32_t high = number_at(file->fanout + 4u * id->id[0]);

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(id->id, file->ids + (uint64_t)middle * GIT_OID_RAWSZ, GIT_OID_RAWSZ);
        if (order == 0)
            return offset_at(file, middle, ret_offset);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

size_t
marbre_pack_file_read(const MarbrePackFile *file, uint64_t offset, uint8_t *out, size_t size)
{
    size_t there = 0;

    if (offset >= file->size)
        return 0;
    size = (size_t)MIN(size, file->size - offset);
    while (there < size) {
        ssize_t got = pread(file->fd, out + there, size - there, (off_t)(offset + there));
        if (got <= 0)
            return 0;
        there += (size_t)got;
    }
    return size;
}
