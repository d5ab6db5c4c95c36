/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/entries.h"

#include "base/error.h"
#include "newsroom/content.h"
#include "newsroom/hours.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    MarbreNewsroom *newsroom;
    GPtrArray *left_out; /* (nullable) of char * */
    GPtrArray *entries;
    GError *error;
} Gathering;

static void
add_entries(Gathering *gathering,
            const MarbreArticle *article,
            const MarbreState *state,
            const char *record,
            GPtrArray *files)
{
    for (const char *const *lang = marbre_article_get_langs(article); *lang != NULL; lang++) {
        MarbreEntryPage *entry = marbre_entry_page_of(gathering->newsroom, article, state, *lang);
        g_strlcpy(entry->record, record, sizeof entry->record);
        entry->files = g_ptr_array_ref(files);
        g_ptr_array_add(gathering->entries, entry);
    }
}

static bool
gather(void *user, const char *folder, const char *oid)
{
    Gathering *gathering = user;
    char record[41] = "";
    g_autoptr(MarbreState) state =
        marbre_entry_read_record(gathering->newsroom, folder, record, &gathering->error);
    if (state == NULL)
        return gathering->error == NULL;
    if (state->publication == NULL)
        return true;
    g_autoptr(GPtrArray) files =
        marbre_content_files(gathering->newsroom, state->publication->content, &gathering->error);
    /* An embargo may stand in the source as well; nothing is asked that stands in a body. */
    g_autoptr(MarbreArticle) article =
        files == NULL
            ? NULL
            : marbre_content_read_fronts(gathering->newsroom, folder, files, &gathering->error);
    if (article == NULL)
        return false;
    /* The gate never lets that happen; a record from elsewhere may claim it. A retraction has none
       of the words. */
    GTimeZone *zone =
        marbre_policy_get_settings(marbre_newsroom_get_policy(gathering->newsroom))->zone;
    if (state->retracted == NULL &&
        marbre_hour_is_early(article, state->publication->at.seconds, zone)) {
        if (gathering->left_out != NULL)
            g_ptr_array_add(gathering->left_out, g_strdup(folder));
        return true;
    }
    guint before = gathering->entries->len;
    add_entries(gathering, article, state, record, files);
    /* The first page of it will want the record again. */
    MarbreEntryPage *first =
        before < gathering->entries->len ? gathering->entries->pdata[before] : NULL;
    if (first != NULL) {
        first->state = g_steal_pointer(&state);
        first->whole = true;
    }
    return true;
}

static int
compare_entries(const void *a, const void *b)
{
    const MarbreEntryPage *one = *(const MarbreEntryPage *const *)a;
    const MarbreEntryPage *other = *(const MarbreEntryPage *const *)b;
    if (one->retracted != other->retracted)
        return one->retracted ? 1 : -1;
    if (one->instant != other->instant)
        return one->instant > other->instant ? -1 : 1;
    return strcmp(one->path, other->path);
}

static bool
check_addresses(const GPtrArray *entries, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntryPage *entry = g_ptr_array_index(entries, i);
        const MarbreEntryPage *other = g_hash_table_lookup(seen, entry->path);
        if (other != NULL) {
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                        _("marbre/duplicate-slug: %s and %s would both be published at %s; give "
                          "one of them another folder name or date"),
                        other->folder, entry->folder, entry->path);
            return false;
        }
        g_hash_table_insert(seen, entry->path, (gpointer)entry);
    }
    return true;
}

static GPtrArray *
finish(Gathering *gathering, GPtrArray *entries, GError **error)
{
    if (gathering->error != NULL) {
        g_propagate_error(error, gathering->error);
        return NULL;
    }
    g_ptr_array_sort(entries, compare_entries);
    return check_addresses(entries, error) ? g_ptr_array_ref(entries) : NULL;
}

guint
marbre_entries_count(const GPtrArray *entries)
{
    guint count = entries->len;
    while (count > 0 && ((const MarbreEntryPage *)entries->pdata[count - 1])->retracted)
        count--;
    return count;
}

