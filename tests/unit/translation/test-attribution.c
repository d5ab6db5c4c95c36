/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "attribution.h"

#include <glib.h>
#include <string.h>

typedef bool NextFault(const mbr_text *, bool, size_t, attributed_twice *, size_t *);

/* [first|second] of every attribution told twice. */
static char *
twice(const char *data, bool french)
{
    static NextFault *const kinds[] = {attribution_next, attribution_by_source_next};
    mbr_text text = {data, strlen(data)};
    GString *all = g_string_new(NULL);
    for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
        attributed_twice found;
        size_t from = 0;
        while (kinds[kind](&text, french, from, &found, &from))
            g_string_append_printf(all, "[%.*s|%.*s]", (int)(found.first.end - found.first.start),
                                   data + found.first.start,
                                   (int)(found.second.end - found.second.start),
                                   data + found.second.start);
    }
    return g_string_free(all, FALSE);
}

static void
check(const char *text, bool french, const char *expected)
{
    g_autofree char *found = twice(text, french);
    if (!g_str_equal(found, expected))
        g_test_fail_printf("%s: found %s, expected %s", text, found, expected);
}

static void
test_french(void)
{
    static const char *const cases[][2] = {
        {"« Rien », a déclaré le ministère des Routes – organe local. pour la vallée – a déclaré "
         "dans un communiqué.",
         "[a déclaré le ministère des Routes|a déclaré dans un communiqué]"},
        {"« Rien », a déclaré la maire, a déclaré la maire.",
         "[a déclaré la maire|a déclaré la maire]"},
        {"« Rien », a indiqué la maire, a-t-elle indiqué.",
         "[a indiqué la maire|a-t-elle indiqué]"},
        {"« Rien », a dit Inès Kador, a-t-elle ajouté lundi.",
         "[a dit Inès Kador|a-t-elle ajouté lundi]"},
        {"« Rien », a dit la maire Inès Kador, a affirmé Inès Kador.",
         "[a dit la maire Inès Kador|a affirmé Inès Kador]"},
        {"« Rien », a dit Inès Kador, a affirmé Mme Kador.",
         "[a dit Inès Kador|a affirmé Mme Kador]"},
        {"« Rien », a-t-il dit, a-t-il ajouté.", "[a-t-il dit|a-t-il ajouté]"},
        {"« Rien », a-t-il dit a-t-il dit.", "[a-t-il dit|a-t-il dit]"},
        {"« Rien », a déclaré le préfet mardi, a-t-il déclaré.",
         "[a déclaré le préfet mardi|a-t-il déclaré]"},
        {"« Rien », indique le communiqué, indique le communiqué.",
         "[indique le communiqué|indique le communiqué]"},
        {"« Rien », dit-il, dit-il.", "[dit-il|dit-il]"},
        {"« Rien », a également déclaré le préfet, a déclaré dans un entretien.",
         "[a également déclaré le préfet|a déclaré dans un entretien]"},
        {"« Rien », a déclaré le préfet a déclaré lundi.", "[a déclaré le préfet|a déclaré lundi]"},
        {"La maire a déclaré : « Rien », a-t-elle déclaré.", "[a déclaré|a-t-elle déclaré]"},
        {"Le préfet a ajouté dans un communiqué : « Rien. Rien », a-t-il dit.",
         "[a ajouté|a-t-il dit]"},
        {"Le préfet a dit lundi : « Rien », a dit le préfet.", "[a dit|a dit]"},
        {"Selon la préfecture, le pont est sûr, a indiqué la préfecture.",
         "[la préfecture|a indiqué la préfecture]"},
        {"Selon Inès Kador, « rien n’est prêt », a déclaré Inès Kador.",
         "[Inès Kador|a déclaré Inès Kador]"},
        {"Selon le ministre, « rien n’est prêt », a-t-il dit.", "[le ministre|a-t-il dit]"},
        {"Selon lui, la digue tiendra, a-t-il assuré.", "[lui|a-t-il assuré]"},
        {"D’après Mme Kador, la digue tiendra, a-t-elle assuré.", "[Mme Kador|a-t-elle assuré]"},
        {"“Rien”, a fait savoir le préfet, a fait savoir le préfet.",
         "[a fait savoir le préfet|a fait savoir le préfet]"},
        {"Il pleut. « Rien », ont dit les maires, ont-ils dit. Il neige.",
         "[ont dit les maires|ont-ils dit]"},
        {"la digue. », a dit M. Solt, a dit M. Solt.", "[a dit M. Solt|a dit M. Solt]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i][0], true, cases[i][1]);
}

static void
test_french_clean(void)
{
    static const char *const clean[] = {
        "« Rien », a dit la maire. « Tout », a-t-elle ajouté.",
        "« Oui », a dit la maire, « mais pas ici », a-t-elle ajouté.",
        "La maire a déclaré que le préfet avait affirmé, lundi, que la digue tiendrait.",
        "« Rien », a déclaré la maire, citée par l’agence Sarnpress, affirmant que « rien n’ira ».",
        "« Rien », a déclaré la maire, affirmant que le préfet a dit non.",
        "« Rien », a déclaré la maire à l’AFP, selon le journal.",
        "« Rien », a déclaré la maire, selon laquelle le préfet a déclaré forfait.",
        "« Rien », a déclaré la maire, qui a ajouté que le pont tiendrait.",
        "« Rien », a déclaré la maire, ajoutant qu’il a dit non.",
        "« Rien », a déclaré la maire et a ajouté : « Tout ».",
        "« Rien », a déclaré la maire, et le préfet a dit la même chose.",
        "« Rien », a déclaré la maire, a rapporté l’agence Sarnpress.",
        "« Rien », a dit le ministre, a indiqué son porte-parole.",
        "« Rien », a dit le porte-parole du ministère, a confirmé le ministère.",
        "« Rien », a déclaré la maire, mais le préfet, lui, a dit oui.",
        "« Rien », a déclaré la maire, tandis que le préfet a annoncé sa venue.",
        "« Rien », a déclaré la maire, après que le préfet a annoncé sa venue.",
        "« Rien », a déclaré la maire, dont le mari a dit oui.",
        "« Rien », a déclaré la maire ; a dit oui le préfet.",
        "« Rien », a déclaré la maire. Le préfet a déclaré forfait.",
        "La maire a déclaré : « Rien ». « Tout », a-t-elle ajouté.",
        "La maire a réagi : « Rien », a-t-elle dit.",
        "Le porte-parole a rapporté ces mots : « Rien », a dit le ministre.",
        "La maire a répondu : « Rien », a dit le ministre en souriant.",
        "Une note du préfet : « Rien », a dit la maire.",
        "« Rien », a dit la maire : « Tout », a-t-elle ajouté.",
        "Selon l’agence Sarnpress, « rien n’est prêt », a déclaré la maire.",
        "Selon l’AFP, « rien n’est prêt », a-t-il déclaré.",
        "Selon la loi, « rien n’est dû », a-t-elle rappelé.",
        "Selon le rapport, la digue est sûre, a indiqué la préfecture.",
        "Selon le ministre, la digue est sûre. Elle tiendra, a-t-il dit.",
        "Selon le ministre, la digue est sûre, a-t-elle rappelé.",
        "Selon le porte-parole du ministère, la digue est sûre, a rappelé le ministère.",
        "Selon elle, le ministre ment, a-t-il rapporté.",
        "Selon que vous serez puissant ou misérable, a dit le poète.",
        "« Rien »",
        "« Rien », a déclaré",
        "« Rien » a été dit, a dit la maire.",
        "« Rien », a déclaré le ministre de la Défense et de la Paix, Adrien Solt, lundi.",
        "Il a dit « non » à tout, a-t-il dit.",
        "« La note est salée », a dit la maire, note à l’appui.",
        "« Rien », a déclaré la maire lors d’une visite, lance au poing.",
        "« Seules les digues tiennent », ajoute-t-il.",
        "Le ministre a répondu : « Non », a-t-elle dit.",
        "Il a répondu : « Non », ont-ils dit.",
        "« Rien », a dit la maire, a-t-il rapporté, a-t-il dit.",
        "« Rien », a-t-elle dit, a-t-il ajouté.",
        "« Rien », a dit la maire, interrogée par l’AFP, sans préciser qui a dit oui.",
        "",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++)
        check(clean[i], true, "");
}

static void
test_english(void)
{
    static const char *const cases[][2] = {
        {"“Nothing,” said the ministry – a local name – said in a statement.",
         "[said the ministry|said in a statement]"},
        {"“Nothing,” Kador said, Kador said.", "[Kador said|Kador said]"},
        {"“Nothing,” Kador said, said Kador.", "[Kador said|said Kador]"},
        {"“Nothing,” said Ines Kador, she said.", "[said Ines Kador|she said]"},
        {"“Nothing,” the mayor said, she added.", "[the mayor said|she added]"},
        {"“Nothing,” the ministry said, said in a statement.",
         "[the ministry said|said in a statement]"},
        {"“Nothing,” the mayor Ines Kador said, Kador added.",
         "[the mayor Ines Kador said|Kador added]"},
        {"\"Nothing,\" he said, he said.", "[he said|he said]"},
        {"\"Nothing?\" the mayor said on Monday, the mayor said.",
         "[the mayor said|the mayor said]"},
        {"The mayor said: “Nothing,” the mayor said.", "[said|the mayor said]"},
        {"The mayor said, “Nothing,” she said.", "[said|she said]"},
        {"The mayor said in a statement: “Nothing,” she said.", "[said|she said]"},
        {"Kador added: “Nothing at all,” Kador said.", "[added|Kador said]"},
        {"According to the ministry, “nothing was lost,” the ministry said.",
         "[the ministry|the ministry said]"},
        {"According to Ines Kador, the dam is safe, said Ines Kador.",
         "[Ines Kador|said Ines Kador]"},
        {"According to the mayor, the dam is safe, she said.", "[the mayor|she said]"},
        {"According to Mr. Solt, “nothing was lost,” he said.", "[Mr. Solt|he said]"},
        {"“Nothing,” the army claimed, it said.", "[the army claimed|it said]"},
        {"“Nothing,” Solt wrote, Solt wrote on Monday.", "[Solt wrote|Solt wrote]"},
        {"“Nothing,” Kador told the paper, she said.", "[Kador told|she said]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i][0], false, cases[i][1]);
}

static void
test_english_clean(void)
{
    static const char *const clean[] = {
        "“Nothing,” the mayor said. “All,” she added.",
        "“Yes,” the mayor said, “but not here,” she added.",
        "“Nothing,” the mayor said, adding that the prefect said no.",
        "“Nothing,” the mayor said, according to the paper.",
        "“Nothing,” said the mayor, who said no more.",
        "“Nothing,” the mayor said after the prefect said yes.",
        "“Nothing,” the mayor said, and the prefect said the same.",
        "“Nothing,” the mayor said, but he said it twice.",
        "“Nothing,” the mayor said, as the prefect had said before.",
        "“Nothing,” the mayor said, while the army said it would stay.",
        "“Nothing,” the mayor said, the paper reported.",
        "“Nothing,” the minister said, his spokesman said.",
        "“Nothing,” the mayor said he said.",
        "The mayor said: “Nothing.” “All,” she added.",
        "The mayor said that the prefect had said no.",
        "When asked, “Why?” she said nothing.",
        "The mayor answered the paper: “Nothing,” said the clerk.",
        "According to the paper, “nothing was lost,” the mayor said.",
        "According to the law, nothing is due, she said.",
        "According to the mayor, the dam is safe. It will hold, she said.",
        "“Nothing” was said, he said.",
        "He said “no” to it, he said.",
        "“Nothing,” the mayor said in a statement on Monday.",
        "“Nothing,” the mayor told the paper, which said no more.",
        "“Nothing,” the mayor said; she said no more.",
        "“Nothing,” the mayor said because the prefect said so.",
        "“Nothing,” the mayor said, since he said so.",
        "“Nothing,” said Kador, whose son said yes.",
        "Then he said, “No,” she said.",
        "“Nothing,” he said, she said.",
        "“Nothing”",
        "The mayor said, “Nothing,” and left.",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(clean); i++)
        check(clean[i], false, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/attribution/french", test_french);
    g_test_add_func("/attribution/french-clean", test_french_clean);
    g_test_add_func("/attribution/english", test_english);
    g_test_add_func("/attribution/english-clean", test_english_clean);
    return g_test_run();
}
