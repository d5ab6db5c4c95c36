/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "alignment.h"

#include <glib.h>
#include <string.h>

static const char *const english[] = {
    "The army of Karvelia said on Monday that 120 people had left the town of Montclar.",
    "A short one.",
    "According to the mayor, Louise Roussel, the 12,500 residents have no water, and the teams "
    "of the prefecture will come on Thursday with supplies for three weeks.",
    "The court is to examine the file in June.",
    "Salomé Lacombe, head of the laboratory, analysed 914 samples and found nothing to report.",
};
static const char *const french[] = {
    "L’armée de Carvélie a dit lundi que 120 personnes avaient quitté la ville de Montclar.",
    "Un mot bref.",
    "Selon la maire, Louise Roussel, les 12 500 habitants n’ont plus d’eau, et les équipes de la "
    "préfecture viendront jeudi avec des vivres pour trois semaines.",
    "La cour doit examiner le dossier en juin.",
    "Salomé Lacombe, responsable du laboratoire, a analysé 914 échantillons et n’a rien relevé.",
};

static profile
of(const char *text)
{
    return profile_of(MBR_ITEM_PARAGRAPH, (mbr_text){text, strlen(text)});
}

static void
test_each_one(void)
{
    for (size_t gone = 0; gone < G_N_ELEMENTS(english); gone++) {
        profile source[5], text[4];
        missing found;
        size_t count = 0;
        for (size_t i = 0; i < G_N_ELEMENTS(english); i++) {
            source[i] = of(english[i]);
            if (i != gone)
                text[count++] = of(french[i]);
        }
        g_assert_true(alignment_missing(source, 5, text, 4, &found));
        g_assert_cmpuint(found.count, ==, 1);
        g_assert_cmpuint(found.source, ==, gone);
        g_assert_cmpuint(found.text, ==, gone);
    }
}

static void
test_joined(void)
{
    g_autofree char *both = g_strconcat(french[2], " ", french[3], NULL);
    profile source[5], text[4] = {of(french[0]), of(french[1]), of(both), of(french[4])};
    missing found;
    for (size_t i = 0; i < 5; i++)
        source[i] = of(english[i]);
    g_assert_true(alignment_missing(source, 5, text, 4, &found));
    g_assert_cmpuint(found.count, ==, 0);
}

static void
test_most_gone(void)
{
    profile source[5], text[1] = {of(french[0])};
    missing found;
    for (size_t i = 0; i < 5; i++)
        source[i] = of(english[i]);
    g_assert_true(alignment_missing(source, 5, text, 1, &found));
    g_assert_cmpuint(found.count, ==, 4);
    g_assert_cmpuint(found.source, ==, 1);
    g_assert_cmpuint(found.text, ==, 1);
}

static void
test_too_many(void)
{
    size_t many = 20000;
    g_autofree profile *source = g_new(profile, many);
    missing found;
    for (size_t i = 0; i < many; i++)
        source[i] = of(english[i % 5]);
    g_assert_true(alignment_missing(source, many, source, many / 2, &found));
    g_assert_cmpuint(found.count, ==, many / 2);
    g_assert_cmpuint(found.text, ==, many / 2);
}

static void
test_figures(void)
{
    profile a = of("de 12\xe2\x80\xaf"
                   "500 ou 3,5"),
            b = of("of 12,500 or 3.5");
    g_assert_cmpmem(a.anchors, sizeof a.anchors, b.anchors, sizeof b.anchors);
    profile c = of("of 12,501 or 3.5");
    g_assert_true(memcmp(a.anchors, c.anchors, sizeof a.anchors) != 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/alignment/each-one", test_each_one);
    g_test_add_func("/alignment/joined", test_joined);
    g_test_add_func("/alignment/most-gone", test_most_gone);
    g_test_add_func("/alignment/too-many", test_too_many);
    g_test_add_func("/alignment/figures", test_figures);
    return g_test_run();
}
