/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tally.h"
#include "typeset.h"

#include <glib.h>
#include <string.h>

#define MOST_TEXTS 8

/* What is found; ~ is U+00A0, ^ U+202F, ¶ the end of a paragraph, which answers the one at its
 * place. */
typedef struct comparison {
    const char *english;
    const char *french;
    const char *found;
} comparison;

static const comparison comparisons[] = {
    {"About 120,000 people live in the valley.", "Quelque 120^000 personnes vivent dans la vallée.",
     ""},
    {"The dam cost $3.2bn.", "Le barrage a coûté 3,2~milliards de dollars.", ""},
    {"The dam cost $3.2 billion.", "Le barrage a coûté 3,2~Md$.", ""},
    {"The dam cost $3.2 billion.", "Le barrage a coûté 3~200 millions de dollars.", ""},
    {"Some 2 to 3 million people fled.", "Entre deux et trois millions de personnes ont fui.", ""},
    {"Between 2 million and 3 million fled.", "Ils sont 2 à 3~millions à avoir fui.", ""},
    {"One person was killed.", "Une personne a été tuée.", ""},
    {"One of the two brothers left.", "L’un des deux frères est parti.", ""},
    {"Both brothers left.", "Les deux frères sont partis.", ""},
    {"He called twice.", "Il a appelé deux fois.", ""},
    {"A couple of days later", "Deux jours plus tard", ""},
    {"A dozen were hurt.", "Une douzaine ont été blessées.", ""},
    {"A dozen were hurt.", "Une dizaine ont été blessées.", ""},
    {"About twenty were hurt.", "Une vingtaine ont été blessées.", ""},
    {"Two dozen were hurt.", "Une vingtaine ont été blessées.", ""},
    {"Dozens were hurt.", "Des dizaines ont été blessées.", ""},
    {"Hundreds of thousands fled.", "Des centaines de milliers ont fui.", ""},
    {"Several hundred fled.", "Plusieurs centaines ont fui.", ""},
    {"Half of the 400 houses burned.", "La moitié des 400 maisons ont brûlé.", ""},
    {"A third of the houses burned.", "Un tiers des maisons ont brûlé.", ""},
    {"Two-thirds of the 90 houses burned.", "Les deux tiers des 90 maisons ont brûlé.", ""},
    {"A quarter of the houses burned.", "25~% des maisons ont brûlé.", ""},
    {"One in five children goes hungry.", "Un enfant sur cinq a faim.", ""},
    {"One in five children goes hungry.", "20~% des enfants ont faim.", ""},
    {"Half a million fled.", "Un demi-million de personnes ont fui.", ""},
    {"Half a million fled.", "500~000 personnes ont fui.", ""},
    {"One and a half million fled.", "Un million et demi de personnes ont fui.", ""},
    {"He waited two and a half years.", "Il a attendu deux ans et demi.", ""},
    {"He waited 18 months.", "Il a attendu un an et demi.", ""},
    {"He waited two weeks.", "Il a attendu quinze jours.", ""},
    {"He waited a fortnight.", "Il a attendu quinze jours.", ""},
    {"He waited 24 hours.", "Il a attendu une journée.", ""},
    {"He waited two decades.", "Il a attendu vingt ans.", ""},
    {"He waited half a century.", "Il a attendu cinquante ans.", ""},
    {"He waited for decades.", "Il a attendu des décennies.", ""},
    {"It closed at 9 p.m. on September 19, 2023.", "Il a fermé le 19~septembre 2023 à 21~heures.",
     ""},
    {"It closed at 9:30 p.m.", "Il a fermé à 21h30.", ""},
    {"It closed at 9 p.m. ET.", "Il a fermé à 3~heures du matin, heure de Paris.", ""},
    {"It closed on Sept. 19.", "Il a fermé mardi.", ""},
    {"It closed on Tuesday.", "Il a fermé le 19~septembre.", ""},
    {"It closed on the 19th.", "Il a fermé le 19.", ""},
    {"It ran on May 5-7.", "Cela a duré du 5 au 7~mai.", ""},
    {"It has been so since the 1990s.", "Il en est ainsi depuis les années~1990.", ""},
    {"It has been so since the 1990s.", "Il en est ainsi depuis les années~90.", ""},
    {"In the 21st century", "Au XXIe~siècle", ""},
    {"A 34-year-old man", "Un homme de 34~ans", ""},
    {"In her 20s", "Dans la vingtaine", ""},
    {"He is seventy-two.", "Il a soixante-douze ans.", ""},
    {"It rose 3.5% in 2021 and 4 percent in 2022.",
     "Cela a augmenté de 3,5~% en 2021 et de 4~% en 2022.", ""},
    {"It rose 7 percentage points.", "Cela a augmenté de 7~points.", ""},
    {"They won 2-1.", "Ils ont gagné 2-1.", ""},
    {"They won by 52 votes to 48.", "Ils ont gagné par 52 voix contre 48.", ""},
    {"An F-16 and a B-52 over the G20", "Un F-16 et un B-52 au-dessus du G20", ""},
    {"The base is five miles away.", "La base est à huit kilomètres.", ""},
    {"The base is 12 miles away.", "La base est à une vingtaine de kilomètres.", ""},
    {"It was 104 degrees Fahrenheit.", "Il faisait 40~°C.", ""},
    {"It covers 50 acres.", "Il couvre 20 hectares.", ""},
    {"It cost $5 million.", "Cela a coûté 5~millions de dollars (4,6~millions d’euros).", ""},
    {"It cost $5 million.", "Cela a coûté 4,6~millions d’euros.", ""},
    {"The first of the 12 villages", "Le premier des 12 villages", ""},
    {"For the second time", "Pour la deuxième fois", ""},
    {"Ten soldiers and the Prime Minister", "Dix soldats et le Premier ministre", ""},
    {"A three-time champion", "Un triple champion", ""},
    {"It tripled in a year.", "Cela a triplé en un an.", ""},
    {"It is 120,000.", "C’est 120,000.", ""},
    {"Some 12,500 shells ¶ and 300 tanks", "Quelque 300 chars ¶ et 12~500 obus", ""},
    {"A trillion dollars", "Mille milliards de dollars", ""},
    {"The base is 5 miles away.", "La base est à 80~kilomètres.", ""},
    {"On Oct. 7, 2023", "Le 7~octobre 2023", ""},
    {"Prices rose 30 to 40 percent.", "Les prix ont augmenté de 30~à 40~%.", ""},
    {"About 1,000 to 1,500 people", "De 1~000 à 1~500 personnes", ""},
    {"The 44th president", "Le 44e président", ""},
    {"The three of them, all five", "Tous trois, tous les cinq", ""},
    {"More than 100,000 (60%)", "Plus de 100~000 (60~%)", ""},
    {"See https://a.example/2020/5", "Voir https://a.example/2020/5", ""},
    {"A 5-4 ruling", "Une décision à cinq voix contre quatre", ""},
    {"A two-year-old and a six-month-old", "Un enfant de deux ans et un bébé de six mois", ""},
    {"He has three children, she has none.", "Il a trois enfants, elle n’en a pas.", ""},
    {"It cost 20 pounds.", "Cela a coûté 20 livres.", ""},
    {"It weighs 20 pounds.", "Cela pèse neuf kilos.", ""},
    {"Three quarters of an hour", "Trois quarts d’heure", ""},
    {"Half an hour", "Une demi-heure", ""},
    {"Half an hour", "Trente minutes", ""},
    {"Nine new cars", "Neuf voitures neuves", ""},
    {"Two million one hundred thousand", "2,1 millions", ""},
    {"Some 1.2 million children", "Quelque 1~200~000 enfants", ""},
    {"In the late 1980s and early '90s", "À la fin des années 1980 et au début des années 1990",
     ""},
    {"2023-24 season", "La saison 2023-2024", ""},
    {"The 9/11 attacks", "Les attentats du 11-Septembre", ""},
    {"It is 24/7.", "C’est 24 heures sur 24 et 7 jours sur 7.", ""},
    {"At 10 a.m. local time", "À 10~heures, heure locale", ""},
    {"She ran 26.2 miles.", "Elle a couru 42 kilomètres.", ""},
    {"He is 6 feet tall.", "Il mesure 1,83~m.", ""},
    {"There were 72 hours left.", "Il restait trois jours.", ""},
    {"Six people, 6", "Six personnes, 6", ""},
    {"The 2024 Games", "Les Jeux", ""},
    {"It holds 12,500 people. ¶ The rest is empty.",
     "Elle accueille du monde. ¶ Les 12~500 places sont prises.", ""},
    {"It holds 12,500 people. ¶ b ¶ c ¶ d", "Elle accueille du monde. ¶ b ¶ c ¶ Les 12~500 places",
     ""},
    {"Under-18s may not vote.", "Les moins de 18~ans ne votent pas.", ""},
    {"A quarter of a million people", "250~000 personnes", ""},
    {"Three quarters of a million people", "750~000 personnes", ""},
    {"Half a million people, a quarter-million cars", "500~000 personnes, 250~000 voitures", ""},
    {"It is 10 to 12 miles away.", "Elle est à une distance de 16 à 19 kilomètres.", ""},
    {"It opens from 3 to 5 p.m.", "Elle ouvre de 15 à 17~heures.", ""},
    {"It opens 9-11 a.m.", "Elle ouvre de 9~h à 11~h.", ""},
    {"Rates rose by 50 basis points.", "Les taux ont augmenté de 0,5~point.", ""},
    {"Rates rose by 50 basis points.", "Les taux ont augmenté de 50 points de base.", ""},
    {"Rates rose half a percentage point.", "Les taux ont augmenté de 0,5~point de pourcentage.",
     ""},
    {"Rates rose by a percentage point.", "Les taux ont augmenté d’un point de pourcentage.", ""},
    {"The 27-nation bloc", "Les Vingt-Sept", ""},
    {"The Group of Seven nations", "Le G7", ""},
    {"A thousand-year-old wall", "Un mur millénaire", ""},
    {"It closes at 7:30 p.m.", "Elle ferme à dix-neuf heures trente.", ""},
    {"The cost: $5, $10 and $15", "Le coût~: 5, 10 et 15 dollars", ""},
    {"It holds 5, 10 and 15 gallons.", "Il contient 19, 38 et 57 litres.", ""},
    {"The Big Three met.", "Les trois grands se sont réunis.", ""},
    {"The lake covers 12 square miles.", "Le lac couvre 31 kilomètres carrés.", ""},
    {"It gave 5 million euros ($5.3 million).", "Elle a donné 5~millions d’euros.", ""},
    {"It is 100% free at 0730 GMT.", "C’est entièrement libre à 7h30.", ""},
    {"Process #4521", "Le processus 4~521", ""},
    {"45 cents a share", "45 cents par action", ""},
    {"She won 7-6 (7-4) in an hour and 52 minutes.", "Elle a gagné 7-6 (7/4) en 1h52.", ""},
    {"The army lost 12,500 shells.", "L’armée a perdu 12^700 obus.", "other 12^700 (12^500)"},
    {"The dam cost $3.2 billion.", "Le barrage a coûté 3,2~millions de dollars.",
     "other 3,2~millions (3,2~milliards de dollars)"},
    {"It rose 1.5 percent.", "Cela a augmenté de 15~%.", "other 15~% (1,5~%)"},
    {"It rose 7 percentage points.", "Cela a augmenté de 7~%.",
     "other 7~% (7~points de pourcentage)"},
    {"Some 45,000 fled.", "Quelque 450~000 ont fui.", "other 450~000 (45^000)"},
    {"Two brothers left.", "Trois frères sont partis.", "other Trois (deux)"},
    {"Five were killed and 80 wounded.", "Cinq ont été tués et d’autres blessés.", "lost (80)"},
    {"Five were killed.", "Des gens ont été tués.", "lost (cinq)"},
    {"A few were killed.", "12 personnes ont été tuées.", "added 12"},
    {"It cost $5 million.", "Cela a coûté 5~millions d’euros.",
     "other 5~millions (5~millions de dollars)"},
    {"It closed on September 19.", "Il a fermé le 18~septembre.",
     "other 18~septembre (19 septembre)"},
    {"It closed at 9 p.m.", "Il a fermé à 9~heures.", "other 9 (21~heures)"},
    {"It closed at 9 p.m.", "Il a fermé à 20h30.", "other 20h30 (21~heures)"},
    {"In 2019", "En 2018", "other 2018 (2019)"},
    {"Half of the houses burned.", "Un tiers des maisons ont brûlé.", "other Un tiers (la moitié)"},
    {"A trillion dollars", "Un trillion de dollars", "other Un trillion (1~billion de dollars)"},
    {"Three billion people", "Trois billions de personnes", "other Trois billions (3~milliards)"},
    {"In the 19th century", "Au XXe~siècle", "other XXe (19e)"},
    {"It covers 12,500 houses and 40 schools.", "Cela concerne 12~500 maisons et 14 écoles.",
     "other 14 (40)"},
    {"It covers 12 houses and 40 schools and 7 roads.", "Cela concerne 12 maisons.",
     "lost (40) | lost (7)"},
    {"From 5 to 6 billion", "De 5 à 7~milliards", "other 7~milliards (6~milliards)"},
    {"Twelve people", "Vingt personnes", "other Vingt (douze)"},
    {"He is 34.", "Il a 43~ans.", "other 43 (34)"},
    {"A million and 200 people", "Un million et 300 personnes", "other 300 (200)"},
    {"It holds 1,250 people.", "Elle accueille 12~500 personnes.", "other 12~500 (1^250)"},
    {"It holds 12.5 tons.", "Elle contient 125 tonnes.", "other 125 (12,5)"},
    {"Between 5 and 10 million dollars", "Entre 5 et 10 millions d’euros",
     "other 5 (5~dollars) | other 10 millions (10~millions de dollars)"},
    {"From 3 to 5 p.m.", "De 15 à 18~heures", "other 18 (17~heures)"},
    {"From 10 to 12 miles", "De 16 à 30 kilomètres", "converted 30 (12)"},
};

