/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/replies.h"

#include "base/error.h"
#include "cli/obstacles.h"
#include "cli/translations.h"

#include <stdio.h>
#include <string.h>

static void
write_drill(MarbreJson *json, const MarbreDrill *drill)
{
    marbre_json_member_object(json, "drill");
    marbre_json_member_int(json, "pages", drill->pages);
    marbre_json_member_int(json, "feeds", drill->feeds);
    marbre_json_member_int(json, "files", drill->files);
    marbre_json_member_double(json, "seconds", drill->seconds);
    marbre_json_end_object(json);
}

static void
write_reply(MarbreJson *json,
            const MarbreReply *reply,
            const MarbreDrill *drill,
            const GPtrArray *translations,
            const MarbreMessages *messages)
{
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "article", reply->folder);
    marbre_json_member_string(json, "id", reply->id);
    marbre_json_member_string(json, "transition", marbre_move_name(reply->move));
    marbre_json_member_string(json, "from", reply->from);
    marbre_json_member_string(json, "to", reply->to);
    marbre_json_member_bool(json, "allowed", marbre_reply_is_allowed(reply));
    marbre_json_member_string(json, "commit", reply->commit);
    marbre_obstacles_write(json, "obstacles", reply->answer->obstacles, messages);
    if (reply->answer->owes != NULL && reply->answer->owes[0] != NULL)
        marbre_json_member_strv(json, "owes", (const char *const *)reply->answer->owes);
    if (reply->proposed != NULL)
        marbre_notes_member(json, "proposed", reply->proposed);
    if (reply->trouble != NULL)
        marbre_json_member_string(json, "trouble", reply->trouble);
    if (drill != NULL)
        write_drill(json, drill);
    if (translations != NULL)
        marbre_translations_write(json, translations);
    marbre_json_end_object(json);
}

static void
write_refusal(const char *transition, const char *rule, const char *why)
{
    const MarbreObstacleKind kind =
        strcmp(rule, "marbre/unknown-person") == 0 ? MARBRE_OBSTACLE_ROLE : MARBRE_OBSTACLE_ORDER;
    g_autoptr(GPtrArray) obstacles = g_ptr_array_new(), nobody = g_ptr_array_new();
    MarbreObstacle obstacle = {.kind = kind,
                               .rule = (char *)rule,
                               .message = (char *)why,
                               .who = nobody,
                               .waivable_by = nobody};
    g_ptr_array_add(obstacles, &obstacle);
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "article", NULL);
    marbre_json_member_string(json, "id", NULL);
    marbre_json_member_string(json, "transition", transition);
    marbre_json_member_string(json, "from", NULL);
    marbre_json_member_string(json, "to", NULL);
    marbre_json_member_bool(json, "allowed", false);
    marbre_json_member_string(json, "commit", NULL);
    marbre_obstacles_write(json, "obstacles", obstacles, NULL);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

MarbreExit
marbre_replies_fail(const MarbreCli *cli, const char *transition, const GError *error)
{
    const char *colon = strstr(error->message, ": ");
    if (cli->json && error->code == MARBRE_ERROR_REFUSED && colon != NULL &&
        g_str_has_prefix(error->message, "marbre/")) {
        g_autofree char *rule = g_strndup(error->message, (size_t)(colon - error->message));
        write_refusal(transition, rule, colon + 2);
    }
    return marbre_cli_fail(error);
}

/* One article: its answer. Several: a list of answers. */
void
marbre_replies_write(const GPtrArray *replies,
                     const MarbreDrill *drill,
                     const GPtrArray *translations,
                     const MarbreMessages *messages)
{
    MarbreJson *json = marbre_json_new();
    if (replies->len != 1)
        marbre_json_begin_array(json);
    for (guint i = 0; i < replies->len; i++)
        write_reply(json, g_ptr_array_index(replies, i), drill,
                    translations == NULL ? NULL : translations->pdata[i], messages);
    if (replies->len != 1)
        marbre_json_end_array(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}
