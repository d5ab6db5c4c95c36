/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grow.h"
#include "quotes.h"
#include "spaces.h"
#include "task.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define MOST_EDITS 5000 /* of one finding: what is left is found again */
#define TEXT(literal) ((mbr_text){literal, sizeof(literal) - 1})

typedef struct typography {
    reading *of;
    code_spans code;
    quote_faults quotes;
    space_faults spaces;
    mbr_span *signs; /* of one piece: those that a fault of quotation speaks of */
    size_t sign_count, sign_room;
    edits edits;
} typography;

static const char *
quote_rule(quote_fault_kind kind)
{
    return kind == QUOTE_NESTED ? "nested-quotes" : "unbalanced-quotes";
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
    int32_t result = mend(t, one, open, TEXT("\xe2\x80\x9c"), mended);
    return result < 0 ? result : mend(t, one, close, TEXT("\xe2\x80\x9d"), mended);
}

static int32_t
mend_reversed(typography *t, const piece *one, const quote_fault *fault, bool *mended)
{
    const char *data = one->text.data;
    size_t from = utf8_back_space(data, fault->sign.start), length;
    if (fault->other.end == 0) /* « that closes */
        return mend(t, one, (mbr_span){from, fault->sign.end}, TEXT("\xc2\xa0\xc2\xbb"), mended);
    mbr_span text = fault->sign;
    if (!utf8_is_apostrophe(utf8_before(data, from, &length)))
        return mend(t, one, text, TEXT("\xc2\xab\xc2\xa0"), mended);
    text.start = from - length;
    return mend(t, one, text, TEXT("\xe2\x80\x99\xc2\xab\xc2\xa0"), mended);
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
        break;
    }
    *mended = false;
    return MBR_OK;
}

static int32_t
report_quote(typography *t, const quote_fault *fault)
{
    const reading *of = t->of;
    const piece *one = &of->text.items[fault->text];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, fault->words, &place);
    if (result < 0 || code_spans_hold(&t->code, &of->text, one, place))
        return result;
    bool mended = fault->mendable;
    t->edits.count = 0;
    if (mended)
        result = mend_quote(t, one, fault, &mended);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, quote_rule(fault->kind), place);
    found_text(&finding, "words", one->text.data + fault->words.start,
               fault->words.end - fault->words.start);
    return found_report(&finding, &of->task->host, of->job, mended ? &t->edits : NULL);
}

static int32_t
check_quotes(typography *t)
{
    const reading *of = t->of;
    quote_text *texts = calloc(of->text.count + 1, sizeof *texts);
    if (!texts)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < of->text.count; i++) {
        int32_t kind = of->text.items[i].kind;
        texts[i] = (quote_text){.text = of->text.items[i].text,
                                .alone = kind == 0 || kind == MBR_ITEM_HEADING,
                                .skip = of->foreign[i]};
    }
    int32_t result = quotes_judge(texts, of->text.count, &t->quotes) ? MBR_OK : MBR_E_NOMEM;
    free(texts);
    for (size_t i = 0; result >= 0 && i < t->quotes.count && i < MOST_OF_A_RULE; i++)
        result = report_quote(t, &t->quotes.items[i]);
    return result;
}

static bool
add_sign(typography *t, mbr_span sign)
{
    if (sign.end == 0)
        return true;
    if (!grow(&t->signs, &t->sign_room, t->sign_count, sizeof *t->signs))
        return false;
    t->signs[t->sign_count++] = sign;
    return true;
}