static numerals words[2];

/* The paragraphs of a side; the texts must outlive the figures. */
static size_t
read_side(const char *all, bool french, GStrv *ret_texts, figures *list)
{
    g_autofree char *set = typeset(all);
    *ret_texts = g_strsplit(set, " ¶ ", MOST_TEXTS);
    size_t count = g_strv_length(*ret_texts);
    for (size_t i = 0; i < count; i++) {
        mbr_text text = {(*ret_texts)[i], strlen((*ret_texts)[i])};
        g_assert_true(figures_read(list, &words[french], &text, (uint32_t)i));
    }
    return count;
}

static void
say(GString *said, const tally_fault *fault, GStrv texts)
{
    static const char *const kinds[] = {"other", "lost", "added", "converted"};
    g_string_append_printf(said, "%s%s", said->len > 0 ? " | " : "", kinds[fault->kind]);
    if (fault->text != NULL)
        g_string_append_printf(said, " %.*s",
                               (int)(fault->text->span.end - fault->text->span.start),
                               texts[fault->text->text] + fault->text->span.start);
    if (fault->source != NULL) {
        char written[160];
        figure_write(fault->source, true, written, sizeof written);
        g_string_append_printf(said, " (%s)", written);
    }
}

static char *
compare(const comparison *row, bool backwards)
{
    g_auto(GStrv) english = NULL, french = NULL;
    figures source = {0}, text = {0};
    tally found = {0};
    pairing pairs[MOST_TEXTS];
    size_t count = read_side(row->english, false, &english, &source);
    g_assert_cmpuint(read_side(row->french, true, &french, &text), ==, count);
    for (size_t i = 0; i < count; i++)
        pairs[i] = (pairing){i, 1, i, 1};
    if (backwards)
        g_assert_true(tally_take(&found, &text, &source, pairs, count));
    else
        g_assert_true(tally_take(&found, &source, &text, pairs, count));
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < found.count; i++)
        say(said, &found.items[i], backwards ? english : french);
    tally_clear(&found);
    figures_clear(&source);
    figures_clear(&text);
    return g_string_free(said, FALSE);
}

