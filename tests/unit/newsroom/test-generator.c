/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/generator_config.h"

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

static void
assert_read(MarbreGeneratorKind kind,
            const char *all,
            const char *ignored,
            const char *content,
            const char *left)
{
    g_autoptr(MarbreGenerator) generator = marbre_generator_read(kind, all, ignored);
    g_autofree char *folders = g_strjoinv("|", generator->content);
    g_autofree char *passed = g_strjoinv("|", generator->left);
    g_assert_cmpstr(folders, ==, content);
    g_assert_cmpstr(passed, ==, left);
}

static void
test_folders(void)
{
    assert_read(MARBRE_GENERATOR_HUGO, "", NULL, "content", "");
    assert_read(MARBRE_GENERATOR_HUGO,
                "contentDir = './textes/' # ici\n[[module.mounts]]\nsource = \"docs\"\n"
                "target = \"content/docs\"\n[[module.mounts]]\ntarget = 'content'\nsource = 'b'\n"
                "[[module.mounts]]\nsource = 'css'\ntarget = 'content-css'\n",
                NULL, "textes|docs|b", "");
    assert_read(
        MARBRE_GENERATOR_HUGO,
        "# contentDir: no\nlanguages: {fr: {contentDir: c/fr}, en: {\"contentDir\" : c/en}}\n"
        "mounts: [{source: ../out, target: content}, {source: a b, target: content}]\n",
        NULL, "c/fr|a b", "");
    assert_read(MARBRE_GENERATOR_ELEVENTY,
                "  // input: 'no'\n dir: { input: `src` }\nc.ignores.add( \"articles\" );\n",
                "# said\n\r\n \n!kept\n  drafts/**  \r\narticles/\nlast", "src",
                "articles|drafts/**|last");
    assert_read(MARBRE_GENERATOR_JEKYLL, "source: /src/\nexclude: [a, './b/', ../c, a]\n", NULL,
                "src", "a|b");
    assert_read(MARBRE_GENERATOR_JEKYLL, "exclude: [\n", NULL, "", "");
}

/* A whole file of what looks as if something followed: it takes no more than a moment. */
static void
test_filled(void)
{
    static const char *const parts[] = {"\n",    " ",   "source=source=",  "contentDir  ",
                                        " //\n", "a/",  "target=content ", "input: ",
                                        "\r",    "\r\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < (size_t)200 << 10)
            g_string_append(text, parts[i]);
        g_autofree char *all = g_string_free(text, FALSE);
        for (MarbreGeneratorKind kind = MARBRE_GENERATOR_HUGO; kind <= MARBRE_GENERATOR_JEKYLL;
             kind++) {
            g_autoptr(MarbreGenerator) generator = marbre_generator_read(kind, all, all);
            g_assert_nonnull(generator->content[0]);
        }
    }
    g_autoptr(GString) lines = g_string_new(NULL);
    for (int i = 0; i < 40000; i++)
        g_string_append_printf(lines, "d%d\n", i);
    g_autoptr(MarbreGenerator) generator =
        marbre_generator_read(MARBRE_GENERATOR_ELEVENTY, "", lines->str);
    g_assert_cmpuint(g_strv_length(generator->left), ==, 40000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/newsroom/generator/reads", test_reads);
    g_test_add_func("/newsroom/generator/folders", test_folders);
    g_test_add_func("/newsroom/generator/filled", test_filled);
    g_test_add_func("/newsroom/generator/below", test_below);
    g_test_add_func("/newsroom/generator/names", test_names);
    return g_test_run();
}
