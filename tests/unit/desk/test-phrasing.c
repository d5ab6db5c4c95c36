/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/phrasing.h"

#include "article/copy.h"
#include "base/problem.h"
#include "desk/house.h"

#include <string.h>

#define NB "\xc2\xa0"
#define NARROW "\xe2\x80\xaf"
#define OPEN "«" NB
#define CLOSE NB "»"
#define FIRST "Une première version de cet article "

static void
assert_told(
    const char *lang, const char *kind, const char *old, const char *new, const char *expected)
{
    g_autoptr(MarbrePhrasing) phrasing = marbre_phrasing_new();
    g_autoptr(GPtrArray) passages = marbre_passages_new();
    bool more = marbre_passages_between(passages, MARBRE_PASSAGE_TEXT, old, new, lang);
    g_autofree char *note =
        marbre_phrasing_tell(phrasing, lang, kind, passages, more, false, "2026-03-20");
    g_assert_cmpstr(note, ==, expected);
}

/* A number is told with what it counts, all its groups of figures and no more. */
static void
test_numbers(void)
{
    assert_told("fr", "correction", "Au moins quatre personnes ont fui.",
                "Au moins cinq personnes ont fui.",
                FIRST "indiquait " OPEN "quatre personnes" CLOSE NARROW "; il fallait lire " OPEN
                      "cinq personnes" CLOSE ".");
    assert_told("fr", "correction", "Près de 12" NB "000 habitants, dit-il.",
                "Près de 15" NB "000 habitants, dit-il.",
                FIRST "indiquait " OPEN "12" NB "000 habitants" CLOSE NARROW
                      "; il fallait lire " OPEN "15" NB "000 habitants" CLOSE ".");
    assert_told("fr", "correction", "Il a coûté 3,5" NB "millions d’euros.",
                "Il a coûté 3,8" NB "millions d’euros.",
                FIRST "indiquait " OPEN "3,5" NB "millions" CLOSE NARROW "; il fallait lire " OPEN
                      "3,8" NB "millions" CLOSE ".");
    assert_told("en", "correction", "It cost $1,200 in all.", "It cost $2,100 in all.",
                "An earlier version of this article said “$1,200 in all”; it should have said "
                "“$2,100 in all”.");
    assert_told("en", "correction", "The vote, on 12 May, was close.",
                "The vote, on 13 May, was close.",
                "An earlier version of this article said “12 May”; it should have said “13 May”.");
    assert_told("fr", "correction", "Le taux est de 4" NB "%.", "Le taux est de 5" NB "%.",
                FIRST "indiquait " OPEN "4" NB "%" CLOSE NARROW "; il fallait lire " OPEN "5" NB
                      "%" CLOSE ".");
}

static void
test_names(void)
{
    assert_told("fr", "correction", "Selon Camille Sorel, tout va.",
                "Selon Camille Sorelle, tout va.",
                FIRST "indiquait " OPEN "Camille Sorel" CLOSE NARROW "; il fallait lire " OPEN
                      "Camille Sorelle" CLOSE ".");
    assert_told("fr", "correction", "Elle a vu Jean de La Tour hier.",
                "Elle a vu Jules de La Tour hier.",
                FIRST "indiquait " OPEN "Jean de La Tour" CLOSE NARROW "; il fallait lire " OPEN
                      "Jules de La Tour" CLOSE ".");
    /* The same slip in several places is told once. */
    assert_told("en", "correction", "Mr Brown left. Nobody saw Mr Brown again, though.",
                "Mr Browne left. Nobody saw Mr Browne again, though.",
                "An earlier version of this article said “Mr Brown”; it should have said "
                "“Mr Browne”.");
}

