/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "factcheck/content.h"
#include "factcheck/source.h"

#include <glib.h>
#include <string.h>

/* Sentences, with what they claim and whether they say whose word it is. */
typedef struct {
    const char *text;
    const char *kind; /* "" for none */
    const char *by;   /* the speaker; "" for one who is not named, NULL for no source */
} Row;

static const Row french[] = {
    /* tolls */
    {"Au moins cinq personnes ont été tuées, selon les autorités.", "toll", "autorités"},
    {"Selon la police, 80 personnes ont été blessées dans l’effondrement.", "toll", "police"},
    {"Le ministère a affirmé que deux civils avaient été tués.", "toll", "ministère"},
    {"L’armée dit avoir tué douze combattants.", "toll", "armée"},
    {"Le bilan est de 45 morts et 120 blessés, a indiqué le préfet.", "toll", "préfet"},
    {"Des dizaines de morts sont à déplorer, d’après les secours.", "toll", "secours"},
    {"L’explosion a fait un mort, selon les pompiers.", "toll", "pompiers"},
    {"« Nous avons perdu 1 200 soldats, tués en mars », a déclaré le général Orban.", "toll",
     "général Orban"},
    {"Trois journalistes ont été arrêtés lundi, rapporte l’association des reporters.", "toll",
     "association des reporters"},
    {"Près de 12 500 habitants ont fui la ville, d’après les secours.", "toll", "secours"},
    {"Un enfant a été tué par un tir, a annoncé l’hôpital.", "toll", "hôpital"},
    {"Des civils ont été tués, affirment les habitants.", "toll", "habitants"},
    {"Vingt-deux manifestants ont été blessés, a précisé la préfecture.", "toll", "préfecture"},
    {"Deux femmes sont portées disparues, selon la gendarmerie.", "toll", "gendarmerie"},
    {"Les frappes ont coûté la vie à quatre enfants, dénonce l’ONG Vigie.", "toll", "ONG Vigie"},
    {"Une centaine de personnes ont trouvé la mort, a fait savoir le gouverneur.", "toll",
     "gouverneur"},
    {"Cinq ont été tués, assure-t-il.", "toll", ""},
    {"Au moins quatre personnes ont été tuées.", "toll", NULL},
    /* accusations */
    {"Kiev accuse l’armée d’avoir bombardé un hôpital.", "accusation", "Kiev"},
    {"Le maire a accusé son adjoint de corruption.", "accusation", "maire"},
    {"Moscou a été accusé de ne pas vouloir intervenir.", "accusation", NULL},
    {"Selon le ministère, les rebelles ont ouvert le feu sur un convoi.", "accusation",
     "ministère"},
    {"L’état-major dément avoir bombardé la ville.", "accusation", "état-major"},
    {"« C’est un génocide », a dit le président Kador.", "accusation", "président Kador"},
    {"Des crimes de guerre ont été commis, selon l’ONG Vigie.", "accusation", "ONG Vigie"},
    {"Les médias locaux ont fait état de bombardements intensifs.", "accusation", "médias locaux"},
    {"L’agence rapporte que des soldats ont attaqué le village.", "accusation", "agence"},
    {"Le ministre a rejeté les accusations de fraude.", "accusation", "ministre"},
    {"D’après deux témoins, des policiers ont tiré sur la foule.", "accusation", "deux témoins"},
    {"Les prisonniers ont été torturés, affirme leur avocate.", "accusation", "leur avocate"},
    {"Le parquet le soupçonne d’avoir tué sa voisine.", "accusation", "parquet"},
    {"La ville a été bombardée dans la nuit.", "accusation", NULL},
    /* territory */
    {"Selon l’état-major, l’armée contrôle désormais la route du nord.", "territory", "état-major"},
    {"Les rebelles affirment s’être emparés du village de Drovni.", "territory", "rebelles"},
    {"L’armée a repris la ville, a annoncé le ministère de la Défense.", "territory",
     "ministère de la Défense"},
    {"D’après le gouverneur, les troupes ont avancé de trois kilomètres.", "territory",
     "gouverneur"},
    {"Les forces ennemies se sont retirées, assure le général.", "territory", "général"},
    {"La milice occupe l’aéroport, indique un communiqué.", "territory", "communiqué"},
    {"Le chef des insurgés a déclaré que ses combattants avaient pris le contrôle du pont.",
     "territory", "chef des insurgés"},
    {"Trois ponts ont été pris par les rebelles, selon le préfet.", "territory", "préfet"},
    {"Les troupes ont encerclé la capitale.", "territory", NULL},
    /* nothing of the kind */
    {"Selon le maire, les travaux dureront trois mois.", "", "maire"},
    {"La bibliothèque fermera du 6 au 19 avril, a indiqué la mairie.", "", "mairie"},
    {"La guerre précédente a duré 44 jours.", "", NULL},
    {"Deux mille soldats de la paix gardent le couloir.", "", NULL},
    {"Le ministre a accusé réception de la lettre, selon son cabinet.", "", "son cabinet"},
    {"L’entreprise accuse une baisse de 3 % de ses ventes.", "", NULL},
    {"Les 3 processus sont tués au bout de deux minutes.", "", NULL},
    {"Ce module contrôle la position du curseur.", "", NULL},
    {"2 000 habitants se sont déplacés pour voter, selon la mairie.", "", "mairie"},
    {"Le joueur s’est emparé du ballon, selon l’arbitre.", "", "arbitre"},
    {"La production a été arrêtée 3 jours, a indiqué l’usine.", "", "usine"},
    {"Le maire a attaqué la réforme, selon son entourage.", "", "son entourage"},
    {"Aucun blessé n’est à signaler, selon les pompiers.", "", "pompiers"},
    {"Les 12 agents du service ont été formés, précise la direction.", "", "direction"},
    {"La ville prend en charge la route, a dit le maire.", "", "maire"},
    {"La commande est exécutée selon les termes du contrat.", "", NULL},
    {"Le ministère exige le retrait complet des troupes, selon un communiqué.", "", "communiqué"},
    {"Il faut avancer la date, selon le comité.", "", "comité"},
    {"Le barrage contrôle la crue de la rivière.", "", NULL},
    {"Personne ne peut dire combien de familles sont concernées.", "", NULL},
    {"La note annonce des travaux.", "", NULL},
    {"Le préfet a rejeté ces accusations.", "", "préfet"},
};

