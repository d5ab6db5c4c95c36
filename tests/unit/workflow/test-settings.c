/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/settings.h"

#include "said.h"

#define HEAD                                                                                       \
    "version: 1\n"                                                                                 \
    "id: 01hawm6c0t2n9v6s6x1j5y7k3q\n"                                                             \
    "name: Le Courrier du soir\n"

static MarbreSettings *
parse(const char *text, GPtrArray *problems)
{
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));

    return marbre_settings_parse("marbre.yaml", file, problems);
}

static void
test_whole(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreSettings) settings = parse(
        HEAD
        "outlet: CNN\n"
        "site: https://courrier.example/infos\n"
        "languages: {source: en, publish: [fr, pt-BR]}\n"
        "timezone: Europe/Paris\n"
        "workflow: desk\n"
        "articles: contenu/articles\n"
        "published: sortie/web\n"
        "provenance: full\n"
        "before: {commit: 1234567890123456789012345678901234567890, paths: [content/**/*.md]}\n"
        "exceptions:\n"
        "  - {commit: 1234567890123456789012345678901234567890, rule: marbre/bad-state, "
        "reason: Ancien}\n"
        "plugins: {allow: "
        "[\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"]}\n"
        "network: {allow: [api.example.org, \"http://localhost:8080\"]}\n",
        problems);

    ASSERT_SAID(problems, NULL);
    g_assert_cmpstr(settings->id, ==, "01hawm6c0t2n9v6s6x1j5y7k3q");
    g_assert_cmpstr(settings->name, ==, "Le Courrier du soir");
    g_assert_cmpstr(settings->outlet, ==, "CNN");
    g_assert_cmpstr(settings->site, ==, "https://courrier.example/infos/");
    g_assert_cmpstr(settings->source, ==, "en");
    g_assert_cmpstr(settings->publish[1], ==, "pt-BR");
    g_assert_null(settings->publish[2]);
    g_assert_cmpstr(g_time_zone_get_identifier(settings->zone), ==, "Europe/Paris");
    g_assert_cmpstr(settings->workflow, ==, "desk");
    g_assert_cmpstr(settings->articles, ==, "contenu/articles");
    g_assert_cmpstr(settings->published, ==, "sortie/web");
    g_assert_true(settings->full_provenance);
    g_assert_cmpstr(settings->before_commit, ==, "1234567890123456789012345678901234567890");
    const MarbreException *exception =
        marbre_settings_exception(settings, settings->before_commit, "marbre/bad-state");
    g_assert_cmpstr(exception->reason, ==, "Ancien");
    g_assert_null(
        marbre_settings_exception(settings, settings->before_commit, "marbre/silent-edit"));
    g_assert_true(marbre_settings_is_before(settings, "content/a/b.md"));
    g_assert_false(marbre_settings_is_before(settings, "content/a/b.jpg"));
    g_assert_true(marbre_settings_publishes(settings, "pt-BR"));
    g_assert_false(marbre_settings_publishes(settings, "en"));
    g_assert_true(g_str_has_prefix(settings->allow[0], "sha256:e3b0"));
    g_assert_cmpstr(settings->network[1], ==, "http://localhost:8080");
}

static void
test_least(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreSettings) settings = parse(HEAD "languages: {publish: [fr]}\n", problems);

    ASSERT_SAID(problems, NULL);
    g_assert_cmpstr(settings->outlet, ==, "Le Courrier du soir");
    g_assert_null(settings->site);
    g_assert_null(settings->source);
    g_assert_cmpstr(settings->timezone, ==, "UTC");
    g_assert_cmpstr(settings->workflow, ==, "newsroom");
    g_assert_cmpstr(settings->articles, ==, "articles");
    g_assert_cmpstr(settings->published, ==, "published");
    g_assert_null(settings->allow);
    g_assert_null(settings->before_commit);
    g_assert_false(settings->full_provenance);
    g_assert_false(marbre_settings_is_before(settings, "content/a"));
}

