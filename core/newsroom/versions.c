/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/versions.h"

#include "base/error.h"
#include "base/problem.h"
#include "newsroom/content.h"
#include "store/trace.h"

#include <string.h>

typedef struct {
    MarbreNewsroom *newsroom;
    MarbreStore *store;
    char *folder;         /* where the article stood at `commit` */
    MarbreCommit *commit; /* that made the folder what it is */
    char content[41];     /* the folder's id there */
    char *goes_on;        /* (nullable) the commit before which it stood elsewhere */
    GPtrArray *versions;
    GError *error;
} Walk;

void
marbre_version_free(MarbreVersion *version)
{
    if (version == NULL)
        return;
    marbre_commit_unref(version->commit);
    g_free(version->folder);
    g_ptr_array_unref(version->authors);
    g_free(version);
}

MarbreArticle *
marbre_version_read(MarbreNewsroom *newsroom, const MarbreVersion *version, GError **error)
{
    return marbre_content_article(newsroom, version->folder, version->content, error);
}

static GPtrArray *
authors_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_author_free);
}

/* One address may stand for several people, where commits are signed: each commit counts. */
static void
add_author(GPtrArray *authors, const char *email, MarbreCommit *sealed)
{
    for (guint i = 0; sealed == NULL && i < authors->len; i++) {
        const MarbreAuthor *author = g_ptr_array_index(authors, i);
        if (author->sealed == NULL && strcmp(author->email, email) == 0)
            return;
    }
    g_ptr_array_add(authors, marbre_author_new(email, sealed));
}

static void
add_co_author(GPtrArray *authors, const char *value)
{
    const char *open = strrchr(value, '<');
    const char *close = open == NULL ? NULL : strchr(open, '>');
    if (close != NULL) {
        g_autofree char *email = g_strndup(open + 1, (size_t)(close - open - 1));
        add_author(authors, email, NULL);
    }
}

static void
add_authors_of(GPtrArray *authors, MarbreCommit *commit)
{
    const char *key = NULL, *value = NULL;
    add_author(authors, commit->author->email,
               marbre_commit_count_signatures(commit) == 1 ? commit : NULL);
    for (size_t i = 0; marbre_commit_trailer_at(commit, i, &key, &value); i++)
        if (g_ascii_strcasecmp(key, "Co-authored-by") == 0)
            add_co_author(authors, value);
}

MarbreVersion *
marbre_version_new(MarbreCommit *commit, const char *folder, const char *content)
{
    MarbreVersion *version = g_new0(MarbreVersion, 1);
    version->commit = marbre_commit_ref(commit);
    version->folder = g_strdup(folder);
    g_strlcpy(version->content, content, sizeof version->content);
    version->authors = authors_new();
    add_authors_of(version->authors, commit);
    return version;
}

/* The folder's id in a tree; "" where it is not there. False with an error. */
static bool
folder_id(Walk *walk, const char *tree, const char *folder, char ret_id[41])
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_of_tree(walk->store, tree, &reason);
    if (snapshot != NULL && marbre_snapshot_folder_id(snapshot, folder, ret_id, &reason))
        return true;
    ret_id[0] = '\0';
    if (reason->code == MARBRE_ERROR_NOT_FOUND)
        return true;
    g_propagate_error(&walk->error, g_steal_pointer(&reason));
    return false;
}

/* --- renames: a folder holds the article that another held before ------------------------------
 */

#define STATE "/state.yaml"

typedef struct {
    MarbreSnapshot *parent;
    MarbreSnapshot *child;
    const char *id;    /* (nullable) */
    const char *moved; /* the folder in the child */
    char *folder;
} Search;

/* The article's id that a folder (or its tree alone, with "") gives; NULL for none. */
static char *
id_in(MarbreSnapshot *snapshot, const char *folder)
{
    g_autofree char *path =
        *folder == '\0' ? g_strdup(STATE + 1) : g_strconcat(folder, STATE, NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = marbre_snapshot_read(snapshot, path, MARBRE_STATE_LIMIT, NULL);
    g_autoptr(MarbreState) state = bytes == NULL ? NULL : marbre_state_parse(path, bytes, problems);
    return state == NULL ? NULL : g_strdup(state->id);
}

/* The id of the article whose folder had this git id. */
static char *
id_of_content(Walk *walk, const char *content)
{
    g_autoptr(MarbreSnapshot) folder = marbre_snapshot_of_tree(walk->store, content, NULL);
    return folder == NULL ? NULL : id_in(folder, "");
}

static bool
look_at(void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Search *search = user;
    if (kind == MARBRE_DIFF_ADDED || !g_str_has_suffix(path, STATE))
        return true;
    g_autofree char *folder = g_strndup(path, strlen(path) - strlen(STATE));
    g_autofree char *id = id_in(search->parent, folder);
    if (g_strcmp0(id, search->id) != 0)
        return true;
    search->folder = g_steal_pointer(&folder);
    return false;
}

/* No record says where the article stood; the same text, gone from there by the same commit, does.
 */
static bool
look_at_text(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    Search *search = user;
    char here[41] = "";
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *own = g_build_filename(search->moved, name, NULL);
    if (kind != MARBRE_DIFF_REMOVED || !marbre_article_is_text_name(name, NULL) ||
        !marbre_snapshot_file_id(search->child, own, here, NULL) || strcmp(here, old_oid) != 0)
        return true;
    search->folder = g_steal_pointer(&folder);
    return false;
}

static char *
former_folder(Walk *walk, const char *parent_tree, const char *id)
{
    g_autoptr(MarbreSnapshot) child =
        marbre_snapshot_of_tree(walk->store, walk->commit->tree, NULL);
    g_autoptr(MarbreSnapshot) parent = marbre_snapshot_of_tree(walk->store, parent_tree, NULL);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(walk->newsroom));
    Search search = {.parent = parent, .child = child, .id = id, .moved = walk->folder};
    bool looked = child != NULL && parent != NULL &&
                  (id == NULL || marbre_snapshot_diff(parent, child, settings->articles, look_at,
                                                      &search, NULL)) &&
                  (search.folder != NULL || marbre_snapshot_diff(parent, child, settings->articles,
                                                                 look_at_text, &search, NULL));
    if (!looked)
        g_clear_pointer(&search.folder, g_free);
    return search.folder;
}

