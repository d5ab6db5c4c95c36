/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/digest.h"
#include "base/sha256.h"

#include <string.h>

/* The vectors of FIPS 180-4's examples. */
static void
test_known(void)
{
    g_autofree char *nothing = marbre_digest("", 0);
    g_assert_cmpstr(nothing, ==,
                    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    g_autofree char *abc = marbre_digest("abc", 3);
    g_assert_cmpstr(abc, ==,
                    "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    g_autofree char *blocks = marbre_digest(two, strlen(two));
    g_assert_cmpstr(blocks, ==,
                    "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    g_assert_true(marbre_digest_check(blocks));
    g_assert_false(marbre_digest_check("sha256:248d6a61"));
}

/* Every size around the ends of blocks, in pieces of every kind, against GLib's own. */
static void
test_sizes_and_pieces(void)
{
    uint8_t data[300];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)(i * 37 + 11);
    for (size_t size = 0; size <= sizeof data; size++) {
        g_autofree char *glib = g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, size);
        g_autofree char *right = g_strconcat("sha256:", glib, NULL);
        for (size_t piece = 1; piece < 140; piece += 23) {
            MarbreDigest *digest = marbre_digest_new();
            for (size_t at = 0; at < size; at += piece)
                marbre_digest_add(digest, data + at, MIN(piece, size - at));
            g_autofree char *text = marbre_digest_end(digest);
            g_assert_cmpstr(text, ==, right);
        }
    }
}

static void
test_raw(void)
{
    uint8_t sum[MARBRE_DIGEST_SIZE];
    MarbreDigest *digest = marbre_digest_new();
    marbre_digest_add_text(digest, "ab");
    marbre_digest_add_text(digest, NULL);
    marbre_digest_add_text(digest, "c");
    marbre_digest_end_raw(digest, sum);
    g_assert_cmphex(sum[0], ==, 0xba);
    g_assert_cmphex(sum[31], ==, 0xad);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_message("instructions for SHA-256: %s", marbre_sha256_is_quick() ? "yes" : "no");
    g_test_add_func("/digest/known", test_known);
    g_test_add_func("/digest/sizes-and-pieces", test_sizes_and_pieces);
    g_test_add_func("/digest/raw", test_raw);
    return g_test_run();
}
