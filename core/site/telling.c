/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/rendering.h"

#include "article/html.h"
#include "newsroom/content.h"
#include "plugin/article_pack.h"

#include <string.h>

/* Headings of the body stand below the page's title. */
#define HEADING_SHIFT 1
/* What a socket takes at once, about. */
#define TOLD_AT_ONCE ((gsize)176 << 10)

static const MarbreSettings *
settings_of(const MarbreRendering *rendering)
{
    return marbre_policy_get_settings(marbre_newsroom_get_policy(rendering->newsroom));
}

/* --- one entry ---------------------------------------------------------------------------------
 */

/* Of what was retracted no words leave the house. */
static GVariant *
tell_entry(MarbreRendering *rendering, MarbreEntryPage *entry)
{
    const char *site = settings_of(rendering)->site;
    g_autofree char *address = g_strconcat(site == NULL ? "" : site, entry->path, NULL);
    uint32_t flags =
        (entry->turn ? MBR_ENTRY_RENDER : 0) | (entry->retracted ? MBR_ENTRY_RETRACTED : 0);
    return g_variant_new(MARBRE_SITE_ENTRY_TYPE, flags, entry->path, address, entry->title,
                         entry->date, entry->retracted ? "" : entry->section, entry->lang,
                         entry->standfirst, entry->changed);
}

MarbreArticle *
marbre_rendering_open(MarbreRendering *rendering, MarbreEntryPage *entry, GError **error)
{
    if (entry->article == NULL)
        g_ptr_array_add(rendering->opened, entry);
    return marbre_entry_article(rendering->newsroom, entry, error);
}

static GVariant *
tell_body(MarbreRendering *rendering,
          MarbreEntryPage *entry,
          char *(*render)(const MarbreCopy *copy, unsigned shift))
{
    const MarbreArticle *article = marbre_rendering_open(rendering, entry, &rendering->error);
    const MarbreCopy *copy = article == NULL ? NULL : marbre_article_get_copy(article, entry->lang);
    char *body = copy == NULL ? NULL : render(copy, HEADING_SHIFT);
    if (body == NULL)
        return NULL;
    /* Rendered from text that was looked at byte by byte: it need not be once more. */
    return g_variant_new_from_data(G_VARIANT_TYPE_STRING, body, strlen(body) + 1, TRUE, g_free,
                                   body);
}

static GVariant *
tell_record(MarbreRendering *rendering, MarbreEntryPage *entry)
{
    g_ptr_array_add(rendering->opened, entry); /* or once more */
    const MarbreState *state = marbre_entry_state(rendering->newsroom, entry, &rendering->error);
    if (state == NULL)
        return NULL;
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    return g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE);
}

static GVariant *
tell_article(MarbreRendering *rendering, MarbreEntryPage *entry)
{
    MarbreArticle *article = marbre_rendering_open(rendering, entry, &rendering->error);
    return article == NULL
               ? NULL
               : marbre_article_pack(article, (const char *const *)settings_of(rendering)->publish);
}

/* All of its texts, for whoever asks for more than the published ones. */
static GVariant *
tell_parts(MarbreRendering *rendering, const MarbreEntryPage *entry)
{
    g_autoptr(MarbreArticle) article = marbre_content_article(rendering->newsroom, entry->folder,
                                                              entry->content, &rendering->error);
    return article == NULL
               ? NULL
               : marbre_article_pack(article, (const char *const *)settings_of(rendering)->publish);
}

/* The entries of each article's folder. */
static GHashTable *
find_versions(MarbreRendering *rendering)
{
    if (rendering->versions != NULL)
        return rendering->versions;
    rendering->versions =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    for (guint i = 0; i < rendering->entries->len; i++) {
        const MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, i);
        GArray *places = g_hash_table_lookup(rendering->versions, entry->folder);
        if (places == NULL) {
            places = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(rendering->versions, entry->folder, places);
        }
        g_array_append_val(places, i);
    }
    return rendering->versions;
}

static GVariant *
tell_numbers(const GArray *places, guint but)
{
    GVariantBuilder numbers;
    g_variant_builder_init(&numbers, G_VARIANT_TYPE("at"));
    for (guint i = 0; i < places->len; i++)
        if (g_array_index(places, guint, i) != but)
            g_variant_builder_add(&numbers, "t", (guint64)g_array_index(places, guint, i));
    return g_variant_builder_end(&numbers);
}

static GVariant *
tell_versions(MarbreRendering *rendering, const MarbreEntryPage *entry, guint index)
{
    /* In a newsroom of one language there are none, and nothing to look through. */
    if (settings_of(rendering)->publish[1] == NULL)
        return g_variant_new("at", NULL);
    return tell_numbers(g_hash_table_lookup(find_versions(rendering), entry->folder), index);
}

/* What a page is made from, in one answer. */
static GVariant *
tell_whole(MarbreRendering *rendering, MarbreEntryPage *entry, guint index)
{
    g_autoptr(GVariant) article = tell_article(rendering, entry);
    GVariant *content = article == NULL ? NULL : tell_body(rendering, entry, marbre_html_render);
    g_autoptr(GVariant) kept = content == NULL ? NULL : g_variant_ref_sink(content);
    GVariant *record = kept == NULL ? NULL : tell_record(rendering, entry);
    return record == NULL ? NULL
                          : g_variant_new("(@" MARBRE_ARTICLE_TYPE "@s@ay@at)", article, kept,
                                          record, tell_versions(rendering, entry, index));
}

/* Of the pages that the run at hand is to write, the first one behind `from` in the array that has
   not been told of; its length where there is none. */
