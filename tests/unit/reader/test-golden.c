/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Each file of tests/data/wire is read as what its name's first part says, `newsml-nitf.xml`, and
   gives what NAME.expected says. MARBRE_GOLDEN_WRITE=1 writes it. */
#include "reader/read.h"
#include "reading.h"

#include <string.h>

static char *
show_all(const char *path, const char *format)
{
    g_autofree char *data = NULL;
    gsize size = 0;
    MarbreFault fault;
    g_assert_true(g_file_get_contents(path, &data, &size, NULL));
    g_autoptr(GBytes) file = g_bytes_new(data, size);
    g_autoptr(GPtrArray) stories = marbre_reader_read(file, format, "fr", &fault);
    GString *out = g_string_new(NULL);
    if (stories == NULL)
        g_string_append_printf(out, "fault %d, line %u, column %u\n", (int)fault.kind,
                               (unsigned)fault.line, (unsigned)fault.column);
    for (guint i = 0; stories != NULL && i < stories->len; i++) {
        g_autofree char *shown = reading_show(stories->pdata[i]);
        g_string_append_printf(out, "%s%s", i > 0 ? "\n=====\n" : "", shown);
        reading_check(stories->pdata[i]);
    }
    return g_string_free(out, FALSE);
}

static void
test_file(const void *data)
{
    const char *path = data;
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *format = g_strndup(name, strcspn(name, "-."));
    g_autofree char *shown = show_all(path, format);
    g_autofree char *expected = g_strconcat(path, ".expected", NULL);
    g_autofree char *wanted = NULL;
    if (g_getenv("MARBRE_GOLDEN_WRITE") != NULL)
        g_assert_true(g_file_set_contents(expected, shown, -1, NULL));
    g_assert_true(g_file_get_contents(expected, &wanted, NULL, NULL));
    g_assert_cmpstr(shown, ==, wanted);
}

int
main(int argc, char **argv)
{
    static const char *const formats[] = {"html", "wxr", "newsml", "ninjs"};
    g_test_init(&argc, &argv, NULL);
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "../../data/wire", NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_assert_nonnull(dir);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        bool ours = false;
        for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
            ours = ours || g_str_has_prefix(name, formats[i]);
        if (!ours || g_str_has_suffix(name, ".expected"))
            continue;
        char *path = g_build_filename(folder, name, NULL);
        g_autofree char *test = g_strconcat("/reader/golden/", name, NULL);
        g_ptr_array_add(paths, path);
        g_test_add_data_func(test, path, test_file);
    }
    g_assert_cmpuint(paths->len, >, 0);
    return g_test_run();
}
