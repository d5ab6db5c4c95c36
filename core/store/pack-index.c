/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/pack-index.h"

#include <endian.h>
#include <string.h>

/* An offset from here on stands in a table of its own, of eight bytes each. */
#define FAR UINT64_C(0x80000000)
#define FANOUT 256

static int
by_id(const void *a, const void *b)
{
    const MarbrePacked *one = *(const MarbrePacked *const *)a;
    const MarbrePacked *other = *(const MarbrePacked *const *)b;
    return memcmp(one->id.id, other->id.id, GIT_OID_RAWSZ);
}

static void
add_number(GByteArray *out, uint32_t number)
{
    uint32_t big = htobe32(number);
    g_byte_array_append(out, (const guint8 *)&big, sizeof big);
}

/* How many ids begin with each byte, or a smaller one. */
static void
add_fanout(GByteArray *out, const GPtrArray *objects)
{
    guint at = 0;
    for (unsigned first = 0; first < FANOUT; first++) {
        while (at < objects->len && ((const MarbrePacked *)objects->pdata[at])->id.id[0] <= first)
            at++;
        add_number(out, at);
    }
}

static void
add_offsets(GByteArray *out, const GPtrArray *objects)
{
    g_autoptr(GByteArray) far = g_byte_array_new();
    for (guint i = 0; i < objects->len; i++) {
        uint64_t offset = ((const MarbrePacked *)objects->pdata[i])->offset;
        add_number(out, offset < FAR ? (uint32_t)offset
                                     : (uint32_t)FAR | far->len / (guint)sizeof offset);
        if (offset >= FAR) {
            uint64_t big = htobe64(offset);
            g_byte_array_append(far, (const guint8 *)&big, sizeof big);
        }
    }
    g_byte_array_append(out, far->data, far->len);
}

GByteArray *
marbre_pack_index(GPtrArray *objects, const uint8_t sum[GIT_OID_RAWSZ])
{
    static const uint8_t head[] = {0xFF, 't', 'O', 'c', 0, 0, 0, 2};
    GByteArray *out = g_byte_array_new();
    g_ptr_array_sort(objects, by_id);
    g_byte_array_append(out, head, sizeof head);
    add_fanout(out, objects);
    for (guint i = 0; i < objects->len; i++)
        g_byte_array_append(out, ((const MarbrePacked *)objects->pdata[i])->id.id, GIT_OID_RAWSZ);
    for (guint i = 0; i < objects->len; i++)
        add_number(out, ((const MarbrePacked *)objects->pdata[i])->crc);
    add_offsets(out, objects);
    g_byte_array_append(out, sum, GIT_OID_RAWSZ);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    g_checksum_update(checksum, out->data, out->len);
    guint8 own[GIT_OID_RAWSZ];
    gsize size = sizeof own;
    g_checksum_get_digest(checksum, own, &size);
    g_byte_array_append(out, own, (guint)size);
    return out;
}
