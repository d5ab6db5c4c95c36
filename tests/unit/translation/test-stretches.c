/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stretches.h"

#include <glib.h>
#include <string.h>

/* The stretches of a text: s[…] for a sentence, r[…] for a run, ?[…] for a doubtful one. */
static char *
stretches_of(const char *data, bool french)
{
    word_set set;
    stretches list = {0};
    mbr_text text = {data, strlen(data)};
    GString *all = g_string_new(NULL);
    stretches_words(&set, french);
    g_assert_true(stretches_read(&set, &text, french, &list));
    for (size_t i = 0; i < list.count; i++) {
        const stretch *of = &list.items[i];
        bool run = stretch_is_run(of, &text, french);
        mbr_span span = run && !stretch_is_sentence(of, &text, french) ? of->known : of->words;
        const char *kind = stretch_is_sentence(of, &text, french) ? "s" : run ? "r" : "?";
        if (*kind != '?' || stretch_is_doubtful(of, &text))
            g_string_append_printf(all, "%s[%.*s]", kind, (int)(span.end - span.start),
                                   data + span.start);
    }
    stretches_clear(&list);
    return g_string_free(all, FALSE);
}

static void
check(const char *text, bool french, const char *expected)
{
    g_autofree char *found = stretches_of(text, french);
    if (!g_str_equal(found, expected)) {
        g_printerr("%s\n   found %s\n   wants %s\n", text, found, expected);
        g_test_fail();
    }
}

