/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "scratch.h"

#include "store/delta.h"
#include "store/packs.h"

#include <git2.h>
#include <stdlib.h>

#define MOST ((size_t)1 << 20)

/* Many versions of a text, of which git makes deltas, and one file that is none's like. */
static void
make_packs(Scratch *scratch, const char *options)
{
    g_autofree char *repack =
        g_strdup_printf("git %s repack -q -adf --depth=60 --window=20", options);
    run(scratch,
        "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do seq 1 400 | sed \"s/^$i.\\$/& $i/\" > text; "
        "git add text; git commit -q -m $i; done; head -c 70000 /dev/zero | tr '\\0' x > long; "
        "seq 1 9000 > longer; : > nothing; git add .; git commit -q -m last");
    g_free(shell(scratch, "%s", repack));
}

static git_oid
id_of(const char *hex)
{
    git_oid id;
    g_assert_cmpint(git_oid_fromstrn(&id, hex, 40), ==, 0);
    return id;
}

/* Every object there is, as git knows it: `id type size`. (transfer full) */
static char **
all_objects(Scratch *scratch)
{
    g_autofree char *text =
        shell(scratch, "git cat-file --batch-all-objects --batch-check='%%(objectname) "
                       "%%(objecttype) %%(objectsize)'");
    return g_strsplit(text, "\n", -1);
}

static void
expect_object(Scratch *scratch, MarbrePacks *packs, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    git_oid id = id_of(words[0]), named;
    git_object_t type = GIT_OBJECT_INVALID;
    g_autoptr(GBytes) bytes = marbre_packs_read(packs, &id, MOST, &type);
    size_t size = 0;

    g_assert_nonnull(bytes);
    g_assert_cmpstr(git_object_type2string(type), ==, words[1]);
    const char *data = g_bytes_get_data(bytes, &size);
    g_assert_cmpuint(size, ==, g_ascii_strtoull(words[2], NULL, 10));
    g_assert_cmpint(git_odb_hash(&named, size > 0 ? data : "", size, type), ==, 0);
    g_assert_true(git_oid_equal(&named, &id));
    g_assert_cmpint(data[size], ==, '\0');
}

static void
test_all(Scratch *scratch, const void *options)
{
    make_packs(scratch, options);
    g_autofree char *gitdir = g_build_filename(scratch->dir, ".git", NULL);
    g_autoptr(MarbrePacks) packs = marbre_packs_open(gitdir);
    g_auto(GStrv) objects = all_objects(scratch);
    g_autofree char *deltas =
        shell(scratch, "git cat-file --batch-all-objects --batch-check='%%(deltabase)' | "
                       "grep -cv '^0*$'");

    g_assert_cmpint(atoi(deltas), >, 10);
    g_assert_cmpuint(g_strv_length(objects), >, 40);
    for (char **line = objects; *line != NULL; line++)
        expect_object(scratch, packs, *line);
}

/* What is elsewhere, or more than wanted, is left to libgit2. */
static void
test_left(Scratch *scratch, const void *data)
{
    make_packs(scratch, "");
    g_autofree char *gitdir = g_build_filename(scratch->dir, ".git", NULL);
    g_autofree char *text = shell(scratch, "git rev-parse HEAD:text");
    g_autofree char *loose = shell(scratch, "echo loose | git hash-object -w --stdin");
    g_autoptr(MarbrePacks) packs = marbre_packs_open(gitdir);
    git_oid id = id_of(text), other = id_of(loose);
    git_object_t type;
    g_autoptr(GBytes) whole = marbre_packs_read(packs, &id, MOST, &type);

    g_assert_nonnull(whole);
    g_assert_null(marbre_packs_read(packs, &id, g_bytes_get_size(whole) - 1, &type));
    g_assert_null(marbre_packs_read(packs, &other, MOST, &type));
    g_autoptr(MarbrePacks) none = marbre_packs_open(scratch->dir);
    g_assert_null(marbre_packs_read(none, &id, MOST, &type));
}

/* The first bytes of an object are those of the whole; @return whether all that were wanted came */
static bool
expect_first(MarbrePacks *packs, const char *line, size_t first, GBytes *whole)
{
    git_oid id = id_of(line);
    git_object_t type;
    size_t size, all;
    g_autoptr(GBytes) bytes = marbre_packs_read_first(packs, &id, first, MOST, &type);
    const char *expected = g_bytes_get_data(whole, &all);

    if (bytes == NULL)
        return false;
    const char *data = g_bytes_get_data(bytes, &size);
    g_assert_true(strstr(line, git_object_type2string(type)) != NULL);
    g_assert_cmpuint(size, <=, all);
    g_assert_cmpmem(data, size, expected, size);
    return size >= MIN(first, all);
}

