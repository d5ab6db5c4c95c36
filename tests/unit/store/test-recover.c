/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include "store/journal.h"

#include <unistd.h>

#define CLEAN "git fsck --no-dangling --strict 2>&1; git status --porcelain"
#define LITTER                                                                                     \
    "find . -name '*.lock' -o -name 'journal' -o -name 'journal.new' -o -name '.marbre-*' -o "     \
    "-type f -path '*/incoming/*' -o -path '*/held/*'"

/* A commit on the side that puts `text` in the story, as a killed command would have left it. */
static char *
commit_beside(Scratch *scratch, const char *text)
{
    return shell(scratch,
                 "b=$(printf '%s' | git hash-object -w --stdin) && cp .git/index i && "
                 "GIT_INDEX_FILE=i git update-index --cacheinfo 100644,$b," STORY " && "
                 "t=$(GIT_INDEX_FILE=i git write-tree) && rm i && "
                 "git commit-tree -p HEAD -m Killed $t",
                 text);
}

static void
journal_put(Scratch *scratch, const char *from, const char *to)
{
    g_autoptr(MarbreJournal) journal = marbre_journal_new();
    g_autoptr(GError) error = NULL;
    MarbreMove *move = marbre_journal_add(journal, "refs/heads/main");
    g_autofree char *own = marbre_store_own_dir(scratch->store, &error);

    g_assert_no_error(error);
    git_oid_fromstr(&move->from, from);
    git_oid_fromstr(&move->to, to);
    move->desk = g_strdup("");
    journal->who = g_strdup("Test <test@example.org> 1700000000 +0000");
    journal->reason = g_strdup("marbre: test");
    g_assert_true(marbre_journal_write(journal, own, &error));
}

static void
recover(Scratch *scratch, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *what = NULL;

    g_assert_true(marbre_store_recover(scratch->store, &what, &error));
    g_assert_no_error(error);
    if (words == NULL)
        g_assert_null(what);
    else if (what == NULL || strstr(what, words) == NULL)
        g_error("“%s” does not say “%s”", what, words);
}

static void
test_nothing(Scratch *scratch, const void *data)
{
    recover(scratch, NULL);
    assert_shell(scratch, "ls -d .git/marbre 2>/dev/null || echo none", "none");
}

static void
test_forward(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");

    journal_put(scratch, from, to);
    recover(scratch, "was finished");
    assert_shell(scratch, "git rev-parse main", to);
    assert_shell(scratch, "cat " STORY "; " CLEAN, "killed");
    assert_shell(scratch, LITTER, "");
    recover(scratch, NULL);
}

/* Killed behind the branch: files and index follow, the log gets no second line. */
static void
test_files_only(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");
    g_autofree char *move =
        g_strdup_printf("git update-ref -m 'marbre: test' refs/heads/main %s", to);

    journal_put(scratch, from, to);
    run(scratch, move);
    recover(scratch, "was finished");
    assert_shell(scratch, "cat " STORY "; " CLEAN, "killed");
    assert_shell(scratch, "git log -g --format=%gs", "marbre: test\ncommit (initial): First");
}

/* Somebody committed on top since: what they did stays, the rest follows. */
static void
test_moved_on(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");
    g_autofree char *move = g_strdup_printf(
        "git update-ref refs/heads/main $(git commit-tree -p %s -m On $(git rev-parse %s^{tree}))",
        to, to);

    journal_put(scratch, from, to);
    run(scratch, move);
    recover(scratch, "was finished");
    assert_shell(scratch, "git log --format=%s; cat " STORY "; " CLEAN,
                 "On\nKilled\nFirst\nkilled");
}

static void
test_given_up(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");

    journal_put(scratch, from, to);
    run(scratch, "git commit -q --allow-empty -m Theirs");
    recover(scratch, "given up");
    assert_shell(scratch, "git log --format=%s; cat " STORY "; " CLEAN, "Theirs\nFirst\nold");
    assert_shell(scratch, LITTER, "");
}

static void
test_words(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");

    journal_put(scratch, from, to);
    run(scratch, "echo words > " STORY);
    recover(scratch, "was finished");
    assert_shell(scratch, "cat " STORY "; git status --porcelain", "words\n M " STORY);
}

/* The name under which the file's old or new content waits, of a killed exchange. */
static char *
swap_name(void)
{
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "index.fr.md", -1);

    return g_strdup_printf("articles/2023/09/story/.marbre-swap-%.16s", digest);
}

/* Killed between the exchange and the look at what was displaced: an editor had saved. */
static void
test_displaced_words(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");
    g_autofree char *swap = swap_name();
    g_autofree char *exchange =
        g_strdup_printf("printf killed > " STORY " && echo words > %s", swap);

    journal_put(scratch, from, to);
    run(scratch, exchange);
    recover(scratch, "was finished");
    assert_shell(scratch, "cat " STORY "; git status --porcelain", "words\n M " STORY);
    assert_shell(scratch, LITTER, "");
}

