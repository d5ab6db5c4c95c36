/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/widening.h"

#include "article/sentence.h"
#include "base/text.h"

#include <glib.h>
#include <string.h>

/* Longest quotation, in bytes, that is told whole for one word of it. */
#define LONGEST_QUOTATION 240
/* A word of so many letters says what a number counts. */
#define TELLING 4

/* --- one text --------------------------------------------------------------------------------- */

static MarbreSpan
paragraph_at(const MarbreVersed *of, uint64_t at)
{
    uint64_t start = at, end = at;
    while (start > 0 && of->text[start - 1] != '\n')
        start--;
    while (end < of->size && of->text[end] != '\n')
        end++;
    return (MarbreSpan){start, end};
}

static size_t
white_at(const MarbreVersed *of, uint64_t at, uint64_t end)
{
    return at < end && of->text[at] != '\n' ? marbre_text_white(of->text + at, of->text + end) : 0;
}

/* Bytes of the white space that ends at a place. */
static size_t
white_before(const MarbreVersed *of, uint64_t start, uint64_t at)
{
    for (size_t width = 1; width <= 4 && at >= start + width; width++)
        if (white_at(of, at - width, at) == width)
            return width;
    return 0;
}

/* Behind the chunk without white space that follows; `at` where none does. */
static uint64_t
chunk_after(const MarbreVersed *of, MarbreSpan paragraph, uint64_t at)
{
    uint64_t from = at;
    for (size_t width; (width = white_at(of, from, paragraph.end)) > 0;)
        from += width;
    uint64_t end = from;
    while (end < paragraph.end && white_at(of, end, paragraph.end) == 0)
        end++;
    return end > from ? end : at;
}

static uint64_t
chunk_before(const MarbreVersed *of, MarbreSpan paragraph, uint64_t at)
{
    uint64_t from = at;
    for (size_t width; (width = white_before(of, paragraph.start, from)) > 0;)
        from -= width;
    uint64_t start = from;
    while (start > paragraph.start && white_before(of, paragraph.start, start) == 0)
        start--;
    return start < from ? start : at;
}

static gunichar
first_of(const MarbreVersed *of, MarbreSpan span)
{
    while (span.start < span.end && white_at(of, span.start, span.end) > 0)
        span.start += white_at(of, span.start, span.end);
    return span.start < span.end
               ? g_utf8_get_char_validated(of->text + span.start, (gssize)(span.end - span.start))
               : 0;
}

/* Whether a sign ends what belongs together: a comma, a stop, a bracket, a quotation mark. */
static bool
is_sign(gunichar c)
{
    return c != 0 && (c < 0x80 ? strchr(",;:.!?()[]\"*", (int)c) != NULL
                               : c == 0xab || c == 0xbb || (c >= 0x2013 && c <= 0x2026));
}

static gunichar
last_of(const MarbreVersed *of, MarbreSpan span)
{
    if (span.end <= span.start)
        return 0;
    const char *last = g_utf8_find_prev_char(of->text + span.start, of->text + span.end);
    return last == NULL ? 0 : g_utf8_get_char_validated(last, (gssize)(of->text + span.end - last));
}

static unsigned
count_letters(const MarbreVersed *of, MarbreSpan span)
{
    unsigned count = 0;
    for (const char *p = of->text + span.start; p < of->text + span.end; p = g_utf8_next_char(p))
        count += g_unichar_isalpha(g_utf8_get_char(p));
    return count;
}

static unsigned
count_words(const MarbreVersed *of, MarbreSpan span)
{
    unsigned count = 0;
    uint64_t at = span.start;
    for (uint64_t next; (next = chunk_after(of, span, at)) > at; at = next)
        count++;
    return count;
}

static bool
is_numeric(const MarbreVersed *of, MarbreSpan span)
{
    bool digit = false;
    for (uint64_t i = span.start; i < span.end; i++) {
        digit = digit || g_ascii_isdigit(of->text[i]);
        if (g_ascii_isalpha(of->text[i]))
            return false;
    }
    return digit;
}

