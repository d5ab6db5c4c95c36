/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* French typography on any text: every range lies on characters, and mending ends. */
#include "language.h"
#include "quotes.h"
#include "sentences.h"
#include "spaces.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_span(const mbr_text *text, mbr_span span)
{
    g_assert_cmpuint(span.start, <=, span.end);
    g_assert_cmpuint(span.end, <=, text->size);
    g_assert_true(span.start == text->size || ((uint8_t)text->data[span.start] & 0xc0) != 0x80);
    g_assert_true(span.end == text->size || ((uint8_t)text->data[span.end] & 0xc0) != 0x80);
}

static void
try_quotes(const mbr_text *text)
{
    /* Lines are paragraphs; the first one a title. */
    g_auto(GStrv) lines = g_strsplit(text->data, "\n", 64);
    size_t count = g_strv_length(lines);
    g_autofree quote_text *texts = g_new0(quote_text, count + 1);
    for (size_t i = 0; i < count; i++)
        texts[i] = (quote_text){.text = {lines[i], strlen(lines[i])}, .alone = i == 0};
    quote_faults faults = {0};
    g_assert_true(quotes_judge(texts, count, &faults));
    for (size_t i = 0; i < faults.count; i++) {
        const quote_fault *fault = &faults.items[i];
        g_assert_cmpuint(fault->text, <, count);
        check_span(&texts[fault->text].text, fault->words);
        check_span(&texts[fault->text].text, fault->sign);
        check_span(&texts[fault->text].text, fault->other);
        g_assert_cmpuint(fault->words.start, <=, fault->sign.start);
        g_assert_cmpuint(fault->words.end, >=, fault->sign.end);
    }
    quote_faults_clear(&faults);
}

static void
try_spaces(const mbr_text *text, locale usage, bool value)
{
    word_set languages;
    language_words(&languages);
    space_rules rules = {.usage = usage, .languages = &languages, .value = value};
    space_faults faults = {0};
    g_assert_true(spaces_judge(text, 0, &rules, &faults));
    for (size_t i = 0; i < faults.count; i++) {
        check_span(text, faults.items[i].words);
        check_span(text, faults.items[i].at);
        g_assert_cmpuint(faults.items[i].at.start, <, faults.items[i].at.end);
        if (value)
            g_assert_cmpstr(faults.items[i].put, !=, " ");
    }
    space_faults_clear(&faults);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *copy = g_strndup((const char *)data, size);
    mbr_text text = {copy, size};
    mbr_span found = {0, 0};
    try_quotes(&text);
    for (int usage = LOCALE_FRANCE; usage <= LOCALE_SWITZERLAND; usage++)
        try_spaces(&text, (locale)usage, usage == LOCALE_CANADA);
    while (sentence_broken(&text, found.end, &found)) {
        check_span(&text, found);
        g_assert_cmpuint(found.start, <, found.end);
    }
    return 0;
}
