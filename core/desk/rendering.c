/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/act.h"

#include "base/error.h"
#include "newsroom/agenda.h"
#include "newsroom/checking.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- what the site leaves out ---------------------------------------------------------------- */

typedef struct {
    const MarbreSession *session;
    MarbreNewsroom *newsroom;
    GError *error;
} Looking;

static void
take(const MarbreSession *session, const MarbreAppointment *of)
{
    if (of->left_out)
        g_ptr_array_add(session->left_out, g_strdup(of->row->folder));
}

static bool
look_at(void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Looking *looking = user;
    static const char *const no_facts[] = {NULL};
    if (!g_str_has_suffix(path, "/state.yaml") || kind == MARBRE_DIFF_REMOVED)
        return true;
    g_autofree char *folder = g_path_get_dirname(path);
    MarbreRow *row =
        marbre_row_read(looking->newsroom, NULL, folder, "", no_facts, &looking->error);
    g_autoptr(MarbreAppointment) of =
        row == NULL ? NULL
                    : marbre_appointment_new(looking->newsroom, row, looking->session->now,
                                             &looking->error);
    if (of != NULL)
        take(looking->session, of);
    return of != NULL;
}

/* Of the records that have changed since the branch was rendered, or of all where it was not. */
static bool
find_left_out(const MarbreSession *session, MarbreNewsroom *newsroom, GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autofree char *rendered = marbre_site_rendered(session->store, settings->published, NULL);
    g_autoptr(MarbreSnapshot) then =
        rendered == NULL ? NULL : marbre_snapshot_commit(session->store, rendered, NULL);
    if (then == NULL) {
        g_autoptr(GPtrArray) agenda = marbre_agenda_read(newsroom, NULL, session->now, NULL, error);
        for (guint i = 0; agenda != NULL && i < agenda->len; i++)
            take(session, g_ptr_array_index(agenda, i));
        return agenda != NULL;
    }
    Looking looking = {session, newsroom, NULL};
    bool done = marbre_snapshot_diff(then, marbre_newsroom_get_snapshot(newsroom),
                                     settings->articles, look_at, &looking, error);
    if (looking.error != NULL)
        g_propagate_error(error, looking.error);
    return done && looking.error == NULL;
}

bool
marbre_render_site(const MarbreSession *session, MarbreWrite *write, bool *ret_done, GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_ref(marbre_write_snapshot(write));
    g_autoptr(MarbreNewsroom) newsroom = marbre_newsroom_new(session->store, snapshot, error);
    if (newsroom == NULL)
        return false;
    MarbrePolicy *policy = marbre_newsroom_get_policy(newsroom);
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, NULL);
    g_autoptr(MarbrePlan) plan = marbre_plan_new(newsroom, workflow, session->pool, error);
    if (plan == NULL)
        return false;
    g_autoptr(MarbreSignature) author = marbre_session_author(session, newsroom);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(session, newsroom);
    const MarbreSiteSettings settings = {
        .pool = session->pool,
        .now = {session->now, marbre_policy_get_settings(policy)->timezone},
        .author = author,
        .committer = committer,
        .rehearsal = session->dry_run};
    if (session->left_out != NULL && !find_left_out(session, newsroom, error))
        return false;
    return marbre_site_update(&settings, write, newsroom, plan, marbre_snapshot_commit_id(snapshot),
                              ret_done, error);
}

bool
marbre_withdraw_pages(const MarbreSession *session,
                      MarbreWrite *write,
                      const GPtrArray *folders,
                      GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_ref(marbre_write_snapshot(write));
    g_autoptr(MarbreNewsroom) newsroom = marbre_newsroom_new(session->store, snapshot, error);
    if (newsroom == NULL)
        return false;
    g_autoptr(MarbreSignature) author = marbre_session_author(session, newsroom);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(session, newsroom);
    const MarbreSiteSettings settings = {.author = author, .committer = committer};
    return marbre_site_withdraw(&settings, write, newsroom, folders, error);
}

bool
marbre_desk_render(const MarbreSession *session, bool *ret_done, GError **error)
{
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(session, error);
    if (tip == NULL)
        return false;
    const char *branch = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->published;
    g_autoptr(GError) reason = NULL;
    g_autofree char *rendered = marbre_site_rendered(session->store, branch, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    bool done = false;
    if (ret_done == NULL)
        ret_done = &done;
    *ret_done = false;
    /* A branch that names an earlier commit may show all the same. */
    if (g_strcmp0(rendered, marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(tip))) == 0)
        return true;
    g_autoptr(MarbreWrite) write = marbre_store_begin(session->store, error);
    return write != NULL && marbre_render_site(session, write, ret_done, error) &&
           (session->dry_run || marbre_write_finish(write, NULL, error));
}
