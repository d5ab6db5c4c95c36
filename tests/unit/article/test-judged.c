/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/judged.h"
#include "base/digest.h"

#include <glib.h>
#include <marbre/plugin.h>
#include <string.h>

#define ALL_PARTS (MBR_PART_TEXT | MBR_PART_SOURCE | MBR_PART_CLAIMS | MBR_PART_MEDIA)

static const char *const fr_only[] = {"fr", NULL};
static const char *const fr_and_de[] = {"fr", "de", NULL};

static const char french[] =
    "---\ntitle: \"Le  titre\"\nimages:\n  - credit: AFP\nsource-lang: en\n---\nUn\u00A0mot.\n";

static MarbreFile *
file(const char *name, const char *text)
{
    g_autoptr(GBytes) bytes = text ? g_bytes_new(text, strlen(text)) : NULL;
    return marbre_file_new(name, NULL, 0, bytes);
}

static MarbreArticle *
make(const char *text, const char *german, const char *const *langs)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_ptr_array_add(files, file("index.fr.md", text));
    g_ptr_array_add(files, file("index.en.md", "---\ntitle: A\n---\nA  word.\n"));
    if (german)
        g_ptr_array_add(files, file("index.de.md", german));
    g_ptr_array_add(files, file("claims.yaml", "claims: []\n"));
    g_ptr_array_add(files, file("b.jpg", NULL));
    g_ptr_array_add(files, file("a.jpg", "jpeg"));
    return marbre_article_new("articles/x", files, langs, NULL);
}

static char *
media_digest(void *user, const MarbreFile *asked)
{
    g_assert_cmpstr(asked->name, ==, "b.jpg");
    return user ? g_strdup(user) : NULL;
}

/* A line as it must be, its sum taken of `text`. */
static char *
line(const char *part, const char *text)
{
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strdup_printf("%s %s", part, sum);
}

static void
assert_line(const GPtrArray *lines, guint index, const char *part, const char *text)
{
    g_autofree char *expected = line(part, text);
    g_assert_cmpuint(index, <, lines->len);
    g_assert_cmpstr(g_ptr_array_index(lines, index), ==, expected);
}

static void
test_lines(void)
{
    const char *const keys[] = {"images", "images[0].credit", "missing", "title", NULL};
    g_autoptr(MarbreArticle) article = make(french, NULL, fr_only);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    char sum[] = "sha256:00aa";
    g_autofree char *digest =
        marbre_judged_digest(article, NULL, ALL_PARTS, keys, media_digest, sum, lines);
    g_assert_cmpuint(lines->len, ==, 8);
    assert_line(lines, 0, "claims", "claims: []\n");
    assert_line(lines, 1, "key:images", "- credit: AFP");
    assert_line(lines, 2, "key:images[0].credit", "AFP");
    assert_line(lines, 3, "key:title", "\"Le titre\"");
    assert_line(lines, 4, "media:a.jpg", "jpeg");
    g_assert_cmpstr(g_ptr_array_index(lines, 5), ==, "media:b.jpg 00aa");
    assert_line(lines, 6, "source", "A word.");
    assert_line(lines, 7, "text", "Un mot.");

    g_autoptr(GString) all = g_string_new("");
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(all, "%s\n", (char *)g_ptr_array_index(lines, i));
    g_autofree char *expected = marbre_digest(all->str, all->len);
    g_assert_cmpstr(digest, ==, expected);
}

static char *
digest_of(const char *text, uint64_t parts, const char *const *keys)
{
    g_autoptr(MarbreArticle) article = make(text, NULL, fr_only);
    return marbre_judged_digest(article, "fr", parts, keys, NULL, NULL, NULL);
}

static void
assert_same(const char *text, bool same, const char *const *keys)
{
    g_autofree char *before = digest_of(french, MBR_PART_TEXT, keys);
    g_autofree char *after = digest_of(text, MBR_PART_TEXT, keys);
    g_assert_true((strcmp(before, after) == 0) == same);
}

/* What voids an approval and what does not. */
static void
test_changes(void)
{
    const char *const title[] = {"title", NULL};
    const char *const all[] = {"*", NULL};
    assert_same("---\r\ntitle:  \"Le\u202Ftitre\"\r\nother: x\r\n---\r\n\r\nUn  mot.\r\n\r\n", true,
                title);
    assert_same("---\ntitle: \"Le titre\"\n---\nUn mots.\n", false, title);
    assert_same("---\ntitle: \"Le titre!\"\n---\nUn mot.\n", false, title);
    assert_same("---\ntitle: 'Le titre'\n---\nUn mot.\n", false, title);
    assert_same("---\nother: 1\n---\nUn mot.\n", false, title);
    assert_same("---\nother: 1\n---\nUn mot.\n", true, NULL);
    assert_same("---\ntitle: \"Le titre\"\nother: x\n---\nUn mot.\n", false, all);
    /* Broken front matter counts as a whole. */
    assert_same("---\ntitle: \"Le titre\n---\nUn mot.\n", false, title);
}

static void
test_languages(void)
{
    const char *const keys[] = {"title", NULL};
    g_autoptr(MarbreArticle) one = make(french, NULL, fr_and_de);
    g_autoptr(MarbreArticle) two = make(french, "---\ntitle: T\n---\nEin Wort.\n", fr_and_de);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *digest =
        marbre_judged_digest(one, NULL, MBR_PART_TEXT, keys, NULL, NULL, lines);
    assert_line(lines, 1, "text", "Un mot.");
    g_ptr_array_set_size(lines, 0);
    g_autofree char *both = marbre_judged_digest(two, NULL, MBR_PART_TEXT, keys, NULL, NULL, lines);
    g_assert_cmpuint(lines->len, ==, 4);
    assert_line(lines, 0, "de:key:title", "T");
    assert_line(lines, 1, "de:text", "Ein Wort.");
    assert_line(lines, 2, "fr:key:title", "\"Le titre\"");
    assert_line(lines, 3, "fr:text", "Un mot.");
    g_autofree char *alone = marbre_judged_digest(two, "fr", MBR_PART_TEXT, keys, NULL, NULL, NULL);
    g_assert_cmpstr(alone, ==, digest);
    g_assert_cmpstr(both, !=, digest);
}

static void
test_empty(void)
{
    g_autoptr(MarbreArticle) article = make(french, NULL, fr_only);
    g_autofree char *nothing = marbre_judged_digest(article, NULL, 0, NULL, NULL, NULL, NULL);
    g_assert_cmpstr(nothing, ==,
                    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    g_assert_null(
        marbre_judged_digest(article, NULL, MBR_PART_MEDIA, NULL, media_digest, NULL, NULL));
    g_assert_null(marbre_judged_digest(article, NULL, MBR_PART_MEDIA, NULL, NULL, NULL, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/judged/lines", test_lines);
    g_test_add_func("/article/judged/changes", test_changes);
    g_test_add_func("/article/judged/languages", test_languages);
    g_test_add_func("/article/judged/empty", test_empty);
    return g_test_run();
}
