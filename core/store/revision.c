/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/git.h"

#include "base/order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Sets the error for a rev that names nothing. */
static void
unknown(const char *rev, int status, GError **error)
{
    if (status == GIT_ENOTFOUND || status == GIT_EINVALIDSPEC || status == GIT_EPEEL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("“%s” names no commit here; `git log` lists them"), rev);
    else if (status == GIT_EAMBIGUOUS)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("“%s” names more than one object; write more of its letters"), rev);
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
    int status = store->apart ? GIT_ENOTFOUND : git_reference_name_to_id(&id, store->repo, full);

    if (status < 0) {
        unknown(name, status, error);
        return NULL;
    }
    marbre_oid_format(&id, hex);
    return g_strdup(hex);
}

/* An object by its whole id or an unambiguous beginning of it. */
static int
lookup_id(git_repository *repo, const char *text, git_object **ret_object)
{
    size_t size = strlen(text);
    git_oid id;

    if (size < GIT_OID_MINPREFIXLEN || size > GIT_OID_HEXSZ ||
        strspn(text, "0123456789abcdefABCDEF") != size || git_oid_fromstrn(&id, text, size) < 0)
        return GIT_ENOTFOUND;
    return git_object_lookup_prefix(ret_object, repo, &id, size, GIT_OBJECT_ANY);
}

static int
lookup_name(git_repository *repo, const char *name, git_object **ret_object)
{
    git_reference *reference = NULL;
    int status = git_reference_dwim(&reference, repo, strcmp(name, "@") == 0 ? "HEAD" : name);

    if (status == 0)
        status = git_reference_peel(ret_object, reference, GIT_OBJECT_ANY);
    git_reference_free(reference);
    return status;
}

/* A number, 1 where there is none. */
static unsigned
number_take(const char **at)
{
    guint64 value = 1;

    if (g_ascii_isdigit(**at)) {
        char *end;
        value = g_ascii_strtoull(*at, &end, 10);
        *at = end;
    }
    return (unsigned)MIN(value, UINT16_MAX * (guint64)16);
}

/* Replaces the commit by its n-th parent, `times` times over. */
static int
climb(git_commit **commit, unsigned nth, unsigned times)
{
    for (unsigned i = 0; i < times && nth > 0; i++) {
        git_commit *parent = NULL;
        int status = git_commit_parent(&parent, *commit, nth - 1);
        if (status < 0)
            return status;
        git_commit_free(*commit);
        *commit = parent;
    }
    return 0;
}

/* What git writes behind a name: `~3`, `^`, `^2`, `^{commit}`. */
static int
steps_take(git_commit **commit, const char *at)
{
    int status = 0;

    while (status == 0 && *at != '\0') {
        char step = *at++;
        if (step == '^' && g_str_has_prefix(at, "{commit}"))
            at += strlen("{commit}");
        else if (step == '^')
            status = climb(commit, number_take(&at), 1);
        else if (step == '~')
            status = climb(commit, 1, number_take(&at));
        else
            status = GIT_EINVALIDSPEC;
    }
    return status;
}

/* Ours, because git_revparse_single() leaks with every name, has run for ever on some, and knows
 * searches that nobody should start with an argument. */
static int
lookup_commit(MarbreStore *store, const char *rev, git_commit **ret_commit)
{
    git_repository *repo = store->repo;
    g_autofree char *name = g_strndup(rev, strcspn(rev, "~^"));
    git_object *object = NULL;
    git_object *commit = NULL;
    int status;

    if (*name == '\0' || strlen(rev) > 1024)
        return GIT_EINVALIDSPEC;
    status = strlen(name) == GIT_OID_HEXSZ ? lookup_id(repo, name, &object) : GIT_ENOTFOUND;
    if (status == GIT_ENOTFOUND && !store->apart)
        status = lookup_name(repo, name, &object);
    if ((status == GIT_ENOTFOUND || status == GIT_EINVALIDSPEC) && !store->apart)
        status = lookup_id(repo, name, &object);
    if (status == 0)
        status = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
    git_object_free(object);
    git_commit *found = (git_commit *)commit;
    if (status == 0)
        status = steps_take(&found, rev + strlen(name));
    if (status == 0)
        *ret_commit = found;
    else
        git_commit_free(found);
    return status;
}

char *
marbre_store_resolve(MarbreStore *store, const char *rev, GError **error)
{
    git_commit *commit = NULL;
    char hex[41];

    if (rev == NULL)
        return resolve_default(store, error);
    int status = lookup_commit(store, rev, &commit);
    if (status < 0) {
        unknown(rev, status, error);
        return NULL;
    }
    marbre_oid_format(git_commit_id(commit), hex);
    git_commit_free(commit);
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
    g_ptr_array_sort(names, marbre_order_texts);
    g_ptr_array_add(names, NULL);
    g_ptr_array_set_free_func(names, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}
