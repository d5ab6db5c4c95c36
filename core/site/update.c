/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/site.h"

#include "article/html.h"
#include "base/error.h"
#include "plugin/article_pack.h"
#include "site/entries.h"
#include "site/provenance.h"
#include "site/table.h"
#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define READ_LIMIT (UINT64_C(8) << 20)
#define MEDIA_LIMIT (UINT64_C(64) << 20)
/* Pages that a plugin writes in one run, which may last ten seconds and fill half a gigabyte. */
#define PAGES_A_RUN 200
/* The engine's own file beside a page. */
#define PROVENANCE "provenance.json"
/* Headings of the body stand below the page's title. */
#define HEADING_SHIFT 1
/* What rendered the branch: when that changes, every page is written again. */
#define RENDERER_TRAILER "Marbre-Renderer"

/* One rendering of the site. */
typedef struct {
    const MarbreSiteSettings *settings;
    MarbreNewsroom *newsroom;
    GPtrArray *entries; /* of MarbreEntryPage */
    GPtrArray
        *former; /* likewise, of what the branch renders now; empty where it renders nothing */
    MarbreNewsroom *policy_then; /* (nullable) this one under the rules then, where they differ */
    MarbreChangeset *changes;
    GHashTable *written; /* paths (char *) of what the actions wrote */
    GPtrArray *uses;     /* the action that runs now */
    bool given;
    GError *error;
} Rendering;

/* --- what the action asks
 * ------------------------------------------------------------------------- */

static GBytes *
read_newsroom(void *user, const char *path, GError **error)
{
    Rendering *rendering = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(rendering->newsroom), path, READ_LIMIT,
                                error);
}

static GBytes *
read_medium(void *user, const char *path, const char *oid, GError **error)
{
    Rendering *rendering = user;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(rendering->newsroom);
    return oid != NULL && *oid != '\0' ? marbre_snapshot_read_id(snapshot, oid, MEDIA_LIMIT, error)
                                       : marbre_snapshot_read(snapshot, path, MEDIA_LIMIT, error);
}

static const char *
or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

static GVariant *
tell_entry(Rendering *rendering, MarbreEntryPage *entry)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(rendering->newsroom));
    g_autofree char *address = g_strconcat(or_empty(settings->site), entry->path, NULL);
    uint32_t flags =
        (entry->turn ? MBR_ENTRY_RENDER : 0) | (entry->retracted ? MBR_ENTRY_RETRACTED : 0);
    return g_variant_ref_sink(g_variant_new(MARBRE_SITE_ENTRY_TYPE, flags, entry->path, address,
                                            entry->title, entry->date, entry->section, entry->lang,
                                            entry->standfirst));
}

static GVariant *
tell_content(Rendering *rendering, MarbreEntryPage *entry)
{
    const MarbreCopy *copy = marbre_entry_copy(rendering->newsroom, entry, &rendering->error);
    g_autofree char *html =
        copy == NULL ? NULL : marbre_html_render(copy, HEADING_SHIFT, &rendering->error);
    return html == NULL ? NULL : g_variant_ref_sink(g_variant_new_string(html));
}

static GVariant *
tell_record(Rendering *rendering, MarbreEntryPage *entry)
{
    const MarbreState *state = marbre_entry_state(rendering->newsroom, entry, &rendering->error);
    if (state == NULL)
        return NULL;
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    return g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE));
}

static GVariant *
tell_article(Rendering *rendering, MarbreEntryPage *entry)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(rendering->newsroom));
    MarbreArticle *article = marbre_entry_article(rendering->newsroom, entry, &rendering->error);
    return article == NULL ? NULL
                           : marbre_article_pack(article, (const char *const *)settings->publish);
}

static GVariant *
tell_site(void *user, const char *what, uint64_t index, const char *where)
{
    Rendering *rendering = user;
    guint published = marbre_entries_count(rendering->entries);
    if (strcmp(what, MARBRE_SITE_COUNT) == 0)
        return g_variant_ref_sink(g_variant_new_uint64(published));
    if (strcmp(what, MARBRE_SITE_RETRACTED) == 0)
        return g_variant_ref_sink(g_variant_new_uint64(rendering->entries->len - published));
    if (index >= rendering->entries->len)
        return NULL;
    MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, index);
    if (strcmp(what, MARBRE_SITE_ENTRY) == 0)
        return tell_entry(rendering, entry);
    if (strcmp(what, MARBRE_SITE_RECORD) == 0)
        return tell_record(rendering, entry);
    if (entry->retracted)
        return NULL;
    if (strcmp(what, MARBRE_SITE_CONTENT) == 0)
        return tell_content(rendering, entry);
    if (strcmp(what, MARBRE_SITE_ARTICLE) == 0)
        return tell_article(rendering, entry);
    return NULL;
}

