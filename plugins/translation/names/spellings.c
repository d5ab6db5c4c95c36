/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grow.h"
#include "instead.h"
#include "spellings_inside.h"
#include "untouchable.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define MOST_SCANS 40     /* of the whole text, for a word in small letters */
#define MOST_TRIALS 20000 /* pairs that are looked at */

/* --- comparing --------------------------------------------------------------------------- */

/* Whether two sets of neighbours say that these are two people: both are known, and none is alike.
 */
static bool
are_strangers(const spellings *s, const uint16_t *a, const uint16_t *b)
{
    bool known[2] = {false, false};
    for (size_t i = 0; i < NEIGHBOURS && a[i] != NOBODY; i++) {
        const name *x = &s->names[a[i]];
        if (!x->inside)
            continue;
        known[0] = true;
        for (size_t j = 0; j < NEIGHBOURS && b[j] != NOBODY; j++) {
            const name *y = &s->names[b[j]];
            known[1] = known[1] || y->inside;
            if (a[i] == b[j] || alike_is_one(&x->folded, &y->folded))
                return false;
        }
    }
    return known[0] && known[1];
}

/* The same letters, but for the case or for how an accent is encoded. */
static bool
is_same_but_for_case(const name *a, const name *b)
{
    size_t x, y, i = 0, j = 0;
    for (; i < a->text.size && j < b->text.size; i += x, j += y) {
        if (utf8_lower(utf8_at(a->text.data, a->text.size, i, &x)) !=
            utf8_lower(utf8_at(b->text.data, b->text.size, j, &y)))
            break;
    }
    if (i == a->text.size && j == b->text.size)
        return true;
    for (size_t k = 0; k + 1 < a->text.size + b->text.size; k++) { /* U+0300 to U+036F */
        const char *data = k < a->text.size ? a->text.data + k : b->text.data + k - a->text.size;
        if ((uint8_t)data[0] == 0xcc || (uint8_t)data[0] == 0xcd)
            return true;
    }
    return false;
}

/* The word with a small letter, somewhere in the article: it is no name then. */
static bool
is_common(spellings *s, const name *one)
{
    char small[2 * ALIKE_ROOM + 8];
    size_t length, written;
    if (one->text.size > 2 * ALIKE_ROOM || s->scans++ >= MOST_SCANS)
        return true; /* nobody knows, and nothing is said */
    written = utf8_put(utf8_lower(utf8_at(one->text.data, one->text.size, 0, &length)), small);
    memcpy(small + written, one->text.data + length, one->text.size - length);
    written += one->text.size - length;
    for (size_t i = 0; i < s->of->text.count; i++) {
        mbr_text text = s->of->text.items[i].text;
        const char *there = text.data;
        size_t left = text.size;
        while ((there = memmem(there, left, small, written)) != NULL) {
            size_t at = (size_t)(there - text.data);
            if (!utf8_is_letter(utf8_before(text.data, at, NULL)) &&
                !utf8_is_letter(utf8_at(text.data, text.size, at + written, NULL)))
                return true;
            there++;
            left = text.size - at - 1;
        }
    }
    return false;
}

static bool
is_own(const spellings *s, const name *one)
{
    return one->form != NO_ENTRY && s->glossary->entries[s->glossary->forms[one->form].entry].own;
}

static bool
is_one_name(spellings *s, const name *a, const name *b)
{
    if (is_own(s, a) || is_own(s, b))
        return false;
    if (a->entry != NO_ENTRY && b->entry != NO_ENTRY)
        return false;     /* the glossary knows both, and speaks itself */
    if (a->two != b->two) /* only what a hyphen joins elsewhere */
        return a->folded.raw_size == b->folded.raw_size &&
               memcmp(a->folded.raw, b->folded.raw, a->folded.raw_size) == 0;
    if (a->two || !alike_is_one(&a->folded, &b->folded) || is_same_but_for_case(a, b))
        return false;
    if (are_strangers(s, a->before, b->before) || are_strangers(s, a->after, b->after))
        return false;
    return alike_sounds(&a->folded, &b->folded) || !(is_common(s, a) || is_common(s, b));
}

/* The one to keep: what the glossary knows, then what stands more often, then what stands first. */
static bool
leads(const name *a, const name *b)
{
    if ((a->entry != NO_ENTRY) != (b->entry != NO_ENTRY))
        return a->entry != NO_ENTRY;
    if (a->times != b->times)
        return a->times > b->times;
    return a < b;
}

static void
join(spellings *s, size_t i, size_t k)
{
    while (s->names[i].leader != i)
        i = s->names[i].leader;
    while (s->names[k].leader != k)
        k = s->names[k].leader;
    if (i == k)
        return;
    if (leads(&s->names[i], &s->names[k]))
        s->names[k].leader = i;
    else
        s->names[i].leader = k;
}

static void
compare_all(spellings *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const name *a = &s->names[i];
        for (size_t k = i + 1; a->inside && k < s->count; k++) {
            const name *b = &s->names[k];
            bool near =
                __builtin_popcount(a->folded.letters ^ b->folded.letters) <= 8 &&
                (a->folded.raw[0] == b->folded.raw[0] || a->folded.key[0] == b->folded.key[0]);
            if (!near || !b->inside || (a->two && b->two))
                continue;
            if (++s->trials > MOST_TRIALS)
                return;
            if (is_one_name(s, a, b))
                join(s, i, k);
        }
    }
}

