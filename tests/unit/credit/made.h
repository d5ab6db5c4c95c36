/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_CREDIT_MADE_H
#define TESTS_CREDIT_MADE_H

#include <glib.h>
#include <string.h>

/* Pictures that a test makes up: grey JPEGs of 8 by 8, whole by all that can be seen. */

#define MADE_SIGNED "<dc:rights>All is as it should be</dc:rights>"

#define MADE_PACKET_HEAD                                                                           \
    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"                           \
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "                                              \
    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "   \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "                                               \
    "xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" "                                      \
    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "                                                  \
    "xmlns:Iptc4xmpCore=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\" "                          \
    "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">"
#define MADE_PACKET_TAIL "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"

static inline void
made_segment(GByteArray *to, guint8 marker, const char *head, size_t head_size, GString *body)
{
    const size_t size = 2 + head_size + body->len;
    const guint8 start[] = {0xff, marker, (guint8)(size >> 8), (guint8)size};
    g_byte_array_append(to, start, sizeof start);
    g_byte_array_append(to, (const guint8 *)head, (guint)head_size);
    g_byte_array_append(to, (const guint8 *)body->str, (guint)body->len);
    g_string_free(body, TRUE);
}

/* One dataset of IIM in a block of Photoshop's. */
static inline GString *
made_blocks(const char *byline)
{
    GString *blocks = g_string_new(NULL);
    const size_t size = 5 + strlen(byline);
    const char head[] = {'8', 'B', 'I', 'M', 4, 4, 0, 0, 0, 0, 0, (char)size};
    const char dataset[] = {0x1c, 2, 80, 0, (char)strlen(byline)};
    g_string_append_len(blocks, head, sizeof head);
    g_string_append_len(blocks, dataset, sizeof dataset);
    g_string_append(blocks, byline);
    if (size % 2)
        g_string_append_c(blocks, '\0');
    return blocks;
}

static inline void
made_tail(GByteArray *to, guint width, guint height)
{
    const char sides[] = {
        8, (char)(height >> 8), (char)height, (char)(width >> 8), (char)width, 1, 1, 0x11, 0};
    made_segment(to, 0xc0, sides, sizeof sides, g_string_new(NULL));
    made_segment(to, 0xda, "\1\1\0\0\77\0", 6, g_string_new("........"));
    g_byte_array_append(to, (const guint8 *)"\xff\xd9", 2);
}

/* With these properties of XMP, this by-line of IIM, and this sealed history, or without (NULL). */
static inline GBytes *
made_jpeg(const char *properties, const char *byline, const char *seal)
{
    GByteArray *to = g_byte_array_new();
    g_byte_array_append(to, (const guint8 *)"\xff\xd8", 2);
    if (properties) {
        GString *packet = g_string_new(MADE_PACKET_HEAD);
        g_string_append(packet, properties);
        g_string_append(packet, MADE_PACKET_TAIL);
        made_segment(to, 0xe1, "http://ns.adobe.com/xap/1.0/", 29, packet);
    }
    if (byline)
        made_segment(to, 0xed, "Photoshop 3.0", 14, made_blocks(byline));
    if (seal)
        made_segment(to, 0xeb, "JP", 2, g_string_new(seal));
    made_tail(to, 8, 8);
    return g_byte_array_free_to_bytes(to);
}

static inline GBytes *
made_sized(guint width, guint height)
{
    GByteArray *to = g_byte_array_new();
    g_byte_array_append(to, (const guint8 *)"\xff\xd8", 2);
    made_tail(to, width, height);
    return g_byte_array_free_to_bytes(to);
}

/* The library for XMP keeps what it learns of namespaces until the program ends. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libexiv2\n";
}

#endif