static guint
next_page(MarbreRendering *rendering, guint from)
{
    const GArray *pages = rendering->pages->shown;
    guint at = from;
    while (at < pages->len) {
        guint index = g_array_index(pages, guint, at);
        const MarbreEntryPage *entry = rendering->entries->pdata[index];
        if (entry->told != rendering->asking && !entry->retracted)
            break;
        at++;
    }
    return at;
}

/* Each question wakes two processes: with what is asked for goes what will be next. */
static GVariant *
tell_wholes(MarbreRendering *rendering, guint index)
{
    GVariantBuilder wholes;
    g_variant_builder_init(&wholes, G_VARIANT_TYPE(MARBRE_SITE_WHOLES_TYPE));
    guint next = index, at = 0;
    for (gsize size = 0; size < TOLD_AT_ONCE;) {
        MarbreEntryPage *entry = rendering->entries->pdata[next];
        GVariant *whole = tell_whole(rendering, entry, next);
        if (whole == NULL) {
            g_variant_builder_clear(&wholes);
            return NULL;
        }
        entry->told = rendering->asking;
        size += g_variant_get_size(whole);
        g_variant_builder_add(&wholes, "(t@" MARBRE_SITE_WHOLE_TYPE ")", (guint64)next, whole);
        at = next_page(rendering, at);
        if (at == rendering->pages->shown->len)
            break;
        next = g_array_index(rendering->pages->shown, guint, at);
    }
    return g_variant_builder_end(&wholes);
}

static GVariant *
tell_of(MarbreRendering *rendering, const char *what, guint index)
{
    MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, index);
    if (strcmp(what, MARBRE_SITE_ENTRY) == 0)
        return tell_entry(rendering, entry);
    if (strcmp(what, MARBRE_SITE_RECORD) == 0)
        return tell_record(rendering, entry);
    if (strcmp(what, MARBRE_SITE_VERSIONS) == 0)
        return tell_versions(rendering, entry, index);
    if (entry->retracted)
        return NULL;
    if (strcmp(what, MARBRE_SITE_CONTENT) == 0)
        return tell_body(rendering, entry, marbre_html_render);
    if (strcmp(what, MARBRE_SITE_MARKDOWN) == 0)
        return tell_body(rendering, entry, marbre_html_render_markdown);
    if (strcmp(what, MARBRE_SITE_ARTICLE) == 0)
        return tell_article(rendering, entry);
    if (strcmp(what, MARBRE_SITE_PARTS) == 0)
        return tell_parts(rendering, entry);
    if (strcmp(what, MARBRE_SITE_WHOLES) == 0)
        return tell_wholes(rendering, index);
    return NULL;
}

/* --- the site ----------------------------------------------------------------------------------
 */

static GVariant *
tell_list(const MarbreList *list)
{
    return g_variant_new("(issss@ats)", list->kind, list->path, list->name, list->lang,
                         list->changed, tell_numbers(list->shown, G_MAXUINT), list->languages);
}

/* Of the pages of a run all entries, but for those that were named in it before. */
static GVariant *
tell_entries(MarbreRendering *rendering, const MarbreList *list)
{
    guint most = list->kind == MBR_LIST_PAGES ? G_MAXUINT : MARBRE_ENTRIES_SHOWN;
    GVariantBuilder entries;
    g_variant_builder_init(&entries, G_VARIANT_TYPE(MARBRE_SITE_ENTRIES_TYPE));
    for (guint i = 0; i < list->shown->len && i < most; i++) {
        guint index = g_array_index(list->shown, guint, i);
        MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, index);
        if (entry->named == rendering->asking)
            continue;
        entry->named = rendering->asking;
        g_variant_builder_add(&entries, "(t@" MARBRE_SITE_ENTRY_TYPE ")", (guint64)index,
                              tell_entry(rendering, entry));
    }
    return g_variant_builder_end(&entries);
}

static GVariant *
tell_place(MarbreRendering *rendering, uint64_t kind, const char *where)
{
    const char *space = strchr(where, ' ');
    g_autofree char *lang = space == NULL ? NULL : g_strndup(where, (size_t)(space - where));
    g_autofree char *path =
        lang == NULL || kind > MBR_LIST_CORRECTIONS
            ? NULL
            : marbre_list_path((const char *const *)settings_of(rendering)->publish, (int32_t)kind,
                               space + 1, lang);
    return path == NULL ? NULL : g_variant_new_string(path);
}

static GVariant *
tell(MarbreRendering *rendering, const char *what, uint64_t index, const char *where)
{
    guint published = marbre_entries_count(rendering->entries);
    if (strcmp(what, MARBRE_SITE_COUNT) == 0)
        return g_variant_new_uint64(published);
    if (strcmp(what, MARBRE_SITE_RETRACTED) == 0)
        return g_variant_new_uint64(rendering->entries->len - published);
    if (strcmp(what, MARBRE_SITE_LISTS) == 0)
        return g_variant_new_uint64(rendering->given->len);
    if (strcmp(what, MARBRE_SITE_LIST) == 0)
        return index < rendering->given->len ? tell_list(rendering->given->pdata[index]) : NULL;
    if (strcmp(what, MARBRE_SITE_ENTRIES) == 0)
        return index < rendering->given->len
                   ? tell_entries(rendering, rendering->given->pdata[index])
                   : NULL;
    if (strcmp(what, MARBRE_SITE_PLACE) == 0)
        return tell_place(rendering, index, where);
    return index < rendering->entries->len ? tell_of(rendering, what, (guint)index) : NULL;
}

GVariant *
marbre_rendering_tell(void *user, const char *what, uint64_t index, const char *where)
{
    GVariant *said = tell(user, what, index, where);
    return said == NULL ? NULL : g_variant_take_ref(said);
}
