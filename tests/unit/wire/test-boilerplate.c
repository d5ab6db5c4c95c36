/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/problem.h"
#include "page_lines.h"
#include "wire/wire.h"
#include "yaml/document.h"

#include <string.h>

#define PROSE                                                                                      \
    "La digue nord a cédé mardi soir, et trois quartiers ont été évacués, selon la préfecture."
#define MORE "Les secours ont compté douze maisons noyées, a indiqué le maire de la commune."
#define HEAD "Port-Orcha : la digue cède sous la crue dans la nuit\n\n" PROSE "\n\n" MORE "\n\n"

static MarbreStory *
read_as(const char *text, const char *format, const MarbrePhrases *phrases, bool keep)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    const MarbreWireOptions how = {
        .format = format, .lang = "fr", .keep_boilerplate = keep, .phrases = phrases};
    g_autoptr(GPtrArray) stories = marbre_wire_read(bytes, &how, &error);
    g_assert_no_error(error);
    return g_ptr_array_steal_index(stories, 0);
}

static char *
kept(const MarbreStory *story)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < story->blocks->len; i++)
        g_string_append_printf(lines, "%s|",
                               ((const MarbreStoryBlock *)story->blocks->pdata[i])->text);
    return g_string_free(lines, FALSE);
}

static char *
dropped(const MarbreStory *story)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < story->dropped->len; i++) {
        const MarbreDropped *line = story->dropped->pdata[i];
        g_assert_cmpuint(line->line, >, 0);
        g_assert_cmpstr(line->reason, !=, "");
        g_string_append_printf(lines, "%s|", line->text);
    }
    return g_string_free(lines, FALSE);
}