/* --- running the actions
 * --------------------------------------------------------------------------- */

/* The action runs on behalf of the first page that it is to write; one that has words, where any
   has. */
static MarbreWork *
next_work(void *user)
{
    Rendering *rendering = user;
    MarbreEntryPage *first = NULL;
    if (rendering->given || rendering->entries->len == 0)
        return NULL;
    for (guint i = 0; first == NULL && i < rendering->entries->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, i);
        if (entry->turn && !entry->retracted)
            first = entry;
    }
    if (first == NULL)
        first = g_ptr_array_index(rendering->entries, 0);
    rendering->given = true;
    MarbreArticle *article = marbre_entry_article(rendering->newsroom, first, &rendering->error);
    return article == NULL ? NULL : marbre_work_new(article, first->lang, rendering->uses, NULL);
}

static void
take_outcome(void *user, MarbreWork *work, size_t use, MarbreOutcome *outcome)
{
    Rendering *rendering = user;
    if (rendering->error != NULL)
        return;
    if (outcome->status != MARBRE_OUTCOME_OK) {
        const MarbreTaskUse *task = g_ptr_array_index(rendering->uses, use);
        g_set_error(&rendering->error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("the action “%s” failed: %s"), task->plugin->id,
                    outcome->reason == NULL ? _("no reason given") : outcome->reason);
        return;
    }
    for (guint i = 0; i < outcome->artifacts->len; i++) {
        const MarbreArtifact *artifact = g_ptr_array_index(outcome->artifacts, i);
        if (!marbre_changeset_put(rendering->changes, artifact->path, artifact->bytes,
                                  &rendering->error))
            return;
        (void)g_hash_table_add(rendering->written, g_strdup(artifact->path)); /* or once more */
    }
}

static bool
run_actions(Rendering *rendering, const MarbrePlan *plan, GError **error)
{
    const MarbreStage *last = marbre_workflow_last(marbre_plan_get_workflow(plan));
    const GPtrArray *actions = marbre_plan_get_actions(plan, last);
    const MarbreSurroundings surroundings = {
        .read = read_newsroom, .media = read_medium, .site = tell_site, .user = rendering};
    for (guint i = 0; i < actions->len; i++) {
        g_ptr_array_set_size(rendering->uses, 0);
        g_ptr_array_add(rendering->uses, actions->pdata[i]);
        rendering->given = false;
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

/* --- what the engine itself puts beside the pages
 * ----------------------------------------------------- */

/* A file of the article must not stand in for a part of its page. */
static bool
is_free(Rendering *rendering, const MarbreEntryPage *entry, const char *path, GError **error)
{
    if (!g_hash_table_contains(rendering->written, path) && !g_str_has_suffix(path, "/" PROVENANCE))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s/%s: a published page has a file of this name; give yours another one"),
                entry->folder, strrchr(path, '/') + 1);
    return false;
}

static bool
add_media(Rendering *rendering, MarbreEntryPage *entry, GError **error)
{
    MarbreArticle *article = marbre_entry_article(rendering->newsroom, entry, error);
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(rendering->newsroom);
    if (article == NULL)
        return false;
    for (const char *const *name = marbre_article_get_media(article); *name != NULL; name++) {
        const MarbreFile *file = marbre_article_get_file(article, *name);
        g_autofree char *path = g_strconcat(entry->path, *name, NULL);
        if (!is_free(rendering, entry, path, error))
            return false;
        g_autoptr(GBytes) bytes = marbre_snapshot_read_id(snapshot, file->oid, MEDIA_LIMIT, error);
        if (bytes == NULL || !marbre_changeset_put(rendering->changes, path, bytes, error))
            return false;
    }
    return true;
}

static bool
add_beside(Rendering *rendering, GError **error)
{
    for (guint i = 0; i < rendering->entries->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, i);
        if (!entry->turn)
            continue;
        g_autofree char *path = g_strconcat(entry->path, PROVENANCE, NULL);
        g_autoptr(GBytes) record = marbre_provenance_write(rendering->newsroom, entry, error);
        if (record == NULL || !marbre_changeset_put(rendering->changes, path, record, error) ||
            (!entry->retracted && !add_media(rendering, entry, error)))
            return false;
    }
    return true;
}

/* --- some pages at a time: a run of a plugin has its limits, however many pages there are -------
 */

/* Give the next pages their turn; how many they are. */
static size_t
give_turns(Rendering *rendering, guint *next)
{
    size_t given = 0;
    for (; *next < rendering->entries->len && given < PAGES_A_RUN; (*next)++) {
        MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, *next);
        entry->turn = entry->render;
        given += entry->turn;
    }
    return given;
}

