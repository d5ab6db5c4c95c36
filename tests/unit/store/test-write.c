/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include <string.h>
#include <unistd.h>

#define CLEAN "git fsck --no-dangling --strict 2>&1; git status --porcelain"

static void
write_good(Scratch *scratch, const char *path, const char *text)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    write_one(scratch, path, text, kept, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(kept->len, ==, 0);
}

/* The file named is left alone. */
static void
write_keeping(Scratch *scratch, const char *path, const char *text, const char *expected)
{
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    write_one(scratch, path, text, kept, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(kept->len, ==, 1);
    g_assert_cmpstr(g_ptr_array_index(kept, 0), ==, expected);
}

static void
write_bad(Scratch *scratch, const char *path, MarbreErrorCode code, const char *words)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(write_one(scratch, path, "new\n", NULL, &error));
    g_assert_error(error, MARBRE_ERROR, (int)code);
    if (strstr(error->message, words) == NULL)
        g_error("“%s” does not say “%s”", error->message, words);
}

static void
test_one(Scratch *scratch, const void *data)
{
    write_good(scratch, STORY, "new\n");
    assert_shell(scratch, CLEAN, "");
    assert_shell(scratch, "cat " STORY, "new");
    assert_shell(scratch, "git log --format='%an|%ae|%ad|%cn|%s' -1",
                 "Léa Morel|lea@example.org|Wed Nov 15 00:13:20 2023 +0200|Léa Morel|Put");
    assert_shell(scratch, "git log --format=%s", "Put\nFirst");
    assert_shell(scratch, "git log -g --format=%gs | head -1", "marbre: write");
    assert_shell(scratch, "git diff --stat HEAD~1 --format= --name-status", "M\t" STORY);
    assert_shell(scratch,
                 "find .git -name '*.lock' -o -name 'journal*' -o -type f -path "
                 "'*/incoming/*' -o -path '*/held/*'",
                 "");
}

/* New folders, a file that was there already with the same words, removal up to empty folders. */
static void
test_files_come_and_go(Scratch *scratch, const void *data)
{
    MarbreSignature who = somebody();
    g_autoptr(GError) error = NULL;
    char id[41];

    run(scratch, "mkdir -p articles/2024/01/b && printf same > articles/2024/01/b/index.fr.md");
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    put(changeset, "articles/2024/01/a/index.fr.md", "a");
    put(changeset, "articles/2024/01/b/index.fr.md", "same");
    g_assert_true(marbre_changeset_remove_folder(changeset, "articles/2023/09/story", &error));
    g_assert_true(marbre_write_commit(write, NULL, changeset, &who, &who, "All", id, &error));
    g_assert_true(marbre_write_finish(write, NULL, &error));
    g_assert_no_error(error);
    assert_shell(scratch, CLEAN, "");
    assert_shell(scratch, "git ls-files; find articles -type d | sort",
                 "articles/2024/01/a/index.fr.md\narticles/2024/01/b/index.fr.md\nmarbre.yaml\n"
                 "articles\narticles/2024\narticles/2024/01\narticles/2024/01/a\n"
                 "articles/2024/01/b");
}

