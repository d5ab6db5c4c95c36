/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article.h"

#include "body.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define MOST_PICTURES 1000
#define LONGEST_WHERE 96

bool
article_value(const article *of, const char *where, mbr_value *ret)
{
    *ret = (mbr_value){.struct_size = sizeof *ret};
    return of->site->task->article->meta(of->job, MBR_PART_TEXT, where, ret) >= 0;
}

bool
article_words(const mbr_value *value, mbr_text *ret)
{
    if (value->type == MBR_VALUE_NULL || value->type == MBR_VALUE_LIST ||
        value->type == MBR_VALUE_MAP)
        return false;
    mbr_text text = text_trim(value->text);
    if (text.size == 0)
        return false;
    *ret = text;
    return true;
}

bool
article_meta(const article *of, const char *where, mbr_text *ret)
{
    mbr_value value;
    return article_value(of, where, &value) && article_words(&value, ret);
}

static bool
get_record(const article *of, const char *where, mbr_value *ret)
{
    *ret = (mbr_value){.struct_size = sizeof *ret};
    return of->site->task->site->record(of->site->job, of->story->index, where, ret) >= 0;
}

bool
article_record(const article *of, const char *where, mbr_text *ret)
{
    mbr_value value;
    return get_record(of, where, &value) && article_words(&value, ret);
}

bool
article_note(const article *of, size_t index, mbr_text *ret)
{
    char where[LONGEST_WHERE];
    const mbr_text *language = &of->story->entry.language;
    snprintf(where, sizeof where, "corrections[%zu].note.%.*s", index, (int)language->size,
             language->data);
    return article_record(of, where, ret);
}

mbr_text
article_correction_kind(const article *of, size_t index)
{
    char where[LONGEST_WHERE];
    mbr_text kind = {"", 0};
    snprintf(where, sizeof where, "corrections[%zu].kind", index);
    (void)article_record(of, where, &kind); /* without one it is a correction */
    return kind;
}

bool
article_correction_time(const article *of, size_t index, when *ret)
{
    char where[LONGEST_WHERE];
    mbr_text at;
    snprintf(where, sizeof where, "corrections[%zu].at", index);
    return article_record(of, where, &at) &&
           when_read(of->site->task->job, of->site->job, at, false, ret);
}

bool
article_retraction(const article *of, mbr_text *ret_note, when *ret_time)
{
    char where[LONGEST_WHERE];
    mbr_text at;
    const mbr_text *language = &of->story->entry.language;
    snprintf(where, sizeof where, "retracted.note.%.*s", (int)language->size, language->data);
    (void)article_record(of, where, ret_note); /* it may have been written in another language */
    return article_record(of, "retracted.at", &at) &&
           when_read(of->site->task->job, of->site->job, at, false, ret_time);
}

bool
article_has_ended(const article *of)
{
    mbr_text kind;
    return article_record(of, "retracted.kind", &kind) && text_is(kind, "ended");
}

bool
article_version(const article *of, size_t *n, story *ret)
{
    const mbr_site_api *api = of->site->task->site;
    size_t index;
    while (api->version(of->site->job, of->story->index, (*n)++, &index) >= 0) {
        if (story_read(of->site, index, ret) >= 0 && !story_is_retracted(ret))
            return true;
    }
    return false;
}

/* --- pictures ----------------------------------------------------------------------------------
 */

static void
picture_text(const article *of, const char *where, const char *key, mbr_text *ret)
{
    char full[LONGEST_WHERE];
    snprintf(full, sizeof full, "%s.%s", where, key);
    (void)article_meta(of, full, ret); /* what is not given stays empty */
}

static int32_t
compose_credit(const article *of, const char *where, picture *one)
{
    char full[LONGEST_WHERE];
    names photographers = {0};
    mbr_text agency = {"", 0};
    snprintf(full, sizeof full, "%s.photographer", where);
    int32_t result = names_read(of, full, &photographers);
    picture_text(of, where, "agency", &agency);
    for (size_t i = 0; i < photographers.count; i++) {
        buffer_say(&one->composed, i ? ", " : "");
        buffer_put(&one->composed, photographers.items[i].data, photographers.items[i].size);
    }
    if (agency.size > 0) {
        buffer_say(&one->composed, photographers.count ? "/" : "");
        buffer_put(&one->composed, agency.data, agency.size);
    }
    free(photographers.items);
    one->credit = (mbr_text){one->composed.data, one->composed.size};
    return one->composed.failed ? MBR_E_NOMEM : result;
}

