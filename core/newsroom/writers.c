/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/writers.h"

#include "article/diff.h"
#include "base/digest.h"
#include "newsroom/record.h"
#include "newsroom/versions.h"

#include <string.h>

void
marbre_writer_free(void *data)
{
    MarbreWriter *writer = data;
    g_free(writer->email);
    g_free(writer);
}

static void
past_clear(void *data)
{
    marbre_article_unref(((MarbrePast *)data)->article);
}

GArray *
marbre_past_new(void)
{
    GArray *past = g_array_new(FALSE, FALSE, sizeof(MarbrePast));
    g_array_set_clear_func(past, past_clear);
    return past;
}

GArray *
marbre_past_read(MarbreDossier *dossier, GPtrArray *pending, GPtrArray *versions, GError **error)
{
    g_autoptr(GArray) past = marbre_past_new();
    for (guint i = versions->len; i > 0; i--) {
        MarbreVersion *version = g_ptr_array_index(versions, i - 1);
        MarbreArticle *article = marbre_version_read(dossier->newsroom, version, error);
        if (article == NULL)
            return NULL;
        g_array_append_val(past, ((MarbrePast){article, version->authors}));
    }
    g_array_append_val(past, ((MarbrePast){marbre_article_ref(dossier->article), pending}));
    return g_steal_pointer(&past);
}

/* What a claim says, without the verdict on it: a verdict is no writing. */
static void
digest_claims(MarbreDigest *digest, const MarbreClaims *claims)
{
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        const char *parts[] = {claim->id, claim->quote, claim->by, claim->kind};
        for (size_t j = 0; j < G_N_ELEMENTS(parts); j++) {
            marbre_digest_add_text(digest, parts[j]);
            marbre_digest_add(digest, "", 1);
        }
    }
}

/* Digest of the words that a stage judges; NULL where the article cannot be read. */
static char *
written_digest(MarbreNewsroom *newsroom, const MarbreArticle *article, const MarbreJudged *judged)
{
    MarbreJudged words = *judged;
    words.parts &= ~(uint64_t)MBR_PART_CLAIMS;
    g_autofree char *rest = marbre_record_judged(newsroom, article, &words, NULL);
    if (rest == NULL || (judged->parts & MBR_PART_CLAIMS) == 0)
        return g_steal_pointer(&rest);
    MarbreDigest *digest = marbre_digest_new();
    marbre_digest_add_text(digest, rest);
    digest_claims(digest, marbre_article_get_claims(article));
    return marbre_digest_end(digest);
}

static MarbreWriter *
writer_for(MarbreNewsroom *newsroom, const MarbreStation *station, MarbreAuthor *author)
{
    GPtrArray *writers = station->writers;
    const char *email = author->email;
    const MarbrePerson *person = marbre_author_person(author, marbre_newsroom_get_policy(newsroom),
                                                      station->stage->is_signed);
    for (guint i = 0; i < writers->len; i++) {
        MarbreWriter *writer = g_ptr_array_index(writers, i);
        if (person != NULL ? writer->person == person : strcmp(writer->email, email) == 0)
            return writer;
    }
    MarbreWriter *writer = g_new0(MarbreWriter, 1);
    writer->person = person;
    writer->email = g_strdup(email);
    g_ptr_array_add(writers, writer);
    return writer;
}

static size_t
count_words(const MarbreArticle *before, const MarbreArticle *after, const MarbreJudged *judged)
{
    size_t count = 0;
    if (before == NULL) {
        const GPtrArray *copies = marbre_article_get_copies(after);
        for (guint i = 0; i < copies->len; i++) {
            g_autoptr(GPtrArray) words =
                marbre_words_changed(NULL, g_ptr_array_index(copies, i), NULL);
            for (guint j = 0; j < words->len; j++)
                count += ((MarbreWordChange *)g_ptr_array_index(words, j))->added_count;
        }
        return count;
    }
    g_autoptr(GPtrArray) changes = marbre_record_changes(before, after, judged);
    for (guint i = 0; i < changes->len; i++)
        count += ((MarbreWordChange *)g_ptr_array_index(changes, i))->added_count;
    return count;
}

bool
marbre_dossier_is_undone(const MarbreDossier *dossier, const MarbreApproval *approval)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(dossier->newsroom);
    const MarbrePerson *person =
        marbre_people_by_id(marbre_policy_get_people(policy), approval->by);
    return person != NULL && approval->at.seconds <= person->voided;
}

GPtrArray *
marbre_dossier_approvers(const MarbreDossier *dossier,
                         const MarbreState *state,
                         const MarbreStage *stage,
                         const char *digest)
{
    GPtrArray *people = g_ptr_array_new();
    for (guint i = 0; state != NULL && i < state->approvals->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(state->approvals, i);
        if (strcmp(approval->stage, stage->id) == 0 && g_strcmp0(approval->digest, digest) == 0 &&
            !marbre_dossier_is_undone(dossier, approval))
            g_ptr_array_add(people, approval->by);
    }
    return people;
}

bool
marbre_writers_are_answered(const MarbreApprovals *asked,
                            const GPtrArray *people,
                            GPtrArray *writers)
{
    bool enough = people->len >= asked->count;
    for (guint i = 0; asked->four_eyes && i < writers->len; i++) {
        MarbreWriter *writer = g_ptr_array_index(writers, i);
        writer->approvals = people->len;
        for (guint j = 0; j < people->len; j++)
            if (writer->person != NULL && strcmp(people->pdata[j], writer->person->id) == 0)
                writer->approvals--;
        enough = enough && writer->approvals >= asked->count;
    }
    return enough;
}

void
marbre_writers_find(const MarbreDossier *dossier, MarbreStation *station, const GArray *past)
{
    const MarbreJudged *judged = marbre_plan_get_judged(dossier->plan, station->stage);
    g_autofree char *last = NULL;
    const MarbreArticle *before = NULL;
    for (guint i = 0; i < past->len; i++) {
        const MarbrePast *version = &g_array_index(past, MarbrePast, i);
        g_autofree char *written = written_digest(dossier->newsroom, version->article, judged);
        if (g_strcmp0(written, last) != 0) {
            size_t words = count_words(before, version->article, judged);
            for (guint j = 0; j < version->authors->len; j++)
                writer_for(dossier->newsroom, station, version->authors->pdata[j])->words += words;
        }
        g_autofree char *digest =
            marbre_record_judged(dossier->newsroom, version->article, judged, NULL);
        g_autoptr(GPtrArray) people = marbre_dossier_approvers(
            dossier, marbre_article_get_state(version->article), station->stage, digest);
        if (people->len > 0 &&
            marbre_writers_are_answered(&station->asked, people, station->writers))
            g_ptr_array_set_size(station->writers, 0);
        g_free(last);
        last = g_steal_pointer(&written);
        before = version->article;
    }
}
