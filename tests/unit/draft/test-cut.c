/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cut.h"

#include <glib.h>
#include <string.h>

static char *
lost(const char *line, size_t start, size_t end, bool prose)
{
    mbr_text file = {line, strlen(line)};
    mbr_span found;
    if (!cut_find(&file, (mbr_span){start, end}, prose, &found))
        return NULL;
    return g_strndup(line + found.start, found.end - found.start);
}

static void
test_cut(void)
{
    g_autofree char *words = lost("title: Le #1 mondial  \nx", 7, 9, true);
    g_assert_cmpstr(words, ==, "#1 mondial");
    g_autofree char *all = lost("title: #MeToo\n", 6, 6, false);
    g_assert_cmpstr(all, ==, "#MeToo");
    g_autofree char *crlf = lost("outlet: A #b\r\n", 8, 9, false);
    g_assert_cmpstr(crlf, ==, "#b");
}

static void
test_comment(void)
{
    g_assert_null(lost("date: 2023 # du jour\n", 6, 10, false));
    g_autofree char *prose = lost("title: Un # deux\n", 7, 9, true);
    g_assert_cmpstr(prose, ==, "# deux");
    g_assert_null(lost("title: \"Un\" #2\n", 7, 11, true));
    g_assert_null(lost("title: Un#2\n", 7, 11, true));
    g_assert_null(lost("title: Un\n#2\n", 7, 9, true));
    g_assert_null(lost("title: Un", 7, 9, true));
    g_assert_null(lost("t", 7, 9, true));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cut/value", test_cut);
    g_test_add_func("/cut/comment", test_comment);
    return g_test_run();
}
