/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/entries.h"

#include "base/error.h"
#include "base/problem.h"
#include "newsroom/record.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    MarbreNewsroom *newsroom;
    GPtrArray *entries;
    GError *error;
} Gathering;

static void
entry_free(void *data)
{
    MarbreEntryPage *entry = data;
    g_free(entry->folder);
    g_free(entry->lang);
    g_free(entry->path);
    g_free(entry->date);
    marbre_article_unref(entry->article);
    marbre_state_free(entry->state);
    g_free(entry);
}

/* The day the story speaks from; where it does not say, the instant of its first publication. */
static MarbreInstant
date_of(MarbreNewsroom *newsroom, const MarbreArticle *article, const MarbreState *state)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    const char *written = marbre_article_key(article, "date");
    MarbreInstant instant;
    int64_t first = 0, after = 0;
    if (written != NULL && marbre_instant_parse(written, &instant))
        return instant;
    if (written != NULL && marbre_moment_parse(written, settings->zone, &first, &after))
        return marbre_instant_at(first, settings->zone);
    if (state != NULL && state->publication != NULL)
        return state->publication->at;
    return marbre_instant_at(0, settings->zone);
}

static char *
make_path(MarbreNewsroom *newsroom,
          const MarbreArticle *article,
          const MarbreState *state,
          const char *lang)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autofree char *date = marbre_instant_format(date_of(newsroom, article, state));
    bool first = strcmp(lang, settings->publish[0]) == 0;
    return g_strdup_printf("%s%s%.4s/%.2s/%s/", first ? "" : lang, first ? "" : "/", date, date + 5,
                           marbre_article_get_slug(article));
}

char *
marbre_site_path(MarbreNewsroom *newsroom, const MarbreArticle *article, const char *lang)
{
    return make_path(newsroom, article, marbre_article_get_state(article), lang);
}

static void
add_entries(Gathering *gathering, MarbreArticle *article, const MarbreState *state)
{
    MarbreInstant date = date_of(gathering->newsroom, article, state);
    for (const char *const *lang = marbre_article_get_langs(article); *lang != NULL; lang++) {
        MarbreEntryPage *entry = g_new0(MarbreEntryPage, 1);
        entry->folder = g_strdup(marbre_article_get_folder(article));
        entry->lang = g_strdup(*lang);
        entry->path = make_path(gathering->newsroom, article, state, *lang);
        entry->date = marbre_instant_format(date);
        entry->instant = date.seconds;
        entry->state = marbre_state_copy(state);
        g_ptr_array_add(gathering->entries, entry);
    }
}

static bool
gather(void *user, const char *folder, const char *oid)
{
    Gathering *gathering = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(gathering->newsroom);
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) bytes = marbre_snapshot_read(snapshot, path, MARBRE_STATE_LIMIT, &reason);
    if (bytes == NULL && reason->code == MARBRE_ERROR_NOT_FOUND)
        return true;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = bytes == NULL ? NULL : marbre_state_parse(path, bytes, problems);
    if (state == NULL) {
        gathering->error = reason != NULL ? g_steal_pointer(&reason)
                                          : marbre_problems_to_error(problems, MARBRE_ERROR_FAILED);
        return false;
    }
    if (state->publication == NULL || strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0)
        return true;
    g_autoptr(MarbreArticle) article = marbre_record_at(
        gathering->newsroom, folder, state->publication->content, &gathering->error);
    if (article == NULL)
        return false;
    add_entries(gathering, article, state);
    return true;
}

static int
compare_entries(const void *a, const void *b)
{
    const MarbreEntryPage *one = *(const MarbreEntryPage *const *)a;
    const MarbreEntryPage *other = *(const MarbreEntryPage *const *)b;
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

GPtrArray *
marbre_entries_list(MarbreNewsroom *newsroom, GError **error)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
    Gathering gathering = {newsroom, entries, NULL};
    if (!marbre_newsroom_each(newsroom, gather, &gathering, error))
        return NULL;
    if (gathering.error != NULL) {
        g_propagate_error(error, gathering.error);
        return NULL;
    }
    g_ptr_array_sort(entries, compare_entries);
    return check_addresses(entries, error) ? g_steal_pointer(&entries) : NULL;
}

MarbreArticle *
marbre_entry_article(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error)
{
    if (entry->article == NULL)
        entry->article =
            marbre_record_at(newsroom, entry->folder, entry->state->publication->content, error);
    return entry->article;
}

const MarbreCopy *
marbre_entry_copy(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error)
{
    MarbreArticle *article = marbre_entry_article(newsroom, entry, error);
    return article == NULL ? NULL : marbre_article_get_copy(article, entry->lang);
}
