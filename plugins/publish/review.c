/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review.h"

#include "text.h"

#include <stdio.h>

#define MOST_CLAIMS 50
#define LONGEST_WHERE 64

typedef struct claim {
    mbr_text quote, by;
    const char *verdict;
} claim;

static bool
get(const article *of, size_t index, const char *key, mbr_text *ret)
{
    char where[LONGEST_WHERE];
    mbr_value value = {.struct_size = sizeof value};
    snprintf(where, sizeof where, "claims[%zu].%s", index, key);
    *ret = text_of("");
    if (of->site->task->article->meta(of->job, MBR_PART_CLAIMS, where, &value) < 0 ||
        value.type == MBR_VALUE_LIST || value.type == MBR_VALUE_MAP || value.type == MBR_VALUE_NULL)
        return false;
    *ret = text_trim(value.text);
    return ret->size > 0;
}

/* NULL for a claim that nobody has judged. */
static const char *
verdict_of(const words *in, mbr_text status)
{
    if (text_is(status, "verified"))
        return in->verified;
    if (text_is(status, "disputed"))
        return in->disputed;
    return text_is(status, "false") ? in->false_claim : NULL;
}

/* The next claim with a verdict, from `*index` on; false behind the last. */
static bool
next_claim(const article *of, size_t *index, claim *ret)
{
    mbr_value all = {.struct_size = sizeof all};
    if (!of->is_fact_check ||
        of->site->task->article->meta(of->job, MBR_PART_CLAIMS, "claims", &all) < 0)
        return false;
    for (; *index < all.count && *index < MOST_CLAIMS; ++*index) {
        mbr_text status;
        if (!get(of, *index, "status", &status))
            continue;
        ret->verdict = verdict_of(of->words, status);
        if (!ret->verdict || !get(of, *index, "quote", &ret->quote))
            continue;
        (void)get(of, *index, "by", &ret->by); /* of an unknown speaker it stays empty */
        ++*index;
        return true;
    }
    return false;
}

/* --- for readers -------------------------------------------------------------------------------
 */

typedef struct writing {
    const article *of;
    const view *from;
} writing;

static void
write_claims(const void *user, buffer *out)
{
    const writing *at = user;
    claim one;
    for (size_t i = 0; next_claim(at->of, &i, &one);) {
        const filling with = {.view = at->from,
                              .foreign = &at->of->foreign,
                              .at = {[PLACE_SAID].text = one.quote,
                                     [PLACE_NAME].text = one.by,
                                     [PLACE_VERDICT].text = text_of(one.verdict)}};
        theme_write(PART_VERDICT, &with, out);
        buffer_say(out, "\n");
    }
}

void
review_list(const article *of, const view *from, buffer *out)
{
    const writing at = {of, from};
    const filling with = {.view = from,
                          .at = {[PLACE_VERDICTS] = {.write = write_claims, .of = &at}}};
    claim first;
    size_t index = 0;
    if (next_claim(of, &index, &first))
        theme_write(PART_VERDICTS, &with, out);
}

/* --- for machines ------------------------------------------------------------------------------
 */

static void
write_review(const article *of, const claim *one, buffer *out)
{
    buffer_say(out, ",\n{\"@type\":\"ClaimReview\",\"url\":");
    buffer_json(out, of->story->entry.address);
    buffer_say(out, ",\"inLanguage\":");
    buffer_json(out, of->story->entry.language);
    if (of->has_published) {
        buffer_say(out, ",\"datePublished\":");
        buffer_json(out, of->published.written);
    }
    if (of->site->name.size > 0) {
        buffer_say(out, ",\"author\":{\"@type\":\"NewsMediaOrganization\",\"name\":");
        buffer_json(out, of->site->name);
        buffer_say(out, "}");
    }
    buffer_say(out, ",\n\"claimReviewed\":");
    buffer_json(out, one->quote);
    buffer_say(out, ",\"itemReviewed\":{\"@type\":\"Claim\"");
    /* Whether a person or an organisation said it, the ledger does not tell. */
    if (one->by.size > 0) {
        buffer_say(out, ",\"creditText\":");
        buffer_json(out, one->by);
    }
    buffer_say(out, "},\"reviewRating\":{\"@type\":\"Rating\",\"alternateName\":");
    buffer_json(out, text_of(one->verdict));
    buffer_say(out, "}}");
}

void
review_data(const article *of, buffer *out)
{
    claim one;
    for (size_t i = 0; next_claim(of, &i, &one);)
        write_review(of, &one, out);
}
