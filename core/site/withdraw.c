/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/site.h"

#include "base/problem.h"
#include "newsroom/content.h"
#include "site/mention.h"
#include "site/renderer.h"
#include "store/history.h"
#include "yaml/document.h"

#include <string.h>

#define FILE_LIMIT (UINT64_C(64) << 20)
/* The engine's own file beside each page, and how many folders it lies deep: "en/2023/09/slug/". */
#define PROVENANCE "provenance.json"
#define DEPTH 4

/* A page that goes. */
typedef struct {
    char *path; /* "en/2023/09/slug/" */
    char *lang;
    const MarbreState *state;
} Gone;

typedef struct {
    MarbreNewsroom *newsroom;
    MarbreSnapshot *shown; /* the branch as it stands */
    MarbreChangeset *changes;
    GPtrArray *articles; /* of MarbreArticle: those that are retracted */
    GPtrArray *pages;    /* of Gone */
} Withdrawal;

static void
gone_free(void *data)
{
    Gone *page = data;
    g_free(page->path);
    g_free(page->lang);
    g_free(page);
}

static const char *const *
languages_of(const Withdrawal *of)
{
    return (const char *const *)marbre_policy_get_settings(marbre_newsroom_get_policy(of->newsroom))
        ->publish;
}

/* --- which pages ------------------------------------------------------------------------------ */

/* Once, where the branch has it. */
static void
add_page(Withdrawal *of, const char *path, const char *lang, const MarbreState *state)
{
    g_autofree char *folder = g_strndup(path, strlen(path) - 1);
    g_autoptr(MarbreEntry) there = marbre_snapshot_entry(of->shown, folder, NULL);
    for (guint i = 0; there != NULL && i < of->pages->len; i++)
        if (strcmp(((const Gone *)of->pages->pdata[i])->path, path) == 0)
            return;
    if (there == NULL)
        return;
    Gone *page = g_new0(Gone, 1);
    *page = (Gone){g_strdup(path), g_strdup(lang), state};
    g_ptr_array_add(of->pages, page);
}

/* Its page stands where what was published says, whatever has been written since. */
static void
add_by_address(Withdrawal *of, const MarbreArticle *article)
{
    const MarbreState *state = marbre_article_get_state(article);
    g_autoptr(MarbreArticle) then = marbre_content_article(
        of->newsroom, marbre_article_get_folder(article), state->publication->content, NULL);
    bool dated = then != NULL && marbre_article_key(then, "date") != NULL;
    for (const char *const *lang = languages_of(of); *lang != NULL; lang++) {
        g_autofree char *path = marbre_site_path(of->newsroom, dated ? then : article, *lang);
        add_page(of, path, *lang, state);
    }
}

/* Whose page a record lies beside. (nullable) */
static const MarbreState *
find_owner(const Withdrawal *of, GBytes *record)
{
    gsize size = 0;
    const char *text = g_bytes_get_data(record, &size);
    for (guint i = 0; i < of->articles->len; i++) {
        const MarbreState *state = marbre_article_get_state(of->articles->pdata[i]);
        if (memmem(text, size, state->id, strlen(state->id)) == NULL)
            continue;
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        const MarbreSpan all = {0, size};
        g_autoptr(MarbreYaml) yaml =
            marbre_yaml_parse(PROVENANCE, record, all, &MARBRE_YAML_POLICY, problems);
        const MarbreYamlNode *id =
            yaml == NULL ? NULL : marbre_yaml_find(marbre_yaml_get_root(yaml), "article");
        if (id != NULL && g_strcmp0(marbre_yaml_node_get_text(id), state->id) == 0)
            return state;
    }
    return NULL;
}

/* Of "en/2023/09/slug/" English. (transfer full) */
static char *
language_at(const Withdrawal *of, const char *path)
{
    return g_ascii_isdigit(*path) ? g_strdup(languages_of(of)[0])
                                  : g_strndup(path, strcspn(path, "/"));
}

static bool
holds_pages(const MarbreEntry *entry)
{
    static const char *const lists[] = {"sections", "authors", "corrections", NULL};
    return entry->kind == MARBRE_ENTRY_FOLDER && !g_strv_contains(lists, entry->name);
}

/* A page may stand elsewhere than its article would be published today: the article has moved, or a
   language is published no more. The record beside it says whose it is. */
