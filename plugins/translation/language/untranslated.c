/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "clause.h"
#include "said.h"
#include "stretches.h"
#include "task.h"
#include "utf8.h"

#include <string.h>

#define LONGEST_TAIL 2   /* words no one knows at the end of a run */
#define MOST_GUESSES 200 /* of an article: each takes some 15 microseconds */
#define NEARBY 256       /* bytes */
#define SURELY 12        /* small words of the other language to one of the text's own: all of it */

typedef struct leftovers {
    reading *of;
    bool french;
    stretches list;
    code_spans code;
    size_t reported, guessed;
} leftovers;

static bool
ends_as_sentence(mbr_text text)
{
    size_t at = utf8_back_space(text.data, text.size), length;
    for (;;) {
        uint32_t c = utf8_before(text.data, at, &length);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026)
            return true;
        if (c != 0xbb && c != 0x201d && c != '"' && c != ')' && !utf8_is_space(c))
            return false;
        at -= length;
    }
}

/* A quotation set apart may be given in its own words, unless all of this is a translation. */
static bool
may_be_judged(const reading *of, const piece *one)
{
    if (one->kind == MBR_ITEM_QUOTE)
        return of->task->host.article->count(of->job, MBR_PART_SOURCE) > 0;
    return one->kind == MBR_ITEM_PARAGRAPH || one->kind == MBR_ITEM_LIST_ITEM;
}

static int32_t
report(leftovers *l, const piece *one, mbr_span words, int32_t severity)
{
    const reading *of = l->of;
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, words, &place);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, "untranslated", place);
    finding.finding.severity = severity;
    found_text(&finding, "words", one->text.data + words.start, words.end - words.start);
    l->reported++;
    return found_report(&finding, &of->task->host, of->job, NULL);
}

/* Emphasised, the words of a link, or code: a title, or words that are spoken of. */
static int32_t
is_title(leftovers *l, const piece *one, mbr_span words, bool *ret)
{
    const reading *of = l->of;
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, words, &place);
    if (result < 0)
        return result;
    char before = place.start > 0 ? of->text.file.data[place.start - 1] : ' ';
    *ret = (one->kind != 0 && before != '\0' && strchr("*_[", before)) ||
           code_spans_hold(&l->code, &of->text, one, place);
    return MBR_OK;
}

/* « … », a dit en anglais la maire: on purpose. */
static bool
says_english(const mbr_text *text, mbr_span words)
{
    size_t from = words.start > NEARBY ? words.start - NEARBY : 0;
    size_t to = text->size - words.end > NEARBY ? words.end + NEARBY : text->size;
    return memmem(text->data + from, to - from, "nglais", 6) != NULL;
}

/* Somebody's words, left as they were said: « … », a déclaré le ministre. */
static bool
is_quoted_speech(const leftovers *l, const piece *one, const stretch *words)
{
    const mbr_text *text = &one->text;
    size_t at = words->words.end, length, small = words->links + words->strong;
    uint32_t c;
    clause behind;
    said verb;
    if (!l->french || words->count < 8 || words->strong == 0 || small < 3 ||
        2 * words->lower < words->count)
        return false;
    while (utf8_is_space(c = utf8_at(text->data, text->size, at, &length)) || c == '.' ||
           c == ',' || c == '!' || c == '?')
        at += length;
    if (c != 0xbb && c != 0x201d && c != '"')
        return false;
    clause_read(&behind, text, at + length, text->size, false);
    return behind.count > 0 && (behind.words[0].signs & ~SIGN_COMMA) == 0 &&
           said_at(&behind, true, 0, &verb) && !says_english(text, words->words);
}

static mbr_span
run_of(const stretch *words)
{
    mbr_span run = words->known;
    if (words->shut && words->behind <= LONGEST_TAIL)
        run.end = words->words.end;
    return run;
}

static bool
is_sentence(leftovers *l, const piece *one, const stretch *words)
{
    const char *data = one->text.data + words->words.start;
    size_t size = words->words.end - words->words.start;
    if (stretch_is_sentence(words, &one->text, l->french))
        return true;
    return stretch_is_doubtful(words, &one->text) && one->kind != MBR_ITEM_HEADING &&
           l->guessed++ < MOST_GUESSES && guess_is(l->of->task->guess, data, size, !l->french);
}

