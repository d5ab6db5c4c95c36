/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "publish/buffer.h"

#include <glib.h>
#include <string.h>

#define assert_written(write, bytes, size, wanted)                                                 \
    do {                                                                                           \
        buffer out = {0};                                                                          \
        write(&out, (mbr_text){bytes, size});                                                      \
        g_assert_false(out.failed);                                                                \
        buffer_put(&out, "", 1);                                                                   \
        g_assert_cmpstr(out.data, ==, wanted);                                                     \
        buffer_clear(&out);                                                                        \
    } while (0)
#define assert_text(text, wanted) assert_written(buffer_text, text, strlen(text), wanted)
#define assert_json(text, wanted) assert_written(buffer_json, text, strlen(text), wanted)
#define assert_part(text, wanted) assert_written(buffer_part, text, strlen(text), wanted)

static void
test_text(void)
{
    assert_text("L’été, à 9 h", "L’été, à 9 h");
    assert_text("</script><script>alert('a')&\"", "&lt;/script&gt;&lt;script&gt;alert(&#39;a&#39;)"
                                                  "&amp;&quot;");
    assert_text("a\x01"
                "b\x1b[0m\x7f\tc\n",
                "a\xef\xbf\xbd"
                "b\xef\xbf\xbd[0m\xef\xbf\xbd\tc\n");
    assert_text("a\xc2\x9b"
                "b\xc2\xa0\xef\xb7\xaf"
                "c\xf0\x9f\xbf\xbf"
                "d\xf0\x9f\x8e\x88",
                "a\xef\xbf\xbd"
                "b\xc2\xa0\xef\xbf\xbd"
                "c\xef\xbf\xbd"
                "d\xf0\x9f\x8e\x88");
    assert_text("a\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd!", "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!");
    assert_text("a\xc2\x85\xc2\x9f\xc2\xa0", "a\xef\xbf\xbd\xef\xbf\xbd\xc2\xa0");
    assert_written(buffer_text, "a\0b", 3,
                   "a\xef\xbf\xbd"
                   "b");
}

static void
test_json(void)
{
    assert_json("L’été", "\"L’été\"");
    assert_json("\"\\", "\"\\\"\\\\\"");
    assert_json("</script>", "\"<\\/script>\"");
    assert_json("<!--<script>", "\"\\u003c!--\\u003cscript>\"");
    assert_json("a\xe2\x80\xa8"
                "b\xe2\x80\xa9"
                "c\xe2\x80\xaa",
                "\"a\\u2028b\\u2029c\xe2\x80\xaa\"");
    assert_json("a\xc2\x9b\xef\xbf\xbf\xf0\x9f\x8e\x88",
                "\"a\xef\xbf\xbd\xef\xbf\xbd\xf0\x9f\x8e\x88\"");
    assert_json("a\n\t\x01\x7f", "\"a\\n\\u0009\\u0001\\u007f\"");
    assert_written(buffer_json, "a\0b<", 4, "\"a\\u0000b\\u003c\"");
}

static void
test_quoted(void)
{
    assert_written(buffer_quoted, "</a> \"\\\n", 8, "\"</a> \\\"\\\\\\n\"");
    assert_written(buffer_quoted, "\x01\x7f\xc2\x85\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd", 13,
                   "\"\\u0001\\u007f\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    assert_written(buffer_quoted, "a\xe2\x80\xa8", 4, "\"a\\u2028\"");
}

static void
test_part(void)
{
    assert_part("halle-1.jpg", "halle-1.jpg");
    assert_part("a b&\"'<é?.jpg", "a%20b%26%22%27%3C%C3%A9%3F.jpg");
    assert_part("../x", "..%2Fx");
    assert_written(buffer_part, "a\0", 2, "a%00");
}

static void
test_growth(void)
{
    buffer out = {0};
    for (unsigned i = 0; i < 20000; i++)
        buffer_format(&out, "%05u", i);
    g_assert_cmpuint(out.size, ==, 100000);
    g_assert_cmpmem(out.data + 99995, 5, "19999", 5);
    buffer_clear(&out);
    g_assert_null(out.data);
}

static void
test_failure(void)
{
    buffer out = {0};
    buffer_say(&out, "kept");
    buffer_put(&out, "x", SIZE_MAX / 2);
    g_assert_true(out.failed);
    buffer_say(&out, "lost");
    g_assert_cmpmem(out.data, out.size, "kept", 4);
    buffer_clear(&out);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/publish/buffer/text", test_text);
    g_test_add_func("/publish/buffer/json", test_json);
    g_test_add_func("/publish/buffer/quoted", test_quoted);
    g_test_add_func("/publish/buffer/part", test_part);
    g_test_add_func("/publish/buffer/growth", test_growth);
    g_test_add_func("/publish/buffer/failure", test_failure);
    return g_test_run();
}
