/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "word.h"

#include <glib.h>
#include <string.h>

static gssize
place_of(const char *text, const char *words)
{
    size_t at;
    if (!word_find(text, strlen(text), words, strlen(words), 0, &at))
        return -1;
    return (gssize)at;
}

static void
test_find(void)
{
    g_assert_cmpint(place_of("cinq personnes tuées", "cinq personnes"), ==, 0);
    g_assert_cmpint(place_of("selon eux, cinq personnes tuées.", "cinq personnes tuées"), ==, 11);
    g_assert_cmpint(place_of("a indiqué qu’au moins cinq", "au moins cinq"), ==, 16);
    g_assert_cmpint(place_of("« cinq »", "cinq"), ==, 3);
    g_assert_cmpint(place_of("cinq", "six"), ==, -1);
    g_assert_cmpint(place_of("cinq", ""), ==, -1);
}

static void
test_whole_words(void)
{
    g_assert_cmpint(place_of("cinquante", "cinq"), ==, -1);
    g_assert_cmpint(place_of("écinq", "cinq"), ==, -1);
    g_assert_cmpint(place_of("tués", "tué"), ==, -1);
    g_assert_cmpint(place_of("tue\u0301", "tue"), ==, -1);
    g_assert_cmpint(place_of("vingt-cinq tués", "cinq tués"), ==, -1);
    g_assert_cmpint(place_of("vingt‑cinq tués", "cinq tués"), ==, -1);
    g_assert_cmpint(place_of("les tués sont vingt-cinq", "les tués sont vingt"), ==, -1);
    g_assert_cmpint(place_of("cinquante, puis cinq", "cinq"), ==, 16);
}

static void
test_figures(void)
{
    g_assert_cmpint(place_of("1205 tués", "205 tués"), ==, -1);
    g_assert_cmpint(place_of("1 205 tués", "205 tués"), ==, -1);
    g_assert_cmpint(place_of("1\u00a0205 tués", "205 tués"), ==, -1);
    g_assert_cmpint(place_of("1\u202f205 tués", "205 tués"), ==, -1);
    g_assert_cmpint(place_of("1.205 tués", "205 tués"), ==, -1);
    g_assert_cmpint(place_of("3,5 millions", "5 millions"), ==, -1);
    g_assert_cmpint(place_of("ils sont 3,5", "ils sont 3"), ==, -1);
    g_assert_cmpint(place_of("ils sont 3 500", "ils sont 3"), ==, -1);
    g_assert_cmpint(place_of("ils sont 3.", "ils sont 3"), ==, 0);
    g_assert_cmpint(place_of("ils sont 3, dit-on", "ils sont 3"), ==, 0);
    g_assert_cmpint(place_of("en 2020, 205 tués", "205 tués"), ==, 9);
    g_assert_cmpint(place_of("en 2020 205 tués", "205 tués"), ==, 8);
}

static void
test_last(void)
{
    g_assert_true(word_is_last("tué", strlen("tué")));
    g_assert_true(word_is_last("en 2023", 7));
    g_assert_false(word_is_last("tués.", strlen("tués.")));
    g_assert_false(word_is_last("« tués »", strlen("« tués »")));
    g_assert_false(word_is_last("", 0));
}

static void
test_fold(void)
{
    g_autofree char *name =
        word_fold("  L’ÉQUIPE\u00a0\u202fdu  Soir\n", strlen("  L’ÉQUIPE\u00a0\u202fdu  Soir\n"));
    g_assert_cmpstr(name, ==, "l'équipe du soir");
    g_autofree char *hyphen = word_fold("Courr\u00adier", strlen("Courr\u00adier"));
    g_assert_cmpstr(hyphen, ==, "courrier");
    g_autofree char *empty = word_fold("", 0);
    g_assert_cmpstr(empty, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/word/find", test_find);
    g_test_add_func("/word/whole-words", test_whole_words);
    g_test_add_func("/word/figures", test_figures);
    g_test_add_func("/word/last", test_last);
    g_test_add_func("/word/fold", test_fold);
    return g_test_run();
}
