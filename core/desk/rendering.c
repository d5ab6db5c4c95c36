/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "desk/act.h"

#include "site/site.h"
#include "store/rest.h"

#include <string.h>

static bool
is_of_plugin(const char *task, const char *plugin)
{
    size_t size = strlen(plugin);
    return strncmp(task, plugin, size) == 0 && (task[size] == '\0' || task[size] == '/');
}

/* Without one of its actions the site would lose all that this one writes. */
static bool
has_all_actions(const MarbrePlan *plan, GError **error)
{
    const MarbreStage *last = marbre_workflow_last(marbre_plan_get_workflow(plan));
    const GPtrArray *checks = marbre_plan_get_checks(plan);
    for (guint i = 0; i < last->actions->len; i++) {
        const MarbreUse *use = g_ptr_array_index(last->actions, i);
        for (guint j = 0; j < checks->len; j++) {
            const MarbrePlannedCheck *check = g_ptr_array_index(checks, j);
            if (check->broken == NULL || !is_of_plugin(check->name, use->plugin))
                continue;
            g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, check->broken);
            return false;
        }
    }
    return true;
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
    if (plan == NULL || !has_all_actions(plan, error))
        return false;
    g_autoptr(MarbreSignature) author = marbre_session_author(session, newsroom);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(session, newsroom);
    const MarbreSiteSettings settings = {
        .pool = session->pool,
        .now = {session->now, marbre_policy_get_settings(policy)->timezone},
        .author = author,
        .committer = committer,
        .left_out = session->left_out,
        .rehearsal = session->dry_run};
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
    const MarbreWorkflow *workflow = marbre_policy_workflow(marbre_newsroom_get_policy(tip), NULL);
    g_autoptr(MarbrePlan) plan = marbre_plan_new(tip, workflow, session->pool, error);
    if (plan == NULL)
        return false;
    bool done = false;
    if (ret_done == NULL)
        ret_done = &done;
    *ret_done = false;
    /* A branch that names an earlier commit may show all the same. */
    if (marbre_site_is_current(tip, plan))
        return true;
    if (!marbre_store_spare(session->store, error))
        return false;
    g_autoptr(MarbreWrite) write = marbre_store_begin(session->store, error);
    return write != NULL && marbre_render_site(session, write, ret_done, error) &&
           (session->dry_run || marbre_write_finish(write, NULL, error));
}
