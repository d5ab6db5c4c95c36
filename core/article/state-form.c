/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state-form.h"

#include "article/state.h"
#include "base/digest.h"
#include "base/path.h"
#include "base/ulid.h"

#include <glib.h>
#include <string.h>

#define SIGNATURE_LIMIT 16384

bool
marbre_state_form_id(const char *text)
{
    return marbre_id_is_valid(text);
}

bool
marbre_state_form_ulid(const char *text)
{
    return marbre_ulid_check(text);
}

bool
marbre_state_form_digest(const char *text)
{
    return marbre_digest_check(text);
}

bool
marbre_state_form_object(const char *text)
{
    return strlen(text) == 40 && strspn(text, "0123456789abcdef") == 40;
}

bool
marbre_state_form_rule(const char *text)
{
    const char *slash = strchr(text, '/');
    if (!slash)
        return false;
    g_autofree char *plugin = g_strndup(text, (size_t)(slash - text));
    return marbre_id_is_valid(plugin) && marbre_id_is_valid(slash + 1);
}

/* A number of `count` digits, -1 where there is anything else. */
static int
number_at(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!g_ascii_isdigit(text[i]))
            return -1;
        number = number * 10 + g_ascii_digit_value(text[i]);
    }
    return number;
}

bool
marbre_state_form_day(const char *text)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int year = number_at(text, 4);
    int month = number_at(text + 5, 2);
    int day = number_at(text + 8, 2);
    return year > 0 && month > 0 && day > 0 &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

bool
marbre_state_form_address(const char *text)
{
    return strlen(text) == 7 && text[4] == '/' && number_at(text, 4) >= 0 &&
           number_at(text + 5, 2) >= 1 && number_at(text + 5, 2) <= 12;
}

bool
marbre_state_form_kind(const char *text)
{
    static const char *const kinds[] = {"correction", "update", "clarification", MARBRE_KIND_TYPO,
                                        NULL};
    return g_strv_contains(kinds, text);
}

bool
marbre_state_form_ended(const char *text)
{
    return strcmp(text, MARBRE_KIND_ENDED) == 0;
}

/* Whose it is, and of what, is for others to tell; here it is one line of base64. */
bool
marbre_state_form_signature(const char *text)
{
    size_t size = strlen(text);
    size_t letters = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789+/");
    return letters > 0 && size % 4 == 0 && size <= SIGNATURE_LIMIT && size - letters <= 2 &&
           strspn(text + letters, "=") == size - letters;
}

bool
marbre_state_form_words(const char *text)
{
    return *text != '\0';
}

bool
marbre_state_form_lang(const char *text)
{
    return g_ascii_isalpha(text[0]) && strlen(text) <= 35 &&
           text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                             "0123456789-")] == '\0';
}
