/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/answer.h"

#include <stdio.h>

MarbreJson *
marbre_answer_begin(void)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    return json;
}

void
marbre_answer_end(MarbreJson *json)
{
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}
