/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/styling.h"

void
marbre_styling_begin(MarbreStyling *styling, int kind, uint64_t text, uint64_t source)
{
    if (!styling->styles) {
        styling->styles = g_array_new(false, false, sizeof(MarbreStyle));
        styling->open = g_array_new(false, false, sizeof(guint));
    }
    const MarbreStyle style = {kind, {text, text}, {source, source}};
    guint index = styling->styles->len;
    g_array_append_val(styling->styles, style);
    g_array_append_val(styling->open, index);
}

void
marbre_styling_end(MarbreStyling *styling, uint64_t text, uint64_t source)
{
    g_return_if_fail(styling->open && styling->open->len > 0);
    guint index = g_array_index(styling->open, guint, styling->open->len - 1);
    g_array_set_size(styling->open, styling->open->len - 1);
    MarbreStyle *style = &g_array_index(styling->styles, MarbreStyle, index);
    style->text.end = text;
    style->source.end = MAX(style->source.start, source);
}

GArray *
marbre_styling_finish(MarbreStyling *styling)
{
    g_clear_pointer(&styling->open, g_array_unref);
    return g_steal_pointer(&styling->styles);
}