GPtrArray *
marbre_entries_list(MarbreNewsroom *newsroom, GPtrArray *left_out, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_entry_pages_new();
    Gathering gathering = {newsroom, left_out, entries, NULL};
    if (!marbre_newsroom_each(newsroom, gather, &gathering, error))
        return NULL;
    return finish(&gathering, entries, error);
}

/* --- from one snapshot to the next -------------------------------------------------------------
 */

static bool
add_changed(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    (void)g_hash_table_add(user, g_path_get_dirname(path)); /* most come more than once */
    return true;
}

typedef enum { PLACE_NONE, PLACE_ARTICLE, PLACE_HOLDS_OTHERS } Place;

/* What a folder is in a snapshot. One that is an article and has folders in it hides articles from
   a walk, or did. */
static Place
place_of(Gathering *gathering, MarbreSnapshot *snapshot, const char *folder)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(snapshot, folder, &reason);
    if (entries == NULL && reason->code != MARBRE_ERROR_NOT_FOUND && gathering->error == NULL)
        gathering->error = g_steal_pointer(&reason);
    if (entries == NULL || !marbre_newsroom_is_bundle(entries))
        return PLACE_NONE;
    for (guint i = 0; i < entries->len; i++)
        if (((MarbreEntry *)entries->pdata[i])->kind == MARBRE_ENTRY_FOLDER)
            return PLACE_HOLDS_OTHERS;
    return PLACE_ARTICLE;
}

/* Whether a walk would meet the folder: none above it is an article itself. */
static bool
is_met(Gathering *gathering, const char *folder)
{
    MarbreNewsroom *newsroom = gathering->newsroom;
    const char *articles =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->articles;
    unsigned depth = 0;
    for (const char *at = strchr(folder + strlen(articles), '/'); at != NULL;
         at = strchr(at + 1, '/'), depth++) {
        g_autofree char *above = g_strndup(folder, (size_t)(at - folder));
        if (place_of(gathering, marbre_newsroom_get_snapshot(newsroom), above) != PLACE_NONE)
            return false;
    }
    return depth <= MARBRE_FOLDER_DEPTH;
}

/* Take the changed folders up again; false where only a walk can tell what changed. */
static bool
gather_changed(Gathering *gathering, MarbreSnapshot *then, GHashTable *changed)
{
    MarbreSnapshot *now = marbre_newsroom_get_snapshot(gathering->newsroom);
    GHashTableIter iter;
    gpointer folder = NULL;
    g_hash_table_iter_init(&iter, changed);
    while (g_hash_table_iter_next(&iter, &folder, NULL) && gathering->error == NULL) {
        Place place = place_of(gathering, now, folder);
        if (place == PLACE_HOLDS_OTHERS || place_of(gathering, then, folder) == PLACE_HOLDS_OTHERS)
            return false;
        if (place == PLACE_ARTICLE && is_met(gathering, folder) && gathering->error == NULL)
            (void)gather(gathering, folder, ""); /* gathering->error tells */
    }
    return true;
}

GPtrArray *
marbre_entries_follow(MarbreNewsroom *newsroom,
                      const GPtrArray *before,
                      MarbreSnapshot *then,
                      GPtrArray *left_out,
                      GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) entries = marbre_entry_pages_new();
    Gathering gathering = {newsroom, left_out, entries, NULL};
    if (!marbre_snapshot_diff(then, marbre_newsroom_get_snapshot(newsroom), settings->articles,
                              add_changed, changed, error))
        return NULL;
    if (!gather_changed(&gathering, then, changed)) {
        g_clear_error(&gathering.error);
        if (left_out != NULL)
            g_ptr_array_set_size(left_out, 0);
        return marbre_entries_list(newsroom, left_out, error);
    }
    for (guint i = 0; i < before->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(before, i);
        if (!g_hash_table_contains(changed, entry->folder))
            g_ptr_array_add(entries, marbre_entry_page_ref(entry));
    }
    return finish(&gathering, entries, error);
}
