/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bytes.h"
#include "grow.h"
#include "sentences.h"
#include "spellings_inside.h"
#include "utf8.h"

#include <string.h>

static uint32_t
hash(mbr_text text, bool two)
{
    uint32_t sum = two ? 0x9e3779b9 : 2166136261u;
    for (size_t i = 0; i < text.size; i++)
        sum = (sum ^ (uint8_t)text.data[i]) * 16777619u;
    return (sum ^ sum >> 15) & (BUCKETS - 1);
}

/* The name of these words, new or known; NOBODY for none. */
static uint16_t
name_of(spellings *s, mbr_text text, bool two, const alike_name *folded)
{
    uint32_t bucket = hash(text, two);
    for (uint16_t i = s->buckets[bucket]; i != NOBODY; i = s->names[i].next) {
        const name *known = &s->names[i];
        if (known->two == two && known->text.size == text.size &&
            memcmp(known->text.data, text.data, text.size) == 0)
            return i;
    }
    alike_name made;
    if (!folded && !alike_fold(text.data, text.size, &made))
        return NOBODY;
    if (s->count >= MOST_NAMES || !grow(&s->names, &s->room, s->count, sizeof *s->names))
        return NOBODY;
    name *one = &s->names[s->count];
    *one = (name){.text = text,
                  .folded = folded ? *folded : made,
                  .entry = NO_ENTRY,
                  .form = NO_ENTRY,
                  .leader = s->count,
                  .next = s->buckets[bucket],
                  .two = two};
    memset(one->before, 0xff, sizeof one->before);
    memset(one->after, 0xff, sizeof one->after);
    s->buckets[bucket] = (uint16_t)s->count;
    return (uint16_t)s->count++;
}

static void
add_neighbour(uint16_t list[NEIGHBOURS], uint16_t which)
{
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        if (list[i] == NOBODY || list[i] == which) {
            list[i] = which;
            return;
        }
    }
}

static void
count_name(spellings *s, uint16_t which, size_t index, mbr_span span, bool inside)
{
    name *one = &s->names[which];
    if (one->times++ == 0) {
        one->piece = index;
        one->span = span;
    }
    one->inside = one->inside || inside;
}

/* What the glossary says of the words here: refused ones are not counted, others are known. */
static bool
ask_glossary(spellings *s, size_t index, mbr_span span, size_t *ret_entry, size_t *ret_form)
{
    *ret_entry = *ret_form = NO_ENTRY;
    while (s->hit < s->hit_count &&
           (s->hits[s->hit].piece < index ||
            (s->hits[s->hit].piece == index && s->hits[s->hit].span.end <= span.start)))
        s->hit++;
    if (s->hit == s->hit_count || s->hits[s->hit].piece != index ||
        s->hits[s->hit].span.start >= span.end)
        return true;
    const name_hit *hit = &s->hits[s->hit];
    const name_form *form = &s->glossary->forms[hit->form];
    if (form->standing == FORM_REFUSED)
        return false;
    *ret_entry = form->entry;
    if (hit->span.start == span.start && hit->span.end == span.end)
        *ret_form = hit->form;
    return true;
}

/* M., Mme and their like stand before anybody. */
static bool
is_courtesy(mbr_text text)
{
    static const char list[] =
        " Mme Mmes Mlle MM Dr Me Mgr Mr Mrs Ms St Ste Saint Sainte Le La Les "
        "El Al Ben Ibn De Du Des Van Von Der ";
    char wanted[16] = " ";
    if (text.size > 8)
        return false;
    memcpy(wanted + 1, text.data, text.size);
    wanted[text.size + 1] = ' ';
    return memmem(list, sizeof list - 1, wanted, text.size + 2) != NULL;
}

static bool
is_side_by_side(const spellings *s, const piece *one, mbr_span span)
{
    if (s->last == NOBODY || span.start <= s->last_span.end)
        return false;
    size_t length;
    uint32_t c = utf8_at(one->text.data, one->text.size, s->last_span.end, &length);
    return utf8_is_space(c) && s->last_span.end + length == span.start;
}

/* « Haut Karabakh » beside « Haut-Karabakh ». */
static void
add_two(spellings *s, size_t index, mbr_span span)
{
    mbr_span both = {s->last_span.start, span.end};
    mbr_text text = {s->of->text.items[index].text.data + both.start, both.end - both.start};
    const name *first = &s->names[s->last];
    alike_name joined = first->folded, second;
    mbr_text rest = {s->of->text.items[index].text.data + span.start, span.end - span.start};
    if (memchr(first->folded.raw, '-', first->folded.raw_size) ||
        !alike_fold(rest.data, rest.size, &second) || memchr(second.raw, '-', second.raw_size) ||
        !alike_join(&joined, &second))
        return;
    uint16_t which = name_of(s, text, true, &joined);
    if (which != NOBODY)
        count_name(s, which, index, both, true);
}

