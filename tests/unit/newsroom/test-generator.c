/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/generator.h"

#include <glib.h>
#include <string.h>

/* What a generator makes of paths, by what is known of it. */

static void
assert_reads(MarbreGeneratorKind kind,
             const char *const *content,
             const char *const *left,
             const char *path,
             bool reads)
{
    const MarbreGenerator generator = {
        .kind = kind, .content = (char **)content, .left = (char **)left};
    g_assert_true(marbre_generator_reads(&generator, path) == reads);
}

static void
test_reads(void)
{
    static const char *const none[] = {NULL}, *const root[] = {"", NULL},
                             *const content[] = {"content", NULL},
                             *const left[] = {"articles", "*.yaml", NULL};
    assert_reads(MARBRE_GENERATOR_HUGO, content, none, "content", true);
    assert_reads(MARBRE_GENERATOR_HUGO, content, none, "content/articles", true);
    assert_reads(MARBRE_GENERATOR_HUGO, content, none, "contents", false);
    assert_reads(MARBRE_GENERATOR_HUGO, content, none, "articles", false);
    assert_reads(MARBRE_GENERATOR_ELEVENTY, root, none, "articles", true);
    assert_reads(MARBRE_GENERATOR_ELEVENTY, root, left, "articles", false);
    assert_reads(MARBRE_GENERATOR_JEKYLL, root, left, "people.yaml", false);
    assert_reads(MARBRE_GENERATOR_JEKYLL, root, none, "people.yaml", true);
    assert_reads(MARBRE_GENERATOR_JEKYLL, root, none, "_articles", false);
    assert_reads(MARBRE_GENERATOR_JEKYLL, root, none, "texts/_articles/a", false);
    assert_reads(MARBRE_GENERATOR_HUGO, (const char *const[]){"site/content", NULL}, none, "site",
                 true);
}

static void
assert_below(const char *const *content, const char *top, const char *path, const char *below)
{
    const MarbreGenerator generator = {.content = (char **)content};
    g_autofree char *folder = marbre_generator_top(&generator);
    g_assert_cmpstr(folder, ==, top);
    g_assert_cmpstr(marbre_generator_below(&generator, path), ==, below);
}

static void
test_below(void)
{
    assert_below((const char *const[]){"content", NULL}, "content", "content/posts/a.md",
                 "posts/a.md");
    assert_below((const char *const[]){"content/fr", "content/en", NULL}, "content",
                 "content/fr/a.md", "fr/a.md");
    assert_below((const char *const[]){"content/fr", "content/french", NULL}, "content",
                 "content/fr/a.md", "fr/a.md");
    assert_below((const char *const[]){"fr", "en", NULL}, "", "fr/a.md", "fr/a.md");
    assert_below((const char *const[]){"", NULL}, "", "_posts/a.md", "_posts/a.md");
    assert_below((const char *const[]){"content", NULL}, "content", "other/a.md", "other/a.md");
    assert_below((const char *const[]){NULL}, "", "a.md", "a.md");
}

static void
test_names(void)
{
    g_assert_cmpint(marbre_generator_named("hugo"), ==, MARBRE_GENERATOR_HUGO);
    g_assert_cmpint(marbre_generator_named("eleventy"), ==, MARBRE_GENERATOR_ELEVENTY);
    g_assert_cmpint(marbre_generator_named("jekyll"), ==, MARBRE_GENERATOR_JEKYLL);
    g_assert_cmpint(marbre_generator_named("Hugo"), ==, MARBRE_GENERATOR_NONE);
    g_assert_cmpstr(marbre_generator_name(MARBRE_GENERATOR_JEKYLL), ==, "Jekyll");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/newsroom/generator/reads", test_reads);
    g_test_add_func("/newsroom/generator/below", test_below);
    g_test_add_func("/newsroom/generator/names", test_names);
    return g_test_run();
}
