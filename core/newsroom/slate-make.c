/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "newsroom/slate_inside.h"

#include "newsroom/agenda.h"
#include "newsroom/checking.h"

#include <string.h>

#define FORM "marbre-slate 1 " MARBRE_VERSION

/* --- one article --------------------------------------------------------------------------------
 */

const char *
marbre_slated_stage(MarbreNewsroom *newsroom, const MarbreRow *row)
{
    if (row->stage != NULL)
        return row->stage;
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(marbre_newsroom_get_policy(newsroom), row->workflow);
    return workflow == NULL ? "" : marbre_workflow_first(workflow)->id;
}

static bool
is_away(const MarbreRow *row)
{
    return row->stage != NULL && (strcmp(row->stage, MARBRE_STAGE_SPIKED) == 0 ||
                                  strcmp(row->stage, MARBRE_STAGE_RETRACTED) == 0 ||
                                  strcmp(row->stage, MARBRE_STAGE_PUBLISHED) == 0);
}

/* Of what is away, only what readers see that is not as it should be, or will not stay. */
static MarbreSlateClass
classify(MarbreNewsroom *newsroom, const MarbreRow *row)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(newsroom);
    GTimeZone *zone = marbre_policy_get_settings(policy)->zone;
    bool away = is_away(row);
    if (row->owed != NULL || row->assigned != NULL || row->translates != NULL)
        return MARBRE_SLATE_SPECIAL;
    if (!away)
        return row->embargo != NULL || row->publish_at != NULL || row->unpublish_at != NULL ||
                       row->approved != NULL
                   ? MARBRE_SLATE_SPECIAL
                   : MARBRE_SLATE_PLAIN;
    if (strcmp(row->stage, MARBRE_STAGE_SPIKED) == 0 || row->gone != NULL)
        return MARBRE_SLATE_AWAY;
    g_auto(MarbreHour) embargo = marbre_hour_read(row->embargo, MARBRE_HOUR_EMBARGO, zone);
    MarbreInstant released;
    bool early =
        embargo.set && (row->released == NULL || !marbre_instant_parse(row->released, &released) ||
                        embargo.at > released.seconds);
    return row->settled == NULL || row->unpublish_at != NULL || row->publish_at != NULL || early
               ? MARBRE_SLATE_SPECIAL
               : MARBRE_SLATE_AWAY;
}

MarbreSlated *
marbre_slated_new(MarbreNewsroom *newsroom, MarbreRow *row)
{
    MarbreSlated *slated = g_new0(MarbreSlated, 1);
    slated->row = row;
    slated->class = classify(newsroom, row);
    return slated;
}

/* --- all of them --------------------------------------------------------------------------------
 */

typedef struct {
    char *path;
    char oid[41];
} Folder;

static void
folder_clear(void *data)
{
    g_free(((Folder *)data)->path);
}

static bool
add_folder(void *user, const char *path, const char *oid)
{
    Folder folder = {.path = g_strdup(path)};
    g_strlcpy(folder.oid, oid, sizeof folder.oid);
    g_array_append_val((GArray *)user, folder);
    return true;
}

bool
marbre_slating_read_all(MarbreSlating *slating, GError **error)
{
    MarbreRoll *roll = slating->settings->roll;
    g_auto(GStrv) facts = marbre_check_facts(marbre_newsroom_get_policy(slating->tip));
    g_autoptr(GArray) folders = g_array_new(FALSE, FALSE, sizeof(Folder));
    g_array_set_clear_func(folders, folder_clear);
    g_ptr_array_set_size(slating->all, 0);
    if (!marbre_newsroom_each(slating->tip, add_folder, folders, error))
        return false;
    if (roll != NULL)
        marbre_roll_begin(roll);
    for (guint i = 0; i < folders->len; i++) {
        const Folder *folder = &g_array_index(folders, Folder, i);
        MarbreRow *row = marbre_row_read(slating->tip, roll, folder->path, folder->oid,
                                         (const char *const *)facts, error);
        if (row == NULL)
            return false;
        if (roll != NULL)
            marbre_roll_add(roll, row);
        g_ptr_array_add(slating->all, marbre_slated_new(slating->tip, row));
        if (slating->settings->progress != NULL)
            slating->settings->progress(slating->settings->progress_user, i + 1, folders->len);
    }
    if (roll != NULL)
        marbre_roll_end(roll);
    return true;
}

/* --- what differs -------------------------------------------------------------------------------
 */

static bool
add_changed(
    void *user, const char *path, MarbreDiffKind kind, const char *old_oid, const char *new_oid)
{
    (void)g_hash_table_add(user, g_path_get_dirname(path)); /* or once more */
    return true;
}

static bool
add_slated(void *user, MarbreSlated *slated)
{
    g_ptr_array_add(user, slated);
    return true;
}

/* What an article's return was, as long as its record is none of another move. */
static void
keep_return(MarbreSlated *to, MarbreSlated *from)
{
    if (g_strcmp0(to->row->id, from->row->id) != 0)
        return;
    to->returned_by = g_steal_pointer(&from->returned_by);
    to->returned_why = g_steal_pointer(&from->returned_why);
    to->returned_to = g_steal_pointer(&from->returned_to);
}

/* The article as it is now; false where there is none any more. */
static bool
read_again(MarbreSlating *slating, const char *path, MarbreSlated *old)
{
    char oid[41];
    static const char *const no_facts[] = {NULL};
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(slating->tip);
    if (!marbre_snapshot_folder_id(snapshot, path, oid, NULL))
        return false;
    MarbreRow *row = marbre_row_read(slating->tip, NULL, path, oid, no_facts, NULL);
    if (row == NULL)
        return false;
    MarbreSlated *slated = marbre_slated_new(slating->tip, row);
    if (old != NULL)
        keep_return(slated, old);
    g_ptr_array_add(slating->all, slated);
    return true;
}

