/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/finder.h"

#include "base/digest.h"
#include "base/file.h"
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two folders, of which nobody else may write to the first. */
typedef struct {
    char *top;
    char *one;
    char *two;
} Fixture;

static void
put(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;
    g_file_set_contents(path, text, -1, &error);
    g_assert_no_error(error);
    g_assert_cmpint(chmod(path, 0755), ==, 0);
}

static void
set_up(Fixture *of, const void *data)
{
    umask(022);
    of->top = g_dir_make_tmp("marbre-finder-XXXXXX", NULL);
    of->one = g_build_filename(of->top, "one", NULL);
    of->two = g_build_filename(of->top, "two", NULL);
    g_assert_cmpint(g_mkdir(of->one, 0755), ==, 0);
    g_assert_cmpint(g_mkdir(of->two, 0755), ==, 0);
    put(of->one, "draft.so", "first");
    put(of->two, "draft.so", "second");
    put(of->two, "credit.so", "third");
}

static void
remove_all(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            remove_all(path);
        else
            g_assert_cmpint(g_unlink(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
tear_down(Fixture *of, const void *data)
{
    (void)chmod(of->one, 0755);
    remove_all(of->top);
    g_free(of->top);
    g_free(of->one);
    g_free(of->two);
}

static MarbreFinder *
make(const Fixture *of)
{
    const char *const folders[] = {of->one, of->two, NULL};
    return marbre_finder_new(folders, NULL);
}

static void
assert_refused(MarbreFinder *finder, const char *id, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    char *path = NULL;
    g_assert_cmpint(marbre_finder_open(finder, id, &path, NULL, &error), ==, -1);
    g_assert_error(error, MARBRE_ERROR, code);
    g_assert_null(path);
    if (strstr(error->message, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, error->message);
}

static void
test_open(Fixture *of, const void *data)
{
    g_autoptr(MarbreFinder) finder = make(of);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    g_autofree char *digest = NULL;
    MARBRE_AUTO_FD fd = marbre_finder_open(finder, "draft", &path, &digest, &error);
    g_assert_no_error(error);
    g_assert_cmpint(fd, >=, 0);
    g_autofree char *wanted = g_build_filename(of->one, "draft.so", NULL);
    g_assert_cmpstr(path, ==, wanted);
    g_autofree char *sum = marbre_digest("first", 5);
    g_assert_cmpstr(digest, ==, sum);
    char text[8] = {0};
    g_assert_cmpint(pread(fd, text, sizeof text, 0), ==, 5);
    g_assert_cmpstr(text, ==, "first");
    g_assert_cmpint(fcntl(fd, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
}

static void
test_missing(Fixture *of, const void *data)
{
    g_autoptr(MarbreFinder) finder = make(of);
    assert_refused(finder, "nothing", MARBRE_ERROR_NOT_FOUND, "there is no plugin nothing");
    assert_refused(finder, "../one/draft", MARBRE_ERROR_USAGE,
                   "../one/draft cannot be the name of a plugin: small letters, digits and "
                   "hyphens, a letter first, two at the least");
    assert_refused(finder, "", MARBRE_ERROR_USAGE, "cannot be the name of a plugin");
}

static void
test_writable(Fixture *of, const void *data)
{
    g_autoptr(MarbreFinder) finder = make(of);
    g_autofree char *path = g_build_filename(of->one, "draft.so", NULL);
    g_assert_cmpint(chmod(path, 0757), ==, 0);
    assert_refused(finder, "draft", MARBRE_ERROR_REFUSED, "others may write to");
    g_assert_cmpint(chmod(path, 0775), ==, 0);
    assert_refused(finder, "draft", MARBRE_ERROR_REFUSED, "chmod go-w");
    g_assert_cmpint(chmod(path, 0755), ==, 0);

    /* A folder that others may write to is none that is trusted, unless it is sticky. */
    g_assert_cmpint(chmod(of->one, 0777), ==, 0);
    assert_refused(finder, "draft", MARBRE_ERROR_REFUSED, "others may write to the folder");
    g_assert_cmpint(chmod(of->one, 01777), ==, 0);
    MARBRE_AUTO_FD fd = marbre_finder_open(finder, "draft", NULL, NULL, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(chmod(of->one, 0755), ==, 0);

    /* And so any folder above. */
    g_assert_cmpint(chmod(of->top, 0777), ==, 0);
    assert_refused(finder, "draft", MARBRE_ERROR_REFUSED, of->top);
    g_assert_cmpint(chmod(of->top, 0700), ==, 0);
}

static void
test_owner(Fixture *of, const void *data)
{
    if (geteuid() != 0) {
        g_test_skip("only root can give files away");
        return;
    }
    g_autoptr(MarbreFinder) finder = make(of);
    g_autofree char *path = g_build_filename(of->one, "draft.so", NULL);
    g_assert_cmpint(chown(path, 12345, 12345), ==, 0);
    assert_refused(finder, "draft", MARBRE_ERROR_REFUSED, "belongs neither to root nor to you");
    g_assert_cmpint(chown(path, 0, 0), ==, 0);
    g_assert_cmpint(chown(of->one, 12345, 12345), ==, 0);
    assert_refused(finder, "draft", MARBRE_ERROR_REFUSED, "the folder");
    g_assert_cmpint(chown(of->one, 0, 0), ==, 0);
}

static void
test_kinds(Fixture *of, const void *data)
{
    g_autoptr(MarbreFinder) finder = make(of);
    g_autofree char *folder = g_build_filename(of->one, "folder.so", NULL);
    g_assert_cmpint(g_mkdir(folder, 0755), ==, 0);
    assert_refused(finder, "folder", MARBRE_ERROR_REFUSED, "no regular file");
    g_autofree char *pipe = g_build_filename(of->one, "pipe.so", NULL);
    g_assert_cmpint(mkfifo(pipe, 0755), ==, 0);
    assert_refused(finder, "pipe", MARBRE_ERROR_REFUSED, "no regular file");
}

/* A link is followed first; what it leads to is judged where it lies. */
static void
test_links(Fixture *of, const void *data)
{
    g_autoptr(MarbreFinder) finder = make(of);
    g_autofree char *link = g_build_filename(of->one, "linked.so", NULL);
    g_assert_cmpint(symlink("../two/credit.so", link), ==, 0);
    MARBRE_AUTO_FD fd = marbre_finder_open(finder, "linked", NULL, NULL, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(chmod(of->two, 0777), ==, 0);
    assert_refused(finder, "linked", MARBRE_ERROR_REFUSED, "others may write to the folder");
    g_assert_cmpint(chmod(of->two, 0755), ==, 0);
    g_autofree char *loose = g_build_filename(of->one, "loose.so", NULL);
    g_assert_cmpint(symlink("nowhere.so", loose), ==, 0);
    assert_refused(finder, "loose", MARBRE_ERROR_NOT_FOUND, "loose.so");
}

static void
test_relative(Fixture *of, const void *data)
{
    const char *const folders[] = {of->one, ".", NULL};
    g_autoptr(MarbreFinder) finder = marbre_finder_new(folders, NULL);
    MARBRE_AUTO_FD fd = marbre_finder_open(finder, "draft", NULL, NULL, NULL);
    g_assert_cmpint(fd, >=, 0);
    assert_refused(finder, "credit", MARBRE_ERROR_REFUSED, "relative path");
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(marbre_finder_open_path(finder, "two/credit.so", NULL, NULL, &error), ==, -1);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
}

static void
test_newsroom(Fixture *of, const void *data)
{
    g_autoptr(MarbreFinder) finder = make(of);
    marbre_finder_forbid(finder, "/no/such/newsroom");
    MARBRE_AUTO_FD before = marbre_finder_open(finder, "draft", NULL, NULL, NULL);
    g_assert_cmpint(before, >=, 0);
    marbre_finder_forbid(finder, of->two);
    assert_refused(finder, "credit", MARBRE_ERROR_REFUSED, "never loaded from the newsroom's own");
    /* A link does not lead around it. */
    g_autofree char *link = g_build_filename(of->one, "credit.so", NULL);
    g_autofree char *target = g_build_filename(of->two, "credit.so", NULL);
    g_assert_cmpint(symlink(target, link), ==, 0);
    assert_refused(finder, "credit", MARBRE_ERROR_REFUSED, "never loaded from the newsroom's own");
    MARBRE_AUTO_FD after = marbre_finder_open(finder, "draft", NULL, NULL, NULL);
    g_assert_cmpint(after, >=, 0);
}

static void
test_allow(Fixture *of, const void *data)
{
    g_autofree char *sum = marbre_digest("first", 5);
    const char *const folders[] = {of->one, of->two, NULL};
    const char *const allow[] = {"sha256:00", sum, NULL};
    g_autoptr(MarbreFinder) finder = marbre_finder_new(folders, allow);
    MARBRE_AUTO_FD fd = marbre_finder_open(finder, "draft", NULL, NULL, NULL);
    g_assert_cmpint(fd, >=, 0);
    g_autofree char *other = marbre_digest("third", 5);
    assert_refused(finder, "credit", MARBRE_ERROR_REFUSED, other);
}

static void
test_open_path(Fixture *of, const void *data)
{
    g_autoptr(MarbreFinder) finder = make(of);
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(of->two, "credit.so", NULL);
    g_autofree char *id = NULL;
    MARBRE_AUTO_FD fd = marbre_finder_open_path(finder, path, &id, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpstr(id, ==, "credit");
    g_assert_cmpint(marbre_finder_open_path(finder, "/etc/passwd", NULL, NULL, &error), ==, -1);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "is not named ID.so, as a plugin must be"));
}

static void
test_list(Fixture *of, const void *data)
{
    put(of->one, "Bad_Name.so", "x");
    put(of->one, "readme.txt", "x");
    g_autofree char *path = g_build_filename(of->two, "credit.so", NULL);
    g_assert_cmpint(chmod(path, 0777), ==, 0);
    const char *const folders[] = {of->one, "/no/such/folder", of->two, "here", NULL};
    g_autoptr(MarbreFinder) finder = marbre_finder_new(folders, NULL);
    g_autoptr(GPtrArray) list = marbre_finder_list(finder);
    static const struct {
        const char *id;
        bool problem;
        bool hidden;
    } wanted[] = {{"Bad_Name", true, false},
                  {"draft", false, false},
                  {"credit", true, false},
                  {"draft", false, true},
                  {NULL, true, false}};
    g_assert_cmpuint(list->len, ==, G_N_ELEMENTS(wanted));
    for (guint i = 0; i < list->len; i++) {
        const MarbreFound *found = g_ptr_array_index(list, i);
        g_assert_cmpstr(found->id, ==, wanted[i].id);
        g_assert_cmpint(found->problem != NULL, ==, wanted[i].problem);
        g_assert_cmpint(found->digest != NULL, ==, !wanted[i].problem);
        g_assert_cmpint(found->hidden, ==, wanted[i].hidden);
    }
}

static void
test_search_path(Fixture *of, const void *data)
{
    const char *const given[] = {"/a", "/b", NULL};
    g_auto(GStrv) all = marbre_finder_search_path(given, "/c:/d", "/home/lea/.local/share");
    const char *const wanted[] = {
        "/a", "/b", "/c", "/d", "/home/lea/.local/share/marbre/plugins-1", MARBRE_PLUGIN_DIR, NULL};
    g_assert_true(g_strv_equal((const char *const *)all, wanted));
    g_auto(GStrv) least = marbre_finder_search_path(NULL, NULL, NULL);
    g_assert_cmpuint(g_strv_length(least), ==, 1);
    g_assert_cmpstr(least[0], ==, MARBRE_PLUGIN_DIR);
}

#define TEST(name, function) g_test_add("/finder/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("open", test_open);
    TEST("missing", test_missing);
    TEST("writable", test_writable);
    TEST("owner", test_owner);
    TEST("kinds", test_kinds);
    TEST("links", test_links);
    TEST("relative", test_relative);
    TEST("newsroom", test_newsroom);
    TEST("allow", test_allow);
    TEST("open-path", test_open_path);
    TEST("list", test_list);
    TEST("search-path", test_search_path);
    return g_test_run();
}
