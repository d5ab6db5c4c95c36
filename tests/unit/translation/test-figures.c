/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures.h"
#include "typeset.h"

#include <glib.h>
#include <string.h>

/* What is read, "words = value | words = value": ~ is U+00A0, ^ U+202F, "or" another value that it
 * may have, ? a figure that is never spoken of. */
typedef struct reading {
    const char *text;
    const char *found;
} reading;

static const reading english[] = {
    {"12,500 people", "12,500 = 12,500"},
    {"1,234,567.89 litres of water", "1,234,567.89 = 1,234,567.89"},
    {"12.5 litres", "12.5 = 12.5"},
    {"a ratio of 12.500", "12.500 = 12.5 or 12,500"},
    {"0.125 percent", "0.125 percent = 0.125%"},
    {"3.2 billion", "3.2 billion = 3.2 billion"},
    {"It cost $3.2bn.", "3.2bn = 3.2 billion dollars"},
    {"£5m was paid", "5m = 5 million pounds"},
    {"a 5m pool", "5 = 5 or 5,000,000"},
    {"20,000 euros", "20,000 = 20,000 euros"},
    {"€20,000", "20,000 = 20,000 euros"},
    {"US$5 million", "5 million = 5 million dollars"},
    {"two million dollars", "two million = 2 million dollars"},
    {"one", ""},
    {"one of the houses", ""},
    {"a house, an hour", ""},
    {"1 house", ""},
    {"zero and 0", "zero = ?zero | 0 = ?0"},
    {"two houses", "two = two"},
    {"seven houses", "seven = seven"},
    {"ten houses", "ten = ten"},
    {"eleven houses", "eleven = eleven"},
    {"twenty-one", "twenty-one = 21"},
    {"ninety nine", "ninety nine = 99"},
    {"seventy-two houses", "seventy-two = 72"},
    {"a hundred houses", "a hundred = 100"},
    {"one hundred and five", "one hundred and five = 105"},
    {"two hundred and fifty-three thousand", "two hundred and fifty-three thousand = 253,000"},
    {"two hundred thousand", "two hundred thousand = 200,000"},
    {"between two hundred and three hundred", "two hundred = 200 | three hundred = 300"},
    {"three thousand four hundred", "three thousand four hundred = 3,400"},
    {"a million", "a million = 1 million"},
    {"half a million", "half a million = 500,000"},
    {"one and a half million", "one and a half million = 1.5 million"},
    {"two and a half years", "two and a half = 2.5 or 30"},
    {"three million two hundred thousand", "three million two hundred thousand = 3.2 million"},
    {"a thousand million", "a thousand million = 1 billion"},
    {"hundreds of houses", ""},
    {"tens of thousands of people", ""},
    {"dozens of people", ""},
    {"several thousand people", ""},
    {"a few dozen", ""},
    {"a dozen people", "a dozen = twelve or 10"},
    {"two dozen people", "two dozen = 24 or 20"},
    {"half a dozen", "half a dozen = six or 5"},
    {"four four-year terms", "four = four | four = four or 48"},
    {"first, second and third", "first = ?1st | second = ?2nd | third = ?3rd"},
    {"the twenty-first time", "twenty-first = ?21st"},
    {"the 21st century", "21st = 21st | century = ?100"},
    {"the 2nd, the 3rd and the 44th", "2nd = ?2nd | 3rd = ?3rd | 44th = 44th"},
    {"on the 19th, they left", "19th = ?19th"},
    {"half of them", "half = half"},
    {"a third of them", "third = a third"},
    {"two-thirds", "two-thirds = two-thirds"},
    {"three quarters", "three quarters = three quarters"},
    {"one-fifth of it", "one-fifth = a fifth"},
    {"2/3 of it", "2/3 = two-thirds"},
    {"one in five", "five = five or 20"},
    {"three out of 10 people", "three = three | 10 = 10"},
    {"35%", "35% = 35%"},
    {"35 percent", "35 percent = 35%"},
    {"35 per cent", "35 per cent = 35%"},
    {"35 pct", "35 pct = 35%"},
    {"7 percentage points", "7 percentage points = 7 percentage points"},
    {"7 points", "7 = 7"},
    {"30-40%", "30 = 30 | 40% = 40%"},
    {"September 19, 2023", "September 19, 2023 = 19 September 2023"},
    {"Sept. 19", "Sept. 19 = 19 September"},
    {"19 September 2023", "19 September 2023 = 19 September 2023"},
    {"the 19th of September", "19th of September = 19 September"},
    {"May 5-7", "May 5 = 5 May | 7 = 7 May"},
    {"May 5 and 7, 2022", "May 5 = 5 May 2022 | 7, 2022 = 7 May 2022"},
    {"March 2021", "March 2021 = March 2021"},
    {"in March 12 people left", "March 12 = 12 March"},
    {"they may 5 times", "5 = 5"},
    {"9/19/2023", "9/19/2023 = 19 September 2023"},
    {"2023-09-19", "2023-09-19 = 19 September 2023"},
    {"the 9/11 attacks", "9/11 = 11 September"},
    {"in 2019", "2019 = 2019"},
    {"2019-20", "2019 = 2019 | 20 = 2020"},
    {"mid-2019", "2019 = 2019"},
    {"24/7", "24 = ?24 | 7 = ?7"},
    {"9 p.m.", "9 p.m. = 21:00"},
    {"9:30 pm", "9:30 pm = 21:30"},
    {"9.30pm", "9.30pm = 21:30"},
    {"12 a.m.", "12 a.m. = 0:00"},
    {"10am local time", "10am = ?10:00"},
    {"at 9 p.m. ET", "9 p.m. = ?21:00"},
    {"14:30", "14:30 = 14:30"},
    {"2:03:15", ""},
    {"the 1990s", "1990s = 1990s"},
    {"the '90s", "90s = 90s or 1,990"},
    {"in her 20s", "20s = 20s or 1,920"},
    {"the sixties", "sixties = 60s or 1,960"},
    {"a 2-1 win", "2 = 2"},
    {"2 to 3 million", "2 = 2 or 2,000,000 | 3 million = 3 million"},
    {"2-3 million", "2 = 2 or 2,000,000 | 3 million = 3 million"},
    {"between 5 and 6 billion", "5 = 5 or 5,000,000,000 | 6 billion = 6 billion"},
    {"a 34-year-old", "34 = 34 or 408"},
    {"24 hours", "24 = 24 or 1"},
    {"two weeks", "two = two or 14 or 15"},
    {"a fortnight", "fortnight = ?fourteen or 15"},
    {"two decades", "two = two or 20"},
    {"half a century", "century = ?100 or 50"},
    {"18 months", "18 = 18 or 1.5"},
    {"both countries", "both = ?two"},
    {"a triple murder", "triple = ?three"},
    {"5 miles", "5 = 5"},
    {"60 mph", "60 = 60"},
    {"100 degrees Fahrenheit", "100 = 100"},
    {"6 feet", "6 = 6"},
    {"5km", "5 = 5"},
    {"F-16, G20, Covid-19, B-52 and MH17", ""},
    {"5G and 737-MAX", ""},
    {"see https://a.example/2019/12 or www.b.example/12", ""},
    {"number #5 by @user12", "5 = ?5"},
    {"call +1 212 555 1234 or 212-555-1234", ""},
    {"version 2.0.1", ""},
    {"Three Mile Island", "Three = ?three"},
    {"with the Seven Sisters", "Seven = ?seven"},
    {"Five soldiers fell", "Five = five"},
    {"99999999999999999999", ""},
    {"1) one point", ""},
    {"2½ litres", "2½ = 2.5"},
    {"twenty", "twenty = 20"},
    {"Sept. 19, 20 and 21", "Sept. 19 = 19 September | 20 = 20 | 21 = 21"},
    {"the 5 May attack", "5 May = 5 May"},
    {"a 1,500-page report", "1,500 = 1,500"},
    {"12 x 14", "12 = 12 | 14 = 14"},
    {"No. 10 Downing Street", "10 = 10"},
    {"Section 230 and Title 42", "230 = 230 | 42 = 42"},
    {"1,200 meters", "1,200 = 1,200"},
    {"three-time champion", "three = three"},
    {"a three-year, $1.5 billion plan", "three = three or 36 | 1.5 billion = 1.5 billion dollars"},
    {"4.5-magnitude", "4.5 = 4.5"},
    {"pages 12-14", "12 = 12 | 14 = 14"},
    {"2,5", "2,5 = 2.5"},
    {"10 000 people", "10 000 = 10,000"},
    {"under-18s and over-60s", "18s = 18 | 60s = 60s or 1,960"},
    {"a quarter of a million", "a quarter of a million = 250,000"},
    {"three-quarters of a million", "three-quarters of a million = 750,000"},
    {"50 basis points", "50 = 50 or 0.5"},
    {"from 3 to 5 p.m.", "3 = 15:00 | 5 p.m. = 17:00"},
    {"12 square miles", "12 = 12"},
    {"the Group of Seven", "Seven = ?seven"},
    {"a percentage point", ""},
    {"at 0730 GMT", "0730 = ?7:30"},
    {"process #4521", "4521 = ?4,521"},
    {"2001:db8:13bb", ""},
    {"100% free", "100% = 100%"},
};

