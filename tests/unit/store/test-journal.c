/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include "store/journal.h"

#include <unistd.h>

static MarbreJournal *
example(void)
{
    MarbreJournal *journal = marbre_journal_new();
    MarbreMove *move = marbre_journal_add(journal, "refs/heads/main");

    git_oid_fromstr(&move->from, "1111111111111111111111111111111111111111");
    git_oid_fromstr(&move->to, "2222222222222222222222222222222222222222");
    move->desk = g_strdup("");
    move = marbre_journal_add(journal, "refs/heads/published");
    git_oid_fromstr(&move->to, "3333333333333333333333333333333333333333");
    journal->who = g_strdup("Léa Morel <lea@example.org> 1700000000 +0200");
    journal->reason = g_strdup("marbre: advance");
    return journal;
}

static void
test_round_trip(void)
{
    g_autoptr(MarbreJournal) journal = example();
    g_autofree char *text = marbre_journal_format(journal);
    g_autoptr(MarbreJournal) again = marbre_journal_parse(text, strlen(text));

    g_assert_nonnull(again);
    g_assert_cmpuint(again->moves->len, ==, 2);
    const MarbreMove *first = g_ptr_array_index(again->moves, 0);
    const MarbreMove *second = g_ptr_array_index(again->moves, 1);
    g_assert_cmpstr(first->ref, ==, "refs/heads/main");
    g_assert_cmpstr(first->desk, ==, "");
    g_assert_null(second->desk);
    g_assert_true(git_oid_is_zero(&second->from));
    g_assert_cmpstr(again->who, ==, journal->who);
    g_assert_cmpstr(again->reason, ==, "marbre: advance");
    g_autofree char *twice = marbre_journal_format(again);
    g_assert_cmpstr(twice, ==, text);
}

/* Cut short or with any bit of it turned, it is not a journal. */
static void
test_damage(void)
{
    g_autoptr(MarbreJournal) journal = example();
    g_autofree char *text = marbre_journal_format(journal);
    size_t size = strlen(text);

    for (size_t i = 0; i < size; i++)
        g_assert_null(marbre_journal_parse(text, i));
    for (size_t i = 0; i < size * 8; i++) {
        g_autofree char *turned = g_strdup(text);
        turned[i / 8] = (char)(turned[i / 8] ^ 1 << i % 8);
        g_assert_null(marbre_journal_parse(turned, size));
    }
}

static void
expect_refused(const char *ref, const char *desk)
{
    g_autoptr(MarbreJournal) journal = example();
    MarbreMove *move = g_ptr_array_index(journal->moves, 0);

    g_free(move->ref);
    g_free(move->desk);
    move->ref = g_strdup(ref);
    move->desk = g_strdup(desk);
    g_autofree char *text = marbre_journal_format(journal);
    g_assert_null(marbre_journal_parse(text, strlen(text)));
}

static void
test_nonsense(void)
{
    expect_refused("refs/heads/../../config", "");
    expect_refused("refs/tags/x", "");
    expect_refused("HEAD", "");
    expect_refused("refs/heads/-x", "");
    expect_refused("refs/heads/", "");
    expect_refused("refs/heads/main", "..");
    expect_refused("refs/heads/main", "a/b");
}

static char *
own_dir(Scratch *scratch)
{
    g_autoptr(GError) error = NULL;
    char *own = marbre_store_own_dir(scratch->store, &error);

    g_assert_no_error(error);
    return own;
}

static void
expect_set_aside(Scratch *scratch, const char *make)
{
    g_autofree char *own = own_dir(scratch);
    g_autoptr(MarbreJournal) journal = NULL;
    g_autoptr(GError) error = NULL;
    bool refused = false;

    run(scratch, make);
    g_assert_true(marbre_journal_read(own, &journal, &refused, &error));
    g_assert_no_error(error);
    g_assert_true(refused);
    g_assert_null(journal);
    assert_shell(scratch, "ls -d .git/marbre/journal*", ".git/marbre/journal.refused");
    run(scratch, "rm -rf .git/marbre/journal*");
}

static void
test_set_aside(Scratch *scratch, const void *data)
{
    g_autofree char *own = own_dir(scratch);

    expect_set_aside(scratch, "echo rubbish > .git/marbre/journal");
    expect_set_aside(scratch, "mkdir .git/marbre/journal");
    expect_set_aside(scratch, "ln -s /etc/passwd .git/marbre/journal");
    expect_set_aside(scratch, "mkfifo .git/marbre/journal");
    expect_set_aside(scratch, "head -c 100000 /dev/zero > .git/marbre/journal");
    /* One that others may write to may be anybody's. */
    g_autoptr(MarbreJournal) journal = example();
    g_assert_true(marbre_journal_write(journal, own, NULL));
    expect_set_aside(scratch, "chmod 666 .git/marbre/journal");
}

static void
expect_left(Scratch *scratch, const char *make, const char *words)
{
    g_autofree char *own = own_dir(scratch);
    g_autoptr(MarbreJournal) journal = NULL;
    g_autoptr(GError) error = NULL;
    bool refused = false;

    run(scratch, make);
    g_assert_false(marbre_journal_read(own, &journal, &refused, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, words));
    assert_shell(scratch, "ls .git/marbre/journal*", ".git/marbre/journal");
}

static void
test_newer(Scratch *scratch, const void *data)
{
    g_autofree char *own = own_dir(scratch);

    expect_left(scratch, "printf 'marbre-journal 2\\nwhatever\\n' > .git/marbre/journal",
                "was left by another version of marbre, which must finish it");
}

static void
test_foreign(Scratch *scratch, const void *data)
{
    g_autofree char *own = own_dir(scratch);
    g_autoptr(MarbreJournal) journal = example();

    if (getuid() != 0) {
        g_test_skip("needs root to give a file away");
        return;
    }
    g_assert_true(marbre_journal_write(journal, own, NULL));
    expect_left(scratch, "chown 4711 .git/marbre/journal",
                "was interrupted; any writing command of theirs finishes it");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/journal/round-trip", test_round_trip);
    g_test_add_func("/journal/damage", test_damage);
    g_test_add_func("/journal/nonsense", test_nonsense);
    test_store("/journal/set-aside", test_set_aside);
    test_store("/journal/newer", test_newer);
    test_store("/journal/foreign", test_foreign);
    return g_test_run();
}
