/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/decode.h"
#include "yaml/tree.h"

#include <string.h>

/* One scalar being read: offsets are those of the file. */
typedef struct {
    const char *data;
    uint64_t at;
    uint64_t end;
    MarbreMapped *mapped;
} Reading;

static bool
is_blank(const Reading *reading, uint64_t at)
{
    return at < reading->end && (reading->data[at] == ' ' || reading->data[at] == '\t');
}

/* Bytes of the line end at `at`, 0 if there is none. */
static size_t
line_end_at(const Reading *reading, uint64_t at)
{
    if (at >= reading->end)
        return 0;
    if (reading->data[at] == '\n')
        return 1;
    if (reading->data[at] != '\r')
        return 0;
    return at + 1 < reading->end && reading->data[at + 1] == '\n' ? 2 : 1;
}

static void
copy_until(Reading *reading, uint64_t end)
{
    marbre_mapped_append_same(reading->mapped, reading->data + reading->at, end - reading->at,
                              reading->at);
    reading->at = end;
}

/* `breaks` line ends and the blanks around them, all of `start` to here: one is a space, more
 * are one less of themselves; where `is_joined`, the first was escaped and all count. */
static void
append_fold(Reading *reading, uint64_t start, size_t breaks, bool is_joined)
{
    size_t feeds = is_joined ? breaks : breaks - 1;
    g_autofree char *text = NULL;

    if (feeds == 0 && is_joined)
        return;
    text = g_strnfill(MAX(feeds, 1), feeds == 0 ? ' ' : '\n');
    marbre_mapped_append_for(reading->mapped, text, MAX(feeds, 1), start, reading->at);
}

/* White space between words: kept within a line, folded where lines end. */
static void
read_white(Reading *reading, uint64_t start, bool is_joined)
{
    uint64_t at = start;
    size_t breaks = 0;
    size_t size;

    for (;;) {
        size = line_end_at(reading, at);
        breaks += size > 0;
        if (size == 0 && !is_blank(reading, at))
            break;
        at += MAX(size, 1);
    }
    if (breaks == 0 && !is_joined) {
        copy_until(reading, at);
        return;
    }
    reading->at = at;
    append_fold(reading, start, breaks, is_joined);
}

static bool
is_white(const Reading *reading)
{
    return is_blank(reading, reading->at) || line_end_at(reading, reading->at) > 0;
}

static void
read_plain(Reading *reading)
{
    while (reading->at < reading->end) {
        uint64_t end = reading->at;

        while (end < reading->end && memchr(" \t\r\n", reading->data[end], 4) == NULL)
            end++;
        copy_until(reading, end);
        if (is_white(reading))
            read_white(reading, reading->at, false);
    }
}

static void
read_single(Reading *reading)
{
    while (reading->at < reading->end) {
        uint64_t end = reading->at;

        if (is_white(reading)) {
            read_white(reading, reading->at, false);
            continue;
        }
        while (end < reading->end && memchr(" \t\r\n'", reading->data[end], 5) == NULL)
            end++;
        copy_until(reading, end);
        if (end < reading->end && reading->data[end] == '\'') {
            marbre_mapped_append_for(reading->mapped, "'", 1, end, end + 2);
            reading->at = end + 2;
        }
    }
}

static gunichar
named_escape(char name)
{
    static const char names[] = "0abt\tnvfre \"/\\N_LP";
    static const gunichar characters[] = {
        0, 7, 8, 9, 9, 10, 11, 12, 13, 27, ' ', '"', '/', '\\', 0x85, 0xA0, 0x2028, 0x2029,
    };
    const char *found = strchr(names, name);

    return found != NULL ? characters[found - names] : (unsigned char)name;
}

static void
append_character(Reading *reading, gunichar character, uint64_t end)
{
    char text[6];
    gint size = g_unichar_to_utf8(character, text);

    marbre_mapped_append_for(reading->mapped, text, (size_t)size, reading->at, end);
    reading->at = end;
}

/* The parser has judged every escape: only valid ones are met. */
static void
read_escape(Reading *reading)
{
    char name = reading->data[reading->at + 1];
    size_t digits = 0;
    gunichar character = 0;

    if (line_end_at(reading, reading->at + 1) > 0) {
        uint64_t start = reading->at;
        size_t size = 1 + line_end_at(reading, start + 1);

        read_white(reading, start + size, true);
        return;
    }
    if (name == 'x' || name == 'u' || name == 'U')
        digits = name == 'x' ? 2 : (name == 'u' ? 4 : 8);
    if (digits == 0) {
        append_character(reading, named_escape(name), reading->at + 2);
        return;
    }
    for (size_t i = 0; i < digits; i++)
        character =
            character << 4 | (gunichar)g_ascii_xdigit_value(reading->data[reading->at + 2 + i]);
    append_character(reading, character, reading->at + 2 + digits);
}

static void
read_double(Reading *reading)
{
    while (reading->at < reading->end) {
        uint64_t end = reading->at;

        if (is_white(reading)) {
            read_white(reading, reading->at, false);
            continue;
        }
        while (end < reading->end && memchr(" \t\r\n\\", reading->data[end], 5) == NULL)
            end++;
        copy_until(reading, end);
        if (end < reading->end && reading->data[end] == '\\')
            read_escape(reading);
    }
}

