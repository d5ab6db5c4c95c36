/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/wording.h"

#include "article/diff.h"
#include "article/state.h"
#include "base/error.h"

#include <string.h>

static void
assert_draft(
    const char *lang, const char *kind, const char *old, const char *new, const char *expected)
{
    g_autoptr(GPtrArray) changes = marbre_diff_words(old, strlen(old), new, strlen(new));
    g_autofree char *draft = marbre_wording_draft(lang, kind, changes);
    g_assert_cmpstr(draft, ==, expected);
}

#define OPEN "«\xc2\xa0"
#define CLOSE "\xc2\xa0»"

static void
test_draft(void)
{
    assert_draft("fr", "correction", "Quatre morts.", "Cinq morts.",
                 "Une première version de cet article indiquait " OPEN "Quatre" CLOSE
                 " au lieu de " OPEN "Cinq" CLOSE ".");
    assert_draft("fr-CA", "correction", "Ils ont fui.", "Ils fui.",
                 "Une première version de cet article indiquait à tort " OPEN "ont" CLOSE ".");
    assert_draft("fr", "correction", "Ils ont fui.", "Ils ont tous fui.",
                 "Une première version de cet article n’indiquait pas " OPEN "tous" CLOSE ".");
    assert_draft("fr", "update", "Il parle.", "Il se tait.",
                 "Cet article a été mis à jour\xc2\xa0: " OPEN "se tait" CLOSE " remplace " OPEN
                 "parle" CLOSE ".");
    assert_draft("fr", "clarification", "Il parle.", "Il parle bas.",
                 "Cet article a été précisé\xc2\xa0: on y lit désormais " OPEN "bas" CLOSE ".");
    assert_draft("en", "correction", "Four dead, one hurt.", "Five dead, two hurt.",
                 "An earlier version of this article said “Four” instead of “Five”.\n"
                 "An earlier version of this article said “one” instead of “two”.");
    assert_draft("de", "update", "a b", "a", "This article has been updated: “b” was taken out.");
    assert_draft("fr", "correction", "Rien.", "Rien .", "");
}

/* What nobody reads to its end is no wording: long changes are cut, and not all are told. */
static void
test_long(void)
{
    g_autoptr(GString) old = g_string_new(NULL);
    g_autoptr(GString) new = g_string_new(NULL);
    for (unsigned i = 0; i < 100; i++) {
        g_string_append_printf(old, "a%u b%u c. ", i, i);
        g_string_append_printf(new, "a%u d%u c. ", i, i);
    }
    g_autoptr(GPtrArray) changes = marbre_diff_words(old->str, old->len, new->str, new->len);
    g_autofree char *draft = marbre_wording_draft("en", "correction", changes);
    g_assert_cmpint(g_utf8_strlen(draft, -1), <, MARBRE_WORDING_MOST);
    g_autofree char *words = g_strnfill(5000, 'x');
    g_autoptr(GPtrArray) one = marbre_diff_words("a", 1, words, 5000);
    g_autofree char *cut = marbre_wording_draft("en", "correction", one);
    g_assert_nonnull(strstr(cut, "x…”"));
    g_assert_cmpint(g_utf8_strlen(cut, -1), <, 300);
}

static void
test_put(void)
{
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    g_assert_true(marbre_wording_put(notes, "fr", " Deux\n lignes\t: " OPEN "a" CLOSE " ", NULL));
    g_assert_cmpstr(marbre_notes_get(notes, "fr"), ==, "Deux lignes : " OPEN "a" CLOSE);
    g_autofree char *most = g_strnfill(MARBRE_WORDING_MOST, 'x');
    g_autofree char *over = g_strnfill(MARBRE_WORDING_MOST + 1, 'x');
    g_assert_true(marbre_wording_put(notes, "en", most, NULL));
    const char *const bad[] = {"", " \n ", "a\xe2\x80\xae", "a\x1b[1m", "\xff", over};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(marbre_wording_put(notes, "en", bad[i], &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    }
    g_assert_cmpstr(marbre_notes_get(notes, "en"), ==, most);
}

static void
test_read(void)
{
    static const char *const langs[] = {"fr", "en", NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) one = marbre_wording_read("# Aide\n\nUne\nnote.\n# Fin\n", langs, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(one->len, ==, 1);
    g_assert_cmpstr(marbre_notes_get(one, "fr"), ==, "Une note.");
    g_autoptr(GPtrArray) two =
        marbre_wording_read("# Aide\n== fr ==\nUne note.\n\n==en==\r\nA note.\n", langs, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(marbre_notes_get(two, "fr"), ==, "Une note.");
    g_assert_cmpstr(marbre_notes_get(two, "en"), ==, "A note.");
    g_autoptr(GPtrArray) none = marbre_wording_read("# Aide\n\n== fr ==\n", langs, &error);
    g_assert_cmpuint(none->len, ==, 0);
    g_autoptr(GPtrArray) odd = marbre_wording_read("== Titre ==\n", langs, &error);
    g_assert_cmpstr(marbre_notes_get(odd, "fr"), ==, "== Titre ==");
    g_assert_null(marbre_wording_read("a\x1b", langs, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/wording/draft", test_draft);
    g_test_add_func("/desk/wording/long", test_long);
    g_test_add_func("/desk/wording/put", test_put);
    g_test_add_func("/desk/wording/read", test_read);
    return g_test_run();
}
