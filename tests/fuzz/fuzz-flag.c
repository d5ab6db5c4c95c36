/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "factcheck/place.h"
#include "flag.h"
#include "stem.h"
#include "word.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Flags in any text: in order, within it, on character boundaries, and none in a text that is
 * said to hold none. The text is taken for folded and for unfolded alike.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
assert_place(const char *text, size_t size, size_t at)
{
    g_assert_cmpuint(at, <=, size);
    g_assert_cmpuint((unsigned char)text[at] & 0xc0, !=, 0x80);
}

static void
find_all(struct flag_finder *finder, const struct voice *voice, const char *text, size_t size)
{
    struct flag flag = {0};
    for (size_t from = 0; flag_next(finder, voice, text, size, from, &flag) == FLAG_FOUND;
         from = flag.end) {
        g_assert_cmpuint(flag.start, >=, from);
        g_assert_cmpuint(flag.start, <=, flag.phrase);
        g_assert_cmpuint(flag.phrase, <, flag.end);
        g_assert_cmpuint(flag.name, <=, flag.name_end);
        size_t clause = flag_clause_end(text, size, &flag);
        g_assert_cmpuint(flag.end, <=, clause);
        assert_place(text, size, flag.start);
        assert_place(text, size, flag.end);
        assert_place(text, size, flag.name_end);
        assert_place(text, size, clause);
        g_assert_true(stem_is_possible(text, size));
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    if (strlen(text) != size || !g_utf8_validate(text, (gssize)size, NULL))
        return 0;
    struct voice voice;
    if (!voice_init(&voice, "Le Courrier du soir", 19, "le courrier du soir"))
        return 0;
    /* Kept for the next input: making them ready is what takes the time. */
    static struct flag_finder *french, *english;
    french = french ? french : flag_finder_new("fr");
    english = english ? english : flag_finder_new("en");
    find_all(french, &voice, text, size);
    find_all(english, &voice, text, size);
    voice_clear(&voice);

    char *folded = word_fold(text, size);
    g_assert_true(g_utf8_validate(folded, -1, NULL));
    g_assert_cmpuint(strlen(folded), <=, size);
    size_t half = (size_t)(g_utf8_offset_to_pointer(text, g_utf8_strlen(text, -1) / 2) - text);
    size_t at = 0;
    if (word_find(text, size, text + half, size - half, 0, &at))
        assert_place(text, size, at);
    (void)place_is_code(text, size, half); /* only that it ends, and stays within */
    g_assert_cmpuint(place_trim(text, half, size), >=, half);
    free(folded); /* of the plugin's own memory, not GLib's */
    return 0;
}
