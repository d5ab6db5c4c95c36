/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the store says where it can't go on: whole sentences, with the cure. */
#include "scratch.h"

#include "store/commit.h"
#include "store/git.h"
#include "store/lock.h"
#include "store/pack.h"
#include "store/parcel.h"
#include "store/ref.h"
#include "store/seal.h"
#include "store/trace.h"

/* libgit2 matches `extensions.*` by a regular expression and forgets the matches. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libpcre2";
}

/* The error ends with these words; what went before are names of this run. */
static void
take_error(GError **error, MarbreErrorCode code, const char *words)
{
    g_assert_error(*error, MARBRE_ERROR, (int)code);
    if (!g_str_has_suffix((*error)->message, words))
        g_assert_cmpstr((*error)->message, ==, words);
    g_clear_error(error);
}

static git_oid
oid_of(const Scratch *scratch, const char *command)
{
    g_autofree char *hex = shell(scratch, "%s", command);
    git_oid id;
    g_assert_true(marbre_oid_parse(hex, &id, NULL));
    return id;
}

static void
test_objects(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    git_oid id = oid_of(scratch, "git rev-parse HEAD^{tree}"), tree;
    g_autofree char *hex = shell(scratch, "git rev-parse HEAD^{tree}");
    g_autofree char *wrong =
        g_strdup_printf("object %s is a tree, not a blob; `git fsck` says more", hex);

    g_assert_null(marbre_object_read(scratch->store, &id, GIT_OBJECT_BLOB, &error));
    take_error(&error, MARBRE_ERROR_INVALID, wrong);
    id = oid_of(scratch,
                "printf 'parent none\\n' | git hash-object -w -t commit --literally --stdin");
    g_assert_false(marbre_commit_tree_id(scratch->store, &id, &tree, &error));
    take_error(&error, MARBRE_ERROR_INVALID, "names no tree; `git fsck` says more");
    g_assert_null(marbre_commit_load(scratch->store, &id, &error));
    take_error(&error, MARBRE_ERROR_INVALID,
               " lacks a tree, an author or a committer in the usual place; `git fsck` says more");
    g_assert_false(marbre_oid_parse("12", &id, &error));
    take_error(&error, MARBRE_ERROR_INVALID,
               "“12” is no git id; it must be 40 figures and letters from a to f");
}

static void
test_names(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    /* Two blobs whose ids begin alike. */
    run(scratch, "for i in 195 389; do echo $i | git hash-object -w --stdin; done; "
                 "git symbolic-ref refs/heads/other refs/heads/main");
    g_assert_null(marbre_store_resolve(scratch->store, "6bb2", &error));
    take_error(&error, MARBRE_ERROR_NOT_FOUND,
               "“6bb2” names more than one object; write more of its letters");
    g_assert_null(marbre_store_resolve(scratch->store, "nowhere", &error));
    take_error(&error, MARBRE_ERROR_NOT_FOUND,
               "“nowhere” names no commit here; `git log` lists them");
    git_oid id;
    g_assert_false(marbre_ref_read(scratch->store, "refs/heads/other", &id, &error));
    take_error(&error, MARBRE_ERROR_FAILED,
               "refs/heads/other is a symbolic name for another branch; name that branch itself");
    g_assert_null(marbre_store_init(scratch->dir, "-x", &error));
    take_error(&error, MARBRE_ERROR_USAGE, "“-x” is no name for a branch; one is main");
}

static bool
tell(void *user, MarbreCommit *commit, const char *here, const char *before)
{
    return true;
}