/* Whether a folder that changed held another article before: two of them changed places. */
static bool
is_another(Walk *walk, const char *before, const char *id)
{
    g_autofree char *other = id_of_content(walk, before);
    return other != NULL && id != NULL && strcmp(other, id) != 0;
}

/* --- the walk ----------------------------------------------------------------------------------
 */

typedef struct {
    Walk *walk;
    GPtrArray *authors;
} Side;

/* Whether a commit made the folder what it is: none of its parents has it so. False with an error
   where that can't be told. */
static bool
is_own_work(Walk *walk, const MarbreCommit *commit, const char *here)
{
    for (char *const *parent = commit->parents; *parent != NULL; parent++) {
        char there[41] = "";
        g_autoptr(MarbreCommit) read = marbre_commit_read(walk->store, *parent, &walk->error);
        if (read == NULL || !folder_id(walk, read->tree, walk->folder, there) ||
            strcmp(here, there) == 0)
            return false;
    }
    return true;
}

static bool
add_side_author(void *user, MarbreCommit *commit)
{
    Side *side = user;
    char here[41] = "";
    if (folder_id(side->walk, commit->tree, side->walk->folder, here) &&
        is_own_work(side->walk, commit, here))
        add_authors_of(side->authors, commit);
    return side->walk->error == NULL;
}

static bool
tell_version(Walk *walk)
{
    MarbreCommit *commit = walk->commit;
    MarbreVersion *version = g_new0(MarbreVersion, 1);
    version->commit = marbre_commit_ref(commit);
    version->folder = g_strdup(walk->folder);
    g_strlcpy(version->content, walk->content, sizeof version->content);
    version->authors = authors_new();
    if (is_own_work(walk, commit, walk->content))
        add_authors_of(version->authors, commit);
    g_ptr_array_add(walk->versions, version);
    if (walk->error != NULL)
        return false;
    Side side = {walk, version->authors};
    for (size_t i = 1; commit->parents[0] != NULL && commit->parents[i] != NULL; i++)
        if (!marbre_store_walk_range(walk->store, commit->parents[i], commit->parents[0], false,
                                     add_side_author, &side, &walk->error) ||
            walk->error != NULL)
            return false;
    return true;
}

/* Before `commit` the article stood in another folder, or nowhere: then its history ends. */
static void
look_elsewhere(Walk *walk, const char *id)
{
    g_autoptr(MarbreCommit) parent =
        walk->commit->parents[0] == NULL
            ? NULL
            : marbre_commit_read(walk->store, walk->commit->parents[0], &walk->error);
    g_autofree char *former = parent == NULL ? NULL : former_folder(walk, parent->tree, id);
    if (former == NULL)
        return;
    g_free(walk->folder);
    walk->folder = g_steal_pointer(&former);
    walk->goes_on = g_strdup(parent->id);
}

static bool
step(void *user, MarbreCommit *commit, const char *here, const char *before)
{
    Walk *walk = user;
    if (*here == '\0')
        return true; /* removed, and what stood there before may be told of */
    walk->commit = commit;
    g_strlcpy(walk->content, here, sizeof walk->content);
    bool told = tell_version(walk);
    g_autofree char *id = told ? id_of_content(walk, here) : NULL;
    bool same = told && *before != '\0' && !is_another(walk, before, id);
    if (told && !same)
        look_elsewhere(walk, id);
    return same;
}

GPtrArray *
marbre_versions_of(MarbreNewsroom *newsroom, const char *folder, const char *from, GError **error)
{
    Walk walk = {.newsroom = newsroom,
                 .store = marbre_newsroom_get_store(newsroom),
                 .folder = g_strdup(folder),
                 .versions = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_version_free)};
    g_autoptr(GError) reason = NULL;
    g_autofree char *at = g_strdup(from);
    bool walked = true, more = true;
    while (more && walked && walk.error == NULL) {
        g_autofree char *stood = g_strdup(walk.folder);
        walked = marbre_store_trace(walk.store, at, stood, step, &walk, &reason);
        more = walk.goes_on != NULL;
        g_free(at);
        at = g_steal_pointer(&walk.goes_on);
    }
    g_free(walk.goes_on);
    g_free(walk.folder);
    if (walk.error == NULL && walked)
        return walk.versions;
    g_ptr_array_unref(walk.versions);
    g_propagate_error(error, walk.error != NULL ? walk.error : g_steal_pointer(&reason));
    return NULL;
}
