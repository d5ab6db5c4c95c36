/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "link.h"

#include <glib.h>
#include <string.h>

static mbr_text
text_of(const char *text)
{
    return (mbr_text){text, strlen(text)};
}

static void
test_resolve(void)
{
    static const struct {
        const char *target;
        link_kind kind;
        const char *path;
    } cases[] = {
        {"rapport.pdf", LINK_INSIDE, "articles/2026/03/pont/rapport.pdf"},
        {"./rapport.pdf?v=2#p3", LINK_INSIDE, "articles/2026/03/pont/rapport.pdf"},
        {"note%20jointe.pdf", LINK_INSIDE, "articles/2026/03/pont/note jointe.pdf"},
        {"../crue/", LINK_INSIDE, "articles/2026/03/crue"},
        {"..//../02/crue/index.fr.md", LINK_INSIDE, "articles/2026/02/crue/index.fr.md"},
        {"../../../..", LINK_INSIDE, ""},
        {"../../../../../x", LINK_NOWHERE, NULL},
        {"", LINK_NOWHERE, NULL},
        {"a%00b", LINK_NOWHERE, NULL},
        {"#suite", LINK_ELSEWHERE, NULL},
        {"?page=2", LINK_ELSEWHERE, NULL},
        {"/2026/03/pont/", LINK_ELSEWHERE, NULL},
        {"//pont.example/a", LINK_ELSEWHERE, NULL},
        {"https://pont.example/../a", LINK_ELSEWHERE, NULL},
        {"mailto:a@pont.example", LINK_ELSEWHERE, NULL},
        {"www.pont.example", LINK_INSIDE, "articles/2026/03/pont/www.pont.example"},
        {"14:05.html", LINK_INSIDE, "articles/2026/03/pont/14:05.html"},
        {"100%25.html", LINK_INSIDE, "articles/2026/03/pont/100%.html"},
        {"100%.html", LINK_INSIDE, "articles/2026/03/pont/100%.html"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char path[LINK_ROOM];
        g_assert_cmpint(
            link_resolve(text_of("articles/2026/03/pont"), text_of(cases[i].target), path), ==,
            cases[i].kind);
        if (cases[i].path)
            g_assert_cmpstr(path, ==, cases[i].path);
    }
}

static void
test_long(void)
{
    char path[LINK_ROOM];
    g_autofree char *target = g_strnfill(4 * LINK_ROOM, 'a');
    g_assert_cmpint(link_resolve(text_of("articles/pont"), text_of(target), path), ==,
                    LINK_NOWHERE);
    target[LINK_ROOM - 1] = '\0';
    g_assert_cmpint(link_resolve(text_of("articles/pont"), text_of(target), path), ==,
                    LINK_NOWHERE);
    target[LINK_ROOM - 20] = '\0';
    g_assert_cmpint(link_resolve(text_of("articles/pont"), text_of(target), path), ==, LINK_INSIDE);
    g_assert_cmpuint(strlen(path), ==, strlen("articles/pont/") + LINK_ROOM - 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/link/resolve", test_resolve);
    g_test_add_func("/link/long", test_long);
    return g_test_run();
}
