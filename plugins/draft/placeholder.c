/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "placeholder.h"

#include "bytes.h"
#include "fold.h"
#include "utf8.h"

#include <string.h>
#include <strings.h>

#define LONGEST_NOTE 80 /* bytes between brackets */

static bool
is_listed(const char *const *list, const char *word, size_t size)
{
    for (; *list; list++) {
        if (strlen(*list) == size && memcmp(*list, word, size) == 0)
            return true;
    }
    return false;
}

static bool
begins_listed(const char *const *list, const char *word, size_t size)
{
    for (; *list; list++) {
        size_t length = strlen(*list);
        if (length <= size && memcmp(*list, word, length) == 0 &&
            (length == size || (*list)[length - 1] == ' ' || word[length] == ' '))
            return true;
    }
    return false;
}

static bool
stands_alone(const mbr_text *text, mbr_span word)
{
    uint32_t before = utf8_before(text->data, word.start, NULL);
    uint32_t after = utf8_at(text->data, text->size, word.end, NULL);
    return !utf8_is_letter(before) && !utf8_is_digit(before) && !utf8_is_letter(after) &&
           !utf8_is_digit(after) &&
           !strchr("-@#/_.&", before < 0x80 && before ? (int)before : ' ') &&
           !strchr("-@/_&", after < 0x80 && after ? (int)after : ' ');
}

/* « le Super Bowl XXX », « chapitre XXX »: a Roman number. */
static bool
is_numbered(const mbr_text *text, size_t start)
{
    static const char *const nouns[] = {"bowl",  "wrestlemania", "chapitre", "tome",    "livre",
                                        "titre", "article",      "annexe",   "classe",  "film",
                                        "films", "volume",       "taille",   "chapter", NULL};
    size_t end = utf8_back_space(text->data, start);
    size_t from = utf8_word_start(text->data, end);
    char folded[24];
    size_t size = fold_line(text->data + from, end - from, folded, sizeof folded);
    return size > 0 && is_listed(nouns, folded, size);
}

/* TK and its like: in capitals, and not part of a name in capitals. */
static bool
is_mark(const mbr_text *text, size_t at, mbr_span *ret)
{
    const char *data = text->data;
    size_t end = at;
    while (end < text->size && data[end] >= 'A' && data[end] <= 'Z')
        end++;
    size_t size = end - at;
    const char *word = data + at;
    mbr_span span = {at, end};
    size_t next = utf8_skip_space(data, text->size, end), length;
    uint32_t following = utf8_at(data, text->size, next, &length);
    uint32_t second = utf8_at(data, text->size, next + length, NULL);
    bool marks = false;
    if ((size == 4 && memcmp(word,
                             "TO"
                             "DO",
                             4) == 0) ||
        (size == 5 && memcmp(word,
                             "FIX"
                             "ME",
                             5) == 0) ||
        (size == 3 && memcmp(word, "TBD", 3) == 0)) {
        marks = !(utf8_is_upper(following) && utf8_is_upper(second)); /* a title in capitals */
    } else if (size >= 2 && size % 2 == 0 && strspn(word, "TK") >= size) {
        marks = !utf8_is_upper(following);
        for (size_t i = 0; i < size; i++)
            marks &= word[i] == (i % 2 ? 'K' : 'T');
    } else if (size >= 3 && strspn(word, "X") >= size) {
        marks = !is_numbered(text, at);
    }
    *ret = span;
    return marks && stands_alone(text, span);
}

static bool
is_note(const char *folded, size_t size)
{
    static const char *const whole[] = {
        "citation", "source",  "nom",     "prenom", "nom prenom", "prenom nom", "date",
        "titre",    "title",   "lieu",    "texte",  "chiffre",    "chiffres",   "legende",
        "chapo",    "chapeau", "photo",   "image",  "name",       "quote",      "number",
        "tk",       "todo",    "xxx",     "tbd",    "insert",     "intertitre", "placeholder",
        "nom?",     "date?",   "source?", "nom ?",  "date ?",     "source ?",   NULL};
    static const char *const heads[] = {"a completer",
                                        "a verifier",
                                        "a confirmer",
                                        "a preciser",
                                        "a venir",
                                        "a traduire",
                                        "a remplir",
                                        "a rediger",
                                        "a ecrire",
                                        "completer",
                                        "verifier",
                                        "inserer",
                                        "insert ",
                                        "ajouter ",
                                        "citation a",
                                        "citation needed",
                                        "citation necessaire",
                                        "reference necessaire",
                                        "source a",
                                        "source needed",
                                        "to come",
                                        "to be completed",
                                        "tk ",
                                        "todo ",
                                        "nom a",
                                        "nom du ",
                                        "nom de ",
                                        "date a",
                                        "chiffre a",
                                        NULL};
    return is_listed(whole, folded, size) || begins_listed(heads, folded, size);
}

