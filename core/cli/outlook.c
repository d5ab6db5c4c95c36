/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/order.h"
#include "cli/outlook.h"

#include "base/digest.h"
#include "base/error.h"
#include "cli/dossiers.h"
#include "newsroom/hours.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

/* The file: a line that names the form and the rules, then a line an article, fields between tabs.
 */
#define FORM "marbre-outlook 1 " MARBRE_VERSION
#define LONGEST INT64_C(21600) /* checks may ask for instants that nobody here knows of */
#define MOST 5000
enum { FOLDER, OID, STAMP, UNTIL, OBSTACLES, OWED, APPROVERS, PAYERS, STAGE, READY, FIELDS };

typedef struct {
    MarbreOutlook outlook;
    char *oid, *stamp;
    int64_t until;
} Kept;

struct MarbreOutlooks {
    MarbreCli *cli;
    MarbreNewsroom *tip;
    const MarbreSlate *slate;
    char *path; /* nullable */
    char *head;
    GHashTable *known; /* folder to Kept */
    GHashTable *now;   /* folder to Kept: judged in this run, and not to be kept */
    bool changed;
};

static void
kept_free(void *data)
{
    Kept *kept = data;
    g_strfreev(kept->outlook.approvers);
    g_strfreev(kept->outlook.payers);
    g_free(kept->outlook.owed_stage);
    g_clear_pointer(&kept->outlook.owing, g_ptr_array_unref);
    g_clear_pointer(&kept->outlook.findings, g_ptr_array_unref);
    g_free(kept->oid);
    g_free(kept->stamp);
    g_free(kept);
}

/* --- the file -----------------------------------------------------------------------------------
 */

static void
read_line(MarbreOutlooks *outlooks, char **fields)
{
    Kept *kept = g_new0(Kept, 1);
    kept->oid = g_strdup(fields[OID]);
    kept->stamp = g_strdup(fields[STAMP]);
    kept->until = g_ascii_strtoll(fields[UNTIL], NULL, 10);
    kept->outlook.obstacles = (guint)g_ascii_strtoull(fields[OBSTACLES], NULL, 10);
    kept->outlook.owed = (guint)g_ascii_strtoull(fields[OWED], NULL, 10);
    kept->outlook.approvers = g_strsplit(fields[APPROVERS], " ", -1);
    kept->outlook.payers = g_strsplit(fields[PAYERS], " ", -1);
    kept->outlook.owed_stage = *fields[STAGE] == '\0' ? NULL : g_strdup(fields[STAGE]);
    kept->outlook.ready = *fields[READY] == '1';
    g_hash_table_insert(outlooks->known, g_strdup(fields[FOLDER]), kept);
}

static void
read_kept(MarbreOutlooks *outlooks)
{
    g_autofree char *text = NULL;
    if (outlooks->path == NULL || !g_file_get_contents(outlooks->path, &text, NULL, NULL) ||
        !g_str_has_prefix(text, outlooks->head))
        return;
    g_auto(GStrv) lines = g_strsplit(text + strlen(outlooks->head), "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_auto(GStrv) fields = g_strsplit(*line, "\t", -1);
        if (g_strv_length(fields) == FIELDS)
            read_line(outlooks, fields);
    }
}

static void
write_kept(const MarbreOutlooks *outlooks)
{
    GHashTableIter iterator;
    gpointer folder = NULL, value = NULL;
    guint count = 0;
    g_autoptr(GString) out = g_string_new(outlooks->head);
    g_hash_table_iter_init(&iterator, outlooks->known);
    while (g_hash_table_iter_next(&iterator, &folder, &value) && count < MOST) {
        const Kept *kept = value;
        const MarbreOutlook *outlook = &kept->outlook;
        if (kept->until <= outlooks->cli->session.now || strpbrk(folder, "\t\n") != NULL)
            continue;
        g_autofree char *approvers = g_strjoinv(" ", outlook->approvers);
        g_autofree char *payers = g_strjoinv(" ", outlook->payers);
        g_string_append_printf(
            out, "%s\t%s\t%s\t%" G_GINT64_FORMAT "\t%u\t%u\t%s\t%s\t%s\t%d\n", (char *)folder,
            kept->oid, kept->stamp, kept->until, outlook->obstacles, outlook->owed, approvers,
            payers, outlook->owed_stage == NULL ? "" : outlook->owed_stage, outlook->ready);
        count++;
    }
    (void)g_file_set_contents_full(outlooks->path, out->str, (gssize)out->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                   NULL); /* or it is judged again */
}