/* A quotation is told whole, and quotation marks do not stand in others of their kind. */
static void
test_quotations(void)
{
    assert_told("fr", "correction", "Il a dit " OPEN "nous avons perdu" CLOSE " hier.",
                "Il a dit " OPEN "nous avons tenu" CLOSE " hier.",
                FIRST "indiquait " OPEN "nous avons perdu" CLOSE NARROW "; il fallait lire " OPEN
                      "nous avons tenu" CLOSE ".");
    assert_told("fr", "correction", "Un plan dit " OPEN "Aube" CLOSE " existe bien ici.",
                "Ce projet nommé " OPEN "Aurore" CLOSE " existe encore là.",
                FIRST "indiquait " OPEN "Un plan dit “Aube” existe bien ici" CLOSE NARROW
                      "; il fallait lire " OPEN "Ce projet nommé “Aurore” existe encore là" CLOSE
                      ".");
    assert_told("en", "correction", "He said “we lost” on Monday.", "He said “we won” on Monday.",
                "An earlier version of this article said “we lost”; it should have said “we won”.");
}

/* What only came or went is told with the words around it, unless it speaks for itself. */
static void
test_additions(void)
{
    assert_told("fr", "correction", "Les habitants ont fui la ville.",
                "Les habitants ont tous fui la ville.",
                FIRST "indiquait " OPEN "Les habitants ont fui la ville" CLOSE NARROW
                      "; il fallait lire " OPEN "Les habitants ont tous fui la ville" CLOSE ".");
    assert_told("fr", "correction", "Il pleut.\n",
                "Il pleut.\nLa gare reste fermée jusqu’à mardi.\n",
                FIRST "omettait " OPEN "La gare reste fermée jusqu’à mardi" CLOSE ".");
    assert_told("en", "correction", "It rains. The station will stay closed until Tuesday.\n",
                "It rains.\n",
                "An earlier version of this article wrongly said “The station will stay closed "
                "until Tuesday”.");
    assert_told("en", "update", "It rains.\n", "It rains.\nThe station is closed until Tuesday.\n",
                "This version of this article adds “The station is closed until Tuesday”.");
    assert_told("fr", "clarification", "Il pleut.\n",
                "Il pleut.\nLe maire parle de la gare du nord.\n",
                "Cette version de cet article précise" NB ": " OPEN
                "Le maire parle de la gare du nord" CLOSE ".");
}

static void
test_several(void)
{
    assert_told("fr", "correction",
                "Quatre maisons ont brûlé.\nUn autre jour, le pont de Velm a cédé.\n",
                "Cinq maisons ont brûlé.\nUn autre jour, le pont de Sarn a cédé.\n",
                FIRST "indiquait " OPEN "Quatre maisons" CLOSE NARROW "; il fallait lire " OPEN
                      "Cinq maisons" CLOSE ". Elle indiquait aussi " OPEN "Velm" CLOSE NARROW
                      "; il fallait lire " OPEN "Sarn" CLOSE ".");
    /* Words that stand side by side are one change. */
    assert_told("en", "update", "The mayor said nothing of the old bridge at noon.",
                "The mayor spoke once of the new bridge at noon.",
                "In this version of this article, “The mayor spoke once of the new bridge at noon” "
                "replaces “The mayor said nothing of the old bridge at noon”.");
}

