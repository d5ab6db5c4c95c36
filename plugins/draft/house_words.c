/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "instead.h"
#include "sentences.h"
#include "task.h"
#include "untouchable.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MOST_PICTURES 1000

typedef struct run {
    reading *of;
    const house_list *house;
    code_spans code;
    char lang[4];
    size_t reported;
} run;

/* Whether this is the word, and not a name that begins like it or another language's. */
static bool
is_meant(const run *r, const piece *one, const house_form *word, mbr_span place)
{
    const house_entry *entry = &r->house->entries[word->entry];
    if (entry->lang[0] != '\0' && strcmp(entry->lang, r->lang) != 0)
        return false;
    if (is_part_of_word(&one->text, place) || untouchable(&one->text, place))
        return false;
    return word->shape != HOUSE_CAPITAL || sentence_begins(&one->text, place.start);
}

static void
say_it(found *finding, const house_entry *entry)
{
    static const char *const cases[] = {"bare", "why", "say", "both"};
    const char *named = cases[(entry->say ? 2 : 0) + (entry->why ? 1 : 0)];
    found_text(finding, "case", named, strlen(named));
    if (entry->say)
        found_text(finding, "say", entry->say, strlen(entry->say));
    if (entry->why && finding->count < FOUND_ARGS)
        finding->arg[finding->count++] = (mbr_arg){.struct_size = sizeof(mbr_arg),
                                                   .name = "why",
                                                   .value = {entry->why, strlen(entry->why)}};
}

static int32_t
report(run *r, const pieces *list, const piece *one, const house_form *word, mbr_span words)
{
    const services *host = &r->of->task->host;
    const house_entry *entry = &r->house->entries[word->entry];
    bool quoted = piece_is_quoted(list, one, host, r->of->job, words.start);
    mbr_span place;
    int32_t result = piece_place(list, one, host, r->of->job, words, &place);
    if (result < 0 || code_spans_hold(&r->code, list, one, place) ||
        (quoted && entry->quotes == HOUSE_ALLOW))
        return result;
    instead change = {0};
    bool note = quoted && entry->quotes == HOUSE_NOTE;
    if (word->say && !note) {
        const instead_words how = {.written = words,
                                   .words = {word->say, strlen(word->say)},
                                   .french = strcmp(r->lang, "fr") == 0,
                                   .capital = word->shape == HOUSE_CAPITAL};
        result = instead_make(&change, list, one, host, r->of->job, &how);
    }
    found finding;
    found_begin(&finding, "house-word", place);
    finding.finding.severity = note ? MBR_SEVERITY_NOTE : entry->severity;
    found_text(&finding, "words", one->text.data + words.start, words.end - words.start);
    say_it(&finding, entry);
    edits fix = {0};
    if (result >= 0 && change.put &&
        !edits_add(&fix, change.span, (mbr_text){change.put, change.size}))
        result = MBR_E_NOMEM;
    if (result >= 0)
        result = found_report(&finding, host, r->of->job, &fix);
    r->reported++;
    edits_clear(&fix);
    instead_clear(&change);
    return result;
}

static int32_t
check_piece(run *r, const pieces *list, const piece *one)
{
    const services *host = &r->of->task->host;
    uint64_t from = 0;
    while (r->reported < MOST_OF_A_RULE) {
        size_t which;
        mbr_span place;
        int32_t result = host->text->find(r->of->job, list->part, one->mark, r->house->ready, from,
                                          &which, &place);
        if (result == MBR_E_NOTFOUND)
            return MBR_OK;
        if (result >= 0 && (which >= r->house->word_count || place.end <= from))
            result = MBR_E_FAILED;
        if (result >= 0 && is_meant(r, one, &r->house->words[which], place))
            result = report(r, list, one, &r->house->words[which], place);
        if (result < 0)
            return result;
        from = place.end;
    }
    return MBR_OK;
}

/* Values that hold the newsroom's own words, not names: who wrote it, whose picture it is. */
static int32_t
read_values(run *r, pieces *list)
{
    const services *host = &r->of->task->host;
    mbr_job *job = r->of->job;
    int32_t result = pieces_begin(list, host, job, MBR_PART_TEXT);
    if (result >= 0)
        result = pieces_add_value(list, host, job, "title");
    if (result >= 0)
        result = pieces_add_value(list, host, job, "standfirst");
    mbr_value images = {.struct_size = sizeof images};
    if (result < 0 || host->article->meta(job, MBR_PART_TEXT, "images", &images) < 0)
        return result;
    for (uint64_t i = 0; result >= 0 && i < images.count && i < MOST_PICTURES; i++) {
        char where[64];
        snprintf(where, sizeof where, "images[%" PRIu64 "].caption", i);
        result = pieces_add_value(list, host, job, where);
        snprintf(where, sizeof where, "images[%" PRIu64 "].alt", i);
        if (result >= 0)
            result = pieces_add_value(list, host, job, where);
    }
    return result;
}

static int32_t
check_all(run *r, const pieces *values)
{
    const reading *of = r->of;
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < values->count; i++)
        result = check_piece(r, values, &values->items[i]);
    for (size_t i = of->values; result >= 0 && i < of->text.count; i++)
        result = check_piece(r, &of->text, &of->text.items[i]);
    return result;
}

int32_t
house_words_check(reading *of)
{
    const house_list *house = &of->task->house;
    mbr_text tag;
    pieces values = {0};
    if (!house->ready)
        return MBR_OK;
    run r = {.of = of, .house = house};
    int32_t result = of->task->host.article->language(of->job, MBR_PART_TEXT, &tag);
    if (result < 0)
        return result;
    size_t size = strcspn(tag.data, "-");
    memcpy(r.lang, tag.data, size < sizeof r.lang ? size : 0);
    result = read_values(&r, &values);
    if (result >= 0)
        result = check_all(&r, &values);
    code_spans_clear(&r.code);
    pieces_clear(&values);
    return result;
}
