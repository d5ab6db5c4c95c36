/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "grow.h"
#include "task.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_FORM 96 /* characters that are compared with one another */

/* A form of the glossary in the article. */
typedef struct hit {
    size_t piece;
    mbr_span span; /* in the piece's text */
    size_t form;
} hit;

/* How often the forms of one entry stand in the article, and where first. */
typedef struct name_use {
    size_t preferred, accepted;
    const hit *first_preferred, *first_accepted;
} name_use;

typedef struct names {
    reading *of;
    const name_list *glossary;
    code_spans code;
    hit *hits;
    size_t count, room;
    name_use *uses;
    size_t reported;
} names;

/* --- finding ----------------------------------------------------------------------------- */

static int32_t
find_in_piece(names *n, size_t index)
{
    const reading *of = n->of;
    const piece *one = &of->text.items[index];
    uint64_t from = 0;
    for (;;) {
        hit next = {.piece = index};
        int32_t result = of->task->host.text->find(
            of->job, of->text.part, one->mark, n->glossary->words, from, &next.form, &next.span);
        if (result == MBR_E_NOTFOUND)
            return MBR_OK;
        if (result < 0)
            return result;
        if (next.form >= n->glossary->form_count || next.span.end <= from)
            return MBR_E_FAILED;
        if (!grow(&n->hits, &n->room, n->count, sizeof *n->hits))
            return MBR_E_NOMEM;
        n->hits[n->count++] = next;
        from = next.span.end;
    }
}

static void
count_uses(names *n)
{
    for (size_t i = 0; i < n->count; i++) {
        const name_form *form = &n->glossary->forms[n->hits[i].form];
        name_use *use = &n->uses[form->entry];
        if (form->standing == FORM_PREFERRED) {
            use->first_preferred = use->preferred++ == 0 ? &n->hits[i] : use->first_preferred;
        } else if (form->standing == FORM_ACCEPTED) {
            use->first_accepted = use->accepted++ == 0 ? &n->hits[i] : use->first_accepted;
        }
    }
}

/* --- what to write instead --------------------------------------------------------------- */

static size_t
decode(const char *text, size_t size, uint32_t *out)
{
    size_t count = 0, length;
    for (size_t at = 0; at < size && count < LONGEST_FORM; at += length)
        out[count++] = utf8_lower(utf8_at(text, size, at, &length));
    return count;
}

/* Levenshtein's distance, case folded. */
static size_t
distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    uint32_t x[LONGEST_FORM], y[LONGEST_FORM];
    size_t row[LONGEST_FORM + 1];
    size_t nx = decode(a, a_size, x), ny = decode(b, b_size, y);
    for (size_t j = 0; j <= ny; j++)
        row[j] = j;
    for (size_t i = 1; i <= nx; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= ny; j++) {
            size_t change = diagonal + (x[i - 1] != y[j - 1]);
            size_t skip = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < skip ? change : skip;
        }
    }
    return row[ny];
}

/* The form nearest to what is written, so that number and gender are kept; among those that the
 * article uses already, so that putting one right mixes nothing. */
static const name_form *
best_form(const names *n, const hit *at)
{
    const name_list *glossary = n->glossary;
    size_t index = glossary->forms[at->form].entry;
    const name_entry *entry = &glossary->entries[index];
    const name_use *use = &n->uses[index];
    form_standing wanted =
        use->accepted > 0 && use->preferred == 0 ? FORM_ACCEPTED : FORM_PREFERRED;
    const char *written = n->of->text.items[at->piece].text.data + at->span.start;
    const name_form *best = NULL;
    size_t least = 0;
    for (size_t i = entry->first; i < entry->first + entry->count; i++) {
        const name_form *form = &glossary->forms[i];
        if (form->standing != wanted || form->entry != index)
            continue;
        size_t far = distance(written, at->span.end - at->span.start, form->text, form->size);
        if (!best || far < least) {
            best = form;
            least = far;
        }
    }
    return best;
}

static bool
begins_with_vowel(const char *text, size_t size)
{
    static const uint32_t vowels[] = {'a',  'e',  'i',  'o',  'u',  0xe0, 0xe2, 0xe4, 0xe6, 0xe8,
                                      0xe9, 0xea, 0xeb, 0xee, 0xef, 0xf4, 0xf6, 0xf9, 0xfb, 0x153};
    uint32_t c = utf8_lower(utf8_at(text, size, 0, NULL));
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++) {
        if (vowels[i] == c)
            return true;
    }
    return false;
}

