/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "boilerplate.h"

#include <glib.h>
#include <string.h>

static page_list pages;

static bool
is(const char *words, bool edge)
{
    mbr_text text = {words, strlen(words)};
    boilerplate_line line = {.text = &text, .edge = edge};
    mbr_span found;
    return boilerplate_is(&pages, &line, &found);
}

static void
test_lines(void)
{
    static const char *const lines[] = {
        "Bouton retour en haut de la page",
        "Partager sur Facebook",
        "Suivez-nous sur Facebook",
        "Abonnez-vous à la newsletter",
        "Abonnez-vous à notre newsletter.",
        "Articles similaires",
        "Laisser un commentaire",
        "G News",
        "Temps de lecture : 3 minutes",
        "3 minutes de lecture",
        "Facebook Twitter LinkedIn WhatsApp",
        "LAISSER UN COMMENTAIRE »",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "L’article Un titre est apparu en premier sur Le Journal.",
        "© 2023 Le Journal. Tous droits réservés.",
        "The post A title appeared first on The Paper.",
        "Accueil / Monde / Caucase",
        "Mots-clés : Arménie",
        "Cliquez ici pour voir la vidéo",
        "Mots-clés: Arménie",
        "12 commentaires",
        "Related articles",
        "Il vous reste 70 % de cet article à lire. La suite est réservée aux abonnés."};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (!is(lines[i], false))
            g_error("%s", lines[i]);
}

/* What an article may well say is a line of the page at its edges alone. */
static void
test_edges(void)
{
    static const char *const lines[] = {"Abonnez-vous", "Inscrivez-vous !", "S’inscrire"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_test_message("%s", lines[i]);
        g_assert_true(is(lines[i], true));
        g_assert_false(is(lines[i], false));
    }
}

static void
test_prose(void)
{
    static const char *const lines[] = {
        "Le virus est apparu en premier sur le marché de la ville.",
        "Abonnez-vous à la piscine avant mardi, a demandé le maire.",
        "Facebook",
        "Facebook et Twitter ont supprimé les comptes.",
        "Les articles similaires sont interdits.",
        "Photo de famille",
        "Partager la route : un débat ancien",
        "Lire la suite demande du temps, dit-elle.",
        "© Jean Dupont/AFP",
        "",
        "12 minutes plus tard",
        "« Nous utilisons des cookies », a répondu le groupe.",
        "Les commentaires sont fermés depuis mardi.",
        "Follow us once more through the valley, she said.",
        "Source sûre : trois morts",
        "X",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (is(lines[i], true))
            g_error("%s", lines[i]);
}

static void
test_place(void)
{
    g_assert_true(is("Publicité", true));
    g_assert_false(is("Publicité", false));
    g_assert_true(is("À lire aussi", true));
    mbr_text text = {"Articles similaires", 19};
    mbr_span found;
    boilerplate_line heading = {.text = &text, .heading = true};
    g_assert_false(boilerplate_is(&pages, &heading, &found));
    heading.edge = true;
    g_assert_true(boilerplate_is(&pages, &heading, &found));
}

static void
test_portrait(void)
{
    mbr_text label = {"Photo de Jeoffro René", strlen("Photo de Jeoffro René")};
    mbr_text name = {"Jeoffro René", strlen("Jeoffro René")}, other = {"Un autre", 8};
    mbr_span found;
    boilerplate_line line = {.text = &label, .next = &name};
    g_assert_true(boilerplate_is(&pages, &line, &found));
    line = (boilerplate_line){.text = &name, .before = &label};
    g_assert_true(boilerplate_is(&pages, &line, &found));
    line = (boilerplate_line){.text = &label, .next = &other};
    g_assert_false(boilerplate_is(&pages, &line, &found));
}

static void
test_phrase(void)
{
    const char *words = "I photograph events. Bouton retour en haut de la page";
    mbr_text text = {words, strlen(words)};
    mbr_span found;
    boilerplate_line line = {.text = &text, .edge = true};
    g_assert_true(boilerplate_is(&pages, &line, &found));
    g_assert_cmpuint(found.start, ==, 21);
    g_assert_cmpuint(found.end, ==, text.size);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(page_list_make(&pages));
    g_test_add_func("/boilerplate/lines", test_lines);
    g_test_add_func("/boilerplate/edges", test_edges);
    g_test_add_func("/boilerplate/prose", test_prose);
    g_test_add_func("/boilerplate/place", test_place);
    g_test_add_func("/boilerplate/portrait", test_portrait);
    g_test_add_func("/boilerplate/phrase", test_phrase);
    int result = g_test_run();
    page_list_clear(&pages);
    return result;
}
