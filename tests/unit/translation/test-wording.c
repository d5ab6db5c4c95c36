/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wording.h"

#include "language.h"

#include <glib.h>
#include <string.h>

static word_set small;

static mbr_text
text_of(const char *words)
{
    return (mbr_text){words, strlen(words)};
}

/* "KINDS: OLD > NEW" */
static char *
compare(const char *before, const char *after)
{
    static const char *const names[] = {"numbers", "names", "quotes", "flag", "words", "slip"};
    wording change;
    g_assert_true(
        wording_compare(&small, text_of(after), text_of(before), text_of(after), &change));
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (change.kinds & (1U << i))
            g_string_append_printf(said, "%s%s", said->len > 0 ? " " : "", names[i]);
    if (change.kinds != 0)
        g_string_append_printf(
            said, ": %.*s > %.*s", (int)(change.before.end - change.before.start),
            before + change.before.start, (int)(change.after.end - change.after.start),
            after + change.after.start);
    return g_string_free(said, FALSE);
}

static void
expect(const char *before, const char *after, const char *expected)
{
    g_autofree char *said = compare(before, after);
    g_assert_cmpstr(said, ==, expected);
}

static void
test_facts(void)
{
    expect("Some 40 people fled.", "Some 45 people fled.", "numbers words: 40 > 45");
    expect("Four people fled.", "Five people fled.", "numbers words: Four > Five");
    expect("They met on Monday.", "They met on Tuesday.", "numbers words: Monday > Tuesday");
    expect("It cost 12.", "It cost 12%.", "numbers slip: 12 > 12%");
    expect("He met Paul Renaud there.", "He met Paul Renard there.",
           "names words: Renaud > Renard");
    expect("He said “we will stay”.", "He said “we may stay”.", "quotes words: will > may");
    expect("He said they will stay.", "He said “they will stay”.",
           "quotes slip: they will stay > “they will stay”");
    expect("The paper could not confirm this.", "The paper could confirm this.",
           "flag words: could not > could");
    expect("The paper could not verify this.", "The paper has verified this.",
           "flag words: could not verify > has verified");
}

static void
test_words(void)
{
    expect("The dyke gave way at night.", "The dyke burst at night.", "words: gave way > burst");
    expect("It fell.", "It fell at once.", "words: fell > fell at once");
    expect("It fell at once.", "It fell.", "words: fell at once > fell");
    expect("One woman came here.", "One women came here.", "words: woman > women");
    expect("The one could go.", "The one would go.", "words: could > would");
    expect("a b c d", "d c b a", "words: a b c d > d c b a");
    expect("", "New.", "words slip:  > New.");
}

static void
test_slips(void)
{
    expect("It occured at night.", "It occurred at night.", "slip: occured > occurred");
    expect("They recieved it.", "They received it.", "slip: recieved > received");
    expect("It fell ,at night.", "It fell, at night.", "slip: fell , > fell,");
    expect("It fell at night", "It fell, at night", "slip: fell > fell,");
    expect("“We stay,” he said.", "\"We stay,\" he said.", "slip: “We > \"We");
    expect("The same.", "The same.", "");
}

/* At the head of a sentence a capital proves nothing; elsewhere in the text it does. */
static void
test_heads(void)
{
    expect("Officials said so.", "Mayors said so.", "words: Officials > Mayors");
    expect("Renaud said so. He met Renaud.", "Renard said so. He met Renard.",
           "names words: Renaud said so. He met Renaud > Renard said so. He met Renard");
}

static void
test_whole(void)
{
    g_assert_cmpuint(wording_kinds(&small, text_of(""), text_of("It fell at night.")), ==,
                     WORDING_WORDS | WORDING_SLIP);
    g_assert_cmpuint(wording_kinds(&small, text_of(""), text_of("We met Anna on 3 March.")), ==,
                     WORDING_WORDS | WORDING_SLIP | WORDING_NAMES | WORDING_NUMBERS);
}

/* However long one sentence is, it is read in one go: what is not runs into the test's timeout. */
static void
test_long(void)
{
    g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);
    for (int i = 0; i < 200000; i++) {
        g_string_append_printf(before, "Word%d could not \"verify\" ", i);
        g_string_append_printf(after, "Term%d could not \"verify\" ", i + 1);
    }
    wording change;
    g_assert_true(wording_compare(&small, (mbr_text){after->str, after->len},
                                  (mbr_text){before->str, before->len},
                                  (mbr_text){after->str, after->len}, &change));
    g_assert_cmpuint(change.kinds & WORDING_FLAG, !=, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    language_words(&small);
    g_test_add_func("/translation/wording/facts", test_facts);
    g_test_add_func("/translation/wording/words", test_words);
    g_test_add_func("/translation/wording/slips", test_slips);
    g_test_add_func("/translation/wording/heads", test_heads);
    g_test_add_func("/translation/wording/whole", test_whole);
    g_test_add_func("/translation/wording/long", test_long);
    return g_test_run();
}
