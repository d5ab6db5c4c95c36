/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/site_told.h"

#include "base/problem.h"
#include "plugin/article_pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No section and no author has a longer name. */
#define NAME_LIMIT 4096

/* An answer about one article. */
static int32_t
ask_about(mbr_job *job, const char *what, size_t index, const char *type, GVariant **ret_said)
{
    if (!marbre_told_may(job))
        return MBR_E_DENIED;
    size_t count = marbre_told_count(job);
    if (index >= count && index - count >= marbre_told_retracted(job))
        return MBR_E_NOTFOUND;
    *ret_said = marbre_told(job, what, index, "", type);
    return *ret_said != NULL ? MBR_OK : MBR_E_IO;
}

static void
lend_child(mbr_job *job, GVariant *tuple, size_t index, mbr_text *out)
{
    const char *text;
    g_autoptr(GVariant) child = g_variant_get_child_value(tuple, index);
    text = g_variant_get_string(child, NULL);
    marbre_job_lend(job, out, text, strlen(text));
}

static int32_t
site_entry(mbr_job *job, size_t index, mbr_entry *out)
{
    GVariant *said = NULL;
    int32_t result = ask_about(job, MARBRE_SITE_ENTRY, index, MARBRE_SITE_ENTRY_TYPE, &said);
    if (result < 0)
        return result;
    mbr_entry entry = {.struct_size = sizeof entry};
    g_variant_get_child(said, 0, "u", &entry.flags);
    mbr_text *const fields[] = {&entry.path,    &entry.address,  &entry.title,   &entry.date,
                                &entry.section, &entry.language, &entry.summary, &entry.changed};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        lend_child(job, said, i + 1, fields[i]);
    return marbre_sized_fill(out, &entry, sizeof entry) ? MBR_OK : MBR_E_INVALID;
}

/* The body of what is published, in one form or the other. */
static int32_t
lend_body(mbr_job *job, const char *what, size_t index, mbr_text *out)
{
    GVariant *said = NULL;
    if (marbre_told_may(job) && index >= marbre_told_count(job))
        return MBR_E_NOTFOUND;
    int32_t result = ask_about(job, what, index, "s", &said);
    if (result < 0)
        return result;
    gsize size;
    const char *text = g_variant_get_string(said, &size);
    marbre_job_lend(job, out, text, size);
    return MBR_OK;
}

static int32_t
site_content(mbr_job *job, size_t index, mbr_text *out)
{
    return lend_body(job, MARBRE_SITE_CONTENT, index, out);
}

static int32_t
site_markdown(mbr_job *job, size_t index, mbr_text *out)
{
    return lend_body(job, MARBRE_SITE_MARKDOWN, index, out);
}

/* The state file of a published article, parsed once; NULL where it was not yet. */
static MarbreYaml *
known_record(const mbr_job *job, size_t index)
{
    return index < job->records->len ? g_ptr_array_index(job->records, index) : NULL;
}

static MarbreYaml *
parse_record(mbr_job *job, size_t index, GVariant *said)
{
    if (index >= job->records->len)
        g_ptr_array_set_size(job->records, (int)index + 1);
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(said);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreSpan all = {0, g_bytes_get_size(bytes)};
    MarbreYaml *yaml = marbre_yaml_parse("state.yaml", bytes, all, &MARBRE_YAML_POLICY, problems);
    job->records->pdata[index] = yaml;
    return yaml;
}

static int32_t
site_record(mbr_job *job, size_t index, const char *where, mbr_value *out)
{
    GVariant *said = NULL;
    const MarbreYaml *yaml = marbre_told_may(job) ? known_record(job, index) : NULL;
    int32_t result = where == NULL  ? MBR_E_INVALID
                     : yaml != NULL ? MBR_OK
                                    : ask_about(job, MARBRE_SITE_RECORD, index, "ay", &said);
    if (result < 0)
        return result;
    if (yaml == NULL)
        yaml = parse_record(job, index, said);
    if (yaml == NULL)
        return marbre_job_break(job, MBR_E_IO, _("the record of a published article is damaged"));
    const MarbreYamlNode *node = marbre_value_find(yaml, where);
    if (node == NULL)
        return MBR_E_NOTFOUND;
    mbr_value value = marbre_value_of_node(node);
    marbre_job_lend(job, &value.text, value.text.data, value.text.size);
    return marbre_sized_fill(out, &value, sizeof value) ? MBR_OK : MBR_E_INVALID;
}

/* A job about a published article, in the language of its entry. */
static mbr_job *
make_job(mbr_job *job, size_t index, GVariant *packed)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreArticle) article = marbre_article_unpack(packed, &error);
    GVariant *entry = NULL;
    if (article == NULL ||
        ask_about(job, MARBRE_SITE_ENTRY, index, MARBRE_SITE_ENTRY_TYPE, &entry) < 0)
        return NULL;
    const char *lang;
    g_variant_get_child(entry, 6, "&s", &lang);
    mbr_job *made = g_new0(mbr_job, 1);
    made->task = job->task;
    made->root = job;
    made->index = index;
    made->now = job->now;
    made->zone = job->zone;
    made->own_view = marbre_view_new(article, lang);
    made->view = made->own_view;
    g_hash_table_insert(job->jobs, GSIZE_TO_POINTER(index), made);
    return made;
}

static int32_t
site_article(mbr_job *job, size_t index, mbr_job **out)
{
    GVariant *said = NULL;
    if (marbre_told_may(job) && index >= marbre_told_count(job))
        return MBR_E_NOTFOUND;
    if (marbre_told_may(job))
        marbre_told_whole(job, index);
    int32_t result = ask_about(job, MARBRE_SITE_ARTICLE, index, MARBRE_ARTICLE_TYPE, &said);
    if (result < 0)
        return result;
    mbr_job *made = g_hash_table_lookup(job->jobs, GSIZE_TO_POINTER(index));
    if (made == NULL)
        made = make_job(job, index, said);
    if (made == NULL)
        return marbre_job_break(job, MBR_E_IO, _("a published article came damaged"));
    *out = made;
    return MBR_OK;
}

