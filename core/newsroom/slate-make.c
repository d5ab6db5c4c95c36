/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "newsroom/slate_inside.h"

#include "newsroom/agenda.h"
#include "newsroom/record.h"
#include "newsroom/row.h"

#include <string.h>

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

/* Whether approvals were undone, of somebody who left, since it was published: one of them may be
   its own. */
static bool
may_be_undone(const MarbrePolicy *policy, const MarbreInstant *released)
{
    const GPtrArray *people = marbre_people_get_all(marbre_policy_get_people(policy));
    for (guint i = 0; i < people->len; i++)
        if (((const MarbrePerson *)people->pdata[i])->voided >= released->seconds)
            return true;
    return false;
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
    bool known = row->released != NULL && marbre_instant_parse(row->released, &released);
    bool early = embargo.set && (!known || embargo.at > released.seconds);
    bool whole = g_strcmp0(row->settled, MARBRE_SETTLED_WHOLE) == 0;
    bool undone = row->approved != NULL && (!known || may_be_undone(policy, &released));
    return !whole || undone || row->unpublish_at != NULL || row->publish_at != NULL || early
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

/* --- the file -----------------------------------------------------------------------------------
 */

/* By class, then by when it came to its stage, then by name. */
static int
compare_keys(const MarbreSlated *one,
             MarbreSlateClass class,
             const char *entered,
             const char *folder)
{
    if (one->class != class)
        return one->class < class ? -1 : 1;
    int order = strcmp(one->row->entered == NULL ? "" : one->row->entered, entered);
    if (order != 0)
        return class == MARBRE_SLATE_AWAY ? -order : order;
    return strcmp(one->row->folder, folder);
}

static int
compare(const void *a, const void *b)
{
    const MarbreSlated *other = *(MarbreSlated *const *)b;
    return compare_keys(*(MarbreSlated *const *)a, other->class,
                        other->row->entered == NULL ? "" : other->row->entered, other->row->folder);
}

static char *
field_of(const MarbreSlateLine *line, unsigned number)
{
    const char *field = marbre_slate_field(line->start, line->end, number);
    return g_strndup(field == NULL ? "" : field, field == NULL ? 0 : strcspn(field, "\t\n"));
}

/* How many of the lines that hold still come before an article: `from` of them at least. */
static guint
place_of(const MarbreSlating *slating, const MarbreSlated *slated, guint from)
{
    guint low = from, high = slating->still->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const MarbreSlateLine *line = &g_array_index(slating->still, MarbreSlateLine, middle);
        g_autofree char *entered = field_of(line, MARBRE_SLATE_ENTERED);
        g_autofree char *folder = field_of(line, MARBRE_SLATE_FOLDER);
        if (compare_keys(slated, line->class, entered, folder) < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* --- how many there are -------------------------------------------------------------------------
 */

typedef struct {
    GHashTable *all; /* "CLASS STAGE" to how many, of guint */
    char last[128];  /* the stage that was counted last, and where */
    guint *at;
    guint classes[MARBRE_SLATE_CLASSES];
} Counting;

/* Lines come in runs of one stage: it is looked up where it changes. */
static void
count(Counting *counting, MarbreSlateClass class, const char *stage, size_t size)
{
    char key[128];
    g_snprintf(key, sizeof key, "%d %.*s", class, (int)MIN(size, sizeof key - 3), stage);
    counting->classes[class]++;
    if (counting->at == NULL || strcmp(key, counting->last) != 0) {
        g_strlcpy(counting->last, key, sizeof counting->last);
        counting->at = g_hash_table_lookup(counting->all, key);
    }
    if (counting->at == NULL) {
        counting->at = g_new0(guint, 1);
        g_hash_table_insert(counting->all, g_strdup(key), counting->at);
    }
    (*counting->at)++;
}

static void
append_counts(GString *out, const MarbreSlating *slating, const gsize *begins)
{
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GHashTableIter iterator;
    gpointer key = NULL, value = NULL;
    Counting counting = {.all = all};
    for (guint i = 0; i < slating->all->len; i++) {
        const MarbreSlated *slated = slating->all->pdata[i];
        const char *stage = marbre_slated_stage(slating->tip, slated->row);
        count(&counting, slated->class, stage, strlen(stage));
    }
    for (guint i = 0; i < slating->still->len; i++) {
        const MarbreSlateLine *line = &g_array_index(slating->still, MarbreSlateLine, i);
        count(&counting, line->class, line->start + 2, strcspn(line->start + 2, "\t\n"));
    }
    g_hash_table_iter_init(&iterator, all);
    while (g_hash_table_iter_next(&iterator, &key, &value))
        g_string_append_printf(out, "%s\t%u\t", (char *)key, *(guint *)value);
    for (int class = 0; class < MARBRE_SLATE_CLASSES; class ++)
        g_string_append_printf(out, "%d \t%u\t%d " MARBRE_SLATE_BEGINS "\t%zu\t", class,
                               counting.classes[class], class, begins[class]);
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
    for (char *const *known = slating->places; known != NULL && *known != NULL; known++)
        if (!g_hash_table_contains(seen, *known)) {
            (void)g_hash_table_add(seen, g_strdup(*known)); /* it is new there */
            g_string_append_printf(out, "\t%s", *known);
        }
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

/* Lines that hold still, up to a place among them. */
static void
append_still(GString *out, const MarbreSlating *slating, guint *at, guint until, gsize *begins)
{
    for (; *at < until; (*at)++) {
        const MarbreSlateLine *line = &g_array_index(slating->still, MarbreSlateLine, *at);
        g_string_append_len(out, line->start, (gssize)(line->end - line->start));
        begins[line->class + 1] = out->len;
    }
}

GBytes *
marbre_slating_write(const MarbreSlating *slating,
                     const char *tree,
                     const char *commit,
                     const char *rules)
{
    gsize begins[MARBRE_SLATE_CLASSES + 1] = {0};
    guint at = 0, more = slating->all->len + slating->still->len;
    g_autoptr(GString) body = g_string_sized_new((gsize)more * 384);
    GString *out = g_string_sized_new((gsize)more * 384 + 4096);
    g_ptr_array_sort(slating->all, compare);
    for (guint i = 0; i < slating->all->len; i++) {
        const MarbreSlated *slated = slating->all->pdata[i];
        append_still(body, slating, &at, place_of(slating, slated, at), begins);
        append_line(body, slating, slated);
        begins[slated->class + 1] = body->len;
    }
    append_still(body, slating, &at, slating->still->len, begins);
    for (int class = 1; class <= MARBRE_SLATE_CLASSES; class ++)
        begins[class] = MAX(begins[class], begins[class - 1]); /* of one that is empty */
    g_string_append_printf(out, MARBRE_SLATE_FORM "\t%s\t%s\t%s\n", tree, commit, rules);
    append_places(out, slating);
    append_counts(out, slating, begins);
    g_string_append_len(out, body->str, (gssize)body->len);
    return g_string_free_to_bytes(out);
}
