/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "wire/format.h"
#include "wire/wire.h"

#include <string.h>

#define BYTES(string) string, sizeof string - 1

static const struct {
    const char *bytes;
    size_t size;
    const char *name; /* NULL: refused */
} cases[] = {
    {BYTES("Un titre\n\nUne phrase."), "text"},
    {BYTES(""), "text"},
    {BYTES("---\ntitle: Un titre\n---\nTexte"), "markdown"},
    {BYTES("\xef\xbb\xbf---\r\n# note\r\ntitle: Un titre\r\n---\r\n"), "markdown"},
    {BYTES("---\n\"title\": x\n---\n"), "markdown"},
    {BYTES("--- n’est pas un en-tête\n"), "text"},
    {BYTES("---\nUne phrase, et : rien d’autre\n---\n"), "text"},
    {BYTES("<!doctype html><html>"), "html"},
    {BYTES("\n<!-- vu -->\n<!DOCTYPE HTML PUBLIC \"-//W3C//DTD\">"), "html"},
    {BYTES("<html lang=fr>"), "html"},
    {BYTES("<article><h1>Titre</h1>"), "html"},
    {BYTES("<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\">"), "html"},
    {BYTES("\xff\xfe<\0h\0t\0m\0l\0>\0"), "html"},
    {BYTES("<?xml version=\"1.0\"?>\n<!-- x --><newsItem guid=\"u\">"), "newsml"},
    {BYTES("<n:newsMessage xmlns:n=\"http://iptc.org/std/nar/2006-10-01/\">"), "newsml"},
    {BYTES("<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\">"), "wxr"},
    {BYTES("{\"uri\": \"u\", \"headline\": \"h\"}"), "ninjs"},
    {BYTES(" {\n \"uri\": \"u\", \"bodies\": []}"), "ninjs"},
    {BYTES("{ensemble} est un mot, dit-il."), "text"},
    {BYTES("[Vidéo] Un titre\n"), "text"},
    {BYTES("<3 millions de personnes\n"), "text"},
    {BYTES("{\"name\": \"autre\"}"), NULL},
    {BYTES("[{\"name\": \"autre\"}]"), NULL},
    {BYTES("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>"), NULL},
    {BYTES("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), NULL},
    {BYTES("<?xml version=\"1.0\"?><NewsML><NewsItem>"), NULL},
    {BYTES("<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf>"), NULL},
    {BYTES("<?xml version=\"1.0\"?><autre/>"), NULL},
    {BYTES("+++\ntitle = 1\n+++\n"), NULL},
    {BYTES("%PDF-1.7"), NULL},
    {BYTES("PK\x03\x04 word/document.xml"), NULL},
    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), NULL},
    {BYTES("{\\rtf1\\ansi"), NULL},
    {BYTES("\x1f\x8b\x08"), NULL},
    {BYTES("\x89PNG\r\n"), NULL},
    {BYTES("\xff\xd8\xff\xe0"), NULL},
    {BYTES("RIFF\1\2\3\4WEBPVP8 "), NULL},
    {BYTES("\x01"
           "AFP001 4 POL 120 Velm\n\x02Titre\n\x03"),
     NULL},
    {BYTES("\x16\x16\x01"
           "a0001\x1f"),
     NULL},
};

static void
test_recognise(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(cases[i].bytes, cases[i].size);
        MarbreFormat format = marbre_format_recognise(bytes);
        if (g_strcmp0(format.name, cases[i].name) != 0)
            g_error("%s: %s", cases[i].bytes, format.name != NULL ? format.name : format.refused);
        g_assert_true((format.name == NULL) == (format.refused != NULL));
    }
}

/* The first bytes of anything are a file that is to be looked at and no more. */
static void
test_beginnings(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t size = 0; size <= cases[i].size; size++) {
            g_autofree char *copy = g_memdup2(cases[i].bytes, size);
            g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&copy), size);
            (void)marbre_format_recognise(bytes);
        }
}

static void
test_refused(void)
{
    static const struct {
        const char *bytes;
        const char *format;
        const char *words;
    } bad[] = {{"%PDF-1.7", NULL, "a PDF document"},
               {"<?xml version=\"1.0\"?><NewsML>", NULL, "NewsML 1.2"},
               {"Un titre", "odt", "there is no importer for “odt”"}};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new_static(bad[i].bytes, strlen(bad[i].bytes));
        const MarbreWireOptions how = {.format = bad[i].format, .lang = "fr"};
        g_assert_null(marbre_wire_read(bytes, &how, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
        if (strstr(error->message, bad[i].words) == NULL ||
            strstr(error->message, "text, markdown, html, wxr, ninjs, newsml") == NULL)
            g_error("%s", error->message);
    }
}

/* What is asked for is done, whatever the file looks like. */
static void
test_asked(void)
{
    static const char text[] = "<html> est un mot de la page, dit le maire.\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    const MarbreWireOptions how = {.format = "text", .lang = "fr"};
    g_autoptr(GPtrArray) stories = marbre_wire_read(bytes, &how, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(stories->len, ==, 1);
}

static void
test_large(void)
{
    g_autoptr(GError) error = NULL;
    size_t size = (5u << 20);
    char *data = g_malloc(size);
    memset(data, 'a', size);
    g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
    const MarbreWireOptions how = {.lang = "fr"};
    g_assert_null(marbre_wire_read(bytes, &how, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(
        strstr(error->message, "MiB, too long for an article; import it in smaller parts"));
    g_assert_nonnull(strstr(
        error->message,
        "the text is larger than 4 MiB, too long for an article; import it in smaller parts"));
    g_clear_error(&error);
    g_autoptr(GBytes) larger =
        g_bytes_new_static("a", (64u << 20) + 1); /* its size is all that is read */
    g_assert_null(marbre_wire_read(larger, &how, &error));
    g_assert_cmpstr(error->message, ==,
                    "the file is larger than 64 MiB; import it in smaller parts");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/format/recognise", test_recognise);
    g_test_add_func("/wire/format/beginnings", test_beginnings);
    g_test_add_func("/wire/format/refused", test_refused);
    g_test_add_func("/wire/format/asked", test_asked);
    g_test_add_func("/wire/format/large", test_large);
    return g_test_run();
}