static bool
add_by_record(Withdrawal *of, const char *folder, unsigned depth, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(of->shown, folder, error);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *path = g_strconcat(folder, *folder == '\0' ? "" : "/", entry->name, NULL);
        if (depth < DEPTH && holds_pages(entry) && !add_by_record(of, path, depth + 1, error))
            return false;
        if (*folder == '\0' || strcmp(entry->name, PROVENANCE) != 0)
            continue;
        g_autoptr(GBytes) record = marbre_snapshot_read(of->shown, path, FILE_LIMIT, NULL);
        const MarbreState *owner = record == NULL ? NULL : find_owner(of, record);
        g_autofree char *page = g_strconcat(folder, "/", NULL);
        g_autofree char *lang = language_at(of, page);
        if (owner != NULL)
            add_page(of, page, lang, owner);
    }
    return entries != NULL;
}

static bool
find_pages(Withdrawal *of, const GPtrArray *folders, GError **error)
{
    for (guint i = 0; i < folders->len; i++) {
        MarbreArticle *article =
            marbre_newsroom_read_article(of->newsroom, g_ptr_array_index(folders, i), error);
        if (article == NULL)
            return false;
        g_ptr_array_add(of->articles, article);
        const MarbreState *state = marbre_article_get_state(article);
        if (state != NULL && state->publication != NULL && state->retracted != NULL)
            add_by_address(of, article);
        else
            g_ptr_array_remove_index(of->articles, of->articles->len - 1);
    }
    return add_by_record(of, "", 0, error);
}

/* --- what stands there instead ---------------------------------------------------------------- */

/* A page of the words that nobody could render: well-formed, and of nothing else. */
static GBytes *
write_bare(const char *lang, const char *title, const char *words)
{
    g_autofree char *escaped = g_markup_escape_text(words, -1);
    g_autofree char *of = g_markup_escape_text(lang, -1);
    char *page = g_strdup_printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                                 "<meta charset=\"utf-8\">\n<title>%s</title>\n"
                                 "<meta name=\"robots\" content=\"noindex\">\n</head>\n<body>\n"
                                 "<main>\n<h1>%s</h1>\n<p>%s</p>\n</main>\n</body>\n</html>\n",
                                 of, title, title, escaped);
    return g_bytes_new_take(page, strlen(page));
}

static const char *
title_of(const Gone *page)
{
    bool french = g_str_has_prefix(page->lang, "fr");
    if (g_strcmp0(page->state->retracted->kind, MARBRE_KIND_ENDED) == 0)
        return french ? "Article hors ligne" : "Article no longer online";
    return french ? "Article retiré" : "Article retracted";
}

static bool
withdraw_page(Withdrawal *of, const Gone *page, GError **error)
{
    const char *note = marbre_notes_get(page->state->retracted->notes, page->lang);
    g_autofree char *folder = g_strndup(page->path, strlen(page->path) - 1);
    g_autofree char *path = g_strconcat(page->path, "index.html", NULL);
    g_autoptr(GBytes) notice = write_bare(page->lang, title_of(page), note == NULL ? "" : note);
    return marbre_changeset_remove_folder(of->changes, folder, error) &&
           marbre_changeset_put(of->changes, path, notice, error);
}

/* --- feeds and lists -------------------------------------------------------------------------- */

/* The page's place within its language, as a list of that language links to it. */
static const char *
place_of(const Gone *page)
{
    return g_ascii_isdigit(*page->path) ? page->path : strchr(page->path, '/') + 1;
}

/* Text of a file; NULL where there is none. */
static char *
read_text(const Withdrawal *of, const char *path)
{
    g_autoptr(GBytes) bytes = marbre_snapshot_read(of->shown, path, FILE_LIMIT, NULL);
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    return bytes == NULL ? NULL : g_strndup(data == NULL ? "" : data, size);
}

/* A feed that is missing is asked for again; one that repeats what was taken back is read. */
static bool
drop_feed(Withdrawal *of, const char *path, GError **error)
{
    g_autofree char *text = read_text(of, path);
    for (guint i = 0; text != NULL && i < of->pages->len; i++)
        if (strstr(text, place_of(of->pages->pdata[i])) != NULL)
            return marbre_changeset_remove(of->changes, path, error);
    return true;
}

/* A list is less by what it told of them; where a theme hides that from us, by all. */
static bool
cut_list(Withdrawal *of, const char *folder, GError **error)
{
    g_autofree char *path = g_strconcat(folder, "index.html", NULL);
    g_autofree char *text = read_text(of, path);
    g_autofree char *lang = language_at(of, *folder == '\0' ? "0" : folder);
    bool french = g_str_has_prefix(lang, "fr"), differs = false, whole = true;
    for (guint i = 0; text != NULL && whole && i < of->pages->len; i++) {
        char *cut = NULL;
        whole = marbre_mention_cut(text, place_of(of->pages->pdata[i]), &cut);
        differs = differs || cut != NULL;
        if (cut == NULL)
            continue;
        g_free(text);
        text = cut;
    }
    if (text == NULL || (whole && !differs))
        return true;
    g_autoptr(GBytes) page =
        whole ? g_bytes_new(text, strlen(text))
              : write_bare(lang, french ? "Mise à jour en cours" : "Being updated", "");
    return marbre_changeset_put(of->changes, path, page, error);
}

