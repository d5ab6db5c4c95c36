/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/entries.h"

#include "base/error.h"
#include "base/problem.h"
#include "newsroom/address.h"
#include "newsroom/content.h"
#include "newsroom/hours.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody reads a longer line of names. */
#define MOST_AUTHORS 100

typedef struct {
    MarbreNewsroom *newsroom;
    GPtrArray *left_out; /* (nullable) of char * */
    GPtrArray *entries;
    GError *error;
} Gathering;

MarbreEntryPage *
marbre_entry_page_new(void)
{
    return g_rc_box_new0(MarbreEntryPage);
}

MarbreEntryPage *
marbre_entry_page_ref(MarbreEntryPage *entry)
{
    return g_rc_box_acquire(entry);
}

static void
clear_entry(void *data)
{
    MarbreEntryPage *entry = data;
    g_free(entry->folder);
    g_free(entry->lang);
    g_free(entry->path);
    g_free(entry->date);
    g_free(entry->content);
    g_free(entry->title);
    g_free(entry->section);
    g_free(entry->standfirst);
    g_strfreev(entry->authors);
    g_free(entry->changed);
    g_clear_pointer(&entry->files, g_ptr_array_unref);
    marbre_article_unref(entry->article);
    marbre_state_free(entry->state);
}

void
marbre_entry_page_unref(MarbreEntryPage *entry)
{
    if (entry != NULL)
        g_rc_box_release_full(entry, clear_entry);
}

GPtrArray *
marbre_entry_pages_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_entry_page_unref);
}

static char *
make_path(MarbreNewsroom *newsroom,
          const MarbreArticle *article,
          const MarbreState *state,
          const char *lang)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autofree char *month = marbre_address_month(settings, article, state);
    bool first = strcmp(lang, settings->publish[0]) == 0;
    return g_strdup_printf("%s%s%s/%s/", first ? "" : lang, first ? "" : "/", month,
                           marbre_article_get_slug(article));
}

char *
marbre_site_path(MarbreNewsroom *newsroom, const MarbreArticle *article, const char *lang)
{
    return make_path(newsroom, article, marbre_article_get_state(article), lang);
}

static char *
text_of(const MarbreCopy *copy, const char *key)
{
    const char *text = copy == NULL ? NULL : marbre_copy_get_key(copy, key);
    return g_strdup(text == NULL ? "" : text);
}

/* On one line, without blanks at its ends. (transfer full) */
static char *
tidy(const char *text)
{
    return g_strstrip(g_strdelimit(g_strdup(text == NULL ? "" : text), "\t\n\v\f\r", ' '));
}

/* The names of a key that is a text or a list of them, blanks trimmed, empty ones left out. */
static char **
names_of(const MarbreCopy *copy, const char *key)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    const MarbreYaml *front = copy == NULL ? NULL : marbre_copy_get_front(copy);
    const MarbreYamlNode *node =
        front == NULL ? NULL : marbre_yaml_lookup(marbre_yaml_get_root(front), key);
    bool list = node != NULL && marbre_yaml_node_get_kind(node) == MARBRE_YAML_LIST;
    size_t count = node == NULL ? 0 : list ? marbre_yaml_node_get_count(node) : 1;
    for (size_t i = 0; i < count && i < MOST_AUTHORS; i++) {
        const MarbreYamlNode *one = list ? marbre_yaml_node_get_child(node, i) : node;
        bool written = marbre_yaml_node_get_kind(one) != MARBRE_YAML_NULL;
        g_autofree char *name = tidy(written ? marbre_yaml_node_get_text(one) : NULL);
        if (*name != '\0')
            g_strv_builder_add(names, name);
    }
    return g_strv_builder_end(names);
}

static void
take_newer(MarbreInstant *newest, MarbreInstant other)
{
    if (other.seconds > newest->seconds)
        *newest = other;
}

/* What happened to it last, and what readers were told of it last. */
static void
set_changes(MarbreEntryPage *entry, const MarbreState *state, MarbreInstant date)
{
    MarbreInstant newest = date;
    take_newer(&newest, state->publication->at);
    for (guint i = 0; i < state->corrections->len; i++) {
        const MarbreCorrection *correction = g_ptr_array_index(state->corrections, i);
        take_newer(&newest, correction->at);
        if (correction->notes->len > 0)
            entry->noted = MAX(entry->noted, correction->at.seconds);
    }
    if (state->retracted != NULL) {
        take_newer(&newest, state->retracted->at);
        entry->noted = state->retracted->at.seconds;
    }
    entry->changed = marbre_instant_format(newest);
    entry->newest = newest.seconds;
}

