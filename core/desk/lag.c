/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/lag.h"

#include "article/state.h"
#include "base/problem.h"
#include "site/site.h"

#include <string.h>

typedef struct {
    MarbreSnapshot *then, *now;
    GPtrArray *folders;
} Comparing;

void
marbre_lag_free(MarbreLag *lag)
{
    if (lag == NULL)
        return;
    g_ptr_array_unref(lag->folders);
    g_free(lag);
}

/* What readers are to see of an article; "" for nothing. */
static char *
shown(MarbreSnapshot *snapshot, const char *path)
{
    g_autoptr(GBytes) bytes = marbre_snapshot_read(snapshot, path, MARBRE_STATE_LIMIT, NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = bytes == NULL ? NULL : marbre_state_parse(path, bytes, problems);
    if (state == NULL || state->publication == NULL)
        return g_strdup("");
    g_autofree char *gone =
        state->retracted == NULL ? g_strdup("") : marbre_instant_format(state->retracted->at);
    return g_strdup_printf("%" G_GUINT64_FORMAT " %s %s", (guint64)state->publication->revision,
                           state->publication->content, gone);
}

static bool
compare(void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Comparing *comparing = user;
    if (!g_str_has_suffix(path, "/state.yaml"))
        return true;
    g_autofree char *then = shown(comparing->then, path);
    g_autofree char *now = shown(comparing->now, path);
    if (strcmp(then, now) != 0)
        g_ptr_array_add(comparing->folders, g_path_get_dirname(path));
    return true;
}

MarbreLag *
marbre_desk_lag(MarbreNewsroom *tip, GError **error)
{
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    MarbreStore *store = marbre_newsroom_get_store(tip);
    g_autoptr(GError) reason = NULL;
    g_autofree char *rendered = marbre_site_rendered(store, settings->published, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    g_autoptr(MarbreLag) lag = g_new0(MarbreLag, 1);
    lag->folders = g_ptr_array_new_with_free_func(g_free);
    /* A commit that is gone tells nothing of what is shown: all is rendered again. */
    g_autoptr(MarbreSnapshot) then =
        rendered == NULL ? NULL : marbre_snapshot_commit(store, rendered, NULL);
    lag->nothing = then == NULL;
    Comparing comparing = {then, marbre_newsroom_get_snapshot(tip), lag->folders};
    if (then != NULL &&
        !marbre_snapshot_diff(then, comparing.now, settings->articles, compare, &comparing, error))
        return NULL;
    return g_steal_pointer(&lag);
}
