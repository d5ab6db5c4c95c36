/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a newsroom's own lists may look like: the plugins that read them, through the real host.
 *
 *     test-listings DRAFT.so TRANSLATION.so
 */
#include "base/error.h"
#include "plugin/host.h"
#include "plugin/loader.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static MarbreLoaded *loadeds[2];

typedef struct {
    const char *option; /* the file that is read, and the option that names it */
    int plugin;
} List;

static const List house = {"house", 0};
static const List glossary = {"glossary", 1};

static GBytes *
read_list(void *user, const char *path, GError **error)
{
    GBytes *bytes = user;
    if (strcmp(path, "glossary/list.yaml") == 0)
        return g_bytes_ref(bytes);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no %s", path);
    return NULL;
}

static MarbreArticle *
make_article(void)
{
    static const char text[] = "---\ntitle: Les officiels\n---\nL'agenda de Karvelia, Karvélie.\n";
    const char *const languages[] = {"fr", NULL};
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, sizeof text - 1);
    g_ptr_array_add(files, marbre_file_new("index.fr.md", NULL, sizeof text - 1, bytes));
    return marbre_article_new("articles/2026/liste", files, languages, NULL);
}

/* What the check says of such a file: "" where nothing is wrong with it. (transfer full) */
static char *
reason_of(const List *list, const char *text, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(text, size);
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_ref(loadeds[list->plugin]);
    MarbreSurroundings around = {.read = read_list, .user = bytes};
    g_autoptr(MarbreHost) host = marbre_host_new(&around, NULL);
    g_autofree char *options = g_strdup_printf("[('%s', <'glossary/list.yaml'>)]", list->option);
    const MarbrePluginInfo *info = marbre_loaded_get_info(loaded);
    const MarbreTaskInfo *task = g_ptr_array_index(info->tasks, 0);
    marbre_host_guard(host);
    MarbreTask *made =
        marbre_host_create(host, loaded, task->id, g_variant_new_parsed(options), 0, &error);
    if (made == NULL)
        return g_strdup(error->message);
    g_autoptr(MarbreArticle) article = make_article();
    MarbreMoment now = {1695124800, (char *)"Europe/Paris"};
    g_autoptr(MarbreOutcome) outcome = marbre_host_run(host, made, article, "fr", &now);
    char *reason = g_strdup(outcome->status == MARBRE_OUTCOME_OK ? "" : outcome->reason);
    g_assert_cmpuint(marbre_task_destroy(made), ==, 0);
    return reason;
}

typedef struct {
    const char *text;
    const char *reason; /* a part of it; "" for none */
} Trial;

static void
try_all(const List *list, const Trial *trials, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *reason = reason_of(list, trials[i].text, strlen(trials[i].text));
        bool good = trials[i].reason[0] == '\0' ? reason[0] == '\0'
                                                : strstr(reason, trials[i].reason) != NULL;
        if (!good)
            g_error("%s\nsaid: %s\nnot: %s", trials[i].text, reason, trials[i].reason);
    }
}

#define AT "glossary/list.yaml:"

static void
test_house(void)
{
    static const Trial trials[] = {
        {"", ""},
        {"version: 1\nwords:\n", ""},
        {"words: []\n", ""},
        {"words:\n  - {refuse: officiels, say: [a, b], forms: {officielle: c}, why: d, "
         "in-quotes: same, severity: note, lang: fr-CA, note: e}\n",
         ""},
        {"words: [\n", AT "2:1: "},
        {"words: {a: b}\n", AT "1:8: words needs a list"},
        {"- a\n", AT "1:1: keys are due here"},
        {"word: []\n", AT "1:7: there is no key word here, only version words note"},
        {"version: 2\n", AT "1:10: the version of this file is 1"},
        {"words:\n  - officiels\n", AT "2:5: an entry is due here"},
        {"words:\n  - {say: a}\n", AT "2:5: this entry has no refuse"},
        {"words:\n  - {refuse: }\n", AT "2:"},
        {"words:\n  - {refuse: \"…\"}\n", AT "2:14: a word or words are due here"},
        {"words:\n  - {refuse: [a, {b: c}]}\n", AT "2:18: a word or words are due here"},
        {"words:\n  - refuse: é\n    sévérité: x\n", AT "3:15: there is no key sévérité here"},
        {"words:\n  - {refuse: é, severity: grave}\n",
         AT "2:27: severity is one of: warning note error"},
        {"words:\n  - {refuse: a, in-quotes: [allow]}\n",
         AT "2:28: in-quotes is one of: allow note same"},
        {"words:\n  - {refuse: a, lang: français}\n", AT "2:23: lang is the code of a language"},
        {"words:\n  - {refuse: a, say: {}}\n", AT "2:22: say needs words"},
        {"words:\n  - {refuse: a, why: [b]}\n", AT "2:22: why needs words"},
        {"words:\n  - {refuse: a, forms: b}\n", AT "2:24: forms needs a list"},
        {"words:\n  - {refuse: a, forms: {b: []}}\n", AT "2:28: what to write is due"},
    };
    try_all(&house, trials, G_N_ELEMENTS(trials));
}

