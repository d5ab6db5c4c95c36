/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"
#include "article/quotation.h"
#include "article/verbatim.h"
#include "base/problem.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The way back: each stretch of a block's readable text reads as it stands in the file, or is a
 * space for a line break, a character for its escape, or one or two for their entity.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_margin(const char *source, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!strchr(" \t\v\f\r\n>\\", source[i]))
            return false;
    return true;
}

static bool
is_entity(const char *source, size_t size)
{
    if (size < 4 || source[0] != '&' || source[size - 1] != ';')
        return false;
    for (size_t i = 1; i + 1 < size; i++)
        if (!g_ascii_isalnum(source[i]) && source[i] != '#')
            return false;
    return true;
}

static bool
is_known_form(const char *text, size_t text_size, const char *source, size_t size)
{
    if (size == 2 && source[0] == '\\' && text_size == 1 && source[1] == text[0])
        return true;
    if (is_entity(source, size))
        return text_size <= 8;
    bool space = text_size > 0 && strspn(text, " ") >= text_size;
    return space && (is_margin(source, size) || g_ascii_strncasecmp(source, "<br", 3) == 0);
}

static void
check_run(const MarbreMapped *text, MarbreRun run, const char *file, size_t size)
{
    const char *words = marbre_mapped_get_text(text, NULL) + run.text.start;
    size_t words_size = (size_t)(run.text.end - run.text.start);
    g_assert_cmpuint(run.source.start, <=, run.source.end);
    g_assert_cmpuint(run.source.end, <=, size);
    const char *source = file + run.source.start;
    size_t source_size = (size_t)(run.source.end - run.source.start);
    if (run.same) {
        g_assert_cmpuint(words_size, ==, source_size);
        g_assert_cmpmem(words, words_size, source, source_size);
    } else {
        g_assert_true(is_known_form(words, words_size, source, source_size));
    }
}

static void
check_block(const MarbreBlock *block, const char *file, size_t size)
{
    g_assert_cmpuint(block->span.start, <=, block->span.end);
    g_assert_cmpuint(block->span.end, <=, size);
    uint64_t at = block->span.start;
    for (size_t i = 0; i < marbre_mapped_count_runs(block->text); i++) {
        MarbreRun run = marbre_mapped_get_run(block->text, i);
        g_assert_cmpuint(run.source.start, >=, at);
        g_assert_cmpuint(run.source.end, <=, block->span.end);
        at = run.source.end;
        check_run(block->text, run, file, size);
    }
}

/* What is no words lies in the body, in order and apart. */
static void
check_verbatim(const MarbreCopy *copy)
{
    g_autoptr(GArray) passages = marbre_verbatim(copy);
    uint64_t at = marbre_copy_get_body(copy).start;
    for (guint i = 0; i < passages->len; i++) {
        MarbreSpan passage = g_array_index(passages, MarbreSpan, i);
        g_assert_cmpuint(passage.start, >=, at);
        g_assert_cmpuint(passage.start, <, passage.end);
        at = passage.end;
    }
    g_assert_cmpuint(at, <=, marbre_copy_get_body(copy).end);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    if (!copy) {
        g_assert_cmpuint(problems->len, >, 0);
        return 0;
    }
    check_verbatim(copy);
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    const char *file = g_bytes_get_data(bytes, NULL);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        check_block(block, file, size);
        MarbreSpan span;
        size_t text_size;
        (void)marbre_mapped_get_text(block->text, &text_size);
        if (marbre_quotation_at(copy, i, text_size / 2, &span))
            g_assert_true(span.start <= text_size / 2 && span.end > text_size / 2 &&
                          span.end <= text_size);
    }
    return 0;
}
