/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pieces.h"

#include "grow.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define LONGEST_TICKS 32
#define LONGEST_ENTITY 34
#define MOST_IN_TEXT 2000 /* code spans of one block; what is behind them counts as code */

int32_t
pieces_begin(pieces *list, const services *host, mbr_job *job, uint64_t part)
{
    *list = (pieces){.part = part};
    if (host->article->count(job, part) == 0)
        return MBR_E_NOTFOUND;
    return host->article->bytes(job, part, 0, &list->file);
}

static int32_t
add(pieces *list, piece one)
{
    if (!grow(&list->items, &list->room, list->count, sizeof one))
        return MBR_E_NOMEM;
    list->items[list->count++] = one;
    return MBR_OK;
}

int32_t
pieces_add_value(pieces *list, const services *host, mbr_job *job, const char *where)
{
    mbr_value value = {.struct_size = sizeof value};
    int32_t result = host->article->meta(job, list->part, where, &value);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result < 0 || value.type != MBR_VALUE_TEXT || value.text.size == 0)
        return result < 0 ? result : MBR_OK;
    return add(list, (piece){.text = value.text, .span = value.span, .mark = value.mark});
}

int32_t
pieces_add_blocks(pieces *list, const services *host, mbr_job *job)
{
    size_t count = host->article->item_count(job, list->part, MBR_ITEM_ANY);
    for (size_t i = 0; i < count; i++) {
        mbr_item item = {.struct_size = sizeof item};
        int32_t result = host->article->item(job, list->part, MBR_ITEM_ANY, i, &item);
        if (result < 0)
            return result;
        if (item.kind > MBR_ITEM_LIST_ITEM || item.text.size == 0)
            continue;
        result = add(list, (piece){.text = item.text,
                                   .span = item.span,
                                   .mark = item.mark,
                                   .kind = item.kind,
                                   .item = i});
        if (result < 0)
            return result;
    }
    return MBR_OK;
}

int32_t
pieces_add_pictures(pieces *list, const services *host, mbr_job *job)
{
    size_t count = host->article->item_count(job, list->part, MBR_ITEM_IMAGE);
    for (size_t i = 0; i < count; i++) {
        mbr_item item = {.struct_size = sizeof item};
        int32_t result = host->article->item(job, list->part, MBR_ITEM_IMAGE, i, &item);
        if (result >= 0 && item.text.size > 0)
            result = add(list, (piece){.text = item.text,
                                       .span = item.span,
                                       .mark = item.mark,
                                       .kind = item.kind,
                                       .item = UINT64_MAX});
        if (result < 0)
            return result;
    }
    return MBR_OK;
}

void
pieces_clear(pieces *list)
{
    free(list->items);
    *list = (pieces){0};
}

int32_t
piece_place(const pieces *list,
            const piece *one,
            const services *host,
            mbr_job *job,
            mbr_span text,
            mbr_span *ret)
{
    return host->article->to_source(job, list->part, one->mark, &text, ret);
}

/* What stands before an escaped sign: in a value a quotation mark may escape itself. */
static size_t
escape_size(const pieces *list, const piece *one, size_t at, size_t end, char wanted)
{
    const char *file = list->file.data;
    bool sign = (wanted >= '!' && wanted <= '/') || (wanted >= ':' && wanted <= '@') ||
                (wanted >= '[' && wanted <= '`') || (wanted >= '{' && wanted <= '~');
    if (!sign || at + 1 >= end || file[at + 1] != wanted)
        return 0;
    bool doubled = one->kind == 0 && wanted == '\'' && file[one->span.start] == '\'';
    return (file[at] == '\\' && wanted != '\\') || (doubled && file[at] == '\'');
}

/* An entity, which the text has as a character that is no ampersand. */
static size_t
entity_size(const char *file, size_t at, size_t end, char wanted)
{
    const char *close =
        at < end && file[at] == '&' && wanted != '&'
            ? memchr(file + at, ';', end - at < LONGEST_ENTITY ? end - at : LONGEST_ENTITY)
            : NULL;
    return close ? (size_t)(close - (file + at)) + 1 : 0;
}

bool
piece_is_verbatim(const pieces *list, const piece *one, mbr_span text, mbr_span place)
{
    if (place.end > list->file.size || place.start > place.end)
        return false;
    const char *file = list->file.data;
    size_t at = place.start;
    for (size_t i = text.start; i < text.end; i++) {
        char wanted = one->text.data[i];
        size_t entity = entity_size(file, at, place.end, wanted);
        if (entity > 0) {
            size_t length;
            (void)utf8_at(one->text.data, text.end, i, &length);
            i += length - 1;
            at += entity;
            continue;
        }
        size_t skip = at < place.end ? escape_size(list, one, at, place.end, wanted) : 0;
        if (at + skip < place.end && file[at + skip] == wanted) {
            at += skip + 1;
            continue;
        }
        if (wanted != ' ' || one->kind != MBR_ITEM_PARAGRAPH)
            return false;
        at += at < place.end && file[at] == '\r';
        if (at >= place.end || file[at] != '\n')
            return false;
        at++;
        if (i + 1 < one->text.size && (at >= list->file.size || file[at] != one->text.data[i + 1]))
            return false;
    }
    return at == place.end;
}

bool
piece_is_quoted(
    const pieces *list, const piece *one, const services *host, mbr_job *job, uint64_t at)
{
    mbr_span around;
    return one->kind == MBR_ITEM_QUOTE ||
           host->text->quotation(job, list->part, one->mark, at, &around) > 0;
}

