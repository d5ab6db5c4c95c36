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

enum { PART_OF_WORD = 1, SPACE = 2, WIDE = 3 };

/* The bytes of ASCII; the lead byte 0xc3 begins letters only, and what follows it says nothing. */
static uint8_t
class_of(uint8_t byte)
{
    if (byte >= 0xc0)
        return byte == 0xc3 ? PART_OF_WORD : WIDE;
    if (byte >= 0x80)
        return 0;
    if (utf8_is_space(byte))
        return SPACE;
    return utf8_is_letter(byte) || utf8_is_digit(byte) ? PART_OF_WORD : 0;
}

void
length_classes(uint8_t *classes)
{
    for (unsigned byte = 0; byte < 256; byte++)
        classes[byte] = class_of((uint8_t)byte);
}

/* The class of the character at `at`, never WIDE. */
static uint8_t
class_at(const uint8_t *classes, const mbr_text *text, size_t at, size_t *ret_length)
{
    uint8_t class = classes[(uint8_t)text->data[at]];
    *ret_length = 1;
    if (class != WIDE)
        return class;
    uint32_t c = utf8_at(text->data, text->size, at, ret_length);
    return utf8_is_space(c) ? SPACE : utf8_is_letter(c) ? PART_OF_WORD : 0;
}

/* A word: between white space, with a letter or digit in it. Where words end cannot be foreseen,
   so nothing hangs on it but sums. */
static uint64_t
count_words(const uint8_t *classes, const mbr_text *text)
{
    uint64_t words = 0;
    bool solid = false;
    for (size_t at = 0, length; at < text->size; at += length) {
        uint8_t class = class_at(classes, text, at, &length);
        words += solid & (class == SPACE);
        solid = (solid | (class == PART_OF_WORD)) & (class != SPACE);
    }
    return words + solid;
}

static void
end_word(tally *of, const piece *one, size_t start, size_t end)
{
    if (of->words++ != of->most)
        return;
    of->beyond = one;
    of->word = (mbr_span){start, end};
}

static void
count_piece(tally *of, const uint8_t *classes, const piece *one)
{
    size_t start = 0, length;
    bool solid = false;
    uint64_t words = count_words(classes, &one->text);
    if (of->most == 0 || of->beyond || of->words + words <= of->most) {
        of->words += words;
        return;
    }
    for (size_t at = 0; at < one->text.size; at += length) {
        uint8_t class = class_at(classes, &one->text, at, &length);
        solid |= class == PART_OF_WORD;
        if (class != SPACE)
            continue;
        if (solid)
            end_word(of, one, start, at);
        solid = false;
        start = at + length;
    }
    if (solid)
        end_word(of, one, start, one->text.size);
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
        count_piece(&words, task->classes, &of->text.items[i]);
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