/* Commits stack, another branch follows, and nothing shows before the end. */
static void
test_stack(Scratch *scratch, const void *data)
{
    MarbreSignature who = somebody();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    char first[41], second[41], page[41];

    g_assert_no_error(error);
    for (int i = 0; i < 2; i++) {
        g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
        put(changeset, STORY, i == 0 ? "one\n" : "two\n");
        g_assert_true(marbre_write_commit(write, NULL, changeset, &who, &who,
                                          i == 0 ? "One" : "Two", i == 0 ? first : second, &error));
    }
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    put(changeset, "index.html", "<p>");
    g_assert_true(
        marbre_write_commit(write, "published", changeset, &who, &who, "Page", page, &error));
    g_autoptr(GBytes) so_far = marbre_snapshot_read(marbre_write_snapshot(write), STORY, 9, &error);
    g_assert_cmpmem(g_bytes_get_data(so_far, NULL), 4, "two\n", 4);
    g_autoptr(GBytes) base = marbre_snapshot_read(marbre_write_base(write), STORY, 9, &error);
    g_assert_cmpmem(g_bytes_get_data(base, NULL), 4, "old\n", 4);
    assert_shell(scratch, "git log --format=%s --all; cat " STORY, "First\nold");
    g_assert_true(marbre_write_finish(write, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *expected = g_strdup_printf("%s Two %s One", second, first);
    assert_shell(scratch, "git log --format='%H %s' | head -2 | tr '\\n' ' '", expected);
    assert_shell(scratch, "git log --format=%s published; git ls-tree --name-only published",
                 "Page\nindex.html");
    assert_shell(scratch, CLEAN, "");
}

static void
test_abandoned(Scratch *scratch, const void *data)
{
    MarbreSignature who = somebody();
    g_autoptr(GError) error = NULL;
    char id[41];
    g_autofree char *before = shell(scratch, "find .git/objects | sort; git rev-parse HEAD");
    MarbreWrite *write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();

    put(changeset, STORY, "new\n");
    g_assert_true(marbre_write_commit(write, NULL, changeset, &who, &who, "X", id, &error));
    marbre_write_unref(write);
    assert_shell(scratch, "find .git/objects | sort; git rev-parse HEAD", before);
    write_good(scratch, STORY, "after\n"); /* and the lock is free */
}

static void
test_words_stay(Scratch *scratch, const void *data)
{
    run(scratch, "echo words > " STORY);
    write_keeping(scratch, STORY, "new\n", STORY);
    assert_shell(scratch, "cat " STORY "; git show HEAD:" STORY "; git status --porcelain",
                 "words\nnew\n M " STORY);
}

/* Saving: the words lie there already and become the commit. */
static void
test_words_saved(Scratch *scratch, const void *data)
{
    run(scratch, "printf 'words\\n' > " STORY " && touch -d @1600000000 " STORY);
    write_good(scratch, STORY, "words\n");
    assert_shell(scratch, CLEAN, "");
    assert_shell(scratch, "stat -c %Y " STORY, "1600000000"); /* not rewritten */
}

static void
test_staged_stays(Scratch *scratch, const void *data)
{
    run(scratch, "echo staged > " STORY " && echo other > marbre.yaml && git add .");
    write_keeping(scratch, STORY, "new\n", STORY);
    assert_shell(scratch, "git show :" STORY "; git show :marbre.yaml; cat " STORY,
                 "staged\nother\nstaged");
    assert_shell(scratch, "git status --porcelain", "M  " STORY "\nM  marbre.yaml");
}

static void
test_deleted_comes_back(Scratch *scratch, const void *data)
{
    run(scratch, "rm -r articles");
    write_good(scratch, STORY, "new\n");
    assert_shell(scratch, "cat " STORY "; git status --porcelain",
                 "new\n D articles/2023/09/story/state.yaml");
}

static void
test_links_in_the_way(Scratch *scratch, const void *data)
{
    run(scratch, "echo secret > canary && rm " STORY " && ln -s ../../../../canary " STORY);
    write_keeping(scratch, STORY, "new\n", STORY);
    assert_shell(scratch, "cat canary; git show HEAD:" STORY, "secret\nnew");
    run(scratch, "mkdir away && mv articles/2023/09/story/* away && rmdir articles/2023/09/story "
                 "&& ln -s ../../../away articles/2023/09/story");
    write_keeping(scratch, "articles/2023/09/story/state.yaml", "new\n",
                  "articles/2023/09/story/state.yaml");
    assert_shell(scratch, "cat away/state.yaml; ls -A away", "draft\nindex.fr.md\nstate.yaml");
}

static void
test_other_branch(Scratch *scratch, const void *data)
{
    run(scratch, "git config marbre.branch main && git switch -qc idea && echo mine > mine && "
                 "git add mine");
    scratch_reopen(scratch);
    write_good(scratch, STORY, "new\n");
    assert_shell(scratch, "cat " STORY "; git show main:" STORY "; git status --porcelain",
                 "old\nnew\nA  mine");
}

static void
test_detached(Scratch *scratch, const void *data)
{
    run(scratch, "git switch -q --detach");
    scratch_reopen(scratch);
    write_bad(scratch, STORY, MARBRE_ERROR_FAILED, "git switch");
}

/* The branch is shown by a linked working tree, written from there, from the main one and from
 * below the bare repository. */
static void
test_linked(Scratch *scratch, const void *data)
{
    g_autofree char *linked = g_strconcat(scratch->dir, "/linked tree", NULL);
    g_autofree char *bare = g_strconcat(scratch->dir, "/bare.git", NULL);
    g_autofree char *whole = g_strdup(scratch->dir);

    run(scratch, "git clone -q --bare . bare.git && cd bare.git && git worktree add -q "
                 "'../linked tree' main && git worktree add -q -b idea ../idea");
    g_clear_pointer(&scratch->store, marbre_store_unref);
    g_autoptr(GError) error = NULL;
    scratch->store = marbre_store_open(linked, &error);
    g_assert_no_error(error);
    write_good(scratch, STORY, "one\n");
    assert_shell(scratch, "cd 'linked tree' && cat " STORY " && git status --porcelain", "one");
    marbre_store_unref(scratch->store);
    scratch->store = marbre_store_open(bare, &error);
    g_assert_no_error(error);
    write_good(scratch, STORY, "two\n");
    assert_shell(scratch, "cd 'linked tree' && cat " STORY " && git status --porcelain", "two");
    assert_shell(scratch, "cd 'linked tree' && git log -g -1 --format=%gs HEAD", "marbre: write");
    assert_shell(scratch, "cd idea && cat " STORY " && git status --porcelain", "old");
}

static void
test_bare(Scratch *scratch, const void *data)
{
    g_autofree char *dir = g_strconcat(scratch->dir, "/bare:\"x.git", NULL);
    g_autoptr(GError) error = NULL;

    run(scratch, "git clone -q --bare --template= . 'bare:\"x.git'");
    marbre_store_unref(scratch->store);
    scratch->store = marbre_store_open(dir, &error);
    g_assert_no_error(error);
    write_good(scratch, STORY, "new\n");
    assert_shell(scratch,
                 "cd 'bare:\"x.git' && git fsck --strict 2>&1; git show main:" STORY
                 "; find . -name index -o -name logs",
                 "new");
}

static void
test_first_commit(Scratch *scratch, const void *data)
{
    g_autofree char *dir = g_strconcat(scratch->dir, "/fresh", NULL);
    g_autoptr(GError) error = NULL;

    marbre_store_unref(scratch->store);
    scratch->store = marbre_store_init(dir, "main", &error);
    g_assert_no_error(error);
    write_good(scratch, "marbre.yaml", "x\n");
    assert_shell(scratch, "cd fresh && git log --format=%s && " CLEAN, "Put");
}

static void
test_filter(Scratch *scratch, const void *data)
{
    run(scratch, "printf '*.jpg filter=lfs diff=lfs -text\\n*.txt -filter\\n' > .gitattributes");
    write_bad(scratch, "articles/2023/09/story/p.jpg", MARBRE_ERROR_REFUSED,
              "passes through git's filter “lfs” (.gitattributes); commit it with git itself");
    write_good(scratch, STORY, "new\n");
    run(scratch, "git add .gitattributes && git commit -qm attributes && rm .gitattributes && "
                 "git clone -q --bare . bare.git");
    g_autofree char *dir = g_strconcat(scratch->dir, "/bare.git", NULL);
    marbre_store_unref(scratch->store);
    scratch->store = marbre_store_open(dir, NULL);
    write_bad(scratch, "articles/2023/09/story/p.jpg", MARBRE_ERROR_REFUSED,
              "passes through git's filter “lfs” (.gitattributes); commit it with git itself");
    write_good(scratch, "notes.txt", "x\n");
}

static void
test_autocrlf(Scratch *scratch, const void *data)
{
    run(scratch, "git config core.autocrlf true && printf '* text=auto eol=crlf\\n' "
                 "> .gitattributes");
    write_good(scratch, "articles/2023/09/story/crlf.md", "a\r\nb\r\n");
    write_good(scratch, "articles/2023/09/story/lf.md", "a\nb\n");
    assert_shell(scratch,
                 "for f in crlf lf; do git cat-file blob HEAD:articles/2023/09/story/$f.md "
                 "| od -An -c | tr -d ' \\n'; done",
                 "a\\r\\nb\\r\\na\\nb\\n");
    assert_shell(scratch, "od -An -c articles/2023/09/story/lf.md | tr -d ' \\n'", "a\\nb\\n");
}

static void
test_unsafe_paths(Scratch *scratch, const void *data)
{
    static const char *const paths[] = {"../x",   "/x",     "a/../b", "",        "a//b",
                                        ".git/x", "a/.GIT", "a\nb",   "git~1/x", "a\\b"};
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    g_autoptr(GBytes) content = g_bytes_new_static("x", 1);

    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(marbre_changeset_put(changeset, paths[i], content, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
        g_assert_nonnull(strstr(
            error->message,
            "is no path for a file of a newsroom; write it from the newsroom's top, without “..”"));
    }
    g_assert_true(marbre_changeset_is_empty(changeset));
}

static void
test_files_and_folders(Scratch *scratch, const void *data)
{
    write_bad(scratch, "articles/2023", MARBRE_ERROR_REFUSED,
              "is a folder, not a file; give one of the two another name");
    write_bad(scratch, "marbre.yaml/x", MARBRE_ERROR_REFUSED,
              "is a file, nothing can be put below it; give one of the two another name");
    MarbreSignature who = somebody();
    g_autoptr(GError) error = NULL;
    char id[41];
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    g_assert_true(marbre_changeset_remove(changeset, "marbre.yaml", &error));
    put(changeset, "marbre.yaml/x", "x");
    g_assert_true(marbre_changeset_remove_folder(changeset, "articles", &error));
    put(changeset, "articles", "a file now\n");
    g_assert_true(marbre_write_commit(write, NULL, changeset, &who, &who, "X", id, &error));
    g_assert_true(marbre_write_finish(write, NULL, &error));
    g_assert_no_error(error);
    assert_shell(scratch, "git ls-tree -r --name-only HEAD", "articles\nmarbre.yaml/x");
    assert_shell(scratch, "git fsck --strict 2>&1", "");
}

static void
test_bad_words(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    MarbreSignature good = somebody(), bad = somebody();
    char id[41];
    static const char *const names[] = {"", "a\nb", " <> ", "a<b>c", "\xff"};

    put(changeset, STORY, "x");
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        bad.name = (char *)names[i];
        g_assert_false(marbre_write_commit(write, NULL, changeset, &bad, &good, "M", id, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
        g_clear_error(&error);
    }
    bad = somebody();
    bad.email = (char *)"bob@e> <ana@e";
    g_assert_false(marbre_write_commit(write, NULL, changeset, &bad, &good, "M", id, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(marbre_write_commit(write, NULL, changeset, &good, &good, " \n", id, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
}

static void
test_moved(Scratch *scratch, const void *data)
{
    MarbreSignature who = somebody();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    char id[41];

    put(changeset, STORY, "new\n");
    put(changeset, "articles/2023/09/story/more.md", "more\n");
    g_assert_true(marbre_write_commit(write, NULL, changeset, &who, &who, "X", id, &error));
    run(scratch, "git commit -q --allow-empty -m Theirs");
    g_assert_false(marbre_write_finish(write, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY);
    g_assert_nonnull(strstr(error->message, "; nothing was changed, try again"));
    assert_shell(scratch, "git log -1 --format=%s; cat " STORY "; " CLEAN, "Theirs\nold");
    assert_shell(scratch, "find .git -name '*.lock' -o -name 'journal*'", "");
}

static void
test_locked(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreWrite) first = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreStore) other = marbre_store_open(scratch->dir, &error);

    marbre_store_set_patience(other, 100);
    g_assert_null(marbre_store_begin(other, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY);
    g_assert_nonnull(strstr(error->message, "another command is writing in this newsroom"));
    g_autofree char *pid = g_strdup_printf("process %d", (int)getpid());
    g_assert_nonnull(strstr(error->message, pid));
}

/* Locks that we did not make are waited for and left. */
static void
test_git_locks(Scratch *scratch, const void *data)
{
    static const char *const locks[] = {".git/index.lock", ".git/refs/heads/main.lock"};

    for (size_t i = 0; i < G_N_ELEMENTS(locks); i++) {
        g_autofree char *make = g_strdup_printf("touch %s", locks[i]);
        g_autofree char *check =
            g_strdup_printf("ls %s && rm %s && cat " STORY "; " CLEAN, locks[i], locks[i]);
        g_autofree char *expected = g_strdup_printf("%s\nold", locks[i]);
        run(scratch, make);
        write_bad(scratch, STORY, MARBRE_ERROR_BUSY, locks[i]);
        assert_shell(scratch, check, expected);
    }
    run(scratch, "mkdir .git/index.lock");
    write_bad(scratch, STORY, MARBRE_ERROR_BUSY, "index.lock");
    assert_shell(scratch, "rmdir .git/index.lock; find .git/marbre/held -type f", "");
    write_good(scratch, STORY, "new\n");
}

static void
test_move(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "echo theirs > " STORY " && git commit -qam Theirs && git branch fetched && "
                 "git reset -q --hard HEAD~1");
    g_autofree char *tip = shell(scratch, "git rev-parse fetched");
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_assert_true(marbre_write_move(write, NULL, tip, &error));
    marbre_write_set_reason(write, "sync");
    g_assert_true(marbre_write_finish(write, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *expected = g_strdup_printf("%s\ntheirs", tip);
    assert_shell(scratch, "git rev-parse main; cat " STORY "; " CLEAN, expected);
    assert_shell(scratch, "git log -g -1 --format=%gs", "marbre: sync");
}

static void
test_merge(Scratch *scratch, const void *data)
{
    MarbreSignature who = somebody();
    g_autoptr(GError) error = NULL;
    char id[41], tree[41];

    run(scratch, "git branch theirs && git switch -q theirs && git commit -q --allow-empty -m T && "
                 "git switch -q main");
    g_autofree char *theirs = shell(scratch, "git rev-parse theirs");
    g_autofree char *mine = shell(scratch, "git rev-parse main");
    const char *parents[] = {theirs, mine, NULL};
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    put(changeset, STORY, "merged\n");
    g_assert_true(marbre_write_tree(write, NULL, changeset, tree, &error));
    g_assert_true(
        marbre_write_commit_tree(write, NULL, tree, parents, &who, &who, "Merge", id, &error));
    g_assert_true(marbre_write_finish(write, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *expected = g_strdup_printf("%s %s\nmerged", theirs, mine);
    assert_shell(scratch, "git log -1 --format=%P; cat " STORY "; " CLEAN, expected);
}

static void
test_branch_names(Scratch *scratch, const void *data)
{
    MarbreSignature who = somebody();
    g_autoptr(GError) error = NULL;
    char id[41];

    run(scratch, "git branch published/old && git pack-refs --all");
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    put(changeset, "x", "x");
    g_assert_true(marbre_write_commit(write, "published", changeset, &who, &who, "P", id, &error));
    g_assert_false(marbre_write_finish(write, NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message,
                            "cannot be made: a branch of a longer or shorter name is in the way"));
    assert_shell(scratch, "git for-each-ref --format='%(refname)'; " CLEAN,
                 "refs/heads/main\nrefs/heads/published/old");
}

static void
test_packed_refs(Scratch *scratch, const void *data)
{
    run(scratch, "git pack-refs --all --prune && git gc -q");
    write_good(scratch, STORY, "new\n");
    assert_shell(scratch, "git show main:" STORY "; " CLEAN, "new");
}

/* A blob of ours that lies damaged in the repository must not be built upon. */
static void
test_damaged_object(Scratch *scratch, const void *data)
{
    run(scratch, "o=$(echo new | git hash-object -w --stdin) && "
                 "f=.git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-) && chmod u+w $f && "
                 ": > $f");
    g_autoptr(GError) error = NULL;
    g_assert_false(write_one(scratch, STORY, "new\n", NULL, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    assert_shell(scratch, "git log --format=%s; cat " STORY, "First\nold");
}

static void
test_shallow(Scratch *scratch, const void *data)
{
    run(scratch, "git commit -q --allow-empty -m Two && git clone -q --depth 1 \"file://$PWD\" "
                 "clone");
    g_autofree char *dir = g_strconcat(scratch->dir, "/clone", NULL);
    marbre_store_unref(scratch->store);
    scratch->store = marbre_store_open(dir, NULL);
    g_assert_true(marbre_store_is_shallow(scratch->store));
    write_good(scratch, STORY, "new\n");
    assert_shell(scratch, "cd clone && cat " STORY " && " CLEAN, "new");
}

static char *
seal(void *user, GBytes *commit, GError **error)
{
    GBytes **seen = user;

    g_clear_pointer(seen, g_bytes_unref);
    *seen = g_bytes_ref(commit);
    return g_strdup("-----BEGIN X-----\n\nAB\n-----END X-----\n");
}

/* As git keeps one: behind the committer; what was signed is the rest. */
static void
test_sealed(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, &error);
    g_autoptr(MarbreSignature) by = marbre_signature_new("L", "l@e.org", (MarbreInstant){1, 0});
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    g_autoptr(GBytes) seen = NULL;
    g_autoptr(GBytes) payload = NULL;
    g_autofree char *armoured = NULL;
    char id[41];

    g_assert_no_error(error);
    marbre_write_set_seal(write, seal, &seen);
    g_assert_true(marbre_write_commit(write, NULL, changes, by, by, "One", id, &error));
    g_assert_true(marbre_write_commit(write, "other", changes, by, by, "Two", id, &error));
    g_assert_true(marbre_write_finish(write, NULL, &error));
    assert_shell(scratch, "git cat-file commit other | grep -c gpgsig || true", "0");
    assert_shell(scratch, "git cat-file commit HEAD | tail -n +3",
                 "author L <l@e.org> 1 +0000\ncommitter L <l@e.org> 1 +0000\n"
                 "gpgsig -----BEGIN X-----\n \n AB\n -----END X-----\n\nOne");
    assert_shell(scratch, CLEAN, "");
    g_autoptr(MarbreCommit) commit = marbre_commit_read(scratch->store, "HEAD", &error);
    g_assert_no_error(error);
    g_assert_null(commit->not_canonical);
    g_assert_true(marbre_commit_signature(commit, &armoured, &payload));
    g_assert_cmpstr(armoured, ==, "-----BEGIN X-----\n\nAB\n-----END X-----\n");
    g_assert_true(g_bytes_equal(payload, seen));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/write/one", test_one);
    test_store("/write/files-come-and-go", test_files_come_and_go);
    test_store("/write/sealed", test_sealed);
    test_store("/write/stack", test_stack);
    test_store("/write/abandoned", test_abandoned);
    test_store("/write/words-stay", test_words_stay);
    test_store("/write/words-saved", test_words_saved);
    test_store("/write/staged-stays", test_staged_stays);
    test_store("/write/deleted-comes-back", test_deleted_comes_back);
    test_store("/write/links-in-the-way", test_links_in_the_way);
    test_store("/write/other-branch", test_other_branch);
    test_store("/write/detached", test_detached);
    test_store("/write/linked", test_linked);
    test_store("/write/bare", test_bare);
    test_store("/write/first-commit", test_first_commit);
    test_store("/write/filter", test_filter);
    test_store("/write/autocrlf", test_autocrlf);
    test_store("/write/unsafe-paths", test_unsafe_paths);
    test_store("/write/files-and-folders", test_files_and_folders);
    test_store("/write/bad-words", test_bad_words);
    test_store("/write/moved", test_moved);
    test_store("/write/locked", test_locked);
    test_store("/write/git-locks", test_git_locks);
    test_store("/write/move", test_move);
    test_store("/write/merge", test_merge);
    test_store("/write/branch-names", test_branch_names);
    test_store("/write/packed-refs", test_packed_refs);
    test_store("/write/damaged-object", test_damaged_object);
    test_store("/write/shallow", test_shallow);
    return g_test_run();
}