void
marbre_site_complete(mbr_job *job)
{
    if (job->root == job || job->completed)
        return;
    job->completed = true;
    GVariant *said = marbre_told(job->root, MARBRE_SITE_PARTS, job->index, "", MARBRE_ARTICLE_TYPE);
    g_autoptr(MarbreArticle) whole = said == NULL ? NULL : marbre_article_unpack(said, NULL);
    if (whole != NULL)
        marbre_view_set_whole(job->own_view, whole);
}

static size_t
site_lists(mbr_job *job)
{
    GVariant *count = marbre_told_may(job) ? marbre_told(job, MARBRE_SITE_LISTS, 0, "", "t") : NULL;
    return count != NULL ? (size_t)g_variant_get_uint64(count) : 0;
}

static int32_t
ask_list(mbr_job *job, size_t which, GVariant **ret_said)
{
    if (!marbre_told_may(job))
        return MBR_E_DENIED;
    if (which >= site_lists(job))
        return MBR_E_NOTFOUND;
    *ret_said = marbre_told(job, MARBRE_SITE_LIST, which, "", MARBRE_SITE_LIST_TYPE);
    return *ret_said != NULL ? MBR_OK : MBR_E_IO;
}

static int32_t
site_list(mbr_job *job, size_t which, mbr_list *out)
{
    GVariant *said = NULL;
    int32_t result = ask_list(job, which, &said);
    if (result < 0)
        return result;
    g_autoptr(GVariant) entries = g_variant_get_child_value(said, 5);
    mbr_list list = {.struct_size = sizeof list, .count = g_variant_n_children(entries)};
    g_variant_get_child(said, 0, "i", &list.kind);
    mbr_text *const fields[] = {&list.path, &list.name, &list.language, &list.changed};
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
        lend_child(job, said, i + 1, fields[i]);
    lend_child(job, said, 6, &list.languages);
    return marbre_sized_fill(out, &list, sizeof list) ? MBR_OK : MBR_E_INVALID;
}

/* The n-th number of an answer, which must be one of an entry. */
static int32_t
take_index(mbr_job *job, GVariant *numbers, size_t n, size_t *ret_index)
{
    if (n >= g_variant_n_children(numbers))
        return MBR_E_NOTFOUND;
    uint64_t index;
    g_variant_get_child(numbers, n, "t", &index);
    size_t count = marbre_told_count(job);
    if (index >= count && index - count >= marbre_told_retracted(job))
        return marbre_job_break(job, MBR_E_IO, _("the list of published articles came damaged"));
    *ret_index = (size_t)index;
    return MBR_OK;
}

static int32_t
site_listed(mbr_job *job, size_t which, size_t n, size_t *index)
{
    GVariant *said = NULL;
    int32_t result = ask_list(job, which, &said);
    if (result < 0)
        return result;
    if (n == 0)
        marbre_told_entries(job, which);
    g_autoptr(GVariant) entries = g_variant_get_child_value(said, 5);
    return take_index(job, entries, n, index);
}

static int32_t
site_version(mbr_job *job, size_t index, size_t n, size_t *other)
{
    GVariant *said = NULL;
    int32_t result = ask_about(job, MARBRE_SITE_VERSIONS, index, "at", &said);
    return result < 0 ? result : take_index(job, said, n, other);
}

static bool
is_name(mbr_text text)
{
    return text.size == 0 || (text.data != NULL && text.size <= NAME_LIMIT &&
                              g_utf8_validate_len(text.data, text.size, NULL));
}

static int32_t
site_place(mbr_job *job, int32_t kind, mbr_text name, mbr_text language, mbr_text *out)
{
    if (!marbre_told_may(job))
        return MBR_E_DENIED;
    if (!is_name(name) || !is_name(language))
        return MBR_E_INVALID;
    g_autoptr(GString) where = g_string_new_len(language.data, (gssize)language.size);
    g_string_append_c(where, ' ');
    g_string_append_len(where, name.data, (gssize)name.size);
    GVariant *said =
        kind < 0 ? NULL : marbre_told(job, MARBRE_SITE_PLACE, (uint64_t)kind, where->str, "s");
    if (said == NULL)
        return MBR_E_NOTFOUND;
    gsize size;
    const char *text = g_variant_get_string(said, &size);
    marbre_job_lend(job, out, text, size);
    return MBR_OK;
}

static void
job_free(void *data)
{
    mbr_job *job = data;
    marbre_view_free(job->own_view);
    g_free(job);
}

static void
yaml_unref(void *yaml)
{
    marbre_yaml_unref(yaml);
}

void
marbre_site_init(mbr_job *job)
{
    job->site =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);
    job->records = g_ptr_array_new_with_free_func(yaml_unref);
    job->jobs = g_hash_table_new_full(NULL, NULL, NULL, job_free);
}

void
marbre_site_clear(mbr_job *job)
{
    g_hash_table_unref(job->jobs);
    g_ptr_array_unref(job->records);
    g_hash_table_unref(job->site);
}

const mbr_site_api marbre_service_site = {
    .struct_size = sizeof marbre_service_site,
    .count = marbre_told_count,
    .entry = site_entry,
    .content = site_content,
    .record = site_record,
    .article = site_article,
    .retracted = marbre_told_retracted,
    .lists = site_lists,
    .list = site_list,
    .listed = site_listed,
    .version = site_version,
    .place = site_place,
    .markdown = site_markdown,
};