static void
test_in_french(void)
{
    static const char *const cases[][2] = {
        {"Le ministre a expliqué que the army was not able to tenir la ville.",
         "r[the army was not able to]"},
        {"Le pont est fermé. He said it was a lie. La maire part.", "s[He said it was a lie]"},
        {"La maire a dit that the bridge was closed, selon la radio.",
         "r[that the bridge was closed]"},
        {"They have left the town.", "s[They have left the town]"},
        {"Il pleut ! The war is over now… La paix revient.", "s[The war is over now]"},
        {"La préfecture they said was closed à midi", "r[they said was closed]"},
        {"un plan which has been approved par le conseil", "r[which has been]"},
        {"Il a vu people of the town who were leaving la vallée", "r[people of the town who were]"},
        {"La digue will not hold until Monday, dit le préfet.", "r[will not hold until Monday]"},
        {"Selon lui, there is no water in the village et rien à faire.",
         "r[there is no water in the]"},
        {"Personne ne sait what they want from us à Velmar.", "r[what they want from]"},
        {"Dix morts. It is not known who fired. Rien de plus.", "s[It is not known who fired]"},
        {"« Rien », a-t-il dit, and then he left the room.", "r[and then he left the]"},
        {"Heavy shelling hits the regional capital. Il pleut.",
         "?[Heavy shelling hits the regional capital]"},
        {"le convoi was stopped by the army lundi", "r[was stopped by the army]"},
        {"L’armée claims that it has taken the bridge.", "r[that it has taken the bridge]"},
        {"la mairie said in a statement that all roads were open",
         "r[said in a statement that all roads were open]"},
        {"We do not have any water here. Le maire l’a dit.", "s[We do not have any water here]"},
        {"Velmar has been without power since Sunday.",
         "s[Velmar has been without power since Sunday]"},
        {"Elle a vu how the house was burned en 2020.", "r[how the house was]"},
        {"le fleuve, which was already high, monte", "r[which was already high]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i][0], true, cases[i][1]);
}

static void
test_french(void)
{
    static const char *const clean[] = {
        "Elle lit The New York Times et The Wall Street Journal le matin.",
        "Il a vu Saving Private Ryan, puis The Lord of the Rings: The Return of the King.",
        "Son livre Rivers of the North sortira après The Keeper of the Gate.",
        "Le groupe The Hollow Banks jouera « Back to the River » samedi.",
        "Le fair-play et le best of n’ont pas suffi, no comment.",
        "Le new deal, le soft power et le made in France.",
        "« The show must go on », a déclaré la directrice.",
        "Too big to fail, dit-on : to be or not to be, that is the question.",
        "Il faut dire what else, yes we can, let it be.",
        "Nikol Pachinian, Emmanuel Macron, Antony Blinken et Josep Borrell.",
        "Human Rights Watch, Amnesty International, Save the Children",
        "L’ONG Doctors Without Borders et la Bank of America.",
        "Black Lives Matter, Me Too, Fridays for Future, Extinction Rebellion",
        "le think tank Institute for the Study of War a publié une carte",
        "Le slogan « Make America Great Again » est partout.",
        "Un one-man-show, un has been, des must have et un no man’s land.",
        "Le droit de réparer (the right to repair your own things) est voté.",
        "La chanson “All you need is love and all that you are”, dit-il.",
        "Le service pay as you go, le do it yourself et le peer to peer.",
        "MIT, NASA, FBI, CIA, NBC, ABC, CBS, CNN, BBC",
        "Il a, on a, an un, or deux, but raté, as de pique",
        "le port de West Ham, le stade de Manchester City",
        "Premier League, Champions League, Final Four, World Cup",
        "Le Wall Street Journal, le Guardian et le Sun l’ont dit.",
        "rock and roll, rhythm and blues, drum and bass, bed and breakfast",
        "Game of Thrones, House of Cards, Orange Is the New Black",
        "Le bus de Londres (« Mind the gap », dit la voix) est là.",
        "",
        "the",
        "Hasta la victoria siempre, Carthago delenda est",
        "www.the-end-of-the-world-that-was.com est fermé",
        "Le maire de The Hague, l’université d’Oxford et le King’s College of London",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++)
        check(clean[i], true, "");
}

static void
test_in_english(void)
{
    static const char *const cases[][2] = {
        {"The minister said that l’armée ne pouvait pas tenir la ville on Monday.",
         "r[l’armée ne pouvait pas tenir la ville]"},
        {"The bridge is closed. Le maire est parti hier. It rains.", "s[Le maire est parti hier]"},
        {"The mayor said que le pont est fermé, according to the radio.",
         "r[que le pont est fermé]"},
        {"Ils ont quitté la ville.", "s[Ils ont quitté la ville]"},
        {"It rains. La guerre est finie. They left.", "s[La guerre est finie]"},
        {"the plan qui a été voté par le conseil was lost", "r[qui a été voté par le]"},
        {"They know ce que les gens veulent in Velmar.", "r[ce que les gens]"},
        {"the river, qui était déjà très haute, rises", "r[qui était déjà très]"},
        {"Il n’y a pas d’eau dans la vallée. The mayor said so.",
         "s[Il n’y a pas d’eau dans la vallée]"},
        {"the dam ne tiendra pas jusqu’à lundi, he said", "r[ne tiendra pas jusqu’à lundi]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i][0], false, cases[i][1]);
}

static void
test_english(void)
{
    static const char *const clean[] = {
        "She reads Le Monde and La Repubblica and Le Nouvel Obs.",
        "Médecins Sans Frontières and the Institut de France said so.",
        "the crème de la crème, the raison d’être, a je ne sais quoi",
        "He lives on the rue de la Paix, near the Place de la Concorde.",
        "Charles de Gaulle, Rio de Janeiro, Pays de la Loire, Côte d’Ivoire",
        "c’est la vie, cela va sans dire, plus ça change",
        "de facto, de jure, de rigueur, à la carte, en route, en masse",
        "the Tour de France, the Stade de France, the Ligue des Champions",
        "The film La vie est belle and Les Enfants du paradis won.",
        "a tour de force, a coup de grâce, a fait accompli, a cause célèbre",
        "the Mouvement pour la défense des droits de la femme",
        "a nom de guerre, vis-à-vis the army, an esprit de corps",
        "Une Femme Est Une Femme, Le Roi Et Moi",
        "“Je ne regrette rien, et je ne suis pas le seul”, he said.",
        "the French (ce que nous ne voulons pas) said",
        "Port-au-Prince, Baton Rouge, Des Moines, Sault Ste. Marie",
        "on, or, as, me, son, pour, plus, comment, main, but",
        "the bureau chief of Le Figaro in the Côte d’Azur",
        "Notre Dame de Paris, Aix-en-Provence, Saint-Tropez",
        "The Ministère de la Défense and the Conseil d’État agreed.",
        "",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++)
        check(clean[i], false, "");
}

static void
test_all_words_fit(void)
{
    static const char *const own[] = {"le", "mes", "doit", "the", "many", "does"};
    static const char *const other[] = {"the", "sunday", "other", "le", "rien", "encore"};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        word_set set;
        stretches_words(&set, i < 3);
        g_assert_cmpuint(word_set_find(&set, own[i], strlen(own[i])), ==, 1);
        g_assert_cmpuint(word_set_find(&set, other[i], strlen(other[i])), >, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stretches/in-french", test_in_french);
    g_test_add_func("/stretches/french", test_french);
    g_test_add_func("/stretches/in-english", test_in_english);
    g_test_add_func("/stretches/english", test_english);
    g_test_add_func("/stretches/all-words-fit", test_all_words_fit);
    return g_test_run();
}
