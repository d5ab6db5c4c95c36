/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/object.h"

#include "base/error.h"

#include <stdint.h>
#include <string.h>

static GBytes *
read_zoo(const char *id)
{
    g_autofree char *path = g_strdup_printf("%s/%s.so", g_getenv("MARBRE_ZOO"), id);
    char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &data, &size, NULL));
    return g_bytes_new_take(data, size);
}

static void
test_sound(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = read_zoo("two-symbols");
    g_autoptr(MarbreElf) elf = marbre_elf_read(bytes, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_strv_length(elf->exported), ==, 2);
    g_assert_true(g_strv_contains((const char *const *)elf->exported, "helper_of_mine"));
    g_assert_true(g_strv_contains((const char *const *)elf->exported, "marbre_plugin_1"));
    g_assert_false(elf->exec_stack);
    g_assert_false(elf->text_relocations);
}

static void
test_odd(void)
{
    g_autoptr(GBytes) home = read_zoo("at-home");
    g_autoptr(MarbreElf) elf = marbre_elf_read(home, NULL);
    g_assert_nonnull(strstr(elf->runpath, "/home/nobody/lib"));
    g_autoptr(GBytes) stack = read_zoo("exec-stack");
    g_autoptr(MarbreElf) other = marbre_elf_read(stack, NULL);
    g_assert_true(other->exec_stack);
}

/* Cut anywhere, and with every byte of its head changed: read or refused, and no more. */
static void
test_damaged(void)
{
    g_autoptr(GBytes) bytes = read_zoo("well-behaved");
    gsize size = 0;
    const uint8_t *data = g_bytes_get_data(bytes, &size);
    for (gsize cut = 0; cut < size; cut += 1 + size / 97) {
        g_autoptr(GBytes) part = g_bytes_new(data, cut);
        g_autoptr(MarbreElf) elf = marbre_elf_read(part, NULL);
        (void)elf;
    }
    for (gsize at = 0; at < 64; at++) {
        uint8_t *copy = g_memdup2(data, size);
        copy[at] ^= 0xff;
        g_autoptr(GBytes) part = g_bytes_new_take(copy, size);
        g_autoptr(MarbreElf) elf = marbre_elf_read(part, NULL);
        g_assert_true(elf == NULL || elf->exported != NULL);
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) none = g_bytes_new_static("no library", 10);
    g_assert_null(marbre_elf_read(none, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/object/sound", test_sound);
    g_test_add_func("/object/odd", test_odd);
    g_test_add_func("/object/damaged", test_damaged);
    return g_test_run();
}
