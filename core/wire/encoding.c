/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/encoding.h"

#include "base/error.h"
#include "base/text.h"
#include "wire/mojibake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Text that went through a wrong reader more often than this is nobody's text. */
#define MOST_MENDINGS 3
/* Marks above and below one letter; no writing has more. */
#define LONGEST_CLUSTER 30

static void
set_no_text(GError **error)
{
    g_set_error(
        error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
        _("the file is not text in UTF-8, UTF-16 or Windows-1252; save it as text in UTF-8"));
}

/* --- bytes to UTF-8 --------------------------------------------------------------------------- */

static char *
from_utf16(const char *data, size_t size, const char *encoding, GError **error)
{
    gsize written = 0;
    char *text = g_convert(data, (gssize)size, "UTF-8", encoding, NULL, &written, NULL);
    if (text != NULL && memchr(text, '\0', written) == NULL)
        return text;
    g_free(text);
    set_no_text(error);
    return NULL;
}

static char *
from_cp1252(const char *data, size_t size, GError **error)
{
    GString *text = g_string_sized_new(size + size / 8);
    for (size_t i = 0; i < size; i++) {
        gunichar character = marbre_cp1252_character((uint8_t)data[i]);
        if (character == 0) {
            g_string_free(text, TRUE);
            set_no_text(error);
            return NULL;
        }
        g_string_append_unichar(text, character);
    }
    return g_string_free(text, FALSE);
}

/* UTF-8 beyond ASCII, and bytes that are none. */
typedef struct {
    unsigned good;
    unsigned bad;
} Census;

/* The good and the bad of bytes that are not all UTF-8; with `text`, its words in UTF-8 where a
   bad byte is what Windows-1252 has it for. */
static Census
walk_mixed(const char *data, size_t size, GString *text)
{
    Census census = {0, 0};
    const char *end = data + size;
    for (const char *p = data; p < end;) {
        gunichar character;
        size_t length = marbre_text_character(p, end, &character);
        if (length == 0) {
            census.bad++;
            character = marbre_cp1252_character((uint8_t)*p);
            character = character == 0 ? 0xfffd : character;
            length = 1;
        } else if (length > 1) {
            census.good++;
        }
        if (text != NULL)
            g_string_append_unichar(text, character);
        p += length;
    }
    return census;
}

/* Bytes at the end that begin a character whose rest was cut off. One byte alone is rather a letter
   of Windows-1252, but for those that begin most letters and signs of a Latin text. */
static size_t
cut_off(const char *data, size_t size)
{
    for (size_t back = 1; back <= 3 && back <= size; back++) {
        unsigned char byte = (unsigned char)data[size - back];
        if (back == 1 && byte >= 0xc4 && byte != 0xe2)
            return 0;
        if (byte >= 0xc2 && byte <= 0xf4)
            return (byte >= 0xf0 ? 4u : byte >= 0xe0 ? 3u : 2u) > back ? back : 0;
        if ((byte & 0xc0) != 0x80)
            return 0;
    }
    return 0;
}

/* Chance makes few pairs of Windows-1252 look like UTF-8. */
static char *
from_mixed(const char *data, size_t size, MarbreRepairs *repairs)
{
    size_t whole = size - cut_off(data, size);
    Census census = walk_mixed(data, whole, NULL);
    if (census.good == 0 || (census.bad > 0 && census.good < 4 * census.bad))
        return NULL;
    GString *text = g_string_sized_new(size);
    walk_mixed(data, whole, text);
    repairs->strays += census.bad;
    if (whole < size)
        g_string_append(text, "\xef\xbf\xbd");
    return g_string_free(text, FALSE);
}

static char *
to_utf8(const char *data,
        size_t size,
        const char **ret_encoding,
        MarbreRepairs *repairs,
        GError **error)
{
    static const struct {
        const char *mark;
        const char *encoding;
    } wide[] = {{"\xff\xfe", "UTF-16LE"}, {"\xfe\xff", "UTF-16BE"}};

    for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
        if (size >= 2 && memcmp(data, wide[i].mark, 2) == 0) {
            *ret_encoding = wide[i].encoding;
            return from_utf16(data + 2, size - 2, wide[i].encoding, error);
        }
    if (memchr(data, '\0', size) != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the file is not text: it holds NUL bytes"));
        return NULL;
    }
    *ret_encoding = "UTF-8";
    if (g_utf8_validate(data, (gssize)size, NULL))
        return g_strndup(data, size);
    char *text = from_mixed(data, size, repairs);
    if (text != NULL)
        return text;
    *ret_encoding = "Windows-1252";
    return from_cp1252(data, size, error);
}

/* --- cleaning --------------------------------------------------------------------------------- */

/* Between letters of scripts that put no spaces between words, the zero width space is theirs. */
static bool
is_of_spaceless_script(gunichar character)
{
    GUnicodeScript script = g_unichar_get_script(character);
    return script == G_UNICODE_SCRIPT_THAI || script == G_UNICODE_SCRIPT_LAO ||
           script == G_UNICODE_SCRIPT_KHMER || script == G_UNICODE_SCRIPT_MYANMAR ||
           script == G_UNICODE_SCRIPT_TIBETAN;
}

