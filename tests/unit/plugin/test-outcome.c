/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/outcome.h"

#include "finding/finding.h"
#include "probe.h"

#include <string.h>

typedef struct {
    MarbrePluginInfo *info;
    const MarbreTaskInfo *check;
    const MarbreTaskInfo *action;
    MarbreArticle *article;
    MarbreOutcome *outcome;
} Fixture;

static void
set_up(Fixture *of, const void *data)
{
    of->info = marbre_plugin_info_read(probe_plugin(), NULL);
    of->check = marbre_plugin_info_find(of->info, "wide");
    of->action = marbre_plugin_info_find(of->info, "action");
    of->article = probe_article();
    of->outcome = marbre_outcome_new();
}

static void
tear_down(Fixture *of, const void *data)
{
    marbre_outcome_unref(of->outcome);
    marbre_article_unref(of->article);
    marbre_plugin_info_unref(of->info);
}

static MarbreRecord *
add_record(Fixture *of, const char *rule, const char *file, uint64_t start, uint64_t end)
{
    MarbreRecord *record = marbre_record_new(rule);
    record->file = g_strdup(file);
    record->span = (MarbreSpan){start, end};
    g_ptr_array_add(of->outcome->findings, record);
    return record;
}

static MarbreChange *
add_change(Fixture *of, MarbreChangeKind kind, const char *file, const char *text)
{
    MarbreChange *change = g_new0(MarbreChange, 1);
    change->kind = kind;
    change->file = g_strdup(file);
    change->bytes = text != NULL ? g_bytes_new(text, strlen(text)) : NULL;
    g_ptr_array_add(of->outcome->changes, change);
    return change;
}

static void
add_artifact(Fixture *of, const char *path, const char *type)
{
    MarbreArtifact *artifact = g_new0(MarbreArtifact, 1);
    artifact->path = g_strdup(path);
    artifact->media_type = g_strdup(type);
    artifact->bytes = g_bytes_new("x", 1);
    g_ptr_array_add(of->outcome->artifacts, artifact);
}

static void
add_read(Fixture *of, MarbreReadKind kind, const char *path, const char *id)
{
    MarbreRead *read = g_new0(MarbreRead, 1);
    read->kind = kind;
    read->path = g_strdup(path);
    read->id = g_strdup(id);
    g_ptr_array_add(of->outcome->reads, read);
}