MarbreOutlooks *
marbre_outlooks_open(MarbreCli *cli, MarbreNewsroom *tip, const MarbreSlate *slate)
{
    MarbreOutlooks *outlooks = g_new0(MarbreOutlooks, 1);
    g_autofree char *own =
        cli->no_cache || cli->at != NULL ? NULL : marbre_store_own_dir(cli->store, NULL);
    outlooks->cli = cli;
    outlooks->tip = tip;

    outlooks->slate = slate;
    outlooks->path = own == NULL ? NULL : g_build_filename(own, "outlook", NULL);
    outlooks->head = g_strdup_printf(FORM "\t%s\n", marbre_slate_get_rules(slate));
    outlooks->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
    outlooks->now = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, kept_free);
    read_kept(outlooks);
    return outlooks;
}

void
marbre_outlooks_free(MarbreOutlooks *outlooks)
{
    if (outlooks == NULL)
        return;
    if (outlooks->changed && outlooks->path != NULL)
        write_kept(outlooks);
    g_hash_table_unref(outlooks->known);
    g_hash_table_unref(outlooks->now);
    g_free(outlooks->path);
    g_free(outlooks->head);
    g_free(outlooks);
}

/* --- what it hangs on ---------------------------------------------------------------------------
 */

/* Its files as they lie: names, sizes and times. Of a translation all that the commit holds too:
   what became of the original matters. NULL where it is gone. (transfer full, nullable) */
