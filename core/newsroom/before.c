/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/before.h"

#include "base/error.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Whether `before:` lists the folder or every text in it, whatever they hold today. */
static bool
is_listed(const MarbreSettings *settings, const char *folder, const GPtrArray *entries)
{
    bool texts = false;
    if (settings->before_commit == NULL || settings->before_paths[0] == NULL)
        return false;
    if (marbre_settings_is_before(settings, folder))
        return true;
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (entry->kind == MARBRE_ENTRY_FOLDER || !marbre_article_is_text_name(entry->name, NULL))
            continue;
        g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
        if (!marbre_settings_is_before(settings, path))
            return false;
        texts = true;
    }
    return texts;
}

bool
marbre_before_has(MarbreNewsroom *newsroom,
                  const char *folder,
                  const GPtrArray *entries,
                  const char *oid,
                  bool *ret_before,
                  GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    char then[41] = "", now[41] = "";
    *ret_before = false;
    if (!is_listed(settings, folder, entries))
        return true;
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreSnapshot) snapshot =
        marbre_snapshot_commit(marbre_newsroom_get_store(newsroom), settings->before_commit, error);
    if (snapshot == NULL)
        return false;
    if (!marbre_snapshot_folder_id(snapshot, folder, then, &reason)) {
        if (reason->code == MARBRE_ERROR_NOT_FOUND)
            return true;
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (oid != NULL && *oid != '\0')
        g_strlcpy(now, oid, sizeof now);
    else if (!marbre_snapshot_folder_id(marbre_newsroom_get_snapshot(newsroom), folder, now, error))
        return false;
    *ret_before = strcmp(then, now) == 0;
    return true;
}

bool
marbre_before_is_article(MarbreNewsroom *newsroom, const char *folder, const GPtrArray *entries)
{
    bool before = false;
    return marbre_newsroom_is_bundle(entries) &&
           (!marbre_before_has(newsroom, folder, entries, NULL, &before, NULL) || !before);
}

void
marbre_before_check(MarbreStore *store, const MarbreSettings *settings, GPtrArray *problems)
{
    g_autoptr(GError) reason = NULL;
    if (settings->before_commit == NULL || marbre_store_is_shallow(store))
        return;
    g_autofree char *id = marbre_store_resolve(store, settings->before_commit, &reason);
    if (id != NULL && strcmp(id, settings->before_commit) == 0)
        return;
    const MarbreYamlNode *root = marbre_yaml_get_root(settings->document);
    marbre_yaml_problem(settings->document, marbre_yaml_lookup(root, "before.commit"), problems,
                        _("this repository has no commit %s; name the last one before the newsroom "
                          "was opened, as “git log” shows it"),
                        settings->before_commit);
}
