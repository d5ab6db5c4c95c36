/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/newsroom.h"

#include "base/error.h"
#include "base/path.h"
#include "base/problem.h"
#include "newsroom/before.h"
#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Most bytes of a ledger. */
#define CLAIMS_LIMIT (UINT64_C(1) << 20)

struct MarbreNewsroom {
    gatomicrefcount count;
    MarbreStore *store;
    MarbreSnapshot *snapshot;
    MarbrePolicy *policy;
};

MarbreNewsroom *
marbre_newsroom_new_with_policy(MarbreStore *store, MarbreSnapshot *snapshot, MarbrePolicy *policy)
{
    MarbreNewsroom *newsroom = g_new0(MarbreNewsroom, 1);
    g_atomic_ref_count_init(&newsroom->count);
    newsroom->store = marbre_store_ref(store);
    newsroom->snapshot = marbre_snapshot_ref(snapshot);
    newsroom->policy = marbre_policy_ref(policy);
    return newsroom;
}

/* Whether the branch at hand is that of the site, which somebody has checked out. */
static bool
is_of_site(MarbreStore *store)
{
    const char *branch = marbre_store_get_branch(store);
    g_autofree char *tip = branch == NULL ? NULL : marbre_store_tip(store, branch, NULL);
    g_autoptr(MarbreCommit) commit = tip == NULL ? NULL : marbre_commit_read(store, tip, NULL);
    return commit != NULL && marbre_commit_trailer(commit, "Marbre-Newsroom") != NULL;
}

MarbreNewsroom *
marbre_newsroom_new(MarbreStore *store, MarbreSnapshot *snapshot, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy = marbre_policy_load(snapshot, problems);
    const char *branch = marbre_store_get_branch(store);
    if (policy == NULL && is_of_site(store)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the branch %s holds the pages that readers have, and no articles; the "
                      "newsroom is on another one: git switch main"),
                    branch);
        return NULL;
    }
    bool own =
        policy != NULL && g_strcmp0(marbre_policy_get_settings(policy)->published, branch) == 0;
    if (own)
        marbre_problems_add(problems, MARBRE_SETTINGS_PATH, NULL, 0,
                            _("published: %s is the newsroom's own branch; pages need another one"),
                            branch);
    unsigned before = problems->len;
    if (policy != NULL)
        marbre_before_check(store, marbre_policy_get_settings(policy), problems);
    if (policy == NULL || own || problems->len > before) {
        g_propagate_error(error, marbre_policy_problems_to_error(problems));
        return NULL;
    }
    return marbre_newsroom_new_with_policy(store, snapshot, policy);
}

MarbreNewsroom *
marbre_newsroom_ref(MarbreNewsroom *newsroom)
{
    g_atomic_ref_count_inc(&newsroom->count);
    return newsroom;
}

void
marbre_newsroom_unref(MarbreNewsroom *newsroom)
{
    if (newsroom == NULL || !g_atomic_ref_count_dec(&newsroom->count))
        return;
    marbre_policy_unref(newsroom->policy);
    marbre_snapshot_unref(newsroom->snapshot);
    marbre_store_unref(newsroom->store);
    g_free(newsroom);
}

MarbreNewsroom *
marbre_newsroom_tip(MarbreStore *store, MarbreNewsroom *known, GError **error)
{
    g_autoptr(MarbreSnapshot) tip = marbre_snapshot_commit(store, NULL, error);
    if (tip == NULL)
        return NULL;
    const char *before = known == NULL ? NULL : marbre_snapshot_commit_id(known->snapshot);
    if (before != NULL && strcmp(before, marbre_snapshot_commit_id(tip)) == 0)
        return marbre_newsroom_ref(known);
    return marbre_newsroom_new(store, tip, error);
}

MarbreStore *
marbre_newsroom_get_store(const MarbreNewsroom *newsroom)
{
    return newsroom->store;
}

MarbreSnapshot *
marbre_newsroom_get_snapshot(const MarbreNewsroom *newsroom)
{
    return newsroom->snapshot;
}

MarbrePolicy *
marbre_newsroom_get_policy(const MarbreNewsroom *newsroom)
{
    return newsroom->policy;
}

bool
marbre_newsroom_is_bundle(const GPtrArray *entries)
{
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (entry->kind != MARBRE_ENTRY_FOLDER && marbre_article_is_text_name(entry->name, NULL))
            return true;
    }
    return false;
}

static const char *
kind_fault(MarbreEntryKind kind)
{
    switch (kind) {
    case MARBRE_ENTRY_FILE:
        return NULL;
    case MARBRE_ENTRY_FOLDER:
        return _("a folder inside an article; put its files beside the text");
    case MARBRE_ENTRY_LINK:
        return _("a symbolic link; put the file itself there");
    case MARBRE_ENTRY_EXEC:
        return _("the file is marked as executable; take the mark away (chmod -x)");
    case MARBRE_ENTRY_SUBMODULE:
        return _("another repository; an article holds plain files only");
    case MARBRE_ENTRY_OTHER:
        return _("this is no plain file; put the file itself there");
    }
    return NULL;
}

static size_t
limit_of(const char *name)
{
    if (g_str_has_suffix(name, ".md"))
        return MARBRE_COPY_LIMIT;
    return strcmp(name, "state.yaml") == 0 ? MARBRE_STATE_LIMIT : CLAIMS_LIMIT;
}

static bool
is_own_name(const char *name)
{
    return marbre_article_is_text_name(name, NULL) || strcmp(name, "claims.yaml") == 0 ||
           strcmp(name, "state.yaml") == 0;
}

