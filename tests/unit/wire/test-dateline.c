/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/dateline.h"
#include "wire/names.h"
#include "wire/notice.h"

#include <string.h>

static void
test_line(void)
{
    static const struct {
        const char *line;
        const char *lang;
        const char *place, *outlet, *date;
    } cases[] = {
        {"BAKOU (AFP) – Le ministère a déclaré mardi.", "fr", "BAKOU", "AFP", NULL},
        {"Bakou (AFP) - Le ministère a déclaré mardi.", "fr", "Bakou", "AFP", NULL},
        {"Paris, 19 sept 2023 (AFP) – Le ministère.", "fr", "Paris", "AFP", "2023-09-19"},
        {"PARIS, 19 septembre (AFP) — Le ministère.", "fr", "PARIS", "AFP", NULL},
        {"BAKU, Sept 19 (Reuters) - The ministry said.", "en", "BAKU", "Reuters", NULL},
        {"BAKU, Sept 19, 2023 (Reuters) - The ministry.", "en", "BAKU", "Reuters", "2023-09-19"},
        {"LA VILLE-SUR-ORCHE (AP) — Le maire.", "fr", "LA VILLE-SUR-ORCHE", "AP", NULL},
        {"Bakou, Azerbaïdjan (AP) — Le maire.", "fr", "Bakou, Azerbaïdjan", "AP", NULL},
        {"(AFP) – Le maire.", "fr", NULL, "AFP", NULL},
        {"Velm (Horizon Presse) – Le maire.", "fr", "Velm", "Horizon Presse", NULL},
        /* A person and a party, a bracket in a sentence: no dateline. */
        {"Léa Morel (PRP) – Le parti a dit.", "fr", NULL, NULL, NULL},
        {"Le maire (PRP) a dit – mardi – sa colère.", "fr", NULL, NULL, NULL},
        {"La ville (AFP) a dit.", "fr", NULL, NULL, NULL},
        {"", "fr", NULL, NULL, NULL},
        {")", "fr", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreStory) story = marbre_story_new();
        marbre_dateline_read(story, cases[i].line, cases[i].lang);
        g_assert_cmpstr(story->dateline, ==, cases[i].place);
        g_assert_cmpstr(story->outlet, ==, cases[i].outlet);
        g_assert_cmpstr(story->date, ==, cases[i].date);
    }
}