static int
compare_spans(const void *a, const void *b)
{
    const mbr_span *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

/* The signs of piece `index`; faults from `*at` on are those of this piece and later ones. */
static bool
collect_signs(typography *t, size_t index, size_t *at)
{
    t->sign_count = 0;
    for (; *at < t->quotes.count && t->quotes.items[*at].text <= index; (*at)++) {
        const quote_fault *fault = &t->quotes.items[*at];
        if (fault->text < index || fault->kind == QUOTE_UNCLOSED || fault->kind == QUOTE_UNOPENED)
            continue;
        if (!add_sign(t, fault->sign) ||
            (fault->kind == QUOTE_NESTED && !add_sign(t, fault->other)))
            return false;
    }
    if (t->sign_count > 1)
        qsort(t->signs, t->sign_count, sizeof *t->signs, compare_spans);
    return true;
}

static int32_t
find_spaces(typography *t)
{
    const reading *of = t->of;
    size_t at = 0;
    for (size_t i = 0; i < of->text.count; i++) {
        const piece *one = &of->text.items[i];
        if (!collect_signs(t, i, &at))
            return MBR_E_NOMEM;
        if (of->foreign[i])
            continue;
        space_rules rules = {.usage = of->usage,
                             .languages = &of->task->languages,
                             .signs = t->signs,
                             .sign_count = t->sign_count,
                             .value = one->kind == 0};
        if (!spaces_judge(&one->text, i, &rules, &t->spaces))
            return MBR_E_NOMEM;
    }
    return MBR_OK;
}

/* Where the edit goes; `ret_can` is false where the file does not read as the text does. */
static int32_t
space_place(typography *t, const space_fault *fault, mbr_span *ret, bool *ret_can)
{
    const reading *of = t->of;
    const piece *one = &of->text.items[fault->text];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, fault->at, &place);
    if (result < 0)
        return result;
    *ret_can = !code_spans_hold(&t->code, &of->text, one, place);
    if (fault->mend == SPACE_BEFORE)
        place.end = place.start;
    else if (fault->mend == SPACE_AFTER)
        place.start = place.end;
    else if (!piece_is_verbatim(&of->text, one, fault->at, place))
        *ret_can = false;
    *ret = place;
    return MBR_OK;
}

static int
compare_edits(const void *a, const void *b)
{
    const mbr_edit *x = a, *y = b;
    return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static int32_t
report_spaces(typography *t, space_kind kind, const space_fault *first, size_t count)
{
    const reading *of = t->of;
    const piece *one = &of->text.items[first->text];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, first->words, &place);
    if (result < 0)
        return result;
    /* Titles come first among the pieces and may stand in any order in the file. */
    qsort(t->edits.items, t->edits.count, sizeof *t->edits.items, compare_edits);
    found finding;
    found_begin(&finding, SPACE_IS_NO_BREAK(kind) ? "missing-nbsp" : "spacing", place);
    found_text(&finding, "words", one->text.data + first->words.start,
               first->words.end - first->words.start);
    found_count(&finding, count);
    return found_report(&finding, &of->task->host, of->job, &t->edits);
}

/* All faults of one kind are one finding, at the first of them. */
static int32_t
check_kind(typography *t, space_kind kind)
{
    const space_fault *first = NULL;
    size_t count = 0;
    t->edits.count = 0;
    for (size_t i = 0; i < t->spaces.count; i++) {
        const space_fault *fault = &t->spaces.items[i];
        mbr_span place;
        bool can;
        if (fault->kind != kind)
            continue;
        int32_t result = space_place(t, fault, &place, &can);
        if (result < 0)
            return result;
        if (!can)
            continue;
        if (!first)
            first = fault;
        mbr_text put = {fault->put, strlen(fault->put)};
        if (count++ < MOST_EDITS && !edits_add(&t->edits, place, put))
            return MBR_E_NOMEM;
    }
    return first ? report_spaces(t, kind, first, count) : MBR_OK;
}

int32_t
typography_check(reading *of)
{
    typography t = {.of = of};
    int32_t result = check_quotes(&t);
    if (result >= 0 && locale_is_french(of->usage))
        result = find_spaces(&t);
    for (int kind = 0; result >= 0 && t.spaces.count > 0 && kind < SPACE_KINDS; kind++)
        result = check_kind(&t, (space_kind)kind);
    code_spans_clear(&t.code);
    quote_faults_clear(&t.quotes);
    space_faults_clear(&t.spaces);
    edits_clear(&t.edits);
    free(t.signs);
    return result;
}
