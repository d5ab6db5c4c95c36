/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "emphasis.h"

#include <glib.h>
#include <string.h>

/* All that is set apart, joined by bars. */
static char *
found_in(const char *markdown)
{
    GString *list = g_string_new(NULL);
    mbr_text text = {markdown, strlen(markdown)};
    mbr_span words;
    size_t next = 0;
    while (emphasis_find(text, next, &words, &next)) {
        g_string_append_len(list, list->len > 0 ? "|" : "", list->len > 0);
        g_string_append_len(list, markdown + words.start, (gssize)(words.end - words.start));
    }
    return g_string_free(list, FALSE);
}

static void
test_found(void)
{
    static const char *const cases[][2] = {
        {"le *Journal* du soir", "Journal"},
        {"**Mise à jour :** la digue", "Mise à jour :"},
        {"le _Journal_ et __la suite__", "Journal|la suite"},
        {"***tout***, puis *rien*", "tout|rien"},
        {"(*sic*) et « *non* »", "sic|non"},
        {"*deux mots\nsur deux lignes*", "deux mots\nsur deux lignes"},
        {"*un `*` dedans*", "un `*` dedans"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = found_in(cases[i][0]);
        g_assert_cmpstr(found, ==, cases[i][1]);
    }
}

static void
test_none(void)
{
    static const char *const cases[] = {
        "",
        "*",
        "2 * 3 * 4",
        "un nom_de_fichier_long",
        "\\*rien\\*",
        "`*a*`",
        "**",
        "[a](b_c_d) et e_f_",
        "<b title=\"*a*\">x</b>",
        "a*b*c",
        "*ouvert",
        "fermé*",
        "****quatre****",
        "* * *",
        "``*a* ` *b*``",
        "\\",
        "*a **b",
        "<*>",
        "[a](*b*)",
        "`*a",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases) - 1; i++) {
        g_autofree char *found = found_in(cases[i]);
        g_assert_cmpstr(found, ==, "");
    }
}

/* Four million signs that begin and never end. */
static void
test_long(void)
{
    static const char *const patterns[] = {"*a ", "`", "<", "](", "_a _", "\\", "*`"};
    for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < 100000)
            g_string_append(text, patterns[i]);
        mbr_span words;
        size_t next = 0, rounds = 0;
        while (emphasis_find((mbr_text){text->str, text->len}, next, &words, &next))
            rounds++;
        g_assert_cmpuint(rounds, <, text->len);
        g_string_free(text, TRUE);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/emphasis/found", test_found);
    g_test_add_func("/emphasis/none", test_none);
    g_test_add_func("/emphasis/long", test_long);
    return g_test_run();
}
