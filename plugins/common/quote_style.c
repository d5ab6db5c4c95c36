/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "quotes.h"

#include "grow.h"
#include "signs.h"
#include "utf8.h"

enum { STRAIGHT = '"' };

/* One text on the way through its signs. */
typedef struct style {
    const mbr_text *text;
    size_t index;
    quote_faults *faults;
    mbr_span inner;    /* “ that is open outside them; empty: none */
    mbr_span straight; /* " likewise */
    bool sure;         /* which stands where an opening sign does */
    bool mixed;        /* guillemets within either */
    bool low;          /* „ is used: another language's signs */
    bool failed;
} style;

static void
add(style *of, mbr_span open, mbr_span close, bool plain)
{
    quote_faults *faults = of->faults;
    if (faults->count >= MOST_QUOTE_FAULTS)
        return;
    if (!grow(&faults->items, &faults->room, faults->count, sizeof *faults->items)) {
        of->failed = true;
        return;
    }
    faults->items[faults->count++] = (quote_fault){.kind = QUOTE_STYLE,
                                                   .text = of->index,
                                                   .words = {open.start, close.end},
                                                   .sign = open,
                                                   .other = close,
                                                   .mendable = plain};
}

static bool
opens_here(const style *of, mbr_span sign)
{
    uint32_t before = utf8_before(of->text->data, sign.start, NULL);
    uint32_t next = utf8_at(of->text->data, of->text->size, sign.end, NULL);
    return (before == 0 || before == '(' || before == '[' || utf8_is_space(before) ||
            utf8_is_apostrophe(before) || before == 0x2013 || before == 0x2014) &&
           next != 0 && !utf8_is_space(next);
}

static bool
closes_here(const style *of, mbr_span sign)
{
    uint32_t before = utf8_before(of->text->data, sign.start, NULL);
    uint32_t next = utf8_at(of->text->data, of->text->size, sign.end, NULL);
    return before != 0 && !utf8_is_space(before) && !utf8_is_letter(next) && !utf8_is_digit(next);
}

/* A straight sign is read by what stands beside it; after a figure alone it is one of inches. */
static void
take_straight(style *of, mbr_span sign)
{
    if (of->straight.end > 0) {
        add(of, of->straight, sign, of->sure && !of->mixed && closes_here(of, sign));
        of->straight.end = 0;
    } else if (!utf8_is_digit(utf8_before(of->text->data, sign.start, NULL))) {
        of->straight = sign;
        of->sure = opens_here(of, sign);
        of->mixed = false;
    }
}

static void
take(style *of, const quote_sign *sign)
{
    if (sign->c == OPEN || sign->c == CLOSE) {
        of->mixed = true;
    } else if (sign->depth > 0 || of->low) {
        return;
    } else if (sign->c == STRAIGHT && of->inner.end == 0) {
        take_straight(of, quote_sign_span(sign));
    } else if (of->straight.end > 0) {
        return;
    } else if (sign->c == OPEN_INNER && of->inner.end == 0) {
        of->inner = quote_sign_span(sign);
        of->mixed = false;
    } else if (sign->c == CLOSE_INNER && of->inner.end > 0) {
        add(of, of->inner, quote_sign_span(sign), !of->mixed);
        of->inner.end = 0;
    } else if (sign->c == SINGLE && of->inner.end == 0) {
        add(of, quote_sign_span(sign), (mbr_span){sign->other, sign->other + 3}, true);
    }
}

static size_t
judge_text(style *of, const quote_signs *signs, size_t at)
{
    size_t end = at;
    for (; end < signs->count && signs->items[end].text == of->index; end++)
        of->low |= signs->items[end].c == LOW;
    for (; at < end && !of->failed; at++)
        take(of, &signs->items[at]);
    /* Words that run on into the next paragraph, as English has them: no plain way. */
    if (of->straight.end > 0 && of->sure)
        add(of, of->straight,
            (mbr_span){of->straight.start,
                       utf8_word_end(of->text->data, of->text->size, of->straight.end)},
            false);
    return end;
}

bool
quotes_judge_style(const quote_text *texts,
                   size_t count,
                   const quote_signs *signs,
                   quote_faults *faults)
{
    size_t at = 0;
    bool failed = false;
    for (size_t i = 0; i < count && at < signs->count && !failed; i++) {
        style of = {.text = &texts[i].text, .index = i, .faults = faults};
        at = judge_text(&of, signs, at);
        failed = of.failed;
    }
    return !failed;
}
