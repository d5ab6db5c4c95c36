/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The program itself, shut in as it is when it is used: it says what the same code says here. */
#include "base/error.h"
#include "reader/read.h"
#include "reading.h"
#include "wire/apart.h"

#include <string.h>

#define TIME (60 * G_USEC_PER_SEC)

static const char *program;

static GBytes *
data_file(const char *name)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "../../data/wire", name, NULL);
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &data, &size, NULL));
    return g_bytes_new(data, size);
}

static void
same(const char *name, const char *format)
{
    MarbreFault fault;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = data_file(name);
    g_autoptr(GPtrArray) here = marbre_reader_read(file, format, "fr", &fault);
    g_autoptr(GPtrArray) there =
        marbre_wire_read_apart_by(program, file, format, "fr", TIME, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(here->len, ==, there->len);
    for (guint i = 0; i < here->len; i++) {
        g_autofree char *one = reading_show(here->pdata[i]);
        g_autofree char *other = reading_show(there->pdata[i]);
        g_assert_cmpstr(one, ==, other);
    }
}

static void
test_same(void)
{
    same("html-article.html", "html");
    same("wxr-site.xml", "wxr");
    same("newsml-message.xml", "newsml");
    same("ninjs-2.json", "ninjs");
}

static void
fails(const char *format, const char *text, size_t size, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = g_bytes_new(text, size);
    g_assert_null(marbre_wire_read_apart_by(program, file, format, "fr", TIME, &error));
    g_assert_error(error, MARBRE_ERROR, code);
    g_assert_nonnull(strstr(error->message, words));
}

static void
test_faults(void)
{
    static const char cut[] = "<newsItem>\n<a></newsItem>";
    static const char json[] = "{\"uri\": }";
    static const char old[] = "<NewsML/>";
    fails("newsml", cut, sizeof cut - 1, MARBRE_ERROR_USAGE, "newsml: line 2, column ");
    fails("ninjs", json, sizeof json - 1, MARBRE_ERROR_USAGE, "ninjs: line 1, column ");
    fails("newsml", old, sizeof old - 1, MARBRE_ERROR_USAGE, "NewsML-G2");
    fails("telex", old, sizeof old - 1, MARBRE_ERROR_USAGE, "no reader");
}

/* Encodings that the C library loads a part of its own for are read within the box too. */
static void
test_encodings(void)
{
    static const char *const encodings[] = {"ISO-8859-15", "windows-1251", "Shift_JIS"};
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *utf8 = g_strdup_printf(
            "<?xml version=\"1.0\" encoding=\"%s\"?><newsItem "
            "xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><contentMeta><headline>%s</headline>"
            "</contentMeta></newsItem>",
            encodings[i], i == 0 ? "œuvre à 3 €" : "Мост");
        gsize size = 0;
        g_autofree char *bytes = g_convert(utf8, -1, encodings[i], "UTF-8", NULL, &size, &error);
        g_assert_no_error(error);
        g_autoptr(GBytes) file = g_bytes_new(bytes, size);
        g_autoptr(GPtrArray) stories =
            marbre_wire_read_apart_by(program, file, "newsml", "fr", TIME, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(((MarbreStory *)stories->pdata[0])->title, ==,
                        i == 0 ? "œuvre à 3 €" : "Мост");
    }
}

/* Three megabytes of posts: the pipes do not wait for each other. */
static void
test_many(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new(
        "<rss xmlns:wp=\"w\" xmlns:content=\"c\"><channel><wp:wxr_version>1.2</wp:wxr_version>");
    for (unsigned i = 0; i < 1500; i++) {
        g_string_append_printf(text,
                               "<item><title>Billet %u</title><wp:post_type>post</wp:post_type>"
                               "<content:encoded><![CDATA[",
                               i);
        for (unsigned line = 0; line < 40; line++)
            g_string_append_printf(text, "Paragraphe %u du billet, <b>avec</b> des mots.\n\n",
                                   line);
        g_string_append(text, "]]></content:encoded></item>");
    }
    g_string_append(text, "</channel></rss>");
    g_autoptr(GBytes) file = g_bytes_new(text->str, text->len);
    g_autoptr(GPtrArray) stories =
        marbre_wire_read_apart_by(program, file, "wxr", "fr", TIME, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(stories->len, ==, 1500);
    g_assert_cmpstr(((MarbreStory *)stories->pdata[1499])->title, ==, "Billet 1499");
    g_assert_cmpuint(((MarbreStory *)stories->pdata[1499])->blocks->len, ==, 40);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    program = g_getenv("MARBRE_READER");
    g_assert_nonnull(program);
    g_test_add_func("/reader/apart/same", test_same);
    g_test_add_func("/reader/apart/faults", test_faults);
    g_test_add_func("/reader/apart/encodings", test_encodings);
    g_test_add_func("/reader/apart/many", test_many);
    return g_test_run();
}
