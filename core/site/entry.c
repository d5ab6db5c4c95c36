/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/entry.h"

#include "base/error.h"
#include "base/problem.h"
#include "newsroom/address.h"
#include "newsroom/content.h"
#include "site/site.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody reads a longer line of names. */
#define MOST_AUTHORS 100

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

/* What the text says in its front matter; of what was retracted, where it was. */
static void
set_words(MarbreEntryPage *entry, const MarbreArticle *article)
{
    const MarbreCopy *copy = marbre_article_get_copy(article, entry->lang);
    entry->section = tidy(copy == NULL ? NULL : marbre_copy_get_key(copy, "section"));
    entry->authors = names_of(copy, "author");
    if (entry->retracted)
        copy = NULL; /* none of its words leave the house any more */
    entry->standfirst = text_of(copy, "standfirst");
    entry->title = text_of(copy, "title");
    if (entry->retracted || *entry->title != '\0')
        return;
    g_free(entry->title);
    entry->title = g_strdup(marbre_article_get_title(article));
}

MarbreEntryPage *
marbre_entry_page_of(MarbreNewsroom *newsroom,
                     const MarbreArticle *article,
                     const MarbreState *state,
                     const char *lang)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    MarbreInstant date = marbre_address_date(settings, article, state);
    MarbreEntryPage *entry = marbre_entry_page_new();
    entry->folder = g_strdup(marbre_article_get_folder(article));
    entry->lang = g_strdup(lang);
    entry->path = make_path(newsroom, article, state, lang);
    entry->date = marbre_instant_format(date);
    entry->instant = date.seconds;
    entry->content = g_strdup(state->publication->content);
    entry->retracted = state->retracted != NULL;
    set_words(entry, article);
    set_changes(entry, state, date);
    return entry;
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

MarbreState *
marbre_entry_read_record(MarbreNewsroom *newsroom,
                         const char *folder,
                         char ret_record[41],
                         GError **error)
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

const MarbreState *
marbre_entry_state(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error)
{
    g_autoptr(GError) reason = NULL;
    if (entry->state != NULL && !entry->whole)
        return entry->state;
    if (entry->state == NULL)
        entry->state = marbre_entry_read_record(newsroom, entry->folder, NULL, &reason);
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
