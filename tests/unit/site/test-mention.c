/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/mention.h"

#define PATH "2023/09/a/"
#define LINK "<a href=\"../" PATH "index.html\">A</a>"

/* cut NULL: nothing names it. */
static void
assert_cut(const char *page, const char *cut)
{
    g_autofree char *rest = NULL;
    g_assert_true(marbre_mention_cut(page, PATH, &rest));
    g_assert_cmpstr(rest, ==, cut);
}

static void
test_cut(void)
{
    assert_cut("", NULL);
    assert_cut("<ol><li><article><a href=\"2023/09/ab/index.html\">B</a></article></li></ol>",
               NULL);
    assert_cut("<main>\n<article class=\"x\">" LINK "</article>\n<article>B</article>\n</main>",
               "<main>\n<article>B</article>\n</main>");
    assert_cut("<ol>\n<li class=\"lead\">\n<article>\n<p>" LINK LINK "</p>\n</article>\n</li>\n"
               "<li>\n<article>B</article>\n</li>\n</ol>",
               "<ol>\n<li>\n<article>B</article>\n</li>\n</ol>");
    assert_cut("<ul><li>B</li><li>" LINK "</li><li>C</li><li>" LINK "</li></ul>",
               "<ul><li>B</li><li>C</li></ul>");
    assert_cut("<li><h2>Day</h2><article>" LINK "</article></li>", "<li><h2>Day</h2></li>");
}

/* What it tells of it may be anywhere then. */
static void
test_hidden(void)
{
    static const char *const pages[] = {
        LINK,
        "<link href=\"" PATH "\"><article>B</article>",
        "<article>B</article><div>" LINK "</div><article>C</article>",
        "<article>" LINK,
        "<article>" LINK "<article>B</article></article>",
        "<ol><li>" LINK "<ol><li>B</li></ol></li></ol>",
        "<articles>" LINK "</articles>",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *rest = NULL;
        g_assert_false(marbre_mention_cut(pages[i], PATH, &rest));
        g_assert_null(rest);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/site/mention/cut", test_cut);
    g_test_add_func("/site/mention/hidden", test_hidden);
    return g_test_run();
}
