/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BOM "\xEF\xBB\xBF"
#define BOM_SIZE 3

/* A line longer than this gets counts of its characters along the way, so that finding a column
 * in a text of one enormous line stays cheap. */
#define STRIDE 4096

struct MarbreLines {
    int refs;
    GBytes *bytes;
    const char *data;
    size_t size;
    gsize ready; /* what follows is there: most texts are never asked for a line */
    uint64_t *starts;
    size_t count;
    uint64_t *counts; /* characters before byte i * STRIDE; NULL where all lines are short */
};

static bool
is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static uint64_t
count_characters(const char *data, size_t start, size_t end)
{
    uint64_t count = 0;

    for (size_t i = start; i < end; i++)
        count += !is_continuation(data[i]);
    return count;
}

static const char *
find_byte(const char *p, const char *end, char byte)
{
    const char *found = p < end ? memchr(p, byte, (size_t)(end - p)) : NULL;

    return found != NULL ? found : end;
}

/* Fills in where lines start. @return whether some line is longer than STRIDE */
static bool
find_starts(MarbreLines *lines)
{
    GArray *starts = g_array_sized_new(FALSE, FALSE, sizeof(uint64_t), 256);
    const char *end = lines->data + lines->size;
    const char *line_feed = find_byte(lines->data, end, '\n');
    uint64_t start = 0;
    bool has_long_line = false;

    g_array_append_val(starts, start);
    while (start < lines->size) {
        const char *line_end = find_byte(lines->data + start, line_feed, '\r');
        uint64_t next = (uint64_t)(line_end - lines->data) + 1;

        has_long_line = has_long_line || next - start > STRIDE;
        if (line_end == end)
            break;
        if (*line_end == '\r' && line_end + 1 == line_feed && line_feed < end)
            next++;
        start = next;
        g_array_append_val(starts, start);
        if (lines->data + start > line_feed)
            line_feed = find_byte(lines->data + start, end, '\n');
    }
    lines->count = starts->len;
    lines->starts = (uint64_t *)g_array_free(starts, FALSE);
    return has_long_line;
}

static void
count_strides(MarbreLines *lines)
{
    size_t strides = lines->size / STRIDE + 1;

    lines->counts = g_new(uint64_t, strides);
    lines->counts[0] = 0;
    for (size_t i = 1; i < strides; i++)
        lines->counts[i] =
            lines->counts[i - 1] + count_characters(lines->data, (i - 1) * STRIDE, i * STRIDE);
}

MarbreLines *
marbre_lines_new_for_bytes(GBytes *bytes)
{
    MarbreLines *lines = g_new0(MarbreLines, 1);

    lines->refs = 1;
    lines->bytes = g_bytes_ref(bytes);
    lines->data = g_bytes_get_data(bytes, &lines->size);
    if (lines->data == NULL)
        lines->data = "";
    return lines;
}

static void
make_ready(const MarbreLines *lines)
{
    MarbreLines *own = (MarbreLines *)lines;

    if (!g_once_init_enter(&own->ready))
        return;
    if (find_starts(own))
        count_strides(own);
    g_once_init_leave(&own->ready, 1);
}

MarbreLines *
marbre_lines_new(const char *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);

    return marbre_lines_new_for_bytes(bytes);
}

MarbreLines *
marbre_lines_ref(MarbreLines *lines)
{
    g_atomic_int_inc(&lines->refs);
    return lines;
}

void
marbre_lines_unref(MarbreLines *lines)
{
    if (lines == NULL || !g_atomic_int_dec_and_test(&lines->refs))
        return;
    g_bytes_unref(lines->bytes);
    g_free(lines->starts);
    g_free(lines->counts);
    g_free(lines);
}

uint64_t
marbre_lines_count(const MarbreLines *lines)
{
    make_ready(lines);
    return lines->count;
}

static size_t
line_index(const MarbreLines *lines, uint64_t offset)
{
    size_t low = 0;
    size_t high = lines->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint64_t
characters_before(const MarbreLines *lines, uint64_t offset)
{
    return lines->counts[offset / STRIDE] +
           count_characters(lines->data, offset / STRIDE * STRIDE, offset);
}

MarbrePlace
marbre_lines_place(const MarbreLines *lines, uint64_t offset)
{
    uint64_t at = MIN(offset, lines->size);
    size_t line;
    uint64_t start;
    MarbrePlace place = {.offset = at};

    make_ready(lines);
    while (at > 0 && at < lines->size && is_continuation(lines->data[at]))
        at--;
    line = line_index(lines, at);
    start = lines->starts[line];
    place.line = line + 1;
    if (lines->counts != NULL)
        place.column = characters_before(lines, at) - characters_before(lines, start) + 1;
    else
        place.column = count_characters(lines->data, start, at) + 1;
    if (line == 0 && at >= BOM_SIZE && memcmp(lines->data, BOM, BOM_SIZE) == 0)
        place.column--;
    return place;
}

MarbreSpan
marbre_lines_span(const MarbreLines *lines, uint64_t line)
{
    MarbreSpan span = {lines->size, lines->size};

    make_ready(lines);
    if (line == 0 || line > lines->count)
        return span;
    span.start = lines->starts[line - 1];
    if (line == lines->count)
        return span;
    span.end = lines->starts[line] - 1;
    if (lines->data[span.end] == '\n' && span.end > span.start && lines->data[span.end - 1] == '\r')
        span.end--;
    return span;
}

size_t
marbre_text_character(const char *p, const char *end, gunichar *ret_character)
{
    static const gunichar least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t size;
    unsigned char lead;
    gunichar character;

    if (p >= end)
        return 0;
    lead = (unsigned char)*p;
    if (lead < 0x80)
        size = 1;
    else if (lead < 0xC2 || lead > 0xF4)
        return 0;
    else
        size = lead < 0xE0 ? 2 : (lead < 0xF0 ? 3 : 4);
    if ((size_t)(end - p) < size)
        return 0;
    character = size == 1 ? lead : lead & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (!is_continuation(p[i]))
            return 0;
        character = character << 6 | ((unsigned char)p[i] & 0x3F);
    }
    if (character < least[size] || character > 0x10FFFF ||
        (character >= 0xD800 && character <= 0xDFFF))
        return 0;
    if (ret_character != NULL)
        *ret_character = character;
    return size;
}