/* Sentences next to each other are one finding. */
static bool
goes_on(const piece *one, const stretch *words, size_t end)
{
    for (size_t at = end; at < words->words.start; at++) {
        if (utf8_is_letter((uint8_t)one->text.data[at]))
            return false;
    }
    return true;
}

/* What one stretch is reported as; an empty span: nothing. The sentences behind it that go with it
 * move `index`. */
static int32_t
judge(leftovers *l, const piece *one, size_t *index, mbr_span *ret, bool *ret_sentence)
{
    const stretch *words = &l->list.items[*index];
    bool title = false, sentence = is_sentence(l, one, words);
    mbr_span span = words->words;
    *ret = (mbr_span){0, 0};
    *ret_sentence = sentence;
    if (!sentence && !stretch_is_run(words, &one->text, l->french) &&
        !is_quoted_speech(l, one, words))
        return MBR_OK;
    int32_t result = is_title(l, one, span, &title);
    if (result >= 0 && !title && !sentence && !words->apart) {
        span = run_of(words);
        result = is_title(l, one, span, &title);
    }
    if (result < 0 || title)
        return result;
    while (sentence && *index + 1 < l->list.count &&
           goes_on(one, &l->list.items[*index + 1], span.end) &&
           is_sentence(l, one, &l->list.items[*index + 1]))
        span.end = l->list.items[++*index].words.end;
    *ret = span;
    return MBR_OK;
}

static int32_t
report_stretches(leftovers *l, const piece *one)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < l->list.count && l->reported < MOST_OF_A_RULE; i++) {
        mbr_span span;
        bool sentence;
        result = judge(l, one, &i, &span, &sentence);
        if (result >= 0 && span.end > 0)
            result = report(l, one, span, sentence ? 0 : MBR_SEVERITY_WARNING);
    }
    return result;
}

/* Titles and quotations of the other language are right, whatever stands around them. */
static int32_t
has_titles(leftovers *l, const piece *one, bool *ret)
{
    int32_t result = MBR_OK;
    *ret = false;
    for (size_t i = 0; result >= 0 && !*ret && i < l->list.count; i++) {
        mbr_span span;
        bool sentence;
        result = judge(l, one, &i, &span, &sentence);
        *ret = span.end == 0;
    }
    return result;
}

static int32_t
check_piece(leftovers *l, size_t index)
{
    reading *of = l->of;
    const piece *one = &of->text.items[index];
    const mbr_text *text = &one->text;
    if (!stretches_read(&of->task->stretches[l->french], text, l->french, &l->list))
        return MBR_E_NOMEM;
    const language_counts *counts = &l->list.counts;
    bool judged = may_be_judged(of, one), titles;
    of->foreign[index] = language_is_foreign(counts, l->french);
    of->repeats[index] = l->list.repeats;
    if (l->reported >= MOST_OF_A_RULE || (one->kind == MBR_ITEM_QUOTE && !judged))
        return MBR_OK;
    if (!of->foreign[index] || !judged ||
        !language_is_untranslated(counts, l->french, ends_as_sentence(*text)))
        return report_stretches(l, one);
    size_t own = l->french ? counts->french : counts->english;
    if (SURELY * own <= counts->english + counts->french)
        return report(l, one, (mbr_span){0, text->size}, 0);
    int32_t result = has_titles(l, one, &titles);
    if (result < 0)
        return result;
    size_t before = l->reported;
    result = report_stretches(l, one);
    /* Many short sentences, none of them plain. */
    if (result >= 0 && !titles && l->reported == before)
        result = report(l, one, (mbr_span){0, text->size}, 0);
    return result;
}

int32_t
untranslated_check(reading *of)
{
    leftovers l = {.of = of, .french = locale_is_french(of->usage)};
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < of->text.count; i++)
        result = check_piece(&l, i);
    stretches_clear(&l.list);
    code_spans_clear(&l.code);
    return result;
}
