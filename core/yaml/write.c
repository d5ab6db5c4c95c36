/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/write.h"
#include "yaml/type.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

/* What the parser refuses to read as it is, and what nobody could see in the file. */
static bool
must_be_escaped(gunichar character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x2028 ||
           character == 0x2029 || marbre_text_is_bidi_control(character) || character == 0xFEFF ||
           (character & 0xFFFE) == 0xFFFE;
}

static void
append_escaped(GString *quoted, const char *p, size_t size, gunichar character)
{
    const char *escape = marbre_json_short_escape(character);

    if (escape != NULL)
        g_string_append(quoted, escape);
    else if (!must_be_escaped(character))
        g_string_append_len(quoted, p, (gssize)size);
    else if (character < 0x100)
        g_string_append_printf(quoted, "\\x%02X", character);
    else if (character < 0x10000)
        g_string_append_printf(quoted, "\\u%04X", character);
    else
        g_string_append_printf(quoted, "\\U%08X", character);
}

char *
marbre_yaml_quote(const char *text)
{
    const char *end = text + strlen(text);
    GString *quoted = g_string_sized_new((size_t)(end - text) + 8);

    g_string_append_c(quoted, '"');
    for (const char *p = text; p < end;) {
        gunichar character = 0xFFFD;
        size_t size = marbre_text_character(p, end, &character);

        if (size == 0)
            g_string_append(quoted, "\xEF\xBF\xBD");
        else
            append_escaped(quoted, p, size, character);
        p += MAX(size, 1);
    }
    g_string_append_c(quoted, '"');
    return g_string_free(quoted, FALSE);
}

bool
marbre_yaml_is_plain(const char *text)
{
    static const char *const old_booleans[] = {"y", "n", "yes", "no", "on", "off", NULL};
    size_t size = strlen(text);
    g_autofree char *lower = g_ascii_strdown(text, -1);

    /* Other programs read our files too, and those of YAML 1.1 see booleans in these. */
    if (g_strv_contains(old_booleans, lower))
        return false;
    /* Far narrower than YAML allows, so that it holds in a flow map too and nobody has to know
     * the table of exceptions: ids, dates, versions and words of ASCII. */
    if (size == 0 || !g_ascii_isalnum(text[0]))
        return false;
    for (size_t i = 0; i < size; i++)
        if (!g_ascii_isalnum(text[i]) && strchr("-_./+", text[i]) == NULL &&
            !(text[i] == ':' && g_ascii_isalnum(text[i + 1])))
            return false;
    return marbre_yaml_type_of(text, size).kind == MARBRE_YAML_TEXT;
}

char *
marbre_yaml_plain_or_quoted(const char *text)
{
    return marbre_yaml_is_plain(text) ? g_strdup(text) : marbre_yaml_quote(text);
}
