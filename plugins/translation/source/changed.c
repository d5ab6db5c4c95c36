/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "kill.h"
#include "task.h"
#include "wording.h"

#include <stdlib.h>
#include <string.h>

/* source-changed: what the source says otherwise than when the translation was approved, each told
 * where the translation answers it. */

#define MOST_CHANGES 50 /* findings; who sees so many translates anew */
#define FIRST_BLOCKS 3  /* where a wire says that it takes its story back */

static const char rule[] = "source-changed";

/* The pieces of the text that answer a block of the source; none, and the piece before which they
 * would stand. A block that is `gone` stood before `source`. */
static pairing
answer_of(const reading *of, size_t source, bool gone)
{
    for (size_t i = 0; i < of->pair_count; i++) {
        const pairing *pair = &of->pairs[i];
        if (gone && source <= pair->source)
            return (pairing){.text = pair->text,
                             .text_count = pair->source_count == 0 ? pair->text_count : 0};
        if (source < pair->source + pair->source_count)
            return (pairing){.text = pair->text, .text_count = pair->text_count};
    }
    return (pairing){.text = of->text.count};
}

static mbr_span
place_of(const reading *of, pairing answer)
{
    const pieces *text = &of->text;
    if (answer.text < text->count) {
        mbr_span place = text->items[answer.text].span;
        place.end = answer.text_count == 0
                        ? place.start
                        : text->items[answer.text + answer.text_count - 1].span.end;
        return place;
    }
    uint64_t end = text->count > 0 && text->items[text->count - 1].kind != 0
                       ? text->items[text->count - 1].span.end
                       : text->file.size;
    return (mbr_span){end, end};
}

static int32_t
severity_of(unsigned kinds)
{
    if (kinds & (WORDING_NUMBERS | WORDING_NAMES | WORDING_QUOTES | WORDING_FLAG))
        return MBR_SEVERITY_ERROR;
    return kinds & WORDING_WORDS ? MBR_SEVERITY_WARNING : MBR_SEVERITY_NOTE;
}

static void
add_terms(found *finding, unsigned kinds)
{
    static const struct {
        unsigned kind;
        const char *name;
    } terms[] = {{WORDING_NUMBERS, "numbers "},
                 {WORDING_NAMES, "names "},
                 {WORDING_QUOTES, "quotes "},
                 {WORDING_FLAG, "flag "}};
    char list[64] = "";
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        if (kinds & terms[i].kind)
            strcat(list, terms[i].name);
    size_t size = strlen(list);
    if (size == 0)
        found_text(finding, "terms", "plain", strlen("plain"));
    else
        found_text(finding, "terms", list, size - 1);
}

static int32_t
report(reading *of,
       mbr_span place,
       const char *which,
       unsigned kinds,
       int32_t severity,
       mbr_text before,
       mbr_text after)
{
    found finding;
    found_begin(&finding, rule, place);
    finding.finding.severity = severity;
    found_text(&finding, "old", before.data, before.size);
    found_text(&finding, "new", after.data, after.size);
    add_terms(&finding, kinds);
    if (which)
        found_text(&finding, "case", which, strlen(which));
    return found_report(&finding, &of->task->host, of->job, NULL);
}

static mbr_text
part_of(mbr_text text, mbr_span span)
{
    return (mbr_text){text.data + span.start, span.end - span.start};
}

static int32_t
report_words(reading *of, size_t source, mbr_text before, mbr_text after)
{
    wording change;
    if (!wording_compare(&of->task->languages, of->source.file, before, after, &change))
        return MBR_E_NOMEM;
    if (change.kinds == 0)
        return MBR_OK;
    int32_t severity = severity_of(change.kinds);
    of->spoken_of[source] |= severity == MBR_SEVERITY_ERROR;
    const char *which = severity == MBR_SEVERITY_ERROR  ? "facts"
                        : severity == MBR_SEVERITY_NOTE ? "slip"
                                                        : NULL;
    return report(of, place_of(of, answer_of(of, source, false)), which, change.kinds, severity,
                  part_of(before, change.before), part_of(after, change.after));
}

static bool
are_same(const piece *a, const piece *b)
{
    return a->text.size == b->text.size && memcmp(a->text.data, b->text.data, a->text.size) == 0;
}

/* Without the blocks at either end that are word for word the same. */
static pairing
peel(const pieces *before, const pieces *after, pairing pair)
{
    while (pair.source_count > 0 && pair.text_count > 0 &&
           are_same(&before->items[pair.source], &after->items[pair.text]))
        pair =
            (pairing){pair.source + 1, pair.source_count - 1, pair.text + 1, pair.text_count - 1};
    while (pair.source_count > 0 && pair.text_count > 0 &&
           are_same(&before->items[pair.source + pair.source_count - 1],
                    &after->items[pair.text + pair.text_count - 1])) {
        pair.source_count--;
        pair.text_count--;
    }
    return pair;
}

/* Blocks as one text; of several a copy, which `ret_own` keeps. */
static bool
join(const pieces *list, size_t first, size_t count, mbr_text *ret, char **ret_own)
{
    size_t size = 0;
    *ret = list->items[first].text;
    if (count == 1)
        return true;
    for (size_t i = first; i < first + count; i++)
        size += list->items[i].text.size + 1;
    char *at = *ret_own = malloc(size);
    if (!at)
        return false;
    for (size_t i = first; i < first + count; i++) {
        at = mempcpy(at, list->items[i].text.data, list->items[i].text.size);
        *at++ = '\n';
    }
    *ret = (mbr_text){*ret_own, size - 1};
    return true;
}

