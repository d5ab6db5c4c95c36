/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Run a fuzz target over the files of its corpus, and over each of them with bytes cut and bent. */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
bend(const uint8_t *data, size_t size)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (int round = 0; round < 64 && size > 0; round++) {
        g_autofree uint8_t *copy = g_memdup2(data, size);
        size_t kept = 1 + (size_t)g_rand_int_range(random, 0, (gint32)size);
        for (int i = 0; i < 1 + round % 4; i++)
            copy[g_rand_int_range(random, 0, (gint32)kept)] = (uint8_t)g_rand_int(random);
        LLVMFuzzerTestOneInput(copy, kept);
    }
}

int
main(int argc, char **argv)
{
    g_autoptr(GDir) folder = argc == 2 ? g_dir_open(argv[1], 0, NULL) : NULL;
    unsigned count = 0;
    if (folder == NULL) {
        printf("1..1\nnot ok 1 - no corpus at %s\n", argc == 2 ? argv[1] : "?");
        return 1;
    }
    for (const char *name = g_dir_read_name(folder); name != NULL; name = g_dir_read_name(folder)) {
        g_autofree char *path = g_build_filename(argv[1], name, NULL);
        g_autofree char *data = NULL;
        gsize size = 0;
        if (!g_file_get_contents(path, &data, &size, NULL))
            continue;
        LLVMFuzzerTestOneInput((const uint8_t *)data, size);
        bend((const uint8_t *)data, size);
        count++;
    }
    printf("1..1\n%s 1 - %u files of the corpus\n", count > 0 ? "ok" : "not ok", count);
    return count > 0 ? 0 : 1;
}
