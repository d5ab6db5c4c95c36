/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "repeats.h"

#include <glib.h>
#include <string.h>

/* The repeats of a text in brackets, with a + where one is too many for certain. */
static char *
repeats(const char *data, bool french)
{
    mbr_text text = {data, strlen(data)};
    repeat found = {0};
    GString *all = g_string_new(NULL);
    while (repeat_next(&text, french, found.second.end, &found)) {
        int size = (int)(found.second.end - found.first.start);
        g_string_append_printf(all, "[%s%.*s]", found.small ? "+" : "", size,
                               data + found.first.start);
    }
    return g_string_free(all, FALSE);
}

typedef struct {
    const char *text, *expected;
} Case;

static void
check(const Case *cases, size_t count, bool french)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *found = repeats(cases[i].text, french);
        g_assert_cmpstr(found, ==, cases[i].expected);
    }
}

static void
test_french(void)
{
    static const Case cases[] = {
        {"Le conseil a voté le le budget.", "[+le le]"},
        {"La préfecture de de Velmar", "[+de de]"},
        {"Le conseil a a voté pour, en en majorité.", "[+a a][+en en]"},
        {"Le le ministre est venu.", "[+Le le]"},
        {"Il part. La la maire reste.", "[+La la]"},
        {"« Les les digues tiennent »", "[+Les les]"},
        {"dans dans la ville", "[+dans dans]"},
        {"à à Velmar", "[+à à]"},
        {"qui\xc2\xa0qui est venu", "[+qui\xc2\xa0qui]"},
        {"il il est parti", "[+il il]"},
        {"la ville et et la vallée", "[+et et]"},
        {"sur sur le pont", "[+sur sur]"},
        {"le le le pont", "[+le le le]"},
        {"le ministre ministre de la Défense", "[ministre ministre]"},
        {"la vallée  vallée de la Sarn", "[vallée  vallée]"},
        {"les troupes troupes sarniennes", "[troupes troupes]"},
        {"une une ville", "[+une une]"},
        {"Elle a a dit que que la digue", "[+a a][+que que]"},
        {"plusieurs plusieurs villages", "[+plusieurs plusieurs]"},
        {"n’a pas pas répondu", "[+pas pas]"},
        {"était était", "[+était était]"},
        {"à la la ville", "[+la la]"},
        {"de de Velmar à à Sarn", "[+de de][+à à]"},
    };
    check(cases, G_N_ELEMENTS(cases), true);
}

static void
test_french_clean(void)
{
    static const char *const clean[] = {
        "Nous nous sommes vus, vous vous en souvenez très très bien.",
        "Elles se sont dit, petit à petit, peu à peu, que oui.",
        "à Bora Bora, avec Duran Duran et Boutros Boutros-Ghali, New York New York",
        "Le Le et La La Land, Est Est Est, The The",
        "20 20 et 12 12, le 3 3 fois",
        "Il faut faire faire un costume, et vite vite.",
        "« Non non », « oui oui », « si si », dit-il il y a peu.",
        "Tout en en parlant, elle part. En en faisant plus, il perd.",
        "le livre de de Gaulle et celui de de Villepin, les films de de Funès",
        "ce qu’il a a changé, ce qui est est, tout ce qu’ils ont ont servi",
        "Le journal met en une une photo, et à la une une carte.",
        "Le groupe a trouvé son son. Il a pris ton ton.",
        "Le reste reste, la porte porte un numéro, le juge juge.",
        "la la la, oh la la, tra la la, ouh la la",
        "le, le ; la. La mer. Il est, est-ce vrai ?",
        "qu’il il, d’elle elle, l’est est, est-il il",
        "le pont le plus long, de la ville de la vallée",
        "bla bla bla, pouf pouf, tic tic, cha cha cha",
        "le nord-est est calme, peut-être être là",
        "à l’Est est venu, la vitamine A a des effets, le point B b",
        "Gorilla gorilla, Bufo bufo et Vulpes vulpes",
        "près de lui lui a parlé, pour elle elle est partie",
        "vraiment vraiment, lentement lentement, longtemps longtemps",
        "la_la la, le.le le",
        "(le) le, [de] de, le/le, le-le",
        "LE LE, DE DE",
        "il entre entre deux trains, les vers vers la fin",
        "x x, o o, i i, k k",
        "le l’, d’ d’, s’ s’",
        "",
        "le",
        "un deux trois",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++)
        check(&(Case){clean[i], ""}, 1, true);
}

static void
test_english(void)
{
    static const Case cases[] = {
        {"The bridge of the the town", "[+the the]"},
        {"The the mayor said", "[+The the]"},
        {"a a bridge and and a road", "[+a a][+and and]"},
        {"to to the town", "[+to to]"},
        {"of of", "[+of of]"},
        {"he he left", "[+he he]"},
        {"they were were told", "[+were were]"},
        {"with with the army", "[+with with]"},
        {"from from Velmar", "[+from from]"},
        {"the army army held", "[army army]"},
        {"the mayor said said", "[said said]"},
        {"It has has been closed", "[+has has]"},
        {"this this bridge", "[+this this]"},
        {"if if it rains", "[+if if]"},
        {"their their homes", "[+their their]"},
        {"by by the river", "[+by by]"},
        {"people people fled", "[people people]"},
        {"an an hour", "[+an an]"},
        {"not not ready", "[+not not]"},
        {"into into the valley", "[+into into]"},
    };
    check(cases, G_N_ELEMENTS(cases), false);
}

static void
test_english_clean(void)
{
    static const char *const clean[] = {
        "I know that that is so, and they had had enough.",
        "It went on on Friday, they came in in 2020.",
        "What it is is a dam. What it was was a road.",
        "very very long, many many years, so so much",
        "I gave her her book, do do come, there there",
        "no no, bye bye, blah blah, knock knock",
        "New York New York, William William, Boutros Boutros-Ghali",
        "Will will come, May may not, Mark mark",
        "what the bridge is for for now",
        "the, the; a. A man. to-to to",
        "again again, really really, slowly slowly",
        "win win, hip hip, hear hear",
        "20 20, 3 3",
        "he’s s, it’s s",
        "The The played",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++)
        check(&(Case){clean[i], ""}, 1, false);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/repeats/french", test_french);
    g_test_add_func("/repeats/french-clean", test_french_clean);
    g_test_add_func("/repeats/english", test_english);
    g_test_add_func("/repeats/english-clean", test_english_clean);
    return g_test_run();
}
