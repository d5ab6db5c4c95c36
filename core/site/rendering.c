/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/rendering.h"

#include "base/error.h"
#include "base/path.h"
#include "net/net.h"
#include "site/provenance.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define READ_LIMIT (UINT64_C(8) << 20)
#define MEDIA_LIMIT (UINT64_C(64) << 20)
/* What a plugin reads and writes in one run, which may last ten seconds and fill half a gigabyte:
   so many articles, of which a list is taken to show the first ones. */
#define ARTICLES_A_RUN 200
/* The engine's own file beside a page. */
#define PROVENANCE "provenance.json"

/* --- what the action asks of the newsroom ------------------------------------------------------
 */

static GBytes *
read_newsroom(void *user, const char *path, GError **error)
{
    MarbreRendering *rendering = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(rendering->newsroom), path, READ_LIMIT,
                                error);
}

static GPtrArray *
list_newsroom(void *user, const char *folder, GError **error)
{
    MarbreRendering *rendering = user;
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(rendering->newsroom), folder, error);
    if (entries == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        bool within = entry->kind == MARBRE_ENTRY_FOLDER;
        g_ptr_array_add(names, g_strconcat(entry->name, within ? "/" : NULL, NULL));
    }
    return names;
}

static GBytes *
read_medium(void *user, const char *path, const char *oid, GError **error)
{
    MarbreRendering *rendering = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(rendering->newsroom);
    return oid != NULL && *oid != '\0' ? marbre_snapshot_read_id(snapshot, oid, MEDIA_LIMIT, error)
                                       : marbre_snapshot_read(snapshot, path, MEDIA_LIMIT, error);
}

/* What the newsroom of this revision lets them ask. */
static GVariant *
fetch(void *user, GVariant *request, GError **error)
{
    MarbreRendering *rendering = user;
    const MarbrePolicy *policy = marbre_newsroom_get_policy(rendering->newsroom);
    const MarbreNet net =
        marbre_net_of((const char *const *)marbre_policy_get_settings(policy)->network);
    return marbre_net_fetch(&net, request, error);
}

/* --- running the actions -----------------------------------------------------------------------
 */

/* An action runs on behalf of the first entry that it is to write; one that has words, where any
   has. */
static MarbreEntryPage *
find_first(MarbreRendering *rendering)
{
    for (guint i = 0; i < rendering->given->len; i++) {
        const MarbreList *list = g_ptr_array_index(rendering->given, i);
        for (guint j = 0; j < list->shown->len; j++) {
            MarbreEntryPage *entry =
                rendering->entries->pdata[g_array_index(list->shown, guint, j)];
            if (!entry->retracted)
                return entry;
        }
    }
    return g_ptr_array_index(rendering->entries, 0);
}

static MarbreWork *
next_work(void *user)
{
    MarbreRendering *rendering = user;
    if (rendering->begun || rendering->entries->len == 0)
        return NULL;
    rendering->begun = true;
    MarbreEntryPage *first = find_first(rendering);
    MarbreArticle *article = marbre_rendering_open(rendering, first, &rendering->error);
    return article == NULL ? NULL : marbre_work_new(article, first->lang, rendering->uses, NULL);
}

/* A list that has lost its last entry has no folder any more. */
static bool
is_wanted(const MarbreRendering *rendering, const char *path)
{
    for (guint i = 0; i < rendering->given->len; i++) {
        const MarbreList *list = g_ptr_array_index(rendering->given, i);
        if (list->held == 0 && (list->kind == MBR_LIST_SECTION || list->kind == MBR_LIST_AUTHOR) &&
            g_str_has_prefix(path, list->path))
            return false;
    }
    return true;
}

/* What is rendered goes out of memory at once: of a large site there is much of it. */
static bool
put_file(MarbreRendering *rendering, const char *path, GBytes *bytes, GError **error)
{
    char id[41];
    return marbre_write_blob(rendering->write, bytes, id, error) &&
           marbre_changeset_put_id(rendering->changes, path, id, error);
}

static bool
put_artifact(MarbreRendering *rendering, const MarbreArtifact *artifact)
{
    if (!is_wanted(rendering, artifact->path))
        return true;
    (void)g_hash_table_add(rendering->written, g_strdup(artifact->path)); /* or once more */
    return put_file(rendering, artifact->path, artifact->bytes, &rendering->error);
}

