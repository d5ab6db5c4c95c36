/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/origin.h"

#include <glib.h>
#include <string.h>

static void
test_entries(void)
{
    static const char *const good[] = {"api.example.org",         "*.example.org",
                                       "http://localhost:8080",   "https://example.org",
                                       "https://example.org:444", "https://example.org/"};
    static const char *const bad[] = {"",
                                      "*",
                                      "*.",
                                      ".example.org",
                                      "example.org/path",
                                      "ftp://example.org",
                                      "https://lea@example.org",
                                      "https://example.org/path",
                                      "https://example.org?x",
                                      "*.https://example.org",
                                      "exa mple.org",
                                      "example.org:80"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_true(marbre_origin_check(good[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        if (marbre_origin_check(bad[i]))
            g_error("\"%s\" is no entry", bad[i]);
    }
}

static void
assert_allowed(const char *const *allow, const char *address)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(marbre_origin_allows(allow, address, &error));
    g_assert_no_error(error);
}

static void
assert_refused(const char *const *allow, const char *address, const char *remedy)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(marbre_origin_allows(allow, address, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    if (strstr(error->message, remedy) == NULL)
        g_error("\"%s\" is not in \"%s\"", remedy, error->message);
}

static void
test_allowed(void)
{
    const char *const allow[] = {"api.example.org", "*.press.example", "http://localhost:8080",
                                 NULL};
    assert_allowed(allow, "https://api.example.org/v1?x=y");
    assert_allowed(allow, "https://API.example.org:443/");
    assert_allowed(allow, "https://a.b.press.example/");
    assert_allowed(allow, "http://localhost:8080/x");
    assert_refused(allow, "http://api.example.org/", "“http://api.example.org:80”");
    assert_refused(allow, "https://api.example.org:8443/", "“https://api.example.org:8443”");
    assert_refused(allow, "https://press.example/", "add “press.example” to network: {allow: […]}");
    assert_refused(allow, "https://evilpress.example/", "“evilpress.example”");
    assert_refused(allow, "https://api.example.org.evil.example/", "evil.example");
    assert_refused(allow, "https://localhost:8080/", "https://localhost:8080");
    assert_refused(allow, "https://api.example.org@evil.example/", "no address");
    assert_refused(NULL, "https://api.example.org/", "“api.example.org”");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/net/origin/entries", test_entries);
    g_test_add_func("/net/origin/allowed", test_allowed);
    return g_test_run();
}