/* The same, and the editor saved once more since: both stay. */
static void
test_displaced_twice(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");
    g_autofree char *swap = swap_name();
    g_autofree char *exchange = g_strdup_printf("echo later > " STORY " && echo words > %s", swap);

    journal_put(scratch, from, to);
    run(scratch, exchange);
    recover(scratch, "was finished");
    assert_shell(scratch, "cat " STORY " " STORY ".kept", "later\nwords");
    assert_shell(scratch, LITTER, "");
}

static void
test_litter(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");
    g_autofree char *swap = swap_name();
    g_autofree char *part = g_strdup(swap);
    memcpy(strstr(part, "swap"), "part", 4);
    g_autofree char *make = g_strdup_printf("printf kil > %s && echo old > %s && "
                                            "touch .git/marbre/journal.new && "
                                            "mkdir -p .git/marbre/incoming/ab && "
                                            "touch .git/marbre/incoming/ab/c",
                                            part, swap);

    journal_put(scratch, from, to);
    run(scratch, make);
    recover(scratch, "was finished");
    assert_shell(scratch, "cat " STORY "; " CLEAN, "killed");
    assert_shell(scratch, LITTER, "");
}

/* A lock is ours where a file in `held` is the very same, and only then. */
static void
test_locks(Scratch *scratch, const void *data)
{
    run(scratch, "mkdir -p .git/marbre/held && cd .git/marbre/held && touch index && "
                 "ln index ../../index.lock && touch refs%2Fheads%2Fmain && "
                 "touch ../../refs/heads/main.lock && touch '..%2F..%2Fx' ../../../x.lock");
    recover(scratch, "locks were removed");
    assert_shell(scratch, "find . -name '*.lock'; ls .git/marbre/held",
                 "./.git/refs/heads/main.lock\n./x.lock");
}

/* A journal whose commits are not there was written on the way to a move that never was; but where
   the branch did move, it is nobody's word. */
static void
test_nonsense(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *blob = shell(scratch, "git rev-parse HEAD:" STORY);

    journal_put(scratch, from, "2222222222222222222222222222222222222222");
    recover(scratch, "had changed nothing");
    journal_put(scratch, from, blob);
    recover(scratch, "had changed nothing");
    journal_put(scratch, "1111111111111111111111111111111111111111", blob);
    recover(scratch, "set aside");
    assert_shell(scratch, "git rev-parse main", from);
    assert_shell(scratch, CLEAN, "");
}

/* After a power loss names may be missing that were on their way to the disk with the journal. */
static void
test_power_loss(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");

    journal_put(scratch, from, to);
    run(scratch, "b=$(printf killed | git hash-object --stdin) && "
                 "rm .git/objects/${b%${b#??}}/${b#??}");
    recover(scratch, "had changed nothing");
    assert_shell(scratch, "git rev-parse main", from);
    assert_shell(scratch, LITTER " -o -name journal.refused", "");
    run(scratch, ": > .git/marbre/journal");
    recover(scratch, NULL);
    assert_shell(scratch, LITTER " -o -name journal.refused", "");
}

static void
test_before_a_write(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");
    g_autoptr(GError) error = NULL;
    g_autofree char *what = NULL;

    journal_put(scratch, from, to);
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_assert_no_error(error);
    g_assert_true(marbre_write_recovered(write, &what));
    g_assert_cmpstr(marbre_snapshot_commit_id(marbre_write_base(write)), ==, to);
}

static void
test_linked_gone(Scratch *scratch, const void *data)
{
    g_autofree char *from = shell(scratch, "git rev-parse HEAD");
    g_autofree char *to = commit_beside(scratch, "killed");
    g_autoptr(MarbreJournal) journal = marbre_journal_new();
    MarbreMove *move = marbre_journal_add(journal, "refs/heads/main");
    g_autofree char *own = marbre_store_own_dir(scratch->store, NULL);

    git_oid_fromstr(&move->from, from);
    git_oid_fromstr(&move->to, to);
    move->desk = g_strdup("gone");
    journal->who = g_strdup("Test <test@example.org> 1700000000 +0000");
    g_assert_true(marbre_journal_write(journal, own, NULL));
    recover(scratch, "was finished");
    assert_shell(scratch, "git rev-parse main", to);
    assert_shell(scratch, LITTER, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/recover/nothing", test_nothing);
    test_store("/recover/forward", test_forward);
    test_store("/recover/files-only", test_files_only);
    test_store("/recover/moved-on", test_moved_on);
    test_store("/recover/given-up", test_given_up);
    test_store("/recover/words", test_words);
    test_store("/recover/displaced-words", test_displaced_words);
    test_store("/recover/displaced-twice", test_displaced_twice);
    test_store("/recover/litter", test_litter);
    test_store("/recover/locks", test_locks);
    test_store("/recover/nonsense", test_nonsense);
    test_store("/recover/power-loss", test_power_loss);
    test_store("/recover/before-a-write", test_before_a_write);
    test_store("/recover/linked-gone", test_linked_gone);
    return g_test_run();
}