bool
marbre_slating_read_changes(MarbreSlating *slating, const MarbreSlate *old)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(slating->tip));
    if (settings->before_commit != NULL)
        return false; /* what is no article there is for the whole walk to tell */
    g_autoptr(MarbreSnapshot) before =
        marbre_snapshot_of_tree(marbre_newsroom_get_store(slating->tip), old->tree, NULL);
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (before == NULL || !marbre_snapshot_diff(before, marbre_newsroom_get_snapshot(slating->tip),
                                                settings->articles, add_changed, changed, NULL))
        return false;
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (int class = 0; class < MARBRE_SLATE_CLASSES; class ++)
        marbre_slate_each(old, class, NULL, add_slated, known);
    for (guint i = 0; i < known->len; i++) {
        MarbreSlated *slated = known->pdata[i];
        if (!g_hash_table_contains(changed, slated->row->folder)) {
            g_ptr_array_add(slating->all, slated);
            continue;
        }
        (void)read_again(slating, slated->row->folder, slated); /* or it is gone */
        (void)g_hash_table_remove(changed, slated->row->folder);
        marbre_slated_free(slated);
    }
    GHashTableIter iterator;
    gpointer path = NULL;
    g_hash_table_iter_init(&iterator, changed);
    while (g_hash_table_iter_next(&iterator, &path, NULL))
        (void)read_again(slating, path, NULL); /* or it is no article */
    return true;
}

/* --- the file -----------------------------------------------------------------------------------
 */

static int
compare(const void *a, const void *b)
{
    const MarbreSlated *one = *(MarbreSlated *const *)a, *other = *(MarbreSlated *const *)b;
    if (one->class != other->class)
        return one->class < other->class ? -1 : 1;
    int order = g_strcmp0(one->row->entered, other->row->entered);
    if (order != 0)
        return one->class == MARBRE_SLATE_AWAY ? -order : order;
    return strcmp(one->row->folder, other->row->folder);
}

static void
count(GHashTable *counts, MarbreSlateClass class, const char *stage)
{
    char *key = g_strdup_printf("%d %s", class, stage);
    guint now = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) + 1;
    g_hash_table_insert(counts, key, GUINT_TO_POINTER(now));
}

static void
append_counts(GString *out, const MarbreSlating *slating, const gsize *begins)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iterator;
    gpointer key = NULL, value = NULL;
    for (guint i = 0; i < slating->all->len; i++) {
        const MarbreSlated *slated = slating->all->pdata[i];
        count(counts, slated->class, "");
        count(counts, slated->class, marbre_slated_stage(slating->tip, slated->row));
    }
    g_hash_table_iter_init(&iterator, counts);
    while (g_hash_table_iter_next(&iterator, &key, &value))
        g_string_append_printf(out, "%s\t%u\t", (char *)key, GPOINTER_TO_UINT(value));
    for (int class = 0; class < MARBRE_SLATE_CLASSES; class ++)
        g_string_append_printf(out, "%d " MARBRE_SLATE_BEGINS "\t%zu\t", class, begins[class]);
    g_string_append_c(out, '\n');
}

static void
append_places(GString *out, const MarbreSlating *slating)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *articles =
        marbre_policy_get_settings(marbre_newsroom_get_policy(slating->tip))->articles;
    g_string_append(out, articles);
    (void)g_hash_table_add(seen, g_strdup(articles)); /* the first */
    for (guint i = 0; i < slating->all->len; i++) {
        char *place = g_path_get_dirname(((MarbreSlated *)slating->all->pdata[i])->row->folder);
        while (strlen(place) > strlen(articles) && g_hash_table_add(seen, place)) {
            g_string_append_printf(out, "\t%s", place);
            place = g_path_get_dirname(place);
        }
        if (strlen(place) <= strlen(articles))
            g_free(place); /* the table has freed one that it knew */
    }
    g_string_append_c(out, '\n');
}

static void
append_escaped(GString *out, const char *text)
{
    g_autofree char *escaped = text == NULL ? NULL : g_strescape(text, NULL);
    g_string_append_printf(out, "%s\t", escaped == NULL ? "" : escaped);
}

static void
append_line(GString *out, const MarbreSlating *slating, const MarbreSlated *slated)
{
    g_string_append_printf(out, "%d\t%s\t", slated->class,
                           marbre_slated_stage(slating->tip, slated->row));
    append_escaped(out, slated->returned_by);
    append_escaped(out, slated->returned_why);
    append_escaped(out, slated->returned_to);
    marbre_row_append(out, slated->row);
    g_string_append_c(out, '\n');
}

GBytes *
marbre_slating_write(const MarbreSlating *slating,
                     const char *tree,
                     const char *commit,
                     const char *rules)
{
    gsize begins[MARBRE_SLATE_CLASSES + 1] = {0};
    g_autoptr(GString) body = g_string_sized_new((gsize)slating->all->len * 384);
    GString *out = g_string_sized_new((gsize)slating->all->len * 384 + 4096);
    g_ptr_array_sort(slating->all, compare);
    for (guint i = 0; i < slating->all->len; i++) {
        const MarbreSlated *slated = slating->all->pdata[i];
        append_line(body, slating, slated);
        for (int class = slated->class + 1; class <= MARBRE_SLATE_CLASSES; class ++)
            begins[class] = body->len;
    }
    g_string_append_printf(out, FORM "\t%s\t%s\t%s\n", tree, commit, rules);
    append_places(out, slating);
    append_counts(out, slating, begins);
    g_string_append_len(out, body->str, (gssize)body->len);
    return g_string_free_to_bytes(out);
}
