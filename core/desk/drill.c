/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/act.h"

#include <string.h>

/* Lists of articles for programs, in whatever folder, by the names that they have on the web. */
static bool
is_feed(const char *path)
{
    static const char *const names[] = {"atom.xml", "rss.xml", "feed.json", NULL};
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    return g_strv_contains(names, name) || g_str_has_prefix(name, "sitemap");
}

static bool
count(void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    MarbreDrill *drill = user;
    drill->files++;
    drill->pages += g_str_has_suffix(path, ".html");
    drill->feeds += is_feed(path);
    return true;
}

bool
marbre_drill_measure(const MarbreAct *act, MarbreWrite *write, GError **error)
{
    const char *branch =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip))->published;
    MarbreDrill *drill = act->request->drill;
    g_autoptr(GError) reason = NULL;
    g_autofree char *tip = marbre_store_tip(act->session->store, branch, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    *drill = (MarbreDrill){0};
    if (tip != NULL) {
        g_autoptr(MarbreSnapshot) shown = marbre_snapshot_commit(act->session->store, tip, error);
        g_autoptr(MarbreSnapshot) after =
            shown == NULL ? NULL : marbre_write_branch_snapshot(write, branch, error);
        if (after == NULL || !marbre_snapshot_diff(shown, after, NULL, count, drill, error))
            return false;
    }
    drill->seconds = (double)(g_get_monotonic_time() - act->started) / G_USEC_PER_SEC;
    return true;
}
