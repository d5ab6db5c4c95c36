/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Two texts, the first byte of the input saying where the second begins, and the same bytes as a
   house's sentences: a note is text on one line, however they differ. */
#include "base/problem.h"
#include "desk/house.h"
#include "desk/passage.h"
#include "desk/phrasing.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As a file's text is: UTF-8, no NUL. */
static char *
text_of(const uint8_t *data, size_t size)
{
    g_autofree char *some = g_strndup((const char *)data, size);
    return g_utf8_make_valid(some, -1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    size_t half = MIN((size_t)data[0], size - 1);
    g_autofree char *old = text_of(data + 1, half);
    g_autofree char *new = text_of(data + 1 + half, size - 1 - half);
    g_autoptr(MarbrePhrasing) phrasing = marbre_phrasing_new();
    static const char *const langs[] = {"fr", "en"};
    static const char *const kinds[] = {"correction", "update", "clarification"};
    for (size_t i = 0; i < G_N_ELEMENTS(langs); i++) {
        g_autoptr(GPtrArray) passages = marbre_passages_new();
        bool more = marbre_passages_between(passages, MARBRE_PASSAGE_TEXT, old, new, langs[i]);
        g_assert_cmpuint(passages->len, <=, 5);
        g_autofree char *note = marbre_phrasing_tell(phrasing, langs[i], kinds[half % 3], passages,
                                                     more, false, "2026-03-20");
        g_assert_true(g_utf8_validate(note, -1, NULL));
        g_assert_null(strchr(note, '\n'));
        g_assert_cmpint(g_utf8_strlen(note, -1), <=, 2000);
    }
    g_autoptr(GBytes) bytes = g_bytes_new(data + 1, size - 1);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GHashTable) houses = marbre_houses_parse("notes.yaml", bytes, problems);
    g_assert_nonnull(houses);
    return 0;
}
