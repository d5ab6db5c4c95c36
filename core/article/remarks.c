/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/remarks.h"

#include "base/error.h"
#include "base/path.h"
#include "base/problem.h"
#include "yaml/edit.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>

struct MarbreRemarks {
    MarbreYaml *yaml;
    GPtrArray *items;
};

typedef struct {
    MarbreYaml *yaml;
    GPtrArray *problems;
} Reader;

static void
free_remark(void *data)
{
    MarbreRemark *remark = data;
    g_free(remark->by);
    g_free(remark->quote);
    g_free(remark->text);
    g_free(remark->done_by);
    g_free(remark);
}

void
marbre_remarks_free(MarbreRemarks *remarks)
{
    if (remarks == NULL)
        return;
    g_ptr_array_unref(remarks->items);
    marbre_yaml_unref(remarks->yaml);
    g_free(remarks);
}

const GPtrArray *
marbre_remarks_get_items(const MarbreRemarks *remarks)
{
    return remarks->items;
}

/* --- reading ------------------------------------------------------------------------------------
 */

static char *
read_words(const Reader *reader, const MarbreYamlNode *map, const char *key)
{
    const MarbreYamlNode *node = marbre_yaml_expect_key(reader->yaml, map, key, reader->problems);
    const char *text = marbre_yaml_expect_text(reader->yaml, node, reader->problems);
    return g_strdup(text);
}

static char *
read_person(const Reader *reader, const MarbreYamlNode *map)
{
    char *id = read_words(reader, map, "by");
    if (id != NULL && !marbre_id_is_valid(id))
        marbre_yaml_problem(reader->yaml, marbre_yaml_find(map, "by"), reader->problems,
                            _("“%s” is nobody's id here; write one of people.yaml"), id);
    return id;
}

static MarbreInstant
read_instant(const Reader *reader, const MarbreYamlNode *map)
{
    MarbreInstant at = {0, 0};
    const MarbreYamlNode *node = marbre_yaml_expect_key(reader->yaml, map, "at", reader->problems);
    const char *text = marbre_yaml_expect_text(reader->yaml, node, reader->problems);
    if (text != NULL && !marbre_instant_parse(text, &at))
        marbre_yaml_problem(reader->yaml, node, reader->problems,
                            _("“%s” is no moment: write it as 2023-09-19T15:02:00+02:00"), text);
    return at;
}

static void
read_remark(const Reader *reader, const MarbreYamlNode *node, GPtrArray *items)
{
    static const char *const keys[] = {"by", "at", "quote", "text", "done", NULL};
    static const char *const done_keys[] = {"by", "at", NULL};
    if (!marbre_yaml_expect_map(reader->yaml, node, keys, reader->problems))
        return;
    MarbreRemark *remark = g_new0(MarbreRemark, 1);
    g_ptr_array_add(items, remark);
    remark->by = read_person(reader, node);
    remark->at = read_instant(reader, node);
    remark->text = read_words(reader, node, "text");
    if (marbre_yaml_find(node, "quote") != NULL)
        remark->quote = read_words(reader, node, "quote");
    const MarbreYamlNode *done = marbre_yaml_find(node, "done");
    if (done == NULL || !marbre_yaml_expect_map(reader->yaml, done, done_keys, reader->problems))
        return;
    remark->done_by = read_person(reader, done);
    remark->done_at = read_instant(reader, done);
}

static void
read_all(const Reader *reader, GPtrArray *items)
{
    static const char *const keys[] = {"notes", NULL};
    const MarbreYamlNode *root = marbre_yaml_get_root(reader->yaml);
    if (!marbre_yaml_expect_map(reader->yaml, root, keys, reader->problems))
        return;
    const MarbreYamlNode *list =
        marbre_yaml_expect_key(reader->yaml, root, "notes", reader->problems);
    if (list == NULL || !marbre_yaml_expect_list(reader->yaml, list, reader->problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        read_remark(reader, marbre_yaml_node_get_child(list, i), items);
}

MarbreRemarks *
marbre_remarks_parse(const char *path, GBytes *bytes, GPtrArray *problems)
{
    const MarbreSpan whole = {0, g_bytes_get_size(bytes)};
    guint before = problems->len;
    MarbreYaml *yaml = marbre_yaml_parse(path, bytes, whole, &MARBRE_YAML_POLICY, problems);
    if (yaml == NULL)
        return NULL;
    MarbreRemarks *remarks = g_new0(MarbreRemarks, 1);
    remarks->yaml = yaml;
    remarks->items = g_ptr_array_new_with_free_func(free_remark);
    const Reader reader = {yaml, problems};
    read_all(&reader, remarks->items);
    if (problems->len == before)
        return remarks;
    marbre_remarks_free(remarks);
    return NULL;
}

/* --- writing ------------------------------------------------------------------------------------
 */

static MarbreRemarks *
read_or_refuse(GBytes *file, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreRemarks *remarks = marbre_remarks_parse(MARBRE_REMARKS_FILE, file, problems);
    if (remarks == NULL)
        g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_REFUSED));
    return remarks;
}

/* What can't be written beside what stands there is for the person to write. */
static GBytes *
append(const MarbreRemarks *remarks,
       GBytes *file,
       const char *where,
       GVariant *value,
       bool as_list,
       GError **error)
{
    g_autoptr(GError) reason = NULL;
    GBytes *bytes = marbre_yaml_append(remarks->yaml, file, where, value, as_list, &reason);
    if (bytes == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s", MARBRE_REMARKS_FILE,
                    reason->message);
    return bytes;
}

static void
add_text(GVariantBuilder *map, const char *key, const char *text)
{
    if (text != NULL)
        g_variant_builder_add(map, "(sv)", key, g_variant_new_string(text));
}

GBytes *
marbre_remarks_add(GBytes *file, const MarbreRemark *remark, GError **error)
{
    static const char empty[] = "notes: []\n";
    g_autoptr(GBytes) before =
        file != NULL ? g_bytes_ref(file) : g_bytes_new_static(empty, sizeof empty - 1);
    g_autoptr(MarbreRemarks) remarks = read_or_refuse(before, error);
    if (remarks == NULL)
        return NULL;
    g_autofree char *at = marbre_instant_format(remark->at);
    GVariantBuilder map;
    g_variant_builder_init(&map, G_VARIANT_TYPE("a(sv)"));
    add_text(&map, "by", remark->by);
    add_text(&map, "at", at);
    add_text(&map, "quote", remark->quote);
    add_text(&map, "text", remark->text);
    return append(remarks, before, "notes", g_variant_builder_end(&map), true, error);
}

GBytes *
marbre_remarks_settle(GBytes *file, guint index, const char *by, MarbreInstant at, GError **error)
{
    g_autoptr(MarbreRemarks) remarks = read_or_refuse(file, error);
    if (remarks == NULL)
        return NULL;
    g_autofree char *where = g_strdup_printf("notes[%u].done", index);
    g_autofree char *instant = marbre_instant_format(at);
    GVariantBuilder map;
    g_variant_builder_init(&map, G_VARIANT_TYPE("a(sv)"));
    add_text(&map, "by", by);
    add_text(&map, "at", instant);
    return append(remarks, file, where, g_variant_builder_end(&map), false, error);
}
