/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/toml.h"

#include "article/toml_inside.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LIMIT (64u << 10)
#define MOST_VALUES 1000
#define DEPTH 16

void
marbre_toml_free(MarbreToml *toml)
{
    if (toml == NULL)
        return;
    g_free(toml->text);
    g_clear_pointer(&toml->items, g_ptr_array_unref);
    g_clear_pointer(&toml->keys, g_ptr_array_unref);
    g_free(toml);
}

void *
marbre_toml_fail(MarbreTomlReader *reader, const char *why)
{
    if (reader->why == NULL) {
        reader->why = why;
        reader->where = reader->at;
    }
    return NULL;
}

MarbreToml *
marbre_toml_new(MarbreTomlKind kind)
{
    MarbreToml *value = g_new0(MarbreToml, 1);
    value->kind = kind;
    if (kind == MARBRE_TOML_LIST || kind == MARBRE_TOML_TABLE)
        value->items = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_toml_free);
    if (kind == MARBRE_TOML_TABLE)
        value->keys = g_ptr_array_new_with_free_func(g_free);
    return value;
}

static MarbreToml *
value_new(MarbreTomlReader *reader, MarbreTomlKind kind)
{
    if (++reader->values > MOST_VALUES)
        return marbre_toml_fail(reader, _("more than 1,000 values"));
    return marbre_toml_new(kind);
}

MarbreToml *
marbre_toml_scalar(MarbreTomlReader *reader, MarbreTomlKind kind, char *text)
{
    MarbreToml *value = text == NULL ? NULL : value_new(reader, kind);
    if (value == NULL)
        g_free(text);
    else
        value->text = text;
    return value;
}

/* ---- between values ---- */

static char
peek(const MarbreTomlReader *reader)
{
    return reader->at < reader->end ? *reader->at : '\0';
}

static void
skip_blanks(MarbreTomlReader *reader)
{
    while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t'))
        reader->at++;
}

static bool
take(MarbreTomlReader *reader, char sign)
{
    skip_blanks(reader);
    if (peek(reader) != sign)
        return false;
    reader->at++;
    return true;
}

static void
skip_comment(MarbreTomlReader *reader)
{
    skip_blanks(reader);
    if (peek(reader) == '#')
        while (reader->at < reader->end && *reader->at != '\n')
            reader->at++;
}

/* Blanks, comments and line ends, as they may stand in a list and between lines. */
static void
skip_lines(MarbreTomlReader *reader)
{
    const char *before = NULL;
    while (before != reader->at) {
        before = reader->at;
        skip_comment(reader);
        while (peek(reader) == '\n' ||
               (peek(reader) == '\r' && reader->end - reader->at > 1 && reader->at[1] == '\n'))
            reader->at++;
    }
}

/* Nothing more on this line but a comment. */
static bool
end_line(MarbreTomlReader *reader)
{
    skip_comment(reader);
    if (peek(reader) == '\r')
        reader->at++;
    if (reader->at == reader->end || *reader->at == '\n')
        return true;
    return marbre_toml_fail(reader, _("something stands behind the value")) != NULL;
}

/* ---- keys ---- */

static bool
is_bare(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '-';
}

static char *
read_key_part(MarbreTomlReader *reader)
{
    skip_blanks(reader);
    if (peek(reader) == '"' || peek(reader) == '\'')
        return marbre_toml_string(reader, false);
    const char *start = reader->at;
    while (reader->at < reader->end && is_bare(*reader->at))
        reader->at++;
    if (reader->at == start)
        return marbre_toml_fail(reader, _("a key was expected here"));
    return g_strndup(start, (size_t)(reader->at - start));
}

/* The parts of a dotted key. (transfer full) of char * */
static GPtrArray *
read_key(MarbreTomlReader *reader)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    do {
        char *part = read_key_part(reader);
        if (part == NULL)
            return NULL;
        g_ptr_array_add(parts, part);
        if (parts->len > DEPTH)
            return marbre_toml_fail(reader, _("values nested too deeply"));
    } while (take(reader, '.'));
    return g_steal_pointer(&parts);
}

/* ---- tables ---- */

static MarbreToml *
child_of(const MarbreToml *table, const char *key)
{
    for (guint i = 0; i < table->keys->len; i++)
        if (strcmp(table->keys->pdata[i], key) == 0)
            return table->items->pdata[i];
    return NULL;
}

static void
add_child(MarbreToml *table, const char *key, MarbreToml *value)
{
    g_ptr_array_add(table->keys, g_strdup(key));
    g_ptr_array_add(table->items, value);
}

/* The table that a part of a key leads to, made where it is missing; of a list of tables the last.
   NULL where something else stands there. */
static MarbreToml *
step_into(MarbreTomlReader *reader, MarbreToml *table, const char *key)
{
    MarbreToml *child = child_of(table, key);
    if (child == NULL) {
        child = value_new(reader, MARBRE_TOML_TABLE);
        if (child != NULL)
            add_child(table, key, child);
        return child;
    }
    if (child->kind == MARBRE_TOML_LIST && !child->closed && child->items->len > 0)
        child = child->items->pdata[child->items->len - 1];
    if (child->kind != MARBRE_TOML_TABLE || child->closed)
        return marbre_toml_fail(reader, _("this name has another value already"));
    return child;
}