static void
test_day(void)
{
    static const struct {
        const char *words;
        const char *lang;
        const char *day;
    } cases[] = {
        {"19 septembre 2023", "fr", "2023-09-19"},
        {"mardi 19 septembre 2023 à 14h05", "fr", "2023-09-19"},
        {"2023-09-19T14:05:00+02:00", "fr", "2023-09-19T14:05:00+02:00"},
        {"2023-09-19 14:05 UTC", "fr", "2023-09-19T14:05:00+00:00"},
        {"19/09/2023", "fr", "2023-09-19"},
        {"09/10/2023", "fr", "2023-10-09"},
        {"09/10/2023", "en", NULL}, /* September or October */
        {"19/09/2023", "en-GB", "2023-09-19"},
        {"Sept. 19, 2023", "en", "2023-09-19"},
        {"mardi", "fr", NULL},
        {"hier", "fr", NULL},
        {"19 septembre", "fr", NULL},
        {"19 sept. à 14h", "fr", NULL},
        {"septembre 2023", "fr", NULL},
        {"31 février 2023", "fr", NULL},
        {"", "fr", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *day = marbre_dateline_day(cases[i].words, cases[i].lang);
        g_assert_cmpstr(day, ==, cases[i].day);
    }
}

static void
test_stamp(void)
{
    static const struct {
        const char *line;
        MarbreStamp stamp;
        const char *day;
    } cases[] = {
        {"Publié le 19 septembre 2023 à 14h05", MARBRE_STAMP_PUBLISHED, "2023-09-19"},
        {"Publié mardi à 14h05", MARBRE_STAMP_PUBLISHED, NULL},
        {"Mis à jour le 20/09/2023 à 10:00", MARBRE_STAMP_CHANGED, "2023-09-20"},
        {"Published: Sept 19, 2023", MARBRE_STAMP_PUBLISHED, "2023-09-19"},
        {"Updated yesterday", MARBRE_STAMP_CHANGED, NULL},
        {"Mardi 19 septembre 2023", MARBRE_STAMP_PUBLISHED, "2023-09-19"},
        {"Velm : trois quartiers évacués", MARBRE_STAMP_NONE, NULL},
        {"Publiée", MARBRE_STAMP_NONE, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *day = NULL;
        g_assert_cmpint(marbre_dateline_stamp(cases[i].line, "fr", &day), ==, cases[i].stamp);
        g_assert_cmpstr(day, ==, cases[i].day);
    }
}

static void
test_notice(void)
{
    static const struct {
        const char *line;
        bool is;
        MarbreStoryStatus status;
        const char *embargo;
    } cases[] = {
        {"MANDATORY KILL", true, MARBRE_STORY_KILLED, NULL},
        {"*** MANDATORY KILL: the story on Velm ***", true, MARBRE_STORY_KILLED, NULL},
        {"ANNULE", true, MARBRE_STORY_KILLED, NULL},
        {"ANNULE la dépêche de 14h05 sur Velm", true, MARBRE_STORY_KILLED, NULL},
        {"ANNULE ET REMPLACE : la digue tient", true, MARBRE_STORY_USABLE, NULL},
        {"RECTIFICATIF - Velm", true, MARBRE_STORY_USABLE, NULL},
        {"NE PAS PUBLIER", true, MARBRE_STORY_WITHHELD, NULL},
        {"EMBARGO jusqu'au 20 septembre 2023 à 18h00 (heure de Paris)", true, MARBRE_STORY_USABLE,
         "2023-09-20T18:00:00+02:00"},
        /* In the night when clocks go back, the second half past two. */
        {"EMBARGO jusqu'au 29 octobre 2023 à 2h30 (heure de Paris)", true, MARBRE_STORY_USABLE,
         "2023-10-29T02:30:00+01:00"},
        {"SOUS EMBARGO JUSQU’AU 20/09/2023 18:00 GMT", true, MARBRE_STORY_USABLE,
         "2023-09-20T18:00:00+00:00"},
        {"EMBARGOED UNTIL 2023-09-20T18:00:00Z", true, MARBRE_STORY_USABLE,
         "2023-09-20T18:00:00+00:00"},
        /* Until when is not said in full: it is held back. */
        {"EMBARGO jusqu'à mardi 18h00", true, MARBRE_STORY_WITHHELD, NULL},
        {"EMBARGO jusqu'au 20 septembre 2023 à 18h00", true, MARBRE_STORY_WITHHELD, NULL},
        {"EMBARGO", true, MARBRE_STORY_WITHHELD, NULL},
        /* Titles. */
        {"Embargo sur le blé : la ville de Velm proteste", false, MARBRE_STORY_USABLE, NULL},
        {"ANNULATION DU FESTIVAL DE VELM", false, MARBRE_STORY_USABLE, NULL},
        {"Annulé, le festival de Velm laisse un vide", false, MARBRE_STORY_USABLE, NULL},
        {"KILLING VELM", false, MARBRE_STORY_USABLE, NULL},
        {"", false, MARBRE_STORY_USABLE, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarbreStory) story = marbre_story_new();
        if (marbre_notice_read(story, cases[i].line) != cases[i].is)
            g_error("%s", cases[i].line);
        g_assert_cmpstr(story->note, ==, cases[i].is ? cases[i].line : NULL);
        g_assert_cmpint(story->status, ==, cases[i].status);
        g_assert_cmpstr(story->embargo, ==, cases[i].embargo);
    }
}

static void
test_byline(void)
{
    static const struct {
        const char *line;
        const char *authors; /* NULL: no byline */
        const char *outlet;
    } cases[] = {
        {"Par Léa Morel", "Léa Morel", NULL},
        {"Par Léa Morel et Hugo de la Tour (avec AFP)", "Léa Morel, Hugo de la Tour", "AFP"},
        {"By Ann Lee and J. B. Cole, Reuters", "Ann Lee, J. B. Cole", "Reuters"},
        {"Par AFP", "", "AFP"},
        {"Par la rédaction", "la rédaction", NULL},
        {"Par ailleurs, la ville dort", NULL, NULL},
        {"Par Toutatis, la digue cède dans la nuit", NULL, NULL},
        {"Par crainte de la crue, la fête est annulée", NULL, NULL},
        {"Parti de rien", NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) authors = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *outlet = NULL;
        bool is = marbre_name_read_byline(cases[i].line, authors, &outlet);
        if (is != (cases[i].authors != NULL))
            g_error("%s", cases[i].line);
        g_assert_cmpstr(outlet, ==, cases[i].outlet);
        g_ptr_array_add(authors, NULL);
        g_autofree char *joined = g_strjoinv(", ", (char **)authors->pdata);
        g_assert_cmpstr(joined, ==, is ? cases[i].authors : "");
    }
}

static void
test_names(void)
{
    static const char *const people[] = {"Jeoffro René", "Hugo de la Tour", "J. B. Cole",
                                         "ANNE MARTIN"};
    static const char *const others[] = {"Velm",
                                         "famille",
                                         "une vue de Velm",
                                         "Léa Morel.",
                                         "Léa Morel, 2023",
                                         "Vue du port de Velm au soir",
                                         "",
                                         " "};
    for (size_t i = 0; i < G_N_ELEMENTS(people); i++)
        g_assert_true(marbre_name_is_person(people[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (marbre_name_is_person(others[i]))
            g_error("%s", others[i]);
    g_assert_cmpstr(marbre_name_outlet("cnn"), ==, "CNN");
    g_assert_null(marbre_name_outlet("Horizon Presse"));
    g_assert_true(marbre_name_is_like_outlet("Horizon Presse"));
    g_assert_false(marbre_name_is_like_outlet("Léa Morel"));
    g_assert_false(marbre_name_is_like_outlet("Presse"));
    g_assert_false(marbre_name_is_like_outlet("La presse est libre."));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/dateline/line", test_line);
    g_test_add_func("/wire/dateline/day", test_day);
    g_test_add_func("/wire/dateline/stamp", test_stamp);
    g_test_add_func("/wire/dateline/notice", test_notice);
    g_test_add_func("/wire/dateline/byline", test_byline);
    g_test_add_func("/wire/dateline/names", test_names);
    return g_test_run();
}