static const Row english[] = {
    {"At least five people were killed, according to local officials.", "toll", "local officials"},
    {"The ministry said that two civilians had been killed.", "toll", "ministry"},
    {"“We lost 1,200 soldiers, killed in March,” the general said.", "toll", "general"},
    {"The toll stands at 45 dead, the governor announced.", "toll", "governor"},
    {"Three reporters and a driver were arrested, the union said.", "toll", "union"},
    {"According to the rescuers, nearly 12,500 residents have fled.", "toll", "rescuers"},
    {"The army claimed it had killed a dozen fighters.", "toll", "army"},
    {"Dozens of people were wounded, said Inès Kador.", "toll", "Inès Kador"},
    {"A child was killed by a stray bullet, police said.", "toll", "police"},
    {"Twenty-two protesters were injured.", "toll", NULL},
    {"Kyiv accused the army of bombing a hospital.", "accusation", "Kyiv"},
    {"The mayor was accused of fraud.", "accusation", NULL},
    {"Rebels opened fire on a convoy, the ministry said.", "accusation", "ministry"},
    {"The army denied shelling the town.", "accusation", "army"},
    {"“This is genocide,” said President Kador.", "accusation", "President Kador"},
    {"War crimes were committed, according to the group.", "accusation", "group"},
    {"Soldiers attacked the village, witnesses told the agency.", "accusation", "witnesses"},
    {"The minister rejected allegations that he had lied.", "accusation", "minister"},
    {"According to the general staff, the army now controls the northern road.", "territory",
     "general staff"},
    {"The rebels said they had seized the village of Drovny.", "territory", "rebels"},
    {"Troops have advanced three kilometres, the governor said.", "territory", "governor"},
    {"The militia captured the airport, a statement said.", "territory", "a statement"},
    {"Government forces have withdrawn from the valley, officials said.", "territory", "officials"},
    {"The works will last three months, the mayor said.", "", "mayor"},
    {"The previous war lasted 44 days.", "", NULL},
    {"The process is killed after 30 seconds.", "", NULL},
    {"This setting controls the position of the cursor.", "", NULL},
    {"The player took control of the ball, the referee said.", "", "referee"},
    {"Two thousand peacekeepers guard the corridor.", "", NULL},
    {"He took part in the race, his coach said.", "", "his coach"},
    {"The attack on the server failed, the company said.", "", "company"},
    {"No one was hurt, police said.", "", "police"},
    {"The ministry demands the withdrawal of all troops.", "", NULL},
};

static char *
speaker_of(const struct words *of, const struct source *by)
{
    if (by->by == by->by_end)
        return g_strdup("");
    return g_strndup(of->data + of->items[by->by].start,
                     of->items[by->by_end - 1].end - of->items[by->by].start);
}

/* All rows are shown before one fails. */
static void
assert_rows(const Row *rows, size_t count, bool is_french)
{
    struct lexis *lexis = lexis_new(is_french);
    struct words of = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const Row *row = &rows[i];
        struct source by;
        g_assert_true(words_read(&of, lexis, is_french, row->text, strlen(row->text)));
        struct content what = content_find(&of, 0, of.count);
        bool found = source_find(&of, 0, of.count, &by);
        g_autofree char *speaker = found ? speaker_of(&of, &by) : NULL;
        if (strcmp(content_name(what.kind), row->kind) == 0 && g_strcmp0(speaker, row->by) == 0)
            continue;
        wrong++;
        g_test_message("%s: %s by %s, not %s by %s", row->text, content_name(what.kind),
                       speaker ? speaker : "nobody", row->kind, row->by ? row->by : "nobody");
    }
    words_clear(&of);
    lexis_free(lexis);
    g_assert_cmpuint(wrong, ==, 0);
}

static void
test_french(void)
{
    assert_rows(french, G_N_ELEMENTS(french), true);
}

static void
test_english(void)
{
    assert_rows(english, G_N_ELEMENTS(english), false);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/factcheck/content/french", test_french);
    g_test_add_func("/factcheck/content/english", test_english);
    return g_test_run();
}