/* What nobody reads to its end is no wording: long changes are cut, and not all are told. */
static void
test_long(void)
{
    g_autoptr(GString) old = g_string_new(NULL), new = g_string_new(NULL);
    for (unsigned i = 0; i < 100; i++) {
        g_string_append_printf(old, "On day %u the house counted and told Alpha%u of it.\n", i, i);
        g_string_append_printf(new, "On day %u the house counted and told Beta%u of it.\n", i, i);
    }
    g_autoptr(MarbrePhrasing) phrasing = marbre_phrasing_new();
    g_autoptr(GPtrArray) passages = marbre_passages_new();
    g_assert_true(marbre_passages_between(passages, MARBRE_PASSAGE_TEXT, old->str, new->str, "en"));
    g_assert_cmpuint(passages->len, ==, 5);
    g_autofree char *note =
        marbre_phrasing_tell(phrasing, "en", "correction", passages, true, true, NULL);
    g_assert_true(g_str_has_suffix(
        note, "Other passages have been changed as well. The picture has been changed."));

    const char *const long_one = "Une phrase assez longue ouvre le passage ajouté ce matin-là. "
                                 "Une deuxième la suit et dit encore quelque chose de la ville. "
                                 "Une troisième va si loin que personne ne la lirait dans une note "
                                 "aux lecteurs, fût-elle écrite par la rédaction en chef.";
    g_autoptr(GPtrArray) one = marbre_passages_new();
    g_assert_false(marbre_passages_between(one, MARBRE_PASSAGE_TEXT, "", long_one, "fr"));
    const MarbrePassage *passage = g_ptr_array_index(one, 0);
    g_assert_cmpstr(passage->new, ==,
                    "Une phrase assez longue ouvre le passage ajouté ce matin-là. Une deuxième la "
                    "suit et dit encore quelque chose de la ville. […]");
    g_autofree char *words = g_strnfill(5000, 'x');
    g_autoptr(GPtrArray) none = marbre_passages_new();
    (void)marbre_passages_between(none, MARBRE_PASSAGE_TEXT, "a", words, "en");
    passage = g_ptr_array_index(none, 0);
    g_assert_true(g_str_has_suffix(passage->new, "x…"));
    g_assert_cmpint(g_utf8_strlen(passage->new, -1), <, 210);
}

/* Signs, spaces and what nobody sees are no change to tell. */
static void
test_nothing(void)
{
    assert_told("fr", "correction", "Rien.", "Rien .", "");
    assert_told("fr", "correction", "Rien, vraiment.", "Rien vraiment" NB "!", "");
    assert_told("en", "correction", "", "", "");
    assert_told("en", "correction", "A plain word here.",
                "A pl\xc2\xad"
                "ain word here.",
                "");
}

static MarbreCopy *
copy_of(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreCopy *copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    return copy;
}

static char *
told_of(const char *before, const char *after)
{
    g_autoptr(MarbrePhrasing) phrasing = marbre_phrasing_new();
    g_autoptr(MarbreCopy) old = copy_of(before);
    g_autoptr(MarbreCopy) new = copy_of(after);
    g_autoptr(GPtrArray) passages = marbre_passages_new();
    bool more = marbre_passages_of(passages, old, new);
    return marbre_phrasing_tell(phrasing, "fr", "correction", passages, more, false, NULL);
}

/* Titles, captions and bylines are told as such, whole; markup is not told. */
static void
test_files(void)
{
    g_autofree char *note = told_of(
        "---\ntitle: \"Velm sous l’eau\"\nauthor: Léa Moral\nimages:\n"
        "  - {file: a.jpg, caption: \"La digue, lundi\", credit: \"AFP\"}\n---\nLe **pont** de "
        "[Velm](https://a.example) tient.\n",
        "---\ntitle: \"Sarn sous l’eau\"\nauthor: [Léa Morel, Marc Aube]\nimages:\n"
        "  - {file: a.jpg, caption: \"La digue, mardi\", credit: \"AFP\"}\n---\nLe **pont** de "
        "[Sarn](https://b.example) tient.\n");
    g_assert_cmpstr(note, ==,
                    "Une première version du titre indiquait " OPEN "Velm sous l’eau" CLOSE NARROW
                    "; il fallait lire " OPEN "Sarn sous l’eau" CLOSE ". " FIRST "indiquait " OPEN
                    "Velm" CLOSE NARROW "; il fallait lire " OPEN "Sarn" CLOSE
                    ". Une première version d’une légende indiquait " OPEN
                    "La digue, lundi" CLOSE NARROW "; il fallait lire " OPEN "La digue, mardi" CLOSE
                    ". Une première version de la signature indiquait " OPEN
                    "Léa Moral" CLOSE NARROW "; il fallait lire " OPEN "Léa Morel, Marc Aube" CLOSE
                    ".");
    g_autofree char *markup = told_of("---\ntags: [a]\n---\nLe *pont* tient.\n",
                                      "---\ntags: [b]\n---\nLe **pont** tient.\n");
    g_assert_cmpstr(markup, ==, "");
    g_autofree char *broken = told_of("Le pont de Velm tient.\n", "Le pont de Sarn tient.\n");
    g_assert_nonnull(strstr(broken, "Sarn"));
}