static char *
stamp_of(const MarbreOutlooks *outlooks, const MarbreRow *row)
{
    g_autoptr(MarbreDigest) digest = marbre_digest_new();
    if (row->translates != NULL)
        marbre_digest_add_text(digest, marbre_slate_get_tree(outlooks->slate));
    if (!marbre_cli_has_files(outlooks->cli))
        return marbre_digest_end(g_steal_pointer(&digest));
    g_autofree char *path =
        g_build_filename(marbre_store_get_workdir(outlooks->cli->store), row->folder, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    DIR *dir = opendir(path);
    if (dir == NULL)
        return NULL;
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
        g_ptr_array_add(names, g_strdup(entry->d_name));
    g_ptr_array_sort(names, marbre_order_texts);
    for (guint i = 0; i < names->len; i++) {
        struct stat status = {0};
        (void)fstatat(dirfd(dir), names->pdata[i], &status, AT_SYMLINK_NOFOLLOW); /* or it is 0 */
        const int64_t facts[] = {status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                                 (int64_t)status.st_ino};
        marbre_digest_add(digest, names->pdata[i], strlen(names->pdata[i]) + 1);
        if (strcmp(names->pdata[i], "..") != 0)
            marbre_digest_add(digest, facts, sizeof facts);
    }
    (void)closedir(dir); /* only read */
    return marbre_digest_end(g_steal_pointer(&digest));
}

static void
stop_at(int64_t *until, const char *written, MarbreHourKind kind, GTimeZone *zone, int64_t now)
{
    g_auto(MarbreHour) hour = marbre_hour_read(written, kind, zone);
    if (hour.set && hour.at > now)
        *until = MIN(*until, hour.at);
}

static int64_t
holds_until(const MarbreOutlooks *outlooks, const MarbreRow *row)
{
    GTimeZone *zone = marbre_policy_get_settings(marbre_newsroom_get_policy(outlooks->tip))->zone;
    int64_t now = outlooks->cli->session.now, until = now + LONGEST;
    g_autoptr(GDateTime) here = g_date_time_new_from_unix_utc(now);
    g_autoptr(GDateTime) local = g_date_time_to_timezone(here, zone);
    g_autoptr(GDateTime) day =
        g_date_time_new(zone, g_date_time_get_year(local), g_date_time_get_month(local),
                        g_date_time_get_day_of_month(local), 0, 0, 0);
    g_autoptr(GDateTime) next = g_date_time_add_days(day, 1);
    until = MIN(until, g_date_time_to_unix(next));
    stop_at(&until, row->embargo, MARBRE_HOUR_EMBARGO, zone, now);
    stop_at(&until, row->publish_at, MARBRE_HOUR_PUBLISH, zone, now);
    stop_at(&until, row->unpublish_at, MARBRE_HOUR_UNPUBLISH, zone, now);
    return until;
}

/* --- judging ------------------------------------------------------------------------------------
 */

static void
add_ids(GPtrArray *ids, const GPtrArray *people)
{
    for (guint i = 0; i < people->len; i++) {
        const char *id = ((const MarbrePerson *)people->pdata[i])->id;
        if (!g_ptr_array_find_with_equal_func(ids, id, g_str_equal, NULL))
            g_ptr_array_add(ids, g_strdup(id));
    }
}

static char **
end_ids(GPtrArray *ids)
{
    g_ptr_array_add(ids, NULL);
    return (char **)g_ptr_array_free(ids, FALSE);
}

/* The stage of the first of what is owed. */
static char *
stage_owed(const MarbreOverview *overview)
{
    for (guint i = 0; i < overview->dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(overview->dossier->stations, i);
        if (station->owing != NULL || (station->owed && station->given->len > 0))
            return g_strdup(station->stage->id);
    }
    return NULL;
}

static void
take_overview(MarbreOutlook *outlook, const MarbreOverview *overview)
{
    const GPtrArray *obstacles = overview->answer->obstacles;
    GPtrArray *approvers = g_ptr_array_new(), *payers = g_ptr_array_new();
    outlook->obstacles = obstacles->len;
    outlook->owed = overview->owed->len;
    outlook->ready = true;
    for (guint i = 0; i < obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(obstacles, i);
        if (obstacle->kind == MARBRE_OBSTACLE_APPROVAL)
            add_ids(approvers, obstacle->who);
        else
            outlook->ready = false;
    }
    for (guint i = 0; i < overview->owed->len; i++)
        add_ids(payers, ((const MarbreObstacle *)overview->owed->pdata[i])->who);
    outlook->approvers = end_ids(approvers);
    outlook->payers = end_ids(payers);
    outlook->owed_stage = overview->owed->len == 0 ? NULL : stage_owed(overview);
    outlook->incomplete = overview->incomplete;
}

/* Whether the files lie as the commit has them. */
static bool
lies_committed(const MarbreOutlooks *outlooks, const MarbreRow *row)
{
    char oid[41];
    return !marbre_cli_has_files(outlooks->cli) ||
           (marbre_snapshot_folder_id(marbre_newsroom_get_snapshot(outlooks->cli->files),
                                      row->folder, oid, NULL) &&
            strcmp(oid, row->oid) == 0);
}

static const MarbreOutlook *
judge(MarbreOutlooks *outlooks, const MarbreRow *row, char *stamp, GError **error)
{
    g_autoptr(MarbreOverview) overview =
        marbre_cli_files(outlooks->cli, outlooks->tip, error) == NULL
            ? NULL
            : marbre_cli_overview(outlooks->cli, outlooks->tip, row->folder, NULL, error);
    if (overview == NULL) {
        g_free(stamp);
        return NULL;
    }
    Kept *kept = g_new0(Kept, 1);
    kept->oid = g_strdup(row->oid);
    kept->stamp = stamp;
    kept->until = holds_until(outlooks, row);
    take_overview(&kept->outlook, overview);
    kept->outlook.unsaved = !lies_committed(outlooks, row);
    kept->outlook.owing = g_ptr_array_ref(overview->owed);
    kept->outlook.findings = g_ptr_array_ref(overview->findings);
    bool keeps = !kept->outlook.unsaved && !kept->outlook.incomplete;
    outlooks->changed = outlooks->changed || keeps;
    g_hash_table_insert(keeps ? outlooks->known : outlooks->now, g_strdup(row->folder), kept);
    return &kept->outlook;
}

const MarbreOutlook *
marbre_outlook_of(MarbreOutlooks *outlooks, const MarbreRow *row, bool anew, GError **error)
{
    const Kept *now = g_hash_table_lookup(outlooks->now, row->folder);
    const Kept *kept = g_hash_table_lookup(outlooks->known, row->folder);
    if (now != NULL)
        return &now->outlook;
    char *stamp = stamp_of(outlooks, row);
    if (stamp == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", row->folder);
        return NULL;
    }
    if (kept != NULL && kept->until > outlooks->cli->session.now &&
        (!anew || kept->outlook.owing) && strcmp(kept->oid, row->oid) == 0 &&
        strcmp(kept->stamp, stamp) == 0) {
        g_free(stamp);
        return &kept->outlook;
    }
    return judge(outlooks, row, stamp, error);
}
