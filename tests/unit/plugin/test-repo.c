/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fixture.h"

#include <string.h>

static void
set_up(Fixture *of, const void *data)
{
    of->newsroom = newsroom_new();
    newsroom_add(of->newsroom, "glossary/names.yaml",
                 "names:\n  - {fr: Latchine, wrong: [Latchin, \"La\\u00e7in\"]}\n  - Goris\n");
    newsroom_add(of->newsroom, "glossary/broken.yaml", "a: [1\n");
    newsroom_add(of->newsroom, "glossary/binary.dat", "\xFF\xFE");
    fixture_open(of, data != NULL);
}

static MarbreOutcome *
run_good(Fixture *of, GVariant *options, ProbeStep create, ProbeStep step)
{
    MarbreOutcome *outcome = probe_run_prepared(of->host, "wide", options, create, step);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
    return outcome;
}

static void
assert_read(
    const MarbreOutcome *outcome, guint index, MarbreReadKind kind, const char *path, bool there)
{
    g_assert_cmpuint(index, <, outcome->reads->len);
    const MarbreRead *read = g_ptr_array_index(outcome->reads, index);
    g_assert_cmpint(read->kind, ==, kind);
    g_assert_cmpstr(read->path, ==, path);
    g_assert_cmpint(read->id[0] != '\0', ==, there);
}

/* ---- reading ---- */

static int32_t
read_files(const Probe *probe, mbr_job *job)
{
    const mbr_repo_api *repo = probe->repo;
    mbr_blob *blob = NULL;
    mbr_text text;
    g_assert_cmpint(repo->read(job, "glossary/binary.dat", &blob), ==, MBR_OK);
    repo->bytes(blob, &text);
    assert_text(text, "\xFF\xFE");
    g_assert_cmpint(text.data[text.size], ==, '\0');
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(repo->value(blob, "", &value), ==, MBR_E_INVALID);
    repo->release(blob);
    repo->release(blob);
    repo->release(NULL);
    g_assert_cmpint(repo->value(blob, "", &value), ==, MBR_E_INVALID);

    blob = NULL;
    g_assert_cmpint(repo->read(job, "glossary/none.yaml", &blob), ==, MBR_E_NOTFOUND);
    static const char *const never[] = {
        "/etc/passwd", "../secret", "", ".git/config", "glossary/../marbre.yaml", "a\\b"};
    for (size_t i = 0; i < G_N_ELEMENTS(never); i++)
        g_assert_cmpint(repo->read(job, never[i], &blob), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->read(job, NULL, &blob), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->read(job, "articles/2023/09/accord/claims.yaml", &blob), ==,
                    MBR_E_DENIED);
    g_assert_cmpint(repo->read(job, "articles/2023/09/accord-2/a.md", &blob), ==, MBR_E_NOTFOUND);
    g_assert_null(blob);
    return MBR_OK;
}

static void
test_read(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = run_good(of, NULL, NULL, read_files);
    g_assert_cmpuint(outcome->reads->len, ==, 3);
    assert_read(outcome, 0, MARBRE_READ_FILE, "articles/2023/09/accord-2/a.md", false);
    assert_read(outcome, 1, MARBRE_READ_FILE, "glossary/binary.dat", true);
    assert_read(outcome, 2, MARBRE_READ_FILE, "glossary/none.yaml", false);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
}