static void
test_places(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    char id[41];

    g_assert_false(marbre_store_trace(scratch->store, NULL, "marbre.yaml", tell, NULL, &error));
    take_error(&error, MARBRE_ERROR_REFUSED, "marbre.yaml: is no folder, and must be one");
    run(scratch, "truncate -s 65M big");
    g_autoptr(MarbreSnapshot) files = marbre_snapshot_worktree(scratch->store, &error);
    g_assert_false(marbre_snapshot_file_id(files, "big", id, &error));
    take_error(&error, MARBRE_ERROR_REFUSED,
               "big: is too large or cannot be read; make it smaller, or let it be read (chmod "
               "u+r)");
    run(scratch, "rm -rf .git/marbre && touch .git/marbre");
    g_assert_null(marbre_store_own_dir(scratch->store, &error));
    take_error(&error, MARBRE_ERROR_FAILED,
               "/.git/marbre is no folder; move that file away and try again");
    run(scratch, "git clone -q --bare . bare.git");
    g_autofree char *bare = g_strconcat(scratch->dir, "/bare.git", NULL);
    g_autoptr(MarbreStore) other = marbre_store_open(bare, &error);
    g_assert_no_error(error);
    g_assert_null(marbre_snapshot_worktree(other, &error));
    take_error(&error, MARBRE_ERROR_USAGE, "/bare.git has no working tree: the repository is bare");
    run(scratch, "rm .git/marbre && git checkout -q --detach");
    scratch_reopen(scratch);
    g_assert_null(marbre_store_begin(scratch->store, &error));
    take_error(&error, MARBRE_ERROR_FAILED,
               "HEAD names no branch, so there is none to write to. To go back to one: git switch "
               "main; to make one of what a build server checked out: git switch -C main");
    g_assert_null(marbre_held_new(scratch->store, scratch->dir, "/nowhere/else", &error));
    take_error(&error, MARBRE_ERROR_FAILED,
               "/nowhere/else is not in the repository, and only what is can be locked");
}

static bool
on_change(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    return true;
}

static void
test_depth(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    char id[41];

    run(scratch, "d=$(printf 'd/%.0s' $(seq 300)) && mkdir -p $d && echo x > ${d}x && "
                 "git add d && git commit -qm deep");
    g_autoptr(MarbreSnapshot) before = NULL, after = NULL;
    g_autofree char *first = shell(scratch, "git rev-parse HEAD~1");
    before = marbre_snapshot_commit(scratch->store, first, &error);
    after = marbre_snapshot_commit(scratch->store, NULL, &error);
    g_assert_no_error(error);
    g_assert_false(marbre_snapshot_diff(before, after, NULL, on_change, NULL, &error));
    take_error(&error, MARBRE_ERROR_INVALID,
               "d/d: folders are nested too deeply; move this one up");
    g_autoptr(MarbreSnapshot) files = marbre_snapshot_worktree(scratch->store, &error);
    g_assert_false(marbre_snapshot_folder_id(files, "d", id, &error));
    take_error(&error, MARBRE_ERROR_REFUSED,
               "d/d: folders are nested too deeply; move this one up");
}

static void
test_too_much(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePack) pack = marbre_pack_new(scratch->dir, &error);
    git_oid id = oid_of(scratch, "git rev-parse HEAD");

    g_assert_no_error(error);
    /* The size alone is looked at. */
    g_assert_false(marbre_pack_add(pack, &id, GIT_OBJECT_BLOB, "x", (1u << 30) + 1, &error));
    take_error(&error, MARBRE_ERROR_FAILED,
               "an object of 1073741825 bytes cannot be written; it must have 1073741824 at most");
    g_assert_null(marbre_parcel_unpack("x", 1, &error));
    take_error(&error, MARBRE_ERROR_INVALID, "the objects are damaged; ask for another proof");
}

static void
test_signatures(Scratch *scratch, const void *data)
{
    static const char *const bad[] = {"", "no line end", "a\r\n"};
    g_autoptr(GBytes) commit = g_bytes_new_static("tree x\n\nwords\n", 14);

    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(marbre_seal_put(commit, bad[i], &error));
        take_error(&error, MARBRE_ERROR_INVALID,
                   "this signature cannot stand in a commit; it must be whole lines, without "
                   "carriage returns");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/refusals/objects", test_objects);
    test_store("/refusals/names", test_names);
    test_store("/refusals/places", test_places);
    test_store("/refusals/depth", test_depth);
    test_store("/refusals/too-much", test_too_much);
    test_store("/refusals/signatures", test_signatures);
    return g_test_run();
}
