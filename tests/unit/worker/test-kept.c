/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/kept.h"

#include "worker/kept_form.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

static char *
make_folder(void)
{
    g_autoptr(GError) error = NULL;
    char *folder = g_dir_make_tmp("marbre-kept-XXXXXX", &error);
    g_assert_no_error(error);
    return folder;
}

static unsigned
remove_folder(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    unsigned count = 0;
    while (dir && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_assert_cmpint(g_unlink(path), ==, 0);
        count++;
    }
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    return count;
}

static void
make_key(uint8_t key[MARBRE_KEPT_KEY], unsigned number)
{
    for (size_t i = 0; i < MARBRE_KEPT_KEY; i++) {
        number = number * 1664525 + 1013904223;
        key[i] = (uint8_t)(number >> 24);
    }
}

static MarbreOutcome *
make_outcome(int findings)
{
    MarbreOutcome *outcome = marbre_outcome_new();
    outcome->until = 1700000000;
    g_ptr_array_add(outcome->reads, marbre_read_new(MARBRE_READ_FILE, "words.txt", ""));
    for (int i = 0; i < findings; i++) {
        MarbreRecord *record = marbre_record_new("number-mismatch");
        record->span = (MarbreSpan){10, 20};
        record->args =
            g_variant_ref_sink(g_variant_new_parsed("[('there', '12'), ('here', '21')]"));
        g_ptr_array_add(outcome->findings, record);
    }
    return outcome;
}

static void
test_keep(void)
{
    g_autofree char *folder = make_folder();
    uint8_t key[MARBRE_KEPT_KEY], other[MARBRE_KEPT_KEY];
    make_key(key, 1);
    make_key(other, 2);
    MarbreKept *kept = marbre_kept_open(folder);
    g_autoptr(MarbreOutcome) outcome = make_outcome(2);
    g_assert_null(marbre_kept_lookup(kept, 7, key));
    marbre_kept_add(kept, 7, key, outcome);
    for (int turn = 0; turn < 2; turn++) {
        g_autoptr(MarbreOutcome) found = marbre_kept_lookup(kept, 7, key);
        g_assert_nonnull(found);
        g_assert_cmpint(found->status, ==, MARBRE_OUTCOME_OK);
        g_assert_cmpint(found->until, ==, 1700000000);
        g_assert_cmpuint(found->findings->len, ==, 2);
        g_assert_cmpuint(found->reads->len, ==, 1);
        const MarbreRecord *record = g_ptr_array_index(found->findings, 1);
        g_assert_cmpstr(record->rule, ==, "number-mismatch");
        g_assert_cmpuint(record->span.end, ==, 20);
        g_assert_null(marbre_kept_lookup(kept, 7, other));
        g_assert_null(marbre_kept_lookup(kept, 8, key));
        marbre_kept_free(kept);
        kept = marbre_kept_open(folder);
    }
    marbre_kept_free(kept);
    g_assert_cmpuint(remove_folder(folder), ==, 1);
}

static void
test_plain(void)
{
    g_autoptr(MarbreOutcome) outcome = make_outcome(0);
    g_ptr_array_add(outcome->reads, marbre_read_new(MARBRE_READ_FOLDER, "mots", "00ff"));
    g_autoptr(GByteArray) form = g_byte_array_new();
    marbre_kept_form_write(outcome, form);
    g_assert_cmpuint(form->len, ==, 8 + 8 + 1 + 10 + 1 + 1 + 5 + 5);
    g_autoptr(GBytes) bytes = g_bytes_new(form->data, form->len);
    g_autoptr(MarbreOutcome) found = marbre_kept_form_read(bytes);
    g_assert_cmpint(found->until, ==, 1700000000);
    g_assert_cmpuint(found->reads->len, ==, 2);
    const MarbreRead *read = g_ptr_array_index(found->reads, 1);
    g_assert_cmpint(read->kind, ==, MARBRE_READ_FOLDER);
    g_assert_cmpstr(read->path, ==, "mots");
    g_assert_cmpstr(read->id, ==, "00ff");
}

