/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/carrying.h"

#include "base/problem.h"
#include "finding/finding.h"
#include "finding/fix.h"

#include <string.h>

#define FRONT "---\ntitle: \"Le Haut-Karabagh\"\n---\n\n"
#define CLAIMS(quote) "claims:\n  - id: a # ici\n    quote: " quote "\n    by: 'x'\n"

static MarbreCopy *
copy_of(GBytes *bytes)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return marbre_copy_parse("index.fr.md", "fr", bytes, problems);
}

/* The ledger once every `old` of the text has become `new`. */
static char *
carry(const char *text, const char *claims, const char *old, const char *new)
{
    g_autofree char *whole = g_strconcat(FRONT, text, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(whole, strlen(whole));
    g_autoptr(GPtrArray) edits = marbre_edits_new();
    g_autoptr(GError) error = NULL;
    for (const char *at = strstr(whole + strlen(FRONT), old); at != NULL;
         at = strstr(at + strlen(old), old)) {
        uint64_t start = (uint64_t)(at - whole);
        marbre_edits_add(edits, (MarbreSpan){start, start + strlen(old)}, new);
    }
    g_autoptr(GBytes) mended = marbre_fix_apply(bytes, edits, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreCopy) before = copy_of(bytes), after = copy_of(mended);
    g_autoptr(GBytes) file = g_bytes_new(claims, strlen(claims));
    g_autoptr(GBytes) carried = marbre_carry_quotes(file, before, after, edits);
    gsize size = 0;
    const char *data = g_bytes_get_data(carried, &size);
    return g_strndup(data, size);
}

static void
expect(const char *text, const char *claims, const char *old, const char *new, const char *expected)
{
    g_autofree char *said = carry(text, claims, old, new);
    g_assert_cmpstr(said, ==, expected);
}

static void
test_inside(void)
{
    expect("Hier, le Haut-Karabagh a vu des morts. Fin.\n",
           CLAIMS("\"le Haut-Karabagh a vu des morts\""), "Karabagh", "Karabakh",
           CLAIMS("\"le Haut-Karabakh a vu des morts\""));
    expect("Un Karabagh, deux Karabagh, trois Karabagh.\n", CLAIMS("deux Karabagh, trois"),
           "Karabagh", "Artsakh", CLAIMS("\"deux Artsakh, trois\""));
    expect("À **Lachin**, dit-on, rien.\n", CLAIMS("À Lachin, dit-on"), "Lachin", "Latchine",
           CLAIMS("\"À Latchine, dit-on\""));
}

/* At the edges of the quote, and over them. */
static void
test_edges(void)
{
    expect("Hier Lachin a tenu.\n", CLAIMS("Lachin a tenu"), "Lachin", "Latchine",
           CLAIMS("\"Latchine a tenu\""));
    expect("Hier a tenu Lachin.\n", CLAIMS("a tenu Lachin"), "Lachin", "Latchine",
           CLAIMS("\"a tenu Latchine\""));
    expect("Près d’Haoût hier.\n", CLAIMS("Haoût hier"), "d’Haoût", "de Velm",
           CLAIMS("\"de Velm hier\""));
}

static void
test_elsewhere(void)
{
    expect("Lachin hier. Rien ne bouge.\n", CLAIMS("Rien ne bouge"), "Lachin", "Latchine",
           CLAIMS("Rien ne bouge"));
    expect("Lachin hier.\n", CLAIMS("Ailleurs"), "Lachin", "Latchine", CLAIMS("Ailleurs"));
    expect("Lachin hier.\n", "none: {reason: rien, by: a}\n", "Lachin", "Latchine",
           "none: {reason: rien, by: a}\n");
    expect("Lachin hier.\n", "claims: [", "Lachin", "Latchine", "claims: [");
}

/* Spaces alone change no quote: it is found all the same. */
static void
test_spaces(void)
{
    expect("Il dit : rien.\n", CLAIMS("Il dit : rien"), " :", "\u00a0:", CLAIMS("Il dit : rien"));
    expect("L'eau monte.\n", CLAIMS("L'eau monte"), "'", "’", CLAIMS("L'eau monte"));
}

static void
test_several(void)
{
    expect("À Lachin hier. À Lachin demain.\n",
           "claims:\n  - {id: a, quote: Lachin hier}\n  - id: b\n    quote: 'Lachin demain'\n",
           "Lachin", "Latchine",
           "claims:\n  - {id: a, quote: \"Latchine hier\"}\n  - id: b\n    quote: \"Latchine "
           "demain\"\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/carrying/inside", test_inside);
    g_test_add_func("/desk/carrying/edges", test_edges);
    g_test_add_func("/desk/carrying/elsewhere", test_elsewhere);
    g_test_add_func("/desk/carrying/spaces", test_spaces);
    g_test_add_func("/desk/carrying/several", test_several);
    return g_test_run();
}
