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

/* Each line is a case; `*` is a no-break space. */
static void
check(const char *line, const char *expected)
{
    g_auto(GStrv) parts = g_strsplit(line, "*", -1);
    g_autofree char *data = g_strjoinv("\xc2\xa0", parts);
    g_autofree char *found = broken(data);
    g_auto(GStrv) wanted_parts = g_strsplit(expected, "*", -1);
    g_autofree char *wanted = g_strjoinv("\xc2\xa0", wanted_parts);
    g_assert_cmpstr(found, ==, wanted);
}

static void
test_found(void)
{
    static const char *const cases[][2] = {
        {"le régime illégal doit se dissoudre. lui-même. Dans le cas", "[dissoudre. lui-même]"},
        {"de l’Artsakh – terme local. pour le Haut-Karabagh –", "[local. pour]"},
        {"les travaux débuteront. en mai", "[débuteront. en]"},
        {"Il part.*elle reste. puis rien", "[part.*elle][reste. puis]"},
        {"à l’été. l’OTAN", "[l’été. l’OTAN]"},
        {"au bout du compte. étrange.", "[compte. étrange]"},
        {"La crue de 2020. les digues ont cédé", "[2020. les]"},
        {"Depuis 1987. la vallée est calme", "[1987. la]"},
        {"Elle parle d’un «*geste fort*». la maire s’en va", "[fort*». la]"},
        {"le col (fermé lundi). rouvre demain", "[lundi). rouvre]"},
        {"un “petit miracle”. selon elle", "[miracle”. selon]"},
        {"les soldats de l’ONU. sont partis", "[l’ONU. sont]"},
        {"le siège de l’UE. a été fermé", "[l’UE. a]"},
        {"des sanctions de l’OTAN. contre", "[l’OTAN. contre]"},
        {"La maire a dit. qu’elle partirait", "[dit. qu’elle]"},
        {"le pont. de Velmar", "[pont. de]"},
        {"le général. de Gaulle", "[général. de]"},
        {"The bridge was closed. on Monday night", "[closed. on]"},
        {"The army holds the town. and the river", "[town. and]"},
        {"It was a local name. for the valley", "[name. for]"},
        {"the mayor said. that he would leave", "[said. that]"},
        {"In 2019. the dam broke", "[2019. the]"},
        {"they left the USA. for good", "[USA. for]"},
        {"a “small miracle”. for the town", "[miracle”. for]"},
        {"rendre les armes.\nle régime", "[armes.\nle]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i][0], cases[i][1]);
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
        "vers 9 a.m. heure locale, 12. le reste",
        "sur www.exemple. fr ou l’a.s.b.l. locale",
        "Voir exemple.fr, node.js et l’iPhone. iOS suit. eBay aussi.",
        "écrire à la rédaction. contact@exemple.fr",
        "Fin. « la suite »",
        "C’est fini. Le mardi. Élu. 12 voix",
        "la var. alba, le no. deux, nov. dernier",
        ".",
        "",
        "Ph. de Villiers",
        "«*C’est fini.*» dit-il en partant.",
        "“It is over.” said the man. \"Go.\" she said.",
        "Booking.com a répondu, l’A.F.P. aussi et l’O.N.U. reste muette.",
        "à 12.5 km du 2. étage, au 3.*le reste, au 21. rang",
        "Velmar vs. le reste du monde, les éd. du Fleuve, vol. relié",
        "1. le pont 2. la route a. les digues b. les vannes",
        "les points suivants. a) le pont. b) la route. c. la digue",
        "ii. le pont, iii. la route, iv. la digue, xi. le reste",
        "Il vend des vélos. adidas suivra. bpost aussi.",
        "Le chef arrive. von Salm le suit. al Rashid aussi, bin Salem non.",
        "rapport.pdf est lu, notes.txt aussi. archive.tar.gz reste.",
        "cent km. environ, dix min. plus tard, env. deux kg. de plus",
        "Mgr. le juge, Mlle. la juge, le Pr. de garde, St. john",
        "La Sarn Corp. a vendu, Rives Co. achète, Salm Ltd. reste, Solt Jr. part",
        "at 9 p.m. local time, the U.S. army and a Ph.D. student",
        "e.g. this one, i.e. that one, approx. ten, Sen. elect, Gov. elect, Lt. first class",
        "the St. clair road, Messrs. and Mrs. the two, Bros. and sons",
        "Wait... and see. No. 5 and no. five. Jan. last, Feb. next",
        "Il est venu (cf. la note, etc.). Il est parti.",
        "Que faire ? partir. Rester ! puis partir.",
        "PS. la suite demain. NB. le reste aussi. MM. les maires.",
        "https://exemple.example/a. b et c.d. e",
        "la version 2.0. est, 192.168.0.1. est",
        "art. 12. le juge, au no. 7. la suite, p. 1204. la suite",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++)
        check(clean[i], "");
}

static void
test_goes_on(void)
{
    static const char *const cases[][2] = {
        {" population civile", "population"},
        {"l’armée", "l’armée"},
        {"La ville", NULL},
        {"« la ville", NULL},
        {"iPhone", NULL},
        {"a) la ville", NULL},
        {"12 voix", NULL},
        {"", NULL},
        {"von Salm", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        mbr_text text = {cases[i][0], strlen(cases[i][0])};
        mbr_span word;
        bool goes_on = sentence_goes_on(&text, 0, &word);
        g_assert_cmpint(goes_on, ==, cases[i][1] != NULL);
        if (!goes_on)
            continue;
        g_autofree char *found = g_strndup(text.data + word.start, word.end - word.start);
        g_assert_cmpstr(found, ==, cases[i][1]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/found", test_found);
    g_test_add_func("/sentences/clean", test_clean);
    g_test_add_func("/sentences/goes-on", test_goes_on);
    return g_test_run();
}
