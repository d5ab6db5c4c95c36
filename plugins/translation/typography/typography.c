/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "typography.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

/* Which rule speaks of a kind; 0: with its own severity, NULL: in its own words. */
static const struct {
    const char *rule;
    int32_t severity;
    const char *variant;
} speaks[MARK_KINDS] = {
    [MARK_GUILLEMETS] = {"missing-nbsp", 0, NULL},
    [MARK_SIGNS] = {"missing-nbsp", 0, NULL},
    [MARK_THOUSANDS] = {"missing-nbsp", 0, NULL},
    [MARK_UNITS] = {"missing-nbsp", 0, NULL},
    [MARK_NONE_GUILLEMETS] = {"spacing", 0, NULL},
    [MARK_NONE_SIGNS] = {"spacing", 0, NULL},
    [MARK_TOO_MANY] = {"spacing", 0, NULL},
    [MARK_DOUBLED] = {"spacing", 0, NULL},
    [MARK_AFTER] = {"spacing", 0, NULL},
    [MARK_STOP] = {"spacing", 0, "stop"},
    [MARK_APOSTROPHE] = {"apostrophe", 0, NULL},
    [MARK_DASH] = {"dash", 0, NULL},
    [MARK_ELLIPSIS] = {"ellipsis", 0, NULL},
    [MARK_COMMAS] = {"number-format", MBR_SEVERITY_ERROR, "commas"},
    [MARK_POINTS] = {"number-format", 0, NULL},
    [MARK_CURRENCY] = {"number-format", 0, "currency"},
    [MARK_ORDINAL] = {"number-format", MBR_SEVERITY_NOTE, "ordinal"},
    [MARK_QUOTE_STYLE] = {"quote-style", 0, NULL},
    [MARK_INSERTION] = {"quote-style", MBR_SEVERITY_NOTE, "insertion"},
};

static int32_t
rules_of(typography *t, const piece *one, mark_rules *ret)
{
    const reading *of = t->of;
    *ret = (mark_rules){
        .usage = of->usage, .languages = &of->task->languages, .value = one->kind == 0};
    int32_t result = MBR_OK;
    t->code.count = 0;
    if (one->kind != 0)
        result = code_spans_in_text(&t->code, &of->text, one, &of->task->host, of->job);
    ret->asides = t->code.items;
    ret->aside_count = t->code.count;
    return result;
}

/* Of the two kinds of apostrophe the one that there is less of is unlike the others. */
static int32_t
find_apostrophes(typography *t)
{
    const reading *of = t->of;
    int32_t result = MBR_OK;
    for (size_t i = 0; t->marks.straight > 0 && t->marks.curved > 0 && i < of->text.count; i++) {
        mark_rules rules;
        if (of->foreign[i])
            continue;
        result = rules_of(t, &of->text.items[i], &rules);
        if (result < 0)
            return result;
        if (!marks_judge_apostrophes(&of->text.items[i].text, i, &rules, &t->marks))
            return MBR_E_NOMEM;
    }
    const char *usual = t->marks.straight > t->marks.curved ? "'" : "\xe2\x80\x99";
    for (size_t i = 0; i < t->marks.count; i++)
        if (t->marks.items[i].kind == MARK_APOSTROPHE)
            t->marks.items[i].put = usual;
    return MBR_OK;
}

static int32_t
find_marks(typography *t)
{
    const reading *of = t->of;
    for (size_t i = 0; i < of->text.count; i++) {
        const piece *one = &of->text.items[i];
        mark_rules rules;
        if (of->foreign[i])
            continue;
        int32_t result = rules_of(t, one, &rules);
        if (result < 0)
            return result;
        if (!marks_judge(&one->text, i, &rules, &t->marks, &t->signs))
            return MBR_E_NOMEM;
    }
    return find_apostrophes(t);
}

static bool
is_white(const piece *one, mbr_span text)
{
    return utf8_is_space(utf8_at(one->text.data, one->text.size, text.start, NULL)) &&
           utf8_skip_space(one->text.data, one->text.size, text.start) >= text.end;
}

/* What `can_mend` says of an edit. */
typedef enum verdict {
    MENDABLE,
    SEEN,      /* the file has it in a form that no edit is sure of */
    NOT_THERE, /* a picture or a tag stands in the white space, or code */
} verdict;

/* No picture and no markup stands between white space that is to go and what follows it. */
static int32_t
is_followed(typography *t, const piece *one, mbr_span text, bool *ret)
{
    const reading *of = t->of;
    size_t length;
    mbr_span next = {text.end, text.end}, place;
    (void)utf8_at(one->text.data, one->text.size, text.end, &length);
    next.end += length;
    mbr_span all = {text.start, next.end}, after;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, next, &after);
    if (result >= 0)
        result = piece_place(&of->text, one, &of->task->host, of->job, all, &place);
    mbr_span blank = {place.start, after.start};
    *ret = result >= 0 && piece_is_verbatim(&of->text, one, next, after) &&
           piece_is_blank(&of->text, one, blank);
    return result;
}