/* What stands below a story, and what of it goes. */
static void
test_foot(void)
{
    static const struct {
        const char *foot;
        const char *dropped;
        const char *kept;
    } cases[] = {
        {"Partager\nFacebook Twitter WhatsApp\nTags : crue, digue\n",
         "Partager|Facebook Twitter WhatsApp|Tags : crue, digue|", ""},
        {"Articles similaires\nLe port rouvre\nUne crue de plus\nLaisser un commentaire\n",
         "Articles similaires|Le port rouvre|Une crue de plus|Laisser un commentaire|", ""},
        {"© 2023 La Gazette\nMentions légales\n", "© 2023 La Gazette|Mentions légales|", ""},
        {"Photo de Paul Martin\nPaul Martin\nJournaliste depuis dix ans, il suit les fleuves et "
         "les villes qui vivent sur leurs rives.\nBouton retour en haut de la page\n",
         "Photo de Paul Martin|Paul Martin|Journaliste depuis dix ans, il suit les fleuves et les "
         "villes qui vivent sur leurs rives.|Bouton retour en haut de la page|",
         ""},
        {"À propos de l’auteur\nPaul Martin suit les fleuves depuis dix ans pour La Gazette.\n",
         "À propos de l’auteur|Paul Martin suit les fleuves depuis dix ans pour La Gazette.|", ""},
        {"Paul Martin\nI write about rivers and the people who live at their banks.\n",
         "Paul Martin|I write about rivers and the people who live at their banks.|", ""},
        {"Nous utilisons des cookies pour mesurer l’audience du site.\nTout accepter\n",
         "Nous utilisons des cookies pour mesurer l’audience du site.|Tout accepter|", ""},
        /* A photo credit, a signature, somebody's words, a heading, a place: the story's. */
        {"© Jean Dupont/AFP\n", "", "© Jean Dupont/AFP|"},
        {"Photo de famille\n", "", "Photo de famille|"},
        {"Léa Morel\n", "", "Léa Morel|"},
        {"“To be or not to be, that is the question of the day”, dit-il.\n", "",
         "“To be or not to be, that is the question of the day”, dit-il.|"},
        {"« Nous utilisons des cookies », a répondu le groupe.\n", "",
         "« Nous utilisons des cookies », a répondu le groupe.|"},
        /* A line that may be the story's stands below: what is above it stays too. */
        {"Partager\nUne dernière phrase finit le récit de la nuit.\n", "",
         "Partager|Une dernière phrase finit le récit de la nuit.|"},
        {"Lire aussi\nUn titre\nUne dernière phrase finit le récit de la nuit.\nPartager\n",
         "Partager|", "Lire aussi|Un titre|Une dernière phrase finit le récit de la nuit.|"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(HEAD, cases[i].foot, NULL);
        g_autofree char *expected = g_strconcat(PROSE "|" MORE "|", cases[i].kept, NULL);
        g_autoptr(MarbreStory) story = read_as(text, "text", NULL, false);
        g_autofree char *went = dropped(story), *stays = kept(story);
        g_assert_cmpstr(went, ==, cases[i].dropped);
        g_assert_cmpstr(stays, ==, expected);
        g_autoptr(MarbreStory) whole = read_as(text, "text", NULL, true);
        g_assert_cmpuint(whole->dropped->len, ==, 0);
    }
}

static void
test_head(void)
{
    static const char text[] = "Aller au contenu\nAccueil / Monde / Orcha\nMonde\n"
                               "Port-Orcha : la digue cède sous la crue dans la nuit\n"
                               "Par Léa Morel\nPublié le 19 septembre 2023 à 14h05\n"
                               "Mis à jour le 20 septembre 2023\n3 minutes de lecture\n"
                               "Partager sur Facebook\n" PROSE "\n" MORE "\n";
    g_autoptr(MarbreStory) story = read_as(text, "text", NULL, false);
    g_autofree char *went = dropped(story), *stays = kept(story);
    g_assert_cmpstr(story->title, ==, "Port-Orcha : la digue cède sous la crue dans la nuit");
    g_assert_cmpstr(story->section, ==, "Monde");
    g_assert_cmpstr(story->date, ==, "2023-09-19");
    g_assert_cmpuint(story->authors->len, ==, 1);
    g_assert_cmpstr(went, ==,
                    "Aller au contenu|Accueil / Monde / Orcha|Mis à jour le 20 septembre 2023|"
                    "3 minutes de lecture|Partager sur Facebook|");
    g_assert_cmpstr(stays, ==, PROSE "|" MORE "|");
}

static void
test_standfirst(void)
{
    static const char text[] = "Port-Orcha : la digue cède sous la crue\n\n"
                               "Trois quartiers ont été évacués dans la nuit, et l’eau monte.\n\n"
                               "Par Léa Morel (avec AFP)\n\n" PROSE "\n" MORE "\n";
    g_autoptr(MarbreStory) story = read_as(text, "text", NULL, false);
    g_autofree char *stays = kept(story);
    g_assert_cmpstr(story->standfirst, ==,
                    "Trois quartiers ont été évacués dans la nuit, et l’eau monte.");
    g_assert_cmpstr(story->outlet, ==, "AFP");
    g_assert_cmpstr(stays, ==, PROSE "|" MORE "|");
    /* Without a byline between them, two sentences are a story. */
    g_autoptr(MarbreStory) plain = read_as(HEAD, "text", NULL, false);
    g_assert_null(plain->standfirst);
}

/* A whole text in English, though nobody said so, is no notice. */
static void
test_english(void)
{
    static const char text[] =
        "The dam at the north of the town gives way in the night\n\n"
        "The dam at the north of the town gave way in the night, and three quarters were left.\n\n"
        "The mayor said that the water rose at the rate of a metre in an hour for the night.\n\n"
        "Rescue teams are at work in the streets of the town with boats from the coast.\n";
    g_autoptr(MarbreStory) story = read_as(text, "text", NULL, false);
    g_assert_cmpuint(story->dropped->len, ==, 0);
    g_assert_cmpuint(story->blocks->len, ==, 3);
}

static void
test_other_formats(void)
{
    static const char text[] = "---\ntitle: \"Orcha\"\n---\n\nPartager\n\n" PROSE "\n\n"
                               "Partager\n\n```\nPartager\n```\n\n" MORE "\n\nTout accepter\n\n"
                               "```\nTout accepter\n```\n";
    g_autoptr(MarbreStory) story = read_as(text, "markdown", NULL, false);
    g_autofree char *went = dropped(story);
    /* Code at the foot is the story's, and so is all above it. */
    g_assert_cmpstr(went, ==, "Partager|");
    g_assert_cmpuint(story->blocks->len, ==, 6);
    /* A text of nothing else is not emptied. */
    g_autoptr(MarbreStory) page = read_as("Partager\n\nTout accepter\n", "markdown", NULL, false);
    g_assert_cmpuint(page->blocks->len, ==, 2);
}

/* --- the newsroom's own ----------------------------------------------------------------------- */

static MarbrePhrases *
phrases_of(const char *text, GError **error)
{
    g_autoptr(GBytes) file = g_bytes_new_static(text, strlen(text));
    return marbre_phrases_read("glossary/boilerplate.yaml", file, error);
}

static void
test_own(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePhrases) own =
        phrases_of("version: 1\nlines:\n  - {whole: \"Le fil info :\", reason: link}\n"
                   "  - {begins: \"Vu chez nous\", label: true, reason: \"annonce maison\"}\n"
                   "  - {number: \"Lectures\", reason: share}\n"
                   "  - {begins: \"Cette page\", holds: \"hors ligne\", reason: theme}\n",
                   &error);
    g_assert_no_error(error);
    g_autoptr(MarbreStory) story =
        read_as(HEAD "Vu chez nous, la crue est grande.\nLE FIL INFO\n12 lectures\n"
                     "Cette page peut être lue hors ligne.\nVu chez nous : la crue\n",
                "text", own, false);
    g_autofree char *went = dropped(story);
    g_assert_cmpstr(went, ==,
                    "LE FIL INFO|12 lectures|Cette page peut être lue hors ligne.|"
                    "Vu chez nous : la crue|");
    g_assert_cmpstr(((MarbreDropped *)story->dropped->pdata[3])->reason, ==, "annonce maison");
}

