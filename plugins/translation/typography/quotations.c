/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grow.h"
#include "quotes.h"
#include "typography.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define TEXT(literal) ((mbr_text){literal, sizeof(literal) - 1})
#define OPENING "\xc2\xab\xc2\xa0"
#define CLOSING "\xc2\xa0\xc2\xbb"

/* A guillemet that a finding speaks of. */
typedef struct spoken {
    size_t text;
    mbr_span sign;
} spoken;

typedef struct spoken_list {
    spoken *items;
    size_t count, room;
} spoken_list;

static bool
is_swiss(const typography *t)
{
    return t->of->usage == LOCALE_SWITZERLAND;
}

/* An edit in the place of a range of the text, where the file reads as the text does. */
static int32_t
mend(typography *t, const piece *one, mbr_span text, mbr_text put, bool *mended)
{
    const reading *of = t->of;
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, text, &place);
    if (result < 0)
        return result;
    if (!piece_is_verbatim(&of->text, one, text, place)) {
        *mended = false;
        return MBR_OK;
    }
    return edits_add(&t->edits, place, put) ? MBR_OK : MBR_E_NOMEM;
}

static int32_t
mend_nested(typography *t, const piece *one, const quote_fault *fault, bool *mended)
{
    const char *data = one->text.data;
    mbr_span open = {fault->sign.start, utf8_skip_space(data, one->text.size, fault->sign.end)};
    mbr_span close = {utf8_back_space(data, fault->other.start), fault->other.end};
    if (close.start < open.end) {
        *mended = false;
        return MBR_OK;
    }
    mbr_text opening = is_swiss(t) ? TEXT("\xe2\x80\xb9") : TEXT("\xe2\x80\x9c");
    mbr_text closing = is_swiss(t) ? TEXT("\xe2\x80\xba") : TEXT("\xe2\x80\x9d");
    int32_t result = mend(t, one, open, opening, mended);
    return result < 0 ? result : mend(t, one, close, closing, mended);
}

static int32_t
mend_reversed(typography *t, const piece *one, const quote_fault *fault, bool *mended)
{
    const char *data = one->text.data;
    size_t from = utf8_back_space(data, fault->sign.start), length;
    mbr_text opening = is_swiss(t) ? TEXT("\xc2\xab") : TEXT(OPENING);
    if (fault->other.end == 0) /* « that closes */
        return mend(t, one, (mbr_span){from, fault->sign.end},
                    is_swiss(t) ? TEXT("\xc2\xbb") : TEXT(CLOSING), mended);
    if (utf8_is_apostrophe(utf8_before(data, from, &length))) {
        mbr_span text = {from - length, fault->sign.end};
        return mend(t, one, text,
                    is_swiss(t) ? TEXT("\xe2\x80\x99\xc2\xab") : TEXT("\xe2\x80\x99" OPENING),
                    mended);
    }
    return mend(t, one, fault->sign, opening, mended);
}

static int32_t
mend_quote(typography *t, const piece *one, const quote_fault *fault, bool *mended)
{
    mbr_span extra = {utf8_back_space(one->text.data, fault->sign.start), fault->sign.end};
    switch (fault->kind) {
    case QUOTE_NESTED:
        return mend_nested(t, one, fault, mended);
    case QUOTE_REVERSED:
        return mend_reversed(t, one, fault, mended);
    case QUOTE_EXTRA:
        return mend(t, one, extra, TEXT(""), mended);
    case QUOTE_UNCLOSED:
    case QUOTE_UNOPENED:
    case QUOTE_STYLE:
        break;
    }
    *mended = false;
    return MBR_OK;
}

static int32_t
report(typography *t, const quote_fault *fault)
{
    const reading *of = t->of;
    const piece *one = &of->text.items[fault->text];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, fault->words, &place);
    bool mended = fault->mendable;
    t->edits.count = 0;
    if (result >= 0 && mended)
        result = mend_quote(t, one, fault, &mended);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, fault->kind == QUOTE_NESTED ? "nested-quotes" : "unbalanced-quotes",
                place);
    found_text(&finding, "words", one->text.data + fault->words.start,
               fault->words.end - fault->words.start);
    if (fault->kind == QUOTE_NESTED && is_swiss(t))
        found_text(&finding, "case", "swiss", strlen("swiss"));
    return found_report(&finding, &of->task->host, of->job, mended ? &t->edits : NULL);
}

