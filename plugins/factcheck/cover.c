/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cover.h"

#include "collect.h"
#include "hear.h"
#include "lack.h"

/* Does another claim's words stand between the head of the hit's paragraph and the hit? */
static bool
is_behind_a_claim(const struct run *run, const struct hit *hit)
{
    for (size_t i = 0; i < run->claim_count; i++)
        if (run->claims[i].anchored && run->claims[i].block == hit->block &&
            run->claims[i].source.start < hit->source.start)
            return true;
    return false;
}

/* Would a flag in this block serve the claim? */
static bool
is_block_in_reach(const struct run *run, const struct claim *claim, size_t block)
{
    switch (run->task->scope) {
    case SCOPE_ARTICLE:
        return true;
    case SCOPE_SECTION:
        return run->blocks[claim->block].section == run->blocks[block].section;
    case SCOPE_NEAR:
        return block == claim->block || block == claim->next;
    default:
        return block == claim->block;
    }
}

/* Does the hit stand where a flag of this claim must? */
static bool
is_in_reach(const struct run *run, const struct claim *claim, const struct hit *hit)
{
    if (!is_block_in_reach(run, claim, hit->block))
        return false;
    if (run->task->scope == SCOPE_SENTENCE)
        return hit->source.start >= claim->sentence.start &&
               hit->source.start < claim->sentence.end;
    return run->task->scope != SCOPE_NEAR || hit->block == claim->block || !hit->behind;
}

static bool
is_due(const struct claim *claim)
{
    return claim->anchored && claim->unverified;
}

static bool
is_covered(const struct run *run, const struct claim *claim)
{
    for (size_t i = 0; i < run->hit_count; i++)
        if (!run->hits[i].quoted && run->hits[i].speaker != SPEAKER_OTHER &&
            is_in_reach(run, claim, &run->hits[i]))
            return true;
    return false;
}

/* Finds out which claims lack a flag; true when one does. */
static bool
weigh(struct run *run)
{
    bool lacks = false;
    for (size_t i = 0; i < run->hit_count; i++)
        run->hits[i].behind = is_behind_a_claim(run, &run->hits[i]);
    for (size_t i = 0; i < run->claim_count; i++) {
        struct claim *claim = &run->claims[i];
        claim->uncovered = is_due(claim) && !is_covered(run, claim);
        lacks = lacks || claim->uncovered;
    }
    return lacks;
}

/* The flag in reach that does not count, the claim's own paragraph first: of this outlet in
   somebody's mouth, or else of another outlet. NULL when there is none. */
static const struct hit *
find_failed(const struct run *run, const struct claim *claim, bool quoted)
{
    const struct hit *found = NULL;
    for (size_t i = 0; i < run->hit_count; i++) {
        const struct hit *hit = &run->hits[i];
        bool other = hit->speaker == SPEAKER_OTHER;
        if (hit->quoted != quoted || other == quoted || !is_in_reach(run, claim, hit))
            continue;
        if (!found || (hit->block == claim->block && found->block != claim->block))
            found = hit;
    }
    return found;
}

/* The nearest flag that counts and is out of reach; one behind the claim before one ahead of it. */
static const struct hit *
find_far(const struct run *run, const struct claim *claim)
{
    const struct hit *before = NULL;
    for (size_t i = 0; i < run->hit_count; i++) {
        const struct hit *hit = &run->hits[i];
        if (hit->quoted || hit->speaker == SPEAKER_OTHER)
            continue;
        if (hit->source.start >= claim->source.start)
            return hit;
        before = hit;
    }
    return before;
}

/* Do two claims answer to one finding? One flag would serve both. */
static bool
is_together(const struct run *run, const struct claim *one, const struct claim *other)
{
    return run->task->scope == SCOPE_ARTICLE || one->block == other->block;
}

/* The first, in the text, of the uncovered claims that go with `claim`, and their number. */
static const struct claim *
first_of(const struct run *run, const struct claim *claim, size_t *ret_count)
{
    const struct claim *first = claim;
    *ret_count = 0;
    for (size_t i = 0; i < run->claim_count; i++) {
        const struct claim *it = &run->claims[i];
        if (!it->uncovered || !is_together(run, claim, it))
            continue;
        (*ret_count)++;
        if (it->source.start < first->source.start ||
            (it->source.start == first->source.start && it < first))
            first = it;
    }
    return first;
}