static void
test_table(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++) {
        g_autofree char *said = compare(&comparisons[i], false);
        g_autofree char *expected = typeset(comparisons[i].found);
        if (strcmp(said, expected) != 0)
            g_test_message("%s // %s", comparisons[i].english, comparisons[i].french);
        g_assert_cmpstr(said, ==, expected);
    }
}

/* What is a clean translation is one the other way round too. */
static void
test_backwards(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(comparisons) && *comparisons[i].found == '\0'; i++) {
        g_autofree char *said = compare(&comparisons[i], true);
        if (*said != '\0')
            g_test_message("%s // %s", comparisons[i].french, comparisons[i].english);
        g_assert_cmpstr(said, ==, "");
    }
}

/* All of the clean ones together are clean too, however they are mixed. */
static void
test_together(void)
{
    for (size_t i = 0; i + 3 < G_N_ELEMENTS(comparisons) && *comparisons[i + 3].found == '\0';
         i++) {
        const comparison *row = &comparisons[i];
        g_autofree char *english = g_strjoin(" Then: ", row[0].english, row[1].english,
                                             row[2].english, row[3].english, NULL);
        g_autofree char *french =
            g_strjoin(" Puis : ", row[3].french, row[1].french, row[0].french, row[2].french, NULL);
        if (strstr(english, "¶") != NULL)
            continue;
        comparison both = {english, french, ""};
        g_autofree char *said = compare(&both, false);
        if (*said != '\0')
            g_test_message("%s // %s", english, french);
        g_assert_cmpstr(said, ==, "");
    }
}

