/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marbre/room.h"

#include "base/error.h"
#include "library/inside.h"
#include "newsroom/find.h"
#include "newsroom/roll.h"
#include "newsroom/row.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t
marbre_room_now(const marbre_room *room)
{
    return room->now != 0 ? room->now : (int64_t)time(NULL);
}

/* --- opening -----------------------------------------------------------------------------------
 */

static bool
is_given(const marbre_room_settings *settings, size_t field)
{
    return settings != NULL && settings->struct_size >= field;
}

#define GIVEN(settings, field)                                                                     \
    is_given(settings, G_STRUCT_OFFSET(marbre_room_settings, field) + sizeof((settings)->field))

/* A file in the repository's own folder; NULL where nothing is to be kept. */
static char *
own_path(marbre_room *room, const char *name)
{
    g_autofree char *own = marbre_store_own_dir(room->store, NULL);
    return own == NULL ? NULL : g_build_filename(own, name, NULL);
}

/* Plugins are looked for as the command does; none of them in the newsroom itself. */
static void
open_plugins(marbre_room *room)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(room->tip);
    const char *workdir = marbre_store_get_workdir(room->store);
    g_auto(GStrv) folders =
        marbre_finder_search_path((const char *const *)room->plugin_dirs,
                                  secure_getenv("MARBRE_PLUGIN_PATH"), g_get_user_data_dir());
    room->finder =
        marbre_finder_new((const char *const *)folders,
                          (const char *const *)marbre_policy_get_settings(policy)->allow);
    if (workdir != NULL)
        marbre_finder_forbid(room->finder, workdir);
    marbre_finder_forbid(room->finder, marbre_store_get_gitdir(room->store));
    const MarbrePoolSettings settings = {.finder = room->finder};
    room->pool = marbre_pool_new(&settings);
}

static void
close_plugins(marbre_room *room)
{
    g_clear_pointer(&room->pool, marbre_pool_free);
    g_clear_pointer(&room->finder, marbre_finder_unref);
}

static bool
open_room(marbre_room *room, const char *path, const marbre_room_settings *settings, GError **error)
{
    const char *lang = GIVEN(settings, lang) ? settings->lang : NULL;
    room->lang = g_strdup(g_strcmp0(lang, "fr") == 0 ? "fr" : "en");
    room->email = g_strdup(GIVEN(settings, email) ? settings->email : NULL);
    room->now = GIVEN(settings, now) ? settings->now : 0;
    room->store = marbre_store_open(path, error);
    room->tip = room->store == NULL ? NULL : marbre_newsroom_tip(room->store, NULL, error);
    if (room->tip == NULL)
        return false;
    room->plugin_dirs =
        g_strdupv(GIVEN(settings, plugin_dirs) ? (char **)settings->plugin_dirs : NULL);
    open_plugins(room);
    /* What is found at an instant of trial holds for no other one, sooner or later. */
    bool keeps = room->now == 0 && !(GIVEN(settings, keeps_nothing) && settings->keeps_nothing);
    g_autofree char *kept = keeps ? own_path(room, "kept") : NULL;
    room->kept = kept == NULL ? NULL : marbre_kept_open(kept);
    return true;
}

marbre_status
marbre_room_open(const char *path,
                 const marbre_room_settings *settings,
                 marbre_room **ret_room,
                 char **ret_error)
{
    g_autoptr(GError) error = NULL;
    marbre_room *room = g_new0(marbre_room, 1);
    if (!open_room(room, path, settings, &error)) {
        marbre_room_close(room);
        return marbre_library_fail(error, ret_error);
    }
    *ret_room = room;
    return MARBRE_STATUS_YES;
}

void
marbre_room_close(marbre_room *room)
{
    if (room == NULL)
        return;
    close_plugins(room);
    g_clear_pointer(&room->kept, marbre_kept_free);
    g_clear_pointer(&room->tip, marbre_newsroom_unref);
    g_clear_pointer(&room->store, marbre_store_unref);
    g_strfreev(room->plugin_dirs);
    g_free(room->email);
    g_free(room->lang);
    g_free(room);
}

