/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "publish/plain.h"
#include "publish/standalone.h"
#include "publish/text.h"

#include <glib.h>

#define PAGE "https://gazette.example/en/2026/03/slug/"

static void
assert_standalone(const char *html, const char *wanted)
{
    buffer out = {0};
    standalone_write(text_of(html), text_of(PAGE), &out);
    buffer_put(&out, "", 1);
    g_assert_cmpstr(out.data, ==, wanted);
    buffer_clear(&out);
}

static void
assert_address(const char *address, const char *wanted)
{
    buffer out = {0};
    standalone_address(text_of(address), text_of(PAGE), &out);
    buffer_put(&out, "", 1);
    g_assert_cmpstr(out.data, ==, wanted);
    buffer_clear(&out);
}

static void
assert_plain(const char *html, const char *wanted)
{
    buffer out = {0};
    plain_write(text_of(html), &out);
    buffer_put(&out, "", 1);
    g_assert_cmpstr(out.data, ==, wanted);
    buffer_clear(&out);
}

static void
test_addresses(void)
{
    assert_address("halle.jpg", PAGE "halle.jpg");
    assert_address("./halle.jpg?a=1&amp;b=2", PAGE "halle.jpg?a=1&amp;b=2");
    assert_address("../autre/", "https://gazette.example/en/2026/03/autre/");
    assert_address("../../.././x", "https://gazette.example/en/x");
    assert_address("../../../../../../x", "https://gazette.example/x");
    assert_address("/a", "https://gazette.example/a");
    assert_address("//else.example/a", "https://else.example/a");
    assert_address("#note", PAGE "#note");
    assert_address("?q", PAGE "?q");
    assert_address("", PAGE);
    assert_address("http://else.example/'", "http://else.example/&#39;");
    assert_address("mailto:a@b.example", "mailto:a@b.example");
    assert_address("1:2", PAGE "1:2");
}

static void
test_elements(void)
{
    assert_standalone("<p>L’été &amp; <em>après</em></p>\n", "<p>L’été &amp; <em>après</em></p>\n");
    assert_standalone("<p><img src=\"a.jpg\" alt=\"x &quot;y&quot;\" loading=\"lazy\"><br>b</p>",
                      "<p><img src=\"" PAGE "a.jpg\" alt=\"x &quot;y&quot;\" /><br />b</p>");
    assert_standalone("<section id=\"c\" class=\"d\" aria-labelledby=\"e\"><h2 id=\"e\">T</h2>"
                      "</section>",
                      "<section class=\"d\"><h2>T</h2></section>");
    assert_standalone("<a href=\"x\" onclick=\"y\" style=\"z\" href=\"w\">b</a>",
                      "<a href=\"" PAGE "x\">b</a>");
    assert_standalone("<td></td>", "<td></td>");
    assert_standalone("<P Class='a' hidden>b<IMG SRC=c.jpg\talt></p >",
                      "<p class=\"a\">b<img src=\"" PAGE "c.jpg\" alt=\"\" /></p>");
    assert_standalone("a<!-- b <p> -->c<script>d < '</p>'</script>e<STYLE>f</style>g", "aceg");
}

static void
test_faults(void)
{
    assert_standalone("a < b & c &nbsp; <1> </ <p x>",
                      "a &lt; b &amp; c &amp;nbsp; &lt;1&gt; &lt;/ "
                      "<p></p>");
    assert_standalone("<p><em>a</p>b</em>", "<p><em>a</em></p>b");
    assert_standalone("</p>a<p>b", "a<p>b</p>");
    assert_standalone("<!-- a <!-- b --><p>\x01</p>", "&lt;!-- a <p>\xef\xbf\xbd</p>");
    assert_standalone("<p title=\"a<b\">c", "&lt;p title=&quot;a&lt;b&quot;&gt;c");
}

static void
test_depth(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    buffer out = {0};
    for (int i = 0; i < 1000; i++)
        g_string_append(deep, "<blockquote>");
    g_string_append(deep, "<p>x<br></p>");
    for (int i = 0; i < 1000; i++)
        g_string_append(deep, "</blockquote>");
    g_string_append(deep, "<p>y</p>");
    standalone_write(text_of(deep->str), text_of(PAGE), &out);
    buffer_put(&out, "", 1);
    g_assert_nonnull(strstr(out.data, "<blockquote>x</blockquote>"));
    g_assert_true(g_str_has_suffix(out.data, "</blockquote><p>y</p>"));
    buffer_clear(&out);
}

static void
test_plain(void)
{
    assert_plain("<p>L’été &amp;\n<em>après</em>,</p>\n<h3>Suite</h3>\n<p>a<br />\nb</p>\n",
                 "L’été & après,\n\nSuite\n\na\nb");
    assert_plain("<ul>\n<li>a</li>\n<li>\n<p>b</p>\n<p>c</p>\n<ol start=\"9\">\n<li>d</li>\n"
                 "<li>e</li>\n</ol>\n</li>\n</ul>\n<p>f</p>",
                 "- a\n- b\n\nc\n\n  9. d\n  10. e\n\nf");
    assert_plain("<pre><code>a\n  b &lt;\n</code></pre><p>c</p>", "a\n  b <\n\nc");
    assert_plain("<p>a</p><figure><img src=\"x\" alt=\"y\"><figcaption>z</figcaption></figure>"
                 "<p>b</p>",
                 "a\n\nb");
    assert_plain("<ul><li></li></ul>", "- ");
    assert_plain("", "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/publish/standalone/addresses", test_addresses);
    g_test_add_func("/publish/standalone/elements", test_elements);
    g_test_add_func("/publish/standalone/faults", test_faults);
    g_test_add_func("/publish/standalone/depth", test_depth);
    g_test_add_func("/publish/standalone/plain", test_plain);
    return g_test_run();
}
