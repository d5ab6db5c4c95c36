/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "task.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdio.h>

/* Where the count of words passes the limit. */
typedef struct tally {
    uint64_t words;
    uint64_t most;       /* 0: no limit */
    const piece *beyond; /* the piece of the first word too many */
    mbr_span word;
} tally;

/* A word: between white space, with a letter or digit in it. */
static void
count_piece(tally *of, const piece *one)
{
    const char *data = one->text.data;
    size_t size = one->text.size, at = 0, start = 0, length;
    bool solid = false;
    for (;; at += length) {
        uint8_t byte = at < size ? (uint8_t)data[at] : ' ';
        uint32_t c = byte;
        length = 1;
        if (byte >= 0x80)
            c = utf8_at(data, size, at, &length);
        if (!utf8_is_space(c)) {
            solid |= utf8_is_letter(c) || utf8_is_digit(c);
            continue;
        }
        if (solid && of->words++ == of->most && of->most > 0) {
            of->beyond = one;
            of->word = (mbr_span){start, at};
        }
        solid = false;
        start = at + length;
        if (at >= size)
            return;
    }
}

static int32_t
report(
    reading *of, const char *rule, mbr_span place, uint64_t words, const char *name, int64_t limit)
{
    found finding;
    char digits[24];
    found_begin(&finding, rule, place);
    found_count(&finding, words);
    if (name) {
        int length = snprintf(digits, sizeof digits, "%" PRId64, limit);
        found_text(&finding, name, digits, (size_t)length);
    }
    return found_report(&finding, &of->task->host, of->job, NULL);
}

static int32_t
report_empty(reading *of)
{
    found finding;
    found_begin(&finding, "empty-body", (mbr_span){of->body.start, of->body.start});
    return found_report(&finding, &of->task->host, of->job, NULL);
}

int32_t
length_check(reading *of)
{
    const mbr_task *task = of->task;
    tally words = {.most = (uint64_t)task->most};
    for (size_t i = of->values; i < of->text.count; i++)
        count_piece(&words, &of->text.items[i]);
    if (words.words == 0)
        return report_empty(of);
    if (words.words < (uint64_t)task->least) {
        uint64_t end = of->text.items[of->text.count - 1].span.end;
        return report(of, "too-short", (mbr_span){end, end}, words.words, "min", task->least);
    }
    if (!words.beyond)
        return MBR_OK;
    mbr_span place;
    int32_t result = piece_place(&of->text, words.beyond, &task->host, of->job, words.word, &place);
    return result < 0 ? result : report(of, "too-long", place, words.words, "max", task->most);
}