static bool
drop_mentions(Withdrawal *of, const char *folder, GError **error)
{
    static const char *const feeds[] = {"atom.xml", "rss.xml", "feed.json", "sitemap-news.xml"};
    for (size_t i = 0; i < G_N_ELEMENTS(feeds); i++) {
        g_autofree char *path = g_strconcat(folder, feeds[i], NULL);
        if (!drop_feed(of, path, error))
            return false;
    }
    return cut_list(of, folder, error);
}

/* Those of a language, and of its sections and authors. */
static bool
drop_all_mentions(Withdrawal *of, const char *root, GError **error)
{
    static const char *const holders[] = {"sections", "authors"};
    g_autofree char *corrections = g_strconcat(root, "corrections/", NULL);
    if (!drop_mentions(of, root, error) || !drop_mentions(of, corrections, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(holders); i++) {
        g_autofree char *holder = g_strconcat(root, holders[i], NULL);
        g_autoptr(GPtrArray) entries = marbre_snapshot_list(of->shown, holder, NULL);
        for (guint j = 0; entries != NULL && j < entries->len; j++) {
            const MarbreEntry *entry = g_ptr_array_index(entries, j);
            g_autofree char *folder = g_strdup_printf("%s/%s/", holder, entry->name);
            if (entry->kind == MARBRE_ENTRY_FOLDER && !drop_mentions(of, folder, error))
                return false;
        }
    }
    return true;
}

/* At the root, and in the folder of each language that has one. */
static bool
drop_everywhere(Withdrawal *of, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(of->shown, "", error);
    if (entries == NULL || !drop_all_mentions(of, "", error))
        return false;
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *root = g_strconcat(entry->name, "/", NULL);
        if (holds_pages(entry) && !g_ascii_isdigit(*entry->name) &&
            !drop_all_mentions(of, root, error))
            return false;
    }
    return true;
}

/* --- the commit ------------------------------------------------------------------------------- */

/* It renders what the branch rendered before: whatever comes next finds the site behind, and
   renders it. */
static bool
commit(const Withdrawal *of,
       const MarbreSiteSettings *settings,
       MarbreWrite *write,
       const char *branch,
       const MarbreCommit *tip,
       GError **error)
{
    const MarbreSettings *newsroom =
        marbre_policy_get_settings(marbre_newsroom_get_policy(of->newsroom));
    const char *rendered = marbre_commit_trailer(tip, MARBRE_SITE_TRAILER);
    const char *renderer = marbre_commit_trailer(tip, MARBRE_RENDERER_TRAILER);
    g_autofree char *message = g_strdup_printf(
        "Site: %s\n\n" MARBRE_SITE_TRAILER ": %s\n" MARBRE_RENDERER_TRAILER ": %s\n",
        newsroom->name, rendered == NULL ? "-" : rendered, renderer == NULL ? "-" : renderer);
    char id[41];
    return marbre_write_commit(write, branch, of->changes, settings->author, settings->committer,
                               message, id, error);
}

bool
marbre_site_withdraw(const MarbreSiteSettings *settings,
                     MarbreWrite *write,
                     MarbreNewsroom *newsroom,
                     const GPtrArray *folders,
                     GError **error)
{
    const MarbreSettings *of_newsroom =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    const char *branch = of_newsroom->published;
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    g_autofree char *tip = marbre_store_tip(store, branch, NULL);
    if (tip == NULL)
        return true; /* nothing stands before readers */
    g_autoptr(MarbreCommit) last = marbre_commit_read(store, tip, error);
    g_autoptr(MarbreSnapshot) shown =
        last == NULL ? NULL : marbre_snapshot_commit(store, tip, error);
    if (shown == NULL)
        return false;
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    g_autoptr(GPtrArray) articles =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_article_unref);
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(gone_free);
    Withdrawal of = {newsroom, shown, changes, articles, pages};
    if (!find_pages(&of, folders, error))
        return false;
    for (guint i = 0; i < pages->len; i++)
        if (!withdraw_page(&of, g_ptr_array_index(pages, i), error))
            return false;
    return pages->len == 0 ||
           (drop_everywhere(&of, error) && commit(&of, settings, write, branch, last, error));
}
