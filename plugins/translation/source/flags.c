/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flags.h"

#include "grow.h"
#include "stem.h"

#include <stdlib.h>
#include <string.h>

#define MOST_FLAGS 2000 /* of one text */
#define FOLDS (MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES)

/* A text while it is searched. */
typedef struct search {
    flag_list *list;
    const pieces *text;
    const services *host;
    mbr_job *job;
    code_spans code;
} search;

/* Whose words they are is asked at the verb: a name may stand in quotation marks by itself. */
static int32_t
is_quoted(const search *of, const piece *one, const mbr_text *folded, uint64_t mark, size_t end)
{
    if (one->kind == MBR_ITEM_QUOTE)
        return 1;
    size_t verb = end;
    while (verb > 0 && ((unsigned char)folded->data[--verb] & 0xc0) == 0x80)
        ;
    return of->host->text->quotation(of->job, of->text->part, mark, verb, NULL);
}

static int32_t
take_flag(search *of, size_t index, const mbr_text *folded, uint64_t mark, const struct flag *flag)
{
    const piece *one = &of->text->items[index];
    const mbr_span words = {flag->start, flag->end};
    flag_found found = {.piece = index};
    int32_t result = is_quoted(of, one, folded, mark, flag->end);
    if (result < 0)
        return result;
    found.quoted = result == 1;
    result = of->host->article->to_source(of->job, of->text->part, mark, &words, &found.place);
    if (result < 0 || code_spans_hold(&of->code, of->text, one, found.place))
        return result;
    size_t end = flag_clause_end(folded->data, folded->size, flag);
    found.wide = flag_is_wide(folded->data, flag, end, true);
    flag_list *list = of->list;
    if (!grow(&list->items, &list->room, list->count, sizeof *list->items))
        return MBR_E_NOMEM;
    list->items[list->count++] = found;
    return MBR_OK;
}

static int32_t
search_piece(search *of, size_t index, struct flag_finder *finder, const struct voice *voice)
{
    const piece *one = &of->text->items[index];
    mbr_text folded;
    uint64_t mark;
    int32_t result =
        of->host->text->normalise(of->job, of->text->part, one->mark, FOLDS, &folded, &mark);
    struct flag flag = {0};
    while (result >= 0 && of->list->count < MOST_FLAGS) {
        int found = flag_next(finder, voice, folded.data, folded.size, flag.end, &flag);
        if (found == FLAG_ERROR)
            return MBR_E_NOMEM;
        if (found == FLAG_NONE)
            break;
        result = take_flag(of, index, &folded, mark, &flag);
    }
    return result;
}

/* A headline or a crosshead is no sentence that tells the readers. */
static bool
may_hold_flag(const piece *one)
{
    return one->kind != 0 && one->kind != MBR_ITEM_HEADING &&
           stem_is_possible(one->text.data, one->text.size);
}

size_t
flags_first(const pieces *text)
{
    size_t first = 0;
    while (first < text->count && !may_hold_flag(&text->items[first]))
        first++;
    return first;
}

int32_t
flags_collect(flag_list *list,
              const pieces *text,
              size_t from,
              struct flag_finder *finder,
              const struct voice *voice,
              const services *host,
              mbr_job *job)
{
    search of = {.list = list, .text = text, .host = host, .job = job};
    int32_t result = MBR_OK;
    for (size_t i = from; i < text->count && result >= 0; i++) {
        if (i == from || may_hold_flag(&text->items[i]))
            result = search_piece(&of, i, finder, voice);
    }
    code_spans_clear(&of.code);
    return result;
}

void
flags_clear(flag_list *list)
{
    free(list->items);
    *list = (flag_list){0};
}
