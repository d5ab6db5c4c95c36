/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* A text with U+00A0 for ~ and U+202F for ^. (transfer full) */
static inline char *
typeset(const char *text)
{
    GString *set = g_string_new(text);
    g_string_replace(set, "~", "\xc2\xa0", 0);
    g_string_replace(set, "^", "\xe2\x80\xaf", 0);
    return g_string_free(set, FALSE);
}
