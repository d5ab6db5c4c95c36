/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/path.h"
#include "plugin/article_pack.h"
#include "worker/inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Ids of what could not be read: no file and no folder has them, so that a result that hangs on
 * one is never found again. */
#define NO_FILE "0000000000000000000000000000000000000000"
#define NO_FOLDER "0000000000000000000000000000000000000000000000000000000000000000"

typedef struct {
    MarbreChild *child;
    MarbreJob *job;
    MarbrePair *pair;
    bool creating;
    const char *first;
    const char *second;
    uint64_t number;
    GVariant *more; /* nullable */
} Question;

/* A read in `create` belongs to every run of the task, one in a run to that run. */
static bool
note(const Question *question, MarbreReadKind kind, const char *id)
{
    GPtrArray *reads = NULL;
    if (question->creating) {
        GHashTable *made = question->child->made;
        reads = g_hash_table_lookup(made, question->pair->slot);
        if (!reads) {
            reads = marbre_reads_new();
            g_hash_table_insert(made, question->pair->slot, reads);
        }
    } else {
        if (!question->pair->reads)
            question->pair->reads = marbre_reads_new();
        reads = question->pair->reads;
    }
    if (reads->len >= MARBRE_OUTCOME_ENTRIES)
        return false;
    g_ptr_array_add(reads, marbre_read_new(kind, question->first, id));
    return true;
}

static GVariant *
variant_of(GBytes *bytes)
{
    return bytes ? g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE) : NULL;
}

/* The same file is read for article after article; its id is worked out once in a run. */
static bool
note_file(const Question *question, GBytes *bytes, const GError *error)
{
    GHashTable *ids = question->child->lane->pool->file_ids;
    const char *known = g_hash_table_lookup(ids, question->first);
    if (!known) {
        bool sure = bytes || !error || error->code == MARBRE_ERROR_NOT_FOUND;
        char *id = sure ? marbre_read_file_id(bytes) : g_strdup(NO_FILE);
        known = id;
        g_hash_table_insert(ids, g_strdup(question->first), id);
    }
    return note(question, MARBRE_READ_FILE, known);
}

static bool
answer_read(const Question *question, GVariant **ret_value, GError **error)
{
    const MarbreSurroundings *around = question->child->lane->pool->surroundings;
    g_autoptr(GError) failure = NULL;
    if (!marbre_path_is_safe(question->first))
        return false;
    g_autoptr(GBytes) bytes =
        around->read ? around->read(around->user, question->first, &failure) : NULL;
    if (!note_file(question, bytes, failure))
        return false;
    *ret_value = variant_of(bytes);
    if (failure)
        g_propagate_error(error, g_steal_pointer(&failure));
    return true;
}

static char *
listing_id(const GPtrArray *names, const GError *failure)
{
    if (names)
        return marbre_read_listing_id(names);
    bool missing = !failure || failure->code == MARBRE_ERROR_NOT_FOUND;
    return g_strdup(missing ? "" : NO_FOLDER);
}

static bool
answer_list(const Question *question, GVariant **ret_value, GError **error)
{
    const MarbreSurroundings *around = question->child->lane->pool->surroundings;
    g_autoptr(GError) failure = NULL;
    if (*question->first && !marbre_path_is_safe(question->first))
        return false;
    g_autoptr(GPtrArray) names =
        around->list ? around->list(around->user, question->first, &failure) : NULL;
    g_autofree char *id = listing_id(names, failure);
    if (!note(question, MARBRE_READ_FOLDER, id))
        return false;
    if (names)
        *ret_value = g_variant_new_strv((const char *const *)names->pdata, (gssize)names->len);
    if (failure)
        g_propagate_error(error, g_steal_pointer(&failure));
    return true;
}

/* The id under which the article or the site lists that file; NULL where neither has it. */
static const char *
id_of_medium(const Question *question)
{
    const MarbreArticle *article = question->job->open->work->article;
    const char *folder = marbre_article_get_folder(article);
    size_t length = strlen(folder);
    if (g_str_has_prefix(question->first, folder) && question->first[length] == '/') {
        const MarbreFile *file = marbre_article_get_file(article, question->first + length + 1);
        if (file)
            return file->oid;
    }
    bool lent = *question->second &&
                g_hash_table_contains(question->child->lane->pool->lent, question->second);
    return lent ? question->second : NULL;
}

static bool
answer_media(const Question *question, GVariant **ret_value, GError **error)
{
    const MarbreSurroundings *around = question->child->lane->pool->surroundings;
    const char *id = id_of_medium(question);
    if (!id || !marbre_path_is_safe(question->first))
        return false;
    question->pair->slot->asks_media = true;
    g_autoptr(GBytes) bytes =
        around->media ? around->media(around->user, question->first, id, error) : NULL;
    *ret_value = variant_of(bytes);
    return true;
}

static bool
answer_approved(const Question *question, GVariant **ret_value, GError **error)
{
    const MarbreSurroundings *around = question->child->lane->pool->surroundings;
    if (!marbre_path_is_safe(question->first))
        return false;
    g_autoptr(GBytes) bytes =
        around->approved ? around->approved(around->user, question->first, question->second, error)
                         : NULL;
    *ret_value = variant_of(bytes);
    return true;
}

static void
lend_file(void *user, const char *id)
{
    MarbrePool *pool = user;
    g_hash_table_add(pool->lent, g_strdup(id));
}

/* Its files may be asked for from now on. */
static void
lend(MarbrePool *pool, GVariant *article)
{
    marbre_article_pack_each_id(article, lend_file, pool);
}

