/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "placeholder.h"

#include <glib.h>
#include <string.h>

static char *
find(const char *data)
{
    mbr_text text = {data, strlen(data)};
    mbr_span found = {0, 0};
    GString *all = g_string_new(NULL);
    while (placeholder_find(&text, found.end, &found))
        g_string_append_printf(all, "<%.*s>", (int)(found.end - found.start), data + found.start);
    return g_string_free(all, FALSE);
}

static void
test_found(void)
{
    static const char *const cases[][2] = {
        {"Fin. TO"
         "DO",
         "<TO"
         "DO>"},
        {"Il a dit XXX hier, XXXX", "<XXX><XXXX>"},
        {"près de TK morts, TKTK", "<TK><TKTK>"},
        {"FIX"
         "ME: revoir",
         "<FIX"
         "ME>"},
        {"Lorem ipsum dolor, lorem ipsum", "<Lorem ipsum><lorem ipsum>"},
        {"un bilan [à compléter] et [citation]", "<[à compléter]><[citation]>"},
        {"[Citation à vérifier] puis [nom ?]", "<[Citation à vérifier]><[nom ?]>"},
        {"un chiffre (à vérifier).", "<(à vérifier)>"},
        {"À compléter", "<À compléter>"},
        {"Bilan : à compléter.", "<à compléter>"},
        {"TBD", "<TBD>"},
        {"[ A COMPLETER ]", "<[ A COMPLETER ]>"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = find(cases[i][0]);
        g_assert_cmpstr(found, ==, cases[i][1]);
    }
}

static void
test_clean(void)
{
    static const char *const clean[] = {
        "le dossier est à compléter avant mardi",
        "il reste à vérifier.",
        "« [La] partie russe » et […] puis [sic]",
        "le Super Bowl XXX, un film classé XXX, la taille XXXL",
        "le XXXe siècle, ATO"
        "DO, TK Maxx, XXX-L, #TO"
        "DO",
        "TO"
        "DO LO QUE IMPORTA",
        "la loi (à vérifiable portée) de Lorient",
        "À venir. À suivre.",
        "",
        "[",
        "(",
        "(en anglais)",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++) {
        g_autofree char *found = find(clean[i]);
        g_assert_cmpstr(found, ==, "");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/placeholder/found", test_found);
    g_test_add_func("/placeholder/clean", test_clean);
    return g_test_run();
}
