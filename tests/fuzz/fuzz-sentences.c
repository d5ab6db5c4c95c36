/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a machine leaves in a text, looked for in any text: ranges lie on characters, in order. */
#include "attribution.h"
#include "emphasis.h"
#include "guess.h"
#include "repeats.h"
#include "sentences.h"
#include "stretches.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_span(const mbr_text *text, mbr_span span)
{
    g_assert_cmpuint(span.start, <, span.end);
    g_assert_cmpuint(span.end, <=, text->size);
    g_assert_true(((uint8_t)text->data[span.start] & 0xc0) != 0x80);
    g_assert_true(span.end == text->size || ((uint8_t)text->data[span.end] & 0xc0) != 0x80);
}

static void
try_repeats(const mbr_text *text, bool french)
{
    repeat found = {0};
    while (repeat_next(text, french, found.second.end, &found)) {
        check_span(text, found.first);
        check_span(text, found.second);
        g_assert_cmpuint(found.first.end, <, found.second.start);
    }
}

typedef bool NextFault(const mbr_text *, bool, size_t, attributed_twice *, size_t *);

static void
try_attribution(const mbr_text *text, bool french, NextFault *next)
{
    attributed_twice found;
    size_t from = 0, last = 0;
    while (next(text, french, from, &found, &from)) {
        check_span(text, found.first);
        check_span(text, found.second);
        g_assert_cmpuint(found.first.end, <=, found.second.start);
        g_assert_cmpuint(from, >, last);
        last = from;
    }
}

static void
try_emphasis(const mbr_text *text)
{
    mbr_span words;
    size_t next = 0, last = 0;
    while (emphasis_find(*text, next, &words, &next)) {
        check_span(text, words);
        g_assert_cmpuint(words.start, >, last);
        g_assert_cmpuint(next, >, words.end);
        last = words.end;
    }
}

static void
try_stretches(const mbr_text *text, bool french, guess *of)
{
    word_set set;
    stretches list = {0};
    size_t last = 0;
    stretches_words(&set, french);
    g_assert_true(stretches_read(&set, text, french, &list));
    for (size_t i = 0; i < list.count; i++) {
        const stretch *found = &list.items[i];
        check_span(text, found->words);
        g_assert_cmpuint(found->words.start, >=, last);
        last = found->words.end;
        if (stretch_is_run(found, text, french))
            check_span(text, found->known);
        (void)stretch_is_sentence(found, text, french);
        if (stretch_is_doubtful(found, text))
            (void)guess_is(of, text->data + found->words.start,
                           found->words.end - found->words.start, french);
    }
    stretches_clear(&list);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static guess *of;
    if (!of)
        of = guess_new();
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *copy = g_strndup((const char *)data, size);
    mbr_text text = {copy, size};
    mbr_span found = {0, 0};
    while (sentence_broken(&text, found.end, &found))
        check_span(&text, found);
    (void)sentence_goes_on(&text, 0, &found);
    try_emphasis(&text);
    try_repeats(&text, true);
    try_repeats(&text, false);
    for (int french = 0; french < 2; french++) {
        try_attribution(&text, french, attribution_next);
        try_attribution(&text, french, attribution_by_source_next);
        try_stretches(&text, french, of);
    }
    return 0;
}
