/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "quotes.h"

#include "grow.h"
#include "quote_place.h"
#include "signs.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH 16

typedef struct opened {
    uint32_t sign;
    size_t text;
    mbr_span span;
    bool nested;
    bool carried;    /* from the paragraph before, through a dialogue */
    size_t reversed; /* 1 + index of the fault of a closing sign that opened this */
} opened;

typedef struct judge {
    const quote_text *texts;
    size_t count;
    quote_faults *faults;
    opened stack[DEPTH];
    size_t depth;
    size_t text; /* the one being judged */
    const char *data;
    size_t size;
    uint64_t closed;   /* where its last balanced quotation ends; 0: none yet */
    quote_sign *signs; /* of it */
    size_t sign_count;
    size_t taken;      /* signs of the texts before */
    size_t inner_open; /* how many of them are “ and ” */
    size_t inner_close;
    bool low;           /* „ is used: “ closes there */
    bool swiss;         /* ‹ is used: › is no arrow */
    bool before_open;   /* the text before left a quotation open */
    size_t first_fault; /* of this text */
    bool failed;
} judge;

static quote_fault *
add(judge *j, quote_fault_kind kind, size_t text, mbr_span words, mbr_span sign)
{
    if (j->faults->count >= MOST_QUOTE_FAULTS)
        return NULL;
    if (!grow(&j->faults->items, &j->faults->room, j->faults->count, sizeof(quote_fault))) {
        j->failed = true;
        return NULL;
    }
    quote_fault *fault = &j->faults->items[j->faults->count++];
    *fault = (quote_fault){.kind = kind, .text = text, .words = words, .sign = sign};
    return fault;
}

static void
add_unclosed(judge *j, const opened *open)
{
    if (open->reversed > 0)
        return; /* that fault speaks of it already */
    const mbr_text *text = &j->texts[open->text].text;
    size_t word = utf8_skip_space(text->data, text->size, open->span.end);
    size_t end = utf8_word_end(text->data, text->size, word);
    if (end == word)
        end = open->span.end;
    add(j, QUOTE_UNCLOSED, open->text, (mbr_span){open->span.start, end}, open->span);
}

static void
push(judge *j, opened open)
{
    if (j->depth < DEPTH)
        j->stack[j->depth++] = open;
}

static bool
holds(const judge *j, uint32_t sign)
{
    for (size_t i = 0; i < j->depth; i++) {
        if (j->stack[i].sign == sign)
            return true;
    }
    return false;
}

static void
open_guillemet(judge *j, mbr_span sign)
{
    bool leading = utf8_skip_space(j->data, j->size, 0) == sign.start;
    if (leading && j->depth == 1 && j->stack[0].carried)
        j->depth = 0; /* opened anew, as usage has it */
    opened *top = j->depth > 0 ? &j->stack[j->depth - 1] : NULL;
    if (top && top->sign == OPEN && quote_closes_here(j->data, j->size, sign)) {
        mbr_span words = {quote_word_before(j->data, sign.start), sign.end};
        quote_fault *fault = add(j, QUOTE_REVERSED, j->text, words, sign);
        if (fault)
            fault->mendable = true;
        j->depth--;
        j->closed = sign.end;
        return;
    }
    bool nested = false;
    for (size_t i = 0; i < j->depth; i++)
        nested |= j->stack[i].sign == OPEN && !j->stack[i].carried;
    push(j, (opened){.sign = OPEN, .text = j->text, .span = sign, .nested = nested});
}

static void
open_reversed(judge *j, mbr_span sign)
{
    size_t from = utf8_back_space(j->data, sign.start), length;
    mbr_span words = {sign.start, utf8_word_end(j->data, j->size, sign.end)};
    if (utf8_is_apostrophe(utf8_before(j->data, from, &length)))
        words.start = utf8_word_start(j->data, from - length);
    if (add(j, QUOTE_REVERSED, j->text, words, sign))
        push(j,
             (opened){.sign = OPEN, .text = j->text, .span = sign, .reversed = j->faults->count});
}

