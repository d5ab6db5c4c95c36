/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sentences.h"
#include "task.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

#define SHORTEST_CUT 40 /* bytes of a paragraph that may be cut: lines of verse are shorter */
#define LONGEST_TAG 1024

/* No paragraph ends with these. */
static const char never_last[] =
    " a an and at au aux avec by ce ces cette chez contre dans de des du en entre et for from in "
    "into la le les leur leurs nos notre of on or ou our par pour que qui sa sans ses son sous sur "
    "that the their these this to un une vers with ";

typedef struct breaks {
    reading *of;
    code_spans code;
    size_t reported;
} breaks;

/* Between {{ and }}: what a site's generator reads, not people. */
static bool
in_shortcode(const mbr_text *text, size_t at)
{
    size_t from = at > LONGEST_TAG ? at - LONGEST_TAG : 0;
    for (size_t i = at; i > from + 1; i--) {
        if (text->data[i - 1] == '}' && text->data[i - 2] == '}')
            return false;
        if (text->data[i - 1] == '{' && text->data[i - 2] == '{')
            return true;
    }
    return false;
}

static bool
is_mark(const mbr_text *file, size_t at)
{
    return at < file->size && file->data[at] != '\0' && strchr("*_", file->data[at]) != NULL;
}

/* The word behind the stop stands alone in its emphasis: a name or a word that is spoken of, with
 * which a sentence may begin. */
static int32_t
is_set_apart(const breaks *b, const piece *one, mbr_span words, bool *ret)
{
    const reading *of = b->of;
    mbr_span place, next = {utf8_word_start(one->text.data, words.end), words.end};
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, next, &place);
    *ret = result >= 0 && place.start > 0 && is_mark(&of->text.file, place.start - 1) &&
           is_mark(&of->text.file, place.end);
    return result;
}

static int32_t
report(breaks *b, const piece *one, mbr_span place, const char *words, size_t size)
{
    if (code_spans_hold(&b->code, &b->of->text, one, place))
        return MBR_OK;
    found finding;
    found_begin(&finding, "broken-sentence", place);
    found_text(&finding, "words", words, size);
    b->reported++;
    return found_report(&finding, &b->of->task->host, b->of->job, NULL);
}

static int32_t
check_piece(breaks *b, const piece *one)
{
    const reading *of = b->of;
    mbr_span words = {0, 0}, place;
    int32_t result = MBR_OK;
    while (result >= 0 && b->reported < MOST_OF_A_RULE &&
           sentence_broken(&one->text, words.end, &words)) {
        if (in_shortcode(&one->text, words.start))
            continue;
        bool apart;
        result = is_set_apart(b, one, words, &apart);
        if (apart)
            continue;
        if (result >= 0)
            result = piece_place(&of->text, one, &of->task->host, of->job, words, &place);
        if (result >= 0)
            result = report(b, one, place, one->text.data + words.start, words.end - words.start);
    }
    return result;
}

static bool
is_blank(const mbr_text *file, mbr_span span)
{
    if (span.start > span.end || span.end > file->size)
        return false;
    for (size_t i = span.start; i < span.end; i++) {
        if (!strchr(" \t\r\n", file->data[i]) || file->data[i] == '\0')
            return false;
    }
    return true;
}

/* The last word of a paragraph that cannot end with it; empty: none. */
static mbr_span
loose_end(const mbr_text *text)
{
    mbr_span none = {0, 0};
    char word[16];
    size_t end = utf8_back_space(text->data, text->size);
    size_t start = utf8_word_start(text->data, end), size = end - start;
    if (text->size < SHORTEST_CUT || size == 0 || size > sizeof word - 3)
        return none;
    snprintf(word, sizeof word, " %.*s ", (int)size, text->data + start);
    return strstr(never_last, word) ? (mbr_span){start, end} : none;
}

/* A sentence that the end of a paragraph cuts: “… contre la ¶ population …”. */
static int32_t
check_paragraph_end(breaks *b, size_t index)
{
    const reading *of = b->of;
    const piece *one = &of->text.items[index], *next = one + 1;
    mbr_span last, first, start, end;
    if (one->kind != MBR_ITEM_PARAGRAPH || next->kind != MBR_ITEM_PARAGRAPH ||
        of->foreign[index + 1] || next->item != one->item + 1)
        return MBR_OK;
    last = loose_end(&one->text);
    if (last.end == 0 || !sentence_goes_on(&next->text, 0, &first) ||
        !is_blank(&of->text.file, (mbr_span){one->span.end, next->span.start}))
        return MBR_OK;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, last, &start);
    if (result >= 0)
        result = piece_place(&of->text, next, &of->task->host, of->job, first, &end);
    if (result < 0)
        return result;
    char words[FOUND_SHOWN];
    int size = snprintf(words, sizeof words, "%.*s \xc2\xb6 %.*s", (int)(last.end - last.start),
                        one->text.data + last.start,
                        (int)utf8_cut(next->text.data + first.start, first.end - first.start, 64),
                        next->text.data + first.start);
    return report(b, one, (mbr_span){start.start, end.end}, words, (size_t)size);
}

int32_t
sentences_check(reading *of)
{
    breaks b = {.of = of};
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < of->text.count && b.reported < MOST_OF_A_RULE; i++) {
        if (of->foreign[i])
            continue;
        result = check_piece(&b, &of->text.items[i]);
        if (result >= 0 && i + 1 < of->text.count)
            result = check_paragraph_end(&b, i);
    }
    code_spans_clear(&b.code);
    return result;
}
