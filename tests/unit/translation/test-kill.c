/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "kill.h"

#include <glib.h>
#include <string.h>

static void
test_lines(void)
{
    static const char *const killed[] = {"MANDATORY KILL",
                                         "KILL",
                                         "KILL: our story on the dam",
                                         "*** KILL ***",
                                         "Editors: MANDATORY KILL on the story of 3 March",
                                         "ANNULE – la digue de Velm",
                                         "« ANNULÉ »",
                                         "ANNULATION : la digue",
                                         "BC-Dam, KILL NOTICE"};
    static const char *const sound[] = {"",
                                        "Kill: a film",
                                        "KILL BILL is back",
                                        "ANNULE ET REMPLACE : la digue de Velm",
                                        "ANNULER LA DETTE",
                                        "The wire said it would kill the story",
                                        "Il annule son voyage",
                                        "SKILL: an essay",
                                        "..."};
    for (size_t i = 0; i < G_N_ELEMENTS(killed); i++)
        g_assert_true(kill_is_announced((mbr_text){killed[i], strlen(killed[i])}));
    for (size_t i = 0; i < G_N_ELEMENTS(sound); i++)
        g_assert_false(kill_is_announced((mbr_text){sound[i], strlen(sound[i])}));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/translation/kill/lines", test_lines);
    return g_test_run();
}