static void
forbid(GPtrArray *problems, const char *folder, const char *name, const char *why)
{
    g_autofree char *path =
        name == NULL ? g_strdup(folder) : g_strdup_printf("%s/%s", folder, name);
    marbre_problems_add_rule(problems, path, NULL, 0, "marbre/forbidden-path", "%s", why);
}

/* What text editors and desktops leave beside a file while somebody works: no part of the article.
 */
static bool
is_scratch(const char *name)
{
    return name[0] == '.' || g_str_has_suffix(name, "~") || g_str_has_suffix(name, ".swp") ||
           g_str_has_suffix(name, ".bak") || (name[0] == '#' && g_str_has_suffix(name, "#"));
}

/* One entry of the folder as a file of the article; texts and ledgers with their bytes. */
static MarbreFile *
read_file(MarbreNewsroom *newsroom,
          const char *folder,
          const MarbreEntry *entry,
          GPtrArray *problems,
          GError **error)
{
    const char *why = kind_fault(entry->kind);
    bool own = is_own_name(entry->name);
    bool notes = strcmp(entry->name, "notes.yaml") == 0; /* read by whoever asks for them alone */
    if (why == NULL && !own && !notes)
        (void)(marbre_media_name_check(entry->name, &why)); /* `why` says it */
    if (why != NULL)
        forbid(problems, folder, entry->name, why);
    bool regular = entry->kind == MARBRE_ENTRY_FILE || entry->kind == MARBRE_ENTRY_EXEC;
    g_autoptr(GBytes) bytes = NULL;
    if (regular && own) {
        g_autoptr(GError) reason = NULL;
        g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
        bytes = marbre_snapshot_read(newsroom->snapshot, path, limit_of(entry->name), &reason);
        if (bytes == NULL && reason->code != MARBRE_ERROR_REFUSED) {
            g_propagate_error(error, g_steal_pointer(&reason));
            return NULL;
        }
        if (bytes == NULL)
            forbid(problems, folder, entry->name, reason->message);
    }
    MarbreFile *file = marbre_file_new(entry->name, entry->oid, entry->size, bytes);
    file->regular = regular && (bytes != NULL || !own);
    return file;
}

static void
check_slug(const char *folder, GPtrArray *problems)
{
    const char *why = NULL;
    const char *slash = strrchr(folder, '/');
    if (!marbre_slug_check(slash == NULL ? folder : slash + 1, &why))
        forbid(problems, folder, NULL, why);
}

MarbreArticle *
marbre_newsroom_read_article(MarbreNewsroom *newsroom, const char *folder, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(newsroom->snapshot, folder, error);
    if (entries == NULL)
        return NULL;
    if (!marbre_newsroom_is_bundle(entries)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("%s: no article here; `marbre list` names them all"), folder);
        return NULL;
    }
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GPtrArray) files = marbre_files_new();
    bool fixed = marbre_snapshot_is_fixed(newsroom->snapshot);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (!fixed && entry->kind == MARBRE_ENTRY_FILE && is_scratch(entry->name))
            continue;
        MarbreFile *file = read_file(newsroom, folder, entry, problems, error);
        if (file == NULL)
            return NULL;
        g_ptr_array_add(files, file);
    }
    check_slug(folder, problems);
    const MarbreSettings *settings = marbre_policy_get_settings(newsroom->policy);
    return marbre_article_new(folder, files, (const char *const *)settings->publish, problems);
}

typedef struct {
    MarbreNewsroom *newsroom;
    const MarbreNamed *named; /* (nullable) */
    MarbreFolderFunc tell;
    void *user;
    bool stopped;
} Walk;

/* Whether a bundle that is looked for can be this folder or lie in it. */
static bool
may_hold(const Walk *state, const char *folder, const char *name)
{
    const MarbreNamed *named = state->named;
    return named == NULL || named->places == NULL || g_str_has_prefix(name, named->prefix) ||
           name[strspn(name, "0123456789")] == '\0' ||
           g_strv_contains((const char *const *)named->places, folder);
}

static bool
tell_bundle(const Walk *state, const char *folder, const char *oid)
{
    const char *slash = strrchr(folder, '/');
    bool wanted = state->named == NULL ||
                  g_str_has_prefix(slash == NULL ? folder : slash + 1, state->named->prefix);
    return !wanted || state->tell(state->user, folder, oid);
}

static bool
walk(Walk *state, const char *folder, const char *oid, unsigned depth, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(state->newsroom->snapshot, folder, error);
    if (entries == NULL)
        return false;
    if (marbre_newsroom_is_bundle(entries)) {
        bool before = false;
        if (!marbre_before_has(state->newsroom, folder, entries, oid, &before, error))
            return false;
        state->stopped = !before && !tell_bundle(state, folder, oid);
        return true;
    }
    for (guint i = 0; i < entries->len && depth < MARBRE_FOLDER_DEPTH && !state->stopped; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
        if (entry->kind == MARBRE_ENTRY_FOLDER && may_hold(state, path, entry->name) &&
            !walk(state, path, entry->oid, depth + 1, error))
            return false;
    }
    return true;
}

bool
marbre_newsroom_each_named(MarbreNewsroom *newsroom,
                           const MarbreNamed *named,
                           MarbreFolderFunc tell,
                           void *user,
                           GError **error)
{
    g_autoptr(GError) reason = NULL;
    const MarbreSettings *settings = marbre_policy_get_settings(newsroom->policy);
    Walk state = {.newsroom = newsroom, .named = named, .tell = tell, .user = user};
    if (walk(&state, settings->articles, "", 0, &reason))
        return true;
    if (g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        return true; /* a newsroom without articles */
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}

bool
marbre_newsroom_each(MarbreNewsroom *newsroom, MarbreFolderFunc tell, void *user, GError **error)
{
    return marbre_newsroom_each_named(newsroom, NULL, tell, user, error);
}
