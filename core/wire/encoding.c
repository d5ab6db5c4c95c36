/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/encoding.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <stdbool.h>
#include <string.h>

static char *
convert(const char *data, size_t size, const char *from, GError **error)
{
    g_autoptr(GError) reason = NULL;
    char *text = g_convert(data, (gssize)size, "UTF-8", from, NULL, NULL, &reason);
    if (text == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the file is not text in UTF-8, UTF-16 or Windows-1252"));
    return text;
}

static char *
to_utf8(const char *data, size_t size, const char **ret_encoding, GError **error)
{
    static const struct {
        const char *mark;
        size_t size;
        const char *encoding;
    } marks[] = {
        {"\xef\xbb\xbf", 3, "UTF-8"}, {"\xff\xfe", 2, "UTF-16LE"}, {"\xfe\xff", 2, "UTF-16BE"}};

    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (size >= marks[i].size && memcmp(data, marks[i].mark, marks[i].size) == 0) {
            *ret_encoding = marks[i].encoding;
            return convert(data + marks[i].size, size - marks[i].size, marks[i].encoding, error);
        }
    if (g_utf8_validate(data, (gssize)size, NULL)) {
        *ret_encoding = "UTF-8";
        return g_strndup(data, size);
    }
    *ret_encoding = "Windows-1252";
    return convert(data, size, "WINDOWS-1252", error);
}

/* CR LF, CR, NEL, line and paragraph separators end a line as LF does; a soft hyphen, a zero
   width space and a stray byte order mark show nothing and stand in nobody's way. */
static char *
plain_lines(const char *text)
{
    GString *plain = g_string_sized_new(strlen(text));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (character == '\r') {
            if (p[1] != '\n')
                g_string_append_c(plain, '\n');
        } else if (character == 0x85 || character == 0x2028 || character == 0x2029) {
            g_string_append_c(plain, '\n');
        } else if (character == 0xad || character == 0x200b || character == 0xfeff) {
            continue;
        } else if (character >= ' ' || character == '\n' || character == '\t') {
            g_string_append_unichar(plain, character);
        }
    }
    return g_string_free(plain, FALSE);
}

char *
marbre_encoding_decode(GBytes *bytes, const char **ret_encoding, GError **error)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    bool wide = size >= 2 && (memcmp(data, "\xff\xfe", 2) == 0 || memcmp(data, "\xfe\xff", 2) == 0);
    if (size > 0 && !wide && memchr(data, '\0', size) != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the file is not text: it holds NUL bytes"));
        return NULL;
    }
    g_autofree char *text = to_utf8(data == NULL ? "" : data, size, ret_encoding, error);
    if (text == NULL)
        return NULL;
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    if (composed == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("the file is not text"));
        return NULL;
    }
    return plain_lines(composed);
}