/* A block scalar's line ends wait until it is known whether they fold or are cut off. */
typedef struct {
    size_t indent;
    uint64_t break_start; /* the end of the last line with text; equal to `break_end` for none */
    uint64_t break_end;
    GArray *blank_lines; /* MarbreSpan of their line ends */
} Block;

static void
append_line_end(Reading *reading, uint64_t start, uint64_t end)
{
    if (end - start == 1 && reading->data[start] == '\n')
        marbre_mapped_append_same(reading->mapped, "\n", 1, start);
    else if (end > start)
        marbre_mapped_append_for(reading->mapped, "\n", 1, start, end);
}

static void
append_blank_lines(Reading *reading, Block *block)
{
    for (guint i = 0; i < block->blank_lines->len; i++) {
        MarbreSpan span = g_array_index(block->blank_lines, MarbreSpan, i);

        append_line_end(reading, span.start, span.end);
    }
    g_array_set_size(block->blank_lines, 0);
}

/* Skip indentation and empty lines. With an indent of 0 it is found: the widest line so far. */
static void
read_blank_lines(Reading *reading, Block *block)
{
    size_t widest = 0;

    for (;;) {
        size_t column = 0;
        size_t size;
        MarbreSpan line_end;

        while (reading->at < reading->end && reading->data[reading->at] == ' ' &&
               (block->indent == 0 || column < block->indent)) {
            reading->at++;
            column++;
        }
        widest = MAX(widest, column);
        size = line_end_at(reading, reading->at);
        if (size == 0)
            break;
        line_end = (MarbreSpan){reading->at, reading->at + size};
        g_array_append_val(block->blank_lines, line_end);
        reading->at += size;
    }
    if (block->indent == 0)
        block->indent = MAX(widest, 1);
}

static void
join_lines(Reading *reading, Block *block, bool folds)
{
    if (!folds)
        append_line_end(reading, block->break_start, block->break_end);
    else if (block->blank_lines->len == 0 && block->break_end > block->break_start)
        marbre_mapped_append_for(reading->mapped, " ", 1, block->break_start, reading->at);
    append_blank_lines(reading, block);
}

static void
read_block_lines(Reading *reading, Block *block, bool is_folded)
{
    bool was_blank = false;

    while (reading->at < reading->end) {
        bool starts_blank = is_blank(reading, reading->at);
        uint64_t end = reading->at;

        join_lines(reading, block, is_folded && !was_blank && !starts_blank);
        was_blank = starts_blank;
        while (end < reading->end && line_end_at(reading, end) == 0)
            end++;
        copy_until(reading, end);
        block->break_start = end;
        block->break_end = end + line_end_at(reading, end);
        reading->at = block->break_end;
        read_blank_lines(reading, block);
    }
}

/* `|` or `>`, then an indent and how the end is cut, in any order. */
static char
read_block_header(Reading *reading, size_t parent_column, Block *block)
{
    char chomping = ' ';

    for (reading->at++; reading->at < reading->end; reading->at++) {
        char c = reading->data[reading->at];

        if (c == '+' || c == '-')
            chomping = c;
        else if (g_ascii_isdigit(c))
            block->indent = parent_column + (size_t)(c - '0');
        else
            break;
    }
    while (reading->at < reading->end && line_end_at(reading, reading->at) == 0)
        reading->at++;
    reading->at += line_end_at(reading, reading->at);
    return chomping;
}

static void
read_block(Reading *reading, size_t parent_column, bool is_folded)
{
    g_autoptr(GArray) blank_lines = g_array_new(FALSE, FALSE, sizeof(MarbreSpan));
    Block block = {.blank_lines = blank_lines};
    char chomping = read_block_header(reading, parent_column, &block);

    marbre_mapped_append_for(reading->mapped, "", 0, reading->at, reading->at);
    read_blank_lines(reading, &block);
    read_block_lines(reading, &block, is_folded);
    if (chomping != '-')
        append_line_end(reading, block.break_start, block.break_end);
    if (chomping == '+')
        append_blank_lines(reading, &block);
}

/* Column of the innermost list or map by indentation around a node. */
static size_t
block_column(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    for (node = node->parent; node != NULL; node = node->parent)
        if (node->style == MARBRE_YAML_BLOCK)
            return marbre_yaml_column(yaml, node->span.start);
    return 0;
}

static void
read_scalar(Reading *reading, const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    reading->at = node->span.start;
    reading->end = node->end;
    if (node->style == MARBRE_YAML_SINGLE || node->style == MARBRE_YAML_DOUBLE) {
        reading->at++;
        reading->end--;
    }
    marbre_mapped_append_for(reading->mapped, "", 0, reading->at, reading->at);
    if (node->style == MARBRE_YAML_PLAIN)
        read_plain(reading);
    else if (node->style == MARBRE_YAML_SINGLE)
        read_single(reading);
    else if (node->style == MARBRE_YAML_DOUBLE)
        read_double(reading);
    else
        read_block(reading, block_column(yaml, node), node->style == MARBRE_YAML_FOLDED);
}

MarbreMapped *
marbre_yaml_decode(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    g_autoptr(MarbreMapped) mapped = marbre_mapped_new();
    Reading reading = {.data = yaml->data, .mapped = mapped};
    size_t size;
    const char *text;

    read_scalar(&reading, yaml, node);
    text = marbre_mapped_get_text(mapped, &size);
    if (size != node->size || memcmp(text, node->text, size) != 0)
        return NULL;
    return g_steal_pointer(&mapped);
}
