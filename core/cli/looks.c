/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/looks.h"

#include <stdio.h>

void
marbre_look_print(const MarbreCli *cli, bool good, const char *words)
{
    g_autofree char *mark = marbre_cli_paint(cli, good ? "32" : "1;31", good ? "✓" : "✗");
    g_autofree char *shown = marbre_cli_shown(words);
    printf("%s %s\n", mark, shown);
}

void
marbre_look_write(MarbreJson *json, const char *what, bool good, const char *words)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "what", what);
    marbre_json_member_bool(json, "ok", good);
    marbre_json_member_string(json, "message", words);
    marbre_json_end_object(json);
}