static void
lend_each(MarbrePool *pool, GVariant *wholes)
{
    for (size_t i = 0; i < g_variant_n_children(wholes); i++) {
        g_autoptr(GVariant) one = g_variant_get_child_value(wholes, i);
        g_autoptr(GVariant) whole = g_variant_get_child_value(one, 1);
        g_autoptr(GVariant) article = g_variant_get_child_value(whole, 0);
        lend(pool, article);
    }
}

static bool
answer_site(const Question *question, GVariant **ret_value, GError **error)
{
    MarbrePool *pool = question->child->lane->pool;
    const MarbreSurroundings *around = pool->surroundings;
    if (question->pair->slot->use->task->kind != MBR_KIND_ACTION)
        return false;
    GVariant *value = around->site ? around->site(around->user, question->first, question->number,
                                                  question->second)
                                   : NULL;
    if (value && g_variant_is_of_type(value, G_VARIANT_TYPE(MARBRE_ARTICLE_TYPE)))
        lend(pool, value);
    if (value && g_variant_is_of_type(value, G_VARIANT_TYPE(MARBRE_SITE_WHOLES_TYPE)))
        lend_each(pool, value);
    *ret_value = value;
    return true;
}

/* What was not granted is not asked for by a sound worker. */
static bool
answer_fetch(const Question *question, GVariant **ret_value, GError **error)
{
    const MarbreSurroundings *around = question->child->lane->pool->surroundings;
    const MarbreTaskUse *use = question->pair->slot->use;
    if (use->task->kind != MBR_KIND_ACTION ||
        (use->task->needs & use->granted & MBR_NEEDS_NETWORK) == 0 || question->creating ||
        question->more == NULL ||
        !g_variant_is_of_type(question->more, G_VARIANT_TYPE(MARBRE_FETCH_REQUEST)))
        return false;
    if (around->fetch != NULL)
        *ret_value = around->fetch(around->user, question->more, error);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("there is no network here; an action has it where it publishes"));
    return true;
}

static bool
answer(const Question *question, uint32_t kind, GVariant **ret_value, GError **error)
{
    switch (kind) {
    case MARBRE_QUESTION_READ:
        return answer_read(question, ret_value, error);
    case MARBRE_QUESTION_LIST:
        return answer_list(question, ret_value, error);
    case MARBRE_QUESTION_MEDIA:
        return answer_media(question, ret_value, error);
    case MARBRE_QUESTION_APPROVED:
        return answer_approved(question, ret_value, error);
    case MARBRE_QUESTION_SITE:
        return answer_site(question, ret_value, error);
    case MARBRE_QUESTION_FETCH:
        return answer_fetch(question, ret_value, error);
    default:
        return false;
    }
}

static int
code_of(const GVariant *value, const GError *error)
{
    if (value)
        return 0;
    if (!error)
        return MARBRE_ERROR_NOT_FOUND;
    return error->domain == MARBRE_ERROR ? error->code : MARBRE_ERROR_FAILED;
}

bool
marbre_question_answer(MarbreChild *child, GVariant *body)
{
    MarbrePool *pool = child->lane->pool;
    Question question = {.child = child};
    uint32_t job, use, kind;
    gboolean creating;
    g_autoptr(GError) error = NULL;
    GVariant *value = NULL;
    g_autoptr(GVariant) more = NULL;
    g_variant_get(body, "(uubu&s&stmv)", &job, &use, &creating, &kind, &question.first,
                  &question.second, &question.number, &more);
    question.more = more;
    question.creating = creating;
    question.pair = marbre_child_find(child, job, use, &question.job);
    if (!question.pair || !pool->surroundings)
        return false;
    pool->current = question.job->open->work;
    bool good = answer(&question, kind, &value, &error);
    pool->current = NULL;
    g_autoptr(GVariant) owned = value ? g_variant_take_ref(value) : NULL;
    if (!good)
        return false;
    marbre_outbox_add(
        child->outbox, MARBRE_FRAME_REPLY,
        g_variant_new("(ismv)", code_of(owned, error), error ? error->message : "", owned), -1);
    return true;
}

bool
marbre_question_again(MarbreChild *child, const MarbreFrame *frame)
{
    Question question = {.child = child, .first = g_variant_get_string(frame->body, NULL)};
    question.pair = marbre_child_find(child, frame->job, frame->use, &question.job);
    const char *id = g_hash_table_lookup(child->lane->pool->file_ids, question.first);
    return question.pair && id && note(&question, MARBRE_READ_FILE, id);
}

static int
by_path(const void *a, const void *b)
{
    const MarbreRead *first = *(MarbreRead *const *)a, *second = *(MarbreRead *const *)b;
    int order = strcmp(first->path, second->path);
    return order != 0 ? order : (int)first->kind - (int)second->kind;
}

static void
add_reads(MarbreOutcome *outcome, const GPtrArray *reads)
{
    for (guint i = 0; reads && i < reads->len; i++) {
        const MarbreRead *read = g_ptr_array_index(reads, i);
        g_ptr_array_add(outcome->reads, marbre_read_new(read->kind, read->path, read->id));
    }
}

void
marbre_question_put_reads(MarbreChild *child, const MarbrePair *pair, MarbreOutcome *outcome)
{
    GPtrArray *reads = outcome->reads;
    g_ptr_array_set_size(reads, 0);
    add_reads(outcome, g_hash_table_lookup(child->made, pair->slot));
    add_reads(outcome, pair->reads);
    g_ptr_array_sort(reads, by_path);
    for (guint i = 1; i < reads->len;) {
        if (by_path(&reads->pdata[i - 1], &reads->pdata[i]) == 0)
            g_ptr_array_remove_index(reads, i);
        else
            i++;
    }
}
