/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/type.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#define LONGEST_NUMBER 64

static bool
is_one_of(const char *text, size_t size, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (strlen(words[i]) == size && memcmp(words[i], text, size) == 0)
            return true;
    return false;
}

static const char *
skip_digits(const char *p)
{
    while (g_ascii_isdigit(*p))
        p++;
    return p;
}

/* 0o17 and 0x1F; these take no sign. */
static bool
read_based(const char *text, MarbreYamlType *type)
{
    bool is_octal = text[0] == '0' && text[1] == 'o';
    bool is_hexadecimal = text[0] == '0' && text[1] == 'x';
    const char *digits = is_octal ? "01234567" : "0123456789abcdefABCDEF";
    int base = is_octal ? 8 : 16;

    if (!is_octal && !is_hexadecimal)
        return false;
    if (text[2] == '\0' || text[2 + strspn(text + 2, digits)] != '\0')
        return false;
    errno = 0;
    type->kind = MARBRE_YAML_INT;
    type->integer = g_ascii_strtoll(text + 2, NULL, base);
    type->number = (double)type->integer;
    if (errno == ERANGE) {
        type->kind = MARBRE_YAML_NUMBER;
        type->number = (double)g_ascii_strtoull(text + 2, NULL, base);
    }
    return true;
}

/* [-+]? digits, or [-+]? ( digits ( . digits? )? | . digits ) ( [eE] [-+]? digits )? */
static bool
read_decimal(const char *text, MarbreYamlType *type)
{
    const char *start = text + (*text == '-' || *text == '+');
    const char *whole = skip_digits(start);
    const char *p = whole;
    bool has_digits = whole > start;
    bool is_whole;

    if (*p == '.') {
        const char *after = skip_digits(p + 1);

        has_digits = has_digits || after > p + 1;
        p = after;
    }
    if (!has_digits)
        return false;
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1 + (p[1] == '-' || p[1] == '+');

        p = skip_digits(exponent);
        if (p == exponent)
            return false;
    }
    if (*p != '\0')
        return false;
    is_whole = p == whole;
    errno = 0;
    type->integer = is_whole ? g_ascii_strtoll(text, NULL, 10) : 0;
    type->kind = is_whole && errno == 0 ? MARBRE_YAML_INT : MARBRE_YAML_NUMBER;
    if (type->kind == MARBRE_YAML_NUMBER)
        type->integer = 0;
    type->number = g_ascii_strtod(text, NULL);
    return true;
}

static bool
read_special_number(const char *text, size_t size, MarbreYamlType *type)
{
    static const char *const infinities[] = {".inf", ".Inf", ".INF", NULL};
    static const char *const nans[] = {".nan", ".NaN", ".NAN", NULL};
    bool has_sign = *text == '-' || *text == '+';

    if (is_one_of(text + has_sign, size - has_sign, infinities))
        type->number = *text == '-' ? -INFINITY : INFINITY;
    else if (is_one_of(text, size, nans))
        type->number = NAN;
    else
        return false;
    type->kind = MARBRE_YAML_NUMBER;
    return true;
}

static bool
read_number(const char *text, size_t size, MarbreYamlType *type)
{
    char copy[LONGEST_NUMBER + 1];

    if (size > LONGEST_NUMBER || strchr("+-.0123456789", *text) == NULL)
        return false;
    memcpy(copy, text, size);
    copy[size] = '\0';
    return read_based(copy, type) || read_decimal(copy, type) ||
           read_special_number(copy, size, type);
}

MarbreYamlType
marbre_yaml_type_of(const char *text, size_t size)
{
    static const char *const nulls[] = {"null", "Null", "NULL", "~", NULL};
    static const char *const truths[] = {"true", "True", "TRUE", NULL};
    static const char *const falsehoods[] = {"false", "False", "FALSE", NULL};
    MarbreYamlType type = {.kind = MARBRE_YAML_TEXT};

    if (size == 0 || is_one_of(text, size, nulls)) {
        type.kind = MARBRE_YAML_NULL;
    } else if (is_one_of(text, size, truths) || is_one_of(text, size, falsehoods)) {
        type.kind = MARBRE_YAML_BOOL;
        type.boolean = g_ascii_tolower(*text) == 't';
    } else {
        (void)read_number(text, size, &type); /* what is no number stays text */
    }
    return type;
}
