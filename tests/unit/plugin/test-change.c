/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fixture.h"

#include <string.h>

static GVariant *
no_site(void *user, const char *what, uint64_t index, const char *where)
{
    return NULL;
}

static void
set_up(Fixture *of, const void *data)
{
    of->newsroom = newsroom_new();
    MarbreSurroundings around = newsroom_surroundings(of->newsroom);
    if (data != NULL)
        around.site = no_site;
    of->host = marbre_host_new(&around, NULL);
}

static int32_t
set(const Probe *probe, mbr_job *job, const char *file, const char *where, const char *text)
{
    const mbr_value value = {.struct_size = sizeof value,
                             .type = text != NULL ? MBR_VALUE_TEXT : MBR_VALUE_NULL,
                             .text = {text, text != NULL ? strlen(text) : 0}};
    return probe->change->meta_set(job, file, where, &value);
}

static void
assert_file(const GPtrArray *files, guint index, const char *name, const char *wanted)
{
    g_assert_cmpuint(index, <, files->len);
    const MarbreFile *file = g_ptr_array_index(files, index);
    g_assert_cmpstr(file->name, ==, name);
    if (wanted == NULL) {
        g_assert_null(file->bytes);
        return;
    }
    g_autofree char *found =
        g_strndup(g_bytes_get_data(file->bytes, NULL), g_bytes_get_size(file->bytes));
    g_assert_cmpstr(found, ==, wanted);
}

static int32_t
change_things(const Probe *probe, mbr_job *job)
{
    const mbr_edit edit = {.struct_size = sizeof edit, .span = {34, 35}, .text = {"The", 3}};
    g_assert_cmpint(probe_source[34], ==, 'o');
    g_assert_cmpint(probe->change->edit(job, "index.en.md", &edit), ==, MBR_OK);
    g_assert_cmpint(set(probe, job, "index.en.md", "title", "A \"deal\""), ==, MBR_OK);
    g_assert_cmpint(set(probe, job, "index.en.md", "author", "Léa"), ==, MBR_OK);
    g_assert_cmpint(set(probe, job, "claims.yaml", "claims[0].by", NULL), ==, MBR_OK);
    g_assert_cmpint(probe->change->write(job, "map.png", "\x89PNG", 4), ==, MBR_OK);
    g_assert_cmpint(probe->change->remove(job, "photo.jpg"), ==, MBR_OK);
    return MBR_OK;
}

static void
test_changes(Fixture *of, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreArticle) article = probe_article();
    g_autoptr(MarbreOutcome) outcome =
        probe_run_on(of->host, "action", NULL, article, NULL, change_things);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_autoptr(GPtrArray) files = marbre_outcome_files(outcome, article, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(files->len, ==, 4);
    assert_file(files, 0, "claims.yaml",
                "claims:\n"
                "  - id: un-mot\n"
                "    quote: \"Un mot d'ordre\"\n"
                "    status: unverified\n");
    assert_file(files, 1, "index.en.md",
                "---\ntitle: \"A \\\"deal\\\"\"\nauthor: \"Léa\"\n---\nA word. AnThether one.\n");
    assert_file(files, 2, "map.png", "\x89PNG");
    assert_file(files, 3, "photo.jpg", NULL);
}

static int32_t
change_and_fail(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->change->remove(job, "photo.jpg"), ==, MBR_OK);
    return MBR_E_FAILED;
}

/* A run that failed changes nothing. */
static void
test_failed(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, change_and_fail);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_cmpuint(outcome->changes->len, ==, 0);
}

/* ---- what may not be ---- */

static int32_t
write_state(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->change->write(job, "state.yaml", "a", 1), ==, MBR_E_INVALID);
    g_assert_cmpint(probe->change->write(job, "map.png", "a", 1), ==, MBR_E_INVALID);
    return MBR_OK;
}

static int32_t
write_above(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->change->write(job, "../other/index.fr.md", "a", 1), ==, MBR_E_INVALID);
    return MBR_OK;
}

