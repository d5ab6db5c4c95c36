/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/post.h"
#include "base/error.h"

#include <glib.h>
#include <string.h>

static MarbrePost *
read_post(const char *path, const char *text, GError **error)
{
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    return marbre_post_read(path, "content", file, error);
}

static void
assert_text(const char *path, const char *text, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePost) post = read_post(path, text, &error);
    g_assert_no_error(error);
    gsize size = 0;
    const char *data = g_bytes_get_data(post->text, &size);
    g_autofree char *got = g_strndup(data, size);
    g_assert_cmpstr(got, ==, expected);
}

static void
assert_refused(const char *text, const char *why)
{
    g_autoptr(GError) error = NULL;
    MarbrePost *post = read_post("content/posts/a.md", text, &error);
    g_assert_null(post);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_cmpstr(error->message, ==, why);
}

static void
test_yaml(void)
{
    assert_text(
        "content/posts/a.md", "---\n# kept\ntitle: 'A'   # too\nweight: 3\n---\nwords  \n",
        "---\n# kept\ntitle: 'A'   # too\nweight: 3\nadopted-from: \"content/posts/a.md\"\n---\n"
        "words  \n");
    assert_text("content/posts/a.md", "---\n---\nwords",
                "---\nadopted-from: \"content/posts/a.md\"\n---\nwords");
    assert_text("content/posts/a.md", "words\n---\n",
                "---\nadopted-from: \"content/posts/a.md\"\n---\nwords\n---\n");
    assert_text("content/posts/a.md", "", "---\nadopted-from: \"content/posts/a.md\"\n---\n");
    assert_text(
        "content/posts/a.md", "\xef\xbb\xbf---\r\nTitle: A\r\n---\r\nb\r\n",
        "\xef\xbb\xbf---\r\ntitle: A\r\nadopted-from: \"content/posts/a.md\"\r\n---\r\nb\r\n");
}

static void
test_mapped(void)
{
    assert_text("content/kultur/a/index.md",
                "---\ntitle: A\nauthors: [B, C]\ncategories: D\nDescription: E\npublishDate: "
                "2020-01-02\n---\n",
                "---\ntitle: A\nauthors: [B, C]\ncategories: D\nDescription: E\npublishDate: "
                "2020-01-02\ndate: \"2020-01-02\"\nauthor:\n  - B\n  - C\nsection: \"D\"\n"
                "standfirst: \"E\"\nadopted-from: \"content/kultur/a/index.md\"\n---\n");
    assert_text("content/kultur/2020/a.md", "---\nsection: X\nauthor: Y\n---\n",
                "---\nsection: X\nauthor: Y\nadopted-from: \"content/kultur/2020/a.md\"\n---\n");
    assert_text("content/kultur/a.md", "+++\n+++\n",
                "---\nsection: \"kultur\"\nadopted-from: \"content/kultur/a.md\"\n---\n");
    assert_text("_posts/2023-01-02-b.md", "---\nauthors: [{name: B}, {name: C}]\n---\n",
                "---\nauthors: [{name: B}, {name: C}]\ndate: \"2023-01-02\"\nadopted-from: "
                "\"_posts/2023-01-02-b.md\"\n---\n");
    assert_text("content/about/index.md", "---\ntitle: A\n---\n",
                "---\ntitle: A\nadopted-from: \"content/about/index.md\"\n---\n");
}

static void
test_toml_and_json(void)
{
    assert_text(
        "content/posts/a.md", "+++\r\nTITLE = \"A: b\"\r\n[x]\r\ny = 1\r\n+++  \r\n\r\nb\r\n",
        "---\r\ntitle: \"A: b\"\r\nx: {\"y\": 1}\r\nadopted-from: \"content/posts/a.md\"\r\n---\r\n"
        "\r\nb\r\n");
    assert_text("content/posts/a.md",
                "{\"title\":\"A } \\\" b\",\n\t\"x\": {\"y\": [1, true, null, 2.5]}}\n\nb",
                "---\ntitle: \"A } \\\" b\"\nx: {\"y\": [1, true, null, 2.5]}\nadopted-from: "
                "\"content/posts/a.md\"\n---\n\nb");
    /* A text that begins with a shortcode has no front matter. */
    assert_text("content/posts/a.md", "{{< x >}}\n",
                "---\nadopted-from: \"content/posts/a.md\"\n---\n{{< x >}}\n");
}