static void
take_outcome(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome)
{
    MarbreRendering *rendering = user;
    if (rendering->error != NULL)
        return;
    if (outcome->status != MARBRE_OUTCOME_OK) {
        const MarbreTaskUse *task = g_ptr_array_index(rendering->uses, use);
        g_set_error(&rendering->error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("the action “%s” failed: %s"), task->plugin->id,
                    outcome->reason == NULL ? _("it gave no reason; ask whoever wrote the plugin")
                                            : outcome->reason);
        return;
    }
    for (guint i = 0; i < outcome->artifacts->len; i++)
        if (!put_artifact(rendering, g_ptr_array_index(outcome->artifacts, i)))
            return;
}

static bool
run_actions(MarbreRendering *rendering, const MarbrePlan *plan, GError **error)
{
    const MarbreStage *last = marbre_workflow_last(marbre_plan_get_workflow(plan));
    const GPtrArray *actions = marbre_plan_get_actions(plan, last);
    const MarbreSurroundings surroundings = {.read = read_newsroom,
                                             .list = list_newsroom,
                                             .media = read_medium,
                                             .site = marbre_rendering_tell,
                                             .fetch = fetch,
                                             .user = rendering};
    for (guint i = 0; i < actions->len; i++) {
        g_ptr_array_set_size(rendering->uses, 0);
        g_ptr_array_add(rendering->uses, actions->pdata[i]);
        rendering->begun = false;
        rendering->asking++;
        if (!marbre_pool_run(rendering->settings->pool, next_work, take_outcome, rendering,
                             &surroundings, rendering->settings->now, error))
            return false;
        if (rendering->error != NULL) {
            g_propagate_error(error, g_steal_pointer(&rendering->error));
            return false;
        }
    }
    return true;
}

/* What was opened for a run is closed with it, and what it was given is taken back. */
static void
end_run(MarbreRendering *rendering)
{
    for (guint i = 0; i < rendering->opened->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(rendering->opened, i);
        g_clear_pointer(&entry->article, marbre_article_unref);
        g_clear_pointer(&entry->state, marbre_state_free);
    }
    g_ptr_array_set_size(rendering->opened, 0);
    g_ptr_array_set_size(rendering->given, 0);
    g_hash_table_remove_all(rendering->written);
}

/* --- what the engine itself puts beside the pages ----------------------------------------------
 */

/* A file of the article must not stand in for a part of its page. */
static bool
is_free(MarbreRendering *rendering, const MarbreEntryPage *entry, const char *path, GError **error)
{
    if (!g_hash_table_contains(rendering->written, path) && !g_str_has_suffix(path, "/" PROVENANCE))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s/%s: a published page has a file of this name; give yours another one"),
                entry->folder, strrchr(path, '/') + 1);
    return false;
}

static bool
add_media(MarbreRendering *rendering, MarbreEntryPage *entry, GError **error)
{
    MarbreArticle *article = marbre_rendering_open(rendering, entry, error);
    if (article == NULL)
        return false;
    for (const char *const *name = marbre_article_get_media(article); *name != NULL; name++) {
        const MarbreFile *file = marbre_article_get_file(article, *name);
        g_autofree char *path = g_strconcat(entry->path, *name, NULL);
        if (!marbre_media_name_check(*name, NULL))
            continue; /* whichever way it came so far, it is not put before readers */
        if (!is_free(rendering, entry, path, error))
            return false;
        if (!marbre_changeset_put_id(rendering->changes, path, file->oid, error))
            return false;
    }
    return true;
}

static bool
add_beside(MarbreRendering *rendering, MarbreEntryPage *entry, GError **error)
{
    g_autofree char *path = g_strconcat(entry->path, PROVENANCE, NULL);
    g_ptr_array_add(rendering->opened, entry); /* or once more */
    g_autoptr(GBytes) record = marbre_provenance_write(rendering->newsroom, entry, error);
    return record != NULL && put_file(rendering, path, record, error) &&
           (entry->retracted || add_media(rendering, entry, error));
}

/* --- some pages and lists at a time -------------------------------------------------------------
 */

