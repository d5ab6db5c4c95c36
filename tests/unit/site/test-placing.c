/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "site/leaf.h"
#include "site/manifest.h"
#include "site/placing.h"

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A folder with somebody's own file in it. */
static char *
make_folder(void)
{
    char *dir = g_dir_make_tmp("marbre-placing-XXXXXX", NULL);
    g_autofree char *own = g_build_filename(dir, "own.md", NULL);
    g_assert_true(g_file_set_contents(own, "own", -1, NULL));
    return dir;
}

static void
add(GPtrArray *leaves, const char *path, const char *text, const char *replaces)
{
    MarbreLeaf *leaf = g_new0(MarbreLeaf, 1);
    leaf->path = g_strdup(path);
    leaf->bytes = text == NULL ? NULL : g_bytes_new(text, strlen(text));
    leaf->replaces = replaces == NULL ? NULL : g_bytes_new(replaces, strlen(replaces));
    g_ptr_array_add(leaves, leaf);
}

static GPtrArray *
leaves_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_leaf_free);
}

static void
assert_holds(const char *dir, const char *path, const char *text)
{
    g_autofree char *file = g_build_filename(dir, path, NULL), *found = NULL;
    (void)g_file_get_contents(file, &found, NULL, NULL);
    g_assert_cmpstr(found, ==, text);
}

/* Put the leaves; counts of what was written and removed, or of nothing where it is refused. */
static void
assert_placed(const char *dir, const GPtrArray *leaves, guint written, guint removed)
{
    g_autoptr(GError) error = NULL;
    g_auto(MarbrePlaced) placed = {NULL, NULL, 0};
    g_assert_true(marbre_placing_run(dir, leaves, false, &placed, &error));
    g_assert_no_error(error);
    g_assert_cmpuint(placed.written->len, ==, written);
    g_assert_cmpuint(placed.removed->len, ==, removed);
}

static void
assert_refused(const char *dir, const GPtrArray *leaves)
{
    g_autoptr(GError) error = NULL;
    g_auto(MarbrePlaced) placed = {NULL, NULL, 0};
    g_assert_false(marbre_placing_run(dir, leaves, false, &placed, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
}

static void
test_busy(void)
{
    g_autofree char *dir = make_folder();
    g_autofree char *words = g_strdup_printf("another export is writing into %s; try again", dir);
    g_autoptr(GPtrArray) leaves = leaves_new();
    g_autoptr(GError) error = NULL;
    g_auto(MarbrePlaced) placed = {NULL, NULL, 0};
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_assert_cmpint(flock(fd, LOCK_EX), ==, 0);
    g_assert_false(marbre_placing_run(dir, leaves, false, &placed, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY);
    g_assert_cmpstr(error->message, ==, words);
    close(fd);
}

static void
test_place(void)
{
    g_autofree char *dir = make_folder();
    g_autoptr(GPtrArray) first = leaves_new(), second = leaves_new(), none = leaves_new();
    add(first, "a/b.md", "one", NULL);
    add(first, "a/c.jpg", "two", NULL);
    add(second, "a/b.md", "three", NULL);
    assert_placed(dir, first, 2, 0);
    assert_placed(dir, first, 0, 0);
    assert_placed(dir, second, 1, 1);
    assert_holds(dir, "a/b.md", "three");
    assert_holds(dir, "a/c.jpg", NULL);
    assert_placed(dir, none, 0, 1);
    assert_holds(dir, "own.md", "own");
    g_autofree char *folder = g_build_filename(dir, "a", NULL);
    g_assert_false(g_file_test(folder, G_FILE_TEST_EXISTS));
}

static void
test_others(void)
{
    g_autofree char *dir = make_folder();
    g_autoptr(GPtrArray) over = leaves_new(), away = leaves_new(), below = leaves_new();
    add(over, "own.md", "ours", NULL);
    assert_refused(dir, over);
    assert_holds(dir, "own.md", "own");
    add(below, "own.md/a.md", "ours", NULL);
    assert_refused(dir, below);
    add(away, "own.md", NULL, "another");
    assert_refused(dir, away);
    g_ptr_array_set_size(away, 0);
    add(away, "own.md", NULL, "own");
    assert_placed(dir, away, 0, 1);
    assert_holds(dir, "own.md", NULL);
}

/* What the site had first may be written over; the same bytes need no writing. */
static void
test_replaces(void)
{
    g_autofree char *dir = make_folder();
    g_autoptr(GPtrArray) same = leaves_new(), other = leaves_new();
    add(same, "own.md", "own", "own");
    add(other, "own.md", "ours", "own");
    assert_placed(dir, same, 0, 0);
    assert_placed(dir, other, 1, 0);
    assert_holds(dir, "own.md", "ours");
    g_autofree char *file = g_build_filename(dir, "own.md", NULL);
    g_assert_true(g_file_set_contents(file, "changed", -1, NULL));
    assert_refused(dir, same);
    assert_holds(dir, "own.md", "changed");
}

static void
test_list(void)
{
    static const char digest[] =
        "sha256:644f300ef9704313b6b203dc28e85f5a951f50a74b9ef5772f12761c447d14c5";
    g_autoptr(MarbreManifest) list = marbre_manifest_new();
    marbre_manifest_add(list, "b/c d.md", digest);
    marbre_manifest_add(list, "a.md", digest);
    g_autoptr(GBytes) bytes = marbre_manifest_write(list);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autoptr(MarbreManifest) read = marbre_manifest_parse(data, size, NULL);
    g_assert_true(marbre_manifest_has(read, "b/c d.md", digest));
    g_assert_false(marbre_manifest_has(read, "b", digest));
    g_autoptr(GPtrArray) paths = marbre_manifest_paths(read);
    g_assert_cmpuint(paths->len, ==, 2);
    g_assert_cmpstr(paths->pdata[0], ==, "a.md");
    g_assert_null(marbre_manifest_parse("", 0, NULL));
    g_assert_null(marbre_manifest_parse(data, size - 1, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/site/placing/place", test_place);
    g_test_add_func("/site/placing/busy", test_busy);
    g_test_add_func("/site/placing/others", test_others);
    g_test_add_func("/site/placing/replaces", test_replaces);
    g_test_add_func("/site/placing/list", test_list);
    return g_test_run();
}