static void
add_name(spellings *s, size_t index, mbr_span span)
{
    const piece *one = &s->of->text.items[index];
    mbr_text text = {one->text.data + span.start, span.end - span.start};
    size_t entry, form;
    bool inside = !sentence_begins(&one->text, span.start);
    if (!ask_glossary(s, index, span, &entry, &form)) {
        s->last = NOBODY;
        return;
    }
    uint16_t which = name_of(s, text, false, NULL);
    if (which == NOBODY)
        return;
    name *it = &s->names[which];
    it->entry = it->entry == NO_ENTRY ? entry : it->entry;
    it->form = it->form == NO_ENTRY ? form : it->form;
    count_name(s, which, index, span, inside);
    if (is_side_by_side(s, one, span)) {
        if (!is_courtesy(s->names[s->last].text))
            add_neighbour(s->names[which].before, s->last);
        if (!is_courtesy(text))
            add_neighbour(s->names[s->last].after, which);
        if (entry == NO_ENTRY)
            add_two(s, index, span);
    }
    s->last = which;
    s->last_span = span;
}

/* The end of the word at `at`, with the hyphens in it; whether it looks like a name. */
static size_t
take_word(mbr_text text, size_t at, bool *ret_name)
{
    size_t start = at, length, letters = 0, lower = 0;
    bool good = true;
    for (;; at += length) {
        uint32_t c = utf8_at(text.data, text.size, at, &length);
        if (utf8_is_letter(c)) {
            letters++;
            lower += utf8_is_lower(c);
        } else if (utf8_is_digit(c)) {
            good = false;
        } else if (!((c == '-' || c == 0x2010 || c == 0x2011) &&
                     utf8_is_letter(utf8_at(text.data, text.size, at + length, NULL)))) {
            break;
        }
    }
    uint32_t next = utf8_at(text.data, text.size, at, NULL);
    uint32_t before = utf8_before(text.data, start, NULL);
    *ret_name = good && letters >= 2 && lower > 0 && next != '@' && next != '/' && next != '_' &&
                before != '/' && before != '@' && before != '#' && before != '_';
    return at;
}

/* A byte of a word, or so near it that it makes no difference to a word in small letters. */
__extension__ static const bool is_wordlike[256] = {['A' ... 'Z'] = true,   ['a' ... 'z'] = true,
                                                    ['0' ... '9'] = true,   [0x80 ... 0xc1] = true,
                                                    [0xc3 ... 0xe1] = true, [0xe3 ... 0xff] = true};

/* A byte that goes on with the word at hand. */
static bool
goes_on(mbr_text text, size_t at)
{
    const uint8_t *data = (const uint8_t *)text.data;
    return at < text.size && (is_wordlike[data[at]] ||
                              (data[at] == '-' && at + 1 < text.size && is_wordlike[data[at + 1]]));
}

/* Whether a small letter stands before `at` in one word with it, from `first` on. */
static bool
is_within(mbr_text text, size_t first, size_t at)
{
    while (at > first && goes_on(text, at - 1)) {
        at--;
        if ((uint8_t)(text.data[at] - 'a') < 26)
            return true;
    }
    return false;
}

/* The next place from `at` on, which is not within a word, where a name may begin: most words begin
 * with a small letter, and none of those is one. */
static size_t
next_capital(mbr_text text, size_t at)
{
    __extension__ static const bool telling[256] = {['A' ... 'Z'] = true, [0xc3 ... 0xff] = true};
    size_t first = at;
    while ((at = bytes_find(telling, text.data, text.size, at)) < text.size) {
        if (!is_within(text, first, at))
            return at;
        while (goes_on(text, at))
            at++;
        at += at < text.size; /* the sign that ends a word is none that a name begins with */
        first = at;
    }
    return at;
}

int32_t
spellings_read(spellings *s, size_t index)
{
    const piece *one = &s->of->text.items[index];
    mbr_text text = one->text;
    bool code = one->kind != 0 && memchr(s->of->text.file.data + one->span.start, '`',
                                         one->span.end - one->span.start) != NULL;
    s->last = NOBODY;
    size_t length;
    for (size_t at = next_capital(text, 0); at < text.size; at = next_capital(text, at + length)) {
        bool capital = utf8_is_upper(utf8_at(text.data, text.size, at, NULL)), named;
        if (!utf8_is_letter(utf8_at(text.data, text.size, at, &length)))
            continue;
        size_t end = take_word(text, at, &named);
        mbr_span span = {at, end}, place;
        length = end > at ? end - at : 1;
        if (!capital || !named)
            continue;
        if (code) {
            int32_t result =
                piece_place(&s->of->text, one, &s->of->task->host, s->of->job, span, &place);
            if (result < 0)
                return result;
            if (code_spans_hold(&s->code, &s->of->text, one, place))
                continue;
        }
        add_name(s, index, span);
    }
    return MBR_OK;
}
