/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names.h"

#include "grow.h"
#include "instead.h"
#include "sentences.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define MOST_ASKED 4000 /* forms of an article of which it is asked who says them */

/* How often the forms of one entry stand in the article, outside quotations and in all. */
typedef struct name_use {
    size_t count[2];  /* by form_standing: preferred, accepted */
    size_t spoken[2]; /* of these, in quotations */
} name_use;

typedef struct names {
    reading *of;
    const name_list *glossary;
    const name_tongue *tongue;
    code_spans code;
    name_hit *hits;
    size_t count, room;
    name_use *uses;
    size_t reported;
} names;

static mbr_text
written(const names *n, const name_hit *at)
{
    return (mbr_text){n->of->text.items[at->piece].text.data + at->span.start,
                      at->span.end - at->span.start};
}

static const name_form *
form_of(const names *n, const name_hit *at)
{
    return &n->glossary->forms[at->form];
}

static bool
is_quoted(const names *n, const name_hit *at)
{
    const reading *of = n->of;
    return piece_is_quoted(&of->text, &of->text.items[at->piece], &of->task->host, of->job,
                           at->span.start);
}

/* --- finding ----------------------------------------------------------------------------- */

/* With a capital in mid-sentence this is not the listed form, but a shorter one may stand in it. */
static bool
find_shorter(const names *n, name_hit *at)
{
    const name_list *glossary = n->glossary;
    const name_entry *entry = &glossary->entries[form_of(n, at)->entry];
    mbr_text text = written(n, at);
    const name_form *best = NULL;
    for (size_t i = entry->first; i < entry->first + entry->count; i++) {
        const name_form *form = &glossary->forms[i];
        if (form->size < text.size && memcmp(form->text, text.data, form->size) == 0 &&
            !utf8_is_letter(utf8_at(text.data, text.size, form->size, NULL)) &&
            (!best || form->size > best->size))
            best = form;
    }
    if (!best)
        return false;
    at->cased = true;
    at->form = (size_t)(best - glossary->forms);
    at->span.end = at->span.start + best->size;
    return true;
}

static int32_t
find_in_piece(names *n, size_t index)
{
    const reading *of = n->of;
    const piece *one = &of->text.items[index];
    uint64_t from = 0;
    for (;;) {
        name_hit next = {.piece = index};
        size_t which;
        int32_t result = of->task->host.text->find(of->job, of->text.part, one->mark,
                                                   n->tongue->words, from, &which, &next.span);
        if (result == MBR_E_NOTFOUND)
            return MBR_OK;
        if (result < 0)
            return result;
        if (which >= n->tongue->count || next.span.end <= from)
            return MBR_E_FAILED;
        next.form = n->tongue->first + which;
        from = next.span.end;
        if (form_of(n, &next)->capital && !sentence_begins(&one->text, next.span.start) &&
            !find_shorter(n, &next))
            continue;
        if (!grow(&n->hits, &n->room, n->count, sizeof *n->hits))
            return MBR_E_NOMEM;
        n->hits[n->count++] = next;
    }
}

static void
count_uses(names *n)
{
    size_t asked = 0;
    for (size_t i = 0; i < n->count; i++) {
        const name_form *form = form_of(n, &n->hits[i]);
        if (form->standing != FORM_REFUSED)
            n->uses[form->entry].count[form->standing]++;
    }
    /* Who is quoted is asked of those alone that may be mixed. */
    for (size_t i = 0; i < n->count; i++) {
        const name_form *form = form_of(n, &n->hits[i]);
        name_use *use = &n->uses[form->entry];
        if (form->standing == FORM_REFUSED || use->count[0] == 0 || use->count[1] == 0 ||
            asked++ >= MOST_ASKED)
            continue;
        n->hits[i].spoken = is_quoted(n, &n->hits[i]);
        use->spoken[form->standing] += n->hits[i].spoken;
    }
}

/* --- refused forms ----------------------------------------------------------------------- */

