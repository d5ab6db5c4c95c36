/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEEPEST 64

typedef enum { LEVEL_TOP, LEVEL_OBJECT, LEVEL_ARRAY } Level;

struct MarbreJson {
    GString *text;
    Level levels[DEEPEST];
    bool is_filled[DEEPEST]; /* something was written at this level */
    size_t depth;
    bool has_key; /* a key was written and waits for its value */
    bool is_compact;
};

MarbreJson *
marbre_json_new(void)
{
    MarbreJson *json = g_new0(MarbreJson, 1);

    json->text = g_string_sized_new(1024);
    return json;
}

MarbreJson *
marbre_json_new_compact(void)
{
    MarbreJson *json = marbre_json_new();

    json->is_compact = true;
    return json;
}

void
marbre_json_free(MarbreJson *json)
{
    if (json == NULL)
        return;
    g_string_free(json->text, TRUE);
    g_free(json);
}

static void
start_line(MarbreJson *json)
{
    if (json->is_compact)
        return;
    g_string_append_c(json->text, '\n');
    for (size_t i = 0; i < json->depth; i++)
        g_string_append(json->text, "  ");
}

static void
separate(MarbreJson *json)
{
    if (json->is_filled[json->depth])
        g_string_append_c(json->text, ',');
    json->is_filled[json->depth] = true;
    if (json->depth > 0)
        start_line(json);
}

static void
begin_value(MarbreJson *json)
{
    if (json->levels[json->depth] == LEVEL_OBJECT) {
        g_assert(json->has_key);
        json->has_key = false;
        return;
    }
    g_assert(json->depth > 0 || !json->is_filled[0]);
    separate(json);
}

static void
begin_level(MarbreJson *json, Level level, char bracket)
{
    begin_value(json);
    g_assert(json->depth + 1 < DEEPEST);
    g_string_append_c(json->text, bracket);
    json->depth++;
    json->levels[json->depth] = level;
    json->is_filled[json->depth] = false;
}

static void
end_level(MarbreJson *json, Level level, char bracket)
{
    g_assert(json->depth > 0 && json->levels[json->depth] == level && !json->has_key);
    json->depth--;
    if (json->is_filled[json->depth + 1])
        start_line(json);
    g_string_append_c(json->text, bracket);
}

void
marbre_json_begin_object(MarbreJson *json)
{
    begin_level(json, LEVEL_OBJECT, '{');
}

void
marbre_json_end_object(MarbreJson *json)
{
    end_level(json, LEVEL_OBJECT, '}');
}

void
marbre_json_begin_array(MarbreJson *json)
{
    begin_level(json, LEVEL_ARRAY, '[');
}

void
marbre_json_end_array(MarbreJson *json)
{
    end_level(json, LEVEL_ARRAY, ']');
}

const char *
marbre_json_short_escape(gunichar character)
{
    switch (character) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

static void
append_character(GString *text, const char *p, size_t size, gunichar character)
{
    const char *escape = marbre_json_short_escape(character);

    if (escape != NULL)
        g_string_append(text, escape);
    else if (character < 0x20 || character == 0x7F || character == 0x2028 || character == 0x2029)
        g_string_append_printf(text, "\\u%04x", character);
    else
        g_string_append_len(text, p, (gssize)size);
}

static void
append_quoted(GString *text, const char *value, size_t size)
{
    const char *end = value + size;

    g_string_append_c(text, '"');
    for (const char *p = value; p < end;) {
        gunichar character = 0;
        size_t step = marbre_text_character(p, end, &character);

        if (step == 0)
            g_string_append(text, "\xEF\xBF\xBD");
        else
            append_character(text, p, step, character);
        p += MAX(step, 1);
    }
    g_string_append_c(text, '"');
}

void
marbre_json_key(MarbreJson *json, const char *key)
{
    g_assert(json->levels[json->depth] == LEVEL_OBJECT && !json->has_key);
    separate(json);
    append_quoted(json->text, key, strlen(key));
    g_string_append(json->text, json->is_compact ? ":" : ": ");
    json->has_key = true;
}

void
marbre_json_string_sized(MarbreJson *json, const char *value, size_t size)
{
    begin_value(json);
    append_quoted(json->text, value, size);
}

void
marbre_json_string(MarbreJson *json, const char *value)
{
    if (value == NULL)
        marbre_json_null(json);
    else
        marbre_json_string_sized(json, value, strlen(value));
}

void
marbre_json_int(MarbreJson *json, int64_t value)
{
    begin_value(json);
    g_string_append_printf(json->text, "%" G_GINT64_FORMAT, (gint64)value);
}

void
marbre_json_bool(MarbreJson *json, bool value)
{
    begin_value(json);
    g_string_append(json->text, value ? "true" : "false");
}

void
marbre_json_null(MarbreJson *json)
{
    begin_value(json);
    g_string_append(json->text, "null");
}

void
marbre_json_double(MarbreJson *json, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    if (!isfinite(value)) {
        marbre_json_null(json);
        return;
    }
    begin_value(json);
    /* Fifteen digits are what a person wrote; two more only where they make a difference. */
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    if (g_ascii_strtod(text, NULL) != value)
        g_ascii_dtostr(text, sizeof text, value);
    g_string_append(json->text, text);
}

void
marbre_json_member_string(MarbreJson *json, const char *key, const char *value)
{
    marbre_json_key(json, key);
    marbre_json_string(json, value);
}

void
marbre_json_member_int(MarbreJson *json, const char *key, int64_t value)
{
    marbre_json_key(json, key);
    marbre_json_int(json, value);
}

void
marbre_json_member_bool(MarbreJson *json, const char *key, bool value)
{
    marbre_json_key(json, key);
    marbre_json_bool(json, value);
}

void
marbre_json_member_null(MarbreJson *json, const char *key)
{
    marbre_json_key(json, key);
    marbre_json_null(json);
}

void
marbre_json_member_double(MarbreJson *json, const char *key, double value)
{
    marbre_json_key(json, key);
    marbre_json_double(json, value);
}

void
marbre_json_member_instant(MarbreJson *json, const char *key, MarbreInstant at)
{
    g_autofree char *text = marbre_instant_format(at);
    marbre_json_member_string(json, key, text);
}

void
marbre_json_member_object(MarbreJson *json, const char *key)
{
    marbre_json_key(json, key);
    marbre_json_begin_object(json);
}

void
marbre_json_member_array(MarbreJson *json, const char *key)
{
    marbre_json_key(json, key);
    marbre_json_begin_array(json);
}

void
marbre_json_member_strv(MarbreJson *json, const char *key, const char *const *values)
{
    marbre_json_member_array(json, key);
    for (size_t i = 0; values != NULL && values[i] != NULL; i++)
        marbre_json_string(json, values[i]);
    marbre_json_end_array(json);
}

char *
marbre_json_end(MarbreJson *json)
{
    char *text;

    g_assert(json->depth == 0 && json->is_filled[0]);
    g_string_append_c(json->text, '\n');
    text = g_string_free(json->text, FALSE);
    g_free(json);
    return text;
}