/* They have had it: what was opened for them is closed. */
static void
end_turns(Rendering *rendering)
{
    for (guint i = 0; i < rendering->entries->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, i);
        entry->turn = false;
        g_clear_pointer(&entry->article, marbre_article_unref);
        g_clear_pointer(&entry->state, marbre_state_free);
    }
}

/* The lists are written where no page is, too: some may have gone. */
static bool
render_all(Rendering *rendering, const MarbrePlan *plan, GError **error)
{
    guint next = 0;
    for (bool first = true; give_turns(rendering, &next) > 0 || first; first = false) {
        if (!run_actions(rendering, plan, error) || !add_beside(rendering, error))
            return false;
        end_turns(rendering);
    }
    return true;
}

/* --- what is to be rendered
 * ----------------------------------------------------------------------------- */

static MarbreEntryPage *
find_page(const GPtrArray *entries, GHashTable *by_path, const char *path)
{
    if (g_hash_table_size(by_path) == 0)
        for (guint i = 0; i < entries->len; i++) {
            MarbreEntryPage *entry = g_ptr_array_index(entries, i);
            g_hash_table_insert(by_path, entry->path, entry);
        }
    return g_hash_table_lookup(by_path, path);
}

/* Under other people and another workflow, a page may say of the same record something else. */
static bool
says_the_same(Rendering *rendering, MarbreEntryPage *entry)
{
    if (rendering->policy_then == NULL)
        return true;
    g_autoptr(GBytes) now = marbre_provenance_write(rendering->newsroom, entry, NULL);
    g_autoptr(GBytes) then = marbre_provenance_write(rendering->policy_then, entry, NULL);
    return now != NULL && then != NULL && g_bytes_equal(now, then);
}

/* Its record and its place are what they were. */
static bool
is_same_page(Rendering *rendering, MarbreEntryPage *entry, const MarbreEntryPage *former)
{
    return strcmp(entry->folder, former->folder) == 0 &&
           strcmp(entry->record, former->record) == 0 && says_the_same(rendering, entry);
}

static bool
remove_page(Rendering *rendering, const MarbreEntryPage *entry, GError **error)
{
    g_autofree char *folder = g_strndup(entry->path, strlen(entry->path) - 1);
    return marbre_changeset_remove_folder(rendering->changes, folder, error);
}

/* Pages that are gone are taken away; those that are new or different are to be written. */
static bool
compare(Rendering *rendering, bool every, GError **error)
{
    g_autoptr(GHashTable) then = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) now = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rendering->entries->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(rendering->entries, i);
        const MarbreEntryPage *former = find_page(rendering->former, then, entry->path);
        entry->render = every || former == NULL || !is_same_page(rendering, entry, former);
        if (entry->render && former != NULL && !remove_page(rendering, entry, error))
            return false;
    }
    for (guint i = 0; i < rendering->former->len; i++) {
        const MarbreEntryPage *former = g_ptr_array_index(rendering->former, i);
        if (find_page(rendering->entries, now, former->path) == NULL &&
            !remove_page(rendering, former, error))
            return false;
    }
    return true;
}

/* Where everything is rendered again, nothing stays of what the branch holds. */
static bool
clear(Rendering *rendering, MarbreWrite *write, const char *branch, GError **error)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_write_branch_snapshot(write, branch, error);
    g_autoptr(GPtrArray) there =
        snapshot == NULL ? NULL : marbre_snapshot_list(snapshot, "", error);
    for (guint i = 0; there != NULL && i < there->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(there, i);
        if (!(entry->kind == MARBRE_ENTRY_FOLDER
                  ? marbre_changeset_remove_folder(rendering->changes, entry->name, error)
                  : marbre_changeset_remove(rendering->changes, entry->name, error)))
            return false;
    }
    return there != NULL;
}

