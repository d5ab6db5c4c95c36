/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sentences.h"
#include "task.h"

static int32_t
check_piece(reading *of, const piece *one, code_spans *code, size_t *reported)
{
    mbr_span words = {0, 0}, place;
    int32_t result = MBR_OK;
    while (result >= 0 && *reported < MOST_OF_A_RULE &&
           sentence_broken(&one->text, words.end, &words)) {
        result = piece_place(&of->text, one, &of->task->host, of->job, words, &place);
        if (result < 0 || code_spans_hold(code, &of->text, one, place))
            continue;
        found finding;
        found_begin(&finding, "broken-sentence", place);
        found_text(&finding, "words", one->text.data + words.start, words.end - words.start);
        result = found_report(&finding, &of->task->host, of->job, NULL);
        (*reported)++;
    }
    return result;
}

int32_t
sentences_check(reading *of)
{
    code_spans code = {0};
    size_t reported = 0;
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < of->text.count; i++) {
        if (!of->foreign[i])
            result = check_piece(of, &of->text.items[i], &code, &reported);
    }
    code_spans_clear(&code);
    return result;
}
