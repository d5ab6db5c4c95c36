/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/ulid.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *folder;
    int fd;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    fixture->folder = g_dir_make_tmp("marbre-file-XXXXXX", NULL);
    fixture->fd = open(fixture->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_assert_cmpint(fixture->fd, >=, 0);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GDir) dir = g_dir_open(fixture->folder, 0, NULL);
    const char *name;

    for (name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
        g_assert_cmpint(unlinkat(fixture->fd, name, 0), ==, 0);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
    marbre_fd_clear(&fixture->fd);
    g_free(fixture->folder);
}

static void
test_replace_and_read(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    struct stat status;

    g_assert_true(marbre_file_replace(fixture->fd, "a", "old", 3, 0600, &error));
    g_assert_true(marbre_file_replace(fixture->fd, "a", "newer", 5, 0644, &error));
    g_assert_no_error(error);
    bytes = marbre_file_read(fixture->fd, "a", 5, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "newer", 5);
    g_assert_cmpint(fstatat(fixture->fd, "a", &status, 0), ==, 0);
    g_assert_cmpint(status.st_mode & 0400, ==, 0400);
    g_assert_null(marbre_file_read(fixture->fd, "a", 4, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_cmpstr(error->message, ==,
                    "a: is larger than the 4 bytes that are read; make it smaller");
}

static void
assert_no_file(Fixture *fixture, const char *name, int code, const char *why)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *words = g_strdup_printf("%s: %s", name, why);

    g_assert_null(marbre_file_read(fixture->fd, name, 100, &error));
    g_assert_error(error, MARBRE_ERROR, code);
    g_assert_cmpstr(error->message, ==, words);
}

static void
test_no_files(Fixture *fixture, gconstpointer data)
{
    static const char not_plain[] = "is no file but a folder, a pipe or a device; name a file";
    g_assert_cmpint(symlinkat("/etc/passwd", fixture->fd, "link"), ==, 0);
    g_assert_cmpint(mkfifoat(fixture->fd, "pipe", 0600), ==, 0);
    assert_no_file(fixture, "link", MARBRE_ERROR_REFUSED, "is a link; name the file itself");
    assert_no_file(fixture, "pipe", MARBRE_ERROR_REFUSED, not_plain);
    assert_no_file(fixture, ".", MARBRE_ERROR_REFUSED, not_plain);
    assert_no_file(fixture, "/dev/null", MARBRE_ERROR_REFUSED, not_plain);
    assert_no_file(fixture, "missing", MARBRE_ERROR_NOT_FOUND, g_strerror(ENOENT));
    assert_no_file(fixture, "pipe/x", MARBRE_ERROR_NOT_FOUND, g_strerror(ENOTDIR));
}

static void
test_failed_replace(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    g_assert_false(marbre_file_replace(fixture->fd, "no/folder", "x", 1, 0644, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
}

static void
test_digest(void)
{
    MarbreDigest *digest = marbre_digest_new();
    uint8_t raw[MARBRE_DIGEST_SIZE];
    g_autofree char *whole = marbre_digest("abc", 3);
    g_autofree char *pieces = NULL;
    g_autofree char *empty = marbre_digest(NULL, 0);

    g_assert_cmpstr(whole, ==,
                    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    g_assert_cmpstr(empty, ==,
                    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    marbre_digest_add_text(digest, "a");
    marbre_digest_add_text(digest, NULL);
    marbre_digest_add(digest, "bc", 2);
    pieces = marbre_digest_end(digest);
    g_assert_cmpstr(pieces, ==, whole);
    digest = marbre_digest_new();
    marbre_digest_add(digest, "abc", 3);
    marbre_digest_end_raw(digest, raw);
    g_assert_cmphex(raw[0], ==, 0xba);
    g_assert_cmphex(raw[31], ==, 0xad);
    g_assert_true(marbre_digest_check(whole));
    whole[70] = '\0';
    g_assert_false(marbre_digest_check(whole));
    g_assert_false(marbre_digest_check("sha1:abc"));
}

static void
test_ulid(void)
{
    g_autofree char *one = marbre_ulid_new(1695125002000);
    g_autofree char *two = marbre_ulid_new(1695125002001);
    g_autofree char *zero = marbre_ulid_new(0);
    g_autofree char *last = marbre_ulid_new(INT64_C(0xFFFFFFFFFFFF));

    g_assert_true(marbre_ulid_check(one));
    g_assert_cmpstr(one, <, two);
    g_assert_true(g_str_has_prefix(one, "01hapn5nrg"));
    g_assert_true(g_str_has_prefix(zero, "0000000000"));
    g_assert_true(g_str_has_prefix(last, "7zzzzzzzzz"));
    g_assert_false(marbre_ulid_check(""));
    g_assert_false(marbre_ulid_check("8zzzzzzzzzzzzzzzzzzzzzzzzz"));
    g_assert_false(marbre_ulid_check("01HAPQ5R2G0000000000000000"));
    g_assert_false(marbre_ulid_check("01hapq5r2gl000000000000000"));
    g_assert_false(marbre_ulid_check("01hapq5r2g00000000000000000"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/file/replace", Fixture, NULL, set_up, test_replace_and_read, tear_down);
    g_test_add("/file/no-files", Fixture, NULL, set_up, test_no_files, tear_down);
    g_test_add("/file/failed-replace", Fixture, NULL, set_up, test_failed_replace, tear_down);
    g_test_add_func("/file/digest", test_digest);
    g_test_add_func("/file/ulid", test_ulid);
    return g_test_run();
}
