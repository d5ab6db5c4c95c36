/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* French typography on any text: every range lies on characters, and mending ends. */
#include "marks.h"
#include "sentences.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 6 /* of mending, before nothing of a kind is left */

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
check_quotes(const quote_text *texts, size_t count, const quote_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const quote_fault *fault = &faults->items[i];
        g_assert_cmpuint(fault->text, <, count);
        check_span(&texts[fault->text].text, fault->words);
        check_span(&texts[fault->text].text, fault->sign);
        check_span(&texts[fault->text].text, fault->other);
        g_assert_cmpuint(fault->words.start, <=, fault->sign.start);
        g_assert_cmpuint(fault->words.end, >=, fault->sign.end);
    }
}

static void
try_quotes(const mbr_text *text, locale usage)
{
    /* Lines are paragraphs; the first one a title. */
    g_auto(GStrv) lines = g_strsplit(text->data, "\n", 64);
    size_t count = g_strv_length(lines);
    g_autofree quote_text *texts = g_new0(quote_text, count + 1);
    word_set languages;
    language_words(&languages);
    mark_rules rules = {.usage = usage, .languages = &languages};
    mark_faults marks = {0};
    quote_signs signs = {0};
    quote_faults faults = {0}, styles = {0};
    for (size_t i = 0; i < count; i++) {
        texts[i] = (quote_text){.text = {lines[i], strlen(lines[i])}, .alone = i == 0};
        g_assert_true(marks_judge(&texts[i].text, i, &rules, &marks, &signs));
    }
    for (size_t i = 0; i < signs.count; i++)
        check_span(&texts[signs.items[i].text].text, quote_sign_span(&signs.items[i]));
    g_assert_true(quotes_judge(texts, count, &signs, &faults));
    g_assert_true(quotes_judge_style(texts, count, &signs, &styles));
    check_quotes(texts, count, &faults);
    check_quotes(texts, count, &styles);
    mark_faults_clear(&marks);
    quote_signs_clear(&signs);
    quote_faults_clear(&faults);
    quote_faults_clear(&styles);
}

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const mark_fault *x = *(const mark_fault *const *)a, *y = *(const mark_fault *const *)b;
    size_t from = x->mend == MARK_AFTER_IT ? x->at.end : x->at.start;
    size_t other = y->mend == MARK_AFTER_IT ? y->at.end : y->at.start;
    return from < other ? -1 : from > other;
}

/* The edits of one kind, in order, apart from each other. */
static GPtrArray *
edits_of(const mbr_text *text, const mark_faults *faults, mark_kind kind)
{
    GPtrArray *edits = g_ptr_array_new();
    for (size_t i = 0; i < faults->count; i++) {
        mark_fault *fault = &faults->items[i];
        check_span(text, fault->words);
        check_span(text, fault->at);
        g_assert_cmpuint(fault->at.start, <, fault->at.end);
        if (fault->kind == kind && fault->mend != MARK_NOTHING)
            g_ptr_array_add(edits, fault);
    }
    g_ptr_array_sort(edits, by_place);
    return edits;
}

static char *
mend(const mbr_text *text, const GPtrArray *edits, const char *usual)
{
    GString *out = g_string_new(NULL);
    size_t at = 0;
    for (guint i = 0; i < edits->len; i++) {
        const mark_fault *fault = g_ptr_array_index(edits, i);
        size_t from = fault->mend == MARK_AFTER_IT ? fault->at.end : fault->at.start;
        g_assert_cmpuint(from, >=, at);
        g_string_append_len(out, text->data + at, (gssize)(from - at));
        g_string_append(out, fault->put != NULL ? fault->put : usual);
        at = fault->mend == MARK_REPLACE ? fault->at.end : from;
    }
    g_string_append_len(out, text->data + at, (gssize)(text->size - at));
    return g_string_free(out, FALSE);
}

/* The mended text; NULL where nothing of this kind is to mend. */
static char *
mend_once(const char *data, locale usage, bool value, mark_kind kind)
{
    word_set languages;
    language_words(&languages);
    mbr_text text = {data, strlen(data)};
    mark_rules rules = {.usage = usage, .languages = &languages, .value = value};
    mark_faults faults = {0};
    quote_signs signs = {0};
    g_assert_true(marks_judge(&text, 0, &rules, &faults, &signs));
    if (faults.straight > 0 && faults.curved > 0)
        g_assert_true(marks_judge_apostrophes(&text, 0, &rules, &faults));
    const char *usual = faults.straight > faults.curved ? "'" : "\xe2\x80\x99";
    g_autoptr(GPtrArray) edits = edits_of(&text, &faults, kind);
    for (guint i = 0; value && kind != MARK_DOUBLED && i < edits->len; i++) {
        const mark_fault *fault = g_ptr_array_index(edits, i);
        g_assert_cmpstr(fault->put, !=, " ");
    }
    char *mended = edits->len > 0 ? mend(&text, edits, usual) : NULL;
    mark_faults_clear(&faults);
    quote_signs_clear(&signs);
    return mended;
}

/* Letters and figures, which only mended numbers and « etc. » may change. */
static char *
bare(const char *data)
{
    GString *out = g_string_new(NULL);
    for (const char *at = data; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
    return g_string_free(out, FALSE);
}

/* Mending one kind ends, and the words stay as they are. */
static void
try_kind(const char *data, locale usage, bool value, mark_kind kind)
{
    g_autofree char *text = g_strdup(data);
    for (unsigned round = 0;; round++) {
        g_autofree char *mended = mend_once(text, usage, value, kind);
        if (mended == NULL)
            break;
        g_assert_cmpuint(round, <, ROUNDS);
        g_free(text);
        text = g_steal_pointer(&mended);
    }
    if (kind == MARK_CURRENCY || kind == MARK_POINTS || kind == MARK_ORDINAL)
        return;
    g_autofree char *before = bare(data), *after = bare(text);
    g_assert_cmpstr(before, ==, after);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *copy = g_strndup((const char *)data, size);
    mbr_text text = {copy, size};
    mbr_span found = {0, 0};
    for (int usage = LOCALE_ENGLISH; usage <= LOCALE_SWITZERLAND; usage++) {
        try_quotes(&text, (locale)usage);
        for (int kind = 0; kind < MARK_KINDS; kind++)
            try_kind(copy, (locale)usage, usage == LOCALE_CANADA, (mark_kind)kind);
    }
    while (sentence_broken(&text, found.end, &found)) {
        check_span(&text, found);
        g_assert_cmpuint(found.start, <, found.end);
    }
    return 0;
}
