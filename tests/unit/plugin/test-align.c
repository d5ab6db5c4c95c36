/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fixture.h"

#include <string.h>

static void
set_up(Fixture *of, const void *data)
{
    of->newsroom = newsroom_new();
    fixture_open(of, false);
}

static MarbreArticle *
article_of(const char *text, const char *source)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) french = g_bytes_new(text, strlen(text));
    g_ptr_array_add(files, marbre_file_new("index.fr.md", NULL, strlen(text), french));
    if (source != NULL) {
        g_autoptr(GBytes) english = g_bytes_new(source, strlen(source));
        g_ptr_array_add(files, marbre_file_new("index.en.md", NULL, strlen(source), english));
    }
    const char *const langs[] = {"fr", NULL};
    return marbre_article_new("articles/2023/09/accord", files, langs, NULL);
}

static void
run_good(Fixture *of, const char *task, const char *text, const char *source, ProbeStep step)
{
    g_autoptr(MarbreArticle) article = article_of(text, source);
    g_autoptr(MarbreOutcome) outcome = probe_run_on(of->host, task, NULL, article, NULL, step);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
}

static const char text[] = "---\nsource-lang: en\n---\n"
                           "# Le port\n\n"
                           "![Une vue](port.jpg)\n\n"
                           "Le Corinna a quitté Trieste mardi avec 8 200 tonnes d’engrais à bord, "
                           "et 14 marins. Le Sankt Olav l’attendait au large de Velmora.\n";
static const char source[] = "# The port\n\n"
                             "![A view](port.jpg)\n\n"
                             "The [Corinna](https://corinna.example) left Trieste on Tuesday with "
                             "8,200 tons of fertiliser and 14 sailors on board.\n\n"
                             "The Sankt Olav was waiting for her off Velmora.\n\n"
                             "Nobody knows why the radar of Genoa was silent that night.\n";

static void
assert_pair(const Probe *probe, mbr_job *job, size_t index, const uint64_t *wanted)
{
    mbr_pair pair = {.struct_size = sizeof pair};
    g_assert_cmpint(probe->align->pair(job, MBR_PART_SOURCE, MBR_PART_TEXT, index, &pair), ==,
                    MBR_OK);
    g_assert_cmpuint(pair.struct_size, ==, sizeof pair);
    g_assert_cmpuint(pair.flags, ==, 0);
    g_assert_cmpuint(pair.from_first, ==, wanted[0]);
    g_assert_cmpuint(pair.from_count, ==, wanted[1]);
    g_assert_cmpuint(pair.to_first, ==, wanted[2]);
    g_assert_cmpuint(pair.to_count, ==, wanted[3]);
}

/* Pictures and headings are blocks, links are none. */
static int32_t
ask_pairs(const Probe *probe, mbr_job *job)
{
    static const uint64_t wanted[][4] = {{0, 1, 0, 1}, {1, 1, 1, 1}, {2, 2, 2, 1}, {4, 1, 3, 0}};
    size_t count = probe->align->count(job, MBR_PART_SOURCE, MBR_PART_TEXT);
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(wanted));
    for (size_t i = 0; i < count; i++)
        assert_pair(probe, job, i, wanted[i]);
    g_assert_cmpuint(probe->article->item_count(job, MBR_PART_SOURCE, MBR_ITEM_ANY), ==, 5);
    g_assert_cmpuint(probe->article->item_count(job, MBR_PART_TEXT, MBR_ITEM_ANY), ==, 3);

    mbr_pair pair = {.struct_size = sizeof pair};
    g_assert_cmpint(probe->align->pair(job, MBR_PART_SOURCE, MBR_PART_TEXT, count, &pair), ==,
                    MBR_E_NOTFOUND);
    pair.struct_size = 0;
    g_assert_cmpint(probe->align->pair(job, MBR_PART_SOURCE, MBR_PART_TEXT, 0, &pair), ==,
                    MBR_E_INVALID);
    return MBR_OK;
}

static void
test_pairs(Fixture *of, const void *data)
{
    run_good(of, "wide", text, source, ask_pairs);
}

/* A plugin that was built when a pair had no more than its source. */
static int32_t
ask_short(const Probe *probe, mbr_job *job)
{
    mbr_pair pair = {.struct_size = offsetof(mbr_pair, to_first), .to_first = 77};
    g_assert_cmpint(probe->align->pair(job, MBR_PART_SOURCE, MBR_PART_TEXT, 2, &pair), ==, MBR_OK);
    g_assert_cmpuint(pair.struct_size, ==, offsetof(mbr_pair, to_first));
    g_assert_cmpuint(pair.from_count, ==, 2);
    g_assert_cmpuint(pair.to_first, ==, 77);
    return MBR_OK;
}