/* The bytes of the white space at `at`, written as it is or as an entity; 0: there is none. */
static size_t
blank_size(const char *data, size_t at, size_t end)
{
    static const char *const entities[] = {"&nbsp;",   "&#160;",   "&#xA0;",   "&#xa0;",
                                           "&#8239;",  "&#x202F;", "&#x202f;", "&#8201;",
                                           "&#x2009;", "&thinsp;"};
    size_t length;
    if (utf8_is_space(utf8_at(data, end, at, &length)))
        return length;
    for (size_t i = 0; data[at] == '&' && i < sizeof entities / sizeof *entities; i++) {
        size_t size = strlen(entities[i]);
        if (end - at >= size && memcmp(data + at, entities[i], size) == 0)
            return size;
    }
    return 0;
}

bool
piece_is_blank(const pieces *list, const piece *one, mbr_span place)
{
    size_t lines = 0;
    if (place.end > list->file.size || place.start >= place.end)
        return false;
    for (size_t at = place.start; at < place.end;) {
        size_t size = blank_size(list->file.data, at, place.end);
        lines += list->file.data[at] == '\n';
        if (size == 0 && lines > 0 && list->file.data[at] == '>')
            size = 1; /* of a block quote */
        if (size == 0)
            return false;
        at += size;
    }
    return lines == 0 || (lines == 1 && one->kind != 0 && one->kind != MBR_ITEM_HEADING);
}

static size_t
ticks_at(const char *data, size_t at, size_t end)
{
    size_t ticks = 0;
    while (at + ticks < end && data[at + ticks] == '`')
        ticks++;
    return ticks;
}

/* The end of the code span that `ticks` backticks open before `at`; 0: none. */
static size_t
code_end(const char *data, size_t at, size_t end, size_t ticks)
{
    while (at < end) {
        const char *found = memchr(data + at, '`', end - at);
        if (!found)
            return 0;
        at = (size_t)(found - data);
        size_t here = ticks_at(data, at, end);
        at += here;
        if (here == ticks)
            return at;
    }
    return 0;
}

static void
find_code(code_spans *code, const char *data, size_t at, size_t end)
{
    bool hopeless[LONGEST_TICKS + 1] = {false}; /* no closing run of this length is left */
    while (at < end) {
        const char *found = memchr(data + at, '`', end - at);
        if (!found)
            return;
        at = (size_t)(found - data);
        size_t ticks = ticks_at(data, at, end), close = 0;
        bool escaped = at > 0 && data[at - 1] == '\\';
        if (!escaped && ticks <= LONGEST_TICKS && !hopeless[ticks]) {
            close = code_end(data, at + ticks, end, ticks);
            hopeless[ticks] = close == 0;
        }
        if (close > 0 && grow(&code->items, &code->room, code->count, sizeof *code->items))
            code->items[code->count++] = (mbr_span){at, close};
        at = close > 0 ? close : at + ticks;
    }
}

static void
look_at(code_spans *code, const pieces *list, const piece *one)
{
    code->piece = one;
    code->count = 0;
    if (one->kind != 0 && one->span.end <= list->file.size)
        find_code(code, list->file.data, one->span.start, one->span.end);
}

bool
code_spans_hold(code_spans *code, const pieces *list, const piece *one, mbr_span place)
{
    if (code->piece != one)
        look_at(code, list, one);
    size_t low = 0, high = code->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code->items[middle].end <= place.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < code->count && code->items[low].start < place.end;
}

/* On the way from one code span to the next. */
typedef struct mapping {
    const pieces *list;
    const piece *one;
    const services *host;
    mbr_job *job;
    size_t text;   /* how far, in the text */
    uint64_t file; /* and in the file */
} mapping;

/* On to the first place in the text that stands at `at` in the file or behind it: readable text is
 * never longer than what is written. */
static int32_t
go_on(mapping *m, uint64_t at)
{
    const mbr_text *text = &m->one->text;
    size_t low = m->text, high = text->size;
    if (at - m->file < high - low)
        high = low + (size_t)(at - m->file);
    while (low < high) {
        size_t middle = (low + high) / 2, length;
        while (middle > low && ((uint8_t)text->data[middle] & 0xc0) == 0x80)
            middle--;
        mbr_span place;
        int32_t result =
            piece_place(m->list, m->one, m->host, m->job, (mbr_span){middle, middle}, &place);
        if (result < 0)
            return result;
        (void)utf8_at(text->data, text->size, middle, &length);
        if (place.start >= at)
            high = middle;
        else
            low = middle + length;
    }
    m->text = low;
    m->file = at;
    return MBR_OK;
}

int32_t
code_spans_in_text(
    code_spans *ret, const pieces *list, const piece *one, const services *host, mbr_job *job)
{
    mapping m = {.list = list, .one = one, .host = host, .job = job, .file = one->span.start};
    look_at(ret, list, one);
    ret->piece = NULL; /* the ranges are no longer those of the file */
    bool cut = ret->count > MOST_IN_TEXT;
    if (cut)
        ret->count = MOST_IN_TEXT;
    for (size_t i = 0; i < ret->count; i++) {
        mbr_span *code = &ret->items[i];
        uint64_t end = code->end;
        int32_t result = go_on(&m, code->start);
        code->start = m.text;
        if (result >= 0)
            result = go_on(&m, end);
        code->end = cut && i + 1 == ret->count ? one->text.size : m.text;
        if (result < 0)
            return result;
    }
    return MBR_OK;
}

void
code_spans_clear(code_spans *code)
{
    free(code->items);
    *code = (code_spans){0};
}