static void
test_own_wrong(void)
{
    static const struct {
        const char *text;
        const char *words;
    } cases[] = {
        {"version: 2\nlines: []\n", ":1:"},
        {"version: 1\n", "lines"},
        {"version: 1\nlines: mot\n", ":2:"},
        {"version: 1\nlines:\n  - {reason: link}\n", ":3:"},
        {"version: 1\nlines:\n  - {whole: a, begins: b, reason: link}\n",
         "a line has one of whole, begins, anywhere, number"},
        {"version: 1\nlines:\n  - {whole: \"Lire\"}\n", "reason"},
        {"version: 1\nlines:\n  - {whole: \"…\", reason: link}\n",
         "there is no word in it; write one"},
        {"version: 1\nlines:\n  - {whole: \"Lire\", reason: link, egde: true}\n", "egde"},
        {"version: 1\nlines:\n  - {whole: \"Lire\", reason: link, edge: mot}\n", ":3:"},
        {"lines: [\n", "yaml"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(phrases_of(cases[i].text, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
        if (strstr(error->message, cases[i].words) == NULL)
            g_error("%s: %s", cases[i].text, error->message);
    }
}

/* The tables in C say what the list says, as the newsroom's own reader and folding have it. */
static void
test_list(void)
{
    static const char *const wheres[] = {"whole", "begins", "anywhere", "number"};
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "..", "..", "lexicon", "boilerplate.yaml", NULL);
    char *data;
    gsize size;
    g_assert_true(g_file_get_contents(path, &data, &size, NULL));
    g_autoptr(GBytes) file = g_bytes_new_take(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreSpan all = {0, size};
    g_autoptr(MarbreYaml) yaml = marbre_yaml_parse(path, file, all, &MARBRE_YAML_PEOPLE, problems);
    g_assert_nonnull(yaml);
    const MarbreYamlNode *lines = marbre_yaml_find(marbre_yaml_get_root(yaml), "lines");
    g_assert_cmpuint(marbre_yaml_node_get_count(lines), ==, page_line_count);
    for (size_t i = 0; i < page_line_count; i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(lines, i);
        const char *words =
            marbre_yaml_node_get_string(marbre_yaml_find(node, wheres[page_lines[i].where]));
        g_assert_nonnull(words);
        g_autofree char *folded = marbre_phrases_fold(words);
        if (page_lines[i].where != PAGE_LINE_BEGINS)
            g_assert_cmpstr(page_lines[i].words, ==, folded);
        else
            g_assert_true(strstr(page_lines[i].words, folded) != NULL);
        g_assert_cmpstr(page_lines[i].reason, ==,
                        marbre_yaml_node_get_string(marbre_yaml_find(node, "reason")));
        g_assert_cmpint(page_lines[i].edge, ==,
                        marbre_yaml_node_get_bool(marbre_yaml_find(node, "edge")));
        g_assert_cmpint(page_lines[i].label, ==,
                        marbre_yaml_node_get_bool(marbre_yaml_find(node, "label")));
        MarbrePhraseHit hit;
        const bool begins = page_lines[i].where == PAGE_LINE_BEGINS;
        g_autofree char *line = g_strconcat(
            page_lines[i].where == PAGE_LINE_NUMBER ? "3 " : "", words, begins ? " mot " : "",
            page_lines[i].holds != NULL ? page_lines[i].holds : "", NULL);
        if (!marbre_phrases_find(NULL, line, &hit))
            g_error("%s", line);
        /* A reason that has no words for readers comes out as it is. */
        g_assert_true(hit.reason != page_lines[i].reason);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/boilerplate/foot", test_foot);
    g_test_add_func("/wire/boilerplate/head", test_head);
    g_test_add_func("/wire/boilerplate/standfirst", test_standfirst);
    g_test_add_func("/wire/boilerplate/english", test_english);
    g_test_add_func("/wire/boilerplate/other-formats", test_other_formats);
    g_test_add_func("/wire/boilerplate/own", test_own);
    g_test_add_func("/wire/boilerplate/own-wrong", test_own_wrong);
    g_test_add_func("/wire/boilerplate/list", test_list);
    return g_test_run();
}