static void
test_short(Fixture *of, const void *data)
{
    run_good(of, "wide", text, source, ask_short);
}

static int32_t
ask_nonsense(const Probe *probe, mbr_job *job)
{
    static const uint64_t parts[][2] = {
        {MBR_PART_TEXT, MBR_PART_SOURCE},
        {MBR_PART_SOURCE, MBR_PART_SOURCE},
        {MBR_PART_SOURCE, MBR_PART_CLAIMS},
        {MBR_PART_SOURCE_APPROVED, MBR_PART_TEXT},
        {0, 0},
        {UINT64_MAX, MBR_PART_TEXT},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        mbr_pair pair = {.struct_size = sizeof pair};
        g_assert_cmpuint(probe->align->count(job, parts[i][0], parts[i][1]), ==, 0);
        g_assert_cmpint(probe->align->pair(job, parts[i][0], parts[i][1], 0, &pair), ==,
                        MBR_E_INVALID);
    }
    return MBR_OK;
}

static void
test_nonsense(Fixture *of, const void *data)
{
    run_good(of, "wide", text, source, ask_nonsense);
}

static int32_t
ask_without(const Probe *probe, mbr_job *job)
{
    mbr_pair pair = {.struct_size = sizeof pair};
    g_assert_cmpuint(probe->align->count(job, MBR_PART_SOURCE, MBR_PART_TEXT), ==, 0);
    g_assert_cmpint(probe->align->pair(job, MBR_PART_SOURCE, MBR_PART_TEXT, 0, &pair), ==,
                    MBR_E_NOTFOUND);
    g_assert_cmpuint(probe->align->count(job, MBR_PART_SOURCE_APPROVED, MBR_PART_SOURCE), ==, 0);
    return MBR_OK;
}

static void
test_without(Fixture *of, const void *data)
{
    run_good(of, "wide", text, NULL, ask_without);
    run_good(of, "wide", "Sans rien.\n", source, ask_without);
}

static int32_t
ask_denied(const Probe *probe, mbr_job *job)
{
    mbr_pair pair = {.struct_size = sizeof pair};
    g_assert_cmpuint(probe->align->count(job, MBR_PART_SOURCE, MBR_PART_TEXT), ==, 0);
    g_assert_cmpint(probe->align->pair(job, MBR_PART_SOURCE, MBR_PART_TEXT, 0, &pair), ==,
                    MBR_E_DENIED);
    g_assert_cmpint(probe->align->pair(job, MBR_PART_SOURCE_APPROVED, MBR_PART_SOURCE, 0, &pair),
                    ==, MBR_E_DENIED);
    return MBR_OK;
}

static void
test_denied(Fixture *of, const void *data)
{
    run_good(of, "narrow", text, source, ask_denied);
}

/* The source as it was approved: a sentence is new, the rest is equal. */
static int32_t
ask_approved(const Probe *probe, mbr_job *job)
{
    static const uint64_t wanted[][4] = {
        {0, 1, 0, 1}, {1, 1, 1, 1}, {2, 1, 2, 1}, {3, 0, 3, 1}, {3, 1, 4, 1}};
    size_t count = probe->align->count(job, MBR_PART_SOURCE_APPROVED, MBR_PART_SOURCE);
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(wanted));
    for (size_t i = 0; i < count; i++) {
        mbr_pair pair = {.struct_size = sizeof pair};
        g_assert_cmpint(
            probe->align->pair(job, MBR_PART_SOURCE_APPROVED, MBR_PART_SOURCE, i, &pair), ==,
            MBR_OK);
        g_assert_cmpuint(pair.from_first, ==, wanted[i][0]);
        g_assert_cmpuint(pair.from_count, ==, wanted[i][1]);
        g_assert_cmpuint(pair.to_first, ==, wanted[i][2]);
        g_assert_cmpuint(pair.to_count, ==, wanted[i][3]);
    }
    return MBR_OK;
}

static void
test_approved(Fixture *of, const void *data)
{
    of->newsroom->approved =
        "# The port\n\n"
        "![A view](port.jpg)\n\n"
        "The [Corinna](https://corinna.example) left Trieste on Monday with 8,200 tons of "
        "fertiliser and 14 sailors on board.\n\n"
        "Nobody knows why the radar of Genoa was silent that night.\n";
    run_good(of, "wide", text, source, ask_approved);
}

#define TEST(name, function) g_test_add("/align/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("pairs", test_pairs);
    TEST("short", test_short);
    TEST("nonsense", test_nonsense);
    TEST("without", test_without);
    TEST("denied", test_denied);
    TEST("approved", test_approved);
    return g_test_run();
}