static const reading french[] = {
    {"12 500 personnes", "12 500 = 12^500"},
    {"12~500 personnes", "12~500 = 12^500"},
    {"12^500 personnes", "12^500 = 12^500"},
    {"1.234.567 personnes", "1.234.567 = 1^234^567"},
    {"12.500 personnes", "12.500 = 12^500 or 12,5"},
    {"12,500 personnes", "12,500 = 12,5 or 12^500"},
    {"12,5 litres", "12,5 = 12,5"},
    {"0,125", "0,125 = 0,125"},
    {"3,2 milliards de dollars", "3,2 milliards = 3,2~milliards de dollars"},
    {"5 millions d’euros", "5 millions = 5~millions d’euros"},
    {"20~000~€", "20~000 = 20^000~euros"},
    {"5 M€ et 3 Md€", "5 M = 5~millions d’euros | 3 Md = 3~milliards d’euros"},
    {"10 k€", "10 k = 10^000~euros"},
    {"3 mille milliards", "3 mille milliards = 3~billions"},
    {"2 billions", "2 billions = 2~billions"},
    {"un homme, une femme", ""},
    {"l’un des hommes", ""},
    {"deux hommes", "deux = deux"},
    {"sept hommes", "sept = sept"},
    {"neuf", "neuf = neuf"},
    {"onze hommes", "onze = onze"},
    {"dix-sept", "dix-sept = 17"},
    {"vingt et un", "vingt et un = 21"},
    {"vingt-et-un", "vingt-et-un = 21"},
    {"soixante et onze", "soixante et onze = 71"},
    {"soixante-dix-sept", "soixante-dix-sept = 77"},
    {"quatre-vingts", "quatre-vingts = 80"},
    {"quatre-vingt-un", "quatre-vingt-un = 81"},
    {"quatre-vingt-dix-sept", "quatre-vingt-dix-sept = 97"},
    {"septante-deux", "septante-deux = 72"},
    {"nonante-neuf", "nonante-neuf = 99"},
    {"cent hommes", "cent = 100"},
    {"deux cent cinquante-trois", "deux cent cinquante-trois = 253"},
    {"mille hommes", "mille = 1^000"},
    {"deux cent mille", "deux cent mille = 200^000"},
    {"trois mille neuf cents", "trois mille neuf cents = 3^900"},
    {"dix mille milliards", "dix mille milliards = 10^000~milliards"},
    {"un million et demi", "un million et demi = 1,5~million"},
    {"un demi-million", "un demi-million = 500^000"},
    {"deux ans et demi", "deux = 2,5 or 30"},
    {"deux millions deux cent mille", "deux millions deux cent mille = 2,2~millions"},
    {"des milliers", ""},
    {"quelques centaines", ""},
    {"des dizaines de milliers", ""},
    {"une dizaine", "une dizaine = dix or 12"},
    {"une douzaine", "une douzaine = douze or 10"},
    {"une vingtaine", "une vingtaine = 20"},
    {"deux centaines", "deux centaines = 200"},
    {"une centaine de millions", "une centaine de millions = 100~millions"},
    {"un millier", "un millier = 1^000"},
    {"une demi-douzaine", "une demi-douzaine = six or 5"},
    {"le premier et la deuxième", "premier = ?1er | deuxième = ?2e"},
    {"le 1er, le 2e et la 44e", "1er = ?1er | 2e = ?2e | 44e = 44e"},
    {"le XXIe siècle", "XXIe = 21e | siècle = ?100"},
    {"la IIIe République", "IIIe = 3e"},
    {"Louis XIV", ""},
    {"la moitié", "moitié = la moitié"},
    {"un tiers", "un tiers = un tiers"},
    {"les deux tiers", "deux tiers = deux tiers"},
    {"trois quarts", "trois quarts = trois quarts"},
    {"un cinquième de la ville", "un cinquième = un cinquième"},
    {"la cinquième ville", "cinquième = ?5e"},
    {"deux cinquièmes", "deux cinquièmes = 2/5"},
    {"un sur cinq", "cinq = cinq or 20"},
    {"une personne sur dix", "dix = dix"},
    {"35~%", "35~% = 35~%"},
    {"35 %", "35 % = 35~%"},
    {"35 pour cent", "35 pour cent = 35~%"},
    {"7 points de pourcentage", "7 points de pourcentage = 7~points de pourcentage"},
    {"7 points", "7 = 7"},
    {"19 septembre 2023", "19 septembre 2023 = 19 septembre 2023"},
    {"1er mars", "1er mars = 1er mars"},
    {"le 19 et 20 septembre", "19 = 19 septembre | 20 septembre = 20 septembre"},
    {"du 19 au 21 septembre", "19 = 19 septembre | 21 septembre = 21 septembre"},
    {"19-20 mai 2021", "19 = 19 mai | 20 mai 2021 = 20 mai 2021"},
    {"mars 2021", "mars 2021 = mars 2021"},
    {"le 19, dit-il", "19 = ?19e"},
    {"19/09/2023", "19/09/2023 = 19 septembre 2023"},
    {"le 11-Septembre", "11-Septembre = 11 septembre"},
    {"en 2019", "2019 = 2019"},
    {"21 heures", "21 = 21"},
    {"14h30", "14h30 = 14~h~30"},
    {"14~h~30", "14~h~30 = 14~h~30"},
    {"9 heures du soir", "9 heures = 21~heures"},
    {"9 heures du matin", "9 heures = 9~heures"},
    {"3 heures de l’après-midi", "3 heures = 15~heures"},
    {"14 heures 30", "14 heures 30 = 14~h~30"},
    {"années 1990", "1990 = années 1990"},
    {"années 90", "90 = années 90 or 1^990"},
    {"les années quatre-vingt-dix", "quatre-vingt-dix = années 90 or 1^990"},
    {"un score de 2-1", "2 = 2"},
    {"2 à 3 millions", "2 = 2 or 2^000^000 | 3 millions = 3~millions"},
    {"entre 5 et 6 milliards", "5 = 5 or 5^000^000^000 | 6 milliards = 6~milliards"},
    {"34 ans", "34 = 34 or 408"},
    {"une quinzaine", "une quinzaine = quinze or 14"},
    {"un siècle", "siècle = ?100"},
    {"un demi-siècle", "siècle = ?100 or 50"},
    {"les Trois-Rivières et les Deux-Sèvres", "Trois = ?trois | Deux = ?deux"},
    {"le 01 23 45 67 89", ""},
    {"du F-16 et du G20", ""},
    {"5 km", "5 = 5"},
    {"27 °C", "27 = 27"},
    {"la vingt et unième fois", "vingt et unième = ?21e"},
    {"la vingt-deuxième fois", "vingt-deuxième = ?22e"},
    {"la cinq-centième fois", "cinq = cinq | centième = ?100e"},
    {"n° 10", "10 = 10"},
    {"l’article 5", "5 = 5"},
    {"4,5 fois", "4,5 = 4,5"},
    {"trois fois champion", "trois = trois"},
    {"un plan de trois ans et de 1,5 milliard de dollars",
     "trois = trois or 36 | 1,5 milliard = 1,5~milliard de dollars"},
    {"1 200 mètres", "1 200 = 1^200"},
    {"3 000 € et 12 $", "3 000 = 3^000~euros | 12 = 12~dollars"},
    {"à 6 h", "6 = 6"},
    {"6h00", "6h00 = 6~heures"},
    {"18 h 05", "18 h 05 = 18~h~05"},
    {"50 à 60 km/h", "50 = 50 | 60 = 60"},
    {"deux à trois fois", "deux = deux | trois = trois"},
    {"un homme de 34 ans", "34 = 34 or 408"},
    {"trois-quarts", "trois-quarts = trois quarts"},
    {"3/4 des voix", "3/4 = trois quarts"},
    {"1 personne sur 3", "3 = 3"},
    {"le 3 mai et le 4", "3 mai = 3 mai | 4 = ?4e"},
    {"en mai 68", "68 = 68"},
    {"12.12.2023", "12.12.2023 = 12 décembre 2023"},
    {"2,5 Mo", "2,5 = 2,5"},
    {"192.168.0.1", ""},
    {"3:1", ""},
    {"la 89e minute", "89e = 89e"},
    {"1er", "1er = 1er"},
    {"le 1er ministre", "1er = 1er"},
    {"le plan quinquennal", ""},
    {"le Conseil des Vingt-Sept", "Vingt-Sept = ?27"},
    {"un mur millénaire", "millénaire = ?1^000"},
    {"5, 10 et 15 dollars", "5 = 5~dollars | 10 = 10~dollars | 15 = 15~dollars"},
    {"à dix-neuf heures trente", "dix-neuf heures trente = 19~h~30"},
    {"45 cents", "45 = 45"},
};