static void
add_entries(Gathering *gathering,
            const MarbreArticle *article,
            const MarbreState *state,
            const char *record,
            GPtrArray *files)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(gathering->newsroom));
    MarbreInstant date = marbre_address_date(settings, article, state);
    for (const char *const *lang = marbre_article_get_langs(article); *lang != NULL; lang++) {
        const MarbreCopy *copy = marbre_article_get_copy(article, *lang);
        MarbreEntryPage *entry = marbre_entry_page_new();
        entry->folder = g_strdup(marbre_article_get_folder(article));
        entry->lang = g_strdup(*lang);
        entry->path = make_path(gathering->newsroom, article, state, *lang);
        entry->date = marbre_instant_format(date);
        entry->instant = date.seconds;
        entry->content = g_strdup(state->publication->content);
        g_strlcpy(entry->record, record, sizeof entry->record);
        entry->files = g_ptr_array_ref(files);
        entry->retracted = state->retracted != NULL;
        entry->section = tidy(copy == NULL ? NULL : marbre_copy_get_key(copy, "section"));
        entry->authors = names_of(copy, "author");
        set_changes(entry, state, date);
        if (entry->retracted)
            copy = NULL; /* none of its words leave the house any more */
        entry->title = text_of(copy, "title");
        if (!entry->retracted && *entry->title == '\0') {
            g_free(entry->title);
            entry->title = g_strdup(marbre_article_get_title(article));
        }
        entry->standfirst = text_of(copy, "standfirst");
        g_ptr_array_add(gathering->entries, entry);
    }
}

/* The record of a folder; NULL where it has none, or with an error. */
static MarbreState *
read_state(MarbreNewsroom *newsroom, const char *folder, char ret_record[41], GError **error)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(newsroom);
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreEntry) there = marbre_snapshot_entry(snapshot, path, &reason);
    if (there == NULL && reason->code == MARBRE_ERROR_NOT_FOUND)
        return NULL;
    g_autoptr(GBytes) bytes =
        there == NULL ? NULL : marbre_snapshot_read(snapshot, path, MARBRE_STATE_LIMIT, &reason);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreState *state = bytes == NULL ? NULL : marbre_state_parse(path, bytes, problems);
    if (state == NULL)
        g_propagate_error(error, reason != NULL
                                     ? g_steal_pointer(&reason)
                                     : marbre_problems_to_error(problems, MARBRE_ERROR_FAILED));
    else if (ret_record != NULL)
        g_strlcpy(ret_record, there->oid, 41);
    return state;
}

static bool
gather(void *user, const char *folder, const char *oid)
{
    Gathering *gathering = user;
    char record[41] = "";
    g_autoptr(MarbreState) state =
        read_state(gathering->newsroom, folder, record, &gathering->error);
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

/* --- what is opened when asked for --------------------------------------------------------------
 */

MarbreArticle *
marbre_entry_article(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error)
{
    if (entry->files == NULL)
        entry->files = marbre_content_files(newsroom, entry->content, error);
    if (entry->article == NULL && entry->files != NULL)
        entry->article =
            marbre_content_read(newsroom, entry->folder, entry->files, MBR_PART_TEXT, error);
    return entry->article;
}

/* An open correction is the house's own, and so are approvals of words that no reader has seen: of
   these the record is what it was when it was published. */
static bool
close_house(MarbreNewsroom *newsroom, const char *folder, MarbreState *state, GError **error)
{
    g_clear_pointer(&state->correction, marbre_correction_free);
    if (strcmp(state->stage, MARBRE_STAGE_PUBLISHED) == 0 ||
        strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0)
        return true;
    g_autoptr(MarbreArticle) published =
        marbre_content_article(newsroom, folder, state->publication->content, error);
    const MarbreState *then = published == NULL ? NULL : marbre_article_get_state(published);
    if (then == NULL)
        return published != NULL;
    g_autoptr(MarbreState) copy = marbre_state_copy(then);
    GPtrArray *approvals = state->approvals, *waivers = state->waivers;
    state->approvals = copy->approvals;
    state->waivers = copy->waivers;
    copy->approvals = approvals;
    copy->waivers = waivers;
    return true;
}

const MarbreState *
marbre_entry_state(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (entry->state != NULL && !entry->whole)
        return entry->state;
    if (entry->state == NULL)
        entry->state = read_state(newsroom, entry->folder, NULL, &reason);
    entry->whole = false;
    if (entry->state != NULL && !close_house(newsroom, entry->folder, entry->state, &reason))
        g_clear_pointer(&entry->state, marbre_state_free);
    if (entry->state == NULL && reason == NULL)
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
            _("%s/state.yaml is not there; git log -- %s/state.yaml shows what took it out"),
            entry->folder, entry->folder);
    else if (reason != NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return entry->state;
}

const MarbreCopy *
marbre_entry_copy(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error)
{
    MarbreArticle *article = marbre_entry_article(newsroom, entry, error);
    return article == NULL ? NULL : marbre_article_get_copy(article, entry->lang);
}
