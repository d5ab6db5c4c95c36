/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "collect.h"

#include "place.h"
#include "sentence.h"
#include "stem.h"

#include <stdlib.h>
#include <string.h>

static bool
is_within(mbr_span inner, mbr_span outer)
{
    return inner.start >= outer.start && inner.end <= outer.end;
}

/* Alternative text and code are no words of the article's. */
static int32_t
is_hidden(struct run *run, size_t block, mbr_span source, bool *ret_hidden)
{
    const mbr_article_api *article = run->task->host.article;
    *ret_hidden = false;
    size_t count = article->item_count(run->job, MBR_PART_TEXT, MBR_ITEM_IMAGE);
    for (size_t i = 0; i < count && !*ret_hidden; i++) {
        mbr_item image = {.struct_size = sizeof image};
        int32_t result = article->item(run->job, MBR_PART_TEXT, MBR_ITEM_IMAGE, i, &image);
        if (result < 0)
            return run_fail(run, result, "a picture of the text could not be read");
        *ret_hidden = is_within(source, image.span);
    }
    int32_t result = run_load_bytes(run);
    mbr_span place = run->blocks[block].item.span;
    if (result >= 0 && !*ret_hidden && source.start >= place.start)
        *ret_hidden = place_is_code(run->bytes.data + place.start, place.end - place.start,
                                    source.start - place.start);
    return result;
}

static int32_t
add_hit(struct run *run, const struct hit *hit)
{
    struct hit *hits = realloc(run->hits, (run->hit_count + 1) * sizeof *hits);
    if (!hits)
        return run_fail(run, MBR_E_NOMEM, "no memory for the flags");
    run->hits = hits;
    run->hits[run->hit_count++] = *hit;
    return MBR_OK;
}

/* Whose words they are is asked at the verb: a name may stand in guillemets by itself. */
static int32_t
read_quotation(const struct run *run,
               const struct block *it,
               const struct flag *flag,
               size_t *clause_end,
               bool *ret_quoted)
{
    size_t verb = flag->end;
    while (verb > 0 && ((unsigned char)it->text.data[--verb] & 0xc0) == 0x80)
        ;
    mbr_span quotation = {0, it->text.size};
    int32_t result =
        run->task->host.text->quotation(run->job, MBR_PART_TEXT, it->mark, verb, &quotation);
    if (result < 0)
        return run_fail(run, result, "the quotations of a paragraph could not be read");
    *ret_quoted = result == 1 || it->item.kind == MBR_ITEM_QUOTE;
    if (result == 1 && *clause_end > quotation.end && quotation.end >= flag->end)
        *clause_end = quotation.end;
    return MBR_OK;
}

static int32_t
take_flag(struct run *run, size_t block, const struct flag *flag)
{
    const struct block *it = &run->blocks[block];
    const mbr_article_api *article = run->task->host.article;
    size_t clause_end = flag_clause_end(it->text.data, it->text.size, flag);
    struct hit hit = {.block = block, .speaker = flag->speaker};
    int32_t result = read_quotation(run, it, flag, &clause_end, &hit.quoted);
    if (result < 0)
        return result;
    hit.wide = flag_is_wide(it->text.data, flag, clause_end, false);
    const mbr_span clause = {flag->start, clause_end};
    const mbr_span words = {flag->start, flag->end};
    const mbr_span name = {flag->name, flag->name_end};
    result = article->to_source(run->job, MBR_PART_TEXT, it->mark, &clause, &hit.source);
    if (result >= 0)
        result = article->to_source(run->job, MBR_PART_TEXT, it->mark, &words, &hit.words);
    if (result >= 0 && flag->speaker == SPEAKER_OTHER)
        result = article->to_source(run->job, MBR_PART_TEXT, it->mark, &name, &hit.name);
    if (result < 0)
        return run_fail(run, result, "the place of a flag was not found");
    bool hidden;
    result = is_hidden(run, block, hit.words, &hidden);
    if (result < 0 || hidden)
        return result;
    return add_hit(run, &hit);
}

