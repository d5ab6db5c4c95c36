/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flag.h"
#include "stem.h"

#include "folded.h"

#include <string.h>

typedef struct {
    struct flag_finder *finder;
    struct voice voice;
} Fixture;

static void
fixture_init(Fixture *fixture, struct flag_finder *finder, const char *outlet)
{
    g_autofree char *name = folded(outlet);
    fixture->finder = finder;
    g_assert_true(voice_init(&fixture->voice, outlet, strlen(outlet), name));
}

static void
fixture_clear(Fixture *fixture)
{
    voice_clear(&fixture->voice);
}

static const char *
verdict_of(Fixture *fixture, const char *text, struct flag *ret_flag)
{
    static const char *const speakers[] = {"impersonal", "self", "other"};
    g_autofree char *folds = folded(text);
    int result = flag_next(fixture->finder, &fixture->voice, folds, strlen(folds), 0, ret_flag);
    g_assert_cmpint(result, !=, FLAG_ERROR);
    return result == FLAG_FOUND ? speakers[ret_flag->speaker] : "none";
}

static char *
replaced(const char *text, const char *from, const char *to)
{
    g_auto(GStrv) parts = g_strsplit(text, from, -1);
    return g_strjoinv(to, parts);
}

static const char *const *
spellings(const char *sentence, GPtrArray *into)
{
    g_ptr_array_add(into, g_strdup(sentence));
    g_ptr_array_add(into, replaced(sentence, "'", "’"));
    g_ptr_array_add(into, replaced(sentence, "’", "'"));
    g_ptr_array_add(into, replaced(sentence, " ", "\u00a0"));
    g_ptr_array_add(into, replaced(sentence, " ", "\u202f"));
    g_ptr_array_add(into, replaced(sentence, " ", "\n"));
    g_ptr_array_add(into, replaced(sentence, " ", "\r\n"));
    g_ptr_array_add(into, g_utf8_normalize(sentence, -1, G_NORMALIZE_NFD));
    g_ptr_array_add(into, g_utf8_strup(sentence, -1));
    g_ptr_array_add(into, replaced(sentence, "i", "i\u00ad"));
    g_ptr_array_add(into, NULL);
    return (const char *const *)into->pdata;
}

static void
test_phrases(void)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "phrases.txt", NULL);
    g_autofree char *file = NULL;
    g_assert_true(g_file_get_contents(path, &file, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(file, "\n", -1);
    struct flag_finder *french = flag_finder_new("fr");
    struct flag_finder *english = flag_finder_new("en");
    unsigned count = 0;
    for (char **line = lines; *line; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        g_auto(GStrv) fields = g_strsplit(*line, " | ", 4);
        g_assert_cmpuint(g_strv_length(fields), ==, 4);
        Fixture fixture;
        fixture_init(&fixture, fields[0][0] == 'f' ? french : english, fields[1]);
        g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
        for (const char *const *text = spellings(fields[3], all); *text; text++) {
            struct flag flag;
            const char *verdict = verdict_of(&fixture, *text, &flag);
            if (g_strcmp0(verdict, fields[2]) != 0) {
                g_test_message("%s: %s", verdict, *text);
                g_test_fail();
            }
            if (g_strcmp0(verdict, "none") != 0)
                g_assert_true(stem_is_possible(*text, strlen(*text)));
        }
        fixture_clear(&fixture);
        count++;
    }
    g_assert_cmpuint(count, >=, 80);
    flag_finder_free(french);
    flag_finder_free(english);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flag/phrases", test_phrases);
    return g_test_run();
}
