/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/condition.h"

#include "facts.h"
#include "said.h"

static MarbreCondition *
parse(const char *text, GPtrArray *problems)
{
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    MarbreSpan whole = {0, strlen(text)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse("w.yaml", file, whole, &MARBRE_YAML_POLICY, problems);

    return marbre_condition_parse(yaml, marbre_yaml_get_root(yaml), problems);
}

static void
assert_holds(const char *text, const char *const *facts, bool expected)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCondition) condition = parse(text, problems);

    ASSERT_SAID(problems, NULL);
    g_assert_nonnull(condition);
    if (marbre_condition_holds(condition, give_fact, (void *)facts) != expected)
        g_error("%s", text);
}

static void
test_holds(void)
{
    static const char *const facts[] = {"source-lang", "en",   "media",   "photo.jpg", "empty", "",
                                        "sponsored",   "true", "section", "Monde",     NULL};

    assert_holds("{source-lang: present}", facts, true);
    assert_holds("{source-lang: absent}", facts, false);
    assert_holds("{translator: present}", facts, false);
    assert_holds("{translator: absent}", facts, true);
    assert_holds("{empty: present}", facts, false);
    assert_holds("{empty: absent}", facts, true);
    assert_holds("{source-lang: en}", facts, true);
    assert_holds("{source-lang: EN}", facts, false);
    assert_holds("{source-lang: [fr, en]}", facts, true);
    assert_holds("{source-lang: [fr, de]}", facts, false);
    assert_holds("{source-lang: [present]}", facts, false);
    assert_holds("{sponsored: true}", facts, true);
    assert_holds("{sponsored: false}", facts, false);
    assert_holds("{media: present, claims: absent}", facts, true);
    assert_holds("{media: present, claims: present}", facts, false);
    assert_holds("{section: Monde, source-lang: [en]}", facts, true);
    assert_holds("{}", facts, true);
    g_assert_true(marbre_condition_holds(NULL, give_fact, (void *)facts));
}

static void
test_keys(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCondition) condition = parse("{b: x, a: present}", problems);
    g_autoptr(GPtrArray) keys = marbre_condition_keys(condition);
    g_autoptr(GPtrArray) none = marbre_condition_keys(NULL);

    g_assert_cmpuint(keys->len, ==, 2);
    g_assert_cmpstr(keys->pdata[0], ==, "b");
    g_assert_cmpuint(none->len, ==, 0);
}

static void
test_problems(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(
        parse("media: fr\nclaims: [a]\nlang: []\nsection:\ntags: {a: b}\nx: [a, [b]]\n", problems));
    ASSERT_SAID(problems, "1:8 “media” can be “present” or “absent” only", "2:9 “claims” can be",
                "3:7 no article could ever", "4:9 “present”, “absent”", "5:7 “present”, “absent”",
                "6:8 a value to compare with is missing here");
    g_ptr_array_set_size(problems, 0);
    g_assert_null(parse("present", problems));
    ASSERT_SAID(problems, "1:1 must be");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workflow/condition/holds", test_holds);
    g_test_add_func("/workflow/condition/keys", test_keys);
    g_test_add_func("/workflow/condition/problems", test_problems);
    return g_test_run();
}
