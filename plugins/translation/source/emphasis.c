/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "emphasis.h"

#include "utf8.h"

#include <string.h>

#define LONGEST 1000 /* bytes of what is set apart, and of an address or code in it */

/* The text as far as anything that begins at `at` may go: what never ends is soon given up. */
static mbr_text
window(mbr_text text, size_t at)
{
    return (mbr_text){text.data, text.size - at > LONGEST ? at + LONGEST : text.size};
}

static size_t
run_at(mbr_text text, size_t at)
{
    size_t end = at;
    while (end < text.size && text.data[end] == text.data[at])
        end++;
    return end - at;
}

/* Behind a code span, an address or a tag that begins at `at`; `at` itself where none does. */
static size_t
pass_over(mbr_text whole, size_t at)
{
    mbr_text text = window(whole, at);
    char c = text.data[at];
    if (c == '\\')
        return at + 2 < text.size ? at + 2 : text.size;
    if (c == '`') {
        size_t ticks = run_at(text, at), next = at + ticks;
        while (next < text.size) {
            size_t run = text.data[next] == '`' ? run_at(text, next) : 0;
            if (run == ticks)
                return next + run;
            next += run > 0 ? run : 1;
        }
        return at + ticks;
    }
    bool address = c == ']' && at + 1 < text.size && text.data[at + 1] == '(';
    if (c != '<' && !address)
        return at;
    const char *end = memchr(text.data + at, c == '<' ? '>' : ')', text.size - at);
    return end ? (size_t)(end - text.data) + 1 : at;
}

static bool
is_wordlike(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

/* CommonMark 6.2, simply: an opening run stands before a word and not behind one. */
static bool
opens(mbr_text text, size_t at, size_t run)
{
    uint32_t after = utf8_at(text.data, text.size, at + run, NULL);
    return after != 0 && !utf8_is_space(after) && !is_wordlike(utf8_before(text.data, at, NULL));
}

static bool
closes(mbr_text text, size_t at, size_t run)
{
    uint32_t before = utf8_before(text.data, at, NULL);
    return before != 0 && !utf8_is_space(before) &&
           !is_wordlike(utf8_at(text.data, text.size, at + run, NULL));
}

/* The run that ends what one of `run` signs at `at` began; 0: none does. */
static size_t
closing(mbr_text whole, size_t at, size_t run)
{
    mbr_text text = window(whole, at);
    for (size_t next = at + run; next < text.size;) {
        size_t behind = pass_over(text, next);
        if (behind > next) {
            next = behind;
        } else if (text.data[next] != text.data[at]) {
            next++;
        } else {
            size_t other = run_at(text, next);
            if (other == run && closes(text, next, other))
                return next;
            next += other;
        }
    }
    return 0;
}

bool
emphasis_find(mbr_text markdown, size_t from, mbr_span *ret, size_t *ret_next)
{
    const char *data = markdown.data + from;
    size_t left = markdown.size - from;
    if (!memchr(data, '*', left) && !memchr(data, '_', left))
        return false; /* as nearly everywhere */
    for (size_t at = from; at < markdown.size;) {
        char c = markdown.data[at];
        size_t behind = pass_over(markdown, at);
        if (behind > at || (c != '*' && c != '_')) {
            at = behind > at ? behind : at + 1;
            continue;
        }
        size_t run = run_at(markdown, at);
        size_t end = run <= 3 && opens(markdown, at, run) ? closing(markdown, at, run) : 0;
        if (end > 0) {
            *ret = (mbr_span){at + run, end};
            *ret_next = end + run;
            return true;
        }
        at += run;
    }
    return false;
}
