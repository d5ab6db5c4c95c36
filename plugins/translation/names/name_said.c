/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names.h"
#include "untouchable.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_FORM 96 /* characters that are compared with one another */

/* --- which form to write ----------------------------------------------------------------- */

static size_t
decode(mbr_text text, uint32_t *out)
{
    size_t count = 0, length;
    for (size_t at = 0; at < text.size && count < LONGEST_FORM; at += length)
        out[count++] = utf8_lower(utf8_at(text.data, text.size, at, &length));
    return count;
}

/* Levenshtein's distance, case folded. */
static size_t
distance(mbr_text a, mbr_text b)
{
    uint32_t x[LONGEST_FORM], y[LONGEST_FORM];
    size_t row[LONGEST_FORM + 1];
    size_t nx = decode(a, x), ny = decode(b, y);
    for (size_t j = 0; j <= ny; j++)
        row[j] = j;
    for (size_t i = 1; i <= nx; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= ny; j++) {
            size_t change = diagonal + (x[i - 1] != y[j - 1]);
            size_t skip = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < skip ? change : skip;
        }
    }
    return row[ny];
}

int
name_ending(mbr_text text)
{
    bool plural = text.size > 0 && text.data[text.size - 1] == 's';
    size_t size = text.size - (plural ? 1 : 0);
    return (plural ? 1 : 0) + (size > 0 && text.data[size - 1] == 'e' ? 2 : 0);
}

static bool
begins_small(mbr_text text)
{
    return utf8_is_lower(utf8_at(text.data, text.size, 0, NULL));
}

const name_form *
name_nearest(const name_list *glossary, size_t entry, form_standing wanted, mbr_text written)
{
    const name_entry *of = &glossary->entries[entry];
    const name_form *best = NULL;
    size_t least = 0;
    for (size_t i = of->first; i < of->first + of->count; i++) {
        const name_form *form = &glossary->forms[i];
        mbr_text text = {form->text, form->size};
        if (form->standing != wanted || form->entry != entry)
            continue;
        size_t far = 4 * distance(written, text) +
                     (name_ending(written) != name_ending(text) ? 6 : 0) +
                     (begins_small(written) != begins_small(text) ? 1 : 0);
        if (!best || far < least) {
            best = form;
            least = far;
        }
    }
    return best;
}

/* --- saying it --------------------------------------------------------------------------- */

int32_t
name_report(const reading *of,
            code_spans *code,
            const piece *one,
            mbr_span words,
            const name_said *said,
            const edits *fix)
{
    const services *host = &of->task->host;
    char times[24], others[24];
    mbr_span place;
    int32_t result = piece_place(&of->text, one, host, of->job, words, &place);
    if (result < 0)
        return result;
    if (code_spans_hold(code, &of->text, one, place) || untouchable(&one->text, words))
        return MBR_E_NOTFOUND;
    found finding;
    found_begin(&finding, "name-variant", place);
    finding.finding.severity = said->severity;
    found_text(&finding, "words", one->text.data + words.start, words.end - words.start);
    found_text(&finding, "preferred", said->preferred.data, said->preferred.size);
    if (said->named) {
        found_text(&finding, "case", said->named, strlen(said->named));
        int length = snprintf(times, sizeof times, "%zu", said->times);
        found_text(&finding, "times", times, (size_t)length);
        length = snprintf(others, sizeof others, "%zu", said->others);
        found_text(&finding, "others", others, (size_t)length);
    }
    return found_report(&finding, host, of->job, fix);
}