/* --- what belongs to a change ----------------------------------------------------------------- */

static bool
is_mark(gunichar c)
{
    return c == '"' || c == '(' || c == ')' || c == '[' || c == ']' || c == 0xab || c == 0xbb ||
           c == 0x201c || c == 0x201d;
}

/* To the ends of the chunks that it cuts, quotation marks and brackets left outside. */
static MarbreSpan
glue(const MarbreVersed *of, MarbreSpan span)
{
    MarbreSpan paragraph = paragraph_at(of, span.start);
    if (span.start == span.end)
        return span;
    while (span.start > paragraph.start && white_before(of, paragraph.start, span.start) == 0) {
        const char *last = g_utf8_prev_char(of->text + span.start);
        if (is_mark(g_utf8_get_char(last)))
            break;
        span.start = (uint64_t)(last - of->text);
    }
    while (span.end < of->size && of->text[span.end] != '\n' &&
           white_at(of, span.end, of->size) == 0 && !is_mark(g_utf8_get_char(of->text + span.end)))
        span.end = (uint64_t)(g_utf8_next_char(of->text + span.end) - of->text);
    return span;
}

/* The other groups of its figures: 12 000, 1 200 000. */
static MarbreSpan
take_figures(const MarbreVersed *of, MarbreSpan span)
{
    MarbreSpan paragraph = paragraph_at(of, span.start);
    for (uint64_t next; (next = chunk_after(of, paragraph, span.end)) > span.end;) {
        MarbreSpan chunk = {span.end, next};
        if (is_sign(last_of(of, span)) || !is_numeric(of, chunk))
            break;
        span.end = next;
    }
    for (uint64_t next; (next = chunk_before(of, paragraph, span.start)) < span.start;) {
        MarbreSpan chunk = {next, span.start};
        while (white_before(of, chunk.start, chunk.end) > 0)
            chunk.end -= white_before(of, chunk.start, chunk.end);
        if (is_sign(last_of(of, chunk)) || !is_numeric(of, chunk))
            break;
        span.start = next;
    }
    return span;
}

/* Words whose capital is that of a sentence, and begins no name. */
static bool
opens_sentence(const MarbreVersed *of, MarbreSpan chunk)
{
    static const char *const openers[] = {
        "Selon", "Le",   "La",    "Les",   "Un",    "Une",   "De",     "Du",   "Des",
        "Pour",  "Par",  "Mais",  "Et",    "En",    "Dans",  "Avec",   "À",    "Au",
        "Aux",   "Ce",   "Cette", "Ces",   "Quand", "Après", "Avant",  "Chez", "Sur",
        "Si",    "Son",  "Sa",    "Comme", "The",   "In",    "On",     "At",   "For",
        "But",   "And",  "By",    "From",  "With",  "After", "Before", "When", "As",
        "To",    "That", "Our",   "Where", "While", NULL};
    g_autofree char *word = g_strndup(of->text + chunk.start, (size_t)(chunk.end - chunk.start));
    return g_strv_contains(openers, word);
}

static bool
is_capital(const MarbreVersed *of, MarbreSpan chunk)
{
    return g_unichar_isupper(first_of(of, chunk));
}