static numerals words[2];

static void
say_one(GString *said, const char *text, const figure *one, bool is_french)
{
    char written[160];
    figure_write(one, is_french, written, sizeof written);
    g_string_append_printf(said, "%s%.*s = %s%s", said->len > 0 ? " | " : "",
                           (int)(one->span.end - one->span.start), text + one->span.start,
                           one->weight == WEIGHT_NONE ? "?" : "", written);
    for (unsigned i = 0; i < one->others; i++) {
        figure other = {.value = one->other[i]};
        figure_write(&other, is_french, written, sizeof written);
        g_string_append_printf(said, " or %s", written);
    }
}

static void
check(const reading *row, bool is_french)
{
    g_autofree char *text = typeset(row->text), *expected = typeset(row->found);
    g_autoptr(GString) said = g_string_new(NULL);
    figures found = {0};
    mbr_text all = {text, strlen(text)};
    g_assert_true(figures_read(&found, &words[is_french], &all, 7));
    for (size_t i = 0; i < found.count; i++) {
        g_assert_cmpuint(found.items[i].text, ==, 7);
        say_one(said, text, &found.items[i], is_french);
    }
    if (strcmp(said->str, expected) != 0)
        g_test_message("%s", text);
    g_assert_cmpstr(said->str, ==, expected);
    figures_clear(&found);
}