static void
test_glossary(void)
{
    static const Trial trials[] = {
        {"", ""},
        {"entries:\n", ""},
        {"version: 1\nsource-lang: en\ntarget-lang: fr-FR\nentries:\n  - {id: a, kind: place, "
         "en: [A], fr: B, forms: [C], accepted: {fr: [D], de: []}, refused: [], note: e}\n",
         ""},
        {"entries:\n  - {fr: B, ru: Б, refused: {ru: [В]}}\n  - {en: [only, source]}\n", ""},
        {"entries: [\n", AT "2:1: "},
        {"entries: {a: b}\n", AT "1:10: entries needs a list"},
        {"[]\n", AT "1:1: keys are due here"},
        {"entrys: []\n", AT "1:9: there is no key entrys here, only version source-lang "},
        {"version: 1.5\n", AT "1:10: the version of this file is 1"},
        {"target-lang: Français\n", AT "1:14: the code of a language is due here"},
        {"entries:\n  - Kiev\n", AT "2:5: an entry is due here"},
        {"entries:\n  - {fr: a, refuse: [b]}\n", AT "2:21: there is no key refuse here"},
        {"entries:\n  - {fr: a, kind: ville}\n", AT "2:19: kind is one of: place person"},
        {"entries:\n  - {fr: [a]}\n", AT "2:10: the preferred form is due here"},
        {"entries:\n  - {fr: \"\"}\n", AT "2:10: the preferred form is due here"},
        {"entries:\n  - fr: é\n    accepted: b\n", AT "3:15: accepted needs a list"},
        {"entries:\n  - {fr: a, refused: [b, [c]]}\n",
         AT "2:26: refused holds names, and this is none"},
        {"entries:\n  - {fr: a, forms: {français: [b]}}\n", AT "2:31: forms has a list, or one"},
        {"entries:\n  - {fr: a, forms: {fr: b}}\n", AT "2:25: fr needs a list"},
        {"entries:\n  - {refused: [b]}\n", AT "2:5: this entry has no fr"},
        {"entries:\n  - {fr: a, own: oui}\n", AT "2:18: own is true or false"},
        {"entries:\n  - {en: [a, {}], fr: b}\n", AT "2:14: en holds names, and this is none"},
    };
    try_all(&glossary, trials, G_N_ELEMENTS(trials));
}

/* Whatever becomes of the bytes, the plugin answers, and keeps nothing. */
static void
mangle(const List *list, const char *text)
{
    size_t size = strlen(text);
    for (int round = 0; round < 400; round++) {
        g_autofree char *copy = g_memdup2(text, size);
        int changes = g_test_rand_int_range(1, 6);
        for (int i = 0; i < changes; i++)
            copy[g_test_rand_int_range(0, (int)size)] =
                " \n:-[]{}\"'#,aé9\xc3"[g_test_rand_int_range(0, 17)];
        g_autofree char *reason =
            reason_of(list, copy, (size_t)g_test_rand_int_range(0, (int)size + 1));
        g_assert_nonnull(reason);
    }
}

static void
test_mangled_house(void)
{
    mangle(&house, "version: 1\nwords:\n  - {refuse: [officiels, \"l'agenda\"], say: x}\n"
                   "  - refuse: é\n    forms: {évidences: preuves}\n    in-quotes: same\n"
                   "    severity: error\n    lang: fr\n    why: \"parce que\"\n");
}

static void
test_mangled_glossary(void)
{
    mangle(&glossary, "version: 1\nsource-lang: en\ntarget-lang: fr\nentries:\n  - id: k\n"
                      "    kind: place\n    fr: Carvélie\n    refused: [Karvelia, Karvélie]\n"
                      "  - {kind: demonym, fr: carvélien, accepted: [carvèle], en: [K, L]}\n"
                      "  - fr: \"corridor d'Orcha\"\n    forms: {fr: [Orcha], en: [Orsha]}\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        int fd = open(argv[i + 1], O_RDONLY | O_CLOEXEC);
        loadeds[i] = marbre_loader_open(fd, NULL, NULL, &error);
        g_assert_no_error(error);
        (void)close(fd);
    }
    g_test_add_func("/listings/house", test_house);
    g_test_add_func("/listings/glossary", test_glossary);
    g_test_add_func("/listings/mangled/glossary", test_mangled_glossary);
    g_test_add_func("/listings/mangled/house", test_mangled_house);
    int result = g_test_run();
    marbre_loaded_unref(loadeds[0]);
    marbre_loaded_unref(loadeds[1]);
    return result;
}
