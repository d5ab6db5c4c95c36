/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/saving.h"

#include "base/error.h"
#include "desk/attempt.h"
#include "desk/pending.h"
#include "gate/message.h"
#include "newsroom/before.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    const MarbreSession *session;
    const GPtrArray *given; /* (nullable) of char *: folders, each once; all that were edited */
    const char *message;
    MarbreNewsroom *tip;
    MarbreWrite *write; /* NULL for --dry-run */
    GPtrArray *saved;
    bool any;
} Act;

void
marbre_saved_free(MarbreSaved *saved)
{
    if (saved == NULL)
        return;
    g_free(saved->folder);
    g_free(saved->title);
    g_free(saved->commit);
    g_clear_pointer(&saved->obstacles, g_ptr_array_unref);
    marbre_dossier_free(saved->dossier);
    g_free(saved);
}

/* The gate's word on saving; it speaks only of words that readers have seen. */
static bool
ask(Act *act, const MarbrePending *pending, MarbreSaved *saved, GError **error)
{
    const MarbreState *state = marbre_article_get_state(pending->article);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    const MarbreWorkflow *workflow =
        marbre_policy_workflow_for(policy, state == NULL ? NULL : state->workflow);
    MarbreFinding *silent = marbre_record_silent_edit(pending->files, pending->article);
    if (silent == NULL) {
        saved->obstacles = g_ptr_array_new();
        return true;
    }
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    g_ptr_array_add(findings, silent);
    g_autoptr(MarbrePlan) plan = marbre_plan_new(act->tip, workflow, act->session->pool, error);
    saved->dossier =
        plan == NULL
            ? NULL
            : marbre_dossier_new(pending->files, plan, pending->article,
                                 marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(act->tip)),
                                 act->session->email, error);
    if (saved->dossier == NULL)
        return false;
    const MarbreQuestion question = {.move = MARBRE_MOVE_SAVE,
                                     .dossier = saved->dossier,
                                     .findings = findings,
                                     .now = act->session->now,
                                     .lang = act->session->lang};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    saved->obstacles = g_ptr_array_ref(answer->obstacles);
    return true;
}

static bool
commit(Act *act, const MarbrePending *pending, MarbreSaved *saved, GError **error)
{
    const MarbreState *state = marbre_article_get_state(pending->article);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    const MarbreMoveMessage message = {.lang = settings->publish[0],
                                       .title = pending->title,
                                       .body = act->message,
                                       .id = state == NULL ? NULL : state->id};
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
    g_autoptr(MarbreChangeset) changes = marbre_pending_changeset(pending, error);
    if (changes != NULL)
        saved->commit =
            marbre_session_commit(act->session, act->tip, act->write, changes, text, error);
    if (saved->commit == NULL)
        return false;
    act->any = true;
    return true;
}

static bool
save_one(Act *act, const char *folder, GError **error)
{
    g_autoptr(MarbrePending) pending = marbre_pending_read(act->session, act->tip, folder, error);
    if (pending == NULL || !marbre_pending_check(pending, error))
        return false;
    MarbreSaved *saved = g_new0(MarbreSaved, 1);
    g_ptr_array_add(act->saved, saved);
    saved->folder = g_strdup(folder);
    saved->title = g_strdup(pending->title);
    saved->files = pending->changed->len + pending->removed->len;
    if (!ask(act, pending, saved, error))
        return false;
    if (saved->files == 0 || saved->obstacles->len > 0 || act->write == NULL)
        return true;
    return commit(act, pending, saved, error);
}

/* --- which articles were edited ------------------------------------------------------------------
 */

typedef struct {
    MarbreNewsroom *files;
    GPtrArray *folders;
    GError *error;
} Search;

static bool
add_folder(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Search *search = user;
    g_autofree char *folder = g_path_get_dirname(path);
    if (search->folders->len > 0 &&
        strcmp(search->folders->pdata[search->folders->len - 1], folder) == 0)
        return true;
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(search->files), folder, &search->error);
    if (entries == NULL && search->error->code == MARBRE_ERROR_NOT_FOUND)
        g_clear_error(&search->error);
    if (entries != NULL && marbre_before_is_article(search->files, folder, entries))
        g_ptr_array_add(search->folders, g_steal_pointer(&folder));
    return search->error == NULL;
}

static GPtrArray *
find_edited(Act *act, GError **error)
{
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(act->session, act->tip, error);
    if (files == NULL)
        return NULL;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    Search search = {files, folders, NULL};
    bool good =
        files == act->tip || marbre_snapshot_diff(marbre_newsroom_get_snapshot(act->tip),
                                                  marbre_newsroom_get_snapshot(files),
                                                  settings->articles, add_folder, &search, error);
    if (search.error != NULL) {
        g_clear_error(error);
        g_propagate_error(error, search.error);
        return NULL;
    }
    return good ? g_steal_pointer(&folders) : NULL;
}

static bool
attempt(void *user, GError **error)
{
    Act *act = user;
    g_autoptr(MarbreWrite) write = NULL;
    g_ptr_array_set_size(act->saved, 0);
    act->any = false;
    g_autoptr(MarbreNewsroom) tip = marbre_attempt_begin(act->session, &write, error);
    act->write = write;
    act->tip = tip;
    if (tip == NULL || marbre_session_actor(act->session, tip, error) == NULL)
        return false;
    g_autoptr(GPtrArray) edited = act->given == NULL ? find_edited(act, error) : NULL;
    const GPtrArray *folders = act->given == NULL ? edited : act->given;
    if (folders == NULL)
        return false;
    for (guint i = 0; i < folders->len; i++)
        if (!save_one(act, g_ptr_array_index(folders, i), error))
            return false;
    if (!act->any)
        return true;
    marbre_write_set_reason(write, "save");
    return marbre_write_finish(write, NULL, error);
}

GPtrArray *
marbre_desk_save(const MarbreSession *session,
                 const GPtrArray *folders,
                 const char *message,
                 GError **error)
{
    g_autoptr(GPtrArray) once = folders == NULL ? NULL : marbre_session_each_once(folders);
    Act act = {.session = session,
               .given = once,
               .message = message,
               .saved = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_saved_free)};
    if (marbre_attempt(attempt, &act, error))
        return act.saved;
    g_ptr_array_unref(act.saved);
    return NULL;
}