/* Whether a name is a file of the article's: only these are copied beside the page. */
static bool
is_own_file(const article *of, mbr_text file)
{
    size_t index;
    return file.size > 0 && strlen(file.data) == file.size &&
           of->site->task->article->named(of->job, MBR_PART_MEDIA, file.data, &index) >= 0;
}

/* One entry of `images`, which may be a name alone. */
static int32_t
read_picture(article *of, const char *where)
{
    mbr_value value;
    picture one = {.file = {"", 0},
                   .caption = {"", 0},
                   .alt = {"", 0},
                   .rights = {"", 0},
                   .licence = {"", 0},
                   .acquire = {"", 0},
                   .credit = {"", 0}};
    if (!article_value(of, where, &value))
        return MBR_OK;
    if (value.type != MBR_VALUE_MAP) {
        if (value.type == MBR_VALUE_TEXT && is_own_file(of, value.text)) {
            one.file = value.text;
            of->pictures.items[of->pictures.count++] = one;
        }
        return MBR_OK;
    }
    picture_text(of, where, "file", &one.file);
    if (!is_own_file(of, one.file))
        return MBR_OK;
    picture_text(of, where, "caption", &one.caption);
    picture_text(of, where, "alt", &one.alt);
    picture_text(of, where, "rights", &one.rights);
    picture_text(of, where, "licence", &one.licence);
    picture_text(of, where, "acquire", &one.acquire);
    picture_text(of, where, "credit", &one.credit);
    int32_t result = one.credit.size > 0 ? MBR_OK : compose_credit(of, where, &one);
    of->pictures.items[of->pictures.count++] = one;
    return result;
}

static int32_t
read_pictures(article *of)
{
    mbr_value value;
    if (!article_value(of, "images", &value) || value.type == MBR_VALUE_NULL)
        return MBR_OK;
    size_t most = value.type == MBR_VALUE_LIST ? (size_t)value.count : 1;
    most = most < MOST_PICTURES ? most : MOST_PICTURES;
    of->pictures.items = calloc(most ? most : 1, sizeof *of->pictures.items);
    if (!of->pictures.items)
        return MBR_E_NOMEM;
    if (value.type != MBR_VALUE_LIST)
        return read_picture(of, "images");
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < most; i++) {
        char where[LONGEST_WHERE];
        snprintf(where, sizeof where, "images[%zu]", i);
        result = read_picture(of, where);
    }
    return result;
}

const picture *
article_picture(const article *of, mbr_text address)
{
    for (size_t i = 0; i < of->pictures.count; i++) {
        if (body_is_file(address, of->pictures.items[i].file))
            return &of->pictures.items[i];
    }
    return NULL;
}

const picture *
article_hero(const article *of)
{
    const picture *first = of->pictures.count > 0 ? &of->pictures.items[0] : NULL;
    return first && !body_shows(of->content, first->file) ? first : NULL;
}

/* --- time --------------------------------------------------------------------------------------
 */

/* Whether `date` was written without an hour. */
static bool
is_whole_day(const article *of)
{
    mbr_value value;
    int64_t first, after;
    return article_value(of, "date", &value) &&
           of->site->task->job->instant(of->site->job, &value.text, &first, &after) >= 0 &&
           after - first > 1;
}

/* The day the story speaks from, and the instant of its newest revision, never before it. */
static void
read_times(article *of)
{
    const mbr_job_api *api = of->site->task->job;
    mbr_value revision;
    mbr_text at;
    of->has_published =
        when_read(api, of->site->job, of->story->entry.date, is_whole_day(of), &of->published);
    of->has_updated = article_record(of, "publication.at", &at) &&
                      when_read(api, of->site->job, at, false, &of->updated);
    if (of->has_published && (!of->has_updated || of->updated.seconds < of->published.seconds)) {
        of->updated = of->published;
        of->has_updated = true;
    }
    of->revised = get_record(of, "publication.revision", &revision) &&
                  revision.type == MBR_VALUE_INT && revision.integer > 1;
}

static size_t
count_corrections(const article *of)
{
    mbr_value value;
    return get_record(of, "corrections", &value) && value.type == MBR_VALUE_LIST
               ? (size_t)value.count
               : 0;
}