static void
test_english(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(english); i++)
        check(&english[i], false);
}

static void
test_french(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(french); i++)
        check(&french[i], true);
}

/* Reading goes on behind what is no number, and the same text reads the same within another. */
static void
test_within(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(english); i++) {
        g_autofree char *text = typeset(english[i].text);
        g_autofree char *within = g_strconcat("Then came this: ", text, " ; and 77 more.", NULL);
        figures alone = {0}, list = {0};
        mbr_text inner = {text, strlen(text)}, outer = {within, strlen(within)};
        g_assert_true(figures_read(&alone, &words[0], &inner, 0));
        g_assert_true(figures_read(&list, &words[0], &outer, 0));
        g_assert_cmpuint(list.count, >=, 1);
        g_assert_true(amount_equal(list.items[list.count - 1].value, amount_of(77, 0)));
        figures_clear(&alone);
        figures_clear(&list);
    }
}

static void
test_marks(void)
{
    static const char *const texts[] = {"a note[^3]", "a note[12]", "name_12", "a \\5"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        figures found = {0};
        mbr_text text = {texts[i], strlen(texts[i])};
        g_assert_true(figures_read(&found, &words[0], &text, 0));
        g_assert_cmpuint(found.count, ==, 0);
        figures_clear(&found);
    }
}