static void
test_first(Scratch *scratch, const void *unused)
{
    static const size_t sizes[] = {1, 20, 500, 4000, 100000};
    make_packs(scratch, "");
    g_autofree char *gitdir = g_build_filename(scratch->dir, ".git", NULL);
    g_auto(GStrv) objects = all_objects(scratch);
    unsigned had = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(MarbrePacks) packs = marbre_packs_open(gitdir); /* which knows no object yet */
        g_autoptr(MarbrePacks) other = marbre_packs_open(gitdir);
        for (char **line = objects; *line != NULL; line++) {
            git_oid id = id_of(*line);
            git_object_t type;
            g_autoptr(GBytes) whole = marbre_packs_read(other, &id, MOST, &type);
            had += expect_first(packs, *line, sizes[i], whole);
        }
    }
    g_assert_cmpuint(had, >, 2 * g_strv_length(objects));
}

/* What it says is not there is not; where it can't know, it does not say so. */
static void
test_lack(Scratch *scratch, const void *data)
{
    make_packs(scratch, "");
    g_autofree char *gitdir = g_build_filename(scratch->dir, ".git", NULL);
    g_auto(GStrv) objects = all_objects(scratch);
    git_oid none = id_of("0123456789012345678901234567890123456789");
    git_oid near = id_of("ff23456789012345678901234567890123456789");
    g_autoptr(MarbrePacks) packs = marbre_packs_open(gitdir);

    for (char **line = objects; *line != NULL; line++) {
        git_oid id = id_of(*line);
        g_assert_false(marbre_packs_lack(packs, &id));
    }
    g_assert_true(marbre_packs_lack(packs, &none));
    run(scratch, "mkdir -p .git/objects/ff");
    g_autoptr(MarbrePacks) loose = marbre_packs_open(gitdir);
    g_assert_true(marbre_packs_lack(loose, &none));
    g_assert_false(marbre_packs_lack(loose, &near));
    run(scratch, "echo nonsense > .git/objects/pack/pack-1.idx");
    g_autoptr(MarbrePacks) unread = marbre_packs_open(gitdir);
    g_assert_false(marbre_packs_lack(unread, &none));
    run(scratch, "rm .git/objects/pack/pack-1.idx; echo /elsewhere > .git/objects/info/alternates");
    g_autoptr(MarbrePacks) shared = marbre_packs_open(gitdir);
    g_assert_false(marbre_packs_lack(shared, &none));
}

static void
read_every(MarbrePacks *packs, char **objects)
{
    for (char **line = objects; *line != NULL; line++) {
        git_oid id = id_of(*line);
        git_object_t type;
        g_autoptr(GBytes) first = marbre_packs_read_first(packs, &id, 100, MOST, &type);
        g_autoptr(GBytes) bytes = marbre_packs_read(packs, &id, MOST, &type);
        g_assert_true(bytes == NULL || g_bytes_get_size(bytes) <= MOST);
        g_assert_true(first == NULL || g_bytes_get_size(first) <= MOST);
    }
}

/* One byte of a file is another one, here and there; nothing is read that is not there. */
static void
damage(const char *gitdir, const char *path, char **objects)
{
    g_autofree char *whole = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &whole, &size, NULL));
    g_assert_cmpint(g_chmod(path, 0600), ==, 0);
    for (gsize at = 0; at < size; at += MAX(size / 60, 1)) {
        whole[at] ^= (char)0xFF;
        g_assert_true(g_file_set_contents(path, whole, (gssize)size, NULL));
        g_autoptr(MarbrePacks) packs = marbre_packs_open(gitdir);
        read_every(packs, objects);
        whole[at] ^= (char)0xFF;
    }
    for (gsize left = size; left > 0; left /= 3) {
        g_assert_true(g_file_set_contents(path, whole, (gssize)left, NULL));
        g_autoptr(MarbrePacks) packs = marbre_packs_open(gitdir);
        read_every(packs, objects);
    }
    g_assert_true(g_file_set_contents(path, whole, (gssize)size, NULL));
}

static void
test_damaged(Scratch *scratch, const void *data)
{
    make_packs(scratch, "");
    g_autofree char *gitdir = g_build_filename(scratch->dir, ".git", NULL);
    g_autofree char *index = shell(scratch, "ls \"$PWD\"/.git/objects/pack/*.idx");
    g_autofree char *pack = shell(scratch, "ls \"$PWD\"/.git/objects/pack/*.pack");
    g_auto(GStrv) objects = all_objects(scratch);

    damage(gitdir, index, objects);
    damage(gitdir, pack, objects);
    g_autoptr(MarbrePacks) packs = marbre_packs_open(gitdir);
    expect_object(scratch, packs, objects[0]);
}

