/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include <string.h>

static bool
has_entity_before(const scan *s, size_t at)
{
    return at > 0 && s->data[at - 1] == ';' && asides_is_entity(s, at - 1);
}

/* « Yahoo! a » : the sign belongs to a name. */
static bool
is_name_sign(const scan *s, size_t sign)
{
    if (s->data[sign] != '!')
        return false;
    size_t next = utf8_skip_space(s->data, s->size, sign + 1);
    size_t word = utf8_word_start(s->data, sign);
    return utf8_is_lower(utf8_at(s->data, s->size, next, NULL)) &&
           utf8_is_upper(utf8_at(s->data, s->size, word, NULL));
}

/* With a bracket after it, a face. */
static bool
is_part(uint32_t sign)
{
    return sign == ':' || sign == ';';
}

/* A sign without a space before it. */
void
tight_judge_sign(scan *s, size_t at, uint32_t sign, size_t length)
{
    size_t before_length, end = at + length;
    uint32_t before = utf8_before(s->data, at, &before_length);
    locale usage = s->rules->usage;
    if (usage == LOCALE_SWITZERLAND || (usage == LOCALE_CANADA && sign != ':' && sign != '%'))
        return;
    if (sign == '%' || sign == EURO || sign == PER_MILLE) {
        if (!utf8_is_digit(before) || is_word(utf8_at(s->data, s->size, end, NULL)))
            return;
    } else {
        bool after_word = is_word(before) || before == CLOSE || before == ')' || before == 0x201d;
        uint32_t next = utf8_at(s->data, s->size, end, NULL);
        bool clause = ends_clause(next) || next == OPEN || (next == ')' && !is_part(sign));
        if (!after_word || !clause)
            return;
    }
    if ((sign == ';' && asides_is_entity(s, at)) || asides_is_token(s, at) || is_name_sign(s, at) ||
        asides_is_foreign(s, at))
        return;
    size_t word = is_word(before) ? marks_words(s, at, at).start : at - before_length;
    if (utf8_is_digit(before))
        word = marks_number_start(s, at);
    if (sign == ':' && utf8_before(s->data, word, NULL) == ':')
        return; /* :smile: */
    marks_add(s, MARK_NONE_SIGNS, MARK_BEFORE, (mbr_span){word, end}, (mbr_span){at, end},
              marks_space_for(s, sign));
}

void
tight_judge_open(scan *s, mbr_span sign)
{
    uint32_t next = utf8_at(s->data, s->size, sign.end, NULL);
    if (s->rules->usage == LOCALE_SWITZERLAND || next == 0 || next == '&' || next == CLOSE)
        return;
    mbr_span words = {sign.start, marks_words(s, sign.end, sign.end).end};
    marks_add(s, MARK_NONE_GUILLEMETS, MARK_AFTER_IT, words, sign, WIDE);
}

void
tight_judge_close(scan *s, mbr_span sign)
{
    size_t length;
    uint32_t before = utf8_before(s->data, sign.start, &length);
    if (s->rules->usage == LOCALE_SWITZERLAND || before == 0 || before == OPEN ||
        has_entity_before(s, sign.start))
        return;
    size_t from = sign.start;
    if (!is_word(before))
        from -= length;
    marks_add(s, MARK_NONE_GUILLEMETS, MARK_BEFORE,
              (mbr_span){marks_words(s, from, from).start, sign.end}, sign, WIDE);
}

void
tight_judge_comma(scan *s, size_t at)
{
    size_t before_length, after_length;
    uint32_t before = utf8_before(s->data, at, &before_length);
    uint32_t after = utf8_at(s->data, s->size, at + 1, &after_length);
    if (!utf8_is_letter(before) || !utf8_is_letter(after))
        return;
    bool one = !utf8_is_letter(utf8_before(s->data, at - before_length, NULL)) ||
               !utf8_is_letter(utf8_at(s->data, s->size, at + 1 + after_length, NULL));
    if (one || asides_is_list(s, at) || asides_is_token(s, at))
        return;
    marks_add(s, MARK_AFTER, MARK_AFTER_IT, marks_words(s, at, at + 1), (mbr_span){at, at + 1},
              " ");
}

/* « le jour.Le lendemain » : a stop between two sentences; the names of sites have it too. */
static bool
is_site(const char *word, size_t size)
{
    static const char *const ends[] = {"Com", "Net", "Org", "Js", "Io", "Ai", "Tv"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (strlen(ends[i]) == size && memcmp(ends[i], word, size) == 0)
            return true;
    return false;
}

void
tight_judge_stop(scan *s, size_t at)
{
    size_t length;
    uint32_t after = utf8_at(s->data, s->size, at + 1, &length);
    if (!utf8_is_upper(after) || !utf8_is_lower(utf8_before(s->data, at, NULL)))
        return;
    mbr_span words = marks_words(s, at, at + 1);
    uint32_t next = utf8_at(s->data, s->size, at + 1 + length, NULL);
    uint32_t before = utf8_before(s->data, words.start, NULL);
    if (!utf8_is_lower(utf8_at(s->data, s->size, words.start, NULL)) || at - words.start < 2 ||
        before == '.' || before == '/' || before == '@' || before == '_' ||
        !(utf8_is_lower(next) || utf8_is_apostrophe(next) || utf8_is_space(next)) ||
        is_site(s->data + at + 1, words.end - at - 1) || asides_is_token(s, at))
        return;
    marks_add(s, MARK_AFTER, MARK_AFTER_IT, words, (mbr_span){at, at + 1}, " ");
}
