/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/rest.h"

#include "store/git.h"

#include <git2/sys/repository.h>
#include <glib/gi18n-lib.h>

/* Of a pack, windows of this size are mapped, and so many of them. */
#define WINDOW ((size_t)1 << 20)
#define WINDOWS 8

bool
marbre_store_rest(MarbreStore *store, GError **error)
{
    git_odb *odb = NULL;

    /* In a hook and in a write the database is put together by hand. */
    if (store->read_only || store->incoming != NULL)
        return true;
    /* A pack is shared by all who have it open, so that everybody lets go first. */
    g_clear_pointer(&store->odb, git_odb_free);
    (void)git_repository__cleanup(store->repo); /* it cannot fail */
    if (git_repository_odb(&odb, store->repo) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, _("the objects cannot be opened"));
    store->odb = odb;
    return true;
}

bool
marbre_store_spare(MarbreStore *store, GError **error)
{
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, WINDOW);
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, WINDOWS * WINDOW);
    return marbre_store_rest(store, error);
}