/* Bytes of every length and with every byte changed are refused or read, never trusted. */
static void
test_form(void)
{
    for (int findings = 0; findings < 2; findings++) {
        g_autoptr(MarbreOutcome) outcome = make_outcome(findings);
        g_autoptr(GByteArray) form = g_byte_array_new();
        marbre_kept_form_write(outcome, form);
        for (guint i = 0; i < form->len; i++) {
            g_autoptr(GBytes) cut = g_bytes_new(form->data, i);
            MarbreOutcome *found = marbre_kept_form_read(cut);
            if (findings > 0 || i != 16) /* where the list of reads begins */
                g_assert_null(found);
            g_clear_pointer(&found, marbre_outcome_unref);
            form->data[i] ^= 0xff;
            g_autoptr(GBytes) changed = g_bytes_new(form->data, form->len);
            found = marbre_kept_form_read(changed);
            g_clear_pointer(&found, marbre_outcome_unref);
            form->data[i] ^= 0xff;
        }
    }
}

static void
test_failures(void)
{
    g_autofree char *folder = make_folder();
    uint8_t key[MARBRE_KEPT_KEY];
    make_key(key, 1);
    g_autoptr(MarbreKept) kept = marbre_kept_open(folder);
    g_autoptr(MarbreOutcome) failed =
        marbre_outcome_new_failed(MARBRE_OUTCOME_CRASHED, MBR_E_FAILED, "it crashed");
    marbre_kept_add(kept, 0, key, failed);
    g_assert_null(marbre_kept_lookup(kept, 0, key));
    marbre_kept_flush(kept);
    g_assert_cmpuint(remove_folder(folder), ==, 0);
}

/* Without a place to keep anything, nothing is kept and nothing fails. */
static void
test_nowhere(void)
{
    static const char *const places[] = {"/proc/none/here", "/dev/null", "/etc/passwd"};
    uint8_t key[MARBRE_KEPT_KEY];
    make_key(key, 1);
    g_autoptr(MarbreOutcome) outcome = make_outcome(1);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autoptr(MarbreKept) kept = marbre_kept_open(places[i]);
        marbre_kept_add(kept, 0, key, outcome);
        g_assert_null(marbre_kept_lookup(kept, 0, key));
    }
}

static double
now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* A second check of ten thousand articles asks fifty thousand times. */
static void
test_speed(void)
{
    const unsigned articles = g_test_perf() ? 10000 : 500;
    g_autofree char *folder = make_folder();
    uint8_t key[MARBRE_KEPT_KEY];
    MarbreKept *kept = marbre_kept_open(folder);
    double start = now();
    for (unsigned i = 0; i < articles * 5; i++) {
        g_autoptr(MarbreOutcome) outcome = make_outcome(i % 10 == 0);
        make_key(key, i);
        marbre_kept_add(kept, (uint8_t)(i / 5 * 37), key, outcome);
    }
    marbre_kept_free(kept);
    g_test_message("%u added in %.0f ms", articles * 5, now() - start);
    kept = marbre_kept_open(folder);
    start = now();
    for (unsigned i = 0; i < articles * 5; i++) {
        make_key(key, i);
        g_autoptr(MarbreOutcome) found = marbre_kept_lookup(kept, (uint8_t)(i / 5 * 37), key);
        g_assert_nonnull(found);
        g_assert_cmpuint(found->findings->len, ==, i % 10 == 0);
    }
    g_test_minimized_result(now() - start, "%u looked up in %.0f ms", articles * 5, now() - start);
    marbre_kept_free(kept);
    remove_folder(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/worker/kept/keep", test_keep);
    g_test_add_func("/worker/kept/plain", test_plain);
    g_test_add_func("/worker/kept/form", test_form);
    g_test_add_func("/worker/kept/failures", test_failures);
    g_test_add_func("/worker/kept/nowhere", test_nowhere);
    g_test_add_func("/worker/kept/speed", test_speed);
    return g_test_run();
}