/* “mot”, "mot" and ‘mot’ become « mot »; English has the comma inside, French behind. */
static bool
add_style(typography *t, const quote_fault *fault)
{
    const mbr_text *text = &t->of->text.items[fault->text].text;
    const char *data = text->data;
    mbr_span open = {fault->sign.start, utf8_skip_space(data, text->size, fault->sign.end)};
    mbr_span close = {utf8_back_space(data, fault->other.start), fault->other.end};
    mark_fault first = {.kind = MARK_QUOTE_STYLE,
                        .mend = MARK_REPLACE,
                        .text = fault->text,
                        .words = fault->words,
                        .at = open,
                        .put = is_swiss(t) ? "\xc2\xab" : OPENING};
    if (!fault->mendable || close.start <= open.end) {
        first.mend = MARK_NOTHING;
        return mark_faults_add(&t->marks, &first);
    }
    mark_fault last = first;
    last.more = true;
    last.put = is_swiss(t) ? "\xc2\xbb" : CLOSING;
    last.at = close;
    if (data[close.start - 1] == ',') {
        uint32_t next = utf8_at(data, text->size, close.end, NULL);
        bool stop = next == ',' || next == '.' || next == ';' || next == ':';
        last.at.start--;
        if (!stop)
            last.put = is_swiss(t) ? "\xc2\xbb," : CLOSING ",";
    }
    return t->marks.of_kind[MARK_QUOTE_STYLE] >= MOST_OF_A_KIND ||
           (mark_faults_add(&t->marks, &first) && mark_faults_add(&t->marks, &last));
}

static bool
add_spoken(spoken_list *list, size_t text, mbr_span sign)
{
    if (sign.end == 0)
        return true;
    if (!grow(&list->items, &list->room, list->count, sizeof *list->items))
        return false;
    list->items[list->count++] = (spoken){text, sign};
    return true;
}

static int
compare(const void *a, const void *b)
{
    const spoken *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return x->sign.start < y->sign.start ? -1 : x->sign.start > y->sign.start;
}

/* A sign that begins or ends with the words of a fault. */
static bool
is_spoken_of(const spoken_list *list, const mark_fault *fault)
{
    size_t low = 0, high = list->count;
    spoken least = {fault->text, {fault->words.start, 0}};
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare(&list->items[middle], &least) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < list->count && list->items[low].text == fault->text &&
           list->items[low].sign.start <= fault->words.end;
         low++) {
        mbr_span sign = list->items[low].sign;
        if (sign.start == fault->words.start || sign.end == fault->words.end ||
            (sign.start == fault->at.start && sign.end == fault->at.end))
            return true;
    }
    return false;
}

/* What is said of a guillemet is said once: a space beside one that is to go is none to mend. */
static bool
drop_spoken(typography *t)
{
    spoken_list list = {0};
    bool made = true;
    for (size_t i = 0; i < t->quotes.count; i++) {
        const quote_fault *fault = &t->quotes.items[i];
        if (fault->kind == QUOTE_UNCLOSED || fault->kind == QUOTE_UNOPENED)
            continue;
        made = made && add_spoken(&list, fault->text, fault->sign) &&
               (fault->kind != QUOTE_NESTED || add_spoken(&list, fault->text, fault->other));
    }
    if (list.count > 1)
        qsort(list.items, list.count, sizeof *list.items, compare);
    size_t kept = 0;
    bool dropped = false;
    for (size_t i = 0; i < t->marks.count; i++) {
        const mark_fault *fault = &t->marks.items[i];
        bool asked = fault->kind == MARK_GUILLEMETS || fault->kind == MARK_NONE_GUILLEMETS ||
                     fault->kind == MARK_AFTER || fault->kind == MARK_STOP;
        dropped = fault->more ? dropped : asked && is_spoken_of(&list, fault);
        if (!dropped)
            t->marks.items[kept++] = *fault;
    }
    t->marks.count = list.count > 0 ? kept : t->marks.count;
    free(list.items);
    return made;
}

int32_t
quotations_check(typography *t)
{
    const reading *of = t->of;
    if (t->signs.count == 0)
        return MBR_OK;
    quote_text *texts = calloc(of->text.count + 1, sizeof *texts);
    if (!texts)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < of->text.count; i++) {
        int32_t kind = of->text.items[i].kind;
        texts[i] =
            (quote_text){.text = of->text.items[i].text,
                         .alone = kind == 0 || kind == MBR_ITEM_HEADING || kind == MBR_ITEM_IMAGE,
                         .skip = of->foreign[i]};
    }
    bool made = quotes_judge(texts, of->text.count, &t->signs, &t->quotes) &&
                (!locale_is_french(of->usage) ||
                 quotes_judge_style(texts, of->text.count, &t->signs, &t->styles));
    free(texts);
    int32_t result = made ? MBR_OK : MBR_E_NOMEM;
    for (size_t i = 0; result >= 0 && i < t->quotes.count && i < MOST_OF_A_RULE; i++)
        result = report(t, &t->quotes.items[i]);
    for (size_t i = 0; result >= 0 && i < t->styles.count; i++)
        result = add_style(t, &t->styles.items[i]) ? MBR_OK : MBR_E_NOMEM;
    return result >= 0 && t->quotes.count > 0 && !drop_spoken(t) ? MBR_E_NOMEM : result;
}
