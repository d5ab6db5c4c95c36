/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/alignment.h"
#include "article/copy.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

/* A story in both languages, block by block: every case below takes some of its blocks. */
static const char *const source[] = {
    /* a */ "The harbour of Velmora was closed on Tuesday after two freighters collided in thick "
            "fog, the port authority said, and the 14,300 residents of the old town were told to "
            "keep their windows shut.",
    /* b */
    "The Sankt Olav, which carries the flag of Norway, had left Trieste on Sunday with "
    "8,200 tons of fertiliser. The Corinna was on her way to Marseille.",
    /* c */ "“Yes,” he said.",
    /* d */
    "“We saw a light, then nothing,” said the captain, Ilse Brandvold, who has sailed "
    "these waters for three decades. “It was like a wall.”",
    /* e */ "## What the owners say",
    /* f */
    "The owners of both vessels declined to comment. A lawyer for the Helmers company said "
    "that it would cooperate with investigators.",
    /* g */
    "Divers found no trace of oil on Wednesday morning, although a slick of about 3 "
    "kilometres had been seen from the air the night before.",
    /* h */ "“No.”",
    /* i */
    "The regional government promised help to the fishermen, whose boats cannot leave "
    "before the channel is cleared, a task that may take until October 12.",
    /* j */ "CNN could not independently verify the figures of the port authority.",
};
static const char *const text[] = {
    /* a */ "Le port de Velmora a été fermé mardi après la collision de deux cargos dans un épais "
            "brouillard, a indiqué l’autorité portuaire, et les 14 300 habitants de la vieille "
            "ville ont été priés de garder leurs fenêtres fermées.",
    /* b */
    "Le Sankt Olav, qui bat pavillon norvégien, avait quitté Trieste dimanche avec 8 200 "
    "tonnes d’engrais. Le Corinna se rendait à Marseille.",
    /* c */ "— Oui, a-t-il dit.",
    /* d */
    "« Nous avons vu une lumière, puis plus rien », a raconté la commandante, Ilse "
    "Brandvold, qui navigue dans ces eaux depuis trois décennies. « C’était comme un mur. »",
    /* e */ "## Ce que disent les armateurs",
    /* f */
    "Les propriétaires des deux navires n’ont pas souhaité s’exprimer. Un avocat de la "
    "société Helmers a assuré qu’elle coopérerait avec les enquêteurs.",
    /* g */
    "Les plongeurs n’ont trouvé aucune trace d’hydrocarbures mercredi matin, alors qu’une "
    "nappe d’environ 3 kilomètres avait été aperçue du ciel la veille au soir.",
    /* h */ "« Non. »",
    /* i */
    "Le gouvernement régional a promis une aide aux pêcheurs, dont les bateaux ne peuvent "
    "pas sortir avant que le chenal soit dégagé, ce qui pourrait durer jusqu’au 12 octobre.",
    /* j */ "CNN n’a pas pu vérifier de manière indépendante les chiffres de l’autorité portuaire.",
};

/* Blocks by their letters; "a+b" are one paragraph, "(a)" is an item of a list, "x" and "y" are
 * paragraphs that the other text does not have, "p" is a picture, "<" and ">" are the two halves
 * of b. */
