/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "newsroom/slate_inside.h"

#include "base/digest.h"

#include <string.h>

/* The file: a line that names the form and what it is of, a line of places, a line of counts, and a
   line an article: class, stage, the three about a return, and the row; fields between tabs. */
enum { HEAD_FORM, HEAD_TREE, HEAD_COMMIT, HEAD_RULES, HEAD_FIELDS };
enum { LINE_CLASS, LINE_STAGE, LINE_BY, LINE_WHY, LINE_TO, LINE_ROW };

void
marbre_slated_free(MarbreSlated *slated)
{
    if (slated == NULL)
        return;
    marbre_row_free(slated->row);
    g_free(slated->returned_by);
    g_free(slated->returned_why);
    g_free(slated->returned_to);
    g_free(slated);
}

void
marbre_slate_free(MarbreSlate *slate)
{
    if (slate == NULL)
        return;
    g_free(slate->tree);
    g_free(slate->commit);
    g_free(slate->rules);
    g_strfreev(slate->places);
    g_clear_pointer(&slate->counts, g_hash_table_unref);
    g_clear_pointer(&slate->bytes, g_bytes_unref);
    g_free(slate);
}

/* --- reading ------------------------------------------------------------------------------------
 */

static const char *
next_line(const char *line, const char *end)
{
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    return newline == NULL ? NULL : newline + 1;
}

static char **
split(const char *line, const char *next)
{
    g_autofree char *text = g_strndup(line, (size_t)(next - line) - 1);
    return g_strsplit(text, "\t", -1);
}

static void
read_counts(MarbreSlate *slate, char **fields)
{
    for (char **field = fields; field[0] != NULL && field[1] != NULL; field += 2)
        g_hash_table_insert(slate->counts, g_strdup(field[0]),
                            GUINT_TO_POINTER((guint)g_ascii_strtoull(field[1], NULL, 10)));
}

/* Where each class begins: behind as many bytes as the counts say. */
static bool
find_classes(MarbreSlate *slate, const char *first, const char *end)
{
    for (int class = 0; class < MARBRE_SLATE_CLASSES; class ++) {
        guint behind = marbre_slate_count(slate, class, MARBRE_SLATE_BEGINS);
        if (behind > (size_t)(end - first) || (behind > 0 && first[behind - 1] != '\n'))
            return false;
        slate->lines[class] = first + behind;
    }
    slate->lines[MARBRE_SLATE_CLASSES] = end;
    return slate->lines[MARBRE_SLATE_PLAIN] <= slate->lines[MARBRE_SLATE_AWAY];
}

MarbreSlate *
marbre_slate_parse(GBytes *bytes)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size), *end = data + size;
    if (size == 0 || end[-1] != '\n' || !g_str_has_prefix(data, MARBRE_SLATE_FORM "\t"))
        return NULL;
    const char *places = next_line(data, end);
    const char *counts = places == end ? NULL : next_line(places, end);
    const char *first = counts == NULL || counts == end ? NULL : next_line(counts, end);
    if (first == NULL)
        return NULL;
    g_auto(GStrv) head = split(data, places);
    if (g_strv_length(head) != HEAD_FIELDS)
        return NULL;
    g_auto(GStrv) counted = split(counts, first);
    g_autoptr(MarbreSlate) slate = g_new0(MarbreSlate, 1);
    slate->bytes = g_bytes_ref(bytes);
    slate->tree = g_strdup(head[HEAD_TREE]);
    slate->commit = g_strdup(head[HEAD_COMMIT]);
    slate->rules = g_strdup(head[HEAD_RULES]);
    slate->places = split(places, counts);
    slate->counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_counts(slate, counted);
    return find_classes(slate, first, end) ? g_steal_pointer(&slate) : NULL;
}

const char *
marbre_slate_get_rules(const MarbreSlate *slate)
{
    return slate->rules;
}

const char *
marbre_slate_get_tree(const MarbreSlate *slate)
{
    return slate->tree;
}

char *const *
marbre_slate_get_places(const MarbreSlate *slate)
{
    return slate->places;
}

guint
marbre_slate_count(const MarbreSlate *slate, MarbreSlateClass class, const char *stage)
{
    g_autofree char *key = g_strdup_printf("%d %s", class, stage == NULL ? "" : stage);
    return GPOINTER_TO_UINT(g_hash_table_lookup(slate->counts, key));
}

static char *
take(const char *text)
{
    return *text == '\0' ? NULL : g_strcompress(text);
}

const char *
marbre_slate_field(const char *line, const char *end, unsigned number)
{
    for (; line != NULL && number > 0; number--) {
        line = memchr(line, '\t', (size_t)(end - line));
        line = line == NULL ? NULL : line + 1;
    }
    return line;
}

