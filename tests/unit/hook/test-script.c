/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/script.h"

#include <glib.h>

static void
test_round(void)
{
    char *dirs[] = {(char *)"/it's here", (char *)"/$(rm)", NULL};
    const MarbreScript script = {(char *)"/opt/a \"b\"/marbre", dirs};
    g_autofree char *text = marbre_script_write(&script, "pre-receive");
    g_auto(MarbreScript) read = {0};
    g_assert_true(marbre_script_read(text, "pre-receive", &read));
    g_assert_cmpstr(read.program, ==, script.program);
    g_assert_cmpuint(g_strv_length(read.plugin_dirs), ==, 2);
    g_assert_cmpstr(read.plugin_dirs[1], ==, dirs[1]);
}

static void
test_others(void)
{
    static const char *const others[] = {
        "", "#!/bin/sh\nexec marbre hook pre-receive\n",
        "#!/bin/sh\n# Written by `marbre hook install`.\nexec '/bin/marbre' hook pre-push \"$@\"\n",
        "#!/bin/sh\n# Written by `marbre hook install`.\nexec '/bin/marbre' hook pre-receive "
        "\"$@\" || true\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_auto(MarbreScript) script = {0};
        g_assert_false(marbre_script_read(others[i], "pre-receive", &script));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hook/script/round", test_round);
    g_test_add_func("/hook/script/others", test_others);
    return g_test_run();
}
