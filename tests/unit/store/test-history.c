/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include <string.h>

static bool
subject_add(void *user, MarbreCommit *commit)
{
    g_string_append_printf(user, "%s ", commit->subject);
    return strcmp(commit->subject, "Stop") != 0;
}

static char *
walked(Scratch *scratch, const char *from, const char *until, bool first_parent)
{
    g_autoptr(GError) error = NULL;
    GString *line = g_string_new(NULL);

    g_assert_true(marbre_store_walk_range(scratch->store, from, until, first_parent, subject_add,
                                          line, &error));
    g_assert_no_error(error);
    return g_string_free(line, FALSE);
}

static void
test_walk(Scratch *scratch, const void *data)
{
    run(scratch, "git commit -q --allow-empty -m Two && git switch -qc side && "
                 "git commit -q --allow-empty -m Side && git switch -q main && "
                 "git commit -q --allow-empty -m Three && git merge -q -m Merge side");
    g_autofree char *line = walked(scratch, NULL, NULL, true);
    g_assert_cmpstr(line, ==, "Merge Three Two First ");
    g_autofree char *range = walked(scratch, NULL, "HEAD~2", true);
    g_assert_cmpstr(range, ==, "Merge Three ");
    g_autofree char *all = walked(scratch, NULL, "HEAD~2", false);
    g_assert_cmpuint(strlen(all), ==, strlen("Merge Three Side "));
    g_assert_nonnull(strstr(all, "Side"));
    g_autofree char *none = walked(scratch, "HEAD~2", "HEAD", true);
    g_assert_cmpstr(none, ==, "");
    run(scratch, "git commit -q --allow-empty -m Stop && git commit -q --allow-empty -m Last");
    g_autofree char *stopped = walked(scratch, "main", NULL, true);
    g_assert_cmpstr(stopped, ==, "Last Stop ");
}

static void
test_shallow(Scratch *scratch, const void *data)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    g_autofree char *dir = g_strconcat(scratch->dir, "/clone", NULL);

    run(scratch, "git commit -q --allow-empty -m Two && git clone -q --depth 1 \"file://$PWD\" "
                 "clone");
    g_autoptr(MarbreStore) store = marbre_store_open(dir, NULL);
    g_assert_false(marbre_store_walk(store, NULL, true, subject_add, line, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, "history ends early here; fetch the rest with: git "
                                            "fetch --unshallow (in CI: fetch-depth: 0)"));
    g_assert_nonnull(strstr(error->message, "git fetch --unshallow"));
    g_assert_cmpstr(line->str, ==, "Two ");
    g_clear_error(&error);
    g_assert_false(marbre_store_walk(store, NULL, false, subject_add, line, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, "history ends early here; fetch the rest with: git "
                                            "fetch --unshallow (in CI: fetch-depth: 0)"));
}

static void
test_fields(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "git commit -q --allow-empty --author='Léa M <lea@e.org>' "
                 "--date='1700000000 -0130' -m 'Avance : é' -m 'Pourquoi.' -m 'Marbre-Article: a1\n"
                 "Marbre-To: x\nMarbre-Digest: sha256:12'");
    g_autoptr(MarbreCommit) commit = marbre_commit_read(scratch->store, "HEAD", &error);
    g_assert_no_error(error);
    g_autofree char *id = shell(scratch, "git rev-parse HEAD");
    g_autofree char *tree = shell(scratch, "git rev-parse HEAD^{tree}");
    g_autofree char *parent = shell(scratch, "git rev-parse HEAD~1");
    g_assert_cmpstr(commit->id, ==, id);
    g_assert_cmpstr(commit->tree, ==, tree);
    g_assert_cmpuint(g_strv_length(commit->parents), ==, 1);
    g_assert_cmpstr(commit->parents[0], ==, parent);
    g_assert_cmpstr(commit->author->name, ==, "Léa M");
    g_assert_cmpstr(commit->author->email, ==, "lea@e.org");
    g_assert_cmpint(commit->author->at.seconds, ==, 1700000000);
    g_assert_cmpint(commit->author->at.offset, ==, -90);
    g_assert_cmpstr(commit->committer->name, ==, "Test");
    g_assert_cmpstr(commit->subject, ==, "Avance : é");
    g_assert_null(commit->not_canonical);
    g_assert_cmpstr(marbre_commit_trailer(commit, "Marbre-Article"), ==, "a1");
    g_assert_cmpstr(marbre_commit_trailer(commit, "marbre-digest"), ==, "sha256:12");
    g_assert_null(marbre_commit_trailer(commit, "Marbre-From"));
    const char *key, *value;
    g_assert_true(marbre_commit_trailer_at(commit, 1, &key, &value));
    g_assert_cmpstr(key, ==, "Marbre-To");
    g_assert_cmpstr(value, ==, "x");
    g_assert_false(marbre_commit_trailer_at(commit, 3, &key, &value));
}

/* Value of Marbre-To under a message; "-" where there is none. */
static void
expect_trailer(Scratch *scratch, const char *message, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strconcat(scratch->dir, "/m", NULL);

    g_assert_true(g_file_set_contents(path, message, -1, NULL));
    run(scratch, "git commit -q --allow-empty --cleanup=verbatim -F m");
    g_autoptr(MarbreCommit) commit = marbre_commit_read(scratch->store, NULL, &error);
    g_assert_no_error(error);
    const char *value = marbre_commit_trailer(commit, "Marbre-To");
    g_assert_cmpstr(value != NULL ? value : "-", ==, expected);
}