MarbreSlated *
marbre_slate_line_read(MarbreSlateLine line)
{
    g_autofree char *text = g_strndup(line.start, (size_t)(line.end - line.start) - 1);
    g_auto(GStrv) fields = g_strsplit(text, "\t", LINE_ROW + 1);
    if (g_strv_length(fields) != LINE_ROW + 1)
        return NULL;
    MarbreRow *row = marbre_row_parse(fields[LINE_ROW]);
    if (row == NULL)
        return NULL;
    MarbreSlated *slated = g_new0(MarbreSlated, 1);
    slated->class = line.class;
    slated->row = row;
    slated->returned_by = take(fields[LINE_BY]);
    slated->returned_why = take(fields[LINE_WHY]);
    slated->returned_to = take(fields[LINE_TO]);
    return slated;
}

/* The stage of a line, which stands behind its class. */
static bool
stands_at(const char *line, const char *next, const char *const *stages)
{
    const char *stage = line + 2;
    size_t left = (size_t)(next - stage);
    for (; *stages != NULL; stages++) {
        size_t size = strlen(*stages);
        if (left > size && stage[size] == '\t' && memcmp(stage, *stages, size) == 0)
            return true;
    }
    return false;
}

void
marbre_slate_each(const MarbreSlate *slate,
                  MarbreSlateClass class,
                  const char *const *stages,
                  MarbreSlatedFunc tell,
                  void *user)
{
    const char *end = slate->lines[class + 1];
    const char *line = slate->lines[class];
    for (const char *next = NULL; line < end; line = next) {
        next = next_line(line, end);
        if (next == NULL || (stages != NULL && !stands_at(line, next, stages)))
            continue;
        MarbreSlated *slated = marbre_slate_line_read((MarbreSlateLine){class, line, next});
        if (slated != NULL && !tell(user, slated))
            return;
    }
}

/* --- opening ------------------------------------------------------------------------------------
 */

/* Of all that lies beside the articles' folder. */
static char *
digest_rules(MarbreSnapshot *snapshot, const char *articles, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(snapshot, "", error);
    if (entries == NULL)
        return NULL;
    g_autofree char *top = g_strndup(articles, strcspn(articles, "/"));
    g_autoptr(MarbreDigest) digest = marbre_digest_new();
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (strcmp(entry->name, top) == 0)
            continue;
        marbre_digest_add_text(digest, entry->name);
        marbre_digest_add(digest, "/", 1);
        marbre_digest_add_text(digest, entry->oid);
    }
    return marbre_digest_end(g_steal_pointer(&digest));
}

static MarbreSlate *
read_kept(const char *path)
{
    g_autoptr(GMappedFile) file = path == NULL ? NULL : g_mapped_file_new(path, FALSE, NULL);
    g_autoptr(GBytes) bytes = file == NULL ? NULL : g_mapped_file_get_bytes(file);
    return bytes == NULL ? NULL : marbre_slate_parse(bytes);
}

MarbreSlate *
marbre_slate_kept(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, "slate", NULL);
    return read_kept(path);
}

MarbreSlate *
marbre_slate_open(MarbreNewsroom *tip, const MarbreSlateSettings *settings, GError **error)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(tip);
    const char *articles = marbre_policy_get_settings(marbre_newsroom_get_policy(tip))->articles;
    const char *commit = marbre_snapshot_commit_id(snapshot);
    char tree[41];
    g_autofree char *path =
        settings->dir == NULL ? NULL : g_build_filename(settings->dir, "slate", NULL);
    g_autoptr(MarbreSlate) kept = read_kept(path);
    if (!marbre_snapshot_folder_id(snapshot, "", tree, error))
        return NULL;
    if (kept != NULL && strcmp(kept->tree, tree) == 0 && g_strcmp0(kept->commit, commit) == 0)
        return g_steal_pointer(&kept);
    g_autofree char *rules = digest_rules(snapshot, articles, error);
    if (rules == NULL)
        return NULL;
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_slated_free);
    g_autoptr(GArray) still = g_array_new(FALSE, FALSE, sizeof(MarbreSlateLine));
    MarbreSlating slating = {tip, settings, all, still, kept == NULL ? NULL : kept->places};
    bool known = kept != NULL && strcmp(kept->rules, rules) == 0 &&
                 marbre_slating_read_changes(&slating, kept);
    if (!known)
        slating.places = NULL;
    if (!known && !marbre_slating_read_all(&slating, error))
        return NULL;
    marbre_slating_find_returns(&slating, known ? kept->commit : NULL);
    g_autoptr(GBytes) bytes =
        marbre_slating_write(&slating, tree, commit == NULL ? "" : commit, rules);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    if (path != NULL) /* a disk that is full loses the slate, never more */
        (void)g_file_set_contents_full(path, data, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT,
                                       0666, NULL);
    return marbre_slate_parse(bytes);
}
