/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/shard.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAGIC UINT64_C(0x6b65707473686172)

typedef struct {
    char *folder;
    char *path; /* of the shard */
    int dir;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    fixture->folder = g_dir_make_tmp("marbre-kept-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->path = g_build_filename(fixture->folder, "a", NULL);
    fixture->dir = open(fixture->folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    g_assert_cmpint(fixture->dir, >=, 0);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    close(fixture->dir);
    (void)g_unlink(fixture->path); /* not every test writes it */
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
    g_free(fixture->path);
    g_free(fixture->folder);
}

static void
make_key(uint8_t key[MARBRE_SHARD_KEY], unsigned number)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    gsize size = MARBRE_SHARD_KEY;
    g_checksum_update(sum, (const guchar *)&number, sizeof number);
    g_checksum_get_digest(sum, key, &size);
}

static void
add(MarbreShard *shard, unsigned number, const char *body)
{
    uint8_t key[MARBRE_SHARD_KEY];
    make_key(key, number);
    marbre_shard_add(shard, key, body, strlen(body));
}

static char *
look_up(MarbreShard *shard, unsigned number)
{
    uint8_t key[MARBRE_SHARD_KEY];
    make_key(key, number);
    g_autoptr(GBytes) body = marbre_shard_lookup(shard, key);
    if (!body)
        return NULL;
    gsize size;
    const char *data = g_bytes_get_data(body, &size);
    return g_strndup(data ? data : "", size);
}

#define assert_body(shard, number, wanted)                                                         \
    do {                                                                                           \
        g_autofree char *found = look_up(shard, number);                                           \
        g_assert_cmpstr(found, ==, wanted);                                                        \
    } while (0)

static size_t
size_of(const Fixture *fixture)
{
    GStatBuf status;
    return g_stat(fixture->path, &status) == 0 ? (size_t)status.st_size : 0;
}

static void
append(const Fixture *fixture, const void *data, size_t size)
{
    int fd = open(fixture->path, O_WRONLY | O_APPEND | O_CREAT, 0600);
    g_assert_cmpint(write(fd, data, size), ==, (ssize_t)size);
    close(fd);
}

static void
test_keep(Fixture *fixture, gconstpointer data)
{
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    assert_body(shard, 1, NULL);
    add(shard, 1, "one");
    add(shard, 2, "");
    assert_body(shard, 1, "one");
    assert_body(shard, 2, "");
    g_assert_cmpuint(size_of(fixture), ==, 0);
    marbre_shard_flush(shard);
    assert_body(shard, 1, "one");
    add(shard, 1, "one again");
    assert_body(shard, 1, "one again");
    marbre_shard_flush(shard);
    marbre_shard_free(shard);

    shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    assert_body(shard, 1, "one again");
    assert_body(shard, 2, "");
    assert_body(shard, 3, NULL);
    marbre_shard_free(shard);

    shard = marbre_shard_new(fixture->dir, "a", MAGIC + 1);
    assert_body(shard, 1, NULL);
    marbre_shard_free(shard);
}

static void
test_many(Fixture *fixture, gconstpointer data)
{
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    for (unsigned i = 0; i < 5000; i++) {
        g_autofree char *body = g_strdup_printf("body %u", i);
        add(shard, i, body);
    }
    for (unsigned i = 0; i < 5000; i++) {
        g_autofree char *body = g_strdup_printf("body %u", i);
        assert_body(shard, i, body);
    }
    marbre_shard_free(shard);
}

static void
test_two_writers(Fixture *fixture, gconstpointer data)
{
    MarbreShard *one = marbre_shard_new(fixture->dir, "a", MAGIC);
    MarbreShard *two = marbre_shard_new(fixture->dir, "a", MAGIC);
    add(one, 1, "one");
    add(two, 2, "two");
    marbre_shard_flush(one);
    marbre_shard_flush(two);
    assert_body(one, 1, "one");
    assert_body(two, 1, "one");
    assert_body(two, 2, "two");
    add(one, 3, "three");
    marbre_shard_flush(one);
    assert_body(one, 2, "two");
    marbre_shard_free(one);
    marbre_shard_free(two);
}

/* Whatever a crash or a full disk leaves at the end, what comes after it is found. */
static void
test_torn(Fixture *fixture, gconstpointer data)
{
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    add(shard, 1, "a body of some length, to be cut");
    marbre_shard_flush(shard);
    marbre_shard_free(shard);
    g_autofree char *whole = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(fixture->path, &whole, &size, NULL));
    g_assert_cmpuint(size, ==, 88);
    for (gsize cut = 0; cut < size; cut++) {
        g_assert_cmpint(g_unlink(fixture->path), ==, 0);
        append(fixture, whole, cut);
        shard = marbre_shard_new(fixture->dir, "a", MAGIC);
        assert_body(shard, 1, NULL);
        add(shard, 2, "two");
        marbre_shard_flush(shard);
        assert_body(shard, 2, "two");
        marbre_shard_free(shard);
        shard = marbre_shard_new(fixture->dir, "a", MAGIC);
        assert_body(shard, 1, NULL);
        assert_body(shard, 2, "two");
        marbre_shard_free(shard);
    }
}