/* The chunks beside it that begin with a capital, and those between capitals that join names. */
static MarbreSpan
take_name(const MarbreVersed *of, MarbreSpan span)
{
    MarbreSpan paragraph = paragraph_at(of, span.start);
    for (;;) {
        uint64_t one = chunk_after(of, paragraph, span.end);
        uint64_t two = chunk_after(of, paragraph, one);
        if (one == span.end || is_sign(last_of(of, span)))
            break;
        bool joins = count_letters(of, (MarbreSpan){span.end, one}) < TELLING && two > one &&
                     is_capital(of, (MarbreSpan){one, two}) &&
                     !is_sign(last_of(of, (MarbreSpan){span.end, one}));
        if (is_capital(of, (MarbreSpan){span.end, one}))
            span.end = one;
        else if (joins && g_unichar_islower(first_of(of, (MarbreSpan){span.end, one})))
            span.end = two;
        else
            break;
    }
    for (uint64_t next; (next = chunk_before(of, paragraph, span.start)) < span.start;) {
        MarbreSpan chunk = {next, span.start};
        while (white_before(of, chunk.start, chunk.end) > 0)
            chunk.end -= white_before(of, chunk.start, chunk.end);
        if (!is_capital(of, chunk) || is_sign(last_of(of, chunk)) || opens_sentence(of, chunk))
            break;
        span.start = next;
    }
    return span;
}

/* Up to the word behind it that says what it is about. */
static MarbreSpan
take_after(const MarbreVersed *of, MarbreSpan span, unsigned most)
{
    MarbreSpan paragraph = paragraph_at(of, span.start);
    for (unsigned i = 0; i < most && !is_sign(last_of(of, span)); i++) {
        uint64_t next = chunk_after(of, paragraph, span.end);
        MarbreSpan chunk = {span.end, next};
        if (next == span.end || is_sign(first_of(of, chunk)))
            break;
        span.end = next;
        if (count_letters(of, chunk) >= TELLING)
            break;
    }
    return span;
}

static MarbreSpan
take_before(const MarbreVersed *of, MarbreSpan span, unsigned most)
{
    MarbreSpan paragraph = paragraph_at(of, span.start);
    for (unsigned i = 0; i < most; i++) {
        uint64_t next = chunk_before(of, paragraph, span.start);
        MarbreSpan chunk = {next, span.start};
        while (white_before(of, chunk.start, chunk.end) > 0)
            chunk.end -= white_before(of, chunk.start, chunk.end);
        if (next == span.start || is_sign(last_of(of, chunk)))
            break;
        span.start = next;
        if (count_letters(of, chunk) >= TELLING && i > 0)
            break;
    }
    return span;
}

/* The inside of the quotation marks around it; false where there are none, or far apart. */
static bool
quotation_of(const MarbreVersed *of, MarbreSpan span, MarbreSpan *ret)
{
    MarbreSpan paragraph = paragraph_at(of, span.start);
    const char *text = of->text;
    uint64_t open = UINT64_MAX, close = UINT64_MAX;
    for (uint64_t i = paragraph.start; i + 1 < span.start; i++) {
        if (memcmp(text + i, "\xc2\xab", 2) == 0)
            open = i + 2;
        else if (i + 2 < span.start && memcmp(text + i, "\xe2\x80\x9c", 3) == 0)
            open = i + 3;
        else if (memcmp(text + i, "\xc2\xbb", 2) == 0 ||
                 (i + 2 < span.start && memcmp(text + i, "\xe2\x80\x9d", 3) == 0))
            open = UINT64_MAX;
    }
    for (uint64_t i = span.end; open != UINT64_MAX && i + 1 < paragraph.end; i++) {
        if (memcmp(text + i, "\xc2\xbb", 2) == 0 ||
            (i + 2 < paragraph.end && memcmp(text + i, "\xe2\x80\x9d", 3) == 0)) {
            close = i;
            break;
        }
    }
    if (close == UINT64_MAX || close - open > LONGEST_QUOTATION)
        return false;
    *ret = (MarbreSpan){open, close};
    return true;
}

static void
take_quotation(const MarbreVersed *old, const MarbreVersed *new, MarbreRange *range)
{
    MarbreSpan before, after;
    if (!quotation_of(old, range->old, &before) || !quotation_of(new, range->new, &after))
        return;
    range->old = before;
    range->new = after;
}

