/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sign/field.h"

#include <string.h>

MarbreFields
marbre_fields_of(GBytes *bytes)
{
    MarbreFields fields = {NULL, 0};

    fields.data = g_bytes_get_data(bytes, &fields.size);
    return fields;
}

bool
marbre_fields_take_raw(MarbreFields *rest, size_t size, MarbreFields *ret_bytes)
{
    if (size > rest->size)
        return false;
    *ret_bytes = (MarbreFields){rest->data, size};
    if (size > 0)
        rest->data += size;
    rest->size -= size;
    return true;
}

bool
marbre_fields_take(MarbreFields *rest, MarbreFields *ret_field)
{
    MarbreFields head;

    if (!marbre_fields_take_raw(rest, 4, &head))
        return false;
    return marbre_fields_take_raw(rest,
                                  (size_t)head.data[0] << 24 | (size_t)head.data[1] << 16 |
                                      (size_t)head.data[2] << 8 | (size_t)head.data[3],
                                  ret_field);
}

bool
marbre_fields_are(const MarbreFields *field, const char *expected)
{
    return field->size == strlen(expected) &&
           (field->size == 0 || memcmp(field->data, expected, field->size) == 0);
}

bool
marbre_fields_take_word(MarbreFields *rest, const char *expected)
{
    MarbreFields field;

    return marbre_fields_take(rest, &field) && marbre_fields_are(&field, expected);
}

void
marbre_fields_put(GByteArray *row, const void *data, size_t size)
{
    const uint8_t head[] = {(uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8),
                            (uint8_t)size};

    g_byte_array_append(row, head, sizeof head);
    if (size > 0)
        g_byte_array_append(row, data, (guint)size);
}

GBytes *
marbre_fields_decode(const char *text)
{
    size_t size = 0;
    g_autofree uint8_t *data = NULL;
    g_autofree char *again = NULL;

    if (*text == '\0')
        return NULL;
    data = g_base64_decode(text, &size);
    again = g_base64_encode(data, size);
    return strcmp(again, text) == 0 ? g_bytes_new_take(g_steal_pointer(&data), size) : NULL;
}