static bool
is_instruction(const char *folded, size_t size)
{
    static const char *const heads[] = {"a completer", "a verifier", "a traduire",
                                        "a remplir",   "a rediger",  NULL};
    return begins_listed(heads, folded, size);
}

/* [à compléter], [citation], (à vérifier) */
static bool
is_bracketed(const mbr_text *text, size_t at, mbr_span *ret)
{
    char close = text->data[at] == '[' ? ']' : ')', folded[LONGEST_NOTE + 8];
    size_t room = text->size - at - 1;
    const char *end = memchr(text->data + at + 1, close, room < LONGEST_NOTE ? room : LONGEST_NOTE);
    if (!end)
        return false;
    size_t inside = (size_t)(end - text->data) - at - 1;
    size_t size = fold_line(text->data + at + 1, inside, folded, sizeof folded);
    *ret = (mbr_span){at, at + inside + 2};
    return size > 0 && (close == ']' ? is_note(folded, size) : is_instruction(folded, size));
}

/* « À compléter. » as all of a sentence; in a sentence the words are anyone's. */
static bool
is_bare_instruction(const mbr_text *text, size_t at, mbr_span *ret)
{
    size_t length, before = utf8_back_space(text->data, at);
    uint32_t c = utf8_before(text->data, before, NULL);
    if (before != 0 && !strchr(".!?:", c < 0x80 && c ? (int)c : ' ') && c != 0x2026 &&
        c != 0x2013 && c != 0x2014)
        return false;
    (void)utf8_at(text->data, text->size, at, &length);
    size_t verb = utf8_skip_space(text->data, text->size, at + length);
    if (verb == at + length)
        return false;
    size_t end = utf8_word_end(text->data, text->size, verb);
    uint32_t after =
        utf8_at(text->data, text->size, utf8_skip_space(text->data, text->size, end), NULL);
    char folded[32];
    size_t size = fold_line(text->data + at, end - at, folded, sizeof folded);
    *ret = (mbr_span){at, end};
    return (after == 0 || after == '.' || after == '!' || after == 0x2026) && size > 0 &&
           is_instruction(folded, size);
}

static bool
is_lorem(const mbr_text *text, size_t at, mbr_span *ret)
{
    *ret = (mbr_span){at, at + 11};
    return text->size - at >= 11 && strncasecmp(text->data + at, "lorem ipsum", 11) == 0;
}

/* What may begin with the byte at `at`. */
static bool
is_placeholder(const mbr_text *text, size_t at, mbr_span *ret)
{
    uint8_t next = at + 1 < text->size ? (uint8_t)text->data[at + 1] : 0;
    switch ((uint8_t)text->data[at]) {
    case '[':
    case '(':
        return is_bracketed(text, at, ret);
    case 'L':
    case 'l':
        return (next | 0x20) == 'o' && is_lorem(text, at, ret);
    case 0xc3: /* À, à */
        return (next == 0x80 || next == 0xa0) && is_bare_instruction(text, at, ret);
    default:
        return is_mark(text, at, ret);
    }
}

bool
placeholder_find(const mbr_text *text, size_t from, mbr_span *ret)
{
    /* A mark in capitals, a bracket, lorem, « À compléter ». */
    static const bool asked[256] = {['T'] = true, ['X'] = true, ['F'] = true, ['['] = true,
                                    ['('] = true, ['L'] = true, ['l'] = true, [0xc3] = true};
    const char *data = text->data;
    for (size_t at = from; (at = bytes_find(asked, data, text->size, at)) < text->size; at++) {
        bool mark = data[at] == 'T' || data[at] == 'X' || data[at] == 'F';
        if (is_placeholder(text, at, ret))
            return true;
        while (mark && at + 1 < text->size && data[at + 1] >= 'A' && data[at + 1] <= 'Z')
            at++;
    }
    return false;
}