/* Whether two newsrooms let the same plugins run. */
static bool
allow_the_same(const MarbreNewsroom *one, const MarbreNewsroom *other)
{
    char **allow = marbre_policy_get_settings(marbre_newsroom_get_policy(one))->allow;
    char **allowed = marbre_policy_get_settings(marbre_newsroom_get_policy(other))->allow;
    if (allow == NULL || allowed == NULL)
        return allow == allowed;
    return g_strv_equal((const char *const *)allow, (const char *const *)allowed);
}

marbre_status
marbre_room_renew(marbre_room *room, char **ret_error)
{
    g_autoptr(GError) error = NULL;
    MarbreNewsroom *tip = marbre_newsroom_tip(room->store, room->tip, &error);
    if (tip == NULL)
        return marbre_library_fail(error, ret_error);
    bool same = allow_the_same(room->tip, tip);
    marbre_newsroom_unref(room->tip);
    room->tip = tip;
    if (!same) {
        close_plugins(room);
        open_plugins(room);
    }
    return MARBRE_STATUS_YES;
}

const char *
marbre_room_commit(const marbre_room *room)
{
    return marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(room->tip));
}

/* --- its articles ------------------------------------------------------------------------------
 */

typedef struct {
    marbre_room *room;
    MarbreRoll *roll;
    char **facts;
    marbre_room_tell tell;
    void *user;
    GError *error;
} Telling;

/* The stage of its workflow that a row stands at; NULL for none. */
static const MarbreStage *
stage_of(const marbre_room *room, const MarbreRow *row)
{
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(marbre_newsroom_get_policy(room->tip), row->workflow);
    if (workflow == NULL)
        return NULL;
    return row->stage == NULL ? marbre_workflow_first(workflow)
                              : marbre_workflow_resolve(workflow, row->stage);
}

static bool
tell_folder(void *user, const char *folder, const char *oid)
{
    Telling *telling = user;
    g_autoptr(MarbreRow) row =
        marbre_row_read(telling->room->tip, telling->roll, folder, oid,
                        (const char *const *)telling->facts, &telling->error);
    if (row == NULL)
        return false;
    const MarbreStage *stage = stage_of(telling->room, row);
    const marbre_room_article article = {
        .struct_size = sizeof article,
        .folder = row->folder,
        .id = row->id,
        .title = row->title == NULL ? "" : row->title,
        .langs = row->langs == NULL ? "" : row->langs,
        .workflow = row->workflow,
        .stage = row->stage,
        .stage_title = stage == NULL ? NULL : marbre_stage_title(stage, telling->room->lang),
        .is_published = row->published != NULL && row->gone == NULL};
    return telling->tell(telling->user, &article) == 0;
}

static MarbreRoll *
open_roll(marbre_room *room)
{
    g_autofree char *path = room->kept == NULL ? NULL : own_path(room, "roll");
    return path == NULL ? NULL : marbre_roll_of(path, marbre_newsroom_get_policy(room->tip));
}

marbre_status
marbre_room_each(marbre_room *room, marbre_room_tell tell, void *user, char **ret_error)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreRoll) roll = open_roll(room);
    g_auto(GStrv) facts = marbre_check_facts(marbre_newsroom_get_policy(room->tip));
    Telling telling = {room, roll, facts, tell, user, NULL};
    bool told = marbre_newsroom_each(room->tip, tell_folder, &telling, &error);
    if (telling.error != NULL) {
        g_clear_error(&error);
        error = telling.error;
    } else if (told) {
        return MARBRE_STATUS_YES;
    }
    return marbre_library_fail(error, ret_error);
}

marbre_status
marbre_room_find(marbre_room *room, const char *word, char **ret_folder, char **ret_error)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreRoll) roll = open_roll(room);
    g_autofree char *folder = marbre_newsroom_find(room->tip, roll, word, &error);
    if (folder == NULL)
        return marbre_library_fail(error, ret_error);
    *ret_folder = strdup(folder);
    return MARBRE_STATUS_YES;
}
