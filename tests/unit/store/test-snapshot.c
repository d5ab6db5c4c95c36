/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include <string.h>
#include <sys/stat.h>

/* The content must be exactly this. */
static void
expect_content(MarbreSnapshot *snapshot, const char *path, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) content = marbre_snapshot_read(snapshot, path, 1000, &error);

    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(content, NULL), g_bytes_get_size(content), expected,
                    strlen(expected));
}

static void
expect_error(MarbreSnapshot *snapshot, const char *path, MarbreErrorCode code, const char *words)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(marbre_snapshot_read(snapshot, path, 1000, &error));
    g_assert_error(error, MARBRE_ERROR, (int)code);
    if (strstr(error->message, words) == NULL)
        g_error("%s", error->message);
}

/* Names and kinds of a folder as one line. */
static char *
listed(MarbreSnapshot *snapshot, const char *folder)
{
    static const char letters[] = "fdlxso";
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(snapshot, folder, &error);
    GString *line = g_string_new(NULL);

    g_assert_no_error(error);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_string_append_printf(line, "%s%s:%c", i > 0 ? " " : "", entry->name,
                               letters[entry->kind]);
    }
    return g_string_free(line, FALSE);
}

static void
expect_list(MarbreSnapshot *snapshot, const char *folder, const char *expected)
{
    g_autofree char *line = listed(snapshot, folder);

    g_assert_cmpstr(line, ==, expected);
}

static void
expect_folder_id(Scratch *scratch, MarbreSnapshot *snapshot, const char *folder, const char *rev)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *expected = shell(scratch, "git rev-parse '%s'", rev);
    char id[41];

    g_assert_true(marbre_snapshot_folder_id(snapshot, folder, id, &error));
    g_assert_no_error(error);
    g_assert_cmpstr(id, ==, expected);
}

static void
test_commit(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *head = shell(scratch, "git rev-parse HEAD");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(scratch->store, NULL, &error);
    char id[41];

    g_assert_no_error(error);
    g_assert_true(marbre_snapshot_is_fixed(snapshot));
    g_assert_cmpstr(marbre_snapshot_commit_id(snapshot), ==, head);
    expect_content(snapshot, STORY, "old\n");
    expect_list(snapshot, "", "articles:d marbre.yaml:f");
    expect_list(snapshot, "articles/2023/09/story", "index.fr.md:f state.yaml:f");
    expect_folder_id(scratch, snapshot, "", "HEAD^{tree}");
    expect_folder_id(scratch, snapshot, "articles/2023/09", "HEAD:articles/2023/09");
    g_assert_true(marbre_snapshot_file_id(snapshot, STORY, id, &error));
    g_autofree char *blob = shell(scratch, "git rev-parse HEAD:" STORY);
    g_assert_cmpstr(id, ==, blob);
    expect_error(snapshot, "articles/none.md", MARBRE_ERROR_NOT_FOUND, ": there is no such file");
    expect_error(snapshot, "marbre.yaml/below", MARBRE_ERROR_NOT_FOUND, ": there is no such file");
    expect_error(snapshot, "articles", MARBRE_ERROR_REFUSED,
                 "is no plain file; put the file itself there");
    expect_error(snapshot, "../etc/passwd", MARBRE_ERROR_REFUSED,
                 "is no path inside a newsroom; write it from the newsroom's top, without “..”");
    expect_error(snapshot, "/etc/passwd", MARBRE_ERROR_REFUSED,
                 "is no path inside a newsroom; write it from the newsroom's top, without “..”");
    expect_error(snapshot, "articles//x", MARBRE_ERROR_REFUSED,
                 "is no path inside a newsroom; write it from the newsroom's top, without “..”");
    expect_error(snapshot, ".GIT/config", MARBRE_ERROR_REFUSED,
                 "is no path inside a newsroom; write it from the newsroom's top, without “..”");
    expect_error(snapshot, "", MARBRE_ERROR_REFUSED,
                 "is no path inside a newsroom; write it from the newsroom's top, without “..”");
}