static mbr_text
find_summary(const article *of)
{
    mbr_item first = {.struct_size = sizeof first};
    if (of->story->entry.summary.size > 0 ||
        of->site->task->article->item(of->job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH, 0, &first) < 0)
        return of->story->entry.summary;
    return first.text;
}

/* --- what it is --------------------------------------------------------------------------------
 */

static void
read_kind(article *of)
{
    mbr_text type;
    mbr_value paid;
    of->is_fact_check = article_meta(of, "type", &type) && text_is(type, "fact-check");
    of->is_paid =
        article_value(of, "paid", &paid) && paid.type == MBR_VALUE_BOOL && paid.integer != 0;
}

/* `foreign: {en: [fake news], la: ad hoc}` */
static void
read_foreign(article *of)
{
    const mbr_article_api *api = of->site->task->article;
    mbr_text language;
    for (size_t i = 0; api->meta_key(of->job, MBR_PART_TEXT, "foreign", i, &language) >= 0; i++) {
        char where[LONGEST_WHERE], one[LONGEST_WHERE + 32];
        mbr_text said;
        mbr_value value;
        if (language.size > LONGEST_WHERE / 2)
            continue;
        snprintf(where, sizeof where, "foreign.%.*s", (int)language.size, language.data);
        if (article_meta(of, where, &said))
            foreign_add(&of->foreign, said, language);
        for (size_t k = 0; article_value(of, where, &value) && k < value.count; k++) {
            snprintf(one, sizeof one, "%s[%zu]", where, k);
            if (article_meta(of, one, &said))
                foreign_add(&of->foreign, said, language);
        }
    }
    foreign_sort(&of->foreign);
}

/* Words alone: yes and no say nothing that could be printed. */
static void
read_ai(article *of)
{
    mbr_value value;
    if (article_value(of, "ai", &value) && value.type == MBR_VALUE_TEXT)
        (void)article_words(&value, &of->ai); /* blanks stay none */
}

int32_t
article_read(article *of, const site *within, const story *which)
{
    const mbr_site_api *api = within->task->site;
    *of = (article){.site = within, .kept = *which, .words = words_of(which->entry.language)};
    of->story = &of->kept;
    of->original = of->original_title = text_of("");
    of->summary = of->content = text_of("");
    of->dateline = of->outlet = of->source_language = of->ai = text_of("");
    if (story_is_retracted(which))
        return MBR_OK;
    of->standalone = calloc(2, sizeof *of->standalone);
    if (!of->standalone)
        return MBR_E_NOMEM;
    int32_t result = api->article(within->job, which->index, &of->job);
    if (result >= 0)
        result = api->content(within->job, which->index, &of->content);
    if (result >= 0)
        result = names_read(of, "author", &of->authors);
    if (result >= 0)
        result = names_read(of, "translator", &of->translators);
    if (result >= 0)
        result = names_read_tags(of, &of->tags);
    if (result >= 0)
        result = read_pictures(of);
    if (result < 0)
        return result;
    read_kind(of);
    read_foreign(of);
    (void)article_meta(of, "dateline", &of->dateline); /* what is not given stays empty */
    (void)article_meta(of, "source-title", &of->original_title);
    if (article_meta(of, "source-url", &of->original) && !text_is_web_address(of->original))
        of->original = text_of(""); /* no page links anywhere else */
    (void)article_meta(of, "outlet", &of->outlet);
    (void)article_meta(of, "source-lang", &of->source_language);
    read_ai(of);
    if (text_same(of->outlet, within->outlet) || text_same(of->outlet, within->name))
        of->outlet = text_of(""); /* the newsroom's own need not be said */
    of->summary = find_summary(of);
    read_times(of);
    of->corrections = count_corrections(of);
    for (size_t i = 0; i < of->corrections && !of->told; i++) {
        mbr_text note;
        of->told = article_note(of, i, &note);
    }
    return MBR_OK;
}

void
article_clear(article *of)
{
    for (size_t i = 0; i < of->pictures.count; i++)
        buffer_clear(&of->pictures.items[i].composed);
    free(of->pictures.items);
    free(of->authors.items);
    free(of->translators.items);
    free(of->tags.items);
    foreign_clear(&of->foreign);
    for (size_t i = 0; of->standalone && i < 2; i++)
        buffer_clear(&of->standalone[i]);
    free(of->standalone);
}
