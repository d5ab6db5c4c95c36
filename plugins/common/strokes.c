/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include <string.h>

#define EN "\xe2\x80\x93"
#define EM "\xe2\x80\x94"
#define DOTS "\xe2\x80\xa6"
#define FARTHEST_DASH 400 /* bytes between the two of a pair */

static uint32_t
skip_before(const scan *s, size_t at)
{
    return utf8_before(s->data, utf8_back_space(s->data, at), NULL);
}

static uint32_t
skip_after(const scan *s, size_t at)
{
    return utf8_at(s->data, s->size, utf8_skip_space(s->data, s->size, at), NULL);
}

static mbr_span
words_around(const scan *s, mbr_span sign)
{
    size_t from = utf8_back_space(s->data, sign.start);
    size_t to = utf8_skip_space(s->data, s->size, sign.end);
    mbr_span words = {marks_words(s, from, from).start, marks_words(s, to, to).end};
    if (words.start == from)
        words.start = sign.start;
    return (mbr_span){words.start, words.end == to ? sign.end : words.end};
}

/* Another hyphen between spaces in the same sentence, before a small letter. */
static bool
is_first_of_pair(const scan *s, size_t at)
{
    size_t end = s->size - at > FARTHEST_DASH ? at + FARTHEST_DASH : s->size;
    for (size_t i = at; i + 3 < end; i++) {
        char c = s->data[i];
        if ((c == '.' || c == '!' || c == '?') && s->data[i + 1] == ' ')
            return false;
        if (c == ' ' && memcmp(s->data + i, " - ", 3) == 0)
            return utf8_is_lower(utf8_at(s->data, s->size, i + 3, NULL));
    }
    return false;
}

/* Rows without a first bar are no table to plain Markdown either. */
static bool
is_table(const scan *s)
{
    return memchr(s->data, '|', s->size < 4096 ? s->size : 4096) != NULL;
}

/* A hyphen between spaces: names of places, matches and scores are written so, too. */
static void
judge_spaced(scan *s, mbr_span sign)
{
    uint32_t before = skip_before(s, sign.start), after = skip_after(s, sign.end);
    bool prose = is_word(after) || after == OPEN || after == 0x201c || after == '(' ||
                 after == ELLIPSIS || after == '"';
    bool figures = utf8_is_digit(after) && utf8_is_digit(before);
    size_t word = utf8_back_space(s->data, sign.start), length;
    (void)utf8_before(s->data, word, &length);
    bool letter = utf8_is_letter(before) && marks_words(s, word, word).start + length == word;
    if (!prose || figures || before == '|' || before == '-' || letter)
        return; /* « - » is the sign itself, a - b mathematics */
    bool opens = before == 0 || before == OPEN;
    if ((!opens && !utf8_is_lower(after) && !is_first_of_pair(s, sign.end)) || is_table(s))
        return;
    marks_add(s, MARK_DASH, MARK_REPLACE, words_around(s, sign), sign, opens ? EM : EN);
}

/* -- and ---, which typewriters have for dashes; not before an option's name: --help. */
static void
judge_doubled(scan *s, mbr_span sign)
{
    uint32_t before = utf8_before(s->data, sign.start, NULL);
    uint32_t after = utf8_at(s->data, s->size, sign.end, NULL);
    bool spaced = utf8_is_space(before) && utf8_is_space(after);
    bool letters = utf8_is_letter(before) && utf8_is_letter(after);
    bool digits = utf8_is_digit(before) && utf8_is_digit(after);
    if (!(spaced || letters || digits) || skip_before(s, sign.start) == 0 ||
        skip_after(s, sign.end) == 0 || is_table(s) || asides_is_token(s, sign.start))
        return;
    const char *put = sign.end - sign.start == 2 ? EN : EM;
    if (letters)
        put = sign.end - sign.start == 2 ? " " EN " " : " " EM " ";
    marks_add(s, MARK_DASH, MARK_REPLACE, words_around(s, sign), sign, put);
}

size_t
strokes_take_hyphens(scan *s, size_t at)
{
    char next = at + 1 < s->size ? s->data[at + 1] : '\0';
    if (next != '-' && next != ' ' && (uint8_t)next < 0x80)
        return at + 1;
    size_t end = at;
    while (end < s->size && s->data[end] == '-')
        end++;
    mbr_span sign = {at, end};
    if (end - at == 1) {
        bool spaced = utf8_is_space(utf8_at(s->data, s->size, end, NULL)) &&
                      (at == 0 || utf8_is_space(utf8_before(s->data, at, NULL)) ||
                       utf8_before(s->data, at, NULL) == OPEN);
        if (spaced)
            judge_spaced(s, sign);
    } else if (end - at <= 3) {
        judge_doubled(s, sign);
    }
    return end;
}

