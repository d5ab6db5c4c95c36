/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/markup.h"

#include "reader/tree.h"
#include "reader/words.h"

#include <string.h>

/* `Q&A` and `a < b` are words; a reference ends, an element begins with a letter. */
static bool
is_markup(const char *text)
{
    for (const char *p = text; (p = strpbrk(p, "&<")) != NULL; p++) {
        if (*p == '<' && (g_ascii_isalpha(p[1]) || p[1] == '/' || p[1] == '!'))
            return true;
        size_t size = *p == '&' ? strcspn(p, "; <") : 0;
        if (size > 2 && size < 12 && p[size] == ';')
            return true;
    }
    return false;
}

char *
marbre_markup_words(const char *text)
{
    MarbreFault fault = {0};
    if (text == NULL || !is_markup(text))
        return marbre_words_clean(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(xmlDoc) doc = marbre_tree_parse_fragment(valid, &fault);
    return doc == NULL ? marbre_words_clean(text) : marbre_tree_words(xmlDocGetRootElement(doc));
}

void
marbre_markup_set(char **place, const char *text)
{
    if (*place == NULL)
        *place = marbre_markup_words(text);
}
