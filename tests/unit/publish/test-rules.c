/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../factcheck/judged.h"

#define SITE "name: La Gazette\nsite: https://gazette.example/\n"

static void
assert_said(const char *text, const char *settings, const char *wanted)
{
    assert_findings((Bundle){.text = text, .settings = settings}, "{}", wanted);
}

static void
assert_place(const char *text, uint64_t start, uint64_t end)
{
    const Bundle bundle = {.text = text, .settings = SITE};
    g_autoptr(MarbreOutcome) outcome = outcome_of(bundle, "{}");
    g_assert_cmpuint(outcome->findings->len, ==, 1);
    const MarbreRecord *record = g_ptr_array_index(outcome->findings, 0);
    g_assert_cmpstr(record->rule, ==, "missing-date");
    g_assert_cmpuint(record->span.start, ==, start);
    g_assert_cmpuint(record->span.end, ==, end);
}

static void
test_clean(void)
{
    static const char *const dates[] = {"2026-03-12T09:30:00+01:00", "2026-03-12", "12/03/2026",
                                        "12 mars 2026", "\"2026-03-12 09:30\""};
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        g_autofree char *text = g_strdup_printf("---\ndate: %s\n---\n\nTexte.\n", dates[i]);
        assert_said(text, SITE, "");
    }
}

static void
test_missing_date(void)
{
    assert_said("---\ntitle: Essai\ndate: demain\n---\n\nTexte.\n", SITE,
                "missing-date [demain]\n");
    assert_said("---\ndate: 2026-13-40\n---\n\nTexte.\n", SITE, "missing-date [2026-13-40]\n");
    assert_said("---\ndate: [2026-03-12]\n---\n\nTexte.\n", SITE, "missing-date [[2026-03-12]]\n");
    assert_said("---\ndate: ''\n---\n\nTexte.\n", SITE, "missing-date ['']\n");
    /* Absent: at the line that closes the front matter. */
    assert_place("---\ntitle: Essai\n---\n\nTexte.\n", 17, 17);
    assert_place("---\r\ntitle: Essai\r\n---\r\n\r\nTexte.\r\n", 19, 19);
    assert_place("---\ntitle: Essai\ndate:\n---\n\nTexte.\n", 23, 23);
    assert_place("---\nimages: [a]\n\n# rien\n---\n\nTexte.\n", 24, 24);
    assert_place("---\n---\n\nTexte.\n", 4, 4);
    assert_place("Texte.\n", 0, 0);
    assert_place("", 0, 0);
}

static void
test_missing_site(void)
{
    static const char text[] = "---\ndate: 2026-03-12\n---\n\nTexte.\n";
    assert_said(text, "name: La Gazette\n", "missing-site []\n");
    assert_said(text, "name: La Gazette\nsite:\n", "missing-site []\n");
    assert_said(text, "name: La Gazette\nsite: ' '\n", "missing-site []\n");
    assert_said(text, NULL, "missing-site []\n");
    assert_said("Texte.\n", "name: La Gazette\n", "missing-date []\nmissing-site []\n");
}

/* What was read of the newsroom is known to whoever keeps the result. */
static void
test_reads(void)
{
    const Bundle bundle = {.text = "---\ndate: 2026-03-12\n---\n", .settings = SITE};
    g_autoptr(MarbreOutcome) outcome = outcome_of(bundle, "{}");
    g_assert_cmpuint(outcome->reads->len, ==, 1);
    const MarbreRead *read = g_ptr_array_index(outcome->reads, 0);
    g_assert_cmpstr(read->path, ==, "marbre.yaml");
}

static void
test_services(void)
{
    assert_needs(
        (const char *const[]){MBR_JOB_API, MBR_ARTICLE_API, MBR_REPO_API, MBR_REPORT_API, NULL},
        "{}");
}

/* Nor is the action made without what it writes with. */
static void
test_services_of_action(void)
{
    static const char *const services[] = {MBR_JOB_API,  MBR_CONFIG_API, MBR_ARTICLE_API,
                                           MBR_REPO_API, MBR_CHANGE_API, MBR_SITE_API};
    for (size_t i = 0; i < G_N_ELEMENTS(services); i++) {
        g_autoptr(GError) error = NULL;
        const MarbreSurroundings surroundings = {0};
        g_autoptr(MarbreHost) host = marbre_host_new(&surroundings, NULL);
        marbre_host_hide(host, services[i]);
        g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(marbre_plugin_1(), NULL);
        const MarbreTaskInfo *info = g_ptr_array_index(marbre_loaded_get_info(loaded)->tasks, 1);
        g_autoptr(GVariant) values = options_of(info, "{}");
        g_autoptr(MarbreTask) task = marbre_host_create(host, loaded, info->id, values, 0, &error);
        g_assert_null(task);
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/publish/rules/clean", test_clean);
    g_test_add_func("/publish/rules/missing-date", test_missing_date);
    g_test_add_func("/publish/rules/missing-site", test_missing_site);
    g_test_add_func("/publish/rules/reads", test_reads);
    g_test_add_func("/publish/rules/services", test_services);
    g_test_add_func("/publish/rules/services-of-action", test_services_of_action);
    return g_test_run();
}