/* A headline or a crosshead is no sentence that tells the readers. */
static bool
may_hold_flag(const struct block *block)
{
    return block->wanted && block->item.kind != MBR_ITEM_HEADING && block->item.text.size > 0;
}

/* One flag that counts serves every claim of the article: no other need be looked for. */
static bool
is_enough(const struct run *run)
{
    const struct hit *last = run->hit_count ? &run->hits[run->hit_count - 1] : NULL;
    return run->task->scope == SCOPE_ARTICLE && last && !last->quoted &&
           last->speaker != SPEAKER_OTHER;
}

static int32_t
collect_block(struct run *run, size_t block)
{
    int32_t result = run_fold_block(run, block);
    const mbr_text *text = &run->blocks[block].text;
    struct flag flag = {0};
    while (result >= 0) {
        int found =
            flag_next(run->finder, &run->hearing.voice, text->data, text->size, flag.end, &flag);
        if (found == FLAG_ERROR)
            return run_fail(run, MBR_E_NOMEM, "no memory for the phrases");
        if (found == FLAG_NONE)
            break;
        result = take_flag(run, block, &flag);
    }
    return result;
}

int32_t
collect_phrases(struct run *run)
{
    run->hit_count = 0;
    if (!run->finder)
        return MBR_OK;
    int32_t result = MBR_OK;
    for (size_t i = 0; i < run->block_count && result >= 0 && !is_enough(run); i++) {
        const struct block *it = &run->blocks[i];
        if (may_hold_flag(it) && stem_is_possible(it->item.text.data, it->item.text.size))
            result = collect_block(run, i);
    }
    return result;
}

static int32_t
find_forms(struct run *run, const mbr_words *forms)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; i < run->block_count && result >= 0; i++) {
        if (!may_hold_flag(&run->blocks[i]))
            continue;
        result = run_fold_block(run, i);
        mbr_span found = {0, 0};
        size_t which;
        while (result >= 0) {
            int32_t next = run->task->host.text->find(run->job, MBR_PART_TEXT, run->blocks[i].mark,
                                                      forms, found.end, &which, &found);
            if (next == MBR_E_NOTFOUND)
                break;
            if (next < 0)
                return run_fail(run, next, "a paragraph of the text could not be searched");
            const struct flag flag = {SPEAKER_SELF, found.start, found.start, found.end, 0, 0};
            result = take_flag(run, i, &flag);
        }
    }
    return result;
}

/* One sentence under each name of the outlet. */
static int32_t
collect_sentence(struct run *run, const char *sentence)
{
    char **forms = sentence_forms(sentence, &run->hearing.voice, run->french);
    if (!forms)
        return run_fail(run, MBR_E_NOMEM, "no memory for the house's sentence");
    mbr_text list[32];
    size_t count = 0;
    for (; forms[count] && count < sizeof list / sizeof list[0]; count++)
        list[count] = (mbr_text){forms[count], strlen(forms[count])};
    mbr_words *words = NULL;
    int32_t result =
        run->task->host.text->words(run->task->host.host, list, count,
                                    MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &words);
    if (result < 0)
        run_fail(run, result, "the house's sentence could not be prepared");
    else
        result = find_forms(run, words);
    run->task->host.text->words_release(words);
    sentence_forms_free(forms);
    return result;
}

/* The newsroom's sentences in the language of the text. */
static int32_t
collect_house(struct run *run)
{
    const struct house *house = &run->task->house;
    int32_t result = MBR_OK;
    for (size_t i = 0; i < house->count && result >= 0; i++) {
        int lang = house->phrases[i].lang;
        if (lang < 0 || (run->finder && run->finder == run->task->finders[lang]))
            result = collect_sentence(run, house->phrases[i].words);
    }
    return result;
}

int32_t
collect_sentences(struct run *run)
{
    int32_t result = collect_sentence(run, run->task->sentence);
    return result < 0 ? result : collect_house(run);
}

int32_t
collect_all(struct run *run)
{
    const char *house = run->task->sentence;
    int32_t result = collect_phrases(run);
    if (result >= 0 && house && !stem_is_possible(house, strlen(house)))
        result = collect_sentence(run, house);
    return result < 0 ? result : collect_house(run);
}
