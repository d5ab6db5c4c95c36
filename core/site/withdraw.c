/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/site.h"

#include "base/error.h"
#include "newsroom/record.h"
#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FEED_LIMIT (UINT64_C(64) << 20)
#define RENDERER_TRAILER "Marbre-Renderer"

typedef struct {
    MarbreNewsroom *newsroom;
    MarbreSnapshot *shown; /* the branch as it stands */
    MarbreChangeset *changes;
    GPtrArray *paths; /* of char *: folders of the pages that go */
} Withdrawal;

/* A page of the words that nobody could render: well-formed, and of the note alone. */
static GBytes *
write_notice(const char *lang, const char *note)
{
    bool french = g_str_has_prefix(lang, "fr");
    const char *title = french ? "Article retiré" : "Article withdrawn";
    g_autofree char *words = g_markup_escape_text(note == NULL ? "" : note, -1);
    g_autofree char *of = g_markup_escape_text(lang, -1);
    char *page = g_strdup_printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                                 "<meta charset=\"utf-8\">\n<title>%s</title>\n"
                                 "<meta name=\"robots\" content=\"noindex\">\n</head>\n<body>\n"
                                 "<main>\n<h1>%s</h1>\n<p>%s</p>\n</main>\n</body>\n</html>\n",
                                 of, title, title, words);
    return g_bytes_new_take(page, strlen(page));
}

/* Its page stands where what was published says, whatever has been written since. */
static char *
path_of(MarbreNewsroom *newsroom, const MarbreArticle *article, const char *lang)
{
    const MarbreState *state = marbre_article_get_state(article);
    g_autoptr(MarbreArticle) then = marbre_record_at(newsroom, marbre_article_get_folder(article),
                                                     state->publication->content, NULL);
    bool dated = then != NULL && marbre_article_key(then, "date") != NULL;
    return marbre_site_path(newsroom, dated ? then : article, lang);
}

static bool
withdraw_page(Withdrawal *of, const MarbreArticle *article, const char *lang, GError **error)
{
    const MarbreState *state = marbre_article_get_state(article);
    g_autofree char *path = path_of(of->newsroom, article, lang);
    g_autofree char *folder = g_strndup(path, strlen(path) - 1);
    g_autoptr(MarbreEntry) there = marbre_snapshot_entry(of->shown, folder, NULL);
    if (there == NULL)
        return true;
    g_autofree char *page = g_strconcat(path, "index.html", NULL);
    g_autoptr(GBytes) notice = write_notice(lang, marbre_notes_get(state->retracted->notes, lang));
    g_ptr_array_add(of->paths, g_steal_pointer(&path));
    return marbre_changeset_remove_folder(of->changes, folder, error) &&
           marbre_changeset_put(of->changes, page, notice, error);
}

static bool
withdraw_article(Withdrawal *of, const char *folder, GError **error)
{
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(of->newsroom, folder, error);
    const MarbreState *state = article == NULL ? NULL : marbre_article_get_state(article);
    if (article == NULL)
        return false;
    if (state == NULL || state->publication == NULL || state->retracted == NULL)
        return true;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(of->newsroom));
    for (char **lang = settings->publish; *lang != NULL; lang++)
        if (!withdraw_page(of, article, *lang, error))
            return false;
    return true;
}

/* --- feeds ------------------------------------------------------------------------------------ */

/* A feed that is missing is asked for again; one that repeats what was taken back is read. */
static bool
drop_feed(Withdrawal *of, const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = marbre_snapshot_read(of->shown, path, FEED_LIMIT, NULL);
    gsize size = 0;
    const char *text = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    for (guint i = 0; text != NULL && i < of->paths->len; i++) {
        const char *page = g_ptr_array_index(of->paths, i);
        if (memmem(text, size, page, strlen(page)) != NULL)
            return marbre_changeset_remove(of->changes, path, error);
    }
    return true;
}

static bool
drop_feeds(Withdrawal *of, const char *folder, GError **error)
{
    static const char *const names[] = {"atom.xml", "rss.xml", "feed.json", "sitemap-news.xml"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strconcat(folder, names[i], NULL);
        if (!drop_feed(of, path, error))
            return false;
    }
    return true;
}

/* Those of a language, and of its sections and authors. */
static bool
drop_all_feeds(Withdrawal *of, const char *root, GError **error)
{
    static const char *const holders[] = {"sections", "authors"};
    if (!drop_feeds(of, root, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(holders); i++) {
        g_autofree char *holder = g_strconcat(root, holders[i], NULL);
        g_autoptr(GPtrArray) entries = marbre_snapshot_list(of->shown, holder, NULL);
        for (guint j = 0; entries != NULL && j < entries->len; j++) {
            const MarbreEntry *entry = g_ptr_array_index(entries, j);
            g_autofree char *folder = g_strdup_printf("%s/%s/", holder, entry->name);
            if (entry->kind == MARBRE_ENTRY_FOLDER && !drop_feeds(of, folder, error))
                return false;
        }
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
    const char *renderer = marbre_commit_trailer(tip, RENDERER_TRAILER);
    g_autofree char *message = g_strdup_printf(
        "Site: %s\n\n" MARBRE_SITE_TRAILER ": %s\n" RENDERER_TRAILER ": %s\n", newsroom->name,
        rendered == NULL ? "-" : rendered, renderer == NULL ? "-" : renderer);
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
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    Withdrawal of = {newsroom, shown, changes, paths};
    for (guint i = 0; i < folders->len; i++)
        if (!withdraw_article(&of, g_ptr_array_index(folders, i), error))
            return false;
    for (char **lang = of_newsroom->publish; *lang != NULL; lang++) {
        g_autofree char *root =
            lang == of_newsroom->publish ? g_strdup("") : g_strconcat(*lang, "/", NULL);
        if (!drop_all_feeds(&of, root, error))
            return false;
    }
    return commit(&of, settings, write, branch, last, error);
}