static GPtrArray *
problems_of(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    GPtrArray *problems = marbre_problems_new();
    g_autoptr(GHashTable) houses = marbre_houses_parse("glossary/notes.yaml", bytes, problems);
    g_assert_nonnull(houses);
    return problems;
}

static void
test_house(void)
{
    static const char text[] = "version: 1\nfr:\n  update:\n    added: \"Mise à jour le {date} : "
                               "« {new} ».\"\n  places: {title: \"du titre\"}\n";
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GHashTable) houses = marbre_houses_parse("glossary/notes.yaml", bytes, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    const MarbreHouse *house = g_hash_table_lookup(houses, "fr");
    g_assert_cmpstr(house->phrases[MARBRE_PHRASE_UPDATE + MARBRE_FORM_ADDED], ==,
                    "Mise à jour le {date} : « {new} ».");
    g_assert_null(house->phrases[MARBRE_PHRASE_UPDATE + MARBRE_FORM_REMOVED]);
    g_autoptr(GPtrArray) nothing = problems_of("");
    g_assert_cmpuint(nothing->len, ==, 0);

    static const struct {
        const char *text;
        uint64_t line;
        const char *words;
    } faults[] = {
        {"fr:\n  correction:\n    replaced: \"On lisait {old}.\"\n", 3,
         "{new} is missing from this sentence"},
        {"fr:\n  correction:\n    added: \"Un\\u202Emot {new}.\"\n", 3,
         "a sentence is one line of 300 characters at most, none of them invisible"},
        {"fr:\n  correction:\n    added: \"On ne lisait pas {neuf}.\"\n", 3, "{neuf}"},
        {"fr:\n  correction:\n    removed: \"{old} et {new}\"\n", 3, "{new}"},
        {"fr:\n  more: \"D’autres {\"\n", 2, "stands for nothing"},
        {"fr:\n  erratum: {}\n", 2, "erratum"},
        {"fr:\n  more: [a]\n", 2, ""},
        {"version: 2\n", 1, ""},
        {"- fr\n", 1, ""},
        {"fr: \"\n", 1, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(GPtrArray) some = problems_of(faults[i].text);
        g_assert_cmpuint(some->len, ==, 1);
        const MarbreProblem *problem = g_ptr_array_index(some, 0);
        g_assert_cmpuint(problem->line, ==, faults[i].line);
        g_assert_cmpstr(problem->path, ==, "glossary/notes.yaml");
        g_assert_nonnull(strstr(problem->message, faults[i].words));
    }
}

/* A day stands in a note as pages and screens write it beside the note. */
static void
test_days(void)
{
    static const struct {
        const char *lang, *day, *note;
    } rows[] = {
        {"en", "2026-03-20", "This article has not been online since 20" NB "March 2026."},
        {"en", "2026-05-01", "This article has not been online since 1" NB "May 2026."},
        {"fr", "2026-03-20", "Cet article n’est plus en ligne depuis le 20" NB "mars 2026."},
        {"fr", "2026-05-01", "Cet article n’est plus en ligne depuis le 1er" NB "mai 2026."},
    };
    g_autoptr(MarbrePhrasing) phrasing = marbre_phrasing_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *note = marbre_phrasing_end(phrasing, rows[i].lang, rows[i].day);
        g_assert_cmpstr(note, ==, rows[i].note);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/phrasing/numbers", test_numbers);
    g_test_add_func("/desk/phrasing/names", test_names);
    g_test_add_func("/desk/phrasing/quotations", test_quotations);
    g_test_add_func("/desk/phrasing/additions", test_additions);
    g_test_add_func("/desk/phrasing/several", test_several);
    g_test_add_func("/desk/phrasing/long", test_long);
    g_test_add_func("/desk/phrasing/nothing", test_nothing);
    g_test_add_func("/desk/phrasing/files", test_files);
    g_test_add_func("/desk/phrasing/house", test_house);
    g_test_add_func("/desk/phrasing/days", test_days);
    return g_test_run();
}
