/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/toml_inside.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_WORD 80

/* ---- strings ---- */

static bool
starts(const MarbreTomlReader *reader, const char *with)
{
    size_t size = strlen(with);
    return (size_t)(reader->end - reader->at) >= size && memcmp(reader->at, with, size) == 0;
}

/* The character that `\uXXXX` or `\UXXXXXXXX` names; 0 where it names none. */
static gunichar
read_code(MarbreTomlReader *reader, unsigned digits)
{
    gunichar code = 0;
    for (unsigned i = 0; i < digits; i++, reader->at++) {
        if (reader->at == reader->end || !g_ascii_isxdigit(*reader->at))
            return 0;
        code = code * 16 + (gunichar)g_ascii_xdigit_value(*reader->at);
    }
    return g_unichar_validate(code) ? code : 0;
}

/* Behind a backslash at the end of a line, the line end and what follows it are no part of the
   string. */
static bool
skip_fold(MarbreTomlReader *reader)
{
    const char *at = reader->at;
    while (at < reader->end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    if (at == reader->end || *at != '\n')
        return false;
    while (at < reader->end && strchr(" \t\r\n", *at) != NULL)
        at++;
    reader->at = at;
    return true;
}

static bool
read_escape(MarbreTomlReader *reader, GString *text, bool lines)
{
    static const char signs[] = "btnfre\"\\", meant[] = "\b\t\n\f\r\033\"\\";
    if (lines && skip_fold(reader))
        return true;
    char sign = reader->at < reader->end ? *reader->at++ : '\0';
    const char *known = sign == '\0' ? NULL : strchr(signs, sign);
    if (known != NULL) {
        g_string_append_c(text, meant[known - signs]);
        return true;
    }
    gunichar code = sign == 'u' ? read_code(reader, 4) : sign == 'U' ? read_code(reader, 8) : 0;
    if (code == 0)
        return marbre_toml_fail(reader, _("no sign of TOML stands behind this backslash")) != NULL;
    g_string_append_unichar(text, code);
    return true;
}

/* Up to the closing quotes. Of three quotes and more at the end, the last three close. */
static bool
read_quoted(MarbreTomlReader *reader, GString *text, const char *close, bool escapes, bool lines)
{
    while (!starts(reader, close)) {
        if (reader->at == reader->end || (*reader->at == '\n' && !lines))
            return marbre_toml_fail(reader, _("the quotes are not closed")) != NULL;
        char c = *reader->at++;
        if (c == '\\' && escapes) {
            if (!read_escape(reader, text, lines))
                return false;
        } else if (c != '\r' || reader->at == reader->end || *reader->at != '\n') {
            g_string_append_c(text, c);
        }
    }
    reader->at += strlen(close);
    for (unsigned i = 0; lines && i < 2 && reader->at < reader->end && *reader->at == *close; i++)
        g_string_append_c(text, *reader->at++);
    return true;
}

char *
marbre_toml_string(MarbreTomlReader *reader, bool lines)
{
    bool escapes = *reader->at == '"';
    const char *three = escapes ? "\"\"\"" : "'''", *one = escapes ? "\"" : "'";
    bool many = starts(reader, three);
    if (many && !lines)
        return marbre_toml_fail(reader, _("a key was expected here"));
    reader->at += many ? 3 : 1;
    if (many && starts(reader, "\r\n"))
        reader->at += 2;
    else if (many && starts(reader, "\n"))
        reader->at++;
    GString *text = g_string_new(NULL);
    bool good = read_quoted(reader, text, many ? three : one, escapes, many);
    return g_string_free(text, !good);
}

/* ---- numbers, booleans and dates ---- */

static bool
matches(const char *word, const char *pattern)
{
    return g_regex_match_simple(pattern, word, 0, 0);
}

/* A whole number in another base, in decimal. */
static char *
decimal_of(MarbreTomlReader *reader, const char *word)
{
    unsigned base = word[1] == 'x' ? 16 : word[1] == 'o' ? 8 : 2;
    guint64 value = 0;
    if (!g_ascii_string_to_unsigned(word + 2, base, 0, G_MAXINT64, &value, NULL))
        return marbre_toml_fail(reader, _("this is no value of TOML"));
    return g_strdup_printf("%" G_GUINT64_FORMAT, value);
}

/* `2021-07-14 22:00` is one word. */
static void
take_word(MarbreTomlReader *reader, GString *word)
{
    for (; reader->at < reader->end && word->len <= LONGEST_WORD; reader->at++) {
        bool between = *reader->at == ' ' && word->len == 10 && word->str[4] == '-' &&
                       reader->end - reader->at > 1 && g_ascii_isdigit(reader->at[1]);
        if (!between && !g_ascii_isalnum(*reader->at) && strchr("+-_.:", *reader->at) == NULL)
            break;
        if (between)
            g_string_append_c(word, 'T');
        else
            g_string_append_c(word, *reader->at);
    }
}

char *
marbre_toml_word(MarbreTomlReader *reader)
{
    g_autoptr(GString) word = g_string_new(NULL);
    const char *start = reader->at;
    take_word(reader, word);
    if (matches(word->str, "^\\d{4}-\\d\\d-\\d\\d([Tt]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?"
                           "([Zz]|[+-]\\d\\d:\\d\\d)?)?$"))
        return g_ascii_strup(word->str, -1);
    if (matches(word->str, "^(true|false|\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?)$"))
        return g_strdup(word->str);
    if (matches(word->str, "^[+-]?(inf|nan)$"))
        return g_strdup_printf("%s.%s", *word->str == '-' ? "-" : "",
                               strstr(word->str, "inf") != NULL ? "inf" : "nan");
    bool number = matches(word->str, "^[+-]?(0|[1-9](_?\\d)*)(\\.\\d(_?\\d)*)?"
                                     "([eE][+-]?\\d(_?\\d)*)?$") ||
                  matches(word->str, "^0(x[0-9A-Fa-f](_?[0-9A-Fa-f])*|o[0-7](_?[0-7])*|"
                                     "b[01](_?[01])*)$");
    if (!number) {
        reader->at = start;
        return marbre_toml_fail(reader, _("this is no value of TOML"));
    }
    g_autofree char *plain = g_strdup(word->str);
    char *to = plain;
    for (const char *from = word->str + (*word->str == '+' ? 1 : 0); *from != '\0'; from++)
        if (*from != '_')
            *to++ = *from;
    *to = '\0';
    bool other = plain[0] == '0' && plain[1] != '\0' && strchr("xob", plain[1]) != NULL;
    return other ? decimal_of(reader, plain) : g_steal_pointer(&plain);
}
