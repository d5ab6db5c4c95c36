/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/link.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* "KEY HEX" and a line end, at the start of some bytes. */
static bool
take_id(const char **at, const char *end, const char *key, git_oid *ret_id)
{
    size_t size = strlen(key);
    const char *hex = *at + size;
    if ((size_t)(end - *at) < size + 41 || memcmp(*at, key, size) != 0 || hex[40] != '\n' ||
        git_oid_fromstrn(ret_id, hex, 40) < 0)
        return false;
    *at = hex + 41;
    return true;
}

bool
marbre_link_read(MarbreStore *store, const git_oid *id, MarbreLink *ret_link, GError **error)
{
    git_odb_object *object = marbre_object_read(store, id, GIT_OBJECT_COMMIT, error);
    if (object == NULL)
        return false;
    const char *at = git_odb_object_data(object);
    const char *end = at + git_odb_object_size(object);
    *ret_link = (MarbreLink){.id = *id};
    bool good = take_id(&at, end, "tree ", &ret_link->tree);
    ret_link->has_parent = good && take_id(&at, end, "parent ", &ret_link->parent);
    git_odb_object_free(object);
    if (!good)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("commit %s names no tree; `git fsck` says more"), git_oid_tostr_s(id));
    return good;
}
