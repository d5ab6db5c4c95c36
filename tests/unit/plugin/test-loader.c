/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/loader.h"

#include "base/file.h"

#include <fcntl.h>
#include <string.h>

/* The plugins of the zoo that can be loaded in the process of a test. */
static MarbreLoaded *
load(const char *id, GError **error)
{
    g_autofree char *name = g_strconcat(id, ".so", NULL);
    g_autofree char *path = g_build_filename(g_getenv("MARBRE_ZOO"), name, NULL);
    MARBRE_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    return marbre_loader_open(fd, id, path, error);
}

static void
test_good(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreLoaded) loaded = load("well-behaved", &error);
    g_assert_no_error(error);
    const MarbrePluginInfo *info = marbre_loaded_get_info(loaded);
    g_assert_cmpstr(info->id, ==, "well-behaved");
    g_assert_true(g_str_has_suffix(info->path, "/well-behaved.so"));
    const mbr_task_class *task = marbre_loaded_get_task(loaded, "odd");
    g_assert_nonnull(task);
    g_assert_cmpuint(task->struct_size, ==, sizeof *task);
    g_assert_nonnull(task->run);
    g_assert_null(marbre_loaded_get_task(loaded, "even"));
}

/* Descriptors are used again; the linker must not take one library for another. */
static void
test_two(void)
{
    g_autoptr(MarbreLoaded) one = load("well-behaved", NULL);
    g_autoptr(MarbreLoaded) two = load("no-reason", NULL);
    g_autoptr(MarbreLoaded) again = load("well-behaved", NULL);
    g_assert_cmpstr(marbre_loaded_get_info(one)->id, ==, "well-behaved");
    g_assert_cmpstr(marbre_loaded_get_info(two)->id, ==, "no-reason");
    g_assert_cmpstr(marbre_loaded_get_info(again)->id, ==, "well-behaved");
}

static void
assert_refused(const char *id, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(load(id, &error));
    g_assert_error(error, MARBRE_ERROR, code);
    if (strstr(error->message, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, error->message);
    if (strstr(error->message, id) == NULL)
        g_error("\"%s\" does not say which plugin", error->message);
}

static void
test_refused(void)
{
    assert_refused("wrong-major", MARBRE_ERROR_REFUSED, "version 2 of the plugin interface");
    assert_refused("newer-minor", MARBRE_ERROR_REFUSED, "needs version 1.2");
    assert_refused("newer-fields", MARBRE_ERROR_INVALID, "does not know");
    assert_refused("id-twice", MARBRE_ERROR_INVALID, "rule odd is there twice");
    assert_refused("id-other", MARBRE_ERROR_INVALID, "calls itself id-else");
    assert_refused("no-plugin", MARBRE_ERROR_INVALID, "is no plugin: it has no marbre_plugin_1");
    assert_refused("short-struct", MARBRE_ERROR_INVALID, "struct_size of mbr_plugin");
}

static void
test_no_library(void)
{
    g_autoptr(GError) error = NULL;
    MARBRE_AUTO_FD fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    g_assert_null(marbre_loader_open(fd, "passwd", "/etc/passwd", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "/etc/passwd cannot be loaded"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (g_getenv("MARBRE_ZOO") == NULL)
        g_error("MARBRE_ZOO must name the folder of the zoo's plugins");
    g_test_add_func("/loader/good", test_good);
    g_test_add_func("/loader/two", test_two);
    g_test_add_func("/loader/refused", test_refused);
    g_test_add_func("/loader/no-library", test_no_library);
    return g_test_run();
}
