/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_SPACES_INSIDE_H
#define COMMON_SPACES_INSIDE_H

#include "spaces.h"
#include "utf8.h"

/* What spaces.c and tight.c share. */

#define WIDE "\xc2\xa0"       /* U+00A0 */
#define NARROW "\xe2\x80\xaf" /* U+202F */

enum { OPEN = 0xab, CLOSE = 0xbb, PER_MILLE = 0x2030, EURO = 0x20ac };

/* One text on the way through it. */
typedef struct scan {
    const char *data;
    size_t size;
    size_t text;
    const space_rules *rules;
    space_faults *faults;
    size_t sign; /* the first of rules->signs that may still come */
    bool failed;
} scan;

static inline bool
is_word(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

static inline bool
is_high(uint32_t c)
{
    return c == ':' || c == ';' || c == '!' || c == '?';
}

/* What may follow a sign that ends a clause. */
static inline bool
ends_clause(uint32_t c)
{
    return c == 0 || utf8_is_space(c) || c == CLOSE || c == 0x201d || c == ']';
}

void
spaces_add(scan *s, space_kind kind, space_mend mend, mbr_span words, mbr_span at, const char *put);

/* The no-break space that is due beside a sign. */
const char *spaces_for(const scan *s, uint32_t sign);

/* Another rule speaks of the guillemet there; to be asked in order. */
bool spaces_is_spoken_of(scan *s, size_t sign);

/* A sign with no space on the side where one is due. */
void tight_judge_sign(scan *s, size_t at, uint32_t sign, size_t length);
void tight_judge_open(scan *s, mbr_span sign);
void tight_judge_close(scan *s, mbr_span sign);
void tight_judge_comma(scan *s, size_t at);

#endif
