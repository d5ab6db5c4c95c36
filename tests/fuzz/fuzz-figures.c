/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Numbers of any text: every one lies on characters, can be written, and says what it says. */
#include "quoting.h"
#include "tally.h"
#include "targets.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_boundary(const mbr_text *text, uint64_t at)
{
    return at == text->size || ((uint8_t)text->data[at] & 0xc0) != 0x80;
}

static void
check_span(const mbr_text *text, mbr_span span)
{
    g_assert_cmpuint(span.start, <=, span.end);
    g_assert_cmpuint(span.end, <=, text->size);
    g_assert_true(is_boundary(text, span.start));
    g_assert_true(is_boundary(text, span.end));
}

static void
check_figure(const mbr_text *text, const figure *one)
{
    char written[160];
    check_span(text, one->span);
    g_assert_cmpuint(one->span.start, <, one->span.end);
    g_assert_cmpuint(one->others, <=, FIGURE_OTHERS);
    for (int french = 0; french < 2; french++) {
        size_t length = figure_write(one, french != 0, written, sizeof written);
        g_assert_cmpuint(length, ==, strlen(written));
        g_assert_true(g_utf8_validate(written, -1, NULL));
    }
}

static figures
read_all(const numerals *words, const mbr_text *text)
{
    figures list = {0};
    g_assert_true(figures_read(&list, words, text, 0));
    g_assert_cmpuint(list.count, <=, MOST_FIGURES);
    for (size_t i = 0; i < list.count; i++)
        check_figure(text, &list.items[i]);
    return list;
}

/* A text is its own translation. */
static void
check_same(const figures *list)
{
    static const pairing pair = {0, 1, 0, 1};
    tally found = {0};
    g_assert_true(tally_take(&found, list, list, &pair, 1));
    for (size_t i = 0; i < list->count; i++)
        g_assert_true(tally_same(&list->items[i], &list->items[i]) ||
                      list->items[i].kind == FIGURE_DATE || list->items[i].kind == FIGURE_PART ||
                      list->items[i].kind == FIGURE_TIME);
    tally_clear(&found);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static numerals words[2];
    if (!words[1].french) {
        numerals_make(&words[0], false);
        numerals_make(&words[1], true);
    }
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *copy = g_strndup((const char *)data, size);
    mbr_text text = {copy, size}, half = {copy, size};
    while (half.size > size / 2 && !is_boundary(&text, half.size - 1))
        half.size--;
    half.size -= half.size > 0;
    figures english = read_all(&words[0], &text), french = read_all(&words[1], &text);
    check_same(&english);
    check_same(&french);
    static const pairing pair = {0, 1, 0, 1};
    tally found = {0};
    g_assert_true(tally_take(&found, &english, &french, &pair, 1));
    tally_clear(&found);
    quoting quoted = quoting_of(&text);
    check_span(&text, quoted.longest);
    g_assert_cmpint(target_compare(&text, &text), >, TARGET_OTHER);
    (void)target_compare(&text, &half);
    figures_clear(&english);
    figures_clear(&french);
    return 0;
}
