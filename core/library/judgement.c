/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marbre/judgement.h"

#include "base/error.h"
#include "desk/overview.h"
#include "library/inside.h"
#include "newsroom/find.h"
#include "plugin/words.h"

#include <stdlib.h>
#include <string.h>

struct marbre_judgement {
    MarbreOverview *overview; /* what is lent lies in it */
    MarbreMessages *messages;
    GPtrArray *texts; /* of char *: translated words */
    GPtrArray *names; /* of char **: lists of names, NULL-terminated */
    GArray *obstacles;
    GArray *findings;
};

/* --- what is lent ------------------------------------------------------------------------------
 */

static const char *
words_of(marbre_judgement *judgement, const MarbreFinding *finding)
{
    char *words = marbre_messages_of(judgement->messages, finding);
    g_ptr_array_add(judgement->texts, words);
    return words;
}

static marbre_place
place_of(const MarbrePlace *place)
{
    return (marbre_place){place->line, place->column, place->offset};
}

/* The names belong to the policy; the list to the judgement. */
static const char *const *
names_of(marbre_judgement *judgement, const GPtrArray *people)
{
    const char **names = g_new0(const char *, people->len + 1);
    for (guint i = 0; i < people->len; i++)
        names[i] = ((const MarbrePerson *)people->pdata[i])->name;
    g_ptr_array_add(judgement->names, names);
    return names;
}

static void
add_obstacle(marbre_judgement *judgement, const MarbreObstacle *obstacle)
{
    const MarbreFinding *finding = obstacle->finding;
    const marbre_obstacle lent = {
        .struct_size = sizeof lent,
        .kind = marbre_obstacle_kind_name(obstacle->kind),
        .rule = obstacle->rule,
        .message = finding != NULL ? words_of(judgement, finding) : obstacle->message,
        .path = finding == NULL ? NULL : finding->path,
        .start = finding == NULL ? (marbre_place){1, 1, 0} : place_of(&finding->start),
        .who = names_of(judgement, obstacle->who),
        .waivable_by = names_of(judgement, obstacle->waivable_by),
        .command = obstacle->command,
        .until = obstacle->until,
        .is_overdue = obstacle->overdue};
    g_array_append_val(judgement->obstacles, lent);
}

static void
add_finding(marbre_judgement *judgement, const MarbreFinding *finding)
{
    const marbre_finding lent = {.struct_size = sizeof lent,
                                 .rule = finding->rule,
                                 .severity = marbre_severity_name(finding->severity),
                                 .message = words_of(judgement, finding),
                                 .path = finding->path,
                                 .start = place_of(&finding->start),
                                 .end = place_of(&finding->end),
                                 .stage = finding->stage,
                                 .blocks = marbre_blocks_name(finding->blocks),
                                 .is_waived = finding->waived};
    g_array_append_val(judgement->findings, lent);
}

/* @param overview  (transfer full) */
static marbre_judgement *
judgement_of(marbre_room *room, MarbreOverview *overview)
{
    marbre_judgement *judgement = g_new0(marbre_judgement, 1);
    judgement->overview = overview;
    judgement->messages = marbre_finder_messages(room->finder, room->lang, overview->findings);
    judgement->texts = g_ptr_array_new_with_free_func(g_free);
    judgement->names = g_ptr_array_new_with_free_func(g_free);
    judgement->obstacles = g_array_new(FALSE, FALSE, sizeof(marbre_obstacle));
    judgement->findings = g_array_new(FALSE, FALSE, sizeof(marbre_finding));
    for (guint i = 0; i < overview->answer->obstacles->len; i++)
        add_obstacle(judgement, overview->answer->obstacles->pdata[i]);
    for (guint i = 0; i < overview->findings->len; i++)
        add_finding(judgement, overview->findings->pdata[i]);
    return judgement;
}

void
marbre_judgement_free(marbre_judgement *judgement)
{
    if (judgement == NULL)
        return;
    g_array_unref(judgement->findings);
    g_array_unref(judgement->obstacles);
    g_ptr_array_unref(judgement->names);
    g_ptr_array_unref(judgement->texts);
    marbre_messages_free(judgement->messages);
    marbre_overview_free(judgement->overview);
    g_free(judgement);
}

size_t
marbre_judgement_count_obstacles(const marbre_judgement *judgement)
{
    return judgement->obstacles->len;
}

const marbre_obstacle *
marbre_judgement_obstacle(const marbre_judgement *judgement, size_t at)
{
    g_return_val_if_fail(at < judgement->obstacles->len, NULL);
    return &g_array_index(judgement->obstacles, marbre_obstacle, at);
}

size_t
marbre_judgement_count_findings(const marbre_judgement *judgement)
{
    return judgement->findings->len;
}

const marbre_finding *
marbre_judgement_finding(const marbre_judgement *judgement, size_t at)
{
    g_return_val_if_fail(at < judgement->findings->len, NULL);
    return &g_array_index(judgement->findings, marbre_finding, at);
}

/* --- judging -----------------------------------------------------------------------------------
 */

static MarbreOverview *
judge(marbre_room *room, const char *word, GError **error)
{
    const MarbreSession session = {.store = room->store,
                                   .tip = room->tip,
                                   .pool = room->pool,
                                   .kept = room->kept,
                                   .email = room->email,
                                   .now = marbre_room_now(room),
                                   .lang = room->lang};
    g_autofree char *folder = marbre_newsroom_find(room->tip, NULL, word, error);
    if (folder == NULL)
        return NULL;
    const MarbrePerson *actor =
        room->email == NULL ? NULL : marbre_session_actor(&session, room->tip, error);
    if (room->email != NULL && actor == NULL)
        return NULL;
    return marbre_overview_new(&session, room->tip, NULL, folder, actor, error);
}

marbre_status
marbre_room_judge(marbre_room *room,
                  const char *article,
                  marbre_judgement **ret_judgement,
                  char **ret_error)
{
    g_autoptr(GError) error = NULL;
    MarbreOverview *overview = judge(room, article, &error);
    if (overview == NULL)
        return marbre_library_fail(error, ret_error);
    *ret_judgement = judgement_of(room, overview);
    return overview->incomplete                    ? MARBRE_STATUS_UNABLE
           : overview->answer->obstacles->len == 0 ? MARBRE_STATUS_YES
                                                   : MARBRE_STATUS_NO;
}
