/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/hooks.h"

#include "base/error.h"
#include "base/json.h"
#include "cli/answer.h"
#include "cli/looks.h"
#include "hook/server.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static bool
is_tried(const GPtrArray *looks)
{
    for (guint i = 0; i < looks->len; i++) {
        const MarbreGateLook *look = looks->pdata[i];
        if (g_str_equal(look->name, "try-newsroom"))
            return look->good;
    }
    return false;
}

static bool
is_good(const GPtrArray *looks)
{
    for (guint i = 0; i < looks->len; i++)
        if (!((const MarbreGateLook *)looks->pdata[i])->good)
            return false;
    return true;
}

/* Closed is only what was tried and refused for the right reason, each time. */
static const char *
gate_of(const GPtrArray *looks)
{
    return marbre_gate_is_open(looks) ? "open" : is_tried(looks) ? "closed" : "unknown";
}

static void
print_json(const GPtrArray *looks)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_bool(json, "ok", is_good(looks));
    marbre_json_member_string(json, "gate", gate_of(looks));
    marbre_json_member_array(json, "looks");
    for (guint i = 0; i < looks->len; i++) {
        const MarbreGateLook *look = looks->pdata[i];
        marbre_look_write(json, look->name, look->good, look->words);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static void
print_text(const MarbreCli *cli, const GPtrArray *looks)
{
    for (guint i = 0; i < looks->len; i++) {
        const MarbreGateLook *look = looks->pdata[i];
        marbre_look_print(cli, look->good, look->words);
    }
    const char *end = marbre_gate_is_open(looks)
                          ? _("The gate is open: what is pushed here is not judged.")
                      : is_tried(looks) ? _("The gate is closed: what must be refused was tried, "
                                            "and refused.")
                                        : _("Whether the gate is closed could not be shown.");
    g_autofree char *shown = marbre_cli_paint(cli, is_tried(looks) ? "32" : "1;31", end);
    printf("%s\n", shown);
}

MarbreExit
marbre_doctor_server(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    const char *dir = cli->directory == NULL ? "." : cli->directory;
    cli->store = marbre_store_open(dir, &error);
    if (cli->store == NULL)
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) looks = marbre_gate_look(cli->store, dir);
    if (!marbre_gate_is_open(looks))
        marbre_gate_try(cli->store, dir, looks);
    if (cli->json)
        print_json(looks);
    else
        print_text(cli, looks);
    return is_good(looks) ? MARBRE_EXIT_YES : MARBRE_EXIT_NO;
}