/* Blocks that became others. */
static int32_t
report_rewritten(reading *of, const pieces *approved, const pairing *pair)
{
    char *own[2] = {NULL};
    mbr_text before, after;
    int32_t result = MBR_E_NOMEM;
    if (join(approved, pair->source, pair->source_count, &before, &own[0]) &&
        join(&of->source, pair->text, pair->text_count, &after, &own[1]))
        result = report_words(of, pair->text, before, after);
    free(own[0]);
    free(own[1]);
    return result;
}

static void
tell(bool *told, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++)
        told[i] = true;
}

/* Blocks that are new in the source. */
static int32_t
report_came(reading *of, const pairing *pair)
{
    static const mbr_text nothing = {"", 0};
    int32_t result = MBR_OK;
    tell(of->told, pair->text, pair->text_count);
    for (size_t i = pair->text; result >= 0 && i < pair->text + pair->text_count; i++) {
        mbr_text words = of->source.items[i].text;
        result = report(of, place_of(of, answer_of(of, i, false)), "came",
                        wording_kinds(&of->task->languages, of->source.file, words),
                        MBR_SEVERITY_ERROR, nothing, words);
    }
    return result;
}

/* Blocks that are gone from it, told at what was made of them. */
static int32_t
report_went(reading *of, const pieces *approved, const pairing *pair)
{
    static const mbr_text nothing = {"", 0};
    const pairing answer = answer_of(of, pair->text, true);
    int32_t result = MBR_OK;
    if (!of->text_told)
        of->text_told = calloc(of->text.count + 1, sizeof *of->text_told);
    if (!of->text_told)
        return MBR_E_NOMEM;
    tell(of->text_told, answer.text, answer.text_count);
    for (size_t i = pair->source; result >= 0 && i < pair->source + pair->source_count; i++) {
        mbr_text words = approved->items[i].text;
        result = report(of, place_of(of, answer), "went",
                        wording_kinds(&of->task->languages, approved->file, words),
                        MBR_SEVERITY_ERROR, words, nothing);
    }
    return result;
}

static int32_t
report_pair(reading *of, const pieces *approved, const pairing *pair)
{
    if (pair->source_count > 0 && pair->text_count > 0)
        return report_rewritten(of, approved, pair);
    return pair->text_count > 0 ? report_came(of, pair) : report_went(of, approved, pair);
}

static int32_t
compare(reading *of, const pieces *approved)
{
    pairing *pairs = NULL;
    size_t count = 0, told = 0;
    int32_t result = pairings_read(of, approved, &of->source, &pairs, &count);
    for (size_t i = 0; result >= 0 && i < count && told < MOST_CHANGES; i++) {
        const pairing pair = peel(approved, &of->source, pairs[i]);
        if (pair.source_count + pair.text_count == 0)
            continue;
        result = report_pair(of, approved, &pair);
        told += pair.source_count + pair.text_count;
    }
    free(pairs);
    return result;
}

/* Whether the words could stand in the title: looking for them in what is written before the first
 * block costs less than reading it as YAML, which needs a backslash to write them otherwise. */
static bool
may_be_title(const pieces *version)
{
    mbr_text head = version->file;
    if (version->count > 0 && version->items[0].span.start < head.size)
        head.size = version->items[0].span.start;
    return memchr(head.data, '\\', head.size) || kill_is_possible(head);
}

/* The line by which a version of the source is taken back; empty where it is not. */
static int32_t
find_kill(const reading *of, const pieces *version, mbr_text *ret)
{
    mbr_value title = {.struct_size = sizeof title};
    int32_t result = MBR_E_NOTFOUND;
    if (may_be_title(version))
        result = of->task->host.article->meta(of->job, version->part, "title", &title);
    *ret = (mbr_text){"", 0};
    if (result < 0 && result != MBR_E_NOTFOUND)
        return result;
    if (result >= 0 && title.type == MBR_VALUE_TEXT && kill_is_announced(title.text))
        *ret = title.text;
    for (size_t i = 0; ret->size == 0 && i < version->count && i < FIRST_BLOCKS; i++)
        if (kill_is_announced(version->items[i].text))
            *ret = version->items[i].text;
    return MBR_OK;
}

static int32_t
judge(reading *of, const pieces *approved)
{
    mbr_text now, then = {"", 0};
    int32_t result = find_kill(of, &of->source, &now);
    if (result >= 0 && now.size > 0 && approved->part != 0)
        result = find_kill(of, approved, &then);
    if (result < 0)
        return result;
    if (now.size > 0 && then.size == 0) {
        mbr_span place = of->text.count > 0 ? of->text.items[0].span : (mbr_span){0, 0};
        pieces_clear(&of->source);
        of->pair_count = 0;
        return report(of, place, "kill", 0, MBR_SEVERITY_ERROR, then, now);
    }
    return approved->part != 0 && of->task->host.align ? compare(of, approved) : MBR_OK;
}

static bool
is_same_file(const pieces *a, const pieces *b)
{
    return a->file.size == b->file.size && memcmp(a->file.data, b->file.data, a->file.size) == 0;
}

int32_t
changed_check(reading *of)
{
    const services *host = &of->task->host;
    pieces approved = {0};
    if (!of->source.file.data)
        return MBR_OK;
    int32_t result = pieces_begin(&approved, host, of->job, MBR_PART_SOURCE_APPROVED);
    if (result == MBR_E_NOTFOUND)
        approved.part = 0; /* not approved yet */
    else if (result >= 0 && !is_same_file(&approved, &of->source))
        result = pieces_add_blocks(&approved, host, of->job);
    else if (result >= 0)
        return MBR_OK;
    if (result >= 0 || result == MBR_E_NOTFOUND)
        result = judge(of, &approved);
    pieces_clear(&approved);
    return result;
}