/* The outcome is refused, with these words in it; then everything is taken out of it. */
static void
assert_refused(Fixture *of, const MarbreTaskInfo *task, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(marbre_outcome_check(of->outcome, task, of->article, "fr", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    if (strstr(error->message, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, error->message);
    g_ptr_array_set_size(of->outcome->findings, 0);
    g_ptr_array_set_size(of->outcome->changes, 0);
    g_ptr_array_set_size(of->outcome->artifacts, 0);
    g_ptr_array_set_size(of->outcome->reads, 0);
}

static void
assert_good(Fixture *of, const MarbreTaskInfo *task)
{
    g_autoptr(GError) error = NULL;
    bool good = marbre_outcome_check(of->outcome, task, of->article, "fr", &error);
    g_assert_no_error(error);
    g_assert_true(good);
}

static void
test_findings(Fixture *of, const void *data)
{
    uint64_t size = strlen(probe_text);
    add_record(of, "odd", NULL, 0, size);
    add_record(of, "odd", "claims.yaml", 0, 0);
    add_record(of, "odd", "photo.jpg", 0, 4);
    add_record(of, "odd", "index.en.md", 3, 3);
    assert_good(of, of->check);

    add_record(of, "even", NULL, 0, 0);
    assert_refused(of, of->check, "unknown rule even");
    add_record(of, "probe/odd", NULL, 0, 0);
    assert_refused(of, of->check, "unknown rule probe/odd");
    add_record(of, "odd", NULL, 0, size + 1);
    assert_refused(of, of->check, "is not within index.fr.md");
    add_record(of, "odd", NULL, 5, 4);
    assert_refused(of, of->check, "is not within index.fr.md");
    add_record(of, "odd", NULL, probe_at("«") + 1, probe_at("«") + 2);
    assert_refused(of, of->check, "cuts a character in two");
    add_record(of, "odd", "photo.jpg", 0, 5);
    assert_refused(of, of->check, "is not within photo.jpg");
    add_record(of, "odd", "index.de.md", 0, 0);
    assert_refused(of, of->check, "names the file index.de.md");
    add_record(of, "odd", "../marbre.yaml", 0, 0);
    assert_refused(of, of->check, "names the file ../marbre.yaml");
    add_record(of, "odd", NULL, 0, 0)->severity = 4;
    assert_refused(of, of->check, "unknown severity 4");
}

static void
test_args(Fixture *of, const void *data)
{
    MarbreRecord *record = add_record(of, "odd", NULL, 0, 0);
    record->args = g_variant_ref_sink(g_variant_new_parsed("[('what', 'a'), ('count', '2')]"));
    assert_good(of, of->check);
    record = add_record(of, "odd", NULL, 0, 0);
    record->args = g_variant_ref_sink(g_variant_new_parsed("[('what', 'a'), ('what', 'b')]"));
    assert_refused(of, of->check, "the argument what twice");
    record = add_record(of, "odd", NULL, 0, 0);
    record->args = g_variant_ref_sink(g_variant_new_parsed("[('a}b', 'c')]"));
    assert_refused(of, of->check, "an argument without a name");

    g_autofree char *long_word = g_strnfill(MARBRE_OUTCOME_WORDS, 'a');
    record = add_record(of, "odd", NULL, 0, 0);
    record->args = g_variant_ref_sink(g_variant_new_parsed("[('what', %s)]", long_word));
    assert_refused(of, of->check, "more than 1024 KiB of arguments");
}

static void
test_edits(Fixture *of, const void *data)
{
    MarbreRecord *record = add_record(of, "odd", NULL, 0, 3);
    marbre_edits_add(record->edits, (MarbreSpan){0, 3}, "+++");
    marbre_edits_add(record->edits, (MarbreSpan){3, 3}, "a");
    marbre_edits_add(record->edits, (MarbreSpan){3, 3}, "b");
    assert_good(of, of->check);
    marbre_edits_add(record->edits, (MarbreSpan){2, 4}, "c");
    assert_refused(of, of->check, "edits of a finding of odd overlap");
    record = add_record(of, "odd", NULL, 0, 3);
    marbre_edits_add(record->edits, (MarbreSpan){0, 100000}, "");
    assert_refused(of, of->check, "is not within index.fr.md");
    record = add_record(of, "odd", "photo.jpg", 0, 0);
    marbre_edits_add(record->edits, (MarbreSpan){0, 0}, "GIF");
    assert_refused(of, of->check, "photo.jpg cannot be edited");
}

static void
test_many(Fixture *of, const void *data)
{
    for (unsigned i = 0; i < MARBRE_OUTCOME_FINDINGS; i++)
        add_record(of, "odd", NULL, 0, 0);
    assert_good(of, of->check);
    add_record(of, "odd", NULL, 0, 0);
    assert_refused(of, of->check, "more than 10000 findings");
}

static void
test_changes(Fixture *of, const void *data)
{
    add_change(of, MARBRE_CHANGE_EDIT, "index.fr.md", "x")->span = (MarbreSpan){0, 3};
    add_change(of, MARBRE_CHANGE_EDIT, "index.fr.md", "y")->span = (MarbreSpan){3, 3};
    add_change(of, MARBRE_CHANGE_WRITE, "index.de.md", "Neu.\n");
    add_change(of, MARBRE_CHANGE_WRITE, "map.png", "\x89PNG");
    add_change(of, MARBRE_CHANGE_REMOVE, "photo.jpg", NULL);
    assert_good(of, of->action);
    assert_refused(of, of->check, "a check changed something");

    static const char *const never[] = {"state.yaml", "../x.md", "a/b.png", ".hidden",
                                        "index.md",   ".git",    "",        "index..md"};
    for (size_t i = 0; i < G_N_ELEMENTS(never); i++) {
        add_change(of, MARBRE_CHANGE_WRITE, never[i], "x");
        assert_refused(of, of->action, "may not change a file named");
    }
    add_change(of, MARBRE_CHANGE_WRITE, "index.fr.md", "\xFF");
    assert_refused(of, of->action, "index.fr.md would be no text");
    add_change(of, MARBRE_CHANGE_EDIT, "index.de.md", "x");
    assert_refused(of, of->action, "index.de.md cannot be edited");
    add_change(of, MARBRE_CHANGE_EDIT, "index.fr.md", "\xC3")->span = (MarbreSpan){0, 0};
    assert_refused(of, of->action, "is not UTF-8");
    add_change(of, MARBRE_CHANGE_REMOVE, "other.jpg", NULL);
    assert_refused(of, of->action, "other.jpg is not there");
    add_change(of, MARBRE_CHANGE_EDIT, "index.fr.md", "x")->span = (MarbreSpan){2, 4};
    add_change(of, MARBRE_CHANGE_EDIT, "index.fr.md", "x")->span = (MarbreSpan){0, 3};
    assert_refused(of, of->action, "edits of index.fr.md overlap");
    add_change(of, MARBRE_CHANGE_WRITE, "map.png", "x");
    add_change(of, MARBRE_CHANGE_WRITE, "map.png", "y");
    assert_refused(of, of->action, "map.png is written, removed or edited more than once");
}

static void
test_artifacts(Fixture *of, const void *data)
{
    add_artifact(of, "2023/09/accord/index.html", "text/html; charset=utf-8");
    add_artifact(of, "2023/09/accord/photo.jpg", "image/jpeg");
    assert_good(of, of->action);
    assert_refused(of, of->check, "a check changed something");
    static const char *const never[] = {"/etc/passwd", "../x", "a/../b", ".git/config",
                                        "a//b",        "a\\b", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(never); i++) {
        add_artifact(of, never[i], "text/html");
        assert_refused(of, of->action, "no place in the published site");
    }
    add_artifact(of, "a", "html");
    assert_refused(of, of->action, "no media type");
    add_artifact(of, "a", "text/html\r\nSet-Cookie: a/b");
    assert_refused(of, of->action, "no media type");
    add_artifact(of, "a/b", "text/html");
    add_artifact(of, "a/b", "text/html");
    assert_refused(of, of->action, "a/b is published twice");
    add_artifact(of, "a/b", "text/html");
    add_artifact(of, "a-b", "text/html");
    add_artifact(of, "a", "text/html");
    assert_refused(of, of->action, "as a file and a folder");
}

static void
test_reads(Fixture *of, const void *data)
{
    add_read(of, MARBRE_READ_FILE, "glossary/a.yaml", "0123456789012345678901234567890123456789");
    add_read(of, MARBRE_READ_FILE, "glossary/b.yaml", "");
    add_read(of, MARBRE_READ_FOLDER, "", "");
    assert_good(of, of->check);
    add_read(of, MARBRE_READ_FILE, "../a", "");
    assert_refused(of, of->check, "a read of the newsroom is damaged");
    add_read(of, MARBRE_READ_FILE, "a", "xyz");
    assert_refused(of, of->check, "a read of the newsroom is damaged");
}

static void
fill(Fixture *of)
{
    MarbreRecord *record = add_record(of, "odd", "index.en.md", 1, 2);
    record->severity = MBR_SEVERITY_ERROR;
    record->args = g_variant_ref_sink(g_variant_new_parsed("[('what', 'é')]"));
    marbre_edits_add(record->edits, (MarbreSpan){1, 2}, "été");
    add_record(of, "odd", NULL, 0, 0);
    add_change(of, MARBRE_CHANGE_EDIT, "index.fr.md", "x")->span = (MarbreSpan){0, 3};
    add_change(of, MARBRE_CHANGE_REMOVE, "photo.jpg", NULL);
    add_artifact(of, "a/index.html", "text/html");
    add_read(of, MARBRE_READ_FOLDER, "glossary", "");
    of->outcome->until = 12345;
    of->outcome->leftovers = 2;
}

static void
test_pack(Fixture *of, const void *data)
{
    fill(of);
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) packed = marbre_outcome_pack(of->outcome);
    /* Over the wire: bytes, and nothing but bytes. */
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(packed);
    g_autoptr(GVariant) wire =
        g_variant_ref_sink(g_variant_new_from_bytes(g_variant_get_type(packed), bytes, FALSE));
    g_autoptr(MarbreOutcome) back = marbre_outcome_unpack(wire, &error);
    g_assert_no_error(error);
    g_autoptr(GVariant) again = marbre_outcome_pack(back);
    g_assert_true(g_variant_equal(packed, again));
    g_assert_cmpint(back->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpint(back->until, ==, 12345);
    g_assert_cmpuint(back->leftovers, ==, 2);
    const MarbreRecord *record = g_ptr_array_index(back->findings, 0);
    g_assert_cmpstr(record->file, ==, "index.en.md");
    g_assert_cmpstr(((const MarbreEdit *)g_ptr_array_index(record->edits, 0))->text, ==, "été");
    g_assert_null(((const MarbreRecord *)g_ptr_array_index(back->findings, 1))->file);
    const MarbreChange *change = g_ptr_array_index(back->changes, 1);
    g_assert_cmpint(change->kind, ==, MARBRE_CHANGE_REMOVE);
    g_assert_null(change->bytes);
}

static void
test_fail(Fixture *of, const void *data)
{
    fill(of);
    marbre_outcome_fail(of->outcome, MARBRE_OUTCOME_TIMEOUT, MBR_E_FAILED, "after %d s", 10);
    marbre_outcome_fail(of->outcome, MARBRE_OUTCOME_FAILED, MBR_E_IO, "later");
    g_assert_cmpint(of->outcome->status, ==, MARBRE_OUTCOME_TIMEOUT);
    g_assert_cmpstr(of->outcome->reason, ==, "after 10 s");
    g_assert_cmpuint(of->outcome->findings->len, ==, 2);
    g_assert_cmpuint(of->outcome->changes->len, ==, 0);
    g_assert_cmpuint(of->outcome->artifacts->len, ==, 0);
    g_autoptr(GVariant) packed = marbre_outcome_pack(of->outcome);
    g_autoptr(MarbreOutcome) back = marbre_outcome_unpack(packed, NULL);
    g_assert_cmpstr(back->reason, ==, "after 10 s");
    g_autoptr(MarbreOutcome) made =
        marbre_outcome_new_failed(MARBRE_OUTCOME_CRASHED, -1, "signal %d", 11);
    g_assert_cmpstr(made->reason, ==, "signal 11");
}

/* Bytes turned over anywhere give a refusal or an outcome, never a crash. */
static void
test_hostile(Fixture *of, const void *data)
{
    fill(of);
    g_autoptr(GVariant) packed = marbre_outcome_pack(of->outcome);
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(packed);
    size_t size;
    const guint8 *good = g_bytes_get_data(bytes, &size);
    unsigned refused = 0;
    for (size_t at = 0; at < size; at++) {
        for (unsigned bit = 0; bit < 8; bit += 7) {
            guint8 *copy = g_memdup2(good, size);
            copy[at] ^= (guint8)(1u << bit);
            g_autoptr(GBytes) wrong = g_bytes_new_take(copy, size);
            g_autoptr(GVariant) wire = g_variant_ref_sink(
                g_variant_new_from_bytes(g_variant_get_type(packed), wrong, FALSE));
            g_autoptr(MarbreOutcome) back = marbre_outcome_unpack(wire, NULL);
            if (back == NULL)
                refused++;
            else
                (void)marbre_outcome_check(back, of->action, of->article, "fr", NULL);
        }
    }
    g_assert_cmpuint(refused, >, size / 4);

    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) other = g_variant_ref_sink(g_variant_new_int32(7));
    g_assert_null(marbre_outcome_unpack(other, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_nonnull(
        strstr(error->message,
               "a plugin's answer came back damaged; it must not write into memory of others"));
}

static void
test_files(Fixture *of, const void *data)
{
    g_autoptr(GError) error = NULL;
    add_change(of, MARBRE_CHANGE_EDIT, "index.en.md", "Hello. ")->span =
        (MarbreSpan){strlen(probe_source) - 21, strlen(probe_source) - 21};
    add_change(of, MARBRE_CHANGE_EDIT, "index.en.md", "")->span = (MarbreSpan){0, 4};
    add_change(of, MARBRE_CHANGE_REMOVE, "photo.jpg", NULL);
    add_change(of, MARBRE_CHANGE_WRITE, "claims.yaml", "claims: []\n");
    g_autoptr(GPtrArray) files = marbre_outcome_files(of->outcome, of->article, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files->len, ==, 3);
    const MarbreFile *claims = g_ptr_array_index(files, 0);
    g_assert_cmpstr(claims->name, ==, "claims.yaml");
    const MarbreFile *text = g_ptr_array_index(files, 1);
    static const char wanted[] = "title: The deal\n---\nHello. A word. Another one.\n";
    g_assert_cmpmem(g_bytes_get_data(text->bytes, NULL), g_bytes_get_size(text->bytes), wanted,
                    strlen(wanted));
    const MarbreFile *photo = g_ptr_array_index(files, 2);
    g_assert_cmpstr(photo->name, ==, "photo.jpg");
    g_assert_null(photo->bytes);
    add_change(of, MARBRE_CHANGE_EDIT, "index.de.md", "x");
    g_assert_null(marbre_outcome_files(of->outcome, of->article, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message,
                            "index.de.md is not there; an action must change only files that are"));
}

static void
test_ids(Fixture *of, const void *data)
{
    g_autoptr(GBytes) bytes = g_bytes_new("hello\n", 6);
    g_autofree char *id = marbre_read_file_id(bytes);
    g_assert_cmpstr(id, ==, "ce013625030ba8dba906f756967f9e9ca394464a"); /* git hash-object */
    g_autoptr(GBytes) none = g_bytes_new(NULL, 0);
    g_autofree char *empty = marbre_read_file_id(none);
    g_assert_cmpstr(empty, ==, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    g_autofree char *absent = marbre_read_file_id(NULL);
    g_assert_cmpstr(absent, ==, "");

    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, (void *)"b");
    g_ptr_array_add(one, (void *)"a");
    g_autoptr(GPtrArray) two = g_ptr_array_new();
    g_ptr_array_add(two, (void *)"a");
    g_ptr_array_add(two, (void *)"b");
    g_autoptr(GPtrArray) three = g_ptr_array_new();
    g_ptr_array_add(three, (void *)"ab");
    g_autofree char *first = marbre_read_listing_id(one);
    g_autofree char *second = marbre_read_listing_id(two);
    g_autofree char *third = marbre_read_listing_id(three);
    g_assert_cmpstr(first, ==, second);
    g_assert_cmpstr(first, !=, third);
    g_assert_cmpuint(strlen(first), ==, 64);
}

#define TEST(name, function)                                                                       \
    g_test_add("/outcome/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("findings", test_findings);
    TEST("args", test_args);
    TEST("edits", test_edits);
    TEST("many", test_many);
    TEST("changes", test_changes);
    TEST("artifacts", test_artifacts);
    TEST("reads", test_reads);
    TEST("pack", test_pack);
    TEST("fail", test_fail);
    TEST("hostile", test_hostile);
    TEST("files", test_files);
    TEST("ids", test_ids);
    return g_test_run();
}