static void
test_limit(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreSnapshot) commit = marbre_snapshot_commit(scratch->store, NULL, &error);
    g_autoptr(MarbreSnapshot) tree = marbre_snapshot_worktree(scratch->store, &error);
    g_autoptr(GBytes) exact = marbre_snapshot_read(commit, STORY, 4, &error);

    g_assert_no_error(error);
    g_assert_null(marbre_snapshot_read(commit, STORY, 3, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(
        strstr(error->message, "is larger than the 3 bytes that are read; make it smaller"));
    g_clear_error(&error);
    g_autoptr(GBytes) also = marbre_snapshot_read(tree, STORY, 4, &error);
    g_assert_no_error(error);
    g_assert_null(marbre_snapshot_read(tree, STORY, 3, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
}

static void
test_worktree(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *head = shell(scratch, "git rev-parse HEAD");

    run(scratch, "echo new > " STORY " && echo x > articles/2023/09/story/photo.jpg && "
                 "echo '*.swp' > .gitignore && echo x > articles/2023/09/story/.index.swp && "
                 "mkdir -p articles/empty");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_worktree(scratch->store, &error);
    g_assert_no_error(error);
    g_assert_false(marbre_snapshot_is_fixed(snapshot));
    g_assert_cmpstr(marbre_snapshot_commit_id(snapshot), ==, head);
    expect_content(snapshot, STORY, "new\n");
    expect_list(snapshot, "articles/2023/09/story", "index.fr.md:f photo.jpg:f state.yaml:f");
    g_autofree char *expected = shell(scratch, "git add -A . && git write-tree");
    expect_folder_id(scratch, snapshot, "", expected);
    g_autofree char *story = shell(scratch, "git write-tree --prefix=articles/2023/09/story/");
    expect_folder_id(scratch, snapshot, "articles/2023/09/story", story);
}

static void
test_worktree_kinds(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "cd articles/2023/09/story && ln -s /etc/passwd link.md && mkfifo pipe.md && "
                 "echo x > run.md && chmod +x run.md && ln -s /etc folder && "
                 "git init -q --template= other && echo x > .marbre-part-0000000000000000");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_worktree(scratch->store, &error);
    expect_list(snapshot, "articles/2023/09/story",
                "folder:l index.fr.md:f link.md:l other:s pipe.md:o run.md:x state.yaml:f");
    expect_error(snapshot, "articles/2023/09/story/link.md", MARBRE_ERROR_REFUSED,
                 "a symbolic link stands on the way; put the file or folder itself there");
    expect_error(snapshot, "articles/2023/09/story/pipe.md", MARBRE_ERROR_REFUSED,
                 "is no file but a folder, a pipe or a device; name a file");
    expect_error(snapshot, "articles/2023/09/story/folder/passwd", MARBRE_ERROR_REFUSED,
                 "a symbolic link stands on the way; put the file or folder itself there");
    expect_content(snapshot, "articles/2023/09/story/run.md", "x\n");
}

static void
test_worktree_swapped_folder(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_worktree(scratch->store, &error);

    run(scratch,
        "mkdir away && echo secret > away/index.fr.md && mv articles/2023/09/story gone && "
        "ln -s ../../../away articles/2023/09/story");
    expect_error(snapshot, STORY, MARBRE_ERROR_REFUSED, STORY);
    g_assert_null(marbre_snapshot_list(snapshot, "articles/2023/09/story", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(
        error->message, "a symbolic link stands on the way; put the file or folder itself there"));
}

/* The index vouches for a file only while its times and size are as it remembers them. */
static void
test_worktree_ids(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    char id[41];

    run(scratch, "sleep 1.1; git status; git update-index --refresh");
    g_autoptr(MarbreSnapshot) before = marbre_snapshot_worktree(scratch->store, &error);
    g_assert_true(marbre_snapshot_file_id(before, STORY, id, &error));
    g_autofree char *old = shell(scratch, "git rev-parse HEAD:" STORY);
    g_assert_cmpstr(id, ==, old);
    /* Same size, same mtime: the inode's change time gives it away. */
    run(scratch, "touch -r " STORY " ref && printf 'OLD\\n' > " STORY " && touch -r ref " STORY);
    g_autoptr(MarbreSnapshot) after = marbre_snapshot_worktree(scratch->store, &error);
    g_assert_true(marbre_snapshot_file_id(after, STORY, id, &error));
    g_autofree char *expected = shell(scratch, "git hash-object " STORY);
    g_assert_cmpstr(id, ==, expected);
}

static void
test_file_mode_off(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "git config core.filemode false && chmod -R +x articles");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_worktree(scratch->store, &error);
    expect_list(snapshot, "articles/2023/09/story", "index.fr.md:f state.yaml:f");
    expect_folder_id(scratch, snapshot, "", "HEAD^{tree}");
}

static void
test_index(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "echo staged > " STORY " && git add . && echo later > " STORY
                 " && mkdir -p articles/2023/09/story-two && echo x > articles/2023/09/story-two/a "
                 "&& git add articles/2023/09/story-two && echo n > n && git add -N n");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_index(scratch->store, &error);
    g_assert_no_error(error);
    expect_content(snapshot, STORY, "staged\n");
    expect_list(snapshot, "articles/2023/09", "story-two:d story:d");
    expect_list(snapshot, "", "articles:d marbre.yaml:f");
    g_autofree char *tree = shell(scratch, "git rm -q --cached n && git write-tree");
    expect_folder_id(scratch, snapshot, "", tree);
    expect_error(snapshot, "articles/2023/09/story-", MARBRE_ERROR_NOT_FOUND,
                 ": there is no such file");
}

static void
test_index_unmerged(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "git switch -qc a && echo a > " STORY " && git commit -qam a && "
                 "git switch -q main && echo b > " STORY " && git commit -qam b; "
                 "git merge a > /dev/null; test -f .git/MERGE_HEAD");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_index(scratch->store, &error);
    expect_list(snapshot, "articles/2023/09/story", "index.fr.md:o state.yaml:f");
    expect_error(snapshot, STORY, MARBRE_ERROR_REFUSED, STORY);
}

