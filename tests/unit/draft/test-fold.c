/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fold.h"

#include <glib.h>
#include <string.h>

static void
check(const char *line, const char *expected)
{
    char out[32];
    size_t size = fold_line(line, strlen(line), out, sizeof out);
    g_assert_cmpmem(out, size, expected, strlen(expected));
}

static void
test_fold(void)
{
    check("À lire\xc2\xa0 aussi :", "a lire aussi");
    check("  — L’ÉTÉ à ÇA !", "l'ete a ca");
    check("© 2023", "© 2023");
    check("nom ?", "nom ?");
    check("", "");
    check("…", "");
    check("une ligne qui ne tient pas du tout dans la place", "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fold/line", test_fold);
    return g_test_run();
}
