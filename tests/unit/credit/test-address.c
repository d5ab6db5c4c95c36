/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "credit/address.h"

#include <glib.h>
#include <string.h>

static void
assert_file(const char *address, const char *wanted)
{
    g_autofree char *file = address_file(address, strlen(address));
    g_assert_cmpstr(file, ==, wanted);
}

static void
test_file(void)
{
    assert_file("photo.jpg", "photo.jpg");
    assert_file("./photo.jpg", "photo.jpg");
    assert_file("././photo.jpg", "photo.jpg");
    assert_file("photo.jpg?w=300#top", "photo.jpg");
    assert_file("ph%6Fto%2Ejpg", "photo.jpg");
    assert_file("100%.jpg", "100%.jpg");
    assert_file("photo.jpg%", "photo.jpg%");
    assert_file("photo.jpg%00.png", "photo.jpg/.png");
    assert_file("../photo.jpg", "../photo.jpg");
    assert_file("", "");
}

static void
test_foreign(void)
{
    static const char *const foreign[] = {"https://a.example/b.jpg", "HTTP://a.example/b.jpg",
                                          "//a.example/b.jpg", "data:image/png;base64,AA"};
    static const char *const own[] = {
        "photo.jpg", "./photo.jpg", "/photo.jpg", "a/b:c.jpg", ":a", "1a:b", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
        g_assert_true(address_is_foreign(foreign[i], strlen(foreign[i])));
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        g_assert_false(address_is_foreign(own[i], strlen(own[i])));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/credit/address/file", test_file);
    g_test_add_func("/credit/address/foreign", test_foreign);
    return g_test_run();
}
