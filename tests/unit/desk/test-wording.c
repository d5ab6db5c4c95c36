/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/wording.h"

#include "article/state.h"
#include "base/error.h"

#include <string.h>

#define OPEN "«\xc2\xa0"
#define CLOSE "\xc2\xa0»"

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
    g_test_add_func("/desk/wording/put", test_put);
    g_test_add_func("/desk/wording/read", test_read);
    return g_test_run();
}
