/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "instead.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

static bool
begins_with_vowel(mbr_text text)
{
    static const uint32_t vowels[] = {'a',  'e',  'i',  'o',  'u',  0xe0, 0xe2, 0xe4, 0xe6, 0xe8,
                                      0xe9, 0xea, 0xeb, 0xee, 0xef, 0xf4, 0xf6, 0xf9, 0xfb, 0x153};
    uint32_t c = utf8_lower(utf8_at(text.data, text.size, 0, NULL));
    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++) {
        if (vowels[i] == c)
            return true;
    }
    return false;
}

/* « de souche arménienne » is not put right by a bare noun. */
static bool
begins_with_preposition(mbr_text text)
{
    static const char *const small[] = {"de ", "du ", "des ", "d'", "d\xe2\x80\x99",
                                        "à ",  "au ", "aux ", "en "};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (text.size > strlen(small[i]) && memcmp(text.data, small[i], strlen(small[i])) == 0)
            return true;
    }
    return false;
}

/* The little word before `at` where it is all of `word`; a space or apostrophe ends it. */
static bool
stands_before(const mbr_text *text, size_t at, const char *word)
{
    size_t size = strlen(word);
    if (at < size || memcmp(text->data + at - size, word, size) != 0)
        return false;
    uint32_t before = utf8_before(text->data, at - size, NULL);
    return !utf8_is_letter(before) && !utf8_is_apostrophe(before);
}

/* Words to put before the new ones, in place of a little word that elides or no longer does.
 * False: which one is due is not plain. */
static bool
fit_elision(const mbr_text *text, mbr_span *span, bool vowel, const char **ret_head)
{
    static const struct {
        const char *full, *elided;
    } pairs[] = {{"de ", "d\xe2\x80\x99"}, {"que ", "qu\xe2\x80\x99"}, {"De ", "D\xe2\x80\x99"}};
    static const char *const unsure[] = {"le ", "la ", "Le ", "La ", "du ", "au ", "ce ", "Ce "};
    static const char *const elided[] = {"l'", "l\xe2\x80\x99", "L\xe2\x80\x99", "L'", "cet "};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (vowel && stands_before(text, span->start, pairs[i].full)) {
            span->start -= strlen(pairs[i].full);
            *ret_head = pairs[i].elided;
        } else if (!vowel && stands_before(text, span->start, pairs[i].elided)) {
            span->start -= strlen(pairs[i].elided);
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

/* Straight apostrophes would end a quoted value of the front matter. */
static bool
write_words(instead *of, const char *head, mbr_text words, bool capital)
{
    size_t at = strlen(head), from = 0;
    of->put = malloc(at + 4 + 3 * words.size + 1);
    if (!of->put)
        return false;
    memcpy(of->put, head, at);
    if (capital && at == 0 && words.size > 0)
        at = utf8_put(utf8_upper(utf8_at(words.data, words.size, 0, &from)), of->put);
    for (size_t i = from; i < words.size; i++) {
        if (words.data[i] == '\'') {
            memcpy(of->put + at, "\xe2\x80\x99", 3);
            at += 3;
        } else {
            of->put[at++] = words.data[i];
        }
    }
    of->size = at;
    return true;
}

int32_t
instead_make(instead *ret,
             const pieces *list,
             const piece *one,
             const services *host,
             mbr_job *job,
             const instead_words *how)
{
    mbr_span written = how->written;
    mbr_text words = how->words;
    mbr_text old = {one->text.data + written.start, written.end - written.start};
    const char *head = "";
    *ret = (instead){0};
    if (begins_with_preposition(old) != begins_with_preposition(words))
        return MBR_OK;
    bool vowel = begins_with_vowel(words);
    if (how->french && vowel != begins_with_vowel(old) &&
        !fit_elision(&one->text, &written, vowel, &head))
        return MBR_OK;
    mbr_span place;
    int32_t result = piece_place(list, one, host, job, written, &place);
    if (result < 0 || !piece_is_verbatim(list, one, written, place))
        return result;
    /* Marks of YAML in the front matter, of Markdown and its like in the body. */
    for (size_t i = 0; i < words.size; i++) {
        if (strchr(one->kind == 0 ? "\"\\:#\n" : "\\`*_[]<>\n", words.data[i]))
            return MBR_OK;
    }
    ret->span = place;
    return write_words(ret, head, words, how->capital) ? MBR_OK : MBR_E_NOMEM;
}

void
instead_clear(instead *of)
{
    free(of->put);
    *of = (instead){0};
}