/* Bytes from `p` on, in steps of eight, that are ASCII without a control character. */
static size_t
plain_ascii(const char *p, const char *end)
{
    const char *start = p;

    for (; end - p >= 8; p += 8) {
        uint64_t word;

        memcpy(&word, p, sizeof word);
        /* The high bit of each byte: set where it is not ASCII, or where it is below 0x20; bytes
         * behind the first such one may be set wrongly. */
        word = (word | (word - UINT64_C(0x2020202020202020))) & UINT64_C(0x8080808080808080);
        if (word != 0)
            return (size_t)(p - start) + (size_t)__builtin_ctzll(GUINT64_FROM_LE(word)) / 8;
    }
    return (size_t)(p - start);
}

typedef enum { ENDS_UNKNOWN, ENDS_LF, ENDS_CRLF } LineEnds;

static const char *
judge_line_end(const char *p, const char *end, LineEnds *ends, size_t *ret_size)
{
    LineEnds found = *p == '\n' ? ENDS_LF : ENDS_CRLF;

    *ret_size = found == ENDS_LF ? 1 : 2;
    if (found == ENDS_CRLF && (end - p < 2 || p[1] != '\n'))
        return _("a carriage return without a line feed");
    if (*ends == ENDS_UNKNOWN)
        *ends = found;
    return *ends == found ? NULL : _("line ends of two kinds in one file");
}

/* Bytes of the character at `p` if it is one of those that most texts are written with, else 0. */
static size_t
common_size(const char *p, const char *end)
{
    unsigned char lead = (unsigned char)*p;

    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0 && end - p >= 2 && is_continuation(p[1]))
        return 2;
    if (lead == 0xE2 && end - p >= 3 && is_continuation(p[1]) && is_continuation(p[2]))
        return 3;
    return 0;
}

/* A character of two bytes. */
static bool
is_pair(const char *p)
{
    return (unsigned char)p[0] >= 0xC2 && (unsigned char)p[0] < 0xE0 && is_continuation(p[1]);
}

static const char *
judge_character(const char *p, const char *end, LineEnds *ends, size_t *ret_size)
{
    if (*p == '\n' || *p == '\r')
        return judge_line_end(p, end, ends, ret_size);
    if (*p == '\0')
        return _("a NUL byte: this is no text");
    *ret_size = common_size(p, end);
    if (*ret_size == 0)
        *ret_size = marbre_text_character(p, end, NULL);
    return *ret_size != 0 ? NULL : _("not UTF-8: save the file as UTF-8");
}

bool
marbre_text_check(const char *data, size_t size, uint64_t *ret_offset, const char **ret_why)
{
    const char *end = data + size;
    LineEnds ends = ENDS_UNKNOWN;

    for (const char *p = data; p < end;) {
        size_t step = plain_ascii(p, end);
        const char *why;

        p += step;
        while (end - p >= 2 && is_pair(p)) /* é and its like, which stand between letters */
            p += 2;
        if (p == end)
            break;
        if ((unsigned char)*p >= 0x20 && (unsigned char)*p < 0x80) {
            p++;
            continue;
        }
        why = judge_character(p, end, &ends, &step);
        if (why != NULL) {
            if (ret_offset != NULL)
                *ret_offset = (uint64_t)(p - data);
            if (ret_why != NULL)
                *ret_why = why;
            return false;
        }
        p += step;
    }
    return true;
}

size_t
marbre_text_white(const char *p, const char *end)
{
    gunichar character;
    size_t size;

    if (p >= end)
        return 0;
    if ((unsigned char)*p < 0x80)
        return *p == ' ' || (*p >= '\t' && *p <= '\r') ? 1 : 0;
    size = marbre_text_character(p, end, &character);
    if (size == 0)
        return 0;
    if (character == 0x85 || character == 0xA0 || character == 0x1680 ||
        (character >= 0x2000 && character <= 0x200A) || character == 0x2028 ||
        character == 0x2029 || character == 0x202F || character == 0x205F || character == 0x3000)
        return size;
    return 0;
}

char *
marbre_text_collapse(const char *data, size_t size, size_t *ret_size)
{
    char *text = g_malloc(size + 1);
    const char *end = data + size;
    size_t used = 0;
    bool owes_space = false;

    for (const char *p = data; p < end;) {
        size_t white = marbre_text_white(p, end);

        if (white > 0) {
            owes_space = used > 0;
            p += white;
            continue;
        }
        if (owes_space)
            text[used++] = ' ';
        owes_space = false;
        text[used++] = *p++;
    }
    text[used] = '\0';
    if (ret_size != NULL)
        *ret_size = used;
    return text;
}