/* Reading much is reading the same. */
static void
test_snapshot(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;
    make_packs(scratch, "");
    run(scratch, "echo new > text && git commit -q -am loose");
    scratch_reopen(scratch);
    marbre_store_set_scan(scratch->store, true);
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(scratch->store, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) text = marbre_snapshot_read(snapshot, "text", 10, &error);
    g_autoptr(GBytes) longer = marbre_snapshot_read(snapshot, "longer", MOST, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(text, NULL), g_bytes_get_size(text), "new\n", 4);
    g_assert_cmpuint(g_bytes_get_size(longer), ==, 43893);
    g_assert_null(marbre_snapshot_read(snapshot, "longer", 1000, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
}

static void
expect_first_of_delta(const char *base, const char *delta, size_t delta_size, const char *made)
{
    for (size_t most = 0; most <= strlen(made); most++) {
        g_autofree uint8_t *out = g_malloc0(most + 1);
        size_t size = marbre_delta_apply_first((const uint8_t *)base, strlen(base),
                                               (const uint8_t *)delta, delta_size, out, most);
        g_assert_cmpmem(out, size, made, most);
    }
}

/* base, delta, what it makes or NULL */
static void
expect_delta(const char *base, const char *delta, size_t delta_size, const char *expected)
{
    g_autofree uint8_t *own = g_memdup2(delta, delta_size);
    uint8_t out[64] = {0};
    uint64_t size = 0;
    bool good = marbre_delta_size(own, delta_size, &size) && size < sizeof out &&
                marbre_delta_apply((const uint8_t *)base, strlen(base), own, delta_size, out);

    g_assert_cmpint(good, ==, expected != NULL);
    if (expected == NULL)
        return;
    g_assert_cmpmem(out, size, expected, strlen(expected));
    expect_first_of_delta(base, delta, delta_size, expected);
}

#define DELTA(text) "" text, sizeof(text) - 1

static void
test_delta(void)
{
    expect_delta("la digue", DELTA("\x08\x05\x91\x03\x05"), "digue");
    expect_delta("la digue", DELTA("\x08\x0a\x90\x03\x02le\x91\x03\x05"), "la ledigue");
    expect_delta("la digue", DELTA("\x08\x05\x91\x04\x05"), NULL); /* beyond the base */
    expect_delta("la digue", DELTA("\x09\x05\x91\x03\x05"), NULL); /* of another base */
    expect_delta("la digue", DELTA("\x08\x06\x91\x03\x05"), NULL); /* too short */
    expect_delta("la digue", DELTA("\x08\x04\x91\x03\x05"), NULL); /* too long */
    expect_delta("la digue",
                 DELTA("\x08\x04\x05"
                       "ab"),
                 NULL);                                        /* ends within */
    expect_delta("la digue", DELTA("\x08\x00\x00"), NULL);     /* means nothing yet */
    expect_delta("la digue", DELTA("\x08\x01\x91\x03"), NULL); /* no size */
    expect_delta("la digue", DELTA("\x88\x88\x88"), NULL);     /* no end */
    expect_delta("la digue", DELTA("\x08\x00"), "");
}

/* Where the first bytes of both tell no more, it ends. */
static void
test_delta_first(void)
{
    static const uint8_t delta[] = {8, 10, 0x90, 3, 2, 'l', 'e', 0x91, 3, 5};
    const uint8_t *base = (const uint8_t *)"la digue";
    uint8_t out[20];

    g_assert_cmpuint(marbre_delta_apply_first(base, 3, delta, 7, out, 20), ==, 5);
    g_assert_cmpmem(out, 5, "la le", 5);
    g_assert_cmpuint(marbre_delta_apply_first(base, 2, delta, 7, out, 20), ==, 0);
    g_assert_cmpuint(marbre_delta_apply_first(base, 3, delta, 6, out, 20), ==, 3);
    g_assert_cmpuint(marbre_delta_apply_first(base, 3, delta, 10, out, 20), ==, 5);
    g_assert_cmpuint(marbre_delta_apply_first(base, 8, delta, 10, out, 20), ==, 10);
    g_assert_cmpuint(marbre_delta_apply_first(base, 8, delta, 1, out, 20), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/packs/all", Scratch, "", scratch_set_up, test_all, scratch_tear_down);
    g_test_add("/packs/bases-by-id", Scratch, "-c repack.useDeltaBaseOffset=false", scratch_set_up,
               test_all, scratch_tear_down);
    test_store("/packs/left", test_left);
    test_store("/packs/first", test_first);
    test_store("/packs/lack", test_lack);
    test_store("/packs/damaged", test_damaged);
    test_store("/packs/snapshot", test_snapshot);
    g_test_add_func("/packs/delta", test_delta);
    g_test_add_func("/packs/delta-first", test_delta_first);
    return g_test_run();
}