static void
test_trailers(Scratch *scratch, const void *data)
{
    expect_trailer(scratch, "S\n\nMarbre-To: x\n", "x");
    expect_trailer(scratch, "S\n\nMarbre-To: x\n\n", "x");
    expect_trailer(scratch, "Marbre-To: x\n", "-"); /* the subject */
    expect_trailer(scratch, "S\nMarbre-To: x\n", "-");
    expect_trailer(scratch, "S\n\nMarbre-To: x\n\nMore words.\n", "-");
    expect_trailer(scratch, "S\n\nMarbre-To: x\nMarbre-To: y\n", "-");
    expect_trailer(scratch, "S\n\nMarbre-To: x\n folded\n", "-");
    expect_trailer(scratch, "S\n\n> Marbre-To: x\n", "-");
    expect_trailer(scratch, "S\n\nHe wrote:\nprose\nMarbre-To: x\n", "-");
    expect_trailer(scratch, "S\n\nMarbre-To:\n", "");
    /* as git reads what stands among prose, comments and odd blanks */
    expect_trailer(scratch, "S\n\nprose\nMarbre-To: x\nSigned-off-by: A <a@b>\n", "x");
    expect_trailer(scratch, "S\n\nprose\nMarbre-To: x\n(cherry picked from commit 0)\n", "x");
    expect_trailer(scratch, "S\n\na\nb\nc\nd\ne\nf\ng\nMarbre-To: x\nSigned-off-by: A <a@b>\n",
                   "-");
    expect_trailer(scratch, "S\n\nMarbre-To : x\n", "x");
    expect_trailer(scratch, "S\n \t\nMarbre-To: x\n", "x");
    expect_trailer(scratch, "\n\nS\n\nMarbre-To: x\n", "x");
    expect_trailer(scratch, "S\n\nMarbre-To: x\n# a comment\n", "x");
    expect_trailer(scratch, "S\n\nMarbre-To: x\n\nConflicts:\n\ta.md\n", "x");
    expect_trailer(scratch, "S\n\nMarbre-To: x\v\n", "x\v");
}

static void
expect_canonical(Scratch *scratch, const char *edit, bool canonical)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *id =
        shell(scratch,
              "git cat-file commit HEAD > c && %s && git hash-object -w --literally "
              "-t commit c",
              edit);
    g_autoptr(MarbreCommit) commit = marbre_commit_read(scratch->store, id, &error);

    g_assert_no_error(error);
    if (canonical)
        g_assert_cmpstr(commit->not_canonical, ==, NULL);
    else if (commit->not_canonical == NULL)
        g_error("“%s” goes unnoticed", edit);
}

/* What git and other readers take for two different commits. */
static void
test_canonical(Scratch *scratch, const void *data)
{
    run(scratch, "git commit -q --allow-empty -m Two");
    expect_canonical(scratch, "true", true);
    expect_canonical(scratch, "sed -i '/^committer/a gpgsig -----BEGIN\\n x\\n -----END' c", true);
    expect_canonical(scratch, "sed -i '/^committer/a gpgsig a\\ngpgsig b' c", false);
    expect_canonical(scratch, "sed -i '/^committer/a gpgsig a\\n b\\ngpgsig b' c", false);
    expect_canonical(scratch, "sed -i '/^committer/a gpgsig-sha256 a' c", false);
    expect_canonical(scratch, "sed -i '/^committer/a gpgsig a\\nx b' c", false);
    expect_canonical(scratch, "sed -i '/^committer/a mergetag a\\ngpgsig b' c", false);
    expect_canonical(scratch, "sed -i '/^committer/a encoding UTF-16' c", false);
    expect_canonical(scratch, "sed -i '/^committer/a author Eve <e@e> 1 +0000' c", false);
    expect_canonical(scratch, "sed -i '/^committer/a marbre-to x' c", false);
    expect_canonical(scratch, "sed -i 's/^\\(parent .*\\)/\\1\\n\\1/' c", false);
    expect_canonical(scratch, "sed -i 's/^author .*/author Bob <b@e> <a@e> 1 +0000/' c", false);
    expect_canonical(scratch, "sed -i 's/+0000/-0000/' c", false);
    expect_canonical(scratch, "sed -i 's/^author Test/author  Test/' c", false);
    expect_canonical(scratch, "printf 'x\\0y' >> c", false);
    expect_canonical(scratch, "printf 'no line end' >> c", false);
    expect_canonical(scratch, "printf '\\n\\n' >> c", false);
    expect_canonical(scratch, "sed -i '/^$/,$d' c", false);
    expect_canonical(scratch, "printf '\\377\\n' >> c", false);
}

static void
test_unreadable(Scratch *scratch, const void *data)
{
    static const char *const edits[] = {
        "sed -i '/^tree/d'",
        "sed -i '/^author/d'",
        "sed -i '/^author/a gpgsig a'",
        "sed -i 's/^author .*/author nobody/'",
        "sed -i 's/^\\(author .*\\)/\\1\\n\\1/'",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(edits); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *id = shell(scratch,
                                    "git cat-file commit HEAD > c && %s c && "
                                    "git hash-object -w --literally -t commit c",
                                    edits[i]);
        g_assert_null(marbre_commit_read(scratch->store, id, &error));
        g_assert_nonnull(error);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/history/walk", test_walk);
    test_store("/history/shallow", test_shallow);
    test_store("/history/fields", test_fields);
    test_store("/history/trailers", test_trailers);
    test_store("/history/canonical", test_canonical);
    test_store("/history/unreadable", test_unreadable);
    return g_test_run();
}
