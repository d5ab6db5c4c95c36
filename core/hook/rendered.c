/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/judge.h"

#include "base/error.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The tree without anything in it, which git knows without having it. */
#define NOTHING "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

typedef struct {
    const MarbrePush *push;
    const MarbreRefMove *move;
    MarbreCommit *commit;
    MarbreSnapshot *snapshot;
    bool odd;
} Page;

static void
refuse(const Page *page, const char *rule, char *message)
{
    marbre_push_refuse_commit(page->push, page->move, page->commit, rule, message,
                              g_strdup("marbre publish"));
}

static bool
look_at(void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Page *page = user;
    g_autoptr(MarbreEntry) entry =
        kind == MARBRE_DIFF_REMOVED ? NULL : marbre_snapshot_entry(page->snapshot, path, NULL);
    page->odd = kind != MARBRE_DIFF_REMOVED && (entry == NULL || entry->kind != MARBRE_ENTRY_FILE);
    if (page->odd)
        refuse(page, "marbre/forbidden-path", g_strdup_printf(_("%s is no plain file"), path));
    return !page->odd;
}

static bool
judge_files(Page *page, GError **error)
{
    MarbreStore *store = page->push->store;
    g_autoptr(GError) reason = NULL;
    const char *parent = page->commit->parents[0];
    g_autoptr(MarbreSnapshot) before = parent == NULL
                                           ? marbre_snapshot_of_tree(store, NOTHING, error)
                                           : marbre_snapshot_commit(store, parent, error);
    g_autoptr(MarbreSnapshot) after =
        before == NULL ? NULL : marbre_snapshot_commit(store, page->commit->id, error);
    if (after == NULL)
        return false;
    page->snapshot = after;
    bool read = marbre_snapshot_diff(before, after, NULL, look_at, page, &reason);
    page->snapshot = NULL;
    if (read || page->odd)
        return true;
    if (reason->code != MARBRE_ERROR_INVALID) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    refuse(page, "marbre/not-canonical", g_strdup(reason->message));
    return true;
}

/* What a commit says that it renders. (nullable) */
static const char *
rendered_by(const MarbreCommit *commit)
{
    const char *id = marbre_commit_trailer(commit, MARBRE_SITE_TRAILER);
    return id != NULL && strlen(id) == 40 && strspn(id, "0123456789abcdef") == 40 ? id : NULL;
}

/* Whether one newsroom commit is another or in its past; what is not there is in nobody's. */
static bool
comes_before(const Page *page, const char *one, const char *other)
{
    g_autofree char *here = marbre_store_resolve(page->push->store, one, NULL);
    return here != NULL && strcmp(here, one) == 0 &&
           marbre_store_is_ancestor(page->push->store, one, other, NULL);
}

static void
judge_origin(const Page *page, const char *next)
{
    const char *shown = rendered_by(page->commit);
    if (shown == NULL)
        refuse(page, "marbre/not-rendered",
               g_strdup(_("this was not rendered by Marbre: it names no commit of the newsroom")));
    else if (!comes_before(page, shown, page->push->tip))
        refuse(page, "marbre/not-rendered",
               g_strdup(_("this shows a state of the newsroom that its branch never had")));
    else if (next != NULL && !comes_before(page, shown, next))
        refuse(page, "marbre/not-rendered",
               g_strdup(_("what came after it shows an older state of the newsroom")));
}

static bool
judge_one(Page *page, const char *next, GError **error)
{
    const MarbreCommit *commit = page->commit;
    MarbrePolicy *policy = marbre_newsroom_get_policy(marbre_push_rules(page->push));
    if (commit->not_canonical != NULL || (commit->parents[0] != NULL && commit->parents[1] != NULL))
        refuse(page, "marbre/not-canonical",
               g_strdup(_("the published branch is one line of plain commits")));
    if (marbre_policy_person(policy, commit->author->email) == NULL)
        refuse(
            page, "marbre/unknown-person",
            g_strdup_printf(_("nobody in people.yaml had the address %s"), commit->author->email));
    judge_origin(page, next);
    return judge_files(page, error);
}

/* What the branch shows now is no later than what comes next. */
static bool
judge_first(const MarbrePush *push, const MarbreRefMove *move, const char *next, GError **error)
{
    g_autoptr(MarbreCommit) commit =
        move->from == NULL ? NULL : marbre_commit_read(push->store, move->from, error);
    if (commit == NULL)
        return move->from == NULL;
    Page page = {.push = push, .move = move, .commit = commit};
    const char *shown = rendered_by(commit);
    if (shown != NULL && next != NULL && !comes_before(&page, shown, next))
        marbre_push_refuse(push, move, "marbre/not-rendered",
                           g_strdup(_("readers have seen a later state of the newsroom already")),
                           g_strdup("marbre publish"));
    return true;
}

bool
marbre_push_judge_rendered(const MarbrePush *push, const MarbreRefMove *move, GError **error)
{
    bool forward = false;
    g_autofree char *next = NULL;
    if (move->to == NULL) {
        marbre_push_refuse(push, move, "marbre/not-forward",
                           g_strdup(_("this would delete the published branch")), NULL);
        return true;
    }
    g_autoptr(GPtrArray) ids = marbre_push_line(push, move, &forward, error);
    if (ids == NULL || !forward)
        return ids != NULL;
    for (guint i = 0; i < ids->len; i++) {
        g_autoptr(MarbreCommit) commit = marbre_commit_read(push->store, ids->pdata[i], error);
        if (commit == NULL)
            return false;
        Page page = {.push = push, .move = move, .commit = commit};
        if (!judge_one(&page, next, error))
            return false;
        g_free(next);
        next = g_strdup(rendered_by(commit));
    }
    return judge_first(push, move, next, error);
}
