/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/changeset-node.h"

#include "base/error.h"
#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct MarbreChangeset {
    MarbreChange *root;
};

static void
change_free(void *memory)
{
    MarbreChange *change = memory;

    if (change == NULL)
        return;
    g_clear_pointer(&change->children, g_hash_table_unref);
    g_clear_pointer(&change->content, g_bytes_unref);
    g_free(change);
}

static void
change_reset(MarbreChange *change)
{
    g_clear_pointer(&change->children, g_hash_table_unref);
    g_clear_pointer(&change->content, g_bytes_unref);
    change->named = false;
    change->removed = false;
}

MarbreChangeset *
marbre_changeset_new(void)
{
    MarbreChangeset *changeset = g_new0(MarbreChangeset, 1);

    changeset->root = g_new0(MarbreChange, 1);
    return changeset;
}

void
marbre_changeset_free(MarbreChangeset *changeset)
{
    if (changeset == NULL)
        return;
    change_free(changeset->root);
    g_free(changeset);
}

const MarbreChange *
marbre_changeset_root(const MarbreChangeset *changeset)
{
    return changeset->root;
}

/* The node of `path`, made with those above it; a file put above it earlier gives way. */
static MarbreChange *
change_at(MarbreChangeset *changeset, const char *path, GError **error)
{
    MarbreChange *change = changeset->root;

    if (!marbre_path_is_safe(path)) {
        g_autofree char *shown = g_strescape(path, NULL);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("“%s” is no path for a file of a newsroom; write it from the newsroom's top, "
                      "without “..”"),
                    shown);
        return NULL;
    }
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        g_clear_pointer(&change->content, g_bytes_unref);
        change->named = false;
        if (change->children == NULL)
            change->children = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, change_free);
        MarbreChange *child = g_hash_table_lookup(change->children, parts[i]);
        if (child == NULL) {
            child = g_new0(MarbreChange, 1);
            g_hash_table_insert(change->children, g_strdup(parts[i]), child);
        }
        change = child;
    }
    return change;
}

bool
marbre_changeset_put(MarbreChangeset *changeset, const char *path, GBytes *content, GError **error)
{
    MarbreChange *change = change_at(changeset, path, error);

    if (change == NULL)
        return false;
    g_bytes_ref(content);
    change_reset(change);
    change->content = content;
    return true;
}

bool
marbre_changeset_put_id(MarbreChangeset *changeset,
                        const char *path,
                        const char *oid,
                        GError **error)
{
    git_oid id;
    MarbreChange *change =
        marbre_oid_parse(oid, &id, error) ? change_at(changeset, path, error) : NULL;

    if (change == NULL)
        return false;
    change_reset(change);
    change->blob = id;
    change->named = true;
    return true;
}

bool
marbre_changeset_remove(MarbreChangeset *changeset, const char *path, GError **error)
{
    MarbreChange *change = change_at(changeset, path, error);

    if (change == NULL)
        return false;
    change_reset(change);
    change->removed = true;
    return true;
}

bool
marbre_changeset_remove_folder(MarbreChangeset *changeset, const char *path, GError **error)
{
    MarbreChange *change = change_at(changeset, path, error);

    if (change == NULL)
        return false;
    change_reset(change);
    change->cleared = true;
    return true;
}

bool
marbre_changeset_is_empty(const MarbreChangeset *changeset)
{
    return changeset->root->children == NULL;
}
