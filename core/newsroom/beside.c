/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/order.h"
#include "newsroom/beside.h"

#include "newsroom/before.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* The file: a line that names the form and the commit, then of each place "=NANOSECONDS TREE
   PLACE", where TREE is what that commit has there, and behind it "+FOLDER" and "-FOLDER" for what
   was found there. */
#define FORM "marbre-beside 2 " MARBRE_VERSION
#define SECOND INT64_C(1000000000)

typedef struct {
    MarbreNewsroom *tip, *files; /* files: once it is needed */
    MarbreFilesFunc ask;
    void *user;
    MarbreBeside *beside;
    GHashTable *kept; /* place to the lines behind it, the first one its instant */
    GString *out;
    int64_t now;
    bool same_commit; /* as when what is kept was found */
} Looking;

void
marbre_beside_free(MarbreBeside *beside)
{
    if (beside == NULL)
        return;
    g_ptr_array_unref(beside->come);
    g_hash_table_unref(beside->gone);
    g_free(beside);
}

static void
take_line(const Looking *looking, const char *line)
{
    if (*line == '+')
        g_ptr_array_add(looking->beside->come, g_strdup(line + 1));
    else if (*line == '-')
        (void)g_hash_table_add(looking->beside->gone, g_strdup(line + 1)); /* or once more */
}

static void
tell(const Looking *looking, char sign, const char *folder)
{
    g_autofree char *line = g_strdup_printf("%c%s", sign, folder);
    take_line(looking, line);
    if (strchr(folder, '\n') == NULL)
        g_string_append_printf(looking->out, "%s\n", line);
}

/* --- looking ------------------------------------------------------------------------------------
 */

/* A new folder: an article, or one that holds some. */
static void
look_into_new(const Looking *looking, const char *folder, unsigned depth)
{
    MarbreSnapshot *files = marbre_newsroom_get_snapshot(looking->files);
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(files, folder, NULL);
    if (entries == NULL || depth > MARBRE_FOLDER_DEPTH)
        return;
    if (marbre_newsroom_is_bundle(entries)) {
        if (marbre_before_is_article(looking->files, folder, entries))
            tell(looking, '+', folder);
        return;
    }
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
        if (entry->kind == MARBRE_ENTRY_FOLDER && entry->name[0] != '.')
            look_into_new(looking, path, depth + 1);
    }
}

static GHashTable *
names_of(const GPtrArray *entries)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (entry->kind == MARBRE_ENTRY_FOLDER)
            (void)g_hash_table_add(names, entry->name); /* each once */
    }
    return names;
}

static void
look_into(Looking *looking, const char *place)
{
    if (looking->files == NULL)
        looking->files = looking->ask(looking->user);
    if (looking->files == NULL)
        return;
    g_autoptr(GPtrArray) own =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(looking->tip), place, NULL);
    g_autoptr(GPtrArray) lying =
        marbre_snapshot_list(marbre_newsroom_get_snapshot(looking->files), place, NULL);
    g_autoptr(GHashTable) committed = names_of(own);
    g_autoptr(GHashTable) there = names_of(lying);
    GHashTableIter iterator;
    gpointer name = NULL;
    g_hash_table_iter_init(&iterator, there);
    while (g_hash_table_iter_next(&iterator, &name, NULL)) {
        g_autofree char *path = g_strdup_printf("%s/%s", place, (char *)name);
        if (!g_hash_table_contains(committed, name) && ((char *)name)[0] != '.')
            look_into_new(looking, path, 0);
    }
    g_hash_table_iter_init(&iterator, committed);
    while (g_hash_table_iter_next(&iterator, &name, NULL)) {
        g_autofree char *path = g_strdup_printf("%s/%s", place, (char *)name);
        if (!g_hash_table_contains(there, name))
            tell(looking, '-', path);
    }
}

/* Nanoseconds of the last change of a place's list of names; 0 where it can't be relied on: within
   a second of now another change may bear the same. */
static int64_t
changed_at(const Looking *looking, const char *place)
{
    struct stat status;
    g_autofree char *path = g_build_filename(
        marbre_store_get_workdir(marbre_newsroom_get_store(looking->tip)), place, NULL);
    if (lstat(path, &status) != 0)
        return 0;
    int64_t at = status.st_mtim.tv_sec * SECOND + status.st_mtim.tv_nsec;
    return at + SECOND > looking->now ? 0 : at;
}

/* What the commit has at a place; where it is the same commit, as it was. */
static void
tree_at(const Looking *looking, const char *place, const char *kept, char ret_tree[41])
{
    MarbreSnapshot *tip = marbre_newsroom_get_snapshot(looking->tip);
    if (looking->same_commit && kept != NULL)
        g_strlcpy(ret_tree, kept, 41);
    else if (!marbre_snapshot_folder_id(tip, place, ret_tree, NULL))
        g_strlcpy(ret_tree, "-", 41);
}

