/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/html.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

static char *
render(const char *text, unsigned shift)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    return marbre_html_render(copy, shift);
}

static void
assert_html(const char *text, unsigned shift, const char *expected)
{
    g_autofree char *html = render(text, shift);
    g_assert_cmpstr(html, ==, expected);
}

static void
test_plain(void)
{
    assert_html("---\ntitle: a\n---\nUn *mot* &amp; un [lien](https://e.org).\n", 0,
                "<p>Un <em>mot</em> &amp; un <a href=\"https://e.org\">lien</a>.</p>\n");
    assert_html("", 0, "");
}

static void
test_headings(void)
{
    assert_html("# Un\n\n## Deux\n\n# Un\n", 1, "<h2>Un</h2>\n<h3>Deux</h3>\n<h2>Un</h2>\n");
    assert_html("## Un\n\n## Un\n\n### Deux\n", 1, "<h2>Un</h2>\n<h2>Un</h2>\n<h3>Deux</h3>\n");
    assert_html("# Un\n\n##### Deux\n\n###### Trois\n\n### Deux\n", 1,
                "<h2>Un</h2>\n<h3>Deux</h3>\n<h4>Trois</h4>\n<h3>Deux</h3>\n");
    assert_html("### Un\n\n# Un\n", 1, "<h2>Un</h2>\n<h2>Un</h2>\n");
    assert_html("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6\n", 1,
                "<h2>1</h2>\n<h3>2</h3>\n<h4>3</h4>\n<h5>4</h5>\n<h6>5</h6>\n<h6>6</h6>\n");
    assert_html("# Un\n", 99, "<h6>Un</h6>\n");
}

static void
test_raw(void)
{
    assert_html("a <script>alert(1)</script> b<br>c\n\n<iframe src=x></iframe>\n", 0,
                "<p>a alert(1) b<br />\nc</p>\n");
}

static void
assert_markdown(const char *text, const char *expected)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    g_autofree char *markdown = marbre_html_render_markdown(copy, 1);
    g_assert_cmpstr(markdown, ==, expected);
}

static void
test_markdown(void)
{
    assert_markdown("---\ntitle: a\n---\n# Un\n\nUn *mot* &amp; un [lien](https://e.org).\n"
                    "![b](c.jpg)\n",
                    "## Un\n\nUn *mot* & un [lien](https://e.org).\n![b](c.jpg)\n");
    assert_markdown("a <script>alert(1)</script> b<br>c <!-- vu par Léa -->\n\n"
                    "<!--\nà revoir\n-->\n\n<iframe src=x></iframe>\n",
                    "a alert(1) b  \nc \n");
    assert_markdown("[x](javascript:alert) ![y](https://e.org/z.jpg) \\<b>\n", "x y \\<b\\>\n");
    assert_markdown("b\xc2\x9b"
                    "c\xef\xbf\xbf",
                    "b\xef\xbf\xbd"
                    "c\xef\xbf\xbd\n");
    assert_markdown("", "\n");
}

static void
test_addresses(void)
{
    assert_html("[a](/2023/x/?q#y) [b](photo.jpg) [c](mailto:a@b.fr) [d](HTTPS://e.org)\n", 0,
                "<p><a href=\"/2023/x/?q#y\">a</a> <a href=\"photo.jpg\">b</a> "
                "<a href=\"mailto:a@b.fr\">c</a> <a href=\"HTTPS://e.org\">d</a></p>\n");
    assert_html("![x](a.jpg \"t\") ![*y*](https://e.org/a.jpg) ![z](//e.org/a.jpg)\n", 0,
                "<p><img src=\"a.jpg\" alt=\"x\" title=\"t\" /> <em>y</em> z</p>\n");
}

static void
test_controls(void)
{
    assert_html("a\tb\x1b[31mc\x7f"
                "d\n",
                0,
                "<p>a\tb\xef\xbf\xbd[31mc\xef\xbf\xbd"
                "d</p>\n");
    assert_html("a\xc2\x9b"
                "b\xef\xbf\xbf"
                "c\xef\xb7\x90"
                "d\xf0\x9f\xbf\xbe\n",
                0,
                "<p>a\xef\xbf\xbd"
                "b\xef\xbf\xbd"
                "c\xef\xbf\xbd"
                "d\xef\xbf\xbd</p>\n");
    assert_html("a\xc2\xa0"
                "b\xe2\x80\xa8"
                "c\xf0\x9f\x8e\x88\n",
                0,
                "<p>a\xc2\xa0"
                "b\xe2\x80\xa8"
                "c\xf0\x9f\x8e\x88</p>\n");
}

/* Addresses that run code or leave the site unseen lose their link and keep their words. */
static void
test_hostile(void)
{
    static const char *const hostile[] = {
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#x6A;avascript:alert(1))",
        "[a](&#106;avascript&colon;alert(1))",
        "[a](vbscript:x)",
        "[a](data:text/html,<script>alert(1)</script>)",
        "[a](file:///etc/passwd)",
        "[a](//evil.example/x)",
        "[a](<javascript:alert(1)>)",
        "[a](<java\tscript:alert(1)>)",
        "[a](\x01javascript:alert(1))",
        "[a](/\\\\evil.example)",
        "[a]: javascript:alert(1)\n\n[a]",
        "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,%3Csvg%3E)",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *html = render(hostile[i], 0);
        g_assert_cmpstr(html, ==, "<p>a</p>\n");
    }
    assert_html("<javascript:alert(1)>\n", 0, "<p>javascript:alert(1)</p>\n");
    assert_html("![a](x\" onerror=\"alert(1))\n", 0,
                "<p>![a](x&quot; onerror=&quot;alert(1))</p>\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/html/plain", test_plain);
    g_test_add_func("/article/html/headings", test_headings);
    g_test_add_func("/article/html/raw", test_raw);
    g_test_add_func("/article/html/markdown", test_markdown);
    g_test_add_func("/article/html/addresses", test_addresses);
    g_test_add_func("/article/html/controls", test_controls);
    g_test_add_func("/article/html/hostile", test_hostile);
    return g_test_run();
}