static bool
diff_add(void *user, const char *path, MarbreDiffKind kind, const char *old, const char *new)
{
    g_string_append_printf(user, "%c %s\n", "ADM"[kind], path);
    g_assert_true((*old == '\0') == (kind == MARBRE_DIFF_ADDED));
    g_assert_true((*new == '\0') == (kind == MARBRE_DIFF_REMOVED));
    return true;
}

static char *
diffed(MarbreSnapshot *a, MarbreSnapshot *b, const char *under)
{
    g_autoptr(GError) error = NULL;
    GString *lines = g_string_new(NULL);

    g_assert_true(marbre_snapshot_diff(a, b, under, diff_add, lines, &error));
    g_assert_no_error(error);
    return g_string_free(lines, FALSE);
}

static void
test_diff(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch,
        "echo new > " STORY " && git rm -q articles/2023/09/story/state.yaml && "
        "mkdir articles/2023/10 && echo x > articles/2023/10/x && git rm -qf marbre.yaml && "
        "mkdir marbre.yaml && echo y > marbre.yaml/y && git add . && git commit -qm Second");
    g_autoptr(MarbreSnapshot) a = marbre_snapshot_commit(scratch->store, "HEAD~1", &error);
    g_autoptr(MarbreSnapshot) b = marbre_snapshot_commit(scratch->store, "HEAD", &error);
    g_autoptr(MarbreSnapshot) tree = marbre_snapshot_worktree(scratch->store, &error);
    g_autoptr(MarbreSnapshot) staged = marbre_snapshot_index(scratch->store, &error);
    const char *expected = "M " STORY "\nD articles/2023/09/story/state.yaml\n"
                           "A articles/2023/10/x\nD marbre.yaml\nA marbre.yaml/y\n";
    g_autofree char *commits = diffed(a, b, NULL);
    g_assert_cmpstr(commits, ==, expected);
    g_autofree char *live = diffed(a, tree, NULL);
    g_assert_cmpstr(live, ==, expected);
    g_autofree char *index = diffed(a, staged, "");
    g_assert_cmpstr(index, ==, expected);
    g_autofree char *under = diffed(a, b, "articles/2023/09");
    g_assert_cmpstr(under, ==, "M " STORY "\nD articles/2023/09/story/state.yaml\n");
    g_autofree char *turned = diffed(a, b, "marbre.yaml");
    g_assert_cmpstr(turned, ==, "D marbre.yaml\nA marbre.yaml/y\n");
    g_autofree char *same = diffed(b, tree, NULL);
    g_assert_cmpstr(same, ==, "");
    g_autofree char *nowhere = diffed(a, b, "none");
    g_assert_cmpstr(nowhere, ==, "");
}

/* A bare repository has no files that lie about. */
static void
test_bare(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *dir = g_strconcat(scratch->dir, "/bare.git", NULL);

    run(scratch, "git clone -q --bare . bare.git");
    g_autoptr(MarbreStore) store = marbre_store_open(dir, &error);
    g_assert_true(marbre_store_is_bare(store));
    g_assert_null(marbre_snapshot_worktree(store, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_clear_error(&error);
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(store, NULL, &error);
    expect_content(snapshot, STORY, "old\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/snapshot/commit", test_commit);
    test_store("/snapshot/limit", test_limit);
    test_store("/snapshot/worktree", test_worktree);
    test_store("/snapshot/worktree-kinds", test_worktree_kinds);
    test_store("/snapshot/worktree-swapped-folder", test_worktree_swapped_folder);
    test_store("/snapshot/worktree-ids", test_worktree_ids);
    test_store("/snapshot/file-mode-off", test_file_mode_off);
    test_store("/snapshot/index", test_index);
    test_store("/snapshot/index-unmerged", test_index_unmerged);
    test_store("/snapshot/diff", test_diff);
    test_store("/snapshot/bare", test_bare);
    return g_test_run();
}
