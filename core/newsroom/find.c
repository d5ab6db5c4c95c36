/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/find.h"

#include "base/error.h"
#include "base/path.h"
#include "base/problem.h"
#include "newsroom/before.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The shortest prefix of an id that is taken for one. */
#define PREFIX 4
/* As many articles are named where a word means several. */
#define NAMED 5

typedef struct {
    MarbreNewsroom *newsroom;
    MarbreRoll *roll;
    const char *word;
    GPtrArray *found; /* of char *: folders */
    GPtrArray *slugs; /* of char *: for "did you mean" */
} Search;

static bool
is_bundle(MarbreNewsroom *newsroom, const char *folder)
{
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(newsroom), folder, NULL);
    return entries != NULL && marbre_before_is_article(newsroom, folder, entries);
}

/* A path of the folder, or of something in it. What lies elsewhere is no article, nor is a folder
   within one: a walk of the newsroom would meet neither. */
char *
marbre_newsroom_find_path(MarbreNewsroom *newsroom, const char *word)
{
    const char *articles =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->articles;
    size_t size = strlen(articles);
    g_autofree char *path = g_strdup(word);
    while (g_str_has_suffix(path, "/"))
        path[strlen(path) - 1] = '\0';
    if (!marbre_path_is_safe(path) || !g_str_has_prefix(path, articles) || path[size] != '/')
        return NULL;
    g_autoptr(MarbreEntry) there =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(newsroom), path, NULL);
    const char *at = path + size;
    for (unsigned depth = 0; there != NULL && at != NULL && depth < MARBRE_FOLDER_DEPTH; depth++) {
        at = strchr(at + 1, '/');
        g_autofree char *folder =
            at == NULL ? g_strdup(path) : g_strndup(path, (size_t)(at - path));
        if (is_bundle(newsroom, folder))
            return g_steal_pointer(&folder);
    }
    return NULL;
}

static bool
add_by_slug(void *user, const char *folder, const char *oid)
{
    Search *search = user;
    const char *slash = strrchr(folder, '/');
    const char *slug = slash == NULL ? folder : slash + 1;
    g_ptr_array_add(search->slugs, g_strdup(slug));
    if (strcmp(slug, search->word) == 0)
        g_ptr_array_add(search->found, g_strdup(folder));
    return true;
}

/* An article's record; NULL where it has none that can be read. (transfer full) */
static MarbreState *
state_of(const Search *search, const char *folder)
{
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GBytes) bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(search->newsroom),
                                                   path, MARBRE_STATE_LIMIT, NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return bytes == NULL ? NULL : marbre_state_parse(path, bytes, problems);
}

static char *
id_of(Search *search, const char *folder, const char *oid)
{
    g_autoptr(MarbreRow) row =
        search->roll == NULL || *oid == '\0' ? NULL : marbre_roll_find(search->roll, folder, oid);
    if (row != NULL)
        return g_strdup(row->id);
    g_autoptr(MarbreState) state = state_of(search, folder);
    return state == NULL ? NULL : g_strdup(state->id);
}

static bool
add_by_id(void *user, const char *folder, const char *oid)
{
    Search *search = user;
    g_autofree char *id = id_of(search, folder, oid);
    if (id != NULL && g_str_has_prefix(id, search->word))
        g_ptr_array_add(search->found, g_strdup(folder));
    return true;
}

static bool
looks_like_id(const char *word)
{
    size_t size = strlen(word);
    return size >= PREFIX && size <= 26 && strspn(word, "0123456789abcdefghjkmnpqrstvwxyz") == size;
}

/* A name is free again once its article is spiked: of several, those give way. */
static void
leave_out_spiked(const Search *search)
{
    for (guint i = search->found->len; i > 0 && search->found->len > 1; i--) {
        g_autoptr(MarbreState) state = state_of(search, search->found->pdata[i - 1]);
        if (state != NULL && strcmp(state->stage, MARBRE_STAGE_SPIKED) == 0)
            g_ptr_array_remove_index(search->found, i - 1);
    }
}

static char *
one_of(const Search *search, GError **error)
{
    if (search->found->len == 1)
        return g_strdup(search->found->pdata[0]);
    GString *several = g_string_new(NULL);
    for (guint i = 0; i < search->found->len && i < NAMED; i++)
        g_string_append_printf(several, "\n  %s", (char *)search->found->pdata[i]);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("“%s” means more than one article; write one of:%s"), search->word, several->str);
    g_string_free(several, TRUE);
    return NULL;
}

static void
set_unknown(const Search *search, GError **error)
{
    g_ptr_array_add(search->slugs, NULL);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(search->newsroom));
    if (strchr(search->word, '/') != NULL && marbre_settings_is_before(settings, search->word)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s was there before the newsroom, and is no article. To make it one: marbre "
                      "adopt %s"),
                    search->word, search->word);
        return;
    }
    const char *nearest = marbre_nearest(search->word, (const char *const *)search->slugs->pdata);
    if (nearest != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no article “%s”; the nearest is “%s”"), search->word, nearest);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no article “%s”; `marbre list` names them all"), search->word);
}

char *
marbre_newsroom_find(MarbreNewsroom *newsroom, MarbreRoll *roll, const char *word, GError **error)
{
    char *path = marbre_newsroom_find_path(newsroom, word);
    if (path != NULL)
        return path;
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) slugs = g_ptr_array_new_with_free_func(g_free);
    Search search = {newsroom, roll, word, found, slugs};
    if (!marbre_newsroom_each(newsroom, add_by_slug, &search, error))
        return NULL;
    leave_out_spiked(&search);
    if (found->len == 0 && looks_like_id(word) &&
        !marbre_newsroom_each(newsroom, add_by_id, &search, error))
        return NULL;
    if (found->len > 0)
        return one_of(&search, error);
    set_unknown(&search, error);
    return NULL;
}
