/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include "store/index.h"

#include <fcntl.h>

#define CLEAN "git fsck --no-dangling --strict 2>&1; git status --porcelain"

static MarbreIndex *
index_of(Scratch *scratch)
{
    g_autofree char *git = g_strconcat(scratch->dir, "/.git", NULL);
    g_autoptr(GError) error = NULL;
    MarbreIndex *index = marbre_index_read(git, &error);

    g_assert_no_error(error);
    return index;
}

static void
expect_unreadable(Scratch *scratch, MarbreErrorCode code)
{
    g_autofree char *git = g_strconcat(scratch->dir, "/.git", NULL);
    g_autoptr(GError) error = NULL;

    g_assert_null(marbre_index_read(git, &error));
    g_assert_error(error, MARBRE_ERROR, (int)code);
    g_assert_true(
        (code == MARBRE_ERROR_INVALID) ==
        (strstr(error->message, "git's index is damaged; remove it, then: git reset") != NULL));
}

static void
write_good(Scratch *scratch, const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;

    write_one(scratch, path, text, NULL, &error);
    g_assert_no_error(error);
}

/* Every version that git writes is read as git lists it, and still read by git after a write. */
static void
test_versions(Scratch *scratch, const void *data)
{
    static const char *const versions[] = {"2", "3", "4"};

    run(scratch, "mkdir -p a/b && for i in $(seq 50); do echo $i > a/b/file-$i; done; "
                 "echo x > a-b; echo y > a0; git add . && git commit -qm Many");
    for (size_t i = 0; i < G_N_ELEMENTS(versions); i++) {
        g_autofree char *turn = g_strdup_printf("git update-index --index-version %s", versions[i]);
        g_autofree char *text = g_strdup_printf("version %s\n", versions[i]);
        run(scratch, turn);
        g_autoptr(MarbreIndex) index = index_of(scratch);
        g_autoptr(GString) listed = g_string_new(NULL);
        for (size_t at = 0; at < marbre_index_count(index); at++) {
            MarbreIndexEntry entry;
            marbre_index_at(index, at, &entry);
            g_string_append_printf(listed, "%o %s %u\t%s\n", entry.stamp.mode,
                                   git_oid_tostr_s(&entry.id), entry.stage, entry.path);
        }
        g_autofree char *expected = shell(scratch, "git ls-files -s");
        g_assert_cmpstr(g_strchomp(listed->str), ==, expected);
        write_good(scratch, STORY, text);
        write_good(scratch, "a/b/file-100", text);
        assert_shell(scratch, CLEAN, "");
    }
    assert_shell(scratch, "git ls-files | wc -l | tr -d ' '", "56");
}

static void
test_skip_worktree(Scratch *scratch, const void *data)
{
    run(scratch, "git update-index --skip-worktree " STORY " && rm " STORY);
    write_good(scratch, STORY, "new\n");
    assert_shell(scratch,
                 "git ls-files -t " STORY "; git status --porcelain; git show :" STORY "; ls " STORY
                 " 2>/dev/null || echo absent",
                 "S " STORY "\nnew\nabsent");
}

/* Torn, emptied, missing: built again from the commit, and git agrees. */
static void
test_rebuilt(Scratch *scratch, const void *data)
{
    static const char *const harms[] = {
        ": > .git/index", "rm .git/index", "truncate -s -30 .git/index",
        "printf x | dd of=.git/index bs=1 seek=60 conv=notrunc 2>&1",
        "head -c 500 /dev/urandom > .git/index"};

    for (size_t i = 0; i < G_N_ELEMENTS(harms); i++) {
        g_autofree char *text = g_strdup_printf("text %zu\n", i);
        run(scratch, harms[i]);
        write_good(scratch, STORY, text);
        assert_shell(scratch, CLEAN, "");
        assert_shell(scratch, "git ls-files",
                     STORY "\narticles/2023/09/story/state.yaml\nmarbre.yaml");
    }
}

/* A flipped bit anywhere is found out by the checksum. */
static void
test_flipped(Scratch *scratch, const void *data)
{
    g_autofree char *path = g_strconcat(scratch->dir, "/.git/index", NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    for (gsize i = 0; i < size; i++) {
        bytes[i] = (char)(bytes[i] ^ 0x10);
        g_assert_true(g_file_set_contents_full(path, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE,
                                               0644, NULL));
        expect_unreadable(scratch, MARBRE_ERROR_INVALID);
        bytes[i] = (char)(bytes[i] ^ 0x10);
    }
}

static void
test_split(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "git update-index --split-index");
    expect_unreadable(scratch, MARBRE_ERROR_REFUSED);
    g_assert_false(write_one(scratch, STORY, "new\n", NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "git update-index --no-split-index"));
    assert_shell(scratch, "cat " STORY "; git log --format=%s; " CLEAN, "old\nFirst");
}

static void
test_contested(Scratch *scratch, const void *data)
{
    run(scratch, "git rm -q --cached marbre.yaml && mkdir d && echo x > d/x && git add d");
    g_autoptr(MarbreIndex) index = index_of(scratch);

    g_assert_true(marbre_index_is_contested(index, "d"));
    g_assert_true(marbre_index_is_contested(index, "d/x/y"));
    g_assert_true(marbre_index_is_contested(index, STORY "/z"));
    g_assert_false(marbre_index_is_contested(index, "d/x"));
    g_assert_false(marbre_index_is_contested(index, "d/y"));
    g_assert_false(marbre_index_is_contested(index, "marbre.yaml"));
}

/* Other people's entries survive, and the cache of trees tells no lies: git would build a wrong
 * commit from it. */
static void
test_tree_cache(Scratch *scratch, const void *data)
{
    run(scratch, "echo other > marbre.yaml && git add marbre.yaml && git write-tree");
    write_good(scratch, "articles/2023/10/new/index.fr.md", "new\n");
    assert_shell(scratch,
                 "git commit -qm Mine && git show --format=%s --name-status HEAD && "
                 "git ls-tree -r --name-only HEAD && " CLEAN,
                 "Mine\n\nM\tmarbre.yaml\n" STORY "\narticles/2023/09/story/state.yaml\n"
                 "articles/2023/10/new/index.fr.md\nmarbre.yaml");
}

/* A file edited within the very second of our write must not look unchanged to git. */
static void
test_racy(Scratch *scratch, const void *data)
{
    for (int i = 0; i < 5; i++) {
        g_autofree char *text = g_strdup_printf("%d\n", i);
        run(scratch, "git checkout -q . && printf 'DRAFT\\n' > articles/2023/09/story/state.yaml");
        write_good(scratch, STORY, text);
        assert_shell(scratch, "git status --porcelain", " M articles/2023/09/story/state.yaml");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/index/versions", test_versions);
    test_store("/index/skip-worktree", test_skip_worktree);
    test_store("/index/rebuilt", test_rebuilt);
    test_store("/index/flipped", test_flipped);
    test_store("/index/split", test_split);
    test_store("/index/contested", test_contested);
    test_store("/index/tree-cache", test_tree_cache);
    test_store("/index/racy", test_racy);
    return g_test_run();
}
