/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "wire/wire.h"

#include <string.h>

static const char story[] =
    "Jannah Theme License is not validated, go and validate it.\n"
    "Nouvelles du monde\n\n"
    "Port-Orcha : la digue cède sous la crue, trois quartiers évacués dans la nuit\n\n\n"
    "CNN\n\n"
    "La digue nord a cédé mardi soir, et trois quartiers ont été évacués, selon la préfecture.\n\n"
    "2. Les secours ont compté *douze* maisons noyées, a indiqué le maire de la commune.\n\n"
    "Lire aussi\n\n"
    "« Nous n'avions jamais vu l'eau monter si vite », a déclaré une habitante du quartier.\n\n\n"
    "G News\n\nPhoto de Paul Martin\n\nPaul Martin\n\n"
    "I write about rivers and the people who live at their banks for the site.\n"
    "Bouton retour en haut de la page";

static MarbreStory *
read_text(const char *text, size_t size, bool keep)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, size);
    const MarbreWireOptions how = {.format = "text", .lang = "fr", .keep_boilerplate = keep};
    g_autoptr(GPtrArray) stories = marbre_wire_read(bytes, &how, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(stories->len, ==, 1);
    return g_ptr_array_steal_index(stories, 0);
}

static const char *
text_of(const MarbreStory *wire, guint index)
{
    return ((const MarbreStoryBlock *)g_ptr_array_index(wire->blocks, index))->text;
}

static void
test_head_and_foot(void)
{
    g_autoptr(MarbreStory) wire = read_text(story, strlen(story), false);
    g_assert_cmpstr(
        wire->title, ==,
        "Port-Orcha : la digue cède sous la crue, trois quartiers évacués dans la nuit");
    g_assert_cmpstr(wire->section, ==, "Nouvelles du monde");
    g_assert_cmpstr(wire->outlet, ==, "CNN");
    g_assert_null(wire->date);
    g_assert_cmpuint(wire->authors->len, ==, 0);
    g_assert_cmpuint(wire->blocks->len, ==, 4);
    g_assert_cmpstr(text_of(wire, 2), ==, "Lire aussi");

    static const unsigned numbers[] = {1, 18, 20, 22, 24, 25};
    g_assert_cmpuint(wire->dropped->len, ==, G_N_ELEMENTS(numbers));
    for (guint i = 0; i < wire->dropped->len; i++) {
        const MarbreDropped *dropped = wire->dropped->pdata[i];
        g_assert_cmpuint(dropped->line, ==, numbers[i]);
        g_assert_nonnull(dropped->reason);
    }
}

static void
test_keep(void)
{
    g_autoptr(MarbreStory) wire = read_text(story, strlen(story), true);
    g_assert_cmpuint(wire->dropped->len, ==, 0);
    g_assert_cmpuint(wire->blocks->len, ==, 4 + 6);
}

static void
test_write(void)
{
    g_autoptr(MarbreStory) wire = read_text(story, strlen(story), false);
    g_autoptr(GBytes) file = marbre_wire_write(wire, "fr", "en");
    gsize size = 0;
    const char *text = g_bytes_get_data(file, &size);
    g_assert_true(g_str_has_prefix(text, "---\ntitle: \"Port-Orcha : la digue"));
    g_assert_nonnull(g_strstr_len(text, (gssize)size, "\nsource-lang: \"en\"\n"));
    g_assert_nonnull(
        g_strstr_len(text, (gssize)size, "\n\n2\\. Les secours ont compté \\*douze\\* "));
    g_assert_null(g_strstr_len(text, (gssize)size, "date:"));
}

static void
test_encodings(void)
{
    static const char latin[] =
        "Un titre assez long pour en \xeatre un\n\nLa rivi\xe8re a quitt\xe9 son "
        "lit mardi soir, et trois quartiers ont \xe9t\xe9 \xe9vacu\xe9s.\n";
    g_autoptr(MarbreStory) one = read_text(latin, strlen(latin), false);
    g_assert_cmpstr(one->encoding, ==, "Windows-1252");
    g_assert_cmpstr(one->title, ==, "Un titre assez long pour en être un");

    static const char wide[] = "\xff\xfeU\0n\0e\0\r\0\n\0";
    g_autoptr(MarbreStory) two = read_text(wide, sizeof wide - 1, false);
    g_assert_cmpstr(two->encoding, ==, "UTF-16LE");
    g_assert_cmpstr(two->title, ==, "Une");

    static const char decomposed[] = "Une soire\xcc\x81"
                                     "e\xc2\xad longue\r";
    g_autoptr(MarbreStory) three = read_text(decomposed, strlen(decomposed), false);
    g_assert_cmpstr(three->title, ==, "Une soirée longue");
}

static void
test_refusals(void)
{
    static const struct {
        const char *text;
        size_t size;
    } bad[] = {{"", 0}, {" \n\t\n", 4}, {"a\0b", 3}, {"\xff\xd8\xff\xe0\0JFIF", 9}};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new(bad[i].text, bad[i].size);
        const MarbreWireOptions how = {.lang = "fr"};
        g_assert_null(marbre_wire_read(bytes, &how, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    }
}

static void
test_dateline(void)
{
    static const char wire_copy[] = "Un séisme secoue le nord du pays\n\nPORT-ORCHA (AFP) – Un "
                                    "séisme a secoué mardi le nord du "
                                    "pays, sans faire de victime, a indiqué l'institut.\n";
    g_autoptr(MarbreStory) wire = read_text(wire_copy, strlen(wire_copy), false);
    g_assert_cmpstr(wire->dateline, ==, "PORT-ORCHA");
    g_assert_cmpstr(wire->outlet, ==, "AFP");
    g_assert_true(g_str_has_prefix(text_of(wire, 0), "PORT-ORCHA (AFP)"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/plain/head-and-foot", test_head_and_foot);
    g_test_add_func("/wire/plain/keep", test_keep);
    g_test_add_func("/wire/plain/write", test_write);
    g_test_add_func("/wire/plain/encodings", test_encodings);
    g_test_add_func("/wire/plain/refusals", test_refusals);
    g_test_add_func("/wire/plain/dateline", test_dateline);
    return g_test_run();
}