static int32_t
judge_edit(typography *t, const mark_fault *fault, mbr_span *ret_place, verdict *ret)
{
    const reading *of = t->of;
    const piece *one = &of->text.items[fault->text];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, fault->at, &place);
    if (result < 0)
        return result;
    bool followed = true;
    *ret = piece_is_verbatim(&of->text, one, fault->at, place) ? MENDABLE : SEEN;
    if (is_white(one, fault->at)) {
        *ret = piece_is_blank(&of->text, one, place) ? MENDABLE : NOT_THERE;
        if (*ret == MENDABLE && fault->put[0] == '\0')
            result = is_followed(t, one, fault->at, &followed);
        if (!followed)
            *ret = NOT_THERE;
    }
    if (fault->mend == MARK_BEFORE)
        place.end = place.start;
    else if (fault->mend == MARK_AFTER_IT)
        place.start = place.end;
    *ret_place = place;
    return result;
}

/* An apostrophe in a value between such signs is written twice. */
static mbr_text
words_to_put(const typography *t, const mark_fault *fault)
{
    const piece *one = &t->of->text.items[fault->text];
    if (fault->put[0] == '\'' && one->kind == 0 && t->of->text.file.data[one->span.start] == '\'')
        return (mbr_text){"''", 2};
    return (mbr_text){fault->put, strlen(fault->put)};
}

/* The edits of a fault and of those that go with it; all of them, or none. */
static int32_t
add_edits(typography *t, size_t at, verdict *ret)
{
    const mark_faults *marks = &t->marks;
    size_t before = t->edits.count;
    *ret = marks->items[at].mend == MARK_NOTHING ? SEEN : MENDABLE;
    for (size_t i = at; *ret == MENDABLE && i < marks->count; i++) {
        const mark_fault *fault = &marks->items[i];
        mbr_span place;
        if (i > at && !fault->more)
            break;
        int32_t result = judge_edit(t, fault, &place, ret);
        if (result < 0)
            return result;
        if (*ret == MENDABLE && !edits_add(&t->edits, place, words_to_put(t, fault)))
            return MBR_E_NOMEM;
    }
    if (*ret != MENDABLE)
        t->edits.count = before;
    return MBR_OK;
}

static int
compare_edits(const void *a, const void *b)
{
    const mbr_edit *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return x->span.end < y->span.end ? -1 : x->span.end > y->span.end;
}

/* Titles come first among the pieces and may stand in any order in the file. */
static void
sort_edits(edits *list)
{
    qsort(list->items, list->count, sizeof *list->items, compare_edits);
    for (size_t i = 1; i < list->count; i++) {
        const mbr_edit *last = &list->items[i - 1], *next = &list->items[i];
        if (next->span.start < last->span.end || next->span.start == last->span.start)
            list->count = 0; /* they are in each other's way: none is sure */
    }
}

static int32_t
report(typography *t, const mark_fault *first, size_t count)
{
    const reading *of = t->of;
    const piece *one = &of->text.items[first->text];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, first->words, &place);
    if (result < 0)
        return result;
    if (t->edits.count > 1)
        sort_edits(&t->edits);
    found finding;
    found_begin(&finding, speaks[first->kind].rule, place);
    finding.finding.severity = speaks[first->kind].severity;
    found_text(&finding, "words", one->text.data + first->words.start,
               first->words.end - first->words.start);
    found_count(&finding, count);
    const char *variant = speaks[first->kind].variant;
    if (variant)
        found_text(&finding, "case", variant, strlen(variant));
    return found_report(&finding, &of->task->host, of->job, &t->edits);
}

static bool
comes_first(const mark_fault *one, const mark_fault *other)
{
    return !other || one->text < other->text ||
           (one->text == other->text && one->words.start < other->words.start);
}

/* All faults of one kind are one finding, at the first of them. */
static int32_t
check_kind(typography *t, mark_kind kind)
{
    const mark_fault *first = NULL;
    size_t count = 0;
    t->edits.count = 0;
    for (size_t i = 0; i < t->marks.count; i++) {
        const mark_fault *fault = &t->marks.items[i];
        verdict can;
        if (fault->kind != kind || fault->more)
            continue;
        int32_t result = add_edits(t, i, &can);
        if (result < 0)
            return result;
        if (can == NOT_THERE)
            continue;
        count++;
        if (comes_first(fault, first))
            first = fault;
    }
    return first ? report(t, first, count) : MBR_OK;
}

int32_t
typography_check(reading *of)
{
    typography t = {.of = of};
    int32_t result = find_marks(&t);
    if (result >= 0)
        result = quotations_check(&t);
    for (int kind = 0; result >= 0 && t.marks.count > 0 && kind < MARK_KINDS; kind++)
        if (t.marks.of_kind[kind] > 0)
            result = check_kind(&t, (mark_kind)kind);
    code_spans_clear(&t.code);
    quote_signs_clear(&t.signs);
    quote_faults_clear(&t.quotes);
    quote_faults_clear(&t.styles);
    mark_faults_clear(&t.marks);
    edits_clear(&t.edits);
    return result;
}