/* --- reporting --------------------------------------------------------------------------- */

typedef struct cure {
    instead *changes;
    size_t count, room;
    edits fix;
} cure;

static int32_t
add_change(spellings *s, cure *of, const piece *one, mbr_span span, const name_form *form)
{
    const reading *r = s->of;
    mbr_span place;
    int32_t result = piece_place(&r->text, one, &r->task->host, r->job, span, &place);
    if (result < 0 || code_spans_hold(&s->code, &r->text, one, place) ||
        untouchable(&one->text, span))
        return result;
    if (!grow(&of->changes, &of->room, of->count, sizeof *of->changes))
        return MBR_E_NOMEM;
    instead *change = &of->changes[of->count++];
    const instead_words how = {
        .written = span, .words = {form->text, form->size}, .french = locale_is_french(r->usage)};
    return instead_make(change, &r->text, one, &r->task->host, r->job, &how);
}

/* Every place of the word, whole and not in a longer one. */
static int32_t
change_all(spellings *s, cure *of, mbr_text word, const name_form *form)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < s->of->text.count; i++) {
        const piece *one = &s->of->text.items[i];
        const char *data = one->text.data;
        size_t at = 0;
        while (result >= 0 && !s->of->foreign[i] && of->count < MOST_OF_A_RULE) {
            const char *there = memmem(data + at, one->text.size - at, word.data, word.size);
            if (!there)
                break;
            mbr_span span = {(size_t)(there - data), (size_t)(there - data) + word.size};
            at = span.end;
            if (!utf8_is_letter(utf8_before(data, span.start, NULL)) &&
                !utf8_is_letter(utf8_at(data, one->text.size, span.end, NULL)) &&
                !is_part_of_word(&one->text, span))
                result = add_change(s, of, one, span, form);
        }
    }
    for (size_t i = 0; result >= 0 && i < of->count; i++) {
        const instead *change = &of->changes[i];
        if (change->put &&
            !edits_add(&of->fix, change->span, (mbr_text){change->put, change->size}))
            result = MBR_E_NOMEM;
    }
    return result;
}

/* The form of the glossary to write: in the same number and gender, or none. */
static const name_form *
form_for(const spellings *s, const name *rare, const name *usual)
{
    if (usual->form == NO_ENTRY || rare->two)
        return NULL;
    const name_form *known = &s->glossary->forms[usual->form];
    const name_form *best = name_nearest(s->glossary, known->entry, known->standing, rare->text);
    bool fits = best && name_ending((mbr_text){best->text, best->size}) == name_ending(rare->text);
    if (!fits && alike_sounds(&rare->folded, &usual->folded))
        return known->capital ? NULL : known;
    return fits && utf8_is_upper(utf8_at(best->text, best->size, 0, NULL)) ? best : NULL;
}

static int32_t
report(spellings *s, const name *rare, const name *usual)
{
    const reading *of = s->of;
    const piece *one = &of->text.items[rare->piece];
    const name_form *form = form_for(s, rare, usual);
    bool quoted = piece_is_quoted(&of->text, one, &of->task->host, of->job, rare->span.start);
    name_said said = {.named = "spellings",
                      .preferred = usual->text,
                      .times = rare->times,
                      .others = usual->times,
                      .severity = quoted ? MBR_SEVERITY_NOTE : MBR_SEVERITY_WARNING};
    cure mended = {0};
    int32_t result = form ? change_all(s, &mended, rare->text, form) : MBR_OK;
    if (result >= 0)
        result = name_report(of, &s->code, one, rare->span, &said, &mended.fix);
    for (size_t i = 0; i < mended.count; i++)
        instead_clear(&mended.changes[i]);
    free(mended.changes);
    edits_clear(&mended.fix);
    return result == MBR_E_NOTFOUND ? MBR_OK : result;
}

static int32_t
report_all(spellings *s, size_t *reported)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < s->count && *reported < MOST_OF_A_RULE; i++) {
        size_t leader = i;
        while (s->names[leader].leader != leader)
            leader = s->names[leader].leader;
        if (leader == i)
            continue;
        result = report(s, &s->names[i], &s->names[leader]);
        (*reported)++;
    }
    return result;
}

int32_t
spellings_check(const reading *of,
                const name_list *glossary,
                const name_hit *hits,
                size_t count,
                size_t *reported)
{
    spellings s = {.of = of, .glossary = glossary, .hits = hits, .hit_count = count};
    s.buckets = malloc(BUCKETS * sizeof *s.buckets);
    int32_t result = s.buckets ? MBR_OK : MBR_E_NOMEM;
    if (s.buckets)
        memset(s.buckets, 0xff, BUCKETS * sizeof *s.buckets);
    for (size_t i = 0; result >= 0 && i < of->text.count; i++) {
        if (!of->foreign[i])
            result = spellings_read(&s, i);
    }
    if (result >= 0) {
        compare_all(&s);
        result = report_all(&s, reported);
    }
    code_spans_clear(&s.code);
    free(s.names);
    free(s.buckets);
    return result;
}