static char *
write_text(const char *const *blocks, bool french, const char *letters)
{
    GString *out = g_string_new(NULL);
    for (const char *at = letters; *at != '\0'; at++) {
        if (*at == ' ') {
            g_string_append(out, "\n\n");
        } else if (*at == '+') {
            g_string_append_c(out, ' ');
        } else if (*at == '(') {
            g_string_append(out, "- ");
        } else if (*at == ')') {
            continue;
        } else if (*at == 'p') {
            g_string_append(out, french ? "![Une vue](port.jpg)" : "![A view](port.jpg)");
        } else if (*at == 'x') {
            g_string_append(out, french
                                     ? "Lisez aussi notre enquête sur les assureurs de Gênes, "
                                       "parue en mars, et notre entretien avec Paul Terrier."
                                     : "Read also our inquiry into the insurers of Genoa, "
                                       "published in March, and our interview with Paul Terrier.");
        } else if (*at == 'y') {
            g_string_append(out, french ? "La météo s’améliore." : "The weather is improving.");
        } else if (*at == '<' || *at == '>') {
            const char *cut = strstr(blocks[1], french ? "Le Corinna" : "The Corinna");
            g_string_append_len(out, *at == '<' ? blocks[1] : cut,
                                *at == '<' ? cut - blocks[1] - 1 : (gssize)strlen(cut));
        } else {
            g_string_append(out, blocks[*at - 'a']);
        }
    }
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

static MarbreCopy *
read_text(const char *markdown)
{
    g_autoptr(GBytes) bytes = g_bytes_new(markdown, strlen(markdown));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreCopy *copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    g_assert_nonnull(copy);
    return copy;
}

static GArray *
align(const char *from, const char *to, bool same_language)
{
    g_autoptr(MarbreCopy) from_copy = read_text(from), to_copy = read_text(to);
    return marbre_align(marbre_copy_get_blocks(from_copy), marbre_copy_get_blocks(to_copy),
                        same_language);
}

/* Every block is in one pair, in order. */
static void
assert_whole(const GArray *pairs)
{
    size_t from = 0, to = 0;
    for (guint i = 0; i < pairs->len; i++) {
        const MarbrePair *pair = &g_array_index(pairs, MarbrePair, i);
        g_assert_cmpuint(pair->from, ==, from);
        g_assert_cmpuint(pair->to, ==, to);
        g_assert_cmpuint(pair->from_count + pair->to_count, >, 0);
        g_assert_true(pair->from_count <= 1 || pair->to_count <= 1);
        from += pair->from_count;
        to += pair->to_count;
    }
}

/* "0-0 1,2-1 3- -2": blocks by their number on either side. */
static char *
say(const GArray *pairs)
{
    GString *said = g_string_new(NULL);
    assert_whole(pairs);
    for (guint i = 0; i < pairs->len; i++) {
        const MarbrePair *pair = &g_array_index(pairs, MarbrePair, i);
        g_string_append(said, i > 0 ? " " : "");
        for (size_t k = 0; k < pair->from_count; k++)
            g_string_append_printf(said, "%s%zu", k > 0 ? "," : "", pair->from + k);
        g_string_append_c(said, '-');
        for (size_t k = 0; k < pair->to_count; k++)
            g_string_append_printf(said, "%s%zu", k > 0 ? "," : "", pair->to + k);
    }
    return g_string_free(said, FALSE);
}

static const struct {
    const char *what;
    const char *source;
    const char *text;
    const char *pairs;
} cases[] = {
    {"all", "a b c d e f g h i j", "a b c d e f g h i j",
     "0-0 1-1 2-2 3-3 4-4 5-5 6-6 7-7 8-8 9-9"},
    {"one", "a", "a", "0-0"},
    {"nothing", "a b", "", "0- 1-"},
    {"everything-added", "", "a b", "-0 -1"},
    {"missing-first", "a b c d e f", "b c d e f", "0- 1-0 2-1 3-2 4-3 5-4"},
    {"missing-middle", "a b d f g i j", "a b d g i j", "0-0 1-1 2-2 3- 4-3 5-4 6-5"},
    {"missing-two", "a b d f g i j", "a b i j", "0-0 1-1 2- 3- 4- 5-2 6-3"},
    {"missing-apart", "a b d f g i j", "a d f i j", "0-0 1- 2-1 3-2 4- 5-3 6-4"},
    {"missing-last", "a b d f g i j", "a b d f g i", "0-0 1-1 2-2 3-3 4-4 5-5 6-"},
    {"missing-flag", "a b g j i f", "a b g i f", "0-0 1-1 2-2 3- 4-3 5-4"},
    {"missing-short", "a b c d f", "a b d f", "0-0 1-1 2- 3-2 4-3"},
    {"missing-short-between", "a g h i j", "a g i j", "0-0 1-1 2- 3-2 4-3"},
    {"missing-heading", "a d e f g", "a d f g", "0-0 1-1 2- 3-2 4-3"},
    {"missing-nine", "a b c d e f g h i j", "i", "0- 1- 2- 3- 4- 5- 6- 7- 8-0 9-"},
    {"added-first", "a b d f", "x a b d f", "-0 0-1 1-2 2-3 3-4"},
    {"added-middle", "a b d f g", "a b x d f g", "0-0 1-1 -2 2-3 3-4 4-5"},
    {"added-last", "a b d f", "a b d f x", "0-0 1-1 2-2 3-3 -4"},
    {"added-short", "a b d f g", "a b d y f g", "0-0 1-1 2-2 -3 3-4 4-5"},
    {"added-and-missing", "a b d f g i j", "a b f g x i j", "0-0 1-1 2- 3-2 4-3 -4 5-5 6-6"},
    {"merged", "a b d f g i", "a b d f+g i", "0-0 1-1 2-2 3,4-3 5-4"},
    {"merged-short", "a b c d f", "a b c+d f", "0-0 1-1 2,3-2 4-3"},
    {"merged-short-behind", "a g h i j", "a g+h i j", "0-0 1,2-1 3-2 4-3"},
    {"merged-twice", "a b d f g i", "a+b d f g+i", "0,1-0 2-1 3-2 4,5-3"},
    {"split", "a b d f g", "a < > d f g", "0-0 1-1,2 2-3 3-4 4-5"},
    {"split-and-missing", "a b d f g", "a < > f g", "0-0 1-1,2 2- 3-3 4-4"},
    {"merged-and-added", "a b d f g", "a+b d x f g", "0,1-0 2-1 -2 3-3 4-4"},
    {"cut-to-half", "a b d f", "a < d f", "0-0 1-1 2-2 3-3"},
    {"moved-to-end", "a b d f g i", "a d f g i b", "0-0 1- 2-1 3-2 4-3 5-4 -5"},
    {"moved-to-front", "a b d f g i", "i a b d f g", "-0 0-1 1-2 2-3 3-4 4-5 5-"},
    {"dialogue", "a c h d", "a c h d", "0-0 1-1 2-2 3-3"},
    {"dialogue-short", "c h", "c h", "0-0 1-1"},
    {"list", "a b (d) (f) (g) i", "a b (d) (f) (g) i", "0-0 1-1 2-2 3-3 4-4 5-5"},
    {"list-folded", "a b (d) (f) (g) i", "a b d+f+g i", "0-0 1-1 2,3,4-2 5-3"},
    {"list-folded-with-its-words", "a b (d) (f) (g) i", "a b+d+f+g i", "0-0 1,2,3,4-1 5-2"},
    {"list-made", "a b d+f+g i", "a b (d) (f) (g) i", "0-0 1-1 2-2,3,4 3-5"},
    {"list-item-missing", "a (b) (d) (f) (g) i", "a (b) (d) (g) i", "0-0 1-1 2-2 3- 4-3 5-4"},
    {"picture", "a p b d", "a p b d", "0-0 1-1 2-2 3-3"},
    {"picture-moved", "a p b d", "a b p d", "0-0 1- 2-1 -2 3-3"},
    {"picture-missing", "p a b d", "a b d", "0- 1-0 2-1 3-2"},
};

static void
test_case(const void *data)
{
    size_t index = GPOINTER_TO_SIZE(data);
    g_autofree char *from = write_text(source, false, cases[index].source);
    g_autofree char *to = write_text(text, true, cases[index].text);
    g_autoptr(GArray) pairs = align(from, to, false);
    g_autofree char *said = say(pairs);
    g_assert_cmpstr(said, ==, cases[index].pairs);
}

/* --- two states of one text ----------------------------------------------------------------- */

static const struct {
    const char *what;
    const char *before;
    const char *after;
    const char *pairs;
} states[] = {
    {"equal", "a b c", "a b c", "0-0 1-1 2-2"},
    {"taken-out", "a b c d", "a c d", "0-0 1- 2-1 3-2"},
    {"put-in", "a b d", "a b x d", "0-0 1-1 -2 2-3"},
    {"twice", "a c d", "a c c d", "0-0 1-1 -2 2-3"},
    {"joined", "a b d f", "a b+d f", "0-0 1,2-1 3-2"},
    {"cut", "a b d", "a < > d", "0-0 1-1,2 2-3"},
    {"items-stay-items", "a (b) (d) (f) g", "a (b) (d) (f) g", "0-0 1-1 2-2 3-3 4-4"},
    {"all-new", "a b", "g i", "0-0 1-1"},
};

static void
test_state(const void *data)
{
    size_t index = GPOINTER_TO_SIZE(data);
    g_autofree char *from = write_text(source, false, states[index].before);
    g_autofree char *to = write_text(source, false, states[index].after);
    g_autoptr(GArray) pairs = align(from, to, true);
    g_autofree char *said = say(pairs);
    g_assert_cmpstr(said, ==, states[index].pairs);
}

/* A corrected paragraph is still the same one, wherever it is corrected. */
static void
test_corrected(void)
{
    g_autofree char *before = write_text(source, false, "a b d g i");
    g_auto(GStrv) parts = g_strsplit(before, "8,200 tons of fertiliser", 2);
    g_autofree char *after = g_strjoinv("12,800 tons of grain and some timber", parts);
    g_autoptr(GArray) pairs = align(before, after, true);
    g_autofree char *said = say(pairs);
    g_assert_cmpstr(said, ==, "0-0 1-1 2-2 3-3 4-4");
}

/* --- size ----------------------------------------------------------------------------------- */

/* Paragraphs with a figure of their own now and then, in either language. */
static char *
write_many(size_t first, size_t count, bool french)
{
    GString *out = g_string_new(NULL);
    for (size_t i = first; i < first + count; i++) {
        g_string_append(out, (french ? text : source)[i % 3 == 0 ? 0 : i % 3 == 1 ? 5 : 8]);
        if (i % 4 == 0)
            g_string_append_printf(out, french ? " Il y en a %zu." : " There are %zu of them.",
                                   70000 + i);
        g_string_append(out, "\n\n");
    }
    return g_string_free(out, FALSE);
}

/* Of five thousand paragraphs, seven hundred at the head and the last are missing. */
static void
test_many(void)
{
    g_autofree char *from = write_many(0, 5000, false);
    g_autofree char *to = write_many(700, 4299, true);
    g_autoptr(GArray) pairs = align(from, to, false);
    size_t wrong = 0;
    assert_whole(pairs);
    for (guint i = 0; i < pairs->len; i++) {
        const MarbrePair *pair = &g_array_index(pairs, MarbrePair, i);
        bool missing = pair->from < 700 || pair->from == 4999;
        bool right = missing ? pair->to_count == 0 : pair->to_count == 1 && pair->from_count == 1;
        wrong += !right || (!missing && pair->from != pair->to + 700);
    }
    g_assert_cmpuint(wrong, ==, 0);
}

/* Nothing in common, and more of it than is compared: still every block once. */
static void
test_strangers(void)
{
    GString *from = g_string_new(NULL), *to = g_string_new(NULL);
    for (size_t i = 0; i < MARBRE_ALIGNMENT_BLOCKS + 900; i++)
        g_string_append(from, i % 5 == 0 ? "- Non.\n\n" : "Oui ou non, qui le dira ?\n\n");
    for (size_t i = 0; i < 3000; i++)
        g_string_append(to, i % 7 == 0 ? "# Oui\n\n" : "- Oui.\n\n");
    g_autoptr(GArray) pairs = align(from->str, to->str, false);
    g_autoptr(GArray) back = align(to->str, from->str, false);
    assert_whole(pairs);
    assert_whole(back);
    g_string_free(from, TRUE);
    g_string_free(to, TRUE);
}

static void
add_cases(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("/alignment/", cases[i].what, NULL);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_case);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        g_autofree char *path = g_strconcat("/alignment/states/", states[i].what, NULL);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_state);
    }
    g_test_add_func("/alignment/states/corrected", test_corrected);
    g_test_add_func("/alignment/many", test_many);
    g_test_add_func("/alignment/strangers", test_strangers);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    add_cases();
    return g_test_run();
}