/* Each bit turned: the record is gone or as it was, and never another. */
static void
test_damaged(Fixture *fixture, gconstpointer data)
{
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    add(shard, 1, "one");
    add(shard, 2, "two");
    marbre_shard_flush(shard);
    marbre_shard_free(shard);
    g_autofree char *whole = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(fixture->path, &whole, &size, NULL));
    g_assert_cmpuint(size, ==, 128);
    for (gsize bit = 0; bit < size / 2 * 8; bit++) {
        g_autofree char *damaged = g_memdup2(whole, size);
        damaged[bit / 8] ^= (char)(1 << bit % 8);
        g_assert_cmpint(g_unlink(fixture->path), ==, 0);
        append(fixture, damaged, size);
        shard = marbre_shard_new(fixture->dir, "a", MAGIC);
        /* The last bytes only fill up. */
        assert_body(shard, 1, bit / 8 < 56 + 3 ? NULL : "one");
        assert_body(shard, 2, "two");
        marbre_shard_free(shard);
    }
}

static void
test_foreign(Fixture *fixture, gconstpointer data)
{
    g_autofree char *junk = g_malloc(100000);
    for (size_t i = 0; i < 100000; i++)
        junk[i] = (char)g_test_rand_int();
    append(fixture, junk, 100000);
    const uint64_t marks[64] = {MAGIC, MAGIC, MAGIC};
    append(fixture, marks, sizeof marks);
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    assert_body(shard, 1, NULL);
    add(shard, 1, "one");
    marbre_shard_flush(shard);
    marbre_shard_free(shard);
    shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    assert_body(shard, 1, "one");
    marbre_shard_free(shard);
}

static void
test_not_a_file(Fixture *fixture, gconstpointer data)
{
    g_assert_cmpint(symlink("/etc/passwd", fixture->path), ==, 0);
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    add(shard, 1, "one");
    assert_body(shard, 1, "one");
    marbre_shard_flush(shard);
    assert_body(shard, 1, NULL);
    marbre_shard_free(shard);
}

/* What was replaced does not make the file grow for ever, nor does what nobody asks for. */
static void
test_compact(Fixture *fixture, gconstpointer data)
{
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    g_autofree char *body = g_strnfill(1000, 'x');
    add(shard, 7, "seven");
    for (unsigned i = 0; i < 2000; i++)
        add(shard, i % 4 < 3 ? 1 : 2, body);
    marbre_shard_flush(shard);
    g_assert_cmpuint(size_of(fixture), <, 200000);
    assert_body(shard, 1, body);
    assert_body(shard, 2, body);
    assert_body(shard, 7, "seven");
    marbre_shard_free(shard);
}

static void
test_bounded(Fixture *fixture, gconstpointer data)
{
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    g_autofree char *body = g_strnfill(10000, 'x');
    for (unsigned i = 0; i < 1000; i++)
        add(shard, i, body);
    marbre_shard_flush(shard);
    g_assert_cmpuint(size_of(fixture), <=, MARBRE_SHARD_SIZE);
    g_assert_cmpuint(size_of(fixture), >, MARBRE_SHARD_SIZE / 4);
    assert_body(shard, 0, NULL);
    assert_body(shard, 999, body);
    marbre_shard_free(shard);
}

static void
write_many(int dir, unsigned from)
{
    MarbreShard *shard = marbre_shard_new(dir, "a", MAGIC);
    for (unsigned i = 0; i < 200; i++) {
        g_autofree char *body = g_strdup_printf("body %u", from + i);
        add(shard, from + i, body);
        marbre_shard_flush(shard);
    }
    marbre_shard_free(shard);
}

static void
test_processes(Fixture *fixture, gconstpointer data)
{
    pid_t pids[4];
    for (unsigned i = 0; i < G_N_ELEMENTS(pids); i++) {
        pids[i] = fork();
        if (pids[i] == 0) {
            write_many(fixture->dir, i * 1000);
            _exit(0);
        }
    }
    for (unsigned i = 0; i < G_N_ELEMENTS(pids); i++) {
        int status;
        g_assert_cmpint(waitpid(pids[i], &status, 0), ==, pids[i]);
        g_assert_cmpint(status, ==, 0);
    }
    MarbreShard *shard = marbre_shard_new(fixture->dir, "a", MAGIC);
    for (unsigned i = 0; i < G_N_ELEMENTS(pids) * 200; i++) {
        unsigned number = i / 200 * 1000 + i % 200;
        g_autofree char *body = g_strdup_printf("body %u", number);
        assert_body(shard, number, body);
    }
    marbre_shard_free(shard);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const struct {
        const char *path;
        void (*test)(Fixture *, gconstpointer);
    } tests[] = {
        {"/worker/shard/keep", test_keep},
        {"/worker/shard/many", test_many},
        {"/worker/shard/two-writers", test_two_writers},
        {"/worker/shard/torn", test_torn},
        {"/worker/shard/damaged", test_damaged},
        {"/worker/shard/foreign", test_foreign},
        {"/worker/shard/not-a-file", test_not_a_file},
        {"/worker/shard/compact", test_compact},
        {"/worker/shard/bounded", test_bounded},
        {"/worker/shard/processes", test_processes},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
    return g_test_run();
}