/* Whether its capital may be that of the sentence. */
static bool
is_initial(const MarbreVersed *of, MarbreSpan span)
{
    MarbreSpan before = {paragraph_at(of, span.start).start, span.start};
    while (white_before(of, before.start, before.end) > 0)
        before.end -= white_before(of, before.start, before.end);
    gunichar last = last_of(of, before);
    return last == 0 || last == '.' || last == '!' || last == '?' || last == 0x2026 ||
           is_mark(last);
}

void
marbre_range_widen(const MarbreVersed *old, const MarbreVersed *new, MarbreRange *range)
{
    const MarbreVersed *sides[] = {old, new};
    MarbreSpan *spans[] = {&range->old, &range->new};
    const MarbreSpan was = range->old, is = range->new;
    bool pure = was.start == was.end || is.start == is.end;
    bool number = is_numeric(old, was) && is_numeric(new, is);
    bool name = is_capital(old, was) && is_capital(new, is);
    bool words = count_words(old, was) <= 1 && count_words(new, is) <= 1;
    bool few = count_words(old, was) <= 3 && count_words(new, is) <= 3;
    for (size_t i = 0; i < 2; i++) {
        MarbreSpan span = glue(sides[i], *spans[i]);
        if (number)
            span = take_figures(sides[i], span);
        const MarbreSpan glued = span;
        if (name)
            span = take_name(sides[i], span);
        bool alone = span.start == glued.start && span.end == glued.end;
        if (pure && few)
            span = take_before(sides[i], span, 3);
        if (number || (words && (!name || (alone && is_initial(sides[i], span)))) || (pure && few))
            span = take_after(sides[i], span, 3);
        *spans[i] = span;
    }
    take_quotation(old, new, range);
}

/* --- several of them -------------------------------------------------------------------------- */

static bool
is_near(const MarbreVersed *of, MarbreSpan one, MarbreSpan next)
{
    if (next.start <= one.end)
        return true;
    MarbreSpan between = {one.end, next.start};
    if (memchr(of->text + between.start, '\n', (size_t)(between.end - between.start)) != NULL ||
        count_words(of, between) > 3)
        return false;
    MarbreSpan paragraph = paragraph_at(of, one.start);
    MarbreSpan sentence =
        marbre_sentence_at(of->text + paragraph.start, (size_t)(paragraph.end - paragraph.start),
                           one.end - paragraph.start, of->lang);
    return next.start - paragraph.start < sentence.end;
}

bool
marbre_range_joins(const MarbreVersed *old,
                   const MarbreVersed *new,
                   const MarbreRange *one,
                   const MarbreRange *next)
{
    return next->old.start < one->old.end || next->new.start < one->new.end ||
           (is_near(old, one->old, next->old) && is_near(new, one->new, next->new));
}

/* The sentences that it lies in, up to the end of the paragraph that it begins in. */
static MarbreSpan
sentences_of(const MarbreVersed *of, MarbreSpan span)
{
    MarbreSpan paragraph = paragraph_at(of, span.start);
    const char *text = of->text + paragraph.start;
    size_t size = (size_t)(paragraph.end - paragraph.start);
    uint64_t last = MAX(span.start, MIN(span.end, paragraph.end) - (span.end > span.start));
    MarbreSpan first = marbre_sentence_at(text, size, span.start - paragraph.start, of->lang);
    MarbreSpan end = marbre_sentence_at(text, size, last - paragraph.start, of->lang);
    return (MarbreSpan){paragraph.start + first.start,
                        MAX(span.end, paragraph.start + MAX(first.end, end.end))};
}

void
marbre_range_fill(const MarbreVersed *old, const MarbreVersed *new, MarbreRange *range)
{
    if (range->old.start == range->old.end || range->new.start == range->new.end)
        return;
    MarbreSpan before = sentences_of(old, range->old), after = sentences_of(new, range->new);
    unsigned told = count_words(old, range->old) + count_words(new, range->new);
    unsigned all = count_words(old, before) + count_words(new, after);
    if (told < 10 || told * 5 < all * 3)
        return;
    range->old = before;
    range->new = after;
}