static int32_t
read_values(const Probe *probe, mbr_job *job)
{
    const mbr_repo_api *repo = probe->repo;
    mbr_blob *blob = NULL;
    mbr_text text;
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(repo->read(job, "glossary/names.yaml", &blob), ==, MBR_OK);
    g_assert_cmpint(repo->value(blob, "names", &value), ==, MBR_OK);
    g_assert_cmpint(value.type, ==, MBR_VALUE_LIST);
    g_assert_cmpuint(value.count, ==, 2);
    g_assert_cmpint(repo->value(blob, "names[0].wrong[1]", &value), ==, MBR_OK);
    assert_text(value.text, "Laçin");
    g_assert_cmpuint(value.mark, ==, 0);
    g_assert_cmpint(repo->value(blob, "names[1]", &value), ==, MBR_OK);
    assert_text(value.text, "Goris");
    g_assert_cmpint(repo->value(blob, "names[2]", &value), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(repo->value_key(blob, "names[0]", 1, &text), ==, MBR_OK);
    assert_text(text, "wrong");
    g_assert_cmpint(repo->value_key(blob, "", 0, &text), ==, MBR_OK);
    assert_text(text, "names");
    g_assert_cmpint(repo->value_key(blob, "", 1, &text), ==, MBR_E_NOTFOUND);
    repo->release(blob);
    return MBR_OK;
}

static void
test_values(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = run_good(of, NULL, NULL, read_values);
    g_assert_cmpuint(outcome->reads->len, ==, 1);
}

/* ---- terms of a glossary ---- */

static int32_t
find_term(const Probe *probe, mbr_job *job, const mbr_words *words, const char **ret_end)
{
    mbr_item item = {.struct_size = sizeof item};
    mbr_span span;
    size_t which;
    g_assert_cmpint(probe->article->item(job, MBR_PART_TEXT, MBR_ITEM_ANY, 1, &item), ==, MBR_OK);
    int32_t result = probe->text->find(job, MBR_PART_TEXT, item.mark, words, 0, &which, &span);
    if (result < 0)
        return result;
    *ret_end = item.text.data + span.end;
    return (int32_t)which;
}

static int32_t
look_up(const Probe *probe, mbr_job *job)
{
    const mbr_repo_api *repo = probe->repo;
    mbr_blob *blob = NULL;
    mbr_words *words = NULL;
    const char *end;
    g_assert_cmpint(repo->read(job, "glossary/terms.yaml", &blob), ==, MBR_OK);
    /* Of a list: the entry that has the term under a key, as one text or one of several. */
    g_assert_cmpint(repo->words(blob, "entries", "wrong", MBR_FOLD_CASE, &words), ==, MBR_OK);
    g_assert_cmpint(find_term(probe, job, words, &end), ==, 2);
    g_assert_true(g_str_has_prefix(end, " tenu"));
    probe->text->words_release(words);
    g_assert_cmpint(repo->words(blob, "entries", "fr", 0, &words), ==, MBR_OK);
    g_assert_cmpint(find_term(probe, job, words, &end), ==, 1);
    probe->text->words_release(words);
    /* Of a map its keys, of plain texts each. */
    g_assert_cmpint(repo->words(blob, "map", NULL, 0, &words), ==, MBR_OK);
    g_assert_cmpint(find_term(probe, job, words, &end), ==, 1);
    probe->text->words_release(words);
    g_assert_cmpint(repo->words(blob, "entries[2].wrong", NULL, 1, &words), ==, MBR_OK);
    g_assert_cmpint(find_term(probe, job, words, &end), ==, 1);
    probe->text->words_release(words);

    g_assert_cmpint(repo->words(blob, "nothing", NULL, 0, &words), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(repo->words(blob, "entries", NULL, 0, &words), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->words(blob, "map.mot", NULL, 0, &words), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->words(blob, "entries", "deep", 0, &words), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->words(blob, "entries", "fr", 8, &words), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->words(blob, NULL, NULL, 0, &words), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->words(NULL, "map", NULL, 0, &words), ==, MBR_E_INVALID);
    repo->release(blob);
    g_assert_cmpint(repo->words(blob, "map", NULL, 0, &words), ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_terms(Fixture *of, const void *data)
{
    newsroom_add(of->newsroom, "glossary/terms.yaml",
                 "entries:\n  - {fr: Goris, deep: [{a: b}]}\n  - {fr: ordre, wrong: ordres}\n"
                 "  - {fr: mots, wrong: [ordres, Propos]}\n"
                 "map: {bloc: 1, mot: 2}\n");
    g_autoptr(MarbreOutcome) outcome = run_good(of, NULL, NULL, look_up);
    g_assert_cmpuint(outcome->reads->len, ==, 1);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
}

static int32_t
read_broken(const Probe *probe, mbr_job *job)
{
    mbr_blob *blob = NULL;
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(probe->repo->read(job, "glossary/broken.yaml", &blob), ==, MBR_OK);
    return probe->repo->value(blob, "a", &value);
}

/* Where the plugin gives no reason, the host knows one, and gives back what it kept. */
static void
test_broken_yaml(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, read_broken);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_cmpint(outcome->code, ==, MBR_E_INVALID);
    g_assert_nonnull(strstr(outcome->reason, "glossary/broken.yaml:"));
    g_assert_cmpuint(outcome->leftovers, ==, 1);
}

static int32_t
read_lost(const Probe *probe, mbr_job *job)
{
    mbr_blob *blob = NULL;
    g_assert_cmpint(probe->repo->read(job, "glossary/names.yaml", &blob), ==, MBR_E_IO);
    return MBR_OK;
}

/* What could not be read is no answer, even for a plugin that shrugs it off. */
static void
test_lost(Fixture *of, const void *data)
{
    of->newsroom->broken = true;
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, read_lost);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_cmpint(outcome->code, ==, MBR_E_IO);
    g_assert_cmpstr(outcome->reason, ==, "the disk is gone");
    g_assert_cmpuint(outcome->reads->len, ==, 0);
}

/* ---- listing ---- */

static int32_t
collect(void *user, const char *path)
{
    g_string_append_printf(user, "%s ", path);
    return 0;
}

static int32_t
stop_at_once(void *user, const char *path)
{
    g_string_append(user, path);
    return 42;
}

static int32_t
list_folders(const Probe *probe, mbr_job *job)
{
    const mbr_repo_api *repo = probe->repo;
    g_autoptr(GString) found = g_string_new(NULL);
    g_assert_cmpint(repo->list(job, "glossary", collect, found), ==, MBR_OK);
    g_assert_cmpstr(found->str, ==,
                    "glossary/binary.dat glossary/broken.yaml glossary/names.yaml ");
    g_string_truncate(found, 0);
    g_assert_cmpint(repo->list(job, "glossary", stop_at_once, found), ==, 42);
    g_assert_cmpstr(found->str, ==, "glossary/binary.dat");
    g_assert_cmpint(repo->list(job, "nothing", collect, found), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(repo->list(job, "", collect, found), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(repo->list(job, "glossary/", collect, found), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->list(job, "..", collect, found), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->list(job, NULL, collect, found), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->list(job, "glossary", NULL, found), ==, MBR_E_INVALID);
    g_assert_cmpint(repo->list(job, "articles/2023/09/accord", collect, found), ==, MBR_E_DENIED);
    return MBR_OK;
}

static void
test_list(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = run_good(of, NULL, NULL, list_folders);
    g_assert_cmpuint(outcome->reads->len, ==, 3);
    assert_read(outcome, 0, MARBRE_READ_FOLDER, "", false);
    assert_read(outcome, 1, MARBRE_READ_FOLDER, "glossary", true);
    assert_read(outcome, 2, MARBRE_READ_FOLDER, "nothing", false);
}

/* ---- options ---- */

static mbr_blob *glossary;

static int32_t
prepare(const Probe *probe, mbr_job *job)
{
    return probe->config->get_file(probe->options, "glossary", 0, &glossary);
}

static int32_t
ask_options(const Probe *probe, mbr_job *job)
{
    const mbr_config_api *config = probe->config;
    const mbr_config *options = probe->options;
    int64_t integer = 0;
    double number = 0;
    mbr_text text;
    g_assert_cmpuint(config->count(options, "names"), ==, 2);
    g_assert_cmpuint(config->count(options, "words.max"), ==, 1);
    g_assert_cmpuint(config->count(options, "share"), ==, 0);
    g_assert_cmpuint(config->count(options, "unknown"), ==, 0);
    g_assert_cmpuint(config->count(options, NULL), ==, 0);
    g_assert_cmpint(config->get_text(options, "names", 1, &text), ==, MBR_OK);
    assert_text(text, "b");
    g_assert_cmpint(config->get_text(options, "names", 2, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(config->get_int(options, "words.max", 0, &integer), ==, MBR_OK);
    g_assert_cmpint(integer, ==, 7);
    g_assert_cmpint(config->get_number(options, "words.max", 0, &number), ==, MBR_OK);
    g_assert_cmpfloat(number, ==, 7.0);
    g_assert_cmpint(config->get_int(options, "strict", 0, &integer), ==, MBR_OK);
    g_assert_cmpint(integer, ==, 1);
    g_assert_cmpint(config->get_number(options, "strict", 0, &number), ==, MBR_E_INVALID);
    g_assert_cmpint(config->get_int(options, "names", 0, &integer), ==, MBR_E_INVALID);
    g_assert_cmpint(config->get_text(options, "words.max", 0, &text), ==, MBR_E_INVALID);
    g_assert_cmpint(config->get_number(options, "share", 0, &number), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(config->get_number(options, "unknown", 0, &number), ==, MBR_E_INVALID);
    mbr_blob *blob = NULL;
    g_assert_cmpint(config->get_file(options, "names", 0, &blob), ==, MBR_E_INVALID);
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(probe->repo->value(glossary, "names[1]", &value), ==, MBR_OK);
    assert_text(value.text, "Goris");
    return MBR_OK;
}

static int32_t
do_nothing(const Probe *probe, mbr_job *job)
{
    return MBR_OK;
}

/* A file read in `create` counts for every run, whether the run looks at it or not. */
static void
test_options(Fixture *of, const void *data)
{
    static const char given[] = "[('glossary', <'glossary/names.yaml'>), ('names', <['a', 'b']>), "
                                "('strict', <true>), ('words.max', <int64 7>)]";
    g_autoptr(MarbreOutcome) outcome =
        run_good(of, g_variant_new_parsed(given), prepare, ask_options);
    g_assert_cmpuint(outcome->reads->len, ==, 1);
    assert_read(outcome, 0, MARBRE_READ_FILE, "glossary/names.yaml", true);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
    g_autoptr(MarbreOutcome) other = run_good(of, g_variant_new_parsed(given), prepare, do_nothing);
    g_assert_cmpuint(other->reads->len, ==, 1);
    g_autoptr(MarbreOutcome) none = run_good(of, NULL, NULL, do_nothing);
    g_assert_cmpuint(none->reads->len, ==, 0);
}

static const char fallbacks[] =
    "[('house', <'glossary/house.yaml'>), ('pages', <['a.yaml', 'b.yaml', 'c.yaml']>)]";

static int32_t
ask_missing(const Probe *probe, mbr_job *job)
{
    mbr_text text;
    mbr_blob *blob = NULL;
    const mbr_config *options = probe->options;
    g_assert_cmpuint(probe->config->count(options, "house"), ==, 0);
    g_assert_cmpint(probe->config->get_text(options, "house", 0, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(probe->config->get_file(options, "house", 0, &blob), ==, MBR_E_NOTFOUND);
    g_assert_cmpuint(probe->config->count(options, "pages"), ==, 1);
    g_assert_cmpint(probe->config->get_text(options, "pages", 0, &text), ==, MBR_OK);
    assert_text(text, "b.yaml");
    g_assert_cmpint(probe->config->get_text(options, "pages", 1, &text), ==, MBR_E_NOTFOUND);
    return MBR_OK;
}

static int32_t
ask_there(const Probe *probe, mbr_job *job)
{
    mbr_text text;
    mbr_blob *blob = NULL;
    const mbr_config *options = probe->options;
    g_assert_cmpuint(probe->config->count(options, "house"), ==, 1);
    g_assert_cmpint(probe->config->get_file(options, "house", 0, &blob), ==, MBR_OK);
    probe->repo->bytes(blob, &text);
    assert_text(text, "words: []\n");
    probe->repo->release(blob);
    return MBR_OK;
}

static MarbreOutcome *
run_fallbacks(Fixture *of, ProbeStep step)
{
    MarbreOutcome *outcome = probe_run(of->host, "action", g_variant_new_parsed(fallbacks), step);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    return outcome;
}

/* A file that a fallback alone names may be missing; that it was is noted, so that the day it
 * comes the result is not kept. */
static void
test_fallback(Fixture *of, const void *data)
{
    newsroom_add(of->newsroom, "b.yaml", "b: 1\n");
    g_autoptr(MarbreOutcome) missing = run_fallbacks(of, ask_missing);
    g_assert_cmpuint(missing->reads->len, ==, 4);
    assert_read(missing, 0, MARBRE_READ_FILE, "a.yaml", false);
    assert_read(missing, 1, MARBRE_READ_FILE, "b.yaml", true);
    assert_read(missing, 2, MARBRE_READ_FILE, "c.yaml", false);
    assert_read(missing, 3, MARBRE_READ_FILE, "glossary/house.yaml", false);
    newsroom_add(of->newsroom, "glossary/house.yaml", "words: []\n");
    g_autoptr(MarbreOutcome) there = run_fallbacks(of, ask_there);
    assert_read(there, 3, MARBRE_READ_FILE, "glossary/house.yaml", true);
}

/* Not knowing is not the same as its not being there. */
static void
test_fallback_lost(Fixture *of, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(probe_plugin(), NULL);
    of->newsroom->broken = true;
    g_assert_null(
        marbre_host_create(of->host, loaded, "action", g_variant_new_parsed(fallbacks), 0, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_assert_nonnull(strstr(error->message, "the disk is gone"));
}

#define TEST(name, function)                                                                       \
    g_test_add("/repo/" name, Fixture, NULL, set_up, function, tear_down);                         \
    g_test_add("/repo/guarded/" name, Fixture, "guarded", set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("read", test_read);
    TEST("values", test_values);
    TEST("terms", test_terms);
    TEST("broken-yaml", test_broken_yaml);
    TEST("lost", test_lost);
    TEST("list", test_list);
    TEST("options", test_options);
    TEST("fallback", test_fallback);
    TEST("fallback-lost", test_fallback_lost);
    return g_test_run();
}
