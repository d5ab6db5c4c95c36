/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "factcheck/content.h"
#include "factcheck/source.h"

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a sentence claims and who says it lie within it, in either language. */
static void
read_sentence(struct lexis *lexis, bool is_french, const char *text, size_t size)
{
    struct words of = {0};
    struct source by;
    size_t from, end;
    if (!words_read(&of, lexis, is_french, text, size))
        abort();
    struct content what = content_find(&of, 0, of.count);
    if (what.kind != CONTENT_NONE && what.word >= of.count)
        abort();
    bool said = source_find(&of, 0, of.count, &by);
    if (said && (by.from >= by.end || by.end > of.count || by.by > by.by_end ||
                 by.by_end > of.count || by.verb >= of.count))
        abort();
    if (what.kind != CONTENT_NONE) {
        mbr_span words = source_claimed(&of, 0, of.count, said ? &by : NULL, what.word);
        if (words.start > words.end || words.end > size)
            abort();
    }
    if (source_vouches(&of, 0, of.count, &from, &end) && (from >= end || end > of.count))
        abort();
    (void)source_denies(&of, 0, of.count, true);
    words_clear(&of);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lexis *lexes[2];
    for (size_t i = 0; i < 2 && !lexes[i]; i++)
        lexes[i] = lexis_new(i == 0);
    g_autofree char *text = g_strndup((const char *)data, size);
    if (!g_utf8_validate(text, -1, NULL))
        return 0;
    read_sentence(lexes[0], true, text, strlen(text));
    read_sentence(lexes[1], false, text, strlen(text));
    return 0;
}