static int32_t
report_uncovered(struct run *run)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; i < run->claim_count && result >= 0; i++) {
        const struct claim *claim = &run->claims[i];
        if (!claim->uncovered)
            continue;
        const struct hit *hit = find_failed(run, claim, true);
        if (!hit)
            hit = find_failed(run, claim, false);
        const struct hit *far = hit ? NULL : find_far(run, claim);
        size_t count;
        bool first = first_of(run, claim, &count) == claim;
        if (far && (first || run->task->scope == SCOPE_SENTENCE))
            result = lack_far(run, claim, far);
        if (far || !first)
            continue;
        result = hit ? lack_failed(run, claim, hit) : lack_missing(run, claim, count);
    }
    return result;
}

/* Before anything is called missing: the newsroom's own name, the house's own words, and flags that
   stand too far off. */
static int32_t
look_again(struct run *run)
{
    int32_t result = hear_newsroom(run);
    for (size_t i = 0; i < run->block_count; i++)
        run->blocks[i].wanted = true;
    if (result >= 0)
        result = collect_phrases(run);
    return result >= 0 ? collect_sentences(run) : result;
}

static void
want_blocks_of(struct run *run, const struct claim *claim)
{
    if (run->task->scope == SCOPE_NEAR)
        run->blocks[claim->next].wanted = true;
    if (run->task->scope == SCOPE_ARTICLE || run->task->scope == SCOPE_SECTION)
        for (size_t i = 0; i < run->block_count; i++)
            run->blocks[i].wanted = run->blocks[i].wanted || is_block_in_reach(run, claim, i);
    run->blocks[claim->block].wanted = true;
}

/* Marks where a flag could serve; false when no claim needs one. */
static bool
want_blocks(struct run *run)
{
    bool due = false;
    for (size_t i = 0; i < run->claim_count; i++) {
        struct claim *claim = &run->claims[i];
        if (!is_due(claim))
            continue;
        due = true;
        claim->next = run_next_paragraph(run, claim->block);
        /* Another claim of the same block, or of the article, has seen to it. */
        bool done = run->blocks[claim->block].wanted && run->task->scope != SCOPE_NEAR;
        if (!done)
            want_blocks_of(run, claim);
    }
    return due;
}

int32_t
cover_judge(struct run *run)
{
    if (!want_blocks(run))
        return MBR_OK;
    int32_t result = hear_outlet(run);
    if (result >= 0)
        result = collect_phrases(run);
    if (result < 0 || !weigh(run))
        return result;
    result = look_again(run);
    return result >= 0 && weigh(run) ? report_uncovered(run) : result;
}

/* --- flags that nothing needs any more -------------------------------------------------------- */

static bool
is_done_with(const struct claim *claim)
{
    return claim->sure || claim->withdrawn;
}

/* Is every claim done with that a flag serves: those in reach, and those before it in its section
   where it says whom it is about? Without any, those of the whole article. */
static bool
is_stale(const struct run *run, const struct hit *hit)
{
    bool serves = false, all = run->claim_count > 0;
    for (size_t i = 0; i < run->claim_count; i++) {
        const struct claim *claim = &run->claims[i];
        all = all && is_done_with(claim);
        bool served =
            claim->anchored &&
            (is_block_in_reach(run, claim, hit->block) ||
             (hit->wide && run->blocks[claim->block].section == run->blocks[hit->block].section));
        if (served && !is_done_with(claim))
            return false;
        serves = serves || served;
    }
    return serves || all;
}

/* Where no claim lacks a flag, and one or more are done with. */
static bool
may_be_stale(const struct run *run)
{
    bool done = false, open = false;
    for (size_t i = 0; i < run->claim_count; i++) {
        const struct claim *claim = &run->claims[i];
        if (claim->uncovered)
            return false;
        done = done || is_done_with(claim);
        open = open || !is_done_with(claim);
    }
    return done && run->unrecorded == 0 && !(open && run->task->scope == SCOPE_ARTICLE);
}

int32_t
cover_stale(struct run *run)
{
    if (!may_be_stale(run))
        return MBR_OK;
    int32_t result = run_load_blocks(run);
    for (size_t i = 0; i < run->block_count; i++)
        run->blocks[i].wanted = true;
    for (size_t i = 0; i < run->claim_count; i++)
        if (result >= 0 && run->claims[i].anchored)
            run->claims[i].next = run_next_paragraph(run, run->claims[i].block);
    if (result >= 0)
        result = hear_outlet(run);
    if (result >= 0)
        result = collect_all(run);
    for (size_t i = 0; i < run->hit_count && result >= 0; i++) {
        const struct hit *hit = &run->hits[i];
        if (!hit->quoted && hit->speaker != SPEAKER_OTHER && is_stale(run, hit))
            result = lack_stale(run, hit);
    }
    return result;
}
