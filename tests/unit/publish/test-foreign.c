/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "publish/foreign.h"

#include "publish/text.h"

#include <glib.h>

static void
assert_marked(const char *text, bool is_html, const char *wanted)
{
    static const char *const words[][2] = {
        {"fake news", "en"}, {"fake", "en"},       {"ad hoc", "la"}, {"l'Unità", "it"},
        {"R&D", "en"},       {"été", "fr"},        {"C++", "en"},    {" deal ", "en"},
        {"x", "not a tag"},  {"y", "\"><script>"}, {"", "en"},
    };
    foreign list = {0};
    buffer out = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        foreign_add(&list, text_of(words[i][0]), text_of(words[i][1]));
    foreign_sort(&list);
    foreign_write(&list, text_of(text), is_html, &out);
    buffer_put(&out, "", 1);
    g_assert_cmpstr(out.data, ==, wanted);
    buffer_clear(&out);
    foreign_clear(&list);
}

static void
test_words(void)
{
    assert_marked("Des fake news, dit-on.", false,
                  "Des <span lang=\"en\">fake news</span>, dit-on.");
    assert_marked("FAKE\u00a0NEWS", false, "<span lang=\"en\">FAKE\u00a0NEWS</span>");
    assert_marked("un deal", false, "un <span lang=\"en\">deal</span>");
    assert_marked("fakenews fakes, idéal", false, "fakenews fakes, idéal");
    assert_marked("fake fake news", false,
                  "<span lang=\"en\">fake</span> <span lang=\"en\">fake news</span>");
    assert_marked("dans L’Unità", false, "dans <span lang=\"it\">L’Unità</span>");
    assert_marked("été étés déété", false, "<span lang=\"fr\">été</span> étés déété");
    assert_marked("en C++, x", false, "en <span lang=\"en\">C++</span>, x");
    assert_marked("", false, "");
}

/* Text is escaped on the way; HTML was, and a word is found beyond its entities. */
static void
test_html(void)
{
    assert_marked("<R&D>", false, "&lt;<span lang=\"en\">R&amp;D</span>&gt;");
    assert_marked("R&amp;D &amp; fake", true,
                  "<span lang=\"en\">R&amp;D</span> &amp; <span lang=\"en\">fake</span>");
    assert_marked("a\nfake\nnews b", true, "a\n<span lang=\"en\">fake\nnews</span> b");
}

static void
test_none(void)
{
    buffer out = {0};
    foreign_write(NULL, text_of("fake <b>"), false, &out);
    g_assert_cmpmem(out.data, out.size, "fake &lt;b&gt;", 14);
    buffer_clear(&out);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/publish/foreign/words", test_words);
    g_test_add_func("/publish/foreign/html", test_html);
    g_test_add_func("/publish/foreign/none", test_none);
    return g_test_run();
}