static bool
read_pair(MarbreTomlReader *reader, MarbreToml *table, unsigned depth)
{
    g_autoptr(GPtrArray) key = read_key(reader);
    if (key == NULL)
        return false;
    if (!take(reader, '='))
        return marbre_toml_fail(reader, _("a key is followed by “=” and a value")) != NULL;
    for (guint i = 0; i + 1 < key->len; i++) {
        table = step_into(reader, table, key->pdata[i]);
        if (table == NULL)
            return false;
    }
    const char *last = key->pdata[key->len - 1];
    if (child_of(table, last) != NULL)
        return marbre_toml_fail(reader, _("this name has another value already")) != NULL;
    MarbreToml *value = marbre_toml_value(reader, depth);
    if (value != NULL)
        add_child(table, last, value);
    return value != NULL;
}

static MarbreToml *
read_inline_table(MarbreTomlReader *reader, unsigned depth)
{
    g_autoptr(MarbreToml) table = value_new(reader, MARBRE_TOML_TABLE);
    reader->at++;
    if (table == NULL)
        return NULL;
    if (!take(reader, '}')) {
        do {
            if (!read_pair(reader, table, depth + 1))
                return NULL;
        } while (take(reader, ','));
        if (!take(reader, '}'))
            return marbre_toml_fail(reader, _("the brace is not closed"));
    }
    table->closed = true;
    return g_steal_pointer(&table);
}

static MarbreToml *
read_list(MarbreTomlReader *reader, unsigned depth)
{
    g_autoptr(MarbreToml) list = value_new(reader, MARBRE_TOML_LIST);
    reader->at++;
    if (list == NULL)
        return NULL;
    for (skip_lines(reader); peek(reader) != ']'; skip_lines(reader)) {
        MarbreToml *item = marbre_toml_value(reader, depth + 1);
        if (item == NULL)
            return NULL;
        g_ptr_array_add(list->items, item);
        skip_lines(reader);
        if (peek(reader) != ',' && peek(reader) != ']')
            return marbre_toml_fail(reader, _("the bracket is not closed"));
        if (peek(reader) == ',')
            reader->at++;
    }
    reader->at++;
    list->closed = true;
    return g_steal_pointer(&list);
}

MarbreToml *
marbre_toml_value(MarbreTomlReader *reader, unsigned depth)
{
    skip_blanks(reader);
    if (depth > DEPTH)
        return marbre_toml_fail(reader, _("values nested too deeply"));
    switch (peek(reader)) {
    case '"':
    case '\'':
        return marbre_toml_scalar(reader, MARBRE_TOML_TEXT, marbre_toml_string(reader, true));
    case '[':
        return read_list(reader, depth);
    case '{':
        return read_inline_table(reader, depth);
    default:
        return marbre_toml_scalar(reader, MARBRE_TOML_WORD, marbre_toml_word(reader));
    }
}

/* ---- headers ---- */

/* The table that `[a.b]` or `[[a.b]]` begins. */
static MarbreToml *
read_header(MarbreTomlReader *reader, MarbreToml *root)
{
    reader->at++;
    bool list = peek(reader) == '[';
    reader->at += list ? 1 : 0;
    g_autoptr(GPtrArray) key = read_key(reader);
    if (key == NULL)
        return NULL;
    if (!take(reader, ']') || (list && !take(reader, ']')))
        return marbre_toml_fail(reader, _("the bracket is not closed"));
    MarbreToml *table = root;
    for (guint i = 0; i + 1 < key->len && table != NULL; i++)
        table = step_into(reader, table, key->pdata[i]);
    if (table == NULL || !end_line(reader))
        return NULL;
    const char *last = key->pdata[key->len - 1];
    MarbreToml *there = child_of(table, last);
    if (!list) {
        MarbreToml *child = there != NULL && there->kind == MARBRE_TOML_LIST
                                ? NULL
                                : step_into(reader, table, last);
        if (child == NULL || child->named)
            return marbre_toml_fail(reader, _("this name has another value already"));
        child->named = true;
        return child;
    }
    if (there == NULL) {
        there = value_new(reader, MARBRE_TOML_LIST);
        if (there == NULL)
            return NULL;
        add_child(table, last, there);
    }
    if (there->kind != MARBRE_TOML_LIST || there->closed)
        return marbre_toml_fail(reader, _("this name has another value already"));
    MarbreToml *item = value_new(reader, MARBRE_TOML_TABLE);
    if (item != NULL)
        g_ptr_array_add(there->items, item);
    return item;
}

static bool
read_document(MarbreTomlReader *reader, MarbreToml *root)
{
    MarbreToml *table = root;
    for (skip_lines(reader); reader->at < reader->end; skip_lines(reader)) {
        if (peek(reader) == '[')
            table = read_header(reader, root);
        else if (!read_pair(reader, table, 0) || !end_line(reader))
            table = NULL;
        if (table == NULL)
            return false;
    }
    return true;
}

MarbreToml *
marbre_toml_parse(const char *data, size_t size, unsigned first_line, GError **error)
{
    MarbreTomlReader reader = {.at = data, .end = data + size};
    g_autoptr(MarbreToml) root = value_new(&reader, MARBRE_TOML_TABLE);
    if (size > LIMIT)
        (void)marbre_toml_fail(&reader, _("more than 64 kB"));
    else if (memchr(data, '\0', size) != NULL || !g_utf8_validate(data, (gssize)size, NULL))
        (void)marbre_toml_fail(&reader, _("this is no text in UTF-8"));
    else if (read_document(&reader, root))
        return g_steal_pointer(&root);
    unsigned line = first_line;
    for (const char *p = data; p < reader.where; p++)
        line += *p == '\n';
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID, _("line %u: %s"), line, reader.why);
    return NULL;
}
