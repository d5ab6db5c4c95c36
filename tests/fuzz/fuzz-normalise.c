/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/normal.h"
#include "article/sentence.h"
#include "article/words.h"
#include "base/text.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * What is made piece by piece is what the whole text gives in one go, stays the same when made
 * again, and each of its stretches leads back to bytes that give it.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *
visible(const char *text)
{
    GString *left = g_string_new("");
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        if (!marbre_text_is_invisible(g_utf8_get_char(at)))
            g_string_append_unichar(left, g_utf8_get_char(at));
    return g_string_free(left, false);
}

static void
fold_signs(GString *text, unsigned folds)
{
    static const char *const apostrophes[] = {"‘", "’", "ʼ", "′", "`", "´"};
    for (size_t i = 0; (folds & MARBRE_FOLD_APOSTROPHES) && i < G_N_ELEMENTS(apostrophes); i++)
        g_string_replace(text, apostrophes[i], "'", 0);
    if (!(folds & MARBRE_FOLD_SPACES))
        return;
    g_autofree char *copy = g_strdup(text->str);
    const char *end = copy + strlen(copy);
    g_string_truncate(text, 0);
    for (const char *at = copy; at < end;) {
        size_t white = marbre_text_white(at, end);
        const char *behind = at;
        for (; white > 0; white = marbre_text_white(behind, end))
            behind += white;
        if (behind > at)
            g_string_append_c(text, ' ');
        else
            g_string_append_len(text, at, (gssize)(g_utf8_next_char(at) - at));
        at = behind > at ? behind : g_utf8_next_char(at);
    }
}

static char *
in_one_go(const char *text, unsigned folds)
{
    g_autofree char *left = visible(text);
    g_autofree char *normal = g_utf8_normalize(left, -1, G_NORMALIZE_NFC);
    if (folds & MARBRE_FOLD_CASE) {
        g_autofree char *folded = g_utf8_casefold(normal, -1);
        g_free(normal);
        normal = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    }
    GString *result = g_string_new(normal);
    fold_signs(result, folds);
    return g_string_free(result, false);
}

static void
check_runs(const MarbreMapped *normal, const char *text, size_t size)
{
    const char *words = marbre_mapped_get_text(normal, NULL);
    uint64_t at = 0;
    for (size_t i = 0; i < marbre_mapped_count_runs(normal); i++) {
        MarbreRun run = marbre_mapped_get_run(normal, i);
        g_assert_cmpuint(run.source.start, >=, at);
        g_assert_cmpuint(run.source.end, <=, size);
        at = run.source.start; /* one character may have given several runs */
        if (run.same)
            g_assert_cmpmem(words + run.text.start, run.text.end - run.text.start,
                            text + run.source.start, run.source.end - run.source.start);
    }
}

static void
check_words(const MarbreMapped *normal, unsigned folds)
{
    const char *const list[] = {"a", "à la", "e b", "«"};
    g_autoptr(MarbreWords) words = marbre_words_new(list, NULL, G_N_ELEMENTS(list), folds);
    size_t size;
    const char *text = marbre_mapped_get_text(normal, &size);
    MarbreSpan span = {0, 0};
    while (marbre_words_find(words, text, size, (size_t)span.end, NULL, &span)) {
        g_assert_cmpuint(span.start, <, span.end);
        g_assert_cmpuint(span.end, <=, size);
        g_assert_true(g_utf8_validate(text + span.start, (gssize)(span.end - span.start), NULL));
    }
}

static void
check_sentences(const MarbreMapped *normal)
{
    size_t size;
    const char *text = marbre_mapped_get_text(normal, &size);
    for (uint64_t at = 0; at < size;) {
        MarbreSpan span = marbre_sentence_at(text, size, at, "fr");
        g_assert_cmpuint(span.start, >=, at);
        g_assert_cmpuint(span.end, >, at);
        g_assert_cmpuint(span.end, <=, size);
        g_assert_true(g_utf8_validate(text + span.start, (gssize)(span.end - span.start), NULL));
        MarbreSpan again = marbre_sentence_at(text, size, span.end - 1, "fr");
        g_assert_cmpuint(again.end, ==, span.end);
        at = span.end;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || !g_utf8_validate((const char *)data + 1, (gssize)(size - 1), NULL))
        return 0;
    unsigned folds = data[0] & 7;
    g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
    size_t text_size = strlen(text);
    g_autoptr(MarbreMapped) normal = marbre_normalise_text(text, text_size, folds);
    size_t normal_size;
    const char *words = marbre_mapped_get_text(normal, &normal_size);
    g_autofree char *expected = in_one_go(text, folds);
    g_assert_cmpstr(words, ==, expected);
    check_runs(normal, text, text_size);

    g_autoptr(MarbreMapped) same = marbre_normalise(normal, folds);
    g_autoptr(MarbreMapped) alone = marbre_normalise_text(words, normal_size, folds);
    g_assert_cmpstr(marbre_mapped_get_text(same, NULL), ==, marbre_mapped_get_text(alone, NULL));
    check_runs(same, text, text_size);
    check_words(normal, folds);
    check_sentences(normal);
    return 0;
}