static void
test_told(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePost) post = read_post(
        "content/a.md",
        "---\ntitle: T\ndate: 2020-01-02\nslug: other\ndraft: true\nexpiryDate: 2021-01-01\n---\n",
        &error);
    g_assert_no_error(error);
    g_assert_cmpstr(post->title, ==, "T");
    g_assert_cmpstr(post->date, ==, "2020-01-02");
    g_assert_cmpstr(post->from, ==, "2020-01-02");
    g_assert_cmpstr(post->until, ==, "2021-01-01");
    g_assert_cmpstr(post->slug, ==, "other");
    g_assert_true(post->draft);
    g_autoptr(MarbrePost) hidden =
        read_post("content/a.md", "---\npublished: false\nslug: Not One\n---\n", &error);
    g_assert_no_error(error);
    g_assert_true(hidden->draft);
    g_assert_null(hidden->slug);
    g_assert_null(hidden->title);
}

static void
test_refused(void)
{
    assert_refused(
        "---\ntitle: a\n",
        "content/posts/a.md, line 1: the header that this line opens is never closed: a line "
        "with ---, +++ or } is missing");
    assert_refused(
        "{\"a\": 1\n",
        "content/posts/a.md, line 1: the header that this line opens is never closed: a line "
        "with ---, +++ or } is missing");
    assert_refused("+++\na = \n+++\n", "content/posts/a.md, line 2: this is no value of TOML");
    assert_refused("---\n- a\n---\n",
                   "content/posts/a.md, line 2: the header must be lines of the form key: value");
    assert_refused(
        "---\nadopted-from: b\n---\n",
        "content/posts/a.md: it has a key “adopted-from”, which is Marbre's own; give it "
        "another name");
}

static void
assert_name(const char *path,
            const char *base,
            const char *name,
            const char *day,
            const char *lang,
            bool bundle)
{
    static const char *const langs[] = {"fr", "oci", NULL};
    g_autoptr(MarbrePostName) read = marbre_post_name_read(path, langs);
    if (base == NULL) {
        g_assert_null(read);
        return;
    }
    g_assert_cmpstr(read->base, ==, base);
    g_assert_cmpstr(read->name, ==, name);
    g_assert_cmpstr(read->day, ==, day);
    g_assert_cmpstr(read->lang, ==, lang);
    g_assert_true(read->bundle == bundle);
}

static void
test_names(void)
{
    assert_name("content/a.md", "content/a", "a", NULL, NULL, false);
    assert_name("content/a.fr.md", "content/a", "a", NULL, "fr", false);
    assert_name("content/a.oci.markdown", "content/a", "a", NULL, "oci", false);
    assert_name("content/a.old.md", "content/a.old", "a.old", NULL, NULL, false);
    assert_name("content/b/index.pt-BR.md", "content/b/index", "b", NULL, "pt-BR", true);
    assert_name("_posts/2023-01-02-c.md", "_posts/2023-01-02-c", "c", "2023-01-02", NULL, false);
    assert_name("p/2023-01-02-c/index.md", "p/2023-01-02-c/index", "c", "2023-01-02", NULL, true);
    assert_name("2023-01-02-.md", "2023-01-02-", "2023-01-02-", NULL, NULL, false);
    assert_name("index.md", "index", "index", NULL, NULL, false);
    assert_name("content/_index.md", NULL, NULL, NULL, NULL, false);
    assert_name("content/_index.fr.md", NULL, NULL, NULL, NULL, false);
    assert_name("content/a.html", NULL, NULL, NULL, NULL, false);
    assert_name("content/.md", NULL, NULL, NULL, NULL, false);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/post/yaml", test_yaml);
    g_test_add_func("/article/post/mapped", test_mapped);
    g_test_add_func("/article/post/toml-and-json", test_toml_and_json);
    g_test_add_func("/article/post/told", test_told);
    g_test_add_func("/article/post/refused", test_refused);
    g_test_add_func("/article/post/names", test_names);
    return g_test_run();
}