static bool
run(MarbreRendering *rendering, const MarbrePlan *plan, GError **error)
{
    MarbreList *pages = rendering->pages;
    bool good = true;
    if (pages->shown->len > 0)
        g_ptr_array_insert(rendering->given, 0, pages);
    if (rendering->given->len > 0)
        good = run_actions(rendering, plan, error);
    for (guint i = 0; i < pages->shown->len; i++) {
        MarbreEntryPage *entry = rendering->entries->pdata[g_array_index(pages->shown, guint, i)];
        entry->turn = entry->render = false;
        good = good && add_beside(rendering, entry, error);
    }
    end_run(rendering);
    g_array_set_size(pages->shown, 0);
    return good;
}

/* The page goes into the run at hand, unless it was in one. */
static void
take_page(MarbreRendering *rendering, guint index)
{
    MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, index);
    if (!entry->render || entry->turn)
        return;
    entry->turn = true;
    g_array_append_val(rendering->pages->shown, index);
}

/* A list is written anew, and nothing stays of what it was. */
static bool
empty_folder(MarbreRendering *rendering, const MarbreList *list, GError **error)
{
    if (!marbre_list_has_own_folder(list))
        return true;
    g_autofree char *folder = g_strndup(list->path, strlen(list->path) - 1);
    return marbre_changeset_remove_folder(rendering->changes, folder, error);
}

/* Whether the next list belongs into the run at hand: the fronts are all in the first one. */
static bool
goes_along(const MarbreRendering *rendering, const MarbreList *next, guint articles)
{
    return rendering->given->len == 0 || next->kind == MBR_LIST_FRONT ||
           articles + MIN(next->shown->len, MARBRE_ENTRIES_SHOWN) <= ARTICLES_A_RUN;
}

/* The pages of the articles that a list shows go along with it: these are opened once for both. */
static bool
write_all_lists(MarbreRendering *rendering, const MarbrePlan *plan, GError **error)
{
    for (guint i = 0; i < rendering->lists->len;) {
        guint articles = 0;
        for (; i < rendering->lists->len; i++) {
            MarbreList *list = g_ptr_array_index(rendering->lists, i);
            if (!goes_along(rendering, list, articles))
                break;
            guint shown = MIN(list->shown->len, MARBRE_ENTRIES_SHOWN);
            articles += shown;
            for (guint j = 0; j < shown; j++)
                take_page(rendering, g_array_index(list->shown, guint, j));
            g_ptr_array_add(rendering->given, list);
            if (!empty_folder(rendering, list, error))
                return false;
        }
        if (!run(rendering, plan, error))
            return false;
    }
    return true;
}

/* What no list shows any more, for it is not among the newest of any. */
static bool
write_other_pages(MarbreRendering *rendering, const MarbrePlan *plan, GError **error)
{
    for (guint i = 0; i < rendering->entries->len; i++) {
        take_page(rendering, i);
        if (rendering->pages->shown->len == ARTICLES_A_RUN && !run(rendering, plan, error))
            return false;
    }
    return run(rendering, plan, error);
}

/* Of each page at least itself and its record. */
static size_t
count_files(const MarbreRendering *rendering)
{
    size_t count = 0;
    for (guint i = 0; i < rendering->entries->len; i++)
        count += ((const MarbreEntryPage *)rendering->entries->pdata[i])->render ? 2 : 0;
    return count;
}

bool
marbre_rendering_run(MarbreRendering *rendering, const MarbrePlan *plan, GError **error)
{
    g_autoptr(GPtrArray) given = g_ptr_array_new();
    g_autoptr(GPtrArray) opened = g_ptr_array_new();
    g_autoptr(GPtrArray) uses = g_ptr_array_new();
    g_autoptr(GHashTable) written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint));
    MarbreList pages = {.kind = MBR_LIST_PAGES,
                        .path = (char *)"",
                        .name = (char *)"",
                        .lang = (char *)"",
                        .changed = (char *)"",
                        .languages = (char *)"",
                        .shown = shown};
    rendering->pages = &pages;
    rendering->given = given;
    rendering->opened = opened;
    rendering->uses = uses;
    rendering->written = written;
    marbre_write_expect(rendering->write, count_files(rendering));
    bool done =
        write_all_lists(rendering, plan, error) && write_other_pages(rendering, plan, error);
    end_run(rendering);
    g_clear_pointer(&rendering->versions, g_hash_table_unref);
    return done;
}
