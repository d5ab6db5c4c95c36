/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "targets.h"

#include <glib.h>
#include <string.h>

typedef struct comparison {
    const char *source;
    const char *text;
    target_likeness like;
} comparison;

static const comparison comparisons[] = {
    {"https://velmar.example/report", "https://velmar.example/report", TARGET_SAME},
    {"https://velmar.example/report", "http://www.velmar.example/report/", TARGET_SAME},
    {"https://velmar.example/en/report", "https://velmar.example/fr/report", TARGET_SAME},
    {"https://en.velmar.example/a", "https://fr.velmar.example/a", TARGET_SAME},
    {"https://velmar.example/report?lang=en", "https://velmar.example/report?lang=fr", TARGET_SAME},
    {"https://velmar.example/en-us/a", "https://velmar.example/fr-ca/a", TARGET_SAME},
    {"../flood/index.en.md", "../flood/index.fr.md", TARGET_SAME},
    {"map-en.png", "map-fr.png", TARGET_SAME},
    {"https://velmar.example/a#top", "https://velmar.example/a#haut", TARGET_SAME},
    {"mailto:a@velmar.example", "mailto:a@velmar.example", TARGET_SAME},
    {"https://en.wiki.example/wiki/Flood", "https://fr.wiki.example/wiki/Crue", TARGET_LOCALISED},
    {"https://velmar.example/en/flood", "https://velmar.example/fr/la-crue", TARGET_LOCALISED},
    {"https://velmar.example/flood", "https://velmar.example/fr/la-crue", TARGET_LOCALISED},
    {"https://digital.velmar.example/a", "https://numerique.velmar.example/b", TARGET_LOCALISED},
    {"https://news.velmar.example/a", "https://velmar.example/b", TARGET_LOCALISED},
    {"https://oldvelmar.example/a", "https://velmar.example/b", TARGET_OTHER},
    {"https://digital.example/a", "https://numerique.example/b", TARGET_OTHER},
    {"../the-flood/", "../la-crue/", TARGET_LOCALISED},
    {"https://velmar.example/report", "velmar.example/report", TARGET_BROKEN},
    {"https://velmar.example/report", "https://velmar.example/ report", TARGET_BROKEN},
    {"https://velmar.example/report", "https://velmar.example/%20report", TARGET_OTHER},
    {"https://velmar.example/report", "https://autre.example/rapport", TARGET_OTHER},
    {"https://velmar.example/report-2", "https://velmar.example/report-3", TARGET_OTHER},
    {"https://velmar.example/en/flood", "https://autre.example/fr/crue", TARGET_OTHER},
    {"photo-1.jpg", "photo-2.jpg", TARGET_OTHER},
    {"https://velmar.example/report", "", TARGET_OTHER},
};

static void
test_table(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++) {
        const comparison *row = &comparisons[i];
        mbr_text source = {row->source, strlen(row->source)}, text = {row->text, strlen(row->text)};
        if (target_compare(&source, &text) != row->like)
            g_test_message("%s %s", row->source, row->text);
        g_assert_cmpint(target_compare(&source, &text), ==, row->like);
    }
}

static void
test_local(void)
{
    g_assert_true(target_is_local(&(mbr_text){"#note", 5}));
    g_assert_true(target_is_local(&(mbr_text){"", 0}));
    g_assert_false(target_is_local(&(mbr_text){"../a", 4}));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/targets/table", test_table);
    g_test_add_func("/targets/local", test_local);
    return g_test_run();
}