/* The form would stand but for the capital that begins its sentence. */
static bool
is_capital_of_sentence(const names *n, const name_hit *at)
{
    const mbr_text *text = &n->of->text.items[at->piece].text;
    const name_list *glossary = n->glossary;
    const name_entry *entry = &glossary->entries[form_of(n, at)->entry];
    const name_form *refused = form_of(n, at);
    size_t length, first;
    if (!sentence_begins(text, at->span.start))
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
change_to(const names *n, const name_hit *at, const name_form *form, instead *ret)
{
    const reading *of = n->of;
    const name_form *old = form_of(n, at);
    const piece *one = &of->text.items[at->piece];
    bool small = utf8_is_lower(utf8_at(form->text, form->size, 0, NULL));
    const instead_words how = {.written = at->span,
                               .words = {form->text, form->size},
                               .french = locale_is_french(of->usage),
                               .capital = old->capital && small};
    return instead_make(ret, &of->text, one, &of->task->host, of->job, &how);
}

/* A longer form that is right but for its capital needs that one letter alone. */
static int32_t
lower_it(const names *n, const name_hit *at, instead *ret)
{
    const reading *of = n->of;
    mbr_text text = written(n, at);
    char small[8];
    size_t length;
    size_t size = utf8_put(utf8_lower(utf8_at(text.data, text.size, 0, &length)), small);
    const instead_words how = {.written = {at->span.start, at->span.start + length},
                               .words = {small, size}};
    return instead_make(ret, &of->text, &of->text.items[at->piece], &of->task->host, of->job, &how);
}

/* Those that the article uses already, so that putting one right mixes nothing. */
static form_standing
standing_here(const names *n, size_t entry)
{
    const name_use *use = &n->uses[entry];
    return use->count[FORM_ACCEPTED] > use->count[FORM_PREFERRED] ? FORM_ACCEPTED : FORM_PREFERRED;
}

static int32_t
report_refused(names *n, const name_hit *at)
{
    if (n->reported >= MOST_OF_A_RULE)
        return MBR_OK;
    size_t entry = form_of(n, at)->entry;
    const name_form *best =
        name_nearest(n->glossary, entry, standing_here(n, entry), written(n, at));
    if (!best || is_capital_of_sentence(n, at))
        return MBR_OK;
    instead change = {0};
    edits fix = {0};
    int32_t result = at->cased ? lower_it(n, at, &change) : change_to(n, at, best, &change);
    if (result >= 0 && change.put &&
        !edits_add(&fix, change.span, (mbr_text){change.put, change.size}))
        result = MBR_E_NOMEM;
    name_said said = {.preferred = {best->text, best->size},
                      .severity = is_quoted(n, at) ? MBR_SEVERITY_WARNING : MBR_SEVERITY_ERROR};
    if (result >= 0)
        result = name_report(n->of, &n->code, &n->of->text.items[at->piece], at->span, &said, &fix);
    n->reported += result >= 0;
    edits_clear(&fix);
    instead_clear(&change);
    return result == MBR_E_NOTFOUND ? MBR_OK : result;
}

/* --- two forms that may both stand, in one article ---------------------------------------------
 */

typedef struct mix {
    size_t entry;
    form_standing rare, usual;
    bool spoken; /* one of the two stands in quotations alone */
} mix;

/* « sarnovite » may be a man or a woman: what it would become is not known. */
static bool
has_one_ending(const names *n, const name_hit *at)
{
    const name_entry *entry = &n->glossary->entries[form_of(n, at)->entry];
    mbr_text text = written(n, at);
    size_t size = text.size - (text.size > 0 && text.data[text.size - 1] == 's');
    if (size == 0 || text.data[size - 1] != 'e')
        return true;
    for (size_t i = entry->first; i < entry->first + entry->count; i++) {
        const name_form *form = &n->glossary->forms[i];
        if (form->size == size - 1 && memcmp(form->text, text.data, size - 1) == 0)
            return true;
    }
    return false;
}

/* Of the rarer form, those that the article says itself are put right. */
static bool
is_changed(const names *n, const mix *m, const name_hit *at)
{
    const name_form *form = form_of(n, at);
    const name_entry *entry = &n->glossary->entries[m->entry];
    return form->entry == m->entry && form->standing == m->rare && !m->spoken &&
           (!entry->inflected || has_one_ending(n, at)) && !at->spoken;
}

static int32_t
change_all(const names *n, const mix *m, instead *changes, edits *fix)
{
    size_t count = 0;
    for (size_t i = 0; i < n->count && count < MOST_OF_A_RULE; i++) {
        if (!is_changed(n, m, &n->hits[i]))
            continue;
        const name_form *best =
            name_nearest(n->glossary, m->entry, m->usual, written(n, &n->hits[i]));
        int32_t result = best ? change_to(n, &n->hits[i], best, &changes[count]) : MBR_OK;
        const instead *change = &changes[count];
        if (result >= 0 && change->put &&
            !edits_add(fix, change->span, (mbr_text){change->put, change->size}))
            result = MBR_E_NOMEM;
        if (result < 0)
            return result;
        count++;
    }
    return MBR_OK;
}

/* The first place of a standing; outside quotations where there is one. */
static const name_hit *
first_of(const names *n, const mix *m, form_standing standing)
{
    const name_hit *spoken = NULL;
    for (size_t i = 0; i < n->count; i++) {
        const name_form *form = form_of(n, &n->hits[i]);
        if (form->entry != m->entry || form->standing != standing)
            continue;
        if (!n->hits[i].spoken)
            return &n->hits[i];
        spoken = spoken ? spoken : &n->hits[i];
    }
    return spoken;
}

static int32_t
report_mix(names *n, size_t index)
{
    const name_use *use = &n->uses[index];
    if (!n->glossary->entries[index].name || use->count[0] == 0 || use->count[1] == 0 ||
        n->reported >= MOST_OF_A_RULE)
        return MBR_OK;
    size_t said[2] = {use->count[0] - use->spoken[0], use->count[1] - use->spoken[1]};
    mix m = {.entry = index, .spoken = said[0] == 0 || said[1] == 0};
    m.rare = (m.spoken ? use->count[1] > use->count[0] : said[1] > said[0]) ? FORM_PREFERRED
                                                                            : FORM_ACCEPTED;
    if (m.spoken && said[0] + said[1] > 0)
        m.rare = said[0] == 0 ? FORM_PREFERRED : FORM_ACCEPTED; /* the one that is quoted */
    m.usual = m.rare == FORM_ACCEPTED ? FORM_PREFERRED : FORM_ACCEPTED;
    const name_hit *at = first_of(n, &m, m.rare), *other = first_of(n, &m, m.usual);
    instead *changes = calloc(MOST_OF_A_RULE, sizeof *changes);
    edits fix = {0};
    int32_t result = changes ? change_all(n, &m, changes, &fix) : MBR_E_NOMEM;
    name_said words = {.named = "mixed",
                       .preferred = written(n, other),
                       .times = m.spoken ? use->count[m.rare] : said[m.rare],
                       .others = m.spoken ? use->count[m.usual] : said[m.usual],
                       .severity = m.spoken ? MBR_SEVERITY_NOTE : MBR_SEVERITY_WARNING};
    if (result >= 0)
        result =
            name_report(n->of, &n->code, &n->of->text.items[at->piece], at->span, &words, &fix);
    n->reported += result >= 0;
    for (size_t i = 0; changes && i < MOST_OF_A_RULE; i++)
        instead_clear(&changes[i]);
    free(changes);
    edits_clear(&fix);
    return result == MBR_E_NOTFOUND ? MBR_OK : result;
}

static int32_t
report_all(names *n)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < n->count; i++) {
        if (form_of(n, &n->hits[i])->standing == FORM_REFUSED)
            result = report_refused(n, &n->hits[i]);
    }
    for (size_t i = 0; result >= 0 && i < n->glossary->entry_count; i++)
        result = report_mix(n, i);
    return result;
}

static int32_t
check_glossary(names *n)
{
    const reading *of = n->of;
    n->uses = calloc(n->glossary->entry_count + 1, sizeof *n->uses);
    int32_t result = n->uses ? MBR_OK : MBR_E_NOMEM;
    for (size_t i = 0; result >= 0 && i < of->text.count; i++) {
        if (!of->foreign[i])
            result = find_in_piece(n, i);
    }
    if (result >= 0)
        count_uses(n);
    return result >= 0 ? report_all(n) : result;
}

int32_t
names_check(reading *of)
{
    mbr_text lang;
    names n = {.of = of, .glossary = &of->task->glossary};
    int32_t result = of->task->host.article->language(of->job, MBR_PART_TEXT, &lang);
    if (result < 0)
        return result;
    n.tongue = glossary_tongue(n.glossary, lang);
    if (n.tongue)
        result = check_glossary(&n);
    if (result >= 0 && of->usage != LOCALE_OTHER)
        result = spellings_check(of, n.glossary, n.hits, n.count, &n.reported);
    code_spans_clear(&n.code);
    free(n.hits);
    free(n.uses);
    return result;
}
