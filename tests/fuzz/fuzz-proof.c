/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/line.h"
#include "proof/paper.h"
#include "store/history.h"
#include "store/parcel.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A file of a proof: what can be read is written in one way alone, and its objects hold together as
   far as they go. The sum at the end is made to fit, or nothing else would ever be reached. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One zlib stream of stored blocks, as RFC 1950 and 1951 have it. (transfer full) */
static GByteArray *
store(const uint8_t *data, size_t size)
{
    GByteArray *out = g_byte_array_new();
    uint32_t a = 1, b = 0;
    g_byte_array_append(out, (const guint8 *)"\x78\x01", 2);
    for (size_t at = 0; at == 0 || at < size; at += UINT16_MAX) {
        uint16_t part = (uint16_t)MIN(size - at, UINT16_MAX);
        const guint8 head[] = {at + part == size, (guint8)part, (guint8)(part >> 8), (guint8)~part,
                               (guint8)(~part >> 8)};
        g_byte_array_append(out, head, sizeof head);
        g_byte_array_append(out, data + at, part);
    }
    for (size_t i = 0; i < size; i++) {
        a = (a + data[i]) % 65521;
        b = (b + a) % 65521;
    }
    const guint8 sum[] = {(guint8)(b >> 8), (guint8)b, (guint8)(a >> 8), (guint8)a};
    g_byte_array_append(out, sum, sizeof sum);
    return out;
}

/* Text up to the objects stays as it is; what follows the blank line are the objects, undeflated.
 */
static GBytes *
seal(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    const char *begin = strstr(text, "\nformat: ");
    const char *blank = begin == NULL ? NULL : strstr(begin, "\n\n");
    const char *end = "-----END MARBRE PROOF-----\n";
    if (blank == NULL)
        return g_bytes_new(data, size);
    g_autoptr(GString) sealed = g_string_new_len(text, blank + 2 - text);
    size_t before = (size_t)(blank + 2 - text);
    g_autoptr(GByteArray) objects = store(data + before, size - before);
    g_autofree char *coded = g_base64_encode(objects->data, objects->len);
    for (size_t at = 0; at < strlen(coded); at += 76)
        g_string_append_printf(sealed, "%.76s\n", coded + at);
    g_string_append(sealed, end);
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, sealed->str, -1);
    g_string_append_printf(sealed, "sha256:%s\n", sum);
    return g_string_free_to_bytes(g_steal_pointer(&sealed));
}

static void
look_inside(const MarbrePaper *paper, MarbreParcel *parcel)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreStore) store = marbre_parcel_open(parcel, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) ids =
        marbre_line_read(store, paper->course->trust, paper->course->tip, &error);
    g_assert_true((ids == NULL) == (error != NULL));
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        g_auto(MarbreStanding) standing = {0};
        g_clear_error(&error);
        bool read =
            marbre_standing_read(&standing, store, ids->pdata[i], paper->course->folder, &error);
        g_assert_true(read == (error == NULL));
        g_assert_true(read || error->code != 0);
    }
}

static void
unpack(const MarbrePaper *paper, const void *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreParcel) parcel = marbre_parcel_unpack(data, size, &error);
    g_assert_true((parcel == NULL) == (error != NULL));
    if (parcel == NULL)
        return;
    g_autoptr(GBytes) again = marbre_parcel_pack(parcel, &error);
    g_assert_no_error(error);
    gsize packed = 0;
    const void *bytes = g_bytes_get_data(again, &packed);
    g_autoptr(MarbreParcel) twice = marbre_parcel_unpack(bytes, packed, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(marbre_parcel_count(twice), ==, marbre_parcel_count(parcel));
    look_inside(paper, parcel);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file =
        size > 0 && data[size - 1] == '\n' ? g_bytes_new(data, size) : seal(data, size);
    g_autoptr(MarbrePaper) paper = marbre_paper_read(file, &error);
    g_assert_true((paper == NULL) == (error != NULL));
    if (paper == NULL)
        return 0;
    g_autofree char *again = marbre_paper_write(paper->head, paper->course, paper->objects);
    g_assert_cmpmem(again, strlen(again), g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    gsize packed = 0;
    const void *bytes = g_bytes_get_data(paper->objects, &packed);
    unpack(paper, bytes, packed);
    return 0;
}
