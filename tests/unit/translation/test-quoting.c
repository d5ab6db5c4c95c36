/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "quoting.h"

#include <glib.h>
#include <string.h>

#define MOST_TEXTS 8

/* ¶ ends a paragraph, which answers the one at its place; what is found is lost or added, and the
 * quotation. */
typedef struct comparison {
    const char *english;
    const char *french;
    const char *found;
} comparison;

static const comparison comparisons[] = {
    {"“We are leaving,” she said.", "« Nous partons », a-t-elle dit.", ""},
    {"“We are leaving,” she said. “Tomorrow.”", "« Nous partons demain », a-t-elle dit.", ""},
    {"“We are leaving tomorrow.”", "« Nous », a-t-elle dit, « partons demain ».", ""},
    {"\"We are leaving tomorrow,\" she said.", "“Nous partons demain”, a-t-elle dit.", ""},
    {"‘We are leaving tomorrow,’ she said.", "« Nous partons tous demain », a-t-elle dit.", ""},
    {"A “strange” plan", "Un plan étrange", ""},
    {"A plan of “last resort”", "Un plan de la dernière chance", ""},
    {"A plan", "Un « plan »", ""},
    {"A strange plan", "Un « plan bien étrange »", ""},
    {"She read “The Keeper of the Gate”.", "Elle a lu *Le Gardien de la porte*.", ""},
    {"She read *The Keeper of the Gate*.", "Elle a lu « Le Gardien de la dernière porte ».", ""},
    {"“We are leaving tomorrow,” she said.", "— Nous partons demain, a-t-elle dit.", ""},
    {"She was glad. ¶ “We are leaving tomorrow,” she said.",
     "Elle était contente. « Nous partons demain », a-t-elle dit. ¶ Et voilà.", ""},
    {"“We are leaving ¶ tomorrow, all of us.”", "« Nous partons ¶ demain, nous tous. »", ""},
    {"The mayor said “no”. ¶ She left.", "La maire a dit « non ». ¶ Elle est partie.", ""},
    {"“We are leaving tomorrow and will not return,” she said.",
     "Elle a dit qu’ils partaient le lendemain pour toujours.",
     "lost “We are leaving tomorrow and will not return,”"},
    {"She was glad. ¶ \"We are leaving tomorrow, all of us,\" she said.",
     "Elle était contente. ¶ Ils partent tous demain, a-t-elle dit.",
     "lost \"We are leaving tomorrow, all of us,\""},
    {"They “will not give up the fight”.", "Ils n’abandonneront pas le combat.",
     "lost “will not give up the fight”"},
    {"She said that they were leaving.", "« Nous partons demain matin », a-t-elle dit.", ""},
    {"She said that they were leaving for good.",
     "« Nous partons demain matin, tous ensemble, pour toujours », a-t-elle dit.",
     "added « Nous partons demain matin, tous ensemble, pour toujours »"},
    {"She said that they were leaving for good.",
     "“Nous partons tous demain matin avec eux”, a-t-elle dit.",
     "added “Nous partons tous demain matin avec eux”"},
    {"She read *The Gate* and said that they were leaving.",
     "Elle a lu : « Nous partons demain matin, pour toujours, et personne ne reviendra »",
     "added « Nous partons demain matin, pour toujours, et personne ne reviendra »"},
};

static size_t
read_side(const char *all, GStrv *ret_texts, quoting *quotings)
{
    *ret_texts = g_strsplit(all, " ¶ ", MOST_TEXTS);
    size_t count = g_strv_length(*ret_texts);
    for (size_t i = 0; i < count; i++) {
        mbr_text text = {(*ret_texts)[i], strlen((*ret_texts)[i])};
        quotings[i] = quoting_of(&text);
        quotings[i].marked = strchr(text.data, '*') != NULL;
    }
    return count;
}

static char *
compare(const comparison *row)
{
    g_auto(GStrv) english = NULL, french = NULL;
    quoting source[MOST_TEXTS], text[MOST_TEXTS];
    pairing pairs[MOST_TEXTS];
    quotation_fault fault;
    size_t count = read_side(row->english, &english, source), at = 0;
    g_assert_cmpuint(read_side(row->french, &french, text), ==, count);
    for (size_t i = 0; i < count; i++)
        pairs[i] = (pairing){i, 1, i, 1};
    GString *said = g_string_new(NULL);
    while (quotations_compare(source, text, pairs, count, &at, &fault)) {
        const quoting *one = fault.lost ? &source[fault.text] : &text[fault.text];
        const char *from = fault.lost ? english[fault.text] : french[fault.text];
        g_string_append_printf(
            said, "%s%s %.*s", said->len > 0 ? " | " : "", fault.lost ? "lost" : "added",
            (int)(one->longest.end - one->longest.start), from + one->longest.start);
    }
    return g_string_free(said, FALSE);
}

static void
test_table(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(comparisons); i++) {
        g_autofree char *said = compare(&comparisons[i]);
        if (strcmp(said, comparisons[i].found) != 0)
            g_test_message("%s // %s", comparisons[i].english, comparisons[i].french);
        g_assert_cmpstr(said, ==, comparisons[i].found);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quoting/table", test_table);
    return g_test_run();
}