/* A dash with a space on one side, or a long one without: usage of parentheses has both. */
void
strokes_judge_dash(scan *s, mbr_span dash)
{
    uint32_t before = utf8_before(s->data, dash.start, NULL);
    uint32_t after = utf8_at(s->data, s->size, dash.end, NULL);
    bool space_before = utf8_is_space(before), space_after = utf8_is_space(after);
    bool letter_before = utf8_is_letter(before), letter_after = utf8_is_letter(after);
    uint32_t far_before = space_before ? skip_before(s, dash.start) : before;
    uint32_t far_after = space_after ? skip_after(s, dash.end) : after;
    bool is_long = dash.end - dash.start == 3 && (uint8_t)s->data[dash.start + 2] == 0x94;
    bool left = space_after && letter_before && is_word(far_after);
    bool right = space_before && letter_after && is_word(far_before);
    bool glued = is_long && letter_before && letter_after;
    if ((!left && !right && !glued) || utf8_is_digit(far_before) || utf8_is_digit(far_after) ||
        asides_is_token(s, dash.start))
        return;
    mbr_span words = words_around(s, dash);
    marks_add(s, MARK_DASH, left || glued ? MARK_BEFORE : MARK_AFTER_IT, words, dash, " ");
    if (glued)
        marks_more(s, MARK_AFTER_IT, dash, " ");
}

static bool
is_etc(const scan *s, size_t at)
{
    return at >= 3 &&
           (memcmp(s->data + at - 3, "etc", 3) == 0 || memcmp(s->data + at - 3, "Etc", 3) == 0) &&
           !is_word(utf8_before(s->data, at - 3, NULL));
}

/* The space before an ellipsis that ends a word: its beginning; else `at`. */
static size_t
space_before(const scan *s, size_t at, size_t end)
{
    size_t from = utf8_back_space(s->data, at);
    uint32_t before = utf8_before(s->data, from, NULL);
    uint32_t after = utf8_at(s->data, s->size, end, NULL);
    bool ends = ends_clause(after) || after == ',' || after == ')' || after == '?' || after == '!';
    return from < at && (is_word(before) || before == CLOSE || before == ')') && ends ? from : at;
}

static void
add_ellipsis(scan *s, size_t from, mbr_span sign, const char *put)
{
    size_t word = utf8_back_space(s->data, from);
    mbr_span words = {marks_words(s, word, word).start, sign.end};
    if (words.start == word) /* no word: the next one */
        words = (mbr_span){sign.start, marks_words(s, sign.end, sign.end).end};
    marks_add(s, MARK_ELLIPSIS, MARK_REPLACE, words, (mbr_span){from, sign.end}, put);
}

/* « . . . » */
static bool
is_spaced_out(const scan *s, size_t at)
{
    return s->size - at >= 5 && memcmp(s->data + at, ". . .", 5) == 0 &&
           utf8_at(s->data, s->size, at + 5, NULL) != '.' && skip_after(s, at + 5) != '.';
}

size_t
strokes_take_stops(scan *s, size_t at)
{
    size_t end = at;
    while (end < s->size && s->data[end] == '.')
        end++;
    if (end - at == 1 && is_spaced_out(s, at))
        end = at + 5;
    mbr_span sign = {at, end};
    uint32_t before = utf8_before(s->data, at, NULL);
    uint32_t after = utf8_at(s->data, s->size, end, NULL);
    bool range = utf8_is_digit(before) && utf8_is_digit(after);
    if (end - at == 1 || before == '/' || before == '\\' || after == '/' || range ||
        asides_is_token(s, at))
        return end;
    if (is_etc(s, at) && end - at <= 4 && !is_word(after))
        add_ellipsis(s, at, sign, ".");
    else if (end - at == 3 || end - at == 5)
        if (end - at == 3 || s->data[at + 1] == ' ')
            add_ellipsis(s, space_before(s, at, end), sign, DOTS);
    return end;
}

void
strokes_judge_ellipsis(scan *s, mbr_span sign)
{
    size_t from = utf8_back_space(s->data, sign.start);
    bool stop = from > 0 && s->data[from - 1] == '.';
    if (is_etc(s, from - stop)) {
        from -= stop;
        sign.end += sign.end < s->size && s->data[sign.end] == '.';
        add_ellipsis(s, from, sign, ".");
        return;
    }
    from = space_before(s, sign.start, sign.end);
    if (from < sign.start)
        add_ellipsis(s, from, sign, DOTS);
}