static int32_t
write_nothing(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->change->write(job, NULL, "a", 1), ==, MBR_E_INVALID);
    return MBR_OK;
}

static int32_t
write_too_much(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->change->write(job, "map.png", "a", SIZE_MAX), ==, MBR_E_FAILED);
    return MBR_OK;
}

static int32_t
write_twice(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->change->write(job, "map.png", "a", 1), ==, MBR_OK);
    g_assert_cmpint(probe->change->write(job, "map.png", "b", 1), ==, MBR_OK);
    return MBR_OK;
}

static int32_t
set_twice(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(set(probe, job, "index.fr.md", "title", "a"), ==, MBR_OK);
    g_assert_cmpint(set(probe, job, "index.fr.md", "title", "b"), ==, MBR_OK);
    return MBR_OK;
}

static int32_t
edit_half(const Probe *probe, mbr_job *job)
{
    uint64_t at = probe_at("«") + 1;
    const mbr_edit edit = {.struct_size = sizeof edit, .span = {at, at}, .text = {"x", 1}};
    g_assert_cmpint(probe->change->edit(job, "index.fr.md", &edit), ==, MBR_E_INVALID);
    return MBR_OK;
}

static int32_t
edit_nonsense(const Probe *probe, mbr_job *job)
{
    const mbr_edit edit = {.struct_size = 3};
    g_assert_cmpint(probe->change->edit(job, "index.fr.md", &edit), ==, MBR_E_INVALID);
    return MBR_OK;
}

static int32_t
publish(const Probe *probe, mbr_job *job)
{
    g_assert_cmpint(probe->change->artifact(job, "../x.html", "text/html", "a", 1), ==,
                    MBR_E_INVALID);
    return MBR_OK;
}

static void
test_refused(Fixture *of, const void *data)
{
    static const struct {
        ProbeStep step;
        const char *words;
    } refused[] = {
        {write_state, "may not change a file named state.yaml"},
        {write_above, "may not change a file named ../other/index.fr.md"},
        {write_nothing, "a change names no file"},
        {write_too_much, "more than 64 MiB of changes"},
        {write_twice, "map.png is written, removed or edited more than once"},
        {set_twice, "the edits of index.fr.md overlap"},
        {edit_half, "cuts a character in two"},
        {edit_nonsense, "an edit of index.fr.md is malformed"},
        {publish, "no place in the published site"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, refused[i].step);
        g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
        if (strstr(outcome->reason, refused[i].words) == NULL)
            g_error("\"%s\" is not in \"%s\"", refused[i].words, outcome->reason);
        g_assert_cmpuint(outcome->changes->len, ==, 0);
    }
}

/* What an action may ask, and be told no. */
static int32_t
ask_softly(const Probe *probe, mbr_job *job)
{
    const mbr_value number = {.struct_size = sizeof number, .type = MBR_VALUE_INT, .integer = 3};
    g_assert_cmpint(probe->change->meta_set(job, "index.fr.md", "count", &number), ==,
                    MBR_E_UNSUPPORTED);
    g_assert_cmpint(set(probe, job, "index.de.md", "title", "x"), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(set(probe, job, "index.fr.md", "images[7].credit", "x"), <, 0);
    g_assert_cmpint(set(probe, job, "index.fr.md", "nothing", NULL), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(probe->change->artifact(job, "a.html", "text/html", "a", 1), ==, MBR_E_DENIED);
    return MBR_OK;
}

static void
test_softly(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, ask_softly);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
    g_assert_cmpuint(outcome->changes->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/change/changes", Fixture, NULL, set_up, test_changes, tear_down);
    g_test_add("/change/failed", Fixture, NULL, set_up, test_failed, tear_down);
    g_test_add("/change/refused", Fixture, "site", set_up, test_refused, tear_down);
    g_test_add("/change/softly", Fixture, NULL, set_up, test_softly, tear_down);
    return g_test_run();
}