static void
close_unopened(judge *j, mbr_span sign)
{
    if (quote_opens_here(j->data, j->size, sign)) {
        open_reversed(j, sign);
        return;
    }
    bool extra = quote_is_right_after(j->data, j->size, j->closed, sign);
    mbr_span words = {quote_word_before(j->data, sign.start), sign.end};
    quote_fault *fault = add(j, extra ? QUOTE_EXTRA : QUOTE_UNOPENED, j->text, words, sign);
    if (fault)
        fault->mendable = extra;
    j->closed = sign.end;
}

/* The opening sign that this one closes; what it leaves open within is faulted. */
static opened
close_pair(judge *j, uint32_t sign)
{
    opened open;
    do {
        open = j->stack[--j->depth];
        if (open.sign != sign)
            add_unclosed(j, &open);
    } while (open.sign != sign);
    return open;
}

static void
close_guillemet(judge *j, mbr_span sign)
{
    bool leading = utf8_skip_space(j->data, j->size, 0) == sign.start;
    if (leading && (j->before_open || (j->depth == 1 && j->stack[0].carried))) {
        j->depth = 0; /* » opens the following paragraphs in older books */
        push(j, (opened){.sign = OPEN, .text = j->text, .span = sign});
        return;
    }
    if (!holds(j, OPEN)) {
        close_unopened(j, sign);
        return;
    }
    opened open = close_pair(j, OPEN);
    if (open.reversed > 0) {
        j->faults->items[open.reversed - 1].other = sign;
        j->faults->items[open.reversed - 1].mendable = true;
    }
    if (open.nested) {
        quote_fault *fault =
            add(j, QUOTE_NESTED, j->text, (mbr_span){open.span.start, sign.end}, open.span);
        if (fault) {
            fault->other = sign;
            fault->mendable = true;
        }
    }
    j->closed = sign.end;
}

static void
close_inner(judge *j, mbr_span sign)
{
    if (!holds(j, OPEN_INNER)) {
        /* A text that has ” for both sides balances by number. */
        bool both = j->inner_open == 0 && j->inner_close % 2 == 0;
        if (!quote_is_measure(j->data, sign) && !both)
            add(j, QUOTE_UNOPENED, j->text,
                (mbr_span){quote_word_before(j->data, sign.start), sign.end}, sign);
        return;
    }
    (void)close_pair(j, OPEN_INNER);
}

/* The signs of a text, and whether “ and ” balance in it by number. */
static void
collect_signs(judge *j, quote_signs *signs)
{
    j->signs = signs->count > 0 ? signs->items + j->taken : NULL;
    j->sign_count = j->inner_open = j->inner_close = 0;
    j->low = j->swiss = false;
    for (; j->taken < signs->count && signs->items[j->taken].text == j->text; j->taken++) {
        const quote_sign *sign = &signs->items[j->taken];
        j->sign_count++;
        j->inner_open += sign->c == OPEN_INNER;
        j->inner_close +=
            sign->c == CLOSE_INNER && !quote_is_measure(j->data, quote_sign_span(sign));
        j->low |= sign->c == LOW;
        j->swiss |= sign->c == OPEN_SWISS;
    }
}

static void
take_inner(judge *j, uint32_t c, mbr_span span)
{
    if (c == OPEN_INNER && !j->low)
        push(j, (opened){.sign = OPEN_INNER, .text = j->text, .span = span});
    else if (c == CLOSE_INNER && !j->low)
        close_inner(j, span);
    else if (c == OPEN_SWISS)
        push(j, (opened){.sign = OPEN_SWISS, .text = j->text, .span = span});
    else if (c == CLOSE_SWISS && holds(j, OPEN_SWISS))
        (void)close_pair(j, OPEN_SWISS);
}

static uint32_t
open_guillemets(const judge *j)
{
    uint32_t count = 0;
    for (size_t i = 0; i < j->depth; i++)
        count += j->stack[i].sign == OPEN;
    return count;
}

