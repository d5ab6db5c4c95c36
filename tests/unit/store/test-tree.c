/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include "store/tree.h"

#include <string.h>

/* Raw bytes of a tree from "MODE NAME" lines. */
static GBytes *
raw_tree(const char *lines)
{
    g_auto(GStrv) each = g_strsplit(lines, "\n", -1);
    GByteArray *raw = g_byte_array_new();
    static const guint8 id[20] = {1};

    for (size_t i = 0; each[i] != NULL && *each[i] != '\0'; i++) {
        g_byte_array_append(raw, (const guint8 *)each[i], (guint)strlen(each[i]) + 1);
        g_byte_array_append(raw, id, sizeof id);
    }
    return g_byte_array_free_to_bytes(raw);
}

static void
expect(const char *lines, bool good)
{
    g_autoptr(GBytes) raw = raw_tree(lines);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreTree) tree = marbre_tree_new(raw, &error);

    if (good) {
        g_assert_no_error(error);
        g_assert_nonnull(tree);
    } else {
        g_assert_null(tree);
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, "a tree has entries that are doubled, out of order "
                                                "or of a forbidden form; `git fsck` says which"));
    }
}

static void
test_form(void)
{
    expect("", true);
    expect("100644 a\n100644 b", true);
    expect("40000 a\n100644 b", true);
    expect("100644 a-b\n40000 a\n100644 a0", true); /* a folder sorts as `a/` */
    expect("100755 a\n120000 b\n160000 c", true);
    expect("40000 a\n100644 a-b", false);
    expect("100644 b\n100644 a", false);
    expect("100644 a\n100644 a", false);
    expect("100644 a\n100644 a-b\n40000 a", false); /* twins apart from each other */
    expect("040000 a", false);
    expect("100600 a", false);
    expect("100644 ", false);
    expect("100644 .", false);
    expect("100644 ..", false);
    expect("40000 .git", false);
    expect("40000 .GIT", false);
    expect("100644 a/b", false);
    expect("a", false);
}

static void
test_cut(void)
{
    g_autoptr(GBytes) raw = raw_tree("100644 a\n40000 b");
    size_t size = g_bytes_get_size(raw);

    for (size_t i = 1; i < size; i++) {
        g_autoptr(GBytes) part = g_bytes_new_from_bytes(raw, 0, i);
        g_autoptr(MarbreTree) tree = marbre_tree_new(part, NULL);
        g_assert_true((tree != NULL) == (i == 29));
    }
}

static void
test_find(void)
{
    g_autoptr(GBytes) raw = raw_tree("100644 a-b\n40000 a\n100644 a0\n100644 aa");
    g_autoptr(MarbreTree) tree = marbre_tree_new(raw, NULL);
    MarbreTreeEntry entry;

    g_assert_cmpuint(marbre_tree_count(tree), ==, 4);
    g_assert_true(marbre_tree_find(tree, "a", 1, &entry));
    g_assert_cmpuint(entry.mode, ==, MARBRE_MODE_FOLDER);
    g_assert_true(marbre_tree_find(tree, "aa", 2, &entry));
    g_assert_true(marbre_tree_find(tree, "aaa", 1, &entry)); /* of the first byte */
    g_assert_false(marbre_tree_find(tree, "aaa", 3, &entry));
    g_assert_false(marbre_tree_find(tree, "0", 1, &entry));
    g_assert_cmpuint(marbre_tree_bound(tree, "a", 1, false), ==, 0);
    g_assert_cmpuint(marbre_tree_bound(tree, "a", 1, true), ==, 1);
    g_assert_cmpuint(marbre_tree_bound(tree, "z", 1, true), ==, 4);
}

/* More trees than are kept, and the same content every time. */
static void
test_cache(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    run(scratch, "for i in $(seq 100 299); do mkdir -p f/$i; echo $i > f/$i/x; done; git add f; "
                 "git commit -qm many");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(scratch->store, NULL, &error);
    for (int round = 0; round < 2; round++) {
        for (int i = 100; i < 300; i++) {
            g_autofree char *path = g_strdup_printf("f/%d/x", i);
            g_autofree char *expected = g_strdup_printf("%d\n", i);
            g_autoptr(GBytes) content = marbre_snapshot_read(snapshot, path, 10, &error);
            g_assert_no_error(error);
            g_assert_cmpmem(g_bytes_get_data(content, NULL), g_bytes_get_size(content), expected,
                            4);
        }
    }
}

/* A pushed tree that other readers would understand differently is not read at all. */
static void
test_hostile(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *tree = shell(
        scratch, "b=$(git rev-parse HEAD:marbre.yaml) && { printf '100644 x\\0'; echo $b | "
                 "sed 's/../\\\\x&/g' | xargs -0 printf '%%b' | head -c 20; printf '100644 x\\0'; "
                 "echo $b | sed 's/../\\\\x&/g' | xargs -0 printf '%%b' | head -c 20; } | "
                 "git hash-object -w --literally -t tree --stdin");
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_of_tree(scratch->store, tree, &error);
    g_assert_no_error(error);
    g_assert_null(marbre_snapshot_list(snapshot, "", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "a tree has entries that are doubled, out of order or "
                                            "of a forbidden form; `git fsck` says which"));
    g_assert_nonnull(strstr(error->message, tree));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tree/form", test_form);
    g_test_add_func("/tree/cut", test_cut);
    g_test_add_func("/tree/find", test_find);
    test_store("/tree/cache", test_cache);
    test_store("/tree/hostile", test_hostile);
    return g_test_run();
}
