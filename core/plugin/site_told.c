/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/site_told.h"

#include "plugin/article_pack.h"

#include <glib/gi18n-lib.h>

/* A key that needs no memory of its own: most are "record 12345 ". */
#define SHORT_KEY 128

bool
marbre_told_may(const mbr_job *job)
{
    return job->root == job && job->task->info->kind == MBR_KIND_ACTION &&
           job->task->host->around.site != NULL;
}

static char *
make_key(const char *what, uint64_t index, const char *where)
{
    return g_strdup_printf("%s %" G_GUINT64_FORMAT " %s", what, index, where);
}

static GVariant *
find(const mbr_job *job, const char *what, uint64_t index, const char *where)
{
    char key[SHORT_KEY];
    int size = g_snprintf(key, sizeof key, "%s %" G_GUINT64_FORMAT " %s", what, index, where);
    if (size < (int)sizeof key)
        return g_hash_table_lookup(job->site, key);
    g_autofree char *whole = make_key(what, index, where);
    return g_hash_table_lookup(job->site, whole);
}

/* Takes what was said, unless the same was said before. */
static GVariant *
keep(mbr_job *job, const char *what, uint64_t index, const char *where, GVariant *said)
{
    GVariant *known = find(job, what, index, where);
    if (known != NULL) {
        g_variant_unref(said);
        return known;
    }
    /* In one buffer for good: what is lent points into it, and a tuple that was put together from
       parts would give those away when it is first serialised. */
    (void)g_variant_get_data(said);
    g_hash_table_insert(job->site, make_key(what, index, where), said);
    return said;
}

static void
break_damaged(mbr_job *job)
{
    marbre_job_break(job, MBR_E_IO, _("the list of published articles came damaged"));
}

GVariant *
marbre_told(mbr_job *job, const char *what, uint64_t index, const char *where, const char *type)
{
    GVariant *known = find(job, what, index, where);
    if (known != NULL)
        return known;
    const MarbreSurroundings *around = &job->task->host->around;
    g_autoptr(GVariant) said = around->site(around->user, what, index, where);
    if (said == NULL)
        return NULL;
    if (!g_variant_is_of_type(said, G_VARIANT_TYPE(type)) || !g_variant_is_normal_form(said)) {
        break_damaged(job);
        return NULL;
    }
    return keep(job, what, index, where, g_steal_pointer(&said));
}

size_t
marbre_told_count(mbr_job *job)
{
    GVariant *count = marbre_told_may(job) ? marbre_told(job, MARBRE_SITE_COUNT, 0, "", "t") : NULL;
    return count != NULL ? (size_t)g_variant_get_uint64(count) : 0;
}

size_t
marbre_told_retracted(mbr_job *job)
{
    GVariant *count =
        marbre_told_may(job) ? marbre_told(job, MARBRE_SITE_RETRACTED, 0, "", "t") : NULL;
    return count != NULL ? (size_t)g_variant_get_uint64(count) : 0;
}

/* Takes `said` of the article with this index, which is one of `most`. */
typedef void (*Take)(mbr_job *job, uint64_t index, GVariant *said);

/* Takes each of an array, behind its index. */
static void
take_each(mbr_job *job, GVariant *said, size_t most, Take take)
{
    for (size_t i = 0; said != NULL && i < g_variant_n_children(said); i++) {
        uint64_t index;
        g_autoptr(GVariant) one = NULL;
        g_variant_get_child(said, i, "(t@*)", &index, &one);
        if (index >= most) {
            break_damaged(job);
            return;
        }
        take(job, index, one);
    }
}

static void
take_whole(mbr_job *job, uint64_t index, GVariant *whole)
{
    static const char *const parts[] = {MARBRE_SITE_ARTICLE, MARBRE_SITE_CONTENT,
                                        MARBRE_SITE_RECORD, MARBRE_SITE_VERSIONS};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        (void)keep(job, parts[i], index, "", g_variant_get_child_value(whole, i));
}

void
marbre_told_whole(mbr_job *job, size_t index)
{
    if (find(job, MARBRE_SITE_ARTICLE, index, "") != NULL)
        return;
    GVariant *said = marbre_told(job, MARBRE_SITE_WHOLES, index, "", MARBRE_SITE_WHOLES_TYPE);
    take_each(job, said, marbre_told_count(job), take_whole);
}

static void
take_entry(mbr_job *job, uint64_t index, GVariant *entry)
{
    (void)keep(job, MARBRE_SITE_ENTRY, index, "", g_variant_ref(entry));
}

void
marbre_told_entries(mbr_job *job, size_t which)
{
    if (find(job, MARBRE_SITE_ENTRIES, which, "") != NULL)
        return;
    GVariant *said = marbre_told(job, MARBRE_SITE_ENTRIES, which, "", MARBRE_SITE_ENTRIES_TYPE);
    take_each(job, said, marbre_told_count(job) + marbre_told_retracted(job), take_entry);
}