static void
judge_signs(judge *j)
{
    for (size_t i = 0; i < j->sign_count && !j->failed; i++) {
        uint32_t c = j->signs[i].c;
        mbr_span span = quote_sign_span(&j->signs[i]);
        j->signs[i].depth = open_guillemets(j);
        if (c == OPEN)
            open_guillemet(j, span);
        else if (c == CLOSE)
            close_guillemet(j, span);
        else
            take_inner(j, c, span);
    }
}

/* How the next text of the run begins; 0: there is none. */
static uint32_t
next_beginning(const judge *j)
{
    for (size_t i = j->text + 1; i < j->count; i++) {
        const quote_text *next = &j->texts[i];
        if (next->alone || next->skip)
            continue;
        size_t at = utf8_skip_space(next->text.data, next->text.size, 0);
        if (at < next->text.size)
            return utf8_at(next->text.data, next->text.size, at, NULL);
    }
    return 0;
}

/* Where a text leaves a quotation open, which of its signs is the odd one is not plain. */
static bool
doubt_nested(judge *j)
{
    bool found = false;
    for (size_t i = j->first_fault; i < j->faults->count; i++) {
        quote_fault *fault = &j->faults->items[i];
        if (fault->kind == QUOTE_NESTED) {
            fault->mendable = false;
            found = true;
        }
    }
    return found;
}

static void
end_text(judge *j)
{
    j->before_open = false;
    if (j->depth == 0)
        return;
    bool nested = doubt_nested(j);
    uint32_t next = j->texts[j->text].alone ? 0 : next_beginning(j);
    uint32_t sign = j->stack[j->depth - 1].sign;
    if (next != 0 && (next == sign || (next == CLOSE && sign == OPEN))) {
        j->before_open = true;
        j->depth = 0;
    } else if (sign == OPEN && j->depth == 1 && (next == 0x2013 || next == 0x2014)) {
        j->stack[0].carried = true;
    } else {
        /* Of a quotation within a quotation that end together, one sign may close both. */
        bool together = nested && j->depth == 1 && sign == OPEN;
        for (size_t i = 0; !together && i < j->depth; i++)
            add_unclosed(j, &j->stack[i]);
        j->depth = 0;
    }
}

static void
judge_text(judge *j, quote_signs *signs)
{
    const quote_text *text = &j->texts[j->text];
    opened kept = j->stack[0];
    size_t kept_depth = j->depth;
    if (text->alone)
        j->depth = 0;
    j->data = text->text.data;
    j->size = text->text.size;
    j->closed = 0;
    j->first_fault = j->faults->count;
    collect_signs(j, signs);
    judge_signs(j);
    bool before = j->before_open;
    end_text(j);
    if (text->alone) { /* a heading stands between two paragraphs and changes nothing */
        j->stack[0] = kept;
        j->depth = kept_depth;
        j->before_open = before;
    }
}

/* A quotation carried through a dialogue is faulted after the texts that follow it. */
static int
compare(const void *a, const void *b)
{
    const quote_fault *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    if (x->words.start != y->words.start)
        return x->words.start < y->words.start ? -1 : 1;
    return 0;
}

bool
quotes_judge(const quote_text *texts, size_t count, quote_signs *signs, quote_faults *faults)
{
    judge j = {.texts = texts, .count = count, .faults = faults};
    for (j.text = 0; j.text < count && !j.failed; j.text++) {
        while (j.taken < signs->count && signs->items[j.taken].text < j.text)
            j.taken++;
        if (!texts[j.text].skip)
            judge_text(&j, signs);
    }
    if (!j.failed && faults->count > 1)
        qsort(faults->items, faults->count, sizeof *faults->items, compare);
    return !j.failed;
}

void
quote_faults_clear(quote_faults *faults)
{
    free(faults->items);
    *faults = (quote_faults){0};
}

void
quote_signs_clear(quote_signs *signs)
{
    free(signs->items);
    *signs = (quote_signs){0};
}
