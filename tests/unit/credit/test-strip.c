/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "made.h"

#include "credit/metadata.h"
#include "credit/strip.h"

#include "marbre/plugin.h"

#include <glib.h>
#include <string.h>

#define PLACES                                                                                     \
    "<exif:GPSLatitude xmlns:exif=\"http://ns.adobe.com/exif/1.0/\">48,51.5N</exif:GPSLatitude>"   \
    "<exif:GPSLongitude xmlns:exif=\"http://ns.adobe.com/exif/1.0/\"/>"
#define SIGNED "<photoshop:Credit>Mila Orsan/Agence Lune</photoshop:Credit>"

static struct bytes
bytes_of(GBytes *bytes)
{
    size_t size;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    return (struct bytes){data, size};
}

/* Strips a copy, which stays as long as the file; NULL where nothing was taken out. */
static GBytes *
stripped(GBytes *bytes)
{
    struct bytes file = bytes_of(bytes);
    struct picture picture;
    bool failed;
    g_autofree uint8_t *copy = g_memdup2(file.data, file.size);
    picture_read(file, &picture);
    bool changed = strip_places(&picture, file, copy, &failed);
    g_assert_false(failed);
    g_assert_cmpint(changed, ==, memcmp(copy, file.data, file.size) != 0);
    return changed ? g_bytes_new(copy, file.size) : NULL;
}

static bool
holds(GBytes *bytes, const char *what, size_t size)
{
    struct bytes file = bytes_of(bytes);
    return bytes_find(file, 0, what, size) < file.size;
}

/* Its place is gone, for good, and its credit is still there. */
static void
assert_stripped(GBytes *bytes, const char *place, size_t size, const char *creator)
{
    struct picture picture;
    struct metadata metadata;
    g_assert_true(holds(bytes, place, size));
    g_autoptr(GBytes) left = stripped(bytes);
    g_assert_nonnull(left);
    g_assert_false(holds(left, place, size));
    picture_read(bytes_of(left), &picture);
    g_assert_false(picture.cut);
    g_assert_cmpint(metadata_read(&picture, &metadata), ==, MBR_OK);
    g_assert_false(metadata.unread);
    const struct metadata_names *creators = metadata_creators(&metadata);
    g_assert_cmpstr(creators->count > 0 ? creators->at[0]
                                        : metadata_text(&metadata, METADATA_CREDIT),
                    ==, creator);
    metadata_clear(&metadata);
    g_assert_null(stripped(left));
    g_bytes_unref(bytes);
}

static void
test_xmp(void)
{
    assert_stripped(made_jpeg(PLACES SIGNED, NULL, NULL), "48,51.5N", 8, "Mila Orsan/Agence Lune");
    assert_stripped(made_jpeg("<rdf:li exif:GPSLatitude='48,51.5N' "
                              "xmlns:exif='http://ns.adobe.com/exif/1.0/'/>" SIGNED,
                              "Mila Orsan", NULL),
                    "48,51.5N", 8, "Mila Orsan");
}

/* A directory with an artist and a place, and the place's own directory behind it. */
static GBytes *
exif_of(bool little, bool png)
{
    GByteArray *block = g_byte_array_new();
    const uint32_t fields[][4] = {{0x013b, 2, 11, 38}, {0x8825, 4, 1, 50}};
#define PUT(value, width)                                                                          \
    for (int i = 0; i < (width); i++) {                                                            \
        guint8 byte = (guint8)((uint32_t)(value) >> 8 * (little ? i : (width)-1 - i));             \
        g_byte_array_append(block, &byte, 1);                                                      \
    }
    g_byte_array_append(block, (const guint8 *)(little ? "II*\0" : "MM\0*"), 4);
    PUT(8, 4)
    PUT(2, 2)
    for (size_t k = 0; k < 2; k++) {
        PUT(fields[k][0], 2)
        PUT(fields[k][1], 2)
        PUT(fields[k][2], 4)
        PUT(fields[k][3], 4)
    }
    PUT(0, 4)
    g_byte_array_append(block, (const guint8 *)"Mila Orsan\0", 12);
    PUT(1, 2)
    PUT(2, 2)
    PUT(5, 2)
    PUT(3, 4)
    PUT(64, 4)
    g_byte_array_append(block, (const guint8 *)"PLACE OF 24 BYTES LENGTH", 24);
    GByteArray *to = g_byte_array_new();
    if (png) {
        const guint8 head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\0\0\0\0:~\x9bU";
        const guint8 size[] = {0, 0, 0, (guint8)block->len};
        g_byte_array_append(to, head, 33);
        g_byte_array_append(to, size, 4);
        g_byte_array_append(to, (const guint8 *)"eXIf", 4);
        g_byte_array_append(to, block->data, block->len);
        g_byte_array_append(to, (const guint8 *)"sum?\0\0\0\0IEND\xae\x42\x60\x82", 16);
    } else {
        g_byte_array_append(to, (const guint8 *)"\xff\xd8", 2);
        made_segment(to, 0xe1, "Exif\0", 6,
                     g_string_new_len((const char *)block->data, block->len));
        made_tail(to, 8, 8);
    }
    g_byte_array_unref(block);
    return g_byte_array_free_to_bytes(to);
}

static void
test_exif(void)
{
    for (int little = 0; little < 2; little++)
        for (int png = 0; png < 2; png++)
            assert_stripped(exif_of(little, png), "PLACE OF 24 BYTES LENGTH", 24, "Mila Orsan");
}

/* Where there is no place, or no whole block, not a byte changes, nor is one read behind the end.
 */
static void
test_nothing(void)
{
    g_autoptr(GBytes) whole = exif_of(true, false);
    g_autoptr(GBytes) plain = made_jpeg(SIGNED, "Mila Orsan", NULL);
    g_assert_null(stripped(plain));
    for (size_t at = 12; at < 110; at++) {
        g_autofree uint8_t *bytes =
            g_memdup2(g_bytes_get_data(whole, NULL), g_bytes_get_size(whole));
        bytes[at] ^= 0xff;
        g_autoptr(GBytes) damaged = g_bytes_new(bytes, g_bytes_get_size(whole));
        g_autoptr(GBytes) left = stripped(damaged);
        g_assert_true(!left || g_bytes_get_size(left) == g_bytes_get_size(damaged));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/credit/strip/xmp", test_xmp);
    g_test_add_func("/credit/strip/exif", test_exif);
    g_test_add_func("/credit/strip/nothing", test_nothing);
    return g_test_run();
}
