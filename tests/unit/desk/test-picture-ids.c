/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/picture_ids.h"

#include <glib.h>
#include <string.h>

static GBytes *
packet_of(const char *properties, gsize width)
{
    g_autofree char *packet =
        g_strdup_printf("<x:xmpmeta><rdf:Description %s</rdf:Description></x:xmpmeta>", properties);
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, (const guint8 *)"http://ns.adobe.com/xap/1.0/", 29);
    for (const char *at = packet; *at != '\0'; at++) {
        for (gsize i = 1; i < width; i++)
            g_byte_array_append(bytes, (const guint8 *)"", 1);
        g_byte_array_append(bytes, (const guint8 *)at, 1);
    }
    return g_byte_array_free_to_bytes(bytes);
}

static void
assert_ids(GBytes *bytes, const char *wanted)
{
    g_autoptr(GHashTable) ids = marbre_picture_ids(bytes);
    g_autoptr(GList) sorted = g_list_sort(g_hash_table_get_keys(ids), (GCompareFunc)strcmp);
    g_autoptr(GString) all = g_string_new(NULL);
    for (GList *id = sorted; id != NULL; id = id->next)
        g_string_append_printf(all, "%s%s", all->len > 0 ? " " : "", (const char *)id->data);
    g_assert_cmpstr(all->str, ==, wanted);
    g_bytes_unref(bytes);
}

static void
test_found(void)
{
    static const char both[] = "xmpMM:DocumentID=\"xmp.did:0123456789ab\">"
                               "<xmpMM:InstanceID>xmp.iid:ba9876543210</xmpMM:InstanceID>";
    for (gsize width = 1; width <= 4; width *= 2)
        assert_ids(packet_of(both, width), "xmp.did:0123456789ab xmp.iid:ba9876543210");
    assert_ids(packet_of("Iptc4xmpExt:DigImageGUID = 'urn:image:0000-1111'>", 1),
               "urn:image:0000-1111");
}

static void
test_not_found(void)
{
    assert_ids(packet_of("xmpMM:DocumentID=\"short\">", 1), "");
    assert_ids(packet_of("xmpMM:DocumentID=\"with spaces in the middle\">", 1), "");
    assert_ids(packet_of("xmpMM:DocumentID", 1), "");
    assert_ids(packet_of("dc:title=\"xmp.did:0123456789ab\">", 1), "");
    assert_ids(g_bytes_new(NULL, 0), "");
    assert_ids(g_bytes_new_static("xmpMM:DocumentID=\"xmp.did:0123456789ab\"", 39), "");
    assert_ids(g_bytes_new_static("xmpmeta xmpMM:DocumentID=\"0123456789abcdef", 41), "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/picture-ids/found", test_found);
    g_test_add_func("/desk/picture-ids/not-found", test_not_found);
    return g_test_run();
}
