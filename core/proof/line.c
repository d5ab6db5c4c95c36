/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/line.h"

#include "base/error.h"
#include "store/history.h"
#include "workflow/policy.h"
#include "workflow/settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    const char *trust;
    GPtrArray *ids;
    bool met;
} Line;

static bool
add_commit(void *user, MarbreCommit *commit)
{
    Line *line = user;
    g_ptr_array_add(line->ids, g_strdup(commit->id));
    line->met = strcmp(commit->id, line->trust) == 0;
    return !line->met;
}

GPtrArray *
marbre_line_read(MarbreStore *store, const char *trust, const char *tip, GError **error)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    Line line = {trust, ids, false};
    if (!marbre_store_walk(store, tip, true, add_commit, &line, error))
        return NULL;
    if (line.met)
        return g_steal_pointer(&ids);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("%s is not on the line of commits that leads to %s, so that line can't be judged "
                  "from there; trust one of git log --first-parent"),
                trust, tip);
    return NULL;
}

void
marbre_standing_clear(MarbreStanding *standing)
{
    g_clear_pointer(&standing->rules, g_free);
    standing->content[0] = '\0';
}

bool
marbre_standing_equal(const MarbreStanding *one, const MarbreStanding *other)
{
    return strcmp(one->content, other->content) == 0 && g_strcmp0(one->rules, other->rules) == 0;
}

/* False only with an error: what is not there is "-". */
static bool
add_rule(GString *rules, MarbreSnapshot *snapshot, const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(snapshot, path, &reason);
    if (entry == NULL && reason->code != MARBRE_ERROR_NOT_FOUND) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    g_string_append_printf(rules, "%s ", entry == NULL ? "-" : entry->oid);
    return true;
}

bool
marbre_standing_read(MarbreStanding *standing,
                     MarbreStore *store,
                     const char *commit,
                     const char *folder,
                     GError **error)
{
    static const char *const files[] = {MARBRE_SETTINGS_PATH, MARBRE_PEOPLE_PATH,
                                        MARBRE_WORKFLOWS_FOLDER, ".gitattributes"};
    g_autoptr(GError) reason = NULL;
    g_autoptr(GString) rules = g_string_new(NULL);
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(store, commit, error);
    marbre_standing_clear(standing);
    if (snapshot == NULL)
        return false;
    if (!marbre_snapshot_folder_id(snapshot, folder, standing->content, &reason)) {
        standing->content[0] = '\0';
        if (reason->code != MARBRE_ERROR_NOT_FOUND) {
            g_propagate_error(error, g_steal_pointer(&reason));
            return false;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        if (!add_rule(rules, snapshot, files[i], error))
            return false;
    standing->rules = g_string_free(g_steal_pointer(&rules), FALSE);
    return true;
}
