/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/path.h"

#include <glib.h>
#include <string.h>

static void
test_safe_paths(void)
{
    static const char *const good[] = {"a",
                                       "articles/2023/09/x/index.fr.md",
                                       ".gitattributes",
                                       "a b/é.md",
                                       ".github/x",
                                       "..a",
                                       "git",
                                       "x.git",
                                       ".gitx"};
    static const char *const bad[] = {"",           "/etc/passwd",   "a//b",
                                      "a/",         "./a",           "a/.",
                                      "..",         "a/../b",        "../../etc/passwd",
                                      "a\\b",       "c:/x",          "a\nb",
                                      "a\tb",       "\x7F",          "a\xFF",
                                      ".git",       "a/.git/config", ".GIT",
                                      ".Git ",      ".git.",         ".git . .",
                                      "git~1",      "GIT~1/x",       ".g\u200Cit",
                                      ".git\u200F", "\uFEFF.git",    "a\u202Eb",
                                      "a\xC2\x85",  "a\u2028b",      "x/.git::$INDEX_ALLOCATION"};

    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        if (!marbre_path_is_safe(good[i]))
            g_error("refused: %s", good[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        if (marbre_path_is_safe(bad[i]))
            g_error("accepted: %s", bad[i]);
}

static void
test_long_path(void)
{
    g_autofree char *path = g_strnfill(4097, 'a');

    g_assert_false(marbre_path_is_safe(path));
    path[4096] = '\0';
    g_assert_true(marbre_path_is_safe(path));
}

static void
test_slugs(void)
{
    static const char *const good[] = {"a", "haut-karabakh", "2023", "console", "com10", "a--b"};
    static const char *const bad[] = {
        "",         ".",        "..",     "..%2f..", "%2e%2e/",   "a.",   "a ",
        " a",       ".git",     "git~1",  "con",     "nul",       "prn",  "aux",
        "com1",     "lpt9",     "nul.md", "a:b",     "a\\b",      "-rf",  "a-",
        "a*b",      "a\nb",     "a\x01",  "é",       "e\u0301",   "News", "n\u0430",
        "a\u200Bb", "a\u202Eb", "a/b",    "a_b",     "state.yaml"};
    g_autofree char *longest = g_strnfill(101, 'a');
    const char *why = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        if (!marbre_slug_check(good[i], &why))
            g_error("refused: %s (%s)", good[i], why);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        why = NULL;
        if (marbre_slug_check(bad[i], &why) || why == NULL)
            g_error("accepted: %s", bad[i]);
    }
    g_assert_false(marbre_slug_check(longest, &why));
    g_assert_cmpstr(why, ==, "it is longer than 100 characters");
    longest[100] = '\0';
    g_assert_true(marbre_slug_check(longest, NULL));
}

static void
assert_made(const char *title, const char *expected)
{
    g_autofree char *slug = marbre_slug_make(title);

    g_assert_cmpstr(slug, ==, expected);
    g_assert_true(marbre_slug_check(slug, NULL));
}

static void
test_made_slugs(void)
{
    assert_made("Haut-Karabakh : l’Azerbaïdjan lance une opération contre les forces arméniennes "
                "dans une région contestée",
                "haut-karabakh-l-azerbaidjan-lance-une-operation-contre-les");
    assert_made("L'œuvre de Zoë — « Ça ira ! »", "l-oeuvre-de-zoe-ca-ira");
    assert_made("  --Été 2023--  ", "ete-2023");
    assert_made("中文", "article");
    assert_made("", "article");
    assert_made("Con", "con-article");
    assert_made("\xFF\xFE", "article");
    assert_made("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij",
                "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij");
}

static void
test_media_names(void)
{
    static const char *const good[] = {"photo.jpg",    "A_b-1.PNG", "0.x",
                                       "index.md.jpg", "index.txt", "htmls.svgs.jpg"};
    static const char *const bad[] = {
        "",       ".hidden",    "-x",          "_x",          "a b",         "é.jpg",   "a/b",
        "..",     "state.yaml", "Claims.yaml", "index.fr.md", "INDEX.en.MD", "photo",   "photo.",
        "a.html", "a.SVG",      "a.php5",      "a.php.jpg",   "a.svgz",      "a.xhtml", "a.js"};
    const char *why = NULL;
    g_autofree char *longest = g_strnfill(101, 'a');

    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        if (!marbre_media_name_check(good[i], &why))
            g_error("refused: %s (%s)", good[i], why);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        if (marbre_media_name_check(bad[i], &why))
            g_error("accepted: %s", bad[i]);
    g_assert_false(marbre_media_name_check(longest, NULL));
    longest[100] = '\0';
    memcpy(longest + 96, ".jpg", 4);
    g_assert_true(marbre_media_name_check(longest, NULL));
}

static void
test_ids(void)
{
    g_autofree char *longest = g_strnfill(65, 'a');

    g_assert_true(marbre_id_is_valid("fact-check"));
    g_assert_true(marbre_id_is_valid("lea"));
    g_assert_false(marbre_id_is_valid(""));
    g_assert_false(marbre_id_is_valid("-a"));
    g_assert_false(marbre_id_is_valid("a-"));
    g_assert_false(marbre_id_is_valid("Lea"));
    g_assert_false(marbre_id_is_valid("a/b"));
    g_assert_false(marbre_id_is_valid("l\u0435a"));
    g_assert_false(marbre_id_is_valid(longest));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/path/safe", test_safe_paths);
    g_test_add_func("/path/long", test_long_path);
    g_test_add_func("/path/slugs", test_slugs);
    g_test_add_func("/path/made-slugs", test_made_slugs);
    g_test_add_func("/path/media-names", test_media_names);
    g_test_add_func("/path/ids", test_ids);
    return g_test_run();
}
