/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/source.h"

#include <string.h>

/* Bytes within which a page declares its encoding. */
enum { DECLARED_WITHIN = 1024 };

static const struct {
    const char *bytes;
    size_t size;
    const char *encoding;
} marks[] = {
    {"\xef\xbb\xbf", 3, "UTF-8"}, {"\xff\xfe", 2, "UTF-16LE"}, {"\xfe\xff", 2, "UTF-16BE"}};

/* Of what pages declare: the first name is what browsers read it as. */
static const struct {
    const char *encoding;
    const char *declared;
} encodings[] = {
    {"UTF-8", "utf-8"},
    {"UTF-8", "utf8"},
    {"Windows-1252", "windows-1252"},
    {"Windows-1252", "iso-8859-1"},
    {"Windows-1252", "latin1"},
    {"Windows-1252", "us-ascii"},
    {"ISO-8859-15", "iso-8859-15"},
    {"ISO-8859-2", "iso-8859-2"},
    {"ISO-8859-5", "iso-8859-5"},
    {"ISO-8859-7", "iso-8859-7"},
    {"Windows-1250", "windows-1250"},
    {"Windows-1251", "windows-1251"},
    {"Windows-1253", "windows-1253"},
    {"Windows-1254", "windows-1254"},
    {"Windows-1254", "iso-8859-9"},
    {"Windows-1256", "windows-1256"},
    {"KOI8-R", "koi8-r"},
    {"Shift_JIS", "shift_jis"},
    {"EUC-JP", "euc-jp"},
    {"GB18030", "gbk"},
    {"GB18030", "gb2312"},
    {"GB18030", "gb18030"},
    {"Big5", "big5"},
};

static const char *
encoding_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++)
        if (g_ascii_strcasecmp(encodings[i].declared, name) == 0)
            return encodings[i].encoding;
    return NULL;
}

/* The value behind `charset=` in a page's first bytes; NULL for none or one that is unknown. */
static const char *
declared_encoding(const char *data, size_t size)
{
    g_autofree char *head = g_strndup(data, MIN(size, DECLARED_WITHIN));
    g_autofree char *lower = g_ascii_strdown(head, -1);
    const char *found = strstr(lower, "charset");
    if (found == NULL)
        return NULL;
    found += strlen("charset");
    found += strspn(found, " \t\r\n=\"'");
    g_autofree char *name = g_strndup(found, strcspn(found, " \t\r\n\"'/>;"));
    return encoding_named(name);
}

static GString *
convert(const char *data, size_t size, const char *encoding)
{
    gsize read = 0, written = 0;
    g_autofree char *text = g_convert(data, (gssize)size, "UTF-8", encoding, &read, &written, NULL);
    return text == NULL ? NULL : g_string_new_len(text, (gssize)written);
}

/* Windows-1252 leaves five bytes without a character; they show nothing. */
static GString *
from_windows(const char *data, size_t size)
{
    GString *text = convert(data, size, "WINDOWS-1252");
    if (text != NULL)
        return text;
    g_autofree char *copy = g_malloc(size);
    for (size_t i = 0; i < size; i++)
        copy[i] = memchr("\x81\x8d\x8f\x90\x9d", data[i], 5) != NULL ? ' ' : data[i];
    return convert(copy, size, "WINDOWS-1252");
}

static GString *
decode(const char *data, size_t size, bool declared, const char **ret_encoding)
{
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (size >= marks[i].size && memcmp(data, marks[i].bytes, marks[i].size) == 0) {
            *ret_encoding = marks[i].encoding;
            return convert(data + marks[i].size, size - marks[i].size, marks[i].encoding);
        }
    /* What is UTF-8 from end to end was never meant to be anything else. */
    if (g_utf8_validate_len(data, size, NULL)) {
        *ret_encoding = "UTF-8";
        return g_string_new_len(data, (gssize)size);
    }
    const char *said = declared ? declared_encoding(data, size) : NULL;
    GString *text = said == NULL || strcmp(said, "UTF-8") == 0 || strcmp(said, "Windows-1252") == 0
                        ? NULL
                        : convert(data, size, said);
    *ret_encoding = text == NULL ? "Windows-1252" : said;
    return text == NULL ? from_windows(data, size) : text;
}

GString *
marbre_source_decode(GBytes *file, bool declared, const char **ret_encoding, MarbreFault *ret_fault)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(file, &size);
    g_autoptr(GString) text = decode(data == NULL ? "" : data, size, declared, ret_encoding);
    if (text == NULL || memchr(text->str, '\0', text->len) != NULL) {
        *ret_fault = (MarbreFault){.kind = MARBRE_FAULT_NOT_TEXT};
        return NULL;
    }
    return g_steal_pointer(&text);
}
