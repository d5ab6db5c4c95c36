/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sentences.h"

#include <glib.h>
#include <string.h>

static char *
broken(const char *data)
{
    mbr_text text = {data, strlen(data)};
    mbr_span found = {0, 0};
    GString *all = g_string_new(NULL);
    while (sentence_broken(&text, found.end, &found))
        g_string_append_printf(all, "[%.*s]", (int)(found.end - found.start), data + found.start);
    return g_string_free(all, FALSE);
}

static void
test_found(void)
{
    static const char *const cases[][2] = {
        {"le régime illégal doit se dissoudre. lui-même. Dans le cas", "[dissoudre. lui-même]"},
        {"de l’Artsakh – terme local. pour le Haut-Karabagh –", "[local. pour]"},
        {"les travaux débuteront. en mai", "[débuteront. en]"},
        {"Il part.\xc2\xa0"
         "elle reste. puis rien",
         "[part.\xc2\xa0"
         "elle][reste. puis]"},
        {"à l’été. l’OTAN", "[l’été. l’OTAN]"},
        {"au bout du compte. étrange.", "[compte. étrange]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = broken(cases[i][0]);
        g_assert_cmpstr(found, ==, cases[i][1]);
    }
}

static void
test_clean(void)
{
    static const char *const clean[] = {
        "M. de Gaulle et MM. les maires, le Dr. en poste, Mme. la ministre",
        "p. ex. ceci, cf. supra, etc. et av. J.-C. ou env. deux, art. premier",
        "La société Apple Inc. a annoncé que J. de la Tour viendrait.",
        "Elle part... puis revient. Elle reste… puis part.",
        "Il dit : « Je pars. » et il part.",
        "vers 9 a.m. heure locale, en 2020. les chiffres, 12. le reste",
        "sur www.exemple. fr ou l’a.s.b.l. locale",
        "Voir exemple.fr, node.js et l’iPhone. iOS suit. eBay aussi.",
        "écrire à la rédaction. contact@exemple.fr",
        "Fin. « la suite »",
        "C’est fini. Le mardi. Élu. 12 voix",
        "la var. alba, le no. deux, nov. dernier",
        ".",
        "",
        "Ph. de Villiers",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++) {
        g_autofree char *found = broken(clean[i]);
        g_assert_cmpstr(found, ==, "");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/found", test_found);
    g_test_add_func("/sentences/clean", test_clean);
    return g_test_run();
}