/* « de souche arménienne » is not put right by a bare noun. */
static bool
begins_with_preposition(const char *text, size_t size)
{
    static const char *const small[] = {"de ", "du ", "des ", "d'", "d\xe2\x80\x99",
                                        "à ",  "au ", "aux ", "en "};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (size > strlen(small[i]) && memcmp(text, small[i], strlen(small[i])) == 0)
            return true;
    }
    return false;
}

/* The little word before `at` where it is all of `word`; a space or apostrophe follows it. */
static bool
stands_before(const mbr_text *text, size_t at, const char *word)
{
    size_t size = strlen(word);
    if (at < size || memcmp(text->data + at - size, word, size) != 0)
        return false;
    uint32_t before = utf8_before(text->data, at - size, NULL);
    return !utf8_is_letter(before) && !utf8_is_apostrophe(before);
}

typedef struct name_change {
    mbr_span span;
    char *put;
    size_t size;
} name_change;

/* Words to put before the form, in place of a little word that elides or no longer does.
 * False: which one is due is not plain. */
static bool
fit_elision(const mbr_text *text, mbr_span *span, bool vowel, const char **ret_head)
{
    static const struct {
        const char *full, *elided;
    } pairs[] = {{"de ", "d\xe2\x80\x99"}, {"que ", "qu\xe2\x80\x99"}, {"De ", "D\xe2\x80\x99"}};
    static const char *const unsure[] = {"le ", "la ", "Le ", "La ", "du ", "au "};
    static const char *const elided[] = {"l'", "l\xe2\x80\x99", "L\xe2\x80\x99", "L'"};
    *ret_head = "";
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        size_t size = strlen(pairs[i].elided);
        if (vowel && stands_before(text, span->start, pairs[i].full)) {
            span->start -= strlen(pairs[i].full);
            *ret_head = pairs[i].elided;
        } else if (!vowel && stands_before(text, span->start, pairs[i].elided)) {
            span->start -= size;
            *ret_head = pairs[i].full;
        }
    }
    for (size_t i = 0; vowel && i < sizeof unsure / sizeof *unsure; i++) {
        if (stands_before(text, span->start, unsure[i]))
            return false;
    }
    for (size_t i = 0; !vowel && i < sizeof elided / sizeof *elided; i++) {
        if (stands_before(text, span->start, elided[i]))
            return false;
    }
    return true;
}

/* The new words: straight apostrophes would end a quoted value of the front matter. */
static bool
write_change(name_change *of, const char *head, const name_form *form)
{
    size_t at = strlen(head);
    of->put = malloc(at + 3 * form->size + 1);
    if (!of->put)
        return false;
    memcpy(of->put, head, at);
    for (size_t i = 0; i < form->size; i++) {
        if (form->text[i] == '\'') {
            memcpy(of->put + at, "\xe2\x80\x99", 3);
            at += 3;
        } else {
            of->put[at++] = form->text[i];
        }
    }
    of->size = at;
    return true;
}

/* The change that puts a refused form right; `put` stays NULL where none is plain. */
static int32_t
make_change(const names *n, const hit *at, const name_form *best, name_change *ret)
{
    const piece *one = &n->of->text.items[at->piece];
    const char *written = one->text.data + at->span.start, *head = "";
    size_t size = at->span.end - at->span.start;
    *ret = (name_change){.span = at->span};
    if (begins_with_preposition(written, size) != begins_with_preposition(best->text, best->size))
        return MBR_OK;
    bool vowel = begins_with_vowel(best->text, best->size);
    if (vowel != begins_with_vowel(written, size) &&
        !fit_elision(&one->text, &ret->span, vowel, &head))
        return MBR_OK;
    mbr_span place;
    int32_t result =
        piece_place(&n->of->text, one, &n->of->task->host, n->of->job, ret->span, &place);
    if (result < 0 || !piece_is_verbatim(&n->of->text, one, ret->span, place) ||
        (one->kind == 0 && strpbrk(best->text, "\"\\:#")))
        return result;
    ret->span = place;
    return write_change(ret, head, best) ? MBR_OK : MBR_E_NOMEM;
}

/* --- reporting --------------------------------------------------------------------------- */

static bool
is_quoted(const names *n, const hit *at)
{
    const reading *of = n->of;
    const piece *one = &of->text.items[at->piece];
    mbr_span around;
    return one->kind == MBR_ITEM_QUOTE ||
           of->task->host.text->quotation(of->job, of->text.part, one->mark, at->span.start,
                                          &around) > 0;
}

