/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mutant.h"

#include <string.h>

static void
step_free(void *data)
{
    Step *step = data;
    leaf_free(step->leaf);
    g_free(step->id);
    g_free(step->before);
    g_free(step->folder);
    g_free(step->move);
    g_free(step);
}

bool
step_is(const Step *step, const char *move)
{
    return g_strcmp0(step->move, move) == 0;
}

char *
step_said(const Step *step, const char *key)
{
    g_autofree char *mark = g_strdup_printf("\n%s: ", key);
    const char *at = g_strrstr(step->leaf->message, mark);
    at = at == NULL ? NULL : at + strlen(mark);
    return at == NULL ? NULL : g_strndup(at, strcspn(at, "\n"));
}

static char *
folder_of(Forge *forge, const char *commit)
{
    g_autoptr(GPtrArray) paths = forge_changes(forge, commit);
    for (guint i = 0; i < paths->len; i++)
        if (g_str_has_prefix(paths->pdata[i], "articles/"))
            return g_path_get_dirname(paths->pdata[i]);
    return NULL;
}

GPtrArray *
bench_read(Night *night)
{
    GPtrArray *line = g_ptr_array_new_with_free_func(step_free);
    g_autofree char *id = forge_tip(night->forge);
    while (strcmp(id, night->trust) != 0) {
        Step *step = g_new0(Step, 1);
        step->id = g_strdup(id);
        step->leaf = leaf_read(night->forge, id);
        step->before = g_strdup(step->leaf->parents[0]);
        step->folder = folder_of(night->forge, id);
        step->move = step_said(step, "Marbre-Transition");
        g_ptr_array_insert(line, 0, step);
        leaf_set(&id, g_strdup(step->before));
    }
    return line;
}

char *
replaced(const char *text, const char *pattern, const char *by)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_MULTILINE, 0, &error);
    g_assert_no_error(error);
    g_autofree char *changed = g_regex_replace(regex, text, -1, 0, by, 0, &error);
    g_assert_no_error(error);
    return strcmp(changed, text) == 0 ? NULL : g_steal_pointer(&changed);
}

char *
bench_record_path(const Step *step)
{
    return g_strdup_printf("%s/state.yaml", step->folder);
}

char *
bench_with_file(Bench *bench, const Step *step, const char *path, const char *text)
{
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    leaf_set(&leaf->tree, forge_put(bench->forge, step->leaf->tree, path, text));
    return leaf_write(bench->forge, leaf);
}

char *
bench_with_record(Bench *bench, const Step *step, const char *record)
{
    g_autofree char *path = bench_record_path(step);
    return record == NULL ? NULL : bench_with_file(bench, step, path, record);
}

char *
bench_again(Bench *bench, const Step *step, const char *onto)
{
    return forge_replant(bench->forge, step->id, onto);
}

char *
bench_commit(Bench *bench, const char *onto, const char *path, const char *text, const char *who)
{
    g_autofree char *tree = forge_tree_of(bench->forge, onto);
    g_autofree char *after = forge_put(bench->forge, tree, path, text);
    return night_commit(bench->night, onto, after, who, "Retouche\n");
}

/* --- slips ----------------------------------------------------------------------------------- */

static bool
concerns(const Step *step, const Slip *slip)
{
    g_autofree char *name = g_strdup_printf(" %s ", step->move == NULL ? "" : step->move);
    return step->move != NULL && step->folder != NULL &&
           (slip->moves == NULL || strstr(slip->moves, name) != NULL);
}

char *
slip_record(Bench *bench, const Step *step, const Slip *slip)
{
    if (!concerns(step, slip))
        return NULL;
    g_autofree char *path = bench_record_path(step);
    g_autofree char *record = forge_get(bench->forge, step->id, path);
    g_autofree char *other = replaced(record, slip->pattern, slip->by);
    return bench_with_record(bench, step, other);
}

char *
slip_message(Bench *bench, const Step *step, const Slip *slip)
{
    if (!concerns(step, slip))
        return NULL;
    g_autofree char *message = replaced(step->leaf->message, slip->pattern, slip->by);
    if (message == NULL)
        return NULL;
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    leaf_set(&leaf->message, g_steal_pointer(&message));
    return leaf_write(bench->forge, leaf);
}