static void
test_problems(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreSettings) settings = parse("version: 1\n"
                                               "id: COURRIER\n"
                                               "nom: x\n"
                                               "site: courrier.example\n"
                                               "languages: {publish: [fr, FR, fr], from: en}\n"
                                               "timezone: Europe/Pari\n"
                                               "workflow: News Room\n"
                                               "articles: ../articles\n"
                                               "published: refs/heads/x\n"
                                               "plugins: {allow: [x]}\n"
                                               "before: {commit: abc, paths: [/x]}\n"
                                               "provenance: all\n"
                                               "network: {allow: [example.org/path]}\n",
                                               problems);

    g_assert_null(settings);
    ASSERT_SAID(
        problems, "1:1 the key \"name\" is missing",
        "2:5 the id of a newsroom is the one that “marbre init” made, 26 letters and "
        "digits; it never changes",
        "3:1 \"nom\"", "4:7 https://courrier.example/", "5:27 “FR” is no language",
        "5:31 “fr” is named twice", "5:36 \"from\"", "6:11 there is no time zone “Europe/Pari”",
        "7:11 “News Room” cannot be a name", "8:11 “../articles” cannot be a folder",
        "9:12 “refs/heads/x” cannot be a branch",
        "10:19 sha256:", "11:18 a commit is named by its full id here, 40 digits from 0 to f",
        "11:31 from the root",
        "12:13 \"provenance\" must be one of roles, full, and \"all\" stands there",
        "13:19 what actions may ask");
}

/* The published site has folders of these names where those of languages are. */
static void
test_no_languages(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_assert_null(
        parse(HEAD "languages: {publish: [fr, sections, authors, corrections]}\n", problems));
    ASSERT_SAID(problems, "4:27 “sections” is no language", "4:37 “authors” is no language",
                "4:46 “corrections” is no language");
}

static void
test_none_published(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_assert_null(parse(HEAD "languages: {publish: []}\n", problems));
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[0])->message, ==,
                    "a newsroom publishes in one language at least, as [fr]");
}

static void
assert_one(const char *line, const char *said)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autofree char *text = g_strconcat(HEAD "languages: {publish: [fr]}\n", line, "\n", NULL);

    g_assert_null(parse(text, problems));
    ASSERT_SAID(problems, said);
}

static void
test_values(void)
{
#define COMMIT "commit: 1234567890123456789012345678901234567890, "
    assert_one("exceptions: [{commit: abc, rule: marbre/bad-state, reason: x}]", "5:23 40 digits");
    assert_one("exceptions: [{" COMMIT "rule: bad-state, reason: x}]", "5:71 marbre verify");
    assert_one("exceptions: [{" COMMIT "rule: marbre/bad-state, reason: ''}]", "5:97 must be text");
    assert_one("exceptions: [{" COMMIT "rule: marbre/bad-state}]", "5:14 reason");
    assert_one("exceptions: [{" COMMIT "rule: marbre/a1, reason: x}, {" COMMIT
               "rule: marbre/a1, reason: y}]",
               "5:94 the same rule of the same commit is excepted twice; keep one of them");
    assert_one("exceptions: all", "5:13 list");
    assert_one("site: ftp://x.example/", "5:7 address of the site");
    assert_one("site: https:///x", "5:7 address of the site");
    assert_one("site: https://a:b@x.example/", "5:7 address of the site");
    assert_one("site: https://x.example/?q", "5:7 address of the site");
    assert_one("site: javascript:alert(1)", "5:7 address of the site");
    assert_one("timezone: ../../etc/localtime", "5:11 no time zone");
    assert_one("timezone: /etc/localtime", "5:11 no time zone");
    assert_one("timezone: ;rm", "5:11 no time zone");
    assert_one("articles: /articles", "5:11 cannot be a folder");
    assert_one("articles: .git/x", "5:11 cannot be a folder");
    assert_one("articles: workflows", "5:11 folder of the workflows");
    assert_one("published: HEAD", "5:12 cannot be a branch");
    assert_one("published: a..b", "5:12 cannot be a branch");
    assert_one("published: -x", "5:12 cannot be a branch");
    assert_one("published: a.lock", "5:12 cannot be a branch");
    assert_one("published: a//b", "5:12 cannot be a branch");
    assert_one("published: \"a\\u202Eb\"", "5:12 “a<U+202E>b” cannot be a branch");
    assert_one("outlet: [CNN]", "5:9 must be");
}

static void
test_version(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(parse("version: 2\nnew: {}\n", problems));
    g_assert_null(parse("version: one\n", problems));
    g_assert_null(parse("name: x\n", problems));
    g_assert_null(parse("languages: {publish: []}\nversion: 1\nname: x\n"
                        "id: 01hawm6c0t2n9v6s6x1j5y7k3q\n",
                        problems));
    g_assert_cmpuint(problems->len, ==, 5);
    g_assert_null(parse("", problems));
    g_assert_cmpuint(problems->len, ==, 6);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workflow/settings/whole", test_whole);
    g_test_add_func("/workflow/settings/least", test_least);
    g_test_add_func("/workflow/settings/problems", test_problems);
    g_test_add_func("/workflow/settings/no-languages", test_no_languages);
    g_test_add_func("/workflow/settings/none-published", test_none_published);
    g_test_add_func("/workflow/settings/values", test_values);
    g_test_add_func("/workflow/settings/version", test_version);
    return g_test_run();
}
