/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/git.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

bool
marbre_git_fail(GError **error, MarbreErrorCode code, const char *format, ...)
{
    const git_error *last = git_error_last();
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (last != NULL && last->message != NULL)
        g_set_error(error, MARBRE_ERROR, code, "%s: %s", what, last->message);
    else
        g_set_error_literal(error, MARBRE_ERROR, code, what);
    return false;
}

bool
marbre_errno_fail(GError **error, const char *format, ...)
{
    const char *why = g_strerror(errno);
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", what, why);
    return false;
}

static const char *
advice_on_missing(MarbreStore *store)
{
    if (store->shallow)
        return _("history ends early here; fetch the rest with: git fetch --unshallow "
                 "(in CI: fetch-depth: 0)");
    if (store->apart)
        return _("the file does not hold it");
    if (git_repository_is_bare(store->repo) == 0)
        return _("the repository is damaged or a partial clone; see: git fsck");
    return _("the repository is damaged; see: git fsck");
}

git_odb_object *
marbre_object_read(MarbreStore *store, const git_oid *id, git_object_t type, GError **error)
{
    git_odb_object *object = NULL;
    char hex[41];
    int status = git_odb_read(&object, store->odb, id);

    marbre_oid_format(id, hex);
    if (status == GIT_ENOTFOUND) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("object %s is missing: %s"), hex,
                    advice_on_missing(store));
        return NULL;
    }
    if (status < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, _("object %s cannot be read"), hex);
        return NULL;
    }
    if (type != GIT_OBJECT_ANY && git_odb_object_type(object) != type) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("object %s is a %s, not a %s; `git fsck` says more"), hex,
                    git_object_type2string(git_odb_object_type(object)),
                    git_object_type2string(type));
        git_odb_object_free(object);
        return NULL;
    }
    return object;
}

bool
marbre_commit_tree_id(MarbreStore *store, const git_oid *commit, git_oid *ret_tree, GError **error)
{
    git_odb_object *object = marbre_object_read(store, commit, GIT_OBJECT_COMMIT, error);
    bool good;

    if (object == NULL)
        return false;
    const char *data = git_odb_object_data(object);
    good = git_odb_object_size(object) > 46 && memcmp(data, "tree ", 5) == 0 && data[45] == '\n' &&
           git_oid_fromstrn(ret_tree, data + 5, 40) == 0;
    git_odb_object_free(object);
    if (!good)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("commit %s names no tree; `git fsck` says more"), git_oid_tostr_s(commit));
    return good;
}

bool
marbre_oid_parse(const char *hex, git_oid *ret_id, GError **error)
{
    git_oid id;

    if (strlen(hex) != 40 || git_oid_fromstr(&id, hex) < 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("“%s” is no git id; it must be 40 figures and letters from a to f"), hex);
        return false;
    }
    *ret_id = id;
    return true;
}

void
marbre_oid_format(const git_oid *id, char ret_hex[41])
{
    git_oid_tostr(ret_hex, 41, id);
}