/* The form would stand but for the capital that begins its sentence. */
static bool
is_capital_of_sentence(const names *n, const hit *at)
{
    const mbr_text *text = &n->of->text.items[at->piece].text;
    const name_list *glossary = n->glossary;
    const name_entry *entry = &glossary->entries[glossary->forms[at->form].entry];
    const name_form *refused = &glossary->forms[at->form];
    size_t before = utf8_back_space(text->data, at->span.start), length, first;
    uint32_t c = utf8_before(text->data, before, NULL);
    if (before != 0 && c != '.' && c != '!' && c != '?' && c != ':' && c != 0xab && c != 0x2026 &&
        c != 0x2014 && c != 0x2013 && c != 0x201c && c != 0xbb)
        return false;
    uint32_t initial = utf8_at(refused->text, refused->size, 0, &first);
    for (size_t i = entry->first; i < entry->first + entry->count; i++) {
        const name_form *form = &glossary->forms[i];
        if (form->standing == FORM_REFUSED || form->size != refused->size)
            continue;
        if (utf8_at(form->text, form->size, 0, &length) == utf8_lower(initial) && length == first &&
            utf8_lower(initial) != initial &&
            memcmp(form->text + first, refused->text + first, form->size - first) == 0)
            return true;
    }
    return false;
}

static int32_t
report(
    names *n, const hit *at, int32_t severity, const name_form *instead, const name_change *change)
{
    const reading *of = n->of;
    const piece *one = &of->text.items[at->piece];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, at->span, &place);
    if (result < 0 || code_spans_hold(&n->code, &of->text, one, place) ||
        n->reported++ >= MOST_OF_A_RULE)
        return result;
    found finding;
    found_begin(&finding, "name-variant", place);
    finding.finding.severity = severity;
    found_text(&finding, "words", one->text.data + at->span.start, at->span.end - at->span.start);
    found_text(&finding, "preferred", instead->text, instead->size);
    edits fix = {0};
    if (change && change->put &&
        !edits_add(&fix, change->span, (mbr_text){change->put, change->size}))
        return MBR_E_NOMEM;
    result = found_report(&finding, &of->task->host, of->job, &fix);
    edits_clear(&fix);
    return result;
}

static int32_t
report_refused(names *n, const hit *at)
{
    if (n->reported >= MOST_OF_A_RULE)
        return MBR_OK;
    const name_form *best = best_form(n, at);
    name_change change = {0};
    if (!best || is_capital_of_sentence(n, at))
        return MBR_OK;
    int32_t result = make_change(n, at, best, &change);
    if (result >= 0)
        result = report(n, at, is_quoted(n, at) ? MBR_SEVERITY_WARNING : MBR_SEVERITY_ERROR, best,
                        &change);
    free(change.put);
    return result;
}

/* Two forms that may both stand, in one article: said at the first of the rarer one. */
static int32_t
report_mix(names *n, size_t index)
{
    const name_use *use = &n->uses[index];
    if (!n->glossary->entries[index].name || use->preferred == 0 || use->accepted == 0)
        return MBR_OK;
    bool rare = use->accepted <= use->preferred;
    const hit *at = rare ? use->first_accepted : use->first_preferred;
    const name_form *other = rare ? &n->glossary->forms[n->glossary->entries[index].first]
                                  : &n->glossary->forms[use->first_accepted->form];
    return report(n, at, is_quoted(n, at) ? MBR_SEVERITY_NOTE : MBR_SEVERITY_WARNING, other, NULL);
}

static int32_t
report_all(names *n)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < n->count; i++) {
        if (n->glossary->forms[n->hits[i].form].standing == FORM_REFUSED)
            result = report_refused(n, &n->hits[i]);
    }
    for (size_t i = 0; result >= 0 && i < n->glossary->entry_count; i++)
        result = report_mix(n, i);
    return result;
}

int32_t
names_check(reading *of)
{
    const name_list *glossary = &of->task->glossary;
    if (!glossary->words || !locale_is_french(of->usage))
        return MBR_OK;
    names n = {.of = of, .glossary = glossary};
    n.uses = calloc(glossary->entry_count + 1, sizeof *n.uses);
    int32_t result = n.uses ? MBR_OK : MBR_E_NOMEM;
    for (size_t i = 0; result >= 0 && i < of->text.count; i++) {
        if (!of->foreign[i])
            result = find_in_piece(&n, i);
    }
    if (result >= 0)
        count_uses(&n);
    if (result >= 0)
        result = report_all(&n);
    code_spans_clear(&n.code);
    free(n.hits);
    free(n.uses);
    return result;
}