static figures
read_one(const char *data, bool french)
{
    figures list = {0};
    mbr_text text = {data, strlen(data)};
    g_assert_true(figures_read(&list, &words[french], &text, 0));
    return list;
}

/* A paragraph that nothing answers is another rule's; what is left over goes nowhere. */
static void
test_alone(void)
{
    figures source = read_one("The army lost 12,500 shells.", false);
    figures text = read_one("Quelque 45 chars", true);
    static const pairing lost = {0, 1, 0, 0}, both[] = {{0, 1, 0, 0}, {1, 0, 0, 1}};
    tally found = {0};
    g_assert_true(tally_take(&found, &source, &text, NULL, 0));
    g_assert_true(tally_take(&found, &source, &text, &lost, 1));
    g_assert_true(tally_take(&found, &source, &text, both, 2));
    g_assert_cmpuint(found.count, ==, 0);
    tally_clear(&found);
    figures_clear(&source);
    figures_clear(&text);
}

/* Two paragraphs of the source that one of the text answers, and one that two do. */
static void
test_joined(void)
{
    figures source = {0}, text = {0};
    tally found = {0};
    const char *english[] = {"Some 300 houses", "and 41 schools", "and 52 roads"};
    const char *french[] = {"Quelque 300 maisons et 41 écoles", "et", "53 routes"};
    static const pairing pairs[] = {{0, 2, 0, 1}, {2, 1, 1, 2}};
    for (uint32_t i = 0; i < 3; i++) {
        mbr_text one = {english[i], strlen(english[i])}, other = {french[i], strlen(french[i])};
        g_assert_true(figures_read(&source, &words[0], &one, i));
        g_assert_true(figures_read(&text, &words[1], &other, i));
    }
    g_assert_true(tally_take(&found, &source, &text, pairs, 2));
    g_assert_cmpuint(found.count, ==, 1);
    g_assert_cmpint(found.items[0].kind, ==, TALLY_OTHER);
    g_assert_cmpuint(found.items[0].text->text, ==, 2);
    g_assert_cmpuint(found.items[0].pair, ==, 1);
    tally_clear(&found);
    figures_clear(&source);
    figures_clear(&text);
}

/* Tables of thousands of numbers are no work for it, and no trouble. */
static void
test_large(void)
{
    g_autoptr(GString) english = g_string_new(NULL), french = g_string_new(NULL);
    for (unsigned i = 0; i < MOST_FIGURES - 1; i++) {
        g_string_append_printf(english, "%u, ", 3000 + i);
        g_string_append_printf(french, "%u ; ", 90000 + i);
    }
    figures source = read_one(english->str, false), text = read_one(french->str, true);
    static const pairing pair = {0, 1, 0, 1};
    tally found = {0};
    g_assert_true(tally_take(&found, &source, &text, &pair, 1));
    g_assert_cmpuint(found.count, ==, 0);
    tally_clear(&found);
    figures_clear(&source);
    figures_clear(&text);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    numerals_make(&words[0], false);
    numerals_make(&words[1], true);
    g_test_add_func("/tally/table", test_table);
    g_test_add_func("/tally/backwards", test_backwards);
    g_test_add_func("/tally/together", test_together);
    g_test_add_func("/tally/alone", test_alone);
    g_test_add_func("/tally/joined", test_joined);
    g_test_add_func("/tally/large", test_large);
    return g_test_run();
}
