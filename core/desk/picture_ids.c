/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/picture_ids.h"

#include <stdbool.h>
#include <string.h>

/* Shorter ones are what a program writes when it has none. */
#define LEAST_ID 16
#define MOST_ID 200
#define MOST_IDS 16

static const char *const names[] = {"xmpMM:OriginalDocumentID", "xmpMM:DocumentID",
                                    "xmpMM:InstanceID", "Iptc4xmpExt:DigImageGUID"};

/* Markup is ASCII: without their NULs, UTF-16 and UTF-32 read as UTF-8 does. */
static GByteArray *
without_nuls(GBytes *bytes)
{
    size_t size;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    size = MIN(size, MARBRE_PICTURE_HEAD);
    GByteArray *head = g_byte_array_sized_new((guint)size + 1);
    for (size_t at = 0; at < size;) {
        const guint8 *nul = memchr(data + at, 0, size - at);
        size_t end = nul != NULL ? (size_t)(nul - data) : size;
        g_byte_array_append(head, data + at, (guint)(end - at));
        at = end + 1;
    }
    return head;
}

static bool
is_id_byte(char c)
{
    return g_ascii_isalnum(c) || strchr(":-_./{}#", c) != NULL;
}

/* Behind the name: ="id" of an attribute, >id< of an element. */
static void
take(const char *at, const char *end, GHashTable *ids)
{
    while (at < end && (*at == '=' || *at == '>' || g_ascii_isspace(*at)))
        at++;
    if (at < end && (*at == '"' || *at == '\''))
        at++;
    const char *start = at;
    while (at < end && at - start < MOST_ID && *at != '\0' && is_id_byte(*at))
        at++;
    if (at - start >= LEAST_ID && at < end && strchr("\"'<", *at) != NULL)
        g_hash_table_add(ids, g_strndup(start, (size_t)(at - start)));
}

GHashTable *
marbre_picture_ids(GBytes *bytes)
{
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    size_t size;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    /* A packet has one of these around it, the first of them in ASCII even in a JPEG whose packet
       is in UTF-16: most pictures end here. */
    size = MIN(size, MARBRE_PICTURE_HEAD);
    if (data == NULL ||
        (memmem(data, size, "xap/1.0/", 8) == NULL && memmem(data, size, "xmpmeta", 7) == NULL))
        return ids;
    g_autoptr(GByteArray) head = without_nuls(bytes);
    const char *start = (const char *)head->data, *end = start + head->len;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        size_t length = strlen(names[i]);
        for (const char *at = start; g_hash_table_size(ids) < MOST_IDS;) {
            at = memmem(at, (size_t)(end - at), names[i], length);
            if (at == NULL)
                break;
            at += length;
            take(at, end, ids);
        }
    }
    return ids;
}