static bool
is_line_end(gunichar character)
{
    return character == 0x85 || character == 0x2028 || character == 0x2029 || character == '\f' ||
           character == '\v';
}

static bool
is_control(gunichar character)
{
    return (character < ' ' && character != '\n' && character != '\t') ||
           (character >= 0x7f && character < 0xa0) ||
           (character >= 0xfdd0 && character <= 0xfdef) || (character & 0xfffe) == 0xfffe;
}

/* What comes out for a character that does not simply stay: a line end, or nothing. */
static bool
takes_away(const char *text, const char *p, gunichar character, MarbreRepairs *repairs)
{
    if (character == 0xad || character == 0xfeff || character == 0x200b) {
        bool own = character == 0x200b && p > text &&
                   is_of_spaceless_script(g_utf8_get_char(g_utf8_prev_char(p)));
        /* A mark at the very beginning tells of the encoding and is no character. */
        repairs->invisible += !own && !(character == 0xfeff && p == text);
        return !own;
    }
    if (character >= 0x202a && character <= 0x202e) {
        repairs->directions++;
        return true;
    }
    if (is_control(character)) {
        repairs->controls++;
        return true;
    }
    return false;
}

/* CR LF, CR, NEL, line and paragraph separators end a line as LF does; what nobody sees and what
   turns the direction of writing over goes. Isolates stay: Arabic in a French line needs them. */
static char *
sweep(const char *text, MarbreRepairs *repairs)
{
    GString *plain = g_string_sized_new(strlen(text));
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (character == '\r') {
            if (p[1] != '\n')
                g_string_append_c(plain, '\n');
        } else if (is_line_end(character)) {
            repairs->line_ends++;
            g_string_append_c(plain, '\n');
        } else if (!takes_away(text, p, character, repairs)) {
            repairs->lost += character == 0xfffd;
            g_string_append_unichar(plain, character);
        }
    }
    return g_string_free(plain, FALSE);
}

/* Whether a character may grow together with the one before it. */
static bool
is_joining(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK ||
           type == G_UNICODE_ENCLOSING_MARK ||
           (character >= 0x1160 && character <= 0x11ff); /* vowels and finals of Hangul */
}

/* A character and what joins it, put together as NFC does. */
static void
compose_cluster(const char *start, const char *end, GString *text, MarbreRepairs *repairs)
{
    g_autofree char *composed = g_utf8_normalize(start, end - start, G_NORMALIZE_NFC);
    glong before = g_utf8_strlen(start, end - start), after = g_utf8_strlen(composed, -1);
    bool same = strlen(composed) == (size_t)(end - start) &&
                memcmp(composed, start, (size_t)(end - start)) == 0;
    if (!same)
        repairs->composed += before > after ? (unsigned)(before - after) : 1;
    g_string_append(text, composed);
}

/* NFC, a cluster at a time: GLib moves all of the rest for each accent that it puts in place. */
static char *
compose(char *text, MarbreRepairs *repairs)
{
    if (g_str_is_ascii(text))
        return text;
    GString *composed = g_string_sized_new(strlen(text));
    for (const char *p = text; *p != '\0';) {
        const char *end = g_utf8_next_char(p);
        for (int i = 0;
             i < LONGEST_CLUSTER && (*end & 0x80) != 0 && is_joining(g_utf8_get_char(end)); i++)
            end = g_utf8_next_char(end);
        /* What comes before the combining marks in Unicode composes with nothing by itself. */
        if (end == g_utf8_next_char(p) && g_utf8_get_char(p) < 0x300)
            g_string_append_len(composed, p, end - p);
        else
            compose_cluster(p, end, composed, repairs);
        p = end;
    }
    g_free(text);
    return g_string_free(composed, FALSE);
}

bool
marbre_encoding_is_mojibake(const char *text)
{
    return marbre_mojibake_is(text, NULL);
}

char *
marbre_encoding_clean(const char *text, bool mend_mojibake, MarbreRepairs *ret_repairs)
{
    unsigned characters = 0;
    char *mended = g_strdup(text);
    for (int i = 0; mend_mojibake && i < MOST_MENDINGS && marbre_mojibake_is(mended, &characters);
         i++) {
        char *next = marbre_mojibake_mend(mended);
        g_free(mended);
        mended = next;
        if (i == 0)
            ret_repairs->mojibake += characters;
    }
    char *swept = sweep(mended, ret_repairs);
    g_free(mended);
    ret_repairs->suspicious += marbre_mojibake_count(swept);
    return compose(swept, ret_repairs);
}

char *
marbre_encoding_decode(GBytes *bytes,
                       const char **ret_encoding,
                       MarbreRepairs *ret_repairs,
                       GError **error)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *text =
        to_utf8(data == NULL ? "" : data, size, ret_encoding, ret_repairs, error);
    return text == NULL ? NULL : marbre_encoding_clean(text, true, ret_repairs);
}