static void
look_at(Looking *looking, const char *place)
{
    char tree[41];
    int64_t at = changed_at(looking, place);
    const GPtrArray *lines = g_hash_table_lookup(looking->kept, place);
    const char *kept = lines == NULL ? NULL : strchr(lines->pdata[0], ' ');
    tree_at(looking, place, kept == NULL ? NULL : kept + 1, tree);
    bool same = at != 0 && kept != NULL && g_ascii_strtoll(lines->pdata[0], NULL, 10) == at &&
                g_str_has_prefix(kept + 1, tree);
    /* What was there and in no commit may have changed further down. */
    for (guint i = 1; same && i < lines->len; i++)
        same = *(const char *)lines->pdata[i] != '+';
    g_string_append_printf(looking->out, "=%" G_GINT64_FORMAT " %s %s\n", at, tree, place);
    for (guint i = 1; same && i < lines->len; i++)
        tell(looking, *(const char *)lines->pdata[i], (const char *)lines->pdata[i] + 1);
    if (!same)
        look_into(looking, place);
}

/* --- what is kept -------------------------------------------------------------------------------
 */

static void
read_kept(Looking *looking, const char *head, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GPtrArray *last = NULL;
    if (lines[0] == NULL || !g_str_has_prefix(lines[0], FORM " "))
        return;
    looking->same_commit = strcmp(lines[0], head) == 0;
    for (char **line = lines + 1; *line != NULL; line++) {
        const char *tree = strchr(*line, ' ');
        const char *space = tree == NULL ? NULL : strchr(tree + 1, ' ');
        if (**line == '=' && space != NULL) {
            last = g_ptr_array_new_with_free_func(g_free);
            g_ptr_array_add(last, g_strdup(*line + 1));
            g_hash_table_insert(looking->kept, g_strdup(space + 1), last);
        } else if (last != NULL && (**line == '+' || **line == '-')) {
            g_ptr_array_add(last, g_strdup(*line));
        }
    }
}

/* --- what was there before, and is taken up
 * -------------------------------------------------------
 */

/* Whether an adopted site had something where the newsroom's articles lie. */
static bool
had_articles(const MarbreSettings *settings)
{
    for (char **path = settings->before_paths; *path != NULL; path++) {
        size_t known = strcspn(*path, "*"), size = strlen(settings->articles);
        if (strncmp(*path, settings->articles, MIN(known, size)) == 0)
            return true;
    }
    return false;
}

static bool
add_name(void *user, const char *folder, const char *oid)
{
    (void)oid;
    (void)g_hash_table_add(user, g_strdup(folder)); /* each once */
    return true;
}

/* Words of an old post are edited: it is an article from now on. */
static void
look_at_old(Looking *looking)
{
    g_autoptr(GHashTable) own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) lying = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (looking->files == NULL)
        looking->files = looking->ask(looking->user);
    if (looking->files == NULL || !marbre_newsroom_each(looking->tip, add_name, own, NULL) ||
        !marbre_newsroom_each(looking->files, add_name, lying, NULL))
        return;
    GHashTableIter iterator;
    gpointer folder = NULL;
    g_hash_table_iter_init(&iterator, lying);
    while (g_hash_table_iter_next(&iterator, &folder, NULL))
        if (!g_hash_table_contains(own, folder) &&
            !g_ptr_array_find_with_equal_func(looking->beside->come, folder, g_str_equal, NULL))
            g_ptr_array_add(looking->beside->come, g_strdup(folder));
}

MarbreBeside *
marbre_beside_find(
    MarbreNewsroom *tip, MarbreFilesFunc files, void *user, char *const *places, const char *dir)
{
    MarbreBeside *beside = g_new0(MarbreBeside, 1);
    beside->come = g_ptr_array_new_with_free_func(g_free);
    beside->gone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *commit = marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(tip));
    if (files == NULL)
        return beside;
    g_autoptr(GHashTable) kept =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autofree char *path = dir == NULL ? NULL : g_build_filename(dir, "beside", NULL);
    g_autofree char *head = g_strdup_printf(FORM " %s", commit == NULL ? "" : commit);
    g_autofree char *text = NULL;
    g_autoptr(GString) out = g_string_new(head);
    g_string_append_c(out, '\n');
    Looking looking = {.tip = tip,
                       .ask = files,
                       .user = user,
                       .beside = beside,
                       .kept = kept,
                       .out = out,
                       .now = g_get_real_time() * 1000};
    if (path != NULL && g_file_get_contents(path, &text, NULL, NULL))
        read_kept(&looking, head, text);
    for (char *const *place = places; *place != NULL; place++)
        look_at(&looking, *place);
    if (had_articles(marbre_policy_get_settings(marbre_newsroom_get_policy(tip))))
        look_at_old(&looking);
    if (path != NULL && g_strcmp0(text, out->str) != 0)
        (void)g_file_set_contents_full(path, out->str, (gssize)out->len,
                                       G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                       NULL); /* or it is looked for again */
    g_ptr_array_sort(beside->come, marbre_order_texts);
    return beside;
}
