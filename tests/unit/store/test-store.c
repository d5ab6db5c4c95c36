/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include <string.h>
#include <unistd.h>

/* libgit2 matches `extensions.*` by a regular expression and forgets the matches. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libpcre2";
}

static void
test_open(Scratch *scratch, const void *data)
{
    g_autofree char *git = g_strconcat(scratch->dir, "/.git", NULL);
    g_autofree char *inner = g_strconcat(scratch->dir, "/articles/2023", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreStore) store = marbre_store_open(inner, &error);

    g_assert_no_error(error);
    g_assert_false(marbre_store_is_bare(store));
    g_assert_false(marbre_store_is_shallow(store));
    g_assert_true(marbre_store_is_on_branch(store));
    g_assert_cmpstr(marbre_store_get_workdir(store), ==, scratch->dir);
    g_assert_cmpstr(marbre_store_get_gitdir(store), ==, git);
    g_assert_cmpstr(marbre_store_get_branch(store), ==, "main");
    g_autofree char *email = marbre_store_config_get(store, "user.email");
    g_assert_cmpstr(email, ==, "test@example.org");
    g_assert_null(marbre_store_config_get(store, "no.such"));
}

static void
test_no_repository(void)
{
    g_autofree char *dir = g_dir_make_tmp("marbre-none-XXXXXX", NULL);
    g_autoptr(GError) error = NULL;

    g_assert_null(marbre_store_open(dir, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_rmdir(dir);
}

static void
expect_refusal(Scratch *scratch, MarbreErrorCode code, const char *words)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(marbre_store_open(scratch->dir, &error));
    g_assert_error(error, MARBRE_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, words));
}

static void
test_sha256(Scratch *scratch, const void *data)
{
    run(scratch, "rm -rf .git && git init -q --object-format=sha256 .");
    expect_refusal(scratch, MARBRE_ERROR_FAILED, "SHA-256");
}

static void
test_reftable(Scratch *scratch, const void *data)
{
    run(scratch, "git config core.repositoryformatversion 1 && "
                 "git config extensions.refstorage reftable");
    expect_refusal(scratch, MARBRE_ERROR_FAILED,
                   "keeps its branches as a reftable, which cannot be read yet");
}

static void
test_foreign_owner(Scratch *scratch, const void *data)
{
    if (geteuid() != 0) {
        g_test_skip("needs root to give a folder away");
        return;
    }
    g_autoptr(GError) error = NULL;
    run(scratch, "chown -R 4711 .");
    g_assert_null(marbre_store_open(scratch->dir, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_autofree char *command =
        g_strdup_printf("git config --global --add safe.directory '%s'", scratch->dir);
    g_assert_nonnull(strstr(error->message, command));
}

static void
test_init(Scratch *scratch, const void *data)
{
    g_autofree char *dir = g_strconcat(scratch->dir, "/fresh/newsroom", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreStore) store = marbre_store_init(dir, "redaction", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(marbre_store_get_branch(store), ==, "redaction");
    g_autoptr(MarbreSnapshot) empty = marbre_snapshot_commit(store, NULL, &error);
    g_assert_no_error(error);
    g_assert_null(marbre_snapshot_commit_id(empty));
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(empty, "", &error);
    g_assert_cmpuint(entries->len, ==, 0);
    g_assert_null(marbre_store_init(dir, "redaction", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "is a git repository already"));
    g_clear_error(&error);
    g_assert_null(marbre_store_init(dir, "-x", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "is no name for a branch"));
}

static void
test_configured_branch(Scratch *scratch, const void *data)
{
    run(scratch, "git config marbre.branch desk && git branch desk");
    scratch_reopen(scratch);
    g_assert_cmpstr(marbre_store_get_branch(scratch->store), ==, "desk");
    g_assert_false(marbre_store_is_on_branch(scratch->store));
    run(scratch, "git config marbre.branch a..b");
    expect_refusal(scratch, MARBRE_ERROR_USAGE,
                   "git's marbre.branch is “a..b”, which is no name for a branch; set another "
                   "with: git config marbre.branch main");
}

static void
test_unreadable(Scratch *scratch, const void *data)
{
    run(scratch, "rm .git/HEAD");
    expect_refusal(scratch, MARBRE_ERROR_FAILED,
                   "there is a .git here or above, but git's files cannot be read");
}

static void
test_config_set(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(marbre_store_config_set(scratch->store, "marbre.trust", "abc", &error));
    assert_shell(scratch, "git config marbre.trust", "abc");
}

static void
test_revisions(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *head = shell(scratch, "git rev-parse HEAD");

    run(scratch, "git commit -q --allow-empty -m Second && git tag -a -m t v1 && git branch other");
    g_autofree char *tip = shell(scratch, "git rev-parse HEAD");
    g_autofree char *found = marbre_store_resolve(scratch->store, NULL, &error);
    g_assert_cmpstr(found, ==, tip);
    g_autofree char *tag = marbre_store_resolve(scratch->store, "v1", &error);
    g_assert_cmpstr(tag, ==, tip);
    g_autofree char *before = marbre_store_resolve(scratch->store, "other~1", &error);
    g_assert_cmpstr(before, ==, head);
    g_autofree char *prefix = g_strndup(head, 9);
    g_autofree char *by_prefix = marbre_store_resolve(scratch->store, prefix, &error);
    g_assert_cmpstr(by_prefix, ==, head);
    g_autofree char *stepped = marbre_store_resolve(scratch->store, "@^{commit}^1", &error);
    g_assert_cmpstr(stepped, ==, head);
    static const char *const nothing[] = {"HEAD~2",   "HEAD^2", "HEAD^{tree}", "abc",
                                          "HEAD@{0}", "",       "main:x",      "~1"};
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++) {
        g_assert_null(marbre_store_resolve(scratch->store, nothing[i], &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
        g_clear_error(&error);
    }
    g_assert_null(marbre_store_resolve(scratch->store, "nobody", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_null(marbre_store_resolve(scratch->store, ":/Second", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_true(marbre_store_is_ancestor(scratch->store, head, tip, &error));
    g_assert_false(marbre_store_is_ancestor(scratch->store, tip, head, &error));
    g_assert_no_error(error);
    g_autofree char *base = marbre_store_merge_base(scratch->store, head, tip, &error);
    g_assert_cmpstr(base, ==, head);
    g_auto(GStrv) branches = marbre_store_branches(scratch->store, &error);
    g_autofree char *names = g_strjoinv(" ", branches);
    g_assert_cmpstr(names, ==, "main other");
    g_assert_null(marbre_store_tip(scratch->store, "nobody", &error));
    g_assert_no_error(error);
}

static void
test_hook(Scratch *scratch, const void *data)
{
    g_autofree char *git = g_strconcat(scratch->dir, "/.git", NULL);
    g_autofree char *objects = g_strconcat(scratch->dir, "/q:u", NULL);
    g_autoptr(GError) error = NULL;

    /* What a push brings lies apart from the repository, under any path. */
    g_autofree char *blob =
        shell(scratch, "mkdir q:u && echo pushed > f && GIT_OBJECT_DIRECTORY=q:u "
                       "git hash-object -w f");
    g_autoptr(MarbreStore) store = marbre_store_open_hook(git, objects, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(store, "main", &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) old = marbre_snapshot_read(snapshot, STORY, 100, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) content = marbre_snapshot_read_id(snapshot, blob, 100, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(content, NULL), g_bytes_get_size(content), "pushed\n", 7);
    g_assert_null(marbre_store_begin(store, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_cmpstr(error->message, ==,
                    "a hook only judges; what changes something is run outside of it");
    g_clear_error(&error);
    g_assert_false(marbre_store_config_set(store, "marbre.trust", "abc", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_cmpstr(error->message, ==,
                    "a hook only judges; what changes something is run outside of it");
    assert_shell(scratch, "ls .git/marbre 2>&1 | grep -c .", "1"); /* ls: cannot access */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/store/open", test_open);
    g_test_add_func("/store/no-repository", test_no_repository);
    test_store("/store/sha256", test_sha256);
    test_store("/store/reftable", test_reftable);
    test_store("/store/foreign-owner", test_foreign_owner);
    test_store("/store/init", test_init);
    test_store("/store/configured-branch", test_configured_branch);
    test_store("/store/unreadable", test_unreadable);
    test_store("/store/config-set", test_config_set);
    test_store("/store/revisions", test_revisions);
    test_store("/store/hook", test_hook); /* last: it turns the owner check off */
    return g_test_run();
}
