/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/git.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sets the error for a rev that names nothing. */
static void
unknown(const char *rev, int status, GError **error)
{
    if (status == GIT_ENOTFOUND || status == GIT_EINVALIDSPEC)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, _("“%s” names no commit here"),
                    rev);
    else if (status == GIT_EAMBIGUOUS)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("“%s” names more than one object"), rev);
    else
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", rev);
}

char *
marbre_store_tip(MarbreStore *store, const char *branch, GError **error)
{
    g_autofree char *name = g_strconcat("refs/heads/", branch, NULL);
    char hex[41];
    git_oid id;
    int status = git_reference_name_to_id(&id, store->repo, name);

    if (status == GIT_ENOTFOUND)
        return NULL;
    if (status < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", name);
        return NULL;
    }
    marbre_oid_format(&id, hex);
    return g_strdup(hex);
}

static char *
resolve_default(MarbreStore *store, GError **error)
{
    const char *name = store->branch != NULL ? store->branch : "HEAD";
    g_autofree char *full =
        store->branch != NULL ? g_strconcat("refs/heads/", name, NULL) : g_strdup(name);
    char hex[41];
    git_oid id;
    int status = git_reference_name_to_id(&id, store->repo, full);

    if (status < 0) {
        unknown(name, status, error);
        return NULL;
    }
    marbre_oid_format(&id, hex);
    return g_strdup(hex);
}

/* Message searches (`:/words`) can run for ever and are nothing a newsroom asks for. */
static bool
is_search(const char *rev)
{
    return g_str_has_prefix(rev, ":/") || strstr(rev, "^{/") != NULL;
}

char *
marbre_store_resolve(MarbreStore *store, const char *rev, GError **error)
{
    git_object *object = NULL;
    git_object *commit = NULL;
    char hex[41];

    if (rev == NULL)
        return resolve_default(store, error);
    int status = is_search(rev) || strlen(rev) > 1024
                     ? GIT_EINVALIDSPEC
                     : git_revparse_single(&object, store->repo, rev);
    if (status == 0)
        status = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
    git_object_free(object);
    if (status < 0) {
        unknown(rev, status, error);
        return NULL;
    }
    marbre_oid_format(git_object_id(commit), hex);
    git_object_free(commit);
    return g_strdup(hex);
}

bool
marbre_store_is_ancestor(MarbreStore *store,
                         const char *ancestor,
                         const char *commit,
                         GError **error)
{
    git_oid one, other;

    if (!marbre_oid_parse(ancestor, &one, error) || !marbre_oid_parse(commit, &other, error))
        return false;
    if (git_oid_equal(&one, &other))
        return true;
    int status = git_graph_descendant_of(store->repo, &other, &one);
    if (status < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s..%s", ancestor, commit);
    return status == 1;
}

char *
marbre_store_merge_base(MarbreStore *store, const char *one, const char *other, GError **error)
{
    git_oid a, b, base;
    char hex[41];

    if (!marbre_oid_parse(one, &a, error) || !marbre_oid_parse(other, &b, error))
        return NULL;
    int status = git_merge_base(&base, store->repo, &a, &b);
    if (status == GIT_ENOTFOUND)
        return NULL;
    if (status < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s, %s", one, other);
        return NULL;
    }
    marbre_oid_format(&base, hex);
    return g_strdup(hex);
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **
marbre_store_branches(MarbreStore *store, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    git_reference_iterator *iterator = NULL;
    const char *name;

    if (git_reference_iterator_glob_new(&iterator, store->repo, "refs/heads/*") < 0) {
        marbre_git_fail(error, MARBRE_ERROR_FAILED, "refs/heads");
        return NULL;
    }
    while (git_reference_next_name(&name, iterator) == 0)
        g_ptr_array_add(names, g_strdup(name + strlen("refs/heads/")));
    git_reference_iterator_free(iterator);
    g_ptr_array_sort(names, by_text);
    g_ptr_array_add(names, NULL);
    g_ptr_array_set_free_func(names, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}