static void
test_decomposed(void)
{
    static const char text[] = "la moitie\xcc\x81, le 12 fe\xcc\x81vrier 2021, dix ze\xcc\x81ros";
    figures found = {0};
    mbr_text all = {text, strlen(text)};
    g_assert_true(figures_read(&found, &words[1], &all, 0));
    g_assert_cmpuint(found.count, >=, 2);
    g_assert_cmpint(found.items[0].kind, ==, FIGURE_PART);
    g_assert_cmpint(found.items[1].kind, ==, FIGURE_DATE);
    g_assert_cmpint(found.items[1].month, ==, 2);
    figures_clear(&found);
}

static void
test_too_many(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (size_t i = 0; i < MOST_FIGURES + 10; i++)
        g_string_append(text, "12 a ");
    figures found = {0};
    mbr_text all = {text->str, text->len};
    g_assert_true(figures_read(&found, &words[0], &all, 0));
    g_assert_true(found.too_many);
    g_assert_cmpuint(found.count, ==, MOST_FIGURES);
    figures_clear(&found);
}

/* In words and back, for both languages. */
static void
test_amounts(void)
{
    amount value;
    g_assert_true(amount_read("12,500.75", 9, 6, &value));
    g_assert_true(amount_equal(value, amount_of(1250075, -2)));
    g_assert_true(
        amount_equal(amount_plus(amount_of(2, 6), amount_of(5, -1)), amount_of(20000005, -1)));
    g_assert_true(amount_equal(amount_times(amount_of(25, -1), amount_of(4, 0)), amount_of(10, 0)));
    g_assert_true(amount_equal(amount_of(1200, 0), amount_of(12, 2)));
    g_assert_false(amount_read("1234567890123456789", 19, 19, &value));
    g_assert_true(amount_equal(amount_times(amount_of(UINT64_MAX / 2, 0), amount_of(7, 0)),
                               amount_times(amount_of(UINT64_MAX / 3, 0), amount_of(7, 0))));
    uint64_t whole;
    g_assert_false(amount_whole(amount_of(5, -1), 10, &whole));
    g_assert_false(amount_whole(amount_of(5, 30), UINT64_MAX, &whole));
    g_assert_true(amount_whole(amount_of(5, 3), 5000, &whole));
    g_assert_cmpuint(whole, ==, 5000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    numerals_make(&words[0], false);
    numerals_make(&words[1], true);
    g_test_add_func("/figures/english", test_english);
    g_test_add_func("/figures/french", test_french);
    g_test_add_func("/figures/within", test_within);
    g_test_add_func("/figures/marks", test_marks);
    g_test_add_func("/figures/decomposed", test_decomposed);
    g_test_add_func("/figures/too-many", test_too_many);
    g_test_add_func("/figures/amounts", test_amounts);
    return g_test_run();
}
