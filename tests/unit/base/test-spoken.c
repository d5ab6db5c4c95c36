/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/spoken.h"

#include <glib.h>
#include <string.h>

static const char *
name_of(const char *command, const char *verb)
{
    if (g_strcmp0(command, "return") == 0)
        return verb == NULL ? "renvoyer" : NULL;
    if (g_strcmp0(command, "claim") == 0)
        return verb == NULL ? "affirmation" : strcmp(verb, "add") == 0 ? "ajouter" : NULL;
    return NULL;
}

static void
assert_spoken(const char *line, const char *expected)
{
    g_autofree char *spoken = marbre_spoken_line(line);
    g_assert_cmpstr(spoken, ==, expected);
}

static void
test_names(void)
{
    marbre_spoken_set(name_of);
    assert_spoken("marbre return velm --to draft", "marbre renvoyer velm --to draft");
    assert_spoken("marbre return", "marbre renvoyer");
    assert_spoken("marbre claim add velm  --by \"add\"",
                  "marbre affirmation ajouter velm  --by \"add\"");
    assert_spoken("marbre claim return", "marbre affirmation return");
    assert_spoken("marbre return claim add", "marbre renvoyer claim add");
    assert_spoken("marbre frobnicate return", "marbre frobnicate return");
    assert_spoken("marbre --help", "marbre --help");
    marbre_spoken_set(NULL);
}

/* No sentence is anybody's command, whatever words it has. */
static void
test_sentences(void)
{
    marbre_spoken_set(name_of);
    assert_spoken("return it", "return it");
    assert_spoken("marbreur return", "marbreur return");
    assert_spoken("", "");
    assert_spoken("marbre ", "marbre ");
    marbre_spoken_set(NULL);
    assert_spoken("marbre return velm", "marbre return velm");
}

/* What is quoted is one word, however its quotes are escaped, and is never touched. */
static void
test_quotes(void)
{
    marbre_spoken_set(name_of);
    assert_spoken("marbre claim 'add' velm", "marbre affirmation 'add' velm");
    assert_spoken("marbre return --note 'WHY NOTE' -m WHY",
                  "marbre renvoyer --note 'WHY NOTE' -m WHY");
    assert_spoken("marbre 'return it' claim add", "marbre 'return it' claim add");
    assert_spoken("marbre l\\'an claim add", "marbre l\\'an claim add");
    assert_spoken("marbre return '", "marbre renvoyer '");
    assert_spoken("marbre return \\", "marbre renvoyer \\");
    marbre_spoken_set(NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spoken/names", test_names);
    g_test_add_func("/spoken/sentences", test_sentences);
    g_test_add_func("/spoken/quotes", test_quotes);
    return g_test_run();
}
