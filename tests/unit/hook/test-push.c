/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "hook/push.h"
#include "hook/report.h"

#include <glib.h>
#include <string.h>

#define NOTHING "0000000000000000000000000000000000000000"
#define ONE "1111111111111111111111111111111111111111"

static void
test_lines(void)
{
    const char *lines = NOTHING " " ONE " refs/heads/main\n" ONE " " NOTHING " refs/tags/a b";
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) moves = marbre_push_parse(lines, strlen(lines), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(moves->len, ==, 2);
    const MarbreRefMove *made = moves->pdata[0], *gone = moves->pdata[1];
    g_assert_null(made->from);
    g_assert_cmpstr(made->to, ==, ONE);
    g_assert_cmpstr(made->ref, ==, "refs/heads/main");
    g_assert_cmpstr(gone->from, ==, ONE);
    g_assert_null(gone->to);
    g_assert_cmpstr(gone->ref, ==, "refs/tags/a b");
}

static void
test_broken(void)
{
    static const char *const broken[] = {"\n",
                                         "x",
                                         ONE " " ONE,
                                         ONE " " ONE " ",
                                         ONE "  " ONE " a",
                                         "A" ONE " " ONE " refs/heads/main"};
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(marbre_push_parse(broken[i], strlen(broken[i]), &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, "of what git says of the push is not OLD NEW REF"));
    }
}

/* Whatever a title holds, a terminal obeys none of it. */
static void
test_report(void)
{
    MarbreRefusal refusal = {.ref = (char *)"refs/heads/main",
                             .title = (char *)"A\x1b[2J\xe2\x80\xae",
                             .rule = (char *)"marbre/silent-edit",
                             .message = (char *)"said\nso",
                             .right = (char *)"two\nlines"};
    g_autoptr(GPtrArray) refusals = g_ptr_array_new();
    for (int i = 0; i < 23; i++)
        g_ptr_array_add(refusals, &refusal);
    g_autofree char *text = marbre_push_report(MARBRE_REPORT_SERVER, refusals);
    g_assert_null(strchr(text, '\x1b'));
    g_assert_null(strstr(text, "\xe2\x80\xae"));
    g_assert_nonnull(strstr(text, " 20  "));
    g_assert_null(strstr(text, " 21  "));
    g_assert_nonnull(strstr(text, "3 more"));
    g_assert_null(strstr(text, "two"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hook/push/lines", test_lines);
    g_test_add_func("/hook/push/broken", test_broken);
    g_test_add_func("/hook/push/report", test_report);
    return g_test_run();
}
