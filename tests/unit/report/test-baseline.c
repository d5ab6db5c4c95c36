/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"
#include "newsroom.h"
#include "report/baseline.h"
#include "report/fingerprint.h"

#include <string.h>

typedef struct {
    GPtrArray *findings;
    GPtrArray *judged;
    GPtrArray *fingerprints;
    MarbreReport report;
} Scene;

static void
scene_init(Scene *scene)
{
    scene->findings = some_findings();
    scene->judged = some_articles();
    scene->report = some_report(scene->judged);
    scene->fingerprints = marbre_fingerprints(&scene->report, scene->findings);
    scene->report.fingerprints = scene->fingerprints;
}

static void
scene_clear(Scene *scene)
{
    g_ptr_array_unref(scene->findings);
    g_ptr_array_unref(scene->judged);
    g_ptr_array_unref(scene->fingerprints);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

static MarbreBaseline *
parse(const char *text, const char *complaint)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    MarbreBaseline *baseline = marbre_baseline_parse("known.json", bytes, problems);
    g_autofree char *said = marbre_problems_format(problems);

    g_assert_true((baseline == NULL) == (problems->len > 0));
    if (complaint == NULL)
        g_assert_cmpstr(said, ==, "");
    else
        g_assert_nonnull(strstr(said, complaint));
    return baseline;
}

static size_t
count_known(const GPtrArray *findings)
{
    size_t count = 0;

    for (unsigned i = 0; i < findings->len; i++)
        count += ((const MarbreFinding *)findings->pdata[i])->known;
    return count;
}

/* What is accepted is what fails: not what is waived, known, later, a note, or the engine's. */
static char *
write_all(void)
{
    g_auto(Scene) scene;

    scene_init(&scene);
    g_assert_cmpuint(count_known(scene.findings), ==, 1);
    g_assert_cmpuint(marbre_baseline_accept(&scene.report, scene.findings), ==, 3);
    g_assert_cmpuint(count_known(scene.findings), ==, 4);
    g_assert_cmpuint(marbre_baseline_accept(&scene.report, scene.findings), ==, 0);
    return marbre_baseline_write(&scene.report, scene.findings);
}

static void
test_back(void)
{
    g_auto(Scene) scene;
    g_autofree char *text = write_all();
    g_autofree char *again = NULL;
    g_autoptr(MarbreBaseline) baseline = parse(text, NULL);

    scene_init(&scene);
    marbre_baseline_apply(baseline, &scene.report, scene.findings);
    g_assert_cmpuint(count_known(scene.findings), ==, 4);
    for (unsigned i = 1; i < scene.findings->len; i++)
        g_assert_cmpint(
            marbre_finding_compare(scene.findings->pdata[i - 1], scene.findings->pdata[i]), <, 0);
    g_autoptr(GPtrArray) stale = marbre_baseline_stale(baseline, &scene.report, true);
    g_assert_cmpuint(stale->len, ==, 1); /* what was marked by hand can't be known */
    again = marbre_baseline_write(&scene.report, scene.findings);
    g_assert_cmpstr(again, ==, text);
}

static void
test_touched(void)
{
    g_auto(Scene) scene;
    g_autofree char *text = write_all();
    g_autoptr(MarbreBaseline) baseline = parse(text, NULL);

    scene_init(&scene);
    MarbreReportedArticle *velm = g_ptr_array_index(scene.judged, 1);
    velm->words[strlen(velm->words) - 1] = '7';
    marbre_baseline_apply(baseline, &scene.report, scene.findings);
    g_assert_cmpuint(count_known(scene.findings), ==, 2);
    g_autoptr(GPtrArray) stale = marbre_baseline_stale(baseline, &scene.report, false);
    g_assert_cmpuint(stale->len, ==, 3);
    g_assert_cmpstr(((const MarbreKnown *)stale->pdata[1])->article, ==, VELM);
    g_assert_cmpstr(((const MarbreKnown *)stale->pdata[1])->rule, ==, "draft/placeholder");
}

/* Of articles that nobody judged nothing is said, unless all were. */
static void
test_part(void)
{
    g_auto(Scene) scene;
    g_autofree char *text = write_all();
    g_autoptr(MarbreBaseline) baseline = parse(text, NULL);

    scene_init(&scene);
    g_ptr_array_set_size(scene.judged, 1);
    g_ptr_array_set_size(scene.findings, 0);
    marbre_baseline_apply(baseline, &scene.report, scene.findings);
    g_autoptr(GPtrArray) stale = marbre_baseline_stale(baseline, &scene.report, false);
    g_assert_cmpuint(stale->len, ==, 2);
    g_autoptr(GPtrArray) whole = marbre_baseline_stale(baseline, &scene.report, true);
    g_assert_cmpuint(whole->len, ==, 4);
}

static void
test_limit(void)
{
    g_autofree char *text = write_all();
    g_autoptr(MarbreBaseline) all = parse(text, NULL);
    g_autoptr(MarbreBaseline) same = parse(text, NULL);
    g_autoptr(MarbreBaseline) none = parse("{\"version\": 1, \"articles\": []}", NULL);
    char *words = strstr(text, "sha256:") + strlen("sha256:");

    g_assert_cmpuint(marbre_baseline_limit(all, same), ==, 0);
    g_assert_cmpuint(marbre_baseline_limit(none, all), ==, 0);
    words[0] = 'a';
    g_autoptr(MarbreBaseline) other = parse(text, NULL);
    g_assert_cmpuint(marbre_baseline_limit(all, other), ==, 2);
    g_assert_cmpuint(marbre_baseline_limit(all, none), ==, 2);
}

static void
test_wrong(void)
{
    static const struct {
        const char *text;
        const char *complaint;
    } cases[] = {
        {"", "known.json"},
        {"[]", "known.json:1:1"},
        {"{}", "version"},
        {"{\"version\": 2, \"articles\": []}",
         "this Marbre reads baselines of version 1; begin one anew, with --write-baseline"},
        {"{\"version\": 1, \"articles\": {}}", "known.json:1:28"},
        {"{\"version\": 1, \"articles\": [], \"more\": 1}", "more"},
        {"{\"version\": 1, \"articles\": [{\"article\": \"a\", \"findings\": []}]}", "words"},
        {"{\"version\": 1, \"articles\": [{\"article\": \"a\", \"words\": \"sha256:0\", "
         "\"findings\": []}]}",
         "64 hexadecimal"},
        {"{\"version\": 1, \"articles\": [{\"article\": \"a\", \"words\": \"x\", \"findings\": "
         "[{\"rule\": \"a/b\", \"fingerprint\": \"ABC\", \"message\": \"m\"}]}]}",
         "32 hexadecimal"},
        {"{\"version\": 1, \"articles\": [", "known.json"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_null(parse(cases[i].text, cases[i].complaint));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/baseline/back", test_back);
    g_test_add_func("/report/baseline/touched", test_touched);
    g_test_add_func("/report/baseline/part", test_part);
    g_test_add_func("/report/baseline/limit", test_limit);
    g_test_add_func("/report/baseline/wrong", test_wrong);
    return g_test_run();
}
