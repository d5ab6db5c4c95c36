/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A newsroom's list of page lines, and the same bytes as lines that are looked up in it. */
#include "wire/phrases.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) file = g_bytes_new(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePhrases) own = marbre_phrases_read("glossary/boilerplate.yaml", file, &error);
    g_assert_true((own == NULL) == (error != NULL));
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(GStrv) lines = g_strsplit(text, "\n", 64);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *folded = marbre_phrases_fold(*line);
        g_autofree char *again = marbre_phrases_fold(folded);
        MarbrePhraseHit hit = {0};
        g_assert_cmpstr(again, ==, folded);
        if (marbre_phrases_find(own, *line, &hit))
            g_assert_nonnull(hit.reason);
    }
    return 0;
}