static MarbreCommit *
tip_of(MarbreStore *store, const char *branch, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *tip = marbre_store_tip(store, branch, &reason);
    if (tip == NULL) {
        if (reason != NULL)
            g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    return marbre_commit_read(store, tip, error);
}

char *
marbre_site_rendered(MarbreStore *store, const char *branch, GError **error)
{
    g_autoptr(MarbreCommit) commit = tip_of(store, branch, error);
    return commit == NULL ? NULL : g_strdup(marbre_commit_trailer(commit, MARBRE_SITE_TRAILER));
}

/* The plugins that render, and the settings that every page shows. */
static char *
renderer_of(MarbreNewsroom *newsroom, const MarbrePlan *plan)
{
    const MarbreStage *last = marbre_workflow_last(marbre_plan_get_workflow(plan));
    const GPtrArray *actions = marbre_plan_get_actions(plan, last);
    GString *text = g_string_new(NULL);
    char settings[41] = "";
    for (guint i = 0; i < actions->len; i++)
        g_string_append_printf(text, "%s ",
                               ((const MarbreTaskUse *)g_ptr_array_index(actions, i))->key);
    if (marbre_snapshot_file_id(marbre_newsroom_get_snapshot(newsroom), MARBRE_SETTINGS_PATH,
                                settings, NULL))
        g_string_append(text, settings);
    return g_string_free(text, FALSE);
}

/* The newsroom as the branch shows it now. A commit that is gone, or a policy that can't be read
   any more, leaves nothing to compare with: then everything is rendered. */
static MarbreNewsroom *
former_newsroom(MarbreNewsroom *newsroom, const MarbreCommit *commit)
{
    const char *rendered =
        commit == NULL ? NULL : marbre_commit_trailer(commit, MARBRE_SITE_TRAILER);
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    g_autoptr(MarbreSnapshot) snapshot =
        rendered == NULL ? NULL : marbre_snapshot_commit(store, rendered, NULL);
    return snapshot == NULL ? NULL : marbre_newsroom_new(store, snapshot, NULL);
}

static GPtrArray *
former_entries(MarbreNewsroom *former)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(former);
    GPtrArray *kept =
        marbre_table_load(marbre_newsroom_get_store(former), marbre_snapshot_commit_id(snapshot));
    return kept != NULL ? kept : marbre_entries_list(former, NULL);
}

/* Whether a file or folder of the policy is the same in both. */
static bool
is_same(MarbreNewsroom *one, MarbreNewsroom *other, const char *path)
{
    g_autoptr(MarbreEntry) now =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(one), path, NULL);
    g_autoptr(MarbreEntry) then =
        marbre_snapshot_entry(marbre_newsroom_get_snapshot(other), path, NULL);
    return now != NULL && then != NULL && strcmp(now->oid, then->oid) == 0;
}

static GPtrArray *
entries_now(MarbreNewsroom *newsroom, MarbreNewsroom *then, const GPtrArray *former, GError **error)
{
    if (former == NULL || !is_same(newsroom, then, MARBRE_SETTINGS_PATH))
        return marbre_entries_list(newsroom, error);
    return marbre_entries_follow(newsroom, former, marbre_newsroom_get_snapshot(then), error);
}

static bool
commit(Rendering *rendering,
       MarbreWrite *write,
       const char *branch,
       const char *tip,
       const char *renderer,
       GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(rendering->newsroom));
    g_autofree char *message =
        g_strdup_printf("Site: %s\n\n" MARBRE_SITE_TRAILER ": %s\n" RENDERER_TRAILER ": %s\n",
                        settings->name, tip, renderer);
    char id[41];
    return marbre_write_commit(write, branch, rendering->changes, rendering->settings->author,
                               rendering->settings->committer, message, id, error);
}

bool
marbre_site_update(const MarbreSiteSettings *settings,
                   MarbreWrite *write,
                   MarbreNewsroom *newsroom,
                   MarbrePlan *plan,
                   const char *tip,
                   GError **error)
{
    const char *branch =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->published;
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreCommit) shown = tip_of(marbre_newsroom_get_store(newsroom), branch, &reason);
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    g_autofree char *renderer = renderer_of(newsroom, plan);
    g_autoptr(MarbreNewsroom) then = former_newsroom(newsroom, shown);
    g_autoptr(GPtrArray) former = then == NULL ? NULL : former_entries(then);
    bool every =
        former == NULL || g_strcmp0(marbre_commit_trailer(shown, RENDERER_TRAILER), renderer) != 0;
    g_autoptr(GPtrArray) entries = entries_now(newsroom, then, former, error);
    if (entries == NULL)
        return false;
    bool same_rules = every || (is_same(newsroom, then, MARBRE_PEOPLE_PATH) &&
                                is_same(newsroom, then, MARBRE_WORKFLOWS_FOLDER));
    g_autoptr(MarbreNewsroom) policy_then =
        same_rules ? NULL
                   : marbre_newsroom_new_with_policy(marbre_newsroom_get_store(newsroom),
                                                     marbre_newsroom_get_snapshot(newsroom),
                                                     marbre_newsroom_get_policy(then));
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GPtrArray) uses = g_ptr_array_new();
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    g_autoptr(GHashTable) written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Rendering rendering = {.settings = settings,
                           .newsroom = newsroom,
                           .entries = entries,
                           .former = former == NULL ? none : former,
                           .policy_then = policy_then,
                           .changes = changes,
                           .written = written,
                           .uses = uses};
    if ((every && !clear(&rendering, write, branch, error)) || !compare(&rendering, every, error) ||
        !render_all(&rendering, plan, error) ||
        !commit(&rendering, write, branch, tip, renderer, error))
        return false;
    if (!settings->rehearsal)
        marbre_table_save(marbre_newsroom_get_store(newsroom), tip, entries);
    return true;
}
